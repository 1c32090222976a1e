/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line by a table of options. */
#include "cli/args.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

/* Writes what was taken, in order: "json jobs=4 ". */
static bool note(void *request, const struct arg_row *row, const char *value)
{
    char *seen = request;
    size_t used = strlen(seen);
    (void)snprintf(seen + used, 200 - used, "%s%s%s ", row->name, value ? "=" : "",
                   value ? value : "");
    return strcmp(value ? value : "", "refused") != 0;
}

static const struct arg_row rows[] = {
    {'q', "quiet", NULL, "says less", note},
    {'j', "jobs", "N", "so many at once", note},
    {0, "json", NULL, "as JSON", note},
};

static const struct {
    const char *label;
    const char *words[6];
    const char *options, *rest; /* options NULL: refused */
} lines[] = {
    {"nothing", {NULL}, "", ""},
    {"long", {"--quiet", "--jobs", "4"}, "quiet jobs=4 ", ""},
    {"equals", {"--jobs=4"}, "jobs=4 ", ""},
    {"empty value", {"--jobs="}, "jobs= ", ""},
    {"letters", {"-q", "-j", "4"}, "quiet jobs=4 ", ""},
    {"cluster", {"-qj4", "x"}, "quiet jobs=4 ", "x "},
    {"mixed", {"a", "--json", "b"}, "json ", "a b "},
    {"a value that looks like an option", {"--jobs", "-4"}, "jobs=-4 ", ""},
    {"end of options", {"--json", "--", "--quiet", "-q"}, "json ", "--quiet -q "},
    {"standard input", {"-"}, "", "- "},
    {"empty word", {""}, "", " "},
    {"unknown", {"--jsn"}, NULL, NULL},
    {"prefix is not enough", {"--jso"}, NULL, NULL},
    {"unknown letter", {"-x"}, NULL, NULL},
    {"letter after a good one", {"-qx"}, NULL, NULL},
    {"missing value", {"--jobs"}, NULL, NULL},
    {"missing value of a letter", {"-j"}, NULL, NULL},
    {"value that nobody takes", {"--json=yes"}, NULL, NULL},
    {"refused by its row", {"--jobs=refused"}, NULL, NULL},
    {"an endless name",
     {"--aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
     NULL,
     NULL},
};

static void lines_are_read_or_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char word[6][100], *argv[6], seen[200] = "", rest_seen[200] = "";
        const char *items[6];
        struct args_rest rest = {.item = items};
        int argc = 0;
        for (; argc < 6 && lines[i].words[argc]; argc++) {
            (void)snprintf(word[argc], sizeof word[argc], "%s", lines[i].words[argc]);
            argv[argc] = word[argc];
        }
        bool fine = args_read(&rest, argc, argv, rows, 3, seen);
        assert_true_case(lines[i].label, fine == (lines[i].options != NULL));
        if (!fine)
            continue;
        for (size_t k = 0; k < rest.n; k++) {
            size_t used = strlen(rest_seen);
            (void)snprintf(rest_seen + used, sizeof rest_seen - used, "%s ", rest.item[k]);
        }
        assert_text_case(lines[i].label, seen, lines[i].options);
        assert_text_case(lines[i].label, rest_seen, lines[i].rest);
    }
}

static void the_nearest_name_is_found_only_when_it_is_near(void **state)
{
    static const char *const names[] = {"analyze", "check", "guide"};
    (void)state;
    assert_string_equal(args_nearest("analyse", names, 3), "analyze");
    assert_string_equal(args_nearest("chekc", names, 3), "check");
    assert_null(args_nearest("diary", names, 3));
    assert_null(args_nearest("", names, 3));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_read_or_refused),
        cmocka_unit_test(the_nearest_name_is_found_only_when_it_is_near),
    };
    return cmocka_run_group_tests_name("cli/args", tests, NULL, NULL);
}
