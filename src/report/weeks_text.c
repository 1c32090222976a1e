/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks as a small chart: a line a week, its value a dot between the ends of its interval. */
#include "report/weeks.h"

#include "base/text.h"
#include "base/week.h"
#include "report/page.h"
#include "report/phrases.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define VALUE_COLUMN  12
#define CHART_COLUMN  21
#define CHART_CELLS   34
#define RUNS_COLUMN   57
#define LINE_ROOM     320
#define LONG_PAUSE    4 /* weeks without a run, told in one line */
#define NUMBER_ROOM   32
#define CELL_BYTES    3
#define MORE_DECIMALS 1 /* a mean of a week is known better than one run */

/* What is drawn in a cell. */
enum mark { MARK_NONE, MARK_WITHIN, MARK_VALUE, MARK_COUNT };
static const char *const marks[MARK_COUNT][2] = {{" ", " "}, {"-", "─"}, {"o", "●"}};

struct scale {
    double low, high;
};

static struct scale scale_of(const struct week_line *line)
{
    struct scale scale = {(double)INFINITY, -(double)INFINITY};
    for (size_t i = 0; i < line->n; i++) {
        const struct bks_measure *value = &line->week[i].value;
        if (value->why != BKS_WHY_NONE)
            continue;
        scale.low = fmin(scale.low, value->low);
        scale.high = fmax(scale.high, value->high);
    }
    return scale;
}

static size_t cell_of(const struct scale *scale, double value)
{
    double width = scale->high - scale->low;
    double share = width > 0 ? (value - scale->low) / width : 0.5;
    return (size_t)fmin(fmax(floor(share * CHART_CELLS), 0), CHART_CELLS - 1);
}

static void put_chart(struct page *page, const struct scale *scale, const struct bks_measure *value)
{
    char cells[CHART_CELLS * CELL_BYTES + 1] = "";
    size_t low = cell_of(scale, value->low), high = cell_of(scale, value->high);
    size_t at = cell_of(scale, value->value);
    for (size_t i = 0; i < CHART_CELLS; i++) {
        enum mark mark = i == at ? MARK_VALUE : i >= low && i <= high ? MARK_WITHIN : MARK_NONE;
        size_t used = strlen(cells);
        (void)snprintf(cells + used, sizeof cells - used, "%s", marks[mark][page->style.utf8]);
    }
    page_put_colour(page, PAGE_CADENCE, cells);
}

static void put_week(struct page *page, const struct week *week, const struct scale *scale,
                     int decimals)
{
    char text[WORDS_ROOM + NUMBER_ROOM], number[NUMBER_ROOM], length[WORDS_ROOM];
    char name[WEEK_ROOM];
    week_name(name, week->number);
    page_to(page, PAGE_INDENT);
    page_put(page, name);
    page_to(page, VALUE_COLUMN);
    if (week->sessions == 0) {
        page_put(page, "no run");
        page_end_line(page);
        return;
    }
    if (week->value.why == BKS_WHY_NONE) {
        text_fixed(number, week->value.value, decimals);
        page_put(page, number);
        page_to(page, CHART_COLUMN);
        put_chart(page, scale, &week->value);
    } else {
        page_put(page, "not shown by its runs");
    }
    words_duration(length, week->run_s);
    (void)snprintf(text, sizeof text, "%zu run%s, %.40s", week->sessions,
                   week->sessions == 1 ? "" : "s", length);
    page_to(page, RUNS_COLUMN);
    page_put(page, text);
    page_end_line(page);
}

static const char *const verdicts[TREND_VERDICT_COUNT] = {
    [TREND_RISING] = "rising",
    [TREND_STEADY] = "steady",
    [TREND_FALLING] = "falling",
    [TREND_UNCLEAR] = "unclear: rising, falling and steady all fit",
};

static void put_change(struct page *page, const struct week_line *line, const char *unit,
                       int decimals)
{
    char text[LINE_ROOM], value[NUMBER_ROOM], low[NUMBER_ROOM], high[NUMBER_ROOM];
    const struct bks_measure *slope = &line->trend.slope;
    if (slope->why != BKS_WHY_NONE) {
        page_field(page, "change", "not known yet: it takes five weeks with runs");
        return;
    }
    text_fixed(value, slope->value, decimals + 1);
    text_fixed(low, slope->low, decimals + 1);
    text_fixed(high, slope->high, decimals + 1);
    (void)snprintf(text, sizeof text, "%s%s%s a week (%s to %s), %zu weeks: %s", value,
                   unit[0] ? " " : "", unit, low, high, slope->n, verdicts[line->trend.verdict]);
    page_field(page, "change", text);
    if (!isfinite(line->trend.detectable))
        return;
    text_fixed(value, line->trend.detectable, decimals);
    (void)snprintf(text, sizeof text, "two weeks that differ by less than %s%s%s may be alike",
                   value, unit[0] ? " " : "", unit);
    page_field(page, "", text);
}

