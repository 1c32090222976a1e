/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which day it is for a runner. The caller looks at the clock. */
#ifndef FLOW_TODAY_H
#define FLOW_TODAY_H

#include "model/day.h"

#include <stdint.h>

/*
 * The day of an instant in a zone.
 *
 *   in    now_s  seconds since 1970, UTC
 *         zone   profile tz, or NULL: that of this computer
 */
int32_t today_of(int64_t now_s, const char *zone);

#endif
