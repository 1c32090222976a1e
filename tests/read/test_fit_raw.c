/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FIT files with raw samples: calibrated or counts, two sensors in one time, speed beside them. */
#include "support/assert.h"
#include "support/fit_writer.h"
#include "support/read_all.h"
#include "support/read_samples.h"

#include <math.h>
#include <string.h>

#define G     9.80665
#define RAW_G 1000
#define ACCEL 165u

static struct fit_file file;

static void read_file(struct read_all *read)
{
    read_all_memory(read, file.bytes, file.n, "raw.fit", NULL);
}

static void samples_come_out_as_they_went_in(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        bool counts;
        double accel_off, gyro_off; /* half a count */
    } cases[] = {{"calibrated", false, 1e-5, 1e-5}, {"counts", true, 0.006, 0.0006}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        file.n = 0;
        fit_write_raw(&file, 8, cases[i].counts);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_text_case(cases[i].label, read.info.format, "garmin-fit-raw");
        assert_text_case(cases[i].label, read.info.device, "Garmin product 3113");
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_UTC);
        assert_int_case(cases[i].label, read.info.start.t_us, FIT_WRITER_US);
        assert_int_case(cases[i].label, read.info.channels, ROWS_ACCEL | ROWS_GYRO);
        assert_int_case(cases[i].label, read.n, 200);
        assert_int_case(cases[i].label, read.warnings.n, 0);
        for (size_t k = 0; k < read.n; k++) {
            double value[6];
            read_sample_signal(value, k);
            assert_int_case(cases[i].label, read.rows.t_us[k], FIT_WRITER_US + (int64_t)k * 10000);
            for (unsigned c = BKS_ACCEL_X; c <= BKS_GYRO_Z; c++)
                assert_near_case(cases[i].label, read.rows.value[c][k], value[c],
                                 c <= BKS_ACCEL_Z ? cases[i].accel_off : cases[i].gyro_off);
        }
        read_all_clear(&read);
    }
}

/* A file with one message of the accelerometer; value 0 is marked invalid. */
static void write_one(uint8_t type, uint8_t first, double value, bool padded)
{
    const uint8_t size = type == 0x88 ? 12 : 6;
    const struct fit_column columns[] = {{253, 4, 0x86},
                                         {0, 2, 0x84},
                                         {1, 6, 0x84},
                                         {first, size, type},
                                         {(uint8_t)(first + 1), size, type},
                                         {(uint8_t)(first + 2), size, type}};
    const double values[] = {FIT_WRITER_TIME, 500,   0,     40,    padded ? FIT_WRITER_NONE : 80,
                             FIT_WRITER_NONE, value, value, value, value,
                             value,           value, value, value};
    file.n = 0;
    fit_begin(&file, 14);
    fit_define(&file, 0, ACCEL, columns, 6, 0);
    fit_put(&file, 0, values);
    fit_end(&file);
}

static void padding_is_dropped_and_what_is_invalid_is_missing(void **state)
{
    (void)state;
    struct read_all read;
    write_one(0x88, 5, 1, true);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 2);
    assert_int_equal(read.rows.t_us[0], FIT_WRITER_US + 500000);
    assert_int_equal(read.rows.t_us[1], FIT_WRITER_US + 540000);
    assert_int_equal(read.rows.mark[0], BKS_ROW_MISSING);
    assert_int_equal(read.rows.mark[1], 0);
    assert_near(read.rows.value[BKS_ACCEL_Z][1], G, 1e-9);
    read_all_clear(&read);
}

static void thousandths_of_g_are_read(void **state)
{
    (void)state;
    struct read_all read;
    write_one(0x83, 8, -1500, false);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 3);
    assert_near(read.rows.value[BKS_ACCEL_X][1], -1.5 * G, 1e-9);
    read_all_clear(&read);
}

static void counts_without_a_calibration_are_refused(void **state)
{
    (void)state;
    struct read_all read;
    write_one(0x84, 2, 33000, false);
    read_file(&read);
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_non_null(strstr(read.fault.what, "without the calibration"));
    read_all_clear(&read);
}

