/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sums per entry, made coarser whenever the recording outgrows them. */
#include "flow/series.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

static const double steps_s[] = {1, 5, 10, 60};

enum bks_status series_init(struct series *series)
{
    *series = (struct series){.step_s = steps_s[0]};
    series->cadence = memory_new(SERIES_MAX, sizeof(double));
    series->oscillation = memory_new(SERIES_MAX, sizeof(double));
    series->cadence_weight = memory_new(SERIES_MAX, sizeof(float));
    series->oscillation_weight = memory_new(SERIES_MAX, sizeof(float));
    if (series->cadence && series->oscillation && series->cadence_weight &&
        series->oscillation_weight)
        return BKS_OK;
    series_clear(series);
    return BKS_NO_MEMORY;
}

void series_clear(struct series *series)
{
    memory_free(series->cadence);
    memory_free(series->oscillation);
    memory_free(series->cadence_weight);
    memory_free(series->oscillation_weight);
    *series = (struct series){0};
}

static void move_entry(struct series *series, size_t to, size_t from)
{
    if (to == from)
        return;
    series->cadence[to] += series->cadence[from];
    series->oscillation[to] += series->oscillation[from];
    series->cadence_weight[to] += series->cadence_weight[from];
    series->oscillation_weight[to] += series->oscillation_weight[from];
    series->cadence[from] = series->oscillation[from] = 0;
    series->cadence_weight[from] = series->oscillation_weight[from] = 0;
}

static void coarsen(struct series *series)
{
    double before = series->step_s;
    series->step++;
    series->step_s = series->step < sizeof steps_s / sizeof *steps_s ? steps_s[series->step]
                                                                     : 2 * series->step_s;
    size_t last = 0;
    for (size_t i = 0; i < series->n; i++) {
        last = (size_t)((double)i * before / series->step_s + 0.5);
        move_entry(series, last, i);
    }
    series->n = series->n ? last + 1 : 0;
}

void series_add(struct series *series, double start_s, double length_s, double step_hz,
                double oscillation_m)
{
    double middle_s = start_s + length_s / 2;
    while (middle_s / series->step_s + 0.5 >= SERIES_MAX)
        coarsen(series);
    size_t i = (size_t)(middle_s / series->step_s + 0.5);
    series->n = i + 1 > series->n ? i + 1 : series->n;
    series->cadence[i] += length_s * 60 * step_hz;
    series->cadence_weight[i] += (float)length_s;
    if (isnan(oscillation_m))
        return;
    series->oscillation[i] += length_s * 1e3 * oscillation_m;
    series->oscillation_weight[i] += (float)length_s;
}

void series_end(struct series *series, double duration_s, struct bks_series *out)
{
    while (duration_s / series->step_s > SERIES_MAX)
        coarsen(series);
    size_t n = (size_t)ceil(duration_s / series->step_s);
    if (n > SERIES_MAX)
        n = SERIES_MAX;
    for (size_t i = 0; i < n; i++) {
        double c = (double)series->cadence_weight[i], o = (double)series->oscillation_weight[i];
        series->cadence[i] = c > 0 ? series->cadence[i] / c : (double)NAN;
        series->oscillation[i] = o > 0 ? series->oscillation[i] / o : (double)NAN;
    }
    *out = (struct bks_series){.step_s = series->step_s,
                               .n = n,
                               .cadence_spm = series->cadence,
                               .vertical_oscillation_mm = series->oscillation};
}
