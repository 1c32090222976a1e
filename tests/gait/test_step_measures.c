/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The measures that stand on single steps and on a speed: values, intervals, reasons. */
#include "gait/measures.h"
#include "support/assert.h"
#include "support/result.h"

#include <math.h>

static double width(const struct bks_measure *measure)
{
    return measure->high - measure->low;
}

/* Of one value of each step in a minute: blocks of 5 s that differ by so much. */
static struct step_mean mean_of(double value, double apart)
{
    struct step_mean mean = {.n = 168, .blocks = block_mean_start(5), .sum = 168 * value};
    for (int block = 0; block < 12; block++)
        block_mean_take(&mean.blocks, 5 * block, 5, value + (block % 2 ? apart : -apart));
    block_mean_close(&mean.blocks);
    return mean;
}

#define PERIOD_S (60.0 / 168)
#define SPEED    3.2

/* The single steps of the same minute: 240 ms of contact, a little longer on the left. */
static struct step_sums minute_of_steps(void)
{
    struct step_sums steps = {.n = 168,
                              .off = 168 * 0.01,
                              .air_n = 168,
                              .air = 168 * 0.15,
                              .stance = mean_of(0.240, 0.004),
                              .period = mean_of(PERIOD_S, 0.002),
                              .peak = mean_of(2.4, 0.05),
                              .loss = mean_of(0.25, 0.02),
                              .impact = mean_of(0.6, 0.05),
                              .vary_n = 160,
                              .vary2 = 160 * 2 * 0.005 * 0.005,
                              .decided = {.first_is_left = 1, .certainty = 0.99}};
    for (int h = 0; h < 2; h++) {
        double contact = h ? 0.238 : 0.242;
        steps.half[h] = (struct step_half){84, 84 * contact,  84 * (contact * contact + 1e-5),
                                           84, 84 * PERIOD_S, 84 * (PERIOD_S * PERIOD_S + 1e-5)};
    }
    return steps;
}

static struct gait_sums minute(void)
{
    return (struct gait_sums){.time_s = 60,
                              .steps = 168,
                              .inner_time_s = 58.72,
                              .inner_steps = 164.416,
                              .edges = 2,
                              .osc_n = 150,
                              .osc_sum = 150 * 0.080,
                              .osc_steps2 = 20 * 8e-6,
                              .osc_steps_n = 20,
                              .osc_windows = 21,
                              .regular_n = 150,
                              .regular_windows = 20,
                              .step_regularity = 150 * 0.80,
                              .step_regularity2 = 150 * 0.6405,
                              .stride_regularity = 150 * 0.85,
                              .stride_regularity2 = 150 * 0.7230,
                              .lateral = 150 * 0.030,
                              .lateral2 = 150 * 0.00091,
                              .fore_aft = 150 * 0.025,
                              .fore_aft2 = 150 * 0.00063};
}

static struct measure_setting setting(const struct step_sums *steps)
{
    return (struct measure_setting){.kind = BKS_RUN,
                                    .place = BKS_WAIST,
                                    .rate_hz = 100,
                                    .gravity_included = true,
                                    .bouts = 1,
                                    .steps = steps,
                                    .speed = measure_about(SPEED, 0.05, 1),
                                    .pace = measure_about(SPEED, 0.05, 1),
                                    .slope_rad = 0,
                                    .leg_m = 0.94,
                                    .mass_kg = 70};
}

