/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simulator obeys mechanics, meets the published reference points, and tells its own truth. */
#include "support/assert.h"
#include "support/sim.h"
#include "support/sim_foot.h"
#include "support/sim_force.h"
#include "support/sim_slip.h"
#include "support/sim_vector.h"

#define LEAN_DEG     7.0 /* of a running trunk */
#define COUNT(table) (sizeof(table) / sizeof *(table))

static struct sim *recorded(const char *label, const struct sim_segment *segments, size_t n,
                            struct sim_sensor sensor)
{
    struct sim_spec spec = {.segments = segments, .n_segments = n, .sensor = sensor, .seed = 7};
    struct sim *sim = NULL;
    const char *why = sim_run(&sim, &spec);
    if (why != NULL)
        print_error("%s: %s\n", label, why);
    assert_null(why);
    return sim;
}

/* A sensor at the very centre of the trunk: what moves the body is all it feels. */
static struct sim_sensor at_centre(double rate_hz)
{
    struct sim_sensor sensor = sim_ideal(SIM_SACRUM, rate_hz);
    sensor.offset_m[0] = 0.10;
    sensor.offset_m[2] = -0.05;
    return sensor;
}

/* Upward acceleration of row i in the world, for a trunk that leans so far and no more. */
static double upward(const struct sim *sim, size_t i, double lean_deg)
{
    double lean = SIM_DEG * lean_deg;
    return sim->value[SIM_AZ][i] * cos(lean) - sim->value[SIM_AX][i] * sin(lean) - SIM_GRAVITY;
}

/* Height of the body by the trapezoidal rule, from rest at row `first`. */
static double *integrated(const struct sim *sim, size_t first, double rate_hz, double lean_deg)
{
    double *height = test_calloc(sim->n, sizeof *height);
    double speed = 0.0;
    for (size_t i = first + 1; i < sim->n; i++) {
        double mean = (upward(sim, i - 1, lean_deg) + upward(sim, i, lean_deg)) / 2.0;
        double next = speed + mean / rate_hz;
        height[i] = height[i - 1] + (speed + next) / 2.0 / rate_hz;
        speed = next;
    }
    return height;
}

static double range_mm(const double *height, double start_s, double end_s, double rate_hz)
{
    size_t i = (size_t)ceil(start_s * rate_hz), end = (size_t)(end_s * rate_hz);
    double low = height[i], high = height[i];
    for (; i <= end; i++) {
        low = fmin(low, height[i]);
        high = fmax(high, height[i]);
    }
    return 1000.0 * (high - low);
}

static const struct {
    const char *label;
    struct sim_segment run;
} runs[] = {
    {"half-sine", {.kind = SIM_RUN, .duration_s = 30, .cadence_spm = 170, .duty = 0.7}},
    {"half-sine, jitter and asymmetry",
     {.kind = SIM_RUN,
      .duration_s = 30,
      .cadence_spm = 165,
      .contact_s = 0.250,
      .jitter_cv = 0.03,
      .step_asymmetry = 0.05,
      .contact_asymmetry = 0.08}},
    {"spring-mass, jitter",
     {.kind = SIM_RUN,
      .duration_s = 30,
      .cadence_spm = 175,
      .shape = SIM_SPRING_MASS,
      .contact_s = 0.240,
      .jitter_cv = 0.02}},
    {"two masses, jitter and asymmetry",
     {.kind = SIM_RUN,
      .duration_s = 30,
      .cadence_spm = 160,
      .shape = SIM_TWO_MASS,
      .duty = 0.72,
      .jitter_cv = 0.02,
      .step_asymmetry = -0.04,
      .contact_asymmetry = 0.04}},
    {"quickening",
     {.kind = SIM_RUN,
      .duration_s = 30,
      .cadence_spm = 150,
      .cadence_end_spm = 190,
      .jitter_cv = 0.01}},
    {"hardly a flight", {.kind = SIM_RUN, .duration_s = 30, .cadence_spm = 120, .duty = 0.97}},
};

static void the_body_drifts_neither_up_nor_down(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(runs); r++) {
        struct sim *sim = recorded(runs[r].label, &runs[r].run, 1, at_centre(4000.0));
        double *height = integrated(sim, 0, 4000.0, LEAN_DEG);
        for (size_t i = 0; i < sim->n; i++)
            assert_between_case(runs[r].label, height[i], -0.20, 0.20);
        test_free(height);
        sim_free(sim);
    }
}

