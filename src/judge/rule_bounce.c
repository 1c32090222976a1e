/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bounce beyond what the cadence alone explains, and, where the place was given as waist or chest,
 * beyond Garmin's percentiles there.
 *
 * Slow steps lift the body further by themselves, so percentiles alone would count the cadence a
 * second time: where the bounce fits the cadence, they are not asked.
 */
#include "judge/rules.h"

#include <math.h>
#include <stdio.h>

/* Places whose bounce is that of the trunk; a watch's own is its torso. */
static bool at_trunk(const struct scene *scene)
{
    enum bks_placement place = scene->result->input.placement;
    return scene->device || (place >= BKS_SACRUM && place <= BKS_TRUNK);
}

static bool zoned(const struct scene *scene)
{
    const struct bks_input *input = &scene->result->input;
    bool place = input->placement == BKS_WAIST || input->placement == BKS_CHEST;
    return scene->device || (place && input->placement_source == BKS_PLACEMENT_GIVEN);
}

static enum bks_placement place_of(const struct scene *scene)
{
    enum bks_placement place = scene->result->input.placement;
    return place <= BKS_TRUNK ? place : BKS_PLACE_UNKNOWN; /* a watch on the wrist tells a torso */
}

static void tell(struct finding *found, const struct norm_line *line, bool zone)
{
    const struct named_line named = line_named(line, found->measured.value);
    int decimals = decimals_apart(found->measured.value, named.at, 0);
    struct digits value = digits_of(found->measured.value, decimals);
    struct digits usual = digits_of(named.at, decimals);
    (void)snprintf(found->text, sizeof found->text,
                   "%s bounce than usual%s: %s mm, where %s runners have %s mm or less%s",
                   named.mild ? "somewhat more" : "more", zone ? "" : " for this cadence",
                   value.text, named.share, usual.text, zone ? " at this place" : "");
}

bool rule_bounce(struct finding *found, const struct scene *scene)
{
    const struct bks_measure *bounce = &scene->run[BKS_VERTICAL_OSCILLATION];
    const struct bks_measure *cadence = &scene->run[BKS_CADENCE];
    if (!line_known(bounce) || !line_known(cadence) || !(cadence->value > 0) || !at_trunk(scene))
        return false;
    struct norm_line line = norm_bounce(cadence->value, scene->speed_mps, place_of(scene));
    const struct norm_line zone = norm_torso_bounce(scene->result->input.placement);
    enum grade in_zone = zoned(scene) ? line_grade(bounce, &zone, 0) : GRADE_NONE;
    found->grade = line_grade(bounce, &line, 0);
    bool by_zone = found->grade > GRADE_NONE && in_zone > found->grade;
    if (by_zone) {
        line = zone;
        found->grade = in_zone;
    }
    found->measured = *bounce;
    found->unit = "mm";
    found->threshold = line.watch;
    if (scene->result->input.placement_source == BKS_PLACEMENT_ESTIMATED)
        finding_at_most(found, BKS_CONFIDENCE_LOW);
    found->settle = scene->result->input.placement == BKS_TRUNK ||
                            scene->result->input.placement == BKS_PLACE_UNKNOWN
                        ? "more recordings like this one, or --placement,"
                        : NULL;
    tell(found, &line, by_zone);
    return true;
}
