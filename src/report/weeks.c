/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks of a runner as JSON and CSV. */
#include "report/weeks.h"

#include "base/text.h"
#include "base/week.h"
#include "report/json_measure.h"
#include "report/json_writer.h"

#include <math.h>

#define SCHEMA_VERSION   1
#define VALUE_DECIMALS   3
#define PERCENT_DECIMALS 2
#define SPEED_DECIMALS   3
#define MINUTE_DECIMALS  1
#define SECONDS_A_MINUTE 60.0

static const char *source_id(enum bks_source source)
{
    return source == BKS_SOURCE_RAW ? "raw" : "device";
}

static void write_week(struct json_writer *json, const struct week *week)
{
    char name[WEEK_ROOM];
    week_name(name, week->number);
    json_open(json, '{');
    json_key_text(json, "week", name);
    json_key_number(json, "value", week->value.value, VALUE_DECIMALS);
    json_key_number(json, "low", week->value.low, VALUE_DECIMALS);
    json_key_number(json, "high", week->value.high, VALUE_DECIMALS);
    json_key(json, "sessions");
    json_count(json, week->sessions);
    json_key_number(json, "run_minutes", week->run_s / SECONDS_A_MINUTE, MINUTE_DECIMALS);
    json_close(json, '}');
}

static void write_warning(struct json_writer *json, bool stands, const char *id)
{
    if (stands)
        json_text(json, id);
}

static void write_line(struct json_writer *json, const struct week_line *line)
{
    json_key_text(json, "source", source_id(line->source));
    json_key(json, "weeks");
    json_open(json, '[');
    for (size_t i = 0; i < line->n; i++)
        write_week(json, &line->week[i]);
    json_close(json, ']');
    json_key_measure(json, "change_per_week", &line->trend.slope);
    json_key_number(json, "detectable_change", line->trend.detectable, VALUE_DECIMALS);
    json_key_number(json, "baseline", line->baseline, VALUE_DECIMALS);
    json_key_number(json, "versus_baseline_percent", line->versus_baseline_percent,
                    PERCENT_DECIMALS);
    json_key_text(json, "verdict", trend_verdict_id(line->trend.verdict));
    json_key(json, "matched_speed");
    json_bool(json, line->matched_speed);
    json_key_number(json, "speed_mps", line->matched_speed ? line->speed_mps : (double)NAN,
                    SPEED_DECIMALS);
    json_key(json, "warnings");
    json_open(json, '[');
    write_warning(json, !line->speeds_known, "speed_not_known");
    write_warning(json, line->speeds_known && !line->matched_speed, "speeds_differ");
    write_warning(json, line->places > 1, "places_differ");
    write_warning(json, line->left_out > 0, "other_places_left_out");
    json_close(json, ']');
}

enum bks_status weeks_write_json(const struct weeks_about *about, FILE *out)
{
    struct week_line none = {.baseline = (double)NAN, .versus_baseline_percent = (double)NAN};
    struct json_writer json = json_start(out);
    if (about->weeks->n == 0)
        (void)(trend_of_weeks(&none.trend, NULL, NULL, 0) == BKS_OK);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, SCHEMA_VERSION);
    json_key_text(&json, "runner", about->runner->slug);
    json_key_text(&json, "name", about->runner->name);
    json_key_text(&json, "metric", bks_measure_name(about->measure));
    write_line(&json, about->weeks->n > 0 ? &about->weeks->line[0] : &none);
    if (about->weeks->n > 1) { /* never in one line with the first */
        json_key(&json, "device");
        json_open(&json, '{');
        write_line(&json, &about->weeks->line[1]);
        json_close(&json, '}');
    }
    json_close(&json, '}');
    return json_end(&json);
}

static void put_number(FILE *out, double value, int decimals)
{
    char digits[32];
    text_fixed(digits, isfinite(value) ? value : 0, decimals);
    (void)fprintf(out, ",%s", isfinite(value) ? digits : "");
}

enum bks_status weeks_write_csv(const struct weeks_about *about, FILE *out)
{
    char name[WEEK_ROOM];
    (void)fputs("week,source,metric,value,low,high,sessions,run_minutes\n", out);
    for (size_t k = 0; k < about->weeks->n; k++) {
        const struct week_line *line = &about->weeks->line[k];
        for (size_t i = 0; i < line->n; i++) {
            const struct week *week = &line->week[i];
            week_name(name, week->number);
            (void)fprintf(out, "%s,%s,%s", name, source_id(line->source),
                          bks_measure_name(about->measure));
            put_number(out, week->value.value, VALUE_DECIMALS);
            put_number(out, week->value.low, VALUE_DECIMALS);
            put_number(out, week->value.high, VALUE_DECIMALS);
            (void)fprintf(out, ",%zu", week->sessions);
            put_number(out, week->run_s / SECONDS_A_MINUTE, MINUTE_DECIMALS);
            (void)fputc('\n', out);
        }
    }
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
