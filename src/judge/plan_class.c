/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How one day went. */
#include "judge/plan_class.h"

#include "judge/plan_symptoms.h"

#define X(name, id) id,
static const char *const classes[] = {PLAN_CLASS_LIST(X)};
static const char *const trends[] = {PLAN_TREND_LIST(X)};
#undef X

const char *plan_class_id(enum plan_class class_of)
{
    return (unsigned)class_of < CLASS_COUNT ? classes[class_of] : classes[CLASS_UNKNOWN];
}

const char *plan_trend_id(enum plan_trend trend)
{
    return (unsigned)trend < MORNINGS_COUNT ? trends[trend] : trends[MORNINGS_UNKNOWN];
}

int32_t plan_usual(const struct plan_days *days, int32_t day)
{
    int32_t value[PLAN_USUAL_VALUES];
    size_t n = 0;
    for (size_t i = plan_days_from(days, day); i-- > 0 && n < PLAN_USUAL_VALUES;) {
        const struct plan_day *row = &days->day[i];
        if (row->day < day - PLAN_USUAL_DAYS)
            break;
        if (row->pain[PAIN_BEFORE] != PAIN_MISSING && !row->flare)
            value[n++] = row->pain[PAIN_BEFORE];
    }
    return n < PLAN_USUAL_FEWEST ? PAIN_MISSING : plan_lower_median(value, n);
}

int32_t plan_mornings(const struct plan_days *days, int32_t last)
{
    int32_t value[PLAN_TREND_DAYS];
    size_t n = 0;
    size_t i = plan_days_from(days, last - PLAN_TREND_DAYS + 1);
    for (; i < days->n && days->day[i].day <= last; i++)
        if (days->day[i].pain[PAIN_MORNING] != PAIN_MISSING)
            value[n++] = days->day[i].pain[PAIN_MORNING];
    return n < PLAN_TREND_FEWEST ? PAIN_MISSING : plan_lower_median(value, n);
}

enum plan_trend plan_trend(const struct plan_days *days, int32_t day)
{
    int32_t now = plan_mornings(days, day);
    int32_t before = plan_mornings(days, day - PLAN_TREND_DAYS);
    if (now == PAIN_MISSING || before == PAIN_MISSING)
        return MORNINGS_UNKNOWN;
    if (now - before >= PLAN_TREND_WORSE)
        return MORNINGS_WORSENING;
    if (now - before >= PLAN_TREND_DRIFTING)
        return MORNINGS_DRIFTING;
    return now < before ? MORNINGS_IMPROVING : MORNINGS_STEADY;
}

/* What the pain of a day is held against: before the run, else the usual, else none. */
static int32_t reference(const struct plan_days *days, const struct plan_day *row)
{
    if (row->pain[PAIN_BEFORE] != PAIN_MISSING)
        return row->pain[PAIN_BEFORE];
    int32_t usual = plan_usual(days, row->day);
    return usual != PAIN_MISSING ? usual : 0;
}

enum plan_class plan_class(const struct plan_days *days, int32_t day,
                           const struct plan_limits *limits)
{
    const struct plan_day *row = plan_days_at(days, day), *next = plan_days_at(days, day + 1);
    struct plan_day run = *row;
    run.day = day;
    int32_t during = run.pain[PAIN_DURING], morning = next->pain[PAIN_MORNING];
    int32_t before = reference(days, &run);
    if ((run.symptoms | next->symptoms) & plan_flag_bits())
        return CLASS_FLAG;
    if (run.flare || next->flare || run.stiffer || next->stiffer || during >= limits->red ||
        (morning != PAIN_MISSING && morning - before >= PLAN_RED_RISE))
        return CLASS_RED;
    if (during == PAIN_MISSING || morning == PAIN_MISSING)
        return CLASS_UNKNOWN;
    if (during > limits->green_during || during - before > limits->green_rise || run.painkiller)
        return CLASS_AMBER;
    return CLASS_GREEN;
}

enum plan_done plan_done(int64_t run_s, int64_t planned_s)
{
    if (run_s * 100 < planned_s * PLAN_UNDER_PERCENT)
        return DONE_UNDER;
    if (run_s * 100 <= planned_s * PLAN_ON_PERCENT)
        return DONE_ON_PLAN;
    return run_s * 100 <= planned_s * PLAN_SPIKE_PERCENT ? DONE_OVER : DONE_SPIKE;
}

/* Two mornings, the day's and the one before it, both above the usual. */
static bool two_bad_mornings(const struct plan_days *days, const struct plan_day *row)
{
    int32_t usual = plan_usual(days, row->day);
    int32_t before = plan_days_at(days, row->day - 1)->pain[PAIN_MORNING];
    return usual != PAIN_MISSING && row->pain[PAIN_MORNING] >= usual + PLAN_SORE_RISE &&
           before >= usual + PLAN_SORE_RISE;
}

bool plan_flare_day(const struct plan_days *days, int32_t day, const struct plan_limits *limits)
{
    const struct plan_day *row = plan_days_at(days, day);
    if (row->day != day || (row->symptoms & plan_flag_bits()))
        return false;
    if (row->flare || row->stiffer)
        return true;
    for (int i = 0; i < PAIN_COUNT; i++)
        if (row->pain[i] >= limits->red)
            return true;
    return (row->run_s > 0 && plan_class(days, day, limits) == CLASS_RED) ||
           two_bad_mornings(days, row);
}
