/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * From a file to what was run: claims on simulated recordings, and what must not change them.
 *
 * The claims are those that backstride-validate measures, here on a few runs each, so that a
 * change that breaks one is seen at once.
 */
#include "support/assert.h"
#include "support/outcome.h"

#include <math.h>
#include <stdio.h>

static const struct sim_segment walk_run_walk[] = {
    {.kind = SIM_STAND, .duration_s = 10},
    {.kind = SIM_WALK, .duration_s = 40, .cadence_spm = 110, .jitter_cv = 0.015},
    {.kind = SIM_RUN,
     .duration_s = 60,
     .cadence_spm = 167,
     .shape = SIM_TWO_MASS,
     .duty = 0.7,
     .jitter_cv = 0.015,
     .contact_asymmetry = 0.02},
    {.kind = SIM_WALK, .duration_s = 40, .cadence_spm = 108, .jitter_cv = 0.015},
    {.kind = SIM_STAND, .duration_s = 10},
};

#define RUN 2 /* its segment */

static struct outcome outcome_at(enum sim_place place, double rate_hz, const char *placement,
                                 bool gyro)
{
    const struct sim_spec spec = {.segments = walk_run_walk,
                                  .n_segments = sizeof walk_run_walk / sizeof *walk_run_walk,
                                  .seed = 42,
                                  .sensor = sim_typical(place, rate_hz)};
    struct outcome outcome;
    assert_true(outcome_of_sim(&outcome, &spec, placement, gyro));
    return outcome;
}

static const struct bks_measure *run_measure(const struct outcome *outcome, enum bks_measure_id id)
{
    return &outcome->result->total[BKS_RUN].measure[id];
}

static void a_run_between_walks_is_found_with_its_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum sim_place place;
        double rate_hz;
        bool told, gyro, bounce; /* bounce: the place can show it within 3 mm */
    } table[] = {
        {"sacrum", SIM_SACRUM, 100, false, false, true},
        {"waist, told", SIM_WAIST, 100, true, false, true},
        {"waist, 50 Hz", SIM_WAIST, 50, false, false, true},
        {"waist, 25 Hz", SIM_WAIST, 25, false, false, true},
        {"chest, gyroscope", SIM_CHEST, 100, false, true, true},
        {"chest, 98.6 Hz", SIM_CHEST, 98.6, true, false, true},
        {"sacrum, 200 Hz", SIM_SACRUM, 200, false, false, true},
        {"pocket, told", SIM_POCKET, 100, true, false, false},
        {"wrist, told", SIM_WRIST, 100, true, false, false},
        {"ankle, told", SIM_ANKLE, 100, true, false, false},
        {"shoe, told", SIM_FOOT, 100, true, false, false},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        const char *label = table[k].label;
        struct outcome o =
            outcome_at(table[k].place, table[k].rate_hz,
                       table[k].told ? placement_name(table[k].place) : NULL, table[k].gyro);
        const struct sim_bout *truth = &o.sim->bouts[RUN];
        assert_int_case(label, count_bouts(o.result, BKS_RUN), 1);
        const struct bks_bout *bout = bout_at(o.result, BKS_RUN, 0, 1e6);
        assert_near_case(label, bout->start_s, truth->start_s, 1);
        assert_near_case(label, bout->end_s, truth->end_s, 1);
        assert_near_case(label, bout->measure[BKS_CADENCE].value, truth->cadence_spm, 0.6);
        assert_near_case(label, bout->measure[BKS_STEPS].value, (double)truth->n_steps, 3);
        assert_near_case(label, o.result->input.sample_rate_hz, table[k].rate_hz,
                         1e-3 * table[k].rate_hz);
        const struct bks_measure *bounce = &bout->measure[BKS_VERTICAL_OSCILLATION];
        if (table[k].bounce)
            assert_near_case(label, bounce->value, truth->place_oscillation_mm, 3);
        else if (table[k].place == SIM_ANKLE || table[k].place == SIM_FOOT)
            assert_int_case(label, bounce->why, BKS_WHY_PLACEMENT);
        outcome_clear(&o);
    }
}

