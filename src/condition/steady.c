/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Even grid from uneven rows, streaming.
 *
 * 1. Rows without data are dropped; what is left, with its stamps, goes to a work buffer that keeps
 *    the last KEEP rows of the block before.
 * 2. A step of more than 1 s between rows ends the segment.
 * 3. Grid samples are made up to the last row that has the neighbours the spline needs; at the end
 * of a segment the last row stands in for the missing neighbours.
 */
#include "condition/steady.h"

#include "base/memory.h"
#include "condition/clock.h"

#include <math.h>
#include <string.h>

#define KEEP          512  /* rows carried over: the average reaches 10 ms to each side */
#define ON_GRID_US    2.0  /* a row this near to a grid instant is that sample */
#define AVERAGE_ABOVE 1.25 /* rows per grid sample from which rows are averaged */

static const double pi = 3.14159265358979323846;

struct steady {
    unsigned channels;
    double rate_hz, grid_hz, period_us;
    bool average;
    steady_sink sink;
    void *context;
    /* work buffer */
    size_t n;      /* rows in it */
    size_t at;     /* row at or before the next grid sample */
    int64_t *t_us; /* from the recording's first row */
    double *value[STEADY_CHANNELS];
    unsigned char *mark;
    /* segment */
    bool open, announced;
    int64_t start_us; /* of the segment */
    double next;      /* index of the next grid sample in the segment */
    /* chunk being filled */
    size_t filled;
    double chunk_start_s;
    double *out[STEADY_CHANNELS];
    unsigned char *out_mark;
};

double steady_grid_hz(double rate_hz)
{
    return rate_hz >= 75 ? 100 : rate_hz >= 37.5 ? 50 : 25;
}

enum bks_status steady_new(struct steady **out, unsigned channels, double rate_hz, steady_sink sink,
                           void *context)
{
    *out = NULL;
    struct steady *steady = memory_new(1, sizeof *steady);
    if (!steady)
        return BKS_NO_MEMORY;
    steady->channels = channels & (ROWS_ACCEL | ROWS_GYRO);
    steady->rate_hz = rate_hz;
    steady->grid_hz = steady_grid_hz(rate_hz);
    steady->period_us = 1e6 / steady->grid_hz;
    steady->average = rate_hz > AVERAGE_ABOVE * steady->grid_hz;
    steady->sink = sink;
    steady->context = context;
    const size_t room = KEEP + BKS_BLOCK_ROWS;
    steady->t_us = memory_new(room, sizeof *steady->t_us);
    steady->mark = memory_new(room, 1);
    steady->out_mark = memory_new(STEADY_CHUNK, 1);
    bool ok = steady->t_us && steady->mark && steady->out_mark;
    for (unsigned c = 0; c < STEADY_CHANNELS; c++) {
        if (!(steady->channels & (1u << c)))
            continue;
        steady->value[c] = memory_new(room, sizeof(double));
        steady->out[c] = memory_new(STEADY_CHUNK, sizeof(double));
        ok = ok && steady->value[c] && steady->out[c];
    }
    if (!ok) {
        steady_free(steady);
        return BKS_NO_MEMORY;
    }
    *out = steady;
    return BKS_OK;
}

void steady_free(struct steady *steady)
{
    if (!steady)
        return;
    for (unsigned c = 0; c < STEADY_CHANNELS; c++) {
        memory_free(steady->value[c]);
        memory_free(steady->out[c]);
    }
    memory_free(steady->t_us);
    memory_free(steady->mark);
    memory_free(steady->out_mark);
    memory_free(steady);
}

static void flush(struct steady *steady, bool closes)
{
    if (steady->filled == 0 && !closes)
        return;
    struct steady_chunk chunk = {.n = steady->filled,
                                 .start_s = steady->chunk_start_s,
                                 .opens = !steady->announced,
                                 .closes = closes,
                                 .mark = steady->out_mark};
    for (unsigned c = 0; c < STEADY_CHANNELS; c++)
        chunk.value[c] = steady->out[c];
    steady->sink(steady->context, &chunk);
    steady->announced = true;
    steady->filled = 0;
}

