/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A paper cut into pieces: the lines of a paragraph, the rows of a table, a chart. A piece stays
 * whole unless it is higher than a page. Every piece is measured once and then only moved.
 */
#ifndef REPORT_PAPER_PIECE_H
#define REPORT_PAPER_PIECE_H

#include "report/paper.h"
#include "report/paper_type.h"

enum piece_kind {
    PIECE_START, /* of a section; no height */
    PIECE_LANE,  /* from here on in another lane; no height */
    PIECE_LINE,  /* of a text */
    PIECE_CELLS, /* a row of a table, numbers side by side, a box */
    PIECE_CHART
};

enum piece_lane { LANE_FULL, LANE_LEFT, LANE_RIGHT, LANE_COUNT };

/* What the section on one page made of it. */
enum piece_when { PIECE_NOW, PIECE_LATER, PIECE_NEVER };

/* Texts beside each other, each at its place from the top left of the piece. */
struct piece_cells {
    struct set *cell; /* [n] */
    size_t n;
    double height, pad; /* pad: above and below, in it */
};

struct piece {
    enum piece_kind kind;
    enum piece_lane lane;
    enum piece_when when;
    const struct paper_block *block;
    double gap;    /* white before it; none at the top of a page or a lane */
    double height; /* of a chart: of its title alone */
    double indent, width;
    bool keep;                      /* stands on the page of the next */
    bool more;                      /* says that there is more on the next page */
    bool again;                     /* opens what is continued there */
    struct set_line line;           /* PIECE_LINE */
    struct set mark;                /* before the line: the dot of a list */
    const struct piece_cells *cell; /* PIECE_CELLS; PIECE_CHART: its title */
    const struct piece_cells *head; /* PIECE_CELLS: stands above it where a table goes on */
};

struct pieces {
    struct type *type;
    const struct locale *locale;
    double width[LANE_COUNT];
    struct piece *piece; /* [n] in the arena of the type */
    size_t n;
};

/* Cuts all of it. What is out of memory is remembered in the type. */
void pieces_cut(struct pieces *pieces, const struct paper *paper);

/* One more, at the end; NULL where there is no room. */
struct piece *pieces_add(struct pieces *pieces, const struct paper_block *block,
                         enum piece_lane lane, enum piece_kind kind);

/* Pieces of a table, of numbers, of a box: report/paper_cells.c. */
void pieces_table(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane);
void pieces_numbers(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane);
void pieces_box(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane);

/* Room for n texts side by side, or NULL. */
struct piece_cells *pieces_cells(struct pieces *pieces, size_t n);

#endif
