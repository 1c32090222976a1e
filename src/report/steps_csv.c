/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step of the running as CSV. */
#include "report/steps_csv.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define PER_MILLI 1000

/* The columns behind step, bout and side. */
static const struct {
    const char *name;
    size_t at; /* of the double in the line */
    double factor;
    int decimals;
} columns[] = {
    {"contact_s", offsetof(struct step_line, contact_s), 1, 4},
    {"toe_off_s", offsetof(struct step_line, toe_off_s), 1, 4},
    {"step_time_ms", offsetof(struct step_line, step_time_s), PER_MILLI, 1},
    {"contact_time_ms", offsetof(struct step_line, contact_time_s), PER_MILLI, 1},
    {"flight_time_ms", offsetof(struct step_line, flight_time_s), PER_MILLI, 1},
    {"vertical_oscillation_mm", offsetof(struct step_line, oscillation_m), PER_MILLI, 1},
    {"peak_vertical_force_bw", offsetof(struct step_line, peak_bw), 1, 2},
};

#define N_COLUMNS (sizeof columns / sizeof columns[0])

void steps_csv_header(FILE *out)
{
    (void)fputs("step,bout,side", out);
    for (size_t i = 0; i < N_COLUMNS; i++)
        (void)fprintf(out, ",%s", columns[i].name);
    (void)fputc('\n', out);
}

void steps_csv_line(FILE *out, const struct step_line *line)
{
    const char side[] = {line->side, '\0'};
    (void)fprintf(out, "%zu,%zu,%s", line->number, line->bout, side);
    for (size_t i = 0; i < N_COLUMNS; i++) {
        double value;
        char text[32] = "";
        memcpy(&value, (const char *)line + columns[i].at, sizeof value);
        if (isfinite(value))
            text_fixed(text, value * columns[i].factor, columns[i].decimals);
        (void)fprintf(out, ",%s", text);
    }
    (void)fputc('\n', out);
}
