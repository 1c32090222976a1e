/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read off one step. */
#include "gait/step_parts.h"

#include "gait/contact.h"

#include <math.h>

#define THRESHOLD_G 0.3
#define HIGHER_G    0.6  /* where feet overlap so far that the force never falls to the first */
#define CLEAR_G     0.05 /* a valley must lie this far under the threshold */
#define FIRST_SHARE 0.5  /* of the steepest slope: from here on a rise is steep */
#define IMPACT_S    0.060
#define IMPACT_HZ   80.0 /* slowest grid on which it can be seen */

double stance_peak(const struct stepper *stepper, const struct stance *stance)
{
    double peak = 0;
    for (size_t i = stance->from; i < stance->to; i++)
        peak = stepper->low[i] > peak ? stepper->low[i] : peak;
    return peak;
}

static size_t lowest(const double *x, size_t from, size_t to)
{
    size_t at = from;
    for (size_t i = from; i <= to; i++)
        at = x[i] < x[at] ? i : at;
    return at;
}

/* Samples that the force is over a threshold around a stance, between its valleys. */
static double over(const double *low, const struct stance *stance, size_t left, size_t right,
                   double threshold)
{
    size_t i = stance->from, j = stance->to - 1;
    while (i > left && low[i] >= threshold)
        i--;
    while (j < right && low[j] >= threshold)
        j++;
    double begins = (double)i + (threshold - low[i]) / (low[i + 1] - low[i]);
    double ends = (double)j - (threshold - low[j]) / (low[j - 1] - low[j]);
    return ends - begins;
}

/* The contact's length at 0.10 body weight [s], or NAN where the force never falls far enough. */
static double length_of(const struct stepper *stepper, const struct stance *stance, size_t left,
                        size_t right, double period_s)
{
    const double *low = stepper->low;
    double valley = fmax(low[left], low[right]);
    double threshold = valley < THRESHOLD_G - CLEAR_G ? THRESHOLD_G : HIGHER_G;
    if (valley > HIGHER_G - CLEAR_G)
        return (double)NAN;
    double over_s = over(low, stance, left, right, threshold) / stepper->rate_hz;
    double width_s = contact_width(over_s, period_s, threshold, stepper->low_hz);
    return contact_over(width_s, period_s, CONTACT_LEVEL_G);
}

/* Slope per sample; exact for what is slower than a quarter of the rate. */
static double slope_at(const double *x, size_t i)
{
    return (8 * (x[i + 1] - x[i - 1]) - (x[i + 2] - x[i - 2])) / 12;
}

/*
 * Where the tangent at the first steep rise meets the level of contact [samples]; NAN without a
 * rise. A foot that lands hard rises twice: the first counts, though the second may be steeper.
 */
static double touch_of(const struct stepper *stepper, size_t left, size_t right)
{
    const double *x = stepper->edge;
    double steepest = 0;
    left = left < 2 ? 2 : left;
    for (size_t i = left; i < right; i++) {
        double slope = slope_at(x, i);
        steepest = slope > steepest ? slope : steepest;
    }
    if (!(steepest > 0))
        return (double)NAN;
    size_t at = left;
    while (slope_at(x, at) < FIRST_SHARE * steepest)
        at++;
    while (at + 1 < right && slope_at(x, at + 1) > slope_at(x, at))
        at++;
    return (double)at - (x[at] - CONTACT_LEVEL_G) / slope_at(x, at);
}

double span_mean(const double *x, size_t from, size_t to)
{
    double sum = 0;
    for (size_t i = from; i < to; i++)
        sum += x[i];
    return to > from ? sum / (double)(to - from) : 0;
}

/* Which way the body is pushed, driven and rolled, in the sensor's frame. */
static void read_directions(struct gait_step *step, const struct view *view,
                            const struct stance *stance, size_t touch)
{
    size_t middle = (stance->from + stance->to) / 2;
    for (int c = 0; c < 3; c++) {
        double first = span_mean(view->a[c], stance->from, middle);
        double second = span_mean(view->a[c], middle, stance->to);
        step->up[c] = (float)view->up[c];
        step->push[c] = (float)((0.5 * (first + second) - view->mean[c]) / GRAVITY_MPS2);
        step->drive[c] = (float)((second - first) / GRAVITY_MPS2);
        step->roll[c] =
            view->w[c] && touch < middle ? (float)span_mean(view->w[c], touch, middle) : NAN;
    }
}

static float impact_of(const struct stepper *stepper, const struct reading *reading, size_t touch)
{
    size_t n = (size_t)(IMPACT_S * stepper->rate_hz + 0.5);
    if (stepper->rate_hz < IMPACT_HZ || touch + n > reading->view->n)
        return NAN;
    double sum = 0;
    for (size_t i = touch; i < touch + n; i++) {
        double sharp = reading->upright[i] - stepper->low[i];
        sum += sharp * sharp;
    }
    return (float)sqrt(sum / (double)n);
}

static float lost_of(const struct view *view, size_t from, size_t to)
{
    size_t lost = 0;
    for (size_t i = from; i < to; i++)
        lost += view->mark[i] != 0;
    return to > from ? (float)lost / (float)(to - from) : 0;
}

/* Speed lost along forward from contact until it is won back [m/s]. */
static float loss_of(const struct reading *reading, size_t touch, size_t end)
{
    const struct view *view = reading->view;
    double speed = 0, lowest_speed = 0;
    for (size_t i = touch; i < end && i < view->n; i++) {
        double along = reading->forward[0] * view->a[0][i] + reading->forward[1] * view->a[1][i] +
                       reading->forward[2] * view->a[2][i];
        speed += (along - reading->forward_mean) / view->rate_hz;
        lowest_speed = speed < lowest_speed ? speed : lowest_speed;
    }
    return (float)-lowest_speed;
}

static float rise_of(const struct reading *reading, size_t touch)
{
    size_t to = touch + (size_t)(reading->step + 0.5);
    return reading->height ? (float)view_rise(reading->view, touch, to) : NAN;
}

bool step_read(struct gait_step *step, const struct stepper *stepper, const struct reading *reading,
               size_t k)
{
    const struct view *view = reading->view;
    const struct stance *stance = &stepper->stance[k];
    size_t before = k ? stance[-1].to : 0;
    size_t after = k + 1 < stepper->n ? stance[1].from : view->n - 1;
    size_t left = lowest(stepper->low, before, stance->from);
    size_t right = lowest(stepper->low, stance->to, after);
    double touch = touch_of(stepper, left, (stance->from + stance->to) / 2);
    if (!(touch >= 0))
        return false;
    size_t at = (size_t)(touch + 0.5);
    *step = (struct gait_step){
        .contact_s = reading->start_s + touch / view->rate_hz,
        .period_s = (float)reading->period_s,
        .stance_s = (float)length_of(stepper, stance, left, right, reading->period_s),
        .peak_g = (float)stance_peak(stepper, stance),
        .rise_m = rise_of(reading, at),
        .gravity_g = reading->window->gravity_g,
        .impact_g = impact_of(stepper, reading, at),
        .lost = lost_of(view, left, right)};
    read_directions(step, view, stance, at);
    step->speed_loss_mps = loss_of(reading, at, stance->to);
    return true;
}
