/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The even grid: values between rows, gaps, segments, blocks of any size. */
#include "condition/steady.h"
#include "support/assert.h"

#include <math.h>

#define ROWS     6000
#define SEGMENTS 8

static const double pi = 3.14159265358979323846;

/* What came out. */
struct grid {
    size_t n, segments, closed;
    size_t first[SEGMENTS];   /* sample at which each segment begins */
    double start_s[SEGMENTS]; /* its time */
    double value[STEADY_CHANNELS][ROWS];
    unsigned char mark[ROWS];
};

static struct grid grid;

static void keep(void *context, const struct steady_chunk *chunk)
{
    struct grid *to = context;
    if (chunk->opens) {
        assert_true(to->segments < SEGMENTS);
        to->first[to->segments] = to->n;
        to->start_s[to->segments++] = chunk->start_s;
    }
    to->closed += chunk->closes;
    assert_true(to->n + chunk->n <= ROWS);
    for (size_t i = 0; i < chunk->n; i++) {
        for (int c = 0; c < STEADY_CHANNELS; c++)
            to->value[c][to->n] = chunk->value[c] ? chunk->value[c][i] : (double)NAN;
        to->mark[to->n++] = chunk->mark[i];
    }
}

/* Rows at a rate: a sine along z on 1 g, and its quarter on x. */
static void fill(struct rows *rows, double rate_hz, double tone_hz, size_t n)
{
    assert_status(rows_init(rows, ROWS_ACCEL, n), BKS_OK);
    rows->n = n;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i / rate_hz;
        rows->t_us[i] = (int64_t)floor(t * 1e6 + 0.5);
        rows->value[BKS_ACCEL_X][i] = 0.25 * sin(2 * pi * tone_hz * t);
        rows->value[BKS_ACCEL_Y][i] = 0.5;
        rows->value[BKS_ACCEL_Z][i] = 9.8 + sin(2 * pi * tone_hz * t);
    }
}

/* Runs rows through a grid in blocks, from a first stamp. */
static void run(const struct rows *rows, double rate_hz, size_t block, int64_t first_us)
{
    struct steady *steady = NULL;
    grid = (struct grid){0};
    assert_status(steady_new(&steady, ROWS_ACCEL, rate_hz, keep, &grid), BKS_OK);
    for (size_t at = 0; at < rows->n; at += block) {
        struct rows part = *rows;
        part.n = rows->n - at < block ? rows->n - at : block;
        part.t_us += at;
        part.mark += at;
        for (int c = 0; c < 3; c++)
            part.value[c] += at;
        steady_take(steady, &part, first_us);
    }
    steady_end(steady);
    steady_free(steady);
}

static void the_grid_is_the_next_rate_below(void **state)
{
    (void)state;
    static const struct {
        double rate_hz, grid_hz;
    } table[] = {{800, 100}, {100, 100}, {98.5, 100}, {62.5, 50},
                 {50, 50},   {31, 25},   {25, 25},    {12.5, 25}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        assert_near(steady_grid_hz(table[i].rate_hz), table[i].grid_hz, 0);
}

static void rows_on_the_grid_pass_unchanged(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows, 100, 3.3, 3000);
    rows.mark[77] = BKS_ROW_CLIPPED;
    run(&rows, 100, 4096, 0);
    assert_int_equal(grid.n, rows.n);
    assert_int_equal(grid.segments, 1);
    assert_int_equal(grid.closed, 1);
    for (size_t i = 0; i < rows.n; i++) {
        assert_near(grid.value[2][i], rows.value[BKS_ACCEL_Z][i], 0);
        assert_int_equal(grid.mark[i], i == 77 ? BKS_ROW_CLIPPED : 0);
    }
    rows_clear(&rows);
}

static void a_tone_keeps_its_shape(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double rate_hz, tone_hz, tolerance;
    } table[] = {
        {"slow axivity, step rate", 98.5, 2.8, 0.002},
        {"slow axivity, third harmonic", 98.5, 8.4, 0.03},
        {"50 Hz phone", 51.3, 2.8, 0.01},
        {"200 Hz logger", 200.4, 2.8, 0.02},
        {"500 Hz force treadmill", 500, 2.8, 0.02},
        {"26 Hz watch", 26.0, 1.4, 0.02},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct rows rows;
        fill(&rows, table[k].rate_hz, table[k].tone_hz, 5000);
        run(&rows, table[k].rate_hz, 4096, 0);
        double grid_hz = steady_grid_hz(table[k].rate_hz);
        for (size_t i = 5; i + 5 < grid.n; i++) {
            double truth = 9.8 + sin(2 * pi * table[k].tone_hz * (double)i / grid_hz);
            assert_near_case(table[k].label, grid.value[2][i], truth, table[k].tolerance);
            assert_near_case(table[k].label, grid.value[1][i], 0.5, 1e-9);
        }
        assert_near_case(table[k].label, (double)grid.n, 5000 / table[k].rate_hz * grid_hz, 2);
        rows_clear(&rows);
    }
}

static void fast_rows_are_averaged_before_they_alias(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows, 400, 97, 5000); /* would show as 3 Hz on a grid of 100 Hz */
    run(&rows, 400, 4096, 0);
    double largest = 0;
    for (size_t i = 5; i + 5 < grid.n; i++)
        largest = fmax(largest, fabs(grid.value[2][i] - 9.8));
    assert_between(largest, 0, 0.15);
    rows_clear(&rows);
}

