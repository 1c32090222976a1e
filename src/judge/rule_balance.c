/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Uneven contact: the left foot's share of the contact time, or where the side is not known how
 * much the contacts of the two feet differ.
 *
 * Half of healthy runners lie within a point of even: what is beyond the 70th percentile is for
 * information only. Its lines are percentiles of one side (70th, 95th): of both sides together they
 * hold 4 and 9 in 10.
 */
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>

/* The side of even on which the share lies. */
static struct norm_line side_of(double share)
{
    double sign = share < NORM_BALANCE_EVEN ? -1 : 1;
    return (struct norm_line){NORM_BALANCE_EVEN,
                              NORM_BALANCE_EVEN + sign * (NORM_BALANCE_70 - NORM_BALANCE_EVEN),
                              NORM_BALANCE_EVEN + sign * (NORM_BALANCE_95 - NORM_BALANCE_EVEN)};
}

static void look_at_share(struct finding *found, const struct bks_measure *share)
{
    const struct norm_line line = side_of(share->value);
    bool left = share->value > NORM_BALANCE_EVEN;
    const struct named_line named = line_named(&line, share->value);
    double more = left ? share->value : 100 - share->value;
    double usual = left ? named.at : 100 - named.at;
    int decimals = decimals_apart(more, usual, 1);
    struct digits value = digits_of(more, decimals), most = digits_of(usual, decimals);
    found->grade = line_grade(share, &line, 0);
    found->measured = *share;
    found->unit = "% left";
    found->threshold = line.watch;
    (void)snprintf(found->text, sizeof found->text,
                   "%s time on the %s foot: %s %% of the contact, where %s runners have %s or less "
                   "on that side",
                   named.mild ? "slightly more" : "more", left ? "left" : "right", value.text,
                   named.mild ? "7 in 10" : "95 in 100", most.text);
}

static void look_at_difference(struct finding *found, const struct bks_measure *difference)
{
    const struct norm_line line = {0,
                                   NORM_ASYMMETRY_A_POINT * (NORM_BALANCE_70 - NORM_BALANCE_EVEN),
                                   NORM_ASYMMETRY_A_POINT * (NORM_BALANCE_95 - NORM_BALANCE_EVEN)};
    const struct named_line named = line_named(&line, difference->value);
    int decimals = decimals_apart(difference->value, named.at, 1);
    struct digits value = digits_of(difference->value, decimals);
    struct digits most = digits_of(named.at, decimals);
    found->grade = line_grade(difference, &line, 0);
    found->measured = *difference;
    found->unit = "%";
    found->threshold = line.watch;
    (void)snprintf(found->text, sizeof found->text,
                   "the feet stay on the ground %sunequally: %s %% apart, where %s runners have "
                   "%s or less; which foot is not known",
                   named.mild ? "slightly " : "", value.text, named.mild ? "4 in 10" : "90 in 100",
                   most.text);
    finding_at_most(found, BKS_CONFIDENCE_LOW);
}

bool rule_balance(struct finding *found, const struct scene *scene)
{
    const struct bks_measure *share = &scene->run[BKS_CONTACT_BALANCE];
    const struct bks_measure *difference = &scene->run[BKS_CONTACT_ASYMMETRY];
    const struct bks_measure *steps = &scene->run[BKS_STEPS];
    bool sided = line_known(share);
    /* off the midline both feet look unequal; that is of the sensor */
    if (!sided && (share->why == BKS_WHY_OFF_MIDLINE || !line_known(difference)))
        return false;
    if (sided)
        look_at_share(found, share);
    else
        look_at_difference(found, difference);
    bool enough = line_known(steps) && steps->value >= NORM_BALANCE_STEPS;
    if (!enough && found->grade == GRADE_INFO)
        return false;
    if (!enough && found->grade == GRADE_WATCH)
        found->grade = GRADE_UNCLEAR;
    if (!enough)
        found->settle = "more steps, over several recordings,";
    return true;
}
