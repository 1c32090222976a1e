/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Training Center XML: Activity > Lap > Track > Trackpoint, with speed and run cadence in
 * extensions.
 *
 * Of several activities in one file the one that is wished for is kept, or the latest; running goes
 * before other sports. A second Track in a Lap is a pause.
 */
#include "base/fault.h"
#include "read/track_xml.h"
#include "read/tracks.h"

#include <string.h>

#define URI           "http://www.garmin.com/xmlschemas/TrainingCenterDatabase/"
#define URI_EXTENSION "http://www.garmin.com/xmlschemas/ActivityExtension/"

/* Leaves of a Trackpoint, and those that open and close round them. */
static const struct {
    const char *uri, *name;
    enum track_leaf leaf;
} leaves[] = {
    {URI, "Time", LEAF_TIME},
    {URI, "LatitudeDegrees", LEAF_LATITUDE},
    {URI, "LongitudeDegrees", LEAF_LONGITUDE},
    {URI, "AltitudeMeters", LEAF_ALTITUDE},
    {URI, "DistanceMeters", LEAF_DISTANCE},
    {URI, "Value", LEAF_HEART_RATE},
    {URI, "Cadence", LEAF_CADENCE},
    {URI_EXTENSION, "Speed", LEAF_SPEED},
    {URI_EXTENSION, "RunCadence", LEAF_RUN_CADENCE},
};

struct tcx {
    struct track_xml xml; /* of the activity that is open */
    struct track best;    /* of those that are closed */
    const struct track_wish *wish;
    size_t activities;
    bool in_point, in_creator, lap_has_track;
};

static bool is(const struct xml_name *name, const char *local)
{
    return xml_name_is(name, URI, local);
}

/* Microseconds between an activity and the wished instant. */
static int64_t away_us(const struct track *track, int64_t at_us)
{
    int64_t first = track->point[0].t_us, last = track->point[track->n - 1].t_us;
    if (at_us < first)
        return first - at_us;
    return at_us > last ? at_us - last : 0;
}

static bool is_better(const struct track *a, const struct track *b, const struct track_wish *wish)
{
    bool other_a = a->sport == TRACK_SPORT_OTHER, other_b = b->sport == TRACK_SPORT_OTHER;
    if (a->n == 0 || b->n == 0)
        return b->n == 0;
    if (other_a != other_b)
        return other_b;
    if (wish->at_given)
        return away_us(a, wish->at_us) < away_us(b, wish->at_us);
    return a->point[0].t_us >= b->point[0].t_us;
}

/* Ends an activity: the better of it and the best so far is kept. */
static void end_activity(struct tcx *tcx)
{
    struct track *current = tcx->xml.build.track, worse = tcx->best;
    if (is_better(current, &tcx->best, tcx->wish)) {
        tcx->best = *current;
        *current = worse;
    }
    track_clear(current);
    tcx->activities++;
}

static void begin_activity(struct tcx *tcx, const char *sport)
{
    struct track *track = tcx->xml.build.track;
    struct bks_fault *fault = tcx->xml.fault;
    track_clear(track);
    track->summary = track_summary_empty();
    track->sport = track_xml_sport(sport ? sport : "");
    tcx->xml = track_xml_of(track, fault);
}

static enum bks_status on_start(void *context, const struct xml_name *name,
                                const char *const *attribute)
{
    struct tcx *tcx = context;
    tcx->xml.n_text = 0;
    if (is(name, "Trackpoint")) {
        tcx->in_point = true;
        track_xml_begin(&tcx->xml);
    } else if (is(name, "Activity")) {
        begin_activity(tcx, xml_attribute(attribute, "Sport"));
    } else if (is(name, "Lap")) {
        tcx->lap_has_track = false;
    } else if (is(name, "Track")) {
        tcx->xml.break_before = tcx->xml.break_before || tcx->lap_has_track;
        tcx->lap_has_track = true;
    } else if (is(name, "Creator")) {
        tcx->in_creator = true;
    }
    return BKS_OK;
}

static void end_leaf(struct tcx *tcx, const struct xml_name *name)
{
    for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++)
        if (xml_name_is(name, leaves[i].uri, leaves[i].name))
            track_xml_leaf(&tcx->xml, leaves[i].leaf, tcx->xml.text, tcx->xml.n_text);
}

static enum bks_status on_end(void *context, const struct xml_name *name)
{
    struct tcx *tcx = context;
    enum bks_status status = BKS_OK;
    if (is(name, "Trackpoint")) {
        tcx->in_point = false;
        status = track_xml_end(&tcx->xml);
    } else if (tcx->in_point) {
        end_leaf(tcx, name);
    } else if (is(name, "Activity")) {
        end_activity(tcx);
    } else if (is(name, "Creator")) {
        tcx->in_creator = false;
    } else if (tcx->in_creator && is(name, "Name")) {
        struct track *track = tcx->xml.build.track;
        track_xml_copy(&tcx->xml, track->device, sizeof track->device);
    }
    tcx->xml.n_text = 0;
    return status;
}

static enum bks_status on_text(void *context, const char *text, size_t n)
{
    struct tcx *tcx = context;
    track_xml_text(&tcx->xml, text, n);
    return BKS_OK;
}

static enum bks_status read_track(struct track *track, struct source *source,
                                  const struct track_wish *wish, struct bks_fault *fault)
{
    static const struct xml_events events = {on_start, on_end, on_text};
    const char *format = track->format;
    struct bks_fault own;
    struct tcx tcx = {.wish = wish};
    tcx.xml = track_xml_of(track, fault ? fault : &own);
    enum bks_status status = xml_stream_read(source, 0, &events, &tcx, tcx.xml.fault);
    bool open = track->n > 0; /* the file ended in the middle of an activity */
    if (open && (status == BKS_OK || status == BKS_DAMAGED))
        end_activity(&tcx);
    track_clear(track);
    *track = tcx.best;
    track->format = format;
    if (tcx.activities > 1 && track->n > 0)
        warnings_add(&track->warnings, BKS_WARN_ONE_OF_SEVERAL,
                     "%zu activities in one file; the %s is read", tcx.activities,
                     wish->at_given ? "nearest" : "latest");
    return track_xml_close(&tcx.xml, status, "RunCadence");
}

static enum probe_answer probe(struct source *source)
{
    bool single = source_kind_of(source) != SOURCE_FOLDER && source_entries(source) == 1;
    return single && xml_stream_claims(source, 0, URI, "TrainingCenterDatabase") ? PROBE_CERTAIN
                                                                                 : PROBE_NOT_MINE;
}

const struct track_format track_format_tcx = {
    .about = {.id = "tcx",
              .title = "Training Center XML activity",
              .recognised_by = "XML with the root TrainingCenterDatabase",
              .gives = "track: distance, altitude, speed and cadence; UTC"},
    .probe = probe,
    .read = read_track,
};
