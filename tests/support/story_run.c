/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recording of one run: how its numbers go with the weeks stands in one table. */
#include "support/story_run.h"

#include "backstride/status.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define PI         3.14159265358979323846
#define G          9.80665
#define RATE_HZ    100.2
#define BRIEF_S    45.0  /* a shorter bout shows cadence alone */
#define DRIFT_S    180   /* less running has no thirds */
#define LEAST_SPM  170.0 /* of the people that a flag cites */
#define WALK_SPM   108.0
#define SIDE_SURE  0.97
#define STRIP_STEP 0.02

double story_noise(unsigned a, unsigned b)
{
    uint64_t z = (uint64_t)a * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)b + 1;
    double sum = 0;
    for (int i = 0; i < 12; i++) { /* splitmix64; twelve even draws are about normal */
        z += UINT64_C(0x9E3779B97F4A7C15);
        uint64_t w = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
        w = (w ^ w >> 27) * UINT64_C(0x94D049BB133111EB);
        sum += (double)((w ^ w >> 31) >> 11) * 0x1p-53;
    }
    return sum - 6;
}

/* How a measure of the running goes: at the start, a week, from day to day, half its interval, and
 * how it changes from the first third to the last. */
static const struct course_row {
    double start, a_week, noise, half, tires;
    bool device, sided; /* a watch tells it; it needs left and right */
} course_rows[BKS_MEASURE_COUNT] = {
    [BKS_CADENCE] = {163, 0.45, 0.7, 0.5, -0.5, true, false},
    [BKS_VERTICAL_OSCILLATION] = {93, -0.6, 1.4, 3.5, 2.5, true, false},
    [BKS_MEAN_SPEED] = {2.55, 0.015, 0.03, 0.02, -0.04, true, false},
    [BKS_CONTACT_TIME] = {272, -0.7, 3, 9, 5, true, false},
    [BKS_FLIGHT_TIME] = {96, 0.3, 3, 9, -4, false, false},
    [BKS_DUTY_FACTOR] = {37, -0.05, 0.4, 1.2, 0.6, false, false},
    [BKS_CONTACT_BALANCE] = {50.9, -0.03, 0.25, 0.4, 0.1, true, true},
    [BKS_CONTACT_ASYMMETRY] = {3.6, -0.06, 0.4, 1.2, 0.4, false, false},
    [BKS_STEP_TIME_ASYMMETRY] = {3.1, -0.06, 0.35, 0.6, 0.5, false, false},
    [BKS_STEP_TIME_VARIABILITY] = {2.9, -0.03, 0.2, 0.3, 0.2, false, false},
    [BKS_STEP_REGULARITY] = {0.86, 0.002, 0.01, 0.015, -0.01, false, false},
    [BKS_STRIDE_REGULARITY] = {0.9, 0.002, 0.01, 0.012, -0.01, false, false},
    [BKS_LATERAL_SWAY] = {19, -0.1, 1, 2, 0.6, false, false},
    [BKS_FORE_AFT_SWAY] = {27, -0.05, 1, 3, 0.4, false, false},
    [BKS_STEP_LENGTH] = {0.94, 0.004, 0.01, 0.012, -0.01, true, false},
    [BKS_VERTICAL_RATIO] = {9.9, -0.1, 0.15, 0.4, 0.3, true, false},
    [BKS_VERTICAL_STIFFNESS] = {21, 0.2, 0.6, 2, -0.4, false, false},
    [BKS_LEG_STIFFNESS] = {8.4, 0.05, 0.3, 1.1, -0.2, false, false},
    [BKS_PEAK_FORCE] = {2.3, 0.005, 0.03, 0.15, 0.02, false, false},
    [BKS_SPEED_LOSS] = {0.21, -0.002, 0.01, 0.05, 0.01, false, false},
    [BKS_IMPACT] = {1.4, -0.01, 0.06, 0.2, 0.08, false, false},
};

static struct bks_measure known(double value, double half, size_t n)
{
    return (struct bks_measure){value, value - half, value + half, n, BKS_WHY_NONE};
}

static struct bks_measure null(enum bks_reason why)
{
    return (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, why};
}

/* Why this run does not show a measure; BKS_WHY_NONE where it does. */
static enum bks_reason why_not(const struct story_run *run, enum bks_measure_id id)
{
    const struct course_row *row = &course_rows[id];
    if (run->nulls)
        return id == BKS_MEAN_SPEED ? BKS_WHY_NO_SPEED : BKS_WHY_PLACEMENT_UNKNOWN;
    if (run->device && !row->device)
        return BKS_WHY_NOT_REPORTED;
    if (run->no_sides && row->sided)
        return BKS_WHY_SIDE_UNKNOWN;
    if (id == BKS_IMPACT && run->chest)
        return BKS_WHY_PLACEMENT;
    return BKS_WHY_NONE;
}

