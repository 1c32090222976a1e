/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as JSON: its shape, whatever it holds, and that HTML shows the same numbers. */
#include "base/memory.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/hand_paper.h"
#include "support/json_check.h"
#include "support/same_numbers.h"

#include <stdlib.h>
#include <string.h>

#define VALUE_ROOM 4096

static const char *write_json(struct printed *printed, struct paper *paper)
{
    assert_non_null(paper);
    printed_open(printed);
    assert_status(paper_json(paper, printed->out), BKS_OK);
    paper_free(paper);
    const char *text = printed_text(printed);
    assert_true(json_valid(text, strlen(text), NULL));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    return text;
}

static void the_object_is_as_blessed(void **state)
{
    struct printed printed;
    (void)state;
    assert_golden("paper.json", write_json(&printed, hand_paper(locale_at(0))));
    printed_clear(&printed);
}

static void each_block_stands_under_its_id(void **state)
{
    static const struct {
        const char *path, *expected;
    } table[] = {
        {"schema_version", "1"},
        {"tool.name", "\"backstride\""},
        {"day", "\"2026-05-01\""},
        {"sections.summary.title", "\"In one page\""},
        {"sections.summary.status", "\"Stage 5 of 13: run 1:30, walk 1:30, six times.\""},
        {"sections.summary.numbers.morning_pain.value", "1"},
        {"sections.summary.numbers.running_min.unit", "\"min/week\""},
        {"sections.summary.numbers.cadence.value", "166"},
        {"sections.summary.numbers.cadence.low", "165"},
        {"sections.summary.form_now.columns.now", "\"now\""},
        {"sections.summary.form_now.rows.1.change", "-3.0"},
        {"sections.summary.form_now.rows.2.now.value", "null"},
        {"sections.summary.form_now.rows.2.now.why", "\"side_unknown\""},
        {"sections.summary.form_now.rows.2.change", "null"},
        {"sections.summary.load.title", "\"Pain stayed at 2 or less while minutes doubled.\""},
        {"sections.summary.load.alt", "\"Dots from left to right, each a session.\""},
        {"sections.summary.texts.0", "\"Associations only; nothing here is a cause.\""},
        {"sections.evidence.sessions.rows.0.day", "\"2026-05-01\""},
        {"sections.evidence.sessions.rows.1.done_min", "8.75"},
        {"sections.evidence.sessions.rows.3.done_min", "9.00"},
    };
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    const char *text = write_json(&printed, hand_paper(locale_find("de_DE"))); /* no matter */
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_true_case(table[i].path, json_at(value, sizeof value, text, table[i].path));
        assert_text_case(table[i].path, value, table[i].expected);
    }
    printed_clear(&printed);
}

static void what_stands_before_any_section_is_at_the_top(void **state)
{
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    const char *text = write_json(&printed, hand_paper_stop());
    assert_true(json_at(value, sizeof value, text, "sections.top.stop.title"));
    assert_string_equal(value, "\"STOP: do not run\"");
    printed_clear(&printed);
}

static void any_text_is_valid(void **state)
{
    struct printed printed;
    (void)state;
    (void)write_json(&printed, hand_paper_of(hand_hostile));
    printed_clear(&printed);
    const char *text = write_json(&printed, hand_paper_of(hand_long_word()));
    assert_non_null(strstr(text, hand_long_word()));
    printed_clear(&printed);
}

static void html_has_the_same_numbers(void **state)
{
    struct printed json, html;
    (void)state;
    (void)write_json(&json, hand_paper(locale_at(0)));
    struct paper *paper = hand_paper(locale_at(0));
    printed_open(&html);
    assert_status(paper_html(paper, html.out), BKS_OK);
    paper_free(paper);
    char *text = html_text(printed_text(&html));
    assert_true(assert_same_numbers(json.text, text) > 100);
    free(text);
    printed_clear(&html);
    printed_clear(&json);
}

static void what_is_not_whole_is_not_written(void **state)
{
    struct printed printed;
    (void)state;
    memory_fail_at(3);
    struct paper *paper = hand_paper(locale_at(0));
    memory_fail_at(0);
    assert_non_null(paper);
    printed_open(&printed);
    assert_status(paper_json(paper, printed.out), BKS_NO_MEMORY);
    assert_string_equal(printed_text(&printed), "");
    printed_clear(&printed);
    paper_free(paper);
}

static void a_full_disk_is_noticed(void **state)
{
    (void)state;
    FILE *full = fopen("/dev/full", "wb");
    assert_non_null(full);
    struct paper *paper = hand_paper(locale_at(0));
    assert_status(paper_json(paper, full), BKS_CANNOT_WRITE);
    paper_free(paper);
    (void)fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_object_is_as_blessed),
        cmocka_unit_test(each_block_stands_under_its_id),
        cmocka_unit_test(what_stands_before_any_section_is_at_the_top),
        cmocka_unit_test(any_text_is_valid),
        cmocka_unit_test(html_has_the_same_numbers),
        cmocka_unit_test(what_is_not_whole_is_not_written),
        cmocka_unit_test(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests_name("report/paper_json", tests, NULL, NULL);
}
