/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors of sectors into stamps of rows. */
#include "read/cwa_clock.h"

#include <math.h>
#include <string.h>

#define MAX_LOST_SECTORS 1000000 /* between two of one stretch */
#define ROWS_TO_OBSERVE  1000    /* from here on the rate is judged by the observed one ... */
#define OBSERVED_SHARE   0.02    /* ... and may leave it by so much */
#define NOMINAL_SHARE    0.10
#define ANCHOR_ROWS      2.0 /* an anchor may be off by: whole rows, in both of a pair */

/* Rows of lost sectors between a link and the next sector; -1 where it does not follow. */
static int64_t lost_rows(const struct cwa_link *link, const struct cwa_sector *sector)
{
    const struct cwa_sector *last = &link->sector;
    int64_t lost = (int64_t)sector->sequence - last->sequence - 1;
    bool same = link->any && !sector->resumed && sector->session == last->session &&
                sector->rate_hz == last->rate_hz && sector->room == last->room &&
                last->rows == last->room;
    return same && lost >= 0 && lost <= MAX_LOST_SECTORS ? lost * last->room : -1;
}

/* Whether the time that passed since the last anchor fits the rows. */
static bool agrees(const struct cwa_link *link, const struct cwa_anchor *next, double rate_hz)
{
    double share = NOMINAL_SHARE;
    int64_t seen = link->last.row - link->first.row;
    if (seen >= ROWS_TO_OBSERVE) {
        rate_hz = (double)seen * 1e6 / (double)(link->last.t_us - link->first.t_us);
        share = OBSERVED_SHARE;
    }
    double rows = (double)(next->row - link->last.row);
    double ticks = (double)(next->t_us - link->last.t_us) * 1e-6 * rate_hz;
    return fabs(ticks - rows) <= ANCHOR_ROWS + share * fabs(rows);
}

static struct cwa_anchor anchor_of(const struct cwa_sector *sector, int64_t first_row)
{
    return (struct cwa_anchor){first_row + sector->index, sector->t_us};
}

/* Takes a sector into the count of rows. */
static void count_rows(struct cwa_link *link, const struct cwa_sector *sector, int64_t first_row)
{
    link->any = true;
    link->sector = *sector;
    link->next_row = first_row + sector->rows;
}

/* Whether the sector after a doubtful one goes on as if that one's time were not there. */
static bool goes_on(const struct cwa_link *link, const struct cwa_slot *doubtful,
                    const struct cwa_slot *next)
{
    struct cwa_link behind = *link;
    count_rows(&behind, &doubtful->sector, doubtful->first_row);
    int64_t lost = lost_rows(&behind, &next->sector);
    if (lost < 0 || !next->sector.has_time)
        return false;
    struct cwa_anchor anchor = anchor_of(&next->sector, behind.next_row + lost);
    return agrees(&behind, &anchor, next->sector.rate_hz);
}

/* Says where a slot stands after what came before it. */
static void judge(struct cwa_slot *slot, const struct cwa_link *link, const struct cwa_slot *next)
{
    const struct cwa_sector *sector = &slot->sector;
    int64_t lost = lost_rows(link, sector);
    slot->starts = lost < 0;
    slot->anchored = sector->has_time;
    slot->first_row = link->next_row + lost;
    if (!slot->starts && sector->has_time && link->anchored) {
        struct cwa_anchor anchor = anchor_of(sector, slot->first_row);
        bool fits = agrees(link, &anchor, sector->rate_hz);
        slot->anchored = fits && anchor.row > link->last.row && anchor.t_us > link->last.t_us;
        slot->starts = !fits && !(next && goes_on(link, slot, next));
    }
    if (slot->starts) {
        slot->first_row = 0;
        slot->anchored = sector->has_time;
    }
}

/* Takes a judged slot into the link. */
static void pass(struct cwa_link *link, const struct cwa_slot *slot)
{
    if (slot->starts)
        link->anchored = false;
    if (slot->anchored) {
        link->last = anchor_of(&slot->sector, slot->first_row);
        if (!link->anchored)
            link->first = link->last;
        link->anchored = true;
    }
    count_rows(link, &slot->sector, slot->first_row);
}

