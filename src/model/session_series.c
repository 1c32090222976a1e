/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A series in few bytes. */
#include "model/session_series.h"

#include <math.h>

#define SCALE 10.0
#define NONE  0x8000u
#define MOST  32767.0

static void put(unsigned char *bytes, size_t i, double value)
{
    unsigned code = NONE;
    if (isfinite(value)) {
        double tenths = fmin(fmax(round(value * SCALE), -MOST), MOST);
        code = (unsigned)(int)tenths & 0xffffu;
    }
    bytes[i * SESSION_SERIES_BYTES] = (unsigned char)(code >> 8);
    bytes[i * SESSION_SERIES_BYTES + 1] = (unsigned char)(code & 0xffu);
}

double session_series_at(const unsigned char *bytes, size_t i)
{
    const unsigned char *at = bytes + i * SESSION_SERIES_BYTES;
    unsigned code = (unsigned)at[0] << 8 | at[1];
    if (code == NONE)
        return (double)NAN;
    return ((double)code - (code > NONE ? 65536.0 : 0.0)) / SCALE;
}

/* Mean of what there is in entries first .. last. */
static double mean_of(const double *value, size_t first, size_t last)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = first; value && i < last; i++) {
        if (!isfinite(value[i]))
            continue;
        sum += value[i];
        n++;
    }
    return n > 0 ? sum / (double)n : (double)NAN;
}

void session_series_pack(struct session_series *packed, const struct bks_series *series)
{
    size_t width = 1;
    packed->n = 0;
    packed->step_s = series->step_s;
    if (series->n == 0 || !(series->step_s > 0))
        return;
    while (series->step_s * (double)width < SESSION_SERIES_STEP_S)
        width++;
    while ((series->n + width - 1) / width > SESSION_SERIES_MOST)
        width *= 2;
    packed->n = (series->n + width - 1) / width;
    packed->step_s = series->step_s * (double)width;
    for (size_t i = 0; i < packed->n; i++) {
        size_t first = i * width;
        size_t last = first + width < series->n ? first + width : series->n;
        put(packed->cadence, i, mean_of(series->cadence_spm, first, last));
        put(packed->oscillation, i, mean_of(series->vertical_oscillation_mm, first, last));
    }
}
