/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Clocks aligned by cadences: simulated runs, analysed as recordings, against what watches of known
 * clocks would have written of them, or of another run.
 */
#include "base/memory.h"
#include "flow/align.h"
#include "flow/track.h"
#include "support/assert.h"
#include "support/outcome.h"
#include "support/wrist_watch.h"

#include <math.h>
#include <stdio.h>

#define SESSIONS    12
#define MAX_SECONDS 4000
#define CLOCK_US    INT64_C(1777622400000000)

/* A run with its cadence as the library found it. */
struct session {
    struct sim *sim;
    double cadence[MAX_SECONDS];
    size_t n;
};
static struct session sessions[SESSIONS];

/* Three habits: a steady run, a walk-run session of one plan, and laps with pauses. */
static size_t plan(struct sim_segment part[20], size_t k, struct sim_random *random)
{
    size_t n = 0;
    double spm = draw_between(random, 156, 180), cv = draw_between(random, 0.012, 0.025);
    part[n++] = (struct sim_segment){.kind = SIM_STAND, .duration_s = draw_between(random, 8, 40)};
    if (k % 3 == 0) {
        part[n++] = (struct sim_segment){.kind = SIM_RUN,
                                         .duration_s = draw_between(random, 500, 1000),
                                         .cadence_spm = spm,
                                         .jitter_cv = cv};
        return n;
    }
    for (int i = 0; i < 5; i++) {
        bool laps = k % 3 == 1;
        part[n++] = (struct sim_segment){.kind = SIM_RUN,
                                         .duration_s = laps ? draw_between(random, 60, 240)
                                                            : 90 + draw_between(random, -2, 2),
                                         .cadence_spm = spm + draw_between(random, -3, 3),
                                         .jitter_cv = cv};
        part[n++] = (struct sim_segment){.kind = laps ? SIM_STAND : SIM_WALK,
                                         .duration_s = laps ? draw_between(random, 10, 50)
                                                            : 60 + draw_between(random, -2, 2),
                                         .jitter_cv = laps ? 0 : cv};
    }
    return n;
}

static void keep(struct session *session, struct outcome *outcome)
{
    const struct bks_result *result = outcome->result;
    session->n = result->series.n < MAX_SECONDS ? result->series.n : MAX_SECONDS;
    for (size_t i = 0; i < session->n; i++)
        session->cadence[i] = result->series.cadence_spm[i];
    for (size_t b = 0; b < result->n_bouts; b++)
        for (size_t i = (size_t)ceil(result->bouts[b].start_s);
             result->bouts[b].kind == BKS_REST && i < session->n &&
             (double)i < result->bouts[b].end_s;
             i++)
            session->cadence[i] = isnan(session->cadence[i]) ? 0 : session->cadence[i];
    session->sim = outcome->sim;
    outcome->sim = NULL;
}

static int make_sessions(void **state)
{
    static const enum sim_place places[] = {SIM_WAIST, SIM_POCKET, SIM_WRIST, SIM_ANKLE};
    (void)state;
    for (size_t k = 0; k < SESSIONS; k++) {
        struct sim_segment part[20];
        struct sim_random random = sim_random_of(k + 1, 9);
        const struct sim_spec spec = {.segments = part,
                                      .n_segments = plan(part, k, &random),
                                      .seed = k + 1,
                                      .sensor = sim_typical(places[k / 3], 50)};
        struct outcome outcome;
        if (!outcome_of_sim(&outcome, &spec, NULL, false))
            return -1;
        keep(&sessions[k], &outcome);
        outcome_clear(&outcome);
    }
    return 0;
}

static int free_sessions(void **state)
{
    (void)state;
    for (size_t k = 0; k < SESSIONS; k++)
        sim_free(sessions[k].sim);
    outcome_end();
    return 0;
}

