/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Two clocks aligned by the cadences that were measured on them.
 *
 * 1. Two series are correlated at every shift (coarsely first where both are long). A shift counts
 *    by Fisher's z of its correlation times the root of the seconds that overlap; the next best
 *    that is a peak of its own says how far it could be another.
 * 2. First the small changes: what a cadence changes about its mean of half a minute where it is
 *    steady. They are alike only when the same steps were taken.
 * 3. Where these do not decide, the cadences as they are, with 0 where the person stood. Bouts
 *    alone may fit by chance, or because two runs followed one plan: so they count where both
 *    clocks agree beforehand, or where the small changes agree at that very shift.
 * 4. The top of the peak is that of the parabola through the seconds around it; its interval that
 *    of the jackknife, without each tenth of the overlap in turn. It knows nothing of a device that
 *    shows its cadence late: that delay is part of the shift.
 */
#ifndef FLOW_ALIGN_H
#define FLOW_ALIGN_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>

/* What is known beforehand of the shift. */
struct align_range {
    double expected_s, within_s; /* shifts looked at; within_s INFINITY: all */
    bool trusted;                /* both clocks are set, so that it should be small */
    bool same_unit;              /* both series are cadences; false: the second is a stand-in */
};

struct alignment {
    double shift_s;    /* b[j] stands at a[j + shift]; NAN where nothing fits */
    double half_s;     /* 95 % interval, to each side */
    double overlap_s;  /* seconds that both have */
    double r;          /* correlation of the whole */
    double fine_z;     /* of the small changes: in standard errors; NAN where there are too few */
    double second;     /* score of the second best shift over that of the best */
    double certainty;  /* 0 .. 1 */
    bool sure;         /* good enough to be used */
    const char *doubt; /* why it is not: a clause, static; "" when sure */
};

/*
 * Finds the shift of b against a.
 *
 *   in    a[na], b[nb]  steps a minute once a second, 0 at rest, NAN where not known
 *   ends  BKS_NO_MEMORY
 */
enum bks_status align_of(struct alignment *out, const double *a, size_t na, const double *b,
                         size_t nb, const struct align_range *range) BKS_CHECK;

#endif
