/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options as people type them, right and wrong. */
#include "backstride/analysis.h"
#include "base/memory.h"
#include "model/options.h"
#include "support/assert.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *label, *name, *value;
    size_t field; /* of struct bks_options, a double */
    double expected;
} numbers[] = {
    {"slope in percent", "slope", "5%", offsetof(struct bks_options, slope_rad), 0.0499583957},
    {"slope in degrees", "slope", "-3deg", offsetof(struct bks_options, slope_rad), -0.0523598776},
    {"level", "slope", "0%", offsetof(struct bks_options, slope_rad), 0},
    {"height in cm", "height", "175cm", offsetof(struct bks_options, height_m), 1.75},
    {"height in m", "height", "1.75m", offsetof(struct bks_options, height_m), 1.75},
    {"mass", "mass", "70.5kg", offsetof(struct bks_options, mass_kg), 70.5},
    {"mass in pounds", "mass", "150lb", offsetof(struct bks_options, mass_kg), 68.0388555},
    {"leg", "leg-length", "92cm", offsetof(struct bks_options, leg_length_m), 0.92},
};

static const struct {
    const char *label, *value;
    size_t n; /* parts */
    struct speed_part last;
} speeds[] = {
    {"metres a second", "3.3m/s", 1, {0, INFINITY, 3.3}},
    {"kilometres an hour", "12km/h", 1, {0, INFINITY, 12 / 3.6}},
    {"pace", "5:00/km", 1, {0, INFINITY, 1000. / 300}},
    {"pace with seconds", "6:30/km", 1, {0, INFINITY, 1000. / 390}},
    {"one part", "0-600=2.8m/s", 1, {0, 600, 2.8}},
    {"two parts", "0-600=2.8m/s,600-900.5=5:00/km", 2, {600, 900.5, 1000. / 300}},
    {"parts with a hole", "0-60=2m/s,120-180=12km/h", 2, {120, 180, 12 / 3.6}},
};

static const struct {
    const char *label, *value;
    enum bks_clock_kind kind;
    int64_t t_us;
    int32_t offset_min;
} starts[] = {
    {"no zone", "2026-05-01T10:00", BKS_CLOCK_LOCAL, 1777629600000000, 0},
    {"seconds", "2026-05-01T10:00:07", BKS_CLOCK_LOCAL, 1777629607000000, 0},
    {"blank", "2026-05-01 10:00", BKS_CLOCK_LOCAL, 1777629600000000, 0},
    {"fraction", "2026-05-01T10:00:07.25Z", BKS_CLOCK_UTC, 1777629607250000, 0},
    {"nine digits", "2026-05-01T10:00:07.123456789Z", BKS_CLOCK_UTC, 1777629607123456, 0},
    {"east", "2026-05-01T10:00+02:00", BKS_CLOCK_ZONED, 1777622400000000, 120},
    {"west, half hour", "2026-05-01T10:00:00-0330", BKS_CLOCK_ZONED, 1777642200000000, -210},
    {"hours only", "2026-05-01T10:00+02", BKS_CLOCK_ZONED, 1777622400000000, 120},
};

static const struct {
    const char *name, *value;
} refused[] = {
    {"placement", "knee"},
    {"placement", "unknown"},
    {"placement", ""},
    {"speed", "3.3"},
    {"speed", "fast"},
    {"speed", "0m/s"},
    {"speed", "40m/s"},
    {"speed", "-3m/s"},
    {"speed", "nanm/s"},
    {"speed", "5:60/km"},
    {"speed", "0:00/km"},
    {"speed", "5:0/km"},
    {"speed", "600-0=2.8m/s"},
    {"speed", "0-600=2.8m/s,500-900=3m/s"},
    {"speed", "0-600=2.8m/s,"},
    {"speed", "0-600="},
    {"speed", "0-600=2.8m/s;"},
    {"slope", "5"},
    {"slope", "90%"},
    {"slope", "5 %"},
    {"height", "175"},
    {"height", "17.5m"},
    {"mass", "7kg"},
    {"mass", "70 stones"},
    {"leg-length", "9cm"},
    {"surface", "ice"},
    {"start", "yesterday"},
    {"start", "2026-05-01"},
    {"start", "2026-02-30T10:00"},
    {"start", "2026-05-01T25:00"},
    {"start", "2026-05-01T10:00+15:00"},
    {"start", "2026-05-01T10:00+02:00x"},
    {"start", "2026-05-01T10:00:07."},
    {"tz", ""},
    {"tz", "../../etc/passwd"},
    {"tz", "/etc/localtime"},
    {"columns", "t=1"},
    {"columns", "t=1,ax=2,ay=3"},
    {"columns", "t=1,ax=2,ay=3,az=3"},
    {"columns", "t=1,ax=2,ay=3,az=4,gx=5"},
    {"columns", "t=1,ax=2,ay=3,az=4,az=5"},
    {"columns", "t=0,ax=2,ay=3,az=4"},
    {"columns", "t=1,ax=2,ay=3,az=257"},
    {"columns", "t=1,ax=2,ay=3,az=4,heart=5"},
    {"columns", "t=1,ax=2,ay=3,az=4,"},
    {"columns", ""},
    {"units", "mg"},
    {"gyro-unit", "rpm"},
    {"time-unit", "h"},
};