/* Aligns a track to a session; the shift's truth is the first point in the session's time. */
static struct alignment align(const struct session *session, const struct track *track,
                              const struct align_range *range)
{
    static double b[MAX_SECONDS];
    struct alignment found;
    size_t n = (size_t)((track->point[track->n - 1].t_us - track->point[0].t_us) / 1000000) + 1;
    assert_true(n <= MAX_SECONDS);
    size_t field = range->same_unit ? TRACK_FIELD(cadence_spm) : TRACK_FIELD(speed_mps);
    track_seconds(b, n, track, field, track->point[0].t_us);
    assert_status(align_of(&found, session->cadence, session->n, b, n, range), BKS_OK);
    return found;
}

static const struct align_range blind = {.within_s = INFINITY, .same_unit = true};

static const struct {
    const char *label;
    size_t session;
    struct wrist_watch watch; /* start_us: what its clock is off by */
} rights[] = {
    {"steady, clock right", 0, {.seed = 1}},
    {"steady, 37.25 s ahead", 3, {.start_us = 37250000, .seed = 2}},
    {"plan, 90 s behind", 2, {.start_us = -90000000, .seed = 3}},
    {"laps, a day ahead", 1, {.start_us = INT64_C(86400000000), .seed = 4}},
    {"strides counted, one foot", 4, {.start_us = 5400000, .quantum_spm = 2, .seed = 5}},
    {"strides counted, plan", 5, {.start_us = 2700000, .quantum_spm = 2, .seed = 6}},
    {"smart recording", 7, {.start_us = 11000000, .smart = true, .seed = 7}},
    {"points lost", 6, {.start_us = 1500000, .hole = {200, 260}, .seed = 8}},
    {"a pause of the watch", 10, {.start_us = 3300000, .pause = {150, 210}, .seed = 9}},
    {"switched on late, off early", 8, {.from_s = 100, .to_s = 600, .seed = 10}},
    {"on the ankle, noise", 9, {.start_us = 600000, .noise_spm = 1.2, .seed = 11}},
    {"smoothed over 8 s", 11, {.start_us = 800000, .smooth_s = 8, .seed = 12}},
};

static void the_right_watch_is_aligned_within_half_a_second(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
        struct track track;
        struct wrist_watch watch = rights[i].watch;
        const struct session *session = &sessions[rights[i].session];
        watch.start_us += CLOCK_US;
        wrist_watch_track(&track, session->sim, &watch);
        double truth_s = 1e-6 * (double)(track.point[0].t_us - watch.start_us);
        struct alignment found = align(session, &track, &blind);
        assert_text_case(rights[i].label, found.doubt, "");
        assert_true_case(rights[i].label, found.sure);
        assert_near_case(rights[i].label, found.shift_s, truth_s, 0.5);
        assert_true_case(rights[i].label, fabs(found.shift_s - truth_s) <= found.half_s);
        assert_between_case(rights[i].label, found.certainty, 0.5, 1);
        assert_between_case(rights[i].label, found.half_s, 0.1, 3);
        track_clear(&track);
    }
}

/* Every watch against every other run; answers how many of a hundred were refused. */
static double refused_percent(bool trusted)
{
    double pairs = 0, refused = 0;
    for (size_t j = 0; j < SESSIONS; j++) {
        struct track track;
        const struct wrist_watch watch = {
            .start_us = CLOCK_US, .quantum_spm = j % 2 ? 2 : 1, .seed = j};
        struct sim_random random = sim_random_of(j, 21);
        wrist_watch_track(&track, sessions[j].sim, &watch);
        for (size_t i = 0; i < SESSIONS; i++) {
            const struct align_range clocks = {.expected_s = draw_between(&random, -30, 30),
                                               .within_s = 600,
                                               .trusted = true,
                                               .same_unit = true};
            if (i == j)
                continue;
            struct alignment found = align(&sessions[i], &track, trusted ? &clocks : &blind);
            pairs += 1;
            refused += found.sure ? 0 : 1;
            assert_true(found.sure == (found.doubt[0] == '\0'));
        }
        track_clear(&track);
    }
    print_message("%s clocks: %.0f of %.0f wrong pairs refused\n", trusted ? "set" : "unset",
                  refused, pairs);
    return 100 * refused / pairs;
}

