/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From windows with a kind to bouts with edges. See bouts.h for the steps. */
#include "gait/bouts.h"

#include "base/array.h"
#include "base/memory.h"
#include "gait/bout_rules.h"
#include "gait/oscillation_prior.h"
#include "gait/view.h"

#include <math.h>
#include <string.h>

#define HELD        4 /* windows in hand: the edge between the middle two is being found */
#define TRIM_FRAMES 2 /* at each end of a bout, left out of its cadence */
#define HOLE_S      1.0

static const double pi = 3.14159265358979323846;

struct frame {
    double start_s, length_s;
    double steps;      /* NAN without a step rate */
    double root_level; /* square root: between rest and run the levels are far apart */
    enum bks_bout_kind kind;
};

struct held {
    struct kind_window from;
    size_t n;
    struct frame frame[WINDOW_FRAMES_MAX];
};

struct bouts {
    enum place_group group;
    frame_sink sink;
    void *context;
    size_t n_held;
    struct held held[HELD];
    struct bout *list;
    size_t n, room;
    double end_s;    /* of the last frame taken into the list */
    double last_osc; /* oscillation of the last window of the open bout; NAN: none */
    size_t frames;   /* of the open bout */
    struct frame tail[TRIM_FRAMES];
    size_t n_tail;
};

enum bks_status bouts_new(struct bouts **out, enum place_group group, frame_sink sink,
                          void *context)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    (*out)->group = group;
    (*out)->sink = sink;
    (*out)->context = context;
    (*out)->n_held = 1; /* a void window: the first real one has no edge before it */
    (*out)->held[0].from.kind = BKS_UNKNOWN;
    return BKS_OK;
}

void bouts_free(struct bouts *bouts)
{
    if (!bouts)
        return;
    memory_free(bouts->list);
    memory_free(bouts);
}

const struct bout *bouts_list(const struct bouts *bouts, size_t *n)
{
    *n = bouts->n;
    return bouts->list;
}

static enum bks_status add_bout(struct bouts *bouts, enum bks_bout_kind kind, double start_s)
{
    if (bouts->n == BOUTS_MAX)
        return BKS_TOO_LARGE;
    struct bout *list =
        array_room(bouts->list, &bouts->room, bouts->n + 1, BOUTS_MAX, sizeof *list);
    if (!list)
        return BKS_NO_MEMORY;
    bouts->list = list;
    bouts->list[bouts->n++] = (struct bout){.kind = kind, .start_s = start_s, .end_s = start_s};
    bouts->frames = bouts->n_tail = 0;
    bouts->last_osc = (double)NAN;
    return BKS_OK;
}

/* The cadence of a bout is that of its inside: at its ends people speed up and slow down, and an
   edge that is a frame off would mix in the neighbour. */
static void take_inner(struct bouts *bouts, struct bout *bout, const struct frame *frame)
{
    if (bouts->n_tail == TRIM_FRAMES) {
        const struct frame *inner = &bouts->tail[0];
        if (bouts->frames >= 2 * TRIM_FRAMES) {
            bout->sums.inner_time_s += inner->length_s;
            bout->sums.inner_steps += inner->steps;
        }
        memmove(bouts->tail, bouts->tail + 1, (TRIM_FRAMES - 1) * sizeof *bouts->tail);
        bouts->n_tail--;
    }
    bouts->tail[bouts->n_tail++] = *frame;
    bouts->frames++;
}

static enum bks_status take_frame(struct bouts *bouts, const struct frame *frame)
{
    double hole = frame->start_s - bouts->end_s;
    enum bks_status status = BKS_OK;
    if (hole > HOLE_S)
        status = add_bout(bouts, BKS_UNKNOWN, bouts->end_s);
    if (status == BKS_OK && bouts->n && hole > HOLE_S)
        bouts->list[bouts->n - 1].end_s = frame->start_s;
    if (status == BKS_OK && (bouts->n == 0 || bouts->list[bouts->n - 1].kind != frame->kind)) {
        status = add_bout(bouts, frame->kind, bouts->n ? bouts->list[bouts->n - 1].end_s : 0);
        if (status == BKS_OK)
            bouts->list[bouts->n - 1].sums = (struct gait_sums){.edges = hole > HOLE_S ? 1 : 2,
                                                                .fences = frame->kind == BKS_RUN};
    }
    if (status != BKS_OK)
        return status;
    struct bout *bout = &bouts->list[bouts->n - 1];
    bout->end_s = bouts->end_s = frame->start_s + frame->length_s;
    if (isnan(frame->steps)) {
        bout->sums.blind_s += frame->length_s;
        return BKS_OK;
    }
    bout->sums.time_s += frame->length_s;
    bout->sums.steps += frame->steps;
    take_inner(bouts, bout, frame);
    return BKS_OK;
}

