/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A workout of an Apple Health export as a track.
 *
 * The export is a zip (or its folder, or the XML alone) with years of records; which run is read is
 * said. Steps count both feet.
 */
#include "base/fault.h"
#include "base/text.h"
#include "read/health.h"
#include "read/track_build.h"
#include "read/tracks.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define US_PER_S  INT64_C(1000000)
#define MAX_TRIES 8 /* XML files of an export that are looked into */

static bool is_xml(const char *name)
{
    size_t n = strlen(name);
    return n > 4 && text_equal_nocase(name + n - 4, ".xml");
}

/* The entry with the records, whatever its name in the phone's language; SIZE_MAX where none. */
static size_t find_entry(struct source *source)
{
    size_t entries = source_entries(source), tries = 0;
    for (size_t i = 0; i < entries && tries < MAX_TRIES; i++) {
        if (source_kind_of(source) != SOURCE_FILE && !is_xml(source_entry_name(source, i)))
            continue;
        tries++;
        if (xml_stream_claims(source, i, "", "HealthData"))
            return i;
    }
    return SIZE_MAX;
}

static enum bks_status no_workout(enum bks_status status, struct bks_fault *fault)
{
    if (status == BKS_DAMAGED)
        return status;
    return fault_set(fault, BKS_EMPTY, "record the run as a workout on the watch",
                     "no running workout in this export");
}

static void name_workout(struct track *track, const struct workouts *found,
                         const struct track_wish *wish)
{
    const struct workout *best = &found->best;
    bool run = best->sport == TRACK_SPORT_RUN;
    size_t n = run ? found->running : found->walking;
    struct civil civil;
    text_civil(&civil, best->start_us + best->offset_min * 60 * US_PER_S);
    warnings_add(&track->warnings, BKS_WARN_ONE_OF_SEVERAL,
                 "the export holds %zu %s workout%s; the %s is read, of %04d-%02d-%02d %02d:%02d",
                 n, run ? "running" : "walking", n == 1 ? "" : "s",
                 wish->at_given ? "nearest" : "latest", civil.year, civil.month, civil.day,
                 civil.hour, civil.minute);
}

static enum bks_status add_points(struct track *track, const struct workout *workout,
                                  const struct health_grid *grid, struct bks_fault *fault)
{
    struct track_build build = {.track = track};
    double way_m = 0;
    bool any_way = false;
    size_t pause = 0;
    enum bks_status status = BKS_OK;
    for (size_t i = 0; status == BKS_OK && i < health_grid_seconds(grid); i++) {
        struct track_point point;
        if (!health_grid_point(grid, i, &point))
            continue;
        point.t_us = workout->start_us + (int64_t)i * US_PER_S;
        any_way = any_way || !isnan(point.distance_m);
        way_m += isnan(point.distance_m) ? 0 : point.distance_m;
        point.distance_m = any_way ? way_m : (double)NAN;
        for (; pause < workout->n_pauses && workout->pause_us[pause] < point.t_us; pause++)
            point.pause_before = track->n > 0;
        status = track_build_add(&build, &point, fault);
    }
    if (status == BKS_OK && track->n == 0)
        return fault_set(fault, BKS_EMPTY, "allow the watch to record steps and speed",
                         "the workout has no records of its time");
    track_build_both_feet(&build);
    return status;
}

static void say(struct track *track, const struct health_grid *grid, enum bks_status status,
                const struct bks_fault *fault)
{
    size_t others = health_grid_sources(grid);
    if (others > 0)
        warnings_add(&track->warnings, BKS_WARN_DUPLICATE_STAMPS,
                     "%zu other source%s wrote of the same time; one source is taken for each "
                     "second",
                     others, others == 1 ? "" : "s");
    if (status == BKS_DAMAGED)
        warnings_add(&track->warnings, BKS_WARN_TRUNCATED,
                     "%.120s at byte %lld; it is read up to there", fault->what,
                     (long long)fault->offset);
}

static enum bks_status read_track(struct track *track, struct source *source,
                                  const struct track_wish *wish, struct bks_fault *fault)
{
    struct bks_fault own;
    struct bks_fault *where = fault ? fault : &own;
    struct workouts found;
    struct health_grid *grid = NULL;
    size_t entry = find_entry(source);
    if (entry == SIZE_MAX)
        return fault_set(fault, BKS_UNKNOWN_FORMAT, NULL, "no Health export in it");
    enum bks_status status = health_find(&found, source, entry, wish, where);
    if (status != BKS_OK && status != BKS_DAMAGED)
        return status;
    if (!found.found)
        return no_workout(status, where);
    track->sport = found.best.sport;
    track->summary = found.best.summary;
    (void)snprintf(track->device, sizeof track->device, "%s", found.best.device);
    track->start.kind = BKS_CLOCK_ZONED;
    track->start.offset_min = found.best.offset_min;
    if (found.running + found.walking > 1)
        name_workout(track, &found, wish);
    status = health_records(&grid, &found.best, source, entry, where);
    if (status == BKS_OK || status == BKS_DAMAGED) {
        say(track, grid, status, where);
        status = add_points(track, &found.best, grid, where);
    }
    health_grid_free(grid);
    return status;
}

static enum probe_answer probe(struct source *source)
{
    return find_entry(source) != SIZE_MAX ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

const struct track_format track_format_health = {
    .about = {.id = "apple-health",
              .title = "Apple Health export",
              .recognised_by = "zip with XML whose root is HealthData",
              .gives = "track of one workout: speed, distance, cadence, contact time and vertical "
                       "oscillation; UTC with the zone of the export"},
    .probe = probe,
    .read = read_track,
};
