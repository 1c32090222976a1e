/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensor Logger's JSON: streams one after the other, the signs of both systems, long recordings. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/read_samples.h"
#include "support/shared.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define G        9.80665
#define START_US INT64_C(1777622400000000)
#define ROW(sensor, ms, y)                                                                      \
    "{\"sensor\":\"" sensor "\",\"time\":\"1777622400" ms "000000\",\"seconds_elapsed\":\"0\"," \
    "\"z\":\"0.1\",\"y\":\"" y "\",\"x\":\"0.2\"}"
#define META(platform)                                                                    \
    "{\"sensor\":\"Metadata\",\"platform\":\"" platform "\",\"device name\":\"A phone\"," \
    "\"recording timezone\":\"Etc/UTC\",\"sensors\":\"Accelerometer\",\"sampleRateMs\":\"20\"}"

static void each_combination_of_streams_gives_specific_force_upwards(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        double y_mps2;
        bool gravity;
    } cases[] = {
        {"Android total",
         "[" ROW("TotalAcceleration", "000", "9.8") "," ROW("Gravity", "000",
                                                            "9.7") "," META("android") "]",
         9.8, true},
        {"Android sum",
         "[" ROW("Accelerometer", "000", "1") "," ROW("Gravity", "000",
                                                      "9.8") "," META("android") "]",
         10.8, true},
        {"iOS sum, metadata first",
         "[" META("ios") "," ROW("Accelerometer", "000", "-1") "," ROW("Gravity", "000",
                                                                       "-9.8") "]",
         10.8, true},
        {"iOS uncalibrated in g",
         "[" ROW("AccelerometerUncalibrated", "000", "-1") "," META("ios") "]", G, true},
        {"linear alone", "[" ROW("Accelerometer", "000", "1") "," META("android") "]", 1, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "run.json", NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 1);
        assert_int_case(cases[i].label, read.rows.t_us[0], START_US);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2, 1e-9);
        assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
        assert_text_case(cases[i].label, read.info.device, "A phone");
        read_all_clear(&read);
    }
}

static void a_watch_and_a_location_are_understood(void **state)
{
    (void)state;
    static const char text[] =
        "[{\"sensor\":\"Location\",\"time\":\"1777622399500000000\",\"seconds_elapsed\":\"0\","
        "\"speed\":\"2\"},"
        "{\"sensor\":\"Location\",\"time\":\"1777622400000000000\",\"seconds_elapsed\":\"0\","
        "\"speed\":\"-1\"},"
        "{\"sensor\":\"Location\",\"time\":\"1777622400500000000\",\"seconds_elapsed\":\"0\","
        "\"speed\":\"4\"},"
        "{\"sensor\":\"WristMotion\",\"time\":\"1777622400000000000\",\"seconds_elapsed\":\"0\","
        "\"rotationRateX\":\"1\",\"rotationRateY\":\"2\",\"rotationRateZ\":\"3\",\"gravityX\":"
        "\"0\","
        "\"gravityY\":\"-1\",\"gravityZ\":\"0\",\"accelerationX\":\"0\",\"accelerationY\":\"-0.5\","
        "\"accelerationZ\":\"0\"}]";
    struct read_all read;
    read_all_memory(&read, text, strlen(text), "run.json", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.placement, BKS_WRIST);
    assert_near(read.rows.value[BKS_ACCEL_Y][0], 1.5 * G, 1e-9);
    assert_near(read.rows.value[BKS_GYRO_Z][0], 3, 0);
    assert_near(read.rows.value[BKS_SPEED][0], 3, 1e-9);
    read_all_clear(&read);
}

static void a_location_that_never_has_a_speed_makes_no_channel(void **state)
{
    (void)state;
    static const char text[] =
        "[" ROW("TotalAcceleration", "000",
                "9.8") ",{\"sensor\":\"Location\",\"time\":"
                       "\"1777622400000000000\",\"seconds_elapsed\":\"0\",\"speed\":\"-1\"}]";
    struct read_all read;
    read_all_memory(&read, text, strlen(text), "run.json", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL);
    read_all_clear(&read);
}

static void a_document_cut_short_is_read_up_to_there(void **state)
{
    (void)state;
    static uint8_t bytes[READ_SAMPLE_ROOM];
    size_t n = read_sample_named("Sensor Logger, JSON")->make(bytes);
    struct read_all read;
    read_all_memory(&read, bytes, n / 4, "run.json", NULL);
    assert_status(read.status, BKS_OK);
    assert_between((double)read.n, 10, 39);
    assert_non_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
    read_all_clear(&read);
}

