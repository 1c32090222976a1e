/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The clock of an Axivity recording: one anchor (row, time) a sector, stamps by interpolation.
 *
 * Rows are counted through a stretch, those of lost sectors too. Between two anchors time runs
 * evenly; before the first and after the last it runs at the rate observed over the nearest
 * CWA_CLOCK_NEAR of them, never at the nominal one, which is off by a percent and more. A stretch
 * ends where the device began anew, the clock disagrees with the count of rows, or a sector is not
 * full. One anchor that disagrees with both its neighbours is passed over.
 */
#ifndef READ_CWA_CLOCK_H
#define READ_CWA_CLOCK_H

#include "read/cwa_sector.h"

#define CWA_CLOCK_NEAR 64u  /* anchors that give the rate at an edge */
#define CWA_CLOCK_ROOM 512u /* anchors; those of sectors further ahead are not needed yet */

/* A sector on its way from the file to rows. */
struct cwa_slot {
    struct cwa_sector sector;
    const uint8_t *bytes; /* borrowed from the window */
    uint64_t at;          /* sectors from the start of the file */
    int64_t first_row;    /* in its stretch */
    bool starts;          /* a stretch */
    bool anchored;        /* its time is used */
};

struct cwa_anchor {
    int64_t row, t_us;
};

/* Where the count of rows and the clock stand after a sector. */
struct cwa_link {
    bool any, anchored;
    struct cwa_sector sector;
    int64_t next_row;
    struct cwa_anchor first, last; /* of the stretch */
};

struct cwa_clock {
    struct cwa_link link;                     /* after the last sector stamped */
    struct cwa_anchor anchor[CWA_CLOCK_ROOM]; /* of its stretch, in order */
    size_t n, n_past;                         /* all; of sectors that are stamped */
    size_t at;                                /* the anchor before the next row */
    double step_us;                           /* between rows, as last observed; 0 not yet */
    int64_t next_us;                          /* where the last row's successor would stand */
};

/* Says of each slot where it stands; again whenever more slots are known. */
void cwa_clock_link(struct cwa_clock *clock, struct cwa_slot *slots, size_t n);

/* Stamps the rows of the first slot, t_us[slots->sector.rows], and goes on behind it. */
void cwa_clock_stamp(struct cwa_clock *clock, int64_t *t_us, const struct cwa_slot *slots,
                     size_t n);

#endif
