/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The coach's note: the few numbers that matter, what they are worth, what was left out and why,
 * and what to do next. The answer first, the evidence under it.
 */
#include "report/advice.h"
#include "report/mind.h"
#include "report/page.h"
#include "report/phrases.h"
#include "report/report.h"
#include "report/strip.h"
#include "report/words.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

#define INTERVAL_COLUMN 30
#define VALUE_DIGITS    3 /* values are right-aligned to so many */
#define MAX_WARNINGS    4 /* shown one by one */

#define SLOWEST_PACE_MPS 0.3 /* under it a pace says nothing */

static bool known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

/*
 * Who, when and how long: on one line where that fits, else the moment on its own. A device that
 * would need a third line is left to `check`.
 */
static void write_head(struct page *page, const struct bks_result *result, const char *file)
{
    char name[PHRASE_ROOM], origin[PHRASE_ROOM], date[WORDS_ROOM], length[WORDS_ROOM];
    phrase_file(name, file);
    phrase_origin(origin, &result->input.info);
    words_date(date, &result->input.info.start);
    words_duration(length, result->input.duration_s);
    size_t first = page_width(page, name) + PAGE_PART_BLANK + page_width(page, origin);
    size_t second = page_width(page, date) + PAGE_PART_BLANK + page_width(page, length);
    if (first > PAGE_COLUMNS)
        phrase_format(origin, &result->input.info);
    page_part(page, name);
    page_part(page, origin);
    if (first + PAGE_PART_BLANK + second > PAGE_COLUMNS)
        page_end_line(page);
    page_part(page, date);
    page_part(page, length);
    page_end_line(page);
}

static void write_worth(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM], place[PHRASE_ROOM];
    phrase_place(place, &result->input);
    bool placed = result->input.placement != BKS_PLACE_UNKNOWN;
    if (result->input.source == BKS_SOURCE_DEVICE)
        (void)snprintf(text, sizeof text, "as your watch reported it");
    else
        (void)snprintf(text, sizeof text, placed ? "worn %.200s" : "wear place %.200s", place);
    page_part(page, text);
    phrase_rate(text, result->input.sample_rate_hz);
    page_part(page, text);
    phrase_gaps(text, &result->quality);
    page_part(page, text);
    (void)snprintf(text, sizeof text, "%s recording", bks_verdict_id(result->quality.verdict));
    page_part(page, text);
    page_end_line(page);
}

/* A number right-aligned to the usual width, so that units stand below each other. */
static void put_value(struct page *page, double value, int decimals)
{
    char digits[32];
    text_fixed(digits, value, decimals);
    size_t n = strcspn(digits, ".");
    if (n < VALUE_DIGITS)
        page_to(page, page->column + VALUE_DIGITS - n);
    page_put(page, digits);
}

static enum page_colour colour_of(enum bks_measure_id id)
{
    static const enum page_colour colours[BKS_MEASURE_COUNT] = {
        /* the others are PAGE_PLAIN */
        [BKS_CADENCE] = PAGE_CADENCE,
        [BKS_VERTICAL_OSCILLATION] = PAGE_BOUNCE,
    };
    return colours[id];
}

/* "165-167": rounded outwards, so that it says no more than is known. */
static void put_interval(struct page *page, const struct bks_measure *measure, int decimals)
{
    char high[32];
    double unit = pow(10, -decimals);
    if (!isfinite(measure->low) || !isfinite(measure->high))
        return;
    text_fixed(high, ceil(measure->high / unit) * unit, decimals);
    page_to(page, INTERVAL_COLUMN);
    put_value(page, floor(measure->low / unit) * unit, decimals);
    page_put(page, "-");
    page_put(page, high);
}

/* "  cadence     166 steps/min   165-167   95 % interval" */
static void write_measure(struct page *page, enum bks_measure_id id,
                          const struct bks_measure *measure, const char *remark)
{
    const struct phrase_measure *words = phrase_measure(id);
    page_to(page, PAGE_INDENT);
    page_put_colour(page, colour_of(id), words->label);
    page_to(page, PAGE_FIELD);
    put_value(page, measure->value, words->decimals);
    page_put(page, " ");
    page_put(page, words->unit);
    put_interval(page, measure, words->decimals);
    if (remark[0]) {
        page_put(page, "   ");
        page_put(page, remark);
    }
    page_end_line(page);
}

/* "  steps       996 running, 2 612 walking" */
static void write_steps(struct page *page, const struct bks_result *result)
{
    static const char *const doing[] = {[BKS_RUN] = "running", [BKS_WALK] = "walking"};
    char text[PHRASE_ROOM] = "", count[WORDS_ROOM];
    for (int kind = BKS_RUN; kind <= BKS_WALK; kind++) {
        const struct bks_measure *steps = &result->total[kind].measure[BKS_STEPS];
        if (!(result->total[kind].duration_s > 0) || !known(steps))
            continue;
        words_count(count, steps->value);
        size_t used = strlen(text);
        (void)snprintf(text + used, sizeof text - used, "%s%s %s", used ? ", " : "", count,
                       doing[kind]);
    }
    if (text[0])
        page_field(page, phrase_measure(BKS_STEPS)->label, text);
}