static void a_calibration_holds_from_where_it_stands(void **state)
{
    (void)state;
    static const struct fit_column data[] = {{253, 4, 0x86}, {0, 2, 0x84}, {1, 2, 0x84},
                                             {2, 2, 0x84},   {3, 2, 0x84}, {4, 2, 0x84}};
    static const struct fit_column calibration[] = {
        {0, 1, 0x00}, {1, 4, 0x86}, {2, 4, 0x86}, {3, 4, 0x86}};
    struct read_all read;
    file.n = 0;
    fit_begin(&file, 14);
    fit_define(&file, 0, 167, calibration, 4, 0);
    fit_define(&file, 1, ACCEL, data, 6, 0);
    for (unsigned i = 0; i < 3; i++) {
        /* The second, of the gyroscope, leaves the accelerometer as it was; so does a divisor 0. */
        const double gain[] = {i == 1, 1, i == 2 ? 0 : RAW_G, 32768};
        const double other[] = {0, 2, RAW_G, 32768};
        const double values[] = {(double)FIT_WRITER_TIME + i, 0, 0, 32768 + RAW_G, 32768, 32768};
        const double again[] = {(double)FIT_WRITER_TIME + i, 500, 0, 32768 + RAW_G, 32768, 32768};
        fit_put(&file, 0, gain);
        fit_put(&file, 1, values);
        if (i == 2)
            fit_put(&file, 0, other);
        fit_put(&file, 1, again);
    }
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.n, 6);
    for (size_t i = 0; i < 6; i++)
        assert_near(read.rows.value[BKS_ACCEL_X][i], i == 5 ? 2 * G : G, 1e-9);
    read_all_clear(&read);
}

static void the_watchs_speed_is_carried_onto_the_samples(void **state)
{
    (void)state;
    static const struct fit_column record[] = {{253, 4, 0x86}, {73, 4, 0x86}};
    struct read_all read;
    file.n = 0;
    fit_write_raw(&file, 8, false);
    file.n -= 2; /* goes on where the raw part ends */
    fit_define(&file, 4, 20, record, 2, 0);
    for (unsigned i = 0; i < 3; i++) {
        const double values[] = {(double)FIT_WRITER_TIME + i, 2000 + 1000.0 * i};
        fit_put(&file, 4, values);
    }
    fit_end(&file);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO | ROWS_SPEED);
    assert_near(read.rows.value[BKS_SPEED][50], 2.5, 1e-9);
    assert_near(read.rows.value[BKS_SPEED][150], 3.5, 1e-9);
    read_all_clear(&read);
}

static void a_file_cut_short_gives_its_samples_and_names_the_byte(void **state)
{
    (void)state;
    struct read_all read;
    file.n = 0;
    fit_write_raw(&file, 8, false);
    file.n -= 100;
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 175);
    const char *warning = read_all_warning(&read, BKS_WARN_TRUNCATED);
    assert_true(warning && strstr(warning, "at byte "));
    read_all_clear(&read);
}

static void an_activity_without_samples_is_no_recording(void **state)
{
    (void)state;
    struct read_all read;
    file.n = 0;
    fit_write_run(&file, 14, false, 20);
    read_file(&read);
    assert_status(read.status, BKS_UNKNOWN_FORMAT);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_come_out_as_they_went_in),
        cmocka_unit_test(padding_is_dropped_and_what_is_invalid_is_missing),
        cmocka_unit_test(thousandths_of_g_are_read),
        cmocka_unit_test(counts_without_a_calibration_are_refused),
        cmocka_unit_test(a_calibration_holds_from_where_it_stands),
        cmocka_unit_test(the_watchs_speed_is_carried_onto_the_samples),
        cmocka_unit_test(a_file_cut_short_gives_its_samples_and_names_the_byte),
        cmocka_unit_test(an_activity_without_samples_is_no_recording),
    };
    return cmocka_run_group_tests_name("read/fit_raw", tests, NULL, NULL);
}
