/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Run, walk, rest or other, window by window, however long the recording. */
#include "gait/kinds.h"
#include "support/assert.h"
#include "support/gait_windows.h"

#include <math.h>

#define DECIDED_MAX 1024

static struct gait_windows windows;

struct decided {
    struct kind_window item[DECIDED_MAX];
    size_t n;
};

static struct decided decided;

static enum bks_status keep(void *context, const struct kind_window *window)
{
    struct decided *to = context;
    assert_true(to->n < DECIDED_MAX);
    to->item[to->n++] = *window;
    return BKS_OK;
}

/* Decides the windows at hand, so many times over. */
static void decide(enum place_group group, size_t times)
{
    struct kinds *kinds = NULL;
    decided.n = 0;
    assert_status(kinds_new(&kinds, group, keep, &decided), BKS_OK);
    for (size_t i = 0; i < times * windows.n; i++)
        assert_status(kinds_take(kinds, &windows.item[i % windows.n]), BKS_OK);
    assert_status(kinds_end(kinds), BKS_OK);
    kinds_free(kinds);
    assert_int_equal(decided.n, times * windows.n);
}

static size_t count(enum bks_bout_kind kind)
{
    size_t n = 0;
    for (size_t i = 0; i < decided.n; i++)
        n += decided.item[i].kind == kind;
    return n;
}

static void each_motion_is_what_it_is(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment as;
        enum sim_place place;
        enum place_group group;
        enum bks_bout_kind kind;
    } table[] = {
        {"run, trunk", {.kind = SIM_RUN, .cadence_spm = 168}, SIM_WAIST, GROUP_TRUNK, BKS_RUN},
        {"slow run, trunk", {.kind = SIM_RUN, .cadence_spm = 145}, SIM_WAIST, GROUP_TRUNK, BKS_RUN},
        {"run, pocket", {.kind = SIM_RUN, .cadence_spm = 165}, SIM_POCKET, GROUP_CARRIED, BKS_RUN},
        {"run, wrist", {.kind = SIM_RUN, .cadence_spm = 165}, SIM_WRIST, GROUP_CARRIED, BKS_RUN},
        {"run, shoe", {.kind = SIM_RUN, .cadence_spm = 165}, SIM_FOOT, GROUP_LEG, BKS_RUN},
        {"walk, trunk", {.kind = SIM_WALK, .cadence_spm = 112}, SIM_WAIST, GROUP_TRUNK, BKS_WALK},
        {"slow walk", {.kind = SIM_WALK, .cadence_spm = 85}, SIM_SACRUM, GROUP_TRUNK, BKS_WALK},
        {"fast walk", {.kind = SIM_WALK, .cadence_spm = 132}, SIM_SACRUM, GROUP_TRUNK, BKS_WALK},
        {"walk, pocket",
         {.kind = SIM_WALK, .cadence_spm = 110},
         SIM_POCKET,
         GROUP_CARRIED,
         BKS_WALK},
        {"stand", {.kind = SIM_STAND}, SIM_WAIST, GROUP_TRUNK, BKS_REST},
        {"sit", {.kind = SIM_SIT}, SIM_POCKET, GROUP_CARRIED, BKS_REST},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim_segment as = table[k].as;
        as.duration_s = 40;
        as.jitter_cv = 0.015;
        struct sim *sim = gait_sim(&as, 100, table[k].place);
        gait_windows_of(&windows, sim, NULL, false);
        decide(table[k].group, 1);
        assert_int_case(table[k].label, count(table[k].kind), decided.n);
        for (size_t i = 1; i + 2 < decided.n && as.cadence_spm > 0; i++)
            assert_near_case(table[k].label, 60 * decided.item[i].step_hz, as.cadence_spm, 3);
        for (size_t i = 0; i < decided.n && table[k].kind == BKS_REST; i++)
            assert_near_case(table[k].label, decided.item[i].step_hz, 0, 0);
        sim_free(sim);
    }
}

static void cars_and_bicycles_are_no_gait(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment as;
        enum sim_place place;
        enum place_group group;
    } table[] = {
        {"car, trunk", {.kind = SIM_CAR}, SIM_WAIST, GROUP_TRUNK},
        {"car, pocket", {.kind = SIM_CAR}, SIM_POCKET, GROUP_CARRIED},
        {"bicycle, trunk", {.kind = SIM_CYCLE, .cadence_spm = 80}, SIM_SACRUM, GROUP_TRUNK},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim_segment as = table[k].as;
        as.duration_s = 60;
        struct sim *sim = gait_sim(&as, 100, table[k].place);
        gait_windows_of(&windows, sim, NULL, false);
        decide(table[k].group, 1);
        assert_int_case(table[k].label, count(BKS_RUN), 0);
        assert_int_case(table[k].label, count(BKS_WALK), 0);
        sim_free(sim);
    }
}

static void windows_come_out_in_order_however_many(void **state)
{
    (void)state;
    const struct sim_segment as = {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 168};
    struct sim *sim = gait_sim(&as, 100, SIM_WAIST);
    gait_windows_of(&windows, sim, NULL, false);
    static const size_t times[] = {1, 2, 3, 7, 20};
    for (size_t k = 0; k < sizeof times / sizeof *times; k++) {
        decide(GROUP_TRUNK, times[k]);
        for (size_t i = 0; i < decided.n; i++)
            assert_near(decided.item[i].window.start_s, windows.item[i % windows.n].start_s, 0);
        assert_int_equal(count(BKS_RUN), decided.n);
    }
    sim_free(sim);
}

static void no_window_gives_no_kind(void **state)
{
    (void)state;
    windows.n = 0;
    decide(GROUP_TRUNK, 1);
    assert_int_equal(decided.n, 0);
}

static enum bks_status refuse(void *context, const struct kind_window *window)
{
    (void)context;
    (void)window;
    return BKS_IO;
}

static void what_the_sink_answers_is_handed_on(void **state)
{
    (void)state;
    struct kinds *kinds = NULL;
    const struct gait_window window = {.n_frames = 8};
    assert_status(kinds_new(&kinds, GROUP_TRUNK, refuse, NULL), BKS_OK);
    enum bks_status status = BKS_OK;
    for (size_t i = 0; i < 2 * KINDS_LAG && status == BKS_OK; i++)
        status = kinds_take(kinds, &window);
    assert_status(status, BKS_IO);
    assert_status(kinds_end(kinds), BKS_IO);
    kinds_free(kinds);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_motion_is_what_it_is),
        cmocka_unit_test(cars_and_bicycles_are_no_gait),
        cmocka_unit_test(windows_come_out_in_order_however_many),
        cmocka_unit_test(no_window_gives_no_kind),
        cmocka_unit_test(what_the_sink_answers_is_handed_on),
    };
    return cmocka_run_group_tests_name("gait/kinds", tests, NULL, NULL);
}
