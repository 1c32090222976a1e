/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulated body obeys mechanics, meets the published reference points, tells its own truth. */
#include "support/assert.h"
#include "support/sim_check.h"
#include "support/sim_foot.h"
#include "support/sim_slip.h"
#include "support/sim_vector.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static void the_body_drifts_neither_up_nor_down(void **state)
{
    (void)state;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim *sim =
            sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1, sim_at_centre(4000.0));
        double *height = sim_integrated(sim, 0, 4000.0, SIM_LEAN_DEG);
        for (size_t i = 0; i < sim->n; i++)
            assert_between_case(sim_check_runs[r].label, height[i], -0.20, 0.20);
        test_free(height);
        sim_free(sim);
    }
}

static void integrating_the_signal_twice_gives_the_true_oscillation(void **state)
{
    (void)state;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim *sim =
            sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1, sim_at_centre(4000.0));
        double *height = sim_integrated(sim, 0, 4000.0, SIM_LEAN_DEG);
        for (size_t i = 0; i + 1 < sim->n_steps; i++) {
            const struct sim_step *step = &sim->steps[i];
            double felt_mm =
                sim_range_mm(height, step->contact_s, step->contact_s + step->step_time_s, 4000.0);
            assert_near_case(sim_check_runs[r].label, felt_mm, step->oscillation_mm, 0.2);
        }
        test_free(height);
        sim_free(sim);
    }
}

static void mean_force_over_whole_strides_is_body_weight(void **state)
{
    (void)state;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim *sim =
            sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1, sim_at_centre(4000.0));
        size_t n = sim->n_steps / 2 * 2 - 8; /* from after the start, an even number of steps */
        size_t i = (size_t)(sim->steps[8].contact_s * 4000.0), first = i;
        size_t end = (size_t)(sim->steps[n].contact_s * 4000.0);
        double sum = 0.0;
        for (; i < end; i++)
            sum += sim_upward(sim, i, SIM_LEAN_DEG);
        double mean_g = sum / (double)(end - first) / SIM_GRAVITY;
        assert_near_case(sim_check_runs[r].label, mean_g, 0.0, 0.0015);
        sim_free(sim);
    }
}

static void true_contacts_are_where_the_force_passes_a_tenth_of_body_weight(void **state)
{
    (void)state;
    const double level = 0.10 * SIM_GRAVITY - SIM_GRAVITY, rate_hz = 4000.0;
    for (size_t r = 0; r < SIM_CHECK_RUNS; r++) {
        struct sim *sim = sim_recorded(sim_check_runs[r].label, &sim_check_runs[r].run, 1,
                                       sim_at_centre(rate_hz));
        for (size_t s = 1; s + 1 < sim->n_steps; s++) {
            size_t on = (size_t)(sim->steps[s].contact_s * rate_hz);
            size_t off = (size_t)(sim->steps[s].toe_off_s * rate_hz);
            assert_true_case(sim_check_runs[r].label,
                             sim_upward(sim, on, SIM_LEAN_DEG) <= level + 1e-6);
            assert_true_case(sim_check_runs[r].label,
                             sim_upward(sim, on + 1, SIM_LEAN_DEG) >= level - 1e-6);
            assert_true_case(sim_check_runs[r].label,
                             sim_upward(sim, off, SIM_LEAN_DEG) >= level - 1e-6);
            assert_true_case(sim_check_runs[r].label,
                             sim_upward(sim, off + 1, SIM_LEAN_DEG) <= level + 1e-6);
        }
        sim_free(sim);
    }
}

