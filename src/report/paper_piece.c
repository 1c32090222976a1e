/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blocks in order; a table of how texts stand in each role. */
#include "report/paper_piece.h"

#include <math.h>
#include <string.h>

#define GUTTER     22.0 /* between two columns */
#define INDENT     11.0 /* of items, and of somebody's own words */
#define LONG_TITLE 60   /* bytes: more than two lines */
#define ITEM_GAP   2.5
#define LANE_GAP   14.0
#define MORE_TEXT  "\xE2\x80\xA6 more on the next page"
#define CONTINUED  "Continued from the page before"

struct manner {
    enum type_style style;
    double gap;
    bool keep; /* all of it stays with what follows */
    int lines; /* at most; 0: all */
};

static const struct manner title = {TYPE_TITLE, 26, true, 2};
static const struct manner long_title = {TYPE_HEADING, 26, true, 0}; /* whole, and no higher */
static const struct manner heading = {TYPE_HEADING, 16, true, 3};
static const struct manner item = {TYPE_BODY, 6, false, 0};
static const struct manner more = {TYPE_LABEL, 2, false, 0};
static const struct manner roles[] = {
    [PAPER_BODY] = {TYPE_BODY, 7, false, 0},     [PAPER_LEAD] = {TYPE_LEAD, 7, false, 0},
    [PAPER_STRONG] = {TYPE_STRONG, 7, false, 0}, [PAPER_SMALL] = {TYPE_SMALL, 7, false, 0},
    [PAPER_QUOTE] = {TYPE_BODY, 7, false, 0},
};

struct piece *pieces_add(struct pieces *pieces, const struct paper_block *block,
                         enum piece_lane lane, enum piece_kind kind)
{
    struct piece *grown = arena_more(&pieces->type->arena, pieces->piece, pieces->n, sizeof *grown);
    if (!grown)
        return NULL;
    pieces->piece = grown;
    struct piece *piece = &grown[pieces->n++];
    *piece =
        (struct piece){.kind = kind, .lane = lane, .block = block, .width = pieces->width[lane]};
    return piece;
}

/* Where lines go as they come. */
struct pour {
    struct pieces *pieces;
    const struct paper_block *block;
    enum piece_lane lane;
    double gap, indent;
    size_t first;
};

static void pour_line(void *context, const struct set_line *line)
{
    struct pour *pour = context;
    struct piece *piece = pieces_add(pour->pieces, pour->block, pour->lane, PIECE_LINE);
    if (!piece)
        return;
    piece->gap = pour->gap;
    piece->indent = pour->indent;
    piece->height = line->height;
    piece->line = *line;
    pour->gap = 0;
}

/* No line stands alone: the first stays with the second, the last but one with the last. */
static void pour_set(struct pour *pour, const struct set *set, bool keep)
{
    pour->first = pour->pieces->n;
    set_lines(set, pour_line, pour);
    size_t first = pour->first, end = pour->pieces->n;
    for (size_t i = first; i < end; i++)
        pour->pieces->piece[i].keep = keep || (end - first > 1 && (i == first || i + 2 == end));
}

static void add_text(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane,
                     const struct manner *manner, const char *text)
{
    bool quote = block->kind == PAPER_TEXT && block->role == PAPER_QUOTE;
    double indent = quote ? INDENT : 0, width = pieces->width[lane] - indent;
    if (!text[0])
        return;
    struct set set = quote
                         ? type_quote(pieces->type, text, width)
                         : type_set(pieces->type, manner->style, text, width, manner->lines, false);
    struct pour pour = {pieces, block, lane, manner->gap, indent, 0};
    pour_set(&pour, &set, manner->keep);
}

static void add_list(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    struct pour pour = {pieces, block, lane, item.gap, INDENT, 0};
    for (size_t i = 0; i < block->n; i++) {
        struct set set = type_set(pieces->type, item.style, block->item[i],
                                  pieces->width[lane] - INDENT, 0, false);
        pour_set(&pour, &set, false);
        if (pour.first < pieces->n)
            pieces->piece[pour.first].mark =
                type_set(pieces->type, item.style, "\xE2\x80\xA2", INDENT, 1, false);
        pour.gap = ITEM_GAP;
    }
}

