/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Runs whose drift is known: steps of 0.35 s with jitter that is alike from step to step, hundreds
 * of fixed seeds each.
 */
#include "base/memory.h"
#include "gait/drift.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>

#define STEP_S 0.35
#define SEEDS  400

/* A run of cadence 168 and what happens to it. */
struct run {
    const char *label;
    double minutes;
    double white, alike; /* SD of the jitter that is new each step, and of that which is not */
    double alike_s;      /* the second forgets itself in so many seconds */
    double rise;         /* over the whole run, at equal speed [spm] */
    double speed_from, speed_to, speed_sd; /* m/s; 0: none is known. SD changes each 30 s */
    double per_speed;                      /* spm per m/s */
};

/* What was found in one run, and the true difference of its halves' noise is in `halves`. */
struct found {
    struct bks_drift drift[BKS_MEASURE_COUNT];
    double halves; /* mean of the second less that of the first */
};

static struct drift_sample sample_at(double run_s)
{
    struct drift_sample sample = {
        .run_s = run_s, .length_s = STEP_S, .speed_mps = (double)NAN, .value = {0}};
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++)
        sample.value[i] = (double)NAN;
    return sample;
}

static struct drift *drift_made(double total_s)
{
    struct drift *drift = NULL;
    assert_status(drift_new(&drift, total_s), BKS_OK);
    return drift;
}

static void run_of(struct found *found, const struct run *run, uint64_t seed)
{
    struct sim_random random = sim_random_of(seed, 1);
    double total_s = 60 * run->minutes, keep = run->alike_s > 0 ? exp(-STEP_S / run->alike_s) : 0;
    double alike = run->alike * sim_random_normal(&random), wave = 0, sum[2] = {0}, n[2] = {0};
    struct drift *drift = drift_made(total_s);
    size_t steps = (size_t)(total_s / STEP_S);
    for (size_t i = 0; i < steps; i++) {
        struct drift_sample sample = sample_at((double)i * STEP_S);
        double share = sample.run_s / total_s;
        if (run->speed_from > 0) {
            if (i % 86 == 0)
                wave = run->speed_sd * sim_random_normal(&random);
            sample.speed_mps = run->speed_from + (run->speed_to - run->speed_from) * share + wave;
        }
        alike = keep * alike + run->alike * sqrt(1 - keep * keep) * sim_random_normal(&random);
        double value = 168 + run->rise * share + alike + run->white * sim_random_normal(&random);
        sum[share >= 0.5] += value;
        n[share >= 0.5] += 1;
        sample.value[BKS_CADENCE] =
            value + (run->speed_from > 0 ? run->per_speed * (sample.speed_mps - 3) : 0);
        drift_take(drift, &sample);
    }
    found->halves = sum[1] / n[1] - sum[0] / n[0];
    drift_end(drift, found->drift);
    drift_free(drift);
}

static bool holds(const struct bks_measure *measure, double truth)
{
    return measure->low <= truth && truth <= measure->high;
}

/* Shares of the seeds in which something was so. */
struct shares {
    double change, slope, first, last, beyond, corrected;
};

static struct shares shares_of(const struct run *run)
{
    struct shares sum = {0};
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct found found;
        run_of(&found, run, seed);
        const struct bks_drift *drift = &found.drift[BKS_CADENCE];
        double ramp = run->per_speed * (run->speed_to - run->speed_from);
        double middle = run->per_speed * (run->speed_from - 3);
        bool speed = run->speed_from > 0;
        double seen = run->rise + (speed ? ramp : 0), base = 168 + (speed ? middle : 0);
        sum.change += holds(&drift->change, run->rise * 2 / 3);
        sum.slope += holds(&drift->slope_per_10min, run->rise * 10 / run->minutes);
        sum.first += holds(&drift->first_third, base + seen / 6);
        sum.last += holds(&drift->last_third, base + seen * 5 / 6);
        sum.beyond += fabs(found.halves) > drift->detectable.value;
        sum.corrected += drift->corrected;
    }
    double n = SEEDS;
    return (struct shares){sum.change / n, sum.slope / n,  sum.first / n,
                           sum.last / n,   sum.beyond / n, sum.corrected / n};
}

