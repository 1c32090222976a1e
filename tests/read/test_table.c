/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table scanner: every dialect and every kind of trouble, and numbers to the last bit. */
#include "base/text.h"
#include "read/digits.h"
#include "read/table.h"
#include "support/assert.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct scan {
    enum bks_status status;
    struct warnings warnings;
    struct rows rows;
};

/* Reads time and one channel after passing over header lines. */
static void scan_text(struct scan *scan, const char *text, size_t n, const struct table_plan *plan,
                      int header_lines)
{
    struct source *source;
    struct table *table;
    *scan = (struct scan){.status = BKS_OK};
    assert_status(source_open_memory(&source, text, n, "t.csv", NULL), BKS_OK);
    assert_status(table_open(&table, source, 0, &scan->warnings, NULL), BKS_OK);
    assert_status(rows_init(&scan->rows, ROWS_ACCEL, BKS_BLOCK_ROWS), BKS_OK);
    for (int i = 0; i < header_lines; i++)
        table_skip_line(table);
    table_set_plan(table, plan);
    scan->status = table_next(table, &scan->rows, NULL);
    size_t n_rows = scan->rows.n;
    struct rows rest;
    assert_status(rows_init(&rest, ROWS_ACCEL, BKS_BLOCK_ROWS), BKS_OK);
    do
        assert_status(table_next(table, &rest, NULL), BKS_OK);
    while (rest.n > 0);
    scan->rows.n = n_rows;
    rows_clear(&rest);
    table_close(table);
    source_close(source);
}

static struct table_plan simple_plan(char separator, char point)
{
    struct table_plan plan = table_plan_empty();
    plan.separator = separator;
    plan.point = point;
    plan.time_column = 0;
    plan.column[BKS_ACCEL_X] = 1;
    return plan;
}

static void each_dialect_gives_the_same_rows(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        char separator, point;
        enum bks_warning_id warning;
        bool warns;
    } cases[] = {
        {"LF", "0.5,1.25\n1.5,-2.5\n", ',', '.', 0, false},
        {"CR LF", "0.5,1.25\r\n1.5,-2.5\r\n", ',', '.', 0, false},
        {"CR", "0.5,1.25\r1.5,-2.5\r", ',', '.', 0, false},
        {"no last line end", "0.5,1.25\n1.5,-2.5", ',', '.', 0, false},
        {"byte order mark",
         "\xEF\xBB\xBF"
         "0.5,1.25\n1.5,-2.5\n",
         ',', '.', 0, false},
        {"decimal comma", "0,5;1,25\n1,5;-2,5\n", ';', ',', 0, false},
        {"tab", "0.5\t1.25\n1.5\t-2.5\n", '\t', '.', 0, false},
        {"quotes", "\"0.5\",\"1.25\"\n\"1.5\",\"-2.5\"\n", ',', '.', 0, false},
        {"blanks", " 0.5 , 1.25 \n 1.5, -2.5\n", ',', '.', 0, false},
        {"plus", "0.5,+1.25\n1.5,-2.5\n", ',', '.', 0, false},
        {"exponents", "5E-1,125e-2\n0.15E1,-2.5e+0\n", ',', '.', 0, false},
        {"more columns", "0.5,1.25,x,\"a,b\"\n1.5,-2.5,,9\n", ',', '.', 0, false},
        {"trailing separator", "0.5,1.25,\n1.5,-2.5,\n", ',', '.', 0, false},
        {"blank lines", "\n0.5,1.25\n\n,,\n1.5,-2.5\n\n", ',', '.', 0, false},
        {"long numbers", "0.50000000000000000000000000,1.25000000000000000000000000\n1.5,-2.5\n",
         ',', '.', 0, false},
        {"a row of words", "0.5,1.25\nlap,two\n1.5,-2.5\n", ',', '.', BKS_WARN_ROWS_SKIPPED, true},
        {"too few cells", "0.5,1.25\n7\n1.5,-2.5\n", ',', '.', BKS_WARN_ROWS_SKIPPED, true},
        {"a number with a tail", "0.5,1.25\n0.7,1.2x\n1.5,-2.5\n", ',', '.', BKS_WARN_ROWS_SKIPPED,
         true},
        {"a time out of all range", "0.5,1.25\n1e18,1\n1.5,-2.5\n", ',', '.', BKS_WARN_ROWS_SKIPPED,
         true},
        {"cut in a row", "0.5,1.25\n1.5,-2.5\n2.5", ',', '.', BKS_WARN_TRUNCATED, true},
        {"cut after a separator", "0.5,1.25,7\n1.5,-2.5,7\n2.5,1", ',', '.', BKS_WARN_TRUNCATED,
         true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scan scan;
        struct table_plan plan = simple_plan(cases[i].separator, cases[i].point);
        scan_text(&scan, cases[i].text, strlen(cases[i].text), &plan, 0);
        assert_int_case(cases[i].label, scan.status, BKS_OK);
        assert_int_case(cases[i].label, scan.rows.n, 2);
        assert_int_case(cases[i].label, scan.rows.t_us[0], 500000);
        assert_int_case(cases[i].label, scan.rows.t_us[1], 1500000);
        assert_near_case(cases[i].label, scan.rows.value[BKS_ACCEL_X][0], 1.25, 0);
        assert_near_case(cases[i].label, scan.rows.value[BKS_ACCEL_X][1], -2.5, 0);
        assert_int_case(cases[i].label, scan.rows.mark[0] | scan.rows.mark[1], 0);
        assert_int_case(cases[i].label, scan.warnings.n, cases[i].warns);
        assert_true_case(cases[i].label,
                         !cases[i].warns || warnings_has(&scan.warnings, cases[i].warning));
        rows_clear(&scan.rows);
    }
}

