/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The course of a runner, put together. */
#include "judge/course_parts.h"

#include "base/array.h"
#include "base/memory.h"
#include "judge/plan_scene.h"

#include <stdint.h>

const char *course_why_words(enum course_why why)
{
    static const char *const words[] = {
#define X(name, words) words,
        COURSE_MOVE_LIST(X)
#undef X
    };
    return (unsigned)why < COURSE_WHY_COUNT ? words[why] : "unknown";
}

const char *course_due_words(void)
{
    return "A run counts as done from 80 % of what was planned. Due are the runs that were made, "
           "and one for every 7 days of a pause on which nothing stopped running: no open flare, "
           "no warning sign and no third flare without its review, and less than 28 days since "
           "the last run.";
}

/* The gravest level of what was ticked, and all that stops running. */
static struct course_sign sign_of(const struct plan_day *row, const struct profile *profile,
                                  int32_t today)
{
    struct course_sign sign = {
        .day = row->day, .symptoms = row->symptoms & plan_flag_bits(), .reviewed = NO_DAY};
    for (int level = LEVEL_CONTACT; level < LEVEL_COUNT; level++)
        if (sign.symptoms & plan_level_bits((enum plan_level)level))
            sign.level = level;
    const struct review *review =
        plan_review_of(profile, row->day, today, sign.level == LEVEL_CONTACT);
    if (review) {
        sign.reviewed = review->day;
        sign.by = review->by;
    }
    return sign;
}

enum bks_status course_signs(struct course *course, const struct profile *profile)
{
    size_t room = 0;
    for (size_t i = 0; i < course->days.n; i++) {
        const struct plan_day *row = &course->days.day[i];
        if (!(row->symptoms & plan_flag_bits()))
            continue;
        struct course_sign *grown =
            array_room(course->sign, &room, course->n_signs + 1, SIZE_MAX / 2, sizeof *grown);
        if (!grown)
            return BKS_NO_MEMORY;
        course->sign = grown;
        course->sign[course->n_signs++] = sign_of(row, profile, course->as_of);
    }
    return BKS_OK;
}

/* Which flares stop all runs until a clinician has looked: progression.md C.5, row D9. */
static void course_thirds(struct course *course, const struct profile *profile)
{
    for (size_t i = 2; i < course->n_flares; i++) {
        struct course_flare *flare = &course->flare[i];
        flare->third = flare[-2].opened > flare->opened - PLAN_FLARES_DAYS_3;
        const struct review *review = plan_review_of(profile, flare->opened, course->as_of, true);
        flare->reviewed = flare->third && review ? review->day : NO_DAY;
    }
}

enum bks_status course_make(struct course *course, const struct plan_case *from, int32_t first)
{
    *course = (struct course){
        .first = first, .as_of = from->today, .track = plan_track_of(&from->profile)};
    enum bks_status status = plan_days_make(&course->days, from);
    if (status == BKS_OK)
        status = plan_recommend(&course->answer, from);
    if (status == BKS_OK)
        status = course_watch(course);
    if (status == BKS_OK)
        status = course_signs(course, &from->profile);
    if (status == BKS_OK)
        status = course_weeks(course);
    if (status != BKS_OK)
        return status;
    course_thirds(course, &from->profile);
    course->passes = course->answer.passes;
    course->needed = course->answer.needed;
    course_pairs(course);
    course_adherence(course);
    return BKS_OK;
}

void course_clear(struct course *course)
{
    plan_days_clear(&course->days);
    memory_free(course->run);
    memory_free(course->move);
    memory_free(course->flare);
    memory_free(course->sign);
    memory_free(course->week);
    *course = (struct course){0};
}
