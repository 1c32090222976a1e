/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * JSON straight to a stream: one line, no tree, no memory, whatever the length.
 *
 * The caller opens and closes in order; commas are put where they belong. A failing stream is
 * asked for once, at the end.
 */
#ifndef REPORT_JSON_WRITER_H
#define REPORT_JSON_WRITER_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct json_writer {
    FILE *out;
    bool comma; /* something stands before the next item of this level */
};

/* A writer at the start of its line. */
struct json_writer json_start(FILE *out);

/* '{' or '[' as a value; '}' or ']'. */
void json_open(struct json_writer *json, char bracket);
void json_close(struct json_writer *json, char bracket);

/* The name of the next value, as it is: names are ours. */
void json_key(struct json_writer *json, const char *name);

/* A string from anywhere: escaped, and each byte that is not UTF-8 becomes U+FFFD. */
void json_text(struct json_writer *json, const char *text);

/*
 * A number, at most so many decimals (negative: rounded to tens, hundreds ...), without needless
 * zeros; null for what is not finite.
 */
void json_number(struct json_writer *json, double value, int decimals);

/* The same with exactly so many decimals (0 or more), zeros too: as it is printed on a page. */
void json_fixed(struct json_writer *json, double value, int decimals);
void json_count(struct json_writer *json, size_t count);
void json_whole(struct json_writer *json, int64_t value);

/* A number with as many digits as read back as the same double; null for what is not finite. */
void json_exact(struct json_writer *json, double value);

/* Bytes as a string of two hexadecimal digits each. */
void json_bytes(struct json_writer *json, const void *bytes, size_t n);
void json_bool(struct json_writer *json, bool value);
/* Not json_null: jansson has one, and a static library shows all its names. */
void json_none(struct json_writer *json);

/* The usual pairs. */
void json_key_text(struct json_writer *json, const char *name, const char *text);
void json_key_number(struct json_writer *json, const char *name, double value, int decimals);

/*
 * Ends the line.
 *
 *   ends  BKS_CANNOT_WRITE  the stream failed, now or before
 */
enum bks_status json_end(struct json_writer *json) BKS_CHECK;

#endif
