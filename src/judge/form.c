/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the form of a runner stands. */
#include "judge/form.h"

#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The own beginning is a median of three runs: of normal values its variance is 1.346 times that of
 * their mean (order statistics), so that it wanders more than a week of three runs. */
#define BASELINE_MORE 1.346

static const char unusable[] = "the recording is unusable";
static const char other_source[] = "a device's own numbers stand in no line with recordings";

static struct bks_measure null_of(enum bks_reason why)
{
    return (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, why};
}

/* Whether the bout is long and clear enough to tell single steps; a short one needs a rhythm. */
static bool is_confident(const struct bks_bout *bout)
{
    static const enum bks_measure_id of_steps[] = {BKS_CONTACT_TIME, BKS_STEP_TIME_ASYMMETRY,
                                                   BKS_STEP_TIME_VARIABILITY};
    bool brief = true;
    for (size_t i = 0; i < sizeof of_steps / sizeof of_steps[0]; i++) {
        const struct bks_measure *measure = &bout->measure[of_steps[i]];
        if (measure->why == BKS_WHY_NONE)
            return true;
        brief = brief && measure->why == BKS_WHY_TOO_SHORT;
    }
    return brief && bout->measure[BKS_CADENCE].why == BKS_WHY_NONE;
}

static void take_bouts(struct form_session *into, const struct bks_result *result)
{
    double all_s = 0, confident_s = 0;
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        double length_s = bout->end_s - bout->start_s;
        if (bout->kind != BKS_RUN)
            continue;
        into->run_bouts++;
        into->longest_bout_s = fmax(into->longest_bout_s, length_s);
        all_s += length_s;
        confident_s += is_confident(bout) ? length_s : 0;
    }
    into->confident_percent = all_s > 0 && result->input.source == BKS_SOURCE_RAW
                                  ? 100 * confident_s / all_s
                                  : (double)NAN;
}

static const char *no_use(const struct bks_result *result)
{
    if (result->quality.verdict == BKS_UNUSABLE)
        return unusable;
    return weeks_standing_words(result->total[BKS_RUN].duration_s > 0 ? WEEKS_NO_VALUE
                                                                      : WEEKS_NO_RUNNING);
}

struct form_session form_session_of(const struct session *session, int32_t day)
{
    const struct bks_result *result = &session->result;
    const struct bks_input *input = &result->input;
    struct form_session made = {
        .id = session->id,
        .day = day,
        .start = input->info.start,
        .duration_s = input->duration_s,
        .run_s = fmax(result->total[BKS_RUN].duration_s, 0),
        .walk_s = fmax(result->total[BKS_WALK].duration_s, 0),
        .source = input->source,
        .placement = input->placement,
        .placement_source = input->placement_source,
        .verdict = result->quality.verdict,
        .left_out = no_use(result),
        .format = input->info.format,
        .rate_hz = input->sample_rate_hz,
        .gap_s = result->quality.gap_s,
        .clipped_percent = result->quality.clipped_percent,
        .jitter_ms = result->quality.jitter_ms,
        .track_offset_s = result->companion.file && result->companion.used
                              ? result->companion.offset_s.value
                              : (double)NAN,
        .speed_source = input->speed_source,
        .n_flags = result->n_flags,
    };
    (void)snprintf(made.device, sizeof made.device, "%s", input->info.device);
    memcpy(made.measure, result->total[BKS_RUN].measure, sizeof made.measure);
    memcpy(made.drift, result->drift, sizeof made.drift);
    memcpy(made.flag, result->flags, result->n_flags * sizeof made.flag[0]);
    take_bouts(&made, result);
    return made;
}

static bool has_value(const struct week_line *line)
{
    for (size_t i = 0; i < line->n; i++)
        if (line->week[i].value.why == BKS_WHY_NONE)
            return true;
    return false;
}

/* What is told comes first. */
static void order_lines(struct weeks *weeks)
{
    if (weeks->n < 2 || has_value(&weeks->line[0]) || !has_value(&weeks->line[1]))
        return;
    struct week_line first = weeks->line[0];
    weeks->line[0] = weeks->line[1];
    weeks->line[1] = first;
}

