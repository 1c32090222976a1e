/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Recordings, real and simulated, put through the library as a user would: from a file, by
 * bks_analyze.
 */
#ifndef SUPPORT_OUTCOME_H
#define SUPPORT_OUTCOME_H

#include "backstride/analysis.h"
#include "support/sim.h"
#include "support/sim_random.h"

#include <stdbool.h>
#include <stddef.h>

#define OUTCOME_PATH_ROOM 1024

/* One recording and what was made of it; sim is NULL for a real one. */
struct outcome {
    struct sim *sim;
    struct bks_analysis *analysis;
    const struct bks_result *result; /* borrowed */
};

void outcome_clear(struct outcome *outcome);

/* What is told of a recording; NULL: nothing. */
struct told {
    const char *placement, *columns;
    const char *speed, *slope;       /* as on the command line */
    double height_m, mass_kg, leg_m; /* 0: nothing */
};

/*
 * Analyses a file.
 *
 *   out   false after a complaint on standard error
 */
bool outcome_of_file(struct outcome *outcome, const char *path, const struct told *told);

/*
 * Simulates, writes plain CSV to a temporary file, analyses that.
 *
 *   in    placement  NULL: to be estimated
 *   out   false where the simulator refuses; nothing is said
 */
bool outcome_of_sim(struct outcome *outcome, const struct sim_spec *spec, const char *placement,
                    bool gyro);

/*
 * The same with more told.
 *
 *   in    ground  the speed of each run is told too, from the truth
 */
bool outcome_of_runner(struct outcome *outcome, const struct sim_spec *spec,
                       const struct told *told, bool ground, bool gyro);

/*
 * The same for a recording that is simulated already, perhaps changed since.
 *
 *   out   *outcome  its sim is NULL
 */
bool outcome_of_samples(struct outcome *outcome, const struct sim *sim, const char *placement,
                        bool gyro);

/* A temporary file of this run, which outcome_end removes; the same path each time. */
const char *outcome_temporary(void);
void outcome_end(void);

/* Name of the placement that a simulated place is. */
const char *placement_name(enum sim_place place);

/* The found bout of a kind that overlaps a span most, or NULL. */
const struct bks_bout *bout_at(const struct bks_result *result, enum bks_bout_kind kind,
                               double start_s, double end_s);

/* Mean of the series' cadence between two times; NAN where there is none. *n entries. */
double series_cadence(const struct bks_result *result, double start_s, double end_s, size_t *n);

/* Steps of run and walk. */
double all_steps(const struct bks_result *result);

/* Number of bouts of a kind. */
size_t count_bouts(const struct bks_result *result, enum bks_bout_kind kind);

/* A uniform draw between two values; a normal one within two standard deviations. */
double draw_between(struct sim_random *random, double low, double high);
double draw_normal(struct sim_random *random, double mean, double sd);

#endif
