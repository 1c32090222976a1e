/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks of ISO 8601: Monday to Sunday, named by the year that their Thursday is in. */
#ifndef BASE_WEEK_H
#define BASE_WEEK_H

#include <stdint.h>

#define WEEK_ROOM 16

/* The week of a wall time, counted from that of 1970-01-01. */
int64_t week_of(int64_t wall_us);

/* "2026-W18" */
void week_name(char text[WEEK_ROOM], int64_t week);

#endif
