/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sectors of an Axivity file in the order in which they were recorded, a few at a time.
 *
 * Blocks of CWA_WINDOW_BLOCK sectors are read; the next ones are always in sight, so that a sector
 * that stands a little out of order goes back to its place, and its clock is known on both sides.
 * What is damaged, repeated or of another kind is counted and left out.
 */
#ifndef READ_CWA_WINDOW_H
#define READ_CWA_WINDOW_H

#include "model/warnings.h"
#include "read/cwa_clock.h"
#include "read/source.h"

#define CWA_WINDOW_BLOCK   128u /* sectors: 64 KiB */
#define CWA_WINDOW_SECTORS 256u /* in memory */
#define CWA_WINDOW_AHEAD   66u  /* in sight; a sector that stands further off stays where it is */

/* How many, and where the first of them is [byte]. */
struct cwa_count {
    uint64_t n, first_at;
};

struct cwa_window {
    struct stream *stream; /* owned; stands behind the last sector read */
    uint64_t start_at;     /* byte of the first sector */
    uint64_t sectors;      /* read so far */
    size_t cut_bytes;      /* of a last sector that is not whole */
    bool ended;
    bool known, gyro; /* what the first good sector holds */
    struct cwa_count damaged, repeated, moved, other_kind;
    struct cwa_slot slot[CWA_WINDOW_SECTORS]; /* those not handed out are [first .. n) */
    size_t first, n;
    struct cwa_clock clock;
    uint8_t bytes[CWA_WINDOW_SECTORS * CWA_SECTOR_BYTES]; /* sector i in place i % all */
};

/*
 * Sees to it that the next sector, if there is one, is known and linked.
 *
 *   in    window  zeroed, with stream and start_at
 *   out   *slot   the next one, borrowed until cwa_window_take; NULL at the end
 *   ends  BKS_IO, BKS_DAMAGED (packed bytes break)
 */
enum bks_status cwa_window_next(struct cwa_window *window, const struct cwa_slot **slot,
                                struct bks_fault *fault) BKS_CHECK;

/* Appends the rows of the next sector, stamped; there is room for CWA_SECTOR_ROWS. */
void cwa_window_take(struct cwa_window *window, struct rows *rows);

/* Says at the end what was left out or mended. */
void cwa_window_warn(const struct cwa_window *window, struct warnings *warnings);

#endif
