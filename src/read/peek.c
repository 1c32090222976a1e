/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looking at the first lines of an entry. */
#include "read/peek.h"

#include <string.h>

bool peek_line(const struct peek *peek, size_t i, const char **text, size_t *n)
{
    const char *p = peek->text, *end = peek->text + peek->n;
    for (; p < end; i--) {
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        if (i == 0 || stop == end) {
            *text = p;
            *n = (size_t)(stop - p);
            return i == 0 && (stop < end || peek->n < PEEK_BYTES);
        }
        p = stop + 1 + (*stop == '\r' && stop + 1 < end && stop[1] == '\n');
    }
    return false;
}

bool peek_open(struct peek *peek, struct source *source, size_t entry)
{
    struct stream *stream;
    peek->n = 0;
    if (stream_open(&stream, source, entry, NULL) != BKS_OK)
        return false;
    size_t got = 1;
    while (peek->n < PEEK_BYTES && got > 0) {
        (void)!stream_read(stream, peek->text + peek->n, PEEK_BYTES - peek->n, &got, NULL);
        peek->n += got;
    }
    stream_close(stream);
    if (peek->n >= 3 && memcmp(peek->text, "\xEF\xBB\xBF", 3) == 0) {
        peek->n -= 3;
        memmove(peek->text, peek->text + 3, peek->n);
    }
    const char *line;
    size_t n;
    peek->cells.n = 0;
    peek->separator = ',';
    if (peek_line(peek, 0, &line, &n)) {
        peek->separator = cells_separator(line, n);
        cells_cut(&peek->cells, line, n, peek->separator);
    }
    return peek->n > 0;
}

bool peek_is_text(const struct peek *peek)
{
    size_t odd = 0;
    for (size_t i = 0; i < peek->n; i++) {
        unsigned char c = (unsigned char)peek->text[i];
        if (c == 0)
            return false;
        odd += c < 32 && c != '\t' && c != '\n' && c != '\r';
    }
    return odd <= peek->n / 64;
}
