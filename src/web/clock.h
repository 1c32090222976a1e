/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clock of deadlines, which nobody sets. */
#ifndef WEB_CLOCK_H
#define WEB_CLOCK_H

#include <time.h>

#define CLOCK_NS_PER_S 1e9

static inline double clock_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / CLOCK_NS_PER_S;
}

/* An instant of clock_s, as a wait on a condition takes it. */
static inline struct timespec clock_at(double at_s)
{
    struct timespec at = {.tv_sec = (time_t)at_s};
    at.tv_nsec = (long)((at_s - (double)at.tv_sec) * CLOCK_NS_PER_S);
    return at;
}

#endif
