/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps made by hand into sums, and what the two feet, a loose belt and a hip make of them. */
#include "gait/measures.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>

#define LEFT  0
#define RIGHT 1

/* A runner's two feet, and how the sensor sits. */
struct runner {
    double time_s[2], stance_s[2]; /* of left, of right */
    double jitter;                 /* of the step times, as a share */
    double air_g, start_s;
    int first;
    bool gyro;                         /* tells the side */
    double push_g;                     /* so does this, away from the foot */
    int steps, drop, dropped, blurred; /* `dropped` from step `drop` on are lost; one is clipped */
};

static const struct runner even = {.time_s = {0.35, 0.35},
                                   .stance_s = {0.22, 0.22},
                                   .air_g = 0.15,
                                   .gyro = true,
                                   .steps = 200,
                                   .drop = -1,
                                   .blurred = -1};

static struct gait_step step_of(const struct runner *runner, int foot, double contact_s)
{
    const float none = NAN, side = foot == LEFT ? 1 : -1;
    struct gait_step step = {.contact_s = contact_s,
                             .period_s =
                                 (float)(0.5 * (runner->time_s[LEFT] + runner->time_s[RIGHT])),
                             .stance_s = (float)runner->stance_s[foot],
                             .peak_g = 2.5f,
                             .rise_m = 0.08f,
                             .gravity_g = 0.99f,
                             .up = {0, 0, 1},
                             .drive = {0.3f, 0, 0},
                             .push = {0, (float)-runner->push_g * side, 0},
                             .coast = {none, none, none},
                             .roll = {runner->gyro ? 0.4f * side : none, 0, 0},
                             .speed_loss_mps = 0.2f,
                             .impact_g = 0.5f,
                             .air_g = (float)runner->air_g};
    return step;
}

/* A bout, closed. */
static struct step_sums bout_of(const struct runner *runner)
{
    struct step_sums sums = step_sums_start();
    struct sim_random random = sim_random_of(7, 1);
    double t_s = runner->start_s;
    for (int k = 0; k < runner->steps; k++) {
        int foot = (runner->first + k) % 2;
        struct gait_step step = step_of(runner, foot, t_s);
        step.lost = k == runner->blurred ? 0.5f : 0;
        step.stance_s += k == runner->blurred ? 0.1f : 0;
        if (!(k >= runner->drop && k < runner->drop + runner->dropped))
            step_sums_take(&sums, &step);
        t_s += runner->time_s[foot] * (1 + runner->jitter * sim_random_normal(&random));
    }
    step_sums_close(&sums);
    return sums;
}

static struct bks_measure measured(const struct step_sums *steps, enum bks_measure_id id)
{
    const struct gait_sums sums = {.time_s = 70, .steps = 200};
    const struct measure_setting how = {.kind = BKS_RUN,
                                        .place = BKS_SACRUM,
                                        .rate_hz = 100,
                                        .gravity_included = true,
                                        .bouts = 1,
                                        .steps = steps,
                                        .speed = measure_null(BKS_WHY_NO_SPEED),
                                        .slope_rad = (double)NAN,
                                        .leg_m = (double)NAN,
                                        .mass_kg = (double)NAN};
    struct bks_measure measure[BKS_MEASURE_COUNT];
    measures_of(measure, &sums, &how);
    return measure[id];
}

static double stance_of(const struct step_sums *sums, int half)
{
    return sums->half[half].contact / sums->half[half].contact_n;
}

static double time_of(const struct step_sums *sums, int half)
{
    return sums->half[half].time / sums->half[half].time_n;
}

