/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * libyajl keeps what it has of a text that goes on in the next piece, and a byte for each open
 * bracket, without a limit of its own. So tokens are measured here before it sees them, and depth
 * in the events.
 */
#include "read/json_stream.h"

#include "base/fault.h"
#include "base/memory.h"
#include "read/peek.h"

#include <math.h>
#include <yajl/yajl_parse.h>

#define PIECE_BYTES 16384u

struct walk {
    const struct json_events *events;
    void *context;
    enum bks_status status; /* of the event that stopped */
    int depth;
    /* Of the measuring of tokens. */
    bool in_text, escaped;
    size_t token;
};

static int go_on(struct walk *walk, enum bks_status status)
{
    walk->status = status;
    return status == BKS_OK;
}

static int on_text(void *context, const unsigned char *text, size_t n)
{
    struct walk *walk = context;
    return !walk->events->value ||
           go_on(walk, walk->events->value(walk->context, (const char *)text, n));
}

static int on_number(void *context, const char *text, size_t n)
{
    struct walk *walk = context;
    return !walk->events->value || go_on(walk, walk->events->value(walk->context, text, n));
}

static int on_key(void *context, const unsigned char *text, size_t n)
{
    struct walk *walk = context;
    return !walk->events->key ||
           go_on(walk, walk->events->key(walk->context, (const char *)text, n));
}

static int enter(struct walk *walk, bool array)
{
    if (++walk->depth > JSON_MAX_DEPTH)
        return go_on(walk, BKS_DAMAGED);
    return !walk->events->enter || go_on(walk, walk->events->enter(walk->context, array));
}

static int leave(struct walk *walk, bool array)
{
    walk->depth--;
    return !walk->events->leave || go_on(walk, walk->events->leave(walk->context, array));
}

static int on_enter_map(void *context)
{
    return enter(context, false);
}

static int on_leave_map(void *context)
{
    return leave(context, false);
}

static int on_enter_array(void *context)
{
    return enter(context, true);
}

static int on_leave_array(void *context)
{
    return leave(context, true);
}

static const yajl_callbacks callbacks = {
    .yajl_number = on_number,
    .yajl_string = on_text,
    .yajl_map_key = on_key,
    .yajl_start_map = on_enter_map,
    .yajl_end_map = on_leave_map,
    .yajl_start_array = on_enter_array,
    .yajl_end_array = on_leave_array,
};

static bool parts(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == ',' || c == ':' || c == '{' ||
           c == '}' || c == '[' || c == ']';
}

/* Measures the tokens of a piece; false where one is too long. */
static bool measure(struct walk *walk, const char *piece, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char c = piece[i];
        walk->token++;
        if (walk->in_text) {
            walk->in_text = c != '"' || walk->escaped;
            walk->escaped = c == '\\' && !walk->escaped;
            if (!walk->in_text)
                walk->token = 0;
        } else if (c == '"' || parts(c)) {
            walk->in_text = c == '"';
            walk->escaped = false;
            walk->token = 0;
        }
        if (walk->token > JSON_MAX_TOKEN)
            return false;
    }
    return true;
}

static enum bks_status no_json(const struct walk *walk, uint64_t at, struct bks_fault *fault)
{
    const char *what = walk->depth > JSON_MAX_DEPTH   ? "brackets nest too deep for a recording"
                       : walk->token > JSON_MAX_TOKEN ? "a text too long for a recording"
                                                      : "not JSON from here on";
    (void)fault_set(fault, BKS_DAMAGED, "export it again from the app", "%s", what);
    return fault ? fault_at(fault, NULL, (int64_t)at, 0) : BKS_DAMAGED;
}

/* One piece through the parser; at is the byte of the document where it starts. */
static enum bks_status parse(yajl_handle yajl, struct walk *walk, const char *piece, size_t n,
                             uint64_t at, struct bks_fault *fault)
{
    if (!measure(walk, piece, n))
        return no_json(walk, at, fault);
    yajl_status answer = yajl_parse(yajl, (const unsigned char *)piece, n);
    if (answer == yajl_status_ok)
        return BKS_OK;
    if (answer == yajl_status_client_canceled && walk->depth <= JSON_MAX_DEPTH)
        return fault_set(fault, walk->status,
                         walk->status == BKS_IO ? "check $TMPDIR and its free space" : NULL, "%s",
                         bks_status_text(walk->status));
    return no_json(walk, at + yajl_get_bytes_consumed(yajl), fault);
}

static enum bks_status read_pieces(yajl_handle yajl, struct walk *walk, struct stream *stream,
                                   char *piece, struct bks_fault *fault)
{
    uint64_t at = 0;
    size_t got = 0;
    for (;;) {
        enum bks_status status = stream_read(stream, piece, PIECE_BYTES, &got, fault);
        if (status != BKS_OK)
            return status;
        if (got == 0)
            break;
        size_t mark = at == 0 && got >= 3 && (unsigned char)piece[0] == 0xEF ? 3 : 0;
        status = parse(yajl, walk, piece + mark, got - mark, at + mark, fault);
        if (status != BKS_OK)
            return status;
        at += got;
    }
    if (walk->depth > 0 || yajl_complete_parse(yajl) != yajl_status_ok) {
        (void)fault_set(fault, BKS_DAMAGED, "export it again from the app", "it ends too early");
        return fault ? fault_at(fault, NULL, (int64_t)at, 0) : BKS_DAMAGED;
    }
    return BKS_OK;
}

enum bks_status json_stream_read(struct source *source, size_t entry,
                                 const struct json_events *events, void *context,
                                 struct bks_fault *fault)
{
    struct walk walk = {.events = events, .context = context};
    struct stream *stream = NULL;
    enum bks_status status = stream_open(&stream, source, entry, fault);
    if (status != BKS_OK)
        return status;
    char *piece = memory_new(PIECE_BYTES, 1);
    yajl_handle yajl = yajl_alloc(&callbacks, NULL, &walk);
    if (!piece || !yajl || !yajl_config(yajl, yajl_allow_multiple_values, 1) ||
        !yajl_config(yajl, yajl_dont_validate_strings, 1))
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    else
        status = read_pieces(yajl, &walk, stream, piece, fault);
    if (yajl)
        yajl_free(yajl);
    memory_free(piece);
    stream_close(stream);
    return status;
}

bool json_stream_claims(struct source *source, size_t entry, const char *const words[])
{
    struct peek peek;
    if (!peek_open(&peek, source, entry))
        return false;
    struct cell text = {peek.text, peek.n};
    while (text.n > 0 && parts(*text.text) && *text.text != '{' && *text.text != '[') {
        text.text++;
        text.n--;
    }
    bool claims = text.n > 0 && (*text.text == '{' || *text.text == '[');
    for (size_t i = 0; claims && words[i]; i++)
        claims = cell_contains(&text, words[i]);
    return claims;
}

double json_stream_number(const char *text, size_t n)
{
    double value;
    struct cell cell = {text, n};
    return cell_number(&value, &cell, '.') ? value : (double)NAN;
}
