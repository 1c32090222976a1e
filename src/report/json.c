/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The object of `analyze --json` and `check --json`, in the key order of the contract.
 *
 * Times are rounded to 10 ms: bouts are not known better. Measures, drift and flags are in
 * json_measure.h, strips in json_strips.h.
 */
#include "report/json_measure.h"
#include "report/json_strips.h"
#include "report/json_writer.h"
#include "report/match.h"
#include "report/report.h"
#include "report/words.h"

#include <math.h>

#define SCHEMA_VERSION 1

#define TIME_DECIMALS      2
#define RATE_DECIMALS      3
#define SERIES_DECIMALS    1
#define CERTAINTY_DECIMALS 3

/* What `supports` calls a measure: its name without the unit. */
static const char *const support_names[] = {
    [BKS_STEPS] = "steps",
    [BKS_CADENCE] = "cadence",
    [BKS_VERTICAL_OSCILLATION] = "vertical_oscillation",
    [BKS_MEAN_SPEED] = "speed",
    [BKS_CONTACT_TIME] = "contact_time",
    [BKS_FLIGHT_TIME] = "flight_time",
    [BKS_DUTY_FACTOR] = "duty_factor",
    [BKS_CONTACT_BALANCE] = "contact_balance",
    [BKS_CONTACT_ASYMMETRY] = "contact_asymmetry",
    [BKS_STEP_TIME_ASYMMETRY] = "step_time_asymmetry",
    [BKS_STEP_TIME_VARIABILITY] = "step_time_variability",
    [BKS_STEP_REGULARITY] = "step_regularity",
    [BKS_STRIDE_REGULARITY] = "stride_regularity",
    [BKS_LATERAL_SWAY] = "lateral_sway",
    [BKS_FORE_AFT_SWAY] = "fore_aft_sway",
    [BKS_STEP_LENGTH] = "step_length",
    [BKS_VERTICAL_RATIO] = "vertical_ratio",
    [BKS_VERTICAL_STIFFNESS] = "vertical_stiffness",
    [BKS_LEG_STIFFNESS] = "leg_stiffness",
    [BKS_PEAK_FORCE] = "peak_vertical_force",
    [BKS_SPEED_LOSS] = "speed_loss",
    [BKS_IMPACT] = "impact",
};
_Static_assert(sizeof support_names / sizeof support_names[0] == BKS_MEASURE_COUNT,
               "each measure has a name in `supports`");

static const char *const sources[] = {
    [BKS_SOURCE_RAW] = "raw",
    [BKS_SOURCE_DEVICE] = "device",
};

static const char *const placement_sources[] = {
    [BKS_PLACEMENT_ESTIMATED] = "estimated",
    [BKS_PLACEMENT_GIVEN] = "given",
    [BKS_PLACEMENT_FILE] = "file",
};

static bool has_measures(enum bks_bout_kind kind)
{
    return kind == BKS_RUN || kind == BKS_WALK;
}

static void write_measures(struct json_writer *json, enum bks_bout_kind kind,
                           const struct bks_measure *measure)
{
    if (!has_measures(kind))
        return;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        json_key_measure(json, bks_measure_name((enum bks_measure_id)i), &measure[i]);
    }
}

/* Where the session stands in a history, if it does. */
static void write_kept(struct json_writer *json, const struct report_about *about)
{
    const struct {
        const char *name;
        int64_t id;
    } ids[] = {{"id", about->id},
               {"duplicate_of", about->duplicate_of},
               {"same_outing_as", about->same_outing}};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (ids[i].id == 0)
            continue;
        json_key(json, ids[i].name);
        json_whole(json, ids[i].id);
    }
    if (about->runner)
        json_key_text(json, "runner", about->runner);
    if (about->match)
        match_json(json, about->match);
}

static void write_tool(struct json_writer *json, const struct report_about *about)
{
    json_key(json, "tool");
    json_open(json, '{');
    json_key_text(json, "name", "backstride");
    json_key_text(json, "version", about->version ? about->version : bks_version());
    json_key(json, "options");
    json_open(json, '{');
    for (size_t i = 0; i < about->n_given; i++)
        json_key_text(json, about->given[i].name, about->given[i].value);
    json_close(json, '}');
    json_close(json, '}');
}