/* metrics G1: cadence, duty -> contact, oscillation, peak force. */
static void half_sine_meets_its_reference_points(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double cadence_spm, duty, contact_ms, oscillation_cm, peak_bw;
    } table[] = {
        {"160, .75", 160, 0.75, 281, 7.84, 2.09}, {"170, .70", 170, 0.70, 247, 7.50, 2.24},
        {"180, .65", 180, 0.65, 217, 7.19, 2.42}, {"180, .60", 180, 0.60, 200, 7.68, 2.62},
        {"190, .55", 190, 0.55, 174, 7.34, 2.86},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct sim_segment run = {.kind = SIM_RUN,
                                  .duration_s = 20,
                                  .cadence_spm = table[i].cadence_spm,
                                  .duty = table[i].duty};
        struct sim *sim = sim_recorded(table[i].label, &run, 1, sim_at_centre(2000.0));
        const struct sim_step *step = &sim->steps[30];
        double period = 60.0 / table[i].cadence_spm, peak = 0.0;
        for (size_t k = sim->n / 2; k < sim->n * 3 / 4; k++)
            peak = fmax(peak, sim_upward(sim, k, SIM_LEAN_DEG) / SIM_GRAVITY + 1.0);
        double closed_mm =
            1000.0 * SIM_GRAVITY * period * period / 8.0 * (1.0 - 0.726760 * table[i].duty);
        assert_near_case(table[i].label, table[i].duty * period * 1000.0, table[i].contact_ms, 0.6);
        assert_near_case(table[i].label, step->oscillation_mm / 10.0, table[i].oscillation_cm,
                         0.006);
        assert_near_case(table[i].label, step->oscillation_mm, closed_mm, 0.01);
        assert_near_case(table[i].label, peak, table[i].peak_bw, 0.006);
        assert_near_case(table[i].label, step->peak_bw, asin(1.0) / table[i].duty, 1e-4);
        assert_near_case(table[i].label, sim->bouts[0].cadence_spm, table[i].cadence_spm, 0.01);
        sim_free(sim);
    }
}

/* metrics G3: m = 70 kg, L = 0.95 m. */
static void spring_mass_meets_its_reference_points(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double speed, stiffness_kn_m, flight_ms, contact_ms, spm, oscillation_cm, peak_bw,
            angle_deg, lost_mps;
    } table[] = {
        {"2.50 m/s", 2.50, 11.0, 60, 290, 171, 6.2, 1.96, 68.7, 0.24},
        {"3.00 m/s", 3.00, 11.0, 90, 259, 172, 7.0, 2.17, 67.0, 0.26},
        {"3.33 m/s", 3.33, 11.0, 110, 243, 170, 7.8, 2.33, 65.9, 0.28},
        {"3.33 m/s, soft", 3.33, 9.0, 110, 270, 158, 8.7, 2.27, 63.4, 0.34},
        {"3.33 m/s, stiff", 3.33, 14.0, 110, 215, 184, 6.8, 2.41, 68.7, 0.23},
        {"4.00 m/s", 4.00, 11.5, 130, 214, 174, 8.0, 2.57, 64.3, 0.30},
        {"5.00 m/s", 5.00, 12.5, 150, 181, 181, 8.1, 2.92, 62.6, 0.31},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct sim_slip slip = {.speed_mps = table[i].speed,
                                .flight_s = table[i].flight_ms / 1000.0,
                                .stiffness = table[i].stiffness_kn_m * 1000.0 / 70.0,
                                .leg_m = 0.95};
        assert_true_case(table[i].label, sim_slip_solve(&slip));
        assert_near_case(table[i].label, 1000.0 * slip.contact_s, table[i].contact_ms, 0.7);
        assert_near_case(table[i].label, slip.peak_mps2 / SIM_GRAVITY, table[i].peak_bw, 0.006);
        assert_near_case(table[i].label, slip.angle_rad / SIM_DEG, table[i].angle_deg, 0.06);
        struct sim_segment run = {.kind = SIM_RUN,
                                  .duration_s = 20,
                                  .cadence_spm = 60.0 / (slip.contact_s + slip.flight_s),
                                  .shape = SIM_SPRING_MASS,
                                  .contact_s = slip.contact_s,
                                  .speed_mps = slip.speed_mps};
        struct sim *sim = sim_recorded(table[i].label, &run, 1, sim_at_centre(100.0));
        assert_near_case(table[i].label, sim->bouts[0].cadence_spm, table[i].spm, 0.6);
        assert_near_case(table[i].label, sim->steps[30].oscillation_mm / 10.0,
                         table[i].oscillation_cm, 0.06);
        const struct sim_bout *bout = &sim->bouts[0];
        assert_near_case(table[i].label, bout->leg_stiffness * 70.0 / 1000.0,
                         table[i].stiffness_kn_m, 0.02);
        assert_near_case(table[i].label, bout->leg_m, 0.95, 1e-9);
        assert_near_case(table[i].label, sim->steps[30].peak_bw, table[i].peak_bw, 0.006);
        assert_near_case(table[i].label, sim->steps[30].speed_loss_mps, table[i].lost_mps, 0.006);
        /* slower in stance than in flight, by less than what it loses there */
        assert_between(bout->ground_mps, table[i].speed - table[i].lost_mps, table[i].speed);
        sim_free(sim);
    }
}

