/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transforms, and lines found between their bins. */
#include "dsp/rotor.h"
#include "dsp/spectrum.h"
#include "dsp/sums.h"
#include "support/assert.h"

#include <math.h>

#define LENGTH   512
#define BINS_MAX 513

static const double pi = 3.14159265358979323846;

/*
 * Squared amplitudes of a Hann-windowed sinusoid, scaled so that a line of amplitude A peaks at
 * A^2.
 */
static void power_of(double power[BINS_MAX], double amplitude, double bin, double phase, size_t n,
                     size_t stretch)
{
    struct spectrum spectrum;
    double window[LENGTH], sum = 0;
    assert_status(spectrum_init(&spectrum, n * stretch), BKS_OK);
    hann_of(window, n);
    for (size_t i = 0; i < spectrum.n; i++) {
        double x = i < n ? amplitude * cos(2 * pi * bin * (double)i / (double)n + phase) : 0;
        spectrum.time[i] = i < n ? window[i] * x : 0;
        sum += i < n ? window[i] : 0;
    }
    spectrum_forward(&spectrum);
    for (size_t k = 0; k < spectrum.bins; k++) {
        double re = 2 * spectrum.freq[k][0] / sum, im = 2 * spectrum.freq[k][1] / sum;
        power[k] = re * re + im * im;
    }
    spectrum_clear(&spectrum);
}

static size_t highest(const double *power, size_t bins)
{
    size_t at = 1;
    for (size_t k = 1; k + 1 < bins; k++)
        at = power[k] > power[at] ? k : at;
    return at;
}

static const struct {
    const char *label;
    double amplitude, bin, phase;
} lines[] = {
    {"on a bin", 1.0, 40.0, 0.3},          {"just off a bin", 3.0, 40.07, 1.1},
    {"a quarter beyond", 0.2, 61.25, 2.0}, {"between two bins", 7.0, 33.5, -0.7},
    {"three quarters", 1.0, 90.75, 0.0},   {"near the next bin", 12.0, 128.96, 4.0},
    {"a slow line", 2.0, 20.4, 0.9},
};

#define N_LINES (sizeof lines / sizeof *lines)

static void a_lone_line_is_placed_to_a_thousandth_of_a_bin(void **state)
{
    (void)state;
    double power[BINS_MAX];
    for (size_t i = 0; i < N_LINES; i++) {
        power_of(power, lines[i].amplitude, lines[i].bin, lines[i].phase, LENGTH, 1);
        size_t k = highest(power, LENGTH / 2 + 1);
        assert_near_case(lines[i].label, hann_peak_bin(power, k, 1), lines[i].bin, 1e-3);
    }
}

static void zero_padding_places_a_line_to_a_fiftieth_of_a_bin(void **state)
{
    (void)state;
    double power[BINS_MAX];
    for (size_t i = 0; i < N_LINES; i++) {
        power_of(power, lines[i].amplitude, lines[i].bin, lines[i].phase, LENGTH, 2);
        size_t k = highest(power, LENGTH + 1);
        assert_near_case(lines[i].label, hann_peak_bin(power, k, 2), 2 * lines[i].bin, 2e-2);
    }
}

static void a_line_has_its_power_wherever_it_stands(void **state)
{
    (void)state;
    double power[BINS_MAX];
    for (size_t stretch = 1; stretch <= 2; stretch++)
        for (size_t i = 0; i < N_LINES; i++) {
            double squared = lines[i].amplitude * lines[i].amplitude;
            power_of(power, lines[i].amplitude, lines[i].bin, lines[i].phase, LENGTH, stretch);
            double found = hann_line_power(power, LENGTH * stretch / 2 + 1,
                                           lines[i].bin * (double)stretch, (double)stretch);
            assert_near_case(lines[i].label, found / squared, 1, 0.03);
        }
}

