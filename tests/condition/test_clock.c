/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock: its rate from the stamps, and what bursts, jumps and lies are made of. */
#include "condition/clock.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>

#define ROWS  20000
#define BLOCK 1000

struct stamps {
    int64_t t_us[ROWS];
    double value[ROWS];
    size_t n;
};

static struct stamps stamps;

/* Even stamps, jittered, rounded to a tick. */
static void even(double rate_hz, size_t n, double jitter_us, int64_t tick_us)
{
    struct sim_random random = sim_random_of(3, 4);
    stamps.n = n;
    for (size_t i = 0; i < n; i++) {
        double t = (double)i * 1e6 / rate_hz + jitter_us * sim_random_normal(&random);
        stamps.t_us[i] = (int64_t)floor(t / (double)tick_us + 0.5) * tick_us;
        stamps.value[i] = 9.8 + 0.001 * (double)i;
    }
}

/* Takes all stamps block by block; they come back as they were mended. */
static struct clock taken(size_t block)
{
    static int64_t scratch[BKS_BLOCK_ROWS];
    struct rows rows;
    assert_status(rows_init(&rows, ROWS_ACCEL, block), BKS_OK);
    struct clock clock;
    size_t first = stamps.n < block ? stamps.n : block;
    clock_init(&clock, clock_guess_hz(stamps.t_us, first, scratch));
    for (size_t at = 0; at < stamps.n; at += rows.n) {
        rows.n = stamps.n - at < block ? stamps.n - at : block;
        for (size_t i = 0; i < rows.n; i++) {
            rows.t_us[i] = stamps.t_us[at + i];
            rows.mark[i] = 0;
            for (int c = 0; c < 3; c++)
                rows.value[c][i] = stamps.value[at + i];
        }
        clock_take(&clock, &rows);
        for (size_t i = 0; i < rows.n; i++)
            stamps.t_us[at + i] = rows.t_us[i];
    }
    rows_clear(&rows);
    return clock;
}

static void assert_never_backwards(const char *label)
{
    for (size_t i = 1; i < stamps.n; i++)
        assert_true_case(label, stamps.t_us[i] >= stamps.t_us[i - 1]);
}

static void the_rate_is_fitted_from_the_stamps(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double rate_hz, jitter_us;
        int64_t tick_us;
        double tolerance_hz;
    } table[] = {
        {"exact", 100, 0, 1, 1e-6},
        {"an axivity that is slow", 98.86, 0, 1, 1e-4},
        {"a phone that jitters", 100.4, 1500, 1, 0.002},
        {"whole milliseconds", 51.2, 0, 1000, 0.001},
        {"slow", 12.5, 200, 1, 1e-3},
        {"fast", 799.6, 50, 1, 0.01},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        even(table[i].rate_hz, ROWS, table[i].jitter_us, table[i].tick_us);
        struct clock clock = taken(BLOCK);
        assert_near_case(table[i].label, clock_rate_hz(&clock), table[i].rate_hz,
                         table[i].tolerance_hz);
        assert_near_case(table[i].label, clock_duration_s(&clock), ROWS / table[i].rate_hz, 0.02);
    }
}

static void blocks_of_any_size_give_the_same_rate(void **state)
{
    (void)state;
    static const size_t blocks[] = {7, 100, 4096};
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        even(98.86, 5000, 300, 1);
        struct clock clock = taken(blocks[i]);
        assert_near(clock_rate_hz(&clock), 98.86, 0.005);
    }
}

static void a_gap_does_not_bend_the_rate(void **state)
{
    (void)state;
    even(100, ROWS, 0, 1);
    for (size_t i = ROWS / 2; i < ROWS; i++)
        stamps.t_us[i] += 7777777;
    struct clock clock = taken(BLOCK);
    assert_near(clock_rate_hz(&clock), 100, 1e-6);
    assert_near(clock_duration_s(&clock), ROWS / 100.0 + 7.777777, 1e-5);
}

static void bursts_with_one_stamp_are_spread_evenly(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t block;
    } table[] = {{"blocks of whole bursts", 1000}, {"bursts over a block's end", 1001}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        even(100, 4000, 0, 1);
        for (size_t i = 0; i < stamps.n; i++)
            stamps.t_us[i] = stamps.t_us[i - i % 4];
        struct clock clock = taken(table[k].block);
        assert_near_case(table[k].label, clock_rate_hz(&clock), 100, 0.01);
        assert_int_case(table[k].label, clock.duplicates, 0);
        assert_int_case(table[k].label, clock.backwards, 0);
        for (size_t i = 0; i < stamps.n; i++)
            assert_near_case(table[k].label, (double)stamps.t_us[i], 1e4 * (double)i, 200);
    }
}

static void a_row_that_repeats_is_a_duplicate(void **state)
{
    (void)state;
    even(100, 3000, 0, 1);
    stamps.t_us[1500] = stamps.t_us[1499];
    stamps.value[1500] = stamps.value[1499];
    struct clock clock = taken(BLOCK);
    assert_int_equal(clock.duplicates, 1);
    assert_int_equal(clock.rows, 2999);
}

