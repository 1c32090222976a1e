/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The walk over the chunks of WAV and RF64: where the samples lie, whatever the header says. */
#include "base/memory.h"
#include "read/container.h"
#include "support/assert.h"
#include "support/wav_writer.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOM  (256u << 10)
#define GIB_5 (UINT64_C(5) << 30)

static uint8_t bytes[ROOM];

static enum bks_status look(struct container *container, struct archive_tags *tags, size_t n)
{
    struct source *source = NULL;
    struct bks_fault fault = {.status = BKS_OK};
    uint8_t *exact = malloc(n ? n : 1); /* so that a byte too far shows */
    memcpy(exact, bytes, n);
    *container = (struct container){.kind = CONTAINER_NONE};
    assert_status(source_open_memory(&source, exact, n, "test.wav", NULL), BKS_OK);
    enum bks_status status = container_read(container, tags, source, &fault);
    source_close(source);
    free(exact);
    assert_int_equal(status, fault.status);
    if (status != BKS_OK)
        assert_true(fault.what[0] != '\0');
    return status;
}

static void the_samples_are_found_whatever_the_header_says(void **state)
{
    static const struct {
        const char *label;
        struct wav_recipe recipe;
        enum bks_status status;
        uint64_t rows, said;
        enum container_end end;
    } table[] = {
        {"true sizes", {.channels = 4, .rate_hz = 100, .rows = 50}, BKS_OK, 50, 50, END_AS_SAID},
        {"rf64",
         {.channels = 4, .rate_hz = 100, .rows = 50, .wide = true},
         BKS_OK,
         50,
         50,
         END_AS_SAID},
        {"extensible float",
         {.channels = 3,
          .rate_hz = 100,
          .rows = 50,
          .bits = 32,
          .is_float = true,
          .extensible = true},
         BKS_OK,
         50,
         50,
         END_AS_SAID},
        {"says too much",
         {.channels = 4, .rate_hz = 100, .rows = 50, .lie = WAV_SAYS, .data_says = 8000},
         BKS_OK,
         50,
         1000,
         END_CUT_SHORT},
        {"says 0, samples follow",
         {.channels = 4, .rate_hz = 100, .rows = 50, .lie = WAV_SAYS, .data_says = 0},
         BKS_OK,
         50,
         0,
         END_UNFINISHED},
        {"says that it does not know",
         {.channels = 4, .rate_hz = 100, .rows = 50, .lie = WAV_SAYS, .data_says = 0xFFFFFFFF},
         BKS_OK,
         50,
         0,
         END_UNFINISHED},
        {"rf64 says too much",
         {.channels = 4,
          .rate_hz = 100,
          .rows = 50,
          .wide = true,
          .lie = WAV_SAYS,
          .data_says = UINT64_C(8) << 40},
         BKS_OK,
         50,
         UINT64_C(1) << 40,
         END_CUT_SHORT},
        {"rf64 does not know",
         {.channels = 4,
          .rate_hz = 100,
          .rows = 50,
          .wide = true,
          .lie = WAV_SAYS,
          .data_says = UINT64_MAX},
         BKS_OK,
         50,
         0,
         END_UNFINISHED},
        {"says less",
         {.channels = 4, .rate_hz = 100, .rows = 50, .lie = WAV_SAYS, .data_says = 80},
         BKS_OK,
         10,
         10,
         END_AS_SAID},
        {"no samples", {.channels = 4, .rate_hz = 100}, BKS_EMPTY, 0, 0, END_AS_SAID},
        {"no samples, texts follow",
         {.channels = 4, .rate_hz = 100, .comment = "Time: x\n", .list_after = true},
         BKS_EMPTY,
         0,
         0,
         END_AS_SAID},
        {"no data chunk",
         {.channels = 4, .rate_hz = 100, .rows = 50, .lie = WAV_NO_DATA},
         BKS_EMPTY,
         0,
         0,
         END_AS_SAID},
        {"no channels", {.channels = 0, .rate_hz = 100}, BKS_DAMAGED, 0, 0, END_AS_SAID},
        {"no rate", {.channels = 4, .rate_hz = 0, .rows = 5}, BKS_DAMAGED, 0, 0, END_AS_SAID},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct container container;
        struct archive_tags tags;
        size_t n = wav_build(bytes, ROOM, &table[i].recipe, NULL);
        assert_int_case(table[i].label, look(&container, &tags, n), table[i].status);
        if (table[i].status != BKS_OK)
            continue;
        assert_int_case(table[i].label, container.rows, table[i].rows);
        assert_int_case(table[i].label, container.rows_said, table[i].said);
        assert_int_case(table[i].label, container.end, table[i].end);
    }
}

