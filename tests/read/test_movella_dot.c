/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Movella DOT: the counter that begins again, preambles of any length, modes. */
#include "support/app_check.h"
#include "support/assert.h"
#include "support/read_samples.h"

#include <string.h>

#define START_US INT64_C(1777622400000000)

static void the_counter_of_microseconds_begins_again_unseen(void **state)
{
    (void)state;
    static uint8_t bytes[READ_SAMPLE_ROOM];
    struct read_all read;
    read_all_memory(&read, bytes, read_sample_named("Movella DOT")->make(bytes), "a.csv", NULL);
    assert_status(read.status, BKS_OK);
    for (size_t i = 0; i < read.n; i++)
        assert_int_equal(read.rows.t_us[i], START_US + (int64_t)i * 10000);
    assert_string_equal(read.info.device, "Movella DOT Left shank");
    assert_int_equal(read.info.start.kind, BKS_CLOCK_ZONED);
    assert_int_equal(read.info.start.offset_min, 120);
    assert_near(read.info.nominal_rate_hz, 100, 0);
    assert_near(read.info.range_g, 16, 0);
    assert_near(read.rows.value[BKS_GYRO_Z][3], 0.2, 1e-6);
    read_all_clear(&read);
}

#define HEADER "PacketCounter,SampleTimeFine,"

static void each_mode_says_what_it_holds(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum bks_status status;
        bool gravity;
        int64_t step_us;
    } cases[] = {
        {"no preamble", HEADER "Acc_X,Acc_Y,Acc_Z\n0,5,0,9.8,0\n1,16672,0,9.8,0\n", BKS_OK, true,
         16667},
        {"times left blank",
         "OutputRate:,50Hz\n" HEADER "Acc_X,Acc_Y,Acc_Z\n0,,0,9.8,0\n1,,0,9.8,0\n", BKS_OK, true,
         20000},
        {"free acceleration", HEADER "FreeAcc_X,FreeAcc_Y,FreeAcc_Z\n0,5,0,1,0\n1,16672,0,1,0\n",
         BKS_OK, false, 16667},
        {"orientation alone", HEADER "Quat_W,Quat_X\n0,5,1,0\n", BKS_UNSUPPORTED, true, 0},
        {"neither times nor rate", HEADER "Acc_X,Acc_Y,Acc_Z\n0,,0,9.8,0\n", BKS_UNSUPPORTED, true,
         0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "run.csv", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (read.status == BKS_OK) {
            assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
            assert_int_case(cases[i].label, read.rows.t_us[1] - read.rows.t_us[0],
                            cases[i].step_us);
        } else {
            assert_true_case(cases[i].label, read.fault.hint[0] != '\0');
        }
        read_all_clear(&read);
    }
}

static void the_shared_imitation_is_read(void **state)
{
    (void)state;
    /* Three packets are lost half way: the line through all stamps is 2.4 % off 60 Hz. */
    static const struct app_case one = {"movella_dot.csv", 180, 58.54, 0, ROWS_ACCEL | ROWS_GYRO,
                                        BKS_CLOCK_ZONED};
    struct read_all read;
    app_check(&read, &one);
    assert_int_equal(read.rows.t_us[0], START_US);
    assert_int_equal(read.rows.t_us[89], START_US + 89 * 16667);
    assert_int_equal(read.rows.t_us[90], START_US + 93 * 16667);
    assert_int_equal(read.rows.t_us[179], START_US + 182 * 16667);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_counter_of_microseconds_begins_again_unseen),
        cmocka_unit_test(each_mode_says_what_it_holds),
        cmocka_unit_test(the_shared_imitation_is_read),
    };
    return cmocka_run_group_tests_name("read/movella_dot", tests, NULL, NULL);
}
