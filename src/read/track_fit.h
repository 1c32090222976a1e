/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of the track of a FIT file: track_fit.c (the activity), track_fit_point.c (a record). */
#ifndef READ_TRACK_FIT_H
#define READ_TRACK_FIT_H

#include "model/track.h"
#include "read/fit.h"

/* Distance that comes in 12 bits and begins again. */
struct fit_distance {
    bool begun;
    uint32_t last, sum; /* sixteenths of a metre */
};

/* A record message as a point: SI, cadence as it stands (one foot), time left to the caller. */
struct track_point fit_point(const struct fit *fit, const struct fit_message *message,
                             struct fit_distance *distance);

#endif
