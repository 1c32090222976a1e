/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offsets of time zones, from the system's zone files where there are any. */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Offset of a zone at an instant.
 *
 *   in    name  "Europe/Oslo" (needs the system's zone files), "UTC", "Z", "+02:00", "UTC+2"
 *         t_us  UTC
 *   out   *offset_min  east of UTC, -840 .. 840; false where the zone is not known here
 */
bool zone_offset(int32_t *offset_min, const char *name, int64_t t_us);

/* The same at a wall time: in the hour that occurs twice the earlier one is taken. */
bool zone_offset_of_wall(int32_t *offset_min, const char *name, int64_t wall_us);

/*
 * The same from the bytes of a zone file (TZif, RFC 8536), for zone_offset and for tests.
 *
 *   out   *offset_s  seconds; false where the bytes are no zone file
 */
bool zone_offset_in(int32_t *offset_s, const void *bytes, size_t n, int64_t t_s);

/*
 * Offset by the rule at the end of a zone file, "CET-1CEST,M3.5.0,M10.5.0/3" (POSIX TZ).
 *
 *   in    text  n bytes
 *   out   *offset_s  seconds; false where the rule is malformed
 */
bool zone_rule_offset(int32_t *offset_s, const char *text, size_t n, int64_t t_s);

#endif
