/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The info.txt of an ActiGraph file: "Key: value" lines. */
#ifndef READ_GT3X_INFO_H
#define READ_GT3X_INFO_H

#include "backstride/recording.h"
#include "base/bytes.h"

#include <stdbool.h>

#define GT3X_INFO_MAX_BYTES 65536u /* what is beyond is not read */
#define GT3X_MIN_LSB_PER_G  10     /* a scale outside is not believed */
#define GT3X_MAX_LSB_PER_G  100000

struct gt3x_info {
    char serial[32], type[32];
    double rate_hz;   /* 0 not said */
    double lsb_per_g; /* as said, or by the kind of device that the serial number names */
    double range_g;   /* 0 not said */
    bool has_start;
    int64_t start_us; /* wall time read as if UTC */
    bool has_zone;
    int32_t offset_min; /* east of UTC, of the computer that set the device's clock */
    enum bks_placement placement;
};

/*
 * Reads the lines; unknown keys and odd values are passed over.
 *
 *   in    text  any bytes; a byte order mark and decimal commas are allowed
 */
void gt3x_info_read(struct gt3x_info *info, struct bytes text);

#endif
