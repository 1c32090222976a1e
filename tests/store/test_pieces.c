/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the values of a JSON text lie. */
#include "store/pieces.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

#define ROOM 512

/* "key=value " of each member, or "value " of each item; "!" where it is broken. */
static const char *walk(const char *text)
{
    static char out[ROOM];
    size_t n = 0;
    struct piece key = {"", 0}, value;
    struct pieces pieces = pieces_in(piece_of(text, strlen(text)), text[strspn(text, " \n")]);
    while (pieces_next(&pieces, &key, &value))
        n += (size_t)snprintf(out + n, ROOM - n, "%.*s%s%.*s ", (int)key.n, key.at,
                              key.n > 0 ? "=" : "", (int)value.n, value.at);
    (void)snprintf(out + n, ROOM - n, "%s", pieces.broken ? "!" : "");
    return out;
}

static void values_are_found_where_they_lie(void **state)
{
    static const char *const rows[][2] = {
        {"[1, \"a\" ,null,[2,[3]],{\"b\":4}]", "1 \"a\" null [2,[3]] {\"b\":4} "},
        {" {\"a\":1,\n\"b\" : \"}\",\"c\":[\"]\\\"\"]} ", "a=1 b=\"}\" c=[\"]\\\"\"] "},
        {"[]", ""},
        {"[ ]", ""},
        {"{ }", ""},
        {"[\"\\\\\"]", "\"\\\\\" "},
        {"[-1.5e-7]", "-1.5e-7 "},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_text_case(rows[i][0], walk(rows[i][0]), rows[i][1]);
}

static void what_is_broken_is_said(void **state)
{
    static const char *const texts[] = {
        "",           "1",         "[",        "[1",        "[1,]",    "[,1]",
        "[1 2]",      "[1] x",     "{1}",      "{\"a}",     "{\"a\"}", "{\"a\":}",
        "{\"a\":1,}", "{\"a\" 1}", "[\"\\\"]", "{\"a\":1]", "[1}",     "[[]",
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *said = walk(texts[i]);
        assert_text_case(texts[i], said + strlen(said) - (*said != '\0'), "!");
    }
}

static void a_cut_text_is_broken_wherever_it_is_cut(void **state)
{
    static const char text[] = "{\"a\": [1, {\"b\": \"c\\\"\"}], \"d\": {\"e\": []}}";
    char cut[sizeof text];
    (void)state;
    for (size_t n = 0; n < sizeof text - 1; n++) {
        memcpy(cut, text, n);
        cut[n] = '\0';
        assert_true_case(cut, piece_of(cut, n).at == NULL);
    }
    assert_non_null(piece_of(text, sizeof text - 1).at);
}

static void keys_are_told_apart(void **state)
{
    const struct piece key = {"rows", 4};
    (void)state;
    assert_true(piece_is(key, "rows"));
    assert_false(piece_is(key, "row"));
    assert_false(piece_is(key, "rowss"));
    assert_false(piece_is(key, "Rows"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_found_where_they_lie),
        cmocka_unit_test(what_is_broken_is_said),
        cmocka_unit_test(a_cut_text_is_broken_wherever_it_is_cut),
        cmocka_unit_test(keys_are_told_apart),
    };
    return cmocka_run_group_tests_name("store/pieces", tests, NULL, NULL);
}
