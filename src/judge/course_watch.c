/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Watching the replay: runs, moves along the track, flares. */
#include "judge/course_parts.h"

#include "base/array.h"
#include "judge/plan_stage.h"

#include <stdint.h>

struct watching {
    struct course *course;
    size_t run_room, move_room, flare_room;
    enum bks_status status;
};

/* Room for one more, zeroed; *list and *n are its array. NULL: out of memory, noted. */
static void *more(struct watching *watching, void *list, size_t *room, size_t n, size_t size)
{
    void *grown = array_room(list, room, n + 1, SIZE_MAX / 2, size);
    if (!grown)
        watching->status = BKS_NO_MEMORY;
    return grown;
}

static int32_t longest_before(const struct course *course, int32_t day, int64_t *longest_s)
{
    size_t n = course->n_runs;
    *longest_s = 0;
    for (size_t i = n; i > 0 && course->run[i - 1].day >= day - COURSE_MONTH; i--)
        if (course->run[i - 1].run_s > *longest_s)
            *longest_s = course->run[i - 1].run_s;
    return n > 0 ? day - course->run[n - 1].day : -1;
}

/* Whether a run on that day is the day after one, or one more than a week may have. */
static bool too_soon(const struct course *course, int32_t day)
{
    size_t n = course->n_runs;
    return (n > 0 && day - course->run[n - 1].day < PLAN_REST_DAYS) ||
           (n >= PLAN_RUNS_A_WEEK && day - course->run[n - PLAN_RUNS_A_WEEK].day < PLAN_WEEK_DAYS);
}

static void take_run(struct watching *watching, const struct plan_seen *seen)
{
    struct course *course = watching->course;
    const struct plan_day *row = seen->row;
    struct course_run *grown =
        more(watching, course->run, &watching->run_room, course->n_runs, sizeof *grown);
    if (!grown)
        return;
    course->run = grown;
    struct course_run run = {
        .day = row->day,
        .stage = plan_stage_name(&course->track, seen->after->ran.place),
        .planned_s = seen->after->last_planned,
        .run_s = row->run_s,
        .walk_s = row->walked_s,
        .class_of = seen->class_of,
        .done = seen->done,
        .too_soon = too_soon(course, row->day),
        .painkiller = row->painkiller,
        .form_faded = row->form_faded,
        .pain = {[PAIN_BEFORE] = row->pain[PAIN_BEFORE],
                 [PAIN_DURING] = row->pain[PAIN_DURING],
                 [PAIN_MORNING] = plan_days_at(&course->days, row->day + 1)->pain[PAIN_MORNING]},
    };
    run.since_last = longest_before(course, row->day, &run.longest_before_s);
    course->run[course->n_runs++] = run;
}

static void add_move(struct watching *watching, const struct course_move *move)
{
    struct course *course = watching->course;
    struct course_move *grown =
        more(watching, course->move, &watching->move_room, course->n_moves, sizeof *grown);
    if (!grown)
        return;
    course->move = grown;
    course->move[course->n_moves++] = *move;
}

/* A part that moved the stage names the reason. */
static void take_move(struct watching *watching, const struct plan_seen *seen)
{
    static const enum course_why reasons[] = {
        [PART_GRANT] = COURSE_WITHDRAWN,  [PART_GAP] = COURSE_BREAK,
        [PART_SYMPTOMS] = COURSE_SYMPTOM, [PART_CLASS] = COURSE_AMBERS,
        [PART_FLARE] = COURSE_FLARE,      [PART_ADVANCE] = COURSE_ADVANCED,
    };
    const struct plan_track *track = &watching->course->track;
    const struct plan_step *from = &seen->before->now, *to = &seen->after->now;
    bool first = seen->part == PART_GAP && seen->before->last_run == NO_DAY;
    int64_t from_s = plan_step_run_s(track, from), to_s = plan_step_run_s(track, to);
    if (!first && from->place == to->place && from_s == to_s)
        return;
    add_move(watching, &(struct course_move){
                           .day = to->began,
                           .from = first ? NULL : plan_stage_name(track, from->place),
                           .to = plan_stage_name(track, to->place),
                           .from_s = first ? 0 : from_s,
                           .to_s = to_s,
                           .why = first ? COURSE_BEGAN : reasons[seen->part],
                       });
}

static void open_flare(struct watching *watching, int32_t day)
{
    struct course *course = watching->course;
    struct course_flare *grown =
        more(watching, course->flare, &watching->flare_room, course->n_flares, sizeof *grown);
    if (!grown)
        return;
    course->flare = grown;
    course->flare[course->n_flares++] =
        (struct course_flare){.opened = day, .last_bad = day, .closed = NO_DAY, .reviewed = NO_DAY};
}

static void take_flare(struct watching *watching, const struct plan_seen *seen)
{
    struct course *course = watching->course;
    if (seen->after->open && !seen->before->open)
        open_flare(watching, seen->row->day);
    if (course->n_flares == 0)
        return;
    struct course_flare *last = &course->flare[course->n_flares - 1];
    if (seen->after->open)
        last->last_bad = seen->after->last_bad;
    else if (seen->before->open)
        last->closed = seen->row->day;
}

static void saw(void *context, const struct plan_seen *seen)
{
    struct watching *watching = context;
    if (watching->status != BKS_OK)
        return;
    if (seen->part == PART_RUN)
        take_run(watching, seen);
    else
        take_move(watching, seen);
    if (seen->part == PART_FLARE)
        take_flare(watching, seen);
}

enum bks_status course_watch(struct course *course)
{
    struct watching watching = {.course = course, .status = BKS_OK};
    const struct plan_watch watch = {saw, &watching};
    struct plan_state state = plan_replay_watched(&course->days, &course->track, &watch);
    course->start = state.first_run;
    return watching.status;
}