static const struct run runs[] = {
    {"3 min, each step anew", 3, 3, 0, 0, 6, 0, 0, 0, 0},
    {"3 min, alike for 3.5 s", 3, 0, 3, 3.5, 6, 0, 0, 0, 0},
    {"5 min, alike for 10 s", 5, 0, 3, 10, -4, 0, 0, 0, 0},
    {"20 min, alike for 20 s", 20, 0, 3, 20, 4, 0, 0, 0, 0},
    {"20 min, alike for a minute", 20, 0, 3, 60, -4, 0, 0, 0, 0},
    {"20 min, a slow wave under noise", 20, 6, 1, 60, 4, 0, 0, 0, 0},
    {"60 min, a slow wave under noise", 60, 6, 1, 60, -3, 0, 0, 0, 0},
    {"30 min, at a speed that wanders", 30, 2, 1, 20, -3, 2.8, 3.4, 0.4, 12},
};

static void an_interval_holds_the_truth(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof runs / sizeof *runs; k++) {
        struct shares shares = shares_of(&runs[k]);
        assert_between_case(runs[k].label, shares.change, 0.90, 0.999);
        assert_between_case(runs[k].label, shares.slope, 0.90, 0.999);
        assert_between_case(runs[k].label, shares.first, 0.90, 1);
        assert_between_case(runs[k].label, shares.last, 0.90, 1);
    }
}

static void a_flat_run_does_not_change(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof runs / sizeof *runs; k++) {
        struct run flat = runs[k];
        flat.rise = 0;
        flat.speed_to = flat.speed_from;
        struct shares shares = shares_of(&flat);
        assert_between_case(flat.label, 1 - shares.change, 0.001, 0.07);
        assert_between_case(flat.label, 1 - shares.slope, 0.001, 0.07);
    }
}

static void halves_of_a_flat_run_seldom_differ_by_what_is_detectable(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof runs / sizeof *runs; k++) {
        struct run flat = runs[k];
        flat.rise = 0;
        assert_between_case(flat.label, shares_of(&flat).beyond, 0.005, 0.07);
    }
}

/* 1.96 sqrt(2) SEM, with steps that are new each time: SEM is SD over the root of their number. */
/*
 * Stride intervals of runners: alike over all times, H 0.75 (dsp/trend.h), made of twelve memories
 * from 0.7 s to 24 min.
 */
static void fractional_noise_seldom_makes_a_change(void **state)
{
    (void)state;
    int called = 0, beyond = 0;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        struct sim_random random = sim_random_of(seed, 2);
        struct drift *drift = drift_made(1800);
        struct bks_drift all[BKS_MEASURE_COUNT];
        double wave[12], half[2] = {0};
        for (int k = 0; k < 12; k++)
            wave[k] = sim_random_normal(&random);
        for (int i = 0; i < 2571; i++) {
            struct drift_sample sample = sample_at(0.7 * i);
            sample.length_s = 0.7;
            sample.value[BKS_CADENCE] = 168;
            for (int k = 0; k < 12; k++) {
                double keep = exp(-ldexp(1, -k));
                wave[k] = keep * wave[k] + sqrt(1 - keep * keep) * sim_random_normal(&random);
                sample.value[BKS_CADENCE] += wave[k] * pow(2, -0.25 * k);
            }
            half[i >= 1286] += sample.value[BKS_CADENCE] / 1285.5;
            drift_take(drift, &sample);
        }
        drift_end(drift, all);
        drift_free(drift);
        called += !holds(&all[BKS_CADENCE].change, 0);
        beyond += fabs(half[1] - half[0]) > all[BKS_CADENCE].detectable.value;
    }
    assert_between(called / (double)SEEDS, 0.01, 0.12);
    assert_between(beyond / (double)SEEDS, 0.01, 0.12);
}

static void what_is_detectable_is_that_of_the_formula(void **state)
{
    (void)state;
    const struct run run = {"20 min", 20, 3, 0, 0, 5, 0, 0, 0, 0};
    double sum = 0, truth = 1.96 * sqrt(2) * 3 / sqrt(600 / STEP_S);
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct found found;
        run_of(&found, &run, seed);
        const struct bks_measure *one = &found.drift[BKS_CADENCE].detectable;
        assert_true(one->low < one->value && one->value < one->high);
        sum += one->value;
    }
    assert_between(sum / 100, truth, 1.4 * truth);
}

