/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a recording is worth: how it was made, what it will do for, and what to change. */
#include "report/advice.h"
#include "report/mind.h"
#include "report/page.h"
#include "report/phrases.h"
#include "report/report.h"
#include "report/words.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define GAPS_SHOWN 5

typedef void phrase(char text[PHRASE_ROOM], const struct bks_result *result);

static void say_format(char text[PHRASE_ROOM], const struct bks_result *result)
{
    phrase_format(text, &result->input.info);
    const char *id = result->input.info.format;
    size_t used = strlen(text);
    if (id && !text_equal_nocase(text, id))
        (void)snprintf(text + used, PHRASE_ROOM - used, " (%s)", id);
}

static void say_device(char text[PHRASE_ROOM], const struct bks_result *result)
{
    const char *device = result->input.info.device;
    (void)snprintf(text, PHRASE_ROOM, "%s", device[0] ? device : "not named");
}

static void say_start(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char date[WORDS_ROOM];
    const struct bks_instant *start = &result->input.info.start;
    words_date(date, start);
    (void)snprintf(text, PHRASE_ROOM, "%s%s", date,
                   start->kind == BKS_CLOCK_LOCAL ? ", time zone not known" : "");
}

static void say_length(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char length[WORDS_ROOM], count[WORDS_ROOM];
    words_duration(length, result->input.duration_s);
    words_count(count, (double)result->input.n_samples);
    (void)snprintf(text, PHRASE_ROOM, "%s, %s samples", length, count);
}

static void say_rate(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char rate[PHRASE_ROOM], digits[32];
    double nominal_hz = result->input.info.nominal_rate_hz;
    phrase_rate(rate, result->input.sample_rate_hz);
    text_significant(digits, nominal_hz, 5);
    if (nominal_hz > 0)
        (void)snprintf(text, PHRASE_ROOM, "%.100s by the time stamps; the file says %s", rate,
                       digits);
    else
        (void)snprintf(text, PHRASE_ROOM, "%.100s by the time stamps", rate);
}

static void say_jitter(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char digits[32];
    text_fixed(digits, result->quality.jitter_ms, 1);
    if (isfinite(result->quality.jitter_ms))
        (void)snprintf(text, PHRASE_ROOM, "%s ms", digits);
    else
        (void)snprintf(text, PHRASE_ROOM, "not known");
}

static void say_gaps(char text[PHRASE_ROOM], const struct bks_result *result)
{
    const struct bks_quality *quality = &result->quality;
    char from[WORDS_ROOM], to[WORDS_ROOM];
    phrase_gaps(text, quality);
    for (size_t i = 0; i < quality->n_gaps && i < GAPS_SHOWN; i++) {
        size_t used = strlen(text);
        words_duration(from, quality->gaps[i].start_s);
        words_duration(to, quality->gaps[i].end_s);
        (void)snprintf(text + used, PHRASE_ROOM - used, "%s %s-%s", i ? "," : ":", from, to);
    }
    if (quality->n_gaps_all > GAPS_SHOWN && strlen(text) + sizeof ", ..." <= PHRASE_ROOM)
        (void)snprintf(text + strlen(text), sizeof ", ...", ", ...");
}

static void say_clipping(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char percent[32], range[32], of_range[64] = "";
    text_fixed(percent, result->quality.clipped_percent, 2);
    text_significant(range, result->input.info.range_g, 4);
    if (result->input.info.range_g > 0)
        (void)snprintf(of_range, sizeof of_range, "; range %s g", range);
    if (result->quality.clipped_percent > 0)
        (void)snprintf(text, PHRASE_ROOM, "%s %% of the samples%s", percent, of_range);
    else
        (void)snprintf(text, PHRASE_ROOM, "none%s", of_range);
}

static void say_gravity(char text[PHRASE_ROOM], const struct bks_result *result)
{
    char digits[32];
    text_fixed(digits, result->quality.gravity_g, 3);
    if (!result->input.info.gravity_included)
        (void)snprintf(text, PHRASE_ROOM, "taken out by the app");
    else if (isfinite(result->quality.gravity_g))
        (void)snprintf(text, PHRASE_ROOM, "included, %s g", digits);
    else
        (void)snprintf(text, PHRASE_ROOM, "included");
}

static void say_place(char text[PHRASE_ROOM], const struct bks_result *result)
{
    phrase_place(text, &result->input);
}

static void say_verdict(char text[PHRASE_ROOM], const struct bks_result *result)
{
    (void)snprintf(text, PHRASE_ROOM, "%s", bks_verdict_id(result->quality.verdict));
}

