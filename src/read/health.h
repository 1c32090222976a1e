/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Apple Health exports, in two passes over export.xml: first which workouts there are (they stand
 * behind all records, in files of gigabytes), then the records of the one that was chosen.
 */
#ifndef READ_HEALTH_H
#define READ_HEALTH_H

#include "read/track.h"
#include "read/xml_stream.h"

#define HEALTH_MAX_WORKOUT_S 172800u /* a workout of two days; what is longer is cut */
#define HEALTH_MAX_PAUSES    64u
#define HEALTH_MAX_SOURCES   32u

struct workout {
    int64_t start_us, end_us;
    int32_t offset_min;
    char source[96]; /* as the file names it, raw */
    char device[96]; /* UTF-8 */
    enum track_sport sport;
    int64_t pause_us[HEALTH_MAX_PAUSES]; /* where a pause begins */
    size_t n_pauses;
    double steps; /* sum over the workout */
    struct track_summary summary;
};

/* What a search for workouts found. */
struct workouts {
    struct workout best;
    size_t running, walking; /* how many of each */
    bool found;
};

/*
 * Finds the workout that is wished for, running before walking.
 *
 *   out   *workouts  also after BKS_DAMAGED: what came before the damage
 *   ends  as xml_stream_read
 */
enum bks_status health_find(struct workouts *workouts, struct source *source, size_t entry,
                            const struct track_wish *wish, struct bks_fault *fault) BKS_CHECK;

/* Values second by second, each from the one source that was chosen for it. */
struct health_grid;

/*
 * Lays the records of a workout on a grid of seconds.
 *
 *   out   *grid  also after BKS_DAMAGED; health_grid_free
 *   ends  as xml_stream_read
 */
enum bks_status health_records(struct health_grid **grid, const struct workout *workout,
                               struct source *source, size_t entry,
                               struct bks_fault *fault) BKS_CHECK;
void health_grid_free(struct health_grid *grid);

/* Seconds of the grid; the point of second i, whose time is left 0; false where it holds nothing.
 */
size_t health_grid_seconds(const struct health_grid *grid);
bool health_grid_point(const struct health_grid *grid, size_t i, struct track_point *point);

/* How many sources had records that were left out for those of another. */
size_t health_grid_sources(const struct health_grid *grid);

/* An instant "2026-05-01 10:00:05 +0200" of an attribute; false where there is none. */
bool health_instant(int64_t *t_us, int32_t *offset_min, const char *const *attribute,
                    const char *name);

/* A number of an attribute in the unit of another, as SI; NAN where the unit is not known. */
double health_value(const char *const *attribute, const char *name, const char *unit);

/* The last part of a type, behind "HKQuantityTypeIdentifier" and the like; "" where it is none. */
const char *health_type(const char *const *attribute, const char *name, const char *before);

#endif