static void blocks_of_any_size_make_the_same_grid(void **state)
{
    (void)state;
    static struct grid whole;
    static const double rates_hz[] = {98.5, 250};
    static const size_t blocks[] = {1, 3, 700, 4095};
    for (size_t r = 0; r < 2; r++) {
        struct rows rows;
        fill(&rows, rates_hz[r], 2.8, 5000);
        for (size_t i = 2500; i < rows.n; i++)
            rows.t_us[i] += 1500000;
        run(&rows, rates_hz[r], 4096, 0);
        whole = grid;
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
            run(&rows, rates_hz[r], blocks[b], 0);
            assert_int_equal(grid.n, whole.n);
            assert_int_equal(grid.segments, 2);
            assert_int_equal(grid.first[1], whole.first[1]);
            for (size_t i = 0; i < grid.n; i++) {
                assert_near(grid.value[2][i], whole.value[2][i], 1e-12);
                assert_int_equal(grid.mark[i], whole.mark[i]);
            }
        }
        rows_clear(&rows);
    }
}

static void a_gap_is_missing_and_a_long_one_ends_the_segment(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        int64_t gap_us;
        size_t segments, missing_low, missing_high;
    } table[] = {
        {"80 ms are bridged", 80000, 1, 0, 0},     {"300 ms are missing", 300000, 1, 27, 32},
        {"900 ms are missing", 900000, 1, 87, 92}, {"1.2 s split", 1200000, 2, 0, 0},
        {"an hour splits", 3600000000, 2, 0, 0},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct rows rows;
        fill(&rows, 100, 2, 1000);
        for (size_t i = 500; i < rows.n; i++)
            rows.t_us[i] += table[k].gap_us;
        run(&rows, 100, 4096, 0);
        size_t missing = 0;
        for (size_t i = 0; i < grid.n; i++)
            missing += (grid.mark[i] & BKS_ROW_MISSING) != 0;
        assert_int_case(table[k].label, grid.segments, table[k].segments);
        assert_int_case(table[k].label, grid.closed, table[k].segments);
        assert_between_case(table[k].label, (double)missing, (double)table[k].missing_low,
                            (double)table[k].missing_high);
        if (grid.segments == 2)
            assert_near_case(table[k].label, grid.start_s[1], 5 + (double)table[k].gap_us * 1e-6,
                             1e-6);
        rows_clear(&rows);
    }
}

static void missing_rows_are_a_gap(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows, 100, 2, 1000);
    for (size_t i = 400; i < 600; i++)
        rows.mark[i] = BKS_ROW_MISSING;
    run(&rows, 100, 4096, 0);
    assert_int_equal(grid.segments, 2);
    assert_int_equal(grid.n, 800);
    assert_near(grid.start_s[1], 6, 1e-6);
    rows_clear(&rows);
}

static void times_count_from_the_first_row(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows, 100, 2, 200);
    for (size_t i = 0; i < rows.n; i++)
        rows.t_us[i] += 1777622400000000;
    run(&rows, 100, 4096, 1777622400000000);
    assert_near(grid.start_s[0], 0, 1e-9);
    assert_int_equal(grid.n, 200);
    rows_clear(&rows);
}

static void nothing_in_gives_nothing_out(void **state)
{
    (void)state;
    const struct rows none = {0};
    run(&none, 100, 1, 0);
    assert_int_equal(grid.n, 0);
    assert_int_equal(grid.segments, 0);
}

static void rows_far_denser_than_the_grid_stay_in_bounds(void **state)
{
    (void)state;
    static const int64_t steps_us[] = {0, 1, 3};
    for (size_t k = 0; k < sizeof steps_us / sizeof *steps_us; k++) {
        struct rows rows;
        fill(&rows, 100, 2, 30000);
        for (size_t i = 0; i < rows.n; i++)
            rows.t_us[i] = steps_us[k] * (int64_t)i;
        run(&rows, 100, 4096, 0);
        assert_between((double)grid.n, 1, 1 + 3e4 * 3e-6 * 100);
        assert_int_equal(grid.closed, 1);
        rows_clear(&rows);
    }
}

static void one_row_makes_one_sample(void **state)
{
    (void)state;
    struct rows rows;
    fill(&rows, 100, 2, 1);
    run(&rows, 100, 1, 0);
    assert_int_equal(grid.n, 1);
    assert_int_equal(grid.segments, 1);
    rows_clear(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_grid_is_the_next_rate_below),
        cmocka_unit_test(rows_on_the_grid_pass_unchanged),
        cmocka_unit_test(a_tone_keeps_its_shape),
        cmocka_unit_test(fast_rows_are_averaged_before_they_alias),
        cmocka_unit_test(blocks_of_any_size_make_the_same_grid),
        cmocka_unit_test(a_gap_is_missing_and_a_long_one_ends_the_segment),
        cmocka_unit_test(missing_rows_are_a_gap),
        cmocka_unit_test(times_count_from_the_first_row),
        cmocka_unit_test(nothing_in_gives_nothing_out),
        cmocka_unit_test(rows_far_denser_than_the_grid_stay_in_bounds),
        cmocka_unit_test(one_row_makes_one_sample),
    };
    return cmocka_run_group_tests_name("condition/steady", tests, NULL, NULL);
}
