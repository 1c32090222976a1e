/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The charts of the report on courses and forms made by hand and by chance. */
#include "base/memory.h"
#include "report/chart_axes.h"
#include "report/chart_cases.h"
#include "support/assert.h"
#include "support/golden.h"

#include <math.h>
#include <string.h>

#ifdef BKS_HAVE_EXPAT
#include <expat.h>
#endif

#define SEEDS 1000
#define SLACK 0.01

static void each_shape(void (*check)(const struct chart *, enum chart_which, uint64_t))
{
    for (uint64_t seed = 0; seed < SEEDS; seed++) {
        struct chart_case made;
        const struct locale *locale = locale_at(seed % 2 ? 9 : 0);
        enum chart_state state = seed < CASE_COUNT ? (enum chart_state)seed : CASE_RANDOM;
        chart_case_make(&made, state, seed);
        for (int which = 0; which < DRAW_COUNT; which++) {
            struct chart *chart = chart_case_draw(&made, (enum chart_which)which, locale,
                                                  0.4 + 0.1 * (double)(seed % 12));
            assert_non_null(chart);
            assert_false(chart->arena.failed);
            check(chart, (enum chart_which)which, seed);
            chart_free(chart);
        }
        chart_case_clear(&made);
    }
}

static void is_within(const struct chart *chart, enum chart_which which, uint64_t seed)
{
    for (size_t i = 0; i < chart->n; i++) {
        struct chart_box box = chart_bounds(&chart->shape[i]);
        bool drawn = box.left <= box.right; /* else a line of holes only */
        if (drawn && (box.left < -SLACK || box.top < -SLACK || box.right > chart->width + SLACK ||
                      box.bottom > chart->height + SLACK))
            fail_msg("%s of seed %llu: shape %zu (%s) at %g %g %g %g", chart_case_name(which),
                     (unsigned long long)seed, i, chart->shape[i].text ? chart->shape[i].text : "-",
                     box.left, box.top, box.right, box.bottom);
    }
}

