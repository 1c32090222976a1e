/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bouts and measures of a device's own numbers, on tracks made by hand and by a simulated watch. */
#include "base/memory.h"
#include "gait/measures.h"
#include "gait/reported.h"
#include "support/assert.h"
#include "support/wrist_watch.h"

#include <math.h>

/* Instead of a cadence: no points, because the watch was stopped, or because they are lost. */
#define PAUSE (-1.0)
#define HOLE  (-2.0)

/* A stretch of points alike, one a second. */
struct stretch {
    double seconds, cadence_spm, speed_mps;
};

static void lay(struct track *track, const struct stretch *list, size_t n)
{
    int64_t t_us = 1000000;
    bool paused = false;
    *track = (struct track){.format = "by-hand", .sport = TRACK_SPORT_RUN};
    for (size_t i = 0; i < n; i++)
        for (double s = 0; s < list[i].seconds; s += 1, t_us += 1000000) {
            paused = paused || list[i].cadence_spm == PAUSE;
            if (list[i].cadence_spm < 0)
                continue;
            struct track_point point = track_point_empty(t_us);
            point.cadence_spm = list[i].cadence_spm;
            point.speed_mps = list[i].speed_mps;
            point.pause_before = paused;
            paused = false;
            assert_status(track_add(track, &point), BKS_OK);
        }
}

static const struct {
    const char *label;
    struct stretch list[4];
    enum track_sport sport;
    enum bks_bout_kind kind[4];
    size_t n;
} kinds[] = {
    {"run", {{60, 165, 3}}, TRACK_SPORT_RUN, {BKS_RUN}, 1},
    {"run on a treadmill without speed", {{60, 165, NAN}}, TRACK_SPORT_RUN, {BKS_RUN}, 1},
    {"slow shuffle is a run by its cadence", {{60, 141, 1.5}}, TRACK_SPORT_RUN, {BKS_RUN}, 1},
    {"long strides are a run by their speed", {{60, 132, 2.4}}, TRACK_SPORT_RUN, {BKS_RUN}, 1},
    {"walk", {{60, 112, 1.4}}, TRACK_SPORT_WALK, {BKS_WALK}, 1},
    {"rest", {{60, 0, 0.1}}, TRACK_SPORT_RUN, {BKS_REST}, 1},
    {"rest without speed", {{60, 0, NAN}}, TRACK_SPORT_RUN, {BKS_REST}, 1},
    {"bicycle, pedals counted", {{60, 170, 8.2}}, TRACK_SPORT_UNKNOWN, {BKS_OTHER}, 1},
    {"bicycle, slow", {{60, 120, 5}}, TRACK_SPORT_UNKNOWN, {BKS_OTHER}, 1},
    {"a ride by its sport", {{60, 165, 3}}, TRACK_SPORT_OTHER, {BKS_OTHER}, 1},
    {"a car", {{60, 0, 12}}, TRACK_SPORT_RUN, {BKS_OTHER}, 1},
    {"moving without a cadence", {{60, NAN, 3}}, TRACK_SPORT_RUN, {BKS_UNKNOWN}, 1},
    {"run, walk", {{60, 165, 3}, {60, 110, 1.4}}, TRACK_SPORT_RUN, {BKS_RUN, BKS_WALK}, 2},
    {"the ramp of a run",
     {{30, 0, 0}, {3, 90, 1}, {3, 130, 1.7}, {60, 165, 3}},
     TRACK_SPORT_RUN,
     {BKS_REST, BKS_RUN},
     2},
    {"a stumble", {{60, 165, 3}, {2, 100, 1}, {60, 165, 3}}, TRACK_SPORT_RUN, {BKS_RUN}, 1},
    {"a pause is rest",
     {{60, 165, 3}, {40, PAUSE, 0}, {60, 165, 3}},
     TRACK_SPORT_RUN,
     {BKS_RUN, BKS_REST, BKS_RUN},
     3},
    {"a hole is unknown",
     {{60, 165, 3}, {40, HOLE, 0}, {60, 165, 3}},
     TRACK_SPORT_RUN,
     {BKS_RUN, BKS_UNKNOWN, BKS_RUN},
     3},
    {"a hole of 8 s is none",
     {{60, 165, 3}, {8, HOLE, 0}, {60, 165, 3}},
     TRACK_SPORT_RUN,
     {BKS_RUN},
     1},
    {"six steps are no walk", {{60, 0, 0}, {4, 90, 1}, {60, 0, 0}}, TRACK_SPORT_RUN, {BKS_REST}, 1},
};

