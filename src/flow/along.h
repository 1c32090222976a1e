/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means along the bouts of a recording, with the sampling error of blocks of 5 s. */
#ifndef FLOW_ALONG_H
#define FLOW_ALONG_H

#include "backstride/analysis.h"
#include "dsp/block_mean.h"

#define ALONG_BLOCK_S 5.0

/* The value at an instant of the recording, or NAN. */
typedef double (*along_value)(void *context, double t_s);

/* How a mean is taken. */
struct along {
    along_value value;
    void *context;
    double trim_s;        /* left out at both ends of bouts that are long enough */
    double method_share;  /* 1 SD of the method's own error, as a share of the value */
    enum bks_reason none; /* why it is null where less than half is known */
};

/* Takes the seconds of a bout. */
void along_take(struct block_mean *mean, const struct along *along, const struct bks_bout *bout);

/* The measure of what was taken over so many seconds of bouts. */
struct bks_measure along_measure(const struct block_mean *mean, const struct along *along,
                                 double bouts_s);

#endif