static void an_oscillation_asked_for_is_reached_by_every_shape(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum sim_shape shape;
        double cadence_spm, oscillation_mm;
    } table[] = {
        {"half-sine 30 mm", SIM_HALF_SINE, 210, 30},
        {"half-sine 120 mm", SIM_HALF_SINE, 130, 120},
        {"spring-mass 70 mm", SIM_SPRING_MASS, 172, 70},
        {"spring-mass 100 mm", SIM_SPRING_MASS, 150, 100},
        {"two masses 60 mm", SIM_TWO_MASS, 190, 60},
        {"two masses 95 mm", SIM_TWO_MASS, 160, 95},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct sim_segment run = {.kind = SIM_RUN,
                                  .duration_s = 30,
                                  .cadence_spm = table[i].cadence_spm,
                                  .shape = table[i].shape,
                                  .oscillation_mm = table[i].oscillation_mm};
        struct sim *sim = sim_recorded(table[i].label, &run, 1, sim_at_centre(100.0));
        assert_near_case(table[i].label, sim->steps[sim->n_steps / 2].oscillation_mm,
                         table[i].oscillation_mm, 0.1);
        sim_free(sim);
    }
}

static void a_walker_rises_as_the_truth_says(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {
        {.kind = SIM_WALK, .duration_s = 30, .cadence_spm = 110, .oscillation_mm = 42}};
    const double rate_hz = 2000.0, lean_deg = 3.0;
    struct sim *sim = sim_recorded("walk", parts, 1, sim_at_centre(rate_hz));
    /* The walk does not start from rest in height, so the mean speed of the strides is taken out.
     */
    double *height = sim_integrated(sim, 0, rate_hz, lean_deg);
    for (size_t s = 10; s + 10 < sim->n_steps; s++) {
        const struct sim_step *step = &sim->steps[s];
        size_t a = (size_t)(step->contact_s * rate_hz);
        size_t b = (size_t)((step->contact_s + step->step_time_s) * rate_hz);
        double drift = (height[b] - height[a]) / (double)(b - a);
        double low = 0.0, high = 0.0;
        for (size_t i = a; i <= b; i++) {
            double at = height[i] - height[a] - drift * (double)(i - a);
            low = fmin(low, at);
            high = fmax(high, at);
        }
        assert_near_case("rise", 1000.0 * (high - low), 42.0, 2.0);
    }
    assert_near(sim->bouts[0].cadence_spm, 110.0, 0.01);
    assert_near(sim->bouts[0].oscillation_mm, 42.0, 1e-9);
    test_free(height);
    sim_free(sim);
}

