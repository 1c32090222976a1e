/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Joining points, and what is worked out from all of them at the end. */
#include "read/track_build.h"

#include "base/fault.h"
#include "read/units.h"

#include <math.h>
#include <stddef.h>

#define EARTH_RADIUS_M  6371008.8 /* mean radius, IUGG */
#define BOTH_FEET_SPM   120.0     /* nobody takes so many strides a minute */
#define MOVING_MPS      1.5
#define SPEED_REACH_US  INT64_C(2000000)  /* distance is compared so far to each side */
#define SPEED_MOST_US   INT64_C(15000000) /* and at most so far where points are rare */
#define SPEED_MOST      256               /* points to each side, however dense they are */
#define MAX_CADENCE_SPM 300.0

/* The fields, and what a runner's may be. */
static const struct {
    size_t place;
    double low, high;
} fields[] = {
    {offsetof(struct track_point, speed_mps), 0, 15},
    {offsetof(struct track_point, distance_m), 0, 1e7},
    {offsetof(struct track_point, altitude_m), -1000, 12000},
    {offsetof(struct track_point, cadence_spm), 0, MAX_CADENCE_SPM},
    {offsetof(struct track_point, oscillation_m), 0.001, 0.5},
    {offsetof(struct track_point, contact_s), 0.05, 2},
    {offsetof(struct track_point, balance_left), 0.01, 0.99},
    {offsetof(struct track_point, heart_rate_bpm), 20, 260},
};

#define N_FIELDS (sizeof fields / sizeof fields[0])

static double *field_of(struct track_point *point, size_t i)
{
    return (double *)(void *)((char *)point + fields[i].place);
}

/* Fills what the point lacks. */
static void fill(struct track_point *point, const struct track_point *from)
{
    struct track_point other = *from;
    for (size_t i = 0; i < N_FIELDS; i++)
        if (isnan(*field_of(point, i)))
            *field_of(point, i) = *field_of(&other, i);
    point->pause_before = point->pause_before || from->pause_before;
}

enum bks_status track_build_add(struct track_build *build, const struct track_point *point,
                                struct bks_fault *fault)
{
    struct track *track = build->track;
    struct track_point *last = track->n > 0 ? &track->point[track->n - 1] : NULL;
    if (last && point->t_us == last->t_us) {
        fill(last, point);
        return BKS_OK;
    }
    if (last && point->t_us < last->t_us) {
        build->backwards++;
        return BKS_OK;
    }
    enum bks_status status = track_add(track, point);
    if (status == BKS_TOO_LARGE)
        return fault_set(fault, status, "give the activity alone", "more than %d points",
                         TRACK_MAX_POINTS);
    if (status != BKS_OK)
        return fault_set(fault, status, NULL, "out of memory");
    return BKS_OK;
}

static void check_ranges(struct track *track)
{
    for (size_t i = 0; i < track->n; i++)
        for (size_t f = 0; f < N_FIELDS; f++) {
            double *value = field_of(&track->point[i], f);
            if (!(*value >= fields[f].low && *value <= fields[f].high))
                *value = (double)NAN;
        }
}

/* Speed of a point from the distance around it, never across a pause. */
static double speed_around(const struct track *track, size_t i)
{
    const struct track_point *point = track->point;
    size_t a = i, b = i;
    while (a > 0 && i - a < SPEED_MOST && !point[a].pause_before &&
           point[i].t_us - point[a].t_us < SPEED_REACH_US &&
           point[i].t_us - point[a - 1].t_us <= SPEED_MOST_US)
        a--;
    while (b + 1 < track->n && b - i < SPEED_MOST && !point[b + 1].pause_before &&
           point[b].t_us - point[i].t_us < SPEED_REACH_US &&
           point[b + 1].t_us - point[i].t_us <= SPEED_MOST_US)
        b++;
    if (a == b)
        return (double)NAN;
    return (point[b].distance_m - point[a].distance_m) /
           ((double)(point[b].t_us - point[a].t_us) * 1e-6);
}

static void fill_speed(struct track *track)
{
    for (size_t i = 0; i < track->n; i++)
        if (isnan(track->point[i].speed_mps))
            track->point[i].speed_mps = speed_around(track, i);
}

/* True when most values, of moments that are surely on the move, are more than one foot takes. */
static bool counts_both_feet(const struct track *track, size_t *counted)
{
    size_t above = 0;
    bool speeds = false;
    for (size_t i = 0; i < track->n; i++)
        speeds = speeds || track->point[i].speed_mps > MOVING_MPS;
    *counted = 0;
    for (size_t i = 0; i < track->n; i++) {
        const struct track_point *point = &track->point[i];
        if (!(point->cadence_spm > 0) || (speeds && !(point->speed_mps > MOVING_MPS)))
            continue;
        ++*counted;
        above += point->cadence_spm > BOTH_FEET_SPM;
    }
    return 2 * above > *counted;
}

static bool has_cadence(const struct track *track)
{
    bool any = false;
    for (size_t i = 0; i < track->n && !any; i++)
        any = !isnan(track->point[i].cadence_spm);
    return any;
}

static void settle_cadence(struct track *track, const char *name)
{
    size_t counted;
    bool both = counts_both_feet(track, &counted);
    track->cadence = both ? CADENCE_BOTH_FEET : CADENCE_ONE_FOOT;
    if (both)
        warnings_add(&track->warnings, BKS_WARN_CADENCE_INFERRED,
                     "%s should count one foot, but most of its values lie over %.0f a "
                     "minute: taken as steps of both feet",
                     name, BOTH_FEET_SPM);
    for (size_t i = 0; i < track->n && !both; i++)
        track->point[i].cadence_spm *= 2;
}

void track_build_both_feet(struct track_build *build)
{
    struct track *track = build->track;
    check_ranges(track);
    fill_speed(track);
    if (track->cadence == CADENCE_NONE && has_cadence(track))
        track->cadence = CADENCE_BOTH_FEET;
    check_ranges(track);
    if (track->n > 0)
        track->start.t_us = track->point[0].t_us;
    if (build->backwards > 0)
        warnings_add(&track->warnings, BKS_WARN_TIME_BACKWARDS,
                     "%zu points go back in time and are left out", build->backwards);
}

void track_build_end(struct track_build *build, const char *cadence)
{
    struct track *track = build->track;
    check_ranges(track);
    fill_speed(track); /* whether a value is one of running hangs on it */
    if (has_cadence(track))
        settle_cadence(track, cadence);
    track_build_both_feet(build);
}

void track_drop_gait(struct track *track)
{
    for (size_t i = 0; i < track->n; i++) {
        struct track_point *point = &track->point[i];
        point->cadence_spm = point->oscillation_m = (double)NAN;
        point->contact_s = point->balance_left = (double)NAN;
    }
    warnings_add(&track->warnings, BKS_WARN_CADENCE_INFERRED,
                 "not an activity on foot: its cadence counts no steps and is left out");
}

double track_way_m(double lat1_deg, double lon1_deg, double lat2_deg, double lon2_deg)
{
    double a = lat1_deg * UNITS_RAD_PER_DEG, b = lat2_deg * UNITS_RAD_PER_DEG;
    double half_lat = sin((b - a) / 2);
    double half_lon = sin((lon2_deg - lon1_deg) * UNITS_RAD_PER_DEG / 2);
    double h = half_lat * half_lat + cos(a) * cos(b) * half_lon * half_lon;
    return 2 * EARTH_RADIUS_M * asin(sqrt(h < 1 ? h : 1));
}
