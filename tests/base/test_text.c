/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers, dates and words without locale. */
#include "base/text.h"
#include "support/assert.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *text;
    double value;
    int left; /* bytes that stay unread */
} numbers[] = {
    {"0", 0, 0},
    {"-1.5", -1.5, 0},
    {"+.5", .5, 0},
    {"5.", 5, 0},
    {"1e3", 1000, 0},
    {"1E-3,2", .001, 2},
    {"1e", 1, 1},
    {"1e+x", 1, 3},
    {"12 g", 12, 2},
    {"1.2.3", 1.2, 2},
    {"0x10", 0, 3},
    {"9007199254740993", 9007199254740992., 0},
    {"9007199254740995", 9007199254740996., 0},
    {"9007199254740992.999999999999999999", 9007199254740992., 0},
    {"9007199254740993.000000000000000001", 9007199254740994., 0},
    {"0.000000000000000000000000000000000000000001e42", 1, 0},
    {"100000000000000000000000000000000000000000e-41", 1, 0},
    {"1.7976931348623157e308", 0x1.fffffffffffffp1023, 0},
    {"2.2250738585072011e-308", 0x0.fffffffffffffp-1022, 0},
    {"2.2250738585072014e-308", 0x1p-1022, 0},
    {"4.9406564584124654e-324", 0x1p-1074, 0},
    {"2.4703282292062327e-324", 0, 0},
    {"2.4703282292062328e-324", 0x1p-1074, 0},
    {"1e-400", 0, 0},
    {"0e99999999999999999999", 0, 0},
};

static void numbers_are_read_to_the_nearest_double(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        const char *text = numbers[i].text, *end = text + strlen(text);
        double value = -77;
        const char *after = text_number(&value, text, end, '.');
        assert_int_case(text, after ? end - after : -1, numbers[i].left);
        assert_near_case(text, value, numbers[i].value, 0);
    }
}

static void what_is_no_number_is_refused(void **state)
{
    (void)state;
    static const char *const table[] = {
        "",   ".",   "-",   "+.", "e5",    "nan", "inf",
        " 1", "--1", "-e1", ",5", "1e400", "x",   "-1e999999999999999999999"};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        double value;
        const char *end = table[i] + strlen(table[i]);
        assert_true_case(table[i], text_number(&value, table[i], end, '.') == NULL);
    }
}

static void a_comma_is_a_point_where_asked(void **state)
{
    (void)state;
    static const char text[] = "-9,81;4";
    double value;
    const char *after = text_number(&value, text, text + 7, ',');
    assert_ptr_equal(after, text + 5);
    assert_near(value, -9.81, 0);
}

static void digits_beyond_the_end_are_not_read(void **state)
{
    (void)state;
    double value;

    static const char text[] = "123.456e7";
    static const double expected[] = {1, 12, 123, 123, 123.4, 123.45, 123.456, 123.456};
    for (size_t n = 1; n <= 8; n++) {
        char *copy = malloc(n); /* of its own size, so that a sanitizer sees one byte too many */
        assert_non_null(copy);
        memcpy(copy, text, n);
        assert_non_null(text_number(&value, copy, copy + n, '.'));
        assert_near(value, expected[n - 1], 0);
        free(copy);
    }
}

/* xorshift64: any bits will do. */
static uint64_t draw(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

static void agree_with_c_library(const char *text)
{
    double value = -77, expected = strtod(text, NULL);
    const char *after = text_number(&value, text, text + strlen(text), '.');
    if (isinf(expected))
        assert_true_case(text, after == NULL);
    else
        assert_true_case(text, after && memcmp(&value, &expected, sizeof value) == 0);
}

/* The C library rounds right too, and shares no line with ours. */
static void random_numbers_agree_with_the_c_library(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int i = 0; i < 100000; i++) {
        char text[64];
        double value;
        uint64_t bits = draw(&seed);
        memcpy(&value, &bits, sizeof value);
        if (isfinite(value)) {
            (void)snprintf(text, sizeof text, "%.*e", (int)(draw(&seed) % 25), value);
            agree_with_c_library(text);
        }
        value = ldexp((double)(draw(&seed) >> 10), -54);
        (void)snprintf(text, sizeof text, "%.*f", (int)(draw(&seed) % 30), value * 1000);
        agree_with_c_library(text);
    }
}

