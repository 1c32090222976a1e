/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Vertical oscillation: double integration in the frequency domain, at the tracked step rate.
 *
 * 1. Clipped and missing samples are filled from a least-squares fit of harmonics of half the step
 *    rate (left and right may differ) to the others.
 * 2. The window, tapered at its ends, is transformed; each line is divided by -(2 pi f)^2. What is
 * slower than 0.4 of the step rate (drift, posture) or faster than 8 times is left out. Half-order
 * lines stay.
 * 3. Back in time, the mean way between neighbouring summits and valleys of the untapered middle is
 * the oscillation. Jitter of the steps smears lines, but not this.
 *
 *   from  metrics: harmonic integration; the mean specific force over whole strides is 1 g upwards,
 *         so that any departure of it from 1 g tells how far the signal can be trusted (bouts.c).
 */
#include "dsp/rotor.h"
#include "dsp/sums.h"
#include "gait/view.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LOW_ORDER      0.4 /* of the step rate */
#define HIGH_ORDER     8.0
#define TAPER          0.2 /* of the window at each end */
#define MIN_STEP_HZ    1.2 /* slower motion needs a longer window */
#define MIN_LIFT_G     0.2 /* below this nobody runs: the work is spared */
#define ALIKE_FROM     0.6 /* autocorrelation at one step from which both steps are taken as alike */
#define FILL_ORDERS    6   /* harmonics of half the step rate, each with cosine and sine */
#define FILL_UNKNOWNS  (2 * FILL_ORDERS + 1)
#define MAX_LOST       0.4  /* share of clipped and missing samples that can still be filled */
#define DISTORTED_LOW  0.06 /* |mean - 1 g| from which the strongest axis helps to find up ... */
#define DISTORTED_HIGH 0.12 /* ... and from which it counts as much */

static const double pi = 3.14159265358979323846;

/* Solves A x = b for a symmetric positive definite A (both triangles filled), in place. */
static bool solve(double a[FILL_UNKNOWNS][FILL_UNKNOWNS], double *b, size_t n)
{
    for (size_t j = 0; j < n; j++) { /* Cholesky */
        for (size_t k = 0; k < j; k++)
            a[j][j] -= a[j][k] * a[j][k];
        if (!(a[j][j] > 1e-9))
            return false;
        a[j][j] = sqrt(a[j][j]);
        for (size_t i = j + 1; i < n; i++) {
            for (size_t k = 0; k < j; k++)
                a[i][j] -= a[i][k] * a[j][k];
            a[i][j] /= a[j][j];
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t k = 0; k < i; k++)
            b[i] -= a[i][k] * b[k];
        b[i] /= a[i][i];
    }
    for (size_t i = n; i-- > 0;) {
        for (size_t k = i + 1; k < n; k++)
            b[i] -= a[k][i] * b[k];
        b[i] /= a[i][i];
    }
    return true;
}

/* 1, cos, sin of the harmonics at one sample, by rotation from the first. */
static void basis_at(double *row, double angle)
{
    double c1 = cos(angle), s1 = sin(angle), c = 1, s = 0;
    row[0] = 1;
    for (size_t k = 0; k < FILL_ORDERS; k++) {
        double next = c * c1 - s * s1;
        s = s * c1 + c * s1;
        c = next;
        row[1 + 2 * k] = c;
        row[2 + 2 * k] = s;
    }
}

/* Fills the samples that were lost from the harmonics of the others; false when it cannot be done.
 */
