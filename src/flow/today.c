/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which day it is for a runner. */
#include "flow/today.h"

#include "base/text.h"
#include "flow/runner_case.h"

#include <time.h>

#define US_PER_S INT64_C(1000000)

int32_t today_of(int64_t now_s, const char *zone)
{
    time_t now = (time_t)now_s;
    struct tm local = {0};
    struct bks_instant at = {.kind = BKS_CLOCK_UTC, .t_us = now_s * US_PER_S};
    if (!zone && localtime_r(&now, &local)) {
        const struct civil civil = {
            local.tm_year + 1900, local.tm_mon + 1, local.tm_mday, 0, 0, 0, 0};
        at.kind = BKS_CLOCK_LOCAL;
        (void)text_instant_us(&at.t_us, &civil);
    }
    return runner_day(&at, zone);
}