static void a_line_beyond_the_spectrum_has_no_power(void **state)
{
    (void)state;
    double power[BINS_MAX];
    power_of(power, 1, 40, 0, LENGTH, 1);
    static const double bins[] = {-3, 0, 1.4, 255.5, 256, 1e9};
    for (size_t i = 0; i < sizeof bins / sizeof *bins; i++)
        assert_near(hann_line_power(power, LENGTH / 2 + 1, bins[i], 1), 0, 0);
}

static void a_silent_spectrum_has_its_peak_where_it_was_asked(void **state)
{
    (void)state;
    const double power[BINS_MAX] = {0};
    assert_near(hann_peak_bin(power, 7, 1), 7, 0);
    assert_near(hann_peak_bin(power, 7, 2), 7, 0);
}

static void back_and_forth_gives_the_samples_times_their_number(void **state)
{
    (void)state;
    struct spectrum spectrum;
    assert_status(spectrum_init(&spectrum, 200), BKS_OK);
    for (size_t i = 0; i < spectrum.n; i++)
        spectrum.time[i] = sin(0.3 * (double)i) + 0.01 * (double)i;
    spectrum_forward(&spectrum);
    spectrum_inverse(&spectrum);
    for (size_t i = 0; i < spectrum.n; i++)
        assert_near(spectrum.time[i] / 200, sin(0.3 * (double)i) + 0.01 * (double)i, 1e-12);
    spectrum_clear(&spectrum);
    spectrum_clear(&spectrum);
}

static void odd_and_far_lengths_are_refused(void **state)
{
    (void)state;
    static const size_t lengths[] = {0, 1, 14, 17, 513, 16386, SIZE_MAX};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct spectrum spectrum;
        assert_status(spectrum_init(&spectrum, lengths[i]), BKS_BAD_ARGUMENT);
        spectrum_clear(&spectrum);
    }
}

static void the_window_is_even_and_zero_just_outside(void **state)
{
    (void)state;
    double window[64], sum = 0;
    hann_of(window, 64);
    for (size_t i = 0; i < 64; i++) {
        assert_near(window[i], window[63 - i], 1e-15);
        sum += window[i];
    }
    assert_near(sum, 32, 1e-12);
    assert_between(window[0], 1e-9, 1e-3);
}

static void sums_in_strands_are_sums(void **state)
{
    (void)state;
    double x[37], w[37];
    for (size_t n = 0; n <= 37; n++) {
        double sum = 0, products = 0, squares = 0;
        for (size_t i = 0; i < n; i++) {
            x[i] = 0.5 * (double)i - 3;
            w[i] = (double)(i % 5);
            sum += x[i];
            products += w[i] * x[i];
            squares += (x[i] - 1.5) * (x[i] - 1.5);
        }
        assert_near(sum_of(x, n), sum, 1e-9);
        assert_near(sum_of_products(w, x, n), products, 1e-9);
        assert_near(sum_of_squares_about(x, 1.5, n), squares, 1e-9);
    }
}

static void a_rotor_stays_on_the_circle(void **state)
{
    (void)state;
    struct rotor rotor = rotor_from(0.4, 0.123);
    for (int i = 0; i < 512; i++)
        rotor_turn(&rotor);
    assert_near(rotor.c, cos(0.4 + 512 * 0.123), 1e-12);
    assert_near(rotor.s, sin(0.4 + 512 * 0.123), 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lone_line_is_placed_to_a_thousandth_of_a_bin),
        cmocka_unit_test(zero_padding_places_a_line_to_a_fiftieth_of_a_bin),
        cmocka_unit_test(a_line_has_its_power_wherever_it_stands),
        cmocka_unit_test(a_line_beyond_the_spectrum_has_no_power),
        cmocka_unit_test(a_silent_spectrum_has_its_peak_where_it_was_asked),
        cmocka_unit_test(back_and_forth_gives_the_samples_times_their_number),
        cmocka_unit_test(odd_and_far_lengths_are_refused),
        cmocka_unit_test(the_window_is_even_and_zero_just_outside),
        cmocka_unit_test(sums_in_strands_are_sums),
        cmocka_unit_test(a_rotor_stays_on_the_circle),
    };
    return cmocka_run_group_tests_name("dsp/spectrum", tests, NULL, NULL);
}
