/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart on a page of cairo. */
#ifndef REPORT_CHART_PAGE_H
#define REPORT_CHART_PAGE_H

#include "report/chart.h"

struct _cairo; /* cairo_t */

/* Draws it with its top left corner at the present origin, `scale` times as large; texts stay at
 * CHART_LABEL or more however small the scale. */
void chart_page(const struct chart *chart, struct _cairo *cairo, double scale);

#endif
