/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Through pango, with a font map of our own and no hints of a screen: the same on any machine that
 * has the same fonts. */
#include "report/paper_type.h"

#include "base/text.h"
#include "report/chart.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define FONT      "DejaVu Sans"
#define LABEL     8.0
#define UNIT      10.0 /* behind a number */
#define BOX_TITLE 14.0

/* Heights in points; `lead` is the height of a line by that which the font asks for. */
static const struct {
    double size, lead;
    bool bold;
    enum chart_ink ink;
} styles[TYPE_COUNT] = {
    [TYPE_TITLE] = {16, 1.1, true, CHART_INK},   [TYPE_HEADING] = {11, 1.15, true, CHART_INK},
    [TYPE_LEAD] = {12, 1.2, false, CHART_INK},   [TYPE_BODY] = {10, 1.2, false, CHART_INK},
    [TYPE_STRONG] = {10, 1.2, true, CHART_INK},  [TYPE_SMALL] = {LABEL, 1.2, false, CHART_QUIET},
    [TYPE_CELL] = {9, 1.1, false, CHART_INK},    [TYPE_LABEL] = {LABEL, 1.1, false, CHART_QUIET},
    [TYPE_NUMBER] = {20, 1.05, true, CHART_INK}, [TYPE_WORDS] = {12, 1.15, true, CHART_INK},
    [TYPE_CAPTION] = {9, 1.15, true, CHART_INK}, [TYPE_BOX] = {10, 1.2, false, CHART_PAPER},
};

static int units(double points)
{
    return (int)(points * PANGO_SCALE);
}

static double points(int units)
{
    return (double)units / PANGO_SCALE;
}

/* Without a font pango draws nothing and says nothing. */
static bool any_font(PangoContext *context)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_text(layout, "A1", -1);
    bool any = pango_layout_get_unknown_glyphs_count(layout) == 0;
    g_object_unref(layout);
    return any;
}

enum bks_status type_open(struct type *type)
{
    *type = (struct type){.map = pango_cairo_font_map_new()};
    if (!type->map)
        return BKS_NO_MEMORY;
    pango_cairo_font_map_set_resolution((PangoCairoFontMap *)(void *)type->map, 72);
    type->context = pango_font_map_create_context(type->map);
    pango_context_set_round_glyph_positions(type->context, FALSE);
    pango_context_set_language(type->context, pango_language_from_string("en"));
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(type->context, options);
    cairo_font_options_destroy(options);
    type->plain = pango_attr_list_new();
    pango_attr_list_insert(type->plain, pango_attr_insert_hyphens_new(FALSE));
    for (int i = 0; i < TYPE_COUNT; i++) {
        PangoFontDescription *font = pango_font_description_new();
        pango_font_description_set_family_static(font, FONT);
        pango_font_description_set_size(font, units(styles[i].size));
        if (styles[i].bold)
            pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
        type->font[i] = font;
    }
    return any_font(type->context) ? BKS_OK : BKS_UNSUPPORTED;
}

void type_close(struct type *type)
{
    for (size_t i = 0; i < type->n; i++)
        g_object_unref(type->set[i]);
    for (int i = 0; i < TYPE_COUNT; i++)
        if (type->font[i])
            pango_font_description_free(type->font[i]);
    if (type->plain)
        pango_attr_list_unref(type->plain);
    if (type->context)
        g_object_unref(type->context);
    if (type->map)
        g_object_unref(type->map);
    arena_clear(&type->arena);
    *type = (struct type){0};
}

/* The separators of lines and paragraphs that text_utf8 lets stand. */
static void without_separators(char *text)
{
    for (char *at = text; (at = strstr(at, "\xE2\x80")) != NULL; at += 3)
        if (at[2] == '\xA8' || at[2] == '\xA9')
            memset(at, ' ', 3);
}

/* Valid UTF-8 without controls, each stretch between line breaks by itself where they are kept. */
static char *clean(struct arena *arena, const char *text, bool breaks)
{
    size_t room = 3 * strlen(text) + 1, used = 0;
    char *out = arena_new(arena, room, 1);
    if (!out)
        return NULL;
    for (const char *end = text;; text = end + 1) {
        size_t n = breaks ? strcspn(text, "\n") : strlen(text);
        end = text + n;
        text_utf8(out + used, room - used, text, n);
        used += strlen(out + used);
        if (!*end)
            break;
        out[used++] = '\n';
    }
    without_separators(out);
    return out;
}

static PangoLayout *new_layout(struct type *type)
{
    PangoLayout **more = arena_more(&type->arena, type->set, type->n, sizeof *more);
    if (!more)
        return NULL;
    type->set = more;
    return type->set[type->n++] = pango_layout_new(type->context);
}

static const struct slice set_all = {(double)INFINITY, (double)INFINITY, 0};

static void measure(struct set *set)
{
    PangoRectangle logical;
    bool after = false;
    pango_layout_get_extents(set->layout, NULL, &logical);
    set->width = points(logical.width);
    set->height = set_slice(set, &set_all, NULL, 0, 0, &after);
    double natural = points(logical.height) / pango_layout_get_line_count(set->layout);
    set->baseline = points(pango_layout_get_baseline(set->layout)) +
                    natural * (styles[set->style].lead - 1) / 2;
}

enum edge { EDGE_LEFT, EDGE_RIGHT, EDGE_OF_SCRIPT };

