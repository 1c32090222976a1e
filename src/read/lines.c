/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a stream into lines. */
#include "read/lines.h"

#include "base/fault.h"
#include "base/memory.h"

#include <string.h>

enum bks_status lines_open(struct lines *lines, struct source *source, size_t entry,
                           struct bks_fault *fault)
{
    *lines = (struct lines){.text = memory_new(LINES_ROOM, 1)};
    if (!lines->text)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return stream_open(&lines->stream, source, entry, fault);
}

void lines_close(struct lines *lines)
{
    stream_close(lines->stream);
    memory_free(lines->text);
    *lines = (struct lines){.stream = NULL};
}

/* Moves the rest to the front and reads once more. */
static enum bks_status read_more(struct lines *lines, struct bks_fault *fault)
{
    size_t got = 0;
    memmove(lines->text, lines->text + lines->at, lines->end - lines->at);
    lines->end -= lines->at;
    lines->at = 0;
    enum bks_status status =
        stream_read(lines->stream, lines->text + lines->end, LINES_ROOM - lines->end, &got, fault);
    if (status != BKS_OK && status != BKS_DAMAGED)
        return status;
    lines->broken = status;
    lines->ended = got == 0 || status != BKS_OK;
    lines->end += got;
    return BKS_OK;
}

static const char *line_end(const struct lines *lines, size_t from)
{
    return memchr(lines->text + from, '\n', lines->end - from);
}

enum bks_status lines_next(struct lines *lines, const char **text, size_t *n,
                           struct bks_fault *fault)
{
    const char *stop = line_end(lines, lines->at);
    while (!stop && !lines->ended && lines->end - lines->at < LINES_ROOM) {
        size_t seen = lines->end - lines->at;
        enum bks_status status = read_more(lines, fault);
        if (status != BKS_OK)
            return status;
        stop = line_end(lines, seen);
    }
    *text = lines->at < lines->end ? lines->text + lines->at : NULL;
    *n = stop ? (size_t)(stop - lines->text) - lines->at : lines->end - lines->at;
    lines->at += *n + (stop != NULL);
    if (*text)
        lines->open_end = !stop && lines->ended;
    lines->line += stop != NULL;
    if (stop && *n > 0 && (*text)[*n - 1] == '\r')
        --*n;
    return BKS_OK;
}
