/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Physics Toolbox: both kinds of time, three tools, decimal commas. */
#include "support/app_check.h"
#include "support/assert.h"
#include "support/read_samples.h"

#include <math.h>
#include <string.h>

#define G      9.80665
#define DAY_US INT64_C(86400000000)

static void each_tool_has_its_own_unit(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum bks_status status;
        double y_mps2;
        bool gravity;
        unsigned channels;
        int64_t t_us;
    } cases[] = {
        {"forces", "time,gFx,gFy,gFz,TgF\n0.5,0,1.5,0,1.5\n", BKS_OK, 1.5 * G, true, ROWS_ACCEL,
         500000},
        {"other spelling", "time,gFx,gFy,gFz,gFTotal\n0.5,0,1,0,1\n", BKS_OK, G, true, ROWS_ACCEL,
         500000},
        {"linear", "time;ax;ay;az;aT\n10:00:01:250;0,1;0,5;0,25;0,6\n", BKS_OK, 0.5, false,
         ROWS_ACCEL, INT64_C(36001250000)},
        {"linear, new name", "time,ax,ay,az,atotal\n0.5,0,1,0,1\n", BKS_OK, 1, false, ROWS_ACCEL,
         500000},
        {"with gravity after all", "time,ax,ay,az,aT\n0.5,0,9.8,0,9.8\n", BKS_OK, 9.8, true,
         ROWS_ACCEL, 500000},
        {"multi", "time,gFx,gFy,gFz,ax,ay,az,wx,wy,wz,\n0.5,0,1,0,5,5,5,1,2,3,\n", BKS_OK, G, true,
         ROWS_ACCEL | ROWS_GYRO, 500000},
        {"turns alone", "time,wx,wy,wz\n0.5,1,2,3\n", BKS_UNSUPPORTED, 0, true, 0, 0},
        {"somebody's own table", "time,ax,ay,az\n0.5,1,2,3\n", BKS_UNKNOWN_FORMAT, 0, true, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2,
                             1e-9);
            assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
            assert_int_case(cases[i].label, read.info.channels, cases[i].channels);
            assert_int_case(cases[i].label, read.rows.t_us[0], cases[i].t_us);
        }
        read_all_clear(&read);
    }
}

static void a_clock_goes_on_after_midnight(void **state)
{
    (void)state;
    static uint8_t bytes[READ_SAMPLE_ROOM];
    struct read_all read;
    read_all_memory(&read, bytes, read_sample_named("Physics Toolbox, clock")->make(bytes), "a.csv",
                    NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_NONE);
    assert_int_equal(read.rows.t_us[19], DAY_US - 10000);
    assert_int_equal(read.rows.t_us[20], DAY_US);
    assert_int_equal(read.rows.t_us[39], DAY_US + 190000);
    assert_near(read.rows.value[BKS_GYRO_Z][39], 0.2, 1e-9);
    read_all_clear(&read);
}

static void the_shared_imitations_are_read(void **state)
{
    (void)state;
    static const struct app_case cases[] = {
        {"physicstoolbox_gforce.csv", 300, 198.0, 1.5, ROWS_ACCEL, BKS_CLOCK_NONE},
        {"physicstoolbox_linacc_clock_semicolon.csv", 300, 100.0, 0.6, ROWS_ACCEL, BKS_CLOCK_NONE},
    };
    for (size_t i = 0; i < 2; i++) {
        struct read_all read;
        app_check(&read, &cases[i]);
        assert_int_case(cases[i].name, read.info.gravity_included, i == 0);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_tool_has_its_own_unit),
        cmocka_unit_test(a_clock_goes_on_after_midnight),
        cmocka_unit_test(the_shared_imitations_are_read),
    };
    return cmocka_run_group_tests_name("read/physics_toolbox", tests, NULL, NULL);
}