static void rows_without_a_whole_time_are_counted(void **state)
{
    (void)state;
    static const char text[] = "[" ROW(
        "TotalAcceleration", "000",
        "9.8") ",{\"sensor\":\"TotalAcceleration\",\"time\":"
               "\"1.77E+18\",\"seconds_elapsed\":\"0\",\"x\":\"1\",\"y\":\"2\",\"z\":\"3\"}]";
    struct read_all read;
    read_all_memory(&read, text, strlen(text), "run.json", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 1);
    assert_non_null(read_all_warning(&read, BKS_WARN_ROWS_SKIPPED));
    read_all_clear(&read);
}

/* Ten minutes of two streams: more than the memory of a spill. */
static void long_streams_wait_in_files_and_meet_again(void **state)
{
    (void)state;
    enum { ROWS = 60000, ROOM = ROWS * 2 * 160 };
    static const char *const sensors[] = {"Gravity", "Accelerometer"};
    char *text = malloc(ROOM);
    assert_non_null(text);
    size_t at = (size_t)snprintf(text, ROOM, "[");
    for (int k = 0; k < 2; k++)
        for (int i = 0; i < ROWS; i++)
            at += (size_t)snprintf(
                text + at, ROOM - at,
                "{\"sensor\":\"%s\",\"time\":\"%lld\",\"seconds_elapsed\":\"0\",\"z\":\"0\","
                "\"y\":\"%d\",\"x\":\"0\"},",
                sensors[k], 1777622400000000000ll + i * 10000000ll, k ? -i : -10);
    at += (size_t)snprintf(text + at, ROOM - at, META("ios") "]");
    struct read_all read;
    read_all_memory(&read, text, at, "run.json", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, ROWS);
    for (size_t i = 0; i < read.rows.n; i += 997)
        assert_near(read.rows.value[BKS_ACCEL_Y][i], 10 + (double)i, 1e-9);
    read_all_clear(&read);
    free(text);
}

static void a_zip_bomb_of_json_is_refused(void **state)
{
    (void)state;
    enum { BLANKS = 16 << 20 };
    static uint8_t zip[1 << 20];
    char *text = malloc(BLANKS);
    assert_non_null(text);
    memset(text, ' ', BLANKS);
    const char start[] = "[" ROW("TotalAcceleration", "000", "9.8") ",";
    memcpy(text, start, sizeof start - 1);
    const struct zip_text files[] = {{"run.json", text, BLANKS}, {NULL, NULL, 0}};
    size_t n = zip_memory(zip, sizeof zip, files, NULL);
    free(text);
    struct read_all read;
    read_all_memory(&read, zip, n, "run.zip", NULL);
    /* Packed a thousand to one it is read, and ends too early; nothing of it stays in memory. */
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 1);
    assert_non_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
    read_all_clear(&read);
}

/* It names no platform, so its signs are read as those of an iPhone: turned. */
static void the_shared_imitation_is_read(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct read_all read;
    read_all_path(
        &read, shared_path_or_skip(room, "recordings/app-exports/sensorlogger_export.json"), NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 40);
    assert_int_equal(read.rows.t_us[0], START_US);
    assert_near(read_all_rate_hz(&read), 104.35, 0.1);
    assert_near(read.rows.value[BKS_ACCEL_Y][0], -1.4688314477091653, 1e-12);
    assert_false(read.info.gravity_included);
    assert_non_null(read_all_warning(&read, BKS_WARN_SIGN_INFERRED));
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_combination_of_streams_gives_specific_force_upwards),
        cmocka_unit_test(a_watch_and_a_location_are_understood),
        cmocka_unit_test(a_location_that_never_has_a_speed_makes_no_channel),
        cmocka_unit_test(a_document_cut_short_is_read_up_to_there),
        cmocka_unit_test(rows_without_a_whole_time_are_counted),
        cmocka_unit_test(long_streams_wait_in_files_and_meet_again),
        cmocka_unit_test(a_zip_bomb_of_json_is_refused),
        cmocka_unit_test(the_shared_imitation_is_read),
    };
    return cmocka_run_group_tests_name("read/sensor_logger_json", tests, NULL, NULL);
}
