/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes a simulated recording as an app or a logger would: the same bytes for the same recording.
 *
 * All answer false when the file could not be written. Paths are replaced.
 */
#ifndef SUPPORT_SIM_WRITE_H
#define SUPPORT_SIM_WRITE_H

#include "support/sim.h"

/* Plain CSV of the contract. All 0: comma, seconds, g and deg/s, header, no gyroscope. */
struct sim_csv {
    bool gyro, speed; /* columns; the speed is the true one */
    bool si;          /* m/s2 and rad/s instead of g and deg/s */
    bool no_header;
    char separator;
    const char *time_unit; /* "s" (NULL), "ms", "us", "ns" */
};

bool sim_write_csv(const struct sim *sim, const char *path, const struct sim_csv *style);

/* ActiGraph's ActiLife CSV: ten lines of header, US dates, g. */
bool sim_write_actilife(const struct sim *sim, const char *path, bool stamps);

/* Sensor Logger's zip. iOS has gravity apart and, unless standardised, all signs turned. */
enum sim_phone { SIM_ANDROID, SIM_IOS, SIM_IOS_STANDARD };
bool sim_write_sensor_logger(const struct sim *sim, const char *path, enum sim_phone phone,
                             bool gyro);

/* phyphox's zip, in one of its dialects: separator ',', ';' or '\t', point '.' or ','. */
bool sim_write_phyphox(const struct sim *sim, const char *path, char separator, char point,
                       bool gyro);

/* The archive form: FLAC, WAV or CAF by the path's ending; rows left out are marked there. */
bool sim_write_archive(const struct sim *sim, const char *path, bool gyro);

#endif