static void has_no_words_on_words(const struct chart *chart, enum chart_which which, uint64_t seed)
{
    for (size_t i = 0; i < chart->n; i++)
        for (size_t j = 0; j < i; j++) {
            if (chart->shape[i].kind != CHART_TEXT || chart->shape[j].kind != CHART_TEXT)
                continue;
            struct chart_box a = chart_bounds(&chart->shape[i]);
            struct chart_box b = chart_bounds(&chart->shape[j]);
            if (a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
                fail_msg("%s of seed %llu: \"%s\" lies on \"%s\"", chart_case_name(which),
                         (unsigned long long)seed, chart->shape[i].text, chart->shape[j].text);
        }
}

static void says_something(const struct chart *chart, enum chart_which which, uint64_t seed)
{
    (void)which;
    (void)seed;
    assert_true(strlen(chart->title) > 5);
    assert_true(strlen(chart->alt) > 5);
    assert_true(chart->n > 0);
    for (size_t i = 0; i < chart->n; i++)
        if (chart->shape[i].kind == CHART_TEXT)
            assert_true(chart->shape[i].size >= CHART_LABEL);
    assert_null(strstr(chart->title, "nan"));
}

static void all_is_well(const struct chart *chart, enum chart_which which, uint64_t seed)
{
    is_within(chart, which, seed);
    has_no_words_on_words(chart, which, seed);
    says_something(chart, which, seed);
}

static void charts_of_a_thousand_runners_are_whole(void **state)
{
    (void)state;
    each_shape(all_is_well);
}

#ifdef BKS_HAVE_EXPAT
static void is_xml(const struct chart *chart, enum chart_which which, uint64_t seed)
{
    struct printed printed;
    if (seed % 20 != 0 && seed >= CASE_COUNT)
        return;
    printed_open(&printed);
    chart_svg(chart, chart_case_name(which), printed.out);
    const char *svg = printed_text(&printed);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    if (XML_Parse(parser, svg, (int)strlen(svg), 1) != XML_STATUS_OK)
        fail_msg("%s: %s", chart_case_name(which), XML_ErrorString(XML_GetErrorCode(parser)));
    assert_null(strstr(svg, "nan"));
    assert_null(strstr(svg, "inf\""));
    XML_ParserFree(parser);
    printed_clear(&printed);
}

static void svg_is_well_formed(void **state)
{
    (void)state;
    each_shape(is_xml);
}
#endif

/* The first shape of a kind and colour from i on; fails where there is none. */
static const struct chart_shape *find(const struct chart *chart, enum chart_kind kind,
                                      enum chart_ink ink, size_t points)
{
    for (size_t i = 0; i < chart->n; i++)
        if (chart->shape[i].kind == kind && chart->shape[i].ink == ink &&
            chart->shape[i].n == points)
            return &chart->shape[i];
    fail_msg("no shape of kind %d and colour %d with %zu points", (int)kind, (int)ink, points);
    return NULL;
}

/* y of a value from two tick labels and their lines. */
static double y_of(const struct chart *chart, const char *a, const char *b, double va, double vb,
                   double value)
{
    double ya = (double)NAN, yb = (double)NAN;
    for (size_t i = 0; i < chart->n; i++) {
        const struct chart_shape *shape = &chart->shape[i];
        if (shape->kind != CHART_TEXT || shape->anchor != CHART_END)
            continue;
        if (strcmp(shape->text, a) == 0)
            ya = shape->point[0].y;
        if (strcmp(shape->text, b) == 0)
            yb = shape->point[0].y;
    }
    return ya + (yb - ya) * (value - va) / (vb - va) - CHART_HALF;
}

static void a_week_lands_on_its_thursday_and_value(void **state)
{
    (void)state;
    struct week week[4] = {{.number = 2940}, {.number = 2941}, {.number = 2942}, {.number = 2943}};
    double none = (double)NAN;
    for (int i = 0; i < 4; i++) {
        week[i].run_s = 900;
        week[i].sessions = i != 2;
        week[i].value =
            (struct bks_measure){160 + 2 * i, 159 + 2 * i, 161 + 2 * i, 9, BKS_WHY_NONE};
    }
    week[2].value = (struct bks_measure){none, none, none, 0, BKS_WHY_NOT_MEASURED};
    struct form_measure measure = {
        .id = BKS_CADENCE,
        .weeks = {.line = {{.week = week, .n = 4, .baseline_week = 2940}}, .n = 1},
        .now = week[3].value,
        .week = 2943,
        .baseline = 160,
        .change = {6, 4, 8, 9, BKS_WHY_NONE},
        .detectable = 2,
        .beyond = true,
        .target = none};
    struct chart *chart = chart_of_weeks(&measure, locale_at(0), 300, 120);
    assert_string_equal(chart->title,
                        "Cadence rose 6 steps/min in three weeks; a real change is 2");
    const struct chart_shape *band = find(chart, CHART_AREA, CHART_CADENCE, 4);
    assert_near(band->alpha, 0.2, 1e-9);
    const struct chart_shape *line = find(chart, CHART_LINE, CHART_CADENCE, 2);
    double y160 = y_of(chart, "160", "166", 160, 166, 160);
    assert_near(line->point[0].y, y160, 1e-6);
    assert_near(line->point[1].y, y_of(chart, "160", "166", 160, 166, 162), 1e-6);
    assert_near(band->point[0].y, y_of(chart, "160", "166", 160, 166, 161), 1e-6);
    const struct chart_shape *hatch = find(chart, CHART_AREA, CHART_REST, 4);
    double wide = hatch->point[1].x - hatch->point[0].x;
    assert_near(line->point[1].x - line->point[0].x, wide, 1e-6);
    assert_near(hatch->point[0].x - line->point[1].x, wide / 2, 1e-6);
    const struct chart_shape *bracket = find(chart, CHART_LINE, CHART_INK, 4);
    assert_near(bracket->point[0].y, y160, 1e-6);
    assert_near(bracket->point[3].y, line->point[1].y, 1e-6);
    chart_free(chart);
}

static void a_run_lands_on_its_day(void **state)
{
    (void)state;
    struct course_run run = {.day = 20581, .run_s = 600, .walk_s = 300, .planned_s = 540};
    struct plan_day day = {.day = 20581, .pain = {2, 3, PAIN_MISSING}};
    struct plan_day next = {.day = 20582, .pain = {PAIN_MISSING, PAIN_MISSING, 4}};
    struct plan_day days[] = {day, next};
    struct course course = {.first = 20577,
                            .as_of = 20586,
                            .days = {days, 2},
                            .run = &run,
                            .n_runs = 1,
                            .morning = {4, (double)NAN, 1, 0},
                            .minutes = {5, (double)NAN, 1, 0}};
    struct chart *chart = chart_of_load(&course, locale_at(0), 400, 200);
    assert_string_equal(chart->title,
                        "Morning pain was 4; running was 5 min a week (last 14 days)");
    const struct chart_shape *ring = find(chart, CHART_RING, CHART_PAIN, 1);
    const struct chart_shape *bar = NULL;
    double left = 1e9;
    size_t rings = 0, dots = 0, tips = 0;
    for (size_t i = 0; i < chart->n; i++) {
        const struct chart_shape *shape = &chart->shape[i];
        rings += shape->kind == CHART_RING;
        dots += shape->kind == CHART_AREA && shape->ink == CHART_PAIN && shape->n == 1;
        tips += shape->kind == CHART_AREA && shape->ink == CHART_PAIN && shape->n == 4;
        if (shape->ink == CHART_RUN) /* the last one is the bar, the first its name */
            bar = shape;
        if (shape->kind == CHART_LINE && shape->ink == CHART_GRID)
            left = fmin(left, shape->point[0].x);
    }
    assert_int_equal(rings, 2); /* one of them names the mark */
    assert_int_equal(dots, 2);
    assert_int_equal(tips, 2);
    assert_non_null(ring);
    double slot = (400 - 4 - left) / 10;
    assert_near((bar->point[0].x + bar->point[1].x) / 2, left + 4.5 * slot, 1e-6);
    double run_high = bar->point[2].y - bar->point[1].y;
    const struct chart_shape *last = NULL;
    for (size_t i = 0; i < chart->n; i++)
        if (chart->shape[i].ink == CHART_WALK)
            last = &chart->shape[i];
    assert_near((last->point[2].y - last->point[1].y) / run_high, 0.5, 1e-6);
    chart_free(chart);
}

static bool has_text(const struct chart *chart, const char *text)
{
    for (size_t i = 0; i < chart->n; i++)
        if (chart->shape[i].kind == CHART_TEXT && strcmp(chart->shape[i].text, text) == 0)
            return true;
    return false;
}

static void days_always_have_a_date(void **state)
{
    (void)state;
    static const struct {
        int32_t first, last;
        const char *number, *month;
    } rows[] = {{20578, 20581, "5", "May 2026"},  /* no Monday */
                {20578, 20591, "11", "May 2026"}, /* one */
                {20577, 20577, "4", "May 2026"},  /* a day */
                {20800, 20825, "14", "Jan 2027"}, /* over the new year */
                {20577, 21300, "Jul", "2027"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct chart *chart = chart_new(300, 60);
        struct labels labels = {.chart = chart};
        struct chart_box plot = plot_of(chart, 10, 10, 10, 26);
        struct day_axis days = day_axis_of(rows[i].first, rows[i].last, &plot);
        days_under(&labels, &plot, &days);
        assert_true_case(rows[i].number, has_text(chart, rows[i].number));
        assert_true_case(rows[i].month, has_text(chart, rows[i].month));
        chart_free(chart);
    }
}

static void titles_say_what_the_numbers_say(void **state)
{
    (void)state;
    double none = (double)NAN;
    struct week week[8] = {{.number = 100}};
    week[0].value = (struct bks_measure){160, 159, 161, 9, BKS_WHY_NONE};
    for (int i = 1; i < 8; i++)
        week[i] = (struct week){100 + i, week[0].value, 1, 600};
    static const struct {
        double change, detectable;
        bool beyond;
        const char *title;
    } rows[] = {
        {3, 2, true, "Cadence rose 3 steps/min in six weeks; a real change is 2"},
        {-3.2, 2.4, true, "Cadence fell 3 steps/min in six weeks; a real change is 2"},
        {1.2, 2.4, false, "Cadence rose 1 steps/min in six weeks, less than a real change of 2"},
        {2.4, 2.2, true, "Cadence rose 2.4 steps/min in six weeks; a real change is 2.2"},
        {0.2, 2, false, "Cadence held at 163 steps/min in six weeks"},
        {3, (double)NAN, false,
         "Cadence rose 3 steps/min in six weeks; too few weeks to say whether that is real"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct form_measure measure = {
            .id = BKS_CADENCE,
            .weeks = {.line = {{.week = week, .n = 8, .baseline_week = 100}}, .n = 1},
            .now = {163, 162, 164, 9, BKS_WHY_NONE},
            .week = 106,
            .baseline = 160,
            .change = {rows[i].change, rows[i].change, rows[i].change, 9, BKS_WHY_NONE},
            .detectable = rows[i].detectable,
            .beyond = rows[i].beyond,
            .target = none};
        struct chart *chart = chart_of_weeks(&measure, locale_at(0), 300, 120);
        assert_string_equal(chart->title, rows[i].title);
        chart_free(chart);
    }
}

static void svg_reads_as_blessed(void **state)
{
    (void)state;
    static const struct {
        enum chart_which which;
        const char *golden;
    } rows[] = {{DRAW_LOAD, "chart_load.svg"}, {DRAW_BOUNCE, "chart_weeks.svg"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct chart_case made;
        struct printed printed;
        chart_case_make(&made, CASE_USUAL, 5);
        struct chart *chart = chart_case_draw(&made, rows[i].which, locale_at(0), 1);
        printed_open(&printed);
        chart_svg(chart, "chart", printed.out);
        assert_golden(rows[i].golden, printed_text(&printed));
        printed_clear(&printed);
        chart_free(chart);
        chart_case_clear(&made);
    }
}

static void without_memory_a_chart_is_known_to_be_poor(void **state)
{
    (void)state;
    struct chart_case made;
    chart_case_make(&made, CASE_USUAL, 5);
    long before = memory_live();
    for (int which = 0; which < DRAW_COUNT; which++)
        for (long nth = 1; nth < 12; nth++) {
            memory_fail_at(nth);
            struct chart *chart = chart_case_draw(&made, (enum chart_which)which, locale_at(0), 1);
            memory_fail_at(0);
            assert_true(nth > 1 || !chart);
            chart_free(chart);
            assert_int_equal(memory_live(), before);
        }
    chart_case_clear(&made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_of_a_thousand_runners_are_whole),
#ifdef BKS_HAVE_EXPAT
        cmocka_unit_test(svg_is_well_formed),
#endif
        cmocka_unit_test(a_week_lands_on_its_thursday_and_value),
        cmocka_unit_test(a_run_lands_on_its_day),
        cmocka_unit_test(days_always_have_a_date),
        cmocka_unit_test(titles_say_what_the_numbers_say),
        cmocka_unit_test(svg_reads_as_blessed),
        cmocka_unit_test(without_memory_a_chart_is_known_to_be_poor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
