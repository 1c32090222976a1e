/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan of a runner: shown, kept, and put into a calendar. */
#include "cli/plan.h"

#include "cli/exit.h"
#include "cli/home.h"
#include "report/calendar.h"

struct dates {
    const struct bks_plan *plan;
    const char *runner;
};

static enum bks_status fill(FILE *out, const void *context)
{
    const struct dates *dates = context;
    return report_calendar(&dates->plan->answer, dates->plan->from.today, dates->runner, out);
}

static int write_calendar(const struct plan_wish *wish, const struct bks_plan *plan)
{
    const struct dates dates = {plan, wish->person.runner.slug};
    struct bks_fault fault = {.offset = -1};
    return home_write(wish->ics, wish->person.db, wish->force, fill, &dates, &fault);
}

int plan_open(struct bks_plan **plan, struct person *person)
{
    struct bks_fault fault = {.offset = -1};
    int32_t day;
    *plan = NULL;
    int ends = person_open(person, STORE_READ, false);
    if (ends == EXIT_DONE)
        ends = person_day(&day, person);
    if (ends != EXIT_DONE)
        return ends;
    if (plan_of_runner(plan, person->store, person->runner.id, day, 0, &fault) != BKS_OK)
        return person_failed(person, &fault);
    return EXIT_DONE;
}

static int show_and_keep(struct plan_wish *wish, const struct bks_plan *plan)
{
    struct bks_fault fault = {.offset = -1};
    struct person *person = &wish->person;
    int ends = wish->ics ? write_calendar(wish, plan) : EXIT_DONE;
    if (ends == EXIT_DONE)
        ends = plan_show(wish, plan);
    if (ends == EXIT_DONE && plan_keep(person->store, person->runner.id, plan, &fault) != BKS_OK)
        ends = person_failed(person, &fault);
    return ends;
}

int plan_of_person(struct plan_wish *wish)
{
    struct bks_plan *plan;
    int ends = plan_open(&plan, &wish->person);
    if (ends == EXIT_DONE)
        ends = show_and_keep(wish, plan);
    bks_plan_free(plan);
    person_close(&wish->person);
    return ends;
}
