/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contact: the half-sine by its closed form and through a low-pass, the model, and their weights.
 */
#include "gait/contact.h"
#include "support/assert.h"

#include <math.h>

#define THRESHOLD_G 0.3
#define CUT_HZ      10.0
#define HARMONICS   40

static const double pi = 3.14159265358979323846;

static const double widths_s[] = {0.160, 0.180, 0.200, 0.220, 0.240, 0.260, 0.280, 0.300, 0.320};

#define N_WIDTHS (sizeof widths_s / sizeof *widths_s)

static void a_half_sine_is_over_a_threshold_as_its_arcsine_says(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_WIDTHS; k++)
        for (double threshold = 0.05; threshold < 1; threshold += 0.05) {
            double w = widths_s[k], impulse = 0.36, peak = pi * impulse / (2 * w);
            double wanted = w * (1 - 2 / pi * asin(threshold / peak));
            assert_near(contact_over(w, impulse, threshold), wanted, 1e-12);
            /* and so says the wave: at both ends of that time it is at the threshold */
            assert_near(peak * cos(pi / w * contact_over(w, impulse, threshold) / 2), threshold,
                        1e-9);
        }
    assert_near(contact_over(0.25, 0.36, 0), 0.25, 1e-12);
    assert_near(contact_over(0.30, 0.10, 0.9), 0, 0); /* never so high */
}

static void without_a_low_pass_the_width_is_found_exactly(void **state)
{
    (void)state;
    for (size_t k = 0; k < N_WIDTHS; k++)
        for (double threshold = 0.1; threshold < 0.7; threshold += 0.1) {
            double over_s = contact_over(widths_s[k], 0.36, threshold);
            assert_near(contact_width(over_s, 0.36, threshold, 1e5), widths_s[k], 2e-4);
        }
}

/* Height of a train of half-sines, low-passed, so long after the middle of one of them. */
static double train_at(double t_s, double width_s, double period_s)
{
    double peak = pi * period_s / (2 * width_s), sum = 1; /* body weight on the mean */
    for (int n = 1; n <= HARMONICS; n++) {
        double f = n / period_s, inside = 1 - pow(2 * f * width_s, 2);
        double share = fabs(inside) < 1e-9 ? pi / 4 : cos(pi * f * width_s) / inside;
        double amplitude = 4 * peak * width_s / (pi * period_s) * share;
        sum += amplitude * cos(2 * pi * f * t_s) / (1 + pow(f / CUT_HZ, 4));
    }
    return sum;
}

static double time_over(double threshold, double width_s, double period_s)
{
    double in = 0, out = period_s / 2;
    for (int turn = 0; turn < 60; turn++) {
        double middle = (in + out) / 2;
        *(train_at(middle, width_s, period_s) > threshold ? &in : &out) = middle;
    }
    return 2 * in;
}

/* The far corner of a contact of 160 ms still tells in the near one: 3.2 ms; others are nearer. */
static void what_a_low_pass_blurs_is_found_again(void **state)
{
    (void)state;
    static const double periods_s[] = {0.33, 0.36, 0.40};
    for (size_t k = 0; k < N_WIDTHS; k++)
        for (size_t p = 0; p < sizeof periods_s / sizeof *periods_s; p++) {
            double w = widths_s[k], period_s = periods_s[p];
            if (w > 0.9 * period_s) /* the force falls to the threshold no more */
                continue;
            double over_s = time_over(THRESHOLD_G, w, period_s);
            assert_near(contact_width(over_s, period_s, THRESHOLD_G, CUT_HZ), w, 0.0033);
        }
}

static void a_contact_is_no_longer_than_what_it_bears(void **state)
{
    (void)state;
    for (double over_s = 0.05; over_s < 1; over_s += 0.05)
        assert_between(contact_width(over_s, 0.35, THRESHOLD_G, CUT_HZ), 0, 0.35);
}

/* 175 steps/min, the threshold says 210 ms. */
static struct contact_reading reading(void)
{
    return (struct contact_reading){.period_s = 0.350,
                                    .stance_s = 0.210,
                                    .peak_g = 2.5,
                                    .off_g = 0,
                                    .air_g = 0.1,
                                    .speed_mps = (double)NAN,
                                    .slope_rad = (double)NAN,
                                    .rate_hz = 100};
}

static void the_model_is_a_power_law(void **state)
{
    (void)state;
    struct contact_reading at = reading();
    at.speed_mps = 4.5;
    assert_near(1e3 * contact_of_model(&contact_with_speed, &at), 210.987, 0.01);
    assert_near(1e3 * contact_of_model(&contact_without_speed, &at), 229.513, 0.01);
    at.period_s = 0.400;
    at.peak_g = 2.2;
    at.speed_mps = 3.0;
    assert_near(1e3 * contact_of_model(&contact_with_speed, &at), 278.496, 0.01);
    at.speed_mps = (double)NAN; /* not asked */
    assert_near(1e3 * contact_of_model(&contact_without_speed, &at), 283.718, 0.01);
}