static void a_change_well_beyond_the_noise_is_seen(void **state)
{
    (void)state;
    int change = 0, slope = 0, halves = 0;
    const struct run run = {"20 min", 20, 3, 1, 10, 3, 0, 0, 0, 0};
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct found found;
        run_of(&found, &run, seed);
        change += found.drift[BKS_CADENCE].change.low > 0;
        slope += found.drift[BKS_CADENCE].slope_per_10min.low > 0;
        halves += found.halves > found.drift[BKS_CADENCE].detectable.value;
    }
    assert_in_range(change, 95, 100);
    assert_in_range(slope, 95, 100);
    assert_in_range(halves, 95, 100);
}

/* Speed rises in a straight line: only other people can tell what cadence does with it. */
static void cadence_that_follows_a_ramp_of_speed_has_not_changed(void **state)
{
    (void)state;
    const struct run ramp = {"ramp", 30, 2, 1, 20, 0, 2.6, 3.6, 0, 6.01};
    double change = 0, slope = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct found found;
        run_of(&found, &ramp, seed);
        const struct bks_drift *drift = &found.drift[BKS_CADENCE];
        assert_true(drift->corrected);
        assert_true(holds(&drift->change, 0) && holds(&drift->slope_per_10min, 0));
        assert_near(drift->last_third.value - drift->first_third.value, 4.0, 0.8);
        /* 1.96 times what people differ by, 2.9 a m/s, is in the interval */
        assert_true(drift->change.high - drift->change.value > 1.96 * 2.9 * 2 / 3);
        change += drift->change.value / 100;
        slope += drift->slope_per_10min.value / 100;
    }
    assert_near(change, 0, 0.05);
    assert_near(slope, 0, 0.05);
}

static void a_speed_that_wanders_tells_the_runs_own_dependence(void **state)
{
    (void)state;
    const struct run run = {"own", 30, 2, 0, 0, -3, 2.6, 3.6, 0.6, 14};
    double change = 0;
    for (uint64_t seed = 1; seed <= 100; seed++) {
        struct found found;
        run_of(&found, &run, seed);
        assert_true(found.drift[BKS_CADENCE].corrected);
        change += found.drift[BKS_CADENCE].change.value / 100;
    }
    assert_near(change, -2, 0.1); /* with the slope of people it would be 3.3 */
}

/* How each measure goes with speed in other people, and a run that does just that. */
static void each_measure_is_followed_and_knows_what_speed_does(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum bks_measure_id id;
        double at_3, power, slope;
        bool corrected;
    } table[] = {
        {"cadence", BKS_CADENCE, 168, 0, 6.01, true},
        {"vertical oscillation", BKS_VERTICAL_OSCILLATION, 80, 0, 0, false},
        {"contact time", BKS_CONTACT_TIME, 260, -0.55, 0, true},
        {"step length", BKS_STEP_LENGTH, 1.07, 0.89, 0, true},
        {"peak force", BKS_PEAK_FORCE, 2.4, 0.19, 0, true},
        {"impact", BKS_IMPACT, 1.5, 0, 0, false},
    };
    struct drift *drift = drift_made(1200);
    struct sim_random random = sim_random_of(1, 1);
    for (int i = 0; i < 3600; i++) {
        struct drift_sample sample = sample_at(i / 3.0);
        sample.speed_mps = 2.7 + 0.6 * i / 3600;
        sample.value[BKS_STEPS] = sample.value[BKS_MEAN_SPEED] = 1;
        for (size_t k = 0; k < sizeof table / sizeof *table; k++)
            sample.value[table[k].id] = table[k].at_3 * pow(sample.speed_mps / 3, table[k].power) *
                                            (1 + 0.01 * sim_random_normal(&random)) +
                                        table[k].slope * (sample.speed_mps - 3);
        drift_take(drift, &sample);
    }
    struct bks_drift all[BKS_MEASURE_COUNT];
    unsigned followed = 0;
    drift_end(drift, all);
    drift_free(drift);
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        const struct bks_drift *one = &all[table[k].id];
        followed |= 1u << table[k].id;
        assert_int_case(table[k].label, one->change.why, BKS_WHY_NONE);
        assert_int_case(table[k].label, one->corrected, table[k].corrected);
        assert_near_case(table[k].label, one->change.value, 0, 0.003 * table[k].at_3);
        assert_int_case(table[k].label, one->first_third.n, 1200);
        assert_int_case(table[k].label, one->change.n, 2400);
        assert_int_case(table[k].label, one->slope_per_10min.n, 3600);
        assert_int_case(table[k].label, one->detectable.n, 3600);
    }
    for (unsigned i = 0; i < BKS_MEASURE_COUNT; i++)
        if (!(followed & 1u << i))
            assert_int_case(bks_measure_name(i), all[i].change.why, BKS_WHY_NOT_MEASURED);
}