static void bouts_tile_the_recording_and_totals_add_up(void **state)
{
    (void)state;
    struct outcome o = outcome_at(SIM_WAIST, 100, NULL, false);
    const struct bks_result *result = o.result;
    double at = 0, duration[BKS_BOUT_KIND_COUNT] = {0}, steps[BKS_BOUT_KIND_COUNT] = {0};
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        assert_near(bout->start_s, at, 1e-6);
        assert_true(i == 0 || bout->kind != bout[-1].kind || bout->kind == BKS_UNKNOWN);
        at = bout->end_s;
        duration[bout->kind] += bout->end_s - bout->start_s;
        if (bout->measure[BKS_STEPS].why == BKS_WHY_NONE)
            steps[bout->kind] += bout->measure[BKS_STEPS].value;
    }
    assert_near(at, result->input.duration_s, 1e-6);
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++) {
        assert_near(result->total[kind].duration_s, duration[kind], 1e-6);
        if (kind == BKS_RUN || kind == BKS_WALK)
            assert_near(result->total[kind].measure[BKS_STEPS].value, steps[kind], 1.5);
    }
    outcome_clear(&o);
}

static void the_series_follows_the_run(void **state)
{
    (void)state;
    struct outcome o = outcome_at(SIM_WAIST, 100, NULL, false);
    const struct sim_bout *truth = &o.sim->bouts[RUN];
    const struct bks_series *series = &o.result->series;
    assert_near(series->step_s, 1, 0);
    assert_near((double)series->n, o.result->input.duration_s, 1);
    for (size_t i = 0; i < series->n; i++) {
        double at_s = (double)i;
        if (at_s > truth->start_s + 2 && at_s < truth->end_s - 2) {
            assert_near(series->cadence_spm[i], truth->cadence_spm, 4);
            assert_near(series->vertical_oscillation_mm[i], truth->place_oscillation_mm, 10);
        }
        if (at_s < 7)
            assert_true(isnan(series->cadence_spm[i]));
    }
    outcome_clear(&o);
}

/* What must stay, whatever was done to the samples. */
static void assert_same_run(const char *label, const struct outcome *a, const struct outcome *b,
                            double spm, double mm, double edge_s)
{
    assert_int_case(label, a->result->n_bouts, b->result->n_bouts);
    for (size_t i = 0; i < a->result->n_bouts; i++) {
        assert_int_case(label, a->result->bouts[i].kind, b->result->bouts[i].kind);
        assert_near_case(label, a->result->bouts[i].end_s, b->result->bouts[i].end_s, edge_s);
    }
    assert_near_case(label, run_measure(a, BKS_CADENCE)->value, run_measure(b, BKS_CADENCE)->value,
                     spm);
    assert_near_case(label, run_measure(a, BKS_VERTICAL_OSCILLATION)->value,
                     run_measure(b, BKS_VERTICAL_OSCILLATION)->value, mm);
}

/* x y z of both sensors turned by 50 degrees about (1, 2, 2) / 3. */
static void turn(struct sim *sim)
{
    const double c = cos(0.87), s = sin(0.87), u[3] = {1.0 / 3, 2.0 / 3, 2.0 / 3};
    for (size_t i = 0; i < sim->n; i++)
        for (int first = 0; first < 6; first += 3) {
            double a[3], along = 0;
            for (int k = 0; k < 3; k++) {
                a[k] = sim->value[first + k][i];
                along += u[k] * a[k];
            }
            for (int k = 0; k < 3; k++) {
                int n = (k + 1) % 3, m = (k + 2) % 3;
                double across = u[n] * a[m] - u[m] * a[n];
                sim->value[first + k][i] = c * a[k] + s * across + (1 - c) * along * u[k];
            }
        }
}

