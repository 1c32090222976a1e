/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Movesense: blocks between stamps, missing blocks, other shapes of the document, JSON bombs. */
#include "support/app_check.h"
#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SAMPLE(y) "{\"x\":0.5,\"y\":" y ",\"z\":-1e-1}"
#define BLOCK(t)  "{\"ArrayAcc\":[" SAMPLE("9.8") "," SAMPLE("9.9") "],\"Timestamp\":" t "}"

static void read_text(struct read_all *read, const char *text)
{
    read_all_memory(read, text, strlen(text), "run.json", NULL);
}

static void samples_lie_evenly_between_the_stamps_of_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        size_t n;
        int64_t t_us[6];
    } cases[] = {
        {"even",
         "{\"Meas\":{\"Acc\":[" BLOCK("100") "," BLOCK("120") "]}}",
         4,
         {100000, 110000, 120000, 130000}},
        {"uneven",
         "{\"Meas\":{\"Acc\":[" BLOCK("100") "," BLOCK("120") "," BLOCK("142") "]}}",
         6,
         {100000, 110000, 120000, 131000, 142000, 152500}},
        {"a block is missing",
         "{\"Meas\":{\"Acc\":[" BLOCK("100") "," BLOCK("120") "," BLOCK("160") "]}}",
         6,
         {100000, 110000, 120000, 130000, 160000, 170000}},
        {"the sensor started again",
         "{\"Meas\":{\"Acc\":[" BLOCK("100") "," BLOCK("120") "," BLOCK("5") "]}}",
         6,
         {100000, 110000, 120000, 130000, 5000, 15000}},
        {"one block", "{\"Meas\":{\"Acc\":[" BLOCK("100") "]}}", 2, {100000, 110000}},
        {"single subscriptions",
         "{\"acc\":" BLOCK("100") "}\n{\"acc\":" BLOCK("120") "}",
         4,
         {100000, 110000, 120000, 130000}},
        {"notifications",
         "[{\"Body\":{\"Timestamp\":100,\"ArrayAcc\":[" SAMPLE(
             "9.8") "]},\"Uri\":\"a\"},"
                    "{\"Body\":{\"Timestamp\":110,\"ArrayAcc\":[" SAMPLE(
                        "9.8") "]},\"Uri\":\"a\"}]",
         2,
         {100000, 110000}},
        {"a block without a stamp",
         "{\"Meas\":{\"Acc\":[{\"ArrayAcc\":[" SAMPLE("1") "]}," BLOCK("100") "]}}",
         2,
         {100000, 110000}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        read_text(&read, cases[i].text);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.n, cases[i].n);
        for (size_t k = 0; k < read.n; k++)
            assert_int_case(cases[i].label, read.rows.t_us[k], cases[i].t_us[k]);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Y][0], 9.8, 0);
        assert_near_case(cases[i].label, read.rows.value[BKS_ACCEL_Z][0], -0.1, 0);
        read_all_clear(&read);
    }
}

static void sensors_one_after_the_other_are_joined_by_time(void **state)
{
    (void)state;
    static const char text[] =
        "{\"Meas\":{\"Gyro\":[{\"ArrayGyro\":[{\"x\":0,\"y\":0,\"z\":0},{\"x\":0,\"y\":0,\"z\":90}]"
        ","
        "\"Timestamp\":105},{\"ArrayGyro\":[{\"x\":0,\"y\":0,\"z\":180}],\"Timestamp\":125}],"
        "\"Acc\":[" BLOCK("100") "," BLOCK("120") "]}}";
    struct read_all read;
    read_text(&read, text);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO);
    assert_near(read.rows.value[BKS_GYRO_Z][1], 45 / 57.295779513082321, 1e-9);
    assert_near(read.rows.value[BKS_GYRO_Z][2], 135 / 57.295779513082321, 1e-9);
    read_all_clear(&read);
}

static void a_sample_without_a_number_is_missing(void **state)
{
    (void)state;
    struct read_all read;
    read_text(&read, "{\"ArrayAcc\":[{\"x\":1,\"y\":null,\"z\":3},{\"x\":1,\"y\":1e999,\"z\":3},"
                     "{\"x\":1,\"y\":\"2\",\"z\":3}],\"Timestamp\":1}");
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 3);
    assert_int_equal(read.rows.mark[0], BKS_ROW_MISSING);
    assert_int_equal(read.rows.mark[1], BKS_ROW_MISSING);
    assert_int_equal(read.rows.mark[2], 0);
    read_all_clear(&read);
}

