/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables that only --columns reads: where they start, and which units they are in. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/shared.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROWS 400
#define ROOM 65536

/* How a table is written. */
struct recipe {
    const char *label;
    double time_unit; /* units a second */
    double accel;     /* m/s2 of one unit */
    double gyro;      /* rad/s of one unit */
    double busy;      /* rad/s; 0: the sensor rests */
};

static size_t write_table(char text[ROOM], const struct recipe *recipe)
{
    size_t n = (size_t)snprintf(text, ROOM, "some table\nt,a,b,c,p,q,r\n");
    for (int i = 0; i < ROWS; i++) {
        double phase = 0.176 * i, run = recipe->busy > 0 ? cos(phase) : 0;
        double w = recipe->busy > 0 ? recipe->busy * sin(phase / 2) : 0.02;
        n += (size_t)snprintf(text + n, ROOM - n, "%.9g,%.6f,%.6f,%.6f,%.6f,%.6f,%.6f\n",
                              i * 0.01 * recipe->time_unit, 0.1 / recipe->accel,
                              (9.81 + 7 * run) / recipe->accel, 0.5 / recipe->accel,
                              w / recipe->gyro, w / recipe->gyro, 0.1 * w / recipe->gyro);
    }
    return n;
}

static const struct column_map all_columns = {
    .given = true, .time = 1, .channel = {2, 3, 4, 5, 6, 7}};

static void units_that_are_not_given_are_inferred_and_said(void **state)
{
    (void)state;
    const double g = 9.80665, degree = 0.0174532925199433;
    const struct recipe cases[] = {
        {"s, m/s2, rad/s, running", 1, 1, 1, 4},
        {"ms, g, deg/s, running", 1e3, g, degree, 4},
        {"us, g, rad/s, running", 1e6, g, 1, 4},
        {"ns, m/s2, deg/s, running", 1e9, 1, degree, 4},
        {"ns, g, deg/s, at rest", 1e9, g, degree, 0},
        {"ms, m/s2, rad/s, at rest", 1e3, 1, 1, 0},
    };
    static char text[ROOM];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct bks_options options = {.columns = all_columns};
        struct read_all read;
        size_t n = write_table(text, &cases[i]);
        read_all_memory(&read, text, n, "t.csv", &options);
        double w = cases[i].busy > 0 ? cases[i].busy * sin(0.176 * 7 / 2) : 0.02;
        double up = 9.81 + (cases[i].busy > 0 ? 7 * cos(0.176 * 7) : 0);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, ROWS);
        assert_near_case(cases[i].label, (double)read.rows.t_us[7], 70000, 1);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][7], up, 1e-4);
        assert_near_case(cases[i].label, read.rows.value[BKS_GYRO_X][7], w, 1e-5);
        assert_true_case(cases[i].label, read_all_warning(&read, BKS_WARN_UNITS_INFERRED) != NULL);
        assert_true_case(cases[i].label, read_all_warning(&read, BKS_WARN_TIME_INFERRED) != NULL);
        read_all_clear(&read);
    }
}

static void units_that_are_given_are_taken(void **state)
{
    (void)state;
    const struct recipe recipe = {"", 1e3, 9.80665, 0.0174532925199433, 4};
    static char text[ROOM];
    struct bks_options options = {.columns = all_columns};
    options.columns.accel = ACCEL_UNIT_MPS2;
    options.columns.gyro = GYRO_UNIT_RADPS;
    options.columns.time_unit = TIME_UNIT_S;
    struct read_all read;
    read_all_memory(&read, text, write_table(text, &recipe), "t.csv", &options);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.rows.t_us[1], 10000000);
    assert_near(read.rows.value[BKS_ACCEL_Z][0], 0.5 / 9.80665, 1e-6);
    assert_int_equal(read.warnings.n, 0);
    read_all_clear(&read);
}