static void odd_and_even_are_kept_apart_over_lost_steps(void **state)
{
    (void)state;
    for (int dropped = 0; dropped <= 6; dropped++) {
        struct runner runner = even;
        runner.stance_s[LEFT] = 0.24;
        runner.time_s[LEFT] = 0.36;
        runner.drop = 81;
        runner.dropped = dropped;
        struct step_sums sums = bout_of(&runner);
        assert_near(sums.n, 200 - dropped, 0);
        assert_near(stance_of(&sums, 0), 0.24, 1e-6);
        assert_near(stance_of(&sums, 1), 0.22, 1e-6);
        assert_near(time_of(&sums, 0), 0.36, 1e-6);
        assert_near(time_of(&sums, 1), 0.35, 1e-6);
        /* the time over the hole is no step's */
        assert_near(sums.period.n, 199 - (dropped ? dropped + 1 : 0), 0);
        /* and what follows is not compared with what was before */
        assert_near(sums.vary_n, dropped ? 194 - dropped : 197, 0);
        assert_int_equal(sums.decided.first_is_left, 1);
    }
}

static void a_blurred_step_says_when_but_not_how(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.blurred = 50;
    struct step_sums sums = bout_of(&runner);
    assert_near(sums.n, 200, 0);
    assert_near(sums.lost, 0.5, 1e-9);
    assert_near(sums.period.n, 199, 0);
    assert_near(sums.stance.n, 199, 0);
    assert_near(sums.side.n, 199, 0);
    assert_near(step_mean_of(&sums.stance), 0.22, 1e-6);
}

static void means_are_those_of_the_steps(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.stance_s[LEFT] = 0.24;
    struct step_sums sums = bout_of(&runner);
    assert_near(step_mean_of(&sums.stance), 0.23, 1e-6);
    assert_near(step_mean_of(&sums.period), 0.35, 1e-9);
    assert_near(step_mean_of(&sums.peak), 2.5, 1e-6);
    assert_near(step_mean_of(&sums.loss), 0.2, 1e-6);
    assert_near(step_mean_of(&sums.impact), 0.5, 1e-6);
    assert_near(sums.rise / sums.rise_n, 0.08, 1e-6);
    assert_near(sums.air / sums.air_n, 0.15, 1e-6);
    assert_near(sums.off / sums.n, 0.01, 1e-6);
    assert_true(step_mean_half(&sums.stance) > 0); /* blocks of 14 or 15 steps differ */
    runner.steps = 20;
    struct step_sums brief = bout_of(&runner);
    assert_near(step_mean_half(&brief.stance), 0, 0);
    struct step_sums none = step_sums_start();
    assert_nan(step_mean_of(&none.stance));
}

static void bouts_join_left_to_left(void **state)
{
    (void)state;
    struct step_sums total = step_sums_start();
    struct runner runner = even;
    runner.stance_s[LEFT] = 0.224;
    runner.stance_s[RIGHT] = 0.216;
    double n = 0;
    for (int k = 0; k < 4; k++) {
        runner.first = k % 2 ? RIGHT : LEFT;
        runner.start_s = 300 * k;
        runner.steps = 150 + 50 * k;
        struct step_sums bout = bout_of(&runner);
        assert_int_equal(bout.decided.first_is_left, k % 2 ? -1 : 1);
        step_sums_join(&total, &bout);
        n += bout.n;
    }
    assert_near(total.n, n, 0);
    assert_near(total.sided_n, n, 0);
    assert_near(total.stance.n, n, 0);
    assert_near(total.vary_n, n - 12, 0); /* the last step of each has no time, two no partner */
    assert_near(measured(&total, BKS_CONTACT_ASYMMETRY).value, 100 * 0.008 / 0.22, 0.01);
    assert_near(measured(&total, BKS_CONTACT_BALANCE).value, 50 + 25 * 0.008 / 0.22, 0.01);
    assert_near(total.decided.certainty, 0.99, 1e-9);
}

static void certainty_is_that_of_the_steps_together(void **state)
{
    (void)state;
    struct step_sums total = step_sums_start();
    struct runner runner = even;
    struct step_sums bout = bout_of(&runner); /* 0.99 by roll */
    step_sums_join(&total, &bout);
    runner.gyro = false;
    runner.push_g = 0.09;
    runner.steps = 600;
    bout = bout_of(&runner); /* 0.95 by push */
    assert_near(bout.decided.certainty, 0.95, 1e-9);
    step_sums_join(&total, &bout);
    assert_near(total.decided.certainty, (200 * 0.99 + 600 * 0.95) / 800, 1e-9);
}

