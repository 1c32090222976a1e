/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart on a page of cairo; texts through pango, which finds a font for any script. */
#include "report/chart_page.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FONT      "DejaVu Sans"
#define CHANNEL   255.0
#define FULL_TURN (2 * 3.14159265358979323846)
#define DASH_ON   3.0
#define DASH_OFF  2.5

static void set_ink(cairo_t *cairo, const struct chart_shape *shape)
{
    unsigned rgb = chart_rgb(shape->ink);
    cairo_set_source_rgba(cairo, (rgb >> 16 & 0xFF) / CHANNEL, (rgb >> 8 & 0xFF) / CHANNEL,
                          (rgb & 0xFF) / CHANNEL, shape->alpha);
}

static void trace(cairo_t *cairo, const struct chart_shape *shape)
{
    cairo_new_path(cairo);
    for (size_t i = 0; i < shape->n; i++) {
        const struct chart_point *at = &shape->point[i];
        if (isnan(at->y))
            cairo_new_sub_path(cairo);
        else
            cairo_line_to(cairo, at->x, at->y); /* the first of a stretch: moves there */
    }
}

static void draw_line(cairo_t *cairo, const struct chart_shape *shape)
{
    const double dashes[] = {DASH_ON, DASH_OFF};
    trace(cairo, shape);
    cairo_set_dash(cairo, dashes, shape->dashed ? 2 : 0, 0);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_width(cairo, shape->size);
    cairo_stroke(cairo);
}

static void draw_round(cairo_t *cairo, const struct chart_shape *shape)
{
    cairo_new_path(cairo);
    cairo_arc(cairo, shape->point[0].x, shape->point[0].y, shape->size, 0, FULL_TURN);
    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_set_line_width(cairo, CHART_RING_WIDTH);
    if (shape->kind == CHART_RING)
        cairo_stroke(cairo);
    else
        cairo_fill(cairo);
}

/* Widths are those of the font at any size: neither hinted nor rounded to whole units. */
static PangoLayout *new_layout(cairo_t *cairo)
{
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoContext *context = pango_layout_get_context(layout);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    pango_context_set_round_glyph_positions(context, FALSE);
    cairo_font_options_destroy(options);
    pango_layout_context_changed(layout);
    return layout;
}

/* The font is asked for in units of the page, so that the size is the same on any surface. */
static void draw_text(cairo_t *cairo, const struct chart_shape *shape, double scale)
{
    double size = fmax(shape->size, CHART_LABEL / scale);
    PangoLayout *layout = new_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string(FONT);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
    if (shape->bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_text(layout, shape->text, -1);
    PangoRectangle extents;
    pango_layout_get_extents(layout, NULL, &extents);
    double wide = (double)extents.width / PANGO_SCALE;
    double x = shape->point[0].x;
    x -= shape->anchor == CHART_START ? 0 : shape->anchor == CHART_MIDDLE ? wide / 2 : wide;
    cairo_move_to(cairo, x,
                  shape->point[0].y - (double)pango_layout_get_baseline(layout) / PANGO_SCALE);
    pango_cairo_show_layout(cairo, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
}

void chart_page(const struct chart *chart, cairo_t *cairo, double scale)
{
    cairo_save(cairo);
    cairo_scale(cairo, scale, scale);
    for (size_t i = 0; i < chart->n; i++) {
        const struct chart_shape *shape = &chart->shape[i];
        set_ink(cairo, shape);
        if (shape->kind == CHART_TEXT) {
            draw_text(cairo, shape, scale);
        } else if (shape->n == 1 && shape->kind != CHART_LINE) {
            draw_round(cairo, shape);
        } else if (shape->kind == CHART_LINE) {
            draw_line(cairo, shape);
        } else {
            trace(cairo, shape);
            cairo_close_path(cairo);
            cairo_fill(cairo);
        }
    }
    cairo_restore(cairo);
}
