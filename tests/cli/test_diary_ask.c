/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The diary by prompts: what is asked, what a wrong answer gets, where it ends. */
#include "cli/diary.h"

#include "support/assert.h"
#include "support/golden.h"

#include <stdio.h>
#include <string.h>

/* Answers by lines; what was said goes to *printed. */
static void answer(struct told *told, struct printed *printed, const char *lines)
{
    char copy[1024];
    (void)snprintf(copy, sizeof copy, "%s", lines);
    FILE *in = fmemopen(copy, strlen(copy), "r");
    assert_non_null(in);
    *told = (struct told){.n = 0};
    printed_open(printed);
    assert_int_equal(diary_ask(told, in, printed->out), 0);
    assert_int_equal(fclose(in), 0);
}

static const char *value(const struct told *told, const char *name)
{
    const struct record record = {.value = told->part[0].value, .n = told->part[0].n};
    return told->n > 0 ? told_in(&record, name) : NULL;
}

static void answers_become_an_entry(void **state)
{
    struct told told;
    struct printed printed;
    (void)state;
    answer(&told, &printed, "1\n\n2\ntightness, fever\n\nincreased\n");
    assert_int_equal(told.n, 1);
    assert_string_equal(value(&told, "waking"), "1");
    assert_null(value(&told, "before")); /* an empty line: not said, and not 0 */
    assert_string_equal(value(&told, "during"), "2");
    assert_string_equal(value(&told, "symptoms"), "tightness,fever");
    assert_string_equal(value(&told, "stiffness"), "increased");
    assert_non_null(strstr(printed_text(&printed), "waking: pain this morning"));
    printed_clear(&printed);
    told_clear(&told);
}

static void a_wrong_answer_is_told_and_asked_again(void **state)
{
    struct told told;
    struct printed printed;
    (void)state;
    answer(&told, &printed, "11\nbad\n3\n");
    assert_string_equal(value(&told, "waking"), "3");
    const char *text = printed_text(&printed);
    assert_non_null(strstr(text, "waking: \"11\" is not a whole number from 0 to 10\n"));
    assert_non_null(strstr(text, "waking: \"bad\" is not"));
    printed_clear(&printed);
    told_clear(&told);
}

static void other_names_and_other_days_are_not_asked(void **state)
{
    struct told told;
    struct printed printed;
    (void)state;
    answer(&told, &printed, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n");
    assert_int_equal(told.n, 0);
    const char *text = printed_text(&printed);
    assert_null(strstr(text, "next_morning:"));
    assert_null(strstr(text, "\nmorning:"));
    assert_null(strstr(text, "note_checked:")); /* nobody says yes to what was not asked */
    assert_non_null(strstr(text, "note:"));     /* the last of all */
    printed_clear(&printed);
    told_clear(&told);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_become_an_entry),
        cmocka_unit_test(a_wrong_answer_is_told_and_asked_again),
        cmocka_unit_test(other_names_and_other_days_are_not_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