/* Pieces of any length, some unknown; the clock of the running stands still in pauses. */
static void thirds_are_means_over_the_time_run(void **state)
{
    (void)state;
    struct drift *drift = drift_made(720);
    double run_s = 0;
    for (int i = 0; run_s < 720; i++) {
        struct drift_sample sample = sample_at(run_s);
        sample.length_s = i % 2 ? 0.25 : 0.75; /* 720 s of them: 60 s in each 120 pieces */
        double wave = i % 2 ? 3 : -1;          /* nothing by time, 1 a piece */
        sample.value[BKS_CADENCE] = (run_s < 240 ? 170 : run_s < 480 ? 300 : 164) + wave;
        if (i % 40 >= 30)
            sample.value[BKS_CADENCE] = (double)NAN;
        drift_take(drift, &sample);
        run_s += sample.length_s;
    }
    struct bks_drift all[BKS_MEASURE_COUNT];
    drift_end(drift, all);
    drift_free(drift);
    const struct bks_drift *one = &all[BKS_CADENCE];
    assert_near(one->first_third.value, 170, 1e-9);
    assert_near(one->last_third.value, 164, 1e-9);
    assert_near(one->change.value, -6, 1e-9);
    assert_int_equal(one->first_third.n, 360);
    assert_false(one->corrected);
}

static void a_steady_run_has_no_width(void **state)
{
    (void)state;
    struct drift *drift = drift_made(600);
    for (int i = 0; i < 600; i++) {
        struct drift_sample sample = sample_at(i);
        sample.length_s = 1;
        sample.value[BKS_CADENCE] = 168;
        drift_take(drift, &sample);
    }
    struct bks_drift all[BKS_MEASURE_COUNT];
    drift_end(drift, all);
    drift_free(drift);
    assert_near(all[BKS_CADENCE].change.low, 0, 1e-9);
    assert_near(all[BKS_CADENCE].change.high, 0, 1e-9);
    assert_near(all[BKS_CADENCE].detectable.value, 0, 1e-9);
}

/* What was known of a run, and what is said of its cadence. */
static void where_too_little_is_known_there_is_a_reason(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double total_s, from_s, to_s, speed_to_s; /* cadence known, speed known from 0 */
        int every;                                /* cadence known at each so many */
        enum bks_reason why;
        bool corrected;
    } table[] = {
        {"all", 180, 0, 180, 180, 1, BKS_WHY_NONE, true},
        {"less than three minutes", 179, 0, 179, 179, 1, BKS_WHY_TOO_SHORT, false},
        {"no cadence", 600, 0, 0, 600, 1, BKS_WHY_NOT_MEASURED, false},
        {"no cadence at the start", 600, 150, 600, 600, 1, BKS_WHY_TOO_SHORT, false},
        {"no cadence at the end", 600, 0, 450, 600, 1, BKS_WHY_TOO_SHORT, false},
        {"some at the start", 600, 90, 600, 600, 1, BKS_WHY_NONE, true},
        {"no speed", 600, 0, 600, 0, 1, BKS_WHY_NONE, false},
        {"no speed at the end", 600, 0, 600, 450, 1, BKS_WHY_NONE, false},
        {"some speed at the end", 600, 0, 600, 550, 1, BKS_WHY_NONE, true},
        {"each second moment", 600, 0, 600, 600, 2, BKS_WHY_NONE, true},
        {"each third moment", 600, 0, 600, 600, 3, BKS_WHY_TOO_SHORT, false},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct drift *drift = drift_made(table[k].total_s);
        struct bks_drift all[BKS_MEASURE_COUNT];
        for (double run_s = 0; run_s < table[k].total_s; run_s += 0.5) {
            struct drift_sample sample = sample_at(run_s);
            sample.length_s = 0.5;
            bool moment = (int)(2 * run_s) % table[k].every == 0;
            if (moment && run_s >= table[k].from_s && run_s < table[k].to_s)
                sample.value[BKS_CADENCE] = 168 + sin(run_s);
            if (run_s < table[k].speed_to_s)
                sample.speed_mps = 3;
            drift_take(drift, &sample);
        }
        drift_end(drift, all);
        drift_free(drift);
        const struct bks_drift *one = &all[BKS_CADENCE];
        const struct bks_measure *each[] = {&one->first_third, &one->last_third, &one->change,
                                            &one->slope_per_10min, &one->detectable};
        assert_int_case(table[k].label, one->corrected, table[k].corrected);
        for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
            assert_int_case(table[k].label, each[i]->why, table[k].why);
            assert_int_case(table[k].label, isnan(each[i]->value), table[k].why != BKS_WHY_NONE);
            assert_int_case(table[k].label, each[i]->n > 0, table[k].why == BKS_WHY_NONE);
        }
    }
}