/* 0 the threshold alone, 1 the model alone. */
static double leaning(const struct contact_reading *at)
{
    const struct contact_model *model =
        at->speed_mps > 0 ? &contact_with_speed : &contact_without_speed;
    double modelled = contact_of_model(model, at);
    return (contact_weigh(at).value_s - at->stance_s) / (modelled - at->stance_s);
}

static void a_clean_signal_is_believed_and_a_cut_one_is_not(void **state)
{
    (void)state;
    struct contact_reading at = reading();
    assert_between(leaning(&at), 0.1, 0.35);
    at.speed_mps = 4.5;
    at.stance_s = 0.225;
    assert_between(leaning(&at), 0.2, 0.5); /* the better model weighs more */
    at = reading();
    at.off_g = 0.2;
    assert_between(leaning(&at), 0.9, 1);
    double before = 0;
    for (at.off_g = 0; at.off_g < 0.3; at.off_g += 0.01) {
        assert_true(leaning(&at) >= before - 1e-12);
        assert_true(leaning(&at) - before < 0.4); /* no jump */
        before = leaning(&at);
    }
}

static void what_is_less_sure_has_a_wider_interval(void **state)
{
    (void)state;
    const struct contact_reading plain = reading();
    struct contact_reading at[8];
    for (size_t k = 0; k < 8; k++)
        at[k] = plain;
    static const char *const label[] = {"slope", "downhill",  "in the air", "off 1 g",
                                        "25 Hz", "too short", "too long",   "cut and long"};
    at[0].slope_rad = 0.10;
    at[1].slope_rad = -0.10;
    at[2].air_g = 0.40;
    at[3].off_g = 0.10;
    at[4].rate_hz = 25;
    at[5].stance_s = 0.110;
    at[6].stance_s = 0.280;
    at[7].stance_s = 0.280;
    at[7].off_g = 0.2;
    for (size_t k = 0; k < 8; k++)
        assert_true_case(label[k], contact_weigh(&at[k]).sd_s > 1.02 * contact_weigh(&plain).sd_s);
    assert_near(contact_weigh(&at[0]).sd_s, contact_weigh(&at[1]).sd_s, 1e-12);
    assert_true(contact_weigh(&at[7]).sd_s > contact_weigh(&at[6]).sd_s + 0.005);
}

static void a_slow_recording_leans_on_the_model_and_is_unsure_of_both(void **state)
{
    (void)state;
    struct contact_reading fast = reading(), slow = reading();
    slow.rate_hz = 25;
    assert_true(leaning(&slow) > leaning(&fast) + 0.1);
    fast.off_g = slow.off_g = 0.3; /* all on the model */
    assert_true(contact_weigh(&slow).sd_s > 1.2 * contact_weigh(&fast).sd_s);
}

static void a_speed_the_model_has_not_seen_is_told_less_surely(void **state)
{
    (void)state;
    struct contact_reading at = reading();
    at.speed_mps = 4.5;
    double inside = contact_weigh(&at).sd_s;
    at.speed_mps = 2.2;
    double slow = contact_weigh(&at).sd_s;
    at.speed_mps = 7.0;
    double fast = contact_weigh(&at).sd_s;
    assert_true(slow > 1.02 * inside);
    assert_near(fast, slow, 1e-9); /* both 1.6 m/s beyond */
    at.off_g = 0.2;                /* all on the model: then it shows fully */
    assert_true(contact_weigh(&at).sd_s > 0.010);
    at.speed_mps = 4.5;
    assert_true(contact_weigh(&at).sd_s < 0.011);
}

static void a_usual_bias_or_belt_costs_nothing(void **state)
{
    (void)state;
    struct contact_reading at = reading(), plain = reading();
    at.off_g = 0.02;
    at.air_g = 0.20;
    assert_near(contact_weigh(&at).sd_s, contact_weigh(&plain).sd_s, 1e-12);
    assert_near(contact_weigh(&at).value_s, contact_weigh(&plain).value_s, 1e-12);
}

static void a_contact_is_no_longer_than_its_step(void **state)
{
    (void)state;
    struct contact_reading at = reading();
    at.stance_s = 0.390;
    at.peak_g = 1.2;
    assert_near(contact_weigh(&at).value_s, 0.350, 1e-12);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_half_sine_is_over_a_threshold_as_its_arcsine_says),
        cmocka_unit_test(without_a_low_pass_the_width_is_found_exactly),
        cmocka_unit_test(what_a_low_pass_blurs_is_found_again),
        cmocka_unit_test(a_contact_is_no_longer_than_what_it_bears),
        cmocka_unit_test(the_model_is_a_power_law),
        cmocka_unit_test(a_clean_signal_is_believed_and_a_cut_one_is_not),
        cmocka_unit_test(what_is_less_sure_has_a_wider_interval),
        cmocka_unit_test(a_slow_recording_leans_on_the_model_and_is_unsure_of_both),
        cmocka_unit_test(a_speed_the_model_has_not_seen_is_told_less_surely),
        cmocka_unit_test(a_usual_bias_or_belt_costs_nothing),
        cmocka_unit_test(a_contact_is_no_longer_than_its_step),
    };
    return cmocka_run_group_tests_name("gait/contact", tests, NULL, NULL);
}
