/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict on a track, from a table of limits: the worst that applies holds. */
#include "flow/device_quality.h"

#include "base/memory.h"
#include "gait/reported.h"

#include <math.h>

#define SHORT_S 20.0

/* Beyond any of these limits the verdict is at best this; without a cadence it is poor. */
static const struct {
    enum bks_verdict verdict;
    double gaps_percent, rate_below_hz, duration_below_s;
} limits[] = {
    {BKS_UNUSABLE, 95, 0.02, 3},
    {BKS_POOR, 30, 0.1, 10},
    {BKS_USABLE, 5, 0.45, 60},
};

static enum bks_verdict verdict_of(const struct bks_result *result)
{
    const struct bks_input *input = &result->input;
    bool cadence = result->quality.supports & 1u << BKS_CADENCE;
    double gaps = input->duration_s > 0 ? 100 * result->quality.gap_s / input->duration_s : 100;
    for (size_t i = 0; i < sizeof limits / sizeof limits[0]; i++)
        if (gaps > limits[i].gaps_percent || input->sample_rate_hz < limits[i].rate_below_hz ||
            input->duration_s < limits[i].duration_below_s ||
            (!cadence && limits[i].verdict == BKS_POOR))
            return limits[i].verdict;
    return BKS_GOOD;
}

/* Lists the gaps; answers points a second in between. */
static double survey(struct bks_quality *quality, struct bks_gap *gaps, const struct track *track)
{
    double joined_s = 0, steps = 0;
    for (size_t i = 0; i + 1 < track->n; i++) {
        double start_s = 1e-6 * (double)(track->point[i].t_us - track->point[0].t_us);
        double length_s = 1e-6 * (double)(track->point[i + 1].t_us - track->point[i].t_us);
        enum reported_stretch how = reported_stretch(track, i);
        if (how == REPORTED_JOINED) {
            joined_s += length_s;
            steps += 1;
        } else if (how == REPORTED_GAP) {
            if (quality->n_gaps < BKS_MAX_GAPS)
                gaps[quality->n_gaps++] = (struct bks_gap){start_s, start_s + length_s};
            quality->n_gaps_all++;
            quality->gap_s += length_s;
        }
    }
    return joined_s > 0 ? steps / joined_s : 0;
}

enum bks_status device_quality(struct bks_analysis *analysis, const struct track *track)
{
    struct bks_result *result = &analysis->result;
    struct bks_quality *quality = &result->quality;
    analysis->gaps = memory_new(BKS_MAX_GAPS, sizeof *analysis->gaps);
    if (!analysis->gaps)
        return BKS_NO_MEMORY;
    result->input.sample_rate_hz = survey(quality, analysis->gaps, track);
    quality->gaps = analysis->gaps;
    quality->jitter_ms = quality->gravity_g = (double)NAN;
    quality->supports = reported_supports(track);
    quality->verdict = verdict_of(result);
    if (!(quality->supports & 1u << BKS_CADENCE) && track->sport != TRACK_SPORT_OTHER)
        warnings_add(&analysis->warnings, BKS_WARN_NO_CADENCE,
                     "the file has no cadence, so runs and walks cannot be told from it");
    if (quality->n_gaps_all > 0)
        warnings_add(&analysis->warnings, BKS_WARN_GAPS,
                     "the watch wrote nothing for more than 10 s in %zu places, %.0f s in all",
                     quality->n_gaps_all, quality->gap_s);
    if (result->input.duration_s < SHORT_S)
        warnings_add(&analysis->warnings, BKS_WARN_SHORT, "only %.1f s long",
                     result->input.duration_s);
    return BKS_OK;
}
