/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Means of blocks: against the textbook, in one piece and joined. */
#include "dsp/block_mean.h"
#include "support/assert.h"

#include <math.h>

#define BLOCK_S 5.0

static double value_at(double t_s)
{
    return 200 + 7 * sin(0.3 * t_s) + 0.05 * t_s;
}

static void take(struct block_mean *mean, double from_s, double to_s)
{
    for (double t_s = from_s; t_s < to_s; t_s += 0.5)
        block_mean_take(mean, t_s, 0.5, value_at(t_s));
    block_mean_close(mean);
}

static void blocks_are_averaged_as_the_textbook_has_it(void **state)
{
    (void)state;
    static const double wanted[] = {3, 5, 10, 6};
    struct block_mean mean = block_mean_start(BLOCK_S);
    for (int k = 0; k < 4; k++) { /* weighted 1 to 4 within each block, about its value */
        block_mean_take(&mean, BLOCK_S * k + 1, 1, wanted[k] + 2);
        block_mean_take(&mean, BLOCK_S * k + 2, 4, wanted[k] - 0.5);
    }
    block_mean_close(&mean);
    assert_near(mean.n, 4, 0);
    assert_near(mean.mean, 6, 1e-12);
    assert_near(mean.m2, 9 + 1 + 16, 1e-12);
    assert_near(mean.known_s, 20, 1e-12);
    assert_near(block_mean_half(&mean), 1.96 * sqrt(26.0 / 3 / 4), 1e-12);
}

static void joined_means_equal_one_over_all(void **state)
{
    (void)state;
    static const double cut_s[] = {0, 35, 40, 100, 300};
    struct block_mean all = block_mean_start(BLOCK_S), joined = block_mean_start(BLOCK_S);
    take(&all, 0, 300);
    for (size_t k = 0; k + 1 < sizeof cut_s / sizeof *cut_s; k++) {
        struct block_mean part = block_mean_start(BLOCK_S);
        take(&part, cut_s[k], cut_s[k + 1]);
        block_mean_join(&joined, &part);
    }
    assert_near(joined.n, 60, 0);
    assert_near(joined.n, all.n, 0);
    assert_near(joined.mean, all.mean, 1e-9);
    assert_near(joined.m2, all.m2, 1e-6);
    assert_near(joined.known_s, all.known_s, 1e-9);
    assert_near(block_mean_half(&joined), block_mean_half(&all), 1e-9);
}

static void nothing_joined_changes_nothing_but_the_time_known(void **state)
{
    (void)state;
    struct block_mean mean = block_mean_start(BLOCK_S), empty = block_mean_start(BLOCK_S);
    take(&mean, 0, 60);
    struct block_mean before = mean;
    block_mean_join(&mean, &empty);
    assert_memory_equal(&mean, &before, sizeof mean);
    take(&empty, 0, 2); /* less than half a block: no block of it */
    block_mean_join(&mean, &empty);
    assert_near(mean.n, before.n, 0);
    assert_near(mean.mean, before.mean, 0);
    assert_near(mean.m2, before.m2, 0);
    assert_near(mean.known_s, 62, 1e-12);
}

static void a_short_rest_and_no_value_are_left_out(void **state)
{
    (void)state;
    struct block_mean mean = block_mean_start(BLOCK_S);
    take(&mean, 0, 12); /* the last 2 s are less than half a block */
    assert_near(mean.n, 2, 0);
    block_mean_take(&mean, 20, 5, (double)NAN);
    block_mean_take(&mean, 25, 0, 1e9);
    block_mean_close(&mean);
    assert_near(mean.n, 2, 0);
    assert_near(mean.known_s, 12, 1e-12);
    struct block_mean one = block_mean_start(BLOCK_S);
    take(&one, 0, 5);
    assert_near(one.n, 1, 0);
    assert_nan(block_mean_half(&one));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_averaged_as_the_textbook_has_it),
        cmocka_unit_test(joined_means_equal_one_over_all),
        cmocka_unit_test(nothing_joined_changes_nothing_but_the_time_known),
        cmocka_unit_test(a_short_rest_and_no_value_are_left_out),
    };
    return cmocka_run_group_tests_name("dsp/block_mean", tests, NULL, NULL);
}
