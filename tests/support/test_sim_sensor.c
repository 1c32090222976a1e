/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated sensor feels what moves it, and is as bad as asked. */
#include "support/assert.h"
#include "support/sim_check.h"
#include "support/sim_vector.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void the_gyroscope_integrates_to_the_orientation(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 4},
        {.kind = SIM_WALK, .duration_s = 10},
        {.kind = SIM_RUN, .duration_s = 10, .jitter_cv = 0.02},
        {.kind = SIM_FIDGET, .duration_s = 8},
        {.kind = SIM_STAND, .duration_s = 6},
    };
    for (int place = 0; place < SIM_PLACE_COUNT; place++) {
        const char *label = sim_place_name((enum sim_place)place);
        const double rate_hz = 1000.0;
        struct sim_sensor sensor = sim_typical((enum sim_place)place, rate_hz);
        sensor = (struct sim_sensor){.place = sensor.place,
                                     .rate_hz = rate_hz,
                                     .rock_deg = 5.0,
                                     .mount_deg = {40.0, 70.0, -20.0},
                                     .turn_deg = 65.0,
                                     .turn_axis = {1.0, 2.0, -1.0},
                                     .turn_at_s = 12.0,
                                     .turn_over_s = 6.0};
        struct sim *sim = sim_recorded(label, parts, COUNT(parts), sensor);
        struct sim_vec up = {sim->value[SIM_AX][0], sim->value[SIM_AY][0], sim->value[SIM_AZ][0]};
        for (size_t i = 1; i < sim->n; i++) { /* a direction of the world, seen from the sensor */
            struct sim_vec w = {(sim->value[SIM_GX][i - 1] + sim->value[SIM_GX][i]) / 2.0,
                                (sim->value[SIM_GY][i - 1] + sim->value[SIM_GY][i]) / 2.0,
                                (sim->value[SIM_GZ][i - 1] + sim->value[SIM_GZ][i]) / 2.0};
            double turn = sqrt(w.x * w.x + w.y * w.y + w.z * w.z);
            if (turn > 0.0)
                up = sim_turned(sim_turn(sim_scaled(w, 1.0 / turn), -turn / rate_hz), up);
        }
        size_t last = sim->n - 1;
        assert_near_case(label, up.x, sim->value[SIM_AX][last], 0.05);
        assert_near_case(label, up.y, sim->value[SIM_AY][last], 0.05);
        assert_near_case(label, up.z, sim->value[SIM_AZ][last], 0.05);
        sim_free(sim);
    }
}

static void integrating_the_belt_twice_as_finely_changes_nothing(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {
        {.kind = SIM_RUN, .duration_s = 10, .shape = SIM_TWO_MASS, .jitter_cv = 0.02}};
    for (int place = 0; place < SIM_PLACE_COUNT; place++) {
        struct sim_sensor sensor = sim_ideal((enum sim_place)place, 100.0);
        sensor.belt_hz = 12.0;
        struct sim_spec spec = {.segments = parts, .n_segments = 1, .sensor = sensor, .seed = 3};
        struct sim *coarse = NULL, *fine = NULL;
        assert_null(sim_run(&coarse, &spec));
        spec.step_hz = 4000.0;
        assert_null(sim_run(&fine, &spec));
        /* At the first touch and the last toe-off the force jumps, and an instant matters. */
        for (size_t i = 50; coarse->true_s[i] < coarse->bouts[0].end_s; i++)
            for (size_t c = 0; c < 3; c++)
                assert_near_case(sim_place_name((enum sim_place)place), coarse->value[c][i],
                                 fine->value[c][i], 0.005 * SIM_GRAVITY);
        sim_free(coarse);
        sim_free(fine);
    }
}

static void a_belt_rings_at_its_resonance_and_passes_what_is_slow(void **state)
{
    (void)state;
    static const struct sim_segment stand[] = {{.kind = SIM_STAND, .duration_s = 20}};
    struct sim_sensor rigid = sim_at_centre(200.0), belted = rigid;
    belted.belt_hz = 10.0;
    struct sim *a = sim_recorded("rigid", stand, 1, rigid),
               *b = sim_recorded("belt", stand, 1, belted);
    for (size_t i = 400; i < a->n; i++) /* sway is under 0.5 Hz */
        assert_near(a->value[SIM_AZ][i], b->value[SIM_AZ][i], 0.002);
    sim_free(a);
    sim_free(b);
    static const struct sim_segment run[] = {{.kind = SIM_RUN, .duration_s = 20}};
    a = sim_recorded("rigid", run, 1, rigid);
    b = sim_recorded("belt", run, 1, belted);
    double peak_rigid = 0.0, peak_belted = 0.0;
    for (size_t i = 1000; i < a->n; i++) {
        peak_rigid = fmax(peak_rigid, a->value[SIM_AZ][i]);
        peak_belted = fmax(peak_belted, b->value[SIM_AZ][i]);
    }
    assert_between(peak_belted / peak_rigid, 1.02, 1.5);
    sim_free(a);
    sim_free(b);
}