/* Adds the anchors of slots up to the next stretch; the first may be the start of one. */
static void gather(struct cwa_clock *clock, const struct cwa_slot *slots, size_t n)
{
    clock->n = clock->n_past;
    for (size_t i = 0; i < n && clock->n < CWA_CLOCK_ROOM; i++) {
        if (slots[i].starts && i > 0)
            break;
        if (slots[i].anchored)
            clock->anchor[clock->n++] = anchor_of(&slots[i].sector, slots[i].first_row);
    }
}

/* Forgets anchors of long ago. */
static void trim(struct cwa_clock *clock)
{
    size_t drop = clock->n_past > CWA_CLOCK_NEAR ? clock->n_past - CWA_CLOCK_NEAR : 0;
    if (drop > clock->at)
        drop = clock->at;
    memmove(clock->anchor, clock->anchor + drop, (clock->n - drop) * sizeof clock->anchor[0]);
    clock->n -= drop;
    clock->n_past -= drop;
    clock->at -= drop;
}

void cwa_clock_link(struct cwa_clock *clock, struct cwa_slot *slots, size_t n)
{
    struct cwa_link link = clock->link;
    for (size_t i = 0; i < n; i++) {
        judge(&slots[i], &link, i + 1 < n ? &slots[i + 1] : NULL);
        pass(&link, &slots[i]);
    }
    trim(clock);
    gather(clock, slots, n);
    if (clock->at >= clock->n)
        clock->at = clock->n > 0 ? clock->n - 1 : 0;
}

/* Microseconds a row between two anchors. */
static double slope_of(const struct cwa_clock *clock, size_t from, size_t to)
{
    const struct cwa_anchor *a = &clock->anchor[from], *b = &clock->anchor[to];
    return (double)(b->t_us - a->t_us) / (double)(b->row - a->row);
}

/* Rows from `row` on that stand on one line through an anchor; at most n. */
struct piece {
    struct cwa_anchor from;
    double step_us;
    size_t n;
};

static struct piece piece_at(struct cwa_clock *clock, int64_t row, size_t n)
{
    size_t last = clock->n - 1, near;
    struct piece piece = {.n = n};
    int64_t until = INT64_MAX;
    while (clock->at < last && clock->anchor[clock->at + 1].row <= row)
        clock->at++;
    if (clock->n == 1) {
        piece.step_us = clock->step_us;
    } else if (row < clock->anchor[0].row) {
        near = last < CWA_CLOCK_NEAR ? last : CWA_CLOCK_NEAR;
        piece.step_us = slope_of(clock, 0, near);
        until = clock->anchor[0].row;
    } else if (clock->at == last) {
        near = last < CWA_CLOCK_NEAR ? 0 : last - CWA_CLOCK_NEAR;
        piece.step_us = slope_of(clock, near, last);
    } else {
        piece.step_us = slope_of(clock, clock->at, clock->at + 1);
        until = clock->anchor[clock->at + 1].row;
    }
    piece.from = clock->anchor[clock->at];
    if (until - row < (int64_t)n)
        piece.n = (size_t)(until - row);
    return piece;
}

static void stamp_piece(int64_t *t_us, const struct piece *piece, int64_t row)
{
    double since_us = (double)(row - piece->from.row) * piece->step_us;
    int64_t whole = piece->from.t_us + (int64_t)floor(since_us);
    double part = since_us - floor(since_us) + 0.5;
    for (size_t i = 0; i < piece->n; i++)
        t_us[i] = whole + (int64_t)(part + (double)(int64_t)i * piece->step_us);
}

void cwa_clock_stamp(struct cwa_clock *clock, int64_t *t_us, const struct cwa_slot *slots, size_t n)
{
    const struct cwa_slot *slot = slots;
    int64_t row = slot->first_row;
    struct piece piece;
    if (!(clock->step_us > 0))
        clock->step_us = 1e6 / slot->sector.rate_hz;
    if (slot->starts) {
        clock->n_past = clock->at = 0;
        gather(clock, slots, n);
    }
    for (size_t done = 0; done < slot->sector.rows; done += piece.n) {
        size_t left = slot->sector.rows - done;
        if (clock->n > 0)
            piece = piece_at(clock, row + (int64_t)done, left);
        else
            piece = (struct piece){{row + (int64_t)done, clock->next_us}, clock->step_us, left};
        stamp_piece(t_us + done, &piece, row + (int64_t)done);
        clock->step_us = piece.step_us;
        clock->next_us = t_us[done + piece.n - 1] + (int64_t)(piece.step_us + 0.5);
    }
    clock->n_past += slot->anchored && clock->n_past < clock->n;
    pass(&clock->link, slot);
}