static void a_cell_without_a_number_marks_its_row(void **state)
{
    (void)state;
    static const char *const cells[] = {"", "NaN", "nan", "null", "NA", "-", "inf", "\"\""};
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++) {
        struct scan scan;
        struct table_plan plan = simple_plan(',', '.');
        char text[64];
        (void)snprintf(text, sizeof text, "0,1\n1,%s\n2,3\n", cells[i]);
        scan_text(&scan, text, strlen(text), &plan, 0);
        assert_int_case(cells[i], scan.rows.n, 3);
        assert_int_case(cells[i], scan.rows.mark[0], 0);
        assert_int_case(cells[i], scan.rows.mark[1], BKS_ROW_MISSING);
        assert_int_case(cells[i], scan.rows.mark[2], 0);
        assert_int_case(cells[i], scan.warnings.n, 0);
        rows_clear(&scan.rows);
    }
}

static void the_first_bad_line_and_cell_are_named(void **state)
{
    (void)state;
    struct scan scan;
    struct table_plan plan = simple_plan(',', '.');
    const char text[] = "t,x\n0,1\n1,abc\n2,def\n3,4\n";
    scan_text(&scan, text, sizeof text - 1, &plan, 1);
    assert_int_equal(scan.rows.n, 2);
    assert_int_equal(scan.warnings.n, 1);
    assert_string_equal(scan.warnings.item[0].text,
                        "2 rows skipped; the first is line 3 of t.csv: \"abc\" in column 2");
    rows_clear(&scan.rows);
}

static void time_is_read_in_any_unit_to_the_microsecond(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum table_time time;
        enum stamp_order order;
        int64_t t_us;
    } cases[] = {
        {"s", "1777622400.123456", TABLE_TIME_S, 0, 1777622400123456},
        {"s, rounded", "0.0000005", TABLE_TIME_S, 0, 1},
        {"s, negative", "-0.030997", TABLE_TIME_S, 0, -30997},
        {"s, power of ten", "9.364549000E-3", TABLE_TIME_S, 0, 9365},
        {"s, 26 digits", "0.12345612345612345612345612", TABLE_TIME_S, 0, 123456},
        {"ms", "1777622400123.5", TABLE_TIME_MS, 0, 1777622400123500},
        {"us", "1777622400123456", TABLE_TIME_US, 0, 1777622400123456},
        {"ns, 19 digits", "1777622400123456789", TABLE_TIME_NS, 0, 1777622400123457},
        {"ns since boot", "1245907240064", TABLE_TIME_NS, 0, 1245907240},
        {"US date", "3/31/2023 11:46:00.010", TABLE_TIME_STAMP, STAMP_MDY, 1680263160010000},
        {"German date", "31.3.2023 11:46:00:010", TABLE_TIME_STAMP, STAMP_DMY, 1680263160010000},
        {"ISO", "2023-03-31T11:46:00.010", TABLE_TIME_STAMP, STAMP_YMD, 1680263160010000},
        {"ISO with zone", "2023-03-31T11:46:00.010+02:00", TABLE_TIME_STAMP, STAMP_YMD,
         1680255960010000},
        {"afternoon", "3/31/2023 1:02:03 PM", TABLE_TIME_STAMP, STAMP_MDY, 1680267723000000},
        {"midnight", "3/31/2023 12:00:00 AM", TABLE_TIME_STAMP, STAMP_MDY, 1680220800000000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct scan scan;
        struct table_plan plan = simple_plan(',', '.');
        plan.time = cases[i].time;
        plan.order = cases[i].order;
        char text[96];
        (void)snprintf(text, sizeof text, "%s,1\n%s,2,\n", cases[i].text, cases[i].text);
        scan_text(&scan, text, strlen(text), &plan, 0);
        assert_int_case(cases[i].label, scan.rows.n, 2);
        assert_int_case(cases[i].label, scan.rows.t_us[0], cases[i].t_us);
        assert_int_case(cases[i].label, scan.rows.t_us[1], cases[i].t_us);
        rows_clear(&scan.rows);
    }
}

