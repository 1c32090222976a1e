/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pieces of the upright force. */
#include "gait/force_piece.h"

#define MILLI        1000.0
#define MOST_MILLI_G 32767.0

static int16_t milli(double g)
{
    double value = g * MILLI;
    if (!(value > -MOST_MILLI_G)) /* NAN too */
        return (int16_t)-MOST_MILLI_G;
    if (value > MOST_MILLI_G)
        return (int16_t)MOST_MILLI_G;
    return (int16_t)(value < 0 ? value - 0.5 : value + 0.5);
}

/* Each second sample stands for its neighbours too: what is above 25 Hz mostly goes. */
static double sample_of(const double *g, size_t i, size_t every)
{
    return every > 1 ? 0.5 * g[i] + 0.25 * (g[i - 1] + g[i + 1]) : g[i];
}

enum bks_status force_pieces_cut(const double *g, size_t first, size_t last, double start_s,
                                 double rate_hz, double regularity, force_piece_sink sink,
                                 void *context)
{
    size_t every = rate_hz > FORCE_PIECE_HZ ? 2 : 1;
    enum bks_status status = BKS_OK;
    struct force_piece piece = {.step_s = (float)((double)every / rate_hz),
                                .regularity = (float)regularity};
    for (size_t at = first; at < last && status == BKS_OK;) {
        piece.start_s = start_s + (double)at / rate_hz;
        for (piece.n = 0; piece.n < FORCE_PIECE_SAMPLES && at < last; at += every)
            piece.milli_g[piece.n++] = milli(sample_of(g, at, every));
        status = sink(context, &piece);
    }
    return status;
}
