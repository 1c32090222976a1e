/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A number as it is shown: one rounding and one form for page, paper and JSON, so that all three
 * say the same.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include "backstride/analysis.h"
#include "base/arena.h"
#include "report/json_writer.h"
#include "report/locale.h"

#include <stdint.h>

#define FIGURE_DECIMALS 4

enum figure_kind {
    FIGURE_NONE,    /* nothing to say: an empty cell, null in JSON */
    FIGURE_TEXT,    /* words */
    FIGURE_NUMBER,  /* value */
    FIGURE_CHANGE,  /* value with its sign, "+" too */
    FIGURE_MEASURE, /* value, low, high, n; null with its reason */
    FIGURE_DAY      /* a date */
};

struct figure {
    enum figure_kind kind;
    double value, low, high;
    size_t n;
    int decimals;     /* 0 .. 4, of all three */
    const char *unit; /* as people write it, or "" */
    const char *text; /* FIGURE_TEXT; else why there is no value, in words, or NULL */
    const char *why;  /* the same reason as an id, or NULL */
    int32_t day;
};

struct figure figure_words(const char *text); /* not copied; NULL, "": none */
struct figure figure_number(double value, int decimals, const char *unit); /* NAN: none */
struct figure figure_change(double value, int decimals, const char *unit);
struct figure figure_day(int32_t day); /* NO_DAY: none */

/* Unit and reason as phrase_measure and bks_reason_text have them; its decimals, or so many more
 * that the two ends of the interval differ. */
struct figure figure_measure(const struct bks_measure *measure, enum bks_measure_id id);

/* "166", "+2.1" (0 has no sign), "166 (165 to 167)", a date as the locale has it, the reason of a
 * measure that is null, "-" for none; without the unit. Minus is U+2212 and ranges have "to", so
 * that no sign is taken for another. */
const char *figure_text(struct arena *arena, const struct figure *figure,
                        const struct locale *locale);

/* The same with its unit behind a no-break space. */
const char *figure_with_unit(struct arena *arena, const struct figure *figure,
                             const struct locale *locale);

/* The value in JSON: a number of as many decimals, a string, an ISO date, an object of a measure,
 * {"value": null, "why": id}, or null. Its numbers are those of figure_text, with the
 * same digits, and no others: n has to be a figure of its own to be told. */
void figure_json(struct json_writer *json, const struct figure *figure);

/* The same as members of an object that is open: "value", and of a measure "low", "high", "why". */
void figure_json_members(struct json_writer *json, const struct figure *figure);

#endif
