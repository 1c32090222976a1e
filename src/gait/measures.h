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
#include "gait/step_sums.h"
#include "gait/sums.h"

/* What a measure may know besides the sums. Lengths in m, mass in kg, NAN where not known. */
struct measure_setting {
    enum bks_bout_kind kind;
    enum bks_placement place;
    double rate_hz; /* true rate of the recording */
    bool gravity_included;
    size_t bouts;                  /* the sums are of so many bouts */
    const struct step_sums *steps; /* of the same bouts; NULL: no single steps were looked for */
    struct bks_measure speed;      /* of the same bouts, from elsewhere than the signal */
    struct bks_measure pace;       /* the same for what is made of it: null where only a part of
                                      the time has a speed, which is not that of all steps */
    double slope_rad, leg_m, mass_kg;
    const struct bks_measure *done; /* measures that stand before this one in the table */
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

/* A measure with an interval of so much to either side, not under 0. */
struct bks_measure measure_about(double value, double half, double n);

/*
 * Why single steps cannot tell of a bout: its place, the rate, gravity, clipping, too few of them;
 * BKS_WHY_NONE where they can.
 */
enum bks_reason measure_steps_lack(const struct measure_setting *setting);

/* Contact as it enters into others: width of the whole half-sine [s], from the contact time. */
double measure_width_s(double contact_ms, const struct measure_setting *setting);

#define MEASURE(name)                                               \
    struct bks_measure measure_##name(const struct gait_sums *sums, \
                                      const struct measure_setting *setting)
MEASURE(steps);
MEASURE(cadence);
MEASURE(oscillation);
MEASURE(speed);
MEASURE(contact);
MEASURE(flight);
MEASURE(duty);
MEASURE(balance);
MEASURE(contact_asymmetry);
MEASURE(time_asymmetry);
MEASURE(variability);
MEASURE(step_regularity);
MEASURE(stride_regularity);
MEASURE(lateral_sway);
MEASURE(fore_aft_sway);
MEASURE(step_length);
MEASURE(vertical_ratio);
MEASURE(vertical_stiffness);
MEASURE(leg_stiffness);
MEASURE(peak_force);
MEASURE(speed_loss);
MEASURE(impact);
#undef MEASURE

#endif
