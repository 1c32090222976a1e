/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the simulator writes as an app would, the library reads as it was. */
#include "support/assert.h"
#include "support/sim_check.h"
#include "support/sim_write.h"

#include "backstride/reader.h"

#include <math.h>
#include <stdio.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define START_US     1777622400000000

static bool csv_comma(const struct sim *sim, const char *path)
{
    return sim_write_csv(sim, path, &(struct sim_csv){0});
}

static bool csv_si(const struct sim *sim, const char *path)
{
    struct sim_csv style = {
        .gyro = true, .speed = true, .si = true, .separator = ';', .time_unit = "ms"};
    return sim_write_csv(sim, path, &style);
}

static bool csv_ns(const struct sim *sim, const char *path)
{
    return sim_write_csv(sim, path,
                         &(struct sim_csv){.gyro = true, .separator = '\t', .time_unit = "ns"});
}

static bool actilife(const struct sim *sim, const char *path)
{
    return sim_write_actilife(sim, path, true);
}

static bool android(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_ANDROID, true);
}

static bool ios(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_IOS, false);
}

static bool ios_standard(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_IOS_STANDARD, false);
}

static bool phyphox_point(const struct sim *sim, const char *path)
{
    return sim_write_phyphox(sim, path, ',', '.', true);
}

static bool phyphox_comma(const struct sim *sim, const char *path)
{
    return sim_write_phyphox(sim, path, ';', ',', false);
}

static bool archive(const struct sim *sim, const char *path)
{
    return sim_write_archive(sim, path, true);
}

static const struct {
    const char *label, *path, *format;
    bool (*write)(const struct sim *sim, const char *path);
    int n_channels;
    double tolerance; /* [m/s2], [rad/s] */
} table[] = {
    {"plain, comma", "sim-comma.csv", "plain-csv", csv_comma, 3, 6e-4},
    {"plain, SI, semicolons, ms", "sim-si.csv", "plain-csv", csv_si, 6, 6e-4},
    {"plain, tabs, ns", "sim-ns.csv", "plain-csv", csv_ns, 6, 6e-4},
    {"ActiLife", "sim-actilife.csv", "actilife-csv", actilife, 3, 6e-3},
    {"Sensor Logger, Android", "sim-android.zip", "sensor-logger", android, 6, 1e-4},
    {"Sensor Logger, iOS", "sim-ios.zip", "sensor-logger", ios, 3, 1e-4},
    {"Sensor Logger, iOS standardised", "sim-ios-std.zip", "sensor-logger", ios_standard, 3, 1e-4},
    {"phyphox, points", "sim-point.zip", "phyphox", phyphox_point, 6, 1e-4},
    {"phyphox, decimal commas", "sim-comma.zip", "phyphox", phyphox_comma, 3, 1e-4},
    {"archive, FLAC", "sim.flac", "om-flac", archive, 6, 6e-3},
    {"archive, WAV", "sim.wav", "om-wav", archive, 6, 6e-3},
    {"archive, CAF", "sim.caf", "om-caf", archive, 6, 6e-3},
};

/* Reads a file to its end; each row must be that of the recording. */
static void compare(const char *label, const char *path, const char *format, const struct sim *sim,
                    int n_channels, double tolerance)
{
    struct bks_reader *reader = NULL;
    struct bks_fault fault = {0};
    enum bks_status status = bks_reader_open(&reader, path, NULL, &fault);
    if (status != BKS_OK)
        print_error("%s: %s\n", label, fault.what);
    assert_int_case(label, status, BKS_OK);
    assert_text_case(label, bks_reader_info(reader)->format, format);
    size_t row = 0;
    int64_t first_us = 0;
    struct bks_block block;
    while (bks_reader_next(reader, &block, NULL) == BKS_OK && block.n > 0) {
        if (row == 0)
            first_us = block.t_us[0];
        for (size_t i = 0; i < block.n && row < sim->n; i++, row++) {
            for (int c = 0; c < n_channels; c++)
                assert_near_case(label, block.value[c][i], sim->value[c][row], tolerance);
            assert_near_case(label, (double)(block.t_us[i] - first_us),
                             (double)(sim->t_us[row] - sim->t_us[0]), 1001.0);
        }
    }
    bks_reader_close(reader);
    assert_int_case(label, row, sim->n);
}

static void what_is_written_is_read_as_it_was(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {{.kind = SIM_STAND, .duration_s = 4},
                                               {.kind = SIM_WALK, .duration_s = 20},
                                               {.kind = SIM_RUN, .duration_s = 30}};
    struct sim_sensor sensor = sim_typical(SIM_POCKET, 100.0);
    sensor.jitter_s = 0.0;
    struct sim_spec spec = {
        .segments = parts, .n_segments = 3, .sensor = sensor, .start_us = START_US, .seed = 5};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    for (size_t i = 0; i < COUNT(table); i++) {
        assert_true_case(table[i].label, table[i].write(sim, table[i].path));
        compare(table[i].label, table[i].path, table[i].format, sim, table[i].n_channels,
                table[i].tolerance);
        remove(table[i].path);
    }
    sim_free(sim);
}

static void rows_left_out_are_marked_in_the_archive(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {{.kind = SIM_RUN, .duration_s = 10}};
    struct sim_sensor sensor = sim_typical(SIM_WAIST, 50.0);
    sensor.gap[0] = (struct sim_span){4.0, 6.0};
    struct sim *sim = sim_recorded("gap", parts, 1, sensor);
    assert_true(sim_write_archive(sim, "sim-gap.flac", false));
    struct bks_reader *reader = NULL;
    assert_int_equal(bks_reader_open(&reader, "sim-gap.flac", NULL, NULL), BKS_OK);
    size_t rows = 0, missing = 0;
    struct bks_block block;
    while (bks_reader_next(reader, &block, NULL) == BKS_OK && block.n > 0) {
        for (size_t i = 0; i < block.n; i++)
            missing += (block.mark[i] & BKS_ROW_MISSING) != 0;
        rows += block.n;
    }
    bks_reader_close(reader);
    remove("sim-gap.flac");
    sim_free(sim);
    assert_int_equal(rows, 500);
    assert_int_equal(missing, 100);
}

static void a_folder_that_is_not_there_is_no_place_to_write(void **state)
{
    (void)state;
    static const struct sim_segment parts[] = {{.kind = SIM_RUN, .duration_s = 5}};
    struct sim *sim = sim_recorded("short", parts, 1, sim_ideal(SIM_WAIST, 50.0));
    for (size_t i = 0; i < COUNT(table); i++) {
        char path[128];
        snprintf(path, sizeof path, "no-such-folder/%s", table[i].path);
        assert_true_case(table[i].label, !table[i].write(sim, path));
    }
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read_as_it_was),
        cmocka_unit_test(rows_left_out_are_marked_in_the_archive),
        cmocka_unit_test(a_folder_that_is_not_there_is_no_place_to_write),
    };
    return cmocka_run_group_tests_name("support/sim_write", tests, NULL, NULL);
}