static void single_steps_and_a_speed_give_every_measure(void **state)
{
    (void)state;
    const struct step_sums steps = minute_of_steps();
    const struct gait_sums sums = minute();
    const struct measure_setting how = setting(&steps);
    struct bks_measure m[BKS_MEASURE_COUNT];
    measures_of(m, &sums, &how);
    double contact_s = 1e-3 * m[BKS_CONTACT_TIME].value, length_m = SPEED * PERIOD_S;
    const struct {
        enum bks_measure_id id;
        double wanted, tolerance;
    } table[] = {
        {BKS_CONTACT_TIME, 240, 6},
        {BKS_FLIGHT_TIME, 1e3 * (PERIOD_S - contact_s), 1e-6},
        {BKS_DUTY_FACTOR, 100 * contact_s / (2 * PERIOD_S), 1e-6},
        {BKS_CONTACT_BALANCE, 50 + 25 * 0.004 / 0.240, 1e-6},
        {BKS_CONTACT_ASYMMETRY, 100 * 0.004 / 0.240, 1e-6},
        {BKS_STEP_TIME_ASYMMETRY, 0, 1e-6},
        {BKS_STEP_TIME_VARIABILITY, 100 * 0.005 / PERIOD_S, 1e-6},
        {BKS_STEP_REGULARITY, 0.80, 1e-9},
        {BKS_STRIDE_REGULARITY, 0.85, 1e-9},
        {BKS_LATERAL_SWAY, 30, 1e-6},
        {BKS_FORE_AFT_SWAY, 25, 1e-6},
        {BKS_STEP_LENGTH, 60 * SPEED / m[BKS_CADENCE].value, 1e-9},
        {BKS_STEP_LENGTH, length_m, 0.01},
        {BKS_VERTICAL_RATIO, 100 * 0.080 / length_m, 0.15},
        {BKS_PEAK_FORCE, 1.104 * acos(-1) / 2 * PERIOD_S / contact_s, 1e-6},
        {BKS_SPEED_LOSS, 0.25, 1e-9},
        {BKS_IMPACT, 0.6, 1e-9},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        assert_near_case(bks_measure_name(table[k].id), m[table[k].id].value, table[k].wanted,
                         table[k].tolerance);
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        const char *label = bks_measure_name((enum bks_measure_id)i);
        assert_int_case(label, m[i].why, BKS_WHY_NONE);
        result_whole(label, &m[i]);
        assert_true_case(label, width(&m[i]) > 0 && m[i].n > 0);
        bool small = i == BKS_STEP_TIME_ASYMMETRY || i == BKS_CONTACT_ASYMMETRY ||
                     i == BKS_SPEED_LOSS; /* most of it may be a nodding sensor */
        assert_true_case(label, small || m[i].low > 0.2 * m[i].value);
    }
    const struct bks_measure *loss = &m[BKS_SPEED_LOSS];
    assert_true(loss->value - loss->low > 2 * (loss->high - loss->value));
}

/* Morin's formulas as the paper has them, of a whole half-sine of so long a contact. */
static void springs_of(double tc, double *vertical, double *leg)
{
    const double m = 70, g = 9.80665, l = 0.94, pi = acos(-1), tf = PERIOD_S - tc;
    double f_max = m * g * pi / 2 * (tf / tc + 1);
    double dy = f_max * tc * tc / (m * pi * pi) - g * tc * tc / 8;
    double dl = l - sqrt(l * l - pow(SPEED * tc / 2, 2)) + dy;
    *vertical = 1e-3 * f_max / dy;
    *leg = 1e-3 * f_max / dl;
}

/* The width whose half-sine, as high as this one, is over 0.10 body weight for so long. */
static double width_of(double contact_s)
{
    double low = contact_s, high = PERIOD_S, pi = acos(-1);
    for (int turn = 0; turn < 60; turn++) {
        double w = (low + high) / 2, over = w * (1 - 2 / pi * asin(0.1 * 2 * w / (pi * PERIOD_S)));
        *(over < contact_s ? &low : &high) = w;
    }
    return low;
}

static void springs_are_those_of_the_paper(void **state)
{
    (void)state;
    const struct gait_sums sums = minute();
    for (double stance_s = 0.20; stance_s < 0.30; stance_s += 0.02) {
        struct step_sums steps = minute_of_steps();
        steps.stance = mean_of(stance_s, 0.004);
        const struct measure_setting how = setting(&steps);
        struct bks_measure m[BKS_MEASURE_COUNT];
        double vertical, leg;
        measures_of(m, &sums, &how);
        springs_of(width_of(1e-3 * m[BKS_CONTACT_TIME].value), &vertical, &leg);
        assert_near(m[BKS_VERTICAL_STIFFNESS].value, vertical, 0.002 * vertical);
        assert_near(m[BKS_LEG_STIFFNESS].value, leg, 0.002 * leg);
        assert_between(leg, 4, 25); /* as legs are */
        double soft, soft_leg;      /* a longer contact is a softer spring, within the interval */
        springs_of(width_of(1e-3 * m[BKS_CONTACT_TIME].high), &soft, &soft_leg);
        assert_true(m[BKS_VERTICAL_STIFFNESS].low <= soft);
        assert_true(m[BKS_LEG_STIFFNESS].low <= soft_leg && soft_leg < leg);
    }
}

