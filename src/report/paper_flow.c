/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From above down, two lanes side by side where the paper splits; one arithmetic for measuring and
 * for placing. */
#include "report/paper_flow.h"

#include <math.h>

#define NEAR        0.01 /* points: what is less is rounding */
#define SLICE_LEAST 60.0 /* of the first part of what is higher than a page */

static struct sheet *sheet_at(struct flow *flow, size_t page)
{
    while (flow->n_sheets <= page) {
        struct sheet *more =
            arena_more(flow->arena, flow->sheet, flow->n_sheets, sizeof *flow->sheet);
        if (!more)
            return NULL;
        flow->sheet = more;
        more[flow->n_sheets++] = (struct sheet){0};
    }
    return &flow->sheet[page];
}

static double lane_left(const struct flow *flow, enum piece_lane lane)
{
    const double *width = flow->pieces->width;
    return flow->left + (lane == LANE_RIGHT ? width[LANE_FULL] - width[LANE_RIGHT] : 0);
}

static void put(struct flow *flow, struct place what)
{
    struct spot *spot = &flow->spot[flow->lane];
    struct sheet *sheet = flow->dry ? NULL : sheet_at(flow, spot->page);
    struct place *place = sheet ? arena_new(flow->arena, 1, sizeof *place) : NULL;
    if (place) {
        *place = what;
        place->x = lane_left(flow, what.piece->lane) + what.piece->indent;
        place->y = spot->y;
        place->page = spot->page;
        if (sheet->last)
            sheet->last->next = place;
        else
            sheet->first = place;
        sheet->last = place;
    }
    spot->y += what.height;
    if (what.piece->kind != PIECE_START)
        spot->fresh = false;
}

static void new_page(struct flow *flow)
{
    flow->spot[flow->lane] = (struct spot){flow->spot[flow->lane].page + 1, flow->top, true};
    flow->table = NULL;
}

static double chart_scale(const struct flow *flow, const struct piece *piece)
{
    const struct chart *chart = piece->block->chart;
    double room = flow->bottom - flow->top - piece->height;
    return fmin(fmin(1, piece->width / chart->width), room / chart->height);
}

static double own_height(const struct flow *flow, const struct piece *piece)
{
    return piece->height + (piece->kind == PIECE_CHART ? chart_scale(flow, piece) * flow->charts *
                                                             piece->block->chart->height
                                                       : 0);
}

static const struct piece_cells *head_above(const struct flow *flow, const struct piece *piece)
{
    return piece->head && flow->table != piece->block ? piece->head : NULL;
}

/* Height of a piece with what must stand with it: its head, and all that it is kept with. */
static double chain_height(const struct flow *flow, size_t i, size_t end, enum piece_when when)
{
    const struct piece *all = flow->pieces->piece;
    enum piece_lane lane = flow->lane;
    double sum = 0;
    for (bool first = true; i < end; i++) {
        const struct piece *piece = &all[i];
        if (piece->kind == PIECE_LANE) {
            if (lane != LANE_FULL || piece->lane != LANE_LEFT)
                break;
            lane = LANE_LEFT;
            sum += piece->gap * flow->gaps;
            continue;
        }
        if (piece->when != when)
            continue;
        const struct piece_cells *head = head_above(flow, piece);
        sum += (first ? 0 : piece->gap * flow->gaps) + own_height(flow, piece) +
               (head ? head->height : 0);
        first = false;
        if (!piece->keep)
            break;
    }
    return sum;
}

static void put_head(struct flow *flow, const struct piece *piece)
{
    const struct piece_cells *head = head_above(flow, piece);
    if (head)
        put(flow, (struct place){.piece = piece, .cell = head, .height = head->height});
    flow->table = piece->head ? piece->block : NULL;
}

/* Height of one slice of cells side by side. */
static double slice_height(const struct piece_cells *cells, const struct slice *slice, bool *after)
{
    double height = 0;
    *after = false;
    for (size_t i = 0; i < cells->n; i++)
        height = fmax(height, set_slice(&cells->cell[i], slice, NULL, 0, 0, after));
    return height + 2 * cells->pad;
}

/* Higher than a page: line by line from here on, under its head again on each page. */
static void put_slices(struct flow *flow, const struct piece *piece)
{
    struct spot *spot = &flow->spot[flow->lane];
    double extra = (piece->head ? piece->head->height : 0) + 2 * piece->cell->pad;
    spot->y += spot->fresh ? 0 : piece->gap * flow->gaps;
    if (flow->bottom - spot->y - extra < SLICE_LEAST)
        new_page(flow);
    struct slice slice = {.first = flow->bottom - spot->y - extra,
                          .room = flow->bottom - flow->top - extra};
    for (bool after = true; after; slice.at++) {
        if (slice.at > 0)
            new_page(flow);
        put_head(flow, piece);
        double height = slice_height(piece->cell, &slice, &after);
        put(flow,
            (struct place){.piece = piece, .cell = piece->cell, .height = height, .slice = slice});
    }
}

