/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Left against right, odd against even.
 *
 * The intervals hold the scatter of the steps and what the method makes of a body that is even
 * (simulated runners, README's table): noise, and a sensor that is not quite on the midline.
 */
#include "gait/measures.h"

#include <math.h>

#define FEWEST             10.0  /* steps of each side */
#define CONTACT_METHOD     0.005 /* 1 SD, as a share of the contact */
#define TIME_METHOD        0.002 /* of the step time */
#define MOSTLY             0.8 /* of a total's steps whose side is known: then sides are compared */
#define MOST_APART         0.20 /* 55 % of one foot; healthy runners: 3.3 +- 1.4 % (Gilgen-Ammann 2017) */
#define LOOKED_AT          0.010 /* under it there is nothing to explain */
#define TOO_MUCH           1.6   /* steps this much longer have another reason */
#define MOSTLY_LEVER       0.6   /* explained by the sensor beside the midline: then all may be */
#define SURE_ENOUGH        0.90  /* that left is left: else the balance may be its mirror image */
#define PERCENT_TO_BALANCE 0.25  /* one point of balance is four percent of asymmetry */

/* Signed difference of first and second half over their mean, and the error of it. */
struct contrast {
    double value, sd, n;
};

static double variance_of_mean(double n, double sum, double sum2)
{
    double mean = sum / n;
    return n > 1 ? fmax(sum2 / n - mean * mean, 0) / (n - 1) : 0;
}

static struct contrast contrast_of(const struct step_half half[2], bool contact)
{
    double n[2], mean[2], variance = 0;
    for (int h = 0; h < 2; h++) {
        double sum = contact ? half[h].contact : half[h].time;
        double sum2 = contact ? half[h].contact2 : half[h].time2;
        n[h] = contact ? half[h].contact_n : half[h].time_n;
        mean[h] = sum / n[h];
        variance += variance_of_mean(n[h], sum, sum2);
    }
    double middle = 0.5 * (mean[0] + mean[1]);
    return (struct contrast){
        .value = (mean[0] - mean[1]) / middle, .sd = sqrt(variance) / middle, .n = n[0] + n[1]};
}

static enum bks_reason reason_without(const struct measure_setting *setting, bool contact)
{
    enum bks_reason why = measure_steps_lack(setting);
    for (int h = 0; why == BKS_WHY_NONE && h < 2; h++) {
        const struct step_half *half = &setting->steps->half[h];
        if ((contact ? half->contact_n : half->time_n) < FEWEST)
            why = BKS_WHY_TOO_SHORT;
    }
    return why;
}

static double mean_contact_s(const struct step_half half[2])
{
    return 0.5 * (half[0].contact / half[0].contact_n + half[1].contact / half[1].contact_n);
}

static double mean_time_s(const struct step_half half[2])
{
    return 0.5 * (half[0].time / half[0].time_n + half[1].time / half[1].time_n);
}

/*
 * How much of a contact's difference a sensor beside the midline explains, 0 .. 1.
 *
 * It rises and falls with the turning pelvis, once a stride. Where it rises the contact seems to
 * begin earlier and to end later: the middle of each contact stays where it is, and the longer one
 * is followed by a step that is longer by as much. A real difference moves the middles instead.
 */
static double lever_of(const struct step_half half[2])
{
    double contact_s = contrast_of(half, true).value * mean_contact_s(half);
    double time_s = contrast_of(half, false).value * mean_time_s(half);
    double share = contact_s != 0 ? time_s / contact_s : 0;
    return share > 0 && share < TOO_MUCH ? fmin(share, 1)
                                         : 0; /* NAN, with no step times, is none */
}

/*
 * All of it, or more than runners have whatever their legs: worn on a hip, a sensor told of 25 % on
 * treadmill runners without complaint.
 */
static bool off_midline(const struct step_half half[2])
{
    struct contrast contact = contrast_of(half, true);
    bool matters = fabs(contact.value) > fmax(LOOKED_AT, 1.96 * contact.sd);
    return fabs(contact.value) > MOST_APART || (matters && lever_of(half) > MOSTLY_LEVER);
}

/* Of a bout its halves stand; of a total only where they are left and right. */
static bool halves_stand(const struct step_sums *steps)
{
    return !(steps->apart_n > 0) || steps->sided_n >= MOSTLY * steps->n;
}

static struct bks_measure asymmetry(const struct measure_setting *setting, bool contact)
{
    enum bks_reason why = reason_without(setting, contact);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    const struct step_sums *steps = setting->steps;
    struct contrast contrast = contrast_of(steps->half, contact);
    if (!halves_stand(steps))
        contrast.value = (contact ? steps->contact_apart : steps->time_apart) / steps->apart_n;
    if (contact &&
        (fabs(contrast.value) > MOST_APART || (halves_stand(steps) && off_midline(steps->half))))
        return measure_null(BKS_WHY_OFF_MIDLINE);
    double sd = hypot(contrast.sd, contact ? CONTACT_METHOD : TIME_METHOD);
    struct bks_measure apart = measure_about(100 * fabs(contrast.value), 196 * sd, contrast.n);
    if (contact && halves_stand(steps))
        apart.low = fmax(apart.low - lever_of(steps->half) * apart.value, 0);
    return apart;
}

struct bks_measure measure_contact_asymmetry(const struct gait_sums *sums,
                                             const struct measure_setting *setting)
{
    (void)sums;
    return asymmetry(setting, true);
}

struct bks_measure measure_time_asymmetry(const struct gait_sums *sums,
                                          const struct measure_setting *setting)
{
    (void)sums;
    return asymmetry(setting, false);
}

struct bks_measure measure_balance(const struct gait_sums *sums,
                                   const struct measure_setting *setting)
{
    (void)sums;
    enum bks_reason why = reason_without(setting, true);
    if (why != BKS_WHY_NONE)
        return measure_null(why);
    const struct step_sums *steps = setting->steps;
    bool total = steps->apart_n > 0;
    int left = total ? 1 : steps->decided.first_is_left; /* a total's first half is the left */
    if ((total ? !halves_stand(steps) : left == 0) || steps->decided.certainty < SURE_ENOUGH)
        return measure_null(BKS_WHY_SIDE_UNKNOWN);
    if (off_midline(steps->half))
        return measure_null(BKS_WHY_OFF_MIDLINE);
    struct contrast contrast = contrast_of(steps->half, true);
    double sd = hypot(contrast.sd, CONTACT_METHOD);
    double away = 100 * PERCENT_TO_BALANCE * left * contrast.value;
    struct bks_measure balance =
        measure_about(50 + away, 196 * PERCENT_TO_BALANCE * sd, contrast.n);
    double lever = lever_of(steps->half) * away; /* towards even */
    balance.low -= lever > 0 ? lever : 0;
    balance.high -= lever < 0 ? lever : 0;
    return balance;
}
