/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ActiGraph files: both packings, scales, sleep, damage, and hostile zips. */
#include "read/units.h"
#include "support/assert.h"
#include "support/gt3x_writer.h"
#include "support/read_all.h"
#include "support/shared.h"
#include "support/zip_memory.h"

#include <stdlib.h>
#include <string.h>

#define G         UNITS_MPS2_PER_G
#define SECOND_US (GT3X_WRITER_SECOND * INT64_C(1000000))
#define ZONE_US   (120 * INT64_C(60000000)) /* +02:00 */
#define ROOM      262144u

static uint8_t zip[ROOM];
static struct gt3x_bytes log_bytes;

static void start_log(void)
{
    memset(log_bytes.bytes, 0, sizeof log_bytes.bytes);
    log_bytes.n = 0;
}

static void read_log(struct read_all *read, const char *info)
{
    size_t n = gt3x_zip(zip, sizeof zip, info, "log.bin", &log_bytes);
    read_all_memory(read, zip, n, "a.gt3x", NULL);
}

static void both_packings_give_their_numbers_to_the_last_bit(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        uint8_t type;
        size_t rows;
    } cases[] = {
        {"12 bits, 30 Hz", 0x00, 30},   {"12 bits, an odd number", 0x00, 31},
        {"12 bits, 100 Hz", 0x00, 100}, {"16 bits, 30 Hz", 0x1A, 30},
        {"16 bits, 100 Hz", 0x1A, 100},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_log();
        gt3x_add_samples(&log_bytes, cases[i].type, GT3X_WRITER_SECOND, cases[i].rows,
                         gt3x_writer_raw);
        read_log(&read, "Serial Number: MOS2\nStart Date: 1\n");
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, cases[i].rows);
        for (size_t row = 0; row < read.n; row++) {
            for (unsigned c = 0; c < 3; c++)
                assert_near_case(cases[i].label, read.rows.value[c][row],
                                 gt3x_writer_raw(row, c) * (G / 256), 0);
            assert_near_case(cases[i].label, (double)(read.rows.t_us[row] - SECOND_US),
                             (double)row * 1e6 / (double)cases[i].rows, 0.5);
        }
        read_all_clear(&read);
    }
}

static void the_header_says_device_zone_and_place(void **state)
{
    (void)state;
    struct read_all read;
    start_log();
    gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
    read_log(&read, gt3x_writer_info);
    assert_status(read.status, BKS_OK);
    assert_string_equal(read.info.format, "actigraph-gt3x");
    assert_string_equal(read.info.device, "ActiGraph wGT3XBT MOS2E00000001");
    assert_int_equal(read.info.start.kind, BKS_CLOCK_ZONED);
    assert_int_equal(read.info.start.offset_min, 120);
    assert_int_equal(read.info.start.t_us, SECOND_US - ZONE_US);
    assert_int_equal(read.rows.t_us[0], SECOND_US - ZONE_US);
    assert_int_equal(read.info.placement, BKS_WAIST);
    assert_near(read.info.nominal_rate_hz, 30, 0);
    assert_near(read.info.range_g, 8, 0);
    read_all_clear(&read);
}

static void each_way_to_say_the_scale_is_understood(void **state)
{
    (void)state;
    static const uint8_t parameter[] = {1, 0, 10, 0, 30, 0, 0, 0, 0, 0, 55, 0, 0, 0, 0x55, 9};
    static const uint8_t nonsense[] = {0, 0, 55, 0, 0, 0, 0x40, 0x7f};
    static const struct {
        const char *label, *info;
        const uint8_t *parameters;
        size_t n;
        double lsb_per_g;
    } cases[] = {
        {"said", "Serial Number: MOS2\nAcceleration Scale: 512.0\n", NULL, 0, 512},
        {"said with a comma", "Acceleration Scale: 333,5\n", NULL, 0, 333.5},
        {"with a byte order mark",
         "\xEF\xBB\xBF"
         "Acceleration Scale: 512\n",
         NULL, 0, 512},
        {"by the serial number", "Serial Number: CLE1\n", NULL, 0, 341},
        {"by another serial number", "Serial Number: TAS1\n", NULL, 0, 256},
        {"by a record", "Acceleration Scale: 256\n", parameter, sizeof parameter, 340},
        {"nonsense in a record", "Acceleration Scale: 256\n", nonsense, sizeof nonsense, 256},
        {"nonsense in the header", "Acceleration Scale: -1e300\n", NULL, 0, 256},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_log();
        gt3x_add(&log_bytes, 0x15, GT3X_WRITER_SECOND, cases[i].parameters, cases[i].n);
        gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
        read_log(&read, cases[i].info);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_X][0],
                         gt3x_writer_raw(0, 0) * (G / cases[i].lsb_per_g), 0);
        read_all_clear(&read);
    }
}