static int options_new(void **state)
{
    return bks_options_new((struct bks_options **)state) == BKS_OK ? 0 : -1;
}

static int options_free(void **state)
{
    bks_options_free(*state);
    return 0;
}

static void set(struct bks_options *options, const char *name, const char *value)
{
    struct bks_fault fault = {.what = ""};
    assert_int_case(value, bks_options_set(options, name, value, &fault), BKS_OK);
}

static void nothing_is_set_at_first(void **state)
{
    const struct bks_options *options = *state;
    assert_nan(options->slope_rad);
    assert_nan(options->height_m);
    assert_nan(options->mass_kg);
    assert_nan(options->leg_length_m);
    assert_int_equal(options->start.kind, BKS_CLOCK_NONE);
    assert_int_equal(options->placement, BKS_PLACE_UNKNOWN);
    assert_false(options->columns.given);
    assert_int_equal(options->n_given, 0);
}

static void amounts_come_in_si(void **state)
{
    struct bks_options *options = *state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        set(options, numbers[i].name, numbers[i].value);
        double actual;
        memcpy(&actual, (const char *)options + numbers[i].field, sizeof actual);
        assert_near_case(numbers[i].label, actual, numbers[i].expected, 1e-9);
    }
}

static void speeds_come_in_all_forms(void **state)
{
    struct bks_options *options = *state;
    for (size_t i = 0; i < sizeof speeds / sizeof speeds[0]; i++) {
        set(options, "speed", speeds[i].value);
        assert_int_case(speeds[i].label, options->n_speed, speeds[i].n);
        const struct speed_part *last = &options->speed[options->n_speed - 1];
        assert_near_case(speeds[i].label, last->speed_mps, speeds[i].last.speed_mps, 1e-12);
        assert_near_case(speeds[i].label, last->start_s, speeds[i].last.start_s, 0);
        assert_true_case(speeds[i].label, last->end_s == speeds[i].last.end_s);
    }
}

static void a_programme_of_64_parts_is_the_longest(void **state)
{
    char text[1024] = "";
    for (int i = 0; i < 65; i++) {
        size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%d-%d=3m/s", i ? "," : "", i, i + 1);
        enum bks_status expected = i < 64 ? BKS_OK : BKS_BAD_ARGUMENT;
        assert_status(bks_options_set(*state, "speed", text, NULL), expected);
    }
}

static void starts_know_what_they_know(void **state)
{
    struct bks_options *options = *state;
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        set(options, "start", starts[i].value);
        assert_int_case(starts[i].label, options->start.kind, starts[i].kind);
        assert_int_case(starts[i].label, options->start.t_us, starts[i].t_us);
        assert_int_case(starts[i].label, options->start.offset_min, starts[i].offset_min);
    }
}

static void columns_name_channels(void **state)
{
    struct bks_options *options = *state;
    set(options, "units", "m/s2");
    set(options, "gyro-unit", "dps");
    set(options, "time-unit", "ns");
    set(options, "columns", "ax=2,ay=3,az=4,t=1,speed=9,gx=5,gy=6,gz=7");
    const struct column_map *map = &options->columns;
    static const int expected[BKS_CHANNEL_COUNT] = {2, 3, 4, 5, 6, 7, 9};
    assert_true(map->given);
    assert_int_equal(map->time, 1);
    assert_memory_equal(map->channel, expected, sizeof expected);
    assert_int_equal(map->accel, ACCEL_UNIT_MPS2);
    assert_int_equal(map->gyro, GYRO_UNIT_DPS);
    assert_int_equal(map->time_unit, TIME_UNIT_NS);
}

