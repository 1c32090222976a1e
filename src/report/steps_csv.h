/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step of the running as a line of CSV: commas, a point in numbers whatever the locale. */
#ifndef REPORT_STEPS_CSV_H
#define REPORT_STEPS_CSV_H

#include <stddef.h>
#include <stdio.h>

/* A double that is not known is NAN. */
struct step_line {
    size_t number;               /* of the step in the recording, from 1 */
    size_t bout;                 /* of the list of bouts, from 1 */
    char side;                   /* 'L', 'R', or 0: not known */
    double contact_s, toe_off_s; /* from the start of the recording */
    double step_time_s;          /* to the contact of the other foot */
    double contact_time_s;       /* on the ground */
    double flight_time_s;        /* in the air after it */
    double oscillation_m;        /* of the trunk, from lowest to highest */
    double peak_bw;              /* the highest vertical force, in body weights */
};

/*
 * The names of the columns, and a line of them: seconds with 4 decimals, milliseconds and
 * millimetres with 1, body weights with 2; empty where it is not known. What cannot be written is
 * left to ferror.
 */
void steps_csv_header(FILE *out);
void steps_csv_line(FILE *out, const struct step_line *line);

#endif