static void time_never_goes_back(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t at;
        int64_t by_us;
    } table[] = {
        {"a second back", 1234, 1000000},
        {"a day back", 1999, 86400000000},
        {"a little back, at a block's start", 1000, 25000},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        even(100, 3000, 0, 1);
        for (size_t i = table[k].at; i < stamps.n; i++)
            stamps.t_us[i] -= table[k].by_us;
        struct clock clock = taken(BLOCK);
        assert_never_backwards(table[k].label);
        assert_int_case(table[k].label, clock.backwards, 1);
        assert_near_case(table[k].label, clock.backwards_at_s, (double)table[k].at / 100, 0.02);
        assert_near_case(table[k].label, clock_duration_s(&clock), 30, 0.05);
        assert_near_case(table[k].label, clock_rate_hz(&clock), 100, 0.01);
    }
}

static void stamps_that_lie_without_end_stay_in_bounds(void **state)
{
    (void)state;
    const int64_t far_us = 253402300800000000; /* year 10000, the last that a reader hands on */
    stamps.n = 2000;
    for (size_t i = 0; i < stamps.n; i++) {
        stamps.t_us[i] = i % 2 ? far_us : -far_us;
        stamps.value[i] = (double)i;
    }
    struct clock clock = taken(BLOCK);
    assert_never_backwards("back and forth");
    assert_true(clock_duration_s(&clock) >= 0);
    assert_true(isfinite(clock_rate_hz(&clock)));
}

static void jitter_is_that_of_a_single_stamp(void **state)
{
    (void)state;
    even(50, ROWS, 2000, 1);
    struct clock clock = taken(BLOCK);
    assert_near(clock_jitter_ms(&clock), 2, 0.1);
    even(50, ROWS, 0, 1);
    clock = taken(BLOCK);
    assert_near(clock_jitter_ms(&clock), 0, 1e-3);
}

static void a_few_rows_have_no_rate(void **state)
{
    (void)state;
    for (size_t n = 0; n < 8; n++) {
        even(100, n, 0, 1);
        struct clock clock = taken(BLOCK);
        assert_near(clock_rate_hz(&clock), 0, 0);
        assert_true(clock_duration_s(&clock) >= 0);
    }
}

static void the_first_rate_is_guessed_from_the_typical_step(void **state)
{
    (void)state;
    static int64_t scratch[ROWS];
    even(100, 2000, 500, 1);
    assert_near(clock_guess_hz(stamps.t_us, stamps.n, scratch), 100, 4);
    for (size_t i = 1000; i < stamps.n; i++)
        stamps.t_us[i] += 60000000;
    assert_near(clock_guess_hz(stamps.t_us, stamps.n, scratch), 100, 4);
    assert_near(clock_guess_hz(stamps.t_us, 1, scratch), 0, 0);
    assert_near(clock_guess_hz(stamps.t_us, 0, scratch), 0, 0);
}

static void what_is_amiss_is_said_once_each(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double rate_hz, jitter_us, nominal_hz;
        enum bks_warning_id id;
        bool said;
    } table[] = {
        {"rate as nominal", 100, 0, 100, BKS_WARN_RATE_DIFFERS, false},
        {"rate off by 1 %", 98.9, 0, 100, BKS_WARN_RATE_DIFFERS, true},
        {"no nominal rate", 98.9, 0, 0, BKS_WARN_RATE_DIFFERS, false},
        {"jitter", 100, 3000, 100, BKS_WARN_JITTER, true},
        {"no jitter", 100, 100, 100, BKS_WARN_JITTER, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        even(table[i].rate_hz, 3000, table[i].jitter_us, 1);
        struct clock clock = taken(BLOCK);
        static struct warnings warnings;
        warnings.n = 0;
        clock_warn(&clock, table[i].nominal_hz, &warnings);
        assert_int_case(table[i].label, warnings_has(&warnings, table[i].id), table[i].said);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rate_is_fitted_from_the_stamps),
        cmocka_unit_test(blocks_of_any_size_give_the_same_rate),
        cmocka_unit_test(a_gap_does_not_bend_the_rate),
        cmocka_unit_test(bursts_with_one_stamp_are_spread_evenly),
        cmocka_unit_test(a_row_that_repeats_is_a_duplicate),
        cmocka_unit_test(time_never_goes_back),
        cmocka_unit_test(stamps_that_lie_without_end_stay_in_bounds),
        cmocka_unit_test(jitter_is_that_of_a_single_stamp),
        cmocka_unit_test(a_few_rows_have_no_rate),
        cmocka_unit_test(the_first_rate_is_guessed_from_the_typical_step),
        cmocka_unit_test(what_is_amiss_is_said_once_each),
    };
    return cmocka_run_group_tests_name("condition/clock", tests, NULL, NULL);
}
