/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a measure looks and is called in charts, and what is said of a change of it. */
#ifndef REPORT_CHART_MEASURE_H
#define REPORT_CHART_MEASURE_H

#include "judge/form.h"
#include "report/chart.h"
#include "report/locale.h"

struct chart_measure {
    const char *name, *unit; /* "Cadence", "steps/min"; or "" */
    enum chart_ink ink;
    int decimals;
};
struct chart_measure chart_measure_of(enum bks_measure_id id);

/* "cadence, steps/min" */
const char *chart_measure_axis(struct chart *chart, enum bks_measure_id id);

/* "166 steps/min" */
const char *chart_measure_text(struct chart *chart, const struct locale *locale,
                               enum bks_measure_id id, double value);

/* "Cadence rose 3 steps/min in six weeks; a real change is 2": by as many decimals as tell a change
 * from the smallest real one. */
const char *chart_weeks_title(struct chart *chart, const struct locale *locale,
                              const struct form_measure *measure);

#endif
