/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gaps, zeros and limits are found; what is none of them is left alone. */
#include "condition/survey.h"
#include "support/assert.h"

#include <math.h>
#include <string.h>

#define ROWS     4000
#define RATE_HZ  100.0
#define GRAVITY  9.80665
#define NO_RANGE 0
#define STEP_US  10000

static struct survey survey;

/* A bounce of so many g about 1 g on z, cut at a limit; 0: not cut. */
static void bounce(struct rows *rows, double bounce_g, double limit_g)
{
    assert_status(rows_init(rows, ROWS_ACCEL, ROWS), BKS_OK);
    rows->n = ROWS;
    for (size_t i = 0; i < rows->n; i++) {
        double z = 1 + bounce_g * sin(0.176 * (double)i) * (1 + 0.05 * sin(0.0131 * (double)i));
        if (limit_g > 0 && fabs(z) > limit_g)
            z = z > 0 ? limit_g : -limit_g;
        rows->t_us[i] = STEP_US * (int64_t)i;
        rows->value[BKS_ACCEL_X][i] = 0.1 * GRAVITY * cos(0.09 * (double)i);
        rows->value[BKS_ACCEL_Y][i] = -0.2;
        rows->value[BKS_ACCEL_Z][i] = z * GRAVITY;
    }
}

static void take(struct rows *rows, double range_g)
{
    survey_init(&survey, range_g, RATE_HZ);
    survey_take(&survey, rows, 0);
    survey_end(&survey, ROWS / RATE_HZ, 0);
}

static void a_flat_summit_that_comes_back_is_a_limit(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double bounce_g, limit_g, range_g;
        bool clips;
    } table[] = {
        {"cut at 2 g, range not stated", 2.5, 2, NO_RANGE, true},
        {"cut at 4.02 g, calibrated", 5, 4.02, NO_RANGE, true},
        {"cut at 2 g, range stated", 2.5, 2, 2, true},
        {"never cut", 2.5, 0, NO_RANGE, false},
        {"never cut, far from its range", 2.5, 0, 8, false},
        {"flat below 1.5 g is no limit", 1, 1.2, NO_RANGE, false},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct rows rows;
        bounce(&rows, table[k].bounce_g, table[k].limit_g);
        take(&rows, table[k].range_g);
        size_t at_limit = 0, marked = 0;
        for (size_t i = 0; i < rows.n; i++) {
            at_limit += fabs(rows.value[BKS_ACCEL_Z][i]) >= table[k].limit_g * GRAVITY - 1e-9;
            marked += (rows.mark[i] & BKS_ROW_CLIPPED) != 0;
        }
        assert_int_case(table[k].label, marked, survey.clipped);
        if (table[k].clips)
            assert_between_case(table[k].label, (double)marked, 0.95 * (double)at_limit,
                                (double)at_limit);
        else
            assert_int_case(table[k].label, marked, 0);
        rows_clear(&rows);
    }
}

static void a_mark_of_the_writer_stays(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    rows.mark[5] = BKS_ROW_CLIPPED;
    rows.mark[9] = BKS_ROW_MISSING;
    take(&rows, NO_RANGE);
    assert_int_equal(survey.clipped, 1);
    assert_int_equal(survey.missing, 1);
    assert_int_equal(rows.mark[5], BKS_ROW_CLIPPED);
    assert_int_equal(rows.mark[9], BKS_ROW_MISSING);
    rows_clear(&rows);
}

static void a_gap_has_its_bounds(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        int64_t gap_us;
        size_t gaps;
    } table[] = {{"a lost row", 20000, 0},
                 {"90 ms", 90000, 0},
                 {"120 ms", 120000, 1},
                 {"2.5 s", 2500000, 1}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct rows rows;
        bounce(&rows, 1, 0);
        for (size_t i = 1000; i < rows.n; i++)
            rows.t_us[i] += table[k].gap_us - STEP_US;
        survey_init(&survey, NO_RANGE, RATE_HZ);
        survey_take(&survey, &rows, 0);
        assert_int_case(table[k].label, survey.n_gaps_all, table[k].gaps);
        if (table[k].gaps) {
            double end_s = 9.99 + (double)table[k].gap_us * 1e-6;
            assert_near_case(table[k].label, survey.gap[0].start_s, 10, 0.011);
            assert_near_case(table[k].label, survey.gap[0].end_s, end_s, 0.011);
            assert_near_case(table[k].label, survey.gap_s,
                             survey.gap[0].end_s - survey.gap[0].start_s, 1e-9);
        }
        rows_clear(&rows);
    }
}

static void a_block_of_zeros_is_a_gap(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    for (size_t i = 2000; i < 2500; i++)
        for (int c = 0; c < 3; c++)
            rows.value[c][i] = 0;
    take(&rows, NO_RANGE);
    assert_int_equal(survey.zeros, 500);
    assert_int_equal(survey.n_gaps, 1);
    assert_near(survey.gap[0].start_s, 20, 0.011);
    assert_near(survey.gap[0].end_s, 25, 0.011);
    static struct warnings warnings;
    survey_warn(&survey, &warnings);
    for (size_t i = 2000; i < 2500; i++)
        assert_int_equal(rows.mark[i], BKS_ROW_MISSING);
    assert_true(warnings_has(&warnings, BKS_WARN_ZERO_BLOCKS));
    assert_true(warnings_has(&warnings, BKS_WARN_GAPS));
    assert_false(warnings_has(&warnings, BKS_WARN_CLIPPING));
    rows_clear(&rows);
}

