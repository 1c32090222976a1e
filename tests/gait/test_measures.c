/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of measures, walked: a value with its interval, or null with its reason. */
#include "gait/measures.h"
#include "support/assert.h"
#include "support/result.h"

#include <math.h>

/* A minute of steady running at 168 steps/min and 80 mm. */
static struct gait_sums minute(void)
{
    return (struct gait_sums){.time_s = 60,
                              .steps = 168,
                              .inner_time_s = 58.72,
                              .inner_steps = 164.416,
                              .edges = 2,
                              .osc_n = 150,
                              .osc_sum = 150 * 0.080,
                              .osc_steps2 = 20 * 8e-6,
                              .osc_steps_n = 20,
                              .osc_windows = 21};
}

static struct measure_setting setting(void)
{
    return (struct measure_setting){.kind = BKS_RUN,
                                    .place = BKS_WAIST,
                                    .rate_hz = 100,
                                    .gravity_included = true,
                                    .bouts = 1,
                                    .speed = measure_null(BKS_WHY_NO_SPEED),
                                    .pace = measure_null(BKS_WHY_NO_SPEED),
                                    .slope_rad = (double)NAN,
                                    .leg_m = (double)NAN,
                                    .mass_kg = (double)NAN};
}

static double width(const struct bks_measure *measure)
{
    return measure->high - measure->low;
}

static void rows_stand_in_the_order_of_their_ids(void **state)
{
    (void)state;
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        assert_int_equal(measure_rows[i].id, i);
        assert_non_null(measure_rows[i].of);
        assert_true(measure_rows[i].kinds & (1u << BKS_RUN));
    }
}

static void a_minute_of_running_gives_every_measure_of_the_signal(void **state)
{
    (void)state;
    static const double wanted[BKS_MEASURE_COUNT] = {
        [BKS_STEPS] = 168, [BKS_CADENCE] = 168, [BKS_VERTICAL_OSCILLATION] = 80};
    const struct gait_sums sums = minute();
    const struct measure_setting how = setting();
    struct bks_measure measure[BKS_MEASURE_COUNT];
    measures_of(measure, &sums, &how);
    for (size_t i = 0; i <= BKS_VERTICAL_OSCILLATION; i++) {
        const char *label = bks_measure_name((enum bks_measure_id)i);
        assert_int_case(label, measure[i].why, BKS_WHY_NONE);
        result_whole(label, &measure[i]);
        assert_near_case(label, measure[i].value, wanted[i], 0.51);
        assert_true_case(label, width(&measure[i]) > 0);
        assert_true_case(label, measure[i].n > 0);
    }
}

static void every_measure_is_whole_whatever_the_sums(void **state)
{
    (void)state;
    const struct gait_sums cases[] = {
        {0},
        minute(),
        {.time_s = 0.32, .steps = 0.9},
        {.time_s = 60},
        {.steps = 1e9, .time_s = 1e9, .inner_steps = 1e9, .inner_time_s = 1e9, .edges = 1e6},
        {.time_s = 10,
         .steps = 28,
         .osc_n = 28,
         .osc_sum = 1e-9,
         .osc_steps2 = 0,
         .osc_windows = 1},
        {.time_s = 10,
         .steps = 28,
         .blind_s = 100,
         .osc_n = 28,
         .osc_sum = 2.2,
         .osc_off = 28,
         .osc_clipped = 28},
    };
    struct bks_measure measure[BKS_MEASURE_COUNT];
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++)
            for (int place = 0; place < BKS_PLACEMENT_COUNT; place++) {
                struct measure_setting how = setting();
                how.kind = (enum bks_bout_kind)kind;
                how.place = (enum bks_placement)place;
                how.bouts = k;
                measures_of(measure, &cases[k], &how);
                for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
                    result_whole(bks_measure_name((enum bks_measure_id)i), &measure[i]);
                    if (!(measure_rows[i].kinds & (1u << kind)))
                        assert_true(measure[i].why != BKS_WHY_NONE);
                }
            }
}

