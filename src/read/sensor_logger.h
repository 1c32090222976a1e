/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensor Logger's Metadata.csv, and what it says of signs and units. */
#ifndef READ_SENSOR_LOGGER_H
#define READ_SENSOR_LOGGER_H

#include "read/source.h"

enum logger_platform { LOGGER_UNKNOWN, LOGGER_ANDROID, LOGGER_IOS };

struct logger_metadata {
    bool present;
    enum logger_platform platform;
    bool standardised; /* iOS writes Android's signs and units */
    int64_t epoch_ms;  /* of the Start tap; 0: not said */
    char device[96];
    char zone[64];      /* IANA name, or "" */
    char sensors[1024]; /* "Accelerometer|Gravity|..." */
    char periods[512];  /* ms of each, "10|10|...", members may be empty */
};

/* Reads Metadata.csv where there is one; all else stays empty. */
void logger_metadata_read(struct logger_metadata *metadata, struct source *source);

/* Samples a second that the user asked of a sensor, or 0. */
double logger_rate_hz(const struct logger_metadata *metadata, const char *sensor);

#endif
