/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The contract's rules: pauses under 3 s do not split, 8 steps at least, no hole in the tiling. */
#include "gait/bout_rules.h"
#include "support/assert.h"

#define MOST 8

struct piece {
    enum bks_bout_kind kind;
    double length_s;
    double steps;
};

static const struct {
    const char *label;
    struct piece in[MOST], out[MOST]; /* until length 0 */
} table[] = {
    {"one bout stands", {{BKS_RUN, 60, 168}}, {{BKS_RUN, 60, 168}}},
    {"equal neighbours join", {{BKS_RUN, 60, 168}, {BKS_RUN, 30, 84}}, {{BKS_RUN, 90, 252}}},
    {"a pause under 3 s does not split a run",
     {{BKS_RUN, 60, 168}, {BKS_REST, 2.5, 0}, {BKS_RUN, 60, 168}},
     {{BKS_RUN, 122.5, 336}}},
    {"a pause of 3 s does",
     {{BKS_RUN, 60, 168}, {BKS_REST, 3.2, 0}, {BKS_RUN, 60, 168}},
     {{BKS_RUN, 60, 168}, {BKS_REST, 3.2, 0}, {BKS_RUN, 60, 168}}},
    {"a hole splits, however short",
     {{BKS_RUN, 60, 168}, {BKS_UNKNOWN, 1.5, 0}, {BKS_RUN, 60, 168}},
     {{BKS_RUN, 60, 168}, {BKS_UNKNOWN, 1.5, 0}, {BKS_RUN, 60, 168}}},
    {"two pauses join three runs",
     {{BKS_RUN, 20, 56}, {BKS_OTHER, 2, 0}, {BKS_RUN, 20, 56}, {BKS_REST, 1, 0}, {BKS_RUN, 20, 56}},
     {{BKS_RUN, 63, 168}}},
    {"seven steps are no run",
     {{BKS_REST, 30, 0}, {BKS_RUN, 3.5, 7}, {BKS_REST, 30, 0}},
     {{BKS_REST, 30, 0}, {BKS_OTHER, 3.5, 7}, {BKS_REST, 30, 0}}},
    {"eight steps are one",
     {{BKS_REST, 30, 0}, {BKS_RUN, 3.1, 8}, {BKS_REST, 30, 0}},
     {{BKS_REST, 30, 0}, {BKS_RUN, 3.1, 8}, {BKS_REST, 30, 0}}},
    {"seven steps are no walk",
     {{BKS_REST, 30, 0}, {BKS_WALK, 4, 7}, {BKS_REST, 30, 0}},
     {{BKS_REST, 30, 0}, {BKS_OTHER, 4, 7}, {BKS_REST, 30, 0}}},
    {"a few running steps in a walk are walked",
     {{BKS_WALK, 60, 110}, {BKS_RUN, 2, 5}, {BKS_WALK, 60, 110}},
     {{BKS_WALK, 122, -1}}},
    {"a moment of rest between run and walk is walked",
     {{BKS_RUN, 60, 168}, {BKS_REST, 2, 0}, {BKS_WALK, 60, 110}},
     {{BKS_RUN, 60, 168}, {BKS_WALK, 62, 110}}},
    {"a rest of 3 s stands",
     {{BKS_RUN, 60, 168}, {BKS_REST, 3.2, 0}, {BKS_WALK, 60, 110}},
     {{BKS_RUN, 60, 168}, {BKS_REST, 3.2, 0}, {BKS_WALK, 60, 110}}},
    {"a moment beside a hole stands",
     {{BKS_UNKNOWN, 5, 0}, {BKS_REST, 2, 0}, {BKS_WALK, 60, 110}},
     {{BKS_UNKNOWN, 5, 0}, {BKS_REST, 2, 0}, {BKS_WALK, 60, 110}}},
    {"nothing is nothing", {{BKS_RUN, 0, 0}}, {{BKS_RUN, 0, 0}}},
};

static size_t list_of(struct bout list[MOST], const struct piece in[MOST])
{
    size_t n = 0;
    double at = 0;
    for (; n < MOST && in[n].length_s > 0; n++) {
        list[n] = (struct bout){.kind = in[n].kind, .start_s = at, .end_s = at + in[n].length_s};
        list[n].sums.steps = in[n].steps;
        list[n].sums.time_s = in[n].length_s;
        at = list[n].end_s;
    }
    return n;
}

static void bouts_follow_the_rules(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct bout list[MOST], wanted[MOST];
        size_t n = bout_rules_apply(list, list_of(list, table[k].in));
        assert_int_case(table[k].label, n, list_of(wanted, table[k].out));
        for (size_t i = 0; i < n; i++) {
            assert_int_case(table[k].label, list[i].kind, wanted[i].kind);
            assert_near_case(table[k].label, list[i].start_s, wanted[i].start_s, 1e-9);
            assert_near_case(table[k].label, list[i].end_s, wanted[i].end_s, 1e-9);
            if (wanted[i].sums.steps >= 0)
                assert_near_case(table[k].label, list[i].sums.steps, wanted[i].sums.steps, 1e-9);
        }
    }
}

static void the_rules_change_nothing_the_second_time(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct bout list[MOST];
        size_t n = bout_rules_apply(list, list_of(list, table[k].in));
        assert_int_case(table[k].label, bout_rules_apply(list, n), n);
    }
}

static void sums_of_two_bouts_add_up(void **state)
{
    (void)state;
    struct gait_sums a = {.time_s = 60,
                          .steps = 168,
                          .inner_time_s = 58,
                          .inner_steps = 162,
                          .edges = 2,
                          .osc_n = 100,
                          .osc_sum = 8,
                          .osc_steps2 = 0.7,
                          .osc_windows = 20};
    const struct gait_sums b = a;
    sums_add(&a, &b);
    assert_near(a.time_s, 120, 0);
    assert_near(a.steps, 336, 0);
    assert_near(a.inner_time_s, 116, 0);
    assert_near(a.inner_steps, 324, 0);
    assert_near(a.edges, 4, 0);
    assert_near(a.osc_n, 200, 0);
    assert_near(a.osc_sum, 16, 0);
    assert_near(a.osc_windows, 40, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bouts_follow_the_rules),
        cmocka_unit_test(the_rules_change_nothing_the_second_time),
        cmocka_unit_test(sums_of_two_bouts_add_up),
    };
    return cmocka_run_group_tests_name("gait/bout_rules", tests, NULL, NULL);
}
