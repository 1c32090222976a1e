/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride plan`: the next session, and why. */
#include "backstride/plan.h"

#include "base/memory.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "report/page.h"
#include "report/purpose.h"
#include "report/report.h"

#include <stdio.h>

struct wanted {
    const char *from; /* the case file; borrowed from argv */
    bool json, explain, help;
};

#define SETS(member) NULL, offsetof(struct wanted, member)

static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "case", "FILE", "the case: one JSON object; \"-\" reads standard input", SETS(from)},
    {0, "explain", NULL, "also the rules that were looked at and not met", SETS(explain)},
    {0, "json", NULL, "the same as one JSON object", SETS(json)},
};

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] = "backstride plan --case FILE.json [--explain] [--json]";

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    page_words(
        &page, 0,
        "Says what the next walk-run session is, and why, by fixed rules. The case holds the "
        "day (today), the profile (injury, surgery, clearance, readiness, reviews), the "
        "diary and the sessions. The same case always gives the same answer. A sign that "
        "needs a doctor goes before everything else, and nobody runs who is not cleared.");
    page_end_line(&page);
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride plan --case samples/plan-case.json\n"
                 "  backstride plan --case samples/plan-case.json --explain\n\n");
    page_words(&page, 0, purpose_sentence());
    page_end_line(&page);
    page_end_line(&page);
    page_words(&page, 0, purpose_disclaimer());
    page_end_line(&page);
    return EXIT_DONE;
}

static int fail(const struct wanted *wanted, const struct bks_fault *fault)
{
    complain(wanted->from, fault);
    if (wanted->json)
        (void)(report_failure_json(wanted->from, fault, stdout) == BKS_OK);
    return exit_of(fault->status);
}

static int recommend(const struct wanted *wanted)
{
    struct bks_plan *plan;
    struct bks_fault fault;
    struct bks_text_style style = terminal_style();
    enum bks_plan_parts parts = wanted->explain ? BKS_PLAN_EXPLAIN : BKS_PLAN_ANSWER;
    if (bks_plan_read(&plan, wanted->from, &fault) != BKS_OK)
        return fail(wanted, &fault);
    enum bks_status status = wanted->json ? bks_plan_write_json(plan, parts, stdout)
                                          : bks_plan_write_text(plan, &style, parts, stdout);
    bks_plan_free(plan);
    /* What cannot be written is said, once, where the output is flushed. */
    return status == BKS_CANNOT_WRITE ? EXIT_DONE : exit_of(status);
}

int command_plan(int argc, char **argv)
{
    struct wanted wanted = {0};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    if (!rest.item)
        return exit_of(BKS_NO_MEMORY);
    int ends = EXIT_DONE;
    if (!args_read(&rest, argc, argv, rows, N_ROWS, &wanted))
        ends = EXIT_USAGE;
    else if (wanted.help)
        ends = show_help();
    else if (rest.n > 0)
        ends = complain_usage("\"%.60s\": too much - usage: %s", rest.item[0], usage);
    else if (!wanted.from)
        ends = complain_usage("no case is named - usage: %s", usage);
    else
        ends = recommend(&wanted);
    memory_free(rest.item);
    return ends;
}
