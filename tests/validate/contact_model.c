/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model behind contact time, on the table it is from: 37 runners at 3.8 to 5.4 m/s, level
 * (Alcantara 2021, doi 10.7717/peerj.11199). Fitted anew without each runner in turn, it predicts
 * that runner's contacts.
 *
 *   log tc = a + b log T + c log hs (+ d log v)    T = 1 / step rate, hs = pi T / (2 peak)   [ms]
 */
#include "gait/contact.h"
#include "support/shared.h"
#include "validate/least_squares.h"
#include "validate/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define TABLE      "recordings/alcantara-summary/GRF_IMU_data.csv"
#define MAX_ROWS   200
#define MOST_TERMS 4
#define ROUNDED    0.0006 /* coefficients are written with three decimals */

enum column {
    COL_RUNNER = 0,
    COL_SPEED = 3,
    COL_FORCE = 4,
    COL_CONTACT = 6,
    COL_PEAK = 7,
    COL_RATE = 10,
    N_COLS
};

struct row {
    int runner;
    double contact_ms, step_ms, peak_bw; /* by the plate; step by the sensor */
    double term[MOST_TERMS];             /* 1, log T, log hs, log v */
};

static bool row_of(struct row *row, const char *line)
{
    double value[N_COLS];
    for (size_t i = 0; i < N_COLS; i++) {
        char *end = NULL;
        value[i] = strtod(line, &end);
        if (end == line)
            return false;
        line = *end == ',' ? end + 1 : end;
    }
    double step_ms = 1000 / value[COL_RATE];
    *row = (struct row){.runner = (int)value[COL_RUNNER],
                        .contact_ms = 1000 * value[COL_CONTACT],
                        .step_ms = step_ms,
                        .peak_bw = value[COL_FORCE],
                        .term = {1, log(step_ms), log(acos(-1) * step_ms / (2 * value[COL_PEAK])),
                                 log(value[COL_SPEED])}};
    return true;
}

static size_t read_table(struct row rows[MAX_ROWS])
{
    char room[SHARED_PATH_ROOM], line[256];
    const char *path = shared_path(room, TABLE);
    FILE *file = path ? fopen(path, "r") : NULL;
    size_t n = 0;
    while (file && n < MAX_ROWS && fgets(line, sizeof line, file))
        n += row_of(&rows[n], line); /* the header is no row */
    if (file)
        (void)fclose(file);
    else
        fprintf(stderr, "backstride-validate: %s is not there\n", TABLE);
    return n;
}

/* Fits all rows but one runner's; -1 leaves nobody out. */
static bool fit_without(double *weights, const struct row *rows, size_t n, size_t terms, int runner)
{
    struct squares squares = {0};
    for (size_t i = 0; i < n; i++)
        if (rows[i].runner != runner)
            squares_take(&squares, rows[i].term, terms, log(rows[i].contact_ms));
    return squares_solve(&squares, terms, weights);
}

static struct spread leave_each_out(const struct row *rows, size_t n, size_t terms)
{
    struct spread spread = {0};
    for (size_t i = 0; i < n; i++) {
        double weights[MOST_TERMS], sum = 0;
        if (!fit_without(weights, rows, n, terms, rows[i].runner))
            continue;
        for (size_t t = 0; t < terms; t++)
            sum += weights[t] * rows[i].term[t];
        char label[32];
        snprintf(label, sizeof label, "runner %d", rows[i].runner);
        spread_take(&spread, exp(sum) - rows[i].contact_ms, label);
    }
    return spread;
}

/* Peak force as of a half-sine with the model's contact, and by how much people's is more. */
static void show_peak(struct findings *findings, const struct row *rows, size_t n, size_t terms)
{
    struct spread spread = {0};
    for (size_t i = 0; i < n; i++) {
        double weights[MOST_TERMS], contact = 0, share = 0;
        size_t others = 0;
        if (!fit_without(weights, rows, n, terms, rows[i].runner))
            continue;
        for (size_t t = 0; t < terms; t++)
            contact += weights[t] * rows[i].term[t];
        for (size_t k = 0; k < n; k++)
            if (rows[k].runner != rows[i].runner) {
                share += rows[k].peak_bw * rows[k].contact_ms / rows[k].step_ms;
                others++;
            }
        double peak = share / (double)others * rows[i].step_ms / exp(contact);
        spread_take(&spread, peak - rows[i].peak_bw, "");
    }
    struct finding row = {.claim = "peak force, RMSE",
                          .where = terms == MOST_TERMS ? "alcantara table, speed told"
                                                       : "alcantara table, no speed",
                          .unit = "BW",
                          .decimals = 3,
                          .n = spread.n,
                          .value = spread_rmse(&spread),
                          .published = "0.15 BW (Alcantara 2021, its table refitted)"};
    findings_shown(findings, row);
}

static void show(struct findings *findings, const struct row *rows, size_t n, size_t terms)
{
    bool speed = terms == MOST_TERMS;
    struct spread spread = leave_each_out(rows, n, terms);
    struct finding row = {.claim = "contact model, RMSE",
                          .where =
                              speed ? "alcantara table, speed told" : "alcantara table, no speed",
                          .unit = "ms",
                          .decimals = 2,
                          .n = spread.n,
                          .value = spread_rmse(&spread),
                          .published = speed ? "9.1 ms (Alcantara 2021, its table refitted)"
                                             : "13.6 ms (Alcantara 2021, its table refitted)"};
    findings_at_most(findings, row, speed ? 7.5 : 12);
    double weights[MOST_TERMS] = {0};
    const struct contact_model *frozen = speed ? &contact_with_speed : &contact_without_speed;
    const double shipped[MOST_TERMS] = {frozen->constant, frozen->period, frozen->half_sine,
                                        frozen->speed};
    if (fit_without(weights, rows, n, terms, -1))
        findings_note(findings,
                      "fitted to all: %.3f + %.3f log T + %.3f log hs + %.3f log v; left out one "
                      "by one: bias %+.2f, worst %.1f ms (%s)",
                      weights[0], weights[1], weights[2], weights[3], spread_bias(&spread),
                      spread.worst, spread.worst_at);
    row.claim = "contact model as shipped";
    row.unit = "";
    row.decimals = 4;
    row.published = NULL;
    row.value = 0;
    for (size_t t = 0; t < MOST_TERMS; t++)
        row.value = fmax(row.value, fabs(shipped[t] - weights[t]));
    findings_at_most(findings, row, ROUNDED);
}

void part_contact_model(struct findings *findings)
{
    struct row rows[MAX_ROWS];
    size_t n = read_table(rows);
    if (n == 0)
        return;
    show(findings, rows, n, MOST_TERMS);
    show(findings, rows, n, MOST_TERMS - 1);
    show_peak(findings, rows, n, MOST_TERMS);
    show_peak(findings, rows, n, MOST_TERMS - 1);
}