static void write_start(struct json_writer *json, const struct bks_instant *start)
{
    char text[WORDS_ROOM];
    json_key(json, "start");
    if (words_iso(text, start))
        json_text(json, text);
    else
        json_none(json);
}

static void write_channels(struct json_writer *json, unsigned channels)
{
    json_key(json, "channels");
    json_open(json, '[');
    for (int i = 0; i < BKS_CHANNEL_COUNT; i++)
        if (channels & 1u << i)
            json_text(json, bks_channel_id((enum bks_channel)i));
    json_close(json, ']');
}

/* What a file may state; 0 where it does not. */
static void write_claim(struct json_writer *json, const char *name, double value)
{
    json_key(json, name);
    if (value > 0)
        json_number(json, value, RATE_DECIMALS);
    else
        json_none(json);
}

static void write_input(struct json_writer *json, const struct bks_input *input, const char *file,
                        enum bks_json_parts parts)
{
    json_key(json, "input");
    json_open(json, '{');
    json_key_text(json, "file", file);
    json_key_text(json, "sha256", input->sha256);
    json_key_text(json, "format", input->info.format ? input->info.format : "unknown");
    json_key_text(json, "source", sources[input->source]);
    json_key_text(json, "device", input->info.device);
    write_start(json, &input->info.start);
    json_key_number(json, "duration_s", input->duration_s, TIME_DECIMALS);
    json_key_number(json, "sample_rate_hz", input->sample_rate_hz, RATE_DECIMALS);
    write_channels(json, input->info.channels);
    json_key_text(json, "placement", bks_placement_id(input->placement));
    json_key_text(json, "placement_source", placement_sources[input->placement_source]);
    if (input->speed_source != BKS_SPEED_NOT_KNOWN)
        json_key_text(json, "speed_source", bks_speed_source_id(input->speed_source));
    if (parts == BKS_JSON_CHECK) {
        write_claim(json, "nominal_rate_hz", input->info.nominal_rate_hz);
        write_claim(json, "range_g", input->info.range_g);
        json_key(json, "gravity_included");
        json_bool(json, input->info.gravity_included);
    }
    json_close(json, '}');
}

