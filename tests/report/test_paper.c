/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a paper: what was given is kept, in order, as a copy; what could not be kept is told. */
#include "base/memory.h"
#include "report/paper_sample.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

#define REQUESTS 400 /* more than any of the papers makes */

static struct paper *empty(void)
{
    const struct paper_about about = {.title = "t",
                                      .author = "a",
                                      .subject = "s",
                                      .language = "en",
                                      .version = "0",
                                      .footer = "f",
                                      .locale = locale_at(0)};
    struct paper *paper = paper_new(&about);
    assert_non_null(paper);
    return paper;
}

static void texts_are_copies(void **state)
{
    (void)state;
    char text[] = "first", label[] = "pain", unit[] = "of 10", key[] = "k";
    const char *const items[] = {text};
    const struct paper_column column = {key, label, 1, false};
    const struct paper_number number = {key, label, figure_number(1, 0, unit), text};
    struct figure cell = figure_words(text);
    struct paper *paper = empty();
    paper_text(paper, key, PAPER_LEAD, text);
    paper_box(paper, NULL, label, text);
    paper_list(paper, NULL, items, 1);
    paper_numbers(paper, NULL, &number, 1);
    paper_table(paper, NULL, label, &column, 1);
    paper_row(paper, &cell);
    memset(text, 'x', strlen(text));
    memset(label, 'x', strlen(label));
    memset(unit, 'x', strlen(unit));
    memset(key, 'x', strlen(key));
    assert_status(paper_status(paper), BKS_OK);
    assert_int_equal(paper->n, 5);
    const struct paper_block *block = paper->block;
    assert_string_equal(block[0].text, "first");
    assert_string_equal(block[0].id, "k");
    assert_int_equal(block[0].role, PAPER_LEAD);
    assert_string_equal(block[1].title, "pain");
    assert_null(block[1].id);
    assert_string_equal(block[2].item[0], "first");
    assert_string_equal(block[3].number[0].now.unit, "of 10");
    assert_string_equal(block[3].number[0].note, "first");
    assert_string_equal(block[4].column[0].label, "pain");
    assert_string_equal(block[4].cell[0].text, "first");
    paper_free(paper);
}

static void rows_stay_in_order(void **state)
{
    (void)state;
    static const struct paper_column columns[] = {{"a", "a", 1, false}, {"b", "b", 1, true}};
    struct paper *paper = empty();
    paper_table(paper, "t", "", columns, 2);
    for (int i = 0; i < 100; i++) {
        const struct figure cells[] = {figure_number(i, 0, ""), figure_number(-i, 0, "")};
        paper_row(paper, cells);
    }
    const struct paper_block *table = &paper->block[0];
    assert_int_equal(table->n_rows, 100);
    for (int i = 0; i < 100; i++) {
        assert_near(table->cell[2 * i].value, i, 0);
        assert_near(table->cell[2 * i + 1].value, -i, 0);
    }
    assert_status(paper_status(paper), BKS_OK);
    paper_free(paper);
}

static void sections_have_their_place(void **state)
{
    (void)state;
    static const struct {
        enum paper_place place;
        bool page, fits;
    } rows[] = {
        {PAPER_FOLLOWS, false, false}, {PAPER_NEW_PAGE, true, false}, {PAPER_ONE_PAGE, true, true}};
    struct paper *paper = empty();
    for (size_t i = 0; i < 3; i++)
        paper_section(paper, NULL, "s", rows[i].place);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(paper->block[i].page, rows[i].page);
        assert_int_equal(paper->block[i].fits, rows[i].fits);
    }
    paper_free(paper);
}

static void what_is_missing_is_told(void **state)
{
    (void)state;
    const struct figure cell = figure_words("alone");
    struct paper *paper = empty();
    paper_chart(paper, NULL, NULL);
    assert_status(paper_status(paper), BKS_NO_MEMORY);
    paper_free(paper);
    paper = empty();
    paper_row(paper, &cell); /* to no table */
    assert_status(paper_status(paper), BKS_NO_MEMORY);
    paper_free(paper);
    paper_free(NULL);
}

static void each_request_may_fail(void **state)
{
    (void)state;
    long before = memory_live();
    bool whole = false;
    for (long nth = 1; nth < REQUESTS && !whole; nth++) {
        memory_fail_at(nth);
        struct paper *paper = paper_sample("Alex", "C");
        memory_fail_at(0);
        enum bks_status status = paper ? paper_status(paper) : BKS_NO_MEMORY;
        whole = status == BKS_OK;
        if (!whole)
            assert_status(status, BKS_NO_MEMORY);
        paper_free(paper);
        assert_int_equal(memory_live(), before);
    }
    assert_true(whole);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_copies),          cmocka_unit_test(rows_stay_in_order),
        cmocka_unit_test(sections_have_their_place), cmocka_unit_test(what_is_missing_is_told),
        cmocka_unit_test(each_request_may_fail),
    };
    return cmocka_run_group_tests_name("report/paper", tests, NULL, NULL);
}
