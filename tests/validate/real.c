/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is claimed of the real recordings: cadence, oscillation, steps, octaves. */
#include "backstride/reader.h"
#include "support/shared.h"
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>
#include <string.h>

#define TURNS        8
#define OCTAVE_SHARE 0.20 /* a cadence further off than this is of another octave */
#define WARM_UP_S    3.0

static struct finding finding_of(const char *claim, const char *where, const char *unit,
                                 int decimals)
{
    return (struct finding){.claim = claim, .where = where, .unit = unit, .decimals = decimals};
}

void part_cadence_treadmill(struct findings *findings)
{
    for (size_t i = 0; i < N_JOGS; i++) {
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, jogs[i].file, NULL))
            continue;
        struct bks_measure series = {.low = (double)NAN, .high = (double)NAN};
        series.value = series_cadence(outcome.result, jogs[i].start_s, jogs[i].end_s, &series.n);
        findings_measure(findings, finding_of("cadence", jogs[i].label, "spm", 2), &series,
                         jogs[i].cadence_spm, 0.5);
        const struct bks_bout *bout =
            bout_at(outcome.result, BKS_RUN, jogs[i].start_s, jogs[i].end_s);
        if (bout)
            findings_note(findings, "estimated %s; run bout %.1f..%.1f s, %.2f spm (%.2f..%.2f)",
                          bks_placement_id(outcome.result->input.placement), bout->start_s,
                          bout->end_s, bout->measure[BKS_CADENCE].value,
                          bout->measure[BKS_CADENCE].low, bout->measure[BKS_CADENCE].high);
        else
            findings_note(findings, "NO RUN BOUT in the window; estimated %s",
                          bks_placement_id(outcome.result->input.placement));
        outcome_clear(&outcome);
    }
}

static const struct bks_measure *longest(const struct bks_result *result, enum bks_measure_id id)
{
    static const struct bks_measure none = {
        .value = (double)NAN, .low = (double)NAN, .high = (double)NAN, .why = BKS_WHY_NO_RHYTHM};
    const struct bks_bout *bout = bout_at(result, BKS_RUN, 0, result->input.duration_s);
    return bout ? &bout->measure[id] : &none;
}

void part_cadence_sacrum(struct findings *findings)
{
    static const struct told told = {.placement = "sacrum"};
    for (size_t i = 0; i < N_TRIALS; i++) {
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, trials[i].file, &told))
            continue;
        findings_measure(findings, finding_of("cadence", trials[i].label, "spm", 2),
                         longest(outcome.result, BKS_CADENCE), trial_cadence(&trials[i]), 1.0);
        outcome_clear(&outcome);
    }
}

struct turn {
    double m[3][3];
};

/* A random turn, from a random quaternion. */
static struct turn draw_turn(struct sim_random *random)
{
    double q[4], length = 0;
    for (int i = 0; i < 4; i++) {
        q[i] = sim_random_normal(random);
        length += q[i] * q[i];
    }
    length = sqrt(length);
    double w = q[0] / length, x = q[1] / length, y = q[2] / length, z = q[3] / length;
    return (struct turn){{{1 - 2 * (y * y + z * z), 2 * (x * y - z * w), 2 * (x * z + y * w)},
                          {2 * (x * y + z * w), 1 - 2 * (x * x + z * z), 2 * (y * z - x * w)},
                          {2 * (x * z - y * w), 2 * (y * z + x * w), 1 - 2 * (x * x + y * y)}}};
}

static void write_turned(FILE *out, const struct bks_block *block, const struct turn *turn)
{
    for (size_t i = 0; i < block->n; i++) {
        double a[3] = {block->value[0][i], block->value[1][i], block->value[2][i]};
        fprintf(out, "%.6f", (double)block->t_us[i] * 1e-6);
        for (int r = 0; r < 3; r++)
            fprintf(out, ",%.6f",
                    turn->m[r][0] * a[0] + turn->m[r][1] * a[1] + turn->m[r][2] * a[2]);
        fprintf(out, "\n");
    }
}

