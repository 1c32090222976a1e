/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What was measured beside what was asked for: rows of one table, as text or as Markdown.
 *
 * Rows are printed as they come. Notes say which runs were the worst; they stand in the text only.
 */
#ifndef VALIDATE_FINDINGS_H
#define VALIDATE_FINDINGS_H

#include "backstride/analysis.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct findings {
    FILE *out;
    bool markdown;
    size_t asked, reached;
};

enum finding_verdict { FINDING_SHOWN, FINDING_REACHED, FINDING_MISSED };

struct finding {
    const char *claim; /* "cadence" */
    const char *where; /* "harlab 003 waist" */
    const char *unit;
    int decimals;
    double value, truth; /* NAN where there is none */
    double low, high;
    size_t n;
    const char *asked;     /* "within 0.5"; "" where nothing is */
    const char *published; /* what others reached, "9.1 ms (Alcantara 2021)"; NULL: not known */
    enum finding_verdict verdict;
};

/* The head of the table. */
void findings_start(struct findings *findings, FILE *out, bool markdown);

/* One row. */
void findings_row(struct findings *findings, const struct finding *finding);

/*
 * A measure beside its truth.
 *
 *   in    finding    claim, where, unit, decimals
 *         tolerance  the most its error may be; 0 where nothing is asked
 */
void findings_measure(struct findings *findings, struct finding finding,
                      const struct bks_measure *measure, double truth, double tolerance);

/*
 * A figure that must be at most a limit.
 *
 *   in    finding  claim, where, unit, decimals, value, n
 */
void findings_at_most(struct findings *findings, struct finding finding, double limit);

/* A figure that must lie between two limits. */
void findings_between(struct findings *findings, struct finding finding, double low, double high);

/* A figure of which nothing is asked. */
void findings_shown(struct findings *findings, struct finding finding);

/* A line below the rows. */
void findings_note(struct findings *findings, const char *text, ...) BKS_PRINTF(2, 3);

/* "7 of 9 reached". */
void findings_end(const struct findings *findings);

/* Running figures of errors. */
struct spread {
    size_t n, inside, measured; /* measured: those with an interval */
    double sum, sizes, sum2;    /* of errors, of |errors|, of squares */
    double worst;               /* the largest |error| */
    double z2, half_sum;        /* errors over half intervals, squared; half intervals */
    char worst_at[96];
};

/* Takes an error; `where` is kept for the worst. */
void spread_take(struct spread *spread, double error, const char *where);

/* Takes a measure's error and whether its interval holds the truth. */
void spread_measure(struct spread *spread, const struct bks_measure *measure, double truth,
                    const char *where);

double spread_bias(const struct spread *spread);
double spread_sd(const struct spread *spread);
double spread_rmse(const struct spread *spread);
double spread_mean_size(const struct spread *spread);

#endif
