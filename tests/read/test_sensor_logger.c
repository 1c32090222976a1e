/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sensor Logger: signs of both systems, spoilt stamps, streams side by side, watch, clock. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/shared.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define G        9.80665
#define START_US INT64_C(1777622400000000)
#define ROOM     65536u

static uint8_t zip[ROOM];

/* Three rows of one sensor whose y is `up` in its own unit. */
static const char *stream(const char *up)
{
    static char texts[4][512];
    static unsigned next;
    char *text = texts[next++ % 4];
    (void)snprintf(text, 512,
                   "time,seconds_elapsed,z,y,x\n1777622400000000000,0,0.1,%s,0.2\n"
                   "1777622400010000000,0.01,0.1,%s,0.2\n1777622400020000000,0.02,0.1,%s,0.2\n",
                   up, up, up);
    return text;
}

static const char *metadata(const char *platform, const char *standardised)
{
    static char text[512];
    (void)snprintf(text, sizeof text,
                   "version,device name,recording epoch time,recording timezone,platform,sensors,"
                   "sampleRateMs,standardisation\n3,\"My, phone\",1777622400000,Europe/Oslo,%s,"
                   "Gravity|TotalAcceleration|Accelerometer|AccelerometerUncalibrated,|8|10|20,%s",
                   platform, standardised);
    return text;
}

static void read_zip(struct read_all *read, const struct zip_text *files)
{
    read_all_memory(read, zip, zip_memory(zip, ROOM, files, NULL), "a.zip", NULL);
}

static void each_combination_of_streams_gives_specific_force_upwards(void **state)
{
    (void)state;
    static const struct {
        const char *label, *platform, *standardised;
        const char *files[2], *up[2]; /* sensor and its y */
        double y_mps2;
        bool gravity;
        double rate_hz;
    } cases[] = {
        {"Android total",
         "android",
         "false",
         {"TotalAcceleration", "Gravity"},
         {"9.8", "9.7"},
         9.8,
         true,
         125},
        {"Android sum",
         "android",
         "false",
         {"Accelerometer", "Gravity"},
         {"1", "9.8"},
         10.8,
         true,
         100},
        {"iOS sum", "ios", "false", {"Accelerometer", "Gravity"}, {"-1", "-9.8"}, 10.8, true, 100},
        {"iOS sum, standardised",
         "ios",
         "true",
         {"Accelerometer", "Gravity"},
         {"1", "9.8"},
         10.8,
         true,
         100},
        {"Android uncalibrated",
         "android",
         "false",
         {"AccelerometerUncalibrated", "Light"},
         {"9.8", "0"},
         9.8,
         true,
         50},
        {"iOS uncalibrated in g",
         "ios",
         "false",
         {"AccelerometerUncalibrated", "Light"},
         {"-1", "0"},
         G,
         true,
         50},
        {"iOS linear", "ios", "false", {"Accelerometer", "Light"}, {"-1", "0"}, 1, false, 100},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char name[2][64];
        for (int k = 0; k < 2; k++)
            (void)snprintf(name[k], sizeof name[k], "%s.csv", cases[i].files[k]);
        const struct zip_text files[] = {
            {name[0], stream(cases[i].up[0]), 0},
            {name[1], stream(cases[i].up[1]), 0},
            {"Metadata.csv", metadata(cases[i].platform, cases[i].standardised), 0},
            {NULL, NULL, 0}};
        struct read_all read;
        read_zip(&read, files);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 3);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][1], cases[i].y_mps2, 1e-9);
        assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
        assert_true_case(cases[i].label,
                         cases[i].gravity == !read_all_warning(&read, BKS_WARN_GRAVITY_REMOVED));
        assert_near_case(cases[i].label, read.info.nominal_rate_hz, cases[i].rate_hz, 1e-9);
        assert_text_case(cases[i].label, read.info.device, "My, phone");
        read_all_clear(&read);
    }
}

