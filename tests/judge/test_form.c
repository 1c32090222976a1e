/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a runner from heads and sessions by hand. */
#include "judge/form.h"

#include "base/memory.h"
#include "base/week.h"
#include "support/assert.h"
#include "support/result.h"

#include <math.h>
#include <stdio.h>

#define DAY_US INT64_C(86400000000)
#define MAY_1  INT64_C(1777622400000000) /* Friday 2026-05-01T08:00Z */
#define N      8
#define WEEKS  26

static struct session_head head[N];
static struct form_session session[N];
static struct form form;

/* A run each week, at that cadence with 1 step/min either way. */
static void set_head(size_t i, double cadence)
{
    head[i] = (struct session_head){
        .id = (int64_t)i + 1,
        .start = {BKS_CLOCK_UTC, MAY_1 + (int64_t)i * 7 * DAY_US, 0},
        .duration_s = 2000,
        .run_s = 600,
        .source = BKS_SOURCE_RAW,
        .placement = BKS_WAIST,
        .verdict = BKS_GOOD,
        .measure = {cadence, cadence - 1, cadence + 1, 1600, 0},
        .speed = {(double)NAN, (double)NAN, (double)NAN, 0, BKS_WHY_NO_SPEED}};
}

static int start(void **state)
{
    static const double cadence[N] = {160, 161, 162, 161, 160, 161, 162, 170};
    (void)state;
    for (size_t i = 0; i < N; i++)
        set_head(i, cadence[i]);
    return 0;
}

static int64_t last_week(void)
{
    return week_of(head[N - 1].start.t_us);
}

/* All of the sessions are in the period. */
static void take(enum bks_measure_id id, size_t n, int64_t last)
{
    form = (struct form){.session = session, .n_sessions = n};
    for (size_t i = 0; i < n; i++)
        session[i] = (struct form_session){.id = head[i].id,
                                           .source = head[i].source,
                                           .run_s = head[i].run_s,
                                           .verdict = head[i].verdict,
                                           .left_out = "not looked at"};
    assert_status(form_take(&form, id, head, n, "", WEEKS, last), BKS_OK);
    form_count(&form);
}

static void end(void)
{
    form.session = NULL;
    form_clear(&form);
}

static void now_stands_against_the_own_beginning(void **state)
{
    (void)state;
    take(BKS_CADENCE, N, last_week());
    const struct form_measure *cadence = &form.measure[BKS_CADENCE];
    assert_int_equal(cadence->id, BKS_CADENCE);
    assert_near(cadence->now.value, 170, 1e-9);
    assert_int_equal(cadence->week, last_week());
    assert_near(cadence->baseline, 161, 1e-9);
    assert_near(cadence->change.value, 9, 1e-9);
    /* first sessions 160, 161, 162 at 1 either way: their mean error is 1 and 2 s / sqrt 3 */
    double own = hypot(1, 2 / sqrt(3));
    assert_near(cadence->change.low, 9 - hypot(1, own), 1e-6);
    assert_near(cadence->change.high, 9 + hypot(1, own), 1e-6);
    assert_between(cadence->detectable, 0.1, 9);
    assert_true(cadence->beyond);
    assert_nan(cadence->target);
    assert_int_equal(form.n_raw, N);
    assert_int_equal(form.n_left_out, 0);
    assert_ptr_equal(form.latest, &session[N - 1]);
    end();
}

static void without_a_baseline_there_is_no_change(void **state)
{
    (void)state;
    take(BKS_CADENCE, 2, week_of(head[1].start.t_us));
    const struct form_measure *cadence = &form.measure[BKS_CADENCE];
    assert_near(cadence->now.value, 161, 1e-9);
    assert_nan(cadence->baseline);
    assert_nan(cadence->change.value);
    assert_int_equal(cadence->change.why, BKS_WHY_FEW_SESSIONS);
    assert_nan(cadence->detectable);
    assert_false(cadence->beyond);
    end();
    take(BKS_CADENCE, 0, last_week());
    assert_int_equal(form.measure[BKS_CADENCE].now.why, BKS_WHY_NOT_MEASURED);
    assert_null(form.latest);
    end();
}

static void a_year_without_runs_has_no_now(void **state)
{
    (void)state;
    take(BKS_CADENCE, N, last_week() + 52);
    const struct form_measure *cadence = &form.measure[BKS_CADENCE];
    assert_int_equal(cadence->weeks.line[0].n, WEEKS);
    assert_int_equal(cadence->weeks.line[0].week[WEEKS - 1].number, last_week() + 52);
    assert_nan(cadence->now.value);
    assert_nan(cadence->change.value);
    assert_near(cadence->baseline, 161, 1e-9);
    assert_false(cadence->beyond);
    end();
}

static void what_is_in_no_trend_says_why(void **state)
{
    (void)state;
    head[1].run_s = 0;
    head[3].start.t_us = head[2].start.t_us + DAY_US / 1000; /* of the same outing */
    head[3].duration_s = 100;
    head[4].placement = BKS_ANKLE;
    head[5].source = BKS_SOURCE_DEVICE;
    head[6].measure.why = BKS_WHY_NO_RHYTHM;
    take(BKS_VERTICAL_OSCILLATION, N, last_week());
    static const char *const why[N] = {NULL,
                                       "no running was found in it",
                                       NULL,
                                       "another recording of the same run is longer",
                                       "it was worn at another part of the body",
                                       "a device's own numbers stand in no line with recordings",
                                       "not looked at",
                                       NULL};
    for (size_t i = 0; i < N; i++) {
        assert_string_equal(session[i].left_out ? session[i].left_out : "-", why[i] ? why[i] : "-");
        assert_int_equal(session[i].in_trend, !why[i]);
    }
    assert_int_equal(form.n_left_out, 5);
    assert_int_equal(form.n_device, 1);
    /* for the cadence the place is all one: it is in a trend after all */
    assert_status(form_take(&form, BKS_CADENCE, head, N, "", WEEKS, last_week()), BKS_OK);
    form_count(&form);
    assert_true(session[4].in_trend);
    assert_null(session[4].left_out);
    assert_int_equal(form.n_left_out, 4);
    end();
}

