/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correlation at every shift, with gaps, against the sums themselves; means of blocks. */
#include "dsp/block_mean.h"
#include "dsp/correlate.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>

#define NA 900
#define NB 700

/* A wandering level with noise and holes. */
static void wander(double *x, size_t n, uint64_t seed, double holes)
{
    struct sim_random random = sim_random_of(seed, 1);
    double level = 160;
    for (size_t i = 0; i < n; i++) {
        level += sim_random_normal(&random);
        bool hole = sim_random_uniform(&random) < holes;
        x[i] = hole ? (double)NAN : level + sim_random_normal(&random);
    }
}

static void transforms_and_sums_say_the_same_at_every_shift(void **state)
{
    static double a[NA], b[NB];
    struct correlate *correlate;
    (void)state;
    wander(a, NA, 1, 0.2);
    wander(b, NB, 2, 0.1);
    assert_status(correlate_new(&correlate), BKS_OK);
    correlate_run(correlate, a, NA, b, NB);
    for (int64_t lag = -NB - 2; lag <= NA + 2; lag++) {
        struct correlation fast = correlate_at(correlate, lag);
        struct correlation slow = correlation_of(a, NA, b, NB, lag);
        if (slow.n < 2)
            continue;
        assert_near(fast.n, slow.n, 0);
        assert_near(fast.r, slow.r, 1e-6);
    }
    correlate_free(correlate);
}

static void outside_all_shifts_nothing_overlaps(void **state)
{
    static double a[NA], b[NB];
    struct correlate *correlate;
    (void)state;
    wander(a, NA, 1, 0);
    wander(b, NB, 2, 0);
    assert_status(correlate_new(&correlate), BKS_OK);
    correlate_run(correlate, a, NA, b, NB);
    static const int64_t outside[] = {-NB, NA, INT64_MIN / 2, INT64_MAX / 2};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        assert_near(correlate_at(correlate, outside[i]).n, 0, 0);
    correlate_free(correlate);
}

static const struct {
    const char *label;
    int64_t lag;
    double scale, offset, holes;
} shifts[] = {
    {"no shift", 0, 1, 0, 0},           {"later", 123, 1, 0, 0},
    {"earlier", -77, 1, 0, 0},          {"half as much", 50, 0.5, 0, 0},
    {"another level", 50, 1, -1000, 0}, {"half of it lost", 123, 1, 0, 0.5},
};

static void a_shifted_copy_is_found_where_it_is(void **state)
{
    static double all[NA + NB], b[NB];
    (void)state;
    for (size_t k = 0; k < sizeof shifts / sizeof *shifts; k++) {
        struct correlate *correlate;
        struct sim_random random = sim_random_of(k, 3);
        wander(all, NA + NB, 5, 0);
        for (size_t j = 0; j < NB; j++)
            b[j] = sim_random_uniform(&random) < shifts[k].holes
                       ? (double)NAN
                       : shifts[k].scale * all[(size_t)((int64_t)j + 100 + shifts[k].lag)] +
                             shifts[k].offset;
        assert_status(correlate_new(&correlate), BKS_OK);
        correlate_run(correlate, all + 100, NA, b, NB);
        int64_t best = -NB;
        for (int64_t lag = -NB / 2; lag < NA / 2; lag++)
            best = correlate_at(correlate, lag).r > correlate_at(correlate, best).r ? lag : best;
        assert_int_case(shifts[k].label, best, shifts[k].lag);
        assert_near_case(shifts[k].label, correlate_at(correlate, best).r, 1, 1e-6);
        correlate_free(correlate);
    }
}

static void what_never_changes_is_like_nothing(void **state)
{
    static double a[NA], b[NB];
    struct correlate *correlate;
    (void)state;
    wander(a, NA, 1, 0);
    for (size_t i = 0; i < NB; i++)
        b[i] = 170;
    assert_status(correlate_new(&correlate), BKS_OK);
    correlate_run(correlate, a, NA, b, NB);
    assert_near(correlate_at(correlate, 10).r, 0, 0);
    for (size_t i = 0; i < NB; i++)
        b[i] = (double)NAN;
    correlate_run(correlate, a, NA, b, NB);
    assert_near(correlate_at(correlate, 10).n, 0, 0);
    assert_near(correlate_at(correlate, 10).r, 0, 0);
    assert_near(correlation_of(a, NA, b, NB, 10).r, 0, 0);
    correlate_free(correlate);
}

static void the_top_of_a_parabola_is_exact(void **state)
{
    (void)state;
    for (double top = -0.5; top <= 0.5; top += 0.125) {
        double y[3];
        for (int k = 0; k < 3; k++)
            y[k] = 3 - 0.2 * (k - 1 - top) * (k - 1 - top);
        assert_near(correlate_top(y[0], y[1], y[2]), top, 1e-12);
    }
    assert_near(correlate_top(1, 1, 1), 0, 0);
    assert_near(correlate_top(2, 1, 2), 0, 0);
    assert_near(correlate_top(1, 2, 3), 0, 0);
}

static void the_error_of_a_mean_is_that_of_its_blocks(void **state)
{
    struct block_mean mean = block_mean_start(5);
    (void)state;
    assert_nan(block_mean_half(&mean));
    for (int i = 0; i < 20; i++) /* blocks of 1, 2, 3 and 4 */
        block_mean_take(&mean, i, 1, i / 5 + 1);
    block_mean_take(&mean, 20, 1, 1000); /* a fifth of a block */
    block_mean_take(&mean, 21, 1, (double)NAN);
    block_mean_close(&mean);
    assert_near(mean.n, 4, 0);
    assert_near(mean.mean, 2.5, 1e-12);
    assert_near(mean.known_s, 21, 0);
    assert_near(block_mean_half(&mean), 1.96 * sqrt(5.0 / 3 / 4), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(transforms_and_sums_say_the_same_at_every_shift),
        cmocka_unit_test(outside_all_shifts_nothing_overlaps),
        cmocka_unit_test(a_shifted_copy_is_found_where_it_is),
        cmocka_unit_test(what_never_changes_is_like_nothing),
        cmocka_unit_test(the_top_of_a_parabola_is_exact),
        cmocka_unit_test(the_error_of_a_mean_is_that_of_its_blocks),
    };
    return cmocka_run_group_tests_name("dsp/correlate", tests, NULL, NULL);
}