/* The middle of two neighbours, written out to its last digit, and a breath above it. */
static void ties_go_to_even_and_a_breath_more_goes_up(void **state)
{
    (void)state;
    uint64_t seed = 362436069u;
    char text[900];
    for (int i = 0; i < 2000; i++) {
        double value = ldexp((double)((draw(&seed) >> 12) | 1), -51 - (int)(draw(&seed) % 400));
        int n = snprintf(text, sizeof text, "%.760e", value);
        assert_true(n > 0 && n < (int)sizeof text);
        agree_with_c_library(text);
        double quarter = nextafter(value, INFINITY) - value;
        (void)snprintf(text, sizeof text, "%.760e", (value / 2 + quarter / 4) * 2);
        agree_with_c_library(text);
    }
    memset(text, '0', sizeof text);
    memcpy(text, "9007199254740993.", 17);
    text[850] = '\0';
    agree_with_c_library(text); /* a tie, to even: down */
    text[849] = '1';
    agree_with_c_library(text); /* beyond the 800 digits that are kept */
    double value;
    assert_true(text_is_number(&value, text));
    assert_near(value, 9007199254740994., 0);
}

static void a_whole_text_is_a_number_or_not(void **state)
{
    (void)state;
    double value;
    assert_true(text_is_number(&value, " \t-2.50 \r\n"));
    assert_near(value, -2.5, 0);
    assert_false(text_is_number(&value, "2.5x"));
    assert_false(text_is_number(&value, "2 5"));
    assert_false(text_is_number(&value, "  "));
}

static void integers_fit_or_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        bool ok;
        int64_t value;
    } table[] = {
        {"0", true, 0},
        {"-12", true, -12},
        {"+7", true, 7},
        {"1699999999123456789", true, INT64_C(1699999999123456789)},
        {"9223372036854775807", true, INT64_MAX},
        {"-9223372036854775808", true, INT64_MIN},
        {"9223372036854775808", false, 0},
        {"-9223372036854775809", false, 0},
        {"00000000000000000001", false, 0},
        {"", false, 0},
        {"-", false, 0},
        {"x", false, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int64_t value = 0;
        const char *end = table[i].text + strlen(table[i].text);
        const char *after = text_integer(&value, table[i].text, end);
        assert_true_case(table[i].text, table[i].ok ? after == end : after == NULL);
        assert_true_case(table[i].text, value == table[i].value);
    }
}

static void fixed_decimals_print_with_a_point(void **state)
{
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *text;
    } table[] = {
        {1.25, 1, "1.2"},
        {1.35, 1, "1.4"},
        {-0.04, 1, "0.0"},
        {-0.0, 0, "0"},
        {-0.6, 0, "-1"},
        {123456.789, 2, "123456.79"},
        {1e-13, 12, "0.000000000000"},
        {1e15, 12, "1000000000000000.000000000000"},
        {-1e300, 0, "-1.0000000000000001e300"},
        {NAN, 2, "nan"},
        {-INFINITY, 2, "-inf"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[32];
        text_fixed(text, table[i].value, table[i].decimals);
        assert_text_case(table[i].text, text, table[i].text);
    }
}

static void significant_digits_print_short(void **state)
{
    (void)state;
    static const struct {
        double value;
        int digits;
        const char *text;
    } table[] = {
        {0, 3, "0"},
        {-0.0, 3, "0"},
        {171.25, 4, "171.2"},
        {171.0, 4, "171"},
        {170400, 2, "170000"},
        {999.96, 4, "1000"},
        {-0.00123456, 3, "-0.00123"},
        {1.5e-7, 2, "0.00000015"},
        {1.5e-8, 2, "1.5e-8"},
        {2e20, 3, "200000000000000000000"},
        {2e21, 3, "2e21"},
        {-1.7976931348623157e308, 17, "-1.7976931348623157e308"},
        {0.1, 17, "0.10000000000000001"},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[32];
        text_significant(text, table[i].value, table[i].digits);
        assert_text_case(table[i].text, text, table[i].text);
    }
}

