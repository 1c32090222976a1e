/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride today`: what is missing from the diary, then the next card. */
#include "cli/commands.h"

#include "base/memory.h"
#include "cli/exit.h"
#include "cli/plan.h"
#include "cli/terminal.h"
#include "flow/missing.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/purpose.h"

#include <stdio.h>

static const struct arg_row rows[] = {PERSON_ROWS, PERSON_AS_OF};

#define N_ROWS     (sizeof rows / sizeof rows[0])
#define USAGE_LEFT 7 /* column below "usage: " */

static const char usage[] = "backstride today --runner NAME [--as-of DATE]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    page_put(&page, "usage: ");
    page_words(&page, USAGE_LEFT, usage);
    page_end_line(&page);
    page_end_line(&page);
    page_words(&page, 0,
               "What is missing from the diary of the last days, then the next session. What is "
               "missing is asked for, never assumed.");
    page_end_line(&page);
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride today --runner Anna\n\n");
    purpose_put(&page);
    return EXIT_DONE;
}

/* What is asked for: of a day, a key of the diary, a question. */
struct asking {
    const struct person *person;
    struct page page;
    struct json_writer json;
    size_t n;
};

static void ask(struct asking *asking, int32_t day, const char *key, const char *question)
{
    char date[DAY_ROOM], line[RUNNER_SLUG_ROOM + 256];
    day_iso(date, day);
    asking->n++;
    if (asking->person->json) {
        json_open(&asking->json, '{');
        json_key_text(&asking->json, "date", date);
        json_key_text(&asking->json, "key", key);
        json_key_text(&asking->json, "text", question);
        json_close(&asking->json, '}');
        return;
    }
    if (asking->n == 1) {
        page_words(&asking->page, 0, "Missing from the diary");
        page_end_line(&asking->page);
    }
    (void)snprintf(line, sizeof line, "backstride diary --runner %s add %s %s=0..10",
                   asking->person->runner.slug, date, key);
    page_field(&asking->page, date, question);
    page_field(&asking->page, "", line);
}

static void ask_all(struct asking *asking, const struct plan_case *from)
{
    struct missing missing[MISSING_MOST];
    size_t n = missing_of(missing, from);
    for (size_t i = 0; i < n; i++)
        ask(asking, missing[i].day, missing[i].key, missing[i].question);
}

static int show_json(const struct plan_wish *wish, const struct bks_plan *plan)
{
    struct asking asking = {.person = &wish->person, .json = json_start(stdout)};
    struct json_writer *json = &asking.json;
    struct bks_fault fault = {.offset = -1};
    char *answer;
    if (plan_json(&answer, plan, &fault) != BKS_OK)
        return person_failed(&wish->person, &fault);
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, 1);
    json_key_text(json, "runner", wish->person.runner.slug);
    json_key(json, "missing");
    json_open(json, '[');
    ask_all(&asking, &plan->from);
    json_close(json, ']');
    json_key(json, "plan");
    (void)fputs(answer, stdout);
    memory_free(answer);
    json_close(json, '}');
    (void)(json_end(json) == BKS_OK);
    return EXIT_DONE;
}

static int show_text(const struct plan_wish *wish, const struct bks_plan *plan)
{
    struct asking asking = {.person = &wish->person,
                            .page = {.out = stdout, .style = terminal_style()}};
    /* A sign to stop stands first, and alone. */
    if (plan->answer.action > PLAN_STOP_CONTACT)
        ask_all(&asking, &plan->from);
    if (asking.n > 0)
        page_end_line(&asking.page);
    return plan_show(wish, plan);
}

static int show(struct plan_wish *wish)
{
    struct bks_plan *plan;
    struct bks_fault fault = {.offset = -1};
    struct person *person = &wish->person;
    int ends = plan_open(&plan, person);
    if (ends == EXIT_DONE)
        ends = person->json ? show_json(wish, plan) : show_text(wish, plan);
    if (ends == EXIT_DONE && plan_keep(person->store, person->runner.id, plan, &fault) != BKS_OK)
        ends = person_failed(person, &fault);
    bks_plan_free(plan);
    person_close(person);
    return ends;
}

int command_today(int argc, char **argv)
{
    struct plan_wish wish = {.from = NULL};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    if (!rest.item)
        return exit_of(BKS_NO_MEMORY);
    int ends = EXIT_DONE;
    if (!args_read(&rest, argc, argv, rows, N_ROWS, &wish))
        ends = EXIT_USAGE;
    else if (wish.person.help)
        ends = show_help();
    else if (rest.n > 0)
        ends = complain_usage("\"%.60s\": too much - usage: %s", rest.item[0], usage);
    else
        ends = show(&wish);
    memory_free(rest.item);
    return ends;
}
