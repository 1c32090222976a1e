/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes and their SVG. */
#include "base/memory.h"
#include "report/chart.h"
#include "report/chart_axes.h"
#include "support/assert.h"
#include "support/golden.h"

#include <math.h>
#include <string.h>

static const char *svg_of(struct printed *printed, const struct chart *chart)
{
    printed_open(printed);
    chart_svg(chart, "c1", printed->out);
    return printed_text(printed);
}

static void a_nan_breaks_a_line(void **state)
{
    (void)state;
    struct chart_point point[] = {{0, 1}, {1, 2}, {2, (double)NAN}, {3, 4}, {4, 5}};
    struct printed printed;
    struct chart *chart = chart_new(10, 10);
    chart_line(chart, CHART_CADENCE, 1, point, 5);
    const char *svg = svg_of(&printed, chart);
    assert_non_null(strstr(svg, "d=\"M0 1L1 2M3 4L4 5\""));
    assert_null(strstr(svg, "nan"));
    printed_clear(&printed);
    chart_free(chart);
}

static void a_chart_keeps_its_own_points_and_texts(void **state)
{
    (void)state;
    struct chart_point point[] = {{1, 1}, {2, 2}};
    char text[] = "before";
    struct chart *chart = chart_new(10, 10);
    chart_line(chart, CHART_INK, 1, point, 2);
    chart_text(chart, CHART_INK, CHART_START, 0, 9, text);
    point[0].x = 7;
    text[0] = 'X';
    assert_near(chart->shape[0].point[0].x, 1, 0);
    assert_string_equal(chart->shape[1].text, "before");
    chart_free(chart);
}

