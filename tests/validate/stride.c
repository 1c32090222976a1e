/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a known speed adds: the spring of the leg, and the order of longer and shorter steps. */
#include "support/sim_slip.h"
#include "validate/parts.h"
#include "validate/population.h"

#include <math.h>

#define LENGTH(a) (sizeof(a) / sizeof *(a))

#define MASS_KG 70.0
#define LEG_M   0.95 /* of the simulated spring */
#define RUN_S   60.0

static const struct told told_all = {.placement = "sacrum", .mass_kg = MASS_KG, .leg_m = LEG_M};

/* A spring-mass runner between two stands, at the sacrum, speed told. */
static bool run_spring(struct outcome *outcome, double speed_mps, double cadence_spm, double duty,
                       uint64_t seed)
{
    const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = 5},
                                        {.kind = SIM_RUN,
                                         .duration_s = RUN_S,
                                         .cadence_spm = cadence_spm,
                                         .shape = SIM_SPRING_MASS,
                                         .duty = duty,
                                         .speed_mps = speed_mps,
                                         .jitter_cv = 0.015},
                                        {.kind = SIM_STAND, .duration_s = 5}};
    const struct sim_spec spec = {
        .segments = parts, .n_segments = 3, .seed = seed, .sensor = sim_typical(SIM_SACRUM, 100)};
    return outcome_of_runner(outcome, &spec, &told_all, true, false);
}

struct springs {
    struct spread leg, vertical; /* errors in % of the truth */
    size_t tried, refused;
};

static void take_spring(struct springs *springs, const struct outcome *outcome)
{
    const struct sim_bout *truth = &outcome->sim->bouts[1];
    const struct bks_bout *found = bout_at(outcome->result, BKS_RUN, truth->start_s, truth->end_s);
    double leg = 1e-3 * MASS_KG * truth->leg_stiffness;
    double vertical = 1e-3 * MASS_KG * truth->vertical_stiffness;
    char label[96];
    snprintf(label, sizeof label, "%.2f kN/m at %.2f m/s, %.0f spm, contact %.0f ms", leg,
             truth->ground_mps, truth->cadence_spm, truth->contact_ms);
    springs->tried++;
    if (found && found->measure[BKS_LEG_STIFFNESS].why == BKS_WHY_NONE)
        spread_take(&springs->leg, 100 * (found->measure[BKS_LEG_STIFFNESS].value / leg - 1),
                    label);
    if (found && found->measure[BKS_VERTICAL_STIFFNESS].why == BKS_WHY_NONE)
        spread_take(&springs->vertical,
                    100 * (found->measure[BKS_VERTICAL_STIFFNESS].value / vertical - 1), label);
}

static void show_spring(struct findings *findings, const char *claim, const struct spread *spread,
                        const struct springs *springs, bool asked)
{
    struct finding row = {.claim = claim,
                          .where = "simulated spring-mass, sacrum, 100 Hz",
                          .unit = "%",
                          .decimals = 1,
                          .n = spread->n,
                          .value = spread->n == springs->tried ? spread->worst : (double)NAN,
                          .published = "0.7 to 6.9 % beside a force plate (Morin 2005)"};
    if (asked)
        findings_at_most(findings, row, 8);
    else
        findings_shown(findings, row);
    findings_note(findings,
                  "bias %+.1f SD %.1f, mean error %.1f, worst %.1f %% (%s); null %zu of %zu, "
                  "refused by the simulator %zu",
                  spread_bias(spread), spread_sd(spread), spread_mean_size(spread), spread->worst,
                  spread->worst_at, springs->tried - spread->n, springs->tried, springs->refused);
}

/* Springs as runners have them, and the flights that go with a speed (metrics, G3). */
static const double springs_kn_m[] = {9, 11, 14};
static const struct {
    double speed_mps, flight_s;
} paces[] = {{2.5, 0.06}, {3.0, 0.09}, {3.33, 0.11}, {4.0, 0.13}, {5.0, 0.15}};
static const double more_flight_s[] = {-0.02, 0, 0.02};

static void try_spring(struct springs *springs, size_t pace, size_t spring, size_t flight)
{
    struct sim_slip slip = {.speed_mps = paces[pace].speed_mps,
                            .flight_s = paces[pace].flight_s + more_flight_s[flight],
                            .stiffness = 1000 * springs_kn_m[spring] / MASS_KG,
                            .leg_m = LEG_M};
    struct outcome outcome;
    double step_s = sim_slip_solve(&slip) ? slip.contact_s + slip.flight_s : 1;
    if (!run_spring(&outcome, slip.speed_mps, 60 / step_s, slip.contact_s / step_s,
                    100 * pace + 10 * spring + flight)) {
        springs->refused++;
        return;
    }
    take_spring(springs, &outcome);
    outcome_clear(&outcome);
}