static void put_whole(struct flow *flow, const struct piece *piece)
{
    put_head(flow, piece);
    put(flow, (struct place){.piece = piece,
                             .cell = piece->cell,
                             .height = own_height(flow, piece),
                             .scale = piece->kind == PIECE_CHART ? chart_scale(flow, piece) : 1,
                             .squeeze = flow->charts});
}

static void flow_piece(struct flow *flow, size_t i, size_t end, enum piece_when when)
{
    const struct piece *piece = &flow->pieces->piece[i];
    struct spot *spot = &flow->spot[flow->lane];
    double gap = spot->fresh ? 0 : piece->gap * flow->gaps;
    double page = flow->bottom - flow->top;
    double alone = own_height(flow, piece) + (piece->head ? piece->head->height : 0);
    if (!flow->dry && piece->kind == PIECE_CELLS && alone > page + NEAR) {
        put_slices(flow, piece);
        return;
    }
    double need = flow->dry ? 0 : fmin(chain_height(flow, i, end, when), page);
    bool top = spot->y <= flow->top + NEAR; /* fresh may be below: where columns begin */
    if (!flow->dry && !top && spot->y + gap + need > flow->bottom + NEAR) {
        new_page(flow);
        gap = 0;
    }
    spot->y += gap;
    put_whole(flow, piece);
}

static void change_lane(struct flow *flow, const struct piece *piece)
{
    struct spot *spot = flow->spot;
    if (flow->lane != LANE_FULL && piece->lane != LANE_RIGHT) { /* both end: the lower one counts */
        struct spot a = spot[LANE_LEFT], b = spot[LANE_RIGHT];
        spot[LANE_FULL] = a.page > b.page || (a.page == b.page && a.y > b.y) ? a : b;
        spot[LANE_FULL].fresh = a.fresh && b.fresh && spot[LANE_FULL].y <= flow->top;
    }
    if (piece->lane == LANE_LEFT || (flow->lane == LANE_FULL && piece->lane == LANE_RIGHT)) {
        spot[LANE_FULL].y += spot[LANE_FULL].fresh ? 0 : piece->gap * flow->gaps;
        spot[LANE_FULL].fresh = true;
        spot[LANE_LEFT] = spot[LANE_RIGHT] = spot[LANE_FULL];
    }
    flow->lane = piece->lane;
    flow->table = NULL;
}

void flow_range(struct flow *flow, size_t first, size_t end, enum piece_when when)
{
    for (size_t i = first; i < end; i++) {
        const struct piece *piece = &flow->pieces->piece[i];
        if (piece->kind == PIECE_LANE)
            change_lane(flow, piece);
        else if (piece->when == when)
            flow_piece(flow, i, end, when);
    }
}

/* Where the section that begins at `first` ends. */
static size_t section_end(const struct pieces *pieces, size_t first)
{
    size_t end = first + 1;
    while (end < pieces->n && pieces->piece[end].kind != PIECE_START)
        end++;
    return end;
}

/* What did not fit stands under a heading on the next page; that heading is the last piece. */
static void flow_rest(struct flow *flow, struct piece *piece, size_t first, size_t end)
{
    size_t n = 0;
    double gap = 0;
    for (size_t i = first; i < end; i++) {
        bool opens = i == first || piece[i].block != piece[i - 1].block;
        gap = opens ? piece[i].gap : gap;
        if (piece[i].when == PIECE_LATER && piece[i - 1].when != PIECE_LATER)
            piece[i].gap = gap;
        n += piece[i].when == PIECE_LATER;
    }
    if (n == 0)
        return;
    flow->lane = LANE_FULL;
    new_page(flow);
    for (size_t i = first; i < end; i++)
        if (piece[i].again)
            flow_piece(flow, i, i + 1, PIECE_NEVER);
    flow_range(flow, first, end, PIECE_LATER);
}

static void begin_section(struct flow *flow, const struct piece *start)
{
    static const struct piece join = {.kind = PIECE_LANE, .lane = LANE_FULL};
    if (flow->lane != LANE_FULL)
        change_lane(flow, &join);
    bool top = flow->spot[LANE_FULL].fresh && flow->spot[LANE_FULL].y <= flow->top;
    if (start->kind == PIECE_START && start->block->page && !top)
        new_page(flow);
}

void flow_all(struct flow *flow)
{
    const struct pieces *pieces = flow->pieces;
    for (int i = 0; i < LANE_COUNT; i++)
        flow->spot[i] = (struct spot){0, flow->top, true};
    flow->gaps = flow->charts = 1;
    (void)sheet_at(flow, 0);
    for (size_t first = 0, end = 0; first < pieces->n; first = end) {
        end = section_end(pieces, first);
        bool fits = pieces->piece[first].kind == PIECE_START && pieces->piece[first].block->fits;
        begin_section(flow, &pieces->piece[first]);
        if (fits)
            flow_fit(flow, pieces->piece, first, end);
        flow_range(flow, first, end, PIECE_NOW);
        flow->gaps = flow->charts = 1;
        if (fits)
            flow_rest(flow, pieces->piece, first, end);
    }
}
