/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The header and the pages of a GENEActiv file, line by line. */
#ifndef READ_GENEACTIV_PAGE_H
#define READ_GENEACTIV_PAGE_H

#include "read/lines.h"

#include "backstride/recording.h"

#define GENEACTIV_ROWS   300u /* of a page */
#define GENEACTIV_DIGITS 12u  /* of a row */

/* What stands before the pages. */
struct geneactiv_header {
    char type[32], serial[24];
    double rate_hz; /* 0 not said */
    double gain[3]; /* 0 not said */
    double offset[3];
    double range_g; /* 0 not said */
    bool has_zone;
    int32_t offset_min; /* east of UTC */
    enum bks_placement placement;
};

struct geneactiv_page {
    bool has_time, has_sequence;
    int64_t t_us; /* of its first row, wall time read as if UTC */
    int64_t sequence;
    double rate_hz; /* 0 not said */
    size_t n;       /* rows in raw */
    bool cut;       /* it has fewer rows than it should, or what is no digit among them */
    int16_t raw[GENEACTIV_ROWS][3];
};

/*
 * Reads up to the first page.
 *
 *   out   *found  false where the lines end first
 *   ends  as lines_next
 */
enum bks_status geneactiv_header_read(struct geneactiv_header *header, bool *found,
                                      struct lines *lines, struct bks_fault *fault) BKS_CHECK;

/*
 * Reads the rest of a page whose first line, "Recorded Data", was read, and the first line of the
 * next one.
 *
 *   out   *more  false where no page follows
 *   ends  as lines_next
 */
enum bks_status geneactiv_page_read(struct geneactiv_page *page, bool *more, struct lines *lines,
                                    struct bks_fault *fault) BKS_CHECK;

#endif
