/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes. What there is no room for is remembered by the arena and missing. */
#include "report/chart.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

#define HATCH_STEP  4.0 /* from line to line, sideways */
#define HATCH_WIDTH 0.6

static const unsigned rgb[] = {
#define X(name, value) [CHART_##name] = value,
    CHART_INK_LIST(X)
#undef X
};

unsigned chart_rgb(enum chart_ink ink)
{
    return rgb[ink];
}

struct chart *chart_new(double width, double height)
{
    struct chart *chart = memory_new(1, sizeof *chart);
    if (!chart)
        return NULL;
    chart->width = width;
    chart->height = height;
    chart->title = chart->alt = "";
    return chart;
}

void chart_free(struct chart *chart)
{
    if (!chart)
        return;
    arena_clear(&chart->arena);
    memory_free(chart);
}

/* Adds it with its own copy of the points. */
static void add(struct chart *chart, struct chart_shape shape)
{
    struct chart_point *point = arena_new(&chart->arena, shape.n, sizeof *point);
    struct chart_shape *more =
        arena_more(&chart->arena, chart->shape, chart->n, sizeof *chart->shape);
    if (!point || !more || shape.n == 0)
        return;
    memcpy(point, shape.point, shape.n * sizeof *point);
    shape.point = point;
    chart->shape = more;
    chart->shape[chart->n++] = shape;
}

void chart_line(struct chart *chart, enum chart_ink ink, double width,
                const struct chart_point *point, size_t n)
{
    add(chart,
        (struct chart_shape){
            .kind = CHART_LINE, .ink = ink, .alpha = 1, .size = width, .point = point, .n = n});
}

void chart_dashes(struct chart *chart, enum chart_ink ink, double width, struct chart_point from,
                  struct chart_point to)
{
    struct chart_point point[2] = {from, to};
    add(chart, (struct chart_shape){.kind = CHART_LINE,
                                    .ink = ink,
                                    .alpha = 1,
                                    .size = width,
                                    .dashed = true,
                                    .point = point,
                                    .n = 2});
}

void chart_area(struct chart *chart, enum chart_ink ink, double alpha,
                const struct chart_point *point, size_t n)
{
    add(chart, (struct chart_shape){
                   .kind = CHART_AREA, .ink = ink, .alpha = alpha, .point = point, .n = n});
}

void chart_box(struct chart *chart, enum chart_ink ink, double alpha, double left, double top,
               double width, double height)
{
    struct chart_point corner[4] = {
        {left, top}, {left + width, top}, {left + width, top + height}, {left, top + height}};
    chart_area(chart, ink, alpha, corner, 4);
}

/* Lines x - left + y - top = c, cut off at the edges of the box, within which their width stays. */
void chart_hatch(struct chart *chart, double left, double top, double width, double height)
{
    double x0 = left + HATCH_WIDTH / 2, wide = fmax(width - HATCH_WIDTH, 0);
    double y0 = top + HATCH_WIDTH / 2, high = fmax(height - HATCH_WIDTH, 0);
    size_t lines = (size_t)fmax(ceil((wide + high) / HATCH_STEP) - 1, 0), n = 0;
    struct chart_point *point = arena_new(&chart->arena, 3 * lines, sizeof *point);
    chart_box(chart, CHART_REST, 1, left, top, width, height);
    for (size_t i = 0; point && i < lines && wide > 0 && high > 0; i++) {
        double c = (double)(i + 1) * HATCH_STEP;
        double x = fmin(c, wide), y = fmin(c, high);
        point[n++] = (struct chart_point){x0 + x, y0 + c - x};
        point[n++] = (struct chart_point){x0 + c - y, y0 + y};
        point[n++] = (struct chart_point){x0, (double)NAN};
    }
    if (n > 0)
        chart_line(chart, CHART_GRID, HATCH_WIDTH, point, n);
}

void chart_dot(struct chart *chart, enum chart_ink ink, double x, double y, double radius)
{
    struct chart_point at = {x, y};
    add(chart,
        (struct chart_shape){
            .kind = CHART_AREA, .ink = ink, .alpha = 1, .size = radius, .point = &at, .n = 1});
}

void chart_ring(struct chart *chart, enum chart_ink ink, double x, double y, double radius)
{
    struct chart_point at = {x, y};
    add(chart,
        (struct chart_shape){
            .kind = CHART_RING, .ink = ink, .alpha = 1, .size = radius, .point = &at, .n = 1});
}

static void add_text(struct chart *chart, struct chart_shape shape, double x, double y)
{
    struct chart_point at = {x, y};
    shape.kind = CHART_TEXT;
    shape.alpha = 1;
    shape.size = CHART_LABEL;
    shape.text = arena_text(&chart->arena, shape.text);
    shape.point = &at;
    shape.n = 1;
    add(chart, shape);
}

void chart_text(struct chart *chart, enum chart_ink ink, enum chart_anchor anchor, double x,
                double y, const char *text)
{
    add_text(chart, (struct chart_shape){.ink = ink, .anchor = anchor, .text = text}, x, y);
}

void chart_strong(struct chart *chart, enum chart_ink ink, enum chart_anchor anchor, double x,
                  double y, const char *text)
{
    add_text(chart, (struct chart_shape){.ink = ink, .anchor = anchor, .text = text, .bold = true},
             x, y);
}
