/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in columns: label, value, unit, interval, and what stands behind it. */
#include "report/note_measures.h"

#include "base/text.h"
#include "report/phrases.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define INTERVAL_COLUMN  30
#define VALUE_DIGITS     3    /* values are right-aligned to so many */
#define MAX_REASONS      3    /* shown one by one */
#define SLOWEST_PACE_MPS 0.3  /* under it a pace says nothing */
#define LEAST_CHANGE     0.01 /* of a measure: less is no news even where it is sure */

bool note_known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

enum bks_bout_kind note_kind(const struct bks_result *result)
{
    return result->total[BKS_RUN].duration_s > 0 ? BKS_RUN : BKS_WALK;
}

/* "5:33 /km" */
static void pace(char text[PHRASE_ROOM], const struct bks_measure *measure)
{
    char length[WORDS_ROOM];
    double speed_mps = measure[BKS_MEAN_SPEED].value;
    if (!(speed_mps > SLOWEST_PACE_MPS))
        return;
    words_duration(length, 1000 / speed_mps);
    (void)snprintf(text, PHRASE_ROOM, "%s /km", length);
}

/* "118 ms in the air" */
static void flight(char text[PHRASE_ROOM], const struct bks_measure *measure)
{
    char digits[32];
    if (!note_known(&measure[BKS_FLIGHT_TIME]))
        return;
    text_fixed(digits, measure[BKS_FLIGHT_TIME].value, 0);
    (void)snprintf(text, PHRASE_ROOM, "%s ms in the air", digits);
}

/*
 * What the note shows, in this order; --json has all of them. To add one: its row, and see that an
 * ordinary run keeps to 24 lines.
 */
static const struct shown {
    enum bks_measure_id id, unless; /* not shown where that one is known */
    enum page_colour colour;
    const char *unit; /* NULL: the usual one */
    void (*remark)(char text[PHRASE_ROOM], const struct bks_measure *measure);
} shown[] = {
    {BKS_CADENCE, BKS_CADENCE, PAGE_CADENCE, NULL, NULL},
    {BKS_VERTICAL_OSCILLATION, BKS_VERTICAL_OSCILLATION, PAGE_BOUNCE, NULL, NULL},
    {BKS_CONTACT_TIME, BKS_CONTACT_TIME, PAGE_CONTACT, NULL, flight},
    {BKS_CONTACT_BALANCE, BKS_CONTACT_BALANCE, PAGE_CONTACT, NULL, NULL},
    {BKS_CONTACT_ASYMMETRY, BKS_CONTACT_BALANCE, PAGE_CONTACT, NULL, NULL},
    {BKS_MEAN_SPEED, BKS_MEAN_SPEED, PAGE_PLAIN, NULL, pace},
    {BKS_STEP_LENGTH, BKS_STEP_LENGTH, PAGE_PLAIN, NULL, NULL},
    {BKS_VERTICAL_RATIO, BKS_VERTICAL_RATIO, PAGE_PLAIN, "% of step", NULL},
    {BKS_LEG_STIFFNESS, BKS_LEG_STIFFNESS, PAGE_PLAIN, NULL, NULL},
};
#define SHOWN (sizeof shown / sizeof shown[0])

static bool is_shown(const struct shown *row, const struct bks_measure *measure)
{
    bool instead = row->unless != row->id && note_known(&measure[row->unless]);
    return !instead && note_known(&measure[row->id]);
}

/* What nobody would miss: what walking does not have, what was never told to the program. */
static bool missed(const struct bks_measure *measure)
{
    static const unsigned never = 1u << BKS_WHY_NOT_THIS_KIND | 1u << BKS_WHY_NO_SPEED |
                                  1u << BKS_WHY_NOT_MEASURED | 1u << BKS_WHY_NO_MASS |
                                  1u << BKS_WHY_NO_LEG;
    return !note_known(measure) && !(never & 1u << measure->why);
}

bool note_next(struct note_line *line, size_t *from, const struct bks_measure *measure)
{
    while (*from < SHOWN) {
        const struct shown *row = &shown[(*from)++];
        if (!is_shown(row, measure) && (row->unless != row->id || !missed(&measure[row->id])))
            continue;
        *line = (struct note_line){.id = row->id,
                                   .unit = row->unit ? row->unit : phrase_measure(row->id)->unit};
        if (row->remark && note_known(&measure[row->id]))
            row->remark(line->remark, measure);
        return true;
    }
    return false;
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
static void write_measure(struct page *page, const struct shown *row,
                          const struct bks_measure *measure, const char *first)
{
    const struct phrase_measure *words = phrase_measure(row->id);
    char remark[PHRASE_ROOM] = "";
    if (row->remark)
        row->remark(remark, measure);
    page_to(page, PAGE_INDENT);
    page_put_colour(page, row->colour, words->label);
    page_to(page, PAGE_FIELD);
    put_value(page, measure[row->id].value, words->decimals);
    page_put(page, " ");
    page_put(page, row->unit ? row->unit : words->unit);
    put_interval(page, &measure[row->id], words->decimals);
    page_put(page, first[0] || remark[0] ? "   " : "");
    page_put(page, first);
    page_put(page, first[0] && remark[0] ? ", " : "");
    page_put(page, remark);
    page_end_line(page);
}

void note_steps_words(char text[PHRASE_ROOM], const struct bks_result *result)
{
    static const char *const doing[] = {[BKS_RUN] = "running", [BKS_WALK] = "walking"};
    char count[WORDS_ROOM];
    text[0] = '\0';
    for (int kind = BKS_RUN; kind <= BKS_WALK; kind++) {
        const struct bks_measure *steps = &result->total[kind].measure[BKS_STEPS];
        if (!(result->total[kind].duration_s > 0) || !note_known(steps))
            continue;
        words_count(count, steps->value);
        size_t used = strlen(text);
        (void)snprintf(text + used, PHRASE_ROOM - used, "%s%s %s", used ? ", " : "", count,
                       doing[kind]);
    }
}

/* "  steps       996 running, 2 612 walking" */
static void write_steps(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM];
    note_steps_words(text, result);
    if (text[0])
        page_field(page, phrase_measure(BKS_STEPS)->label, text);
}

