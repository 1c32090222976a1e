/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast were the steps? The smallest program on top of the library:
 *
 *   cc cadence.c $(pkg-config --cflags --libs backstride) -o cadence && ./cadence run.csv
 */
#include <backstride/backstride.h>

#include <stdio.h>

int main(int argc, char **argv)
{
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault = {0};
    if (argc != 2) {
        fputs("usage: cadence FILE\n", stderr);
        return 2;
    }
    if (bks_analyze(&analysis, argv[1], NULL, NULL, NULL, &fault) != BKS_OK) {
        fprintf(stderr, "cadence: %s: %s\n", argv[1], fault.what);
        return 65;
    }
    const struct bks_result *result = bks_analysis_result(analysis);
    const struct bks_measure *cadence = &result->total[BKS_RUN].measure[BKS_CADENCE];
    if (cadence->why == BKS_WHY_NONE)
        printf("%.1f steps/min, within %.1f to %.1f\n", cadence->value, cadence->low,
               cadence->high);
    else
        printf("no cadence: %s\n", bks_reason_text(cadence->why));
    bks_analysis_free(analysis);
    return 0;
}
