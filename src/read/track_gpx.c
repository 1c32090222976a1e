/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GPX 1.1 and 1.0: trk > trkseg > trkpt, with cadence, heart rate and speed in extensions.
 *
 * Distance is the way between the places, and speed follows from it where none is given. The
 * extension names cadence without a unit; Garmin's writes that of one foot.
 */
#include "read/track_xml.h"
#include "read/tracks.h"

#include "base/text.h"

#include <string.h>

#define URI           "http://www.topografix.com/GPX/1/"
#define URI_EXTENSION "http://www.garmin.com/xmlschemas/TrackPointExtension/"
#define URI_CLUETRUST "http://www.cluetrust.com/XML/GPXDATA/"

static const struct {
    const char *uri, *name;
    enum track_leaf leaf;
} leaves[] = {
    {URI, "time", LEAF_TIME},
    {URI, "ele", LEAF_ALTITUDE},
    {URI, "speed", LEAF_SPEED}, /* GPX 1.0, and the phones that write it bare */
    {URI_EXTENSION, "speed", LEAF_SPEED},
    {URI_EXTENSION, "hr", LEAF_HEART_RATE},
    {URI_EXTENSION, "cad", LEAF_RUN_CADENCE},
    {URI_CLUETRUST, "hr", LEAF_HEART_RATE},
    {URI_CLUETRUST, "cadence", LEAF_CADENCE},
};

struct gpx {
    struct track_xml xml;
    bool in_point, in_track;
    size_t pieces;
};

static bool is(const struct xml_name *name, const char *local)
{
    return xml_name_is(name, URI, local);
}

static void begin_point(struct gpx *gpx, const char *const *attribute)
{
    const char *latitude = xml_attribute(attribute, "lat");
    const char *longitude = xml_attribute(attribute, "lon");
    gpx->in_point = true;
    track_xml_begin(&gpx->xml);
    if (latitude && longitude) {
        track_xml_leaf(&gpx->xml, LEAF_LATITUDE, latitude, strlen(latitude));
        track_xml_leaf(&gpx->xml, LEAF_LONGITUDE, longitude, strlen(longitude));
    }
}

static enum bks_status on_start(void *context, const struct xml_name *name,
                                const char *const *attribute)
{
    struct gpx *gpx = context;
    struct track *track = gpx->xml.build.track;
    gpx->xml.n_text = 0;
    if (is(name, "trkpt")) {
        begin_point(gpx, attribute);
    } else if (is(name, "trkseg")) {
        gpx->xml.break_before = gpx->pieces++ > 0;
    } else if (is(name, "trk")) {
        gpx->in_track = true;
    } else if (is(name, "gpx")) {
        const char *creator = xml_attribute(attribute, "creator");
        if (creator)
            text_utf8(track->device, sizeof track->device, creator, strlen(creator));
    }
    return BKS_OK;
}

static enum bks_status on_end(void *context, const struct xml_name *name)
{
    struct gpx *gpx = context;
    struct track_xml *xml = &gpx->xml;
    enum bks_status status = BKS_OK;
    if (is(name, "trkpt")) {
        gpx->in_point = false;
        status = track_xml_end(xml);
    } else if (gpx->in_point) {
        for (size_t i = 0; i < sizeof leaves / sizeof leaves[0]; i++)
            if (xml_name_is(name, leaves[i].uri, leaves[i].name))
                track_xml_leaf(xml, leaves[i].leaf, xml->text, xml->n_text);
    } else if (gpx->in_track && is(name, "type")) {
        char word[TRACK_XML_TEXT + 1];
        track_xml_copy(xml, word, sizeof word);
        xml->build.track->sport = track_xml_sport(word);
    } else if (is(name, "trk")) {
        gpx->in_track = false;
    }
    xml->n_text = 0;
    return status;
}

static enum bks_status on_text(void *context, const char *text, size_t n)
{
    struct gpx *gpx = context;
    track_xml_text(&gpx->xml, text, n);
    return BKS_OK;
}

static enum bks_status read_track(struct track *track, struct source *source,
                                  const struct track_wish *wish, struct bks_fault *fault)
{
    static const struct xml_events events = {on_start, on_end, on_text};
    struct bks_fault own;
    struct gpx gpx = {.xml = track_xml_of(track, fault ? fault : &own)};
    (void)wish;
    enum bks_status status = xml_stream_read(source, 0, &events, &gpx, gpx.xml.fault);
    return track_xml_close(&gpx.xml, status, "cad");
}

static enum probe_answer probe(struct source *source)
{
    bool single = source_kind_of(source) != SOURCE_FOLDER && source_entries(source) == 1;
    return single && xml_stream_claims(source, 0, URI, "gpx") ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

const struct track_format track_format_gpx = {
    .about = {.id = "gpx",
              .title = "GPX track",
              .recognised_by = "XML with the root gpx",
              .gives = "track: altitude, cadence; distance and speed from its places; UTC"},
    .probe = probe,
    .read = read_track,
};
