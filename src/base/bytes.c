/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The byte cursor: every read goes through take(), which checks what is left. */
#include "base/bytes.h"

#include <string.h>

struct bytes bytes_of(const void *data, size_t size)
{
    return (struct bytes){.data = data, .size = data ? size : 0};
}

size_t bytes_left(const struct bytes *bytes)
{
    return bytes->size - bytes->at;
}

/* Where the next n bytes stand, and passes over them; NULL if too few. */
static const uint8_t *take(struct bytes *bytes, uint64_t n)
{
    if (n > bytes_left(bytes)) {
        bytes->short_read = true;
        return NULL;
    }
    const uint8_t *here = bytes->data ? bytes->data + bytes->at : NULL;
    bytes->at += (size_t)n;
    return here;
}

static uint64_t little(struct bytes *bytes, size_t n)
{
    const uint8_t *here = take(bytes, n);
    uint64_t value = 0;
    for (size_t i = n; here && i-- > 0;)
        value = value << 8 | here[i];
    return value;
}

static uint64_t big(struct bytes *bytes, size_t n)
{
    const uint8_t *here = take(bytes, n);
    uint64_t value = 0;
    for (size_t i = 0; here && i < n; i++)
        value = value << 8 | here[i];
    return value;
}

/* Two's complement of n bits without a cast that the standard leaves open. */
static int64_t with_sign(uint64_t value, unsigned bits)
{
    uint64_t half = UINT64_C(1) << (bits - 1);
    if (value < half)
        return (int64_t)value;
    return (int64_t)(value - half) - (int64_t)(half - 1) - 1;
}

uint8_t bytes_u8(struct bytes *bytes)
{
    return (uint8_t)little(bytes, 1);
}

uint16_t bytes_u16le(struct bytes *bytes)
{
    return (uint16_t)little(bytes, 2);
}

uint32_t bytes_u32le(struct bytes *bytes)
{
    return (uint32_t)little(bytes, 4);
}

uint64_t bytes_u64le(struct bytes *bytes)
{
    return little(bytes, 8);
}

int16_t bytes_i16le(struct bytes *bytes)
{
    return (int16_t)with_sign(little(bytes, 2), 16);
}

int32_t bytes_i32le(struct bytes *bytes)
{
    return (int32_t)with_sign(little(bytes, 4), 32);
}

int64_t bytes_i64le(struct bytes *bytes)
{
    return with_sign(little(bytes, 8), 64);
}

uint16_t bytes_u16be(struct bytes *bytes)
{
    return (uint16_t)big(bytes, 2);
}

uint32_t bytes_u32be(struct bytes *bytes)
{
    return (uint32_t)big(bytes, 4);
}

uint64_t bytes_u64be(struct bytes *bytes)
{
    return big(bytes, 8);
}

int16_t bytes_i16be(struct bytes *bytes)
{
    return (int16_t)with_sign(big(bytes, 2), 16);
}

int32_t bytes_i32be(struct bytes *bytes)
{
    return (int32_t)with_sign(big(bytes, 4), 32);
}

int64_t bytes_i64be(struct bytes *bytes)
{
    return with_sign(big(bytes, 8), 64);
}

void bytes_skip(struct bytes *bytes, uint64_t n)
{
    (void)take(bytes, n);
}

void bytes_seek(struct bytes *bytes, uint64_t at)
{
    if (at > bytes->size)
        bytes->short_read = true;
    else
        bytes->at = (size_t)at;
}

struct bytes bytes_slice(struct bytes *bytes, uint64_t n)
{
    const uint8_t *here = take(bytes, n);
    struct bytes slice = bytes_of(here, here ? (size_t)n : 0);
    slice.short_read = !here && n > 0;
    return slice;
}

bool bytes_match(struct bytes *bytes, const char *text)
{
    size_t n = strlen(text);
    if (n > bytes_left(bytes) || (n > 0 && memcmp(bytes->data + bytes->at, text, n) != 0))
        return false;
    bytes->at += n;
    return true;
}

void bytes_text(struct bytes *bytes, uint64_t n, char *out, size_t room)
{
    const uint8_t *here = take(bytes, n);
    size_t length = 0;
    if (room == 0)
        return;
    while (here && length < n && length < room - 1 && here[length]) {
        out[length] = (char)here[length];
        length++;
    }
    out[length] = '\0';
}

bool bytes_line(struct bytes *bytes, const char **line, size_t *n)
{
    size_t left = bytes_left(bytes);
    if (left == 0)
        return false;
    const uint8_t *start = bytes->data + bytes->at;
    const uint8_t *newline = memchr(start, '\n', left);
    size_t length = newline ? (size_t)(newline - start) : left;
    bytes->at += length + (newline != NULL);
    if (length > 0 && start[length - 1] == '\r')
        length--;
    *line = (const char *)start;
    *n = length;
    return true;
}
