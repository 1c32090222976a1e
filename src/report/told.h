/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a runner told, shown: the help of a table, a profile, a list of records. */
#ifndef REPORT_TOLD_H
#define REPORT_TOLD_H

#include "backstride/analysis.h"
#include "model/told.h"
#include "report/json_writer.h"

#include <stdio.h>

/* Every key with its meaning, and every word that it takes with that of the word. */
void told_help(FILE *out, const struct told_table *table);

/* The values that hold, a line each; ends BKS_CANNOT_WRITE. */
enum bks_status told_show(const struct told_latest *latest, struct bks_text_style style,
                          FILE *out) BKS_CHECK;

/* "injury": ..., "clearance": {...}: members of an object that is open. */
void told_show_json(struct json_writer *json, const struct told_latest *latest);

/* A record as a line: its day, then its values. */
void told_line(const struct record *record, struct bks_text_style style, FILE *out);

/* {"id", "date", and each value under its key}; `kind` adds the kind of record. */
void told_line_json(struct json_writer *json, const struct told_table *table,
                    const struct record *record, bool kind);

#endif
