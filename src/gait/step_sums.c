/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step by step into sums. */
#include "gait/step_sums.h"

#include <math.h>

#define BLOCK_S   5.0
#define SHORTEST  0.6 /* of the rhythm: a step time outside these has a contact lost or invented */
#define LONGEST   1.5
#define LOST_MOST 0.25 /* of a step's samples: beyond it the step says when, not how */

struct step_sums step_sums_start(void)
{
    struct step_sums sums = {0};
    struct step_mean *all[] = {&sums.stance, &sums.period, &sums.peak, &sums.loss, &sums.impact};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        all[i]->blocks = block_mean_start(BLOCK_S);
    return sums;
}

static void mean_take(struct step_mean *mean, double t_s, double length_s, double value)
{
    if (isnan(value))
        return;
    mean->n += 1;
    mean->sum += value;
    block_mean_take(&mean->blocks, t_s, length_s, value);
}

double step_mean_of(const struct step_mean *mean)
{
    return mean->n > 0 ? mean->sum / mean->n : (double)NAN;
}

double step_mean_half(const struct step_mean *mean)
{
    double half = block_mean_half(&mean->blocks);
    return isnan(half) ? 0 : half;
}

bool step_is_whole(const struct gait_step *step)
{
    return (double)step->lost <= LOST_MOST;
}

static void take_contact(struct step_half *half, double contact_s)
{
    if (isnan(contact_s))
        return;
    half->contact_n += 1;
    half->contact += contact_s;
    half->contact2 += contact_s * contact_s;
}

/* The time of the step before, now that the next contact is known. */
static void take_time(struct step_sums *sums, double time_s)
{
    struct step_half *half = &sums->half[sums->parity];
    half->time_n += 1;
    half->time += time_s;
    half->time2 += time_s * time_s;
    mean_take(&sums->period, sums->last_s, time_s, time_s);
    if (sums->before_time_s > 0) { /* left against left: no asymmetry in it */
        double away = time_s - sums->before_time_s;
        sums->vary_n += 1;
        sums->vary2 += away * away;
    }
    sums->before_time_s = sums->last_time_s;
    sums->last_time_s = time_s;
}

/* Whose turn it is: by the time since the last contact, also over steps that were not seen. */
static void turn(struct step_sums *sums, const struct gait_step *step)
{
    double time_s = step->contact_s - sums->last_s, steps = time_s / (double)step->period_s;
    if (steps > SHORTEST && steps < LONGEST)
        take_time(sums, time_s);
    else
        sums->last_time_s = sums->before_time_s = 0;
    sums->parity = (sums->parity + (int)fmod(floor(steps + 0.5), 2)) % 2;
}

void step_sums_take(struct step_sums *sums, const struct gait_step *step)
{
    double t_s = step->contact_s, period_s = (double)step->period_s;
    if (sums->any)
        turn(sums, step);
    sums->any = true;
    sums->last_s = t_s;
    sums->n += 1;
    sums->off += fabs((double)step->gravity_g - 1);
    sums->lost += (double)step->lost;
    if (!step_is_whole(step))
        return;
    mean_take(&sums->stance, t_s, period_s, (double)step->stance_s);
    mean_take(&sums->peak, t_s, period_s, (double)step->peak_g);
    mean_take(&sums->loss, t_s, period_s, (double)step->speed_loss_mps);
    mean_take(&sums->impact, t_s, period_s, (double)step->impact_g);
    sums->air_n += !isnan(step->air_g);
    sums->air += isnan(step->air_g) ? 0 : (double)step->air_g;
    sums->rise_n += !isnan(step->rise_m);
    sums->rise += isnan(step->rise_m) ? 0 : (double)step->rise_m;
    take_contact(&sums->half[sums->parity], (double)step->stance_s);
    side_take(&sums->side, step, sums->parity ? -1 : 1);
}

static double apart(double a, double na, double b, double nb)
{
    double first = a / na, second = b / nb;
    return 2 * fabs(first - second) / (first + second);
}

void step_sums_close(struct step_sums *sums)
{
    struct step_mean *all[] = {&sums->stance, &sums->period, &sums->peak, &sums->loss,
                               &sums->impact};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        block_mean_close(&all[i]->blocks);
    sums->decided = side_of(&sums->side);
}

static void mean_join(struct step_mean *to, const struct step_mean *from)
{
    to->n += from->n;
    to->sum += from->sum;
    block_mean_join(&to->blocks, &from->blocks);
}

static void half_join(struct step_half *to, const struct step_half *from)
{
    to->contact_n += from->contact_n;
    to->contact += from->contact;
    to->contact2 += from->contact2;
    to->time_n += from->time_n;
    to->time += from->time;
    to->time2 += from->time2;
}

/* What a bout of unknown sides still tells. */
static void apart_join(struct step_sums *total, const struct step_sums *bout)
{
    const struct step_half *a = &bout->half[0], *b = &bout->half[1];
    if (!(a->contact_n > 0 && b->contact_n > 0 && a->time_n > 0 && b->time_n > 0))
        return;
    total->apart_n += bout->n;
    total->contact_apart += bout->n * apart(a->contact, a->contact_n, b->contact, b->contact_n);
    total->time_apart += bout->n * apart(a->time, a->time_n, b->time, b->time_n);
}

void step_sums_join(struct step_sums *total, const struct step_sums *bout)
{
    bool swap = bout->decided.first_is_left < 0;
    total->n += bout->n;
    total->off += bout->off;
    total->lost += bout->lost;
    total->air_n += bout->air_n;
    total->air += bout->air;
    mean_join(&total->stance, &bout->stance);
    mean_join(&total->period, &bout->period);
    mean_join(&total->peak, &bout->peak);
    mean_join(&total->loss, &bout->loss);
    mean_join(&total->impact, &bout->impact);
    for (int h = 0; h < 2; h++)
        half_join(&total->half[h], &bout->half[swap ? 1 - h : h]);
    total->vary_n += bout->vary_n;
    total->vary2 += bout->vary2;
    total->sided_n += bout->decided.first_is_left != 0 ? bout->n : 0;
    if (bout->decided.certainty > 0.5)
        total->decided.certainty +=
            (bout->decided.certainty - total->decided.certainty) * bout->n / total->sided_n;
    apart_join(total, bout);
}