static void points_are_of_the_kind_that_the_rule_says(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        struct track track;
        struct bout *list;
        size_t n, stretches = 0;
        while (stretches < 4 && kinds[k].list[stretches].seconds > 0)
            stretches++;
        lay(&track, kinds[k].list, stretches);
        track.sport = kinds[k].sport;
        assert_status(reported_bouts(&list, &n, &track), BKS_OK);
        assert_int_case(kinds[k].label, n, kinds[k].n);
        assert_near_case(kinds[k].label, list[0].start_s, 0, 0);
        for (size_t i = 0; i < n; i++) {
            assert_int_case(kinds[k].label, list[i].kind, kinds[k].kind[i]);
            assert_true_case(kinds[k].label, i == 0 || list[i].start_s == list[i - 1].end_s);
        }
        assert_near_case(kinds[k].label, list[n - 1].end_s,
                         1e-6 * (double)(track.point[track.n - 1].t_us - track.point[0].t_us),
                         1e-6);
        memory_free(list);
        track_clear(&track);
    }
}

static const struct sim_segment session[] = {
    {.kind = SIM_STAND, .duration_s = 20},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 112, .jitter_cv = 0.015},
    {.kind = SIM_RUN, .duration_s = 180, .cadence_spm = 166, .jitter_cv = 0.02},
    {.kind = SIM_WALK, .duration_s = 60, .cadence_spm = 110, .jitter_cv = 0.015},
    {.kind = SIM_RUN, .duration_s = 120, .cadence_spm = 172, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 30},
};

static struct sim *run_session(void)
{
    const struct sim_spec spec = {.segments = session,
                                  .n_segments = sizeof session / sizeof *session,
                                  .seed = 3,
                                  .sensor = sim_ideal(SIM_WAIST, 10)};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    return sim;
}

static const struct {
    const char *label;
    struct wrist_watch watch;
    double edge_s, cadence_spm, steps_percent;
} watches[] = {
    {"every second", {.seed = 1}, 3, 0.5, 1},
    {"strides counted", {.quantum_spm = 2, .seed = 2}, 3, 0.7, 1.2},
    {"smart recording", {.smart = true, .seed = 3}, 8, 1, 6},
    {"smoothed and noisy", {.smooth_s = 8, .noise_spm = 1.5, .seed = 4}, 4, 0.7, 1.5},
};

static void assert_bout(const char *label, const struct bout *found, const struct track *track,
                        const struct sim_bout *truth, size_t watch)
{
    struct reported *reported;
    struct bks_measure measure[BKS_MEASURE_COUNT];
    size_t at = 0;
    const struct bks_bout bout = {
        .kind = found->kind, .start_s = found->start_s, .end_s = found->end_s};
    assert_near_case(label, found->start_s, truth->start_s, watches[watch].edge_s);
    assert_near_case(label, found->end_s, truth->end_s, watches[watch].edge_s);
    assert_status(reported_new(&reported), BKS_OK);
    reported_take(reported, track, &bout, &at);
    reported_measures(measure, reported, bout.kind, bout.end_s - bout.start_s);
    assert_near_case(label, measure[BKS_CADENCE].value, truth->cadence_spm,
                     watches[watch].cadence_spm);
    assert_near_case(label, measure[BKS_STEPS].value, (double)truth->n_steps,
                     5 + watches[watch].steps_percent / 100 * (double)truth->n_steps);
    assert_near_case(label, measure[BKS_MEAN_SPEED].value, truth->speed_mps, 0.12);
    if (found->kind == BKS_RUN) {
        assert_near_case(label, measure[BKS_VERTICAL_OSCILLATION].value, truth->oscillation_mm, 1);
        assert_near_case(label, measure[BKS_CONTACT_TIME].value, truth->contact_ms, 1);
        assert_near_case(label, measure[BKS_CONTACT_BALANCE].value, 50.4, 0.01);
    } else {
        assert_int_case(label, measure[BKS_VERTICAL_OSCILLATION].why, BKS_WHY_NOT_THIS_KIND);
        assert_int_case(label, measure[BKS_CONTACT_TIME].why, BKS_WHY_NOT_THIS_KIND);
    }
    reported_free(reported);
}

