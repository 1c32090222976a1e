/* SPDX-License-Identifier: GPL-3.0-or-later */
/* phyphox: five dialects, languages, pauses, gyroscope beside, gravity in or out. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/shared.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define START_US INT64_C(1777622400000000)
#define ROOM     65536u

static uint8_t zip[ROOM];

static void read_zip(struct read_all *read, const struct zip_text *files)
{
    read_all_memory(read, zip, zip_memory(zip, ROOM, files, NULL), "a.zip", NULL);
}

/* The text with the dialect's separator for '|' and decimal sign for '@'. */
static const char *in_dialect(const char *text, char separator, char point)
{
    static char rooms[3][1024];
    static unsigned next;
    char *out = rooms[next++ % 3];
    size_t n = strlen(text);
    assert_true(n < sizeof rooms[0]);
    for (size_t i = 0; i <= n; i++)
        out[i] = text[i] == '|' ? separator : text[i] == '@' ? point : text[i];
    return out;
}

static const char accel[] =
    "\"Time (s)\"|\"Acceleration x (m/s^2)\"|\"Acceleration y (m/s^2)\"|\"Acceleration z (m/s^2)\""
    "|\"Absolute acceleration (m/s^2)\"\n"
    "0@000000000E0|1@500000000E-1|9@800000000E0|-2@500000000E0|1@0E1\n"
    "1@000000000E-2|1@500000000E-1|9@800000000E0|-2@500000000E0|1@0E1\n"
    "2@000000000E-2|1@500000000E-1|9@800000000E0|-2@500000000E0|NaN";
static const char times[] =
    "\"event\"|\"experiment time\"|\"system time\"|\"system time text\"\n"
    "\"START\"|0@000000000E0|1777622400@000|\"2026-05-01 10:00:00.000 UTC+02:00\"\n"
    "\"PAUSE\"|1@000000000E-2|1777622400@010|\"2026-05-01 10:00:00.010 UTC+02:00\"\n"
    "\"PAUSE\"|1@000000000E-2|1777622400@010|\"2026-05-01 10:00:00.010 UTC+02:00\"\n"
    "\"START\"|1@500000000E-2|1777622500@000|\"2026-05-01 10:01:40.000 UTC+02:00\"\n";
static const char device[] = "\"property\"|\"value\"\n\"deviceBrand\"|\"Acme\"\n"
                             "\"deviceModel\"|\"Phone 7\"\n";

static void the_five_dialects_give_the_same_rows(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        char separator, point;
    } cases[] = {{"comma, point", ',', '.'},
                 {"tab, point", '\t', '.'},
                 {"semicolon, point", ';', '.'},
                 {"tab, comma", '\t', ','},
                 {"semicolon, comma", ';', ','}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char separator = cases[i].separator, point = cases[i].point;
        const struct zip_text files[] = {
            {"Raw Data.csv", in_dialect(accel, separator, point), 0},
            {"meta/time.csv", in_dialect(times, separator, point), 0},
            {"meta/device.csv", in_dialect(device, separator, point), 0},
            {NULL, NULL, 0}};
        struct read_all read;
        read_zip(&read, files);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 3);
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_ZONED);
        assert_int_case(cases[i].label, read.info.start.offset_min, 120);
        assert_text_case(cases[i].label, read.info.device, "Acme Phone 7");
        assert_int_case(cases[i].label, read.rows.t_us[0], START_US);
        assert_int_case(cases[i].label, read.rows.t_us[1], START_US + 10000);
        assert_int_case(cases[i].label, read.rows.t_us[2], START_US + 100005000);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][2], 0.15, 0);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Z][0], -2.5, 0);
        assert_int_case(cases[i].label, read.info.gravity_included, true);
        assert_int_case(cases[i].label, read.warnings.n, 0);
        read_all_clear(&read);
    }
}

