/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Octave errors over a simulated sweep of step rates, sample rates, places and gaits. */
#include "support/outcome.h"
#include "validate/parts.h"

#include <math.h>

#define STAND_S      5.0
#define GAIT_S       20.0
#define SETTLE_S     2.0  /* within this of an edge a window still sees the standing */
#define OCTAVE_SHARE 0.20 /* a cadence further off than this is of another octave */

static const double rates_hz[] = {25, 50, 100, 200};

/* What is swept, one row of the table each. */
static const struct sweep {
    const char *claim;
    enum sim_kind kind;
    double low_spm, high_spm, step_spm;
    double duty; /* 0: usual */
    bool asked;
} sweeps[] = {
    {"octaves, walk 60-135", SIM_WALK, 60, 135, 5, 0, true},
    {"octaves, run 130-220", SIM_RUN, 130, 220, 10, 0, true},
    {"octaves, run 100-130", SIM_RUN, 100, 130, 10, 0.95, true},
    {"octaves, hops 60-90", SIM_RUN, 60, 90, 10, 0.95, false},
};

struct tally {
    size_t entries, off, silent, recordings, refused, bad;
};

/* Counts the entries of the series well inside the gait; answers the share that is off. */
static double count(struct tally *tally, const struct outcome *outcome, double *silent_share)
{
    const struct sim_bout *bout = &outcome->sim->bouts[1];
    const struct bks_series *series = &outcome->result->series;
    size_t off = 0, n = 0, silent = 0;
    for (size_t i = 0; i < series->n; i++) {
        double at_s = (double)i * series->step_s, found = series->cadence_spm[i];
        if (at_s < bout->start_s + SETTLE_S || at_s > bout->end_s - SETTLE_S)
            continue;
        bool has = !isnan(found);
        silent += !has;
        n += has;
        off += has && fabs(found / bout->cadence_spm - 1) > OCTAVE_SHARE;
    }
    tally->entries += n;
    tally->off += off;
    tally->silent += silent;
    tally->recordings++;
    tally->bad += off > 0;
    *silent_share = (double)silent / (double)(silent + n);
    return n ? (double)off / (double)n : 0;
}

static void try_one(struct findings *findings, struct tally *tally, const struct sweep *sweep,
                    const struct sim_spec *spec, bool told)
{
    const char *place = sim_place_name(spec->sensor.place);
    struct outcome outcome;
    if (!outcome_of_sim(&outcome, spec, told ? placement_name(spec->sensor.place) : NULL, false)) {
        tally->refused++;
        return;
    }
    double silent = 0, off = count(tally, &outcome, &silent);
    const struct bks_bout *bout =
        bout_at(outcome.result, sweep->kind == SIM_RUN ? BKS_RUN : BKS_WALK, 0, 1e6);
    if (sweep->asked && (off > 0 || silent > 0.1))
        findings_note(findings, "%s%s %.0f spm at %.0f Hz: %.0f %% off, %.0f %% silent, %s", place,
                      told ? " (told)" : "", spec->segments[1].cadence_spm, spec->sensor.rate_hz,
                      100 * off, 100 * silent,
                      bout ? "with a bout of its kind" : "no bout of its kind");
    outcome_clear(&outcome);
}

static void sweep_place(struct findings *findings, const struct sweep *sweep, enum sim_place place)
{
    struct tally tally = {0};
    for (size_t r = 0; r < sizeof rates_hz / sizeof *rates_hz; r++) {
        bool told = r % 2;
        for (double spm = sweep->low_spm; spm <= sweep->high_spm; spm += sweep->step_spm) {
            const struct sim_segment parts[] = {
                {.kind = SIM_STAND, .duration_s = STAND_S},
                {.kind = sweep->kind,
                 .duration_s = GAIT_S,
                 .cadence_spm = spm,
                 .duty = sweep->duty,
                 .jitter_cv = 0.015,
                 .shape = (enum sim_shape)((int)(spm / 10) % SIM_SHAPE_COUNT)},
                {.kind = SIM_STAND, .duration_s = STAND_S}};
            const struct sim_spec spec = {.segments = parts,
                                          .n_segments = 3,
                                          .seed = (uint64_t)(spm * 7 + rates_hz[r]),
                                          .sensor = sim_typical(place, rates_hz[r])};
            told = !told;
            try_one(findings, &tally, sweep, &spec, told);
        }
    }
    bool trunk = place == SIM_SACRUM || place == SIM_WAIST || place == SIM_CHEST;
    char where[64];
    snprintf(where, sizeof where, "simulated, %s, 25-200 Hz", sim_place_name(place));
    struct finding row = {.claim = sweep->claim, .where = where, .unit = "%", .decimals = 2};
    row.n = tally.entries;
    row.value = 100 * (double)tally.off / (double)tally.entries;
    if (sweep->asked)
        findings_at_most(findings, row, trunk ? 0 : 0.5);
    else
        findings_shown(findings, row);
    findings_note(findings, "%zu of %zu seconds have no cadence; %zu refused by the simulator",
                  tally.silent, tally.silent + tally.entries, tally.refused);
}

void part_octave(struct findings *findings)
{
    for (size_t i = 0; i < sizeof sweeps / sizeof *sweeps; i++)
        for (int place = 0; place < SIM_PLACE_COUNT; place++)
            sweep_place(findings, &sweeps[i], (enum sim_place)place);
}
