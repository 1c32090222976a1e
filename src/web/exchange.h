/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One request and its answer, whatever carries them. A handler reads the first half and fills the
 * second; it never sees a socket.
 */
#ifndef WEB_EXCHANGE_H
#define WEB_EXCHANGE_H

#include "backstride/status.h"
#include "base/arena.h"
#include "web/visitors.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct site;
struct store;

enum web_method { WEB_GET, WEB_POST, WEB_DELETE, WEB_OTHER }; /* HEAD is a GET without its body */

#define WEB_PARTS      3    /* {} of a route */
#define WEB_FIELDS     128  /* of a query and a form together */
#define WEB_FILES      32   /* of one form */
#define WEB_FIELD_ROOM 8192 /* bytes of a value; longer is 413 */

/* A value of the query or the form: UTF-8, as it was sent. */
struct web_field {
    const char *name, *value;
};

/* A file that was uploaded: it has no name on the disk any more, and is gone once fd is closed. */
struct web_file {
    const char *name; /* as the sender calls it, its last part; for people only */
    int fd;           /* at its start; -1: taken by a handler, who closes it */
    uint64_t size;
};

struct exchange {
    /* asked */
    enum web_method method;
    const char *path;                   /* decoded; begins with '/' */
    const char *part[WEB_PARTS];        /* what stood at each {} of the route */
    struct web_field field[WEB_FIELDS]; /* [n_fields] */
    size_t n_fields;
    struct web_file file[WEB_FILES]; /* [n_files] */
    size_t n_files;
    const char *(*header)(const struct exchange *exchange, const char *name); /* or NULL */
    void *connection;       /* of whoever carries it */
    const char *address;    /* of who asks, numeric */
    struct visitor visitor; /* who asks */
    struct site *site;
    struct arena arena; /* lives as long as the exchange */

    /* answered: 200, "text/html; charset=utf-8" and nothing else, unless said */
    unsigned status;
    const char *type;
    FILE *out;            /* the body */
    const char *location; /* of a 303 */
    const char *cookie;   /* a whole Set-Cookie */
    const char *filename; /* offered to keep it under, or NULL */
    const char *allow;    /* of a 405 */
    unsigned retry_s;     /* when to come again, of a 429 or 503; 0: not said */
    bool inline_style;    /* the body has its own style: the report */
    bool private_data;    /* never kept by a cache; true unless said */
    /* A body that comes bit by bit (server-sent events): called until it answers false; waits by
     * itself. NULL: `out` is the body. */
    bool (*more)(struct exchange *exchange, FILE *out);
    int64_t following; /* for `more`: how often it was called ... */
    void *followed;    /* ... and what it follows, in the arena */
};

/* A value by name, the first; NULL where it was not sent. */
const char *exchange_field(const struct exchange *exchange, const char *name);

/* Whether JSON is answered: routes below /api/, and whoever accepts nothing else. */
bool exchange_is_api(const struct exchange *exchange);

/*
 * Answers an error, as {"error": {"id", "text"}} or as a page that says what to do next.
 *
 *   in    status  400, 401, 403, 404, 405, 413, 415, 422, 429, 500, 503, 507
 *         id      "too_large"; static
 *         text    a sentence for people
 */
void exchange_fail(struct exchange *exchange, unsigned status, const char *id, const char *text);

/* The same of a fault of the library: its status, id and line. */
void exchange_fault(struct exchange *exchange, const struct bks_fault *fault);

/* The HTTP status of a fault of the library. */
unsigned exchange_status_of(enum bks_status status);

/* Answers JSON from now on, with a status: 200, 201, 202. */
void exchange_json(struct exchange *exchange, unsigned status);

/* Today where the computer is, or in a zone; and in the zone of a runner's profile. */
int32_t exchange_today(const char *zone);
bool exchange_day(struct exchange *exchange, struct store *store, int64_t runner, int32_t *day);

/* A whole number of a field or a part of the path; false: it is none. */
bool exchange_whole(int64_t *value, const char *text);

/* Sends the visitor on with a GET (303). */
void exchange_see(struct exchange *exchange, const char *location);

/*
 * Opens the history, which the caller closes; false: it is answered that it cannot be.
 */
bool exchange_store(struct exchange *exchange, struct store **store, bool write);

/*
 * The runner of a slug that the visitor may see; false: 404 is answered, and never whether there is
 * such a runner.
 */
struct runner;
bool exchange_runner(struct exchange *exchange, struct store *store, struct runner *runner,
                     const char *slug);

/*
 * The recording of a number that the visitor may see, and whose it is; false: 404 is answered.
 *
 *   out   *kept  kept_session_free
 */
struct kept_session;
bool exchange_session(struct exchange *exchange, struct store *store, struct runner *runner,
                      struct kept_session **kept, const char *id);

/* Removes a recording, and the file that was kept of it; false: it is answered why not. */
bool exchange_remove(struct exchange *exchange, struct store *store, const struct runner *runner,
                     int64_t id);

/* Removes a runner with all that is of them, and the files that were kept; as exchange_remove. */
bool exchange_forget(struct exchange *exchange, struct store *store, const struct runner *runner);

#endif
