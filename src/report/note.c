/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The coach's note: what is worth a look, the few numbers that matter, what they are worth, what
 * was left out and why, and what to do next. The answer first, the evidence under it.
 */
#include "report/advice.h"
#include "report/mind.h"
#include "report/note_flags.h"
#include "report/note_measures.h"
#include "report/page.h"
#include "report/phrases.h"
#include "report/report.h"
#include "report/strip.h"
#include "report/words.h"

#include <stdio.h>

#define MAX_WARNINGS 4 /* shown one by one */

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
    const struct bks_total *total = &result->total[note_kind(result)];
    return warning->id != BKS_WARN_PLACEMENT_BIAS ||
           (total->duration_s > 0 && note_known(&total->measure[BKS_VERTICAL_OSCILLATION]));
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
    note_flags(&page, result);
    note_measures(&page, result);
    write_companion(&page, &result->companion);
    note_drift(&page, result);
    note_left_out(&page, result);
    page_end_line(&page);
    write_warnings(&page, result);
    write_next(&page, result);
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
