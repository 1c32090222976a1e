/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Step rates that one window's spectrum allows.
 *
 * 1. Peaks of the vertical and of the horizontal power between 0.4 and 4.75 Hz, interpolated.
 * 2. Each peak may be the step, the stride or the second harmonic of the step: candidates.
 * 3. A candidate is worth the share of the motion that its comb explains: the step line and its
 *    harmonics along up, the stride line and its odd harmonics across. Legs swing across and land
 * along: a limb shows the stride across, whatever it sits on, and the step shows along up.
 * 4. That share is lowered where no body moves so: steps faster than 2.4 Hz that hardly lift,
 * strides of a hand's breadth that would have to be half a metre wide. These bounds are physics,
 * see below.
 */
#include "gait/view.h"

#include <math.h>
#include <stdbool.h>

#define STEP_HZ_LOW   0.75 /* 45 steps/min */
#define STEP_HZ_HIGH  4.75 /* the limit Kiernan 2023 uses for sprints */
#define PEAK_HZ_LOW   0.4
#define LINES_HZ_HIGH 12.0 /* motion above this is impact and noise, no line to explain */
#define PEAKS         10
#define CANDIDATES    32
#define SAME_HZ       0.08 /* nearer candidates are one */

/* Any step lifts what it carries: by 20 mm and more on a trunk, and hardly less elsewhere. */
#define STEP_HEIGHT_M 0.012
/* Peak-to-peak motion across, at the step rate, that a body part makes at most; a limb's stride is
 * wider. */
#define STEP_WIDTH_M 0.15
/* Of the step rate: how far a tooth of the comb reaches to each side; the teeth are 0.5 apart. */
#define TOOTH_REACH 0.22
/* The teeth of a slow comb stand so close that they explain anything. */
#define DENSE_BELOW_HZ 1.4
#define DENSE_WORTH    0.55
/* A pedal's circle: height over width, step line over circle, and what such a step rate is worth.
 */
#define PEDAL_HEIGHT 0.7
#define PEDAL_STEPS  0.45
#define PEDAL_WORTH  0.1
/* Autocorrelation at the stride that speaks for a step rate in full, and what is left without any.
 */
#define REPEATS_WELL  0.5
#define REPEATS_LEAST 0.3
/* A step whose own line, and those of its strides, are much weaker than its second harmonic is
   likely two steps. */
#define SECOND_HARMONIC 4.0

static const double pi = 3.14159265358979323846;

struct candidate {
    double hz, score, lift, repeats; /* see struct step_rate; lift in m/s2 */
};

struct comb {
    double step_v, step_h, half_v, half_h; /* squared amplitudes of the main lines */
    double strides;                        /* the same, of the odd harmonics of the stride */
    double explained;
};

/* Squared amplitude of a line of the comb of `step_hz`; its lobe ends before the next tooth begins.
 */
static double tooth(const struct view *view, const double *power, double order, double step_hz)
{
    double reach = TOOTH_REACH * step_hz / view->bin_hz / 1.5;
    double stretch = view->stretch < reach ? view->stretch : reach;
    return hann_line_power(power, view->bins, order * step_hz / view->bin_hz, stretch);
}

static struct comb comb_of(const struct view *view, double hz)
{
    const double *v = view->power_vertical, *h = view->power_horizontal;
    struct comb comb = {.step_v = tooth(view, v, 1, hz),
                        .step_h = tooth(view, h, 1, hz),
                        .half_v = tooth(view, v, 0.5, hz),
                        .half_h = tooth(view, h, 0.5, hz)};
    double along = comb.step_v + tooth(view, v, 2, hz) + tooth(view, v, 3, hz);
    double across = comb.half_h + tooth(view, h, 1.5, hz) + tooth(view, h, 2.5, hz);
    double step_across = comb.step_h + tooth(view, h, 2, hz);
    double half_along = comb.half_v + tooth(view, v, 1.5, hz) + tooth(view, v, 2.5, hz);
    comb.strides = across + half_along;
    /* a stride swings across more than it lifts; what lifts more is itself a step */
    half_along = half_along < across ? half_along : across;
    comb.explained = along + across + 0.5 * (step_across + half_along);
    return comb;
}

static double at_most_one(double x)
{
    return x < 1 ? x : 1;
}

/*
 * Whether what would be the stride is a pedal's circle: as high as it is wide, with no step to
 * speak of. A leg's stride is wide and low, and lands.
 */