/* Left becomes right: the sensor's x points sideways on the waist. */
static void mirror(struct sim *sim)
{
    for (size_t i = 0; i < sim->n; i++) {
        sim->value[SIM_AX][i] = -sim->value[SIM_AX][i];
        sim->value[SIM_GY][i] = -sim->value[SIM_GY][i];
        sim->value[SIM_GZ][i] = -sim->value[SIM_GZ][i];
    }
}

static void delay(struct sim *sim)
{
    for (size_t i = 0; i < sim->n; i++)
        sim->t_us[i] += 1777622400000000;
}

static void halve(struct sim *sim)
{
    for (size_t i = 0; 2 * i < sim->n; i++) {
        sim->t_us[i] = sim->t_us[2 * i];
        for (int c = 0; c < SIM_CHANNEL_COUNT; c++)
            sim->value[c][i] = sim->value[c][2 * i];
    }
    sim->n = (sim->n + 1) / 2;
}

static void what_does_not_matter_changes_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        void (*change)(struct sim *sim);
        bool gyro;
        double spm, mm, edge_s;
    } table[] = {
        {"turned in space", turn, false, 0.02, 0.5, 0.01},
        {"turned in space, gyroscope", turn, true, 0.02, 0.5, 0.01},
        {"left for right", mirror, false, 0.02, 0.5, 0.01},
        {"left for right, gyroscope", mirror, true, 0.02, 0.5, 0.01},
        {"later", delay, false, 1e-9, 1e-9, 1e-9},
        {"every second sample", halve, false, 0.2, 2, 0.7},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct outcome as_it_was = outcome_at(SIM_WAIST, 100, "waist", table[k].gyro), changed;
        table[k].change(as_it_was.sim);
        assert_true(outcome_of_samples(&changed, as_it_was.sim, "waist", table[k].gyro));
        assert_same_run(table[k].label, &changed, &as_it_was, table[k].spm, table[k].mm,
                        table[k].edge_s);
        outcome_clear(&changed);
        outcome_clear(&as_it_was);
    }
}

static void a_gap_of_more_than_a_second_splits_the_run(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double gap_s;
        size_t runs;
    } table[] = {{"0.6 s", 0.6, 1}, {"4 s", 4, 2}, {"20 s", 20, 2}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim_spec spec = {.segments = walk_run_walk,
                                .n_segments = sizeof walk_run_walk / sizeof *walk_run_walk,
                                .seed = 42,
                                .sensor = sim_typical(SIM_WAIST, 100)};
        spec.sensor.gap[0] = (struct sim_span){75, 75 + table[k].gap_s};
        struct outcome o;
        assert_true(outcome_of_sim(&o, &spec, "waist", false));
        assert_int_case(table[k].label, count_bouts(o.result, BKS_RUN), table[k].runs);
        assert_int_case(table[k].label, o.result->quality.n_gaps, 1);
        assert_near_case(table[k].label, o.result->quality.gaps[0].start_s, 75, 0.03);
        assert_near_case(table[k].label, o.result->quality.gap_s, table[k].gap_s, 0.03);
        assert_near_case(table[k].label, run_measure(&o, BKS_CADENCE)->value,
                         o.sim->bouts[RUN].cadence_spm, 0.6);
        outcome_clear(&o);
    }
}

static void what_is_not_gait_has_no_bout_of_it(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment as;
        enum sim_place place;
    } table[] = {
        {"car, waist", {.kind = SIM_CAR, .duration_s = 90}, SIM_WAIST},
        {"bicycle, waist", {.kind = SIM_CYCLE, .duration_s = 90}, SIM_WAIST},
        {"desk, pocket", {.kind = SIM_SIT, .duration_s = 90}, SIM_POCKET},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        const struct sim_spec spec = {.segments = &table[k].as,
                                      .n_segments = 1,
                                      .seed = 1,
                                      .sensor = sim_typical(table[k].place, 100)};
        struct outcome o;
        assert_true(outcome_of_sim(&o, &spec, NULL, false));
        assert_int_case(table[k].label, count_bouts(o.result, BKS_RUN), 0);
        assert_int_case(table[k].label, count_bouts(o.result, BKS_WALK), 0);
        outcome_clear(&o);
    }
}

