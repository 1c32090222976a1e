/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The real recordings, and what is known to be true of them. Skipped where they are not at hand. */
#include "support/shared.h"
#include "validate/recordings.h"

#include <math.h>

static bool shared_analyzed(struct outcome *outcome, const char *file, const struct told *told)
{
    char room[SHARED_PATH_ROOM];
    *outcome = (struct outcome){0};
    return outcome_of_file(outcome, shared_path_or_skip(room, file), told);
}

static void a_treadmill_jog_has_its_cadence_on_waist_wrist_and_ankle(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_JOGS; i++) {
        struct outcome o;
        assert_true(shared_analyzed(&o, jogs[i].file, NULL));
        size_t n = 0;
        double cadence = series_cadence(o.result, jogs[i].start_s, jogs[i].end_s, &n);
        assert_near_case(jogs[i].label, cadence, jogs[i].cadence_spm, 0.5);
        assert_true_case(jogs[i].label, (double)n >= jogs[i].end_s - jogs[i].start_s);
        const struct bks_bout *run = bout_at(o.result, BKS_RUN, jogs[i].start_s, jogs[i].end_s);
        assert_true_case(jogs[i].label, run != NULL);
        assert_near_case(jogs[i].label, o.result->total[BKS_RUN].duration_s,
                         run->end_s - run->start_s, 1e-6); /* the jog is all that is run */
        outcome_clear(&o);
    }
}

static void the_sensor_that_slept_has_a_gap(void **state)
{
    (void)state;
    struct outcome o;
    assert_true(shared_analyzed(&o, jogs[0].file, NULL));
    assert_true(o.result->quality.n_gaps >= 1);
    assert_between(o.result->quality.gap_s, 17, 28);
    outcome_clear(&o);
}

static void a_sacrum_beside_a_force_plate_agrees_with_it(void **state)
{
    (void)state;
    static const struct told told = {.placement = "sacrum"};
    double sum = 0, squares = 0;
    for (size_t i = 0; i < N_TRIALS; i++) {
        struct outcome o;
        assert_true(shared_analyzed(&o, trials[i].file, &told));
        const struct bks_bout *run = bout_at(o.result, BKS_RUN, 0, 1e6);
        assert_true_case(trials[i].label, run != NULL);
        const struct bks_measure *cadence = &run->measure[BKS_CADENCE];
        const struct bks_measure *bounce = &run->measure[BKS_VERTICAL_OSCILLATION];
        assert_near_case(trials[i].label, cadence->value, trial_cadence(&trials[i]), 1);
        assert_near_case(trials[i].label, bounce->value, trials[i].oscillation_mm, 9);
        double error = bounce->value - trials[i].oscillation_mm;
        sum += error;
        squares += error * error;
        outcome_clear(&o);
    }
    double n = N_TRIALS, bias = sum / n;
    assert_near(bias, 0, 3);
    assert_between(sqrt((squares - n * bias * bias) / (n - 1)), 0, 4);
}

static void steps_counted_on_the_foot_are_counted_in_pocket_and_hand(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_COUNTED; i++) {
        const struct told told = {.columns = counted[i].columns};
        struct outcome o;
        if (!counted[i].in_intervals)
            continue;
        assert_true(shared_analyzed(&o, counted[i].file, &told));
        assert_near_case(counted[i].label, all_steps(o.result), counted[i].steps,
                         0.03 * counted[i].steps);
        assert_int_case(counted[i].label, count_bouts(o.result, BKS_RUN), 0);
        outcome_clear(&o);
    }
}

static void a_shoe_ran_once_for_two_minutes(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_SHOES; i++) {
        struct outcome o;
        assert_true(shared_analyzed(&o, shoes[i].file, &(struct told){.columns = SHOE_COLUMNS}));
        assert_int_case(shoes[i].label, count_bouts(o.result, BKS_RUN), 1);
        const struct bks_bout *run = bout_at(o.result, BKS_RUN, 0, 1e6);
        assert_near_case(shoes[i].label, run->start_s, shoes[i].start_s, 3);
        assert_near_case(shoes[i].label, run->end_s, shoes[i].end_s, 3);
        outcome_clear(&o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_treadmill_jog_has_its_cadence_on_waist_wrist_and_ankle),
        cmocka_unit_test(the_sensor_that_slept_has_a_gap),
        cmocka_unit_test(a_sacrum_beside_a_force_plate_agrees_with_it),
        cmocka_unit_test(steps_counted_on_the_foot_are_counted_in_pocket_and_hand),
        cmocka_unit_test(a_shoe_ran_once_for_two_minutes),
    };
    return cmocka_run_group_tests_name("flow/shared", tests, NULL, NULL);
}
