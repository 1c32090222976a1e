/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of one window.
 *
 * 1. The upright force, filled where samples were lost, is low-passed at 10 Hz and at 15 Hz.
 * 2. Where the first is over body weight a foot stands: a stance. What lies between two stances is
 *    a valley.
 * 3. Contact begins where the tangent at the steepest rise of the second meets 0.10 body weight:
 *    shoe and tissue round the corner off, the tangent finds it again.
 * 4. Contact lasts as long as the half-sine that stays over 0.3 body weights as long as the first.
 */
#include "base/memory.h"
#include "gait/step_parts.h"

#include <math.h>

#define LOW_HZ       10.0 /* of the force's shape and height */
#define EDGE_HZ      15.0 /* of its rise */
#define HIGHEST_BAND 0.3  /* of the rate: a slow recording is filtered lower */
#define TAPS_PERIODS 1.2  /* of the cut-off, half the filter's length: it has died away to 0.5 % */
#define TAPS_AT_ONCE 4    /* a pass over the samples costs more than the products in it */
#define MIN_LIFT_G   0.4  /* at the step rate: under it nobody runs */
#define MIN_STEP_HZ  1.7
#define BEARING_G    1.0
#define MERGE_STEPS  0.2  /* stances nearer than this are one with a dip */
#define SHORT_STEPS  0.2  /* and what is shorter is none */
#define APART_STEPS  0.6  /* middles nearer than this: the lower is none */
#define MARGIN_STEPS 0.1  /* two windows tell a step near their border; the second is dropped */
#define TRUST_SCALE  0.06 /* mean force within this of 1 g: then it is 1 g, and sets the scale */

static const double pi = 3.14159265358979323846;

/*
 * Half of a symmetric filter of gain 1 / (1 + (f / fc)^4): the 2nd-order Butterworth run forwards
 * and backwards. In time a decaying wave: (pi fc / sqrt 2) e^-x (cos x + sin x), x = sqrt 2 pi fc
 * |t|.
 */
static size_t make_taps(double tap[TAPS_MAX], double cut_hz, double rate_hz)
{
    size_t half = (size_t)(TAPS_PERIODS / cut_hz * rate_hz + 0.5);
    half = half < TAPS_MAX ? half : TAPS_MAX - 1;
    double sum = 0;
    for (size_t k = 0; k <= half; k++) {
        double x = sqrt(2.0) * pi * cut_hz * (double)k / rate_hz;
        tap[k] = exp(-x) * (cos(x) + sin(x));
        sum += k ? 2 * tap[k] : tap[k];
    }
    for (size_t k = 0; k <= half; k++)
        tap[k] /= sum;
    return half;
}

enum bks_status stepper_new(struct stepper **out, double grid_hz, step_sink sink, void *context)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    (*out)->rate_hz = grid_hz;
    (*out)->sink = sink;
    (*out)->context = context;
    (*out)->last_s = -1;
    (*out)->low_hz = fmin(LOW_HZ, HIGHEST_BAND * grid_hz);
    (*out)->low_half = make_taps((*out)->low_tap, (*out)->low_hz, grid_hz);
    (*out)->edge_half = make_taps((*out)->edge_tap, fmin(EDGE_HZ, HIGHEST_BAND * grid_hz), grid_hz);
    return BKS_OK;
}

void stepper_free(struct stepper *stepper)
{
    memory_free(stepper);
}

void stepper_follow_force(struct stepper *stepper, force_piece_sink sink)
{
    stepper->force_sink = sink;
}

/* Taps beyond the last are 0, and x is padded for them. */
static void filter(double *restrict y, const double *restrict x, size_t n, const double *tap,
                   size_t half)
{
    for (size_t i = 0; i < n; i++)
        y[i] = tap[0] * x[i];
    for (size_t k = 1; k <= half; k += TAPS_AT_ONCE) {
        const double *before = x - k, *after = x + k;
        for (size_t i = 0; i < n; i++)
            y[i] += tap[k] * (before[i] + after[i]) +
                    tap[k + 1] * ((before - 1)[i] + after[i + 1]) +
                    tap[k + 2] * ((before - 2)[i] + after[i + 2]) +
                    tap[k + 3] * ((before - 3)[i] + after[i + 3]);
    }
}

/* The upright force in g, filled and padded, and both of its low-passed forms. */
static void make_signals(struct stepper *stepper, struct reading *reading)
{
    const struct view *view = reading->view;
    double *x = stepper->padded + TAPS_MAX;
    view_upright(x, view, 1 / reading->period_s);
    double gravity = view->gravity / GRAVITY_MPS2;
    double scale = fabs(gravity - 1) < TRUST_SCALE ? 1 / view->gravity : 1 / GRAVITY_MPS2;
    for (size_t i = 0; i < view->n; i++)
        x[i] *= scale;
    for (size_t k = 0; k < TAPS_MAX; k++) {
        stepper->padded[k] = x[0];
        x[view->n + k] = x[view->n - 1];
    }
    filter(stepper->low, x, view->n, stepper->low_tap, stepper->low_half);
    filter(stepper->edge, x, view->n, stepper->edge_tap, stepper->edge_half);
    reading->upright = x;
}

