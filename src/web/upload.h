/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The body of a request on its way in: fields into the exchange, files to the disk as they come.
 *
 * A file has no name from its first byte on: whatever ends the connection or the server, nothing is
 * left of it. What goes wrong is remembered, the rest of the body is passed over, and it is said at
 * the end.
 */
#ifndef WEB_UPLOAD_H
#define WEB_UPLOAD_H

#include "web/exchange.h"

struct upload;
struct MHD_Connection;

/* How much may come. */
struct upload_limits {
    uint64_t bytes;     /* of the body */
    bool files;         /* files may be in it */
    const char *folder; /* for them; $TMPDIR or /tmp where that does not do */
};

/*
 * Begins a body: multipart/form-data, application/x-www-form-urlencoded or a flat application/json.
 *
 *   out   NULL: it is of another kind (415), or memory is short
 */
struct upload *upload_new(struct exchange *exchange, const struct upload_limits *limits);

/* Takes the next bytes. False: more has come than may, and no more should be read. */
bool upload_take(struct upload *upload, const char *bytes, size_t n);

/* The body is whole: files stand at their start. False: it is answered what was wrong. */
bool upload_end(struct upload *upload);

/* Gives back what is left of it but the files, which are the exchange's. NULL is fine. */
void upload_free(struct upload *upload);

/* A file without a name for its owner alone; -1: errno says why. */
int upload_file(const char *folder);

/* A file name as a sender gave it: its last part, without control characters; never empty. */
void upload_name(char *name, size_t room, const char *sent);

#endif