static void dates_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"2023-02-29 10:00:00", "2023-13-01 10:00",
                                        "2023-01-01",          "2023-01-01 25:00:00",
                                        "1/1/2023 13:00 PM",   "2023-01-01 10:00:00+99:00"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct stamp stamp;
        const char *end = texts[i] + strlen(texts[i]);
        assert_true_case(texts[i], stamp_scan(&stamp, texts[i], end, STAMP_YMD) != end);
    }
}

static void rows_without_a_time_column_come_at_the_rate(void **state)
{
    (void)state;
    struct scan scan;
    struct table_plan plan = table_plan_empty();
    plan.time = TABLE_TIME_ROW;
    plan.rate_hz = 30;
    plan.zero_us = 1000000;
    plan.column[BKS_ACCEL_X] = 0;
    const char text[] = "1\n2\nbad\n4\n";
    scan_text(&scan, text, sizeof text - 1, &plan, 0);
    assert_int_equal(scan.rows.n, 3);
    assert_int_equal(scan.rows.t_us[0], 1000000);
    assert_int_equal(scan.rows.t_us[1], 1033333);
    assert_int_equal(scan.rows.t_us[2], 1100000);
    rows_clear(&scan.rows);
}

static void two_columns_can_make_one_channel(void **state)
{
    (void)state;
    static const int orders[][2] = {{1, 2}, {2, 1}};
    for (size_t i = 0; i < 2; i++) {
        struct scan scan;
        struct table_plan plan = simple_plan(',', '.');
        plan.column[BKS_ACCEL_X] = orders[i][0];
        plan.second[BKS_ACCEL_X] = orders[i][1];
        plan.factor[BKS_ACCEL_X] = -2;
        const char text[] = "0,1,10\n1,2,\"20\"\n2,3,NaN\n";
        scan_text(&scan, text, sizeof text - 1, &plan, 0);
        assert_int_equal(scan.rows.n, 3);
        assert_near(scan.rows.value[BKS_ACCEL_X][0], -22, 0);
        assert_near(scan.rows.value[BKS_ACCEL_X][1], -44, 0);
        assert_int_equal(scan.rows.mark[2], BKS_ROW_MISSING);
        rows_clear(&scan.rows);
    }
}

static void a_line_without_an_end_is_skipped_in_bounded_memory(void **state)
{
    (void)state;
    size_t n = 3u * TABLE_ROOM;
    char *text = malloc(n + 64);
    assert_non_null(text);
    memcpy(text, "0,1\n", 4);
    memset(text + 4, '7', n);
    memcpy(text + 4 + n, "\n1,2\n", 5);
    struct scan scan;
    struct table_plan plan = simple_plan(',', '.');
    scan_text(&scan, text, n + 9, &plan, 0);
    assert_int_equal(scan.rows.n, 2);
    assert_true(warnings_has(&scan.warnings, BKS_WARN_ROWS_SKIPPED));
    rows_clear(&scan.rows);
    free(text);
}

static void rows_that_lie_across_buffers_are_whole(void **state)
{
    (void)state;
    size_t rows = 60000, n = 0, room = rows * 24;
    char *text = malloc(room);
    assert_non_null(text);
    for (size_t i = 0; i < rows; i++)
        n += (size_t)snprintf(text + n, room - n, "%zu.25,%zu.5\n", i, i % 1000);
    struct source *source;
    struct table *table;
    struct warnings warnings = {.n = 0};
    struct rows block;
    struct table_plan plan = simple_plan(',', '.');
    assert_status(source_open_memory(&source, text, n, "t.csv", NULL), BKS_OK);
    assert_status(table_open(&table, source, 0, &warnings, NULL), BKS_OK);
    assert_status(rows_init(&block, ROWS_ACCEL, BKS_BLOCK_ROWS), BKS_OK);
    table_set_plan(table, &plan);
    size_t seen = 0;
    do {
        assert_status(table_next(table, &block, NULL), BKS_OK);
        for (size_t i = 0; i < block.n; i++, seen++) {
            assert_int_equal(block.t_us[i], (int64_t)seen * 1000000 + 250000);
            assert_true(block.value[BKS_ACCEL_X][i] == (double)(seen % 1000) + 0.5);
        }
    } while (block.n > 0);
    assert_int_equal(seen, rows);
    assert_int_equal(warnings.n, 0);
    rows_clear(&block);
    table_close(table);
    source_close(source);
    free(text);
}

