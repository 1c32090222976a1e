/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON as a stream, through libyajl: events of keys, values and brackets in bounded memory, however
 * long a document, a text or a nest is.
 */
#ifndef READ_JSON_STREAM_H
#define READ_JSON_STREAM_H

#include "read/source.h"

#include <stdbool.h>

#define JSON_MAX_DEPTH 32    /* brackets in brackets; more is no recording */
#define JSON_MAX_TOKEN 65536 /* bytes of a text or number; more is no recording */

/* What the document consists of, in its order. Texts are not NUL-terminated; all are borrowed. */
struct json_events {
    /* Answer BKS_OK to go on; anything else ends json_stream_read with it. Any may be NULL. */
    enum bks_status (*key)(void *context, const char *text, size_t n);
    /* A text, or a number as it is written; true, false and null are passed over. */
    enum bks_status (*value)(void *context, const char *text, size_t n);
    enum bks_status (*enter)(void *context, bool array);
    enum bks_status (*leave)(void *context, bool array);
};

/*
 * Reads one entry from start to end; several documents may follow one another.
 *
 *   ends  BKS_DAMAGED  no JSON from some byte on, cut short, too deep or too long: *fault says
 *                      which; what came before is told already
 *         BKS_NO_MEMORY, as stream_open and stream_read, or what an event answered
 */
enum bks_status json_stream_read(struct source *source, size_t entry,
                                 const struct json_events *events, void *context,
                                 struct bks_fault *fault) BKS_CHECK;

/* True when an entry's first bytes are JSON and hold all of the words; ends with NULL. */
bool json_stream_claims(struct source *source, size_t entry, const char *const words[]);

/* A JSON number, or one in a text; NAN where it is none. */
double json_stream_number(const char *text, size_t n);

#endif
