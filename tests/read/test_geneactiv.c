/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GENEActiv files: calibration, page times, cut and repeated pages, NULs, and real ones. */
#include "read/units.h"
#include "support/assert.h"
#include "support/geneactiv_writer.h"
#include "support/read_all.h"
#include "support/shared.h"

#include <string.h>

#define G        UNITS_MPS2_PER_G
#define ROWS     GENEACTIV_WRITER_ROWS
#define START_US (INT64_C(1777629600000000) - INT64_C(3600000000)) /* 10:00 at +01:00 */

static struct geneactiv_text file;

static void start_file(void)
{
    file.n = 0;
    geneactiv_add_header(&file);
}

static void add_page(long sequence, const char *time, size_t rows)
{
    geneactiv_add_page(&file, sequence, time);
    geneactiv_add_rows(&file, rows, geneactiv_writer_raw);
}

static void read_file(struct read_all *read)
{
    read_all_memory(read, file.text, file.n, "a.bin", NULL);
}

static void the_calibration_of_the_header_is_applied(void **state)
{
    (void)state;
    static const double gain[] = {25600, 25000, 26000}, offset[] = {0, -500, 1300};
    struct read_all read;
    start_file();
    add_page(0, "2026-05-01 10:00:00:000", ROWS);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, ROWS);
    for (size_t i = 0; i < ROWS; i++)
        for (unsigned c = 0; c < 3; c++)
            assert_near(read.rows.value[c][i],
                        (geneactiv_writer_raw(i, c) * 100 - offset[c]) * (G / gain[c]), 0);
    assert_string_equal(read.info.device, "GENEActiv 054321");
    assert_int_equal(read.info.placement, BKS_WRIST);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_ZONED);
    assert_int_equal(read.info.start.offset_min, 60);
    assert_int_equal(read.info.start.t_us, START_US);
    assert_near(read.info.range_g, 8, 0);
    assert_near(read.info.nominal_rate_hz, 85.7, 0);
    assert_int_equal(read.warnings.n, 0);
    read_all_clear(&read);
}

static void rows_stand_evenly_from_page_to_page(void **state)
{
    (void)state;
    struct read_all read;
    start_file();
    add_page(0, "2026-05-01 10:00:00:000", ROWS);
    add_page(1, "2026-05-01 10:00:03:500", ROWS);
    add_page(2, "2026-05-01 10:00:07:000", ROWS);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 3 * ROWS);
    for (size_t i = 0; i < read.n; i++)
        assert_near((double)(read.rows.t_us[i] - START_US), (double)i * 3.5e6 / ROWS, 1);
    read_all_clear(&read);
}

static void pages_that_are_missing_leave_a_gap(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        long sequence;
        const char *time;
        int64_t gap_us; /* from the first row of the page before */
    } cases[] = {
        {"a number is missing", 2, "2026-05-01 10:00:07:000", 7000000},
        {"time jumps", 1, "2026-05-01 10:01:00:000", 60000000},
        {"time jumps back", 1, "2026-05-01 09:59:00:000", -60000000},
        {"no time, but the next number", 1, "never", 3500583},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_file();
        add_page(0, "2026-05-01 10:00:00:000", ROWS);
        add_page(cases[i].sequence, cases[i].time, ROWS);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, 2 * ROWS);
        assert_near_case(cases[i].label, (double)(read.rows.t_us[ROWS - 1] - START_US),
                         (ROWS - 1) * 1e6 / 85.7, 1);
        assert_int_case(cases[i].label, read.rows.t_us[ROWS] - START_US, cases[i].gap_us);
        read_all_clear(&read);
    }
}

static void what_is_wrong_with_a_page_is_said(void **state)
{
    (void)state;
    static const struct {
        const char *label, *digits;
        long sequence;
        const char *time;
        size_t rows;
        enum bks_warning_id warning;
        const char *text;
    } cases[] = {
        {"cut in the middle of the file", "00100200304000100200", 1, "2026-05-01 10:00:03:500",
         2 * ROWS + 1, BKS_WARN_DAMAGED_PART, "1 page of samples damaged"},
        {"a digit that is none", "001002003040001002x03040", 1, "2026-05-01 10:00:03:500",
         2 * ROWS + 1, BKS_WARN_DAMAGED_PART, "1 page of samples damaged"},
        {"no samples", "", 1, "2026-05-01 10:00:03:500", 2 * ROWS, BKS_WARN_DAMAGED_PART, NULL},
        {"there twice", "001002003040", 0, "2026-05-01 10:00:00:000", 2 * ROWS,
         BKS_WARN_DUPLICATE_STAMPS, "1 page is there twice"},
        {"neither time nor number", "001002003040", 7, "soon", 2 * ROWS, BKS_WARN_DAMAGED_PART,
         "damaged"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_file();
        add_page(0, "2026-05-01 10:00:00:000", ROWS);
        geneactiv_add_page(&file, cases[i].sequence, cases[i].time);
        geneactiv_add(&file, cases[i].digits);
        geneactiv_add(&file, "\r\n");
        add_page(8, "2026-05-01 10:01:00:000", ROWS);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, cases[i].rows);
        const char *text = read_all_warning(&read, cases[i].warning);
        if (!cases[i].text != !text || (text && !strstr(text, cases[i].text)))
            fail_msg("%s: it says \"%s\"", cases[i].label, text ? text : "nothing");
        assert_true_case(cases[i].label, !read_all_warning(&read, BKS_WARN_TRUNCATED));
        read_all_clear(&read);
    }
}

