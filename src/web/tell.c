/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form tells of a runner goes into the history. */
#include "web/tell.h"

#include "flow/runner_case.h"
#include "model/day.h"

#include <stdio.h>
#include <string.h>

/* All values of a name, with commas; "" where none says anything. */
static void join(char text[WEB_FIELD_ROOM], const struct exchange *exchange, const char *name)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < exchange->n_fields; i++) {
        const struct web_field *field = &exchange->field[i];
        if (strcmp(field->name, name) != 0 || !*field->value || used + 2 >= WEB_FIELD_ROOM)
            continue;
        int n = snprintf(text + used, WEB_FIELD_ROOM - used, "%s%s", used ? "," : "", field->value);
        used += n > 0 ? (size_t)n : 0;
    }
}

enum bks_status tell_read(struct told *told, char why[TOLD_WHY_ROOM],
                          const struct exchange *exchange, const struct told_table *table)
{
    char typed[WEB_FIELD_ROOM];
    enum bks_status status = BKS_OK;
    *told = (struct told){.n = 0};
    for (size_t i = 0; status == BKS_OK && i < table->n; i++) {
        join(typed, exchange, table->field[i].key);
        if (typed[0])
            status = told_add(told, why, &table->field[i], typed);
    }
    if (status == BKS_OK && told->n == 0) {
        (void)snprintf(why, TOLD_WHY_ROOM, "nothing is said");
        return BKS_BAD_ARGUMENT;
    }
    return status == BKS_OK ? told_whole(told, why) : status;
}

const char *tell_ahead(struct exchange *exchange, int32_t day, int32_t today)
{
    char date[DAY_ROOM];
    if (day <= today)
        return NULL;
    return arena_print(&exchange->arena,
                       "date: that day has not come yet, it is %s here - the time zone of the "
                       "profile says where here is",
                       day_iso(date, today));
}

enum bks_status tell_keep(struct store *store, int64_t runner, const struct told *told, int32_t day,
                          struct bks_fault *fault)
{
    enum bks_status status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    status = runner_tell(store, runner, told, day, fault);
    enum bks_status ended = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : ended;
}
