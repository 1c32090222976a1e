/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Apple Health: which workout, which source, which unit, and a document type that is broken. */
#include "support/assert.h"
#include "support/shared.h"
#include "support/track_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START_US INT64_C(1777622400000000) /* 2026-05-01T08:00:00Z */
#define DAY_US   INT64_C(86400000000)
#define ROOM     65536u

static char text[ROOM];
static size_t at;

static void begin(void)
{
    at = (size_t)snprintf(text, ROOM, "<?xml version=\"1.0\"?><HealthData>\n");
}

/* A record on day `day` of May, from second `from` to `to` after 10:00 at +02:00. */
static void record(const char *type, const char *source, const char *unit, int day, int from,
                   int to, const char *value)
{
    at += (size_t)snprintf(
        text + at, ROOM - at,
        "<Record type=\"HKQuantityTypeIdentifier%s\" sourceName=\"%s\" unit=\"%s\" "
        "startDate=\"2026-05-%02d 10:%02d:%02d +0200\" endDate=\"2026-05-%02d 10:%02d:%02d +0200\" "
        "value=\"%s\"/>\n",
        type, source, unit, day, from / 60, from % 60, day, to / 60, to % 60, value);
}

static void workout(const char *type, const char *source, int day, int seconds, const char *inside)
{
    at += (size_t)snprintf(text + at, ROOM - at,
                           "<Workout workoutActivityType=\"HKWorkoutActivityType%s\" "
                           "sourceName=\"%s\" startDate=\"2026-05-%02d 10:00:00 +0200\" "
                           "endDate=\"2026-05-%02d 10:%02d:%02d +0200\">%s</Workout>\n",
                           type, source, day, day, seconds / 60, seconds % 60, inside);
}

static void read_it(struct track_all *read, const struct track_wish *wish)
{
    at += (size_t)snprintf(text + at, ROOM - at, "</HealthData>");
    assert_true(at < ROOM);
    track_all_memory(read, text, at, wish);
}

static void the_shared_export_is_168_steps_a_minute(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct track_all read;
    track_all_path(&read,
                   shared_path_or_skip(room, "recordings/app-exports/apple_health_export.zip"));
    const struct track *track = &read.track;
    assert_status(read.status, BKS_OK);
    assert_int_equal(track->n, 60);
    assert_string_equal(track->device, "Synth Watch");
    assert_int_equal(track->start.kind, BKS_CLOCK_ZONED);
    assert_int_equal(track->start.offset_min, 120);
    assert_int_equal(track->start.t_us, START_US);
    assert_int_equal(track->sport, TRACK_SPORT_RUN);
    assert_int_equal(track->cadence, CADENCE_BOTH_FEET);
    assert_near(track->summary.contact_s, 0.246, 1e-9);
    assert_near(track->summary.duration_s, 60, 1e-9);
    for (size_t i = 0; i < track->n; i++) {
        bool inside = i >= 5 && i < 10;
        assert_near(track->point[i].cadence_spm, 168, 1e-4);
        assert_int_equal(isnan(track->point[i].speed_mps), !inside);
        assert_int_equal(isnan(track->point[i].contact_s), !inside);
    }
    assert_near(track->point[7].speed_mps, 3.35, 1e-6);
    assert_near(track->point[7].contact_s, 0.246, 1e-6);
    assert_near(track->point[7].oscillation_m, 0.087, 1e-6);
    /* Phone and watch counted the same steps. */
    assert_non_null(track_all_warning(&read, BKS_WARN_DUPLICATE_STAMPS));
    track_all_clear(&read);
}

