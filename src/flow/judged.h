/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a diary entry: the run that its morning judges, and what stops running now. */
#ifndef FLOW_JUDGED_H
#define FLOW_JUDGED_H

#include "flow/plan.h"
#include "model/told.h"

#include <stdio.h>

struct judged {
    int32_t day;           /* of the entry */
    int32_t of;            /* day whose run its morning judges, or NO_DAY */
    int64_t run_s;         /* running of that day; 0: there is no run for it to judge */
    bool stops;            /* before anything else may be planned, this has to be heard */
    struct bks_plan *plan; /* judged_clear */
};

/* ends: as plan_of_runner */
enum bks_status judged_read(struct judged *judged, struct store *store, int64_t runner,
                            const struct told *told, int32_t day,
                            struct bks_fault *fault) BKS_CHECK;
void judged_clear(struct judged *judged);

/* {"runner", "date", "judges", "stops", "text"}; ends BKS_CANNOT_WRITE */
enum bks_status judged_write_json(const struct judged *judged, const char *slug,
                                  FILE *out) BKS_CHECK;

#endif
