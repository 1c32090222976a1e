/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated runners as people are, and the sensors they wear. */
#include "validate/population.h"

#include <math.h>

#define MEAN_HEIGHT_M  1.81
#define SPM_PER_M      120.0
#define HEIGHT_SD_M    0.06
#define CADENCE_SD_SPM 8.5
#define MEAN_SPEED_MPS 3.35

double population_cadence(double speed_mps, double height_m)
{
    return 150.0 + 6.01 * speed_mps - SPM_PER_M * (height_m - MEAN_HEIGHT_M);
}

double population_sway(struct sim_random *random)
{
    return draw_normal(random, POPULATION_SWAY_MM, 3);
}

struct runner population_runner(struct sim_random *random)
{
    struct runner runner = {.height_m = draw_normal(random, MEAN_HEIGHT_M, HEIGHT_SD_M),
                            .speed_mps = draw_between(random, 2.2, 4.5)};
    runner.cadence_spm =
        draw_normal(random, population_cadence(runner.speed_mps, runner.height_m),
                    sqrt(pow(CADENCE_SD_SPM, 2) - pow(SPM_PER_M * HEIGHT_SD_M, 2)));
    double side = sim_random_uniform(random) < 0.5 ? -1 : 1;
    runner.run = (struct sim_segment){
        .kind = SIM_RUN,
        .duration_s = draw_between(random, 300, 480),
        .cadence_spm = runner.cadence_spm,
        .cadence_end_spm = runner.cadence_spm * draw_normal(random, 1, 0.01),
        .shape = (enum sim_shape)(sim_random_bits(random) % SIM_SHAPE_COUNT),
        .duty = draw_normal(random, 0.70 - 0.042 * (runner.speed_mps - MEAN_SPEED_MPS), 0.05),
        .speed_mps = runner.speed_mps,
        .sway_mm = population_sway(random),
        .jitter_cv = draw_between(random, 0.01, 0.03),
        .step_asymmetry = draw_normal(random, 0, 0.01),
        .contact_asymmetry = side * draw_normal(random, 0.0295, 0.014)};
    return runner;
}

struct sim_segment population_run(struct sim_random *random, double speed_mps, double cadence_spm)
{
    double duty = fmin(0.85, fmax(0.5, draw_normal(random, 0.70, 0.07)));
    return (struct sim_segment){.kind = SIM_RUN,
                                .duration_s = draw_between(random, 20, 90),
                                .cadence_spm = cadence_spm + draw_between(random, -2, 2),
                                .shape = (enum sim_shape)(sim_random_bits(random) % 3),
                                .duty = duty,
                                .speed_mps = speed_mps,
                                .jitter_cv = draw_between(random, 0.01, 0.03),
                                .step_asymmetry = draw_between(random, -0.03, 0.03),
                                .contact_asymmetry = draw_between(random, -0.04, 0.04)};
}

struct sim_sensor population_sensor(struct sim_random *random)
{
    static const enum sim_place places[] = {SIM_SACRUM, SIM_WAIST, SIM_CHEST};
    static const double rates_hz[] = {50, 100, 100, 200};
    double rate_hz = rates_hz[sim_random_bits(random) % 4] * draw_between(random, 0.985, 1.015);
    struct sim_sensor sensor = sim_typical(places[sim_random_bits(random) % 3], rate_hz);
    sensor.belt_hz = draw_between(random, 9, 20);
    sensor.belt_zeta = draw_between(random, 0.3, 0.6);
    sensor.rock_deg = draw_between(random, 1, 6);
    sensor.noise_g = draw_between(random, 0.002, 0.015);
    for (int axis = 0; axis < 3; axis++) {
        sensor.mount_deg[axis] += draw_normal(random, 0, 12);
        sensor.offset_m[axis] = draw_normal(random, 0, 0.02);
        sensor.bias_g[axis] = draw_normal(random, 0, 0.015);
        sensor.gain_error[axis] = draw_normal(random, 0, 0.005);
    }
    return sensor;
}
