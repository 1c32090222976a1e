/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of samples/: what was done, by which sensor, into which file. */
#include "support/sample_set.h"

#include "support/sim.h"
#include "support/sim_write.h"

#include <math.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START_US    1777622400000000 /* 2026-05-01 08:00 UTC */
#define PATH_ROOM   1024
#define SPLIT_GAP_S 1.0 /* of the contract: a longer gap ends a bout */
#define ORIGIN      "simulated by tests/support/sample_set.c: "

/* Damage done to the text afterwards. */
#define BAD_ROW_AFTER 1500
#define CUT_AT_S      63.0

/* clang-format off */
static const struct sim_segment walk_run[] = {
    {.kind = SIM_STAND, .duration_s = 10},
    {.kind = SIM_WALK, .duration_s = 290, .cadence_spm = 110, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 163, .contact_s = 0.285, .shape = SIM_SPRING_MASS, .speed_mps = 2.4, .jitter_cv = 0.02, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 112, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 165, .contact_s = 0.280, .shape = SIM_SPRING_MASS, .speed_mps = 2.5, .jitter_cv = 0.02, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 111, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 166, .contact_s = 0.276, .shape = SIM_TWO_MASS, .speed_mps = 2.6, .jitter_cv = 0.02, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 111, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 166, .contact_s = 0.276, .shape = SIM_SPRING_MASS, .speed_mps = 2.6, .jitter_cv = 0.02, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 109, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 164, .contact_s = 0.282, .shape = SIM_SPRING_MASS, .speed_mps = 2.5, .jitter_cv = 0.02, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 120, .cadence_spm = 108, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 162, .contact_s = 0.290, .shape = SIM_TWO_MASS, .speed_mps = 2.4, .jitter_cv = 0.025, .step_asymmetry = 0.02, .contact_asymmetry = 0.03},
    {.kind = SIM_WALK, .duration_s = 220, .cadence_spm = 108, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 40},
    {.kind = SIM_WALK, .duration_s = 270, .cadence_spm = 106, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 10},
};
static const struct sim_segment steady[] = {
    {.kind = SIM_STAND, .duration_s = 5},
    {.kind = SIM_RUN, .duration_s = 90, .cadence_spm = 171, .oscillation_mm = 78, .shape = SIM_HALF_SINE, .jitter_cv = 0.015, .contact_asymmetry = 0.02},
    {.kind = SIM_STAND, .duration_s = 5},
};
static const struct sim_segment spring[] = {
    {.kind = SIM_STAND, .duration_s = 5},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 178, .contact_s = 0.232, .speed_mps = 3.4, .shape = SIM_SPRING_MASS, .jitter_cv = 0.015},
    {.kind = SIM_STAND, .duration_s = 5},
};
static const struct sim_segment pocket[] = {
    {.kind = SIM_STAND, .duration_s = 10},
    {.kind = SIM_WALK, .duration_s = 80, .cadence_spm = 112, .jitter_cv = 0.02},
    {.kind = SIM_RUN, .duration_s = 90, .cadence_spm = 168, .contact_s = 0.265, .speed_mps = 2.8, .shape = SIM_TWO_MASS, .jitter_cv = 0.02},
    {.kind = SIM_WALK, .duration_s = 60, .cadence_spm = 109, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 10},
};
static const struct sim_segment damaged[] = {
    {.kind = SIM_STAND, .duration_s = 5},
    {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 160, .contact_s = 0.275, .speed_mps = 2.4, .shape = SIM_SPRING_MASS, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 5},
};
/* clang-format on */

static bool write_flac(const struct sim *sim, const char *path)
{
    return sim_write_archive(sim, path, false);
}

static bool write_plain(const struct sim *sim, const char *path)
{
    return sim_write_csv(sim, path, &(struct sim_csv){0});
}

static bool write_phone(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_ANDROID, true);
}

static bool copy_damaged(const struct sim *sim, FILE *in, FILE *out)
{
    char line[256];
    size_t row = 0;
    if (fgets(line, sizeof line, in) == NULL || fputs(line, out) == EOF)
        return false;
    while (fgets(line, sizeof line, in) != NULL) {
        if (row < sim->n && sim->true_s[row] >= CUT_AT_S) {
            line[strlen(line) / 2] = '\0'; /* the battery was pulled in the middle of a line */
            return fputs(line, out) != EOF;
        }
        fputs(line, out);
        if (++row == BAD_ROW_AFTER)
            fputs("31.0#;\x01\x7f,-0.0,oops\n", out);
    }
    return false;
}

