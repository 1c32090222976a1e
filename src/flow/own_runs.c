/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The sessions before this one, measure by measure, to the judge. */
#include "flow/own_runs.h"

#include "flow/analysis.h"
#include "flow/heads.h"
#include "judge/baseline.h"

enum bks_status own_runs_judge(struct bks_analysis *analysis, struct store *store, int64_t runner,
                               struct bks_fault *fault)
{
    struct bks_result *result = &analysis->result;
    struct judge_baseline impact = {.n = 0};
    struct heads heads = {0};
    if (runner == 0 || !baseline_can(result))
        return BKS_OK;
    enum bks_status status = heads_read_all(&heads, store, runner, INT32_MAX, NULL, fault);
    for (int i = 0; status == BKS_OK && i < BKS_MEASURE_COUNT; i++) {
        struct bks_drift *drift = &result->drift[i];
        bool followed = drift->change.why != BKS_WHY_NOT_MEASURED;
        if (!followed && i != BKS_IMPACT)
            continue;
        heads_show(&heads, (enum bks_measure_id)i);
        const struct judge_baseline own = baseline_of(result, heads.item, heads.n);
        if (followed)
            drift->between = baseline_detectable(&own);
        if (i == BKS_IMPACT)
            impact = own;
    }
    heads_clear(&heads);
    if (status == BKS_OK)
        judge_flags(result, &analysis->options, &impact);
    return status;
}