static void zones_are_read_where_they_make_sense(void **state)
{
    (void)state;
    static const struct {
        const char *info;
        bool zoned;
        int offset_min;
    } cases[] = {
        {"TimeZone: 02:00:00\n", true, 120},
        {"TimeZone: -04:30:00\n", true, -270},
        {"TimeZone: 00:00:00\n", true, 0},
        {"TimeZone: 14:30:00\n", false, 0},
        {"TimeZone: 99999999:00\n", false, 0},
        {"TimeZone: Europe/Oslo\n", false, 0},
        {"TimeZone:\n", false, 0},
        {"Sample Rate: 30\n", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_log();
        gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
        read_log(&read, cases[i].info);
        assert_int_case(cases[i].info, read.status, BKS_OK);
        assert_int_case(cases[i].info, read.info.start.kind,
                        cases[i].zoned ? BKS_CLOCK_ZONED : BKS_CLOCK_LOCAL);
        assert_int_case(cases[i].info, read.info.start.offset_min, cases[i].offset_min);
        assert_int_case(cases[i].info, read.rows.t_us[0],
                        SECOND_US - cases[i].offset_min * INT64_C(60000000));
        read_all_clear(&read);
    }
}

static void sleep_is_a_gap_and_other_records_are_passed_over(void **state)
{
    (void)state;
    static const size_t second_of[] = {0, 1, 11, 12};
    struct read_all read;
    uint32_t from = GT3X_WRITER_SECOND;
    start_log();
    gt3x_add(&log_bytes, 0x06, from, "{\"a\": 1}", 8);
    gt3x_add_samples(&log_bytes, 0, from, 30, gt3x_writer_raw);
    gt3x_add(&log_bytes, 0x05, from, "\x1e\x1e", 2);
    gt3x_add_samples(&log_bytes, 0, from + 1, 30, gt3x_writer_raw);
    gt3x_add(&log_bytes, 0x03, from + 2, "\x08", 1); /* asleep */
    gt3x_add(&log_bytes, 0x03, from + 2, "\x08", 1);
    memset(log_bytes.bytes + log_bytes.n, 0, 5); /* stray zeros are legal */
    log_bytes.n += 5;
    gt3x_add(&log_bytes, 0x03, from + 11, "\x09", 1);
    gt3x_add(&log_bytes, 0x00, from + 11, "\x01", 1); /* a cable was plugged in */
    gt3x_add(&log_bytes, 0x1A, from + 11, "", 0);
    gt3x_add_samples(&log_bytes, 0, from + 11, 30, gt3x_writer_raw);
    gt3x_add_samples(&log_bytes, 0, from + 12, 30, gt3x_writer_raw);
    read_log(&read, "Sample Rate: 30\n");
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 120);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(read.rows.t_us[30 * i] - SECOND_US, second_of[i] * 1000000);
    assert_int_equal(read.warnings.n, 1); /* no zone */
    read_all_clear(&read);
}

static void damage_costs_the_records_that_it_hits(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t at, n; /* bytes bent: records take 144 bytes */
        size_t rows;
        enum bks_warning_id warning;
    } cases[] = {
        {"a payload", 144 + 50, 1, 270, BKS_WARN_DAMAGED_PART},
        {"a size", 144 + 6, 2, 270, BKS_WARN_DAMAGED_PART},
        {"a mark", 3 * 144, 1, 270, BKS_WARN_DAMAGED_PART},
        {"two records", 3 * 144 + 140, 10, 240, BKS_WARN_DAMAGED_PART},
        {"the first", 5, 1, 270, BKS_WARN_DAMAGED_PART},
        {"the last", 9 * 144 + 20, 1, 270, BKS_WARN_TRUNCATED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_log();
        for (uint32_t second = 0; second < 10; second++)
            gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND + second, 30, gt3x_writer_raw);
        for (size_t k = 0; k < cases[i].n; k++)
            log_bytes.bytes[cases[i].at + k] ^= (uint8_t)(0x55 + k);
        read_log(&read, "Sample Rate: 30\n");
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, cases[i].rows);
        assert_true_case(cases[i].label, read_all_warning(&read, cases[i].warning) != NULL);
        read_all_clear(&read);
    }
}

