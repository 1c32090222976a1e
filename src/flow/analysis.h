/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One analysed recording: the result, what it was made with, and the memory that it borrows. */
#ifndef FLOW_ANALYSIS_H
#define FLOW_ANALYSIS_H

#include "backstride/analysis.h"
#include "base/spill.h"
#include "flow/series.h"
#include "model/options.h"
#include "model/warnings.h"

/* How the single steps of a run bout are read. */
struct bout_steps {
    bool told;         /* single steps can be seen there */
    int first_is_left; /* +1 the first step and each second one after are left, -1 right, 0 ? */
    double contact_scale, rise_scale, peak_scale; /* to the bout's own measures; NAN: null */
};

struct bks_analysis {
    struct bks_result result;
    struct bks_options options; /* a copy, as given */
    struct warnings warnings;
    struct bks_gap *gaps;
    struct bks_bout *bouts;
    struct bout_steps *bout_steps; /* one a bout */
    struct spill *steps;           /* of struct gait_step; NULL for a device's session */
    struct series series;
};

/*
 * bks_analyze of a file that goes by another name than its path: an upload without a name.
 *
 *   in    name  for warnings, or NULL: that of the path
 */
enum bks_status analyze_named(struct bks_analysis **out, const char *path, const char *name,
                              const struct bks_options *options, bks_progress progress,
                              void *context, struct bks_fault *fault) BKS_CHECK;

#endif