static void units_are_those_of_the_record(void **state)
{
    (void)state;
    static const struct {
        const char *label, *type, *unit, *value;
        size_t place;
        double expected;
    } cases[] = {
        {"km/hr", "RunningSpeed", "km/hr", "10.8", offsetof(struct track_point, speed_mps), 3},
        {"mi/hr", "RunningSpeed", "mi/hr", "6.710808876", offsetof(struct track_point, speed_mps),
         3},
        {"m/s", "RunningSpeed", "m/s", "3", offsetof(struct track_point, speed_mps), 3},
        {"ms", "RunningGroundContactTime", "ms", "246", offsetof(struct track_point, contact_s),
         0.246},
        {"cm", "RunningVerticalOscillation", "cm", "8.7",
         offsetof(struct track_point, oscillation_m), 0.087},
        {"in", "RunningVerticalOscillation", "in", "3.4",
         offsetof(struct track_point, oscillation_m), 0.08636},
        {"count", "StepCount", "count", "14", offsetof(struct track_point, cadence_spm), 168},
        {"count/min", "HeartRate", "count/min", "150", offsetof(struct track_point, heart_rate_bpm),
         150},
        {"way", "DistanceWalkingRunning", "km", "0.015", offsetof(struct track_point, speed_mps),
         3},
        {"another unit", "RunningSpeed", "kn", "3", offsetof(struct track_point, speed_mps), NAN},
        {"no number", "RunningSpeed", "m/s", "quick", offsetof(struct track_point, speed_mps), NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        double value;
        begin();
        record("StepCount", "Watch", "count", 1, 10, 20, "28");
        record(cases[i].type, "Watch", cases[i].unit, 1, 0, 5, cases[i].value);
        workout("Running", "Watch", 1, 60, "");
        read_it(&read, NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        bool none = isnan(cases[i].expected);
        assert_int_case(cases[i].label, read.track.n, none ? 10 : 15);
        memcpy(&value, (const char *)&read.track.point[2] + cases[i].place, sizeof value);
        assert_int_case(cases[i].label, isnan(value), none);
        if (!none)
            assert_near_case(cases[i].label, value, cases[i].expected, 1e-4);
        track_all_clear(&read);
    }
}

static void each_second_has_one_source(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("StepCount", "Other phone", "count", 1, 0, 60, "60");
    record("StepCount", "Phone", "count", 1, 0, 60, "100");
    record("StepCount", "Watch", "count", 1, 10, 30, "56");
    workout("Running", "Watch", 1, 60, "");
    read_it(&read, NULL);
    assert_int_equal(read.track.n, 60);
    for (size_t i = 0; i < 60; i++)
        assert_near(read.track.point[i].cadence_spm, i >= 10 && i < 30 ? 168 : 60, 1e-4);
    track_all_clear(&read);
}

static void the_wish_or_the_latest_run_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct track_wish wish;
        int day;
    } cases[] = {
        {"the latest run", {.at_given = false}, 3},
        {"in the first", {true, START_US + 10000000}, 1},
        {"nearer the second", {true, START_US + 9 * DAY_US / 4}, 3},
        {"before all", {true, 0}, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        begin();
        for (int day = 1; day <= 5; day++)
            record("StepCount", "Watch", "count", day, 0, 60, "160");
        workout("Running", "Watch", 3, 60, "");
        workout("Running", "Watch", 1, 60, "");
        workout("Walking", "Watch", 4, 60, "");
        workout("Cycling", "Watch", 5, 60, "");
        read_it(&read, &cases[i].wish);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.start.t_us,
                        START_US + (cases[i].day - 1) * DAY_US);
        char day[32];
        (void)snprintf(day, sizeof day, "2026-05-%02d 10:00", cases[i].day);
        const char *warning = track_all_warning(&read, BKS_WARN_ONE_OF_SEVERAL);
        assert_true_case(cases[i].label, warning && strstr(warning, day));
        track_all_clear(&read);
    }
}

static void without_a_run_a_walk_will_do_and_a_ride_will_not(void **state)
{
    (void)state;
    static const struct {
        const char *type;
        enum bks_status status;
    } cases[] = {{"Running", BKS_OK},
                 {"Walking", BKS_OK},
                 {"Hiking", BKS_OK},
                 {"Cycling", BKS_EMPTY},
                 {"", BKS_EMPTY}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        begin();
        record("StepCount", "Watch", "count", 1, 0, 60, "100");
        workout(cases[i].type, "Watch", 1, 60, "");
        read_it(&read, NULL);
        assert_int_case(cases[i].type, read.status, cases[i].status);
        assert_true_case(cases[i].type, track_all_is_sound(&read));
        track_all_clear(&read);
    }
}