/* Pango swaps the edges of what is read from the right. */
static PangoAlignment alignment(PangoLayout *layout, enum edge edge)
{
    if (edge == EDGE_OF_SCRIPT)
        return PANGO_ALIGN_LEFT;
    bool swapped = pango_layout_get_direction(layout, 0) == PANGO_DIRECTION_RTL;
    return (edge == EDGE_RIGHT) != swapped ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

static struct set lay(struct type *type, enum type_style style, const char *text, double width,
                      int lines, enum edge edge)
{
    struct set set = {.style = style, .asked = width};
    set.layout = text ? new_layout(type) : NULL;
    if (!set.layout)
        return (struct set){0};
    pango_layout_set_font_description(set.layout, type->font[style]);
    pango_layout_set_width(set.layout, units(width > 1 ? width : 1));
    pango_layout_set_wrap(set.layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_attributes(set.layout, type->plain);
    if (lines > 0) {
        pango_layout_set_height(set.layout, -lines);
        pango_layout_set_ellipsize(set.layout, PANGO_ELLIPSIZE_END);
    }
    pango_layout_set_text(set.layout, text, -1);
    pango_layout_set_alignment(set.layout, alignment(set.layout, edge));
    measure(&set);
    return set;
}

struct set type_set(struct type *type, enum type_style style, const char *text, double width,
                    int lines, bool right)
{
    return lay(type, style, clean(&type->arena, text, false), width, lines,
               right ? EDGE_RIGHT : EDGE_LEFT);
}

struct set type_quote(struct type *type, const char *text, double width)
{
    return lay(type, TYPE_BODY, clean(&type->arena, text, true), width, 0, EDGE_OF_SCRIPT);
}

/* Of another size and weight, from a byte to another. */
static void change(struct set *set, size_t from, size_t to, double size, PangoWeight weight)
{
    if (!set->layout)
        return;
    PangoAttrList *list = pango_attr_list_copy(pango_layout_get_attributes(set->layout));
    PangoAttribute *attribute[] = {pango_attr_size_new(units(size)), pango_attr_weight_new(weight)};
    for (size_t i = 0; i < sizeof attribute / sizeof attribute[0]; i++) {
        attribute[i]->start_index = (guint)from;
        attribute[i]->end_index = (guint)to;
        pango_attr_list_insert(list, attribute[i]);
    }
    pango_layout_set_attributes(set->layout, list);
    pango_attr_list_unref(list);
    measure(set);
}

void type_small_from(struct set *set, size_t from)
{
    change(set, from, G_MAXUINT, UNIT, PANGO_WEIGHT_NORMAL);
}

struct set type_box(struct type *type, const char *title, const char *text, double width)
{
    const char *first = clean(&type->arena, title, false);
    const char *second = clean(&type->arena, text, true);
    if (!first || !second)
        return (struct set){0};
    const char *both =
        arena_print(&type->arena, "%s%s%s", first, first[0] && second[0] ? "\n" : "", second);
    struct set set = lay(type, TYPE_BOX, both, width, 0, EDGE_LEFT);
    change(&set, 0, strlen(first), BOX_TITLE, PANGO_WEIGHT_BOLD);
    return set;
}

static struct set_line line_at(PangoLayoutIter *iter, enum type_style style)
{
    PangoRectangle logical;
    pango_layout_iter_get_line_extents(iter, NULL, &logical);
    double natural = points(logical.height), height = natural * styles[style].lead;
    return (struct set_line){.line = pango_layout_iter_get_line_readonly(iter),
                             .style = style,
                             .left = points(logical.x),
                             .height = height,
                             .baseline = points(pango_layout_iter_get_baseline(iter) - logical.y) +
                                         (height - natural) / 2};
}

void set_lines(const struct set *set, void (*each)(void *context, const struct set_line *line),
               void *context)
{
    if (!set->layout)
        return;
    PangoLayoutIter *iter = pango_layout_get_iter(set->layout);
    do {
        struct set_line line = line_at(iter, set->style);
        each(context, &line);
    } while (pango_layout_iter_next_line(iter));
    pango_layout_iter_free(iter);
}

void set_line_draw(const struct set_line *line, cairo_t *cairo, double x, double y)
{
    unsigned rgb = chart_rgb(styles[line->style].ink);
    cairo_set_source_rgb(cairo, (rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
    cairo_move_to(cairo, x + line->left, y + line->baseline);
    pango_cairo_show_layout_line(cairo, line->line);
}

/* Where lines are dealt to slices. */
struct deal {
    struct slice slice;
    size_t at;
    double used, height, x, y;
    cairo_t *cairo;
};

static void deal_line(void *context, const struct set_line *line)
{
    struct deal *deal = context;
    double room = deal->at == 0 ? deal->slice.first : deal->slice.room;
    if (deal->used > 0 && deal->used + line->height > room) {
        deal->at++;
        deal->used = 0;
    }
    if (deal->at == deal->slice.at) {
        if (deal->cairo)
            set_line_draw(line, deal->cairo, deal->x, deal->y + deal->used);
        deal->height = deal->used + line->height;
    }
    deal->used += line->height;
}

double set_slice(const struct set *set, const struct slice *slice, cairo_t *cairo, double x,
                 double y, bool *after)
{
    struct deal deal = {.slice = *slice, .cairo = cairo, .x = x, .y = y};
    set_lines(set, deal_line, &deal);
    *after |= deal.at > slice->at;
    return deal.height;
}