static void a_log_cut_short_is_read_to_its_last_whole_second(void **state)
{
    (void)state;
    for (size_t cut = 1; cut < 144; cut++) {
        struct read_all read;
        start_log();
        for (uint32_t second = 0; second < 3; second++)
            gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND + second, 30, gt3x_writer_raw);
        log_bytes.n -= cut;
        read_log(&read, "Sample Rate: 30\n");
        assert_status(read.status, BKS_OK);
        assert_int_equal(read.n, 60);
        assert_non_null(read_all_warning(&read, BKS_WARN_TRUNCATED));
        assert_null(read_all_warning(&read, BKS_WARN_DAMAGED_PART));
        read_all_clear(&read);
    }
}

static void a_second_that_is_there_twice_is_read_once(void **state)
{
    (void)state;
    struct read_all read;
    start_log();
    for (uint32_t i = 0; i < 4; i++)
        gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND + i / 2, 30, gt3x_writer_raw);
    read_log(&read, "Sample Rate: 30\n");
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 60);
    assert_string_equal(read_all_warning(&read, BKS_WARN_DUPLICATE_STAMPS),
                        "2 seconds are there twice; the first of each is read");
    read_all_clear(&read);
}

static void old_devices_wrote_samples_alone(void **state)
{
    (void)state;
    static const char info[] = "Serial Number: NEO1\nDevice Type: GT3XPlus\nSample Rate: 80\n"
                               "Start Date: 639132264000000000\n";
    struct read_all read;
    start_log();
    gt3x_add_bare(&log_bytes, 2001, gt3x_writer_raw);
    size_t n = gt3x_zip(zip, sizeof zip, info, "activity.bin", &log_bytes);
    read_all_memory(&read, zip, n, "a.gt3x", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 2001);
    assert_string_equal(read.info.device, "ActiGraph GT3XPlus NEO1");
    assert_near(read.info.range_g, 6, 0.01);
    for (size_t row = 0; row < read.n; row++) {
        assert_int_equal(read.rows.t_us[row], SECOND_US + (int64_t)row * 12500);
        for (unsigned c = 0; c < 3; c++)
            assert_near(read.rows.value[c][row], gt3x_writer_raw(row, c) * (G / 341), 0);
    }
    read_all_clear(&read);
}

static void what_carries_no_samples_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label, *info, *name, *log, *what;
        size_t n;
        enum bks_status status;
    } cases[] = {
        {"an empty log", "Sample Rate: 30\n", "log.bin", "", "no samples in it", 0, BKS_EMPTY},
        {"no record", "Sample Rate: 30\n", "log.bin", "\x1e\x1e\x1e\x1e nothing good",
         "not one record of samples is whole", 16, BKS_DAMAGED},
        {"old without a rate", "Start Date: 639132264000000000\n", "activity.bin", "123456789",
         "info.txt lacks the sample rate or the start date", 9, BKS_UNSUPPORTED},
        {"old without a start", "Sample Rate: 30\n", "activity.bin", "123456789",
         "info.txt lacks the sample rate or the start date", 9, BKS_UNSUPPORTED},
        {"old without samples", "Sample Rate: 30\nStart Date: 639132264000000000\n", "activity.bin",
         "", "no samples in it", 0, BKS_EMPTY},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        start_log();
        memcpy(log_bytes.bytes, cases[i].log, cases[i].n);
        log_bytes.n = cases[i].n;
        size_t n = gt3x_zip(zip, sizeof zip, cases[i].info, cases[i].name, &log_bytes);
        read_all_memory(&read, zip, n, "a.gt3x", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        assert_text_case(cases[i].label, read.fault.what, cases[i].what);
    }
    struct read_all read;
    start_log();
    gt3x_add_samples(&log_bytes, 0x1B, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
    read_log(&read, "Sample Rate: 30\n");
    assert_status(read.status, BKS_UNSUPPORTED);
}

static void a_zip_bomb_is_refused_before_it_goes_off(void **state)
{
    (void)state;
    const size_t size = 64u << 20;
    char *zeros = calloc(size, 1);
    struct read_all read;
    assert_non_null(zeros);
    const struct zip_text files[] = {
        {"info.txt", "Sample Rate: 30\n", 0}, {"log.bin", zeros, size}, {NULL, NULL, 0}};
    size_t n = zip_memory(zip, sizeof zip, files, NULL);
    /* Zeros between records are legal, and pack to a thousandth: read in flat memory, to the end.
     */
    read_all_memory(&read, zip, n, "a.gt3x", NULL);
    assert_status(read.status, BKS_EMPTY);
    /* The entry now claims to unpack from a hundredth of that. */
    for (size_t i = 0; i + 4 <= n; i++)
        if (memcmp(zip + i, "PK\1\2", 4) == 0)
            memcpy(zip + i + 20, "\x00\x02\x00\x00", 4);
    free(zeros);
    read_all_memory(&read, zip, n, "a.gt3x", NULL);
    assert_true(read.status == BKS_TOO_LARGE || read.status == BKS_DAMAGED);
    assert_true(read.fault.what[0] != '\0');
    read_all_clear(&read);
}

static void sizes_that_lie_cost_only_themselves(void **state)
{
    (void)state;
    struct read_all read;
    start_log();
    gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
    for (size_t i = 0; i < 40000; i++) /* each byte may be the start of 7710 more */
        log_bytes.bytes[log_bytes.n++] = 0x1E;
    gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND + 1, 30, gt3x_writer_raw);
    read_log(&read, "Sample Rate: 30\n");
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 60);
    assert_non_null(read_all_warning(&read, BKS_WARN_DAMAGED_PART));
    read_all_clear(&read);
    start_log();
    gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
    static uint8_t large[60000]; /* ten thousand rows in one second */
    gt3x_add(&log_bytes, 0x1A, GT3X_WRITER_SECOND + 1, large, sizeof large);
    read_log(&read, "Sample Rate: 30\n");
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 30);
    assert_non_null(read_all_warning(&read, BKS_WARN_DAMAGED_PART));
    read_all_clear(&read);
}

