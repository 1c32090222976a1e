/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strict look at JSON (RFC 8259): is it valid, and what stands at a path. */
#ifndef SUPPORT_JSON_CHECK_H
#define SUPPORT_JSON_CHECK_H

#include <stdbool.h>
#include <stddef.h>

/*
 * True when the text is exactly one JSON value, blanks around it allowed: no trailing comma, no
 * NaN, no bare control character, no byte that is not UTF-8, no key twice in one object.
 *
 *   out   *where  byte of the first fault, may be NULL
 */
bool json_valid(const char *text, size_t n, size_t *where);

/*
 * Finds "totals.run.steps.value" or "bouts.0.kind" in valid JSON.
 *
 *   out   out   the value's own text ("168", "\"run\"", "{...}"), cut to room; "" where there is
 *               none
 *         true  it is there
 */
bool json_at(char *out, size_t room, const char *text, const char *path);

#endif
