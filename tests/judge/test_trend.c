/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rising, steady, falling: on weeks whose slope is known. */
#include "base/text.h"
#include "base/week.h"
#include "judge/trend.h"
#include "judge/weeks.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define RUNS   2000
#define DAY_US INT64_C(86400000000)
#define MAY_1  INT64_C(1777622400000000) /* Friday 2026-05-01T08:00Z */
#define MOST   60

/* Simulated runners: weeks, slope, spread of a week, share of weeks without a run. */
static const struct simulated {
    const char *label;
    size_t weeks;
    double level, slope, spread, missing;
} runners[] = {
    {"5 weeks", 5, 165, 0.8, 1.5, 0},
    {"6 weeks, falling", 6, 250, -1.2, 3, 0},
    {"8 weeks, flat", 8, 165, 0, 1.5, 0},
    {"12 weeks with holes, flat", 12, 80, 0, 4, 0.3},
    {"12 weeks with holes", 12, 80, 0.5, 4, 0.3},
    {"26 weeks, flat", 26, 165, 0, 2, 0.1},
    {"60 weeks", 60, 165, 0.05, 2, 0.1},
};

struct tally {
    size_t runs, covered, called, changed;
};

static void simulate(struct tally *tally, const struct simulated *runner, struct sim_random *random)
{
    double at[MOST], value[MOST];
    size_t n = 0;
    struct week_trend trend;
    for (size_t w = 0; w < runner->weeks; w++) {
        double noise = runner->spread * sim_random_normal(random);
        if (sim_random_uniform(random) < runner->missing)
            continue;
        at[n] = (double)w;
        value[n++] = runner->level + runner->slope * (double)w + noise;
    }
    assert_int_equal(trend_of_weeks(&trend, at, value, n), BKS_OK);
    if (trend.slope.why != BKS_WHY_NONE)
        return;
    tally->runs++;
    tally->covered += trend.slope.low <= runner->slope && runner->slope <= trend.slope.high;
    tally->changed +=
        fabs(value[n - 1] - value[0] - runner->slope * (at[n - 1] - at[0])) > trend.detectable;
    tally->called += trend.verdict == TREND_RISING || trend.verdict == TREND_FALLING;
}

static void the_interval_holds_the_slope_and_a_flat_runner_is_not_called(void **state)
{
    (void)state;
    for (size_t r = 0; r < sizeof runners / sizeof runners[0]; r++) {
        struct tally tally = {0};
        struct sim_random random = sim_random_of(11, r);
        for (int i = 0; i < RUNS; i++)
            simulate(&tally, &runners[r], &random);
        double covered = (double)tally.covered / (double)tally.runs;
        double called = (double)tally.called / (double)tally.runs;
        double changed = (double)tally.changed / (double)tally.runs;
        print_message("          %-26s covers %.1f %%, called %.1f %%, weeks %.1f %% apart\n",
                      runners[r].label, 100 * covered, 100 * called, 100 * changed);
        assert_true_case(runners[r].label, changed < 0.06);
        assert_true_case(runners[r].label, covered >= 0.94);
        if (runners[r].slope == 0)
            assert_true_case(runners[r].label, called < 0.05);
    }
}

/* The whole numbers of a watch: where none wanders, nothing is known of how far they do. */
static void weeks_on_a_line_give_no_limit(void **state)
{
    (void)state;
    static const double at[] = {0, 1, 2, 3, 4, 5}, same[] = {168, 168, 168, 168, 168, 168};
    struct week_trend trend;
    assert_int_equal(trend_of_weeks(&trend, at, same, 6), BKS_OK);
    assert_nan(trend.detectable);
    assert_int_equal(trend.verdict, TREND_STEADY);
}

