/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step of an analysis, for others to compute with. */
#include "backstride/analysis.h"

#include "report/steps_csv.h"

enum bks_status bks_analysis_write_steps(const struct bks_analysis *analysis, FILE *out)
{
    (void)analysis; /* no record is kept of single steps yet */
    steps_csv_header(out);
    return fflush(out) == 0 && !ferror(out) ? BKS_OK : BKS_CANNOT_WRITE;
}