/* Runs with whatever comma locale the machine has; Debian's C.UTF-8 alone has none. */
static void a_comma_locale_changes_nothing(void **state)
{
    (void)state;
    static const char *const names[] = {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "nb_NO.UTF-8"};
    const char *set = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && !set; i++)
        set = setlocale(LC_ALL, names[i]);
    if (!set) {
        print_message("no locale with a decimal comma here\n");
        skip();
    }
    char text[32];
    double value;
    text_fixed(text, -2.5, 2);
    assert_string_equal(text, "-2.50");
    text_significant(text, 0.1, 17);
    assert_string_equal(text, "0.10000000000000001");
    assert_true(text_is_number(&value, "0.10000000000000000555111512312578270211815834045410"));
    (void)setlocale(LC_ALL, "C");
    assert_near(value, 0.1, 0);
}

static const struct {
    const char *label;
    int64_t t_us;
    struct civil civil;
    int weekday; /* 0 = Monday */
} instants[] = {
    {"the first moment of 1970", 0, {1970, 1, 1, 0, 0, 0, 0}, 3},
    {"one microsecond earlier", -1, {1969, 12, 31, 23, 59, 59, 999999}, 2},
    {"a leap day", 1709210096789012, {2024, 2, 29, 12, 34, 56, 789012}, 3},
    {"no leap year in 1900", -2203891200000000, {1900, 3, 1, 0, 0, 0, 0}, 3},
    {"a leap year in 2000", 951782400000000, {2000, 2, 29, 0, 0, 0, 0}, 1},
    {"the first day", -62135596800000000, {1, 1, 1, 0, 0, 0, 0}, 0},
    {"the last moment", 253402300799999999, {9999, 12, 31, 23, 59, 59, 999999}, 4},
};

static void instants_and_dates_turn_into_each_other(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
        const struct civil *want = &instants[i].civil;
        struct civil got;
        int64_t t_us = 0;
        text_civil(&got, instants[i].t_us);
        assert_int_case(instants[i].label, got.year, want->year);
        assert_int_case(instants[i].label, got.month * 100 + got.day,
                        want->month * 100 + want->day);
        assert_int_case(instants[i].label, (got.hour * 60 + got.minute) * 60 + got.second,
                        (want->hour * 60 + want->minute) * 60 + want->second);
        assert_int_case(instants[i].label, got.microsecond, want->microsecond);
        assert_true_case(instants[i].label, text_instant_us(&t_us, want));
        assert_int_case(instants[i].label, t_us, instants[i].t_us);
        assert_int_case(instants[i].label, text_weekday(t_us), instants[i].weekday);
    }
}

static void every_day_of_800_years_comes_back(void **state)
{
    (void)state;
    const int64_t day_us = INT64_C(86400000000);
    for (int64_t day = -146097; day < 146097; day++) {
        struct civil civil;
        int64_t t_us;
        text_civil(&civil, day * day_us);
        assert_true(text_instant_us(&t_us, &civil));
        assert_int_equal(t_us, day * day_us);
    }
}

static void the_ends_of_time_do_not_overflow(void **state)
{
    (void)state;
    struct civil civil;
    text_civil(&civil, INT64_MIN);
    assert_int_equal(civil.year, -290308);
    text_civil(&civil, INT64_MAX);
    assert_int_equal(civil.year, 294247);
    assert_in_range(text_weekday(INT64_MIN), 0, 6);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct civil civil;
    } table[] = {
        {"year 0", {0, 1, 1, 0, 0, 0, 0}},
        {"year 10000", {10000, 1, 1, 0, 0, 0, 0}},
        {"month 13", {2024, 13, 1, 0, 0, 0, 0}},
        {"month 0", {2024, 0, 1, 0, 0, 0, 0}},
        {"29 February 2023", {2023, 2, 29, 0, 0, 0, 0}},
        {"29 February 1900", {1900, 2, 29, 0, 0, 0, 0}},
        {"31 April", {2024, 4, 31, 0, 0, 0, 0}},
        {"day 0", {2024, 4, 0, 0, 0, 0, 0}},
        {"hour 24", {2024, 4, 1, 24, 0, 0, 0}},
        {"second 60", {2024, 4, 1, 0, 0, 60, 0}},
        {"a million microseconds", {2024, 4, 1, 0, 0, 0, 1000000}},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        int64_t t_us;
        assert_true_case(table[i].label, !text_instant_us(&t_us, &table[i].civil));
    }
}

static void words_compare_without_case(void **state)
{
    (void)state;
    assert_true(text_equal_nocase("Accel_X", "aCCEL_x"));
    assert_false(text_equal_nocase("accel", "accel_x"));
    assert_false(text_equal_nocase("[", "{"));
    assert_true(text_equal_nocase("", ""));
    assert_true(text_starts("time_s", "time"));
    assert_false(text_starts("tim", "time"));
}