static void zeros_of_a_flight_are_no_sleep(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    for (size_t i = 0; i < rows.n; i++)
        for (int c = 0; i % 36 < 12 && c < 3; c++)
            rows.value[c][i] = 0;
    take(&rows, NO_RANGE);
    assert_int_equal(survey.zeros, 0);
    assert_int_equal(survey.n_gaps_all, 0);
    rows_clear(&rows);
}

static void a_sleep_over_a_blocks_end_is_one_gap(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    for (size_t i = 900; i < 1100; i++)
        for (int c = 0; c < 3; c++)
            rows.value[c][i] = 0;
    survey_init(&survey, NO_RANGE, RATE_HZ);
    for (size_t at = 0; at < ROWS; at += 1000) {
        struct rows part = rows;
        part.n = 1000;
        part.t_us += at;
        part.mark += at;
        for (int c = 0; c < 3; c++)
            part.value[c] += at;
        survey_take(&survey, &part, 0);
    }
    assert_int_equal(survey.n_gaps_all, 1);
    assert_near(survey.gap_s, 2, 0.011);
    rows_clear(&rows);
}

static void what_is_missing_at_the_ends_is_a_gap(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    for (size_t i = 0; i < 100; i++)
        rows.mark[i] = rows.mark[ROWS - 1 - i] = BKS_ROW_MISSING;
    take(&rows, NO_RANGE);
    assert_int_equal(survey.n_gaps_all, 2);
    assert_near(survey.gap[0].start_s, 0, 1e-9);
    assert_near(survey.gap[0].end_s, 1, 0.011);
    assert_near(survey.gap[1].start_s, ROWS / RATE_HZ - 1, 0.011);
    assert_near(survey.gap[1].end_s, ROWS / RATE_HZ, 0.011);
    rows_clear(&rows);
}

static void a_recording_of_zeros_is_one_gap(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 0, 0);
    for (size_t i = 0; i < rows.n; i++)
        for (int c = 0; c < 3; c++)
            rows.value[c][i] = 0;
    take(&rows, NO_RANGE);
    assert_int_equal(survey.n_gaps_all, 1);
    assert_near(survey.gap_s, ROWS / RATE_HZ, 1e-6);
    rows_clear(&rows);
}

static void more_gaps_than_are_listed_are_counted(void **state)
{
    (void)state;
    struct rows rows;
    bounce(&rows, 1, 0);
    for (size_t i = 0; i < rows.n; i++)
        rows.t_us[i] += 200000 * (int64_t)(i / 3);
    take(&rows, NO_RANGE);
    assert_int_equal(survey.n_gaps, BKS_MAX_GAPS);
    assert_int_equal(survey.n_gaps_all, (ROWS - 1) / 3);
    rows_clear(&rows);
}

static void what_no_sensor_measures_is_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double value;
        size_t impossible;
        bool left_out;
    } table[] = {
        {"beyond all sensors", 1e200, 1, true},
        {"infinite", -(double)INFINITY, 1, true},
        {"no number, as an empty cell is", (double)NAN, 0, true},
        {"strong, and possible", 3000, 0, false},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        for (int c = BKS_ACCEL_X; c <= BKS_GYRO_X; c += BKS_GYRO_X - BKS_ACCEL_X) {
            struct rows rows, gyro;
            bool accel = c == BKS_ACCEL_X;
            bounce(&rows, 1, 0);
            assert_status(rows_init(&gyro, ROWS_GYRO, ROWS), BKS_OK);
            memcpy(&rows.value[BKS_GYRO_X], &gyro.value[BKS_GYRO_X], 3 * sizeof rows.value[0]);
            rows.value[c][7] = table[k].value;
            take(&rows, NO_RANGE);
            assert_int_case(table[k].label, survey.impossible, table[k].impossible);
            assert_int_case(table[k].label, isnan(rows.value[c][7]), table[k].left_out);
            assert_int_case(table[k].label, survey.missing, accel && table[k].left_out);
            memset(&rows.value[BKS_GYRO_X], 0, 3 * sizeof rows.value[0]);
            rows_clear(&gyro);
            rows_clear(&rows);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_flat_summit_that_comes_back_is_a_limit),
        cmocka_unit_test(a_mark_of_the_writer_stays),
        cmocka_unit_test(a_gap_has_its_bounds),
        cmocka_unit_test(a_block_of_zeros_is_a_gap),
        cmocka_unit_test(zeros_of_a_flight_are_no_sleep),
        cmocka_unit_test(a_sleep_over_a_blocks_end_is_one_gap),
        cmocka_unit_test(what_is_missing_at_the_ends_is_a_gap),
        cmocka_unit_test(a_recording_of_zeros_is_one_gap),
        cmocka_unit_test(more_gaps_than_are_listed_are_counted),
        cmocka_unit_test(what_no_sensor_measures_is_left_out),
    };
    return cmocka_run_group_tests_name("condition/survey", tests, NULL, NULL);
}
