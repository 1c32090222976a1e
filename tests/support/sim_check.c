/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated runs to check, and their signal turned back into a height. */
#include "support/sim_check.h"

#include "support/assert.h"
#include "support/sim_vector.h"

const struct sim_check_run sim_check_runs[SIM_CHECK_RUNS] = {
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

struct sim *sim_recorded(const char *label, const struct sim_segment *segments, size_t n,
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

struct sim_sensor sim_at_centre(double rate_hz)
{
    struct sim_sensor sensor = sim_ideal(SIM_SACRUM, rate_hz);
    sensor.offset_m[0] = 0.10;
    sensor.offset_m[2] = -0.05;
    return sensor;
}

double sim_upward(const struct sim *sim, size_t i, double lean_deg)
{
    double lean = SIM_DEG * lean_deg;
    return sim->value[SIM_AZ][i] * cos(lean) - sim->value[SIM_AX][i] * sin(lean) - SIM_GRAVITY;
}

double *sim_integrated(const struct sim *sim, size_t first, double rate_hz, double lean_deg)
{
    double *height = test_calloc(sim->n, sizeof *height);
    double speed = 0.0;
    for (size_t i = first + 1; i < sim->n; i++) {
        double mean = (sim_upward(sim, i - 1, lean_deg) + sim_upward(sim, i, lean_deg)) / 2.0;
        double next = speed + mean / rate_hz;
        height[i] = height[i - 1] + (speed + next) / 2.0 / rate_hz;
        speed = next;
    }
    return height;
}

double sim_range_mm(const double *height, double start_s, double end_s, double rate_hz)
{
    size_t i = (size_t)ceil(start_s * rate_hz), end = (size_t)(end_s * rate_hz);
    double low = height[i], high = height[i];
    for (; i <= end; i++) {
        low = fmin(low, height[i]);
        high = fmax(high, height[i]);
    }
    return 1000.0 * (high - low);
}
