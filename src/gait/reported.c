/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the device said in each bout, field by field. */
#include "gait/reported.h"

#include "base/memory.h"
#include "dsp/block_mean.h"
#include "gait/measures.h"

#include <math.h>
#include <string.h>

#define BLOCK_S 5.0
#define RAMP_S  5.0  /* at both ends a watch still shows what was before */
#define LONG_S  30.0 /* a shorter bout is taken whole */

/* Which field of a point is which measure. */
static const struct {
    enum bks_measure_id id;
    size_t field;
    double factor;  /* to the measure's unit */
    unsigned kinds; /* bit 1u << enum bks_bout_kind where it is told */
} rows[] = {
    {BKS_CADENCE, offsetof(struct track_point, cadence_spm), 1, 1u << BKS_RUN | 1u << BKS_WALK},
    {BKS_MEAN_SPEED, offsetof(struct track_point, speed_mps), 1, 1u << BKS_RUN | 1u << BKS_WALK},
    {BKS_VERTICAL_OSCILLATION, offsetof(struct track_point, oscillation_m), 1e3, 1u << BKS_RUN},
    {BKS_CONTACT_TIME, offsetof(struct track_point, contact_s), 1e3, 1u << BKS_RUN},
    {BKS_CONTACT_BALANCE, offsetof(struct track_point, balance_left), 100, 1u << BKS_RUN},
};

#define ROWS (sizeof rows / sizeof rows[0])

struct reported {
    struct block_mean mean[ROWS];
};

static double field_of(const struct track_point *point, size_t field)
{
    double value;
    memcpy(&value, (const unsigned char *)point + field, sizeof value);
    return value;
}

enum bks_status reported_new(struct reported **out)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    for (size_t r = 0; r < ROWS; r++)
        (*out)->mean[r] = block_mean_start(BLOCK_S);
    return BKS_OK;
}

void reported_free(struct reported *reported)
{
    memory_free(reported);
}

void reported_take(struct reported *reported, const struct track *track,
                   const struct bks_bout *bout, size_t *at)
{
    double ramp_s = bout->end_s - bout->start_s >= LONG_S ? RAMP_S : 0;
    for (; *at + 1 < track->n; ++*at) {
        const struct track_point *point = &track->point[*at];
        double t_s = 1e-6 * (double)(point->t_us - track->point[0].t_us);
        double length_s = 1e-6 * (double)(point[1].t_us - point->t_us);
        if (t_s >= bout->end_s - ramp_s)
            break;
        if (t_s < bout->start_s + ramp_s || reported_stretch(track, *at) != REPORTED_JOINED)
            continue;
        for (size_t r = 0; r < ROWS; r++)
            block_mean_take(&reported->mean[r], t_s, length_s,
                            rows[r].factor * field_of(point, rows[r].field));
    }
    for (size_t r = 0; r < ROWS; r++)
        block_mean_close(&reported->mean[r]);
}

static struct bks_measure measure_of(const struct block_mean *mean, double bouts_s)
{
    if (!(mean->known_s > 0) || mean->known_s < 0.5 * bouts_s)
        return measure_null(BKS_WHY_NOT_REPORTED);
    if (mean->n < 2)
        return measure_null(BKS_WHY_TOO_SHORT);
    double half = block_mean_half(mean);
    return (struct bks_measure){.value = mean->mean,
                                .low = fmax(mean->mean - half, 0),
                                .high = mean->mean + half,
                                .n = (size_t)mean->n};
}

/* Cadence over the time: what the watch did not see of a bout went on alike. */
static struct bks_measure steps_of(const struct bks_measure *cadence, double bouts_s)
{
    if (cadence->why != BKS_WHY_NONE)
        return *cadence;
    double minutes = bouts_s / 60;
    return (struct bks_measure){.value = floor(cadence->value * minutes + 0.5),
                                .low = floor(cadence->low * minutes),
                                .high = ceil(cadence->high * minutes),
                                .n = (size_t)(cadence->value * minutes + 0.5)};
}

void reported_measures(struct bks_measure measure[BKS_MEASURE_COUNT],
                       const struct reported *reported, enum bks_bout_kind kind, double bouts_s)
{
    bool gait = kind == BKS_RUN || kind == BKS_WALK;
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++)
        measure[i] = measure_null(gait ? BKS_WHY_NOT_REPORTED : BKS_WHY_NOT_THIS_KIND);
    for (size_t r = 0; r < ROWS; r++)
        measure[rows[r].id] = rows[r].kinds & 1u << kind ? measure_of(&reported->mean[r], bouts_s)
                                                         : measure_null(BKS_WHY_NOT_THIS_KIND);
    if (gait)
        measure[BKS_STEPS] = steps_of(&measure[BKS_CADENCE], bouts_s);
}

unsigned reported_supports(const struct track *track)
{
    unsigned supports = 0;
    for (size_t r = 0; r < ROWS; r++)
        for (size_t i = 0; i < track->n && !(supports & 1u << rows[r].id); i++)
            if (!isnan(field_of(&track->point[i], rows[r].field)))
                supports |= 1u << rows[r].id;
    return supports & 1u << BKS_CADENCE ? supports | 1u << BKS_STEPS : supports;
}
