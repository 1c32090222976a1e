/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A body of JSON: one flat object, whose members become fields. */
#ifndef WEB_UPLOAD_JSON_H
#define WEB_UPLOAD_JSON_H

#include "web/exchange.h"

#define UPLOAD_JSON_MOST 65536 /* bytes */

/* {0} at first; text is given back by the caller. */
struct upload_json {
    char *text;
    size_t n;
};

/* Takes the next bytes; false: too long, or out of memory. */
bool upload_json_take(struct upload_json *json, const char *bytes, size_t n);

/* Strings, numbers and true, false (as yes, no) become fields; null is none. False: it is no such
 * object. */
bool upload_json_end(struct upload_json *json, struct exchange *exchange);

#endif