static void codings_that_are_not_plain_samples_are_named_so(void **state)
{
    static const struct {
        const char *label;
        struct wav_recipe recipe;
    } table[] = {
        {"a-law", {.channels = 4, .rate_hz = 100, .rows = 5, .coding = 6}},
        {"adpcm", {.channels = 4, .rate_hz = 100, .rows = 5, .coding = 2}},
        {"mp3 in wav",
         {.channels = 4, .rate_hz = 100, .rows = 5, .coding = 0x55, .extensible = true}},
        {"8 bits", {.channels = 4, .rate_hz = 100, .rows = 5, .bits = 8}},
        {"16-bit float", {.channels = 4, .rate_hz = 100, .rows = 5, .coding = 3}},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct container container;
        struct archive_tags tags;
        size_t n = wav_build(bytes, ROOM, &table[i].recipe, NULL);
        assert_int_case(table[i].label, look(&container, &tags, n), BKS_OK);
        assert_int_case(table[i].label, container.coding, CODING_OTHER);
    }
}

static void texts_behind_the_samples_are_read_too(void **state)
{
    struct wav_recipe recipe = {
        .channels = 3, .rate_hz = 100, .rows = 7, .list_after = true, .comment = wav_comment(3)};
    struct container container;
    struct archive_tags tags;
    (void)state;
    size_t n = wav_build(bytes, ROOM, &recipe, NULL);
    assert_status(look(&container, &tags, n), BKS_OK);
    assert_true(tags.has_time);
    assert_int_equal(tags.channel[2].sensor, SENSOR_ACCEL);
    assert_int_equal(container.rows, 7);
}

static void a_text_beyond_the_limit_of_libsndfile_is_read_whole(void **state)
{
    static char title[8000];
    struct wav_recipe recipe = {.channels = 3,
                                .rate_hz = 100,
                                .rows = 7,
                                .title = title,
                                .comment = wav_comment(3),
                                .date = "2018-03-18 17:24:47.536"};
    struct container container;
    struct archive_tags tags;
    (void)state;
    memset(title, 'x', sizeof title - 20);
    memcpy(title + sizeof title - 20, "\nConfig-A: 100,8\n", 18);
    size_t n = wav_build(bytes, ROOM, &recipe, NULL);
    assert_status(look(&container, &tags, n), BKS_OK);
    assert_near(tags.config_g, 8, 0);
    assert_true(tags.has_time);
}

static void a_broken_list_costs_its_texts_and_nothing_more(void **state)
{
    struct wav_recipe recipe = {
        .channels = 3, .rate_hz = 100, .rows = 7, .comment = wav_comment(3)};
    struct container container;
    struct archive_tags tags;
    (void)state;
    size_t n = wav_build(bytes, ROOM, &recipe, NULL);
    memset(bytes + 12 + 24 + 8 + 4 + 4, 0xFF, 4); /* the size of ICMT */
    assert_status(look(&container, &tags, n), BKS_OK);
    assert_int_equal(container.rows, 7);
    memset(bytes + 12 + 24 + 8 + 4, 0,
           8); /* an id of zeros and no size, as made some readers spin */
    assert_status(look(&container, &tags, n), BKS_OK);
    assert_int_equal(container.rows, 7);
}

