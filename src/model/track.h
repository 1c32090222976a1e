/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a watch or a phone's location knew of a run: points in time order, each with what it had.
 *
 * Units are SI; cadence is that of both feet, whatever the file counted. NAN where a point lacks a
 * field.
 */
#ifndef MODEL_TRACK_H
#define MODEL_TRACK_H

#include "backstride/recording.h"
#include "model/warnings.h"

#define TRACK_MAX_POINTS 2000000 /* 23 days at one a second; more are refused */

struct track_point {
    int64_t t_us;      /* UTC, see track.start for what is known of the zone */
    double speed_mps;  /* 0 .. 15 */
    double distance_m; /* from the start of the activity */
    double altitude_m;
    double cadence_spm;   /* steps a minute of both feet */
    double oscillation_m; /* vertical, as the device reports it */
    double contact_s;     /* ground contact time */
    double balance_left;  /* left foot's share of contact time, 0 .. 1 */
    double heart_rate_bpm;
    bool pause_before; /* the device was stopped between the point before and this one */
};

/* How the file's cadence became steps a minute of both feet. */
enum cadence_origin {
    CADENCE_NONE,     /* the file has none */
    CADENCE_ONE_FOOT, /* the declared field counts one foot; doubled */
    CADENCE_BOTH_FEET /* the declared field counts both */
};

/* What the device says that the activity was; on foot where it is not OTHER. */
enum track_sport { TRACK_SPORT_UNKNOWN, TRACK_SPORT_RUN, TRACK_SPORT_WALK, TRACK_SPORT_OTHER };

/* What the device itself says of the whole activity; NAN where it does not. */
struct track_summary {
    double distance_m, duration_s;
    double oscillation_m, contact_s, cadence_spm; /* averages */
};

struct track {
    const char *format;       /* id, static */
    char device[96];          /* as the file names it, UTF-8, or "" */
    struct bks_instant start; /* of the first point */
    enum cadence_origin cadence;
    enum track_sport sport;
    struct track_summary summary;
    struct track_point *point; /* in time order, never back */
    size_t n, capacity;
    struct warnings warnings;
};

/*
 * Adds a point at the end; one that is not later than the last is dropped.
 *
 *   ends  BKS_NO_MEMORY, BKS_TOO_LARGE
 */
enum bks_status track_add(struct track *track, const struct track_point *point) BKS_CHECK;

/* A point, and a summary, with every field NAN. */
struct track_point track_point_empty(int64_t t_us);
struct track_summary track_summary_empty(void);
void track_clear(struct track *track);

#endif