static void a_sample_without_time_is_passed_over(void **state)
{
    (void)state;
    struct drift *drift = drift_made(0);
    struct bks_drift all[BKS_MEASURE_COUNT];
    static const double odd[][2] = {{-1, 1},          {(double)NAN, 1}, {1, 0},    {1, -1},
                                    {1, (double)NAN}, {0, 1},           {1e300, 1}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        struct drift_sample sample = sample_at(odd[i][0]);
        sample.length_s = odd[i][1];
        sample.value[BKS_CADENCE] = i == 6 ? (double)INFINITY : 168;
        drift_take(drift, &sample);
    }
    drift_end(drift, all);
    drift_free(drift);
    assert_int_equal(all[BKS_CADENCE].change.why, BKS_WHY_NOT_MEASURED);
    assert_nan(all[BKS_CADENCE].detectable.low);
}

static void two_days_take_the_memory_of_three_minutes(void **state)
{
    (void)state;
    const double total_s = 48 * 3600;
    struct drift *drift = drift_made(total_s);
    struct bks_drift all[BKS_MEASURE_COUNT];
    long live = memory_live();
    memory_fail_at(1);
    for (double run_s = 0; run_s < total_s; run_s += STEP_S) {
        struct drift_sample sample = sample_at(run_s);
        sample.value[BKS_CADENCE] = 170 - 12 * run_s / total_s + sin(run_s);
        drift_take(drift, &sample);
    }
    drift_end(drift, all);
    memory_fail_at(0);
    assert_int_equal(memory_live(), live);
    assert_near(all[BKS_CADENCE].change.value, -8, 0.05);
    assert_near(all[BKS_CADENCE].slope_per_10min.value, -12.0 / (48 * 6), 0.001);
    drift_free(drift);
    assert_int_equal(memory_live(), live - 1);
}

static void without_memory_there_is_no_drift(void **state)
{
    (void)state;
    struct drift *drift = NULL;
    memory_fail_at(1);
    assert_status(drift_new(&drift, 600), BKS_NO_MEMORY);
    memory_fail_at(0);
    assert_null(drift);
    drift_free(drift);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_holds_the_truth),
        cmocka_unit_test(a_flat_run_does_not_change),
        cmocka_unit_test(halves_of_a_flat_run_seldom_differ_by_what_is_detectable),
        cmocka_unit_test(fractional_noise_seldom_makes_a_change),
        cmocka_unit_test(what_is_detectable_is_that_of_the_formula),
        cmocka_unit_test(a_change_well_beyond_the_noise_is_seen),
        cmocka_unit_test(cadence_that_follows_a_ramp_of_speed_has_not_changed),
        cmocka_unit_test(a_speed_that_wanders_tells_the_runs_own_dependence),
        cmocka_unit_test(each_measure_is_followed_and_knows_what_speed_does),
        cmocka_unit_test(thirds_are_means_over_the_time_run),
        cmocka_unit_test(a_steady_run_has_no_width),
        cmocka_unit_test(where_too_little_is_known_there_is_a_reason),
        cmocka_unit_test(a_sample_without_time_is_passed_over),
        cmocka_unit_test(two_days_take_the_memory_of_three_minutes),
        cmocka_unit_test(without_memory_there_is_no_drift),
    };
    return cmocka_run_group_tests_name("gait/drift", tests, NULL, NULL);
}