static void put_baseline(struct page *page, const struct week_line *line, int decimals)
{
    char text[LINE_ROOM], value[NUMBER_ROOM], percent[NUMBER_ROOM];
    if (!isfinite(line->baseline) || !isfinite(line->versus_baseline_percent))
        return;
    text_fixed(value, line->baseline, decimals);
    text_fixed(percent, fabs(line->versus_baseline_percent), 1);
    (void)snprintf(text, sizeof text, "the last week is %s %% %s your first runs (%s)", percent,
                   line->versus_baseline_percent < 0 ? "below" : "above", value);
    page_field(page, "baseline", text);
}

static void put_minds(struct page *page, const struct week_line *line)
{
    char text[LINE_ROOM], speed[NUMBER_ROOM];
    const char *label = "mind";
    if (line->matched_speed) {
        text_fixed(speed, line->speed_mps, 2);
        (void)snprintf(text, sizeof text, "compared at matched speed: runs within 5 %% of %s m/s",
                       speed);
    } else {
        (void)snprintf(text, sizeof text, "%s",
                       line->speeds_known
                           ? "not at matched speed: the runs were of many speeds, and a faster run "
                             "changes it too"
                           : "not at matched speed: the speed of some runs is not known, and a "
                             "faster run changes it too");
    }
    page_field(page, label, text);
    if (line->places > 1)
        page_field(page, "", "the sensor was not worn at the same place each time");
    if (line->left_out > 0) {
        (void)snprintf(text, sizeof text, "left out, worn at another part of the body: %zu run%s",
                       line->left_out, line->left_out == 1 ? "" : "s");
        page_field(page, "", text);
    }
}

/* So many weeks without a run from i on. */
static size_t pause_from(const struct week_line *line, size_t i)
{
    size_t n = 0;
    while (i + n < line->n && line->week[i + n].sessions == 0)
        n++;
    return n;
}

/* A long pause is one line. */
static void put_pause(struct page *page, const struct week *week, size_t n)
{
    char text[LINE_ROOM], first[WEEK_ROOM], last[WEEK_ROOM];
    week_name(first, week[0].number);
    week_name(last, week[n - 1].number);
    (void)snprintf(text, sizeof text, "%s  to %s: no run, %zu weeks", first, last, n);
    page_to(page, PAGE_INDENT);
    page_put(page, text);
    page_end_line(page);
}

static void put_line(struct page *page, const struct week_line *line,
                     const struct phrase_measure *words, int decimals)
{
    struct scale scale = scale_of(line);
    for (size_t i = 0, pause; i < line->n; i += pause) {
        pause = pause_from(line, i);
        if (pause < LONG_PAUSE)
            pause = 1;
        if (pause == 1)
            put_week(page, &line->week[i], &scale, decimals);
        else
            put_pause(page, &line->week[i], pause);
    }
    page_end_line(page);
    put_change(page, line, words->unit, decimals);
    put_baseline(page, line, decimals);
    put_minds(page, line);
}

enum bks_status weeks_write_text(const struct weeks_about *about, struct bks_text_style style,
                                 FILE *out)
{
    struct page page = {.out = out, .style = style};
    const struct phrase_measure *words = phrase_measure(about->measure);
    int decimals = words->decimals + MORE_DECIMALS;
    if (about->weeks->n == 0) {
        page_put(&page, about->runner->name);
        page_end_line(&page);
        page_field(&page, "", "no runs are kept yet: backstride add --runner NAME FILE");
    }
    for (size_t i = 0; i < about->weeks->n; i++) {
        const struct week_line *line = &about->weeks->line[i];
        if (i > 0)
            page_end_line(&page);
        page_part(&page, about->runner->name);
        page_part(&page, words->label);
        if (words->unit[0])
            page_part(&page, words->unit);
        page_part(&page, line->source == BKS_SOURCE_RAW ? "measured" : "as the watch reported it");
        page_end_line(&page);
        page_end_line(&page);
        put_line(&page, line, words, decimals);
    }
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
