/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that are known, tables of Student and chi-square, and the closed form of alike sums. */
#include "dsp/trend.h"
#include "support/assert.h"

#include <math.h>

static void a_line_is_found_as_it_is(void **state)
{
    (void)state;
    double at[20], y[20], beside[20];
    for (int i = 0; i < 20; i++) {
        at[i] = i + (i > 9 ? 5 : 0);
        beside[i] = sin(i);
        y[i] = 3 + 0.25 * at[i] - 2 * beside[i];
    }
    struct trend trend;
    trend_fit(&trend, at, y, beside, 20);
    assert_near(trend_sum(&trend, trend.slope, y), 0.25, 1e-12);
    assert_near(trend_sum(&trend, trend.beside, y), -2, 1e-12);
    assert_near(trend_error(&trend, trend.slope), 0, 1e-9);
    trend_fit(&trend, at, at, NULL, 20);
    assert_near(trend_sum(&trend, trend.slope, at), 1, 1e-12);
}

static void what_follows_the_line_itself_has_no_weight_of_its_own(void **state)
{
    (void)state;
    double at[12], y[12], same[12];
    for (int i = 0; i < 12; i++) {
        at[i] = i;
        same[i] = 7;
        y[i] = 1 + 0.5 * i + (i % 2 ? 0.1 : -0.1);
    }
    struct trend with, without;
    trend_fit(&with, at, y, same, 12);
    trend_fit(&without, at, y, NULL, 12);
    assert_near(trend_sum(&with, with.slope, y), trend_sum(&without, without.slope, y), 1e-12);
    assert_near(with.variance, without.variance, 1e-12);
}

/* Residuals +-1 by turns are no more alike than independent ones: the textbook's formulas hold. */
static void independent_values_have_the_error_of_the_textbook(void **state)
{
    (void)state;
    double at[30], y[30], mean[30], squares = 0, left = 0;
    for (int i = 0; i < 30; i++) {
        at[i] = i;
        y[i] = i % 2 ? 1 : -1;
        mean[i] = 1.0 / 30;
        squares += (i - 14.5) * (i - 14.5);
    }
    double slope = 15 / squares; /* 15: sum of (at - mean) y */
    for (int i = 0; i < 30; i++)
        left += pow(y[i] - slope * (i - 14.5), 2);
    struct trend trend;
    trend_fit(&trend, at, y, NULL, 30);
    assert_near(trend.memory, 0.5, 0);
    assert_near(trend.freedom, 28, 1e-9);
    assert_near(trend_error(&trend, mean), sqrt(left / 28 / 30), 1e-12);
    assert_near(trend_error(&trend, trend.slope), sqrt(left / 28 / squares), 1e-12);
    assert_near(trend_t(&trend), 2.0484, 0.001);
}

static void a_wave_is_alike_and_its_mean_less_sure(void **state)
{
    (void)state;
    double at[36], wave[36], mean[36];
    for (int i = 0; i < 36; i++) {
        at[i] = i;
        wave[i] = sin(i * 0.7);
        mean[i] = 1.0 / 36;
    }
    struct trend trend;
    trend_fit(&trend, at, wave, NULL, 36);
    assert_between(trend.memory, 0.8, 0.95);
    assert_between(trend.freedom, 3, 33);
    assert_true(trend_error(&trend, mean) > 2 * sqrt(0.5 / 36));
}

/* With H = 0.75 neighbours correlate by sqrt(2) - 1: two of them, a gap apart or not. */
static void the_error_of_a_sum_has_the_covariances_in_it(void **state)
{
    (void)state;
    double both[2] = {1, 1}, apart[2] = {1, -1}, near = sqrt(2) - 1;
    struct trend trend = {.n = 2, .at = {0, 1}, .variance = 4, .alike = {1, near}};
    assert_near(trend_error(&trend, both), sqrt(4 * (2 + 2 * near)), 1e-12);
    assert_near(trend_error(&trend, apart), sqrt(4 * (2 - 2 * near)), 1e-12);
    trend.at[1] = 2;
    assert_near(trend_error(&trend, both), sqrt(8), 1e-12);
}

static void students_t_and_chi_square_are_those_of_the_tables(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double freedom, t, chi_low, chi_high; /* at 97.5 %, 2.5 % and 97.5 % */
    } table[] = {
        {"3 degrees", 3, 3.182, 0.2158, 9.348},
        {"10 degrees", 10, 2.228, 3.247, 20.483},
        {"30 degrees", 30, 2.042, 16.791, 46.979},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct trend trend = {.n = 36, .freedom = table[k].freedom};
        double low = 0, high = 0, f = table[k].freedom;
        trend_error_range(&low, &high, &trend);
        assert_near_case(table[k].label, trend_t(&trend), table[k].t, 0.01 * table[k].t);
        assert_near_case(table[k].label, low, sqrt(f / table[k].chi_high), 0.02);
        assert_near_case(table[k].label, high, sqrt(f / table[k].chi_low), f < 5 ? 0.4 : 0.02);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_found_as_it_is),
        cmocka_unit_test(what_follows_the_line_itself_has_no_weight_of_its_own),
        cmocka_unit_test(independent_values_have_the_error_of_the_textbook),
        cmocka_unit_test(a_wave_is_alike_and_its_mean_less_sure),
        cmocka_unit_test(the_error_of_a_sum_has_the_covariances_in_it),
        cmocka_unit_test(students_t_and_chi_square_are_those_of_the_tables),
    };
    return cmocka_run_group_tests_name("dsp/trend", tests, NULL, NULL);
}