static void words_are_taken(void **state)
{
    struct bks_options *options = *state;
    set(options, "placement", "ankle");
    set(options, "surface", "trail");
    set(options, "tz", "Europe/Oslo");
    set(options, "units", "g");
    assert_int_equal(options->placement, BKS_ANKLE);
    assert_string_equal(options->surface, "trail");
    assert_string_equal(options->tz, "Europe/Oslo");
    assert_int_equal(options->columns.accel, ACCEL_UNIT_G);
}

static void the_later_of_two_counts_and_is_kept_as_typed(void **state)
{
    struct bks_options *options = *state;
    set(options, "mass", "70kg");
    set(options, "speed", "3.3m/s");
    set(options, "mass", "71kg");
    assert_int_equal(options->n_given, 2);
    assert_string_equal(options->given[0].name, "mass");
    assert_string_equal(options->given[0].value, "71kg");
    assert_near(options->mass_kg, 71, 0);
}

static void what_is_wrong_is_refused_and_changes_nothing(void **state)
{
    struct bks_options *options = *state, before;
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        struct bks_fault fault;
        memcpy(&before, options, sizeof before);
        assert_int_case(refused[i].value,
                        bks_options_set(options, refused[i].name, refused[i].value, &fault),
                        BKS_BAD_ARGUMENT);
        assert_true_case(refused[i].value, memcmp(&before, options, sizeof before) == 0);
        assert_true_case(refused[i].value, strstr(fault.what, refused[i].name) != NULL);
        assert_true_case(refused[i].value, strstr(fault.what, refused[i].value) != NULL);
        assert_true_case(refused[i].value, fault.hint[0] != '\0');
    }
}

static void every_prefix_of_a_value_is_read_or_refused(void **state)
{
    static const char *const whole[][2] = {
        {"speed", "0-600=2.8m/s,600-900=5:00/km"},
        {"start", "2026-05-01T10:00:07.25+02:00"},
        {"columns", "t=1,ax=2,ay=3,az=4,gx=5,gy=6,gz=7,speed=8"},
        {"slope", "-4.5deg"},
    };
    char text[64];
    for (size_t i = 0; i < sizeof whole / sizeof whole[0]; i++)
        for (size_t n = 0; n <= strlen(whole[i][1]); n++) {
            (void)snprintf(text, sizeof text, "%.*s", (int)n, whole[i][1]);
            enum bks_status status = bks_options_set(*state, whole[i][0], text, NULL);
            assert_true_case(text, status == BKS_OK || status == BKS_BAD_ARGUMENT);
        }
}

static void a_slip_of_the_finger_gets_a_suggestion(void **state)
{
    struct bks_fault fault;
    assert_status(bks_options_set(*state, "plcement", "waist", &fault), BKS_BAD_ARGUMENT);
    assert_string_equal(fault.what, "no option \"plcement\"");
    assert_string_equal(fault.hint, "did you mean placement?");
}

static void options_without_memory_are_refused(void **state)
{
    struct bks_options *options;
    (void)state;
    memory_fail_at(1);
    assert_status(bks_options_new(&options), BKS_NO_MEMORY);
    memory_fail_at(0);
    assert_null(options);
}

#define WITH_OPTIONS(test) cmocka_unit_test_setup_teardown(test, options_new, options_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_OPTIONS(nothing_is_set_at_first),
        WITH_OPTIONS(amounts_come_in_si),
        WITH_OPTIONS(speeds_come_in_all_forms),
        WITH_OPTIONS(a_programme_of_64_parts_is_the_longest),
        WITH_OPTIONS(starts_know_what_they_know),
        WITH_OPTIONS(columns_name_channels),
        WITH_OPTIONS(words_are_taken),
        WITH_OPTIONS(the_later_of_two_counts_and_is_kept_as_typed),
        WITH_OPTIONS(what_is_wrong_is_refused_and_changes_nothing),
        WITH_OPTIONS(every_prefix_of_a_value_is_read_or_refused),
        WITH_OPTIONS(a_slip_of_the_finger_gets_a_suggestion),
        cmocka_unit_test(options_without_memory_are_refused),
    };
    return cmocka_run_group_tests_name("flow/options", tests, NULL, NULL);
}