static void names_in_any_language_are_found_by_their_units(void **state)
{
    (void)state;
    static const struct {
        const char *label, *header, *row;
        bool gravity;
    } cases[] = {
        {"English",
         "\"Time (s)\",\"Acceleration x (m/s^2)\",\"Acceleration y (m/s^2)\","
         "\"Acceleration z (m/s^2)\"",
         "0,0,1,0", true},
        {"English, linear",
         "\"Time (s)\",\"Linear Acceleration x (m/s^2)\",\"Linear Acceleration "
         "y (m/s^2)\",\"Linear Acceleration z (m/s^2)\"",
         "0,0,9.8,0", false},
        {"German",
         "\"Zeit (s)\",\"Beschleunigung x (m/s^2)\",\"Beschleunigung y (m/s^2)\","
         "\"Beschleunigung z (m/s^2)\"",
         "0,0,9.8,0", true},
        {"German, linear",
         "\"Zeit (s)\",\"Lineare Beschleunigung x (m/s^2)\",\"Lineare "
         "Beschleunigung y (m/s^2)\",\"Lineare Beschleunigung z (m/s^2)\"",
         "0,0,9.8,0", false},
        {"a custom set, the data tell", "\"Time (s)\",\"X (m/s^2)\",\"Y (m/s^2)\",\"Z (m/s^2)\"",
         "0,0,9.8,0", true},
        {"a custom set, linear", "\"Time (s)\",\"X (m/s^2)\",\"Y (m/s^2)\",\"Z (m/s^2)\"",
         "0,0,0.2,0", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        (void)snprintf(text, sizeof text, "%s\n%s\n", cases[i].header, cases[i].row);
        struct read_all read;
        read_all_memory(&read, text, strlen(text), "x.csv", NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_text_case(cases[i].label, read.info.format, "phyphox");
        assert_int_case(cases[i].label, read.info.gravity_included, cases[i].gravity);
        assert_true_case(cases[i].label,
                         cases[i].gravity == !read_all_warning(&read, BKS_WARN_GRAVITY_REMOVED));
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_NONE);
        read_all_clear(&read);
    }
}

static void acceleration_with_gravity_is_preferred(void **state)
{
    (void)state;
    static const char linear[] = "\"Time (s)\",\"Linear Acceleration x (m/s^2)\",\"Linear "
                                 "Acceleration y (m/s^2)\",\"Linear Acceleration z (m/s^2)\"\n"
                                 "0.0,0,0,0\n0.01,0,0,0\n";
    const struct zip_text files[] = {{"A Linear Accelerometer.csv", linear, 0},
                                     {"Accelerometer.csv", in_dialect(accel, ',', '.'), 0},
                                     {"meta/device.csv", in_dialect(device, ',', '.'), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_true(read.info.gravity_included);
    assert_near(read.rows.value[BKS_ACCEL_Y][0], 9.8, 0);
    read_all_clear(&read);
}

static void a_gyroscope_beside_is_joined_but_not_across_a_pause(void **state)
{
    (void)state;
    static const char gyro[] = "\"Time (s)\",\"Gyroscope x (rad/s)\",\"Gyroscope y (rad/s)\","
                               "\"Gyroscope z (rad/s)\"\n"
                               "0.005,1,0,0\n0.012,3,0,0\n0.016,5,0,0\n0.03,6,0,0\n";
    const struct zip_text files[] = {{"Accelerometer.csv", in_dialect(accel, ',', '.'), 0},
                                     {"Gyroscope.csv", gyro, 0},
                                     {"meta/time.csv", in_dialect(times, ',', '.'), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO);
    assert_near(read.rows.value[BKS_GYRO_X][0], 1, 0);
    assert_near(read.rows.value[BKS_GYRO_X][1], 1 + 2 * 5.0 / 7, 1e-9);
    assert_near(read.rows.value[BKS_GYRO_X][2], 5 + 4.0 / 14, 1e-9);
    read_all_clear(&read);
}

static void the_location_gives_speed_but_not_across_a_pause(void **state)
{
    (void)state;
    static const char location[] =
        "\"Time (s)\",\"Latitude (deg)\",\"Height (m)\",\"Velocity (m/s)\"\n"
        "0.000E0,59.9,1,2.0E0\n1.000E-2,59.9,1,3.0E0\n1.200E-2,59.9,1,-1.0E0\n"
        "1.600E-2,59.9,1,4.0E0\n2.000E-2,59.9,1,5.0E0\n";
    const struct zip_text files[] = {{"Accelerometer.csv", in_dialect(accel, ',', '.'), 0},
                                     {"Location.csv", location, 0},
                                     {"meta/time.csv", in_dialect(times, ',', '.'), 0},
                                     {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_SPEED);
    assert_near(read.rows.value[BKS_SPEED][0], 2, 0);
    assert_near(read.rows.value[BKS_SPEED][1], 3, 0);
    assert_near(read.rows.value[BKS_SPEED][2], 5, 0);
    read_all_clear(&read);
}

/* A table with every habit at once; gravity is not in it. */
static void the_shared_trouble_maker_is_read(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct read_all read;
    read_all_path(&read,
                  shared_path_or_skip(room, "recordings/app-exports/trouble_bom_crlf_commas.csv"),
                  NULL);
    assert_status(read.status, BKS_OK);
    assert_string_equal(read.info.format, "phyphox");
    assert_int_equal(read.n, 120);
    assert_false(read.info.gravity_included);
    assert_near(read.rows.value[BKS_ACCEL_X][0], 0.3475, 1e-12);
    assert_int_equal(read.rows.t_us[29], 290000);
    assert_int_equal(read.rows.t_us[30], 290000); /* a step back */
    assert_int_equal(read.rows.t_us[31], 310000);
    assert_int_equal(read.rows.t_us[80], INT64_C(3600800000)); /* an hour ahead */
    assert_int_equal(read.rows.t_us[119], INT64_C(3601190000));
    for (size_t i = 0; i < read.n; i++)
        assert_int_equal(read.rows.mark[i], i == 40 ? BKS_ROW_MISSING : 0);
    assert_null(read_all_warning(&read, BKS_WARN_ROWS_SKIPPED));
    assert_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
    read_all_clear(&read);
}

static void experiments_without_acceleration_are_refused(void **state)
{
    (void)state;
    const struct zip_text files[] = {
        {"Location.csv", "\"Time (s)\",\"Latitude (deg)\",\"Velocity (m/s)\"\n0,1,2\n", 0},
        {"meta/device.csv", in_dialect(device, ',', '.'), 0},
        {NULL, NULL, 0}};
    struct read_all read;
    read_zip(&read, files);
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_string_equal(read.fault.what, "no acceleration in it");
}

static void the_shared_exports_are_read_in_every_dialect(void **state)
{
    (void)state;
    static const char *const names[] = {"comma_point", "tab_point",       "semicolon_point",
                                        "tab_comma",   "semicolon_comma", "ios_comma_point"};
    char room[SHARED_PATH_ROOM], name[96];
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct read_all read;
        (void)snprintf(name, sizeof name, "recordings/app-exports/phyphox_%s.zip", names[i]);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(names[i], read.status, BKS_OK);
        assert_int_case(names[i], read.n, 500);
        assert_int_case(names[i], read.info.start.t_us, 1777622400131100);
        assert_int_case(names[i], read.info.start.offset_min, 120);
        /* 100.70 rows a second, and one pause of 57.4 s. */
        double first_s = (double)(read.rows.t_us[200] - read.rows.t_us[0]) / 1e6;
        assert_near_case(names[i], 200 / first_s, 100.70, 0.02);
        double all_s = (double)(read.rows.t_us[499] - read.rows.t_us[0]) / 1e6;
        assert_near_case(names[i], all_s, 499 / 100.70 + 57.377, 0.02);
        assert_int_case(names[i], read.info.gravity_included, false);
        assert_between_case(names[i], read_all_mean_mps2(&read), 4.8, 5.1);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_five_dialects_give_the_same_rows),
        cmocka_unit_test(names_in_any_language_are_found_by_their_units),
        cmocka_unit_test(acceleration_with_gravity_is_preferred),
        cmocka_unit_test(a_gyroscope_beside_is_joined_but_not_across_a_pause),
        cmocka_unit_test(the_location_gives_speed_but_not_across_a_pause),
        cmocka_unit_test(the_shared_trouble_maker_is_read),
        cmocka_unit_test(experiments_without_acceleration_are_refused),
        cmocka_unit_test(the_shared_exports_are_read_in_every_dialect),
    };
    return cmocka_run_group_tests_name("read/phyphox", tests, NULL, NULL);
}