static void a_pause_event_is_a_pause_and_the_way_adds_up(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("DistanceWalkingRunning", "Watch", "m", 1, 0, 20, "60");
    record("DistanceWalkingRunning", "Watch", "m", 1, 30, 50, "50");
    workout("Running", "Watch", 1, 60,
            "<WorkoutEvent type=\"HKWorkoutEventTypePause\" date=\"2026-05-01 10:00:20 +0200\"/>"
            "<WorkoutEvent type=\"HKWorkoutEventTypeResume\" date=\"2026-05-01 10:00:30 +0200\"/>");
    read_it(&read, NULL);
    assert_int_equal(read.track.n, 40);
    for (size_t i = 0; i < 40; i++)
        assert_int_equal(read.track.point[i].pause_before, i == 20);
    assert_near(read.track.point[19].distance_m, 60, 1e-4);
    assert_near(read.track.point[39].distance_m, 110, 1e-4);
    track_all_clear(&read);
}

static void a_value_of_an_instant_holds_a_few_seconds(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("HeartRate", "Watch", "count/min", 1, 10, 10, "150");
    record("HeartRate", "Watch", "count/min", 1, 12, 12, "152");
    workout("Running", "Watch", 1, 60, "");
    read_it(&read, NULL);
    assert_int_equal(read.track.n, 7);
    assert_near(read.track.point[1].heart_rate_bpm, 150, 1e-9);
    assert_near(read.track.point[2].heart_rate_bpm, 152, 1e-9);
    track_all_clear(&read);
}

static void records_outside_and_backwards_say_nothing(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("StepCount", "Watch", "count", 2, 0, 60, "100");
    record("StepCount", "Watch", "count", 1, 50, 40, "100");
    record("StepCount", "Watch", "count", 1, 30, 30, "100");
    workout("Running", "Watch", 1, 60, "");
    read_it(&read, NULL);
    assert_status(read.status, BKS_EMPTY);
    assert_non_null(strstr(read.fault.what, "no records"));
    track_all_clear(&read);
}

static void control_bytes_and_odd_blanks_are_no_obstacle(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    at += (size_t)snprintf(text + at, ROOM - at, "<Me note=\"a\x0B\x01z\"/>");
    record("StepCount", "Anna\xE2\x80\x99s\xC2\xA0Watch", "count", 1, 0, 60, "168");
    workout("Running", "Anna\xE2\x80\x99s\xC2\xA0Watch", 1, 60, "");
    read_it(&read, NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 60);
    assert_string_equal(read.track.device, "Anna\xE2\x80\x99s Watch");
    track_all_clear(&read);
}

static void damage_before_the_workouts_is_refused_with_its_byte(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("StepCount", "Watch", "count", 1, 0, 60, "168");
    size_t place = at;
    at += (size_t)snprintf(text + at, ROOM - at, "<Record type name/>");
    workout("Running", "Watch", 1, 60, "");
    read_it(&read, NULL);
    assert_status(read.status, BKS_DAMAGED);
    assert_between((double)read.fault.offset, (double)place, (double)place + 16);
    track_all_clear(&read);
}

static void damage_behind_the_workout_is_told(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    record("StepCount", "Watch", "count", 1, 0, 60, "168");
    workout("Running", "Watch", 1, 60, "");
    track_all_memory(&read, text, at, NULL); /* the root is not closed */
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 60);
    const char *warning = track_all_warning(&read, BKS_WARN_TRUNCATED);
    assert_true(warning && strstr(warning, "at byte "));
    track_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shared_export_is_168_steps_a_minute),
        cmocka_unit_test(units_are_those_of_the_record),
        cmocka_unit_test(each_second_has_one_source),
        cmocka_unit_test(the_wish_or_the_latest_run_is_read),
        cmocka_unit_test(without_a_run_a_walk_will_do_and_a_ride_will_not),
        cmocka_unit_test(a_pause_event_is_a_pause_and_the_way_adds_up),
        cmocka_unit_test(a_value_of_an_instant_holds_a_few_seconds),
        cmocka_unit_test(records_outside_and_backwards_say_nothing),
        cmocka_unit_test(control_bytes_and_odd_blanks_are_no_obstacle),
        cmocka_unit_test(damage_before_the_workouts_is_refused_with_its_byte),
        cmocka_unit_test(damage_behind_the_workout_is_told),
    };
    return cmocka_run_group_tests_name("read/track_health", tests, NULL, NULL);
}
