/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a recording will stand in the archive form: coding, columns, scales, clock. */
#ifndef READ_ARCHIVE_PLAN_H
#define READ_ARCHIVE_PLAN_H

#include "backstride/convert.h"
#include "read/archive_survey.h"

#define PLAN_MAX_STEPS   3  /* columns of the step between rows */
#define PLAN_MAX_COLUMNS 12 /* seven channels, steps or time, marks */

enum plan_content { COLUMN_CHANNEL, COLUMN_STEP, COLUMN_TIME, COLUMN_MARKS };

struct plan_column {
    enum plan_content content;
    enum bks_channel channel; /* COLUMN_CHANNEL */
    enum survey_way way;      /* the same, unless FLOAT64 */
    struct survey_rule rule;
    unsigned word; /* COLUMN_STEP: 0 for the lowest bits */
};

/*
 * Whole numbers stand in the columns as they are. FLOAT64 holds values in SI. Where the stamps are
 * no line: in FLOAT64 one column "Time-us", microseconds from the first row; among whole numbers
 * "Step-us-1" and perhaps -2, -3: microseconds from the row before, less step_us, signed, in words
 * of the coding's bits, lowest first, to be added up.
 */
struct archive_plan {
    enum bks_container container;
    enum bks_coding coding;
    unsigned bits;    /* of one sample */
    unsigned rate_hz; /* in the header: whole */
    double line_hz;   /* the true rate, as a tag; of the line, where there is one */
    bool line;        /* stamps need no column */
    int64_t first_us, step_us;
    uint64_t rows;
    size_t n;
    struct plan_column column[PLAN_MAX_COLUMNS];
};

/*
 * Chooses the smallest form that loses nothing.
 *
 *   in    container  WAV becomes RF64 beyond 4 GiB
 *   ends  BKS_UNSUPPORTED  the container cannot hold it: the hint names one that does
 */
enum bks_status archive_plan_of(struct archive_plan *plan, const struct archive_survey *survey,
                                const struct bks_recording_info *info, enum bks_container container,
                                struct bks_fault *fault) BKS_CHECK;

/*
 * A whole number as signed words of so many bits, lowest first.
 *
 *   out   false when they do not hold it
 */
bool plan_words(int32_t *word, unsigned words, unsigned bits, int64_t number);

#endif