static void fast_walking_is_no_run(void **state)
{
    (void)state;
    static const double cadences_spm[] = {95, 120, 138};
    for (size_t k = 0; k < sizeof cadences_spm / sizeof *cadences_spm; k++) {
        const struct sim_segment as = {
            .kind = SIM_WALK, .duration_s = 60, .cadence_spm = cadences_spm[k], .jitter_cv = 0.015};
        const struct sim_spec spec = {
            .segments = &as, .n_segments = 1, .seed = 9, .sensor = sim_typical(SIM_WAIST, 100)};
        struct outcome o;
        assert_true(outcome_of_sim(&o, &spec, NULL, false));
        assert_int_equal(count_bouts(o.result, BKS_RUN), 0);
        assert_near(o.result->total[BKS_WALK].duration_s, 60, 2);
        assert_near(o.result->total[BKS_WALK].measure[BKS_CADENCE].value, cadences_spm[k], 0.6);
        outcome_clear(&o);
    }
}

/* A small population: the bounds are wide, backstride-validate has the large one. */
static void intervals_hold_the_truth(void **state)
{
    (void)state;
    enum { RUNNERS = 24 };
    size_t inside[BKS_MEASURE_COUNT] = {0};
    for (uint64_t runner = 0; runner < RUNNERS; runner++) {
        struct sim_random random = sim_random_of(77, runner);
        const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = 6},
                                            {.kind = SIM_RUN,
                                             .duration_s = 40,
                                             .cadence_spm = draw_normal(&random, 168, 9),
                                             .shape = (enum sim_shape)(runner % SIM_SHAPE_COUNT),
                                             .duty = draw_between(&random, 0.58, 0.82),
                                             .jitter_cv = draw_between(&random, 0.01, 0.025)},
                                            {.kind = SIM_STAND, .duration_s = 6}};
        const struct sim_spec spec = {
            .segments = parts,
            .n_segments = 3,
            .seed = runner,
            .sensor = sim_typical(runner % 2 ? SIM_WAIST : SIM_SACRUM, runner % 3 ? 100 : 50)};
        struct outcome o;
        assert_true(outcome_of_sim(&o, &spec, NULL, false));
        const struct sim_bout *truth = &o.sim->bouts[1];
        const double truths[BKS_MEASURE_COUNT] = {[BKS_STEPS] = (double)truth->n_steps,
                                                  [BKS_CADENCE] = truth->cadence_spm,
                                                  [BKS_VERTICAL_OSCILLATION] =
                                                      truth->place_oscillation_mm};
        for (int m = BKS_STEPS; m <= BKS_VERTICAL_OSCILLATION; m++) {
            const struct bks_measure *found = run_measure(&o, (enum bks_measure_id)m);
            inside[m] += found->low <= truths[m] && truths[m] <= found->high;
        }
        outcome_clear(&o);
    }
    for (int m = BKS_STEPS; m <= BKS_VERTICAL_OSCILLATION; m++)
        assert_between_case(bks_measure_name((enum bks_measure_id)m), (double)inside[m],
                            0.87 * RUNNERS, RUNNERS);
}

static int remove_temporary(void **state)
{
    (void)state;
    outcome_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_between_walks_is_found_with_its_numbers),
        cmocka_unit_test(bouts_tile_the_recording_and_totals_add_up),
        cmocka_unit_test(the_series_follows_the_run),
        cmocka_unit_test(what_does_not_matter_changes_nothing),
        cmocka_unit_test(a_gap_of_more_than_a_second_splits_the_run),
        cmocka_unit_test(what_is_not_gait_has_no_bout_of_it),
        cmocka_unit_test(fast_walking_is_no_run),
        cmocka_unit_test(intervals_hold_the_truth),
    };
    return cmocka_run_group_tests_name("flow/analyze", tests, NULL, remove_temporary);
}
