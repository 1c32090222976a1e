/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One analysed recording: the result, and what it was made with. */
#ifndef FLOW_ANALYSIS_H
#define FLOW_ANALYSIS_H

#include "backstride/analysis.h"
#include "model/options.h"

struct bks_analysis {
    struct bks_result result;
    struct bks_options options; /* a copy, as given */
};

#endif
