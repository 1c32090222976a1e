/* SPDX-License-Identifier: GPL-3.0-or-later */
/* AndroSensor: three encodings, names up to the bracket, speed in km/h, local time. */
#include "support/app_check.h"
#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define START_US INT64_C(1777629600000000) /* 2026-05-01 10:00, as if UTC */

static void units_in_any_encoding_are_passed_over(void **state)
{
    (void)state;
    static const struct {
        const char *label, *unit, *first_line;
        char separator;
    } cases[] = {
        {"UTF-8", "m/s\xC2\xB2", "sep=;\n", ';'},
        {"Latin-1", "m/s\xB2", "sep=;\n", ';'},
        {"twice encoded", "m/s\xC3\x82\xC2\xB2", "", ';'},
        {"commas, as re-published", "m/s^2", "", ','},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512], s = cases[i].separator;
        const char *unit = cases[i].unit;
        struct read_all read;
        (void)snprintf(text, sizeof text,
                       "%sACCELEROMETER X (%s)%c ACCELEROMETER Y (%s)%cACCELEROMETER Z (%s)%c"
                       "LOCATION Speed ( Kmh)%cTime since start in ms %c"
                       "YYYY-MO-DD HH-MI-SS_SSS\n0.1%c9.8%c-0.2%c12.6%c40%c"
                       "2026-05-01 10:00:00:040\n0.1%c9.9%c-0.2%c-1%c60%c"
                       "2026-05-01 10:00:00:061\n",
                       cases[i].first_line, unit, s, unit, s, unit, s, s, s, s, s, s, s, s, s, s, s,
                       s, s);
        read_all_memory(&read, text, strlen(text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 2);
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_LOCAL);
        assert_int_case(cases[i].label, read.rows.t_us[0], START_US + 40000);
        assert_int_case(cases[i].label, read.rows.t_us[1], START_US + 60000);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][1], 9.9, 1e-12);
        assert_near_case(cases[i].label, read.rows.value[BKS_SPEED][0], 3.5, 1e-9);
        assert_true_case(cases[i].label, isnan(read.rows.value[BKS_SPEED][1]));
        read_all_clear(&read);
    }
}

static void gravity_comes_from_its_parts_where_it_must(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum bks_status status;
        double y_mps2;
        bool gravity;
    } cases[] = {
        {"two parts",
         "GRAVITY X (m/s);GRAVITY Y (m/s);GRAVITY Z (m/s);LINEAR ACCELERATION X (m/s);LINEAR "
         "ACCELERATION Y (m/s);LINEAR ACCELERATION Z (m/s);Time since start in ms\n"
         "0;9.8;0;0;1;0;20\n",
         BKS_OK, 10.8, true},
        {"without gravity",
         "LINEAR ACCELERATION X (m/s);LINEAR ACCELERATION Y (m/s);LINEAR ACCELERATION Z (m/s);"
         "YYYY-MO-DD HH-MI-SS_SSS\n0;1;0;2026-05-01 10:00:00:506\n",
         BKS_OK, 1, false},
        {"turns alone",
         "GYROSCOPE X (rad/s);GYROSCOPE Y (rad/s);GYROSCOPE Z (rad/s);Time since start in ms\n"
         "0;1;0;3\n",
         BKS_UNSUPPORTED, 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2,
                             1e-9);
            assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
        }
        read_all_clear(&read);
    }
}

static void the_shared_imitations_are_read(void **state)
{
    (void)state;
    const unsigned all = ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED;
    const struct app_case cases[] = {
        {"androsensor_utf8.csv", 200, 20, 0.1, all, BKS_CLOCK_LOCAL},
        {"androsensor_cp1252.csv", 200, 20, 0.1, all, BKS_CLOCK_LOCAL},
    };
    for (size_t i = 0; i < 2; i++) {
        struct read_all read;
        app_check(&read, &cases[i]);
        assert_int_case(cases[i].name, read.rows.t_us[0], START_US);
        assert_near_case(cases[i].name, read.rows.value[BKS_SPEED][100], 3.35, 1e-9);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_in_any_encoding_are_passed_over),
        cmocka_unit_test(gravity_comes_from_its_parts_where_it_must),
        cmocka_unit_test(the_shared_imitations_are_read),
    };
    return cmocka_run_group_tests_name("read/androsensor", tests, NULL, NULL);
}
