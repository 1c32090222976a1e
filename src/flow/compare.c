/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks of a runner: zone of the profile, sessions, weeks. */
#include "flow/compare.h"

#include "base/fault.h"
#include "flow/heads.h"

#include <stdio.h>
#include <string.h>

#define ZONE_ROOM 64
#define ZONE_KEY  "tz"

/* The latest zone that the profile tells. */
static bool take_zone(void *context, const struct record *record)
{
    for (size_t i = 0; i < record->n; i++)
        if (strcmp(record->value[i].key, ZONE_KEY) == 0)
            (void)snprintf(context, ZONE_ROOM, "%s", record->value[i].value);
    return true;
}

enum bks_status compare_weeks(struct weeks *weeks, struct store *store, int64_t runner,
                              enum bks_measure_id measure, size_t n_weeks, struct bks_fault *fault)
{
    char zone[ZONE_ROOM] = "";
    struct heads heads = {0};
    *weeks = (struct weeks){.n = 0};
    enum bks_status status =
        store->can->records(store, runner, RECORD_PROFILE, take_zone, zone, fault);
    if (status == BKS_OK)
        status = heads_read(&heads, store, runner, measure, INT32_MAX, NULL, fault);
    if (status == BKS_OK)
        status = weeks_of(weeks, heads.item, heads.n, zone, n_weeks, measure);
    if (status == BKS_NO_MEMORY)
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    heads_clear(&heads);
    return status;
}
