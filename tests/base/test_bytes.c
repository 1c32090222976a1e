/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The byte cursor: what it reads, and that it never leaves its buffer. */
#include "base/bytes.h"
#include "support/assert.h"

#include <stdlib.h>
#include <string.h>

static const uint8_t ramp[] = {0x01, 0x82, 0x03, 0x84, 0x05, 0x86, 0x07, 0x88};

static uint64_t u8(struct bytes *b)
{
    return bytes_u8(b);
}
static uint64_t u16le(struct bytes *b)
{
    return bytes_u16le(b);
}
static uint64_t u32le(struct bytes *b)
{
    return bytes_u32le(b);
}
static uint64_t i16le(struct bytes *b)
{
    return (uint64_t)bytes_i16le(b);
}
static uint64_t i32le(struct bytes *b)
{
    return (uint64_t)bytes_i32le(b);
}
static uint64_t i64le(struct bytes *b)
{
    return (uint64_t)bytes_i64le(b);
}
static uint64_t u16be(struct bytes *b)
{
    return bytes_u16be(b);
}
static uint64_t u32be(struct bytes *b)
{
    return bytes_u32be(b);
}
static uint64_t i16be(struct bytes *b)
{
    return (uint64_t)bytes_i16be(b);
}
static uint64_t i32be(struct bytes *b)
{
    return (uint64_t)bytes_i32be(b);
}
static uint64_t i64be(struct bytes *b)
{
    return (uint64_t)bytes_i64be(b);
}

static const struct {
    const char *label;
    uint64_t (*read)(struct bytes *);
    size_t size;
    uint64_t at_0, at_1; /* of the ramp; signed values as their 64-bit pattern */
} numbers[] = {
    {"u8", u8, 1, 0x01, 0x82},
    {"u16le", u16le, 2, 0x8201, 0x0382},
    {"u32le", u32le, 4, 0x84038201, 0x05840382},
    {"u64le", bytes_u64le, 8, 0x8807860584038201, 0},
    {"i16le", i16le, 2, 0xFFFFFFFFFFFF8201, 0x0382},
    {"i32le", i32le, 4, 0xFFFFFFFF84038201, 0x05840382},
    {"i64le", i64le, 8, 0x8807860584038201, 0},
    {"u16be", u16be, 2, 0x0182, 0x8203},
    {"u32be", u32be, 4, 0x01820384, 0x82038405},
    {"u64be", bytes_u64be, 8, 0x0182038405860788, 0},
    {"i16be", i16be, 2, 0x0182, 0xFFFFFFFFFFFF8203},
    {"i32be", i32be, 4, 0x01820384, 0xFFFFFFFF82038405},
    {"i64be", i64be, 8, 0x0182038405860788, 0},
};
#define N_NUMBERS (sizeof numbers / sizeof *numbers)

static void numbers_have_their_order_and_sign(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_NUMBERS; i++) {
        struct bytes b = bytes_of(ramp, sizeof ramp);
        assert_true_case(numbers[i].label, numbers[i].read(&b) == numbers[i].at_0);
        assert_int_case(numbers[i].label, b.at, numbers[i].size);
        bytes_seek(&b, 1);
        assert_true_case(numbers[i].label, numbers[i].read(&b) == numbers[i].at_1);
        assert_int_case(numbers[i].label, b.short_read, numbers[i].size == 8);
    }
}

/* Each prefix stands in memory of its own size, so that a sanitizer sees one byte too many. */
static void every_prefix_is_short_and_gives_zero(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_NUMBERS; i++) {
        for (size_t n = 0; n < numbers[i].size; n++) {
            uint8_t *prefix = malloc(n + (n == 0));
            assert_non_null(prefix);
            memcpy(prefix, ramp, n);
            struct bytes b = bytes_of(prefix, n);
            assert_true_case(numbers[i].label, numbers[i].read(&b) == 0);
            assert_true_case(numbers[i].label, b.short_read && b.at == 0);
            free(prefix);
        }
    }
}

static void a_short_read_latches(void **state)
{
    (void)state;
    struct bytes b = bytes_of(ramp, 3);
    (void)bytes_u32le(&b);
    assert_int_equal(bytes_u8(&b), 0x01);
    assert_true(b.short_read);
}