static double value_of(const struct story_run *run, enum bks_measure_id id)
{
    const struct course_row *row = &course_rows[id];
    return row->start + row->a_week * fmin(run->week, 26) +
           row->noise * story_noise(run->number, (unsigned)id);
}

static size_t steps_of(const struct story_run *run, double run_s)
{
    return (size_t)(run_s * value_of(run, BKS_CADENCE) / 60);
}

static void measure_running(struct bks_measure measure[BKS_MEASURE_COUNT],
                            const struct story_run *run, double run_s, double off)
{
    size_t n = steps_of(run, run_s);
    double wider = fmin(3, sqrt(900 / fmax(run_s, 60)));
    measure[BKS_STEPS] = run->nulls ? null(BKS_WHY_RATE_TOO_LOW) : known((double)n, 2, n);
    for (int i = BKS_STEPS + 1; i < BKS_MEASURE_COUNT; i++) {
        enum bks_measure_id id = (enum bks_measure_id)i;
        enum bks_reason why = why_not(run, id);
        double half = course_rows[i].half * wider;
        if (why == BKS_WHY_NONE && run_s < BRIEF_S && id > BKS_VERTICAL_OSCILLATION)
            why = BKS_WHY_TOO_SHORT;
        measure[i] = why == BKS_WHY_NONE
                         ? known(value_of(run, id) + off * course_rows[i].noise, half, n)
                         : null(why);
    }
}

static void measure_walking(struct bks_measure measure[BKS_MEASURE_COUNT], double walk_s)
{
    size_t n = (size_t)(walk_s * WALK_SPM / 60);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        measure[i] = null(BKS_WHY_NOT_THIS_KIND);
    measure[BKS_STEPS] = known((double)n, 4, n);
    measure[BKS_CADENCE] = known(WALK_SPM, 0.8, n);
}

static void add_bout(struct story_recording *recording, const struct story_run *run,
                     enum bks_bout_kind kind, double length_s)
{
    struct bks_result *result = &recording->session.result;
    if (length_s <= 0 || result->n_bouts == STORY_MOST_BOUTS)
        return;
    unsigned i = (unsigned)result->n_bouts++;
    struct bks_bout *bout = &recording->bout[i];
    *bout = (struct bks_bout){.kind = kind,
                              .start_s = result->input.duration_s,
                              .end_s = result->input.duration_s + length_s};
    if (kind == BKS_RUN)
        measure_running(bout->measure, run, length_s, story_noise(run->number, 1000 + i) / 2);
    else
        measure_walking(bout->measure, length_s);
    if (kind == BKS_RUN && !run->device && !run->no_sides && !run->nulls)
        bout->side_certainty = SIDE_SURE;
    result->total[kind].duration_s += length_s;
    result->input.duration_s = bout->end_s;
}

/* Bouts a little off the card, as people run: within its 3 seconds. */
static void add_bouts(struct story_recording *recording, const struct story_run *run)
{
    const struct plan_card *card = &run->card;
    add_bout(recording, run, BKS_WALK, card->repeats ? card->warm_up_s : (double)card->walk_s);
    for (int i = 0; i < card->repeats; i++) {
        double off = fmax(-2, fmin(2, story_noise(run->number, 2000 + (unsigned)i)));
        add_bout(recording, run, BKS_RUN, (double)card->run_s * run->over + off);
        add_bout(recording, run, BKS_WALK,
                 i + 1 < card->repeats ? (double)card->walk_s - off : card->cool_down_s);
    }
}

/* ---- over the session ---- */

static void fill_series(struct story_recording *recording, const struct story_run *run)
{
    struct bks_result *result = &recording->session.result;
    size_t n = (size_t)fmin(result->input.duration_s, STORY_MOST_S);
    double spm = value_of(run, BKS_CADENCE), mm = value_of(run, BKS_VERTICAL_OSCILLATION);
    size_t k = 0;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i, tired = t / (double)n - 0.5;
        while (k + 1 < result->n_bouts && t >= result->bouts[k].end_s)
            k++;
        bool runs = result->bouts[k].kind == BKS_RUN;
        double wave = sin(2 * PI * t / 47) + 0.4 * sin(2 * PI * t / 13);
        recording->cadence_spm[i] = run->nulls ? (double)NAN
                                    : runs     ? spm + wave - 0.5 * tired
                                               : WALK_SPM + wave;
        recording->bounce_mm[i] = runs && !run->nulls ? mm + 2 * wave + 2.5 * tired : (double)NAN;
    }
    result->series = (struct bks_series){1, n, recording->cadence_spm, recording->bounce_mm};
}