static void springs_say_what_they_lack(void **state)
{
    (void)state;
    const double none = (double)NAN;
    const struct gait_sums sums = minute();
    const struct step_sums steps = minute_of_steps();
    const struct {
        const char *label;
        double mass_kg, leg_m, slope_rad;
        bool speed;
        enum bks_reason vertical, leg;
    } table[] = {
        {"all", 70, 0.94, 0, true, BKS_WHY_NONE, BKS_WHY_NONE},
        {"slope not told", 70, 0.94, none, true, BKS_WHY_NONE, BKS_WHY_NONE},
        {"hardly a slope", 70, 0.94, -0.017, true, BKS_WHY_NONE, BKS_WHY_NONE},
        {"no mass", none, 0.94, 0, true, BKS_WHY_NO_MASS, BKS_WHY_NO_MASS},
        {"no leg", 70, none, 0, true, BKS_WHY_NONE, BKS_WHY_NO_LEG},
        {"uphill", 70, 0.94, 0.02, true, BKS_WHY_SLOPE, BKS_WHY_SLOPE},
        {"downhill", 70, 0.94, -0.02, true, BKS_WHY_SLOPE, BKS_WHY_SLOPE},
        {"no sure speed", 70, 0.94, 0, false, BKS_WHY_NONE, BKS_WHY_DOUBTFUL},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct measure_setting how = setting(&steps);
        struct bks_measure m[BKS_MEASURE_COUNT];
        how.mass_kg = table[k].mass_kg;
        how.leg_m = table[k].leg_m;
        how.slope_rad = table[k].slope_rad;
        how.speed = how.pace = table[k].speed ? how.speed : measure_null(BKS_WHY_DOUBTFUL);
        measures_of(m, &sums, &how);
        assert_int_case(table[k].label, m[BKS_VERTICAL_STIFFNESS].why, table[k].vertical);
        assert_int_case(table[k].label, m[BKS_LEG_STIFFNESS].why, table[k].leg);
        enum bks_reason length = table[k].speed ? BKS_WHY_NONE : BKS_WHY_DOUBTFUL;
        assert_int_case(table[k].label, m[BKS_STEP_LENGTH].why, length);
        assert_int_case(table[k].label, m[BKS_VERTICAL_RATIO].why, length);
        assert_int_case(table[k].label, m[BKS_CONTACT_TIME].why, BKS_WHY_NONE);
    }
}

static void contact_is_less_sure_on_a_slope(void **state)
{
    (void)state;
    const struct gait_sums sums = minute();
    const struct step_sums steps = minute_of_steps();
    struct measure_setting how = setting(&steps);
    struct bks_measure level[BKS_MEASURE_COUNT], steep[BKS_MEASURE_COUNT];
    measures_of(level, &sums, &how);
    how.slope_rad = -0.15;
    measures_of(steep, &sums, &how);
    for (int id = BKS_CONTACT_TIME; id <= BKS_DUTY_FACTOR; id++)
        assert_true_case(bks_measure_name((enum bks_measure_id)id),
                         width(&steep[id]) > 1.2 * width(&level[id]));
}