/* Catmull-Rom through four rows, u in 0 .. 1 between b and c. */
static double spline(double a, double b, double c, double d, double u)
{
    return b + 0.5 * u * (c - a + u * (2 * a - 5 * b + 4 * c - d + u * (3 * (b - c) + d - a)));
}

static void sample_between(struct steady *steady, double t_us)
{
    size_t b = steady->at, c = b + 1 < steady->n ? b + 1 : b;
    size_t a = b > 0 ? b - 1 : b, d = c + 1 < steady->n ? c + 1 : c;
    double step = (double)(steady->t_us[c] - steady->t_us[b]);
    double u = step > 0 ? (t_us - (double)steady->t_us[b]) / step : 0;
    u = u < 0 ? 0 : u > 1 ? 1 : u;
    bool gap = step > CLOCK_GAP_US;
    /* a neighbour beyond a gap says nothing of the slope here */
    if (steady->t_us[b] - steady->t_us[a] > CLOCK_GAP_US)
        a = b;
    if (steady->t_us[d] - steady->t_us[c] > CLOCK_GAP_US)
        d = c;
    for (unsigned k = 0; k < STEADY_CHANNELS; k++) {
        const double *v = steady->value[k];
        if (v)
            steady->out[k][steady->filled] =
                gap ? v[b] + u * (v[c] - v[b]) : spline(v[a], v[b], v[c], v[d], u);
    }
    unsigned mark = (steady->mark[b] | steady->mark[c]) & BKS_ROW_CLIPPED;
    steady->out_mark[steady->filled] = (unsigned char)(mark | (gap ? BKS_ROW_MISSING : 0));
}

/* Raised-cosine average over one grid period to each side: the anti-alias filter of fast
 * recordings. */
static void sample_average(struct steady *steady, double t_us)
{
    size_t first = steady->at;
    while (first > 0 && (double)steady->t_us[first - 1] > t_us - steady->period_us)
        first--;
    double weight = 0, sum[STEADY_CHANNELS] = {0};
    unsigned mark = 0;
    for (size_t i = first; i < steady->n; i++) {
        double x = ((double)steady->t_us[i] - t_us) / steady->period_us;
        if (x >= 1)
            break;
        if (x <= -1)
            continue;
        double w = 0.5 + 0.5 * cos(pi * x);
        weight += w;
        mark |= steady->mark[i];
        for (unsigned k = 0; k < STEADY_CHANNELS; k++)
            if (steady->value[k])
                sum[k] += w * steady->value[k][i];
    }
    if (weight < 0.5) {
        sample_between(steady, t_us);
        return;
    }
    for (unsigned k = 0; k < STEADY_CHANNELS; k++)
        if (steady->value[k])
            steady->out[k][steady->filled] = sum[k] / weight;
    steady->out_mark[steady->filled] = (unsigned char)(mark & BKS_ROW_CLIPPED);
}

/*
 * How many rows from `at` on stand on a grid instant each, and shall be made: most recordings are
 * already even, and their rows are copied. The last row at hand may have another one on its heels.
 */
static size_t rows_on_grid(const struct steady *steady, double t_end_us)
{
    size_t n = 0, room = STEADY_CHUNK - steady->filled;
    for (size_t i = steady->at; i + 1 < steady->n && n < room; i++, n++) {
        double t_us = (double)steady->start_us + (steady->next + (double)n) * steady->period_us;
        if (t_us > t_end_us || fabs((double)steady->t_us[i] - t_us) > ON_GRID_US ||
            (double)steady->t_us[i + 1] <= t_us + ON_GRID_US)
            break;
    }
    return n;
}

static void copy_rows(struct steady *steady, size_t n)
{
    for (unsigned k = 0; k < STEADY_CHANNELS; k++)
        if (steady->value[k])
            memcpy(steady->out[k] + steady->filled, steady->value[k] + steady->at,
                   n * sizeof(double));
    memcpy(steady->out_mark + steady->filled, steady->mark + steady->at, n);
    steady->at += n - 1;
}

