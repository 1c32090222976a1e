/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column of an archive is which channel, and what to multiply it with. */
#ifndef READ_ARCHIVE_LAYOUT_H
#define READ_ARCHIVE_LAYOUT_H

#include "read/container.h"

#define LAYOUT_NO_COLUMN (-1)
#define LAYOUT_STEPS     3

struct archive_layout {
    unsigned channels;                /* bits 1u << enum bks_channel */
    int column[BKS_CHANNEL_COUNT];    /* or LAYOUT_NO_COLUMN */
    double factor[BKS_CHANNEL_COUNT]; /* to m/s2, rad/s and m/s */
    /* 10^decimals where a value is (whole number / divisor) x factor; else 0, and it is the sample
     * (full scale 1) x factor */
    double divisor[BKS_CHANNEL_COUNT];
    double full;            /* the whole number of full scale, 2^(bits - 1); floats: 1 */
    int time;               /* column of microseconds from the first row, or LAYOUT_NO_COLUMN */
    int step[LAYOUT_STEPS]; /* columns of steps from the row before, lowest word first */
    double scale_g;         /* what a value of 1 is, accelerometer */
    double range_g;         /* the most the device can show; 0 not known */
    int aux;                /* column of the marks, or LAYOUT_NO_COLUMN */
    bool scale_found;       /* by gravity, not by the file */
    bool gyro_left_out;     /* it is there, but its scale is not known */
};

/*
 * Refuses what is not a recording, or says too little of its samples, before one is read.
 *
 *   in    name  of the container, for people
 *   ends  BKS_UNSUPPORTED  an audio file, a coding that is not read, or no scale to be known
 *         BKS_DAMAGED      labelled, but with a rate that no motion sensor has
 */
enum bks_status archive_refuse(const struct container *container, const struct archive_tags *tags,
                               const char *name, struct bks_fault *fault) BKS_CHECK;

/*
 * Says what the columns are, by the tags; without tags only the float dialect is left, and its
 * scale is the one that makes the first rows show 1 g.
 *
 *   in    container, tags         not refused
 *         value[rows x channels]  the first rows
 *   ends  BKS_UNSUPPORTED  no accelerometer with a scale
 */
enum bks_status archive_layout_of(struct archive_layout *layout, const struct container *container,
                                  const struct archive_tags *tags, const double *value, size_t rows,
                                  struct bks_fault *fault) BKS_CHECK;

#endif
