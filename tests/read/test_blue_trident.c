/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Blue Trident: low and high range, alone and together; a spreadsheet in between. */
#include "support/app_check.h"
#include "support/assert.h"
#include "support/read_samples.h"
#include "support/zip_memory.h"

#include <string.h>

#define START_US INT64_C(1777622400000000)
#define LOW                                                                        \
    "unix_timestamp_microsec,time_s,ax_m/s/s,ay_m/s/s,az_m/s/s,gx_deg/s,gy_deg/s," \
    "gz_deg/s\n1777622400000500,0.000500,1,9.8,0,180,0,0\n1777622400001500,0.0015,1,9.8,0,0,0,0\n"
#define HIGH                                                      \
    "unix_timestamp_microsec,time_s,ax_m/s/s,ay_m/s/s,az_m/s/s\n" \
    "1777622400000400,0.000400,2,9.8,0\n"
#define MAG \
    "unix_timestamp_microsec,time_s,mx_microT,my_microT,mz_microT\n1777622400000400,0,1,1,1\n"

static uint8_t zip[READ_SAMPLE_ROOM];

static void the_table_with_turns_is_read_before_the_one_of_high_range(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct zip_text files[4];
        enum bks_status status;
        double x_mps2, range_g;
    } cases[] = {
        {"all three",
         {{"a_highg.csv", HIGH, 0}, {"a_lowg.csv", LOW, 0}, {"a_mag.csv", MAG, 0}, {NULL, NULL, 0}},
         BKS_OK,
         1,
         16},
        {"high range alone", {{"a_highg.csv", HIGH, 0}, {NULL, NULL, 0}}, BKS_OK, 2, 200},
        {"two sensors",
         {{"left_lowg.csv", LOW, 0}, {"right_lowg.csv", LOW, 0}, {NULL, NULL, 0}},
         BKS_UNKNOWN_FORMAT,
         0,
         0},
        {"somebody else's table with it",
         {{"a_lowg.csv", LOW, 0}, {"b.csv", "a,b,c\n1,2,3\n", 0}, {NULL, NULL, 0}},
         BKS_UNKNOWN_FORMAT,
         0,
         0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        size_t n = zip_memory(zip, sizeof zip, cases[i].files, NULL);
        read_all_memory(&read, zip, n, "run.zip", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][0], cases[i].x_mps2, 0);
            assert_near_case(cases[i].label, read.info.range_g, cases[i].range_g, 0);
        }
        read_all_clear(&read);
    }
}

static void units_and_stamps_are_as_the_header_says(void **state)
{
    (void)state;
    struct read_all read;
    read_all_memory(&read, LOW, strlen(LOW), "a.csv", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.rows.t_us[0], START_US + 500);
    assert_near(read.rows.value[BKS_GYRO_X][0], 3.14159265358979, 1e-12);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_UTC);
    read_all_clear(&read);
    read_all_memory(&read, MAG, strlen(MAG), "mag.csv", NULL);
    assert_status(read.status, BKS_UNSUPPORTED);
}

static void spoilt_stamps_fall_back_on_seconds_and_say_so(void **state)
{
    (void)state;
    static const char text[] = "unix_timestamp_microsec;time_s;ax_m/s/s;ay_m/s/s;az_m/s/s\n"
                               "1,77762E+15;0,5;1;9,8;0\n1,77762E+15;0,501;1;9,8;0\n";
    struct read_all read;
    read_all_memory(&read, text, sizeof text - 1, "a.csv", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.rows.t_us[1] - read.rows.t_us[0], 1000);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_NONE);
    assert_non_null(read_all_warning(&read, BKS_WARN_TIME_INFERRED));
    read_all_clear(&read);
}

static void the_shared_imitations_are_read(void **state)
{
    (void)state;
    static const struct app_case cases[] = {
        {"bluetrident_lowg.csv", 400, 1125, 0, ROWS_ACCEL | ROWS_GYRO, BKS_CLOCK_UTC},
        {"bluetrident_highg.csv", 500, 1600, 0, ROWS_ACCEL, BKS_CLOCK_UTC},
    };
    for (size_t i = 0; i < 2; i++) {
        struct read_all read;
        app_check(&read, &cases[i]);
        assert_int_case(cases[i].name, read.rows.t_us[0], START_US);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_with_turns_is_read_before_the_one_of_high_range),
        cmocka_unit_test(units_and_stamps_are_as_the_header_says),
        cmocka_unit_test(spoilt_stamps_fall_back_on_seconds_and_say_so),
        cmocka_unit_test(the_shared_imitations_are_read),
    };
    return cmocka_run_group_tests_name("read/blue_trident", tests, NULL, NULL);
}
