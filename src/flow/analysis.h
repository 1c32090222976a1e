/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One analysed recording: the result, what it was made with, and the memory that it borrows. */
#ifndef FLOW_ANALYSIS_H
#define FLOW_ANALYSIS_H

#include "backstride/analysis.h"
#include "flow/series.h"
#include "model/options.h"
#include "model/warnings.h"

struct bks_analysis {
    struct bks_result result;
    struct bks_options options; /* a copy, as given */
    struct warnings warnings;
    struct bks_gap *gaps;
    struct bks_bout *bouts;
    struct series series;
};

#endif
