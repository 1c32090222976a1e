/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading what people type: amounts with units, speeds, programmes, moments, columns. */
#ifndef FLOW_OPTION_TEXT_H
#define FLOW_OPTION_TEXT_H

#include "model/options.h"

#include <stdbool.h>
#include <stddef.h>

/*
 * A number at the start of a text.
 *
 *   out   what stands after it (the unit), or NULL where there is no number
 */
const char *option_amount(double *amount, const char *text);

/* "3.3m/s", "12km/h", "5:00/km" between text and end, as m/s within .2 .. 13. */
bool option_speed(double *speed_mps, const char *text, const char *end);

/*
 * "0-600=2.8m/s,600-900=3.3m/s": parts in seconds, in order, without overlap.
 *
 *   out   parts[OPTIONS_MAX_SPEEDS], *n of them; meaningless after false
 */
bool option_programme(struct speed_part *parts, size_t *n, const char *text);

/* "2026-05-01T10:00[:00[.000]][Z|+02:00]", a blank for the T allowed. */
bool option_instant(struct bks_instant *instant, const char *text);

/*
 * "t=1,ax=2,ay=3,az=4[,gx=5,gy=6,gz=7][,speed=8]": each once, columns from 1, none twice.
 *
 *   out   *map  time, channel and given set; the units untouched; all untouched after false
 */
bool option_columns(struct column_map *map, const char *text);

#endif