static void a_clear_slope_is_called(void **state)
{
    (void)state;
    static const double at[] = {0, 1, 2, 4, 5, 6}, up[] = {160, 161, 162, 164, 165, 166};
    double down[6], flat[6];
    struct week_trend trend;
    for (size_t i = 0; i < 6; i++) {
        down[i] = -up[i];
        flat[i] = 160 + (i % 2 ? 0.4 : -0.4);
    }
    assert_int_equal(trend_of_weeks(&trend, at, up, 6), BKS_OK);
    assert_int_equal(trend.verdict, TREND_RISING);
    assert_near(trend.slope.value, 1, 1e-12);
    assert_int_equal(trend.slope.n, 6);
    assert_int_equal(trend_of_weeks(&trend, at, down, 6), BKS_OK);
    assert_int_equal(trend.verdict, TREND_FALLING);
    assert_int_equal(trend_of_weeks(&trend, at, flat, 6), BKS_OK);
    assert_int_equal(trend.verdict, TREND_STEADY);
    assert_string_equal(trend_verdict_id(trend.verdict), "steady");
}

static void one_odd_week_does_not_move_it(void **state)
{
    (void)state;
    static const double at[] = {0, 1, 2, 3, 4, 5, 6, 7};
    static const double value[] = {160, 161, 162, 163, 240, 165, 166, 167};
    struct week_trend trend;
    assert_int_equal(trend_of_weeks(&trend, at, value, 8), BKS_OK);
    assert_near(trend.slope.value, 1, 0.01);
}

static void four_weeks_are_few(void **state)
{
    (void)state;
    static const double at[] = {0, 1, 2, 3}, value[] = {160, 170, 180, 190};
    struct week_trend trend;
    assert_int_equal(trend_of_weeks(&trend, at, value, 4), BKS_OK);
    assert_int_equal(trend.slope.why, BKS_WHY_FEW_WEEKS);
    assert_int_equal(trend.verdict, TREND_UNCLEAR);
}

static void weeks_are_those_of_iso_8601(void **state)
{
    (void)state;
    static const struct {
        struct civil day;
        const char *name;
    } table[] = {
        {{.year = 2026, .month = 5, .day = 1}, "2026-W18"},
        {{.year = 2026, .month = 5, .day = 3}, "2026-W18"},
        {{.year = 2026, .month = 5, .day = 4}, "2026-W19"},
        {{.year = 2021, .month = 1, .day = 3}, "2020-W53"},
        {{.year = 2021, .month = 1, .day = 4}, "2021-W01"},
        {{.year = 2024, .month = 12, .day = 30}, "2025-W01"},
        {{.year = 2026, .month = 12, .day = 31}, "2026-W53"},
        {{.year = 1969, .month = 12, .day = 28}, "1969-W52"},
        {{.year = 1970, .month = 1, .day = 1}, "1970-W01"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t t_us;
        char name[WEEK_ROOM];
        assert_true(text_instant_us(&t_us, &table[i].day));
        week_name(name, week_of(t_us));
        assert_string_equal(name, table[i].name);
        week_name(name, week_of(t_us + DAY_US - 1));
        assert_string_equal(name, table[i].name);
    }
}

static struct session_head head_of(int day, double run_s, double cadence)
{
    struct session_head head = {.id = day + 1,
                                .start = {BKS_CLOCK_ZONED, MAY_1 + day * DAY_US, 120},
                                .duration_s = run_s,
                                .run_s = run_s,
                                .source = BKS_SOURCE_RAW,
                                .placement = BKS_WAIST,
                                .verdict = BKS_GOOD};
    head.measure = (struct bks_measure){cadence, cadence - 1, cadence + 1, 100, BKS_WHY_NONE};
    head.speed = (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, BKS_WHY_NO_SPEED};
    return head;
}

static void a_week_is_weighted_by_running_time(void **state)
{
    (void)state;
    const struct session_head heads[] = {head_of(0, 600, 160), head_of(1, 1800, 168),
                                         head_of(5, 600, 170)};
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 3, "", 26, BKS_CADENCE), BKS_OK);
    assert_int_equal(weeks.n, 1);
    const struct week_line *line = &weeks.line[0];
    assert_int_equal(line->n, 2);
    assert_near(line->week[0].value.value, 166, 1e-9);
    assert_true(line->week[0].value.low < 165);
    assert_int_equal(line->week[0].sessions, 2);
    assert_near(line->week[0].run_s, 2400, 1e-9);
    assert_near(line->week[1].value.value, 170, 1e-9);
    assert_near(line->baseline, 168, 1e-9);
    assert_near(line->versus_baseline_percent, 100 * (170.0 / 168 - 1), 1e-9);
    assert_false(line->matched_speed);
    weeks_clear(&weeks);
}

