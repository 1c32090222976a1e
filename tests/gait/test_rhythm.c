/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Windows and their rhythm: the step rate of both feet, whatever the sensor sits on. */
#include "support/assert.h"
#include "support/gait_windows.h"

#include <math.h>

#define GAIT_S 20.0

static struct gait_windows windows;

/* Frames tile the segment, whatever was in it. */
static void assert_tiled(const char *label, double from_s, double to_s)
{
    double at = from_s;
    for (size_t i = 0; i < windows.n; i++) {
        const struct gait_window *w = &windows.item[i];
        assert_near_case(label, w->start_s, at, 1e-6);
        if (w->n_frames > 0)
            at += (w->n_frames - 1) * WINDOW_FRAME_S + (double)w->last_frame_s;
        assert_int_case(label, w->opens, i == 0);
        assert_int_case(label, w->closes, i + 1 == windows.n);
    }
    assert_near_case(label, at, to_s, 1e-5);
}

static void the_best_rate_is_that_of_both_feet(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment as;
        enum sim_place place;
        double rate_hz;
    } table[] = {
        {"run on the sacrum", {.kind = SIM_RUN, .cadence_spm = 170}, SIM_SACRUM, 100},
        {"slow run on the waist", {.kind = SIM_RUN, .cadence_spm = 148}, SIM_WAIST, 50},
        {"fast run on the chest", {.kind = SIM_RUN, .cadence_spm = 205}, SIM_CHEST, 25},
        {"run in a pocket", {.kind = SIM_RUN, .cadence_spm = 165}, SIM_POCKET, 100},
        {"run on the wrist", {.kind = SIM_RUN, .cadence_spm = 172}, SIM_WRIST, 50},
        {"run on the ankle", {.kind = SIM_RUN, .cadence_spm = 168}, SIM_ANKLE, 100},
        {"run on the shoe", {.kind = SIM_RUN, .cadence_spm = 162}, SIM_FOOT, 100},
        {"walk on the waist", {.kind = SIM_WALK, .cadence_spm = 112}, SIM_WAIST, 100},
        {"slow walk on the sacrum", {.kind = SIM_WALK, .cadence_spm = 84}, SIM_SACRUM, 50},
        {"walk in a pocket", {.kind = SIM_WALK, .cadence_spm = 108}, SIM_POCKET, 25},
        {"a limping run",
         {.kind = SIM_RUN, .cadence_spm = 164, .step_asymmetry = 0.06},
         SIM_WAIST,
         100},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim_segment as = table[k].as;
        as.duration_s = GAIT_S;
        as.jitter_cv = 0.01;
        struct sim *sim = gait_sim(&as, table[k].rate_hz, table[k].place);
        gait_windows_of(&windows, sim, NULL, false);
        assert_tiled(table[k].label, 0, (double)sim->n / sim->rate_hz);
        for (size_t i = 1; i + 2 < windows.n; i++)
            assert_near_case(table[k].label, 60 * (double)windows.item[i].rate[0].hz,
                             table[k].as.cadence_spm, 0.012 * table[k].as.cadence_spm);
        sim_free(sim);
    }
}

static void frames_hold_the_steps_that_were_made(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum sim_kind kind;
        enum sim_place place;
        double cadence_spm;
    } table[] = {
        {"run, waist", SIM_RUN, SIM_WAIST, 166},     {"run, wrist", SIM_RUN, SIM_WRIST, 166},
        {"run, ankle", SIM_RUN, SIM_ANKLE, 166},     {"walk, waist", SIM_WALK, SIM_WAIST, 110},
        {"walk, pocket", SIM_WALK, SIM_POCKET, 110}, {"run, hand", SIM_RUN, SIM_HAND, 166},
        {"walk, hand", SIM_WALK, SIM_HAND, 110},     {"walk, wrist", SIM_WALK, SIM_WRIST, 110},
        {"walk, ankle", SIM_WALK, SIM_ANKLE, 110},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        const struct sim_segment as = {.kind = table[k].kind,
                                       .duration_s = 60,
                                       .cadence_spm = table[k].cadence_spm,
                                       .jitter_cv = 0.02};
        struct sim *sim = gait_sim(&as, 100, table[k].place);
        gait_windows_of(&windows, sim, NULL, false);
        double steps = 0;
        for (size_t i = 0; i < windows.n; i++)
            for (size_t f = 0; f < windows.item[i].n_frames; f++)
                steps += (double)windows.item[i].steps[f];
        assert_near_case(table[k].label, steps, (double)sim->n_steps, 2.5);
        sim_free(sim);
    }
}

