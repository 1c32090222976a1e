/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Flags: ordinary runners are let alone, built-in faults are found. The ordinary are those of
 * population.h; each is analysed twice, with speed and height told and with the place alone.
 */
#include "support/sim_write.h"
#include "validate/parts.h"
#include "validate/population.h"

#include <math.h>

#define ORDINARY 200
#define FAULTY   40
#define WATCHED  4.5  /* at most so many of the ordinary, percent: under 5 of 200 runners */
#define FOUND    95.0 /* at least so many of the faults */

struct levels {
    size_t runners, count[BKS_FLAG_COUNT][BKS_FLAG_LEVEL_COUNT];
};

static void take_levels(struct levels *levels, const struct bks_result *result)
{
    levels->runners++;
    for (size_t i = 0; i < result->n_flags; i++)
        levels->count[result->flags[i].id][result->flags[i].level]++;
}

static double percent(const struct levels *levels, size_t flag, enum bks_flag_level level)
{
    return 100 * (double)levels->count[flag][level] / (double)levels->runners;
}

/* Writes a run between two stands to the temporary file; false where it is refused. */
static bool write_run(const struct sim_segment *run, const struct sim_sensor *sensor, uint64_t seed)
{
    const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 8}, *run, {.kind = SIM_STAND, .duration_s = 8}};
    const struct sim_spec spec = {
        .segments = parts, .n_segments = 3, .seed = seed, .sensor = *sensor, .step_hz = 1000};
    struct sim *sim = NULL;
    bool ok = sim_run(&sim, &spec) == NULL &&
              sim_write_csv(sim, outcome_temporary(), &(struct sim_csv){.gyro = false});
    sim_free(sim);
    return ok;
}

static void analyse(struct levels *levels, const struct told *told)
{
    struct outcome outcome = {0};
    if (outcome_of_file(&outcome, outcome_temporary(), told))
        take_levels(levels, outcome.result);
    outcome_clear(&outcome);
}

static const char *speed_text(char *text, size_t room, double speed_mps)
{
    snprintf(text, room, "%.3fm/s", speed_mps);
    return text;
}

/* At most 100 Hz: a long recording costs by its rows. */
static struct sim_sensor draw_worn(struct sim_random *random)
{
    struct sim_sensor sensor = population_sensor(random);
    sensor.rate_hz = fmin(sensor.rate_hz, 100);
    return sensor;
}

static void show_ordinary(struct findings *findings, const char *where, const struct levels *levels)
{
    for (size_t f = 0; f < BKS_FLAG_COUNT; f++) {
        char claim[64];
        snprintf(claim, sizeof claim, "watch, %s", bks_flag_id_name((enum bks_flag_id)f));
        struct finding row = {.claim = claim,
                              .where = where,
                              .unit = "%",
                              .decimals = 1,
                              .n = levels->runners,
                              .value = percent(levels, f, BKS_LEVEL_WATCH)};
        findings_at_most(findings, row, WATCHED);
        findings_note(findings, "unclear %.1f %%, info %.1f %%",
                      percent(levels, f, BKS_LEVEL_UNCLEAR), percent(levels, f, BKS_LEVEL_INFO));
    }
}

static void run_ordinary(struct findings *findings)
{
    struct levels told = {0}, untold = {0};
    size_t refused = 0;
    for (uint64_t seed = 0; seed < ORDINARY; seed++) {
        struct sim_random random = sim_random_of(2028, seed);
        struct runner runner = population_runner(&random);
        struct sim_sensor sensor = draw_worn(&random);
        char speed[32];
        const char *place = placement_name(sensor.place);
        if (!write_run(&runner.run, &sensor, seed)) {
            refused++;
            continue;
        }
        analyse(&told, &(struct told){.placement = place,
                                      .speed = speed_text(speed, sizeof speed, runner.speed_mps),
                                      .height_m = runner.height_m});
        analyse(&untold, &(struct told){.placement = place});
    }
    show_ordinary(findings, "simulated, speed and height told", &told);
    show_ordinary(findings, "simulated, place told", &untold);
    findings_note(findings, "%zu runners refused by the simulator", refused);
}

