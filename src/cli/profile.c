/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride profile`: what was hurt, who cleared the runner, what they can do; shown and told. */
#include "cli/commands.h"

#include "base/memory.h"
#include "cli/exit.h"
#include "cli/person.h"
#include "cli/terminal.h"
#include "report/page.h"
#include "report/purpose.h"
#include "report/told.h"

#include <stdio.h>
#include <string.h>

static const struct arg_row rows[] = {PERSON_ROWS, PERSON_AS_OF};

#define N_ROWS     (sizeof rows / sizeof rows[0])
#define USAGE_LEFT 7 /* column below "usage: " */

static const char usage[] = "backstride profile --runner NAME "
                            "[show | set KEY=VALUE... | review DATE by=physician [note=...]]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    page_put(&page, "usage: ");
    page_words(&page, USAGE_LEFT, usage);
    page_end_line(&page);
    page_end_line(&page);
    page_words(&page, 0,
               "Who runs, and what a clinician said. set: keeps what is told; the runner is made "
               "where there is none. Clearance, readiness and reviews are dated and only ever "
               "added to; the latest one up to a day counts. review: a clinician saw you after a "
               "sign or a flare. show: the latest of each; with --json all of them.");
    page_end_line(&page);
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nset KEY=VALUE\n");
    told_help(stdout, &told_profile);
    (void)printf("\nreview DATE KEY=VALUE\n");
    told_help(stdout, &told_review);
    (void)printf("\nexamples\n"
                 "  backstride profile --runner Anna set injury=mild_disc event_date=2025-12-01\n"
                 "  backstride profile --runner Anna set clearance.by=physio \\\n"
                 "      clearance.date=2026-02-20\n"
                 "  backstride profile --runner Anna review 2026-03-20 by=physician\n\n");
    page_words(&page, 0, purpose_sentence());
    page_end_line(&page);
    return EXIT_DONE;
}

struct showing {
    struct json_writer json;
    struct bks_text_style style;
};

static bool on_record(void *context, const struct record *record)
{
    struct showing *showing = context;
    const struct told_table *table = record->kind == RECORD_REVIEW ? &told_review : &told_profile;
    told_line_json(&showing->json, table, record, true);
    return true;
}

static bool on_review(void *context, const struct record *record)
{
    struct showing *showing = context;
    (void)fputs("  review      ", stdout);
    told_line(record, showing->style, stdout);
    return true;
}

static enum bks_status show_json(struct person *person, const struct told_latest *latest,
                                 struct bks_fault *fault)
{
    static const enum record_kind kinds[] = {RECORD_PROFILE, RECORD_CLEARANCE, RECORD_READINESS,
                                             RECORD_REVIEW};
    struct showing showing = {.json = json_start(stdout)};
    struct json_writer *json = &showing.json;
    enum bks_status status = BKS_OK;
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, 1);
    json_key_text(json, "runner", person->runner.slug);
    json_key_text(json, "name", person->runner.name);
    json_key(json, "profile");
    json_open(json, '{');
    told_show_json(json, latest);
    json_close(json, '}');
    json_key(json, "records");
    json_open(json, '[');
    for (size_t i = 0; status == BKS_OK && i < sizeof kinds / sizeof kinds[0]; i++)
        status = person->store->can->records(person->store, person->runner.id, kinds[i], on_record,
                                             &showing, fault);
    json_close(json, ']');
    json_close(json, '}');
    enum bks_status ended = json_end(json);
    return status != BKS_OK ? status : ended;
}

static enum bks_status show_text(struct person *person, const struct told_latest *latest,
                                 struct bks_fault *fault)
{
    struct showing showing = {.style = terminal_style()};
    (void)printf("%s\n", person->runner.name);
    enum bks_status status = told_show(latest, showing.style, stdout);
    if (status != BKS_OK)
        return status;
    return person->store->can->records(person->store, person->runner.id, RECORD_REVIEW, on_review,
                                       &showing, fault);
}

static int show(struct person *person)
{
    int32_t day;
    struct told_latest latest = {.table = &told_profile};
    struct bks_fault fault = {.offset = -1};
    int ends = person_day(&day, person);
    if (ends != EXIT_DONE)
        return ends;
    enum bks_status status = runner_profile(&latest, person->store, person->runner.id, day, &fault);
    if (status == BKS_OK)
        status =
            person->json ? show_json(person, &latest, &fault) : show_text(person, &latest, &fault);
    told_latest_clear(&latest);
    if (status == BKS_OK || status == BKS_CANNOT_WRITE)
        return exit_flushed(EXIT_DONE);
    return person_failed(person, &fault);
}

static int complain_told(enum bks_status status, const char *why)
{
    if (status == BKS_BAD_ARGUMENT)
        return complain_usage("%s", why);
    (void)complain_usage("out of memory");
    return exit_of(status);
}

/* All of the pairs, or none. */
static int read_pairs(struct told *told, const struct told_table *table,
                      const struct args_rest *rest, size_t first)
{
    char why[TOLD_WHY_ROOM];
    enum bks_status status = BKS_OK;
    for (size_t i = first; status == BKS_OK && i < rest->n; i++)
        status = told_pair(told, why, table, rest->item[i]);
    if (status == BKS_OK)
        status = told_whole(told, why);
    return status == BKS_OK ? EXIT_DONE : complain_told(status, why);
}

static int tell(struct person *person, const struct told *told, int32_t day)
{
    int ends = person_open(person, STORE_WRITE, true);
    if (ends == EXIT_DONE && day == NO_DAY)
        ends = person_day(&day, person);
    if (ends == EXIT_DONE)
        ends = person_tell(person, told, day);
    return ends == EXIT_DONE ? show(person) : ends;
}

static int set(struct person *person, const struct args_rest *rest)
{
    struct told told = {.n = 0};
    if (rest->n < 2)
        return complain_usage("set needs KEY=VALUE - backstride profile --help lists the keys");
    int ends = read_pairs(&told, &told_profile, rest, 1);
    if (ends == EXIT_DONE)
        ends = tell(person, &told, NO_DAY);
    told_clear(&told);
    return ends;
}

static int review(struct person *person, const struct args_rest *rest)
{
    struct told told = {.n = 0};
    int32_t day;
    if (rest->n < 2 || !day_read(&day, rest->item[1]))
        return complain_usage("review needs the date it was, as in 2026-05-01 - usage: %s", usage);
    if (rest->n < 3)
        return complain_usage("by: is missing: surgeon, physician, physio, other");
    int ends = read_pairs(&told, &told_review, rest, 2);
    if (ends == EXIT_DONE)
        ends = tell(person, &told, day);
    told_clear(&told);
    return ends;
}

static int show_only(struct person *person, const struct args_rest *rest)
{
    if (rest->n > 1)
        return complain_usage("\"%.60s\": too much - usage: %s", rest->item[1], usage);
    int ends = person_open(person, STORE_READ, false);
    return ends == EXIT_DONE ? show(person) : ends;
}

static int read_and_go(struct person *person, struct args_rest *rest, int argc, char **argv)
{
    static const struct person_action actions[] = {
        {"show", show_only}, {"set", set}, {"review", review}};
    if (!args_read(rest, argc, argv, rows, N_ROWS, person))
        return EXIT_USAGE;
    if (person->help)
        return show_help();
    return person_act(person, rest, actions, sizeof actions / sizeof actions[0], usage);
}

int command_profile(int argc, char **argv)
{
    struct person person = {0};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = rest.item ? read_and_go(&person, &rest, argc, argv) : exit_of(BKS_NO_MEMORY);
    person_close(&person);
    memory_free(rest.item);
    return ends;
}