/* The way sideways from one contact's middle to the next one's is the whole sway. */
static void a_runner_sways_as_asked(void **state)
{
    (void)state;
    static const struct sim_segment run = {
        .kind = SIM_RUN, .duration_s = 20, .cadence_spm = 170, .duty = 0.7, .sway_mm = 12};
    const double rate_hz = 2000.0;
    struct sim *sim = sim_recorded("sway", &run, 1, sim_at_centre(rate_hz));
    for (size_t s = 10; s + 10 < sim->n_steps; s++) {
        const struct sim_step *step = &sim->steps[s], *next = step + 1;
        size_t from = (size_t)((step->contact_s + step->contact_time_s / 2.0) * rate_hz);
        size_t to = (size_t)((next->contact_s + next->contact_time_s / 2.0) * rate_hz);
        double speed = 0.0, way = 0.0; /* it stands still sideways in the middle of a contact */
        for (size_t i = from; i < to; i++) {
            speed += sim->value[SIM_AY][i] / rate_hz;
            way += speed / rate_hz;
        }
        assert_near_case("sway", 1000.0 * way, step->left ? -12.0 : 12.0, 0.3);
    }
    sim_free(sim);
}

static void a_foot_goes_one_stride_and_stands_still(void **state)
{
    (void)state;
    static const struct sim_part parts[] = {
        {.as = {.kind = SIM_RUN, .speed_mps = 3.0}},
        {.as = {.kind = SIM_WALK, .speed_mps = 1.3}},
    };
    for (size_t p = 0; p < COUNT(parts); p++) {
        const char *label = sim_kind_name(parts[p].as.kind);
        struct sim_stride stride = {.planted = true,
                                    .swung_before = true,
                                    .swings_after = true,
                                    .stance_s = 0.25,
                                    .stride_s = 0.70};
        /* From the middle of one stance to the middle of the next. */
        struct sim_vec speed = {0.0, 0.0, 0.0}, way = {0.0, 0.0, 0.0};
        double peak = 0.0, h = 1e-5;
        for (int i = 0; i < 70000; i++) {
            stride.since_s = fmod(0.125 + (i + 0.5) * h, stride.stride_s);
            struct sim_vec a = sim_foot_acceleration(&stride, &parts[p]);
            way = sim_add(way, sim_scaled(sim_add(speed, sim_scaled(a, h / 2.0)), h));
            speed = sim_add(speed, sim_scaled(a, h));
            peak = fmax(peak, a.z / SIM_GRAVITY + 1.0);
            if (stride.since_s > 0.03 && stride.since_s < 0.24)
                assert_near_case(label, a.x * a.x + a.z * a.z, 0.0, 0.0);
        }
        assert_near_case(label, speed.x, 0.0, 1e-4);
        assert_near_case(label, speed.z, 0.0, 1e-4);
        assert_near_case(label, way.x, parts[p].as.speed_mps * stride.stride_s, 1e-3);
        assert_near_case(label, way.z, 0.0, 1e-3);
        assert_between_case(label, peak, p == 0 ? 6.0 : 2.0, p == 0 ? 16.0 : 4.5);
    }
}

static void asymmetry_shows_in_the_truth_of_each_side(void **state)
{
    (void)state;
    static const struct sim_segment run[] = {{.kind = SIM_RUN,
                                              .duration_s = 120,
                                              .cadence_spm = 170,
                                              .contact_s = 0.240,
                                              .jitter_cv = 0.01,
                                              .step_asymmetry = 0.04,
                                              .contact_asymmetry = 0.06}};
    struct sim *sim = sim_recorded("asymmetric", run, 1, sim_at_centre(100.0));
    double time[2] = {0.0, 0.0}, contact[2] = {0.0, 0.0};
    size_t n = (sim->n_steps - 1) / 2 * 2;
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(sim->steps[i].left, i % 2 == 0);
        time[i % 2] += sim->steps[i].step_time_s;
        contact[i % 2] += sim->steps[i].contact_time_s;
    }
    assert_near(2.0 * (time[0] - time[1]) / (time[0] + time[1]), 0.04, 0.004);
    assert_near(2.0 * (contact[0] - contact[1]) / (contact[0] + contact[1]), 0.06, 0.006);
    sim_free(sim);
}

