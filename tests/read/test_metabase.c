/* SPDX-License-Identifier: GPL-3.0-or-later */
/* MetaBase: two tables as one recording, the zone in the bracket, old names, spreadsheets. */
#include "support/app_check.h"
#include "support/assert.h"
#include "support/read_samples.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define G        9.80665
#define START_US INT64_C(1777622400000000)

static uint8_t zip[READ_SAMPLE_ROOM];

static const char *table(const char *epoch, const char *time, const char *unit, const char *stamp)
{
    static char texts[4][512];
    static unsigned next;
    char *text = texts[next++ % 4];
    (void)snprintf(text, 512,
                   "%s,%s,elapsed (s),x-axis (%s),y-axis (%s),z-axis (%s)\n"
                   "%s,2026-05-01T10:00:00.000,0.500,90,1.5,0\n",
                   epoch, time, unit, unit, unit, stamp);
    return text;
}

static void the_bracket_is_the_zone(void **state)
{
    (void)state;
    static const struct {
        const char *label, *epoch, *time, *stamp;
        enum bks_clock_kind clock;
        int offset_min;
        int64_t t_us;
    } cases[] = {
        {"today's", "epoch (ms)", "time (02:00)", "1777622400007", BKS_CLOCK_ZONED, 120,
         START_US + 7000},
        {"west", "epoch (ms)", "time (-07:00)", "1777622400000", BKS_CLOCK_ZONED, -420, START_US},
        {"older", "epoc (ms)", "timestamp (-0700)", "1777622400000", BKS_CLOCK_ZONED, -420,
         START_US},
        {"none", "epoch (ms)", "time", "1777622400000", BKS_CLOCK_UTC, 0, START_US},
        {"nonsense", "epoch (ms)", "time ()", "1777622400000", BKS_CLOCK_UTC, 0, START_US},
        {"long nonsense", "epoch (ms)", "time (0123456789012345678901234567890)", "1777622400000",
         BKS_CLOCK_UTC, 0, START_US},
        {"spoilt", "epoch (ms)", "time (02:00)", "1.77762E+12", BKS_CLOCK_NONE, 0, 500000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *text = table(cases[i].epoch, cases[i].time, "g", cases[i].stamp);
        struct read_all read;
        read_all_memory(&read, text, strlen(text), "a.csv", NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.info.start.kind, cases[i].clock);
        if (cases[i].clock == BKS_CLOCK_ZONED)
            assert_int_case(cases[i].label, read.info.start.offset_min, cases[i].offset_min);
        assert_int_case(cases[i].label, read.rows.t_us[0], cases[i].t_us);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], 1.5 * G, 1e-9);
        bool said = read_all_warning(&read, BKS_WARN_TIME_INFERRED) != NULL;
        assert_true_case(cases[i].label, said == (cases[i].clock == BKS_CLOCK_NONE));
        read_all_clear(&read);
    }
}

static void acceleration_and_turns_of_one_zip_are_one_recording(void **state)
{
    (void)state;
    const char *accel = table("epoch (ms)", "time (02:00)", "g", "1777622400007");
    const char *gyro = table("epoch (ms)", "time (02:00)", "deg/s", "1777622400007");
    const char *spoilt = table("epoch (ms)", "time (02:00)", "deg/s", "1.77762E+12");
    const struct {
        const char *label, *second;
        enum bks_status status;
        unsigned channels;
    } cases[] = {
        {"both", gyro, BKS_OK, ROWS_ACCEL | ROWS_GYRO},
        {"another clock", spoilt, BKS_OK, ROWS_ACCEL},
        {"two sensors", accel, BKS_UNKNOWN_FORMAT, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct zip_text files[] = {
            {"a.csv", accel, 0}, {"b.csv", cases[i].second, 0}, {NULL, NULL, 0}};
        struct read_all read;
        read_all_memory(&read, zip, zip_memory(zip, sizeof zip, files, NULL), "a.zip", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK)
            assert_int_case(cases[i].label, read.info.channels, cases[i].channels);
        if (cases[i].channels & ROWS_GYRO)
            assert_near_case(cases[i].label, read.rows.value[BKS_GYRO_X][0], 1.5707963267949, 1e-9);
        read_all_clear(&read);
    }
}

static void turns_alone_are_refused_with_what_to_do(void **state)
{
    (void)state;
    const char *text = table("epoch (ms)", "time (02:00)", "deg/s", "1777622400007");
    struct read_all read;
    read_all_memory(&read, text, strlen(text), "a.csv", NULL);
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_non_null(strstr(read.fault.hint, "Accelerometer"));
}

static void the_shared_imitation_is_read(void **state)
{
    (void)state;
    static const struct app_case one = {
        "runner_MetaWear_2026-05-01T10.00.00.000_C00000000000_Accelerometer_100.000Hz_1.5.0.csv",
        300,
        100,
        0,
        ROWS_ACCEL,
        BKS_CLOCK_ZONED};
    struct read_all read;
    app_check(&read, &one);
    assert_int_equal(read.rows.t_us[0], START_US);
    assert_int_equal(read.warnings.n, 0);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bracket_is_the_zone),
        cmocka_unit_test(acceleration_and_turns_of_one_zip_are_one_recording),
        cmocka_unit_test(turns_alone_are_refused_with_what_to_do),
        cmocka_unit_test(the_shared_imitation_is_read),
    };
    return cmocka_run_group_tests_name("read/metabase", tests, NULL, NULL);
}