static void a_week_without_a_run_is_there(void **state)
{
    (void)state;
    const struct session_head heads[] = {head_of(0, 600, 160), head_of(24, 600, 160)};
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 2, "", 26, BKS_CADENCE), BKS_OK);
    assert_int_equal(weeks.line[0].n, 5);
    for (size_t i = 1; i < 4; i++) {
        assert_int_equal(weeks.line[0].week[i].sessions, 0);
        assert_nan(weeks.line[0].week[i].value.value);
    }
    weeks_clear(&weeks);
    assert_int_equal(weeks_of(&weeks, heads, 2, "", 2, BKS_CADENCE), BKS_OK);
    assert_int_equal(weeks.line[0].n, 2);
    weeks_clear(&weeks);
}

static void the_zone_of_the_runner_decides_the_week(void **state)
{
    (void)state;
    /* Sunday 2026-05-03 23:30Z is Monday in Oslo, Sunday in New York */
    struct session_head head = head_of(0, 600, 160);
    head.start.t_us = MAY_1 + 2 * DAY_US + INT64_C(55800000000);
    static const struct {
        const char *zone, *week;
    } table[] = {{"Europe/Oslo", "2026-W19"}, {"America/New_York", "2026-W18"}};
    for (size_t i = 0; i < 2; i++) {
        struct weeks weeks;
        char name[WEEK_ROOM];
        assert_int_equal(weeks_of(&weeks, &head, 1, table[i].zone, 26, BKS_CADENCE), BKS_OK);
        week_name(name, weeks.line[0].week[0].number);
        assert_text_case(table[i].zone, name, table[i].week);
        weeks_clear(&weeks);
    }
}

static void a_watch_stands_in_a_line_of_its_own(void **state)
{
    (void)state;
    struct session_head heads[] = {head_of(0, 600, 160), head_of(1, 600, 180),
                                   head_of(2, 600, 162)};
    heads[1].source = BKS_SOURCE_DEVICE;
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 3, "", 26, BKS_CADENCE), BKS_OK);
    assert_int_equal(weeks.n, 2);
    assert_near(weeks.line[0].week[0].value.value, 161, 1e-9);
    assert_near(weeks.line[1].week[0].value.value, 180, 1e-9);
    weeks_clear(&weeks);
}

static void of_two_recordings_of_one_outing_the_longer_counts(void **state)
{
    (void)state;
    struct session_head heads[] = {head_of(0, 600, 160), head_of(0, 900, 170)};
    heads[1].start.t_us += 60000000;
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 2, "", 26, BKS_CADENCE), BKS_OK);
    assert_int_equal(weeks.line[0].week[0].sessions, 1);
    assert_near(weeks.line[0].week[0].value.value, 170, 1e-9);
    weeks_clear(&weeks);
}