/* Each makes an ordinary runner one with a fault. */

static void low_cadence(struct runner *runner, struct sim_random *random)
{
    runner->run.cadence_spm =
        population_cadence(runner->speed_mps, runner->height_m) - draw_between(random, 26, 32);
    runner->run.cadence_end_spm = runner->run.cadence_spm;
    runner->run.duty = 0.75;
}

/* Slow steps, so that the height can be far above the zones too. */
static void high_bounce(struct runner *runner, struct sim_random *random)
{
    runner->speed_mps = runner->run.speed_mps = draw_between(random, 2.3, 2.8);
    runner->height_m = 1.90;
    runner->run.cadence_spm = runner->run.cadence_end_spm = draw_between(random, 145, 149);
    runner->run.shape = SIM_HALF_SINE;
    runner->run.duty = 0;
    runner->run.oscillation_mm = draw_between(random, 148, 156);
}

static void imbalance(struct runner *runner, struct sim_random *random)
{
    double side = sim_random_uniform(random) < 0.5 ? -1 : 1;
    runner->run.contact_asymmetry = side * 0.16; /* 54 % of the one foot */
}

static void fading(struct runner *runner, struct sim_random *random)
{
    (void)random;
    runner->run.cadence_end_spm = 0.94 * runner->run.cadence_spm;
}

static const struct fault {
    enum bks_flag_id id;
    const char *where;
    void (*build_in)(struct runner *runner, struct sim_random *random);
    bool zoned; /* at the waist or chest, for which there are zones */
} faults[] = {
    {BKS_FLAG_LOW_CADENCE, "simulated, 26 to 32 spm too few", low_cadence, false},
    {BKS_FLAG_EXCESSIVE_BOUNCE, "simulated, 148 to 156 mm", high_bounce, true},
    {BKS_FLAG_CONTACT_IMBALANCE, "simulated, 54 % of one foot", imbalance, false},
    {BKS_FLAG_FORM_FADED, "simulated, cadence falls 6 %", fading, false},
};

static void run_fault(struct findings *findings, const struct fault *fault)
{
    struct levels levels = {0};
    size_t refused = 0;
    for (uint64_t seed = 0; seed < FAULTY; seed++) {
        struct sim_random random = sim_random_of(2029 + (uint64_t)fault->id, seed);
        struct runner runner = population_runner(&random);
        fault->build_in(&runner, &random);
        struct sim_sensor sensor = draw_worn(&random);
        while (fault->zoned && sensor.place == SIM_SACRUM)
            sensor = draw_worn(&random);
        char speed[32];
        if (!write_run(&runner.run, &sensor, seed)) {
            refused++;
            continue;
        }
        analyse(&levels, &(struct told){.placement = placement_name(sensor.place),
                                        .speed = speed_text(speed, sizeof speed, runner.speed_mps),
                                        .height_m = runner.height_m});
    }
    char claim[64];
    snprintf(claim, sizeof claim, "found, %s", bks_flag_id_name(fault->id));
    struct finding row = {.claim = claim,
                          .where = fault->where,
                          .unit = "%",
                          .decimals = 1,
                          .n = levels.runners,
                          .value = percent(&levels, fault->id, BKS_LEVEL_WATCH)};
    findings_between(findings, row, FOUND, 100);
    findings_note(findings, "as watch; unclear %.1f %%, info %.1f %%; %zu refused by the simulator",
                  percent(&levels, fault->id, BKS_LEVEL_UNCLEAR),
                  percent(&levels, fault->id, BKS_LEVEL_INFO), refused);
}

void part_flags(struct findings *findings)
{
    run_ordinary(findings);
    for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
        run_fault(findings, &faults[i]);
}