/* The open bout, when all of the window belongs to it; else NULL. */
static struct bout *whole_in(const struct bouts *bouts, const struct held *held)
{
    struct bout *bout = bouts->n ? &bouts->list[bouts->n - 1] : NULL;
    for (size_t f = 0; f < held->n; f++)
        if (!bout || held->frame[f].kind != bout->kind)
            return NULL;
    return held->n ? bout : NULL;
}

static double steps_of(const struct held *held)
{
    double steps = 0;
    for (size_t f = 0; f < held->n; f++)
        steps += isnan(held->frame[f].steps) ? 0 : held->frame[f].steps;
    return steps;
}

/* Peak to peak of a line of acceleration [m]. */
static double sway_of(double amplitude_g, double hz)
{
    double omega = 2 * pi * hz;
    return 2 * amplitude_g * GRAVITY_MPS2 / (omega * omega);
}

/* Regularity and sway. */
static void take_rhythm(struct bout *bout, const struct held *held)
{
    const struct gait_window *window = &held->from.window;
    struct gait_sums *sums = &bout->sums;
    double n = steps_of(held), hz = held->from.step_hz;
    if (!(n > 0) || !(hz > 0) || window->turned)
        return;
    double step = (double)window->step_regularity, stride = (double)window->stride_regularity;
    double lateral = sway_of((double)window->half_horizontal_g, hz / 2);
    double fore_aft = sway_of((double)window->horizontal_g, hz);
    sums->regular_n += n;
    sums->regular_windows += 1;
    sums->step_regularity += n * step;
    sums->step_regularity2 += n * step * step;
    sums->stride_regularity += n * stride;
    sums->stride_regularity2 += n * stride * stride;
    sums->lateral += n * lateral;
    sums->lateral2 += n * lateral * lateral;
    sums->fore_aft += n * fore_aft;
    sums->fore_aft2 += n * fore_aft * fore_aft;
}

static double length_of(const struct held *held)
{
    double length_s = 0;
    for (size_t f = 0; f < held->n; f++)
        length_s += held->frame[f].length_s;
    return length_s;
}

static void take_oscillation(struct bouts *bouts, struct bout *bout, const struct held *held)
{
    const struct gait_window *window = &held->from.window;
    double steps = steps_of(held);
    if (bout->kind != BKS_RUN)
        return;
    if (window->turned)
        bout->sums.turned_s += length_of(held);
    if (isnan(window->oscillation_m)) {
        bout->sums.clipped_s += window->clipped > 0 ? length_of(held) : 0;
        return;
    }
    if (window->turned)
        return;
    double osc = oscillation_with_prior(window, bouts->group);
    bout->sums.osc_n += steps;
    bout->sums.osc_sum += steps * osc;
    if (!isnan(bouts->last_osc)) {
        bout->sums.osc_steps2 += (osc - bouts->last_osc) * (osc - bouts->last_osc);
        bout->sums.osc_steps_n += 1;
    }
    bouts->last_osc = osc;
    bout->sums.osc_windows += 1;
    bout->sums.osc_off += steps * fabs((double)window->gravity_g - 1);
    bout->sums.osc_clipped += steps * (double)window->clipped;
}

static void tell_series(const struct bouts *bouts, const struct held *held)
{
    double osc = held->from.window.turned ? (double)NAN : (double)held->from.window.oscillation_m;
    if (!isnan(osc))
        osc = oscillation_with_prior(&held->from.window, bouts->group);
    for (size_t f = 0; f < held->n; f++) {
        const struct frame *frame = &held->frame[f];
        if ((frame->kind == BKS_RUN || frame->kind == BKS_WALK) && held->from.step_hz > 0)
            bouts->sink(bouts->context, frame->start_s, frame->length_s, frame->kind,
                        held->from.step_hz, frame->kind == BKS_RUN ? osc : (double)NAN);
    }
}

static enum bks_status let_go(struct bouts *bouts)
{
    const struct held *held = &bouts->held[0];
    enum bks_status status = BKS_OK;
    for (size_t f = 0; f < held->n && status == BKS_OK; f++)
        status = take_frame(bouts, &held->frame[f]);
    if (status != BKS_OK)
        return status;
    struct bout *bout = whole_in(bouts, held);
    if (bout) {
        take_oscillation(bouts, bout, held);
        take_rhythm(bout, held);
    }
    if (bouts->sink)
        tell_series(bouts, held);
    memmove(bouts->held, bouts->held + 1, (--bouts->n_held) * sizeof *bouts->held);
    return BKS_OK;
}

