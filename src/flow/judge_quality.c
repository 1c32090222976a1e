/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verdict on a recording, from a table of limits: the worst that applies holds. */
#include "flow/judge_quality.h"

#include "report/phrases.h"

#include <math.h>

#define IMPACT_HZ  80.0 /* slower recordings hold no band above 10 Hz worth the name */
#define SCALE_OFF  0.05 /* mean force at rest this far from 1 g deserves a word */
#define TURNED_DEG 25.0
#define SHORT_S    20.0

static const double degrees = 180 / 3.14159265358979323846;

/* Mean specific force where it must be 1 g: at rest, else on a trunk in motion. */
static double gravity_of(const struct listen *listen, enum bks_placement placement)
{
    if (listen->rest_n >= 1)
        return listen->rest_gravity / listen->rest_n;
    if (listen->moving_n >= 2 && place_group_of(placement) == GROUP_TRUNK)
        return listen->moving_gravity / listen->moving_n;
    return (double)NAN;
}

/* Typical angle of up about its mean, in the sensor's frame, over the windows in motion. */
static double turned_of(const struct listen *listen)
{
    const double *u = listen->moving_up;
    if (listen->moving_n < 2)
        return 0;
    double together = sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]) / listen->moving_n;
    return together < 1 ? acos(together) * degrees : 0;
}

/* Beyond any of these limits the verdict is at best this. */
static const struct limits {
    enum bks_verdict verdict;
    double gaps_percent, clipped_percent, jitter_steps, scale_off, rate_below_hz, duration_below_s;
} limits[] = {
    {BKS_UNUSABLE, 90, 60, 50, 10, 12, 3},
    {BKS_POOR, 20, 5, 0.6, 0.30, 25, 6},
    {BKS_USABLE, 2, 0.3, 0.2, 0.05, 45, SHORT_S},
};

static enum bks_verdict verdict_of(const struct bks_quality *quality, const struct bks_input *input)
{
    double gaps = input->duration_s > 0 ? 100 * quality->gap_s / input->duration_s : 100;
    double off = isnan(quality->gravity_g) ? 0 : fabs(quality->gravity_g - 1);
    double jitter = quality->jitter_ms * 1e-3 * input->sample_rate_hz;
    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        const struct limits *l = &limits[i];
        if (gaps > l->gaps_percent || quality->clipped_percent > l->clipped_percent ||
            jitter > l->jitter_steps || off > l->scale_off ||
            input->sample_rate_hz < l->rate_below_hz || input->duration_s < l->duration_below_s)
            return l->verdict;
    }
    bool weak = !input->info.gravity_included || input->placement == BKS_PLACE_UNKNOWN ||
                place_group_of(input->placement) == GROUP_LEG;
    return weak ? BKS_USABLE : BKS_GOOD;
}

/* What single steps on a trunk show. */
static const enum bks_measure_id by_steps[] = {
    BKS_CONTACT_TIME,          BKS_FLIGHT_TIME,         BKS_DUTY_FACTOR,  BKS_CONTACT_BALANCE,
    BKS_CONTACT_ASYMMETRY,     BKS_STEP_TIME_ASYMMETRY, BKS_LATERAL_SWAY, BKS_FORE_AFT_SWAY,
    BKS_STEP_TIME_VARIABILITY, BKS_PEAK_FORCE,          BKS_SPEED_LOSS};

static unsigned supports_of(const struct bks_quality *quality, const struct bks_input *input)
{
    unsigned supports = 0;
    if (quality->verdict == BKS_UNUSABLE)
        return 0;
    if (input->sample_rate_hz >= 12)
        supports |= 1u << BKS_STEPS | 1u << BKS_CADENCE | 1u << BKS_STEP_REGULARITY |
                    1u << BKS_STRIDE_REGULARITY;
    if (input->sample_rate_hz >= 20 && input->info.gravity_included &&
        place_group_of(input->placement) != GROUP_LEG)
        supports |= 1u << BKS_VERTICAL_OSCILLATION;
    bool trunk =
        input->placement != BKS_PLACE_UNKNOWN && place_group_of(input->placement) == GROUP_TRUNK;
    bool steps = supports & 1u << BKS_VERTICAL_OSCILLATION && trunk;
    for (size_t i = 0; steps && i < sizeof by_steps / sizeof *by_steps; i++)
        supports |= 1u << by_steps[i];
    if (steps && input->sample_rate_hz >= IMPACT_HZ)
        supports |= 1u << BKS_IMPACT;
    return supports;
}

static void warn_of_place(struct warnings *warnings, const struct bks_input *input)
{
    if (input->placement == BKS_PLACE_UNKNOWN)
        warnings_add(warnings, BKS_WARN_PLACEMENT_UNSURE,
                     "where the sensor was worn is not clear from the signal; --placement says it");
    else if (place_group_of(input->placement) == GROUP_CARRIED)
        warnings_add(warnings, BKS_WARN_PLACEMENT_BIAS,
                     "worn %s: the bounce is that of the %s, not of the trunk",
                     phrase_worn(input->placement), bks_placement_id(input->placement));
    else if (place_group_of(input->placement) == GROUP_LEG)
        warnings_add(warnings, BKS_WARN_PLACEMENT_BIAS,
                     "worn %s: good for cadence, but bounce cannot be seen from there",
                     phrase_worn(input->placement));
}

void judge_quality(struct bks_quality *quality, struct warnings *warnings,
                   const struct listen *listen, const struct bks_input *input)
{
    const struct survey *survey = &listen->survey;
    double rows = survey->rows ? (double)survey->rows : 1;
    quality->n_gaps = survey->n_gaps;
    quality->n_gaps_all = survey->n_gaps_all;
    quality->gap_s = survey->gap_s;
    quality->clipped_percent = 100 * (double)survey->clipped / rows;
    quality->zero_percent = 100 * (double)survey->zeros / rows;
    quality->jitter_ms = clock_jitter_ms(&listen->clock);
    quality->gravity_g =
        input->info.gravity_included ? gravity_of(listen, input->placement) : (double)NAN;
    quality->turned_deg = turned_of(listen);
    quality->verdict = verdict_of(quality, input);
    quality->supports = supports_of(quality, input);
    clock_warn(&listen->clock, input->info.nominal_rate_hz, warnings);
    survey_warn(survey, warnings);
    if (input->sample_rate_hz > 0 && input->sample_rate_hz < 45)
        warnings_add(warnings, BKS_WARN_RATE_LOW, "%.1f samples a second; 50 or more tell more",
                     input->sample_rate_hz);
    if (!isnan(quality->gravity_g) && fabs(quality->gravity_g - 1) > SCALE_OFF)
        warnings_add(warnings, BKS_WARN_SCALE, "the mean force is %.2f g where it should be 1 g",
                     quality->gravity_g);
    if (quality->turned_deg > TURNED_DEG && place_group_of(input->placement) == GROUP_TRUNK)
        warnings_add(warnings, BKS_WARN_SENSOR_TURNED,
                     "the sensor turned on the body, by %.0f degrees; up was followed",
                     quality->turned_deg);
    if (input->duration_s < SHORT_S)
        warnings_add(warnings, BKS_WARN_SHORT, "only %.1f s long", input->duration_s);
    warn_of_place(warnings, input);
}
