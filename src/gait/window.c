/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cutting the grid into windows and laying each one open.
 *
 * 1. Chunks fill a buffer of one window; each time it is full a window is made and half of it is
 *    dropped. At the end of a segment the last samples make one more window, which overlaps more.
 * 2. Per window: Hann-weighted mean (gravity, up), spectra of the three axes. Any projection's
 *    spectrum is a sum of these, so up may be known after the transform.
 * 3. Autocorrelation by Wiener-Khinchin from the summed power of the axes, over that of the window.
 */
#include "gait/window.h"

#include "base/memory.h"
#include "condition/upright.h"
#include "dsp/sums.h"
#include "gait/steps.h"
#include "gait/view.h"

#include <math.h>
#include <string.h>

#define SIGNALS         7   /* three axes, the vertical of the gyroscope, its three axes */
#define NO_GRAVITY_MPS2 3.5 /* a mean force shorter than this is not gravity's */
#define GAIT_HZ_LOW     0.7
#define GAIT_HZ_HIGH    4.75
#define TURNED_COS      0.94 /* up of the two halves more than 20 degrees apart */

struct windows {
    double rate_hz;
    bool gyro;
    window_sink sink;
    void *context;
    struct stepper *stepper; /* or NULL: single steps are not asked for */
    struct spectrum transform;
    struct upright upright;
    size_t n, fill; /* samples of a window, samples in the buffer */
    size_t spoken;  /* samples of the buffer that a window has spoken for */
    double start_s; /* of the buffer's first sample */
    bool opens;     /* no window of this segment has been made */
    double *signal[SIGNALS];
    unsigned char *mark;
    double *chunk_vertical;
    double *hann, *hann_short;
    double *window_acf; /* autocorrelation of the Hann window itself */
    double (*line)[VIEW_BINS_MAX][2];
    double *power_vertical, *power_horizontal, *power, *acf;
};

static double *doubles(size_t n)
{
    return memory_new(n, sizeof(double));
}

/* freq of the transform -> squared lengths -> time of the transform: the circular autocorrelation.
 */
static void autocorrelate(struct spectrum *transform, const double *power, size_t bins, double *acf)
{
    for (size_t k = 0; k < bins; k++) {
        transform->freq[k][0] = power[k];
        transform->freq[k][1] = 0;
    }
    spectrum_inverse(transform);
    memcpy(acf, transform->time, transform->n / 2 * sizeof *acf);
}

static void window_acf_of(struct windows *windows, size_t n)
{
    struct spectrum *transform = &windows->transform;
    const double *hann = n == windows->n ? windows->hann : windows->hann_short;
    memset(transform->time, 0, transform->n * sizeof(double));
    memcpy(transform->time, hann, n * sizeof(double));
    spectrum_forward(transform);
    for (size_t k = 0; k < transform->bins; k++)
        windows->power[k] = transform->freq[k][0] * transform->freq[k][0] +
                            transform->freq[k][1] * transform->freq[k][1];
    autocorrelate(transform, windows->power, transform->bins, windows->window_acf);
}

enum bks_status windows_new(struct windows **out, double grid_hz, bool gyro, window_sink sink,
                            void *context)
{
    *out = NULL;
    struct windows *windows = memory_new(1, sizeof *windows);
    if (!windows)
        return BKS_NO_MEMORY;
    windows->rate_hz = grid_hz;
    windows->gyro = gyro;
    windows->sink = sink;
    windows->context = context;
    windows->n = grid_hz >= 100 ? 512 : grid_hz >= 50 ? 256 : 128;
    windows->opens = true;
    upright_init(&windows->upright, grid_hz);
    bool ok = spectrum_init(&windows->transform, windows->n) == BKS_OK;
    size_t n = windows->n;
    for (int k = 0; k < (gyro ? SIGNALS : 3); k++)
        ok = (windows->signal[k] = doubles(n)) && ok;
    ok = (windows->mark = memory_new(n, 1)) && ok;
    ok = (windows->chunk_vertical = doubles(STEADY_CHUNK)) && ok;
    ok = (windows->hann = doubles(n)) && ok;
    ok = (windows->hann_short = doubles(n)) && ok;
    ok = (windows->window_acf = doubles(n)) && ok;
    ok = (windows->line = memory_new(3, sizeof *windows->line)) && ok;
    ok = (windows->power_vertical = doubles(n)) && ok;
    ok = (windows->power_horizontal = doubles(n)) && ok;
    ok = (windows->power = doubles(n)) && ok;
    ok = (windows->acf = doubles(n)) && ok;
    if (!ok) {
        windows_free(windows);
        return BKS_NO_MEMORY;
    }
    hann_of(windows->hann, n);
    window_acf_of(windows, n);
    *out = windows;
    return BKS_OK;
}