static void any_bytes_become_utf8_without_controls(void **state)
{
    (void)state;
    static const struct {
        const char *label, *bytes;
        size_t n, room;
        const char *text;
    } table[] = {
        {"plain", "run", 3, 32, "run"},
        {"two, three and four bytes", "\xC3\xA5\xE2\x82\xAC\xF0\x9F\x91\x9F", 9, 32,
         "\xC3\xA5\xE2\x82\xAC\xF0\x9F\x91\x9F"},
        {"latin-1", "l\xF8p", 3, 32, "l\xEF\xBF\xBDp"},
        {"overlong slash", "\xC0\xAF", 2, 32, "\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"surrogate", "\xED\xA0\x80", 3, 32, "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"beyond U+10FFFF", "\xF4\x90\x80\x80", 4, 32,
         "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"cut in the middle", "a\xE2\x82", 3, 32, "a\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"controls", "a\x1B[31m\tb\0c\x7F", 10, 32, "a [31m b c"},
        {"C1 control",
         "\xC2\x9B"
         "2J",
         4, 32, " 2J"},
        {"no room for half a letter", "ab\xC3\xA5", 4, 4, "ab"},
        {"room for the NUL only", "ab", 2, 1, ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[32];
        text_utf8(text, table[i].room, table[i].bytes, table[i].n);
        assert_text_case(table[i].label, text, table[i].text);
    }
}

static void edits_between_words_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        size_t edits;
    } table[] = {
        {"", "", 0},           {"speed", "speed", 0},  {"", "abc", 3},
        {"sped", "speed", 1},  {"speeed", "speed", 1}, {"spead", "speed", 1},
        {"psede", "speed", 2}, {"spede", "speed", 1},  {"kitten", "sitting", 3},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_int_case(table[i].a, text_distance(table[i].a, table[i].b), table[i].edits);
        assert_int_case(table[i].a, text_distance(table[i].b, table[i].a), table[i].edits);
    }
    char longer[200];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    assert_true(text_distance(longer, "speed") > 50);
}

static void a_character_has_its_length(void **state)
{
    static const struct {
        const char *text;
        size_t n, length;
    } table[] = {
        {"a", 1, 1},
        {"\xC3\xB8", 2, 2},
        {"\xE2\x88\x92", 3, 3},
        {"\xF0\x9F\x8F\x83", 4, 4},
        {"\xF0\x9F\x8F\x83", 3, 0}, /* cut */
        {"\xC0\x80", 2, 0},         /* too long a form */
        {"\xED\xA0\x80", 3, 0},     /* a surrogate */
        {"\xF4\x90\x80\x80", 4, 0}, /* past U+10FFFF */
        {"\x80", 1, 0},
        {"\xE2\x28\xA1", 3, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_int_case(table[i].text, text_character(table[i].text, table[i].n), table[i].length);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_character_has_its_length),
        cmocka_unit_test(numbers_are_read_to_the_nearest_double),
        cmocka_unit_test(what_is_no_number_is_refused),
        cmocka_unit_test(a_comma_is_a_point_where_asked),
        cmocka_unit_test(digits_beyond_the_end_are_not_read),
        cmocka_unit_test(random_numbers_agree_with_the_c_library),
        cmocka_unit_test(ties_go_to_even_and_a_breath_more_goes_up),
        cmocka_unit_test(a_whole_text_is_a_number_or_not),
        cmocka_unit_test(integers_fit_or_are_refused),
        cmocka_unit_test(fixed_decimals_print_with_a_point),
        cmocka_unit_test(significant_digits_print_short),
        cmocka_unit_test(a_comma_locale_changes_nothing),
        cmocka_unit_test(instants_and_dates_turn_into_each_other),
        cmocka_unit_test(every_day_of_800_years_comes_back),
        cmocka_unit_test(the_ends_of_time_do_not_overflow),
        cmocka_unit_test(dates_that_do_not_exist_are_refused),
        cmocka_unit_test(words_compare_without_case),
        cmocka_unit_test(any_bytes_become_utf8_without_controls),
        cmocka_unit_test(edits_between_words_are_counted),
    };
    return cmocka_run_group_tests_name("base/text", tests, NULL, NULL);
}
