/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * XML as a stream, through expat behind a filter: elements, attributes and texts in bounded memory,
 * however long the file, a tag or a nest is. There are no entities but the five of XML itself.
 */
#ifndef READ_XML_STREAM_H
#define READ_XML_STREAM_H

#include "read/source.h"

#define XML_MAX_DEPTH 64u        /* elements in elements; more is no activity */
#define XML_MAX_TOKEN (1u << 20) /* bytes of a tag; more is no activity */
#define XML_MAX_NAMES 4096u      /* different names of elements and attributes */

/* An element's name: by its namespace, whatever the prefix. Borrowed. */
struct xml_name {
    const char *uri; /* n_uri bytes, not NUL-terminated */
    size_t n_uri;    /* 0: in no namespace */
    const char *local;
};

/* Answer BKS_OK to go on; anything else ends xml_stream_read with it. Any may be NULL. */
struct xml_events {
    /* attribute: name, value, name, value, ..., NULL; in no order. */
    enum bks_status (*start)(void *context, const struct xml_name *name,
                             const char *const *attribute);
    enum bks_status (*end)(void *context, const struct xml_name *name);
    /* A piece of a text; not NUL-terminated. */
    enum bks_status (*text)(void *context, const char *text, size_t n);
};

/*
 * Reads one entry from start to end.
 *
 *   ends  BKS_DAMAGED  no XML from some byte on, cut short, too deep or too long: *fault says what
 *                      and where, and must be given; what came before is told already
 *         BKS_NO_MEMORY, as stream_open and stream_read, or what an event answered
 */
enum bks_status xml_stream_read(struct source *source, size_t entry,
                                const struct xml_events *events, void *context,
                                struct bks_fault *fault) BKS_CHECK;

/*
 * True when an entry is XML whose root element has that name, in that namespace or in none.
 *
 *   in    uri  or NULL: any namespace
 */
bool xml_stream_claims(struct source *source, size_t entry, const char *uri, const char *local);

/* True when a name is this one, in the namespace that begins with uri or in none. */
bool xml_name_is(const struct xml_name *name, const char *uri, const char *local);

/* The value of an attribute, or NULL. */
const char *xml_attribute(const char *const *attribute, const char *name);

#endif
