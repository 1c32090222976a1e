/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passes over the single steps. */
#include "flow/stepwise.h"

#include "base/memory.h"
#include "base/spill.h"
#include "flow/speed.h"
#include "gait/drift.h"
#include "gait/measures.h"

#include <math.h>

#define EDGE_S       0.1  /* an edge is not known better: a contact so near belongs to the bout */
#define LEG_SHARE    0.53 /* of the height (Morin 2005, doi 10.1123/jab.21.2.167) */
#define LOOKED_AT    1.5  /* percent: under it there is nothing to explain */
#define MOSTLY_LEVER 0.6  /* of a difference: then all of it may be the sensor's place */
#define SPEED_WHOLE  0.95 /* of the time */
#define LONGEST_STEP 1.5  /* of the rhythm: then a contact between two was lost */

/* Which run bout a step belongs to, asked in order of time. */
struct finder {
    const struct bks_result *result;
    size_t bout;
};

static bool find(struct finder *finder, double t_s)
{
    const struct bks_result *result = finder->result;
    while (finder->bout < result->n_bouts && (result->bouts[finder->bout].kind != BKS_RUN ||
                                              result->bouts[finder->bout].end_s + EDGE_S < t_s))
        finder->bout++;
    return finder->bout < result->n_bouts && result->bouts[finder->bout].start_s - EDGE_S <= t_s;
}

static double leg_of(const struct bks_options *options)
{
    return isnan(options->leg_length_m) ? LEG_SHARE * options->height_m : options->leg_length_m;
}

static struct measure_setting setting_of(const struct bks_analysis *analysis,
                                         enum bks_bout_kind kind, size_t bouts)
{
    const struct bks_input *input = &analysis->result.input;
    return (struct measure_setting){.kind = kind,
                                    .place = input->placement,
                                    .rate_hz = input->sample_rate_hz,
                                    .gravity_included = input->info.gravity_included,
                                    .bouts = bouts,
                                    .slope_rad = analysis->options.slope_rad,
                                    .leg_m = leg_of(&analysis->options),
                                    .mass_kg = analysis->options.mass_kg};
}

static double scale_of(const struct bks_measure *measure, double unit, double sum, double n)
{
    return measure->why == BKS_WHY_NONE && n > 0 ? unit * measure->value * n / sum : (double)NAN;
}

static void measure_bout(struct bks_analysis *analysis, size_t i, const struct gait_sums *sums,
                         const struct step_sums *steps)
{
    struct bks_bout *bout = &analysis->bouts[i];
    struct measure_setting setting = setting_of(analysis, bout->kind, 1);
    setting.steps = steps;
    setting.speed = setting.pace = bout->measure[BKS_MEAN_SPEED];
    measures_of(bout->measure, sums, &setting);
    if (bout->kind != BKS_RUN || measure_steps_lack(&setting) != BKS_WHY_NONE)
        return;
    bout->side_certainty = steps->decided.first_is_left ? steps->decided.certainty : 0;
    analysis->bout_steps[i] = (struct bout_steps){
        .told = true,
        .first_is_left = steps->decided.first_is_left,
        .contact_scale =
            scale_of(&bout->measure[BKS_CONTACT_TIME], 1e-3, steps->stance.sum, steps->stance.n),
        .rise_scale =
            scale_of(&bout->measure[BKS_VERTICAL_OSCILLATION], 1e-3, steps->rise, steps->rise_n),
        .peak_scale = scale_of(&bout->measure[BKS_PEAK_FORCE], 1, steps->peak.sum, steps->peak.n)};
}

/* A speed of some bouts is not that of the steps of all. */
static bool all_have_speed(const struct bks_result *result, enum bks_bout_kind kind)
{
    double known_s = 0;
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        if (bout->kind == kind && bout->measure[BKS_MEAN_SPEED].why == BKS_WHY_NONE)
            known_s += bout->end_s - bout->start_s;
    }
    return known_s >= SPEED_WHOLE * result->total[kind].duration_s;
}

