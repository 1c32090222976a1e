/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From windows to bouts: they tile the recording, edges stand where the level changes. */
#include "gait/bouts.h"
#include "support/assert.h"

#include <math.h>

#define WINDOW_S 2.56 /* that a window speaks for */
#define FRAMES   8

static double heard_s, heard_oscillation;

static void hear(void *context, double start_s, double length_s, enum bks_bout_kind kind,
                 double step_hz, double oscillation_m)
{
    (void)context;
    (void)start_s;
    assert_true(kind == BKS_RUN || kind == BKS_WALK);
    assert_true(step_hz > 0);
    heard_s += length_s;
    if (!isnan(oscillation_m))
        heard_oscillation += length_s;
}

/* A window of one kind with steps to match and frames of one level from frame `from` on. */
static struct kind_window window_of(enum bks_bout_kind kind, double start_s)
{
    static const double hz[BKS_BOUT_KIND_COUNT] = {[BKS_RUN] = 2.8, [BKS_WALK] = 1.85};
    static const double level_g[BKS_BOUT_KIND_COUNT] = {
        [BKS_RUN] = 0.9, [BKS_WALK] = 0.25, [BKS_REST] = 0.005, [BKS_OTHER] = 0.1};
    struct kind_window window = {.kind = kind, .step_hz = hz[kind]};
    struct gait_window *w = &window.window;
    *w = (struct gait_window){.start_s = start_s,
                              .n_frames = FRAMES,
                              .last_frame_s = (float)WINDOW_FRAME_S,
                              .gravity_g = 1,
                              .oscillation_m = kind == BKS_RUN ? 0.080f : NAN,
                              .oscillation_n = 12};
    w->rate[0] = (struct step_rate){.hz = (float)hz[kind], .score = 0.9f};
    for (size_t f = 0; f < FRAMES; f++) {
        w->level_g[f] = (float)level_g[kind];
        w->steps[f] = (float)(hz[kind] * WINDOW_FRAME_S);
    }
    return window;
}

/* Bouts of a text of kinds, "rrrwwwsss": run, walk, rest (s), other (o), a hole of a window (.). */
static struct bouts *bouts_of(const char *kinds, double *end_s)
{
    struct bouts *bouts = NULL;
    heard_s = heard_oscillation = 0;
    assert_status(bouts_new(&bouts, GROUP_TRUNK, hear, NULL), BKS_OK);
    *end_s = 0;
    bool opens = true;
    for (const char *k = kinds; *k; k++, *end_s += WINDOW_S) {
        if (*k == '.') {
            opens = true;
            continue;
        }
        struct kind_window window = window_of(*k == 'r'   ? BKS_RUN
                                              : *k == 'w' ? BKS_WALK
                                              : *k == 's' ? BKS_REST
                                                          : BKS_OTHER,
                                              *end_s);
        window.window.opens = opens;
        window.window.closes = k[1] == '.' || k[1] == '\0';
        opens = false;
        assert_status(bouts_take(bouts, &window), BKS_OK);
    }
    assert_status(bouts_end(bouts, *end_s), BKS_OK);
    return bouts;
}

static void bouts_tile_the_recording(void **state)
{
    (void)state;
    static const struct {
        const char *label, *windows, *bouts;
    } table[] = {
        {"one kind", "rrrrrr", "r"},           {"walk, run, walk", "wwwwrrrrwwww", "wrw"},
        {"a hole", "rrrr..rrrr", "r.r"},       {"a hole at the start", "..wwww", ".w"},
        {"a hole at the end", "wwww..", "w."}, {"nothing but a hole", "...", "."},
        {"rest and other", "ssssoooo", "so"},  {"everything", "sswwwrrr.rrrwwwoooss", "swr.rwos"},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        double end_s = 0, at = 0;
        struct bouts *bouts = bouts_of(table[k].windows, &end_s);
        size_t n = 0;
        const struct bout *list = bouts_list(bouts, &n);
        char found[32] = "";
        for (size_t i = 0; i < n && i < 31; i++) {
            found[i] = list[i].kind == BKS_RUN     ? 'r'
                       : list[i].kind == BKS_WALK  ? 'w'
                       : list[i].kind == BKS_REST  ? 's'
                       : list[i].kind == BKS_OTHER ? 'o'
                                                   : '.';
            assert_near_case(table[k].label, list[i].start_s, at, 1e-5);
            assert_true_case(table[k].label, list[i].end_s > list[i].start_s);
            at = list[i].end_s;
        }
        assert_text_case(table[k].label, found, table[k].bouts);
        assert_near_case(table[k].label, at, end_s, 1e-5);
        bouts_free(bouts);
    }
}

static void sums_are_those_of_the_frames(void **state)
{
    (void)state;
    double end_s = 0;
    struct bouts *bouts = bouts_of("wwwwwrrrrrrrrwwwww", &end_s);
    size_t n = 0;
    const struct bout *list = bouts_list(bouts, &n);
    assert_int_equal(n, 3);
    const struct gait_sums *run = &list[1].sums;
    assert_near(run->time_s, 8 * WINDOW_S, 1e-4);
    assert_near(run->steps, 8 * WINDOW_S * 2.8, 1e-3);
    assert_near(run->inner_steps / run->inner_time_s, 2.8, 1e-4);
    assert_near(run->inner_time_s, 8 * WINDOW_S - 4 * WINDOW_FRAME_S, 1e-4);
    assert_near(run->osc_sum / run->osc_n, 0.080, 1e-5);
    assert_near(run->edges, 2, 0);
    assert_near(heard_s, end_s, 1e-4);
    assert_true(heard_oscillation > 0);
    assert_near(list[0].sums.osc_n, 0, 0);
    bouts_free(bouts);
}

static void an_edge_stands_where_the_level_changes(void **state)
{
    (void)state;
    for (size_t shift = 0; shift < FRAMES; shift++) {
        struct bouts *bouts = NULL;
        assert_status(bouts_new(&bouts, GROUP_TRUNK, NULL, NULL), BKS_OK);
        for (size_t i = 0; i < 12; i++) {
            struct kind_window window = window_of(i < 6 ? BKS_REST : BKS_RUN, (double)i * WINDOW_S);
            window.window.opens = i == 0;
            window.window.closes = i == 11;
            for (size_t f = 0; i == 5 && f < FRAMES; f++) /* the run began before its window */
                window.window.level_g[f] = f >= shift ? 0.9f : 0.005f;
            assert_status(bouts_take(bouts, &window), BKS_OK);
        }
        assert_status(bouts_end(bouts, 12 * WINDOW_S), BKS_OK);
        size_t n = 0;
        const struct bout *list = bouts_list(bouts, &n);
        assert_int_equal(n, 2);
        assert_near(list[0].end_s, 5 * WINDOW_S + (double)shift * WINDOW_FRAME_S, 0.33);
        bouts_free(bouts);
    }
}

static void a_recording_without_windows_is_unknown(void **state)
{
    (void)state;
    double end_s = 0;
    struct bouts *bouts = bouts_of("", &end_s);
    size_t n = 0;
    const struct bout *list = bouts_list(bouts, &n);
    assert_int_equal(n, 1);
    assert_int_equal(list[0].kind, BKS_UNKNOWN);
    bouts_free(bouts);
    bouts_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bouts_tile_the_recording),
        cmocka_unit_test(sums_are_those_of_the_frames),
        cmocka_unit_test(an_edge_stands_where_the_level_changes),
        cmocka_unit_test(a_recording_without_windows_is_unknown),
    };
    return cmocka_run_group_tests_name("gait/bouts", tests, NULL, NULL);
}
