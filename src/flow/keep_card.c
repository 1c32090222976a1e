/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The card that was due: the plan of that day without the recording itself. */
#include "flow/keep_card.h"

#include "flow/plan.h"
#include "flow/runner_case.h"

#include <inttypes.h>
#include <stdio.h>

static enum bks_status keep_match(struct keeping *keeping, struct store *store, const char *sha256,
                                  int32_t day, struct bks_fault *fault)
{
    const struct plan_match *match = &keeping->match;
    char planned[32], measured[32], date[DAY_ROOM];
    (void)snprintf(planned, sizeof planned, "%" PRId64, match->planned_s);
    (void)snprintf(measured, sizeof measured, "%" PRId64, match->measured_s);
    const struct record_value values[] = {
        {"counted", match->as_planned ? "planned" : "measured"},
        {"measured_s", measured},
        {"planned_s", planned},
        {"sha256", sha256},
    };
    struct record record = {.kind = RECORD_CARD, .value = values, .n = 4};
    (void)snprintf(record.day, sizeof record.day, "%.10s", day_iso(date, day));
    return store->can->record_put(store, keeping->runner.id, &record, fault);
}

enum bks_status card_of_day(struct plan_match *match, int32_t *day, struct store *store,
                            int64_t runner, const struct session *session, int64_t without,
                            struct bks_fault *fault)
{
    struct told_latest profile;
    struct bks_plan *plan = NULL;
    const struct bks_result *result = &session->result;
    const struct bks_instant *start = &result->input.info.start;
    *day = runner_day(start, NULL);
    enum bks_status status = runner_profile(&profile, store, runner, *day, fault);
    if (status == BKS_OK)
        *day = runner_day(start, told_value(&profile, "tz"));
    told_latest_clear(&profile);
    if (status == BKS_OK)
        status = plan_of_runner(&plan, store, runner, *day, without, fault);
    if (status != BKS_OK)
        return status;
    if (plan->answer.has_card)
        plan_match(match, &plan->answer.card, result->bouts, result->n_bouts);
    bks_plan_free(plan);
    return BKS_OK;
}

enum bks_status keep_card(struct keeping *keeping, struct store *store,
                          const struct session *session, struct bks_fault *fault)
{
    int32_t day;
    enum bks_status status =
        card_of_day(&keeping->match, &day, store, keeping->runner.id, session, keeping->id, fault);
    if (status != BKS_OK || !keeping->match.due)
        return status;
    return keep_match(keeping, store, session->result.input.sha256, day, fault);
}