enum bks_status windows_follow_steps(struct windows *windows, step_sink sink)
{
    return stepper_new(&windows->stepper, windows->rate_hz, sink, windows->context);
}

void windows_follow_force(struct windows *windows, force_piece_sink sink)
{
    stepper_follow_force(windows->stepper, sink);
}

void windows_free(struct windows *windows)
{
    if (!windows)
        return;
    stepper_free(windows->stepper);
    spectrum_clear(&windows->transform);
    for (int k = 0; k < SIGNALS; k++)
        memory_free(windows->signal[k]);
    double *all[] = {windows->chunk_vertical,   windows->hann,  windows->hann_short,
                     windows->window_acf,       windows->power, windows->power_vertical,
                     windows->power_horizontal, windows->acf};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        memory_free(all[i]);
    memory_free(windows->mark);
    memory_free(windows->line);
    memory_free(windows);
}

static double dot(const double a[3], const double b[3])
{
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/* Means of the two halves, weighted as the whole is: has up moved between them? */
static bool has_turned(const struct view *view)
{
    double half[2][3];
    size_t middle = view->n / 2;
    for (int c = 0; c < 3; c++) {
        half[0][c] = sum_of(view->a[c], middle);
        half[1][c] = sum_of(view->a[c] + middle, view->n - middle);
    }
    double length = sqrt(dot(half[0], half[0]) * dot(half[1], half[1]));
    return length > 0 && dot(half[0], half[1]) < TURNED_COS * length;
}

static void take_means(struct view *view)
{
    for (int c = 0; c < 3; c++)
        view->mean[c] = sum_of_products(view->hann, view->a[c], view->n) / view->hann_sum;
    view->gravity = sqrt(dot(view->mean, view->mean));
    for (int c = 0; c < 3; c++)
        view->up[c] = view->gravity > 0 ? view->mean[c] / view->gravity : c == 2;
}

/* Spectrum of one signal about its mean, scaled so that a line of amplitude A peaks at A. */
static void transform_of(const struct view *view, const double *x, double mean)
{
    struct spectrum *transform = view->transform;
    double scale = 2 / view->hann_sum;
    for (size_t i = 0; i < view->n; i++)
        transform->time[i] = scale * view->hann[i] * (x[i] - mean);
    memset(transform->time + view->n, 0, (transform->n - view->n) * sizeof(double));
    spectrum_forward(transform);
}

static void take_lines(struct windows *windows, struct view *view)
{
    struct spectrum *transform = view->transform;
    memset(windows->power, 0, view->bins * sizeof *windows->power);
    for (int c = 0; c < 3; c++) {
        transform_of(view, view->a[c], view->mean[c]);
        memcpy(view->line[c], transform->freq, transform->bins * sizeof *transform->freq);
        for (size_t k = 0; k < view->bins; k++)
            windows->power[k] += view->line[c][k][0] * view->line[c][k][0] +
                                 view->line[c][k][1] * view->line[c][k][1];
    }
}

/*
 * Where the writer took gravity out, the mean says nothing of up. A body moves most along up at its
 * step rate: the axis of the strongest line stands in, good for the rhythm, not for a height.
 */
static void guess_up(const struct windows *windows, struct view *view)
{
    size_t at = 0;
    for (size_t k = 1; k + 1 < view->bins; k++) {
        double hz = (double)k * view->bin_hz;
        if (hz > GAIT_HZ_LOW && hz < GAIT_HZ_HIGH && windows->power[k] > windows->power[at])
            at = k;
    }
    const double anywhere[3] = {0.5, 0.6, 0.62}; /* across none of the sensor's axes */
    memcpy(view->up, anywhere, sizeof anywhere);
    view_line_axis(view->up, view, (double)at * view->bin_hz);
}

/* Splits the power along and across up. */
static void split_power(const struct windows *windows, struct view *view)
{
    if (view->vertical)
        transform_of(view, view->vertical,
                     sum_of_products(view->hann, view->vertical, view->n) / view->hann_sum);
    for (size_t k = 0; k < view->bins; k++) {
        double re = 0, im = 0;
        for (int c = 0; c < 3; c++) {
            re += view->up[c] * view->line[c][k][0];
            im += view->up[c] * view->line[c][k][1];
        }
        if (view->vertical) {
            re = view->transform->freq[k][0];
            im = view->transform->freq[k][1];
        }
        double along = re * re + im * im, total = windows->power[k];
        view->power_vertical[k] = along;
        view->power_horizontal[k] = total > along ? total - along : 0;
    }
}

/* How the three axes' motion repeats, over lags up to half the window. */
static void take_autocorrelation(struct windows *windows, const struct view *view)
{
    autocorrelate(view->transform, windows->power, view->bins, windows->acf);
    double whole = windows->acf[0] > 0 ? windows->acf[0] / windows->window_acf[0] : 0;
    for (size_t lag = 0; lag < view->transform->n / 2; lag++) {
        double share = windows->window_acf[lag] * whole;
        windows->acf[lag] = share > 0 ? windows->acf[lag] / share : 0;
    }
}

static void count_marks(struct gait_window *window, const struct view *view)
{
    size_t missing = 0, clipped = 0;
    for (size_t i = 0; i < view->n; i++) {
        missing += (view->mark[i] & BKS_ROW_MISSING) != 0;
        clipped += (view->mark[i] & BKS_ROW_CLIPPED) != 0;
    }
    window->missing = (float)missing / (float)view->n;
    window->clipped = (float)clipped / (float)view->n;
}

/* Which samples the window speaks for, as frames. */
static void lay_frames(struct windows *windows, struct gait_window *window, size_t first,
                       size_t last)
{
    size_t frame = (size_t)(WINDOW_FRAME_S * windows->rate_hz + 0.5);
    size_t n = (last - first + frame - 1) / frame;
    if (n > WINDOW_FRAMES_MAX)
        n = WINDOW_FRAMES_MAX;
    window->n_frames = (uint8_t)n;
    window->start_s = windows->start_s + (double)first / windows->rate_hz;
    window->last_frame_s =
        n ? (float)((double)(last - first - (n - 1) * frame) / windows->rate_hz) : 0;
}

/* Makes one window of the buffer's n samples from `from`, speaking for [first, last). */
static enum bks_status make(struct windows *windows, size_t from, size_t n, size_t first,
                            size_t last, bool closes)
{
    struct gait_window window = {.opens = windows->opens, .closes = closes, .oscillation_m = NAN};
    struct view view = {.rate_hz = windows->rate_hz,
                        .n = n,
                        .vertical = windows->gyro ? windows->signal[3] + from : NULL,
                        .mark = windows->mark + from,
                        .hann = windows->hann,
                        .transform = &windows->transform,
                        .stretch = (double)windows->n / (double)n,
                        .bin_hz = windows->rate_hz / (double)windows->n,
                        .line = windows->line,
                        .power_vertical = windows->power_vertical,
                        .power_horizontal = windows->power_horizontal,
                        .bins = windows->transform.bins};
    for (int c = 0; c < 3; c++) {
        view.a[c] = windows->signal[c] + from;
        view.w[c] = windows->gyro ? windows->signal[4 + c] + from : NULL;
    }
    if (n < windows->n) {
        hann_of(windows->hann_short, n);
        view.hann = windows->hann_short;
        window_acf_of(windows, n);
    }
    view.hann_sum = sum_of(view.hann, n);
    windows->opens = false;
    lay_frames(windows, &window, first, last);
    take_means(&view);
    take_lines(windows, &view);
    if (view.gravity < NO_GRAVITY_MPS2)
        guess_up(windows, &view);
    split_power(windows, &view);
    take_autocorrelation(windows, &view);
    if (n < windows->n)
        window_acf_of(windows, windows->n);
    window.gravity_g = (float)(view.gravity / GRAVITY_MPS2);
    for (int c = 0; c < 3; c++)
        window.up[c] = (float)view.up[c];
    window.dynamic_g = (float)view_dynamic_g(&view);
    window.turned = has_turned(&view);
    count_marks(&window, &view);
    rhythm_of(&window, &view, windows->acf);
    window.quiet_share = (float)view_quiet_share(&view);
    frames_of(&window, &view, first - from);
    oscillation_of(&window, &view);
    enum bks_status status = windows->sink(windows->context, &window);
    if (status == BKS_OK && windows->stepper)
        status = stepper_take(windows->stepper, &window, &view,
                              windows->start_s + (double)from / windows->rate_hz, first - from,
                              last - from);
    return status;
}

/* The buffer is full: a window, and its first half goes. */
static enum bks_status make_full(struct windows *windows)
{
    size_t half = windows->n / 2, last = windows->n * 3 / 4;
    enum bks_status status = make(windows, 0, windows->n, windows->spoken, last, false);
    for (int k = 0; k < (windows->gyro ? SIGNALS : 3); k++)
        memmove(windows->signal[k], windows->signal[k] + half, half * sizeof(double));
    memmove(windows->mark, windows->mark + half, half);
    windows->fill = half;
    windows->spoken = last - half;
    windows->start_s += (double)half / windows->rate_hz;
    return status;
}

/*
 * The segment ends with fill samples in the buffer, of which `spoken` are spoken for: one more
 * window over all of them. What is too short for a rhythm still tells its level.
 */
static enum bks_status make_last(struct windows *windows)
{
    enum bks_status status = BKS_OK;
    if (windows->fill > windows->spoken && windows->fill >= 4)
        status = make(windows, 0, windows->fill, windows->spoken, windows->fill, true);
    windows->fill = windows->spoken = 0;
    windows->opens = true;
    return status;
}

static size_t copy_in(struct windows *windows, const struct steady_chunk *chunk, size_t at)
{
    size_t n = windows->n - windows->fill;
    if (n > chunk->n - at)
        n = chunk->n - at;
    for (int c = 0; c < 3; c++)
        memcpy(windows->signal[c] + windows->fill, chunk->value[c] + at, n * sizeof(double));
    if (windows->gyro) {
        memcpy(windows->signal[3] + windows->fill, windows->chunk_vertical + at,
               n * sizeof(double));
        for (int c = 0; c < 3; c++)
            memcpy(windows->signal[4 + c] + windows->fill, chunk->value[3 + c] + at,
                   n * sizeof(double));
    }
    memcpy(windows->mark + windows->fill, chunk->mark + at, n);
    windows->fill += n;
    return n;
}

enum bks_status windows_take(struct windows *windows, const struct steady_chunk *chunk)
{
    if (windows->gyro)
        upright_take(&windows->upright, chunk, windows->chunk_vertical);
    if (chunk->opens)
        windows->start_s = chunk->start_s;
    enum bks_status status = BKS_OK;
    for (size_t at = 0; at < chunk->n && status == BKS_OK;) {
        if (windows->fill == windows->n)
            status = make_full(windows);
        at += copy_in(windows, chunk, at);
    }
    if (status == BKS_OK && chunk->closes)
        status = make_last(windows);
    return status;
}
