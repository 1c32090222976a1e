/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride diary`: how the back was; told, imported, listed. */
#include "cli/diary.h"

#include "base/memory.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "report/page.h"
#include "report/purpose.h"
#include "report/told.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct arg_row rows[] = {PERSON_ROWS};

#define N_ROWS     (sizeof rows / sizeof rows[0])
#define USAGE_LEFT 7 /* column below "usage: " */

static const char usage[] = "backstride diary --runner NAME "
                            "[list | add DATE KEY=VALUE... | import FILE.csv]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    page_put(&page, "usage: ");
    page_words(&page, USAGE_LEFT, usage);
    page_end_line(&page);
    page_end_line(&page);
    page_words(&page, 0,
               "How your back was. add: an entry of a day; a day may have several: the highest "
               "pain, every symptom and any yes count. Without KEY=VALUE it asks, on a terminal. "
               "import: a table whose first line names date and keys. list: all entries, the "
               "default. A note is looked through for words that may mean a sign to have your "
               "back seen; nothing else is read out of it.");
    page_end_line(&page);
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nadd DATE KEY=VALUE\n");
    told_help(stdout, &told_diary);
    (void)printf("\nexamples\n"
                 "  backstride diary --runner Anna add 2026-03-02 before=1 during=2\n"
                 "  backstride diary --runner Anna add 2026-03-03 waking=1 symptoms=tightness\n"
                 "  backstride diary --runner Anna import diary.csv\n\n");
    page_words(&page, 0, purpose_sentence());
    page_end_line(&page);
    return EXIT_DONE;
}

int diary_refused(enum bks_status status, const char *why)
{
    if (status == BKS_BAD_ARGUMENT)
        return complain_usage("%s", why);
    (void)complain_usage("out of memory");
    return exit_of(status);
}

struct listing {
    struct json_writer json;
    struct bks_text_style style;
    size_t n;
    bool as_json;
};

static bool on_entry(void *context, const struct record *record)
{
    struct listing *listing = context;
    if (listing->as_json)
        told_line_json(&listing->json, &told_diary, record, false);
    else
        told_line(record, listing->style, stdout);
    listing->n++;
    return true;
}

static enum bks_status list_json(struct person *person, struct listing *listing,
                                 struct bks_fault *fault)
{
    struct json_writer *json = &listing->json;
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, 1);
    json_key_text(json, "runner", person->runner.slug);
    json_key(json, "diary");
    json_open(json, '[');
    enum bks_status status = person->store->can->records(person->store, person->runner.id,
                                                         RECORD_DIARY, on_entry, listing, fault);
    json_close(json, ']');
    json_close(json, '}');
    enum bks_status ended = json_end(json);
    return status != BKS_OK ? status : ended;
}

static int list(struct person *person, const struct args_rest *rest)
{
    struct bks_fault fault = {.offset = -1};
    struct listing listing = {
        .json = json_start(stdout), .style = terminal_style(), .as_json = person->json};
    enum bks_status status;
    if (rest->n > 1)
        return complain_usage("\"%.60s\": too much - usage: %s", rest->item[1], usage);
    int ends = person_open(person, STORE_READ, false);
    if (ends != EXIT_DONE)
        return ends;
    if (person->json)
        status = list_json(person, &listing, &fault);
    else
        status = person->store->can->records(person->store, person->runner.id, RECORD_DIARY,
                                             on_entry, &listing, &fault);
    if (status == BKS_OK && !person->json && listing.n == 0)
        (void)printf("no entries yet: backstride diary --runner NAME add DATE waking=0\n");
    if (status == BKS_OK || status == BKS_CANNOT_WRITE)
        return exit_flushed(EXIT_DONE);
    return person_failed(person, &fault);
}

static int read_pairs(struct told *told, const struct args_rest *rest)
{
    char why[TOLD_WHY_ROOM];
    for (size_t i = 2; i < rest->n; i++) {
        enum bks_status status = told_pair(told, why, &told_diary, rest->item[i]);
        if (status != BKS_OK)
            return diary_refused(status, why);
    }
    return EXIT_DONE;
}

static int add_told(struct person *person, const struct args_rest *rest, struct told *told,
                    int32_t day)
{
    int ends = EXIT_DONE;
    if (rest->n > 2)
        ends = read_pairs(told, rest);
    else if (isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
        ends = diary_ask(told, stdin, stdout);
    if (ends != EXIT_DONE)
        return ends;
    if (told->n == 0)
        return complain_usage("nothing is said - write KEY=VALUE; backstride diary --help lists "
                              "the keys");
    ends = person_open(person, STORE_WRITE, true);
    if (ends == EXIT_DONE)
        ends = person_tell(person, told, day);
    return ends == EXIT_DONE ? diary_answer(person, told, day) : ends;
}

static int add(struct person *person, const struct args_rest *rest)
{
    struct told told = {.n = 0};
    int32_t day;
    if (rest->n < 2 || !day_read(&day, rest->item[1]))
        return complain_usage("%s%.40s%s: add needs the date, as in 2026-05-01 - usage: %s",
                              rest->n < 2 ? "" : "\"", rest->n < 2 ? "add" : rest->item[1],
                              rest->n < 2 ? "" : "\"", usage);
    int ends = add_told(person, rest, &told, day);
    told_clear(&told);
    return ends;
}

static int import(struct person *person, const struct args_rest *rest)
{
    if (rest->n != 2)
        return complain_usage("import needs one file - usage: %s", usage);
    int ends = person_open(person, STORE_WRITE, true);
    return ends == EXIT_DONE ? diary_import(person, rest->item[1]) : ends;
}

static int read_and_go(struct person *person, struct args_rest *rest, int argc, char **argv)
{
    static const struct person_action actions[] = {
        {"list", list}, {"add", add}, {"import", import}};
    if (!args_read(rest, argc, argv, rows, N_ROWS, person))
        return EXIT_USAGE;
    if (person->help)
        return show_help();
    if (!person->name)
        return complain_usage("whose diary? - name the runner: --runner NAME");
    return person_act(person, rest, actions, sizeof actions / sizeof actions[0], usage);
}

int command_diary(int argc, char **argv)
{
    struct person person = {0};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = rest.item ? read_and_go(&person, &rest, argc, argv) : exit_of(BKS_NO_MEMORY);
    person_close(&person);
    memory_free(rest.item);
    return ends;
}
