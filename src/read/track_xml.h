/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tracks in XML share: leaf texts, fields of a point, distance from places, damage. */
#ifndef READ_TRACK_XML_H
#define READ_TRACK_XML_H

#include "read/track_build.h"
#include "read/xml_stream.h"

#define TRACK_XML_TEXT 128u /* bytes of a text; what is longer is cut */

/* What the leaves of a point mean. */
enum track_leaf {
    LEAF_NONE,
    LEAF_TIME,
    LEAF_LATITUDE,
    LEAF_LONGITUDE,
    LEAF_ALTITUDE,
    LEAF_DISTANCE,
    LEAF_HEART_RATE,
    LEAF_SPEED,
    LEAF_CADENCE,     /* of any sport */
    LEAF_RUN_CADENCE, /* goes before LEAF_CADENCE */
    LEAF_COUNT
};

/* A track while its XML is read. */
struct track_xml {
    struct track_build build;
    struct bks_fault *fault;
    char text[TRACK_XML_TEXT + 1]; /* of the element that is open */
    size_t n_text;

    /* The point that is open. */
    struct track_point point;
    double latitude, longitude, run_cadence;
    bool timed;

    bool break_before; /* the file begins a new piece */
    bool zoned;        /* stamps name an offset */
    bool any_place, any_distance;
    double last_latitude, last_longitude, way_m;
};

/* A context for a track that is zeroed. */
struct track_xml track_xml_of(struct track *track, struct bks_fault *fault);

/* Adds a piece of text to that of the open element; for struct xml_events. */
void track_xml_text(struct track_xml *xml, const char *text, size_t n);

/* The text as UTF-8. */
void track_xml_copy(const struct track_xml *xml, char *out, size_t room);

/* Begins a point. */
void track_xml_begin(struct track_xml *xml);

/* Gives the open point a value from a text; what is no value is left out. */
void track_xml_leaf(struct track_xml *xml, enum track_leaf leaf, const char *text, size_t n);

/*
 * Ends the point: adds it unless it has no time.
 *
 *   ends  as track_build_add
 */
enum bks_status track_xml_end(struct track_xml *xml) BKS_CHECK;

/*
 * Ends the track after the file was read with `status`: damage behind the first point becomes a
 * warning that names the byte.
 *
 *   in    cadence  as track_build_end
 *   ends  BKS_EMPTY, BKS_DAMAGED, or status
 */
enum bks_status track_xml_close(struct track_xml *xml, enum bks_status status,
                                const char *cadence) BKS_CHECK;

/* The sport that a word of an exporter names. */
enum track_sport track_xml_sport(const char *word);

#endif