static void without_metadata_an_iphone_is_taken_and_said(void **state)
{
    (void)state;
    const struct zip_text files[] = {{"Accelerometer.csv", stream("-1"), 0},
                                     {"Gravity.csv", stream("-9.8"), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_near(read.rows.value[BKS_ACCEL_Y][0], 10.8, 1e-9);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_UTC);
    assert_non_null(read_all_warning(&read, BKS_WARN_SIGN_INFERRED));
    read_all_clear(&read);
}

static void stamps_spoilt_by_a_spreadsheet_fall_back_on_seconds(void **state)
{
    (void)state;
    static const char spoilt[] = "time;seconds_elapsed;z;y;x\n1,77762E+18;0,5;0;9,8;0\n"
                                 "1,77762E+18;0,51;0;9,8;0\n1,77762E+18;0,52;0;9,8;0\n";
    const struct zip_text files[] = {{"TotalAcceleration.csv", spoilt, 0},
                                     {"Gyroscope.csv", spoilt, 0},
                                     {"Metadata.csv", metadata("android", "false"), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 3);
    assert_int_equal(read.rows.t_us[0], START_US + 500000);
    assert_int_equal(read.rows.t_us[2], START_US + 520000);
    assert_near(read.rows.value[BKS_GYRO_Y][1], 9.8, 0);
    assert_int_not_equal(read.info.start.kind, BKS_CLOCK_NONE);
    assert_non_null(read_all_warning(&read, BKS_WARN_TIME_INFERRED));
    read_all_clear(&read);
}

static void a_gyroscope_is_joined_by_time_but_never_over_a_gap(void **state)
{
    (void)state;
    static const char accel[] = "time,seconds_elapsed,z,y,x\n1777622400000000000,0,0,9.8,0\n"
                                "1777622400050000000,0.05,0,9.8,0\n1777622400150000000,0,0,9.8,0\n"
                                "1777622400300000000,0.3,0,9.8,0\n1777622400450000000,0,0,9.8,0\n";
    static const char gyro[] = "time,seconds_elapsed,z,y,x\n1777622400010000000,0,0,0,1\n"
                               "1777622400090000000,0,0,0,5\n1777622400160000000,0,0,0,12\n"
                               "1777622400400000000,0,0,0,36\n";
    static const double expected[] = {1, 3, 11, (double)NAN, (double)NAN};
    const struct zip_text files[] = {{"TotalAcceleration.csv", accel, 0},
                                     {"Gyroscope.csv", gyro, 0},
                                     {"Metadata.csv", metadata("android", "false"), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 5);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(read.rows.mark[i], 0);
        if (isnan(expected[i]))
            assert_nan(read.rows.value[BKS_GYRO_X][i]);
        else
            assert_near(read.rows.value[BKS_GYRO_X][i], expected[i], 1e-9);
    }
    read_all_clear(&read);
}

static void speed_is_linear_between_fixes_of_three_seconds_at_most(void **state)
{
    (void)state;
    static const char location[] = "time,seconds_elapsed,speed,latitude\n"
                                   "1777622400010000000,0.01,-1,59\n"
                                   "1777622401000000000,1,2,59\n1777622402000000000,2,-1,59\n"
                                   "1777622403000000000,3,4,59\n1777622406010000000,6,6,59\n";
    static const struct {
        const char *label, *stamp;
        double speed_mps;
    } cases[] = {
        {"before the first fix", "1777622400010000000", (double)NAN},
        {"on a fix", "1777622401000000000", 2},
        {"over a fix without a speed", "1777622402000000000", 3},
        {"between", "1777622402500000000", 3.5},
        {"fixes too far apart", "1777622404000000000", (double)NAN},
        {"on the last", "1777622406010000000", 6},
        {"after the last", "1777622406020000000", (double)NAN},
    };
    char accel[1024] = "time,seconds_elapsed,z,y,x\n";
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        size_t n = strlen(accel);
        (void)snprintf(accel + n, sizeof accel - n, "%s,0,0,9.8,0\n", cases[i].stamp);
    }
    const struct zip_text files[] = {{"TotalAcceleration.csv", accel, 0},
                                     {"Location.csv", location, 0},
                                     {"Metadata.csv", metadata("android", "false"), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_SPEED);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        double speed_mps = read.rows.value[BKS_SPEED][i];
        if (isnan(cases[i].speed_mps))
            assert_true_case(cases[i].label, isnan(speed_mps));
        else
            assert_near_case(cases[i].label, speed_mps, cases[i].speed_mps, 1e-9);
    }
    read_all_clear(&read);
}

static void a_location_that_never_has_a_speed_makes_no_channel(void **state)
{
    (void)state;
    const struct zip_text files[] = {
        {"TotalAcceleration.csv", stream("9.8"), 0},
        {"Location.csv", "time,seconds_elapsed,speed\n1777622400000000000,0,-1\n", 0},
        {"Metadata.csv", metadata("android", "false"), 0},
        {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL);
    read_all_clear(&read);
}

static void a_watch_is_on_the_wrist(void **state)
{
    (void)state;
    static const struct {
        const char *label, *gravity, *rest;
        double y_mps2;
    } cases[] = {
        {"g, negated", "-1", "-0.5", 1.5 * G},
        {"m/s2, standardised", "9.8", "1", 10.8},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        (void)snprintf(text, sizeof text,
                       "time,seconds_elapsed,rotationRateX,rotationRateY,rotationRateZ,gravityX,"
                       "gravityY,gravityZ,accelerationX,accelerationY,accelerationZ\n"
                       "1777622400000000000,0,1,2,3,0,%s,0,0,%s,0\n",
                       cases[i].gravity, cases[i].rest);
        const struct zip_text files[] = {{"WristMotion.csv", text, 0},
                                         {"Metadata.csv", metadata("ios", "false"), 0},
                                         {NULL, NULL, 0}};
        struct read_all read;
        read_zip(&read, files);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.info.placement, BKS_WRIST);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2, 1e-9);
        assert_near_case(cases[i].label, read.rows.value[BKS_GYRO_Z][0], 3, 0);
        read_all_clear(&read);
    }
}

