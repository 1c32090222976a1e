/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures, and what is made of them: drift and flags, as the contract writes them. */
#ifndef REPORT_JSON_MEASURE_H
#define REPORT_JSON_MEASURE_H

#include "backstride/analysis.h"
#include "report/json_writer.h"

/*
 * {"value": 165.99, "low": 165.1, "high": 166.8, "n": 996} or {"value": null, "why": "no_speed"}
 *
 * Rounded two digits below the leading digit of the interval's width, so that runs on different
 * processors print the same and nobody reads digits that carry nothing.
 */
void json_key_measure(struct json_writer *json, const char *name,
                      const struct bks_measure *measure);

/* "drift": an object of the measures that are followed; nothing where none is. */
void json_drift(struct json_writer *json, const struct bks_drift drift[BKS_MEASURE_COUNT]);

/* "flags": a list, the gravest first. */
void json_flags(struct json_writer *json, const struct bks_flag *flag, size_t n);

#endif
