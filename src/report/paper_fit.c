/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A section on one page: tried dry, tighter each time, until it fits. */
#include "report/paper_flow.h"

#include <math.h>

#define CHARTS_LEAST 0.8
#define GAPS_LEAST   0.5
#define STEPS        8  /* from all to the least */
#define HALVINGS     16 /* of a page: to a hundredth of a point */

struct fit {
    struct flow *flow;
    struct piece *piece;
    size_t first, end;
};

static bool fits(const struct fit *fit)
{
    struct flow dry = *fit->flow;
    dry.dry = true;
    flow_range(&dry, fit->first, fit->end, PIECE_NOW);
    double low = 0;
    for (int i = 0; i < LANE_COUNT; i++)
        low = fmax(low, dry.spot[i].y);
    return low <= fit->flow->bottom;
}

/* Shrinks what `how` says from 1 to `least`, as little as it takes. */
static bool shrink(const struct fit *fit, double *how, double least)
{
    for (int i = 0; i <= STEPS; i++) {
        *how = 1 - (1 - least) * i / STEPS;
        if (fits(fit))
            return true;
    }
    return false;
}

static bool may_go(const struct piece *piece)
{
    return piece->kind != PIECE_START && piece->kind != PIECE_LANE && !piece->more && !piece->again;
}

/* Cuts each block that may be cut to `length`, never to nothing: those have a line that says that
 * there is more, and it follows them. */
static void cut(const struct fit *fit, double length)
{
    for (size_t i = fit->first; i < fit->end;) {
        const struct paper_block *block = fit->piece[i].block;
        size_t end = i;
        while (end < fit->end && fit->piece[end].block == block)
            end++;
        bool cuttable = fit->piece[end - 1].more && block->kind != PAPER_SECTION;
        double used = 0;
        for (size_t k = i; cuttable && k < end; k++) {
            struct piece *piece = &fit->piece[k];
            used += may_go(piece) ? piece->gap + piece->height : 0;
            bool gone = k > i && fit->piece[k - 1].when == PIECE_LATER;
            if (may_go(piece))
                piece->when = gone || (k > i && used > length) ? PIECE_LATER : PIECE_NOW;
            else
                piece->when = gone ? PIECE_NOW : PIECE_NEVER;
        }
        i = end;
    }
}

static bool fits_cut(const struct fit *fit, double length)
{
    cut(fit, length);
    return fits(fit);
}

/* What comes behind `last` goes, and a line at the end says so. */
static void drop_from(const struct fit *fit, const enum piece_when *was, size_t last)
{
    for (size_t i = fit->first; i < fit->end; i++) {
        struct piece *piece = &fit->piece[i];
        piece->when = was[i - fit->first];
        bool ours = piece->block->kind == PAPER_SECTION;
        if (i >= last && may_go(piece))
            piece->when = PIECE_LATER;
        else if (piece->more && i + 1 >= last) /* one such line is enough */
            piece->when = ours ? PIECE_NOW : PIECE_NEVER;
    }
}

static void drop(const struct fit *fit)
{
    size_t n = fit->end - fit->first, low = 0, high = n;
    enum piece_when *was = arena_new(fit->flow->arena, n, sizeof *was);
    if (!was)
        return;
    for (size_t i = 0; i < n; i++)
        was[i] = fit->piece[fit->first + i].when;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        drop_from(fit, was, fit->first + middle);
        if (fits(fit))
            low = middle;
        else
            high = middle;
    }
    size_t last = low;
    while (last > 1 && fit->piece[fit->first + last - 1].keep)
        last--;
    drop_from(fit, was, fit->first + (last > 1 ? last : low));
}

void flow_fit(struct flow *flow, struct piece *piece, size_t first, size_t end)
{
    struct fit fit = {flow, piece, first, end};
    if (shrink(&fit, &flow->gaps, GAPS_LEAST) || shrink(&fit, &flow->charts, CHARTS_LEAST))
        return;
    double low = 0, high = flow->bottom - flow->top;
    if (!fits_cut(&fit, low)) {
        drop(&fit);
        return;
    }
    for (int i = 0; i < HALVINGS; i++) {
        double middle = (low + high) / 2;
        if (fits_cut(&fit, middle))
            low = middle;
        else
            high = middle;
    }
    cut(&fit, low);
}
