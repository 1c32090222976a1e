/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How dates and decimals are written. The words stay English: they are in report/texts.h. */
#ifndef REPORT_LOCALE_H
#define REPORT_LOCALE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

struct locale {
    const char *name;    /* "C", "en_GB", "de_DE" */
    const char *decimal; /* "." */
    const char *date;    /* d, m, y: without zeros; D, M: two digits; Y: four; the rest as it is */
    bool letter;         /* paper is Letter, else A4 */
};

/* By name, with or without what follows a '.' or '@', as in "nb_NO.UTF-8"; NULL where there is
 * none. The first is C: ISO dates, a point, A4. */
const struct locale *locale_find(const char *name);

/* All of them, to NULL. */
const struct locale *locale_at(size_t i);

/* "2026-05-01", "1/5/2026", "01.05.2026"; "-" for NO_DAY. */
const char *locale_day(struct arena *arena, const struct locale *locale, int32_t day);

/* A number with so many decimals; a minus is U+2212, zero has none; "-" for what is not finite. */
const char *locale_number(struct arena *arena, const struct locale *locale, double value,
                          int decimals);

#endif
