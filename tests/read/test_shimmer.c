/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shimmer Consensys: units below the names, wide range before low noise, clocks, spreadsheets. */
#include "support/app_check.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

#define START_US INT64_C(1777622400000000)

static void the_best_accelerometer_and_clock_are_taken(void **state)
{
    (void)state;
    static const struct {
        const char *label, *names, *units, *row;
        enum bks_status status;
        enum bks_clock_kind clock;
        int64_t t_us;
        double range_g, y_mps2;
    } cases[] = {
        {"low noise alone",
         "S_Timestamp_Unix_CAL,S_Accel_LN_X_CAL,S_Accel_LN_Y_CAL,S_Accel_LN_Z_CAL",
         "ms,m/(s^2),m/(s^2),m/(s^2)", "1777622400000.5,0,9.8,0", BKS_OK, BKS_CLOCK_UTC,
         START_US + 500, 2, 9.8},
        {"an exponent", "S_Timestamp_Unix_CAL,S_Accel_WR_X_CAL,S_Accel_WR_Y_CAL,S_Accel_WR_Z_CAL",
         "ms,m/(s^2),m/(s^2),m/(s^2)", "1.7776224000005E12,0,9.8,0", BKS_OK, BKS_CLOCK_UTC,
         START_US + 500, 0, 9.8},
        {"in g", "S_Timestamp_Unix_CAL,S_Accel_WR_X_CAL,S_Accel_WR_Y_CAL,S_Accel_WR_Z_CAL",
         "ms,g,g,g", "1777622400000.0,0,1,0", BKS_OK, BKS_CLOCK_UTC, START_US, 0, 9.80665},
        {"wall time",
         "S_Timestamp_FormattedUnix_CAL,S_Accel_WR_X_CAL,S_Accel_WR_Y_CAL,S_Accel_WR_Z_CAL",
         "yyyy/mm/dd hh:mm:ss.000,m/(s^2),m/(s^2),m/(s^2)", "2026/05/01 08:00:00.250,0,9.8,0",
         BKS_OK, BKS_CLOCK_LOCAL, START_US + 250000, 0, 9.8},
        {"spoilt by a spreadsheet",
         "S_Timestamp_Unix_CAL,S_Timestamp_CAL,S_Accel_WR_X_CAL,S_Accel_WR_Y_CAL,S_Accel_WR_Z_CAL",
         "ms,ms,m/(s^2),m/(s^2),m/(s^2)", "1.77762E+12,40.5,0,9.8,0", BKS_OK, BKS_CLOCK_NONE, 40500,
         0, 9.8},
        {"spoilt, and no other clock",
         "S_Timestamp_Unix_CAL,S_Accel_WR_X_CAL,S_Accel_WR_Y_CAL,S_Accel_WR_Z_CAL",
         "ms,m/(s^2),m/(s^2),m/(s^2)", "1.77762E+12,0,9.8,0", BKS_UNSUPPORTED, BKS_CLOCK_NONE, 0, 0,
         0},
        {"raw numbers", "S_Timestamp_Unix_CAL,S_Accel_WR_X_RAW,S_Accel_WR_Y_RAW,S_Accel_WR_Z_RAW",
         "ms,no_units,no_units,no_units", "1777622400000.0,0,1700,0", BKS_UNSUPPORTED,
         BKS_CLOCK_NONE, 0, 0, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[1024];
        struct read_all read;
        (void)snprintf(text, sizeof text, "sep=,\r\n%s,\r\n%s,\r\n%s,\r\n", cases[i].names,
                       cases[i].units, cases[i].row);
        read_all_memory(&read, text, strlen(text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_int_case(cases[i].label, read.n, 1);
            assert_int_case(cases[i].label, read.rows.t_us[0], cases[i].t_us);
            assert_int_case(cases[i].label, read.info.start.kind, cases[i].clock);
            assert_near_case(cases[i].label, read.info.range_g, cases[i].range_g, 0);
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2,
                             1e-9);
            assert_text_case(cases[i].label, read.info.device, "S");
            bool spoilt = strstr(cases[i].label, "spoilt") != NULL;
            assert_true_case(cases[i].label,
                             spoilt == (read_all_warning(&read, BKS_WARN_TIME_INFERRED) != NULL));
        } else {
            assert_true_case(cases[i].label, read.fault.hint[0] != '\0');
        }
        read_all_clear(&read);
    }
}

static void the_shared_imitations_are_read(void **state)
{
    (void)state;
    const unsigned both = ROWS_ACCEL | ROWS_GYRO;
    const struct app_case cases[] = {
        {"shimmer_consensys_comma.csv", 300, 204.8, 0, both, BKS_CLOCK_UTC},
        {"shimmer_consensys_tab.csv", 300, 204.8, 0, both, BKS_CLOCK_UTC},
    };
    for (size_t i = 0; i < 2; i++) {
        struct read_all read;
        app_check(&read, &cases[i]);
        assert_int_case(cases[i].name, read.rows.t_us[0], START_US);
        assert_text_case(cases[i].name, read.info.device, "Shimmer_AB12");
        assert_int_case(cases[i].name, read.warnings.n, 0);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_best_accelerometer_and_clock_are_taken),
        cmocka_unit_test(the_shared_imitations_are_read),
    };
    return cmocka_run_group_tests_name("read/shimmer", tests, NULL, NULL);
}