/* The measures that people ask for; the rest follow from these. */
static const unsigned asked = 1u << BKS_STEPS | 1u << BKS_CADENCE | 1u << BKS_VERTICAL_OSCILLATION |
                              1u << BKS_MEAN_SPEED | 1u << BKS_CONTACT_TIME |
                              1u << BKS_CONTACT_BALANCE;

/* Those of them that are supported, or that are not. */
static void list_measures(char text[PHRASE_ROOM], unsigned which)
{
    text[0] = '\0';
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        size_t used = strlen(text);
        if (which & asked & 1u << i)
            (void)snprintf(text + used, PHRASE_ROOM - used, "%s%s", used ? ", " : "",
                           phrase_measure((enum bks_measure_id)i)->label);
    }
}

static void say_does(char text[PHRASE_ROOM], const struct bks_result *result)
{
    list_measures(text, result->quality.supports);
    if (!text[0])
        (void)snprintf(text, PHRASE_ROOM, "nothing");
}

/* Empty, and so left out, where it will do for all that its kind can give. */
static void say_does_not(char text[PHRASE_ROOM], const struct bks_result *result)
{
    static const unsigned signal = asked & ~(1u << BKS_MEAN_SPEED);
    bool device = result->input.source == BKS_SOURCE_DEVICE;
    unsigned all = device ? (1u << BKS_MEASURE_COUNT) - 1 : signal;
    list_measures(text, ~result->quality.supports & all);
}

/* "acceleration, gyroscope, speed": what is recorded, in whatever unit. */
static void say_streams(char text[PHRASE_ROOM], const struct bks_result *result)
{
    static const struct {
        enum bks_channel first;
        const char *words;
    } streams[] = {{BKS_ACCEL_X, "acceleration"}, {BKS_GYRO_X, "gyroscope"}, {BKS_SPEED, "speed"}};
    text[0] = '\0';
    for (size_t i = 0; i < sizeof streams / sizeof streams[0]; i++) {
        size_t used = strlen(text);
        if (result->input.info.channels & 1u << streams[i].first)
            (void)snprintf(text + used, PHRASE_ROOM - used, "%s%s", used ? ", " : "",
                           streams[i].words);
    }
}

static void say_source(char text[PHRASE_ROOM], const struct bks_result *result)
{
    (void)result;
    (void)snprintf(text, PHRASE_ROOM, "a device's own numbers, without raw acceleration");
}

/* The file of --track, and whether it is of the same run. */
static void say_track(char text[PHRASE_ROOM], const struct bks_result *result)
{
    const struct bks_companion *track = &result->companion;
    text[0] = '\0';
    if (!track->file)
        return;
    if (track->used)
        phrase_companion(text, track);
    else
        (void)snprintf(text, PHRASE_ROOM, "not used: %s", track->why);
}

#define RAW    (1u << BKS_SOURCE_RAW)
#define DEVICE (1u << BKS_SOURCE_DEVICE)
#define BOTH   (RAW | DEVICE)

/* A row whose text is empty is left out. */
static const struct {
    const char *label;
    phrase *say;
    unsigned sources; /* bits of enum bks_source */
} rows[] = {
    {"format", say_format, BOTH},    {"device", say_device, BOTH},
    {"source", say_source, DEVICE},  {"start", say_start, BOTH},
    {"length", say_length, BOTH},    {"rate", say_rate, BOTH},
    {"streams", say_streams, RAW},   {"jitter", say_jitter, RAW},
    {"gaps", say_gaps, BOTH},        {"clipping", say_clipping, RAW},
    {"gravity", say_gravity, RAW},   {"worn", say_place, RAW},
    {"track", say_track, BOTH},      {"verdict", say_verdict, BOTH},
    {"will do for", say_does, BOTH}, {"not for", say_does_not, BOTH},
};

static void write_warnings(struct page *page, const struct bks_quality *quality)
{
    struct mind mind = {0};
    const struct bks_warning *warning;
    for (const char *label = "mind"; (warning = mind_next(&mind, quality)); label = "")
        page_field(page, label, warning->text);
}

static void write_advice(struct page *page, const struct bks_result *result)
{
    const char *label = "change", *advice;
    for (size_t from = 0; (advice = advice_next(&from, result));) {
        page_field(page, label, advice);
        label = "";
    }
    if (label[0])
        page_field(page, label, "nothing");
}

enum bks_status report_check(const struct bks_result *result, const struct report_about *about,
                             const struct bks_text_style *style, FILE *out)
{
    char text[PHRASE_ROOM];
    struct page page = {.out = out, .style = *style};
    phrase_file(text, about->file);
    page_put(&page, text);
    page_end_line(&page);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (!(rows[i].sources & 1u << result->input.source))
            continue;
        rows[i].say(text, result);
        if (text[0])
            page_field(&page, rows[i].label, text);
    }
    write_warnings(&page, &result->quality);
    write_advice(&page, result);
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
