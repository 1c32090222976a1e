/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Longer steps than usual, from signs that one sensor on the trunk can show:
 *
 *   1. low cadence for the speed and height
 *   2. a long step for the leg
 *   3. more speed lost per step than usual at this speed
 *   4. a high vertical ratio
 *
 * A grade needs two signs that surely reach it; a sign that is unclear itself makes it unclear at
 * most. Where only one sign can be seen, for want of the speed or else, it is unclear at most, and
 * says so. Our step length is speed over cadence, so the first two signs are one measurement: alone
 * they count as two, but with low confidence, and the text says so.
 *
 *   from  Heiderscheit 2011 and Lieberman 2015 (doi 10.1242/jeb.125500): with fewer steps at a
 * speed the foot lands further ahead of the hip, and more speed is lost
 */
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define LIST_ROOM          200
#define WIDEST_RATIO_PLACE BKS_TRUNK /* beyond it the ratio is that of a pocket or a limb */

struct seen {
    struct norm_line line;
    enum grade grade;
    bool known;
};

/* Each answers false where its line is not known. */
static bool low_cadence(struct seen *seen, const struct scene *scene)
{
    seen->grade = rule_cadence_grade(&seen->line, NULL, scene);
    return true;
}

static bool long_step(struct seen *seen, const struct scene *scene)
{
    if (!isfinite(scene->speed_mps) || !(scene->leg_m > 0))
        return false;
    seen->line = norm_step(scene->speed_mps, scene->leg_m);
    seen->grade = line_grade(&scene->run[BKS_STEP_LENGTH], &seen->line, 0);
    return true;
}

static bool speed_lost(struct seen *seen, const struct scene *scene)
{
    if (!isfinite(scene->speed_mps))
        return false;
    seen->line = norm_loss(scene->speed_mps);
    seen->grade =
        line_grade(&scene->run[BKS_SPEED_LOSS], &seen->line, NORM_LOSS_MPS * scene->speed_half);
    return true;
}

static bool high_ratio(struct seen *seen, const struct scene *scene)
{
    enum bks_placement place = scene->result->input.placement;
    if (!scene->device && (place == BKS_PLACE_UNKNOWN || place > WIDEST_RATIO_PLACE))
        return false;
    seen->line = norm_ratio(place);
    seen->grade = line_grade(&scene->run[BKS_VERTICAL_RATIO], &seen->line, 0);
    return true;
}

/* To add a sign: its row, and its case in tests/judge/. */
static const struct {
    enum bks_measure_id id;
    bool (*see)(struct seen *seen, const struct scene *scene);
    const char *name, *unit, *text_unit, *side;
    int decimals;
    bool of_cadence; /* it is the cadence, or made from it */
} signs[] = {
    {BKS_CADENCE, low_cadence, "cadence", "spm", "", " or more", 0, true},
    {BKS_STEP_LENGTH, long_step, "step", "m", " m", " or less for your leg", 2, true},
    {BKS_SPEED_LOSS, speed_lost, "speed lost a step", "m/s", " m/s", " or less", 2, false},
    {BKS_VERTICAL_RATIO, high_ratio, "ratio", "%", " %", " or less", 1, false},
};
#define SIGNS (sizeof signs / sizeof signs[0])

/* Known signs of that grade. */
static size_t count(const struct seen seen[SIGNS], enum grade grade)
{
    size_t n = 0;
    for (size_t i = 0; i < SIGNS; i++)
        n += seen[i].known && seen[i].grade == grade;
    return n;
}

static enum grade together(const struct seen seen[SIGNS], size_t known)
{
    size_t watch = count(seen, GRADE_WATCH), info = count(seen, GRADE_INFO);
    size_t unclear = count(seen, GRADE_UNCLEAR);
    if (watch >= 2)
        return GRADE_WATCH;
    if (watch + unclear >= 2 || (known < 2 && watch > 0))
        return GRADE_UNCLEAR;
    return watch + info >= 2 ? GRADE_INFO
                             : GRADE_NONE; /* one that is mild and one in doubt: calm */
}

