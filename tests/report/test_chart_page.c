/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts on a page of cairo: the same shapes, at the same places. */
#include "report/chart_cases.h"
#include "report/chart_page.h"
#include "support/assert.h"

#include <cairo.h>
#include <math.h>
#include <pango/pangocairo.h>

#define SEEDS 60

static struct chart_box ink_of(const struct chart *chart, double scale)
{
    double x, y, wide, high;
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cairo = cairo_create(surface);
    chart_page(chart, cairo, scale);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_recording_surface_ink_extents(surface, &x, &y, &wide, &high);
    cairo_surface_destroy(surface);
    return (struct chart_box){x, y, x + wide, y + high};
}

static void shapes_lie_where_they_are_said_to(void **state)
{
    (void)state;
    struct chart_point line[] = {{10, 40}, {60, 40}, {70, (double)NAN}, {80, 45}, {95, 45}};
    static const struct {
        double left, top, wide, high;
    } boxes[] = {{10, 20, 30, 5}, {0, 0, 100, 50}, {70, 10, 2, 30}};
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        struct chart *chart = chart_new(100, 50);
        chart_box(chart, CHART_RUN, 1, boxes[i].left, boxes[i].top, boxes[i].wide, boxes[i].high);
        struct chart_box ink = ink_of(chart, 2);
        assert_near(ink.left, 2 * boxes[i].left, 0.51);
        assert_near(ink.top, 2 * boxes[i].top, 0.51);
        assert_near(ink.right, 2 * (boxes[i].left + boxes[i].wide), 0.51);
        assert_near(ink.bottom, 2 * (boxes[i].top + boxes[i].high), 0.51);
        chart_free(chart);
    }
    struct chart *chart = chart_new(100, 50);
    chart_line(chart, CHART_RUN, 2, line, 5);
    struct chart_box ink = ink_of(chart, 1), said = chart_bounds(&chart->shape[0]);
    assert_near(ink.left, 10, 1.1);
    assert_near(ink.right, 95, 1.1);
    assert_near(ink.top, said.top, 1.1);
    assert_near(ink.bottom, said.bottom, 1.1);
    chart_free(chart);
}

/* The gap of a broken line holds no ink. */
static void a_hole_is_a_hole(void **state)
{
    (void)state;
    struct chart_point line[] = {{0, 5}, {40, 5}, {50, (double)NAN}, {60, 5}, {100, 5}};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 100, 10);
    cairo_t *cairo = cairo_create(surface);
    struct chart *chart = chart_new(100, 10);
    chart_line(chart, CHART_STOP, 4, line, 5);
    chart_page(chart, cairo, 1);
    cairo_surface_flush(surface);
    const unsigned char *row =
        cairo_image_surface_get_data(surface) + 5 * cairo_image_surface_get_stride(surface);
    assert_true(row[4 * 20 + 3] > 250 && row[4 * 80 + 3] > 250);
    assert_int_equal(row[4 * 50 + 3], 0);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    chart_free(chart);
}

static void no_ink_leaves_the_chart(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct chart_case made;
        chart_case_make(&made, seed < CASE_COUNT ? (enum chart_state)seed : CASE_RANDOM, seed);
        for (int which = 0; which < DRAW_COUNT; which++) {
            struct chart *chart = chart_case_draw(&made, (enum chart_which)which, locale_at(0), 1);
            struct chart_box ink = ink_of(chart, 1);
            if (ink.left < -1 || ink.top < -1 || ink.right > chart->width + 1 ||
                ink.bottom > chart->height + 1)
                fail_msg("%s of seed %llu: ink at %g %g %g %g",
                         chart_case_name((enum chart_which)which), (unsigned long long)seed,
                         ink.left, ink.top, ink.right, ink.bottom);
            chart_free(chart);
        }
        chart_case_clear(&made);
    }
}

/* What pango makes of a text in DejaVu Sans, in points. */
static double pango_width(const char *text, bool bold)
{
    cairo_surface_t *surface = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("DejaVu Sans");
    PangoRectangle extents;
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(layout), options);
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout), FALSE);
    cairo_font_options_destroy(options);
    pango_font_description_set_absolute_size(font, CHART_LABEL * PANGO_SCALE);
    if (bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text, -1);
    pango_layout_get_extents(layout, NULL, &extents);
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
    return (double)extents.width / PANGO_SCALE;
}

static void texts_take_no_more_room_than_laid_out(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "166 steps/min",
        "programme limit 3, not severity",
        "0123456789 +-.,:;()%/",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "abcdefghijklmnopqrstuvwxyz",
        "\u22129.81 m/s\u00B2",
        "\xC3\x86gir \xC5\x92uvre \xC3\x9Cml\xC3\xA4ut",
        "\xE6\xB1\x89\xE5\xAD\x97\xE3\x81\x8B\xE3\x81\xAA\xED\x95\x9C\xEA\xB8\x80",
        "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD8\xB3\xD9\x84\xD8\xA7\xD9\x85",
        "\xD0\x96\xD0\xA9\xD0\xAE"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double regular = pango_width(texts[i], false), bold = pango_width(texts[i], true);
        assert_between_case(texts[i], regular, 5, chart_text_width(texts[i]) + 0.1);
        assert_between_case(texts[i], bold, 5, chart_strong_width(texts[i]) + 0.1);
    }
    assert_true(chart_text_width(texts[0]) < 1.05 * pango_width(texts[0], false));
}

/* However small the chart, a label is 8 points on the page. */
static void labels_stay_large(void **state)
{
    (void)state;
    struct chart *chart = chart_new(200, 50);
    chart_text(chart, CHART_INK, CHART_START, 0, 40, "HHHHHHHH");
    struct chart_box whole = ink_of(chart, 1), half = ink_of(chart, 0.5);
    assert_near(whole.right - whole.left, half.right - half.left, 2);
    chart_free(chart);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shapes_lie_where_they_are_said_to),
        cmocka_unit_test(a_hole_is_a_hole),
        cmocka_unit_test(no_ink_leaves_the_chart),
        cmocka_unit_test(texts_take_no_more_room_than_laid_out),
        cmocka_unit_test(labels_stay_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
