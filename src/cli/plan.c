/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride plan`: the next session, and why; of a case, or of a runner whose history is kept. */
#include "backstride/plan.h"

#include "base/memory.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/plan.h"
#include "cli/terminal.h"
#include "report/page.h"
#include "report/purpose.h"
#include "report/report.h"

#include <stdio.h>

#define SETS(member) NULL, offsetof(struct plan_wish, member)

static const struct arg_row rows[] = {
    PERSON_ROWS,
    PERSON_AS_OF,
    {0, "case", "FILE", "one case instead: a JSON object; \"-\" reads standard input", SETS(from)},
    {0, "explain", NULL, "also the rules that were looked at and not met", SETS(explain)},
    {0, "ics", "FILE", "also a calendar file of the coming session and its reminders", SETS(ics)},
    {0, "force", NULL, "replace that FILE when it is there", SETS(force)},
};

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] =
    "backstride plan --runner NAME [--as-of DATE] [--explain] [--ics FILE]\n"
    "       backstride plan --case FILE.json [--explain] [--json]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    page_words(
        &page, 0,
        "Says what the next walk-run session is, and why, by fixed rules. Of a runner it looks at "
        "the profile, the diary and the recordings up to that day, and keeps what it said. A case "
        "holds the day (today), the profile (injury, surgery, clearance, readiness, reviews), the "
        "diary and the sessions. The same history always gives the same answer. A sign that "
        "needs a doctor goes before everything else, and nobody runs who is not cleared.");
    page_end_line(&page);
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride plan --runner Anna\n"
                 "  backstride plan --runner Anna --ics next.ics\n"
                 "  backstride plan --case samples/plan-case.json --explain\n\n");
    purpose_put(&page);
    return EXIT_DONE;
}

static int fail(const struct plan_wish *wish, const struct bks_fault *fault)
{
    complain(wish->from, fault);
    if (wish->person.json)
        (void)(report_failure_json(wish->from, fault, stdout) == BKS_OK);
    return exit_of(fault->status);
}

int plan_show(const struct plan_wish *wish, const struct bks_plan *plan)
{
    struct bks_text_style style = terminal_style();
    enum bks_plan_parts parts = wish->explain ? BKS_PLAN_EXPLAIN : BKS_PLAN_ANSWER;
    enum bks_status status = wish->person.json ? bks_plan_write_json(plan, parts, stdout)
                                               : bks_plan_write_text(plan, &style, parts, stdout);
    /* What cannot be written is said, once, where the output is flushed. */
    return status == BKS_CANNOT_WRITE ? EXIT_DONE : exit_of(status);
}

static int of_case(const struct plan_wish *wish)
{
    struct bks_plan *plan;
    struct bks_fault fault;
    if (wish->person.as_of || wish->ics)
        return complain_usage("a case has its own day, and no calendar - leave out %s",
                              wish->ics ? "--ics" : "--as-of");
    if (bks_plan_read(&plan, wish->from, &fault) != BKS_OK)
        return fail(wish, &fault);
    int ends = plan_show(wish, plan);
    bks_plan_free(plan);
    return ends;
}

int command_plan(int argc, char **argv)
{
    struct plan_wish wish = {0};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    if (!rest.item)
        return exit_of(BKS_NO_MEMORY);
    int ends = EXIT_DONE;
    if (!args_read(&rest, argc, argv, rows, N_ROWS, &wish))
        ends = EXIT_USAGE;
    else if (wish.person.help)
        ends = show_help();
    else if (rest.n > 0)
        ends = complain_usage("\"%.60s\": too much - see backstride plan --help", rest.item[0]);
    else if (wish.from && wish.person.name)
        ends = complain_usage("a case or a runner, not both - leave out --case or --runner");
    else if (wish.from)
        ends = of_case(&wish);
    else if (wish.person.name)
        ends = plan_of_person(&wish);
    else
        ends = complain_usage("no runner and no case is named - write --runner NAME, or "
                              "--case FILE.json");
    memory_free(rest.item);
    return ends;
}