static void rest_and_noise_do_not_lift(void **state)
{
    (void)state;
    static const enum sim_kind kinds[] = {SIM_STAND, SIM_SIT};
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        const struct sim_segment as = {.kind = kinds[k], .duration_s = GAIT_S};
        struct sim *sim = gait_sim(&as, 100, SIM_WAIST);
        gait_windows_of(&windows, sim, NULL, false);
        assert_tiled(sim_kind_name(kinds[k]), 0, (double)sim->n / sim->rate_hz);
        for (size_t i = 0; i < windows.n; i++) {
            assert_true((double)windows.item[i].dynamic_g < 0.06);
            assert_true((double)windows.item[i].vertical_g < 0.03);
            assert_near((double)windows.item[i].gravity_g, 1, 0.03);
            assert_nan((double)windows.item[i].oscillation_m);
        }
        sim_free(sim);
    }
}

/* Chunks of a value held still; the shapes that no recording of a body has. */
static void cut_constant(double value, size_t n)
{
    static double held[STEADY_CHUNK];
    static unsigned char mark[STEADY_CHUNK];
    for (size_t i = 0; i < STEADY_CHUNK; i++)
        held[i] = value;
    struct windows *cutter = NULL;
    windows.n = 0;
    assert_status(windows_new(&cutter, 100, false, gait_windows_keep, &windows), BKS_OK);
    struct steady_chunk chunk = {
        .n = n, .opens = true, .closes = true, .value = {held, held, held}, .mark = mark};
    assert_status(windows_take(cutter, &chunk), BKS_OK);
    windows_free(cutter);
}

static void what_no_body_makes_is_survived(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double value;
        size_t n;
    } table[] = {
        {"all zero", 0, 2000},          {"far beyond any range", 1e12, 2000},
        {"tiny", 1e-300, 2000},         {"one sample", 9.8, 1},
        {"no sample", 9.8, 0},          {"half a window", 9.8, 256},
        {"a window and one", 9.8, 513},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        cut_constant(table[k].value, table[k].n);
        for (size_t i = 0; i < windows.n; i++) {
            const struct gait_window *w = &windows.item[i];
            assert_true_case(table[k].label, w->n_frames <= WINDOW_FRAMES_MAX);
            assert_true_case(table[k].label, isfinite(w->gravity_g) && isfinite(w->dynamic_g));
            assert_true_case(table[k].label, isfinite(w->rate[0].hz) && isfinite(w->vertical_g));
            for (size_t f = 0; f < w->n_frames; f++)
                assert_true_case(table[k].label, isfinite(w->steps[f]));
        }
    }
}

static void turning_the_sensor_changes_no_window(void **state)
{
    (void)state;
    static struct gait_windows upright;
    const struct sim_segment as = {.kind = SIM_RUN, .duration_s = GAIT_S, .cadence_spm = 170};
    struct sim *sim = gait_sim(&as, 100, SIM_WAIST);
    gait_windows_of(&upright, sim, NULL, false);
    for (size_t i = 0; i < sim->n; i++) { /* x -> y -> -z -> x: a proper turn */
        double x = sim->value[0][i], y = sim->value[1][i], z = sim->value[2][i];
        sim->value[0][i] = -z;
        sim->value[1][i] = x;
        sim->value[2][i] = -y;
    }
    gait_windows_of(&windows, sim, NULL, false);
    assert_int_equal(windows.n, upright.n);
    for (size_t i = 0; i < windows.n; i++) {
        const struct gait_window *a = &windows.item[i], *b = &upright.item[i];
        assert_near((double)a->rate[0].hz, (double)b->rate[0].hz, 1e-5);
        assert_near((double)a->vertical_g, (double)b->vertical_g, 1e-5);
        assert_near((double)a->up[1], (double)b->up[0], 1e-5);
        if (!isnan(b->oscillation_m))
            assert_near((double)a->oscillation_m, (double)b->oscillation_m, 1e-5);
    }
    sim_free(sim);
}

static enum bks_status refuse(void *context, const struct gait_window *window)
{
    (void)window;
    return ++*(int *)context == 3 ? BKS_IO : BKS_OK;
}

static void what_the_sink_answers_ends_the_work(void **state)
{
    (void)state;
    const struct sim_segment as = {.kind = SIM_STAND, .duration_s = 39};
    struct sim *sim = gait_sim(&as, 100, SIM_WAIST);
    struct windows *cutter = NULL;
    int calls = 0;
    assert_status(windows_new(&cutter, 100, false, refuse, &calls), BKS_OK);
    struct steady_chunk chunk = {.n = sim->n,
                                 .opens = true,
                                 .closes = true,
                                 .value = {sim->value[0], sim->value[1], sim->value[2]},
                                 .mark = sim->mark};
    assert_status(windows_take(cutter, &chunk), BKS_IO);
    assert_int_equal(calls, 3);
    windows_free(cutter);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_rate_is_that_of_both_feet),
        cmocka_unit_test(frames_hold_the_steps_that_were_made),
        cmocka_unit_test(rest_and_noise_do_not_lift),
        cmocka_unit_test(what_no_body_makes_is_survived),
        cmocka_unit_test(turning_the_sensor_changes_no_window),
        cmocka_unit_test(what_the_sink_answers_ends_the_work),
    };
    return cmocka_run_group_tests_name("gait/rhythm", tests, NULL, NULL);
}