/* Half-sines of contact and nothing in the air; the worst strip is unsteady. */
static void fill_strip(struct bks_strip *strip, const struct bks_bout *bout,
                       const struct story_run *run, bool worst)
{
    double contact_s = value_of(run, BKS_CONTACT_TIME) / 1000,
           step_s = 60 / value_of(run, BKS_CADENCE);
    double from = floor((bout->start_s + bout->end_s) / 2 - 2.5), at = from - step_s / 3;
    *strip = (struct bks_strip){.start_s = from, .step_s = STRIP_STEP, .n = BKS_STRIP_SAMPLES};
    for (unsigned k = 0; at < from + 5 && strip->n_steps < BKS_STRIP_STEPS; k++) {
        double uneven = (worst ? 0.04 : 0.008) * story_noise(run->number, 3000 + k);
        double long_s = contact_s * (1 + uneven + (k % 2 ? 0.016 : -0.016));
        double peak = PI / 2 * step_s / long_s * G;
        for (size_t i = 0; i < strip->n; i++) {
            double t = from + (double)i * STRIP_STEP - at;
            if (t >= 0 && t < long_s)
                strip->vertical_mps2[i] =
                    peak * sin(PI * t / long_s) * (1 + 0.25 * exp(-pow((t - 0.03) / 0.012, 2)));
        }
        if (at >= from)
            strip->steps[strip->n_steps++] = (struct bks_strip_step){at, at + long_s,
                                                                     run->no_sides ? 0
                                                                     : k % 2       ? 1
                                                                                   : -1};
        at += step_s * (1 + uneven);
    }
}

static void fill_strips(struct story_recording *recording, const struct story_run *run)
{
    struct bks_result *result = &recording->session.result;
    const struct bks_bout *first = NULL, *last = NULL;
    for (size_t i = 0; i < result->n_bouts; i++)
        if (result->bouts[i].kind == BKS_RUN &&
            result->bouts[i].end_s - result->bouts[i].start_s > BRIEF_S) {
            first = first ? first : &result->bouts[i];
            last = &result->bouts[i];
        }
    if (!first || run->device || run->nulls)
        return;
    fill_strip(&result->strip[BKS_STRIP_BEST], first, run, false);
    if (last != first)
        fill_strip(&result->strip[BKS_STRIP_WORST], last, run, true);
}

static void fill_drift(struct bks_result *result, const struct story_run *run)
{
    double run_s = result->total[BKS_RUN].duration_s;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        const struct bks_measure *all = &result->total[BKS_RUN].measure[i];
        const struct course_row *row = &course_rows[i];
        enum bks_reason why = run_s < DRIFT_S ? BKS_WHY_TOO_SHORT : all->why;
        struct bks_drift *drift = &result->drift[i];
        if (why != BKS_WHY_NONE || i == BKS_STEPS || run->device) {
            struct bks_measure none = null(why == BKS_WHY_NONE ? BKS_WHY_NOT_MEASURED : why);
            *drift = (struct bks_drift){none, none, none, none, none, none, false};
            continue;
        }
        size_t n = all->n / 3;
        double change = row->tires * (run->faded ? 2.6 : 0.7) +
                        row->half * story_noise(run->number, 4000 + (unsigned)i) / 2;
        *drift = (struct bks_drift){
            .first_third = known(all->value - change / 2, row->half, n),
            .last_third = known(all->value + change / 2, row->half, n),
            .change = known(change, row->half * 1.4, 2 * n),
            .slope_per_10min = known(change * 900 / run_s, row->half, all->n),
            .detectable = known(row->half * 1.5, row->half / 3, 12),
            .between = null(BKS_WHY_FEW_SESSIONS),
            .corrected = i != BKS_MEAN_SPEED,
        };
    }
}

/* ---- what is said of it ---- */

static void add_flag(struct bks_result *result, struct bks_flag flag, const char *because)
{
    (void)snprintf(flag.because, sizeof flag.because, "%s", because);
    result->flags[result->n_flags++] = flag;
}

