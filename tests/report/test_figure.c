/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as they are shown: the same digits in text and JSON, in every locale. */
#include "base/memory.h"
#include "model/day.h"
#include "report/figure.h"
#include "support/assert.h"
#include "support/golden.h"

#include <math.h>
#include <string.h>

#define MINUS "\xE2\x88\x92"
#define NBSP  "\xC2\xA0"

static const double none = (double)NAN;

static struct figure measure(double value, double low, double high, enum bks_measure_id id)
{
    struct bks_measure given = {value, low, high, 996, BKS_WHY_NONE};
    return figure_measure(&given, id);
}

static struct figure missing(enum bks_reason why)
{
    struct bks_measure given = {none, none, none, 0, why};
    return figure_measure(&given, BKS_CADENCE);
}

static struct figure day(const char *iso)
{
    int32_t value = NO_DAY;
    assert_true(day_read(&value, iso));
    return figure_day(value);
}

static void assert_figure(struct figure figure, const char *locale, const char *text,
                          const char *with_unit, const char *json)
{
    struct arena arena = {0};
    struct printed printed;
    const struct locale *found = locale_find(locale);
    assert_non_null(found);
    assert_text_case("text", figure_text(&arena, &figure, found), text);
    assert_text_case("with unit", figure_with_unit(&arena, &figure, found), with_unit);
    printed_open(&printed);
    struct json_writer writer = json_start(printed.out);
    figure_json(&writer, &figure);
    assert_text_case(text, printed_text(&printed), json);
    printed_clear(&printed);
    assert_false(arena.failed);
    arena_clear(&arena);
}

static void numbers_have_their_decimals_everywhere(void **state)
{
    (void)state;
    assert_figure(figure_number(27, 0, "min/week"), "C", "27", "27" NBSP "min/week", "27");
    assert_figure(figure_number(1.5, 2, ""), "C", "1.50", "1.50", "1.50");
    assert_figure(figure_number(2, 1, "mm"), "C", "2.0", "2.0" NBSP "mm", "2.0");
    assert_figure(figure_number(1.2345, 9, ""), "C", "1.2345", "1.2345", "1.2345");
    assert_figure(figure_number(7.4, -1, ""), "C", "7", "7", "7");
    assert_figure(figure_number(-0.04, 1, "g"), "C", "0.0", "0.0" NBSP "g", "0.0");
    assert_figure(figure_number(-0.0, 0, NULL), "C", "0", "0", "0");
    assert_figure(figure_number(-3.25, 1, "m"), "C", MINUS "3.2", MINUS "3.2" NBSP "m", "-3.2");
    assert_figure(figure_number(-3.75, 1, "m"), "de_DE", MINUS "3,8", MINUS "3,8" NBSP "m", "-3.8");
}

static void changes_have_a_sign_unless_they_are_nothing(void **state)
{
    (void)state;
    assert_figure(figure_change(2.06, 1, "mm"), "C", "+2.1", "+2.1" NBSP "mm", "2.1");
    assert_figure(figure_change(2.06, 1, "mm"), "fr_FR", "+2,1", "+2,1" NBSP "mm", "2.1");
    assert_figure(figure_change(-2.06, 1, ""), "C", MINUS "2.1", MINUS "2.1", "-2.1");
    assert_figure(figure_change(0.04, 1, ""), "C", "0.0", "0.0", "0.0");
    assert_figure(figure_change(-0.04, 1, ""), "C", "0.0", "0.0", "0.0");
    assert_figure(figure_change(1e16, 1, ""), "C", "+10000000000000000.0", "+10000000000000000.0",
                  "10000000000000000.0");
}