/* A start that the probe takes for its own, then so many bytes of one kind. */
static char *bomb(const char *start, const char *piece, size_t times)
{
    size_t at = strlen(start), n = strlen(piece);
    char *text = malloc(at + n * times + 1);
    assert_non_null(text);
    memcpy(text, start, at);
    for (size_t i = 0; i < times; i++)
        memcpy(text + at + i * n, piece, n);
    text[at + n * times] = '\0';
    return text;
}

static void bombs_are_refused_or_read_up_to_them(void **state)
{
    (void)state;
    static const char empty[] = "{\"Timestamp\":1,\"ArrayAcc\":[],\"a\":";
    static const char rows[] = "{\"Meas\":{\"Acc\":[" BLOCK("100") "," BLOCK("120") ",";
    static const struct {
        const char *label, *start, *piece;
        size_t times;
        const char *what;
    } cases[] = {
        {"nest of arrays", empty, "[", 4000000, "too deep"},
        {"nest of objects", empty, "{\"a\":", 1000000, "too deep"},
        {"a huge text", empty, "\"", 1, "too early"},
        {"a huger text", "{\"Timestamp\":1,\"ArrayAcc\":[],\"a\":\"", "0123456789abcdef", 1000000,
         "too long"},
        {"a huge number", empty, "1234567890", 100000, "too long"},
        {"a huge key", "{\"Timestamp\":1,\"ArrayAcc\":[],\"", "key", 100000, "too long"},
        {"backslashes", "{\"Timestamp\":1,\"ArrayAcc\":[],\"a\":\"", "\\\\", 100000, "too long"},
        {"no JSON", empty, "nonsense", 3, "not JSON"},
        {"nest after rows", rows, "[", 100000, "too deep"},
        {"text after rows", rows, "\"aaaaaaaaaaaaaaa", 1, "too early"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct read_all read;
        char *text = bomb(cases[i].start, cases[i].piece, cases[i].times);
        read_text(&read, text);
        bool kept = cases[i].start == rows;
        assert_int_case(cases[i].label, read.status, kept ? BKS_OK : BKS_DAMAGED);
        const char *said = kept ? read_all_warning(&read, BKS_WARN_TRUNCATED) : read.fault.what;
        if (!said || !strstr(said, cases[i].what))
            print_error("it says: %s\n", said ? said : "nothing");
        assert_true_case(cases[i].label, said && strstr(said, cases[i].what));
        assert_int_case(cases[i].label, read.n, kept ? 4 : 0);
        read_all_clear(&read);
        free(text);
    }
}

static void a_block_without_end_is_cut(void **state)
{
    (void)state;
    char *text = bomb("{\"Timestamp\":1,\"ArrayAcc\":[{\"x\":1,\"y\":2,\"z\":3}",
                      ",{\"x\":1,\"y\":2,\"z\":3}", 2000);
    char *whole = bomb(text, "]}", 1);
    struct read_all read;
    read_text(&read, whole);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.n, 512);
    assert_non_null(read_all_warning(&read, BKS_WARN_ROWS_SKIPPED));
    read_all_clear(&read);
    free(whole);
    free(text);
}

static void turns_alone_are_refused(void **state)
{
    (void)state;
    struct read_all read;
    read_text(&read, "{\"ArrayGyro\":[{\"x\":1,\"y\":2,\"z\":3}],\"Timestamp\":1}");
    assert_status(read.status, BKS_UNSUPPORTED);
    assert_string_equal(read.fault.what, "no acceleration in it");
}

static void the_shared_imitation_is_read(void **state)
{
    (void)state;
    static const struct app_case one = {"movesense_imu9.json",  480,           104.0, 0,
                                        ROWS_ACCEL | ROWS_GYRO, BKS_CLOCK_NONE};
    struct read_all read;
    app_check(&read, &one);
    assert_int_equal(read.rows.t_us[0], 158319000);
    assert_int_equal(read.warnings.n, 0);
    read_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_lie_evenly_between_the_stamps_of_blocks),
        cmocka_unit_test(sensors_one_after_the_other_are_joined_by_time),
        cmocka_unit_test(a_sample_without_a_number_is_missing),
        cmocka_unit_test(bombs_are_refused_or_read_up_to_them),
        cmocka_unit_test(a_block_without_end_is_cut),
        cmocka_unit_test(turns_alone_are_refused),
        cmocka_unit_test(the_shared_imitation_is_read),
    };
    return cmocka_run_group_tests_name("read/movesense", tests, NULL, NULL);
}
