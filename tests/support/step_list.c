/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that an analysis wrote as CSV, read back, and the true step that each one is. */
#include "support/step_list.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE_ROOM 512
#define N_FIELDS  10
#define SAME_S    0.1 /* a contact further off is another one */

static const char header[] = "step,bout,side,contact_s,toe_off_s,step_time_ms,contact_time_ms,"
                             "flight_time_ms,vertical_oscillation_mm,peak_vertical_force_bw";

/* Cuts a line at its commas; false unless it has all fields. */
static bool fields_of(char *line, char *field[N_FIELDS])
{
    size_t n = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *p = line; p && n < N_FIELDS; n++) {
        field[n] = p;
        p = strchr(p, ',');
        if (p)
            *p++ = '\0';
    }
    return n == N_FIELDS;
}

static double number_in(const char *field)
{
    char *end = NULL;
    double value = strtod(field, &end);
    return end == field || *end ? (double)NAN : value;
}

static bool step_of(struct listed_step *step, char *line)
{
    char *field[N_FIELDS];
    if (!fields_of(line, field))
        return false;
    char side = (char)tolower((unsigned char)field[2][0]);
    *step = (struct listed_step){.bout = strtol(field[1], NULL, 10),
                                 .side = side == 'l' || side == 'r' ? side : '\0',
                                 .contact_s = number_in(field[3]),
                                 .toe_off_s = number_in(field[4]),
                                 .step_time_ms = number_in(field[5]),
                                 .contact_time_ms = number_in(field[6]),
                                 .flight_time_ms = number_in(field[7]),
                                 .oscillation_mm = number_in(field[8]),
                                 .peak_bw = number_in(field[9])};
    return true;
}

static bool append(struct step_list *list, size_t *room, const struct listed_step *step)
{
    if (list->n == *room) {
        size_t larger = *room ? 2 * *room : 256;
        struct listed_step *more = realloc(list->steps, larger * sizeof *more);
        if (!more)
            return false;
        list->steps = more;
        *room = larger;
    }
    list->steps[list->n++] = *step;
    return true;
}

static bool read_back(struct step_list *list, FILE *file)
{
    char line[LINE_ROOM];
    size_t room = 0;
    if (!fgets(line, sizeof line, file))
        return false;
    line[strcspn(line, "\r\n")] = '\0';
    if (strcmp(line, header) != 0)
        return false;
    while (fgets(line, sizeof line, file)) {
        struct listed_step step;
        if (!step_of(&step, line) || !append(list, &room, &step))
            return false;
    }
    return true;
}

bool step_list_of(struct step_list *list, const struct bks_analysis *analysis)
{
    *list = (struct step_list){0};
    FILE *file = tmpfile();
    bool ok = file && bks_analysis_write_steps(analysis, file) == BKS_OK;
    if (ok)
        rewind(file);
    ok = ok && read_back(list, file);
    if (file)
        (void)fclose(file);
    if (!ok) {
        fprintf(stderr, "the steps cannot be written and read back\n");
        step_list_clear(list);
    }
    return ok;
}

void step_list_clear(struct step_list *list)
{
    free(list->steps);
    *list = (struct step_list){0};
}

const struct listed_step *step_near(const struct step_list *list, double contact_s, double within_s)
{
    const struct listed_step *best = NULL;
    for (size_t i = 0; i < list->n; i++) {
        double off_s = fabs(list->steps[i].contact_s - contact_s);
        if (off_s <= within_s) {
            within_s = off_s;
            best = &list->steps[i];
        }
    }
    return best;
}

struct side_tally step_list_sides(const struct step_list *list, const struct sim *sim,
                                  const struct sim_bout *bout)
{
    struct side_tally tally = {0};
    for (size_t i = bout->first_step; i < bout->first_step + bout->n_steps; i++) {
        const struct listed_step *found = step_near(list, sim->steps[i].contact_s, SAME_S);
        if (!found)
            continue;
        tally.steps++;
        tally.sided += found->side != '\0';
        tally.right += found->side == (sim->steps[i].left ? 'l' : 'r');
    }
    return tally;
}