static void integrating_the_signal_twice_gives_the_true_oscillation(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(runs); r++) {
        struct sim *sim = recorded(runs[r].label, &runs[r].run, 1, at_centre(4000.0));
        double *height = integrated(sim, 0, 4000.0, LEAN_DEG);
        for (size_t i = 0; i + 1 < sim->n_steps; i++) {
            const struct sim_step *step = &sim->steps[i];
            double felt_mm =
                range_mm(height, step->contact_s, step->contact_s + step->step_time_s, 4000.0);
            assert_near_case(runs[r].label, felt_mm, step->oscillation_mm, 0.2);
        }
        test_free(height);
        sim_free(sim);
    }
}

static void mean_force_over_whole_strides_is_body_weight(void **state)
{
    (void)state;
    for (size_t r = 0; r < COUNT(runs); r++) {
        struct sim *sim = recorded(runs[r].label, &runs[r].run, 1, at_centre(4000.0));
        size_t n = sim->n_steps / 2 * 2 - 8; /* from after the start, an even number of steps */
        size_t i = (size_t)(sim->steps[8].contact_s * 4000.0), first = i;
        size_t end = (size_t)(sim->steps[n].contact_s * 4000.0);
        double sum = 0.0;
        for (; i < end; i++)
            sum += upward(sim, i, LEAN_DEG);
        double mean_g = sum / (double)(end - first) / SIM_GRAVITY;
        assert_near_case(runs[r].label, mean_g, 0.0, 0.0015);
        sim_free(sim);
    }
}

