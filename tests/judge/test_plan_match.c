/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of a recording against the intervals of a card. */
#include "judge/plan_match.h"

#include "support/assert.h"

#define MOST 8

static void runs_are_held_against_the_card(void **state)
{
    static const struct {
        const char *label;
        double run_s[MOST]; /* up to the first 0 */
        bool due, planned;
        int found, n_off, first;
        int64_t by_s, measured_s;
    } rows[] = {
        {"as it stands", {60, 60, 60, 60}, true, true, 4, 0, 0, 0, 240},
        {"each within 3 s", {57, 63, 58.5, 62}, true, true, 4, 0, 0, 0, 240},
        {"one longer", {60, 60, 60, 69}, true, false, 4, 1, 4, 9, 249},
        {"one shorter", {60, 52, 60, 60}, true, false, 4, 1, 2, -8, 232},
        {"one missing", {60, 60, 60}, true, false, 3, 0, 0, 0, 180},
        {"one more", {60, 60, 60, 60, 60}, true, false, 5, 0, 0, 0, 300},
        {"a few steps between", {60, 2.5, 60, 60, 60}, true, true, 4, 0, 0, 0, 242},
        {"more than a few", {60, 20, 60, 60, 60}, true, false, 4, 0, 0, 0, 260},
        {"in one go", {240}, true, false, 1, 1, 1, 180, 240},
        {"only walked", {0}, false, false, 0, 0, 0, 0, 0},
    };
    static const struct plan_card card = {300, 4, 60, 120, 300};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct bks_bout bouts[2 * MOST] = {{.kind = BKS_WALK, .start_s = 0, .end_s = 300}};
        struct plan_match match;
        size_t n = 1;
        double at = 300;
        for (size_t k = 0; k < MOST && rows[i].run_s[k] > 0; k++) {
            bouts[n++] =
                (struct bks_bout){.kind = BKS_RUN, .start_s = at, .end_s = at + rows[i].run_s[k]};
            at += rows[i].run_s[k] + 120;
        }
        plan_match(&match, &card, bouts, n);
        assert_int_case(rows[i].label, match.due, rows[i].due);
        assert_int_case(rows[i].label, match.as_planned, rows[i].planned);
        assert_int_case(rows[i].label, match.found, rows[i].found);
        assert_int_case(rows[i].label, match.n_off, rows[i].n_off);
        assert_int_case(rows[i].label, match.planned_s, 240);
        assert_int_case(rows[i].label, match.measured_s, rows[i].measured_s);
        if (match.n_off > 0) {
            assert_int_case(rows[i].label, match.off[0].interval, rows[i].first);
            assert_int_case(rows[i].label, match.off[0].by_s, rows[i].by_s);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(runs_are_held_against_the_card)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
