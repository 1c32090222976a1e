/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces onto pages: where each stands. */
#ifndef REPORT_PAPER_FLOW_H
#define REPORT_PAPER_FLOW_H

#include "report/paper_piece.h"

/* Where a piece, or a slice of one, stands. */
struct place {
    const struct piece *piece;
    const struct piece_cells *cell; /* what is drawn of PIECE_CELLS: its own, or its head */
    double x, y, height;
    double scale;       /* of a chart */
    double squeeze;     /* of its height beside that */
    struct slice slice; /* .room 0: the piece is whole */
    size_t page;        /* from 0 */
    struct place *next; /* on the same page */
};

struct spot {
    size_t page;
    double y;
    bool fresh; /* at the top: no white before what comes */
};

struct sheet {
    struct place *first, *last;
};

struct flow {
    const struct pieces *pieces;
    double left, top, bottom; /* of the space for pieces, on every page */
    double gaps, charts;      /* how much of white and of charts; 1: all */
    bool dry;                 /* only measures, on a page without an end */
    enum piece_lane lane;
    struct spot spot[LANE_COUNT];
    const struct paper_block *table; /* whose head stands above, in this lane, on this page */
    struct arena *arena;
    struct sheet *sheet; /* [n_sheets] */
    size_t n_sheets;
};

/* Places them all. */
void flow_all(struct flow *flow);

/* Places the pieces first .. end - 1 that are of that time: report/paper_fit.c calls it dry. */
void flow_range(struct flow *flow, size_t first, size_t end, enum piece_when when);

/*
 * Makes a section that stands on one page fit: the white shrinks, down to half; then charts lose
 * height, down to 80 %, where their labels still stand clear; then lists, tables and long
 * paragraphs are cut, the longest first, to one length that fits, each with a line that says so;
 * then whatever comes last. What is cut is PIECE_LATER and stands on the next page under a heading
 * of its own, so that nothing is lost.
 *
 *   in    first, end  its pieces
 *   out   flow->gaps, flow->charts, and when of each piece
 */
void flow_fit(struct flow *flow, struct piece *piece, size_t first, size_t end);

#endif
