/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is read off one step. */
#include "gait/step_parts.h"

#include "gait/contact.h"

#include <math.h>

#define THRESHOLD_G 0.3
#define HIGHER_G    0.6  /* where feet overlap so far that the force never falls to the first */
#define CLEAR_G     0.05 /* a valley must lie this far under the threshold */
#define FIRST_SHARE 0.5  /* of the steepest slope: from here on a rise is steep */
#define TAKES_OFF   0.15 /* steps: from bearing less than weight to the middle of the air ... */
#define LANDS       0.10 /* ... and from there to bearing it again */
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

/* Its valleys, and the threshold that the force falls through in both; 0 where it never does. */
static double threshold_of(const struct stepper *stepper, size_t left, size_t right)
{
    double valley = fmax(stepper->low[left], stepper->low[right]);
    if (valley > HIGHER_G - CLEAR_G)
        return 0;
    return valley < THRESHOLD_G - CLEAR_G ? THRESHOLD_G : HIGHER_G;
}

static size_t valley_before(const struct stepper *stepper, size_t k)
{
    return lowest(stepper->low, k ? stepper->stance[k - 1].to : 0, stepper->stance[k].from);
}

static size_t valley_after(const struct stepper *stepper, size_t k, size_t n)
{
    size_t to = k + 1 < stepper->n ? stepper->stance[k + 1].from : n - 1;
    return lowest(stepper->low, stepper->stance[k].to, to);
}

/* What a contact bears, from valley to valley, in g times seconds. */
static double impulse_of(const struct stepper *stepper, size_t left, size_t right)
{
    double sum = -0.5 * (stepper->low[left] + stepper->low[right]);
    for (size_t i = left; i <= right; i++)
        sum += stepper->low[i];
    return sum / stepper->rate_hz;
}

double step_mean_impulse(const struct stepper *stepper, size_t n)
{
    double sum = 0, count = 0;
    for (size_t k = 1; k + 1 < stepper->n; k++) {
        sum += impulse_of(stepper, valley_before(stepper, k), valley_after(stepper, k, n));
        count += 1;
    }
    return count > 0 ? sum / count : (double)NAN;
}

/* The contact's length at 0.10 body weight [s], or NAN where the force never falls far enough. */
static double length_of(const struct stepper *stepper, const struct reading *reading, size_t k,
                        size_t left, size_t right)
{
    double threshold = threshold_of(stepper, left, right);
    if (!(threshold > 0))
        return (double)NAN;
    double over_s =
        over(stepper->low, &stepper->stance[k], left, right, threshold) / stepper->rate_hz;
    double share = impulse_of(stepper, left, right) / reading->impulse;
    double impulse_s = reading->period_s * (share > 0 ? share : 1); /* NAN too: of an even runner */
    double width_s = contact_width(over_s, impulse_s, threshold, stepper->low_hz);
    return contact_over(width_s, impulse_s, CONTACT_LEVEL_G);
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

/* Which way the body is pushed, driven and rolled, and what is felt in the air, sensor frame. */
static void read_directions(struct gait_step *step, const struct reading *reading,
                            const struct stance *stance, size_t touch, size_t after)
{
    const struct view *view = reading->view;
    size_t middle = (stance->from + stance->to) / 2;
    size_t up = stance->to + (size_t)(TAKES_OFF * reading->step);
    size_t lands = (size_t)(LANDS * reading->step), down = after > lands ? after - lands : 0;
    for (int c = 0; c < 3; c++) {
        double first = span_mean(view->a[c], stance->from, middle);
        double second = span_mean(view->a[c], middle, stance->to);
        double air = down > up ? span_mean(view->a[c], up, down) : (double)NAN;
        step->up[c] = (float)view->up[c];
        step->push[c] = (float)((0.5 * (first + second) - view->mean[c]) / GRAVITY_MPS2);
        step->coast[c] = (float)((air - view->mean[c]) / GRAVITY_MPS2);
        step->drive[c] = (float)((second - first) / GRAVITY_MPS2);
        step->roll[c] =
            view->w[c] && touch < middle ? (float)span_mean(view->w[c], touch, middle) : NAN;
    }
}

/* In the air nothing should be felt: what is, is the sensor's own swinging. */
static float air_of(const struct reading *reading, const struct stance *stance, size_t after)
{
    size_t up = stance->to + (size_t)(TAKES_OFF * reading->step);
    size_t lands = (size_t)(LANDS * reading->step);
    double sum = 0;
    if (after <= up + lands)
        return NAN;
    for (size_t i = up; i + lands < after; i++)
        sum += reading->upright[i] * reading->upright[i];
    return (float)sqrt(sum / (double)(after - lands - up));
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
    size_t after = k + 1 < stepper->n ? stance[1].from : view->n - 1;
    size_t left = valley_before(stepper, k), right = valley_after(stepper, k, view->n);
    size_t middle = (stance->from + stance->to) / 2;
    double touch = touch_of(stepper, left, middle);
    if (!(touch >= 0 && touch < (double)middle))
        return false;
    size_t at = (size_t)(touch + 0.5);
    *step = (struct gait_step){.contact_s = reading->start_s + touch / view->rate_hz,
                               .period_s = (float)reading->period_s,
                               .stance_s = (float)length_of(stepper, reading, k, left, right),
                               .peak_g = (float)stance_peak(stepper, stance),
                               .rise_m = rise_of(reading, at),
                               .gravity_g = reading->window->gravity_g,
                               .air_g = air_of(reading, stance, after),
                               .impact_g = impact_of(stepper, reading, at),
                               .lost = lost_of(view, left, right)};
    read_directions(step, reading, stance, at, after);
    step->speed_loss_mps = loss_of(reading, at, stance->to);
    return true;
}
