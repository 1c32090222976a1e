/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Where the values of a JSON text lie, without reading it into anything: a text of any size costs
 * no memory, and a nest of any depth no stack.
 *
 * A piece that is found ends where its brackets and quotes end; whether it is JSON inside is for
 * its reader to say.
 */
#ifndef STORE_PIECES_H
#define STORE_PIECES_H

#include <stdbool.h>
#include <stddef.h>

/* Some of a text, borrowed. */
struct piece {
    const char *at; /* NULL: none */
    size_t n;
};

/* A walk over the members of an object, or the items of an array. */
struct pieces {
    const char *at, *end;
    char close; /* '}' or ']' */
    bool first, broken;
};

/* A value with nothing but white space around it; none where it is broken. */
struct piece piece_of(const char *text, size_t n);

/* Broken where the piece is no object ('{'), or no array ('['). */
struct pieces pieces_in(struct piece piece, char open);

/*
 * The next one.
 *
 *   out   *key   of a member, without its quotes and as it is escaped; NULL fits for items
 *         false  at the end, and where it is broken
 */
bool pieces_next(struct pieces *pieces, struct piece *key, struct piece *value);

/* Whether a key is this one. */
bool piece_is(struct piece key, const char *text);

#endif
