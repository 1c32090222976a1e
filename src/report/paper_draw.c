/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands around the texts is little: thin grey lines, and the red of a box. */
#include "report/paper_draw.h"

#include "report/chart_page.h"

#include <cairo.h>

#define THIN   0.5
#define MARGIN 8.0 /* of a number, from the line at its left */

static void set_ink(cairo_t *cairo, enum chart_ink ink)
{
    unsigned rgb = chart_rgb(ink);
    cairo_set_source_rgb(cairo, (rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
}

static void fill(cairo_t *cairo, enum chart_ink ink, double x, double y, double width,
                 double height)
{
    set_ink(cairo, ink);
    cairo_rectangle(cairo, x, y, width, height);
    cairo_fill(cairo);
}

void paper_rule(cairo_t *cairo, enum chart_ink ink, double left, double y, double width)
{
    fill(cairo, ink, left, y - THIN / 2, width, THIN);
}

static void draw_cells(const struct place *place, cairo_t *cairo)
{
    const struct piece_cells *cells = place->cell;
    bool after = false;
    for (size_t i = 0; i < cells->n; i++) {
        const struct set *cell = &cells->cell[i];
        double top = place->slice.at > 0 ? cells->pad : cell->top;
        struct slice slice = place->slice;
        if (slice.room <= 0)
            slice.first = place->height;
        cairo_save(cairo); /* one that is too wide for its column ends there */
        cairo_rectangle(cairo, place->x + cell->left - 1, place->y, cell->asked + 2, place->height);
        cairo_clip(cairo);
        (void)set_slice(cell, &slice, cairo, place->x + cell->left, place->y + top, &after);
        cairo_restore(cairo);
    }
}

/* Before the texts: what lies under them. */
static void draw_ground(const struct place *place, cairo_t *cairo)
{
    const struct piece *piece = place->piece;
    const struct paper_block *block = piece->block;
    double x = place->x, width = piece->width, bottom = place->y + place->height;
    if (block->kind == PAPER_BOX)
        fill(cairo, CHART_STOP, x, place->y, width, place->height);
    else if (block->kind == PAPER_TABLE)
        paper_rule(cairo, place->cell == piece->head ? CHART_QUIET : CHART_GRID, x, bottom, width);
    else if (block->kind == PAPER_NUMBERS)
        for (size_t i = 3; i < place->cell->n; i += 3)
            fill(cairo, CHART_GRID, x + place->cell->cell[i].left - MARGIN - 4, place->y, THIN,
                 place->height);
}

static void draw_line(const struct place *place, cairo_t *cairo)
{
    const struct piece *piece = place->piece;
    bool after = false;
    if (piece->block->kind == PAPER_TEXT && piece->block->role == PAPER_QUOTE && !piece->more)
        fill(cairo, CHART_GRID, place->x - piece->indent, place->y, 2, place->height);
    if (piece->mark.layout) {
        double down = piece->line.baseline - piece->mark.baseline;
        struct slice slice = {.first = piece->mark.height};
        (void)set_slice(&piece->mark, &slice, cairo, place->x - piece->indent, place->y + down,
                        &after);
    }
    set_line_draw(&piece->line, cairo, place->x, place->y);
}

/* The same chart, less high: what it shows moves together, its texts stay as large as they are. */
static struct chart squeezed(const struct chart *chart, double squeeze, struct arena *arena)
{
    struct chart low = *chart;
    struct chart_shape *shape = arena_new(arena, chart->n, sizeof *shape);
    low.n = shape ? chart->n : 0;
    low.shape = shape;
    low.height *= squeeze;
    for (size_t i = 0; i < low.n; i++) {
        shape[i] = chart->shape[i];
        struct chart_point *point = arena_new(arena, shape[i].n, sizeof *point);
        for (size_t k = 0; point && k < shape[i].n; k++)
            point[k] = (struct chart_point){chart->shape[i].point[k].x,
                                            chart->shape[i].point[k].y * squeeze};
        shape[i].point = point;
        shape[i].n = point ? shape[i].n : 0;
    }
    return low;
}

static void draw_chart(const struct place *place, struct arena *arena, cairo_t *cairo)
{
    const struct piece *piece = place->piece;
    draw_cells(&(struct place){.piece = piece,
                               .cell = piece->cell,
                               .x = place->x,
                               .y = place->y,
                               .height = piece->height},
               cairo);
    cairo_save(cairo);
    cairo_translate(cairo, place->x, place->y + piece->height);
    if (place->squeeze < 1) {
        const struct chart low = squeezed(piece->block->chart, place->squeeze, arena);
        if (!arena->failed)
            chart_page(&low, cairo, place->scale);
    } else {
        chart_page(piece->block->chart, cairo, place->scale);
    }
    cairo_restore(cairo);
}

void paper_draw(const struct place *place, struct arena *arena, cairo_t *cairo)
{
    switch (place->piece->kind) {
    case PIECE_START:
    case PIECE_LANE:
        break;
    case PIECE_LINE:
        draw_line(place, cairo);
        break;
    case PIECE_CELLS:
        draw_ground(place, cairo);
        draw_cells(place, cairo);
        break;
    case PIECE_CHART:
        draw_chart(place, arena, cairo);
        break;
    }
}
