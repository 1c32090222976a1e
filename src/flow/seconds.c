/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums and weights by the second. */
#include "flow/seconds.h"

#include "base/memory.h"

#include <math.h>

#define KNOWN_S 0.33

static enum bks_status make_room(struct seconds *seconds, size_t n)
{
    if (n > seconds->room) {
        size_t room = n + n / 2 + 600;
        double *sum = memory_resize(seconds->sum, room, sizeof *sum);
        if (!sum)
            return BKS_NO_MEMORY;
        seconds->sum = sum;
        float *weight = memory_resize(seconds->weight, room, sizeof *weight);
        if (!weight)
            return BKS_NO_MEMORY;
        seconds->weight = weight;
        seconds->room = room;
    }
    for (; seconds->n < n; seconds->n++) {
        seconds->sum[seconds->n] = 0;
        seconds->weight[seconds->n] = 0;
    }
    return BKS_OK;
}

void seconds_clear(struct seconds *seconds)
{
    memory_free(seconds->sum);
    memory_free(seconds->weight);
    *seconds = (struct seconds){0};
}

enum bks_status seconds_add(struct seconds *seconds, double start_s, double length_s, double value)
{
    double end_s = fmin(start_s + length_s, SECONDS_MAX - 1);
    if (!(start_s >= 0) || !(end_s > start_s))
        return BKS_OK;
    size_t last = (size_t)(end_s + 0.5);
    enum bks_status status = make_room(seconds, last + 1);
    if (status != BKS_OK)
        return status;
    for (size_t i = (size_t)(start_s + 0.5); i <= last; i++) {
        double inside_s = fmin(end_s, (double)i + 0.5) - fmax(start_s, (double)i - 0.5);
        if (!(inside_s > 0))
            continue;
        seconds->sum[i] += inside_s * value;
        seconds->weight[i] += (float)inside_s;
    }
    return BKS_OK;
}

enum bks_status seconds_point(struct seconds *seconds, double t_s, double value)
{
    if (!(t_s >= 0) || t_s + 0.5 >= SECONDS_MAX)
        return BKS_OK;
    size_t i = (size_t)(t_s + 0.5);
    enum bks_status status = make_room(seconds, i + 1);
    if (status != BKS_OK)
        return status;
    seconds->sum[i] += value;
    seconds->weight[i] += 1;
    return BKS_OK;
}

double seconds_at(const struct seconds *seconds, size_t i)
{
    bool known = i < seconds->n && (double)seconds->weight[i] >= KNOWN_S;
    return known ? seconds->sum[i] / (double)seconds->weight[i] : (double)NAN;
}