static void a_single_file_tells_by_its_size_whether_gravity_is_in_it(void **state)
{
    (void)state;
    static const struct {
        const char *label, *name, *up;
        enum bks_status status;
        bool gravity;
    } cases[] = {
        {"with gravity", "run.csv", "9.8", BKS_OK, true},
        {"in g", "run.csv", "-1", BKS_OK, true},
        {"without gravity", "run.csv", "0.05", BKS_OK, false},
        {"its own name", "TotalAcceleration.csv", "0.2", BKS_OK, true},
        {"a gyroscope", "Gyroscope.csv", "9.8", BKS_UNSUPPORTED, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = stream(cases[i].up);
        struct read_all read;
        read_all_memory(&read, text, strlen(text), cases[i].name, NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (cases[i].status == BKS_OK)
            assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
        read_all_clear(&read);
    }
}

static void exports_without_an_accelerometer_are_refused(void **state)
{
    (void)state;
    const struct zip_text files[] = {{"Location.csv", "time,seconds_elapsed,speed\n", 0},
                                     {"Metadata.csv", metadata("android", "false"), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_string_equal(read.fault.what, "no accelerometer in it");
    assert_true(read.fault.hint[0] != '\0');
}

static void the_shared_exports_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double rate_hz;
    } cases[] = {{"sensorlogger_android", 104.35},
                 {"sensorlogger_ios", 100.86},
                 {"sensorlogger_ios_std", 100.86}};
    char room[SHARED_PATH_ROOM], name[96];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        (void)snprintf(name, sizeof name, "recordings/app-exports/%s.zip", cases[i].name);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(cases[i].name, read.status, BKS_OK);
        assert_int_case(cases[i].name, read.info.channels, ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED);
        assert_near_case(cases[i].name, read_all_rate_hz(&read), cases[i].rate_hz, 0.1);
        assert_between_case(cases[i].name, read_all_mean_mps2(&read), 9.8, 10.5);
        double up = 0;
        size_t turns = 0;
        for (size_t k = 0; k < read.n; k++) {
            up += read.rows.value[BKS_ACCEL_Y][k] / (double)read.n;
            turns += isfinite(read.rows.value[BKS_GYRO_X][k]) ? 1 : 0;
        }
        assert_near_case(cases[i].name, up, 9.75, 0.2);
        assert_int_case(cases[i].name, turns, read.n);
        assert_nan(read.rows.value[BKS_SPEED][50]); /* the first fixes have none */
        assert_near_case(cases[i].name, read.rows.value[BKS_SPEED][400], 3.35, 1e-9);
        assert_int_case(cases[i].name, read.info.start.t_us, START_US);
        assert_int_case(cases[i].name, read.warnings.n, 0);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_combination_of_streams_gives_specific_force_upwards),
        cmocka_unit_test(without_metadata_an_iphone_is_taken_and_said),
        cmocka_unit_test(stamps_spoilt_by_a_spreadsheet_fall_back_on_seconds),
        cmocka_unit_test(a_gyroscope_is_joined_by_time_but_never_over_a_gap),
        cmocka_unit_test(speed_is_linear_between_fixes_of_three_seconds_at_most),
        cmocka_unit_test(a_location_that_never_has_a_speed_makes_no_channel),
        cmocka_unit_test(a_watch_is_on_the_wrist),
        cmocka_unit_test(a_single_file_tells_by_its_size_whether_gravity_is_in_it),
        cmocka_unit_test(exports_without_an_accelerometer_are_refused),
        cmocka_unit_test(the_shared_exports_are_read),
    };
    return cmocka_run_group_tests_name("read/sensor_logger", tests, NULL, NULL);
}