static void damage_in_a_zip_ends_the_rows_with_a_warning(void **state)
{
    (void)state;
    const size_t rows = 60000, room = rows * 16;
    char *text = malloc(room);
    uint8_t *zip = malloc(room);
    assert_non_null(text);
    assert_non_null(zip);
    size_t n = 0;
    for (size_t i = 0; i < rows; i++)
        n += (size_t)snprintf(text + n, room - n, "%zu,%zu\n", i, i * i % 997);
    const struct zip_text files[] = {{"t.csv", text, n}, {NULL, NULL, 0}};
    size_t packed = zip_memory(zip, room, files, NULL);
    memset(zip + packed / 2, 0xff, 64);
    struct source *source;
    struct table *table;
    struct warnings warnings = {.n = 0};
    struct rows block;
    struct table_plan plan = simple_plan(',', '.');
    assert_status(source_open_memory(&source, zip, packed, "t.zip", NULL), BKS_OK);
    assert_status(table_open(&table, source, 0, &warnings, NULL), BKS_OK);
    assert_status(rows_init(&block, ROWS_ACCEL, BKS_BLOCK_ROWS), BKS_OK);
    table_set_plan(table, &plan);
    size_t seen = 0;
    do {
        assert_status(table_next(table, &block, NULL), BKS_OK);
        seen += block.n;
    } while (block.n > 0);
    assert_between((double)seen, 20000, 59999);
    assert_true(warnings_has(&warnings, BKS_WARN_TRUNCATED));
    rows_clear(&block);
    table_close(table);
    source_close(source);
    free(zip);
    free(text);
}

/* The number as the scanner reads it: the fast way, or else the patient one. */
static double read_number(const char *text)
{
    char padded[96] = "";
    struct digits digits;
    double value = (double)NAN;
    size_t n = strlen(text);
    memcpy(padded, text, n);
    padded[n] = '\n';
    if (digits_scan(&digits, padded, '.') == padded + n && digits_double(&value, &digits))
        return value;
    assert_ptr_equal(text_number(&value, padded, padded + n, '.'), padded + n);
    return value;
}

static void numbers_are_the_nearest_doubles(void **state)
{
    (void)state;
    static const char *const hard[] = {
        "0",
        "-0.0",
        "9007199254740993",
        "0.44311522500000006",
        "3.3569336000000005",
        "1.5000000000000002220446049250313080847263336181640625",
        "123456789012345678",
        "9999999999999999999",
        "0.000000000000000000001",
        "2.2250738585072011e-308",
        "4.9e-324",
        "1.7976931348623157e308",
        "179769313486231580793e288",
        "8.5899345925e9",
        "1e22",
        "1e23",
        "7.2057594037927933e16",
        "12345678.12345678",
        "1234567890123456.7",
        ".5",
        "5.",
    };
    for (size_t i = 0; i < sizeof hard / sizeof hard[0]; i++)
        assert_near_case(hard[i], read_number(hard[i]), strtod(hard[i], NULL), 0);
    uint64_t seed = 7;
    for (int i = 0; i < 200000; i++) {
        char text[64];
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        int decimals = (int)(seed >> 60), exponent = (int)(seed >> 50 & 31) - 16;
        double value = (double)(int64_t)seed / 9.3e18 * pow(10, exponent);
        (void)snprintf(text, sizeof text, i % 2 ? "%.*g" : "%.*E", decimals + 2, value);
        double read = read_number(text), expected = strtod(text, NULL);
        if (memcmp(&read, &expected, sizeof read) != 0)
            fail_msg("%s read as %.17g, not %.17g", text, read, expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_dialect_gives_the_same_rows),
        cmocka_unit_test(a_cell_without_a_number_marks_its_row),
        cmocka_unit_test(the_first_bad_line_and_cell_are_named),
        cmocka_unit_test(time_is_read_in_any_unit_to_the_microsecond),
        cmocka_unit_test(dates_that_do_not_exist_are_refused),
        cmocka_unit_test(rows_without_a_time_column_come_at_the_rate),
        cmocka_unit_test(two_columns_can_make_one_channel),
        cmocka_unit_test(a_line_without_an_end_is_skipped_in_bounded_memory),
        cmocka_unit_test(rows_that_lie_across_buffers_are_whole),
        cmocka_unit_test(damage_in_a_zip_ends_the_rows_with_a_warning),
        cmocka_unit_test(numbers_are_the_nearest_doubles),
    };
    return cmocka_run_group_tests_name("read/table", tests, NULL, NULL);
}
