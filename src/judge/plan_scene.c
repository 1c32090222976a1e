/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at a history before the table is read. */
#include "judge/plan_scene.h"

static bool may_review(enum clinician by, bool physio_may)
{
    return by == BY_SURGEON || by == BY_PHYSICIAN || (physio_may && by == BY_PHYSIO);
}

const struct review *plan_review_of(const struct profile *profile, int32_t day, int32_t today,
                                    bool physio_may)
{
    const struct review *first = NULL;
    for (size_t i = 0; i < profile->n_reviews; i++) {
        const struct review *review = &profile->reviews[i];
        if (review->day >= day && review->day <= today && may_review(review->by, physio_may) &&
            (!first || review->day < first->day))
            first = review;
    }
    return first;
}

bool plan_scene_reviewed(const struct plan_scene *scene, int32_t day, bool physio_may)
{
    return plan_review_of(scene->profile, day, scene->today, physio_may) != NULL;
}

/* Symptoms that no review has answered, by level. */
static void find_flags(struct plan_scene *scene)
{
    for (int level = LEVEL_CONTACT; level < LEVEL_COUNT; level++) {
        uint32_t bits = plan_level_bits((enum plan_level)level);
        scene->open_day[level] = NO_DAY;
        for (size_t i = 0; i < scene->days.n; i++) {
            const struct plan_day *row = &scene->days.day[i];
            if (!(row->symptoms & bits) ||
                plan_scene_reviewed(scene, row->day, level == LEVEL_CONTACT))
                continue;
            scene->open[level] |= row->symptoms & bits;
            scene->open_day[level] = row->day;
        }
    }
}

static void find_notes(struct plan_scene *scene)
{
    size_t i = plan_days_from(&scene->days, scene->today - PLAN_NOTE_DAYS);
    scene->ask_day = NO_DAY;
    for (; i < scene->days.n; i++) {
        const struct plan_day *row = &scene->days.day[i];
        if (row->note_checked || !plan_note_open(row->words, row->symptoms))
            continue;
        scene->asks |= plan_note_asks(row->words, row->symptoms);
        scene->ask_day = row->day;
    }
}

/* The latest day with a symptom that a doctor has to see; NO_DAY lies before every day. */
static int32_t latest_grave(const struct plan_days *days)
{
    uint32_t grave = plan_level_bits(LEVEL_EMERGENCY) | plan_level_bits(LEVEL_URGENT);
    for (size_t i = days->n; i-- > 0;)
        if (days->day[i].symptoms & grave)
            return days->day[i].day;
    return NO_DAY;
}

static bool is_cleared(const struct plan_scene *scene)
{
    const struct clearance *clearance = &scene->profile->clearance;
    return clearance->day != NO_DAY && clearance->day <= scene->today &&
           clearance->day >= latest_grave(&scene->days) &&
           may_review(clearance->by, !scene->track.surgical);
}

static bool is_ready(const struct plan_scene *scene)
{
    const struct readiness *ready = &scene->profile->readiness;
    return ready->day != NO_DAY && ready->day <= scene->today &&
           scene->today - ready->day <= PLAN_READY_DAYS && ready->walk30 && ready->daily &&
           ready->bodyweight;
}

static int32_t gate_of(const struct plan_scene *scene)
{
    const struct profile *profile = scene->profile;
    int weeks = plan_gate_weeks(profile->injury, profile->surgery);
    if (scene->cleared && profile->clearance.run_from != NO_DAY)
        return profile->clearance.run_from;
    if (weeks == 0 || profile->event_day == NO_DAY)
        return NO_DAY;
    return profile->event_day + weeks * PLAN_WEEK_DAYS;
}

enum bks_status plan_scene_make(struct plan_scene *scene, const struct plan_case *from)
{
    *scene = (struct plan_scene){.from = from, .profile = &from->profile, .today = from->today};
    enum bks_status status = plan_days_make(&scene->days, from);
    if (status != BKS_OK)
        return status;
    scene->track = plan_track_of(&from->profile);
    scene->state = plan_replay(&scene->days, &scene->track);
    scene->trend = plan_trend(&scene->days, scene->today);
    scene->gap = scene->state.last_run == NO_DAY ? -1 : scene->today - scene->state.last_run;
    find_flags(scene);
    find_notes(scene);
    scene->cleared = is_cleared(scene);
    scene->ready = is_ready(scene);
    scene->gate = gate_of(scene);
    return BKS_OK;
}

int plan_scene_walk_minutes(const struct plan_scene *scene)
{
    int64_t longest_s = 0;
    size_t i = plan_days_from(&scene->days, scene->today - PLAN_WALK_DAYS + 1);
    for (; i < scene->days.n; i++) {
        const struct plan_day *row = &scene->days.day[i];
        if (row->pain[PAIN_DURING] <= 0 && row->walk_s > longest_s)
            longest_s = row->walk_s;
    }
    int64_t minutes = longest_s / PLAN_MINUTE_S + PLAN_WALK_MORE_MIN;
    if (minutes < PLAN_WALK_FEWEST_MIN)
        return PLAN_WALK_FEWEST_MIN;
    return minutes > PLAN_WALK_MOST_MIN ? PLAN_WALK_MOST_MIN : (int)minutes;
}

int32_t plan_scene_sore(const struct plan_scene *scene)
{
    const struct plan_day *row = plan_days_at(&scene->days, scene->today);
    int32_t morning = row->pain[PAIN_MORNING], before = row->pain[PAIN_BEFORE];
    return morning > before ? morning : before;
}

int32_t plan_scene_sore_from(const struct plan_scene *scene)
{
    int32_t usual = plan_usual(&scene->days, scene->today);
    return usual != PAIN_MISSING ? usual + PLAN_SORE_RISE : scene->track.limits->green_during + 1;
}
