/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cadence and bounce over time as a history keeps them: means over 5 s, or twice as long again and
 * again until they and the two strips (session_strip.h) fit in 8 KB; tenths of the unit in two
 * bytes, the higher first.
 */
#ifndef MODEL_SESSION_SERIES_H
#define MODEL_SESSION_SERIES_H

#include "backstride/analysis.h"

#define SESSION_SERIES_MOST   1700
#define SESSION_SERIES_BYTES  2
#define SESSION_SERIES_STEP_S 5.0

struct session_series {
    double step_s;
    size_t n; /* 0: there is none */
    unsigned char cadence[SESSION_SERIES_MOST * SESSION_SERIES_BYTES];
    unsigned char oscillation[SESSION_SERIES_MOST * SESSION_SERIES_BYTES];
};

void session_series_pack(struct session_series *packed, const struct bks_series *series);

/* The value at i of what was packed, NAN where there is none. */
double session_series_at(const unsigned char *bytes, size_t i);

#endif
