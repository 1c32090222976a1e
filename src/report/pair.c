/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two sessions against each other. */
#include "judge/pair.h"
#include "base/text.h"
#include "report/json_measure.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/phrases.h"
#include "report/weeks.h"
#include "report/words.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#define FIRST_COLUMN  16
#define SECOND_COLUMN 36
#define CHANGE_COLUMN 56
#define CELL_ROOM     96
#define NUMBER_ROOM   32

static const struct bks_measure *running(const struct pair_about *about, size_t which, int id)
{
    return &about->session[which]->result.total[BKS_RUN].measure[id];
}

static bool known(const struct bks_measure *measure)
{
    return measure->why == BKS_WHY_NONE && isfinite(measure->value);
}

static bool same_source(const struct pair_about *about)
{
    return pair_same_source(about->session[0], about->session[1]);
}

static void write_session(struct json_writer *json, const struct session *session)
{
    char start[WORDS_ROOM];
    const struct bks_result *result = &session->result;
    json_open(json, '{');
    json_key(json, "id");
    json_whole(json, session->id);
    json_key(json, "start");
    if (words_iso(start, &result->input.info.start))
        json_text(json, start);
    else
        json_none(json);
    json_key_text(json, "source", result->input.source == BKS_SOURCE_RAW ? "raw" : "device");
    json_key_text(json, "placement", bks_placement_id(result->input.placement));
    json_key_number(json, "run_s", result->total[BKS_RUN].duration_s, 2);
    json_close(json, '}');
}

static void write_measure(struct json_writer *json, const struct pair_about *about, int id)
{
    const struct bks_measure *a = running(about, 0, id), *b = running(about, 1, id);
    struct bks_measure change = pair_change(a, b);
    if (!known(a) && !known(b))
        return;
    json_key(json, bks_measure_name((enum bks_measure_id)id));
    json_open(json, '{');
    json_key_measure(json, "first", a);
    json_key_measure(json, "second", b);
    json_key_measure(json, "change", &change);
    json_key(json, "sure");
    json_bool(json, pair_sure(&change) && same_source(about));
    json_close(json, '}');
}

enum bks_status pair_write_json(const struct pair_about *about, FILE *out)
{
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, 1);
    json_key_text(&json, "runner", about->runner->slug);
    json_key(&json, "sessions");
    json_open(&json, '[');
    for (size_t i = 0; i < 2; i++)
        write_session(&json, about->session[i]);
    json_close(&json, ']');
    json_key(&json, "same_source");
    json_bool(&json, same_source(about));
    json_key(&json, "measures");
    json_open(&json, '{');
    for (int id = 0; id < BKS_MEASURE_COUNT; id++)
        write_measure(&json, about, id);
    json_close(&json, '}');
    json_close(&json, '}');
    return json_end(&json);
}

static void put_exact(FILE *out, double value)
{
    char digits[32];
    text_exact(digits, isfinite(value) ? value : 0);
    (void)fprintf(out, ",%s", isfinite(value) ? digits : "");
}

enum bks_status pair_write_csv(const struct pair_about *about, FILE *out)
{
    (void)fputs("measure,first,first_low,first_high,second,second_low,second_high,change,"
                "change_low,change_high\n",
                out);
    for (int id = 0; id < BKS_MEASURE_COUNT; id++) {
        struct bks_measure all[3] = {*running(about, 0, id), *running(about, 1, id)};
        all[2] = pair_change(&all[0], &all[1]);
        if (!known(&all[0]) && !known(&all[1]))
            continue;
        (void)fprintf(out, "%s", bks_measure_name((enum bks_measure_id)id));
        for (size_t i = 0; i < 3; i++) {
            put_exact(out, all[i].value);
            put_exact(out, all[i].low);
            put_exact(out, all[i].high);
        }
        (void)fputc('\n', out);
    }
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}

/* "164 (163 to 165)" */
static void put_cell(struct page *page, size_t column, const struct bks_measure *measure,
                     int decimals, const char *after)
{
    char text[CELL_ROOM + NUMBER_ROOM], value[NUMBER_ROOM], low[NUMBER_ROOM], high[NUMBER_ROOM];
    page_to(page, column);
    if (!known(measure)) {
        page_put(page, "-");
        return;
    }
    text_fixed(value, measure->value, decimals);
    text_fixed(low, measure->low, decimals);
    text_fixed(high, measure->high, decimals);
    (void)snprintf(text, sizeof text, "%s (%s to %s)%s", value, low, high, after);
    page_put(page, text);
}

static void put_heads(struct page *page, const struct pair_about *about)
{
    static const size_t columns[] = {FIRST_COLUMN, SECOND_COLUMN};
    for (size_t i = 0; i < 2; i++) {
        char text[CELL_ROOM];
        (void)snprintf(text, sizeof text, "session %" PRId64, about->session[i]->id);
        page_to(page, columns[i]);
        page_put(page, text);
    }
    page_to(page, CHANGE_COLUMN);
    page_put(page, "change");
    page_end_line(page);
}

enum bks_status pair_write_text(const struct pair_about *about, struct bks_text_style style,
                                FILE *out)
{
    struct page page = {.out = out, .style = style};
    put_heads(&page, about);
    for (int id = 0; id < BKS_MEASURE_COUNT; id++) {
        const struct bks_measure *a = running(about, 0, id), *b = running(about, 1, id);
        const struct phrase_measure *words = phrase_measure((enum bks_measure_id)id);
        struct bks_measure change = pair_change(a, b);
        if (!known(a) && !known(b))
            continue;
        page_to(&page, PAGE_INDENT);
        page_put(&page, words->label);
        put_cell(&page, FIRST_COLUMN, a, words->decimals, "");
        put_cell(&page, SECOND_COLUMN, b, words->decimals, "");
        put_cell(&page, CHANGE_COLUMN, &change, words->decimals,
                 pair_sure(&change) && same_source(about) ? " *" : "");
        page_end_line(&page);
    }
    page_end_line(&page);
    page_field(&page, "mind",
               "* beyond what the two measurements could differ by themselves; a "
               "runner differs from day to day as well, and by speed");
    if (!same_source(about))
        page_field(&page, "",
                   "one is a watch's own report and one was measured here: their "
                   "difference says nothing of the running");
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