/* The kind whose measures are told: running, or walking where nobody ran. */
static enum bks_bout_kind main_kind(const struct bks_result *result)
{
    return result->total[BKS_RUN].duration_s > 0 ? BKS_RUN : BKS_WALK;
}

/* What stands behind a measure: the pace of a speed, and what the first interval is. */
static void remark_on(char text[PHRASE_ROOM], enum bks_measure_id id,
                      const struct bks_measure *measure, const char *remark)
{
    char pace[WORDS_ROOM];
    if (id != BKS_MEAN_SPEED || !(measure->value > SLOWEST_PACE_MPS)) {
        (void)snprintf(text, PHRASE_ROOM, "%s", remark);
        return;
    }
    words_duration(pace, 1000 / measure->value);
    (void)snprintf(text, PHRASE_ROOM, "%s%s%s /km", remark, remark[0] ? ", " : "", pace);
}

static void write_measures(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM];
    enum bks_bout_kind kind = main_kind(result);
    const struct bks_total *total = &result->total[kind];
    if (!(total->duration_s > 0))
        return;
    const char *remark = kind == BKS_WALK ? "95 % interval, walking" : "95 % interval";
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        if (i == BKS_STEPS || !known(&total->measure[i]))
            continue;
        remark_on(text, (enum bks_measure_id)i, &total->measure[i], remark);
        write_measure(page, (enum bks_measure_id)i, &total->measure[i], text);
        remark = kind == BKS_WALK ? "walking" : "";
    }
    write_steps(page, result);
}

/* What nobody would miss: what walking does not have, what was never asked of the recording. */
static bool missed(const struct bks_measure *measure)
{
    return !known(measure) && measure->why != BKS_WHY_NOT_THIS_KIND &&
           measure->why != BKS_WHY_NO_SPEED && measure->why != BKS_WHY_NOT_MEASURED;
}

/* What is missing, and why. */
static void write_left_out(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM];
    const char *label = "left out";
    const struct bks_total *total = &result->total[main_kind(result)];
    if (!(result->total[BKS_RUN].duration_s > 0))
        page_field(page, "running", "none in this recording");
    if (!(total->duration_s > 0))
        return;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        const struct bks_measure *measure = &total->measure[i];
        if (!missed(measure))
            continue;
        (void)snprintf(text, sizeof text, "%s: %s", phrase_measure((enum bks_measure_id)i)->label,
                       bks_reason_text(measure->why));
        page_field(page, label, text);
        label = "";
    }
}

/* The watch that ran beside: "fenix 6, 168 steps/min; its clock is 2.4 s behind". */
static void write_companion(struct page *page, const struct bks_companion *track)
{
    char text[PHRASE_ROOM];
    if (!track->file || !track->used)
        return;
    phrase_companion(text, track);
    page_field(page, "watch", text);
}

/* A place that is bad for bounce matters where a bounce is told. */
static bool matters(const struct bks_warning *warning, const struct bks_result *result)
{
    const struct bks_total *total = &result->total[main_kind(result)];
    return warning->id != BKS_WARN_PLACEMENT_BIAS ||
           (total->duration_s > 0 && known(&total->measure[BKS_VERTICAL_OSCILLATION]));
}

static void write_warnings(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM];
    struct mind mind = {0};
    const struct bks_warning *warning;
    size_t n = 0;
    while ((warning = mind_next(&mind, &result->quality))) {
        if (!matters(warning, result))
            continue;
        if (n < MAX_WARNINGS)
            page_field(page, n ? "" : "mind", warning->text);
        n++;
    }
    if (n <= MAX_WARNINGS)
        return;
    (void)snprintf(text, sizeof text, "and %zu more: backstride check says them", n - MAX_WARNINGS);
    page_field(page, "", text);
}

static void write_next(struct page *page, const struct bks_result *result)
{
    size_t from = 0;
    const char *advice = advice_next(&from, result);
    page_field(page, "next",
               advice ? advice : "wear it at the same place next time: then runs can be compared");
}

enum bks_status report_note(const struct bks_result *result, const struct report_about *about,
                            const struct bks_text_style *style, FILE *out)
{
    struct page page = {.out = out, .style = *style};
    write_head(&page, result, about->file);
    write_worth(&page, result);
    page_end_line(&page);
    if (result->n_bouts > 0) {
        strip_write(&page, result);
        page_end_line(&page);
    }
    write_measures(&page, result);
    write_companion(&page, &result->companion);
    write_left_out(&page, result);
    page_end_line(&page);
    write_warnings(&page, result);
    write_next(&page, result);
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