static bool pedals(const struct comb *comb)
{
    double circle = comb->half_v + comb->half_h, steps = comb->step_v + comb->step_h;
    return comb->half_v > PEDAL_HEIGHT * PEDAL_HEIGHT * comb->half_h &&
           steps < PEDAL_STEPS * PEDAL_STEPS * circle;
}

/* How well a body could move so, 0 .. 1, and how much less a dense comb's success says. */
static double plausible(const struct view *view, const struct comb *comb, double hz)
{
    double omega = 2 * pi * hz, to_m = 2 / (omega * omega);
    double height_m = to_m * sqrt(comb->step_v), width_m = to_m * sqrt(comb->step_h);
    double value = at_most_one(height_m / STEP_HEIGHT_M) * at_most_one(height_m / STEP_HEIGHT_M);
    if (width_m > STEP_WIDTH_M)
        value *= (STEP_WIDTH_M / width_m) * (STEP_WIDTH_M / width_m);
    if (hz < DENSE_BELOW_HZ)
        value *=
            DENSE_WORTH + (1 - DENSE_WORTH) * (hz - STEP_HZ_LOW) / (DENSE_BELOW_HZ - STEP_HZ_LOW);
    if (pedals(comb))
        value *= PEDAL_WORTH;
    double second = tooth(view, view->power_vertical, 2, hz);
    double own = SECOND_HARMONIC * (comb->step_v + comb->strides);
    if (own < second)
        value *= own / second;
    return value;
}

/* Power of all that moves at gait's rates, as the sum of squared amplitudes of lines. */
static double motion_power(const struct view *view)
{
    size_t low = (size_t)(PEAK_HZ_LOW / view->bin_hz) + 1, high = view->bins - 1;
    if ((double)high * view->bin_hz > LINES_HZ_HIGH)
        high = (size_t)(LINES_HZ_HIGH / view->bin_hz);
    double sum = 0;
    for (size_t k = low; k <= high; k++)
        sum += view->power_vertical[k] + view->power_horizontal[k];
    return sum / (1.5 * view->stretch);
}

static double regularity_at(const double *autocorrelation, size_t n, double lag)
{
    size_t k = (size_t)lag;
    if (k + 2 >= n || k < 1)
        return 0;
    double best = autocorrelation[k - 1];
    for (size_t i = k; i <= k + 2; i++) /* the summit lies between samples, and jitter moves it */
        best = autocorrelation[i] > best ? autocorrelation[i] : best;
    return best;
}

/* How far the autocorrelation at the stride's lag bears a step rate out: at half the true lag a
   limb is elsewhere. */
static double borne_out(double repeats)
{
    double share = repeats / REPEATS_WELL;
    share = share < 0 ? 0 : at_most_one(share);
    return REPEATS_LEAST + (1 - REPEATS_LEAST) * share;
}

static void judge(struct candidate *candidate, const struct view *view,
                  const double *autocorrelation, double motion)
{
    double hz = candidate->hz;
    struct comb comb = comb_of(view, hz);
    candidate->lift = sqrt(comb.step_v);
    candidate->repeats =
        regularity_at(autocorrelation, view->transform->n / 2, 2 * view->rate_hz / hz);
    candidate->score = at_most_one(comb.explained / motion) * plausible(view, &comb, hz) *
                       borne_out(candidate->repeats);
}

static void add_candidate(struct candidate *list, size_t *n, double hz)
{
    if (hz < STEP_HZ_LOW || hz > STEP_HZ_HIGH || *n == CANDIDATES)
        return;
    for (size_t i = 0; i < *n; i++)
        if (fabs(list[i].hz - hz) < SAME_HZ)
            return;
    list[(*n)++].hz = hz;
}

/* Frequencies of the strongest peaks of a power spectrum, strongest first. */
static size_t find_peaks(double hz[PEAKS], const struct view *view, const double *power)
{
    double height[PEAKS];
    size_t n = 0, high = view->bins - 2;
    if ((double)high * view->bin_hz > STEP_HZ_HIGH)
        high = (size_t)(STEP_HZ_HIGH / view->bin_hz);
    for (size_t k = (size_t)(PEAK_HZ_LOW / view->bin_hz) + 1; k <= high; k++) {
        if (!(power[k] > power[k - 1] && power[k] >= power[k + 1]))
            continue;
        size_t i = n < PEAKS ? n++ : PEAKS - 1;
        if (i == PEAKS - 1 && n == PEAKS && i > 0 && power[k] <= height[i] && height[i] > 0)
            continue;
        for (; i > 0 && height[i - 1] < power[k]; i--) {
            height[i] = height[i - 1];
            hz[i] = hz[i - 1];
        }
        height[i] = power[k];
        hz[i] = hann_peak_bin(power, k, view->stretch) * view->bin_hz;
    }
    return n;
}