/* Everything of one kind together. */
static void measure_totals(struct bks_analysis *analysis, const struct bout *list,
                           const struct step_sums *steps)
{
    struct gait_sums sums[BKS_BOUT_KIND_COUNT] = {{0}};
    size_t bouts[BKS_BOUT_KIND_COUNT] = {0};
    struct bks_result *result = &analysis->result;
    for (size_t i = 0; i < result->n_bouts; i++) {
        sums_add(&sums[list[i].kind], &list[i].sums);
        bouts[list[i].kind]++;
    }
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++) {
        struct bks_total *total = &result->total[kind];
        struct measure_setting setting =
            setting_of(analysis, (enum bks_bout_kind)kind, bouts[kind]);
        setting.steps = steps;
        setting.speed = total->measure[BKS_MEAN_SPEED];
        setting.pace = all_have_speed(result, (enum bks_bout_kind)kind)
                           ? setting.speed
                           : measure_null(BKS_WHY_NO_SPEED);
        measures_of(total->measure, &sums[kind], &setting);
    }
}

/* Steps up to the end of run bout i. */
static enum bks_status gather(struct step_sums *sums, struct spill *spill, struct finder *finder,
                              size_t i, struct gait_step *ahead, bool *got)
{
    enum bks_status status = BKS_OK;
    while (*got && status == BKS_OK) {
        bool inside = find(finder, ahead->contact_s);
        if (finder->bout > i)
            break;
        if (inside)
            step_sums_take(sums, ahead);
        status = spill_next(spill, ahead, got);
    }
    step_sums_close(sums);
    return status;
}

static void warn_of_midline(struct bks_analysis *analysis, const struct step_sums *steps)
{
    bool sided;
    const struct bks_measure *apart =
        &analysis->result.total[BKS_RUN].measure[BKS_CONTACT_ASYMMETRY];
    struct step_contrast contrast = step_sums_contrast(steps, true, &sided);
    if (apart->why == BKS_WHY_NONE && apart->value > LOOKED_AT &&
        contrast.lever > MOSTLY_LEVER * fabs(contrast.value))
        warnings_add(&analysis->warnings, BKS_WARN_OFF_MIDLINE,
                     "contacts differ by %.1f %%, as they seem to when a sensor sits beside the "
                     "midline; worn on the spine it would tell",
                     apart->value);
}

enum bks_status stepwise_measure(struct bks_analysis *analysis, const struct bout *list)
{
    struct bks_result *result = &analysis->result;
    struct finder finder = {result, 0};
    struct step_sums total = step_sums_start();
    struct gait_step ahead;
    bool got = false;
    analysis->bout_steps = memory_new(result->n_bouts, sizeof *analysis->bout_steps);
    enum bks_status status = analysis->bout_steps ? BKS_OK : BKS_NO_MEMORY;
    if (status == BKS_OK)
        status = spill_rewind(analysis->steps);
    if (status == BKS_OK)
        status = spill_next(analysis->steps, &ahead, &got);
    for (size_t i = 0; i < result->n_bouts && status == BKS_OK; i++) {
        struct step_sums sums = step_sums_start();
        if (list[i].kind == BKS_RUN) {
            status = gather(&sums, analysis->steps, &finder, i, &ahead, &got);
            step_sums_join(&total, &sums);
        }
        measure_bout(analysis, i, &list[i].sums, &sums);
    }
    if (status != BKS_OK)
        return status;
    measure_totals(analysis, list, &total);
    warn_of_midline(analysis, &total);
    return BKS_OK;
}

/* What is told of a step, once the next one is known. */
struct teller {
    const struct bks_analysis *analysis;
    enum bks_status (*take)(void *context, const struct step_told *step);
    void *context;
    struct finder finder;
    struct step_sums parity; /* of the open bout: whose turn it is */
    size_t bout;             /* the open one */
    struct gait_step held;
    struct step_told told;
    bool any;
};

static enum bks_status tell_held(struct teller *teller, const struct gait_step *next)
{
    if (!teller->any)
        return BKS_OK;
    double time_s = next ? next->contact_s - teller->held.contact_s : (double)NAN;
    bool follows = next && time_s < LONGEST_STEP * (double)next->period_s;
    teller->told.step = &teller->held;
    teller->told.time_s = follows ? time_s : (double)NAN;
    teller->any = false;
    return teller->take(teller->context, &teller->told);
}

