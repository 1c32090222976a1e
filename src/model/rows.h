/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Rows of a recording with the memory for them: what a format reader fills.
 *
 *   t_us   [capacity] stamp of each row [us]; see struct bks_recording_info.start
 *   value  [capacity] per channel, m/s2, rad/s, m/s; NULL where the recording lacks the channel.
 *          Never infinite; a cell without a number is BKS_ROW_MISSING in mark (acceleration), or
 * NAN (gyroscope, speed) mark   [capacity] bits of enum bks_row_mark
 */
#ifndef MODEL_ROWS_H
#define MODEL_ROWS_H

#include "backstride/reader.h"

struct rows {
    size_t n, capacity;
    int64_t *t_us;
    double *value[BKS_CHANNEL_COUNT];
    unsigned char *mark;
};

/*
 * Room for capacity rows of the given channels.
 *
 *   in    channels  bit 1u << enum bks_channel each
 *   ends  BKS_NO_MEMORY, and *rows is cleared
 *   owns  the caller; rows_clear
 */
enum bks_status rows_init(struct rows *rows, unsigned channels, size_t capacity) BKS_CHECK;
void rows_clear(struct rows *rows);

/* The channel bits of accelerometer, gyroscope and both. */
#define ROWS_ACCEL 0x07u
#define ROWS_GYRO  0x38u
#define ROWS_SPEED 0x40u

#endif
