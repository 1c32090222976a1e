/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter, a byte at a time up to the root element, then quickly. */
#include "read/xml_filter.h"

#include <string.h>

static const char doctype[] = "<!DOCTYPE";
static const char comment[] = "<!--";

/* Control bytes that XML forbids; tab and line ends may stay. */
static bool is_control(char byte)
{
    return (unsigned char)byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool begins(const struct xml_filter *filter, const char *text)
{
    return memcmp(filter->held, text, filter->n_held) == 0;
}

/* The bytes that were held, or as many blanks. */
static size_t let_go(struct xml_filter *filter, char *out, bool blank)
{
    size_t n = filter->n_held;
    if (blank)
        memset(out, ' ', n);
    else
        memcpy(out, filter->held, n);
    filter->n_held = 0;
    filter->last[0] = filter->last[1] = '\0';
    return n;
}

/* One more byte after a '<' of the prolog. */
static size_t open_markup(struct xml_filter *filter, char *out, char byte)
{
    filter->held[filter->n_held++] = byte;
    bool may_be_doctype = begins(filter, doctype);
    bool may_be_comment = filter->n_held <= sizeof comment - 1 && begins(filter, comment);
    if (may_be_doctype && filter->n_held == sizeof doctype - 1) {
        filter->state = XML_DOCTYPE;
        filter->subset = false;
        return let_go(filter, out, true);
    }
    if (may_be_comment && filter->n_held == sizeof comment - 1) {
        filter->state = XML_COMMENT;
        return let_go(filter, out, false);
    }
    if (may_be_doctype || may_be_comment)
        return 0;
    filter->state = byte == '?' && filter->n_held == 2 ? XML_INSTRUCTION : XML_BODY;
    return let_go(filter, out, false);
}

/* The end of a document type is "]>", blanks between or not; its quotes cannot be trusted. */
static size_t in_doctype(struct xml_filter *filter, char *out, char byte)
{
    filter->subset = filter->subset || byte == '[';
    if (byte == '>' && (!filter->subset || filter->last[1] == ']'))
        filter->state = XML_PROLOG;
    if (!is_blank(byte))
        filter->last[1] = byte;
    *out = byte == '\n' ? byte : ' ';
    return 1;
}

static size_t step(struct xml_filter *filter, char *out, char byte)
{
    const char *last = filter->last;
    switch (filter->state) {
    case XML_START:
    case XML_PROLOG:
        if (byte == '<') {
            filter->held[0] = byte;
            filter->n_held = 1;
            filter->state = XML_OPEN;
            return 0;
        }
        if (filter->state == XML_START && (is_blank(byte) || strchr("\xEF\xBB\xBF", byte))) {
            filter->dropped++;
            return 0;
        }
        break;
    case XML_OPEN:
        return open_markup(filter, out, byte);
    case XML_DOCTYPE:
        return in_doctype(filter, out, byte);
    case XML_COMMENT:
        if (byte == '>' && last[0] == '-' && last[1] == '-')
            filter->state = XML_PROLOG;
        break;
    case XML_INSTRUCTION:
        if (byte == '>' && last[1] == '?')
            filter->state = XML_PROLOG;
        break;
    case XML_BODY:
        break;
    }
    filter->last[0] = filter->last[1];
    filter->last[1] = byte;
    *out = is_control(byte) ? ' ' : byte;
    return 1;
}

size_t xml_filter_run(struct xml_filter *filter, char *out, const char *bytes, size_t n)
{
    size_t at = 0, written = 0;
    while (at < n && filter->state != XML_BODY)
        written += step(filter, out + written, bytes[at++]);
    for (; at < n; at++)
        out[written++] = is_control(bytes[at]) ? ' ' : bytes[at];
    return written;
}