static void the_wrong_watch_is_refused(void **state)
{
    (void)state;
    assert_between(refused_percent(false), 98, 100);
}

static void the_wrong_watch_of_the_same_hour_is_refused(void **state)
{
    (void)state;
    assert_between(refused_percent(true), 95, 100);
}

static void speed_stands_in_for_cadence_where_the_clocks_are_set(void **state)
{
    struct track track;
    const struct wrist_watch watch = {.start_us = CLOCK_US + 2000000, .no_cadence = true};
    struct align_range range = {.within_s = 600, .trusted = true};
    (void)state;
    wrist_watch_track(&track, sessions[1].sim, &watch);
    struct alignment found = align(&sessions[1], &track, &range);
    assert_true(found.sure);
    assert_near(found.shift_s, 0, 1.5);
    range.trusted = false;
    assert_false(align(&sessions[1], &track, &range).sure);
    track_clear(&track);
}

static void a_long_day_is_searched_coarsely_first(void **state)
{
    enum { DAY = 86400, AT = 50123 };
    (void)state;
    const struct session *session = &sessions[1];
    double *day = memory_new(DAY, sizeof *day);
    struct alignment found;
    struct track track;
    static double b[MAX_SECONDS];
    const struct wrist_watch watch = {.start_us = CLOCK_US};
    assert_non_null(day);
    for (size_t i = 0; i < DAY; i++)
        day[i] = i % 3000 < 600 ? 105 + (double)(i % 7) : i % 3000 < 2400 ? 0 : (double)NAN;
    for (size_t i = 0; i < session->n; i++)
        day[AT + i] = session->cadence[i];
    wrist_watch_track(&track, session->sim, &watch);
    track_seconds(b, session->n, &track, TRACK_FIELD(cadence_spm), CLOCK_US);
    assert_status(align_of(&found, day, DAY, b, session->n, &blind), BKS_OK);
    assert_true(found.sure);
    assert_near(found.shift_s, AT, 0.5);
    track_clear(&track);
    memory_free(day);
}

static const struct {
    const char *label;
    double value; /* of all seconds */
    size_t na, nb;
} voids[] = {
    {"nothing known", NAN, 500, 500},  {"all rest", 0, 500, 500},
    {"never changing", 170, 500, 500}, {"one second each", 170, 1, 1},
    {"too short", 170, 50, 2000},
};

static void what_says_nothing_is_refused(void **state)
{
    static double a[2000], b[2000];
    (void)state;
    for (size_t k = 0; k < sizeof voids / sizeof *voids; k++) {
        struct alignment found;
        for (size_t i = 0; i < 2000; i++)
            a[i] = b[i] = voids[k].value;
        assert_status(align_of(&found, a, voids[k].na, b, voids[k].nb, &blind), BKS_OK);
        assert_true_case(voids[k].label, !found.sure);
        assert_true_case(voids[k].label, found.doubt[0] != '\0');
    }
}

static void without_memory_it_says_so(void **state)
{
    (void)state;
    for (long nth = 1; nth < 100; nth++) {
        struct alignment found;
        long live = memory_live();
        memory_fail_at(nth);
        enum bks_status status =
            align_of(&found, sessions[0].cadence, 500, sessions[1].cadence, 500, &blind);
        bool failed = status == BKS_NO_MEMORY;
        memory_fail_at(0);
        assert_int_equal(memory_live(), live);
        if (!failed) {
            assert_status(status, BKS_OK);
            assert_true(nth > 3);
            return;
        }
    }
    fail_msg("never enough memory");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_right_watch_is_aligned_within_half_a_second),
        cmocka_unit_test(the_wrong_watch_is_refused),
        cmocka_unit_test(the_wrong_watch_of_the_same_hour_is_refused),
        cmocka_unit_test(speed_stands_in_for_cadence_where_the_clocks_are_set),
        cmocka_unit_test(a_long_day_is_searched_coarsely_first),
        cmocka_unit_test(what_says_nothing_is_refused),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests_name("flow/align", tests, make_sessions, free_sessions);
}