static bool fill_lost(double *x, const struct view *view, double step_hz)
{
    double a[FILL_UNKNOWNS][FILL_UNKNOWNS] = {{0}}, b[FILL_UNKNOWNS] = {0}, row[FILL_UNKNOWNS];
    double turn = pi * step_hz / view->rate_hz; /* of half the step rate, per sample */
    double middle = ((double)view->n - 1) / 2;
    for (size_t i = 0; i < view->n; i++) {
        if (view->mark[i])
            continue;
        basis_at(row, turn * ((double)i - middle));
        for (size_t p = 0; p < FILL_UNKNOWNS; p++) {
            b[p] += row[p] * x[i];
            for (size_t q = 0; q <= p; q++)
                a[p][q] += row[p] * row[q];
        }
    }
    for (size_t p = 0; p < FILL_UNKNOWNS; p++)
        a[p][p] += 1e-3; /* a hole that comes back with every step leaves some harmonics loose */
    if (!solve(a, b, FILL_UNKNOWNS))
        return false;
    for (size_t i = 0; i < view->n; i++) {
        if (!view->mark[i])
            continue;
        basis_at(row, turn * ((double)i - middle));
        double fitted = 0;
        for (size_t p = 0; p < FILL_UNKNOWNS; p++)
            fitted += b[p] * row[p];
        /* past its limit the sensor showed less than there was, never more */
        if (!(view->mark[i] & BKS_ROW_CLIPPED) || fabs(fitted) > fabs(x[i]))
            x[i] = fitted;
    }
    return true;
}

/*
 * Up for this measure. The mean of the specific force is up, exactly, as long as nothing is cut off
 * the signal; a mean that is not 1 g says that something was, and then the step line's axis, which
 * a cut moves the other way, is given weight.
 */
static void up_of(double up[3], const struct view *view, double hz)
{
    memcpy(up, view->up, 3 * sizeof *up);
    double off = fabs(view->gravity / GRAVITY_MPS2 - 1);
    double share = (off - DISTORTED_LOW) / (DISTORTED_HIGH - DISTORTED_LOW);
    share = share < 0 ? 0 : share > 1 ? 1 : share;
    if (share <= 0)
        return;
    double axis[3], along = 0, length = 0;
    memcpy(axis, view->up, sizeof axis);
    view_line_axis(axis, view, hz);
    for (int c = 0; c < 3; c++)
        along += axis[c] * up[c];
    for (int c = 0; c < 3; c++) {
        up[c] += share * (along < 0 ? -axis[c] : axis[c]);
        length += up[c] * up[c];
    }
    for (int c = 0; c < 3; c++)
        up[c] /= sqrt(length);
}

static void vertical_of(double *x, const struct view *view, double hz)
{
    if (view->vertical) {
        memcpy(x, view->vertical, view->n * sizeof *x);
        return;
    }
    double up[3];
    up_of(up, view, hz);
    view_along(x, view, up);
}

static void taper(double *x, size_t n)
{
    size_t edge = (size_t)(TAPER * (double)n);
    double mean = sum_of(x, n) / (double)n;
    for (size_t i = 0; i < n; i++)
        x[i] -= mean;
    struct rotor turn = rotor_from(0.5 * pi / (double)edge, pi / (double)edge);
    for (size_t i = 0; i < edge; i++) {
        double w = 0.5 - 0.5 * turn.c;
        x[i] *= w;
        x[n - 1 - i] *= w;
        rotor_turn(&turn);
    }
}

/* transform->time: acceleration, becomes displacement, not yet divided by the length. */
static void integrate_twice(struct spectrum *transform, double bin_hz, double step_hz)
{
    spectrum_forward(transform);
    for (size_t k = 0; k < transform->bins; k++) {
        double hz = (double)k * bin_hz, omega = 2 * pi * hz;
        bool kept = hz >= LOW_ORDER * step_hz && hz <= HIGH_ORDER * step_hz;
        double factor = kept ? -1 / (omega * omega) : 0;
        transform->freq[k][0] *= factor;
        transform->freq[k][1] *= factor;
    }
    spectrum_inverse(transform);
}

/* Height of the summit or valley near sample i, by the parabola through its neighbours. */
static double summit(const double *y, size_t i)
{
    double slope = 0.5 * (y[i + 1] - y[i - 1]), curve = y[i + 1] - 2 * y[i] + y[i - 1];
    double shift = curve != 0 ? -slope / curve : 0;
    return fabs(shift) <= 1 ? y[i] + 0.5 * slope * shift : y[i];
}

