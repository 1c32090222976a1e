/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One runner and a day. */
#include "cli/person.h"

#include "base/text.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/terminal.h"
#include "flow/keep.h"
#include "flow/today.h"
#include "judge/trend.h"

#include <string.h>
#include <time.h>

int person_failed(const struct person *person, const struct bks_fault *fault)
{
    return home_failed(person->db, fault, person->json);
}

int person_open(struct person *person, enum store_mode mode, bool anyone)
{
    char name[RUNNER_NAME_ROOM];
    int32_t day;
    if (!person->name)
        return complain_usage("whose? - name the runner: --runner NAME");
    if (!keep_name(name, person->name))
        return complain_usage("--runner: \"%.60s\" is no name - write 1 to %d characters",
                              person->name, RUNNER_NAME_ROOM - 1);
    if (person->as_of && !day_read(&day, person->as_of))
        return complain_usage("--as-of: \"%.40s\" is no date - write one as in 2026-05-01",
                              person->as_of);
    terminal_bear_full_disk();
    int ends = home_open(&person->store, person->db, mode, person->json);
    if (ends != EXIT_DONE)
        return ends;
    return home_runner(&person->runner, person->store, name, person->db, person->json, anyone);
}

void person_close(struct person *person)
{
    if (person->store)
        person->store->can->close(person->store);
    person->store = NULL;
}

int32_t person_today(const char *zone)
{
    return today_of((int64_t)time(NULL), zone);
}

int person_day(int32_t *day, struct person *person)
{
    struct told_latest profile;
    struct bks_fault fault = {.offset = -1};
    if (person->as_of && day_read(day, person->as_of))
        return EXIT_DONE;
    *day = person_today(NULL);
    if (person->runner.id == 0)
        return EXIT_DONE;
    enum bks_status status =
        runner_profile(&profile, person->store, person->runner.id, *day, &fault);
    if (status == BKS_OK)
        *day = person_today(told_value(&profile, "tz"));
    told_latest_clear(&profile);
    return status == BKS_OK ? EXIT_DONE : person_failed(person, &fault);
}

int person_tell(struct person *person, const struct told *told, int32_t day)
{
    struct bks_fault fault = {.offset = -1};
    struct store *store = person->store;
    enum bks_status status = store->can->begin(store, &fault);
    if (status != BKS_OK)
        return person_failed(person, &fault);
    if (person->runner.id == 0)
        status = store->can->runner_add(store, &person->runner, &fault);
    if (status == BKS_OK)
        status = runner_tell(store, person->runner.id, told, day, &fault);
    enum bks_status ended = store->can->end(store, status == BKS_OK, &fault);
    status = status != BKS_OK ? status : ended;
    return status == BKS_OK ? EXIT_DONE : person_failed(person, &fault);
}

int person_act(struct person *person, const struct args_rest *rest,
               const struct person_action *actions, size_t n, const char *usage)
{
    const char *names[PERSON_MOST_ACTIONS];
    if (rest->n == 0)
        return actions[0].run(person, rest);
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rest->item[0], actions[i].name) == 0)
            return actions[i].run(person, rest);
        names[i] = actions[i].name;
    }
    const char *nearest = args_nearest(rest->item[0], names, n);
    if (nearest)
        return complain_usage("%.60s: no such action - did you mean %s?", rest->item[0], nearest);
    return complain_usage("%.60s: no such action - usage: %s", rest->item[0], usage);
}

bool person_weeks(size_t *weeks, const struct arg_row *row, const char *value)
{
    int64_t told;
    const char *end = value + strlen(value);
    if (text_integer(&told, value, end) != end || told < 1 || told > TREND_MOST_WEEKS)
        return complain_usage("--%s: \"%.40s\" is not understood - write a number from 1 to %d",
                              row->name, value, TREND_MOST_WEEKS) == EXIT_DONE;
    *weeks = (size_t)told;
    return true;
}
