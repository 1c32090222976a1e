/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Noraxon: thousandths of g, texts among numbers, several sensors, names in any language. */
#include "support/app_check.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

#define G 9.80665

static void the_first_sensor_of_low_range_is_read(void **state)
{
    (void)state;
    static const struct {
        const char *label, *header, *row, *device;
        enum bks_status status;
        double y_mps2;
    } cases[] = {
        {"one sensor", "time,Activity,Marker,U.Accel 1 Ax (mG),U.Accel 1 Ay (mG),U.Accel 1 Az (mG)",
         "0.005,Normal,,0,1500,0", "Noraxon U.Accel 1", BKS_OK, 1.5 * G},
        {"high range first",
         "time,Activity,H.High-G 1 Ax (mG),H.High-G 1 Ay (mG),H.High-G 1 Az (mG),time,"
         "U.Accel 2 Ax (mG),U.Accel 2 Ay (mG),U.Accel 2 Az (mG)",
         "0.005,Normal,1,1,1,0.005,0,1000,0", "Noraxon U.Accel 2", BKS_OK, G},
        {"high range alone", "time,H.High-G 1 Ax (mG),H.High-G 1 Ay (mG),H.High-G 1 Az (mG)",
         "0.005,0,2000,0", "Noraxon H.High-G 1", BKS_OK, 2 * G},
        {"another language, decimal commas",
         "time;Actividad;Acel. izquierda Ax (mG);Acel. izquierda Ay (mG);Acel. izquierda Az (mG)",
         "0,005;Normal;0,5;1000,0;0,5", "Noraxon Acel. izquierda", BKS_OK, G},
        {"axes of two sensors", "time,A Ax (mG),B Ay (mG),B Az (mG)", "0.005,0,1,0", "",
         BKS_UNKNOWN_FORMAT, 0},
        {"turns alone", "time,Activity,U Gx (deg/s),U Gy (deg/s),U Gz (deg/s)", "0.005,N,0,1,0", "",
         BKS_UNSUPPORTED, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        struct read_all read;
        (void)snprintf(text, sizeof text, "Name,A\nSubject,B\nDate,2026-05-01\n%s\n%s\n",
                       cases[i].header, cases[i].row);
        read_all_memory(&read, text, strlen(text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_int_case(cases[i].label, read.n, 1);
            assert_int_case(cases[i].label, read.rows.t_us[0], 5000);
            assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], cases[i].y_mps2,
                             1e-9);
            assert_text_case(cases[i].label, read.info.device, cases[i].device);
        }
        read_all_clear(&read);
    }
}

static void the_shared_imitation_is_read(void **state)
{
    (void)state;
    static const struct app_case one = {"noraxon_ultium.csv",   300,           200, 0,
                                        ROWS_ACCEL | ROWS_GYRO, BKS_CLOCK_NONE};
    struct read_all read;
    app_check(&read, &one);
    assert_int_equal(read.warnings.n, 0);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_sensor_of_low_range_is_read),
        cmocka_unit_test(the_shared_imitation_is_read),
    };
    return cmocka_run_group_tests_name("read/noraxon", tests, NULL, NULL);
}
