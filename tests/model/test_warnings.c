/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warnings of one recording. */
#include "model/warnings.h"

#include "support/assert.h"

#include <string.h>

static void the_first_text_of_an_id_is_kept(void **state)
{
    (void)state;
    struct warnings warnings = {.n = 0};
    warnings_add(&warnings, BKS_WARN_GAPS, "a gap of %.1f s at %d s", 2.5, 12);
    warnings_add(&warnings, BKS_WARN_SHORT, "short");
    warnings_add(&warnings, BKS_WARN_GAPS, "another");
    assert_int_equal(warnings.n, 2);
    assert_int_equal(warnings.item[0].id, BKS_WARN_GAPS);
    assert_string_equal(warnings.item[0].text, "a gap of 2.5 s at 12 s");
    assert_int_equal(warnings.item[1].id, BKS_WARN_SHORT);
    assert_true(warnings_has(&warnings, BKS_WARN_SHORT));
    assert_false(warnings_has(&warnings, BKS_WARN_CLIPPING));
}

static void there_is_room_for_each_id(void **state)
{
    (void)state;
    struct warnings warnings = {.n = 0};
    for (int i = 0; i < BKS_WARNING_COUNT; i++)
        warnings_add(&warnings, (enum bks_warning_id)i, "%d", i);
    assert_int_equal(warnings.n, BKS_WARNING_COUNT);
    warnings_add(&warnings, BKS_WARNING_COUNT, "one more");
    assert_int_equal(warnings.n, BKS_WARNING_COUNT);
}

static void a_long_text_is_cut(void **state)
{
    (void)state;
    struct warnings warnings = {.n = 0};
    warnings_add(&warnings, BKS_WARN_JITTER, "%0500d", 7);
    assert_int_equal(strlen(warnings.item[0].text), sizeof warnings.item[0].text - 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_text_of_an_id_is_kept),
        cmocka_unit_test(there_is_room_for_each_id),
        cmocka_unit_test(a_long_text_is_cut),
    };
    return cmocka_run_group_tests_name("model/warnings", tests, NULL, NULL);
}