/* What is said for sure is not told with signs that are not. */
static void leave_doubt_out(struct seen seen[SIGNS])
{
    for (size_t i = 0; i < SIGNS; i++)
        if (seen[i].grade == GRADE_UNCLEAR)
            seen[i].grade = GRADE_NONE;
}

/* Low cadence and a long step speak, and nothing else. */
static bool of_cadence_alone(const struct seen seen[SIGNS], const struct scene *scene)
{
    bool alone = !scene->device; /* a watch may have a step length of its own */
    for (size_t i = 0; i < SIGNS; i++)
        alone = alone && (seen[i].known && seen[i].grade > GRADE_NONE) == signs[i].of_cadence;
    return alone;
}

/* "cadence 150 (95 in 100: 154 or more); step 1.15 m (5 in 6: 1.12 or less for your leg)" */
static void list(char *text, size_t room, const struct seen seen[SIGNS], const struct scene *scene)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < SIGNS && used < room; i++) {
        if (!seen[i].known || seen[i].grade == GRADE_NONE)
            continue;
        double shown = scene->run[signs[i].id].value;
        const struct named_line named = line_named(&seen[i].line, shown);
        int decimals = decimals_apart(shown, named.at, signs[i].decimals);
        struct digits value = digits_of(shown, decimals), usual = digits_of(named.at, decimals);
        int n = snprintf(text + used, room - used, "%s%s %s%s (%s: %s%s)", used ? "; " : "",
                         signs[i].name, value.text, signs[i].text_unit, named.share, usual.text,
                         signs[i].side);
        used += n > 0 ? (size_t)n : 0;
    }
}

/* No sign is beyond its watch line itself: those of an unclear finding may only reach there. */
static bool mild(const struct seen seen[SIGNS], const struct scene *scene)
{
    bool mild = true;
    for (size_t i = 0; i < SIGNS; i++)
        if (seen[i].known && seen[i].grade > GRADE_NONE)
            mild = mild && line_named(&seen[i].line, scene->run[signs[i].id].value).mild;
    return mild;
}

/* The first of the gravest signs stands for all. */
static void stand_for(struct finding *found, const struct seen seen[SIGNS],
                      const struct scene *scene)
{
    size_t best = 0;
    for (size_t i = 1; i < SIGNS; i++)
        if (seen[i].known && seen[i].grade > seen[best].grade)
            best = i;
    found->measured = scene->run[signs[best].id];
    found->unit = signs[best].unit;
    found->threshold = seen[best].line.watch;
}

bool rule_overstriding(struct finding *found, const struct scene *scene)
{
    struct seen seen[SIGNS] = {0};
    char text[LIST_ROOM];
    bool paced = isfinite(scene->speed_mps);
    size_t known = 0;
    for (size_t i = 0; i < SIGNS; i++)
        seen[i].known = line_known(&scene->run[signs[i].id]) && signs[i].see(&seen[i], scene);
    for (size_t i = 0; i < SIGNS; i++)
        known += seen[i].known;
    found->grade = together(seen, known);
    if (found->grade == GRADE_NONE)
        return false;
    if (found->grade != GRADE_UNCLEAR)
        leave_doubt_out(seen);
    bool alone = of_cadence_alone(seen, scene);
    stand_for(found, seen, scene);
    list(text, sizeof text, seen, scene);
    (void)snprintf(found->text, sizeof found->text,
                   "%slonger steps than usual%s (%zu of %zu known signs%s): %.199s",
                   found->grade == GRADE_INFO || mild(seen, scene) ? "somewhat " : "",
                   paced ? " for this speed" : "", known - count(seen, GRADE_NONE), known,
                   alone ? ", both of the cadence" : "", text);
    if (known < 2 || alone)
        finding_at_most(found, BKS_CONFIDENCE_LOW);
    if (!paced)
        found->settle = "the speed is not known, so not all signs show: --speed or --track";
    else if (known < 2)
        found->settle =
            scene->leg_m > 0 ? "a sensor worn tight on the trunk" : "--height or --leg-length";
    return true;
}
