/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The measures of all sessions of a runner as CSV, for a spreadsheet: a line for each that has a
 * value, of the totals and of each bout.
 *
 *   session,start,source,part,bout,kind,start_s,end_s,measure,value,low,high,n
 */
#ifndef REPORT_MEASURES_CSV_H
#define REPORT_MEASURES_CSV_H

#include "store/store.h"

#include <stdio.h>

/* ends BKS_CANNOT_WRITE (the stream: *fault is not told), BKS_NO_MEMORY, or as the store */
enum bks_status measures_csv(struct store *store, const struct runner *runner, FILE *out,
                             struct bks_fault *fault) BKS_CHECK;

#endif