static void hostile_lengths_move_nothing(void **state)
{
    (void)state;
    static const uint64_t lengths[] = {9, SIZE_MAX, UINT64_MAX, UINT64_C(1) << 63};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        char text[4];
        struct bytes b = bytes_of(ramp, sizeof ramp);
        bytes_skip(&b, lengths[i]);
        assert_true(b.short_read && b.at == 0);
        b = bytes_of(ramp, sizeof ramp);
        bytes_seek(&b, lengths[i]);
        assert_true(b.short_read && b.at == 0);
        b = bytes_of(ramp, sizeof ramp);
        struct bytes slice = bytes_slice(&b, lengths[i]);
        assert_true(slice.short_read && bytes_left(&slice) == 0 && b.short_read);
        b = bytes_of(ramp, sizeof ramp);
        bytes_text(&b, lengths[i], text, sizeof text);
        assert_true(b.short_read);
        assert_string_equal(text, "");
    }
}

static void a_slice_ends_where_it_was_cut(void **state)
{
    (void)state;
    struct bytes b = bytes_of(ramp, sizeof ramp);
    bytes_skip(&b, 1);
    struct bytes slice = bytes_slice(&b, 2);
    assert_int_equal(bytes_u16le(&slice), 0x0382);
    assert_int_equal(bytes_left(&slice), 0);
    assert_int_equal(bytes_u8(&slice), 0);
    assert_true(slice.short_read);
    assert_false(b.short_read);
    assert_int_equal(bytes_u8(&b), 0x84);
}

static void no_bytes_at_all_are_fine(void **state)
{
    (void)state;
    struct bytes b = bytes_of(NULL, 0);
    const char *line;
    size_t n;
    char text[4];
    assert_false(bytes_line(&b, &line, &n));
    assert_true(bytes_match(&b, ""));
    assert_false(bytes_match(&b, "x"));
    bytes_text(&b, 0, text, sizeof text);
    assert_string_equal(text, "");
    struct bytes slice = bytes_slice(&b, 0);
    assert_false(slice.short_read || b.short_read);
}

static void a_match_moves_and_a_miss_does_not(void **state)
{
    (void)state;
    struct bytes b = bytes_of("RIFFxx", 6);
    assert_false(bytes_match(&b, "RF64"));
    assert_false(bytes_match(&b, "RIFFxxx"));
    assert_int_equal(b.at, 0);
    assert_true(bytes_match(&b, "RIFF"));
    assert_int_equal(b.at, 4);
    assert_false(b.short_read);
}

static void a_text_ends_at_nul_at_its_bytes_or_at_its_room(void **state)
{
    (void)state;
    static const struct {
        const char *label, *bytes;
        size_t n, room;
        const char *text;
    } table[] = {
        {"ends at NUL", "ab\0cd", 5, 8, "ab"},
        {"ends with its bytes", "abcd", 3, 8, "abc"},
        {"cut to room", "abcd", 4, 3, "ab"},
        {"room for the NUL only", "abcd", 4, 1, ""},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        char text[8];
        struct bytes b = bytes_of(table[i].bytes, table[i].n);
        bytes_text(&b, table[i].n, text, table[i].room);
        assert_text_case(table[i].label, text, table[i].text);
        assert_int_case(table[i].label, bytes_left(&b), 0);
    }
}

static void lines_end_with_lf_crlf_or_the_bytes(void **state)
{
    (void)state;
    static const char *const expected[] = {"one", "two", "", "last"};
    static const char text[] = "one\ntwo\r\n\nlast";
    struct bytes b = bytes_of(text, sizeof text - 1);
    const char *line;
    size_t n;
    for (size_t i = 0; i < 4; i++) {
        assert_true(bytes_line(&b, &line, &n));
        assert_int_case(expected[i], n, strlen(expected[i]));
        assert_memory_equal(line, expected[i], n);
    }
    assert_false(bytes_line(&b, &line, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_have_their_order_and_sign),
        cmocka_unit_test(every_prefix_is_short_and_gives_zero),
        cmocka_unit_test(a_short_read_latches),
        cmocka_unit_test(hostile_lengths_move_nothing),
        cmocka_unit_test(a_slice_ends_where_it_was_cut),
        cmocka_unit_test(no_bytes_at_all_are_fine),
        cmocka_unit_test(a_match_moves_and_a_miss_does_not),
        cmocka_unit_test(a_text_ends_at_nul_at_its_bytes_or_at_its_room),
        cmocka_unit_test(lines_end_with_lf_crlf_or_the_bytes),
    };
    return cmocka_run_group_tests_name("base/bytes", tests, NULL, NULL);
}
