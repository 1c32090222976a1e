/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SensorLog: Apple's sign, a clock for each sensor, repeats, the motion streams, separators. */
#include "support/app_check.h"
#include "support/assert.h"
#include "support/read_samples.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define G        9.80665
#define START_US INT64_C(1777622400000000)

static void read_text(struct read_all *read, const char *text)
{
    read_all_memory(read, text, strlen(text), "run.csv", NULL);
}

static void each_sensor_keeps_its_own_stamps_and_repeats_are_dropped(void **state)
{
    (void)state;
    static const char text[] =
        "loggingTime(txt),accelerometerTimestamp_sinceReboot(s),accelerometerAccelerationX(G),"
        "accelerometerAccelerationY(G),accelerometerAccelerationZ(G),"
        "motionTimestamp_sinceReboot(s),motionRotationRateX(rad/s),motionRotationRateY(rad/s),"
        "motionRotationRateZ(rad/s)\n"
        "2026-05-01T10:00:00.000+02:00,100.000,0,-1,0,99.990,1,0,0\n"
        "2026-05-01T10:00:00.010+02:00,100.000,0,-1,0,100.010,3,0,0\n"
        "2026-05-01T10:00:00.020+02:00,100.020,0,-2,0,100.010,3,0,0\n"
        "2026-05-01T10:00:00.030+02:00,100.020,0,-2,0,100.030,5,0,0\n";
    struct read_all read;
    read_text(&read, text);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 2);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_ZONED);
    assert_int_equal(read.info.start.offset_min, 120);
    assert_int_equal(read.rows.t_us[0], START_US);
    assert_int_equal(read.rows.t_us[1], START_US + 20000);
    assert_near(read.rows.value[BKS_ACCEL_Y][0], G, 1e-9);
    assert_near(read.rows.value[BKS_ACCEL_Y][1], 2 * G, 1e-9);
    assert_near(read.rows.value[BKS_GYRO_X][0], 2, 1e-6);
    assert_near(read.rows.value[BKS_GYRO_X][1], 4, 1e-6);
    read_all_clear(&read);
}

static void what_the_user_switched_on_decides_what_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *label, *header, *row;
        enum bks_status status;
        bool gravity;
        double y_mps2;
    } cases[] = {
        {"motion in two parts",
         "loggingTime;motionTimestamp_sinceReboot;motionUserAccelerationX;motionUserAccelerationY;"
         "motionUserAccelerationZ;motionGravityX;motionGravityY;motionGravityZ",
         "2026-05-01T10:00:00.000Z;5;0;-0.5;0;0;-1;0", BKS_OK, true, 1.5 * G},
        {"motion without gravity",
         "loggingTime\tmotionTimestamp_sinceReboot\tmotionUserAccelerationX\t"
         "motionUserAccelerationY\tmotionUserAccelerationZ",
         "2026-05-01T10:00:00.000Z\t5\t0\t-0.5\t0", BKS_OK, false, 0.5 * G},
        {"the logger's clock alone",
         "loggingTime(txt),accelerometerAccelerationX(G),accelerometerAccelerationY(G),"
         "accelerometerAccelerationZ(G)",
         "2026-05-01T10:00:00.000+02:00,0,-1,0", BKS_OK, true, G},
        {"the sensor's clock alone",
         "accelerometerTimestamp_sinceReboot(s),accelerometerAccelerationX(G),"
         "accelerometerAccelerationY(G),accelerometerAccelerationZ(G)",
         "5.5,0,-1,0", BKS_OK, true, G},
        {"no clock",
         "accelerometerAccelerationX(G),accelerometerAccelerationY(G),"
         "accelerometerAccelerationZ(G)",
         "0,-1,0", BKS_UNSUPPORTED, true, 0},
        {"location alone", "loggingTime(txt),loggingSample(N),locationSpeed(m/s)",
         "2026-05-01T10:00:00.000+02:00,1,3", BKS_UNSUPPORTED, true, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1024];
        struct read_all read;
        (void)snprintf(text, sizeof text, "%s\n%s\n", cases[i].header, cases[i].row);
        read_text(&read, text);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2,
                             1e-9);
            assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
            assert_true_case(cases[i].label,
                             cases[i].gravity ==
                                 !read_all_warning(&read, BKS_WARN_GRAVITY_REMOVED));
        } else {
            assert_true_case(cases[i].label, read.fault.hint[0] != '\0');
        }
        read_all_clear(&read);
    }
}

static void speed_comes_from_the_fixes_stamps_not_from_the_rows(void **state)
{
    (void)state;
    static uint8_t bytes[READ_SAMPLE_ROOM];
    struct read_all read;
    read_all_memory(&read, bytes, read_sample_named("SensorLog")->make(bytes), "a.csv", NULL);
    assert_status(read.status, BKS_OK);
    /* One fix with a speed, at 1.5 s: no row lies between two fixes. */
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED);
    assert_nan(read.rows.value[BKS_SPEED][0]);
    assert_nan(read.rows.value[BKS_SPEED][39]);
    read_all_clear(&read);
}

static void the_shared_imitations_are_read(void **state)
{
    (void)state;
    const unsigned all = ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED;
    const struct app_case cases[] = {
        {"sensorlog_ios_comma.csv", 300, 50, 0, all, BKS_CLOCK_ZONED},
        {"sensorlog_ios_pipe.csv", 300, 50, 0, all, BKS_CLOCK_ZONED},
    };
    for (size_t i = 0; i < 2; i++) {
        struct read_all read;
        app_check(&read, &cases[i]);
        assert_int_case(cases[i].name, read.rows.t_us[0], START_US);
        assert_true_case(cases[i].name, isnan(read.rows.value[BKS_SPEED][60]));
        assert_near_case(cases[i].name, read.rows.value[BKS_SPEED][200], 3.35, 1e-9);
        assert_int_case(cases[i].name, read.warnings.n, 0);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sensor_keeps_its_own_stamps_and_repeats_are_dropped),
        cmocka_unit_test(what_the_user_switched_on_decides_what_is_read),
        cmocka_unit_test(speed_comes_from_the_fixes_stamps_not_from_the_rows),
        cmocka_unit_test(the_shared_imitations_are_read),
    };
    return cmocka_run_group_tests_name("read/sensorlog", tests, NULL, NULL);
}