static void asymmetry_and_balance_say_what_was_put_in(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.stance_s[LEFT] = 0.213;
    runner.stance_s[RIGHT] = 0.227;
    runner.time_s[LEFT] = 0.353;
    runner.time_s[RIGHT] = 0.347;
    runner.jitter = 0.01;
    for (int first = LEFT; first <= RIGHT; first++) {
        runner.first = first;
        struct step_sums sums = bout_of(&runner);
        struct bks_measure contact = measured(&sums, BKS_CONTACT_ASYMMETRY);
        struct bks_measure balance = measured(&sums, BKS_CONTACT_BALANCE);
        struct bks_measure time = measured(&sums, BKS_STEP_TIME_ASYMMETRY);
        assert_near(contact.value, 100 * 0.014 / 0.22, 0.01);
        assert_near(balance.value, 50 - 25 * 0.014 / 0.22, 0.01);
        assert_true(time.low <= 100 * 0.006 / 0.35 && 100 * 0.006 / 0.35 <= time.high);
        assert_true(balance.high < 50 && balance.n == 200);
        assert_true(contact.low > 0);
    }
}

static void without_a_side_there_is_no_balance(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.gyro = false;
    runner.stance_s[LEFT] = 0.228;
    struct step_sums bout = bout_of(&runner), total = step_sums_start();
    assert_int_equal(bout.decided.first_is_left, 0);
    assert_int_equal(measured(&bout, BKS_CONTACT_BALANCE).why, BKS_WHY_SIDE_UNKNOWN);
    assert_near(measured(&bout, BKS_CONTACT_ASYMMETRY).value, 100 * 0.008 / 0.224, 0.01);
    runner.push_g = 0.02; /* a likely side is not enough to say which foot */
    bout = bout_of(&runner);
    assert_int_equal(bout.decided.first_is_left, 1);
    assert_int_equal(measured(&bout, BKS_CONTACT_BALANCE).why, BKS_WHY_SIDE_UNKNOWN);
    runner.push_g = 0;
    for (int k = 0; k < 2; k++) { /* first feet differ: blind sums would cancel */
        runner.first = k ? RIGHT : LEFT;
        bout = bout_of(&runner);
        step_sums_join(&total, &bout);
    }
    assert_int_equal(measured(&total, BKS_CONTACT_BALANCE).why, BKS_WHY_SIDE_UNKNOWN);
    assert_near(measured(&total, BKS_CONTACT_ASYMMETRY).value, 100 * 0.008 / 0.224, 0.01);
    runner.gyro = true;
    runner.steps = 1000; /* five of seven steps have a side: too few to compare sides */
    bout = bout_of(&runner);
    step_sums_join(&total, &bout);
    assert_int_equal(measured(&total, BKS_CONTACT_BALANCE).why, BKS_WHY_SIDE_UNKNOWN);
    bout = bout_of(&runner);
    step_sums_join(&total, &bout);
    assert_int_equal(measured(&total, BKS_CONTACT_BALANCE).why, BKS_WHY_NONE);
    assert_true(measured(&total, BKS_CONTACT_BALANCE).value > 50.5);
}

static void alternating_steps_do_not_vary(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.time_s[LEFT] = 0.37;
    struct step_sums sums = bout_of(&runner);
    assert_near(measured(&sums, BKS_STEP_TIME_VARIABILITY).value, 0, 1e-6);
    runner.jitter = 0.02;
    runner.steps = 2000;
    sums = bout_of(&runner);
    struct bks_measure varies = measured(&sums, BKS_STEP_TIME_VARIABILITY);
    assert_near(varies.value, 2, 0.1);
    assert_true(varies.low < 2 && varies.high > 2);
    runner.steps = 10; /* nine times, seven pairs */
    sums = bout_of(&runner);
    assert_int_equal(measured(&sums, BKS_STEP_TIME_VARIABILITY).why, BKS_WHY_TOO_SHORT);
}