static void hold(struct teller *teller, const struct gait_step *step)
{
    const struct bout_steps *how = &teller->analysis->bout_steps[teller->finder.bout];
    double known = step_is_whole(step) ? 1 : (double)NAN;
    step_sums_take(&teller->parity, step);
    teller->held = *step;
    teller->any = true;
    teller->told =
        (struct step_told){.bout = teller->finder.bout,
                           .left = teller->parity.parity ? -how->first_is_left : how->first_is_left,
                           .contact_s = how->contact_scale * known * (double)step->stance_s,
                           .rise_m = how->rise_scale * known * (double)step->rise_m,
                           .peak_bw = how->peak_scale * known * (double)step->peak_g};
}

static enum bks_status hear(struct teller *teller, const struct gait_step *step)
{
    if (!find(&teller->finder, step->contact_s) ||
        !teller->analysis->bout_steps[teller->finder.bout].told)
        return BKS_OK;
    bool same = teller->any && teller->bout == teller->finder.bout;
    enum bks_status status = tell_held(teller, same ? step : NULL);
    if (!same)
        teller->parity = step_sums_start();
    teller->bout = teller->finder.bout;
    hold(teller, step);
    return status;
}

enum bks_status stepwise_tell(const struct bks_analysis *analysis,
                              enum bks_status (*take)(void *context, const struct step_told *step),
                              void *context)
{
    struct teller teller = {
        .analysis = analysis, .take = take, .context = context, .finder = {&analysis->result, 0}};
    if (!analysis->steps || !analysis->bout_steps) /* a device's session */
        return BKS_OK;
    enum bks_status status = spill_rewind(analysis->steps);
    for (bool got = true; got && status == BKS_OK;) {
        struct gait_step step;
        status = spill_next(analysis->steps, &step, &got);
        if (status == BKS_OK && got)
            status = hear(&teller, &step);
    }
    return status == BKS_OK ? tell_held(&teller, NULL) : status;
}

/* The running, its pauses left out. */
struct drifting {
    const struct bks_analysis *analysis;
    struct drift *drift;
    struct speed_reader speed;
    size_t bout;
    double before_s; /* running time before the open bout */
};

static enum bks_status drift_step(void *context, const struct step_told *told)
{
    struct drifting *drifting = context;
    const struct bks_bout *bouts = drifting->analysis->result.bouts;
    for (; drifting->bout < told->bout; drifting->bout++)
        if (bouts[drifting->bout].kind == BKS_RUN)
            drifting->before_s += bouts[drifting->bout].end_s - bouts[drifting->bout].start_s;
    const struct gait_step *step = told->step;
    double length_s = isnan(told->time_s) ? (double)step->period_s : told->time_s;
    struct drift_sample sample = {.run_s = drifting->before_s + step->contact_s -
                                           bouts[told->bout].start_s,
                                  .length_s = length_s,
                                  .speed_mps = speed_at(&drifting->speed, step->contact_s)};
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        sample.value[i] = (double)NAN;
    sample.value[BKS_CADENCE] = 60 / told->time_s;
    sample.value[BKS_VERTICAL_OSCILLATION] = 1e3 * told->rise_m;
    sample.value[BKS_CONTACT_TIME] = 1e3 * told->contact_s;
    sample.value[BKS_STEP_LENGTH] = sample.speed_mps * told->time_s;
    sample.value[BKS_PEAK_FORCE] = told->peak_bw;
    sample.value[BKS_IMPACT] = step_is_whole(step) ? (double)step->impact_g : (double)NAN;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) /* what the bout cannot say its steps cannot */
        if (bouts[told->bout].measure[i].why != BKS_WHY_NONE)
            sample.value[i] = (double)NAN;
    drift_take(drifting->drift, &sample);
    return BKS_OK;
}

enum bks_status stepwise_drift(struct bks_analysis *analysis, const struct companion *companion)
{
    struct drifting drifting = {.analysis = analysis};
    enum bks_status status = drift_new(&drifting.drift, analysis->result.total[BKS_RUN].duration_s);
    if (status != BKS_OK)
        return status;
    drifting.speed = speed_reader_of(analysis, companion);
    status = stepwise_tell(analysis, drift_step, &drifting);
    if (status == BKS_OK)
        drift_end(drifting.drift, analysis->result.drift);
    drift_free(drifting.drift);
    return status;
}
