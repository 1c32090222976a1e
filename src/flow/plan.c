/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case, its recommendation, and the faces of it. */
#include "backstride/plan.h"

#include "base/fault.h"
#include "base/memory.h"
#include "flow/plan_case.h"
#include "report/plan.h"

struct bks_plan {
    struct plan_case from;
    struct plan_answer answer;
};

enum bks_status bks_plan_read(struct bks_plan **out, const char *path, struct bks_fault *fault)
{
    struct bks_plan *plan = memory_new(1, sizeof *plan);
    *out = NULL;
    if (!plan)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = plan_case_read(&plan->from, path, fault);
    if (status == BKS_OK) {
        status = plan_recommend(&plan->answer, &plan->from);
        if (status != BKS_OK)
            (void)fault_set(fault, status, NULL, "%s", bks_status_text(status));
    }
    if (status != BKS_OK) {
        bks_plan_free(plan);
        return status;
    }
    *out = plan;
    return BKS_OK;
}

void bks_plan_free(struct bks_plan *plan)
{
    if (!plan)
        return;
    plan_case_clear(&plan->from);
    memory_free(plan);
}

enum bks_status bks_plan_write_json(const struct bks_plan *plan, enum bks_plan_parts parts,
                                    FILE *out)
{
    return report_plan_json(&plan->answer, plan->from.warnings, plan->from.n_warnings, parts, out);
}

enum bks_status bks_plan_write_text(const struct bks_plan *plan, const struct bks_text_style *style,
                                    enum bks_plan_parts parts, FILE *out)
{
    return report_plan_text(&plan->answer, plan->from.warnings, plan->from.n_warnings, style, parts,
                            out);
}
