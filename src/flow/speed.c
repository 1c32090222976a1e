/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the speed comes from, one row each. */
#include "flow/speed.h"

#include "flow/along.h"

#include <math.h>

#define EDGE_S         3.0  /* receivers and foot pods lag: left out at both ends of a bout */
#define GIVEN_BLOCK_S  1.0  /* what was typed holds for each second: nothing of it is chance */
#define LOCATION_SHARE 0.01 /* 1 SD of a mean speed by satellite over a bout: a choice */

static double given_at(void *context, double t_s)
{
    const struct speed_reader *speed = context;
    const struct bks_options *options = speed->options;
    for (size_t i = 0; i < options->n_speed; i++) {
        const struct speed_part *part = &options->speed[i];
        bool any_gait = isfinite(part->end_s);
        if (t_s >= part->start_s && t_s < part->end_s && (any_gait || speed->kind == BKS_RUN))
            return part->speed_mps;
    }
    return (double)NAN;
}

static double track_at(void *context, double t_s)
{
    struct speed_reader *speed = context;
    return companion_value(speed->companion, &speed->cursor, TRACK_FIELD(speed_mps), t_s);
}

static double file_at(void *context, double t_s)
{
    const struct speed_reader *speed = context;
    return seconds_at(&speed->companion->speed, (size_t)(t_s + 0.5));
}

static bool has_given(const struct speed_reader *speed)
{
    return speed->options->n_speed > 0;
}

static bool has_track(const struct speed_reader *speed)
{
    return speed->companion->matched &&
           track_count(&speed->companion->track, TRACK_FIELD(speed_mps)) > 0;
}

static bool has_file(const struct speed_reader *speed)
{
    return speed->companion->speed.n > 0;
}

/* In the order in which they are asked. */
static const struct {
    enum bks_speed_source source;
    bool (*has)(const struct speed_reader *speed);
    along_value at;
    double trim_s, method_share, block_s;
} rows[] = {
    {BKS_SPEED_GIVEN, has_given, given_at, 0, 0, GIVEN_BLOCK_S},
    {BKS_SPEED_OF_TRACK, has_track, track_at, EDGE_S, LOCATION_SHARE, ALONG_BLOCK_S},
    {BKS_SPEED_OF_FILE, has_file, file_at, EDGE_S, LOCATION_SHARE, ALONG_BLOCK_S},
};

struct speed_reader speed_reader_of(const struct bks_analysis *analysis,
                                    const struct companion *companion)
{
    struct speed_reader speed = {.options = &analysis->options,
                                 .companion = companion,
                                 .cursor = {&companion->track, 0},
                                 .kind = BKS_RUN};
    if (speed.options->n_speed == 1 && isinf(speed.options->speed[0].end_s))
        return speed;
    for (size_t i = 0; !speed.at && i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].has(&speed))
            speed.at = rows[i].at;
    return speed;
}

double speed_at(struct speed_reader *speed, double t_s)
{
    return speed->at ? speed->at(speed, t_s) : (double)NAN;
}

static void fill_kind(struct bks_analysis *analysis, struct speed_reader *speed,
                      const struct along *along, double block_s)
{
    struct bks_total *total = &analysis->result.total[speed->kind];
    struct block_mean all = block_mean_start(block_s);
    speed->cursor = (struct track_cursor){&speed->companion->track, 0};
    for (size_t i = 0; i < analysis->result.n_bouts; i++) {
        struct bks_bout *bout = &analysis->bouts[i];
        struct block_mean one = block_mean_start(block_s);
        if (bout->kind != speed->kind)
            continue;
        along_take(&one, along, bout);
        along_take(&all, along, bout);
        bout->measure[BKS_MEAN_SPEED] = along_measure(&one, along, bout->end_s - bout->start_s);
    }
    total->measure[BKS_MEAN_SPEED] = along_measure(&all, along, total->duration_s);
    if (total->measure[BKS_MEAN_SPEED].why == BKS_WHY_NONE)
        analysis->result.quality.supports |= 1u << BKS_MEAN_SPEED | 1u << BKS_STEP_LENGTH;
}

void speed_fill(struct bks_analysis *analysis, struct companion *companion)
{
    struct speed_reader speed = {.options = &analysis->options, .companion = companion};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!rows[i].has(&speed))
            continue;
        const struct along along = {.value = rows[i].at,
                                    .context = &speed,
                                    .trim_s = rows[i].trim_s,
                                    .method_share = rows[i].method_share,
                                    .none = BKS_WHY_NO_SPEED};
        analysis->result.input.speed_source = rows[i].source;
        for (speed.kind = BKS_RUN; speed.kind <= BKS_WALK; speed.kind++)
            fill_kind(analysis, &speed, &along, rows[i].block_s);
        return;
    }
}
