/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing, keeping and dropping a cue. */
#include "judge/plan_cue.h"

#include <math.h>

#define FLAG(name) (1u << BKS_FLAG_##name)

struct plan_cue plan_cue_start(void)
{
    return (struct plan_cue){
        .last_day = NO_DAY, .dropped = NO_DAY, .calf = NO_DAY, .withdrawn = NO_DAY};
}

bool plan_form_known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && measure->value > 0;
}

static void take(struct plan_baseline *baseline, const struct bks_measure *measure)
{
    if (plan_form_known(measure) && baseline->n < PLAN_BASELINE_RUNS)
        baseline->value[baseline->n++] = measure->value;
}

double plan_baseline(const struct plan_baseline *baseline)
{
    const double *v = baseline->value;
    _Static_assert(PLAN_BASELINE_RUNS == 3, "the median of three");
    if (baseline->n < PLAN_BASELINE_RUNS)
        return 0;
    return fmax(fmin(v[0], v[1]), fmin(fmax(v[0], v[1]), v[2]));
}

static bool above(const struct bks_measure *measure, const struct plan_baseline *own, int percent)
{
    double usual = plan_baseline(own);
    return usual > 0 && plan_form_known(measure) && measure->value * 100 > usual * percent;
}

bool plan_cue_bounce_high(const struct plan_cue *cue)
{
    const struct plan_form *form = cue->last;
    return form && ((form->flags & FLAG(EXCESSIVE_BOUNCE)) ||
                    above(&form->bounce, &cue->bounce[form->placement], PLAN_BOUNCE_PERCENT));
}

bool plan_cue_sway_high(const struct plan_cue *cue)
{
    const struct plan_form *form = cue->last;
    return form && above(&form->sway, &cue->sway[form->placement], PLAN_SWAY_PERCENT);
}

/* Steps a minute to aim for, or 0 while the own usual cadence is not known. */
static int target_of(const struct plan_cue *cue)
{
    double usual = plan_baseline(&cue->cadence);
    int target = (int)lround(usual * PLAN_CUE_PERCENT / 100);
    return target < PLAN_CUE_MOST_SPM ? target : PLAN_CUE_MOST_SPM;
}

/* Of the last form: few steps, or steps that became fewer or longer, and room for more of them. */
static bool asks_for_steps(const struct plan_cue *cue)
{
    const struct plan_form *form = cue->last;
    double usual = plan_baseline(&cue->cadence);
    double now = form->cadence.value;
    bool asks = (form->flags & FLAG(LOW_CADENCE)) || (cue->last_faded && !form->bounce_faded);
    return asks && usual > 0 && usual < PLAN_CUE_MOST_SPM && plan_form_known(&form->cadence) &&
           now * 100 < target_of(cue) * (100.0 - PLAN_CUE_NEAR);
}

static bool asks_for_quiet(const struct plan_cue *cue)
{
    return plan_cue_bounce_high(cue) || (cue->last_faded && cue->last->bounce_faded);
}

void plan_cue_begin(struct plan_cue *cue, int32_t day)
{
    bool calf = cue->calf != NO_DAY && day - cue->calf < PLAN_CALF_DAYS;
    if (cue->active != CUE_NONE || !cue->last || calf)
        return;
    if (asks_for_steps(cue))
        cue->active = CUE_STEPS;
    else if (asks_for_quiet(cue))
        cue->active = CUE_QUIET;
    cue->target_spm = cue->active == CUE_STEPS ? target_of(cue) : 0;
    cue->reached = 0;
}

static void end(struct plan_cue *cue)
{
    cue->active = CUE_NONE;
    cue->target_spm = 0;
    cue->reached = 0;
}

void plan_cue_calf(struct plan_cue *cue, int32_t day)
{
    cue->calf = day;
    if (cue->active != CUE_NONE)
        cue->withdrawn = day;
    end(cue);
}

/* Whether this run did what the cue asks. */
static bool reaches(const struct plan_cue *cue)
{
    const struct plan_form *form = cue->last;
    if (cue->active == CUE_QUIET)
        return plan_form_known(&form->bounce) && !asks_for_quiet(cue);
    return plan_form_known(&form->cadence) && fabs(form->cadence.value - cue->target_spm) * 100 <=
                                                  cue->target_spm * (double)PLAN_CUE_NEAR;
}

void plan_cue_run(struct plan_cue *cue, const struct plan_day *row)
{
    const struct plan_form *form = row->form;
    if (!form || (unsigned)form->placement >= BKS_PLACEMENT_COUNT)
        return;
    take(&cue->cadence, &form->cadence);
    take(&cue->bounce[form->placement], &form->bounce);
    take(&cue->sway[form->placement], &form->sway);
    cue->last = form;
    cue->last_day = row->day;
    cue->last_faded = row->form_faded;
    if (cue->active != CUE_NONE && reaches(cue) && ++cue->reached >= PLAN_CUE_REACHED) {
        cue->dropped = row->day;
        end(cue);
    }
}