static void a_watch_finds_the_bouts_of_a_session(void **state)
{
    struct sim *sim = run_session();
    (void)state;
    for (size_t w = 0; w < sizeof watches / sizeof *watches; w++) {
        struct track track;
        struct bout *list;
        size_t n, truth = 0;
        wrist_watch_track(&track, sim, &watches[w].watch);
        assert_status(reported_bouts(&list, &n, &track), BKS_OK);
        for (size_t i = 0; i < n; i++) {
            if (list[i].kind != BKS_RUN && list[i].kind != BKS_WALK)
                continue;
            while (truth < sim->n_bouts && sim->bouts[truth].kind != SIM_RUN &&
                   sim->bouts[truth].kind != SIM_WALK)
                truth++;
            assert_true_case(watches[w].label, truth < sim->n_bouts);
            assert_int_case(watches[w].label, list[i].kind,
                            sim->bouts[truth].kind == SIM_RUN ? BKS_RUN : BKS_WALK);
            assert_bout(watches[w].label, &list[i], &track, &sim->bouts[truth], w);
            truth++;
        }
        assert_int_case(watches[w].label, truth, 5); /* the last is a stand */
        memory_free(list);
        track_clear(&track);
    }
    sim_free(sim);
}

static void what_was_not_reported_is_null(void **state)
{
    static const struct stretch only_cadence[] = {{60, 165, NAN}};
    struct track track;
    struct reported *reported;
    struct bks_measure measure[BKS_MEASURE_COUNT];
    size_t at = 0;
    const struct bks_bout bout = {.kind = BKS_RUN, .end_s = 59};
    (void)state;
    lay(&track, only_cadence, 1);
    assert_status(reported_new(&reported), BKS_OK);
    reported_take(reported, &track, &bout, &at);
    reported_measures(measure, reported, BKS_RUN, 59);
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        bool known = i == BKS_STEPS || i == BKS_CADENCE;
        assert_int_case(bks_measure_name((enum bks_measure_id)i), measure[i].why,
                        known ? BKS_WHY_NONE : BKS_WHY_NOT_REPORTED);
    }
    assert_near(measure[BKS_CADENCE].value, 165, 1e-9);
    assert_near(measure[BKS_STEPS].value, 162, 0);
    assert_int_equal(reported_supports(&track), 1u << BKS_STEPS | 1u << BKS_CADENCE);
    reported_free(reported);
    track_clear(&track);
}

static void a_moment_is_too_short_for_an_interval(void **state)
{
    static const struct stretch list[] = {{6, 165, 3}};
    struct track track;
    struct reported *reported;
    struct bks_measure measure[BKS_MEASURE_COUNT];
    size_t at = 0;
    const struct bks_bout bout = {.kind = BKS_RUN, .end_s = 5};
    (void)state;
    lay(&track, list, 1);
    assert_status(reported_new(&reported), BKS_OK);
    reported_take(reported, &track, &bout, &at);
    reported_measures(measure, reported, BKS_RUN, 5);
    assert_int_equal(measure[BKS_CADENCE].why, BKS_WHY_TOO_SHORT);
    assert_int_equal(measure[BKS_STEPS].why, BKS_WHY_TOO_SHORT);
    reported_free(reported);
    track_clear(&track);
}

static void without_memory_it_says_so(void **state)
{
    static const struct stretch list[] = {{60, 165, 3}};
    struct track track;
    struct bout *bouts;
    struct reported *reported;
    size_t n;
    (void)state;
    lay(&track, list, 1);
    memory_fail_at(1);
    assert_status(reported_bouts(&bouts, &n, &track), BKS_NO_MEMORY);
    assert_null(bouts);
    memory_fail_at(1);
    assert_status(reported_new(&reported), BKS_NO_MEMORY);
    memory_fail_at(0);
    track_clear(&track);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_are_of_the_kind_that_the_rule_says),
        cmocka_unit_test(a_watch_finds_the_bouts_of_a_session),
        cmocka_unit_test(what_was_not_reported_is_null),
        cmocka_unit_test(a_moment_is_too_short_for_an_interval),
        cmocka_unit_test(without_memory_it_says_so),
    };
    return cmocka_run_group_tests_name("gait/reported", tests, NULL, NULL);
}
