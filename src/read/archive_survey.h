/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a writer has to know of a recording before its first byte: whether the values are whole
 * numbers times something, and whether the stamps are a straight line.
 *
 * Nothing is taken on trust: each value is tried, to the last bit.
 */
#ifndef READ_ARCHIVE_SURVEY_H
#define READ_ARCHIVE_SURVEY_H

#include "model/rows.h"

#define SURVEY_MAX_DECIMALS 9

/* A way in which the values of a channel may come from whole numbers. */
enum survey_way {
    WAY_STEP,          /* number x step */
    WAY_DECIMAL,       /* (number / 10^decimals) x unit: g, deg/s, m/s, as tables are read */
    WAY_DECIMAL_IN_SI, /* number / 10^decimals */
    WAY_COUNT
};

/* Says how a whole number becomes a value. */
struct survey_rule {
    bool holds;
    bool skips;  /* what is no number: it will be an empty cell */
    double step; /* WAY_STEP */
    double unit; /* the others: 1, or of g and deg/s in SI */
    unsigned decimals;
    double low, high; /* the numbers seen */
};

struct survey_channel {
    struct survey_rule rule[WAY_COUNT];
    bool unreal; /* some are no numbers */
};

/* Stamps against lines through the first one, row / rate rounded to the microsecond. */
struct survey_clock {
    int64_t first_us, last_us;
    double nominal_us;         /* between rows, by the rate that the recording names; 0: none */
    bool nominal_holds;        /* all stamps are of that line */
    double low_us, high_us;    /* any step between makes a line of them; low >= high: none does */
    int64_t step_us;           /* a whole number near the usual step */
    int64_t least_us, most_us; /* step from row to row, less step_us */
    uint64_t far_us;           /* the farthest from the first */
};

struct archive_survey {
    uint64_t rows;
    unsigned channels;   /* bits */
    bool text;           /* it will be written as decimals: no other way is tried */
    unsigned char marks; /* of all rows */
    struct survey_channel channel[BKS_CHANNEL_COUNT];
    struct survey_clock clock;
};

/* Nothing seen yet. text: only decimals are of use. */
void archive_survey_init(struct archive_survey *survey, const struct bks_recording_info *info,
                         bool text);

/*
 * Takes a block.
 *
 *   in    step  as of struct reader: may get finer from block to block
 */
void archive_survey_take(struct archive_survey *survey, const struct rows *rows,
                         const double step[BKS_CHANNEL_COUNT]);

/* The whole number of a value by a rule that holds, and back. */
double survey_number(const struct survey_rule *rule, enum survey_way way, double value);
double survey_value(const struct survey_rule *rule, enum survey_way way, double number);

#endif
