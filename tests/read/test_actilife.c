/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ActiLife CSV: dates of three countries, with and without stamps, counts refused. */
#include "support/assert.h"
#include "support/read_all.h"
#include "support/shared.h"

#include <stdio.h>
#include <string.h>

#define G        9.80665
#define START_US INT64_C(1680263160000000) /* 2023-03-31 11:46 as wall time */

/* A file with the given date format, start date, epoch and rows. */
static size_t write_file(char text[2048], const char *order, const char *date, const char *epoch,
                         const char *rows)
{
    return (size_t)snprintf(
        text, 2048,
        "------------ Data File Created By ActiGraph wGT3XBT ActiLife v6.13.4 Firmware v1.9.2 date "
        "format %s at 30 Hz  Filter Normal -----------\n"
        "Serial Number: MOS2A00000000\nStart Time 11:46:00\nStart Date %s\n"
        "Epoch Period (hh:mm:ss) %s\nDownload Time 12:00:35\nDownload Date %s\n"
        "Current Memory Address: 0\nCurrent Battery Voltage: 4.06     Mode = 12\n"
        "--------------------------------------------------\n%s",
        order, date, epoch, date, rows);
}

static void each_country_writes_the_same_moment(void **state)
{
    (void)state;
    static const struct {
        const char *label, *order, *date, *rows;
        int64_t second_us;
    } cases[] = {
        {"US", "M/d/yyyy", "3/31/2023",
         "Timestamp,Accelerometer X,Accelerometer Y,Accelerometer Z\n"
         "3/31/2023 11:46:00.000,0.5,-1,0.25\n3/31/2023 11:46:00.033,0.5,-1,0.25\n",
         33000},
        {"German", "dd.MM.yyyy", "31.03.2023",
         "Timestamp;Accelerometer X;Accelerometer Y;Accelerometer Z\n"
         "31.03.2023 11:46:00,000;0,5;-1;0,25\n31.03.2023 11:46:00,033;0,5;-1;0,25\n",
         33000},
        {"ISO", "yyyy-MM-dd", "2023-03-31",
         "2023-03-31 11:46:00.000,0.5,-1,0.25\n2023-03-31 11:46:00.033,0.5,-1,0.25\n", 33000},
        {"no stamps, names", "M/d/yyyy", "3/31/2023",
         "Accelerometer X,Accelerometer Y,Accelerometer Z\n0.5,-1,0.25\n0.5,-1,0.25\n", 33333},
        {"no stamps, no names", "dd/MM/yyyy", "31/03/2023", "0.5,-1,0.25\n0.5,-1,0.25\n", 33333},
        {"no stamps, decimal comma", "dd.MM.yyyy", "31.03.2023", "0,5;-1,0;0,25\n0,5;-1,0;0,25\n",
         33333},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[2048];
        struct read_all read;
        size_t n = write_file(text, cases[i].order, cases[i].date, "00:00:00", cases[i].rows);
        read_all_memory(&read, text, n, "a.csv", NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 2);
        assert_int_case(cases[i].label, read.info.start.kind, BKS_CLOCK_LOCAL);
        assert_int_case(cases[i].label, read.info.start.t_us, START_US);
        assert_int_case(cases[i].label, read.rows.t_us[1] - START_US, cases[i].second_us);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][1], 0.5 * G, 1e-9);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][1], -G, 1e-9);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Z][1], 0.25 * G, 1e-9);
        assert_near_case(cases[i].label, read.info.nominal_rate_hz, 30, 0);
        assert_text_case(cases[i].label, read.info.device, "ActiGraph wGT3XBT MOS2A00000000");
        assert_true_case(cases[i].label, read_all_warning(&read, BKS_WARN_NO_ZONE) != NULL);
        read_all_clear(&read);
    }
}

static void counts_are_refused(void **state)
{
    (void)state;
    char text[2048];
    struct read_all read;
    size_t n = write_file(text, "M/d/yyyy", "3/31/2023", "00:00:10", "12,0,3\n");
    read_all_memory(&read, text, n, "a.csv", NULL);
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_string_equal(read.fault.what, "activity counts, not raw acceleration");
}

static void the_treadmill_recordings_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *name, *device;
        size_t rows;
        int64_t start_us;
    } cases[] = {
        {"003waist", "ActiGraph GT3X+ TAS1H34200054", 87400, START_US},
        {"003ankle", "ActiGraph GT3X+ TAS1H50200609", 87500, START_US},
        {"003wrist", "ActiGraph GT3X+ TAS1H50200818", 87200, START_US},
        {"030waist", "ActiGraph GT3X+ TAS1H50200609", 89400, 1679660640000000},
    };
    char room[SHARED_PATH_ROOM], name[96];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        (void)snprintf(name, sizeof name, "recordings/harlab-treadmill/%s.csv", cases[i].name);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(cases[i].name, read.status, BKS_OK);
        assert_int_case(cases[i].name, read.n, cases[i].rows);
        assert_text_case(cases[i].name, read.info.device, cases[i].device);
        assert_int_case(cases[i].name, read.info.start.t_us, cases[i].start_us);
        assert_near_case(cases[i].name, read_all_rate_hz(&read), 100, 0.001);
        assert_true_case(cases[i].name, !read_all_warning(&read, BKS_WARN_ROWS_SKIPPED));
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_country_writes_the_same_moment),
        cmocka_unit_test(counts_are_refused),
        cmocka_unit_test(the_treadmill_recordings_are_read),
    };
    return cmocka_run_group_tests_name("read/actilife", tests, NULL, NULL);
}