/* By so many ms the left contact is longer, and by so many its step. */
static void a_sensor_beside_the_midline_is_told_from_uneven_legs(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double contact_ms, time_ms;
        bool to_even; /* the range reaches to even feet */
        enum bks_reason why;
    } table[] = {
        {"even", 0, 0, true, BKS_WHY_NONE},
        {"a real difference", 7, 0, false, BKS_WHY_NONE},
        {"a limp: the longer contact has the shorter step", 7, -10, false, BKS_WHY_NONE},
        {"a swinging sensor", 7, 7, true, BKS_WHY_NONE},
        {"on the other hip", -7, -7, true, BKS_WHY_NONE},
        {"half of it", 9, 4, false, BKS_WHY_NONE},
        {"more than a pelvis swings", 30, 30, false, BKS_WHY_NONE},
        {"steps longer for another reason", 7, 14, false, BKS_WHY_NONE},
        {"more than legs have", 60, 0, false, BKS_WHY_OFF_MIDLINE},
        {"more than the other leg has", -60, 0, false, BKS_WHY_OFF_MIDLINE},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct runner runner = even;
        runner.stance_s[LEFT] += 1e-3 * table[k].contact_ms;
        runner.time_s[LEFT] += 1e-3 * table[k].time_ms;
        struct step_sums bout = bout_of(&runner), total = step_sums_start();
        step_sums_join(&total, &bout);
        const struct step_sums *both[] = {&bout, &total};
        for (int t = 0; t < 2; t++) {
            const struct bks_measure apart = measured(both[t], BKS_CONTACT_ASYMMETRY);
            const struct bks_measure balance = measured(both[t], BKS_CONTACT_BALANCE);
            assert_int_case(table[k].label, apart.why, table[k].why);
            assert_int_case(table[k].label, balance.why, table[k].why);
            assert_int_case(table[k].label, measured(both[t], BKS_STEP_TIME_ASYMMETRY).why,
                            BKS_WHY_NONE);
            if (table[k].why != BKS_WHY_NONE)
                continue;
            assert_int_case(table[k].label, apart.low < 0.01, table[k].to_even);
            assert_int_case(table[k].label, balance.low < 50.01 && balance.high > 49.99,
                            table[k].to_even);
        }
    }
}

static void a_loose_sensor_tells_no_step_measures(void **state)
{
    (void)state;
    struct runner runner = even;
    runner.air_g = 0.40;
    struct step_sums firm = bout_of(&runner);
    runner.air_g = 0.50;
    struct step_sums loose = bout_of(&runner);
    runner.stance_s[LEFT] = runner.stance_s[RIGHT] = 0.31; /* no air to swing in */
    struct step_sums low = bout_of(&runner);
    for (int id = BKS_CONTACT_TIME; id <= BKS_STEP_TIME_VARIABILITY; id++) {
        const char *label = bks_measure_name((enum bks_measure_id)id);
        assert_int_case(label, measured(&firm, (enum bks_measure_id)id).why, BKS_WHY_NONE);
        assert_int_case(label, measured(&loose, (enum bks_measure_id)id).why, BKS_WHY_LOOSE);
        assert_int_case(label, measured(&low, (enum bks_measure_id)id).why, BKS_WHY_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(odd_and_even_are_kept_apart_over_lost_steps),
        cmocka_unit_test(a_blurred_step_says_when_but_not_how),
        cmocka_unit_test(means_are_those_of_the_steps),
        cmocka_unit_test(bouts_join_left_to_left),
        cmocka_unit_test(certainty_is_that_of_the_steps_together),
        cmocka_unit_test(asymmetry_and_balance_say_what_was_put_in),
        cmocka_unit_test(without_a_side_there_is_no_balance),
        cmocka_unit_test(alternating_steps_do_not_vary),
        cmocka_unit_test(a_sensor_beside_the_midline_is_told_from_uneven_legs),
        cmocka_unit_test(a_loose_sensor_tells_no_step_measures),
    };
    return cmocka_run_group_tests_name("gait/step_sums", tests, NULL, NULL);
}
