/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Type for the PDF: texts set once, in the few styles of the paper, measured and drawn line by
 * line. Lengths are points. What is out of memory is remembered in the arena.
 */
#ifndef REPORT_PAPER_TYPE_H
#define REPORT_PAPER_TYPE_H

#include "backstride/status.h"
#include "base/arena.h"

struct _cairo;
struct _PangoAttrList;
struct _PangoContext;
struct _PangoFontMap;
struct _PangoFontDescription;
struct _PangoLayout;
struct _PangoLayoutLine;

enum type_style {
    TYPE_TITLE,
    TYPE_HEADING,
    TYPE_LEAD,
    TYPE_BODY,
    TYPE_STRONG,
    TYPE_SMALL,
    TYPE_CELL,
    TYPE_LABEL,
    TYPE_NUMBER,
    TYPE_WORDS, /* in place of a number */
    TYPE_CAPTION,
    TYPE_BOX,
    TYPE_COUNT
};

struct type {
    struct arena arena;
    struct _PangoFontMap *map;
    struct _PangoContext *context;
    struct _PangoFontDescription *font[TYPE_COUNT];
    struct _PangoAttrList *plain; /* no hyphens: what is broken reads as it was */
    struct _PangoLayout **set;    /* [n] all that was set */
    size_t n;
};

/* ends BKS_UNSUPPORTED: the machine has no font at all; type_close in any case */
enum bks_status type_open(struct type *type) BKS_CHECK;
void type_close(struct type *type);

/* A text that was set, and where it stands. {0}: nothing. */
struct set {
    struct _PangoLayout *layout; /* of the type */
    enum type_style style;
    double left, top;
    double asked;         /* width that it may take */
    double width, height; /* that it takes */
    double baseline;      /* of the first line, from the top */
};

/*
 * Sets a text, never wider than asked: long words break.
 *
 *   in    text   anything; controls become blanks
 *         lines  at most so many, ended with an ellipsis; 0: all
 *         right  at the right, as numbers are; else at the left, whatever its script
 */
struct set type_set(struct type *type, enum type_style style, const char *text, double width,
                    int lines, bool right);

/* Somebody's own words: line breaks are kept, and it begins where its script begins. */
struct set type_quote(struct type *type, const char *text, double width);

/* A title in large, and under it a text, in white. */
struct set type_box(struct type *type, const char *title, const char *text, double width);

/* From byte `from` on it is small and thin: a unit behind its number. */
void type_small_from(struct set *set, size_t from);

/* A line of it. */
struct set_line {
    struct _PangoLayoutLine *line; /* as long as the type */
    enum type_style style;
    double left, height, baseline;
};

/* Calls `each` for every line from above. */
void set_lines(const struct set *set, void (*each)(void *context, const struct set_line *line),
               void *context);

/* Draws a line with its top left corner there. */
void set_line_draw(const struct set_line *line, struct _cairo *cairo, double x, double y);

/*
 * Draws the lines that fall into slice number `at` (from 0), where each slice takes as many lines
 * as it has room for; at least one.
 *
 *   in    cairo   NULL: only measures
 *   out   *after  whether there are lines behind that slice
 *   out   the height of the slice, 0 where no line falls into it
 */
struct slice {
    double first, room; /* of slice 0, of the others */
    size_t at;
};
double set_slice(const struct set *set, const struct slice *slice, struct _cairo *cairo, double x,
                 double y, bool *after);

#endif
