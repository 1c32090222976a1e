/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Step by step into sums. */
#include "gait/step_sums.h"

#include <math.h>

#define FEWEST         6.0   /* steps of each half */
#define UNSIGNED_NOISE 0.8   /* mean size of a normal variable of one standard deviation */
#define LEVER_TOO_LONG 1.6   /* steps this much longer have another reason */
#define LEVER_MOST     0.035 /* six degrees, 15 cm: 3 ms at each edge of a contact */
#define MOSTLY         0.8   /* of a total's steps whose side is known: then sides are compared */
#define BLOCK_S        5.0
#define SHORTEST       0.6 /* of the rhythm: a step time outside these has a contact lost or invented */
#define LONGEST        1.5
#define LOST_MOST      0.25 /* of a step's samples: beyond it the step says when, not how */

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

static double variance_of_mean(double n, double sum, double sum2)
{
    double mean = sum / n;
    return n > 1 ? fmax(sum2 / n - mean * mean, 0) / (n - 1) : 0;
}

/* Of one bout. */
static struct step_contrast halves_apart(const struct step_half half[2], bool contact)
{
    double mean[2], variance = 0, n = 0;
    for (int h = 0; h < 2; h++) {
        double count = contact ? half[h].contact_n : half[h].time_n;
        double sum = contact ? half[h].contact : half[h].time;
        if (count < FEWEST)
            return (struct step_contrast){0};
        mean[h] = sum / count;
        variance += variance_of_mean(count, sum, contact ? half[h].contact2 : half[h].time2);
        n += count;
    }
    double middle = 0.5 * (mean[0] + mean[1]), sd = sqrt(variance) / middle;
    return (struct step_contrast){
        .n = n, .value = (mean[0] - mean[1]) / middle, .sd = sd, .noise = UNSIGNED_NOISE * sd};
}

/*
 * What a sensor beside the midline may explain of a difference of contacts.
 *
 * It rises and falls with the turning pelvis, once a stride. Where it rises the contact seems to
 * begin earlier and to end later: the middle of each contact stays where it is, and the longer one
 * is followed by a step that is longer by as much. But a pelvis turns by a few degrees, and a hip
 * is not a foot away: more than a few percent it does not make.
 */
static double lever_of(const struct step_half half[2], const struct step_contrast *contact,
                       const struct step_contrast *time)
{
    double contact_s = contact->value * (half[0].contact + half[1].contact) /
                       (half[0].contact_n + half[1].contact_n);
    double time_s = time->value * (half[0].time + half[1].time) / (half[0].time_n + half[1].time_n);
    double share = contact->n > 0 && time->n > 0 && contact_s != 0 ? time_s / contact_s : 0;
    if (!(share > 0) || share > LEVER_TOO_LONG)
        return 0;
    return fmin(fmin(share, 1) * fabs(contact->value), LEVER_MOST);
}

static struct step_contrast bout_contrast(const struct step_sums *bout, bool contact)
{
    struct step_contrast contrast = halves_apart(bout->half, contact);
    if (contact) {
        const struct step_contrast time = halves_apart(bout->half, false);
        contrast.lever = lever_of(bout->half, &contrast, &time);
    }
    return contrast;
}

struct step_contrast step_sums_contrast(const struct step_sums *sums, bool contact, bool *sided)
{
    if (!sums->total) {
        struct step_contrast contrast = bout_contrast(sums, contact);
        *sided = sums->decided.first_is_left != 0;
        contrast.value *= *sided ? sums->decided.first_is_left : 1;
        contrast.noise = 0; /* one signed value */
        return contrast;
    }
    *sided = sums->sided_n >= MOSTLY * sums->n && sums->sided[!contact].n > 0;
    const struct step_tally *tally = *sided ? &sums->sided[!contact] : &sums->apart[!contact];
    if (!(tally->n > 0))
        return (struct step_contrast){0};
    return (struct step_contrast){.n = tally->n,
                                  .value = tally->value / tally->n,
                                  .sd = sqrt(tally->variance) / tally->n,
                                  .noise = *sided ? 0 : tally->noise / tally->n,
                                  .lever = tally->lever / tally->n};
}

static void tally_take(struct step_tally *tally, const struct step_contrast *contrast, double value)
{
    double n = contrast->n;
    tally->n += n;
    tally->value += n * value;
    tally->variance += n * n * contrast->sd * contrast->sd;
    tally->noise += n * contrast->noise;
    tally->lever += n * contrast->lever;
}

static void tallies_join(struct step_sums *total, const struct step_sums *bout)
{
    int left = bout->decided.first_is_left;
    for (int i = 0; i < 2; i++) {
        struct step_contrast contrast = bout_contrast(bout, i == 0);
        if (!(contrast.n > 0))
            continue;
        tally_take(&total->apart[i], &contrast, fabs(contrast.value));
        if (left != 0)
            tally_take(&total->sided[i], &contrast, left * contrast.value);
    }
}

void step_sums_join(struct step_sums *total, const struct step_sums *bout)
{
    total->total = true;
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
    total->vary_n += bout->vary_n;
    total->vary2 += bout->vary2;
    total->sided_n += bout->decided.first_is_left != 0 ? bout->n : 0;
    if (bout->decided.certainty > 0.5)
        total->decided.certainty +=
            (bout->decided.certainty - total->decided.certainty) * bout->n / total->sided_n;
    tallies_join(total, bout);
}
