/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride report`: the form report for the physiotherapist, or half a page for the runner. */
#include "cli/commands.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "cli/args.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/person.h"
#include "flow/form_facts.h"
#include "report/form_report.h"
#include "report/page.h"
#include "report/purpose.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WEEKS_SHOWN 12
#define PDF_EPOCH   "SOURCE_DATE_EPOCH" /* reproducible-builds.org: the time that is written */

struct wish {
    struct person person;
    const char *path; /* borrowed from argv, or NULL */
    const char *pair; /* "3,12" */
    enum form_reader reader;
    const struct locale *locale;
    size_t weeks;
    bool force;
};

/* One way to write a paper, by the end of the file's name. */
static const struct way {
    const char *end;
    enum bks_status (*write)(const struct paper *paper, FILE *out);
} ways[] = {{".html", paper_html}, {".htm", paper_html}, {".json", paper_json}, {".pdf", NULL}};

#define N_WAYS (sizeof ways / sizeof ways[0])

static bool take_weeks(void *request, const struct arg_row *row, const char *value)
{
    return person_weeks(&((struct wish *)request)->weeks, row, value);
}

static bool take_reader(void *request, const struct arg_row *row, const char *value)
{
    static const char *const readers[] = {[FORM_PHYSIO] = "physio", [FORM_RUNNER] = "runner"};
    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (strcmp(value, readers[i]) == 0) {
            ((struct wish *)request)->reader = (enum form_reader)i;
            return true;
        }
    return complain_usage("--%s: \"%.40s\" is none of: physio, runner", row->name, value) ==
           EXIT_DONE;
}

static bool take_locale(void *request, const struct arg_row *row, const char *value)
{
    const struct locale *locale = locale_find(value);
    ((struct wish *)request)->locale = locale;
    if (locale)
        return true;
    return complain_usage("--%s: \"%.40s\" is not known - backstride report --help lists them",
                          row->name, value) == EXIT_DONE;
}

#define SETS(member) NULL, offsetof(struct wish, member)

/* clang-format off */
static const struct arg_row rows[] = {
    PERSON_ROWS,
    PERSON_AS_OF,
    {'o', "output", "FILE", "a .pdf, .html or .json", SETS(path)},
    {0, "weeks", "N", "the last N weeks (12)", take_weeks, 0},
    {0, "compare", "ID,ID", "also these two sessions beside each other", SETS(pair)},
    {0, "for", "READER", "physio, or runner: half a page (physio)", take_reader, 0},
    {0, "locale", "NAME", "how dates and decimals are written, as in de_DE (C)", take_locale, 0},
    {0, "force", NULL, "replace that FILE when it is there", SETS(force)},
};
/* clang-format on */

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] = "backstride report --runner NAME [OPTIONS] -o FILE.{pdf,html,json}";

static void list_locales(struct page *page)
{
    char text[PAGE_COLUMNS * 8] = "";
    for (size_t i = 0; locale_at(i); i++) {
        size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%s", i ? " " : "", locale_at(i)->name);
    }
    page_to(page, PAGE_INDENT);
    page_words(page, PAGE_INDENT, text);
    page_end_line(page);
}

static void put_paragraph(struct page *page, const char *text)
{
    page_words(page, 0, text);
    page_end_line(page);
}

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    put_paragraph(&page,
                  "One page that stands alone, then the evidence: load and compliance, form "
                  "with its uncertainty, symptoms, what the numbers stand on, and why each "
                  "session was planned. The same numbers as PDF, as one HTML file that needs "
                  "no network, and as JSON. With --json, and without a file, the JSON comes "
                  "to standard output.");
    (void)printf("\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nlocales\n");
    page = (struct page){.out = stdout};
    list_locales(&page);
    (void)printf("\nexamples\n"
                 "  backstride report --runner Anna -o anna.pdf\n"
                 "  backstride report --runner Anna --weeks 26 --compare 3,12 -o anna.html\n"
                 "  backstride report --runner Anna --for runner -o next.pdf\n\n");
    purpose_put(&page);
    return EXIT_DONE;
}

/* The time that stands in a PDF: what the environment says, else now. */
static int64_t time_of_making(void)
{
    int64_t epoch;
    const char *told = getenv(PDF_EPOCH);
    const char *end = told ? told + strlen(told) : NULL;
    if (told && text_integer(&epoch, told, end) == end && epoch >= 0)
        return epoch;
    return (int64_t)time(NULL);
}

/* The way that a path asks for, or NULL. */
static const struct way *way_of(const char *path)
{
    size_t n = strlen(path);
    for (size_t i = 0; i < N_WAYS; i++) {
        size_t end = strlen(ways[i].end);
        if (n > end && text_equal_nocase(path + n - end, ways[i].end))
            return &ways[i];
    }
    return NULL;
}

struct writing {
    const struct way *way;
    const struct paper *paper;
    struct bks_fault *fault;
};

static enum bks_status fill(FILE *out, const void *context)
{
    const struct writing *writing = context;
    enum bks_status status = writing->way->write ? writing->way->write(writing->paper, out)
                                                 : paper_pdf(writing->paper, time_of_making(), out);
    if (status == BKS_UNSUPPORTED)
        return fault_set(writing->fault, status, "write a .html, which prints as well",
                         "this backstride was built without pango, and makes no PDF");
    if (status == BKS_NO_MEMORY)
        return fault_set(writing->fault, status, NULL, "%s", bks_status_text(status));
    return status;
}

static int write_paper(const struct wish *wish, const struct paper *paper)
{
    struct bks_fault fault = {.offset = -1};
    if (!wish->path)
        return exit_of(paper_json(paper, stdout) == BKS_NO_MEMORY ? BKS_NO_MEMORY : BKS_OK);
    const struct writing writing = {way_of(wish->path), paper, &fault};
    return home_write(wish->path, wish->person.db, wish->force, fill, &writing, &fault);
}

/* "3,12" */
static bool read_pair(int64_t pair[2], const char *text)
{
    const char *comma = strchr(text, ',');
    const char *end = text + strlen(text);
    return comma && text_integer(&pair[0], text, comma) == comma &&
           text_integer(&pair[1], comma + 1, end) == end && pair[0] > 0 && pair[1] > 0;
}

static int report(struct wish *wish, const struct form_wish *wanted)
{
    struct person *person = &wish->person;
    struct bks_fault fault = {.offset = -1};
    struct form_book *book;
    struct paper *paper;
    if (form_facts_read(&book, person->store, &person->runner, wanted, &fault) != BKS_OK)
        return person_failed(person, &fault);
    enum bks_status status = form_report(&paper, form_book_facts(book), wish->reader);
    int ends = status == BKS_OK ? write_paper(wish, paper) : exit_of(status);
    if (status != BKS_OK)
        (void)complain_usage("%s", bks_status_text(status));
    paper_free(paper);
    form_book_free(book);
    return ends;
}

static int open_and_report(struct wish *wish)
{
    struct form_wish wanted = {.n_weeks = wish->weeks, .locale = wish->locale};
    if (wish->pair && !read_pair(wanted.pair, wish->pair))
        return complain_usage("--compare: \"%.40s\" is not understood - write the numbers of two "
                              "sessions, as in 3,12",
                              wish->pair);
    int ends = person_open(&wish->person, STORE_READ, false);
    if (ends == EXIT_DONE)
        ends = person_day(&wanted.as_of, &wish->person);
    if (ends == EXIT_DONE)
        ends = report(wish, &wanted);
    person_close(&wish->person);
    return ends;
}

static int read_and_go(struct wish *wish, struct args_rest *rest, int argc, char **argv)
{
    if (!args_read(rest, argc, argv, rows, N_ROWS, wish))
        return EXIT_USAGE;
    if (wish->person.help)
        return show_help();
    if (rest->n > 0)
        return complain_usage("\"%.60s\": too much - usage: %s", rest->item[0], usage);
    if (!wish->path && !wish->person.json)
        return complain_usage("where to? - name a file: -o report.pdf, .html or .json");
    if (wish->path && !way_of(wish->path))
        return complain_usage("-o: \"%.60s\" is no report - write a .pdf, .html or .json",
                              wish->path);
    return open_and_report(wish);
}

int command_report(int argc, char **argv)
{
    struct wish wish = {.weeks = WEEKS_SHOWN, .locale = locale_at(0)};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = exit_of(BKS_NO_MEMORY);
    if (rest.item)
        ends = read_and_go(&wish, &rest, argc, argv);
    else
        (void)complain_usage("out of memory");
    memory_free(rest.item);
    return ends;
}
