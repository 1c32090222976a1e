/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Low cadence: fewer steps a minute than 95 in 100 runners at this speed (and of this height), or
 * than 95 in 100 of Garmin's users where the speed is not known.
 */
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>

static void tell(struct finding *found, const struct scene *scene, const struct norm_line *line)
{
    bool paced = isfinite(scene->speed_mps);
    const struct named_line named = line_named(line, found->measured.value);
    int decimals = decimals_apart(found->measured.value, named.at, 0);
    struct digits value = digits_of(found->measured.value, decimals);
    struct digits usual = digits_of(named.at, decimals);
    struct digits speed = digits_of(scene->speed_mps, 1);
    if (paced)
        (void)snprintf(found->text, sizeof found->text,
                       "%s steps a minute than usual for this speed: %s, where %s runners%s take "
                       "%s or more at %s m/s",
                       named.mild ? "somewhat fewer" : "fewer", value.text, named.share,
                       scene->height_m > 0 ? " of your height" : "", usual.text, speed.text);
    else
        (void)snprintf(found->text, sizeof found->text,
                       "few steps a minute: %s, where %s runners take %s or more at their own "
                       "speeds; yours is not known, and slower running takes fewer "
                       "(--speed or --track tells it)",
                       value.text, named.share, usual.text);
}

enum grade rule_cadence_grade(struct norm_line *line, bool *rough, const struct scene *scene)
{
    const struct bks_measure *cadence = &scene->run[BKS_CADENCE];
    double pace = NORM_CADENCE_MPS * scene->speed_half;
    double stature = norm_cadence_rough(scene->height_m);
    *line = norm_cadence(scene->speed_mps, scene->height_m);
    if (!isfinite(scene->speed_mps))
        pace = stature = 0; /* Garmin's percentiles know neither */
    enum grade grade = line_grade(cadence, line, pace);
    bool lowered =
        grade == GRADE_WATCH && line_grade(cadence, line, hypot(pace, stature)) != GRADE_WATCH;
    if (rough)
        *rough = lowered;
    return lowered ? GRADE_UNCLEAR : grade;
}

bool rule_cadence(struct finding *found, const struct scene *scene)
{
    const struct bks_measure *cadence = &scene->run[BKS_CADENCE];
    if (!line_known(cadence))
        return false;
    struct norm_line line;
    bool rough = false;
    bool paced = isfinite(scene->speed_mps);
    found->grade = rule_cadence_grade(&line, &rough, scene);
    if (!paced && found->grade == GRADE_INFO)
        found->grade = GRADE_NONE; /* a slow run is enough to explain it */
    found->measured = *cadence;
    found->unit = "spm";
    found->threshold = line.watch;
    if (!(scene->height_m > 0))
        finding_at_most(found, BKS_CONFIDENCE_MEDIUM);
    if (!paced)
        finding_at_most(found, BKS_CONFIDENCE_LOW);
    if (!paced)
        found->settle = "--speed or --track";
    else if (!(scene->height_m > 0))
        found->settle = "more recordings like this one, or --height,";
    else if (rough)
        found->settle = "the norm for your height is rough; your own recordings at this speed";
    tell(found, scene, &line);
    return true;
}
