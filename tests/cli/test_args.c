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
    {'q', "quiet", NULL, "says less", note, 0},
    {'j', "jobs", "N", "so many at once", note, 0},
    {0, "json", NULL, "as JSON", note, 0},
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

struct set {
    bool quiet, json;
    const char *out;
    char seen[200];
};

static bool note_at(void *request, const struct arg_row *row, const char *value)
{
    return note((char *)request + row->at, row, value);
}

static const struct arg_row set_rows[] = {
    {'q', "quiet", NULL, "says less", NULL, offsetof(struct set, quiet)},
    {0, "json", NULL, "as JSON", NULL, offsetof(struct set, json)},
    {'o', "output", "FILE", "where to", NULL, offsetof(struct set, out)},
    {'j', "jobs", "N", "so many at once", note_at, offsetof(struct set, seen)},
};

static const struct {
    const char *label;
    const char *words[4];
    bool fine, quiet, json;
    const char *out, *seen;
} sets[] = {
    {"nothing", {NULL}, true, false, false, NULL, ""},
    {"a flag", {"--json"}, true, false, true, NULL, ""},
    {"a letter", {"-q"}, true, true, false, NULL, ""},
    {"a flag twice", {"-qq"}, true, true, false, NULL, ""},
    {"a text", {"--output", "a.csv"}, true, false, false, "a.csv", ""},
    {"a text of a letter, behind a flag", {"-qoa.csv"}, true, true, false, "a.csv", ""},
    {"an empty text", {"--output="}, true, false, false, "", ""},
    {"the last text counts", {"-oa", "--output=b"}, true, false, false, "b", ""},
    {"beside one that is taken", {"--json", "-j4"}, true, false, true, NULL, "jobs=4 "},
    {"a flag with a value", {"--quiet=yes"}, false, false, false, NULL, ""},
    {"a text that is missing", {"-q", "-o"}, false, true, false, NULL, ""},
};

static void a_row_without_take_sets_its_member(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof sets / sizeof sets[0]; i++) {
        char word[4][20], *argv[4];
        const char *items[4];
        struct set set = {.quiet = false};
        struct args_rest rest = {.item = items};
        int argc = 0;
        for (; argc < 4 && sets[i].words[argc]; argc++) {
            (void)snprintf(word[argc], sizeof word[argc], "%s", sets[i].words[argc]);
            argv[argc] = word[argc];
        }
        bool fine = args_read(&rest, argc, argv, set_rows, 4, &set);
        assert_true_case(sets[i].label, fine == sets[i].fine);
        assert_true_case(sets[i].label, set.quiet == sets[i].quiet && set.json == sets[i].json);
        assert_true_case(sets[i].label, (set.out == NULL) == (sets[i].out == NULL));
        if (set.out)
            assert_text_case(sets[i].label, set.out, sets[i].out);
        assert_text_case(sets[i].label, set.seen, sets[i].seen);
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
        cmocka_unit_test(a_row_without_take_sets_its_member),
        cmocka_unit_test(the_nearest_name_is_found_only_when_it_is_near),
    };
    return cmocka_run_group_tests_name("cli/args", tests, NULL, NULL);
}
