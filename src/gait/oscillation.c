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
#include "gait/view.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LOW_ORDER      0.4 /* of the step rate */
#define HIGH_ORDER     8.0
#define TAPER          0.2 /* of the window at each end */
#define MIN_STEP_HZ    1.2 /* slower motion needs a longer window */
#define MIN_LIFT_G     0.2 /* below this nobody runs: the work is spared */
#define FILL_ORDERS    8   /* harmonics of half the step rate, each with cosine and sine */
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
 * Direction of the step line's largest motion. The force of a run is even in time about mid-stance
 * along up and odd along the way, so the two are a quarter turn apart and the long axis of the
 * line's ellipse is up.
 */
static void step_axis(double axis[3], const struct view *view, double hz)
{
    double c[3][3] = {{0}};
    size_t mid = (size_t)(hz / view->bin_hz + 0.5);
    for (size_t k = mid - 1; k <= mid + 1 && k < view->bins; k++)
        for (int p = 0; p < 3; p++)
            for (int q = 0; q < 3; q++)
                c[p][q] += view->line[p][k][0] * view->line[q][k][0] +
                           view->line[p][k][1] * view->line[q][k][1];
    memcpy(axis, view->up, 3 * sizeof *axis);
    for (int turn = 0; turn < 24; turn++) {
        double y[3], length = 0;
        for (int p = 0; p < 3; p++) {
            y[p] = c[p][0] * axis[0] + c[p][1] * axis[1] + c[p][2] * axis[2];
            length += y[p] * y[p];
        }
        length = sqrt(length);
        if (!(length > 0))
            return;
        for (int p = 0; p < 3; p++)
            axis[p] = y[p] / length;
    }
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
    step_axis(axis, view, hz);
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
    for (size_t i = 0; i < view->n; i++)
        x[i] = up[0] * view->a[0][i] + up[1] * view->a[1][i] + up[2] * view->a[2][i];
}

static void taper(double *x, size_t n)
{
    size_t edge = (size_t)(TAPER * (double)n);
    double mean = 0;
    for (size_t i = 0; i < n; i++)
        mean += x[i];
    mean /= (double)n;
    for (size_t i = 0; i < n; i++) {
        size_t from_end = i < n - 1 - i ? i : n - 1 - i;
        double w =
            from_end >= edge ? 1 : 0.5 - 0.5 * cos(pi * ((double)from_end + 0.5) / (double)edge);
        x[i] = w * (x[i] - mean);
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
static double summit(const double *y, size_t i, size_t n)
{
    if (i == 0 || i + 1 >= n)
        return y[i];
    double slope = 0.5 * (y[i + 1] - y[i - 1]), curve = y[i + 1] - 2 * y[i] + y[i - 1];
    double shift = curve != 0 ? -slope / curve : 0;
    return fabs(shift) <= 1 ? y[i] + 0.5 * slope * shift : y[i];
}

/* Mean way between neighbouring summits and valleys that lie at least a quarter of a step apart. */
static double mean_way(const double *y, size_t first, size_t last, double step_samples,
                       double *ways)
{
    double sum = 0, from = y[first], extreme = y[first];
    size_t n = 0, at = first, began = 0;
    int going = 0; /* 1 up, -1 down, 0 not known yet */
    double highest = y[first], lowest = y[first];
    for (size_t i = first; i < last; i++) {
        highest = y[i] > highest ? y[i] : highest;
        lowest = y[i] < lowest ? y[i] : lowest;
    }
    double turn_back = 0.25 * (highest - lowest); /* a smaller wiggle is no summit */
    for (size_t i = first + 1; i < last; i++) {
        double onward = going * (y[i] - extreme);
        if (going == 0 && fabs(y[i] - from) > turn_back) {
            going = y[i] > from ? 1 : -1;
            extreme = y[i];
            at = i;
        } else if (going != 0 && onward >= 0) {
            extreme = y[i];
            at = i;
        } else if (going != 0 && -onward > turn_back && (double)(i - at) > 0.1 * step_samples) {
            double top = summit(y, at, last);
            if (began++ > 0) { /* the first way may have begun before the middle */
                sum += fabs(top - from);
                n++;
            }
            from = top;
            going = -going;
            extreme = y[i];
            at = i;
        }
    }
    *ways = (double)n;
    return n ? sum / (double)n : 0;
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
    double ways = 0, way = mean_way(x, edge, view->n - edge, view->rate_hz / hz, &ways);
    if (ways < 3)
        return;
    window->oscillation_m = (float)(way / (double)transform->n);
    window->oscillation_n = (float)(ways / 2);
}
