/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first lines of an entry, for recognising what it is. */
#ifndef READ_PEEK_H
#define READ_PEEK_H

#include "read/cells.h"
#include "read/source.h"

#define PEEK_BYTES 16384u /* the header of an app with a hundred columns fits */

struct peek {
    char text[PEEK_BYTES]; /* without byte order mark */
    size_t n;
    char separator;     /* of the first line */
    struct cells cells; /* of the first line; point into text */
};

/* Reads the start of an entry; false when there is nothing to read. */
bool peek_open(struct peek *peek, struct source *source, size_t entry);

/* Line i from 0, without its end; false where it does not lie wholly in the bytes. */
bool peek_line(const struct peek *peek, size_t i, const char **text, size_t *n);

/* True when the bytes look like text: no NUL, few control bytes. */
bool peek_is_text(const struct peek *peek);

#endif
