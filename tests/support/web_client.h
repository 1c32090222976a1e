/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small client of HTTP: what is sent is in the hands of the test, byte by byte. */
#ifndef SUPPORT_WEB_CLIENT_H
#define SUPPORT_WEB_CLIENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An answer. */
struct web_answer {
    int status;       /* 0: none came, or none that is HTTP */
    char *text;       /* all of it, NUL-terminated */
    const char *body; /* in it */
    size_t n_body;
};

/* A connection to 127.0.0.1, with a patience of 60 s; -1 where none listens. */
int web_connect(uint16_t port);

/* Sends n bytes; false where the other end is gone. */
bool web_send(int socket, const void *bytes, size_t n);
bool web_say(int socket, const char *text);

/* Reads one answer, by its Content-Length, in chunks or to the end; web_clear. */
struct web_answer web_read(int socket, bool head);
void web_clear(struct web_answer *answer);

/* Whether a header has a value that contains a text. */
bool web_header(const struct web_answer *answer, const char *name, const char *part);

/* One request on a connection of its own: headers are lines that end with CR LF, body may be NULL.
 */
struct web_answer web_ask(uint16_t port, const char *method, const char *path, const char *headers,
                          const char *body);

/* The parts of a form. */
struct web_part {
    const char *name, *value; /* value: of a field, or the path of a file to send */
    const char *file;         /* the name that it goes by, or NULL: a field */
};

/* The whole text of a POST of such a form; out: bytes, to be freed with free(). */
char *web_form(size_t *n, const char *path, const char *headers, const struct web_part *parts,
               size_t n_parts);

/* Sends such a form on a connection of its own. */
struct web_answer web_post(uint16_t port, const char *path, const char *headers,
                           const struct web_part *parts, size_t n_parts);

#endif