static bool write_damaged(const struct sim *sim, const char *path)
{
    char whole[PATH_ROOM];
    if (snprintf(whole, sizeof whole, "%s.whole", path) >= PATH_ROOM || !write_plain(sim, whole))
        return false;
    FILE *in = fopen(whole, "rb"), *out = fopen(path, "wb");
    bool ok = in != NULL && out != NULL && copy_damaged(sim, in, out);
    if (in != NULL)
        fclose(in);
    if (out != NULL)
        ok = fclose(out) == 0 && ok;
    return remove(whole) == 0 && ok;
}

/* Changes to the usual sensor of the place. */
static void as_phone(struct sim_sensor *sensor)
{
    sensor->range_g = 8.0;
    sensor->lsb_g = 8.0 / 32768.0;
    sensor->jitter_s = 0.0004;
}

static void as_tired_logger(struct sim_sensor *sensor)
{
    sensor->round_us = 1000;
    sensor->jitter_s = 0.001;
    sensor->duplicate_share = 0.01;
    sensor->gap[0] = (struct sim_span){40.0, 42.5};
}

static void as_plain_logger(struct sim_sensor *sensor)
{
    sensor->round_us = 1000;
}

static const struct recipe {
    const char *file, *origin;
    const struct sim_segment *segments;
    size_t n_segments;
    enum sim_place place;
    double rate_hz;
    int64_t start_us;
    uint64_t seed;
    double cut_s; /* nothing is there after it; 0 = it is whole */
    void (*change)(struct sim_sensor *sensor);
    bool (*write)(const struct sim *sim, const char *path);
} recipes[SAMPLE_COUNT] = {
    {"walk-run-30min.flac", ORIGIN "spring-mass and two-mass runs between walks, seed 30", walk_run,
     sizeof walk_run / sizeof *walk_run, SIM_WAIST, 100.0, START_US, 30, 0.0, NULL, write_flac},
    {"steady-run.csv", ORIGIN "half-sine run, seed 90", steady, sizeof steady / sizeof *steady,
     SIM_SACRUM, 50.0, 0, 90, 0.0, as_plain_logger, write_plain},
    {"spring-run.csv", ORIGIN "spring-mass run, seed 60", spring, sizeof spring / sizeof *spring,
     SIM_CHEST, 100.0, 0, 60, 0.0, as_plain_logger, write_plain},
    {"pocket-phone.zip", ORIGIN "two-mass run between walks, seed 4", pocket,
     sizeof pocket / sizeof *pocket, SIM_POCKET, 50.4, START_US, 4, 0.0, as_phone, write_phone},
    {"damaged.csv", ORIGIN "spring-mass run, a gap, a bad row, cut in a line, seed 13", damaged,
     sizeof damaged / sizeof *damaged, SIM_WAIST, 50.0, 0, 13, CUT_AT_S, as_tired_logger,
     write_damaged},
};

/* Whether an instant is in the file. */
static bool is_there(const struct recipe *recipe, const struct sim_sensor *sensor, double t)
{
    for (size_t i = 0; i < SIM_MAX_SPANS && sensor->gap[i].end_s > 0.0; i++)
        if (t >= sensor->gap[i].start_s && t < sensor->gap[i].end_s)
            return false;
    return recipe->cut_s == 0.0 || t < recipe->cut_s;
}

/* Adds up one bout; a gap of the file that is long enough makes two of it. */
static void add_bout(struct sample_truth *truth, double sums[3], const struct sim *sim,
                     const struct sim_bout *bout, const struct recipe *recipe,
                     const struct sim_sensor *sensor)
{
    double before_s = -INFINITY;
    for (size_t i = bout->first_step; i < bout->first_step + bout->n_steps; i++) {
        const struct sim_step *step = &sim->steps[i];
        if (!is_there(recipe, sensor, step->contact_s))
            continue;
        truth->steps++;
        if (step->contact_s - before_s > SPLIT_GAP_S) {
            truth->bouts++;
            truth->duration_s += step->toe_off_s - step->contact_s;
        } else {
            double longer_s = sim->steps[i].toe_off_s - sim->steps[i - 1].toe_off_s;
            truth->duration_s += longer_s;
            sums[0] += step->contact_s - before_s;
            sums[1] += 1.0;
        }
        if (!isnan(step->place_oscillation_mm)) {
            sums[2] += 1.0;
            truth->oscillation_mm += step->place_oscillation_mm;
        }
        before_s = step->contact_s;
    }
}

