/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The kind of each point, and stretches of one kind. */
#include "gait/reported.h"

#include "base/array.h"
#include "base/memory.h"
#include "gait/bout_rules.h"

#include <math.h>

#define NEAR_US      4000000
#define NEAR_POINTS  4 /* to each side */
#define STEPS_SPM    60.0
#define RUN_SPM      140.0
#define RUN_MPS      1.9
#define STILL_MPS    0.5
#define WHEELS_MPS   7.5
#define LONGEST_STEP 2.4 /* metres; at a world record's pace it is 2.1 */
#define RAMP_S       8.0

struct list {
    struct bout *item;
    size_t n, room;
};

enum reported_stretch reported_stretch(const struct track *track, size_t i)
{
    const struct track_point *next = &track->point[i + 1];
    if (next->pause_before)
        return REPORTED_PAUSE;
    return next->t_us - track->point[i].t_us > REPORTED_GAP_US ? REPORTED_GAP : REPORTED_JOINED;
}

static double median(double *x, size_t n)
{
    if (n == 0)
        return (double)NAN;
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && x[k] < x[k - 1]; k--) {
            double swapped = x[k];
            x[k] = x[k - 1];
            x[k - 1] = swapped;
        }
    return x[n / 2];
}

/* Median cadence and speed of the points around. */
static void around(double *cadence_spm, double *speed_mps, const struct track *track, size_t i)
{
    double cadence[2 * NEAR_POINTS + 1], speed[2 * NEAR_POINTS + 1];
    size_t n_cadence = 0, n_speed = 0;
    size_t first = i < NEAR_POINTS ? 0 : i - NEAR_POINTS;
    for (size_t k = first; k < track->n && k <= i + NEAR_POINTS; k++) {
        const struct track_point *point = &track->point[k];
        int64_t away_us = point->t_us - track->point[i].t_us;
        if (away_us > NEAR_US || away_us < -NEAR_US)
            continue;
        if (!isnan(point->cadence_spm))
            cadence[n_cadence++] = point->cadence_spm;
        if (!isnan(point->speed_mps))
            speed[n_speed++] = point->speed_mps;
    }
    *cadence_spm = median(cadence, n_cadence);
    *speed_mps = median(speed, n_speed);
}

/* A comparison with NAN is false: a field that is not there decides nothing. */
static enum bks_bout_kind kind_of(const struct track *track, size_t i)
{
    double cadence_spm, speed_mps;
    around(&cadence_spm, &speed_mps, track, i);
    bool steps = cadence_spm >= STEPS_SPM;
    if (!steps && (speed_mps < STILL_MPS || (isnan(speed_mps) && !isnan(cadence_spm))))
        return BKS_REST;
    if (track->sport == TRACK_SPORT_OTHER || speed_mps > WHEELS_MPS ||
        (steps && speed_mps > LONGEST_STEP * cadence_spm / 60))
        return BKS_OTHER;
    if (steps)
        return cadence_spm >= RUN_SPM || speed_mps >= RUN_MPS ? BKS_RUN : BKS_WALK;
    return isnan(cadence_spm) ? BKS_UNKNOWN : BKS_OTHER;
}

static enum bks_status add(struct list *list, const struct bout *stretch)
{
    struct bout *last = list->n ? &list->item[list->n - 1] : NULL;
    if (last && last->kind == stretch->kind) {
        last->end_s = stretch->end_s;
        sums_add(&last->sums, &stretch->sums);
        return BKS_OK;
    }
    if (list->n == BOUTS_MAX)
        return BKS_TOO_LARGE;
    struct bout *more =
        array_room(list->item, &list->room, list->n + 1, BOUTS_MAX, sizeof *list->item);
    if (!more)
        return BKS_NO_MEMORY;
    list->item = more;
    list->item[list->n++] = *stretch;
    return BKS_OK;
}

static struct bout stretch_of(const struct track *track, size_t i)
{
    const struct track_point *point = &track->point[i];
    static const enum bks_bout_kind kinds[] = {
        [REPORTED_PAUSE] = BKS_REST, [REPORTED_GAP] = BKS_UNKNOWN};
    enum reported_stretch how = reported_stretch(track, i);
    struct bout stretch = {.kind = how == REPORTED_JOINED ? kind_of(track, i) : kinds[how]};
    stretch.start_s = 1e-6 * (double)(point->t_us - track->point[0].t_us);
    stretch.end_s = 1e-6 * (double)(point[1].t_us - track->point[0].t_us);
    if (stretch.kind == BKS_RUN || stretch.kind == BKS_WALK) {
        double length_s = stretch.end_s - stretch.start_s;
        bool known = !isnan(point->cadence_spm);
        stretch.sums.time_s = known ? length_s : 0;
        stretch.sums.blind_s = known ? 0 : length_s;
        stretch.sums.steps = known ? point->cadence_spm * length_s / 60 : 0;
    }
    return stretch;
}

/* The start and the end of a run, where a smoothed cadence passes through that of a walk. */
static void take_ramps(struct list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct bout *bout = &list->item[i];
        bool after = i > 0 && bout[-1].kind == BKS_RUN;
        bool before = i + 1 < list->n && bout[1].kind == BKS_RUN;
        if (bout->kind == BKS_WALK && bout->end_s - bout->start_s < RAMP_S && (after || before))
            bout->kind = BKS_RUN;
    }
}

enum bks_status reported_bouts(struct bout **out, size_t *n, const struct track *track)
{
    struct list list = {0};
    enum bks_status status = BKS_OK;
    *out = NULL;
    *n = 0;
    for (size_t i = 0; i + 1 < track->n && status == BKS_OK; i++) {
        struct bout stretch = stretch_of(track, i);
        status = add(&list, &stretch);
    }
    if (status != BKS_OK) {
        memory_free(list.item);
        return status;
    }
    take_ramps(&list);
    *n = bout_rules_apply(list.item, list.n);
    *out = list.item;
    return BKS_OK;
}