static void write_gaps(struct json_writer *json, const struct bks_quality *quality)
{
    json_key(json, "gaps");
    json_open(json, '[');
    for (size_t i = 0; i < quality->n_gaps; i++) {
        json_open(json, '{');
        json_key_number(json, "start_s", quality->gaps[i].start_s, TIME_DECIMALS);
        json_key_number(json, "end_s", quality->gaps[i].end_s, TIME_DECIMALS);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_warnings(struct json_writer *json, const struct bks_quality *quality)
{
    json_key(json, "warnings");
    json_open(json, '[');
    for (size_t i = 0; i < quality->n_warnings; i++) {
        json_open(json, '{');
        json_key_text(json, "id", bks_warning_id(quality->warnings[i].id));
        json_key_text(json, "text", quality->warnings[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_supports(struct json_writer *json, unsigned supports)
{
    json_key(json, "supports");
    json_open(json, '[');
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        if (supports & 1u << i)
            json_text(json, support_names[i]);
    json_close(json, ']');
}

/* What `check` adds: what the recording will do for, and the numbers behind the verdict. */
static void write_worth(struct json_writer *json, const struct bks_quality *quality)
{
    json_key(json, "gap_count");
    json_count(json, quality->n_gaps_all);
    json_key_number(json, "gap_s", quality->gap_s, TIME_DECIMALS);
    json_key_number(json, "zero_percent", quality->zero_percent, 3);
    json_key_number(json, "gravity_g", quality->gravity_g, 3);
    json_key_number(json, "turned_deg", quality->turned_deg, 1);
    write_supports(json, quality->supports);
}

static void write_quality(struct json_writer *json, const struct bks_quality *quality,
                          enum bks_json_parts parts)
{
    json_key(json, "quality");
    json_open(json, '{');
    json_key_text(json, "verdict", bks_verdict_id(quality->verdict));
    write_gaps(json, quality);
    json_key_number(json, "clipped_percent", quality->clipped_percent, 3);
    json_key_number(json, "jitter_ms", quality->jitter_ms, 3);
    write_warnings(json, quality);
    if (parts == BKS_JSON_CHECK)
        write_worth(json, quality);
    json_close(json, '}');
}

/* Where a track was given with --track. */
static void write_companion(struct json_writer *json, const struct bks_companion *track)
{
    if (!track->file)
        return;
    json_key(json, "track");
    json_open(json, '{');
    json_key_text(json, "file", track->file);
    json_key_text(json, "sha256", track->sha256);
    json_key_text(json, "format", track->format ? track->format : "unknown");
    json_key_text(json, "device", track->device);
    json_key_measure(json, "offset_s", &track->offset_s);
    json_key_number(json, "certainty", track->certainty, CERTAINTY_DECIMALS);
    json_key(json, "used");
    json_bool(json, track->used);
    json_key(json, "why");
    if (track->why[0])
        json_text(json, track->why);
    else
        json_none(json);
    json_key_measure(json, "cadence_spm", &track->cadence_spm);
    json_key_measure(json, "speed_mps", &track->speed_mps);
    json_key_measure(json, "distance_m", &track->distance_m);
    json_key_measure(json, "slope_percent", &track->slope_percent);
    json_close(json, '}');
}

static void write_bouts(struct json_writer *json, const struct bks_result *result)
{
    json_key(json, "bouts");
    json_open(json, '[');
    for (size_t i = 0; i < result->n_bouts; i++) {
        const struct bks_bout *bout = &result->bouts[i];
        json_open(json, '{');
        json_key_text(json, "kind", bks_bout_kind_id(bout->kind));
        json_key_number(json, "start_s", bout->start_s, TIME_DECIMALS);
        json_key_number(json, "end_s", bout->end_s, TIME_DECIMALS);
        if (bout->kind == BKS_RUN && bout->side_certainty > 0)
            json_key_number(json, "side_certainty", bout->side_certainty, CERTAINTY_DECIMALS);
        write_measures(json, bout->kind, bout->measure);
        json_close(json, '}');
    }
    json_close(json, ']');
}

/* run, walk and rest always; the others where there is any of them. */
static void write_totals(struct json_writer *json, const struct bks_result *result)
{
    json_key(json, "totals");
    json_open(json, '{');
    for (int i = 0; i < BKS_BOUT_KIND_COUNT; i++) {
        const struct bks_total *total = &result->total[i];
        if (i > BKS_REST && !(total->duration_s > 0))
            continue;
        json_key(json, bks_bout_kind_id((enum bks_bout_kind)i));
        json_open(json, '{');
        json_key_number(json, "duration_s", total->duration_s, TIME_DECIMALS);
        write_measures(json, (enum bks_bout_kind)i, total->measure);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void write_row(struct json_writer *json, const char *name, const double *value, size_t n)
{
    json_key(json, name);
    json_open(json, '[');
    for (size_t i = 0; i < n; i++)
        json_number(json, value ? value[i] : (double)NAN, SERIES_DECIMALS);
    json_close(json, ']');
}

static void write_series(struct json_writer *json, const struct bks_series *series)
{
    json_key(json, "series");
    json_open(json, '{');
    json_key_number(json, "step_s", series->step_s, TIME_DECIMALS);
    write_row(json, bks_measure_name(BKS_CADENCE), series->cadence_spm, series->n);
    write_row(json, bks_measure_name(BKS_VERTICAL_OSCILLATION), series->vertical_oscillation_mm,
              series->n);
    json_close(json, '}');
}

enum bks_status report_json(const struct bks_result *result, const struct report_about *about,
                            enum bks_json_parts parts, FILE *out)
{
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, SCHEMA_VERSION);
    write_kept(&json, about);
    write_tool(&json, about);
    write_input(&json, &result->input, about->file, parts);
    write_quality(&json, &result->quality, parts);
    write_companion(&json, &result->companion);
    if (parts == BKS_JSON_CHECK)
        write_supports(&json, result->quality.supports);
    if (parts != BKS_JSON_CHECK) {
        write_bouts(&json, result);
        write_totals(&json, result);
        json_drift(&json, result->drift);
        json_flags(&json, result->flags, result->n_flags);
    }
    if (parts == BKS_JSON_SERIES) {
        write_series(&json, &result->series);
        json_strips(&json, result->strip);
    }
    json_close(&json, '}');
    return json_end(&json);
}
