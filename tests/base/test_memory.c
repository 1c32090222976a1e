/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The door to the heap: sizes that overflow, the failing request, what is still out, arrays. */
#include "base/array.h"
#include "base/memory.h"
#include "support/assert.h"

static void new_memory_is_zeroed(void **state)
{
    (void)state;
    unsigned char *bytes = memory_new(1000, 1);
    assert_non_null(bytes);
    for (size_t i = 0; i < 1000; i++)
        assert_int_equal(bytes[i], 0);
    memory_free(bytes);
}

static void no_items_still_give_an_address(void **state)
{
    (void)state;
    void *memory = memory_new(0, 8);
    assert_non_null(memory);
    memory_free(memory);
    memory_free(NULL);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t count, size;
    } table[] = {
        {"product wraps to zero", SIZE_MAX / 2 + 1, 2},
        {"product wraps to a little", SIZE_MAX / 8 + 2, 8},
        {"items without a size", 4, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        assert_true_case(table[i].label, memory_new(table[i].count, table[i].size) == NULL);
        char *old = memory_new(4, 1);
        assert_non_null(old);
        assert_true_case(table[i].label, memory_resize(old, table[i].count, table[i].size) == NULL);
        memory_free(old);
    }
}

static void resizing_keeps_what_was_there(void **state)
{
    (void)state;
    int *items = memory_resize(NULL, 2, sizeof *items);
    assert_non_null(items);
    items[0] = 7;
    items[1] = 8;
    int *more = memory_resize(items, 1000, sizeof *items);
    assert_non_null(more);
    assert_int_equal(more[0], 7);
    assert_int_equal(more[1], 8);
    memory_free(more);
}

static void live_counts_what_is_not_given_back(void **state)
{
    (void)state;
    long before = memory_live();
    char *text = memory_text("up");
    assert_string_equal(text, "up");
    assert_int_equal(memory_live(), before + 1);
    memory_free(text);
    assert_int_equal(memory_live(), before);
}

static void only_the_chosen_request_fails(void **state)
{
    (void)state;
    memory_fail_at(2);
    void *first = memory_new(1, 1);
    void *second = memory_new(1, 1);
    void *third = memory_new(1, 1);
    memory_fail_at(0);
    assert_non_null(first);
    assert_null(second);
    assert_non_null(third);
    memory_free(first);
    memory_free(third);
}

static void an_array_grows_to_its_cap_and_no_further(void **state)
{
    (void)state;
    enum { CAP = 100 };
    size_t capacity = 0;
    int *items = NULL;
    for (size_t n = 0; n < CAP; n++) {
        int *more = array_room(items, &capacity, n + 1, CAP, sizeof *items);
        assert_non_null(more);
        assert_true(capacity > n && capacity <= CAP);
        items = more;
        items[n] = (int)n;
    }
    assert_null(array_room(items, &capacity, CAP + 1, CAP, sizeof *items));
    assert_int_equal(items[CAP - 1], CAP - 1);
    memory_free(items);
}

static void an_array_out_of_memory_stays_as_it_was(void **state)
{
    (void)state;
    size_t capacity = 0;
    int *items = array_room(NULL, &capacity, 1, SIZE_MAX, sizeof *items);
    assert_non_null(items);
    items[0] = 5;
    size_t before = capacity;
    memory_fail_at(1);
    int *more = array_room(items, &capacity, before + 1, SIZE_MAX, sizeof *items);
    memory_fail_at(0);
    assert_null(more);
    assert_int_equal(capacity, before);
    assert_int_equal(items[0], 5);
    assert_null(array_room(items, &capacity, SIZE_MAX, SIZE_MAX, sizeof *items));
    memory_free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(new_memory_is_zeroed),
        cmocka_unit_test(no_items_still_give_an_address),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(resizing_keeps_what_was_there),
        cmocka_unit_test(live_counts_what_is_not_given_back),
        cmocka_unit_test(only_the_chosen_request_fails),
        cmocka_unit_test(an_array_grows_to_its_cap_and_no_further),
        cmocka_unit_test(an_array_out_of_memory_stays_as_it_was),
    };
    return cmocka_run_group_tests_name("base/memory", tests, NULL, NULL);
}
