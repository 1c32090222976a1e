/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading sectors ahead, and putting them in order. */
#include "read/cwa_window.h"

#include <string.h>

static void count(struct cwa_count *count, const struct cwa_window *window, uint64_t sector)
{
    if (count->n++ == 0)
        count->first_at = window->start_at + sector * CWA_SECTOR_BYTES;
}

/* True where a belongs before b: the same run of numbers, and no later by the clock. */
static bool comes_before(const struct cwa_slot *a, const struct cwa_slot *b)
{
    const struct cwa_sector *x = &a->sector, *y = &b->sector;
    bool same_run = x->session == y->session && !x->resumed && a->at - b->at < CWA_WINDOW_AHEAD;
    bool known = x->has_time && y->has_time;
    return same_run && x->sequence < y->sequence && (!known || x->t_us <= y->t_us);
}

static bool repeats(const struct cwa_slot *a, const struct cwa_slot *b)
{
    const struct cwa_sector *x = &a->sector, *y = &b->sector;
    return x->session == y->session && x->sequence == y->sequence && x->t_us == y->t_us &&
           x->index == y->index && x->has_time == y->has_time;
}

/* Puts a sector behind the last one that does not come after it. */
static void insert(struct cwa_window *window, const struct cwa_slot *slot)
{
    size_t to = window->n;
    while (to > window->first && comes_before(slot, &window->slot[to - 1]))
        to--;
    if (to > window->first && repeats(slot, &window->slot[to - 1])) {
        count(&window->repeated, window, slot->at);
        return;
    }
    if (to < window->n)
        count(&window->moved, window, slot->at);
    memmove(&window->slot[to + 1], &window->slot[to], (window->n - to) * sizeof *slot);
    window->slot[to] = *slot;
    window->n++;
}

static void add(struct cwa_window *window, const uint8_t *bytes)
{
    struct cwa_slot slot = {.bytes = bytes, .at = window->sectors++};
    enum cwa_verdict verdict = cwa_sector_read(&slot.sector, bytes);
    if (verdict == CWA_DAMAGED)
        count(&window->damaged, window, slot.at);
    if (verdict != CWA_GOOD || slot.sector.rows == 0)
        return;
    if (!window->known)
        window->gyro = slot.sector.gyro;
    window->known = true;
    if (slot.sector.gyro == window->gyro)
        insert(window, &slot);
    else
        count(&window->other_kind, window, slot.at);
}

/* Reads the next block; the sectors in sight lie in the other half of the bytes. */
static enum bks_status read_block(struct cwa_window *window, struct bks_fault *fault)
{
    size_t place = (size_t)(window->sectors % CWA_WINDOW_SECTORS);
    uint8_t *block = window->bytes + place * CWA_SECTOR_BYTES;
    size_t have = 0, got = 1, room = CWA_WINDOW_BLOCK * CWA_SECTOR_BYTES;
    while (have < room && got > 0) {
        enum bks_status status =
            stream_read(window->stream, block + have, room - have, &got, fault);
        if (status != BKS_OK)
            return status;
        have += got;
    }
    window->ended = have < room;
    window->cut_bytes = have % CWA_SECTOR_BYTES;
    for (size_t i = 0; i < have / CWA_SECTOR_BYTES; i++)
        add(window, block + i * CWA_SECTOR_BYTES);
    return BKS_OK;
}

/* True while the next block would not overwrite bytes of a sector in sight. */
static bool has_room(const struct cwa_window *window)
{
    uint64_t oldest = window->sectors;
    for (size_t i = 0; i < window->n; i++)
        oldest = window->slot[i].at < oldest ? window->slot[i].at : oldest;
    return window->sectors - oldest <= CWA_WINDOW_SECTORS - CWA_WINDOW_BLOCK;
}

static enum bks_status refill(struct cwa_window *window, struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    window->n -= window->first;
    memmove(window->slot, window->slot + window->first, window->n * sizeof window->slot[0]);
    window->first = 0;
    while (status == BKS_OK && !window->ended && window->n < CWA_WINDOW_AHEAD && has_room(window))
        status = read_block(window, fault);
    cwa_clock_link(&window->clock, window->slot, window->n);
    return status;
}

enum bks_status cwa_window_next(struct cwa_window *window, const struct cwa_slot **slot,
                                struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    if (!window->ended && window->n - window->first < CWA_WINDOW_AHEAD)
        status = refill(window, fault);
    *slot = window->first < window->n ? &window->slot[window->first] : NULL;
    return status;
}

void cwa_window_take(struct cwa_window *window, struct rows *rows)
{
    const struct cwa_slot *slot = &window->slot[window->first];
    cwa_clock_stamp(&window->clock, rows->t_us + rows->n, slot, window->n - window->first);
    cwa_sector_rows(rows, &slot->sector, slot->bytes);
    window->first++;
}

static void warn(struct warnings *warnings, enum bks_warning_id id, const struct cwa_count *count,
                 const char *what)
{
    if (count->n > 0)
        warnings_add(warnings, id, "%llu sector%s of 512 bytes %s; the first at byte %llu",
                     (unsigned long long)count->n, count->n > 1 ? "s" : "", what,
                     (unsigned long long)count->first_at);
}

void cwa_window_warn(const struct cwa_window *window, struct warnings *warnings)
{
    warn(warnings, BKS_WARN_DAMAGED_PART, &window->damaged, "with a bad checksum left out");
    warn(warnings, BKS_WARN_ROWS_SKIPPED, &window->other_kind, "with other channels left out");
    warn(warnings, BKS_WARN_DUPLICATE_STAMPS, &window->repeated, "that repeat others left out");
    warn(warnings, BKS_WARN_TIME_BACKWARDS, &window->moved, "out of order put back");
    if (window->cut_bytes > 0)
        warnings_add(warnings, BKS_WARN_TRUNCATED,
                     "the file ends within a sector; its last %zu bytes are left out",
                     window->cut_bytes);
}
