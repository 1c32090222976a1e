/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points of a track from the leaves of an XML file. */
#include "read/track_xml.h"

#include "base/fault.h"
#include "base/text.h"
#include "read/stamp.h"

#include <math.h>
#include <string.h>

#define PAUSE_US INT64_C(30000000) /* no watch that saves room waits so long between two points */

struct track_xml track_xml_of(struct track *track, struct bks_fault *fault)
{
    const double none = (double)NAN;
    return (struct track_xml){
        .build = {.track = track}, .fault = fault, .last_latitude = none, .last_longitude = none};
}

void track_xml_text(struct track_xml *xml, const char *text, size_t n)
{
    size_t room = TRACK_XML_TEXT - xml->n_text;
    if (n > room)
        n = room;
    memcpy(xml->text + xml->n_text, text, n);
    xml->n_text += n;
}

void track_xml_copy(const struct track_xml *xml, char *out, size_t room)
{
    text_utf8(out, room, xml->text, xml->n_text);
}

void track_xml_begin(struct track_xml *xml)
{
    xml->point = track_point_empty(0);
    xml->latitude = xml->longitude = xml->run_cadence = (double)NAN;
    xml->timed = false;
}

static void set_time(struct track_xml *xml, const char *text, const char *end)
{
    struct stamp stamp;
    if (!stamp_scan(&stamp, text, end, STAMP_YMD))
        return;
    struct bks_instant *start = &xml->build.track->start;
    xml->point.t_us = stamp.t_us;
    xml->timed = true;
    /* Both formats say UTC; a stamp without a zone is one as well. */
    if (start->kind == BKS_CLOCK_NONE)
        start->kind = BKS_CLOCK_UTC;
    if (stamp.zone == STAMP_OFFSET && xml->build.track->n == 0) {
        start->kind = BKS_CLOCK_ZONED;
        start->offset_min = stamp.offset_min;
    }
}

/* Where the value of a leaf goes. */
static double *field_of(struct track_xml *xml, enum track_leaf leaf)
{
    double *const fields[LEAF_COUNT] = {
        [LEAF_LATITUDE] = &xml->latitude,
        [LEAF_LONGITUDE] = &xml->longitude,
        [LEAF_ALTITUDE] = &xml->point.altitude_m,
        [LEAF_DISTANCE] = &xml->point.distance_m,
        [LEAF_HEART_RATE] = &xml->point.heart_rate_bpm,
        [LEAF_SPEED] = &xml->point.speed_mps,
        [LEAF_CADENCE] = &xml->point.cadence_spm,
        [LEAF_RUN_CADENCE] = &xml->run_cadence,
    };
    return fields[leaf];
}

void track_xml_leaf(struct track_xml *xml, enum track_leaf leaf, const char *text, size_t n)
{
    const char *end = text + n;
    double value;
    while (text < end && strchr(" \t\r\n", *text))
        text++;
    if (leaf == LEAF_TIME)
        set_time(xml, text, end);
    else if (leaf != LEAF_NONE && text_number(&value, text, end, '.'))
        *field_of(xml, leaf) = value;
}

/* Adds up the way between places, for files that do not say the distance. */
static void go(struct track_xml *xml)
{
    bool here = fabs(xml->latitude) <= 90 && fabs(xml->longitude) <= 180;
    if (!here)
        return;
    if (!isnan(xml->last_latitude))
        xml->way_m +=
            track_way_m(xml->last_latitude, xml->last_longitude, xml->latitude, xml->longitude);
    xml->any_place = true;
    xml->last_latitude = xml->latitude;
    xml->last_longitude = xml->longitude;
    if (!xml->any_distance)
        xml->point.distance_m = xml->way_m;
}

enum bks_status track_xml_end(struct track_xml *xml)
{
    const struct track *track = xml->build.track;
    if (!xml->timed)
        return BKS_OK;
    if (!isnan(xml->run_cadence))
        xml->point.cadence_spm = xml->run_cadence;
    bool first = track->n == 0;
    xml->any_distance = xml->any_distance || !isnan(xml->point.distance_m);
    go(xml);
    bool late = !first && xml->point.t_us - track->point[track->n - 1].t_us > PAUSE_US;
    xml->point.pause_before = !first && (xml->break_before || late);
    xml->break_before = false;
    return track_build_add(&xml->build, &xml->point, xml->fault);
}

enum bks_status track_xml_close(struct track_xml *xml, enum bks_status status, const char *cadence)
{
    struct track *track = xml->build.track;
    if (status == BKS_DAMAGED && track->n > 0)
        warnings_add(&track->warnings, BKS_WARN_TRUNCATED,
                     "%.120s at byte %lld; it is read up to "
                     "there",
                     xml->fault->what, (long long)xml->fault->offset);
    else if (status != BKS_OK)
        return status;
    if (track->n == 0)
        return fault_set(xml->fault, BKS_EMPTY, "export the activity itself",
                         "no points with a time in it");
    if (track->sport == TRACK_SPORT_OTHER)
        track_drop_gait(track);
    track_build_end(&xml->build, cadence);
    return BKS_OK;
}

/* True when a word has a part, ASCII case ignored. */
static bool has_part(const char *word, const char *part)
{
    for (; *word; word++) {
        char piece[16];
        size_t n = strlen(part);
        if (strlen(word) < n)
            return false;
        memcpy(piece, word, n);
        piece[n] = '\0';
        if (text_equal_nocase(piece, part))
            return true;
    }
    return false;
}

enum track_sport track_xml_sport(const char *word)
{
    static const struct {
        const char *part;
        enum track_sport sport;
    } parts[] = {
        {"run", TRACK_SPORT_RUN},   {"jog", TRACK_SPORT_RUN},    {"walk", TRACK_SPORT_WALK},
        {"hik", TRACK_SPORT_WALK},  {"cycl", TRACK_SPORT_OTHER}, {"bik", TRACK_SPORT_OTHER},
        {"rid", TRACK_SPORT_OTHER}, {"swim", TRACK_SPORT_OTHER}, {"row", TRACK_SPORT_OTHER},
        {"ski", TRACK_SPORT_OTHER}, {"skat", TRACK_SPORT_OTHER}, {"driv", TRACK_SPORT_OTHER},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (has_part(word, parts[i].part))
            return parts[i].sport;
    return TRACK_SPORT_UNKNOWN;
}