static void what_steps_lack_is_told_by_all_that_need_them(void **state)
{
    (void)state;
    static const enum bks_measure_id needing[] = {BKS_CONTACT_TIME,
                                                  BKS_FLIGHT_TIME,
                                                  BKS_DUTY_FACTOR,
                                                  BKS_CONTACT_BALANCE,
                                                  BKS_CONTACT_ASYMMETRY,
                                                  BKS_STEP_TIME_ASYMMETRY,
                                                  BKS_STEP_TIME_VARIABILITY,
                                                  BKS_LATERAL_SWAY,
                                                  BKS_FORE_AFT_SWAY,
                                                  BKS_VERTICAL_STIFFNESS,
                                                  BKS_LEG_STIFFNESS,
                                                  BKS_PEAK_FORCE,
                                                  BKS_SPEED_LOSS};
    static const struct {
        const char *label;
        enum bks_placement place;
        double rate_hz, steps, lost, air;
        bool no_gravity, no_steps;
        enum bks_reason why;
    } table[] = {
        {"none", BKS_SACRUM, 100, 168, 0, 0.15, false, false, BKS_WHY_NONE},
        {"no gravity", BKS_SACRUM, 100, 168, 0, 0.15, true, false, BKS_WHY_NO_GRAVITY},
        {"no place", BKS_PLACE_UNKNOWN, 100, 168, 0, 0.15, false, false, BKS_WHY_PLACEMENT_UNKNOWN},
        {"pocket", BKS_POCKET, 100, 168, 0, 0.15, false, false, BKS_WHY_PLACEMENT},
        {"wrist", BKS_WRIST, 100, 168, 0, 0.15, false, false, BKS_WHY_PLACEMENT},
        {"shoe", BKS_FOOT, 100, 168, 0, 0.15, false, false, BKS_WHY_PLACEMENT},
        {"slow", BKS_SACRUM, 19, 168, 0, 0.15, false, false, BKS_WHY_RATE_TOO_LOW},
        {"five steps", BKS_SACRUM, 100, 5, 0, 0.15, false, false, BKS_WHY_TOO_SHORT},
        {"never looked for", BKS_SACRUM, 100, 0, 0, 0.15, false, true, BKS_WHY_TOO_SHORT},
        {"clipped", BKS_SACRUM, 100, 168, 0.21, 0.15, false, false, BKS_WHY_CLIPPED},
        {"loose", BKS_SACRUM, 100, 168, 0, 0.5, false, false, BKS_WHY_LOOSE},
    };
    const struct gait_sums sums = minute();
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct step_sums steps = minute_of_steps();
        struct measure_setting how = setting(table[k].no_steps ? NULL : &steps);
        struct bks_measure m[BKS_MEASURE_COUNT];
        steps.n = table[k].steps;
        steps.lost = table[k].lost * steps.n;
        steps.air = table[k].air * steps.air_n;
        how.place = table[k].place;
        how.rate_hz = table[k].rate_hz;
        how.gravity_included = !table[k].no_gravity;
        assert_int_case(table[k].label, measure_steps_lack(&how), table[k].why);
        measures_of(m, &sums, &how);
        for (size_t i = 0; i < sizeof needing / sizeof *needing; i++)
            assert_int_case(table[k].label, m[needing[i]].why, table[k].why);
    }
}

static void impact_needs_a_fast_sensor(void **state)
{
    (void)state;
    const struct gait_sums sums = minute();
    const struct step_sums steps = minute_of_steps();
    struct measure_setting how = setting(&steps);
    struct bks_measure m[BKS_MEASURE_COUNT];
    how.rate_hz = 50;
    measures_of(m, &sums, &how);
    assert_int_equal(m[BKS_IMPACT].why, BKS_WHY_RATE_TOO_LOW);
    assert_int_equal(m[BKS_SPEED_LOSS].why, BKS_WHY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(single_steps_and_a_speed_give_every_measure),
        cmocka_unit_test(springs_are_those_of_the_paper),
        cmocka_unit_test(springs_say_what_they_lack),
        cmocka_unit_test(contact_is_less_sure_on_a_slope),
        cmocka_unit_test(what_steps_lack_is_told_by_all_that_need_them),
        cmocka_unit_test(impact_needs_a_fast_sensor),
    };
    return cmocka_run_group_tests_name("gait/step_measures", tests, NULL, NULL);
}