static void measures_have_their_interval_or_their_reason(void **state)
{
    (void)state;
    assert_figure(measure(165.99, 165.1, 166.8, BKS_CADENCE), "C", "166 (165 to 167)",
                  "166 (165 to 167)" NBSP "steps/min",
                  "{\"value\": 166, \"low\": 165, \"high\": 167}");
    assert_figure(measure(-1.26, -2, 0.5, BKS_STEP_TIME_ASYMMETRY), "nb_NO.UTF-8",
                  MINUS "1,3 (" MINUS "2,0 to 0,5)",
                  MINUS "1,3 (" MINUS "2,0 to 0,5)" NBSP "% apart",
                  "{\"value\": -1.3, \"low\": -2.0, \"high\": 0.5}");
    assert_figure(measure(2.5, none, none, BKS_MEAN_SPEED), "C", "2.50", "2.50" NBSP "m/s",
                  "{\"value\": 2.50}");
    assert_figure(missing(BKS_WHY_TOO_SHORT), "C", "too few steps", "too few steps",
                  "{\"value\": null, \"why\": \"too_short\"}");
    assert_figure(measure(none, none, none, BKS_CADENCE), "C", "-", "-", "null");
}

static void words_and_nothing(void **state)
{
    (void)state;
    assert_figure(figure_words("one \"two\""), "C", "one \"two\"", "one \"two\"",
                  "\"one \\\"two\\\"\"");
    assert_figure(figure_words(NULL), "C", "-", "-", "null");
    assert_figure(figure_words(""), "C", "-", "-", "null");
    assert_figure((struct figure){.kind = FIGURE_NONE}, "C", "-", "-", "null");
    assert_figure(figure_number(none, 1, "m"), "C", "-", "-", "null");
    assert_figure(figure_change(-(double)INFINITY, 1, "m"), "C", "-", "-", "null");
    assert_figure(figure_day(NO_DAY), "C", "-", "-", "null");
    assert_figure(figure_day(INT32_MAX), "C", "-", "-", "null");
}

static void days_as_the_locale_has_them(void **state)
{
    static const struct {
        const char *locale, *text;
    } table[] = {
        {"C", "2026-05-01"},     {"C.UTF-8", "2026-05-01"}, {"en_GB", "01/05/2026"},
        {"en_US", "5/1/2026"},   {"en_CA", "2026-05-01"},   {"de_DE@euro", "01.05.2026"},
        {"nb_NO", "01.05.2026"}, {"sv_SE", "2026-05-01"},   {"nl_NL", "01-05-2026"},
        {"ja_JP", "2026/05/01"}, {"es_ES", "1/5/2026"},     {"fi_FI", "1.5.2026"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_figure(day("2026-05-01"), table[i].locale, table[i].text, table[i].text,
                      "\"2026-05-01\"");
    assert_figure(day("0099-12-31"), "de_DE", "31.12.0099", "31.12.0099", "\"0099-12-31\"");
}

static void locales_are_found_by_their_whole_name(void **state)
{
    static const char *const unknown[] = {"", "c", "de", "de_DEX", "de_D", ".UTF-8", "xx_XX"};
    (void)state;
    assert_string_equal(locale_at(0)->name, "C");
    assert_false(locale_at(0)->letter);
    assert_true(locale_find("en_US")->letter);
    size_t n = 0;
    for (const struct locale *locale; (locale = locale_at(n)); n++)
        assert_ptr_equal(locale_find(locale->name), locale);
    assert_true(n >= 12);
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++)
        assert_true_case(unknown[i], locale_find(unknown[i]) == NULL);
}

static void without_memory_it_is_remembered(void **state)
{
    struct figure figure = measure(165.99, 165.1, 166.8, BKS_CADENCE);
    (void)state;
    struct arena arena = {0};
    memory_fail_at(1);
    const char *text = figure_with_unit(&arena, &figure, locale_at(0));
    memory_fail_at(0);
    assert_non_null(text);
    assert_true(arena.failed);
    arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_their_decimals_everywhere),
        cmocka_unit_test(changes_have_a_sign_unless_they_are_nothing),
        cmocka_unit_test(measures_have_their_interval_or_their_reason),
        cmocka_unit_test(words_and_nothing),
        cmocka_unit_test(days_as_the_locale_has_them),
        cmocka_unit_test(locales_are_found_by_their_whole_name),
        cmocka_unit_test(without_memory_it_is_remembered),
    };
    return cmocka_run_group_tests_name("report/figure", tests, NULL, NULL);
}