/* Makes the grid samples up to t_end_us (inclusive). */
static void emit(struct steady *steady, double t_end_us)
{
    for (;;) {
        double t_us = (double)steady->start_us + steady->next * steady->period_us;
        if (t_us > t_end_us)
            return;
        while (steady->at + 1 < steady->n &&
               (double)steady->t_us[steady->at + 1] <= t_us + ON_GRID_US)
            steady->at++;
        if (steady->filled == 0)
            steady->chunk_start_s = t_us * 1e-6;
        size_t n = steady->average ? 0 : rows_on_grid(steady, t_end_us);
        if (n > 0)
            copy_rows(steady, n);
        else if (steady->average)
            sample_average(steady, t_us);
        else
            sample_between(steady, t_us);
        n = n > 0 ? n : 1;
        steady->next += (double)n;
        steady->filled += n;
        if (steady->filled == STEADY_CHUNK)
            flush(steady, false);
    }
}

static void segment_close(struct steady *steady)
{
    if (!steady->open)
        return;
    emit(steady, (double)steady->t_us[steady->n - 1] + ON_GRID_US);
    flush(steady, true);
    steady->open = false;
    steady->n = steady->at = 0;
}

static void segment_open(struct steady *steady, int64_t t_us)
{
    steady->open = true;
    steady->announced = false;
    steady->start_us = t_us;
    steady->next = 0;
}

static void append(struct steady *steady, const struct rows *rows, size_t i, int64_t t_us)
{
    size_t n = steady->n++;
    steady->t_us[n] = t_us;
    steady->mark[n] = rows->mark[i] & BKS_ROW_CLIPPED;
    for (unsigned k = 0; k < STEADY_CHANNELS; k++) {
        if (!steady->value[k])
            continue;
        double v = rows->value[k][i];
        /* a gyroscope that says nothing turns as before: the up direction is held by gravity anyway
         */
        steady->value[k][n] = isnan(v) ? (n ? steady->value[k][n - 1] : 0) : v;
    }
}

/* Drops the rows that no grid sample will need again. */
static void forget(struct steady *steady)
{
    size_t keep = KEEP / 2;
    if (steady->at <= keep)
        return;
    size_t drop = steady->at - keep;
    size_t left = steady->n - drop;
    memmove(steady->t_us, steady->t_us + drop, left * sizeof *steady->t_us);
    memmove(steady->mark, steady->mark + drop, left);
    for (unsigned k = 0; k < STEADY_CHANNELS; k++)
        if (steady->value[k])
            memmove(steady->value[k], steady->value[k] + drop, left * sizeof(double));
    steady->n = left;
    steady->at = keep;
}

/* Makes what the rows at hand allow: the spline wants two rows beyond, the average one period. */
static void emit_ready(struct steady *steady)
{
    if (steady->n < 3)
        return;
    double end = (double)steady->t_us[steady->n - 2] - ON_GRID_US - 1;
    if (steady->average)
        end = (double)steady->t_us[steady->n - 1] - steady->period_us;
    emit(steady, end);
}

/* The buffer is full. Where stamps hardly move no grid sample falls due: then the oldest rows go.
 */
static void make_room(struct steady *steady)
{
    emit_ready(steady);
    forget(steady);
    if (steady->n < KEEP + BKS_BLOCK_ROWS)
        return;
    steady->at = steady->n - KEEP / 2;
    forget(steady);
}

void steady_take(struct steady *steady, const struct rows *rows, int64_t first_us)
{
    for (size_t i = 0; i < rows->n; i++) {
        if (rows->mark[i] & BKS_ROW_MISSING)
            continue;
        int64_t t_us = rows->t_us[i] - first_us;
        if (steady->open && t_us - steady->t_us[steady->n - 1] > STEADY_GAP_US)
            segment_close(steady);
        if (!steady->open)
            segment_open(steady, t_us);
        append(steady, rows, i, t_us);
        if (steady->n == KEEP + BKS_BLOCK_ROWS)
            make_room(steady);
    }
    if (steady->open) {
        emit_ready(steady);
        forget(steady);
    }
}

void steady_end(struct steady *steady)
{
    segment_close(steady);
}