/* Highest less lowest point of samples first .. last; the neighbours of both can be read. */
static double range_of(const double *y, size_t first, size_t last)
{
    size_t high = first, low = first;
    for (size_t i = first; i <= last; i++) {
        high = y[i] > y[high] ? i : high;
        low = y[i] < y[low] ? i : low;
    }
    /* at an end of the stretch the summit may lie outside it */
    double top = high > first && high < last ? summit(y, high) : y[high];
    double bottom = low > first && low < last ? summit(y, low) : y[low];
    return top - bottom;
}

/* The sample where y falls through its middle, nearest to `wanted` and within `reach`; else wanted.
 */
static size_t fall_near(const double *y, size_t wanted, size_t reach, size_t first, size_t last)
{
    for (size_t away = 0; away <= reach; away++)
        for (int side = 0; side < 2; side++) {
            size_t i = side ? wanted + away : wanted - away;
            if (i > first && i < last && y[i - 1] >= 0 && y[i] < 0)
                return i;
        }
    return wanted;
}

/*
 * Mean range over the steps of samples first .. last - 1. A step goes from one fall through the
 * middle to the next, as from one landing to the next. A limb or a pocket falls once in two steps:
 * there a step is any stretch of its length, begun a quarter of it apart.
 */
static double mean_range(const double *y, size_t first, size_t last, double step_samples,
                         bool alike, double *steps)
{
    size_t step = (size_t)(step_samples + 0.5), reach = (size_t)(0.25 * step_samples);
    size_t from = alike ? fall_near(y, first + step / 2, step / 2, first, last) : first;
    double sum = 0, next = (double)from;
    size_t n = 0;
    for (;; n++) {
        size_t to = (size_t)(next + step_samples + 0.5);
        if (alike)
            to = fall_near(y, to, reach, first, last);
        if (to >= last)
            break;
        sum += range_of(y, from, to);
        next = alike ? (double)to : next + step_samples / 4;
        from = (size_t)next;
    }
    *steps = alike ? (double)n : (double)n / 4;
    return n ? sum / (double)n : 0;
}

void view_upright(double *x, const struct view *view, double step_hz)
{
    size_t lost = 0;
    vertical_of(x, view, step_hz);
    for (size_t i = 0; i < view->n; i++)
        lost += view->mark[i] != 0;
    if (lost > 0 && (double)lost <= MAX_LOST * (double)view->n)
        (void)fill_lost(x, view, step_hz);
}

double view_rise(const struct view *view, size_t first, size_t last)
{
    size_t edge = (size_t)(TAPER * (double)view->n);
    if (first < edge || last >= view->n - edge)
        return (double)NAN;
    return range_of(view->transform->time, first, last) / (double)view->transform->n;
}

void oscillation_of(struct gait_window *window, const struct view *view)
{
    double hz = (double)window->rate[0].hz;
    if (hz < MIN_STEP_HZ || window->vertical_g < (float)MIN_LIFT_G || view->stretch > 2.1)
        return;
    double lost = (double)window->missing + (double)window->clipped;
    struct spectrum *transform = view->transform;
    double *x = transform->time;
    vertical_of(x, view, hz);
    if (lost > MAX_LOST || (lost > 0 && !fill_lost(x, view, hz)))
        return;
    taper(x, view->n);
    memset(x + view->n, 0, (transform->n - view->n) * sizeof *x);
    integrate_twice(transform, view->bin_hz, hz);
    size_t edge = (size_t)(TAPER * (double)view->n);
    bool alike = (double)window->step_regularity > ALIKE_FROM;
    double steps = 0,
           range = mean_range(x, edge, view->n - edge, view->rate_hz / hz, alike, &steps);
    if (steps < 1)
        return;
    window->oscillation_m = (float)(range / (double)transform->n);
    window->oscillation_n = (float)steps;
}