static void a_file_cut_within_a_page_is_read_to_its_last_sample(void **state)
{
    (void)state;
    for (size_t cut = 3; cut < 3600; cut += 97) {
        struct read_all read;
        start_file();
        add_page(0, "2026-05-01 10:00:00:000", ROWS);
        add_page(1, "2026-05-01 10:00:03:500", ROWS);
        file.n -= cut;
        read_file(&read);
        assert_status(read.status, BKS_OK);
        assert_int_equal(read.n, ROWS + (3600 + 2 - cut) / 12);
        assert_non_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
        assert_null(read_all_warning(&read, BKS_WARN_DAMAGED_PART));
        read_all_clear(&read);
    }
}

static void a_header_with_gaps_is_made_do_with(void **state)
{
    (void)state;
    static const struct {
        const char *label, *header;
        enum bks_clock_kind kind;
        double rate_hz, gain;
        bool inferred;
    } cases[] = {
        {"nothing but its first line", "Device Identity\r\n", BKS_CLOCK_LOCAL, 85.7, 25600, true},
        {"line feeds alone",
         "Device Identity\nMeasurement Frequency:50 Hz\nTime Zone:GMT -05:30\nx gain:25000\n"
         "y gain:25000\nz gain:25000\n",
         BKS_CLOCK_ZONED, 50, 25000, false},
        {"decimal comma",
         "Device Identity\r\nMeasurement Frequency:66,7 Hz\r\nx gain:25500,5\r\ny gain:1e5\r\n"
         "z gain:25000\r\n",
         BKS_CLOCK_LOCAL, 66.7, 25500.5, false},
        {"nonsense",
         "Device Identity\r\nMeasurement Frequency:-1 Hz\r\nTime Zone:GMT +99:00\r\nx gain:0\r\n"
         "y gain:nan\r\nz gain:1e999\r\nx offset:1e300\r\n",
         BKS_CLOCK_LOCAL, 85.7, 25600, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        file.n = 0;
        geneactiv_add(&file, cases[i].header);
        add_page(0, "2026-05-01 10:00:00:000", ROWS);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, ROWS);
        assert_int_case(cases[i].label, read.info.start.kind, cases[i].kind);
        assert_near_case(cases[i].label, read.info.nominal_rate_hz, cases[i].rate_hz, 0);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][5],
                         geneactiv_writer_raw(5, 0) * 100 * (G / cases[i].gain), 0);
        assert_int_case(cases[i].label, read_all_warning(&read, BKS_WARN_UNITS_INFERRED) != NULL,
                        cases[i].inferred);
        read_all_clear(&read);
    }
}

static void what_carries_no_samples_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text, *what;
        enum bks_status status;
    } cases[] = {
        {"header alone", "Device Identity\r\nDevice Type:GENEActiv\r\n", "no samples in it",
         BKS_EMPTY},
        {"a page without samples", "Device Identity\r\nRecorded Data\r\nSequence Number:0\r\n",
         "no samples in it", BKS_EMPTY},
        {"a page without a time", "Device Identity\r\nRecorded Data\r\n001002003040\r\n",
         "no samples in it", BKS_EMPTY},
        {"its forerunner", "GENEA/1.00\r\nSerial-Number:01275\r\n",
         "a file of the GENEA, the forerunner of the GENEActiv", BKS_UNSUPPORTED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_all_memory(&read, cases[i].text, strlen(cases[i].text), "a.bin", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        assert_text_case(cases[i].label, read.fault.what, cases[i].what);
        read_all_clear(&read);
    }
}

static void lines_without_an_end_are_no_trouble(void **state)
{
    (void)state;
    static char text[400000];
    struct read_all read;
    size_t n = 17;
    memset(text, 'A', sizeof text);
    memcpy(text, "Device Identity\r\n", n);
    read_all_memory(&read, text, sizeof text, "a.bin", NULL);
    assert_status(read.status, BKS_EMPTY);
    start_file();
    add_page(0, "2026-05-01 10:00:00:000", ROWS);
    memcpy(text, file.text, file.n);
    read_all_memory(&read, text, sizeof text, "a.bin", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, ROWS);
    read_all_clear(&read);
}

static void a_real_recording_is_read_up_to_where_it_was_cut(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct read_all read;
    read_all_path(&read, shared_path_or_skip(room, "recordings/geneactiv/GENEActiv_testfile.bin"),
                  NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 16 * ROWS + 2781 / 12);
    assert_string_equal(read.info.device, "GENEActiv 012967");
    assert_int_equal(read.info.start.t_us, INT64_C(1369908774500000) - INT64_C(3600000000));
    assert_int_equal(read.info.start.offset_min, 60);
    assert_non_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
    assert_int_equal(read.warnings.n, 1);
    assert_near(read_all_rate_hz(&read), 300 / 3.5, 0.001 * 300 / 3.5);
    assert_near(read_all_mean_mps2(&read), G, 0.15 * G);
    read_all_clear(&read);
    read_all_path(&read, shared_path_or_skip(room, "recordings/geneactiv/genea_testfile.bin"),
                  NULL);
    assert_status(read.status, BKS_UNSUPPORTED);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calibration_of_the_header_is_applied),
        cmocka_unit_test(rows_stand_evenly_from_page_to_page),
        cmocka_unit_test(pages_that_are_missing_leave_a_gap),
        cmocka_unit_test(what_is_wrong_with_a_page_is_said),
        cmocka_unit_test(a_file_cut_within_a_page_is_read_to_its_last_sample),
        cmocka_unit_test(a_header_with_gaps_is_made_do_with),
        cmocka_unit_test(what_carries_no_samples_is_refused),
        cmocka_unit_test(lines_without_an_end_are_no_trouble),
        cmocka_unit_test(a_real_recording_is_read_up_to_where_it_was_cut),
    };
    return cmocka_run_group_tests_name("read/geneactiv", tests, NULL, NULL);
}
