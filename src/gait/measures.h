/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of measures: from a bout's sums to a value with its interval, or the reason why not.
 *
 * To add one: collect what it needs in struct gait_sums (filled in bouts.c), write
 * gait/measure_<name>.c, add its row here and its line to BKS_MEASURE_LIST, and a test with
 * simulated truth to tests/gait/. tests/gait/test_measures.c walks the table.
 */
#ifndef GAIT_MEASURES_H
#define GAIT_MEASURES_H

#include "gait/place.h"
#include "gait/sums.h"

/* What a measure may know besides the sums. */
struct measure_setting {
    enum bks_bout_kind kind;
    enum bks_placement place;
    double rate_hz; /* true rate of the recording */
    bool gravity_included;
    size_t bouts; /* the sums are of so many bouts */
};

struct measure_row {
    enum bks_measure_id id;
    unsigned kinds; /* bit 1u << enum bks_bout_kind where it is defined */
    struct bks_measure (*of)(const struct gait_sums *sums, const struct measure_setting *setting);
};

/* The table, in the order of enum bks_measure_id. */
extern const struct measure_row measure_rows[BKS_MEASURE_COUNT];

/* All measures of a bout or a total; those not defined for the kind are null. */
void measures_of(struct bks_measure measure[BKS_MEASURE_COUNT], const struct gait_sums *sums,
                 const struct measure_setting *setting);

/* A measure without a value. */
struct bks_measure measure_null(enum bks_reason why);

struct bks_measure measure_steps(const struct gait_sums *sums,
                                 const struct measure_setting *setting);
struct bks_measure measure_cadence(const struct gait_sums *sums,
                                   const struct measure_setting *setting);
struct bks_measure measure_oscillation(const struct gait_sums *sums,
                                       const struct measure_setting *setting);

#endif
