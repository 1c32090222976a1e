/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writes a recording in the archive form (16-bit WAV, RF64, FLAC or CAF with Open Movement tags):
 * for the simulator's samples and for the reader's tests.
 */
#ifndef SUPPORT_ARCHIVE_WRITE_H
#define SUPPORT_ARCHIVE_WRITE_H

#include "backstride/recording.h"

#include <stdbool.h>
#include <stddef.h>

enum archive_container { ARCHIVE_WAV, ARCHIVE_RF64, ARCHIVE_FLAC, ARCHIVE_CAF };

/* What the tags say. Texts may be NULL: the line is left out. */
struct archive_recipe {
    enum archive_container container;
    double rate_hz;        /* true rate: goes into the comment; the header gets it rounded */
    double accel_scale_g;  /* full scale of the accelerometer's 16 bits, a whole number: 8, 16 */
    double gyro_scale_dps; /* the same for the gyroscope: 2000 */
    const char *start;     /* "2026-05-01 10:00:00.000", local wall time */
    const char *zone;      /* "+02:00" */
    const char *place;     /* "waist" */
    const char *device;    /* "AX6", "simulated runner" */
};

/*
 * Writes n rows.
 *
 *   in    path    replaced when it is there
 *         value   [n] each, m/s2 and rad/s; NULL where absent; values beyond the scale saturate;
 *                 the speed is not written
 *         mark    [n] bits of enum bks_row_mark, kept in an aux channel; or NULL, and then there is
 *                 no aux channel
 *   out   false when it could not be written
 */
bool archive_write(const char *path, const struct archive_recipe *recipe,
                   const double *const value[BKS_CHANNEL_COUNT], const unsigned char *mark,
                   size_t n);

#endif
