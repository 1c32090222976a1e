/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wear place, estimated: right on the trunk, never a trunk on a leg, silent when unsure. */
#include "gait/place.h"
#include "support/assert.h"
#include "support/gait_windows.h"

static struct gait_windows windows;

static enum bks_placement estimate(const struct sim_segment *as, double rate_hz,
                                   enum sim_place place)
{
    struct sim *sim = gait_sim(as, rate_hz, place);
    struct place_sums sums = {0};
    gait_windows_of(&windows, sim, NULL, false);
    for (size_t i = 0; i < windows.n; i++)
        place_take(&sums, &windows.item[i]);
    sim_free(sim);
    return place_of(&sums);
}

static void a_torso_is_a_trunk(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct sim_segment as;
        enum sim_place place;
    } table[] = {
        {"run, sacrum", {.kind = SIM_RUN, .cadence_spm = 168}, SIM_SACRUM},
        {"run, waist", {.kind = SIM_RUN, .cadence_spm = 160}, SIM_WAIST},
        {"run, chest", {.kind = SIM_RUN, .cadence_spm = 176}, SIM_CHEST},
        {"walk, sacrum", {.kind = SIM_WALK, .cadence_spm = 108}, SIM_SACRUM},
        {"walk, waist", {.kind = SIM_WALK, .cadence_spm = 114}, SIM_WAIST},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        for (int slow = 0; slow < 2; slow++) {
            struct sim_segment as = table[k].as;
            as.duration_s = 60;
            as.jitter_cv = 0.015;
            enum bks_placement found = estimate(&as, slow ? 50 : 100, table[k].place);
            assert_text_case(table[k].label, bks_placement_id(found), "trunk");
        }
}

static void a_limb_in_a_run_is_no_trunk(void **state)
{
    (void)state;
    static const enum sim_place limbs[] = {SIM_POCKET, SIM_WRIST, SIM_HAND, SIM_ANKLE, SIM_FOOT};
    for (size_t k = 0; k < sizeof limbs / sizeof *limbs; k++) {
        const struct sim_segment as = {
            .kind = SIM_RUN, .duration_s = 60, .cadence_spm = 166, .jitter_cv = 0.015};
        enum bks_placement found = estimate(&as, 100, limbs[k]);
        assert_true_case(sim_place_name(limbs[k]), found != BKS_TRUNK);
        if (limbs[k] == SIM_ANKLE || limbs[k] == SIM_FOOT)
            assert_true_case(sim_place_name(limbs[k]),
                             place_group_of(found) == GROUP_LEG || found == BKS_PLACE_UNKNOWN);
    }
}

static void too_little_is_no_place(void **state)
{
    (void)state;
    const struct place_sums none = {0};
    assert_int_equal(place_of(&none), BKS_PLACE_UNKNOWN);
    const struct sim_segment still = {.kind = SIM_STAND, .duration_s = 60};
    assert_int_equal(estimate(&still, 100, SIM_WAIST), BKS_PLACE_UNKNOWN);
}

static void every_place_has_its_group(void **state)
{
    (void)state;
    static const struct {
        enum bks_placement place;
        enum place_group group;
    } table[] = {
        {BKS_SACRUM, GROUP_TRUNK},
        {BKS_WAIST, GROUP_TRUNK},
        {BKS_CHEST, GROUP_TRUNK},
        {BKS_TRUNK, GROUP_TRUNK},
        {BKS_POCKET, GROUP_CARRIED},
        {BKS_ARM, GROUP_CARRIED},
        {BKS_WRIST, GROUP_CARRIED},
        {BKS_HAND, GROUP_CARRIED},
        {BKS_ANKLE, GROUP_LEG},
        {BKS_FOOT, GROUP_LEG},
        {BKS_PLACE_UNKNOWN, GROUP_CARRIED},
        {BKS_PLACEMENT_COUNT, GROUP_CARRIED},
    };
    assert_int_equal(sizeof table / sizeof *table, BKS_PLACEMENT_COUNT + 1);
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        assert_int_case(bks_placement_id(table[k].place), place_group_of(table[k].place),
                        table[k].group);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_torso_is_a_trunk),
        cmocka_unit_test(a_limb_in_a_run_is_no_trunk),
        cmocka_unit_test(too_little_is_no_place),
        cmocka_unit_test(every_place_has_its_group),
    };
    return cmocka_run_group_tests_name("gait/place", tests, NULL, NULL);
}