static void a_file_of_empty_chunks_ends_the_walk(void **state)
{
    struct wav_recipe recipe = {.channels = 3, .rate_hz = 100, .lie = WAV_NO_DATA};
    struct container container;
    struct archive_tags tags;
    (void)state;
    size_t n = wav_build(bytes, ROOM, &recipe, NULL);
    memset(bytes + n, 0, ROOM - n);
    assert_status(look(&container, &tags, ROOM), BKS_EMPTY);
}

/* Sizes beyond 4 GiB, in a file that takes no room: only its header is written. */
static void samples_beyond_4_gib_are_found(void **state)
{
    static const struct {
        const char *label;
        bool wide;
        uint64_t says;
        enum container_end end;
    } table[] = {{"wav with the low 32 bits", false, GIB_5 & 0xFFFFFFFF, END_UNFINISHED},
                 {"rf64", true, GIB_5, END_AS_SAID}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct wav_recipe recipe = {.channels = 4,
                                    .rate_hz = 100,
                                    .wide = table[i].wide,
                                    .lie = WAV_SAYS,
                                    .data_says = table[i].says};
        struct container container;
        struct archive_tags tags;
        struct source *source = NULL;
        char path[] = "bks-riff-XXXXXX";
        int descriptor = mkstemp(path);
        size_t n = wav_build(bytes, ROOM, &recipe, NULL);
        assert_true(descriptor >= 0);
        assert_true(write(descriptor, bytes, n) == (ssize_t)n);
        assert_int_equal(ftruncate(descriptor, (off_t)(n + GIB_5)), 0);
        (void)close(descriptor);
        assert_status(source_open(&source, path, NULL), BKS_OK);
        (void)unlink(path);
        assert_int_case(table[i].label, container_read(&container, &tags, source, NULL), BKS_OK);
        assert_int_case(table[i].label, container.rows, GIB_5 / 8);
        assert_int_case(table[i].label, container.end, table[i].end);
        source_close(source);
    }
}

static void every_prefix_and_every_flipped_header_byte_is_answered(void **state)
{
    struct wav_recipe recipe = {
        .channels = 4, .rate_hz = 100, .rows = 20, .extensible = true, .comment = wav_comment(4)};
    struct container container;
    struct archive_tags tags;
    size_t data_at = 0;
    (void)state;
    size_t n = wav_build(bytes, ROOM, &recipe, &data_at);
    for (size_t length = 0; length <= n; length++) {
        enum bks_status status = look(&container, &tags, length);
        assert_true(length < data_at + 8 || status == BKS_OK);
        assert_true(container.data_at + container.data_bytes <= length ||
                    container.data_bytes == 0);
    }
    for (size_t at = 0; at < data_at; at++)
        for (unsigned bit = 0; bit < 8; bit++) {
            bytes[at] ^= (uint8_t)(1u << bit);
            if (look(&container, &tags, n) == BKS_OK && container.rows)
                assert_true(container.data_at + container.data_bytes <= n);
            bytes[at] ^= (uint8_t)(1u << bit);
        }
    assert_int_equal(memory_live(), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_samples_are_found_whatever_the_header_says),
        cmocka_unit_test(codings_that_are_not_plain_samples_are_named_so),
        cmocka_unit_test(texts_behind_the_samples_are_read_too),
        cmocka_unit_test(a_text_beyond_the_limit_of_libsndfile_is_read_whole),
        cmocka_unit_test(a_broken_list_costs_its_texts_and_nothing_more),
        cmocka_unit_test(a_file_of_empty_chunks_ends_the_walk),
        cmocka_unit_test(samples_beyond_4_gib_are_found),
        cmocka_unit_test(every_prefix_and_every_flipped_header_byte_is_answered),
    };
    return cmocka_run_group_tests_name("read/riff", tests, NULL, NULL);
}