static void runs_of_one_speed_are_compared_where_speeds_are_known(void **state)
{
    (void)state;
    struct session_head heads[9];
    for (int i = 0; i < 9; i++) {
        heads[i] = head_of(7 * i, 600, i == 4 ? 190 : 160);
        double speed = i == 4 ? 4.2 : 2.5 + 0.01 * i;
        heads[i].speed = (struct bks_measure){speed, speed, speed, 9, BKS_WHY_NONE};
    }
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 9, "", 26, BKS_CADENCE), BKS_OK);
    assert_true(weeks.line[0].matched_speed);
    assert_near(weeks.line[0].speed_mps, 2.55, 0.02);
    assert_nan(weeks.line[0].week[4].value.value);
    assert_int_equal(weeks.line[0].week[4].sessions, 1);
    assert_int_equal(weeks.line[0].trend.verdict, TREND_STEADY);
    weeks_clear(&weeks);
    heads[2].speed.why = BKS_WHY_NO_SPEED;
    assert_int_equal(weeks_of(&weeks, heads, 9, "", 26, BKS_CADENCE), BKS_OK);
    assert_false(weeks.line[0].matched_speed);
    assert_near(weeks.line[0].week[4].value.value, 190, 1e-9);
    weeks_clear(&weeks);
}

static void places_are_not_mixed_where_they_matter(void **state)
{
    (void)state;
    struct session_head heads[] = {head_of(0, 600, 80), head_of(1, 600, 82), head_of(2, 600, 140)};
    heads[1].placement = BKS_SACRUM;
    heads[2].placement = BKS_WRIST;
    struct weeks weeks;
    assert_int_equal(weeks_of(&weeks, heads, 3, "", 26, BKS_VERTICAL_OSCILLATION), BKS_OK);
    assert_near(weeks.line[0].week[0].value.value, 81, 1e-9);
    assert_int_equal(weeks.line[0].left_out, 1);
    assert_int_equal(weeks.line[0].places, 2);
    assert_int_equal(weeks.line[0].week[0].sessions, 3);
    weeks_clear(&weeks);
    assert_int_equal(weeks_of(&weeks, heads, 3, "", 26, BKS_CADENCE), BKS_OK);
    assert_near(weeks.line[0].week[0].value.value, 302.0 / 3, 1e-9);
    assert_int_equal(weeks.line[0].left_out, 0);
    weeks_clear(&weeks);
}

static void ten_years_are_quick(void **state)
{
    (void)state;
    enum { SESSIONS = 1500 };
    static struct session_head heads[SESSIONS];
    struct timespec from, to;
    struct weeks weeks;
    for (int i = 0; i < SESSIONS; i++)
        heads[i] = head_of(i * 365 / 150, 1800, 160 + i % 7);
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    assert_int_equal(
        weeks_of(&weeks, heads, SESSIONS, "Europe/Oslo", TREND_MOST_WEEKS, BKS_CADENCE), BKS_OK);
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    print_message("          %d sessions, %zu weeks: %.1f ms\n", SESSIONS, weeks.line[0].n,
                  1e3 * (double)(to.tv_sec - from.tv_sec) +
                      1e-6 * (double)(to.tv_nsec - from.tv_nsec));
    assert_int_equal(weeks.line[0].n, TREND_MOST_WEEKS);
    weeks_clear(&weeks);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_interval_holds_the_slope_and_a_flat_runner_is_not_called),
        cmocka_unit_test(a_clear_slope_is_called),
        cmocka_unit_test(weeks_on_a_line_give_no_limit),
        cmocka_unit_test(one_odd_week_does_not_move_it),
        cmocka_unit_test(four_weeks_are_few),
        cmocka_unit_test(weeks_are_those_of_iso_8601),
        cmocka_unit_test(a_week_is_weighted_by_running_time),
        cmocka_unit_test(a_week_without_a_run_is_there),
        cmocka_unit_test(the_zone_of_the_runner_decides_the_week),
        cmocka_unit_test(a_watch_stands_in_a_line_of_its_own),
        cmocka_unit_test(of_two_recordings_of_one_outing_the_longer_counts),
        cmocka_unit_test(runs_of_one_speed_are_compared_where_speeds_are_known),
        cmocka_unit_test(places_are_not_mixed_where_they_matter),
        cmocka_unit_test(ten_years_are_quick),
    };
    return cmocka_run_group_tests_name("judge/trend", tests, NULL, NULL);
}
