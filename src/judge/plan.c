/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading the decision table for a history. */
#include "judge/plan.h"

#include "judge/plan_advice.h"
#include "judge/plan_scene.h"

static const char *const actions[] = {
#define X(name, id) id,
    PLAN_ACTION_LIST(X)
#undef X
};

const char *plan_action_id(enum plan_action action)
{
    return (unsigned)action < PLAN_ACTION_COUNT ? actions[action] : "unknown";
}

/* The first row that is met; those before it are kept for who asks. */
static const struct plan_row *choose(struct plan_answer *answer, const struct plan_scene *scene)
{
    const struct plan_row *row;
    for (size_t i = 0; row = plan_row_at(i), !row->met(scene); i++)
        answer->passed[answer->n_passed++] = (struct plan_passed){row->id, row->asks};
    return row;
}

static struct plan_answer start(const struct plan_scene *scene)
{
    struct plan_answer answer = {
        .earliest = NO_DAY,
        .until = NO_DAY,
        .gap_days = -1,
        .walk_minutes = -1,
        .needed = scene->track.limits->passes,
        .cleared = scene->cleared,
        .has_run = scene->gap >= 0,
        .last_class = scene->state.last_class,
        .trend = scene->trend,
    };
    plan_show_step(&answer, scene, &scene->state.now);
    return answer;
}

static void answer_row(struct plan_answer *answer, const struct plan_scene *scene,
                       const struct plan_row *row)
{
    answer->rule = row->id;
    answer->action = row->action;
    answer->has_card = row->shows == SHOWS_CARD;
    if (row->answer)
        row->answer(answer, scene);
    if (row->shows == SHOWS_NOTHING) {
        answer->stage = NULL;
        answer->build_s = 0;
    }
    struct plan_why *why = &answer->why[answer->n_why++];
    plan_week(answer, scene);
    plan_cue(answer, scene);
    why->rule = row->id;
    why->source = row->source;
    row->why(why, scene, answer);
    plan_text(answer, scene);
    plan_notes(answer, scene);
}

enum bks_status plan_recommend(struct plan_answer *answer, const struct plan_case *from)
{
    struct plan_scene scene;
    enum bks_status status = plan_scene_make(&scene, from);
    if (status != BKS_OK)
        return status;
    *answer = start(&scene);
    answer_row(answer, &scene, choose(answer, &scene));
    plan_days_clear(&scene.days);
    return BKS_OK;
}
