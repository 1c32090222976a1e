/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status list, and filling a fault. */
#include "base/fault.h"
#include "support/assert.h"

#include <string.h>

static void every_status_has_its_own_id_and_a_text(void **state)
{
    (void)state;
    for (int i = 0; i < BKS_STATUS_COUNT; i++) {
        const char *id = bks_status_id((enum bks_status)i);
        assert_true_case(id, strlen(id) > 0 && strcmp(id, "unknown") != 0);
        assert_true_case(id, strspn(id, "abcdefghijklmnopqrstuvwxyz_") == strlen(id));
        assert_true_case(id, strlen(bks_status_text((enum bks_status)i)) > 0);
        for (int k = 0; k < i; k++)
            assert_true_case(id, strcmp(id, bks_status_id((enum bks_status)k)) != 0);
    }
    assert_string_equal(bks_status_id(BKS_DAMAGED), "damaged");
}

static void a_status_outside_the_list_is_unknown(void **state)
{
    (void)state;
    assert_string_equal(bks_status_id(BKS_STATUS_COUNT), "unknown");
    assert_string_equal(bks_status_text(BKS_STATUS_COUNT), "unknown");
}

static void a_fault_says_what_where_and_what_to_do(void **state)
{
    (void)state;
    struct bks_fault fault;
    memset(&fault, 0x55, sizeof fault);
    assert_status(fault_set(&fault, BKS_DAMAGED, "export it again", "row %d has no time", 7),
                  BKS_DAMAGED);
    assert_string_equal(fault.what, "row 7 has no time");
    assert_string_equal(fault.hint, "export it again");
    assert_string_equal(fault.entry, "");
    assert_true(fault.offset == -1 && fault.line == 0);
    assert_status(fault_at(&fault, "Accelerometer.csv", 120, 7), BKS_DAMAGED);
    assert_string_equal(fault.entry, "Accelerometer.csv");
    assert_true(fault.offset == 120 && fault.line == 7);
}

static void long_words_are_cut_not_spilled(void **state)
{
    (void)state;
    char longer[1000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = '\0';
    struct bks_fault fault;
    (void)fault_set(&fault, BKS_IO, longer, "%s", longer);
    (void)fault_at(&fault, longer, 0, 0);
    assert_int_equal(strlen(fault.what), sizeof fault.what - 1);
    assert_int_equal(strlen(fault.hint), sizeof fault.hint - 1);
    assert_int_equal(strlen(fault.entry), sizeof fault.entry - 1);
}

static void a_caller_without_a_fault_gets_the_status(void **state)
{
    (void)state;
    assert_status(fault_set(NULL, BKS_EMPTY, NULL, "no rows"), BKS_EMPTY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_own_id_and_a_text),
        cmocka_unit_test(a_status_outside_the_list_is_unknown),
        cmocka_unit_test(a_fault_says_what_where_and_what_to_do),
        cmocka_unit_test(long_words_are_cut_not_spilled),
        cmocka_unit_test(a_caller_without_a_fault_gets_the_status),
    };
    return cmocka_run_group_tests_name("base/status", tests, NULL, NULL);
}