static struct sample_truth truth_of(const struct sim *sim, enum sim_kind kind,
                                    const struct recipe *recipe, const struct sim_sensor *sensor)
{
    struct sample_truth truth = {0};
    double sums[3] = {0.0, 0.0, 0.0}; /* time between contacts, how many, steps with a height */
    for (size_t b = 0; b < sim->n_bouts; b++)
        if (sim->bouts[b].kind == kind)
            add_bout(&truth, sums, sim, &sim->bouts[b], recipe, sensor);
    truth.cadence_spm = 60.0 * sums[1] / sums[0];
    truth.oscillation_mm /= sums[2];
    return truth;
}

bool sample_sha256(const char *path, char hex[65])
{
    unsigned char digest[EVP_MAX_MD_SIZE], block[4096];
    FILE *file = fopen(path, "rb");
    EVP_MD_CTX *hash = EVP_MD_CTX_new();
    bool ok = file != NULL && hash != NULL && EVP_DigestInit_ex(hash, EVP_sha256(), NULL) == 1;
    size_t n = 0;
    while (ok && (n = fread(block, 1, sizeof block, file)) > 0)
        ok = EVP_DigestUpdate(hash, block, n) == 1;
    ok = ok && !ferror(file) && EVP_DigestFinal_ex(hash, digest, NULL) == 1;
    for (size_t i = 0; ok && i < 32; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    EVP_MD_CTX_free(hash);
    if (file != NULL)
        fclose(file);
    return ok;
}

static const char *write_one(const struct recipe *recipe, const char *folder, struct sample *sample)
{
    char path[PATH_ROOM];
    if (snprintf(path, sizeof path, "%s/%s", folder, recipe->file) >= PATH_ROOM)
        return "the folder's name is too long";
    struct sim_spec spec = {.segments = recipe->segments,
                            .n_segments = recipe->n_segments,
                            .sensor = sim_typical(recipe->place, recipe->rate_hz),
                            .start_us = recipe->start_us,
                            .seed = recipe->seed};
    if (recipe->change != NULL)
        recipe->change(&spec.sensor);
    struct sim *sim = NULL;
    const char *why = sim_run(&sim, &spec);
    if (why != NULL)
        return why;
    if (!recipe->write(sim, path))
        why = "a sample cannot be written";
    *sample = (struct sample){.file = recipe->file,
                              .origin = recipe->origin,
                              .place = sim_place_name(recipe->place),
                              .run = truth_of(sim, SIM_RUN, recipe, &spec.sensor),
                              .walk = truth_of(sim, SIM_WALK, recipe, &spec.sensor)};
    if (why == NULL && !sample_sha256(path, sample->sha256))
        why = "a sample cannot be read back";
    sim_free(sim);
    return why;
}

static void print_truth(FILE *file, const struct sample_truth *truth)
{
    fprintf(file, "\t%.1f\t%zu\t%zu", truth->duration_s, truth->bouts, truth->steps);
    if (truth->steps == 0)
        fputs("\t\t", file);
    else
        fprintf(file, "\t%.2f\t%.1f", truth->cadence_spm, truth->oscillation_mm);
}

static bool write_manifest(const char *folder, const struct sample *sample)
{
    char path[PATH_ROOM];
    snprintf(path, sizeof path, "%s/MANIFEST.tsv", folder);
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    fputs("file\torigin\tlicence\tsha256\tplacement\trun_s\trun_bouts\trun_steps\trun_cadence_spm\t"
          "run_oscillation_mm\twalk_s\twalk_bouts\twalk_steps\twalk_cadence_spm\t"
          "walk_oscillation_mm\n",
          file);
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        fprintf(file, "%s\t%s\tCC0-1.0\t%s\t%s", sample[i].file, sample[i].origin, sample[i].sha256,
                sample[i].place);
        print_truth(file, &sample[i].run);
        print_truth(file, &sample[i].walk);
        fputc('\n', file);
    }
    return fclose(file) == 0;
}

const char *sample_set_write(const char *folder, struct sample sample[SAMPLE_COUNT])
{
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        const char *why = write_one(&recipes[i], folder, &sample[i]);
        if (why != NULL)
            return why;
    }
    return write_manifest(folder, sample) ? NULL : "the manifest cannot be written";
}