static double middle_of(const struct stance *stance)
{
    return 0.5 * (double)(stance->from + stance->to);
}

/* Adds a stance, or joins it to the one before, or lets the higher of two stand. */
static void add_stance(struct stepper *stepper, struct stance stance, double step)
{
    struct stance *before = stepper->n ? &stepper->stance[stepper->n - 1] : NULL;
    if (before && (double)(stance.from - before->to) < MERGE_STEPS * step) {
        before->to = stance.to;
        return;
    }
    if ((double)(stance.to - stance.from) < SHORT_STEPS * step)
        return;
    if (before && middle_of(&stance) - middle_of(before) < APART_STEPS * step) {
        if (stance_peak(stepper, &stance) > stance_peak(stepper, before))
            *before = stance;
        return;
    }
    if (stepper->n < STANCES_MAX)
        stepper->stance[stepper->n++] = stance;
}

static void find_stances(struct stepper *stepper, size_t n, double step)
{
    stepper->n = 0;
    for (size_t i = 1; i < n; i++) {
        if (stepper->low[i - 1] >= BEARING_G || stepper->low[i] < BEARING_G)
            continue;
        size_t to = i;
        while (to < n && stepper->low[to] >= BEARING_G)
            to++;
        if (to < n) /* one that the window cuts off is its neighbour's */
            add_stance(stepper, (struct stance){i, to}, step);
        i = to;
    }
}

/* Forward of this window: the mean drive of its stances, across up. */
static void find_forward(struct reading *reading, const struct stepper *stepper)
{
    const struct view *view = reading->view;
    double drive[3] = {0}, along = 0, length = 0;
    for (size_t k = 0; k < stepper->n; k++) {
        const struct stance *stance = &stepper->stance[k];
        size_t middle = (stance->from + stance->to) / 2;
        for (int c = 0; c < 3; c++)
            drive[c] += span_mean(view->a[c], middle, stance->to) -
                        span_mean(view->a[c], stance->from, middle);
    }
    for (int c = 0; c < 3; c++)
        along += drive[c] * view->up[c];
    for (int c = 0; c < 3; c++) {
        drive[c] -= along * view->up[c];
        length += drive[c] * drive[c];
    }
    for (int c = 0; c < 3; c++) {
        reading->forward[c] = length > 0 ? drive[c] / sqrt(length) : 0;
        reading->forward_mean += reading->forward[c] * view->mean[c];
    }
}

static enum bks_status hand_on(struct stepper *stepper, const struct gait_step *step)
{
    if (step->contact_s - stepper->last_s < APART_STEPS * (double)step->period_s)
        return BKS_OK;
    stepper->last_s = step->contact_s;
    return stepper->sink(stepper->context, step);
}

/* What the window speaks for; the ends of the signal are padded. */
static enum bks_status tell_force(const struct stepper *stepper, const struct reading *reading,
                                  size_t first, size_t last)
{
    if (!stepper->force_sink)
        return BKS_OK;
    return force_pieces_cut(reading->upright, first, last, reading->start_s, stepper->rate_hz,
                            (double)reading->window->stride_regularity, stepper->force_sink,
                            stepper->context);
}

enum bks_status stepper_take(struct stepper *stepper, const struct gait_window *window,
                             const struct view *view, double start_s, size_t first, size_t last)
{
    double hz = (double)window->rate[0].hz;
    if (hz < MIN_STEP_HZ || (double)window->vertical_g < MIN_LIFT_G || view->n <= TAPS_MAX)
        return BKS_OK;
    struct reading reading = {.window = window,
                              .view = view,
                              .start_s = start_s,
                              .period_s = 1 / hz,
                              .step = view->rate_hz / hz,
                              .height =
                                  isnan(window->oscillation_m) ? NULL : view->transform->time};
    make_signals(stepper, &reading);
    enum bks_status status = tell_force(stepper, &reading, first, last);
    if (status != BKS_OK)
        return status;
    find_stances(stepper, view->n, reading.step);
    find_forward(&reading, stepper);
    reading.impulse = step_mean_impulse(stepper, view->n);
    double margin = MARGIN_STEPS * reading.step;
    for (size_t k = 0; k < stepper->n; k++) {
        double middle = middle_of(&stepper->stance[k]);
        struct gait_step step;
        if (middle < (double)first - margin || middle >= (double)last + margin ||
            !step_read(&step, stepper, &reading, k))
            continue;
        status = hand_on(stepper, &step);
        if (status != BKS_OK)
            return status;
    }
    return BKS_OK;
}