static void a_device_is_told_where_there_is_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 1; i < N; i++)
        head[i].source = BKS_SOURCE_DEVICE;
    take(BKS_CADENCE, N, last_week());
    assert_int_equal(form.measure[BKS_CADENCE].weeks.line[0].source, BKS_SOURCE_RAW);
    assert_false(session[5].in_trend);
    end();
    head[0].start.t_us -= 400 * DAY_US; /* the only recording is long ago */
    take(BKS_CADENCE, N, last_week());
    assert_int_equal(form.measure[BKS_CADENCE].weeks.line[0].source, BKS_SOURCE_DEVICE);
    assert_near(form.measure[BKS_CADENCE].now.value, 170, 1e-9);
    assert_true(session[5].in_trend);
    assert_false(session[0].in_trend);
    end();
}

static void a_session_is_told_as_it_was_kept(void **state)
{
    (void)state;
    static struct hand_result hand;
    result_flagged(&hand);
    (void)snprintf(hand.result.input.info.device, sizeof hand.result.input.info.device, "a phone");
    const struct session kept = {.id = 7, .file = "run.csv", .result = hand.result};
    struct form_session made = form_session_of(&kept, 20574);
    assert_int_equal(made.id, 7);
    assert_int_equal(made.day, 20574);
    assert_string_equal(made.format, "hand-made");
    assert_string_equal(made.device, "a phone");
    assert_int_equal(made.run_bouts, 6);
    assert_near(made.longest_bout_s, 60.4, 1e-6);
    assert_int_equal(made.n_flags, 3);
    assert_int_equal(made.flag[0].id, BKS_FLAG_LOW_CADENCE);
    assert_near(made.measure[BKS_CONTACT_TIME].value, 251.2, 1e-9);
    assert_near(made.drift[BKS_CADENCE].change.value, -5.1, 1e-9);
    assert_nan(made.track_offset_s);
    assert_string_equal(made.left_out, "it shows no value");
    assert_near(made.run_s, hand.result.total[BKS_RUN].duration_s, 1e-9);
}

/* The first three of six runs show their steps, one more is short but clear. */
static void confidence_is_a_share_of_the_running(void **state)
{
    (void)state;
    static struct hand_result hand;
    result_flagged(&hand);
    size_t run = 0;
    for (size_t i = 0; i < hand.result.n_bouts; i++) {
        struct bks_measure *measure = hand.bout[i].measure;
        enum bks_reason short_of = ++run <= 4 ? BKS_WHY_TOO_SHORT : BKS_WHY_LOOSE;
        if (hand.bout[i].kind != BKS_RUN) {
            run--;
            continue;
        }
        measure[BKS_STEP_TIME_VARIABILITY].why = run <= 3 ? BKS_WHY_NONE : short_of;
        measure[BKS_STEP_TIME_ASYMMETRY].why = measure[BKS_CONTACT_TIME].why = short_of;
        measure[BKS_CADENCE].why = BKS_WHY_NONE;
    }
    struct session kept = {.id = 7, .result = hand.result};
    assert_near(form_session_of(&kept, 0).confident_percent, 100.0 * 4 / 6, 1e-9);
    kept.result.input.source = BKS_SOURCE_DEVICE;
    assert_nan(form_session_of(&kept, 0).confident_percent);
    result_walk(&hand);
    kept.result = hand.result;
    assert_nan(form_session_of(&kept, 0).confident_percent);
    assert_string_equal(form_session_of(&kept, 0).left_out, "no running was found in it");
    kept.result.quality.verdict = BKS_UNUSABLE;
    assert_string_equal(form_session_of(&kept, 0).left_out, "the recording is unusable");
}

static void out_of_memory_is_said(void **state)
{
    (void)state;
    long live = memory_live(), nth = 0;
    enum bks_status status;
    do {
        form = (struct form){.n_sessions = 0};
        memory_fail_at(++nth);
        status = form_take(&form, BKS_CADENCE, head, N, "", WEEKS, last_week());
        memory_fail_at(0);
        assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
        form_clear(&form);
        assert_int_equal(memory_live(), live);
    } while (status != BKS_OK);
    assert_true(nth > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(now_stands_against_the_own_beginning, start),
        cmocka_unit_test_setup(without_a_baseline_there_is_no_change, start),
        cmocka_unit_test_setup(a_year_without_runs_has_no_now, start),
        cmocka_unit_test_setup(what_is_in_no_trend_says_why, start),
        cmocka_unit_test_setup(a_device_is_told_where_there_is_nothing_else, start),
        cmocka_unit_test(a_session_is_told_as_it_was_kept),
        cmocka_unit_test(confidence_is_a_share_of_the_running),
        cmocka_unit_test_setup(out_of_memory_is_said, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