static void bouts_run_from_first_contact_to_last_toe_off(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 10},   {.kind = SIM_WALK, .duration_s = 30},
        {.kind = SIM_RUN, .duration_s = 15},     {.kind = SIM_CAR, .duration_s = 20},
        {.kind = SIM_CYCLE, .duration_s = 20},   {.kind = SIM_SIT, .duration_s = 5},
        {.kind = SIM_FIDGET, .duration_s = 5.5},
    };
    struct sim *sim = sim_recorded("all kinds", parts, COUNT(parts), sim_typical(SIM_WRIST, 50.0));
    assert_int_equal(sim->n_bouts, COUNT(parts));
    assert_int_equal(sim->n, 5275);
    for (size_t b = 0; b < sim->n_bouts; b++)
        assert_int_equal(sim->bouts[b].kind, parts[b].kind);
    const struct sim_bout *run = &sim->bouts[2];
    assert_true(run->start_s == sim->steps[run->first_step].contact_s);
    assert_true(run->end_s == sim->steps[run->first_step + run->n_steps - 1].toe_off_s);
    assert_between(run->start_s, 40.0, 40.05);
    assert_between(run->end_s, 54.4, 55.0);
    assert_int_equal(run->n_steps, sim_sum_of(sim, SIM_RUN).n_steps);
    assert_near(sim_sum_of(sim, SIM_RUN).cadence_spm, run->cadence_spm, 1e-9);
    assert_nan(sim_sum_of(sim, SIM_CAR).cadence_spm);
    assert_int_equal(sim_sum_of(sim, SIM_CAR).n_bouts, 1);
    sim_free(sim);
}

static void what_cannot_be_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment segment;
        double rate_hz;
    } table[] = {
        {"no duration", {.kind = SIM_RUN}, 100},
        {"too short for steps", {.kind = SIM_RUN, .duration_s = 0.5}, 100},
        {"contact over the step", {.kind = SIM_RUN, .duration_s = 9, .contact_s = 0.5}, 100},
        {"no such bounce", {.kind = SIM_RUN, .duration_s = 9, .oscillation_mm = 400}, 100},
        {"no such bounce of a spring",
         {.kind = SIM_RUN, .duration_s = 9, .shape = SIM_SPRING_MASS, .oscillation_mm = 15},
         100},
        {"cadence", {.kind = SIM_WALK, .duration_s = 9, .cadence_spm = 3}, 100},
        {"rate", {.kind = SIM_WALK, .duration_s = 9}, 0},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        struct sim_spec spec = {.segments = &table[i].segment,
                                .n_segments = 1,
                                .sensor = sim_ideal(SIM_WAIST, table[i].rate_hz)};
        struct sim *sim = NULL;
        assert_true_case(table[i].label, sim_run(&sim, &spec) != NULL);
        assert_true_case(table[i].label, sim == NULL);
    }
    struct sim_spec nothing = {.sensor = sim_ideal(SIM_WAIST, 100.0)};
    struct sim *sim = NULL;
    assert_non_null(sim_run(&sim, &nothing));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_body_drifts_neither_up_nor_down),
        cmocka_unit_test(integrating_the_signal_twice_gives_the_true_oscillation),
        cmocka_unit_test(mean_force_over_whole_strides_is_body_weight),
        cmocka_unit_test(true_contacts_are_where_the_force_passes_a_tenth_of_body_weight),
        cmocka_unit_test(half_sine_meets_its_reference_points),
        cmocka_unit_test(spring_mass_meets_its_reference_points),
        cmocka_unit_test(an_oscillation_asked_for_is_reached_by_every_shape),
        cmocka_unit_test(a_walker_rises_as_the_truth_says),
        cmocka_unit_test(a_runner_sways_as_asked),
        cmocka_unit_test(a_foot_goes_one_stride_and_stands_still),
        cmocka_unit_test(asymmetry_shows_in_the_truth_of_each_side),
        cmocka_unit_test(bouts_run_from_first_contact_to_last_toe_off),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests_name("support/sim", tests, NULL, NULL);
}