void note_measures(struct page *page, const struct bks_result *result)
{
    enum bks_bout_kind kind = note_kind(result);
    const struct bks_total *total = &result->total[kind];
    if (!(total->duration_s > 0))
        return;
    const char *first = kind == BKS_WALK ? "95 % interval, walking" : "95 % interval";
    for (size_t i = 0; i < SHOWN; i++) {
        if (!is_shown(&shown[i], total->measure))
            continue;
        write_measure(page, &shown[i], total->measure, first);
        first = kind == BKS_WALK ? "walking" : "";
    }
    write_steps(page, result);
}

/* The change, as a share of the first third; 0 where it may be chance. */
static double sure_change(const struct bks_drift *drift)
{
    const struct bks_measure *change = &drift->change;
    if (!note_known(change) || change->n == 0 || !note_known(&drift->first_third) ||
        !(drift->first_third.value > 0) || !(change->low > 0 || change->high < 0))
        return 0;
    if (note_known(&drift->detectable) && fabs(change->value) < drift->detectable.value)
        return 0;
    double share = change->value / drift->first_third.value;
    return fabs(share) < LEAST_CHANGE ? 0 : share;
}

void note_drift_words(char text[PHRASE_ROOM], const struct bks_result *result)
{
    static const enum bks_measure_id told[] = {BKS_CADENCE, BKS_VERTICAL_OSCILLATION,
                                               BKS_CONTACT_TIME};
    char digits[32];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        double share = sure_change(&result->drift[told[i]]);
        if (!(fabs(share) > 0))
            continue;
        text_fixed(digits, 100 * fabs(share), 0);
        int put = snprintf(text + used, PHRASE_ROOM - used, "%s%s %s %.8s %%", used ? ", " : "",
                           phrase_measure(told[i])->label, share > 0 ? "rose" : "fell", digits);
        used += put > 0 ? (size_t)put : 0;
    }
    if (used)
        (void)snprintf(text + used, PHRASE_ROOM - used, " from first to last third");
}

void note_drift(struct page *page, const struct bks_result *result)
{
    char text[PHRASE_ROOM];
    note_drift_words(text, result);
    if (text[0])
        page_field(page, "over time", text);
}

/* "contact, balance": what is missing for one reason, from the rows of the note and the steps. */
static void list_missed(char text[PHRASE_ROOM], const struct bks_measure *measure,
                        enum bks_reason why)
{
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i <= SHOWN && used < PHRASE_ROOM; i++) {
        enum bks_measure_id id = i < SHOWN ? shown[i].id : BKS_STEPS;
        bool other = i < SHOWN && shown[i].unless != id; /* the one it stands in for is named */
        if (other || !missed(&measure[id]) || measure[id].why != why)
            continue;
        int put = snprintf(text + used, PHRASE_ROOM - used, "%s%s", used ? ", " : "",
                           phrase_measure(id)->label);
        used += put > 0 ? (size_t)put : 0;
    }
}

static void write_reasons(struct page *page, const struct bks_measure *measure)
{
    char text[PHRASE_ROOM], names[PHRASE_ROOM];
    size_t n = 0;
    for (int why = 0; why < BKS_REASON_COUNT; why++) {
        list_missed(names, measure, (enum bks_reason)why);
        if (!names[0])
            continue;
        (void)snprintf(text, sizeof text, "%.120s: %s", names,
                       bks_reason_text((enum bks_reason)why));
        if (n < MAX_REASONS)
            page_field(page, n ? "" : "left out", text);
        n++;
    }
    if (n > MAX_REASONS)
        page_field(page, "", "and more: --json says why");
}

void note_left_out(struct page *page, const struct bks_result *result)
{
    const struct bks_total *total = &result->total[note_kind(result)];
    if (!(result->total[BKS_RUN].duration_s > 0))
        page_field(page, "running", "none in this recording");
    if (total->duration_s > 0)
        write_reasons(page, total->measure);
}