static void fill_flags(struct bks_result *result, const struct story_run *run)
{
    const struct bks_measure *all = result->total[BKS_RUN].measure;
    char text[400];
    if (run->faded && result->drift[BKS_VERTICAL_OSCILLATION].change.why == BKS_WHY_NONE) {
        const struct bks_drift *drift = &result->drift[BKS_VERTICAL_OSCILLATION];
        (void)snprintf(text, sizeof text,
                       "The bounce changed through the run: %.0f mm in the first third, %.0f mm in "
                       "the last, where %.0f mm could be chance. Well measured; an association, "
                       "not a verdict.",
                       drift->first_third.value, drift->last_third.value, drift->detectable.value);
        add_flag(result,
                 (struct bks_flag){BKS_FLAG_FORM_FADED, BKS_LEVEL_WATCH, BKS_CONFIDENCE_HIGH,
                                   drift->change, "mm", drift->detectable.value, "",
                                   "smallest change of this recording"},
                 text);
    }
    if (run->flags && all[BKS_CADENCE].why == BKS_WHY_NONE && all[BKS_CADENCE].high < LEAST_SPM) {
        (void)snprintf(text, sizeof text,
                       "Fewer steps a minute than usual for this speed: %.0f, where 95 in 100 "
                       "runners take 170 or more. Well measured; an association, not a verdict.",
                       all[BKS_CADENCE].value);
        add_flag(result,
                 (struct bks_flag){BKS_FLAG_LOW_CADENCE, BKS_LEVEL_WATCH, BKS_CONFIDENCE_HIGH,
                                   all[BKS_CADENCE], "spm", LEAST_SPM, "", "van Oeveren 2019"},
                 text);
        (void)snprintf(text, sizeof text,
                       "Somewhat more bounce than usual for this cadence: %.0f mm, where 5 in 6 "
                       "runners have 86 mm or less. Not certain: more recordings like this one, or "
                       "--placement, would settle it.",
                       all[BKS_VERTICAL_OSCILLATION].value);
        add_flag(result,
                 (struct bks_flag){BKS_FLAG_EXCESSIVE_BOUNCE, BKS_LEVEL_UNCLEAR, BKS_CONFIDENCE_LOW,
                                   all[BKS_VERTICAL_OSCILLATION], "mm", 86, "", "half-sine steps"},
                 text);
    }
}

static void fill_input(struct story_recording *recording, const struct story_run *run)
{
    struct bks_result *result = &recording->session.result;
    struct bks_input *input = &result->input;
    input->source = run->device ? BKS_SOURCE_DEVICE : BKS_SOURCE_RAW;
    input->info =
        (struct bks_recording_info){.format = run->device ? "garmin-fit" : "sensor-logger",
                                    .start = run->start,
                                    .nominal_rate_hz = run->device ? 0 : 100,
                                    .channels = run->device ? 0 : 63,
                                    .gravity_included = true};
    (void)snprintf(input->info.device, sizeof input->info.device, "%s",
                   run->device ? "Garmin Forerunner 255" : "Android");
    (void)snprintf(input->sha256, sizeof input->sha256, "%064u", run->number + 1);
    input->sample_rate_hz = run->device ? 0 : RATE_HZ;
    input->n_samples = (size_t)(input->duration_s * input->sample_rate_hz);
    input->placement = run->nulls ? BKS_PLACE_UNKNOWN : run->chest ? BKS_CHEST : BKS_WAIST;
    input->placement_source = run->nulls ? BKS_PLACEMENT_ESTIMATED : BKS_PLACEMENT_GIVEN;
    input->speed_source = run->nulls    ? BKS_SPEED_NOT_KNOWN
                          : run->device ? BKS_SPEED_OF_FILE
                                        : BKS_SPEED_GIVEN;
    struct bks_quality *quality = &result->quality;
    quality->verdict = run->nulls ? BKS_POOR : run->gap ? BKS_USABLE : BKS_GOOD;
    quality->gravity_g = run->device ? (double)NAN : 1.003;
    quality->jitter_ms = run->device ? 0 : 0.3 + 0.05 * fabs(story_noise(run->number, 5000));
    quality->gaps = recording->gap;
    quality->warnings = recording->warning;
    if (!run->gap || run->device)
        return;
    recording->gap[0] = (struct bks_gap){120, 126.5};
    quality->n_gaps = quality->n_gaps_all = 1;
    quality->gap_s = 6.5;
    recording->warning[0].id = BKS_WARN_GAPS;
    (void)snprintf(recording->warning[0].text, sizeof recording->warning[0].text,
                   "1 gap of 6.5 s at 2:00: the app was stopped by the phone");
    quality->n_warnings = 1;
}

void story_record(struct story_recording *recording, const struct story_run *run)
{
    static const struct given_option given[] = {
        {"placement", "waist"}, {"speed", "2.6"}, {"tz", "Europe/Oslo"}};
    struct session *session = &recording->session;
    struct bks_result *result = &session->result;
    *session = (struct session){.file = run->device ? "activity.fit" : "run.zip",
                                .version = bks_version(),
                                .given = given,
                                .n_given = run->device || run->nulls ? 0 : 3};
    result->bouts = recording->bout;
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++)
        for (int i = 0; i < BKS_MEASURE_COUNT; i++)
            result->total[kind].measure[i] = null(BKS_WHY_TOO_SHORT);
    add_bouts(recording, run);
    fill_input(recording, run);
    if (result->total[BKS_RUN].duration_s > 0)
        measure_running(result->total[BKS_RUN].measure, run, result->total[BKS_RUN].duration_s, 0);
    measure_walking(result->total[BKS_WALK].measure, result->total[BKS_WALK].duration_s);
    if (!run->device)
        fill_series(recording, run);
    fill_strips(recording, run);
    fill_drift(result, run);
    fill_flags(result, run);
}