/* Writes a recording with its axes turned to the temporary file. */
static bool turn_recording(const char *path, const struct turn *turn)
{
    struct bks_reader *reader = NULL;
    FILE *out = fopen(outcome_temporary(), "w");
    bool ok = out && bks_reader_open(&reader, path, NULL, NULL) == BKS_OK;
    if (ok)
        fprintf(out, "time_s,accel_x_mps2,accel_y_mps2,accel_z_mps2\n");
    for (struct bks_block block = {.n = 1}; ok && block.n > 0;) {
        ok = bks_reader_next(reader, &block, NULL) == BKS_OK;
        if (ok)
            write_turned(out, &block, turn);
    }
    bks_reader_close(reader);
    if (out)
        ok = fclose(out) == 0 && ok;
    return ok;
}

static double largest_move(const char *path, const struct told *told, double upright_mm)
{
    struct sim_random random = sim_random_of(7, 1);
    double most = 0;
    for (int i = 0; i < TURNS; i++) {
        struct turn turn = draw_turn(&random);
        struct outcome outcome = {0};
        if (!turn_recording(path, &turn) || !outcome_of_file(&outcome, outcome_temporary(), told))
            return (double)NAN;
        double move = longest(outcome.result, BKS_VERTICAL_OSCILLATION)->value - upright_mm;
        most = fabs(move) > most || isnan(move) ? fabs(move) : most;
        outcome_clear(&outcome);
    }
    return most;
}

void part_oscillation_sacrum(struct findings *findings)
{
    static const struct told told = {.placement = "sacrum"};
    struct spread spread = {0};
    double move = 0;
    for (size_t i = 0; i < N_TRIALS; i++) {
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, trials[i].file, &told))
            return;
        struct bks_measure found = *longest(outcome.result, BKS_VERTICAL_OSCILLATION);
        outcome_clear(&outcome);
        findings_measure(findings, finding_of("oscillation", trials[i].label, "mm", 1), &found,
                         trials[i].oscillation_mm, 9);
        spread_take(&spread, found.value - trials[i].oscillation_mm, trials[i].label);
        char room[SHARED_PATH_ROOM];
        double moved = largest_move(shared_path(room, trials[i].file), &told, found.value);
        findings_note(findings, "turned %d ways in space it moves by up to %.2f mm", TURNS, moved);
        move = moved > move || isnan(moved) ? moved : move;
    }
    struct finding row = finding_of("oscillation, bias", "alcantara, 4 trials", "mm", 1);
    row.n = spread.n;
    row.value = spread_bias(&spread);
    findings_at_most(findings, row, 3);
    row.claim = "oscillation, SD";
    row.value = spread_sd(&spread);
    findings_at_most(findings, row, 4);
    row.claim = "oscillation, turned";
    row.value = move;
    row.decimals = 2;
    findings_at_most(findings, row, 2);
}

void part_steps(struct findings *findings)
{
    for (size_t i = 0; i < N_COUNTED; i++) {
        const struct counted *what = &counted[i];
        const struct told told = {.columns = what->columns};
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, what->file, &told))
            continue;
        struct bks_measure steps = outcome.result->total[BKS_WALK].measure[BKS_STEPS];
        steps.value = all_steps(outcome.result);
        findings_measure(findings, finding_of("steps", what->label, "", 0), &steps, what->steps,
                         floor(what->within * what->steps));
        struct finding runs = finding_of("run bouts", what->label, "", 0);
        runs.value = (double)count_bouts(outcome.result, BKS_RUN);
        findings_at_most(findings, runs, 0);
        for (size_t b = 0; b < outcome.result->n_bouts; b++) {
            const struct bks_bout *bout = &outcome.result->bouts[b];
            findings_note(findings, "%s %.1f..%.1f s, %.0f steps, %.1f spm",
                          bks_bout_kind_id(bout->kind), bout->start_s, bout->end_s,
                          bout->measure[BKS_STEPS].value, bout->measure[BKS_CADENCE].value);
        }
        outcome_clear(&outcome);
    }
}