static size_t find_candidates(struct candidate *list, const struct view *view)
{
    double hz[PEAKS];
    size_t n = 0, peaks = find_peaks(hz, view, view->power_vertical);
    for (size_t i = 0; i < peaks; i++)
        add_candidate(list, &n, hz[i]);
    for (size_t i = 0; i < peaks && i < 3; i++) {
        add_candidate(list, &n, hz[i] / 2);
        add_candidate(list, &n, hz[i] * 2);
    }
    peaks = find_peaks(hz, view, view->power_horizontal);
    for (size_t i = 0; i < peaks && i < 4; i++) {
        add_candidate(list, &n, hz[i] * 2);
        add_candidate(list, &n, hz[i]);
    }
    return n;
}

static void keep_best(struct gait_window *window, const struct candidate *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = WINDOW_CANDIDATES;
        while (at > 0 && list[i].score > (double)window->rate[at - 1].score)
            at--;
        for (size_t k = WINDOW_CANDIDATES; k-- > at + 1;)
            window->rate[k] = window->rate[k - 1];
        if (at < WINDOW_CANDIDATES)
            window->rate[at] =
                (struct step_rate){(float)list[i].hz, (float)list[i].score,
                                   (float)(list[i].lift / GRAVITY_MPS2), (float)list[i].repeats};
    }
}

/*
 * The line that fixes a step rate best gives it: the strongest of step, stride and second harmonic,
 * each with its own interpolated peak.
 */
static double refined(const struct view *view, double hz)
{
    static const double order[] = {1, 0.5, 2};
    double best = 0, at = hz;
    for (int across = 0; across < 2; across++) {
        const double *power = across ? view->power_horizontal : view->power_vertical;
        for (size_t i = 0; i < 3; i++) {
            double bin = order[i] * hz / view->bin_hz;
            size_t k = (size_t)(bin + 0.5);
            if (k < 2 || k + 3 >= view->bins)
                continue;
            k = power[k - 1] > power[k] ? k - 1 : power[k + 1] > power[k] ? k + 1 : k;
            if (power[k] <= best || power[k] < power[k - 1] || power[k] < power[k + 1])
                continue;
            double found = hann_peak_bin(power, k, view->stretch) * view->bin_hz / order[i];
            if (fabs(found - hz) > 0.05 * hz)
                continue;
            best = power[k];
            at = found;
        }
    }
    return at;
}

static double sharpness_of(const struct view *view)
{
    double sum = 0, weighted = 0;
    for (size_t k = 1; k < view->bins; k++) {
        double power = view->power_vertical[k] + view->power_horizontal[k];
        double hz = (double)k * view->bin_hz;
        sum += power;
        weighted += power * hz * hz;
    }
    return sum > 0 ? sqrt(weighted / sum) : 0;
}

void rhythm_of(struct gait_window *window, const struct view *view, const double *autocorrelation)
{
    window->sharpness_hz = (float)sharpness_of(view);
    double motion = motion_power(view);
    if (view->stretch > 2.1 || !(motion > 0))
        return;
    struct candidate list[CANDIDATES];
    size_t n = find_candidates(list, view);
    for (size_t i = 0; i < n; i++)
        judge(&list[i], view, autocorrelation, motion);
    keep_best(window, list, n);
    if (!(window->rate[0].hz > 0))
        return;
    double hz = refined(view, (double)window->rate[0].hz);
    window->rate[0].hz = (float)hz;
    struct comb comb = comb_of(view, hz);
    window->vertical_g = (float)(sqrt(comb.step_v) / GRAVITY_MPS2);
    window->horizontal_g = (float)(sqrt(comb.step_h) / GRAVITY_MPS2);
    window->half_vertical_g = (float)(sqrt(comb.half_v) / GRAVITY_MPS2);
    window->half_horizontal_g = (float)(sqrt(comb.half_h) / GRAVITY_MPS2);
    double lag = view->rate_hz / hz;
    size_t lags = view->transform->n / 2;
    window->step_regularity = (float)regularity_at(autocorrelation, lags, lag);
    window->stride_regularity = (float)regularity_at(autocorrelation, lags, 2 * lag);
}
