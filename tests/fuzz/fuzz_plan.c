/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile cases: any bytes end in an answer that is safe to show, or in a refusal with a reason. */
#include "flow/plan_case.h"
#include "fuzz/fuzz.h"
#include "judge/plan.h"
#include "report/plan.h"
#include "support/shared.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const names[] = {"d1-emergency-beats-everything", "d4-checked", "d14-spike",
                                    "d17-drifting-when-granted", "d23-a-flare-out-of-the-build"};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct plan_case from;
    struct plan_answer answer;
    struct bks_fault fault = {0};
    enum bks_status status = plan_case_parse(&from, (const char *)data, size, &fault);
    if (status != BKS_OK && fault.what[0] == '\0')
        abort();
    if (status == BKS_OK) {
        if (plan_recommend(&answer, &from) != BKS_OK || !answer.text[0] || !answer.why[0].fact[0] ||
            !answer.why[0].consequence[0])
            abort();
        FILE *out = fopen("/dev/null", "w");
        struct bks_text_style style = {.utf8 = true};
        if (!out || report_plan_text(&answer, from.warnings, from.n_warnings, &style,
                                     BKS_PLAN_EXPLAIN, out) != BKS_OK)
            abort();
        (void)fclose(out);
    }
    plan_case_clear(&from);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    char room[SHARED_PATH_ROOM], name[100];
    if (i >= sizeof names / sizeof names[0])
        return 0;
    (void)snprintf(name, sizeof name, "tests/scenarios/plan/%s.json", names[i]);
    FILE *file = fopen(source_path(room, name), "rb");
    if (!file)
        abort();
    size_t n = fread(bytes, 1, FUZZ_MAX_SEED, file);
    (void)fclose(file);
    return n;
}