/* Entries of the series within a span that are of another octave than the truth, or silent. */
static void octaves(struct findings *findings, const char *where, const struct bks_result *result,
                    double start_s, double end_s, double truth_spm, double limit)
{
    size_t n = 0, off = 0, silent = 0;
    for (size_t i = 0; i < result->series.n; i++) {
        double at_s = (double)i * result->series.step_s;
        if (at_s < start_s || at_s > end_s)
            continue;
        double found = result->series.cadence_spm[i];
        bool has = !isnan(found);
        silent += !has;
        n += has;
        off += has && fabs(found / truth_spm - 1) > OCTAVE_SHARE;
    }
    struct finding row = finding_of("octave errors", where, "%", 2);
    row.n = n;
    row.value = n ? 100 * (double)off / (double)n : (double)NAN;
    findings_at_most(findings, row, limit);
    if (silent)
        findings_note(findings, "%zu seconds without a cadence", silent);
}

/* One sensor beside another that was worn at the same time, second by second. */
static void agree(struct findings *findings, const struct jog *jog)
{
    struct outcome waist, other;
    if (!outcome_of_shared(&waist, jogs[0].file, NULL))
        return;
    if (outcome_of_shared(&other, jog->file, NULL)) {
        size_t n = 0, off = 0;
        const struct bks_series *a = &waist.result->series, *b = &other.result->series;
        for (size_t i = 0; i < a->n && i < b->n; i++) {
            bool both = !isnan(a->cadence_spm[i]) && !isnan(b->cadence_spm[i]);
            n += both;
            off += both && fabs(b->cadence_spm[i] / a->cadence_spm[i] - 1) > OCTAVE_SHARE;
        }
        struct finding row = finding_of("octaves beside the waist", jog->label, "%", 2);
        row.n = n;
        row.value = n ? 100 * (double)off / (double)n : (double)NAN;
        findings_at_most(findings, row, 0.5);
        outcome_clear(&other);
    }
    outcome_clear(&waist);
}

void part_octave_real(struct findings *findings)
{
    struct outcome outcome;
    for (size_t i = 0; i < N_JOGS; i++)
        if (outcome_of_shared(&outcome, jogs[i].file, NULL)) {
            octaves(findings, jogs[i].label, outcome.result, jogs[i].start_s, jogs[i].end_s,
                    jogs[i].cadence_spm, strcmp(jogs[i].placement, "waist") == 0 ? 0 : 0.5);
            outcome_clear(&outcome);
        }
    agree(findings, &jogs[1]);
    agree(findings, &jogs[2]);
    for (size_t i = 0; i < N_TRIALS; i++)
        if (outcome_of_shared(&outcome, trials[i].file, NULL)) {
            octaves(findings, trials[i].label, outcome.result, 0, 5, trial_cadence(&trials[i]), 0);
            outcome_clear(&outcome);
        }
    for (size_t i = 0; i < N_SHOES; i++)
        if (outcome_of_shared(&outcome, shoes[i].file, &(struct told){.columns = SHOE_COLUMNS})) {
            const struct bks_bout *bout = bout_at(outcome.result, BKS_RUN, 0, 1e6);
            if (bout) /* stride 1.3 .. 1.6 Hz */
                octaves(findings, shoes[i].label, outcome.result, bout->start_s + WARM_UP_S,
                        bout->end_s - WARM_UP_S, 174, 0.5);
            outcome_clear(&outcome);
        }
    for (size_t i = 0; i < 2; i++)
        if (outcome_of_shared(&outcome, counted[i].file,
                              &(struct told){.columns = counted[i].columns})) {
            octaves(findings, counted[i].label, outcome.result, 0, 1e6,
                    60 * counted[i].steps / outcome.result->input.duration_s, 0.5);
            outcome_clear(&outcome);
        }
}
