/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plain CSV of the contract, in all its spellings, and the clock that options give it. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/shared.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define G 9.80665

static void read_text(struct read_all *read, const char *text, const struct bks_options *options)
{
    read_all_memory(read, text, strlen(text), "run.csv", options);
}

static void names_decide_units_and_order(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
    } cases[] = {
        {"g", "time_s,accel_x_g,accel_y_g,accel_z_g\n0,0.5,1,2\n0.01,0.5,1,2\n"},
        {"m/s2", "time_s,accel_x_mps2,accel_y_mps2,accel_z_mps2\n0,4.903325,9.80665,19.6133\n"
                 "0.01,4.903325,9.80665,19.6133\n"},
        {"another order", "accel_z_g,note,time_ms,accel_y_g,accel_x_g\n2,a,0,1,.5\n2,b,10,1,.5\n"},
        {"us", "time_us,accel_x_g,accel_y_g,accel_z_g\n0,0.5,1,2\n10000,0.5,1,2\n"},
        {"ns", "time_ns,accel_x_g,accel_y_g,accel_z_g\n0,0.5,1,2\n10000000,0.5,1,2\n"},
        {"semicolons, commas", "time_s;accel_x_g;accel_y_g;accel_z_g\n0,0;0,5;1;2\n0,01;0,5;1;2\n"},
        {"tabs, capitals", "TIME_S\tAccel_X_g\tACCEL_Y_G\taccel_z_g\n0\t.5\t1\t2\n.01\t.5\t1\t2\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_text(&read, cases[i].text, NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 2);
        assert_int_case(cases[i].label, read.info.channels, ROWS_ACCEL);
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_NONE);
        assert_int_case(cases[i].label, read.rows.t_us[1], 10000);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][1], 0.5 * G, 1e-12);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][1], G, 1e-12);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Z][1], 2 * G, 1e-12);
        read_all_clear(&read);
    }
}

static void gyroscope_and_speed_come_in_si(void **state)
{
    (void)state;
    struct read_all read;
    read_text(&read,
              "time_s,accel_x_g,accel_y_g,accel_z_g,gyro_x_dps,gyro_y_dps,gyro_z_dps,speed_mps\n"
              "0,0,1,0,180,0,-90,3.3\n0.01,0,1,0,180,NaN,-90,\n",
              NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED);
    assert_near(read.rows.value[BKS_GYRO_X][0], 3.14159265358979, 1e-12);
    assert_near(read.rows.value[BKS_GYRO_Z][0], -1.57079632679490, 1e-12);
    assert_near(read.rows.value[BKS_SPEED][0], 3.3, 0);
    assert_nan(read.rows.value[BKS_GYRO_Y][1]);
    assert_nan(read.rows.value[BKS_SPEED][1]);
    assert_int_equal(read.rows.mark[1], 0);
    read_all_clear(&read);
}

static void two_axes_of_a_gyroscope_are_left_out(void **state)
{
    (void)state;
    struct read_all read;
    read_text(&read, "time_s,accel_x_g,accel_y_g,accel_z_g,gyro_x_dps,gyro_y_dps\n0,0,1,0,1,2\n",
              NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL);
    read_all_clear(&read);
}

static const char from_zero[] = "time_s,accel_x_g,accel_y_g,accel_z_g\n5,0,1,0\n5.01,0,1,0\n";
static const char unix_time[] =
    "time_s,accel_x_g,accel_y_g,accel_z_g\n1777622400,0,1,0\n1777622400.01,0,1,0\n";

static void options_set_the_clock(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        struct bks_instant start;
        const char *tz;
        struct bks_instant expected;
        int64_t first_us;
    } cases[] = {
        {"nothing known", from_zero, {0}, "", {0}, 5000000},
        {"Unix time", unix_time, {0}, "", {BKS_CLOCK_UTC, 1777622400000000, 0}, 1777622400000000},
        {"Unix time and zone",
         unix_time,
         {0},
         "+02:00",
         {BKS_CLOCK_ZONED, 1777622400000000, 120},
         1777622400000000},
        {"start with zone",
         from_zero,
         {BKS_CLOCK_ZONED, 1777622400000000, 120},
         "",
         {BKS_CLOCK_ZONED, 1777622400000000, 120},
         1777622400000000},
        {"wall start and zone",
         from_zero,
         {BKS_CLOCK_LOCAL, 1777629600000000, 0},
         "+02:00",
         {BKS_CLOCK_ZONED, 1777622400000000, 120},
         1777622400000000},
        {"wall start",
         from_zero,
         {BKS_CLOCK_LOCAL, 1777629600000000, 0},
         "",
         {BKS_CLOCK_LOCAL, 1777629600000000, 0},
         1777629600000000},
        {"Unix time is not overruled",
         unix_time,
         {BKS_CLOCK_ZONED, 0, 60},
         "",
         {BKS_CLOCK_UTC, 1777622400000000, 0},
         1777622400000000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bks_options options = {.start = cases[i].start};
        (void)snprintf(options.tz, sizeof options.tz, "%s", cases[i].tz);
        struct read_all read;
        read_text(&read, cases[i].text, &options);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.info.start.kind, cases[i].expected.kind);
        assert_int_case(cases[i].label, read.info.start.t_us, cases[i].expected.t_us);
        assert_int_case(cases[i].label, read.info.start.offset_min, cases[i].expected.offset_min);
        assert_int_case(cases[i].label, read.rows.t_us[0], cases[i].first_us);
        assert_int_case(cases[i].label, read.rows.t_us[1], cases[i].first_us + 10000);
        read_all_clear(&read);
    }
}

static void an_unknown_zone_is_refused(void **state)
{
    (void)state;
    struct bks_options options = {.tz = "Atlantis/Capital"};
    struct read_all read;
    read_text(&read, unix_time, &options);
    assert_status(read.status, BKS_BAD_ARGUMENT);
    assert_non_null(strstr(read.fault.what, "Atlantis/Capital"));
}

static void the_sacrum_recordings_are_read(void **state)
{
    (void)state;
    static const char *const names[] = {"02", "03", "15", "21"};
    char room[SHARED_PATH_ROOM], name[64];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        (void)snprintf(name, sizeof name, "recordings/alcantara-sacrum/trial_%s.csv", names[i]);
        struct read_all read;
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(names[i], read.status, BKS_OK);
        assert_text_case(names[i], read.info.format, "plain-csv");
        assert_near_case(names[i], read_all_rate_hz(&read), 500, 0.01);
        assert_near_case(names[i], (double)read.n / 500, 4.96, 0.05);
        assert_int_case(names[i], read.warnings.n, 0);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_decide_units_and_order),
        cmocka_unit_test(gyroscope_and_speed_come_in_si),
        cmocka_unit_test(two_axes_of_a_gyroscope_are_left_out),
        cmocka_unit_test(options_set_the_clock),
        cmocka_unit_test(an_unknown_zone_is_refused),
        cmocka_unit_test(the_sacrum_recordings_are_read),
    };
    return cmocka_run_group_tests_name("read/plain_csv", tests, NULL, NULL);
}
