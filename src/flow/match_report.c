/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a matched track says of the running. */
#include "flow/match.h"

#include "flow/along.h"
#include "gait/measures.h"

#include <math.h>

#define SPEED_SHARE   0.01 /* 1 SD of a mean speed, and of a distance, by satellite: a choice */
#define EDGE_S        3.0  /* a watch lags: left out at both ends of a bout */
#define SLOPE_BLOCK_S 30.0 /* heights are too rough for less */
#define SLOPE_LEAST_M 20.0

struct asked {
    const struct companion *companion;
    struct track_cursor cursor;
    size_t field;
};

static double at(void *context, double t_s)
{
    struct asked *asked = context;
    return companion_value(asked->companion, &asked->cursor, asked->field, t_s);
}

/* The mean of a field over the run bouts. */
static struct bks_measure mean_of(const struct companion *companion,
                                  const struct bks_result *result, size_t field, double share)
{
    struct asked asked = {companion, {&companion->track, 0}, field};
    const struct along along = {.value = at,
                                .context = &asked,
                                .trim_s = EDGE_S,
                                .method_share = share,
                                .none = BKS_WHY_NOT_REPORTED};
    struct block_mean mean = block_mean_start(ALONG_BLOCK_S);
    for (size_t i = 0; i < result->n_bouts; i++)
        if (result->bouts[i].kind == BKS_RUN)
            along_take(&mean, &along, &result->bouts[i]);
    return along_measure(&mean, &along, result->total[BKS_RUN].duration_s);
}

/* What a field gained between two instants. */
static double gain(struct asked *asked, size_t field, double from_s, double to_s)
{
    asked->field = field;
    double before = at(asked, from_s);
    return at(asked, to_s) - before;
}

static struct bks_measure distance_of(const struct companion *companion,
                                      const struct bks_result *result)
{
    struct asked asked = {.companion = companion, .cursor = {&companion->track, 0}};
    double sum_m = 0, known_s = 0;
    size_t n = 0;
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        if (bout->kind != BKS_RUN)
            continue;
        double gained = gain(&asked, TRACK_FIELD(distance_m), bout->start_s, bout->end_s);
        if (!(gained >= 0))
            continue;
        sum_m += gained;
        known_s += bout->end_s - bout->start_s;
        n++;
    }
    if (n == 0 || known_s < 0.95 * result->total[BKS_RUN].duration_s)
        return measure_null(BKS_WHY_NOT_REPORTED);
    double half = 1.96 * SPEED_SHARE * sum_m;
    return (struct bks_measure){.value = sum_m, .low = sum_m - half, .high = sum_m + half, .n = n};
}

static struct bks_measure slope_of(const struct companion *companion,
                                   const struct bks_result *result)
{
    struct asked asked = {.companion = companion, .cursor = {&companion->track, 0}};
    struct block_mean mean = block_mean_start(1);
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        double t_s = bout->kind == BKS_RUN ? bout->start_s : bout->end_s;
        for (; t_s + SLOPE_BLOCK_S <= bout->end_s; t_s += SLOPE_BLOCK_S) {
            double along_m = gain(&asked, TRACK_FIELD(distance_m), t_s, t_s + SLOPE_BLOCK_S);
            double up_m = gain(&asked, TRACK_FIELD(altitude_m), t_s, t_s + SLOPE_BLOCK_S);
            if (along_m >= SLOPE_LEAST_M)
                block_mean_take(&mean, t_s, 1, 100 * up_m / along_m);
            block_mean_close(&mean);
        }
    }
    if (mean.n < 2)
        return measure_null(track_count(&companion->track, TRACK_FIELD(altitude_m)) > 1
                                ? BKS_WHY_TOO_SHORT
                                : BKS_WHY_NOT_REPORTED);
    double half = block_mean_half(&mean);
    return (struct bks_measure){
        .value = mean.mean, .low = mean.mean - half, .high = mean.mean + half, .n = (size_t)mean.n};
}

void match_report(struct companion *companion, struct bks_analysis *analysis)
{
    const struct bks_result *result = &analysis->result;
    struct bks_companion *out = &analysis->result.companion;
    out->cadence_spm = mean_of(companion, result, TRACK_FIELD(cadence_spm), 0);
    out->speed_mps = mean_of(companion, result, TRACK_FIELD(speed_mps), SPEED_SHARE);
    out->distance_m = distance_of(companion, result);
    out->slope_percent = slope_of(companion, result);
}
