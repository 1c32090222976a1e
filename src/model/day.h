/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A calendar date as one whole number: days since 1970-01-01. */
#ifndef MODEL_DAY_H
#define MODEL_DAY_H

#include <stdbool.h>
#include <stdint.h>

#define NO_DAY   INT32_MIN
#define DAY_ROOM 16 /* "2026-05-01" */

/* Reads "2026-05-01", years 1 .. 9999, and nothing else; false where it is none. */
bool day_read(int32_t *day, const char *text);

/* Writes it so, and answers text; "-" for NO_DAY and what lies outside those years. */
const char *day_iso(char text[DAY_ROOM], int32_t day);

#endif