static void odd_tables_are_read_or_refused_with_a_hint(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum bks_status status;
        const char *hint;
    } cases[] = {
        {"weights", "0,50,900,1\n10,50,900,1\n20,50,900,1\n", BKS_UNSUPPORTED, "--units"},
        {"one row a day", "0,0,9.8,0\n86400000,0,9.8,0\n172800000,0,9.8,0\n", BKS_OK, ""},
        {"one row a week in ns", "0,0,9.8,0\n6e14,0,9.8,0\n12e14,0,9.8,0\n", BKS_UNSUPPORTED,
         "--time-unit"},
        {"no numbers there", "a,b,c,d\ne,f,g,h\n", BKS_UNSUPPORTED, "count the columns"},
        {"date and time", "2026-05-01 10:00:00.000,0,9.8,0\n2026-05-01 10:00:00.010,0,9.8,0\n",
         BKS_OK, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct bks_options options = {
            .columns = {.given = true, .time = 1, .channel = {2, 3, 4}}};
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "t.csv", &options);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        if (cases[i].status != BKS_OK)
            assert_true_case(cases[i].label, strstr(read.fault.hint, cases[i].hint) != NULL);
        read_all_clear(&read);
    }
}

static void a_date_column_gives_the_clock(void **state)
{
    (void)state;
    static const struct {
        const char *label, *suffix;
        struct bks_instant start;
    } cases[] = {
        {"wall time", "", {BKS_CLOCK_LOCAL, 1777629600000000, 0}},
        {"UTC", "Z", {BKS_CLOCK_UTC, 1777629600000000, 0}},
        {"zone", "+02:00", {BKS_CLOCK_ZONED, 1777622400000000, 120}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct bks_options options = {
            .columns = {.given = true, .time = 4, .channel = {1, 2, 3}}};
        char text[256];
        (void)snprintf(text, sizeof text,
                       "0;9,8;0;2026-05-01T10:00:00,000%s\n0;9,8;0;2026-05-01T10:00:00,010%s\n",
                       cases[i].suffix, cases[i].suffix);
        struct read_all read;
        read_all_memory(&read, text, strlen(text), "t.csv", &options);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.info.start.kind, cases[i].start.kind);
        assert_int_case(cases[i].label, read.info.start.t_us, cases[i].start.t_us);
        assert_int_case(cases[i].label, read.info.start.offset_min, cases[i].start.offset_min);
        assert_int_case(cases[i].label, read.rows.t_us[1], cases[i].start.t_us + 10000);
        read_all_clear(&read);
    }
}

static void shared_tables_are_read_in_their_units(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int columns;
        double rate_hz, low_mps2, high_mps2;
        const char *time, *units;
    } cases[] = {
        {"recordings/oxford-walk/user1_frontpocket_1506422223341.csv", 3, 100.46, 9.5, 11.5,
         "read as ns", "read as m/s2"},
        {"recordings/oxford-walk/user2_hand_1506421987098.csv", 3, 100.25, 9.5, 11.5, "read as ns",
         "read as m/s2"},
        {"recordings/fuzzy-shoe/tom.csv", 6, 100, 15, 30, "read as ms", "gyroscope as deg/s"},
        {"recordings/fuzzy-shoe/matt.csv", 6, 100, 15, 30, "read as ms", "gyroscope as deg/s"},
    };
    char room[SHARED_PATH_ROOM];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct bks_options options = {.columns = all_columns};
        for (int c = cases[i].columns; c < 6; c++)
            options.columns.channel[c] = 0;
        struct read_all read;
        read_all_path(&read, shared_path_or_skip(room, cases[i].name), &options);
        assert_int_case(cases[i].name, read.status, BKS_OK);
        assert_near_case(cases[i].name, read_all_rate_hz(&read), cases[i].rate_hz, 0.1);
        assert_between_case(cases[i].name, read_all_mean_mps2(&read), cases[i].low_mps2,
                            cases[i].high_mps2);
        const char *time = read_all_warning(&read, BKS_WARN_TIME_INFERRED);
        const char *units = read_all_warning(&read, BKS_WARN_UNITS_INFERRED);
        assert_true_case(cases[i].name, time && strstr(time, cases[i].time));
        assert_true_case(cases[i].name, units && strstr(units, cases[i].units));
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(units_that_are_not_given_are_inferred_and_said),
        cmocka_unit_test(units_that_are_given_are_taken),
        cmocka_unit_test(odd_tables_are_read_or_refused_with_a_hint),
        cmocka_unit_test(a_date_column_gives_the_clock),
        cmocka_unit_test(shared_tables_are_read_in_their_units),
    };
    return cmocka_run_group_tests_name("read/columns", tests, NULL, NULL);
}
