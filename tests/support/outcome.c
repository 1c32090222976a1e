/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a file, or a simulated recording written to one, to what the library says of it. */
#include "support/outcome.h"

#include "support/sim_write.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static char temporary[OUTCOME_PATH_ROOM];

const char *outcome_temporary(void)
{
    if (temporary[0])
        return temporary;
    const char *folder = getenv("TMPDIR");
    snprintf(temporary, sizeof temporary, "%s/backstride-test-XXXXXX",
             folder && *folder ? folder : "/tmp");
    int descriptor = mkstemp(temporary);
    if (descriptor < 0) {
        fprintf(stderr, "%s: cannot be made\n", temporary);
        exit(1);
    }
    close(descriptor);
    return temporary;
}

void outcome_end(void)
{
    if (temporary[0])
        remove(temporary);
}

void outcome_clear(struct outcome *outcome)
{
    bks_analysis_free(outcome->analysis);
    sim_free(outcome->sim);
    *outcome = (struct outcome){0};
}

static enum bks_status set_if(struct bks_options *options, const char *name, const char *value,
                              struct bks_fault *fault)
{
    return value ? bks_options_set(options, name, value, fault) : BKS_OK;
}

static enum bks_status set_number(struct bks_options *options, const char *name, double value,
                                  const char *unit, struct bks_fault *fault)
{
    char text[32];
    snprintf(text, sizeof text, "%.4f%s", value, unit);
    return value > 0 ? bks_options_set(options, name, text, fault) : BKS_OK;
}

static enum bks_status tell(struct bks_options *options, const struct told *told,
                            struct bks_fault *fault)
{
    const struct {
        const char *name, *text;
        double number;
        const char *unit;
    } rows[] = {
        {"placement", told->placement, 0, ""},  {"columns", told->columns, 0, ""},
        {"speed", told->speed, 0, ""},          {"slope", told->slope, 0, ""},
        {"height", NULL, told->height_m, "m"},  {"mass", NULL, told->mass_kg, "kg"},
        {"leg-length", NULL, told->leg_m, "m"},
    };
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < sizeof rows / sizeof *rows; i++) {
        status = set_if(options, rows[i].name, rows[i].text, fault);
        if (status == BKS_OK)
            status = set_number(options, rows[i].name, rows[i].number, rows[i].unit, fault);
    }
    return status;
}

bool outcome_of_file(struct outcome *outcome, const char *path, const struct told *told)
{
    struct bks_fault fault = {0};
    struct bks_options *options = NULL;
    enum bks_status status = bks_options_new(&options);
    if (status == BKS_OK && told)
        status = tell(options, told, &fault);
    if (status == BKS_OK)
        status = bks_analyze(&outcome->analysis, path, options, NULL, NULL, &fault);
    bks_options_free(options);
    if (status != BKS_OK) {
        fprintf(stderr, "%s: %s\n", path, fault.what);
        return false;
    }
    outcome->result = bks_analysis_result(outcome->analysis);
    return true;
}

static bool outcome_of_told(struct outcome *outcome, const struct sim *sim, const struct told *told,
                            bool gyro)
{
    *outcome = (struct outcome){0};
    const struct sim_csv style = {.gyro = gyro};
    return sim_write_csv(sim, outcome_temporary(), &style) &&
           outcome_of_file(outcome, outcome_temporary(), told);
}

bool outcome_of_samples(struct outcome *outcome, const struct sim *sim, const char *placement,
                        bool gyro)
{
    return outcome_of_told(outcome, sim, &(struct told){.placement = placement}, gyro);
}

/* The speeds of the runs as --speed takes them: "10-70=3.1m/s,90-150=3.3m/s". */
static const char *ground_speeds(char *text, size_t room, const struct sim *sim)
{
    size_t length = 0;
    for (size_t i = 0; i < sim->n_bouts; i++) {
        const struct sim_bout *bout = &sim->bouts[i];
        if (bout->kind == SIM_RUN && length < room)
            length += (size_t)snprintf(text + length, room - length, "%s%.0f-%.0f=%.4fm/s",
                                       length > 0 ? "," : "", floor(bout->start_s),
                                       ceil(bout->end_s), bout->ground_mps);
    }
    return length > 0 && length < room ? text : NULL;
}

bool outcome_of_runner(struct outcome *outcome, const struct sim_spec *spec,
                       const struct told *told, bool ground, bool gyro)
{
    struct sim *sim = NULL;
    *outcome = (struct outcome){0};
    if (sim_run(&sim, spec) != NULL)
        return false;
    char speeds[512];
    struct told more = *told;
    if (ground)
        more.speed = ground_speeds(speeds, sizeof speeds, sim);
    bool ok = outcome_of_told(outcome, sim, &more, gyro);
    outcome->sim = sim;
    if (!ok)
        outcome_clear(outcome);
    return ok;
}

bool outcome_of_sim(struct outcome *outcome, const struct sim_spec *spec, const char *placement,
                    bool gyro)
{
    return outcome_of_runner(outcome, spec, &(struct told){.placement = placement}, false, gyro);
}

const char *placement_name(enum sim_place place)
{
    static const enum bks_placement placements[SIM_PLACE_COUNT] = {
        [SIM_SACRUM] = BKS_SACRUM, [SIM_WAIST] = BKS_WAIST, [SIM_CHEST] = BKS_CHEST,
        [SIM_POCKET] = BKS_POCKET, [SIM_ARM] = BKS_ARM,     [SIM_WRIST] = BKS_WRIST,
        [SIM_HAND] = BKS_HAND,     [SIM_ANKLE] = BKS_ANKLE, [SIM_FOOT] = BKS_FOOT};
    return bks_placement_id(placements[place]);
}

const struct bks_bout *bout_at(const struct bks_result *result, enum bks_bout_kind kind,
                               double start_s, double end_s)
{
    const struct bks_bout *best = NULL;
    double most = 0;
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        double overlap = fmin(bout->end_s, end_s) - fmax(bout->start_s, start_s);
        if (bout->kind == kind && overlap > most) {
            most = overlap;
            best = bout;
        }
    }
    return best;
}

double series_cadence(const struct bks_result *result, double start_s, double end_s, size_t *n)
{
    const struct bks_series *series = &result->series;
    double sum = 0;
    *n = 0;
    for (size_t i = 0; i < series->n; i++) {
        double at_s = (double)i * series->step_s;
        if (at_s < start_s || at_s > end_s || isnan(series->cadence_spm[i]))
            continue;
        sum += series->cadence_spm[i];
        ++*n;
    }
    return *n ? sum / (double)*n : (double)NAN;
}

static double steps_of(const struct bks_total *total)
{
    const struct bks_measure *steps = &total->measure[BKS_STEPS];
    return steps->why == BKS_WHY_NONE ? steps->value : 0;
}

double all_steps(const struct bks_result *result)
{
    return steps_of(&result->total[BKS_RUN]) + steps_of(&result->total[BKS_WALK]);
}

size_t count_bouts(const struct bks_result *result, enum bks_bout_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < result->n_bouts; i++)
        n += result->bouts[i].kind == kind;
    return n;
}

double draw_between(struct sim_random *random, double low, double high)
{
    return low + (high - low) * sim_random_uniform(random);
}

double draw_normal(struct sim_random *random, double mean, double sd)
{
    double z = sim_random_normal(random);
    return mean + sd * fmax(-2, fmin(2, z));
}