/* The errors of both, as if they were of different making: never too narrow. */
static struct bks_measure change_of(const struct bks_measure *now, const struct week_line *line)
{
    if (now->why != BKS_WHY_NONE)
        return null_of(now->why);
    if (!isfinite(line->baseline))
        return null_of(BKS_WHY_FEW_SESSIONS);
    double change = now->value - line->baseline;
    return (struct bks_measure){
        .value = change,
        .low = change - hypot(now->value - now->low, line->baseline_high - line->baseline),
        .high = change + hypot(now->high - now->value, line->baseline - line->baseline_low),
        .n = now->n,
    };
}

static void tell_line(struct form_measure *measure, const struct week_line *line)
{
    for (size_t w = line->n; w-- > 0;) {
        if (line->week[w].value.why != BKS_WHY_NONE)
            continue;
        measure->now = line->week[w].value;
        measure->week = line->week[w].number;
        break;
    }
    measure->baseline = line->baseline;
    measure->detectable = line->trend.detectable * sqrt((1 + BASELINE_MORE) / 2);
    measure->change = change_of(&measure->now, line);
    measure->beyond = fabs(measure->change.value) > measure->detectable; /* never with a NAN */
}

/* Whether a session counts in what is told of this measure; where it is in no other, why not. */
static void stand(struct form_session *session, enum weeks_standing standing,
                  const struct weeks *weeks)
{
    bool told = weeks->n > 0 && weeks->line[0].source == session->source;
    if (session->in_trend)
        return;
    if (standing == WEEKS_COUNTS && told) {
        session->in_trend = true;
        session->left_out = NULL;
    } else if (standing == WEEKS_COUNTS) {
        session->left_out = other_source;
    } else if (standing != WEEKS_NO_VALUE) {
        session->left_out = weeks_standing_words(standing);
    }
}

/* Both are in order of start. */
static void stand_all(struct form *form, const struct session_head *head, size_t n,
                      const struct weeks *weeks)
{
    size_t h = 0;
    for (size_t i = 0; i < form->n_sessions; i++) {
        size_t at = h;
        while (at < n && head[at].id != form->session[i].id)
            at++;
        if (at == n)
            continue;
        stand(&form->session[i], weeks->standing[at], weeks);
        h = at + 1;
    }
}

enum bks_status form_take(struct form *form, enum bks_measure_id id,
                          const struct session_head *head, size_t n, const char *zone,
                          size_t n_weeks, int64_t last_week)
{
    struct form_measure *measure = &form->measure[id];
    weeks_clear(&measure->weeks);
    *measure = (struct form_measure){
        .id = id,
        .now = null_of(BKS_WHY_NOT_MEASURED),
        .change = null_of(BKS_WHY_NOT_MEASURED),
        .baseline = (double)NAN,
        .detectable = (double)NAN,
        .target = (double)NAN,
    };
    enum bks_status status = weeks_until(&measure->weeks, head, n, zone, n_weeks, id, last_week);
    if (status != BKS_OK)
        return status;
    order_lines(&measure->weeks);
    if (measure->weeks.n > 0)
        tell_line(measure, &measure->weeks.line[0]);
    if (id != BKS_STEPS) /* a count of steps has no trend of form */
        stand_all(form, head, n, &measure->weeks);
    return BKS_OK;
}

void form_count(struct form *form)
{
    form->n_raw = form->n_device = form->n_left_out = 0;
    form->latest = NULL;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct form_session *session = &form->session[i];
        form->n_raw += session->source == BKS_SOURCE_RAW;
        form->n_device += session->source == BKS_SOURCE_DEVICE;
        form->n_left_out += session->left_out != NULL;
        if (session->run_s > 0 && session->verdict != BKS_UNUSABLE)
            form->latest = session;
    }
}

void form_clear(struct form *form)
{
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++)
        weeks_clear(&form->measure[i].weeks);
    memory_free(form->session);
    *form = (struct form){0};
}