static void what_cannot_be_shown_is_null_with_its_reason(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum bks_measure_id id;
        enum bks_placement place;
        double rate_hz, turned_s, clipped_s, osc_n;
        bool no_gravity;
        enum bks_reason why;
    } table[] = {
        {"bounce of a shoe", BKS_VERTICAL_OSCILLATION, BKS_FOOT, 100, 0, 0, 150, false,
         BKS_WHY_PLACEMENT},
        {"bounce of an ankle", BKS_VERTICAL_OSCILLATION, BKS_ANKLE, 100, 0, 0, 150, false,
         BKS_WHY_PLACEMENT},
        {"bounce without gravity", BKS_VERTICAL_OSCILLATION, BKS_WAIST, 100, 0, 0, 150, true,
         BKS_WHY_NO_GRAVITY},
        {"bounce at 12.5 Hz", BKS_VERTICAL_OSCILLATION, BKS_WAIST, 12.5, 0, 0, 150, false,
         BKS_WHY_RATE_TOO_LOW},
        {"bounce of a turning sensor", BKS_VERTICAL_OSCILLATION, BKS_WAIST, 100, 50, 0, 0, false,
         BKS_WHY_SENSOR_TURNED},
        {"bounce of a clipped signal", BKS_VERTICAL_OSCILLATION, BKS_WAIST, 100, 0, 50, 0, false,
         BKS_WHY_CLIPPED},
        {"bounce of nothing", BKS_VERTICAL_OSCILLATION, BKS_WAIST, 100, 0, 0, 0, false,
         BKS_WHY_TOO_SHORT},
        {"cadence at 8 Hz", BKS_CADENCE, BKS_WAIST, 8, 0, 0, 150, false, BKS_WHY_RATE_TOO_LOW},
        {"steps at 8 Hz", BKS_STEPS, BKS_WAIST, 8, 0, 0, 150, false, BKS_WHY_RATE_TOO_LOW},
        {"speed", BKS_MEAN_SPEED, BKS_WAIST, 100, 0, 0, 150, false, BKS_WHY_NO_SPEED},
        {"contact", BKS_CONTACT_TIME, BKS_WAIST, 100, 0, 0, 150, false, BKS_WHY_TOO_SHORT},
        {"balance", BKS_CONTACT_BALANCE, BKS_WAIST, 100, 0, 0, 150, false, BKS_WHY_TOO_SHORT},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct gait_sums sums = minute();
        sums.turned_s = table[k].turned_s;
        sums.clipped_s = table[k].clipped_s;
        sums.osc_n = table[k].osc_n;
        struct measure_setting how = setting();
        how.place = table[k].place;
        how.rate_hz = table[k].rate_hz;
        how.gravity_included = !table[k].no_gravity;
        struct bks_measure measure[BKS_MEASURE_COUNT];
        measures_of(measure, &sums, &how);
        assert_int_case(table[k].label, measure[table[k].id].why, table[k].why);
        result_whole(table[k].label, &measure[table[k].id]);
    }
}

static void less_certain_means_a_wider_interval(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum bks_measure_id id;
        struct gait_sums add; /* to a steady minute */
        enum bks_placement place;
    } table[] = {
        {"bounce, clipping", BKS_VERTICAL_OSCILLATION, {.osc_clipped = 15}, BKS_WAIST},
        {"bounce, mean off 1 g", BKS_VERTICAL_OSCILLATION, {.osc_off = 30}, BKS_WAIST},
        {"bounce, unsteady steps", BKS_VERTICAL_OSCILLATION, {.osc_steps2 = 0.15}, BKS_WAIST},
        {"bounce, pocket", BKS_VERTICAL_OSCILLATION, {.time_s = 0}, BKS_POCKET},
        {"bounce, wrist", BKS_VERTICAL_OSCILLATION, {.time_s = 0}, BKS_WRIST},
        {"bounce, place unknown", BKS_VERTICAL_OSCILLATION, {.time_s = 0}, BKS_PLACE_UNKNOWN},
        {"steps, more edges", BKS_STEPS, {.edges = 10}, BKS_WAIST},
        {"cadence, ankle", BKS_CADENCE, {.time_s = 0}, BKS_ANKLE},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct gait_sums sums = minute();
        struct measure_setting how = setting();
        struct bks_measure sure[BKS_MEASURE_COUNT], unsure[BKS_MEASURE_COUNT];
        measures_of(sure, &sums, &how);
        sums_add(&sums, &table[k].add);
        how.place = table[k].place;
        measures_of(unsure, &sums, &how);
        const struct bks_measure *a = &sure[table[k].id], *b = &unsure[table[k].id];
        assert_int_case(table[k].label, b->why, BKS_WHY_NONE);
        assert_true_case(table[k].label, width(b) > width(a) * 1.02);
    }
}

static void eight_minutes_are_surer_than_one(void **state)
{
    (void)state;
    struct gait_sums sums = minute();
    const struct gait_sums again = minute();
    const struct measure_setting how = setting();
    struct bks_measure one[BKS_MEASURE_COUNT], eight[BKS_MEASURE_COUNT];
    measures_of(one, &sums, &how);
    for (int minutes = 2; minutes <= 8; minutes++)
        sums_add(&sums, &again);
    sums.edges = 2; /* one long bout */
    measures_of(eight, &sums, &how);
    for (size_t i = 0; i <= BKS_VERTICAL_OSCILLATION; i++)
        assert_true_case(bks_measure_name((enum bks_measure_id)i),
                         width(&eight[i]) / eight[i].value < width(&one[i]) / one[i].value);
}

static void null_has_its_reason_and_no_number(void **state)
{
    (void)state;
    for (int why = BKS_WHY_NONE + 1; why < BKS_REASON_COUNT; why++) {
        struct bks_measure measure = measure_null((enum bks_reason)why);
        assert_int_equal(measure.why, why);
        result_whole(bks_reason_id((enum bks_reason)why), &measure);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_stand_in_the_order_of_their_ids),
        cmocka_unit_test(a_minute_of_running_gives_every_measure_of_the_signal),
        cmocka_unit_test(every_measure_is_whole_whatever_the_sums),
        cmocka_unit_test(what_cannot_be_shown_is_null_with_its_reason),
        cmocka_unit_test(less_certain_means_a_wider_interval),
        cmocka_unit_test(eight_minutes_are_surer_than_one),
        cmocka_unit_test(null_has_its_reason_and_no_number),
    };
    return cmocka_run_group_tests_name("gait/measures", tests, NULL, NULL);
}