/* Frames of the held windows first .. last, in order, all of one segment. */
static size_t gather(struct bouts *bouts, size_t first, size_t last,
                     struct frame *list[HELD * WINDOW_FRAMES_MAX])
{
    size_t n = 0;
    for (size_t w = first; w <= last; w++)
        for (size_t f = 0; f < bouts->held[w].n; f++)
            list[n++] = &bouts->held[w].frame[f];
    return n;
}

/* The split of a list of frames into two levels with the least squares. */
static size_t best_split(struct frame *const *list, size_t n, size_t otherwise)
{
    double total = 0, left = 0, best = -1;
    size_t at = otherwise;
    for (size_t i = 0; i < n; i++)
        total += list[i]->root_level;
    for (size_t i = 1; i < n; i++) {
        left += list[i - 1]->root_level;
        double a = left / (double)i, b = (total - left) / (double)(n - i);
        double gain = (a - b) * (a - b) * (double)i * (double)(n - i) / (double)n;
        if (gain > best) {
            best = gain;
            at = i;
        }
    }
    return at;
}

/* Puts the edge between held windows 1 and 2, looking from 0 to 3 as far as their kinds agree. */
static void place_edge(struct bouts *bouts)
{
    struct held *held = bouts->held;
    enum bks_bout_kind before = held[1].from.kind, after = held[2].from.kind;
    if (before == after || held[2].from.window.opens)
        return;
    size_t first = held[0].from.kind == before && !held[1].from.window.opens ? 0 : 1;
    size_t last =
        bouts->n_held > 3 && held[3].from.kind == after && !held[3].from.window.opens ? 3 : 2;
    struct frame *list[HELD * WINDOW_FRAMES_MAX];
    size_t n = gather(bouts, first, last, list), was = 0;
    for (size_t w = first; w <= 1; w++)
        was += held[w].n;
    size_t at = best_split(list, n, was);
    for (size_t i = 0; i < n; i++)
        list[i]->kind = i < at ? before : after;
}

/*
 * A lone window of another gait is too short for a bout. Between two kinds it is half of each, and
 * the edge between them lies in it; within one gait it is a stumble whose steps were not followed.
 */
static void share_out(struct bouts *bouts)
{
    struct held *held = bouts->held;
    enum bks_bout_kind before = held[1].from.kind, after = held[3].from.kind;
    enum bks_bout_kind kind = held[2].from.kind;
    bool stumble = before == after && (kind == BKS_RUN || kind == BKS_WALK) &&
                   (before == BKS_RUN || before == BKS_WALK);
    if (kind == before || kind == after || (before == after && !stumble) ||
        held[2].from.window.opens || held[3].from.window.opens)
        return;
    held[2].from.kind = after;
    if (stumble)
        held[2].from.step_hz = 0;
    for (size_t f = 0; f < held[2].n; f++) {
        held[2].frame[f].kind = after;
        if (stumble)
            held[2].frame[f].steps = (double)NAN;
    }
}

enum bks_status bouts_take(struct bouts *bouts, const struct kind_window *window)
{
    if (bouts->n_held == HELD) {
        enum bks_status status = let_go(bouts);
        if (status != BKS_OK)
            return status;
    }
    struct held *held = &bouts->held[bouts->n_held++];
    held->from = *window;
    held->n = window->window.n_frames;
    for (size_t f = 0; f < held->n; f++) {
        bool last = f + 1 == held->n;
        held->frame[f] = (struct frame){
            .start_s = window->window.start_s + (double)f * WINDOW_FRAME_S,
            .length_s = last ? (double)window->window.last_frame_s : WINDOW_FRAME_S,
            .steps = window->step_hz > 0 ? (double)window->window.steps[f] : (double)NAN,
            .root_level = sqrt((double)window->window.level_g[f]),
            .kind = window->kind};
    }
    if (bouts->n_held == HELD) {
        share_out(bouts);
        place_edge(bouts);
    }
    return BKS_OK;
}

enum bks_status bouts_end(struct bouts *bouts, double duration_s)
{
    enum bks_status status = BKS_OK;
    if (bouts->n_held == HELD)
        status = let_go(bouts);
    if (bouts->n_held == HELD - 1) /* the last edge has no fourth window to look at */
        place_edge(bouts);
    while (bouts->n_held > 0 && status == BKS_OK)
        status = let_go(bouts);
    if (status == BKS_OK && (duration_s - bouts->end_s > HOLE_S || bouts->n == 0))
        status = add_bout(bouts, BKS_UNKNOWN, bouts->end_s);
    if (status != BKS_OK)
        return status;
    if (duration_s > bouts->list[bouts->n - 1].start_s)
        bouts->list[bouts->n - 1].end_s = duration_s;
    bouts->n = bout_rules_apply(bouts->list, bouts->n);
    return BKS_OK;
}
