/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes from strangers: a cursor that cannot leave its buffer.
 *
 * Whatever asks for more than is left gets zeros, the cursor stays where it is and `short_read`
 * latches: read a whole header, then ask once.
 */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct bytes {
    const uint8_t *data; /* borrowed */
    size_t size;
    size_t at;       /* 0 .. size */
    bool short_read; /* something was asked for that was not there */
};

/* A cursor at the start of size bytes; data may be NULL where size is 0. */
struct bytes bytes_of(const void *data, size_t size);

/* What is left. */
size_t bytes_left(const struct bytes *bytes);

/* The next number, little end (le) or big end (be) first. */
uint8_t bytes_u8(struct bytes *bytes);
uint16_t bytes_u16le(struct bytes *bytes);
uint32_t bytes_u32le(struct bytes *bytes);
uint64_t bytes_u64le(struct bytes *bytes);
int16_t bytes_i16le(struct bytes *bytes);
int32_t bytes_i32le(struct bytes *bytes);
int64_t bytes_i64le(struct bytes *bytes);
uint16_t bytes_u16be(struct bytes *bytes);
uint32_t bytes_u32be(struct bytes *bytes);
uint64_t bytes_u64be(struct bytes *bytes);
int16_t bytes_i16be(struct bytes *bytes);
int32_t bytes_i32be(struct bytes *bytes);
int64_t bytes_i64be(struct bytes *bytes);

/* Passes over n bytes. */
void bytes_skip(struct bytes *bytes, uint64_t n);

/* Goes to a place counted from the start of the buffer. */
void bytes_seek(struct bytes *bytes, uint64_t at);

/* A cursor of its own over the next n bytes, which are passed over; empty and short if too few. */
struct bytes bytes_slice(struct bytes *bytes, uint64_t n);

/* True, and passed over, when the next bytes are this text; otherwise nothing moves or latches. */
bool bytes_match(struct bytes *bytes, const char *text);

/*
 * Copies the next n bytes as a text: up to the first NUL, NUL-terminated, cut to room.
 *
 *   out   out[room]  as it stands in the bytes; text_utf8 makes it fit to show. "" if too few
 */
void bytes_text(struct bytes *bytes, uint64_t n, char *out, size_t room);

/*
 * The next line without its end (LF or CR LF).
 *
 *   out   *line   borrowed, not NUL-terminated; *n its bytes
 *   out   false when nothing is left; the last line needs no end
 */
bool bytes_line(struct bytes *bytes, const char **line, size_t *n);

#endif