/* Its title is a row of one cell, so that it wraps. */
static void add_chart(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    struct piece_cells *cells = block->chart ? pieces_cells(pieces, 1) : NULL;
    struct piece *piece = cells ? pieces_add(pieces, block, lane, PIECE_CHART) : NULL;
    if (!piece)
        return;
    const char *text = block->chart->title;
    if (text && text[0])
        cells->cell[0] = type_set(pieces->type, TYPE_CAPTION, text, piece->width, 4, false);
    cells->height = cells->cell[0].layout ? cells->cell[0].height + 4 : 0;
    piece->gap = 14;
    piece->height = cells->height;
    piece->cell = cells;
}

static void add_lane(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane)
{
    struct piece *piece = pieces_add(pieces, block, lane, PIECE_LANE);
    if (piece)
        piece->gap = LANE_GAP;
}

/* A line of ours, shown only where the section does not fit. */
static void add_spare(struct pieces *pieces, const struct paper_block *block, enum piece_lane lane,
                      const struct manner *manner, const char *text)
{
    size_t first = pieces->n;
    add_text(pieces, block, lane, manner, text);
    for (size_t i = first; i < pieces->n; i++) {
        pieces->piece[i].when = PIECE_NEVER;
        pieces->piece[i].more = manner == &more;
        pieces->piece[i].again = manner == &heading;
    }
}

static void add_block(struct pieces *pieces, const struct paper_block *block, enum piece_lane *lane)
{
    switch (block->kind) {
    case PAPER_SECTION:
        *lane = LANE_FULL;
        (void)pieces_add(pieces, block, LANE_FULL, PIECE_START);
        add_text(pieces, block, *lane, strlen(block->text) > LONG_TITLE ? &long_title : &title,
                 block->text);
        break;
    case PAPER_HEADING:
        add_text(pieces, block, *lane, &heading, block->text);
        break;
    case PAPER_TEXT:
        add_text(pieces, block, *lane, &roles[block->role], block->text);
        break;
    case PAPER_BOX:
        pieces_box(pieces, block, *lane);
        break;
    case PAPER_LIST:
        add_list(pieces, block, *lane);
        break;
    case PAPER_NUMBERS:
        pieces_numbers(pieces, block, *lane);
        break;
    case PAPER_TABLE:
        pieces_table(pieces, block, *lane);
        break;
    case PAPER_CHART:
        add_chart(pieces, block, *lane);
        break;
    case PAPER_SPLIT:
    case PAPER_TURN:
    case PAPER_JOIN:
        *lane = block->kind == PAPER_SPLIT  ? LANE_LEFT
                : block->kind == PAPER_TURN ? LANE_RIGHT
                                            : LANE_FULL;
        add_lane(pieces, block, *lane);
        break;
    }
}

/* Whether what is too much of it may go to the next page, and the rest stays. */
static bool may_be_cut(const struct paper_block *block)
{
    return block->kind == PAPER_TABLE || block->kind == PAPER_LIST ||
           (block->kind == PAPER_TEXT && (block->role == PAPER_BODY || block->role == PAPER_QUOTE));
}

/* What a section on one page needs beside its own pieces. */
static void end_section(struct pieces *pieces, const struct paper_block *section)
{
    if (!section || !section->fits)
        return;
    add_lane(pieces, section, LANE_FULL);
    add_spare(pieces, section, LANE_FULL, &more, MORE_TEXT);
    add_spare(pieces, section, LANE_FULL, &heading, CONTINUED);
}

void pieces_cut(struct pieces *pieces, const struct paper *paper)
{
    const struct paper_block *section = NULL;
    enum piece_lane lane = LANE_FULL;
    double full = pieces->width[LANE_FULL];
    pieces->width[LANE_LEFT] = pieces->width[LANE_RIGHT] = (full - GUTTER) / 2;
    for (size_t i = 0; i < paper->n; i++) {
        const struct paper_block *block = &paper->block[i];
        if (block->kind == PAPER_SECTION) {
            end_section(pieces, section);
            section = block;
        }
        add_block(pieces, block, &lane);
        if (section && section->fits && may_be_cut(block))
            add_spare(pieces, block, lane, &more, MORE_TEXT);
    }
    end_section(pieces, section);
}
