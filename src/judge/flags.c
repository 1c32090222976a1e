/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of rules, and from a finding to a flag. */
#include "judge/flags.h"

#include "base/text.h"
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define STEEP_SHARE   0.05 /* the norms are of level ground; a choice */
#define MOST_DECIMALS 3

/* Most of an interval is of the method: another recording narrows it, a longer one does not. */
static const char settle_more[] = "more recordings like this one";

/*
 * To add one: see README.md of this folder. The thresholds are those of judge/norms.h, but for
 * form_faded and impact_rise, whose own they are (judge/rule_change.c).
 */
static const struct {
    enum bks_flag_id id;
    bool (*look)(struct finding *found, const struct scene *scene);
    enum bks_confidence confidence; /* what it earns at best */
    bool level_ground;              /* its norm holds on level ground only */
    const char *source;
} rules[] = {
    {BKS_FLAG_OVERSTRIDING, rule_overstriding, BKS_CONFIDENCE_MEDIUM, true,
     "van Oeveren 2019 and Burns 2019 (cadence, height), Garmin manuals (ratio), Heiderscheit 2011 "
     "and Lieberman 2015 (direction); step for leg and speed lost are our own lines"},
    {BKS_FLAG_EXCESSIVE_BOUNCE, rule_bounce, BKS_CONFIDENCE_MEDIUM, true,
     "half-sine steps (Morin 2005, our algebra), Watari 2016 and Gullstrand 2009 (place), Garmin "
     "manuals (waist, chest)"},
    {BKS_FLAG_LOW_CADENCE, rule_cadence, BKS_CONFIDENCE_HIGH, true,
     "van Oeveren 2019 (256 runners), Burns 2019 (height); without speed Garmin manuals"},
    {BKS_FLAG_CONTACT_IMBALANCE, rule_balance, BKS_CONFIDENCE_MEDIUM, false,
     "Garmin manuals (percentiles of balance)"},
    {BKS_FLAG_FORM_FADED, rule_faded, BKS_CONFIDENCE_MEDIUM, false,
     "sizes are our choice, direction from Apte 2021"},
    {BKS_FLAG_IMPACT_RISE, rule_impact, BKS_CONFIDENCE_MEDIUM, false,
     "your own runs at this speed, mean and 2 SD"},
};
#define RULES (sizeof rules / sizeof rules[0])
_Static_assert(RULES == BKS_FLAG_COUNT, "each flag has a rule");

static const enum bks_flag_level levels[] = {
    [GRADE_INFO] = BKS_LEVEL_INFO,
    [GRADE_UNCLEAR] = BKS_LEVEL_UNCLEAR,
    [GRADE_WATCH] = BKS_LEVEL_WATCH,
};

static const char *const sure[] = {
    [BKS_CONFIDENCE_LOW] = "Not sure",
    [BKS_CONFIDENCE_MEDIUM] = "Fairly sure",
    [BKS_CONFIDENCE_HIGH] = "Well measured",
};

struct digits digits_of(double value, int decimals)
{
    struct digits digits;
    text_fixed(digits.text, fmin(fmax(value, -1e6), 1e6), decimals);
    return digits;
}

int decimals_apart(double a, double b, int decimals)
{
    while (decimals < MOST_DECIMALS &&
           strcmp(digits_of(a, decimals).text, digits_of(b, decimals).text) == 0)
        decimals++;
    return decimals;
}

struct named_line line_named(const struct norm_line *line, double value)
{
    double sign = line->watch > line->middle ? 1 : -1;
    if (sign * value > sign * line->watch)
        return (struct named_line){line->watch, "95 in 100", false};
    return (struct named_line){line->info, "5 in 6", true};
}

void finding_at_most(struct finding *found, enum bks_confidence confidence)
{
    if (found->confidence > confidence)
        found->confidence = confidence;
}

static bool on_level(const struct bks_result *result, const struct bks_options *options)
{
    const struct bks_measure *track = &result->companion.slope_percent;
    if (options && isfinite(options->slope_rad) && fabs(tan(options->slope_rad)) > STEEP_SHARE)
        return false;
    return !result->companion.used || !line_known(track) || fabs(track->value) <= 100 * STEEP_SHARE;
}

static struct scene scene_of(const struct bks_result *result, const struct bks_options *options,
                             const struct judge_baseline *impact)
{
    const struct bks_measure *speed = &result->total[BKS_RUN].measure[BKS_MEAN_SPEED];
    bool paced = line_known(speed) && speed->value > 0;
    struct scene scene = {.result = result,
                          .run = result->total[BKS_RUN].measure,
                          .impact = impact,
                          .speed_mps = paced ? speed->value : (double)NAN,
                          .speed_half = paced ? (speed->high - speed->low) / 2 : 0,
                          .device = result->input.source == BKS_SOURCE_DEVICE,
                          .level = on_level(result, options)};
    if (options && options->height_m > 0)
        scene.height_m = options->height_m;
    if (options && options->leg_length_m > 0)
        scene.leg_m = options->leg_length_m;
    else if (scene.height_m > 0)
        scene.leg_m = NORM_LEG_OF_STATURE * scene.height_m;
    return scene;
}

/* The second sentence: what would settle it, or how sure it is. */
static void write_because(struct bks_flag *flag, const struct finding *found)
{
    char first[FINDING_ROOM];
    memcpy(first, found->text, sizeof first);
    if (first[0] >= 'a' && first[0] <= 'z')
        first[0] = (char)(first[0] - 'a' + 'A');
    if (flag->level == BKS_LEVEL_UNCLEAR)
        (void)snprintf(flag->because, sizeof flag->because, "%s. Not certain: %s would settle it.",
                       first, found->settle ? found->settle : settle_more);
    else
        (void)snprintf(flag->because, sizeof flag->because,
                       "%s. %s; an association, not a verdict.", first, sure[flag->confidence]);
}

static bool raise(struct bks_flag *flag, size_t rule, const struct scene *scene)
{
    struct finding found = {.confidence = rules[rule].confidence};
    if (!rules[rule].look(&found, scene) || found.grade == GRADE_NONE)
        return false;
    if (rules[rule].level_ground && !scene->level) {
        if (found.grade == GRADE_INFO)
            return false;
        found.grade = GRADE_UNCLEAR;
        found.settle = "the line holds on level ground, so a recording there";
    }
    if (scene->device)
        finding_at_most(&found, BKS_CONFIDENCE_LOW);
    if (scene->result->quality.verdict != BKS_GOOD)
        finding_at_most(&found, BKS_CONFIDENCE_MEDIUM);
    *flag = (struct bks_flag){.id = rules[rule].id,
                              .level = levels[found.grade],
                              .confidence = found.confidence,
                              .measured = found.measured,
                              .unit = found.unit,
                              .threshold = found.threshold,
                              .source = rules[rule].source};
    write_because(flag, &found);
    return true;
}

void judge_flags(struct bks_result *result, const struct bks_options *options,
                 const struct judge_baseline *impact)
{
    struct bks_flag raised[RULES];
    size_t n = 0;
    result->n_flags = 0;
    if (result->quality.verdict >= BKS_POOR || !(result->total[BKS_RUN].duration_s > 0))
        return;
    const struct scene scene = scene_of(result, options, impact);
    for (size_t i = 0; i < RULES; i++)
        n += raise(&raised[n], i, &scene);
    for (int level = 0; level < BKS_FLAG_LEVEL_COUNT; level++)
        for (size_t i = 0; i < n; i++)
            if (raised[i].level == (enum bks_flag_level)level)
                result->flags[result->n_flags++] = raised[i];
}
