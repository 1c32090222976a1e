/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step of an analysis, for others to compute with. */
#include "gait/steps.h"
#include "flow/stepwise.h"
#include "report/steps_csv.h"

#include <math.h>

struct writing {
    FILE *out;
    size_t n;
};

static enum bks_status write_step(void *context, const struct step_told *told)
{
    struct writing *writing = context;
    const struct gait_step *step = told->step;
    double flight = told->time_s - told->contact_s; /* NAN stays NAN */
    const struct step_line line = {.number = ++writing->n,
                                   .bout = told->bout + 1,
                                   .side = told->left == 0  ? 0
                                           : told->left > 0 ? 'L'
                                                            : 'R',
                                   .contact_s = step->contact_s,
                                   .toe_off_s = step->contact_s + told->contact_s,
                                   .step_time_s = told->time_s,
                                   .contact_time_s = told->contact_s,
                                   .flight_time_s = flight,
                                   .oscillation_m = told->rise_m,
                                   .peak_bw = told->peak_bw};
    steps_csv_line(writing->out, &line);
    return ferror(writing->out) ? BKS_CANNOT_WRITE : BKS_OK;
}

enum bks_status bks_analysis_write_steps(const struct bks_analysis *analysis, FILE *out)
{
    struct writing writing = {.out = out};
    steps_csv_header(out);
    enum bks_status status = stepwise_tell(analysis, write_step, &writing);
    if (status == BKS_OK && (fflush(out) != 0 || ferror(out)))
        status = BKS_CANNOT_WRITE;
    return status;
}