static void hostile_text_is_text(void **state)
{
    (void)state;
    struct printed printed;
    struct chart *chart = chart_new(10, 10);
    chart->title = "<script>alert('1')</script>";
    chart->alt = "a & b %s%n \"quoted\"";
    chart_text(chart, CHART_INK, CHART_START, 0, 9, "</text><b>&amp;\x01");
    const char *svg = svg_of(&printed, chart);
    assert_null(strstr(svg, "<script"));
    assert_null(strstr(svg, "<b>"));
    assert_null(strchr(svg, '\x01'));
    assert_non_null(strstr(svg, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"));
    assert_non_null(strstr(svg, "a &amp; b %s%n &quot;quoted&quot;"));
    assert_non_null(strstr(svg, "&lt;/text&gt;&lt;b&gt;&amp;amp;\xEF\xBF\xBD"));
    printed_clear(&printed);
    chart_free(chart);
}

static void a_hatch_stays_in_its_box(void **state)
{
    (void)state;
    static const double sizes[][2] = {{40, 10}, {10, 40}, {3, 3}, {0.5, 90}, {90, 0}};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct chart *chart = chart_new(200, 200);
        chart_hatch(chart, 20, 30, sizes[i][0], sizes[i][1]);
        for (size_t s = 1; s < chart->n; s++)
            for (size_t p = 0; p < chart->shape[s].n; p++) {
                const struct chart_point *at = &chart->shape[s].point[p];
                if (isnan(at->y))
                    continue;
                assert_true(at->x >= 20 - 1e-9 && at->x <= 20 + sizes[i][0] + 1e-9);
                assert_true(at->y >= 30 - 1e-9 && at->y <= 30 + sizes[i][1] + 1e-9);
            }
        chart_free(chart);
    }
}

static void ticks_are_round_and_within(void **state)
{
    (void)state;
    static const struct {
        double low, high;
        size_t most;
        double first, step;
        size_t n;
        int decimals;
    } rows[] = {{0, 30, 4, 0, 10, 4, 0},
                {161, 174, 6, 165, 5, 2, 0},
                {0, 10, 3, 0, 5, 3, 0},
                {-0.13, 0.21, 5, -0.1, 0.1, 4, 1},
                {1.02, 1.09, 8, 1.02, 0.01, 8, 2},
                {-1e6, 2e6, 5, -1e6, 1e6, 4, 0}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct ticks ticks = ticks_within(rows[i].low, rows[i].high, rows[i].most);
        assert_near(ticks.first, rows[i].first, 1e-9);
        assert_near(ticks.step, rows[i].step, 1e-9);
        assert_int_equal(ticks.n, rows[i].n);
        assert_int_equal(ticks.decimals, rows[i].decimals);
    }
}

static void an_axis_holds_what_was_reached(void **state)
{
    (void)state;
    struct reach reach = reach_none;
    reach_take(&reach, (double)NAN);
    assert_false(reach_known(&reach));
    reach_take(&reach, 163.2);
    reach_take(&reach, 170.9);
    reach_take(&reach, (double)INFINITY);
    struct axis axis = axis_for(reach, 4, false, 100, 20);
    assert_true(axis.low <= 163.2 && axis.low > 160 && axis.high >= 170.9 && axis.high < 174);
    assert_near(axis_at(&axis, axis.low), 100, 1e-9);
    assert_near(axis_at(&axis, axis.high), 20, 1e-9);
    axis = axis_for((struct reach){5, 5}, 4, true, 100, 20);
    assert_near(axis.low, 0, 0);
    axis = axis_for((struct reach){1e17, 1e17}, 0, false, 100, 20);
    assert_true(axis.high > axis.low);
}

static void weeks_begin_on_monday(void **state)
{
    (void)state;
    assert_int_equal(week_monday(0), -3); /* 1969-12-29 */
    for (int32_t day = -800; day < 800; day++) {
        int32_t monday = week_monday(week_of_day(day));
        assert_true(monday <= day && day < monday + 7);
        assert_int_equal((monday + 3) % 7, 0);
    }
}

static void labels_give_way(void **state)
{
    (void)state;
    struct chart *chart = chart_new(100, 40);
    struct labels labels = {.chart = chart};
    assert_true(labels_put(&labels, CHART_INK, CHART_START, 10, 20, "first"));
    assert_false(labels_put(&labels, CHART_INK, CHART_START, 12, 22, "over it"));
    assert_true(labels_near(&labels, CHART_INK, CHART_START, 12, 22, 20, "near"));
    assert_false(labels_put(&labels, CHART_INK, CHART_START, 60, 3, "cut at the top"));
    assert_true(labels_put(&labels, CHART_INK, CHART_START, 95, 20, "moved in"));
    assert_int_equal(chart->n, 3);
    struct chart_box last = chart_bounds(&chart->shape[2]);
    assert_true(last.right <= 100 && last.left >= 0);
    assert_string_equal(label_cut(chart, "short", 80), "short");
    const char *cut = label_cut(chart, "\xE6\xB1\x89\xE5\xAD\x97\xE6\xB1\x89\xE5\xAD\x97", 20);
    assert_string_equal(cut, "\xE6\xB1\x89\xE2\x80\xA6");
    chart_free(chart);
}

static void without_memory_it_says_so(void **state)
{
    (void)state;
    long before = memory_live();
    for (long nth = 1; nth < 4; nth++) {
        struct chart_point point[600] = {{0, 0}};
        memory_fail_at(nth);
        struct chart *chart = chart_new(100, 100);
        for (int i = 0; chart && i < 40; i++) {
            chart_line(chart, CHART_INK, 1, point, 600);
            chart_text(chart, CHART_INK, CHART_START, 1, 1, "words");
        }
        memory_fail_at(0);
        assert_true(!chart || chart->arena.failed);
        chart_free(chart);
    }
    assert_int_equal(memory_live(), before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_nan_breaks_a_line),
        cmocka_unit_test(a_chart_keeps_its_own_points_and_texts),
        cmocka_unit_test(hostile_text_is_text),
        cmocka_unit_test(a_hatch_stays_in_its_box),
        cmocka_unit_test(ticks_are_round_and_within),
        cmocka_unit_test(an_axis_holds_what_was_reached),
        cmocka_unit_test(weeks_begin_on_monday),
        cmocka_unit_test(labels_give_way),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