static void true_contacts_are_where_the_force_passes_a_tenth_of_body_weight(void **state)
{
    (void)state;
    const double level = 0.10 * SIM_GRAVITY - SIM_GRAVITY, rate_hz = 4000.0;
    for (size_t r = 0; r < COUNT(runs); r++) {
        struct sim *sim = recorded(runs[r].label, &runs[r].run, 1, at_centre(rate_hz));
        for (size_t s = 1; s + 1 < sim->n_steps; s++) {
            size_t on = (size_t)(sim->steps[s].contact_s * rate_hz);
            size_t off = (size_t)(sim->steps[s].toe_off_s * rate_hz);
            assert_true_case(runs[r].label, upward(sim, on, LEAN_DEG) <= level + 1e-6);
            assert_true_case(runs[r].label, upward(sim, on + 1, LEAN_DEG) >= level - 1e-6);
            assert_true_case(runs[r].label, upward(sim, off, LEAN_DEG) >= level - 1e-6);
            assert_true_case(runs[r].label, upward(sim, off + 1, LEAN_DEG) <= level + 1e-6);
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
        struct sim *sim = recorded(table[i].label, &run, 1, at_centre(2000.0));
        const struct sim_step *step = &sim->steps[30];
        double period = 60.0 / table[i].cadence_spm, peak = 0.0;
        for (size_t k = sim->n / 2; k < sim->n * 3 / 4; k++)
            peak = fmax(peak, upward(sim, k, LEAN_DEG) / SIM_GRAVITY + 1.0);
        double closed_mm =
            1000.0 * SIM_GRAVITY * period * period / 8.0 * (1.0 - 0.726760 * table[i].duty);
        assert_near_case(table[i].label, table[i].duty * period * 1000.0, table[i].contact_ms, 0.6);
        assert_near_case(table[i].label, step->oscillation_mm / 10.0, table[i].oscillation_cm,
                         0.006);
        assert_near_case(table[i].label, step->oscillation_mm, closed_mm, 0.01);
        assert_near_case(table[i].label, peak, table[i].peak_bw, 0.006);
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
            angle_deg;
    } table[] = {
        {"2.50 m/s", 2.50, 11.0, 60, 290, 171, 6.2, 1.96, 68.7},
        {"3.00 m/s", 3.00, 11.0, 90, 259, 172, 7.0, 2.17, 67.0},
        {"3.33 m/s", 3.33, 11.0, 110, 243, 170, 7.8, 2.33, 65.9},
        {"3.33 m/s, soft", 3.33, 9.0, 110, 270, 158, 8.7, 2.27, 63.4},
        {"3.33 m/s, stiff", 3.33, 14.0, 110, 215, 184, 6.8, 2.41, 68.7},
        {"4.00 m/s", 4.00, 11.5, 130, 214, 174, 8.0, 2.57, 64.3},
        {"5.00 m/s", 5.00, 12.5, 150, 181, 181, 8.1, 2.92, 62.6},
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
        struct sim *sim = recorded(table[i].label, &run, 1, at_centre(100.0));
        assert_near_case(table[i].label, sim->bouts[0].cadence_spm, table[i].spm, 0.6);
        assert_near_case(table[i].label, sim->steps[30].oscillation_mm / 10.0,
                         table[i].oscillation_cm, 0.06);
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
        struct sim *sim = recorded(table[i].label, &run, 1, at_centre(100.0));
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
    struct sim *sim = recorded("walk", parts, 1, at_centre(rate_hz));
    /* The walk does not start from rest in height, so the mean speed of the strides is taken out.
     */
    double *height = integrated(sim, 0, rate_hz, lean_deg);
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
        struct sim *sim = recorded(label, parts, COUNT(parts), sensor);
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
    struct sim_sensor rigid = at_centre(200.0), belted = rigid;
    belted.belt_hz = 10.0;
    struct sim *a = recorded("rigid", stand, 1, rigid), *b = recorded("belt", stand, 1, belted);
    for (size_t i = 400; i < a->n; i++) /* sway is under 0.5 Hz */
        assert_near(a->value[SIM_AZ][i], b->value[SIM_AZ][i], 0.002);
    sim_free(a);
    sim_free(b);
    static const struct sim_segment run[] = {{.kind = SIM_RUN, .duration_s = 20}};
    a = recorded("rigid", run, 1, rigid);
    b = recorded("belt", run, 1, belted);
    double peak_rigid = 0.0, peak_belted = 0.0;
    for (size_t i = 1000; i < a->n; i++) {
        peak_rigid = fmax(peak_rigid, a->value[SIM_AZ][i]);
        peak_belted = fmax(peak_belted, b->value[SIM_AZ][i]);
    }
    assert_between(peak_belted / peak_rigid, 1.02, 1.5);
    sim_free(a);
    sim_free(b);
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
    struct sim *sim = recorded("asymmetric", run, 1, at_centre(100.0));
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

static void more_noise_does_not_move_the_steps(void **state)
{
    (void)state;
    static const struct sim_segment run[] = {
        {.kind = SIM_RUN, .duration_s = 20, .jitter_cv = 0.02}};
    struct sim_sensor noisy = at_centre(100.0);
    noisy.noise_g = 0.2;
    noisy.jitter_s = 0.002;
    struct sim *a = recorded("quiet", run, 1, at_centre(100.0)),
               *b = recorded("loud", run, 1, noisy);
    struct sim *again = recorded("loud", run, 1, noisy);
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
    struct sim_sensor sensor = at_centre(100.0);
    sensor.range_g = 2.0;
    sensor.lsb_g = 1.0 / 256.0;
    sensor.round_us = 1000;
    sensor.jitter_s = 0.001;
    sensor.duplicate_share = 0.05;
    sensor.gap[0] = (struct sim_span){10.0, 12.0};
    sensor.zero[0] = (struct sim_span){20.0, 21.0};
    struct sim *sim = recorded("bad", run, 1, sensor);
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

static void bouts_run_from_first_contact_to_last_toe_off(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 10},   {.kind = SIM_WALK, .duration_s = 30},
        {.kind = SIM_RUN, .duration_s = 15},     {.kind = SIM_CAR, .duration_s = 20},
        {.kind = SIM_CYCLE, .duration_s = 20},   {.kind = SIM_SIT, .duration_s = 5},
        {.kind = SIM_FIDGET, .duration_s = 5.5},
    };
    struct sim *sim = recorded("all kinds", parts, COUNT(parts), sim_typical(SIM_WRIST, 50.0));
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
        cmocka_unit_test(a_foot_goes_one_stride_and_stands_still),
        cmocka_unit_test(the_gyroscope_integrates_to_the_orientation),
        cmocka_unit_test(integrating_the_belt_twice_as_finely_changes_nothing),
        cmocka_unit_test(a_belt_rings_at_its_resonance_and_passes_what_is_slow),
        cmocka_unit_test(asymmetry_shows_in_the_truth_of_each_side),
        cmocka_unit_test(more_noise_does_not_move_the_steps),
        cmocka_unit_test(a_bad_sensor_is_bad_as_asked),
        cmocka_unit_test(bouts_run_from_first_contact_to_last_toe_off),
        cmocka_unit_test(what_cannot_be_is_refused),
    };
    return cmocka_run_group_tests_name("support/sim", tests, NULL, NULL);
}