static void files_below_one_folder_of_the_zip_are_found(void **state)
{
    (void)state;
    start_log();
    gt3x_add_samples(&log_bytes, 0, GT3X_WRITER_SECOND, 30, gt3x_writer_raw);
    const struct zip_text files[] = {{"run/info.txt", "Sample Rate: 30\n", 0},
                                     {"run/log.bin", (const char *)log_bytes.bytes, log_bytes.n},
                                     {NULL, NULL, 0}};
    size_t n = zip_memory(zip, sizeof zip, files, NULL);
    struct read_all read;
    read_all_memory(&read, zip, n, "a.zip", NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 30);
    read_all_clear(&read);
}

static void a_real_recording_is_read_without_a_word_of_damage(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct read_all read;
    read_all_path(&read, shared_path_or_skip(room, "recordings/actigraph/actigraph_testfile.gt3x"),
                  NULL);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 588 * 30);
    assert_string_equal(read.info.device, "ActiGraph wGT3XBT MOS2E39180594");
    assert_int_equal(read.info.start.offset_min, 120);
    assert_int_equal(read.info.start.t_us, INT64_C(1598436540000000) - ZONE_US);
    assert_int_equal(read.info.placement, BKS_WAIST);
    assert_int_equal(read.warnings.n, 0);
    assert_near(read_all_mean_mps2(&read), G, 0.1 * G);
    for (size_t i = 0; i + 29 < read.n; i += 30) /* 29 steps of a second */
        assert_int_equal(read.rows.t_us[i + 29] - read.rows.t_us[i], 966667);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_packings_give_their_numbers_to_the_last_bit),
        cmocka_unit_test(the_header_says_device_zone_and_place),
        cmocka_unit_test(each_way_to_say_the_scale_is_understood),
        cmocka_unit_test(zones_are_read_where_they_make_sense),
        cmocka_unit_test(sleep_is_a_gap_and_other_records_are_passed_over),
        cmocka_unit_test(damage_costs_the_records_that_it_hits),
        cmocka_unit_test(a_log_cut_short_is_read_to_its_last_whole_second),
        cmocka_unit_test(a_second_that_is_there_twice_is_read_once),
        cmocka_unit_test(old_devices_wrote_samples_alone),
        cmocka_unit_test(what_carries_no_samples_is_refused),
        cmocka_unit_test(a_zip_bomb_is_refused_before_it_goes_off),
        cmocka_unit_test(sizes_that_lie_cost_only_themselves),
        cmocka_unit_test(files_below_one_folder_of_the_zip_are_found),
        cmocka_unit_test(a_real_recording_is_read_without_a_word_of_damage),
    };
    return cmocka_run_group_tests_name("read/gt3x", tests, NULL, NULL);
}
