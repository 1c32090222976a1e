/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as an <svg> element. */
#include "report/chart.h"

#include "base/text.h"
#include "report/markup.h"

#include <math.h>
#include <string.h>

#define DECIMALS 2
#define DASHES   "3 2.5"
#define FONT     "system-ui, 'DejaVu Sans', sans-serif"

static const char *const classes[] = {
    [CHART_INK] = "ink",         [CHART_QUIET] = "quiet",     [CHART_GRID] = "grid",
    [CHART_PAPER] = "paper",     [CHART_RUN] = "run",         [CHART_WALK] = "walk",
    [CHART_REST] = "rest",       [CHART_CADENCE] = "cadence", [CHART_BOUNCE] = "bounce",
    [CHART_CONTACT] = "contact", [CHART_PAIN] = "pain",       [CHART_STOP] = "stop",
};
_Static_assert(sizeof classes / sizeof classes[0] == CHART_INK_COUNT, "each colour has a class");

static const char *const anchors[] = {
    [CHART_START] = "start", [CHART_MIDDLE] = "middle", [CHART_END] = "end"};

/* As short as it can be: "12.5", never "12.50". */
static void put_number(FILE *out, double value)
{
    char text[32];
    text_fixed(text, value, DECIMALS);
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == '0')
        n--;
    if (n > 0 && text[n - 1] == '.')
        n--;
    text[n] = '\0';
    (void)fputs(text, out);
}

/* name="value" */
static void put_attribute(FILE *out, const char *name, double value)
{
    (void)fprintf(out, " %s=\"", name);
    put_number(out, value);
    (void)putc('"', out);
}

static void put_path(FILE *out, const struct chart_shape *shape)
{
    bool down = false;
    (void)fputs("<path d=\"", out);
    for (size_t i = 0; i < shape->n; i++) {
        const struct chart_point *at = &shape->point[i];
        if (isnan(at->y)) {
            down = false;
            continue;
        }
        (void)putc(down ? 'L' : 'M', out);
        put_number(out, at->x);
        (void)putc(' ', out);
        put_number(out, at->y);
        down = true;
    }
    (void)fputs(shape->kind == CHART_AREA ? "Z\"" : "\"", out);
}

static void put_stroke(FILE *out, double width)
{
    (void)fputs(" fill=\"none\" stroke=\"currentColor\"", out);
    put_attribute(out, "stroke-width", width);
}

static void put_line(FILE *out, const struct chart_shape *shape)
{
    put_path(out, shape);
    put_stroke(out, shape->size);
    if (shape->dashed)
        (void)fputs(" stroke-dasharray=\"" DASHES "\"", out);
    if (shape->alpha < 1)
        put_attribute(out, "stroke-opacity", shape->alpha);
    (void)fputs("/>\n", out);
}

static void put_circle(FILE *out, const struct chart_shape *shape)
{
    (void)fputs("<circle", out);
    put_attribute(out, "cx", shape->point[0].x);
    put_attribute(out, "cy", shape->point[0].y);
    put_attribute(out, "r", shape->size);
}

static void put_area(FILE *out, const struct chart_shape *shape)
{
    if (shape->n == 1)
        put_circle(out, shape);
    else
        put_path(out, shape);
    if (shape->alpha < 1)
        put_attribute(out, "fill-opacity", shape->alpha);
    (void)fputs("/>\n", out);
}

static void put_ring(FILE *out, const struct chart_shape *shape)
{
    put_circle(out, shape);
    put_stroke(out, CHART_RING_WIDTH);
    (void)fputs("/>\n", out);
}

static void put_label(FILE *out, const struct chart_shape *shape)
{
    (void)fputs("<text", out);
    put_attribute(out, "x", shape->point[0].x);
    put_attribute(out, "y", shape->point[0].y);
    if (shape->anchor != CHART_START)
        (void)fprintf(out, " text-anchor=\"%s\"", anchors[shape->anchor]);
    if (shape->bold)
        (void)fputs(" font-weight=\"bold\"", out);
    (void)putc('>', out);
    markup_text(out, shape->text);
    (void)fputs("</text>\n", out);
}

static void put_shape(FILE *out, const struct chart_shape *shape)
{
    switch (shape->kind) {
    case CHART_LINE:
        put_line(out, shape);
        break;
    case CHART_AREA:
        put_area(out, shape);
        break;
    case CHART_RING:
        put_ring(out, shape);
        break;
    case CHART_TEXT:
        put_label(out, shape);
        break;
    }
}

/* Shapes of one colour in a row are a group. */
static void put_shapes(FILE *out, const struct chart *chart)
{
    for (size_t i = 0; i < chart->n; i++) {
        enum chart_ink ink = chart->shape[i].ink;
        if (i == 0 || ink != chart->shape[i - 1].ink)
            (void)fprintf(out, "%s<g class=\"ink-%s\" color=\"#%06x\">\n", i > 0 ? "</g>\n" : "",
                          classes[ink], chart_rgb(ink));
        put_shape(out, &chart->shape[i]);
    }
    if (chart->n > 0)
        (void)fputs("</g>\n", out);
}

/* <name id="ID-name">text</name> */
static void put_words(FILE *out, const char *name, const char *id, const char *text)
{
    (void)fprintf(out, "<%s id=\"", name);
    markup_text(out, id);
    (void)fprintf(out, "-%s\">", name);
    markup_text(out, text);
    (void)fprintf(out, "</%s>\n", name);
}

void chart_svg(const struct chart *chart, const char *id, FILE *out)
{
    (void)fputs("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"100%\" id=\"", out);
    markup_text(out, id);
    (void)fputs("\" aria-labelledby=\"", out);
    markup_text(out, id);
    (void)fputs("-title ", out);
    markup_text(out, id);
    (void)fputs("-desc\" viewBox=\"0 0 ", out);
    put_number(out, chart->width);
    (void)putc(' ', out);
    put_number(out, chart->height);
    (void)fputs("\" font-family=\"" FONT "\" fill=\"currentColor\" stroke-linejoin=\"round\"", out);
    put_attribute(out, "font-size", CHART_LABEL);
    (void)fputs(">\n", out);
    put_words(out, "title", id, chart->title);
    put_words(out, "desc", id, chart->alt);
    put_shapes(out, chart);
    (void)fputs("</svg>\n", out);
}