static void a_belted_sensor_goes_up_and_down_as_the_truth_of_its_place_says(void **state)
{
    (void)state;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim_sensor sensor = sim_at_centre(4000.0);
        sensor.belt_hz = 13.0;
        struct sim *sim = sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1, sensor);
        double *height = sim_integrated(sim, 0, 4000.0, SIM_LEAN_DEG);
        for (size_t i = 4; i + 1 < sim->n_steps; i++) {
            const struct sim_step *step = &sim->steps[i];
            double felt_mm =
                sim_range_mm(height, step->contact_s, step->contact_s + step->step_time_s, 4000.0);
            assert_near_case(sim_check_runs[r].label, felt_mm, step->place_oscillation_mm, 0.5);
            assert_true_case(sim_check_runs[r].label,
                             step->place_oscillation_mm > step->oscillation_mm);
        }
        test_free(height);
        sim_free(sim);
    }
}

static void a_rigid_sensor_at_the_centre_goes_as_the_centre_goes(void **state)
{
    (void)state;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim *sim =
            sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1, sim_at_centre(100.0));
        for (size_t i = 0; i + 1 < sim->n_steps; i++)
            assert_near_case(sim_check_runs[r].label, sim->steps[i].place_oscillation_mm,
                             sim->steps[i].oscillation_mm, 0.2);
        sim_free(sim);
    }
}

static void more_noise_does_not_move_the_steps(void **state)
{
    (void)state;
    static const struct sim_segment run[] = {
        {.kind = SIM_RUN, .duration_s = 20, .jitter_cv = 0.02}};
    struct sim_sensor noisy = sim_at_centre(100.0);
    noisy.noise_g = 0.2;
    noisy.jitter_s = 0.002;
    struct sim *a = sim_recorded("quiet", run, 1, sim_at_centre(100.0)),
               *b = sim_recorded("loud", run, 1, noisy);
    struct sim *again = sim_recorded("loud", run, 1, noisy);
    assert_int_equal(a->n_steps, b->n_steps);
    assert_memory_equal(a->steps, b->steps, (a->n_steps - 1) * sizeof *a->steps);
    assert_memory_equal(b->value[0], again->value[0], b->n * sizeof *b->value[0]);
    assert_memory_equal(b->t_us, again->t_us, b->n * sizeof *b->t_us);
    assert_memory_not_equal(a->value[0], b->value[0], b->n * sizeof *b->value[0]);
    sim_free(a);
    sim_free(b);
    sim_free(again);
}

static void a_bad_sensor_is_bad_as_asked(void **state)
{
    (void)state;
    static const struct sim_segment run[] = {{.kind = SIM_RUN, .duration_s = 60}};
    struct sim_sensor sensor = sim_at_centre(100.0);
    sensor.range_g = 2.0;
    sensor.lsb_g = 1.0 / 256.0;
    sensor.round_us = 1000;
    sensor.jitter_s = 0.001;
    sensor.duplicate_share = 0.05;
    sensor.gap[0] = (struct sim_span){10.0, 12.0};
    sensor.zero[0] = (struct sim_span){20.0, 21.0};
    struct sim *sim = sim_recorded("bad", run, 1, sensor);
    size_t clipped = 0, zeroed = 0, repeats = 0;
    for (size_t i = 0; i < sim->n; i++) {
        double g = sim->value[SIM_AZ][i] / SIM_GRAVITY;
        assert_between(g, -2.0, 2.0);
        assert_near(g * 256.0, floor(g * 256.0 + 0.5), 1e-9);
        assert_int_equal(sim->t_us[i] % 1000, 0);
        assert_true(sim->true_s[i] < 10.0 || sim->true_s[i] >= 12.0);
        clipped += (sim->mark[i] & SIM_MARK_CLIPPED) != 0;
        zeroed += (sim->mark[i] & SIM_MARK_ZEROED) != 0;
        repeats += i > 0 && sim->t_us[i] == sim->t_us[i - 1];
        if ((sim->mark[i] & SIM_MARK_ZEROED) != 0)
            assert_true(sim->value[SIM_AX][i] == 0.0 && g == 0.0);
    }
    assert_int_equal(sim->n, 5800);
    assert_int_equal(zeroed, 100);
    assert_between((double)clipped, 500.0, 2500.0);
    assert_between((double)repeats / 5800.0, 0.03, 0.07);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_gyroscope_integrates_to_the_orientation),
        cmocka_unit_test(integrating_the_belt_twice_as_finely_changes_nothing),
        cmocka_unit_test(a_belt_rings_at_its_resonance_and_passes_what_is_slow),
        cmocka_unit_test(a_belted_sensor_goes_up_and_down_as_the_truth_of_its_place_says),
        cmocka_unit_test(a_rigid_sensor_at_the_centre_goes_as_the_centre_goes),
        cmocka_unit_test(more_noise_does_not_move_the_steps),
        cmocka_unit_test(a_bad_sensor_is_bad_as_asked),
    };
    return cmocka_run_group_tests_name("support/sim_sensor", tests, NULL, NULL);
}
