/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A chart is a list of lines, areas and texts. Whoever draws it adds shapes in the order in which
 * they lie on each other; two sinks put them on a page.
 *
 * Lengths are points (1/72 inch), origin at the top left, y down. Every chart has a sentence for a
 * title that says what it shows, and the same in more words for who cannot see it; neither is among
 * the shapes: whoever places the chart writes the title above it.
 */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Colours of the house (Okabe-Ito); one for a measure, everywhere. X(NAME, 0xRRGGBB) */
#define CHART_INK_LIST(X)                          \
    X(INK, 0x1f2328)   /* text */                  \
    X(QUIET, 0x57606a) /* axes and their labels */ \
    X(GRID, 0xd8dee4)                              \
    X(PAPER, 0xffffff)                             \
    X(RUN, 0x56b4e9)                               \
    X(WALK, 0xe69f00)                              \
    X(REST, 0xeaeef2) /* and no data, hatched */   \
    X(CADENCE, 0x0072b2)                           \
    X(BOUNCE, 0x009e73)                            \
    X(CONTACT, 0xcc79a7) /* and balance */         \
    X(PAIN, 0xd55e00)                              \
    X(STOP, 0xb00020)

/* clang-format off */
#define X(name, rgb) CHART_##name,
enum chart_ink { CHART_INK_LIST(X) CHART_INK_COUNT };
#undef X
/* clang-format on */

/* 0xRRGGBB of a colour. */
unsigned chart_rgb(enum chart_ink ink);

struct chart_point {
    double x, y;
};

enum chart_anchor { CHART_START, CHART_MIDDLE, CHART_END };

enum chart_kind {
    CHART_LINE, /* through its points, broken at a y of NAN; n == 1: does not show */
    CHART_AREA, /* closed; n == 1: a disc of `size` about its point */
    CHART_RING, /* about its point, CHART_RING_WIDTH wide, the middle of it at `size` */
    CHART_TEXT  /* its first point is on the baseline */
};

struct chart_shape {
    enum chart_kind kind;
    enum chart_ink ink;
    double alpha;             /* 0 .. 1 */
    double size;              /* width of a line, radius of a disc or ring, height of a text */
    bool dashed;              /* a line */
    bool bold;                /* a text */
    enum chart_anchor anchor; /* of a text */
    const char *text;         /* UTF-8 */
    const struct chart_point *point; /* [n] */
    size_t n;
};

#define CHART_LABEL      8.0 /* height of labels: never smaller */
#define CHART_RING_WIDTH 1.1

struct chart {
    double width, height;
    const char *title;         /* a sentence made from the numbers */
    const char *alt;           /* what a reader would see, in words */
    struct chart_shape *shape; /* [n] */
    size_t n;
    struct arena arena; /* of everything in it; arena.failed: it is not whole */
};

/* An empty chart, owned by the caller; chart_free. NULL: out of memory. */
struct chart *chart_new(double width, double height);
void chart_free(struct chart *chart);

/* A line; a point with a y of NAN breaks it, so a hole is drawn as a hole. */
void chart_line(struct chart *chart, enum chart_ink ink, double width,
                const struct chart_point *point, size_t n);
void chart_dashes(struct chart *chart, enum chart_ink ink, double width, struct chart_point from,
                  struct chart_point to);
void chart_area(struct chart *chart, enum chart_ink ink, double alpha,
                const struct chart_point *point, size_t n);
void chart_box(struct chart *chart, enum chart_ink ink, double alpha, double left, double top,
               double width, double height);
void chart_hatch(struct chart *chart, double left, double top, double width, double height);
void chart_dot(struct chart *chart, enum chart_ink ink, double x, double y, double radius);
void chart_ring(struct chart *chart, enum chart_ink ink, double x, double y, double radius);
void chart_text(struct chart *chart, enum chart_ink ink, enum chart_anchor anchor, double x,
                double y, const char *text);
void chart_strong(struct chart *chart, enum chart_ink ink, enum chart_anchor anchor, double x,
                  double y, const char *text);

/* About how wide a label is, for laying out: DejaVu Sans, never less than it really takes. */
double chart_text_width(const char *text);
double chart_strong_width(const char *text);

/* Where a shape lies; a text from its ascenders to its descenders. */
struct chart_box {
    double left, top, right, bottom;
};
struct chart_box chart_bounds(const struct chart_shape *shape);

/*
 * Writes it as an <svg> element with real texts, a <title> and a <desc>, for a page of HTML.
 *
 * Each colour is the attribute `color` of a group with the class "ink-grid" and its like, which a
 * page may change: .ink-grid { color: ... }.
 *
 *   in    id  of the element, unlike all others on the page
 */
void chart_svg(const struct chart *chart, const char *id, FILE *out);

#endif
