/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How many steps each frame of a window holds, by the phase of one line.
 *
 * 1. The strongest line is taken: the step's along up, or the stride's across (a limb), each on the
 *    axis on which it is strongest. A stride counts two steps.
 * 2. At each frame's edge the signal is multiplied by a short Hann-weighted wave of the line's
 * rate; the angle of the sum is the line's phase at that instant. It follows the rhythm within a
 * second, where the spectrum knows only the window's mean.
 * 3. Steps of a frame = phase gained, in turns: the whole number is known from the rate.
 */
#include "dsp/rotor.h"
#include "dsp/sums.h"
#include "gait/view.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define KERNEL_S     1.28 /* length of the wave, at least ... */
#define KERNEL_TURNS 2.2  /* ... so many periods of the line */

static const double pi = 3.14159265358979323846;

struct tracked {
    double hz;      /* of the line */
    double steps;   /* per turn: 1 or 2 */
    double axis[3]; /* on which the line is strongest, unless the gyroscope's vertical is used */
    bool vertical;  /* the gyroscope's vertical */
};

/* The short wave that a phase is measured with: value[k] for k samples to either side. */
struct wave {
    size_t half;
    double turns_per_sample;
    double value[WINDOW_SAMPLES_MAX / 2 + 1][2];
};

static struct tracked choose_line(const struct gait_window *window, const struct view *view)
{
    double hz = (double)window->rate[0].hz;
    double step = hypot((double)window->vertical_g, (double)window->horizontal_g);
    double stride = hypot((double)window->half_vertical_g, (double)window->half_horizontal_g);
    struct tracked line = {.hz = hz, .steps = 1};
    if (stride > 1.3 * step) {
        line.hz = hz / 2;
        line.steps = 2;
    } else {
        line.vertical = view->vertical != NULL;
    }
    for (int c = 0; c < 3; c++) /* a stride is looked for off up, a step along it */
        line.axis[c] = line.steps > 1 ? view->up[(c + 1) % 3] + 0.3 - 0.2 * c : view->up[c];
    view_line_axis(line.axis, view, line.hz);
    return line;
}

/* The signal that carries the line, about its mean. */
static void signal_of(double *x, const struct view *view, const struct tracked *line)
{
    if (line->vertical)
        memcpy(x, view->vertical, view->n * sizeof *x);
    else
        view_along(x, view, line->axis);
    double mean = sum_of(x, view->n) / (double)view->n;
    for (size_t i = 0; i < view->n; i++)
        x[i] -= mean;
}

/*
 * Phase of the line at sample `at`, in turns. Nearer to the window's end than half a wave it is
 * carried on at the line's rate from the last place that a whole wave reaches.
 */
static double phase_at(const double *x, size_t n, size_t at, const struct wave *wave)
{
    size_t half = wave->half, middle = at < half ? half : at + half >= n ? n - 1 - half : at;
    double re = x[middle] * wave->value[0][0], im = 0;
    for (size_t k = 1; k <= half; k++) {
        re += (x[middle - k] + x[middle + k]) * wave->value[k][0];
        im += (x[middle - k] - x[middle + k]) * wave->value[k][1];
    }
    return atan2(im, re) / (2 * pi) + ((double)at - (double)middle) * wave->turns_per_sample;
}

static void levels_of(struct gait_window *window, const struct view *view, size_t first,
                      size_t frame)
{
    for (size_t f = 0; f < window->n_frames; f++) {
        size_t from = first + f * frame, to = from + frame < view->n ? from + frame : view->n;
        double sum = 0;
        for (int c = 0; c < 3 && to > from; c++)
            sum += sum_of_squares_about(view->a[c] + from, view->mean[c], to - from);
        window->level_g[f] =
            to > from ? (float)(sqrt(sum / (double)(to - from)) / GRAVITY_MPS2) : 0;
    }
}

static void make_wave(struct wave *wave, const struct view *view, double hz)
{
    double length_s = KERNEL_TURNS / hz > KERNEL_S ? KERNEL_TURNS / hz : KERNEL_S;
    wave->half = (size_t)(length_s / 2 * view->rate_hz);
    if (wave->half > (view->n - 1) / 2)
        wave->half = (view->n - 1) / 2;
    wave->turns_per_sample = hz / view->rate_hz;
    struct rotor hann = rotor_from(0, pi / (2 * ((double)wave->half + 1)));
    struct rotor turn = rotor_from(0, 2 * pi * wave->turns_per_sample);
    for (size_t k = 0; k <= wave->half; k++) {
        wave->value[k][0] = hann.c * hann.c * turn.c;
        wave->value[k][1] = hann.c * hann.c * turn.s;
        rotor_turn(&hann);
        rotor_turn(&turn);
    }
}

void frames_of(struct gait_window *window, const struct view *view, size_t first)
{
    size_t frame = (size_t)(WINDOW_FRAME_S * view->rate_hz + 0.5);
    levels_of(window, view, first, frame);
    if (!(window->rate[0].hz > 0))
        return;
    struct tracked line = choose_line(window, view);
    struct wave wave;
    make_wave(&wave, view, line.hz);
    double x[WINDOW_SAMPLES_MAX];
    signal_of(x, view, &line);
    double before = phase_at(x, view->n, first, &wave);
    for (size_t f = 0; f < window->n_frames; f++) {
        size_t at = first + (f + 1) * frame;
        double frame_s = (double)frame / view->rate_hz;
        if (at >= view->n) {
            frame_s = (double)(view->n - 1 - (first + f * frame)) / view->rate_hz;
            at = view->n - 1;
        }
        double phase = phase_at(x, view->n, at, &wave);
        double gained = phase - before, expected = line.hz * frame_s;
        gained += floor(expected - gained + 0.5); /* the whole turns */
        window->steps[f] = (float)(line.steps * gained);
        before = phase;
    }
}
