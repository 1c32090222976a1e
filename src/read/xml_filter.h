/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What exporters write and strict parsers refuse, taken out of XML before it is parsed: blanks
 * before the declaration, control bytes, and the document type, which is broken in the exports of
 * phones and could define entities that unfold without end.
 */
#ifndef READ_XML_FILTER_H
#define READ_XML_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define XML_FILTER_HELD 9u /* bytes that may wait for the next call */

enum xml_filter_state {
    XML_START,   /* before the first '<' */
    XML_PROLOG,  /* between declaration, comments and document type */
    XML_OPEN,    /* after a '<' of the prolog */
    XML_COMMENT, /* of the prolog */
    XML_INSTRUCTION,
    XML_DOCTYPE,
    XML_BODY /* from the root element on */
};

/* Zeroed is ready. */
struct xml_filter {
    enum xml_filter_state state;
    char held[XML_FILTER_HELD]; /* of a '<' that may become something else */
    size_t n_held;
    bool subset;      /* the document type has brackets */
    char last[2];     /* bytes before, of a comment, instruction or document type */
    uint64_t dropped; /* bytes before the first '<': what follows stands so much further on */
};

/*
 * Filters n bytes.
 *
 *   out   out[n + XML_FILTER_HELD]  as many bytes as are answered; what is taken out after the
 *                                   first '<' becomes blanks, so that places stay right
 */
size_t xml_filter_run(struct xml_filter *filter, char *out, const char *bytes, size_t n);

#endif
