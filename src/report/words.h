/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times, dates and counts as people write them, and as ISO 8601 does. */
#ifndef REPORT_WORDS_H
#define REPORT_WORDS_H

#include "backstride/recording.h"

#define WORDS_ROOM 64

/* "0:15", "30:12", "1:02:03"; rounded to the second. */
void words_duration(char text[WORDS_ROOM], double seconds);

/* "2 612": rounded, a blank between thousands. */
void words_count(char text[WORDS_ROOM], double count);

/* "Fri 1 May 2026 10:00 +02:00"; "UTC", or nothing where the zone is not known; "no date".
 */
void words_date(char text[WORDS_ROOM], const struct bks_instant *instant);

/*
 * "2026-05-01T10:00:00+02:00", milliseconds only where there are any.
 *
 *   out   false: not known, or outside years 1 .. 9999
 */
bool words_iso(char text[WORDS_ROOM], const struct bks_instant *instant);

/* What people call a format: its title, or its id where the table has none. */
const char *words_format(const char *id);

#endif