void part_stiffness(struct findings *findings)
{
    struct springs springs = {0};
    for (size_t pace = 0; pace < LENGTH(paces); pace++)
        for (size_t spring = 0; spring < LENGTH(springs_kn_m); spring++)
            for (size_t flight = 0; flight < LENGTH(more_flight_s); flight++)
                try_spring(&springs, pace, spring, flight);
    show_spring(findings, "leg spring, worst", &springs.leg, &springs, true);
    show_spring(findings, "vertical spring, worst", &springs.vertical, &springs, false);
}

/* ---- Overstriding: the same runner with longer steps, the usual, and shorter ones ---- */

#define STRIDERS 30

enum rank_by { BY_STEP_LENGTH, BY_SPEED_LOSS, BY_RATIO, BY_LOW_CADENCE, BY_OVERSTRIDING, N_RANKS };

static const struct {
    const char *claim;
    bool graded; /* a few grades: equal ones are no fault, turned ones are */
    bool asked;
} ranks[N_RANKS] = {
    [BY_STEP_LENGTH] = {"overstriding, step length", false, true},
    [BY_SPEED_LOSS] = {"overstriding, speed lost", false, true},
    [BY_RATIO] = {"overstriding, ratio", false, false},
    [BY_LOW_CADENCE] = {"overstriding, low cadence", true, false},
    [BY_OVERSTRIDING] = {"overstriding, the flag", true, false},
};

/* The grade of a flag: 0 where it is not shown. */
static double grade(const struct bks_result *result, enum bks_flag_id id)
{
    static const double of[BKS_FLAG_LEVEL_COUNT] = {
        [BKS_LEVEL_INFO] = 1, [BKS_LEVEL_UNCLEAR] = 2, [BKS_LEVEL_WATCH] = 3};
    for (size_t i = 0; i < result->n_flags; i++)
        if (result->flags[i].id == id)
            return of[result->flags[i].level];
    return 0;
}

static double value_of(const struct bks_bout *bout, enum bks_measure_id id)
{
    return bout && bout->measure[id].why == BKS_WHY_NONE ? bout->measure[id].value : (double)NAN;
}

static void rank_values(double value[N_RANKS], const struct outcome *outcome)
{
    const struct bks_bout *bout = bout_at(outcome->result, BKS_RUN, 0, 1e6);
    value[BY_STEP_LENGTH] = value_of(bout, BKS_STEP_LENGTH);
    value[BY_SPEED_LOSS] = value_of(bout, BKS_SPEED_LOSS);
    value[BY_RATIO] = value_of(bout, BKS_VERTICAL_RATIO);
    value[BY_LOW_CADENCE] = grade(outcome->result, BKS_FLAG_LOW_CADENCE);
    value[BY_OVERSTRIDING] = grade(outcome->result, BKS_FLAG_OVERSTRIDING);
}

struct order {
    size_t pairs, right[N_RANKS], equal[N_RANKS], refused;
};

/* value[0] is of the longest steps. */
static void take_pairs(struct order *order, double value[3][N_RANKS])
{
    for (int a = 0; a < 3; a++)
        for (int b = a + 1; b < 3; b++) {
            order->pairs++;
            for (int r = 0; r < N_RANKS; r++) {
                order->equal[r] += value[a][r] == value[b][r];
                order->right[r] +=
                    value[a][r] > value[b][r] || (ranks[r].graded && value[a][r] == value[b][r]);
            }
        }
}

static void run_strider(struct order *order, uint64_t seed)
{
    struct sim_random random = sim_random_of(77, seed);
    double speed_mps = draw_between(&random, 2.4, 4.2);
    double spm = draw_normal(&random, 150 + 6.01 * speed_mps, 6);
    double duty = draw_normal(&random, 0.70, 0.03), value[3][N_RANKS];
    for (int i = 0; i < 3; i++) {
        struct outcome outcome;
        if (!run_spring(&outcome, speed_mps, spm * (0.9 + 0.1 * i), duty, seed)) {
            order->refused++;
            return;
        }
        rank_values(value[i], &outcome);
        outcome_clear(&outcome);
    }
    take_pairs(order, value);
}

void part_overstriding(struct findings *findings)
{
    struct order order = {0};
    for (uint64_t seed = 0; seed < STRIDERS; seed++)
        run_strider(&order, seed);
    for (int r = 0; r < N_RANKS; r++) {
        struct finding row = {.claim = ranks[r].claim,
                              .where = "simulated pairs, -10, 0, +10 % steps",
                              .unit = "%",
                              .decimals = 1,
                              .n = order.pairs,
                              .value = 100 * (double)order.right[r] / (double)order.pairs};
        if (ranks[r].asked)
            findings_between(findings, row, 95, 100);
        else
            findings_shown(findings, row);
        findings_note(findings, "%zu pairs are equal%s; %zu runners refused by the simulator",
                      order.equal[r], ranks[r].graded ? ", which counts as right" : "",
                      order.refused);
    }
}
