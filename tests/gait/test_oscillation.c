/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vertical oscillation of a window: on all force shapes, through holes, and null where it must be.
 */
#include "gait/oscillation_prior.h"
#include "support/assert.h"
#include "support/gait_windows.h"

#include <math.h>
#include <string.h>

#define RUN_S 25.0

static struct gait_windows windows;

/* Mean of the windows wholly inside the run [mm]; *n of them. */
static double mean_mm(size_t *n)
{
    double sum = 0;
    *n = 0;
    for (size_t i = 1; i + 2 < windows.n; i++)
        if (!isnan(windows.item[i].oscillation_m)) {
            sum += 1e3 * (double)windows.item[i].oscillation_m;
            ++*n;
        }
    return *n ? sum / (double)*n : (double)NAN;
}

static struct sim *run(enum sim_shape shape, double duty, double cadence_spm, double rate_hz,
                       enum sim_place place)
{
    const struct sim_segment as = {.kind = SIM_RUN,
                                   .duration_s = RUN_S,
                                   .cadence_spm = cadence_spm,
                                   .shape = shape,
                                   .duty = duty,
                                   .jitter_cv = 0.01};
    return gait_sim(&as, rate_hz, place);
}

static void the_place_rises_as_the_simulator_moved_it(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum sim_shape shape;
        double duty, cadence_spm, rate_hz;
        enum sim_place place;
    } table[] = {
        {"half-sine, long contact", SIM_HALF_SINE, 0.90, 165, 100, SIM_SACRUM},
        {"half-sine, short contact", SIM_HALF_SINE, 0.55, 165, 100, SIM_WAIST},
        {"spring-mass", SIM_SPRING_MASS, 0.70, 170, 100, SIM_SACRUM},
        {"spring-mass, slow", SIM_SPRING_MASS, 0.65, 150, 50, SIM_CHEST},
        {"two-mass", SIM_TWO_MASS, 0.70, 170, 100, SIM_WAIST},
        {"two-mass, fast", SIM_TWO_MASS, 0.60, 200, 100, SIM_SACRUM},
        {"at 25 Hz", SIM_TWO_MASS, 0.72, 165, 25, SIM_SACRUM},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim *sim = run(table[k].shape, table[k].duty, table[k].cadence_spm, table[k].rate_hz,
                              table[k].place);
        size_t n = 0;
        for (int gyro = 0; gyro < 2; gyro++) {
            gait_windows_of(&windows, sim, NULL, gyro);
            assert_near_case(table[k].label, mean_mm(&n), sim->bouts[0].place_oscillation_mm, 3);
            assert_true_case(table[k].label, n >= 6);
        }
        sim_free(sim);
    }
}

static void clipped_and_missing_samples_are_filled(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        unsigned char mark;
        size_t every, length;
        double tolerance_mm;
    } table[] = {
        {"a clipped summit now and then", BKS_ROW_CLIPPED, 90, 3, 3},
        {"a lost tenth of a second", BKS_ROW_MISSING, 160, 10, 4},
        {"single rows lost", BKS_ROW_MISSING, 11, 1, 3},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim *sim = run(SIM_TWO_MASS, 0.7, 168, 100, SIM_SACRUM);
        for (size_t i = 0; i < sim->n; i++)
            if (i % table[k].every < table[k].length) {
                sim->mark[i] = table[k].mark;
                for (int c = 0; c < 3 && table[k].mark == BKS_ROW_MISSING; c++)
                    sim->value[c][i] = i ? sim->value[c][i - 1] : 0;
            }
        gait_windows_of(&windows, sim, NULL, false);
        size_t n = 0;
        assert_near_case(table[k].label, mean_mm(&n), sim->bouts[0].place_oscillation_mm,
                         table[k].tolerance_mm);
        sim_free(sim);
    }
}

static void a_window_of_mostly_lost_samples_has_none(void **state)
{
    (void)state;
    struct sim *sim = run(SIM_HALF_SINE, 0.7, 168, 100, SIM_SACRUM);
    for (size_t i = 0; i < sim->n; i++)
        sim->mark[i] = i % 5 < 3 ? BKS_ROW_CLIPPED : 0;
    gait_windows_of(&windows, sim, NULL, false);
    size_t n = 0;
    assert_nan(mean_mm(&n));
    sim_free(sim);
}

static void a_walk_and_a_rest_have_none(void **state)
{
    (void)state;
    static const struct sim_segment table[] = {
        {.kind = SIM_STAND, .duration_s = 20},
        {.kind = SIM_WALK, .duration_s = 20, .cadence_spm = 70},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim *sim = gait_sim(&table[k], 100, SIM_SACRUM);
        gait_windows_of(&windows, sim, NULL, false);
        size_t n = 0;
        assert_nan(mean_mm(&n));
        sim_free(sim);
    }
}

/* A window of a run at 2.8 steps/s, whose mean force is so long. */
static struct gait_window window_of(double gravity_g, double oscillation_m)
{
    struct gait_window window = {.gravity_g = (float)gravity_g,
                                 .oscillation_m = (float)oscillation_m};
    window.rate[0].hz = 2.8f;
    return window;
}

static void a_sound_signal_is_believed_as_it_is(void **state)
{
    (void)state;
    static const double gravity_g[] = {0.96, 1.0, 1.04};
    for (size_t i = 0; i < 3; i++) {
        struct gait_window window = window_of(gravity_g[i], 0.120);
        assert_near(oscillation_with_prior(&window, GROUP_TRUNK), 0.120, 1e-6);
    }
}

static void a_signal_off_one_g_leans_on_the_step_rate(void **state)
{
    (void)state;
    struct gait_window sound = window_of(1.0, 0.160), cut = window_of(1.3, 0.160);
    double a = oscillation_with_prior(&sound, GROUP_TRUNK);
    double b = oscillation_with_prior(&cut, GROUP_TRUNK);
    assert_true(b < a);
    assert_between(b, 0.05, 0.16);
    assert_near(oscillation_with_prior(&cut, GROUP_CARRIED), 0.160, 1e-6);
}

static void leaning_grows_without_a_jump(void **state)
{
    (void)state;
    double before = 0.160;
    for (double off = 0; off < 0.5; off += 0.002) {
        struct gait_window window = window_of(1 + off, 0.160);
        double now = oscillation_with_prior(&window, GROUP_TRUNK);
        assert_true(now <= before + 1e-9);
        assert_true(before - now < 0.004);
        before = now;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_rises_as_the_simulator_moved_it),
        cmocka_unit_test(clipped_and_missing_samples_are_filled),
        cmocka_unit_test(a_window_of_mostly_lost_samples_has_none),
        cmocka_unit_test(a_walk_and_a_rest_have_none),
        cmocka_unit_test(a_sound_signal_is_believed_as_it_is),
        cmocka_unit_test(a_signal_off_one_g_leans_on_the_step_rate),
        cmocka_unit_test(leaning_grows_without_a_jump),
    };
    return cmocka_run_group_tests_name("gait/oscillation", tests, NULL, NULL);
}
