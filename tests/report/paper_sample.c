/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/paper_sample.h"

#include "model/day.h"
#include "report/purpose.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define DAY 20574 /* 1 May 2026 */

const char *paper_long_text(const char *word, size_t n)
{
    static char room[8][200001];
    static size_t next;
    char *text = room[next++ % 8];
    size_t used = 0, step = strlen(word);
    while (used + step <= n && used + step < sizeof room[0]) {
        memcpy(text + used, word, step);
        used += step;
    }
    text[used] = '\0';
    return text;
}

static struct paper *new_paper(const char *title, const char *author, const char *locale)
{
    const struct paper_about about = {
        .title = title,
        .author = author,
        .subject = "How the runs of six weeks went",
        .language = "en",
        .version = "0.1.0",
        .footer = "For information and discussion with your clinician. It does not diagnose.",
        .day = DAY,
        .locale = locale_find(locale)};
    return paper_new(&about);
}

/* Bars over the days, and dots above them. */
static struct chart *pain_and_load(double width, double height)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    chart->title = "Running rose from 6 to 27 minutes a week while morning pain fell from 3 to 1";
    chart->alt = "Bars of minutes, dots of pain.";
    double ground = height - 16;
    struct chart_point line[2] = {{28, ground}, {width, ground}};
    chart_line(chart, CHART_QUIET, 0.7, line, 2);
    chart_dashes(chart, CHART_GRID, 0.7, (struct chart_point){28, 30},
                 (struct chart_point){width, 30});
    chart_text(chart, CHART_QUIET, CHART_START, 30, 27, "programme limit, not severity");
    for (int i = 0; i < 42; i += 2) {
        double x = 32 + (width - 40) * i / 42, tall = 10 + i * 0.7;
        chart_box(chart, CHART_RUN, 1, x, ground - tall, 7, tall);
        chart_dot(chart, CHART_PAIN, x + 3, 36 + (i * 7 % 5) * 4, 2);
    }
    for (int week = 0; week < 6; week++) {
        char text[32];
        (void)snprintf(text, sizeof text, "%d May", 1 + week * 4);
        chart_text(chart, CHART_QUIET, CHART_START, 32 + (width - 40) * week / 6, height - 4, text);
    }
    chart_text(chart, CHART_QUIET, CHART_END, 24, ground, "0");
    return chart;
}

static void form_table(struct paper *paper)
{
    static const struct paper_column columns[] = {
        {"measure", "measure", 3.4, false},
        {"now", "now", 3.4, true},
        {"change", "change", 1.8, true},
        {"least", "smallest real change", 2, true},
    };
    static const struct {
        const char *name, *unit;
        double now, wide, change, least;
        int decimals;
    } rows[] = {{"cadence, steps/min", "steps/min", 166, 1, 3.1, 2, 0},
                {"bounce, mm", "mm", 84, 5, -4, 3, 0},
                {"contact, ms", "ms", 251, 15, -6, 15, 0},
                {"asymmetry, %", "%", 1.8, 0.6, 0.2, 1, 1}};
    paper_table(paper, "form_table", "Form now", columns, 4);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct figure now = figure_number(rows[i].now, rows[i].decimals, rows[i].unit);
        now.kind = FIGURE_MEASURE;
        now.low = rows[i].now - rows[i].wide;
        now.high = rows[i].now + rows[i].wide;
        const struct figure cells[] = {figure_words(rows[i].name), now,
                                       figure_change(rows[i].change, 1, rows[i].unit),
                                       figure_number(rows[i].least, 0, rows[i].unit)};
        paper_row(paper, cells);
    }
}

static void numbers(struct paper *paper)
{
    const struct paper_number three[] = {
        {"pain", "morning pain, median of 14 days", figure_number(1, 0, "of 10"),
         "was 2 in the 14 days before"},
        {"minutes", "running", figure_number(27, 0, "min/week"), "was 22 min/week"},
        {"passes", "passes at stage 5", figure_words("1 of 2"), "one more and the stage is done"},
    };
    paper_numbers(paper, "numbers", three, 3);
}

static void summary(struct paper *paper, const char *name, size_t times)
{
    static const char *const flags[] = {
        "Longer steps than usual for this speed, in 3 of 6 sessions; speed is not told.",
        "Cadence falls by 4 steps/min in the last third; a real change is 2.",
        "Left and right differ by 1.8 % (1.2 to 2.4); healthy runners differ by about 2 %.",
    };
    static const char *const questions[] = {
        "Is the decompression gate of 12 weeks confirmed?",
        "Two flares in 28 days: should the programme start at an earlier stage?",
    };
    paper_section(paper, "summary", name, PAPER_ONE_PAGE);
    paper_text(paper, NULL, PAPER_SMALL,
               "lumbar disc, 31 weeks since \xC2\xB7 cleared by Dr Example, 3 March 2026 \xC2\xB7 "
               "20 March to 1 May 2026 \xC2\xB7 backstride 0.1.0");
    for (size_t i = 0; i < times; i++) {
        paper_text(paper, i == 0 ? "status" : NULL, PAPER_LEAD,
                   "Stage 5 of 13: run 1:30, walk 1:30, six times. Next run on Sunday.");
        numbers(paper);
        paper_chart(paper, "load", pain_and_load(499, 170));
        paper_columns(paper, PAPER_SPLIT);
        paper_heading(paper, "Form");
        form_table(paper);
        paper_columns(paper, PAPER_TURN);
        paper_heading(paper, "For you");
        paper_list(paper, "flags", flags, 3);
        paper_columns(paper, PAPER_JOIN);
    }
    paper_heading(paper, "Questions to you");
    paper_list(paper, "questions", questions, 2);
    paper_text(paper, "disclaimer", PAPER_SMALL, purpose_disclaimer());
}

static void sessions(struct paper *paper, size_t n)
{
    static const struct paper_column columns[] = {
        {"date", "date", 2, false},           {"stage", "stage", 1, true},
        {"planned", "planned, min", 1, true}, {"done", "done, min", 1, true},
        {"share", "done, %", 1, true},        {"class", "class", 1.6, false},
        {"surface", "surface", 1.4, false},   {"reason", "reason", 4, false},
    };
    static const char *const reasons[] = {
        "", "next morning 3, before 1: more than the programme allows for a second run in a week",
        "", "not told"};
    paper_heading(paper, "Planned and done");
    paper_table(paper, "sessions", "Every session, planned and done", columns, 8);
    for (size_t i = 0; i < n; i++) {
        const struct figure cells[] = {figure_day(DAY - (int32_t)(2 * (n - i))),
                                       figure_number((double)(1 + i % 13), 0, ""),
                                       figure_number(9, 1, "min"),
                                       figure_number(8.5 + (double)(i % 10) / 10, 1, "min"),
                                       figure_number(98, 0, "%"),
                                       figure_words(i % 5 == 1 ? "AMBER" : "GREEN"),
                                       i % 7 == 3 ? figure_words(NULL) : figure_words("grass"),
                                       figure_words(reasons[i % 4])};
        paper_row(paper, cells);
    }
}

struct paper *paper_sample(const char *name, const char *locale)
{
    struct paper *paper = new_paper("Form report: six weeks to 1 May 2026", name, locale);
    if (!paper)
        return NULL;
    summary(paper, name, 1);
    paper_section(paper, "load_page", "Load and compliance", PAPER_NEW_PAGE);
    paper_text(paper, NULL, PAPER_BODY,
               "Of 18 planned sessions 17 were run (94 %); the longest run is 1.1 times the "
               "longest of the 30 days before.");
    sessions(paper, 60);
    paper_section(paper, "notes", "Symptoms", PAPER_FOLLOWS);
    paper_text(paper, NULL, PAPER_STRONG, "Notes as they were written:");
    paper_text(paper, "note", PAPER_QUOTE,
               "Woke stiff.\nBetter after ten minutes of walking, gone at lunch.");
    paper_text(paper, "long_note", PAPER_QUOTE,
               paper_long_text("I ran on the grass by the river and felt nothing. ", 10000));
    return paper;
}

struct paper *paper_too_much(void)
{
    struct paper *paper = new_paper("Too much", "Nobody", "C");
    if (!paper)
        return NULL;
    paper_section(paper, "stop", "A page that is too full", PAPER_ONE_PAGE);
    paper_box(paper, "box", "STOP: do not run", "Seek care today.");
    numbers(paper);
    paper_chart(paper, "load", pain_and_load(499, 300));
    paper_columns(paper, PAPER_SPLIT);
    sessions(paper, 150);
    paper_columns(paper, PAPER_TURN);
    paper_text(paper, "long", PAPER_BODY, paper_long_text("word after word ", 20000));
    form_table(paper);
    paper_columns(paper, PAPER_JOIN);
    paper_text(paper, "end", PAPER_SMALL, purpose_disclaimer());
    paper_section(paper, "after", "After it", PAPER_NEW_PAGE);
    paper_text(paper, NULL, PAPER_BODY, "The evidence.");
    return paper;
}

struct paper *paper_hostile(void)
{
    static const char *const names[] = {
        "\xD7\x99\xD7\x94\xD7\x95\xD7\x93\xD7\x99\xD7\xAA \xD7\x9B\xD7\x94\xD7\x9F", /* Hebrew */
        "\xD8\xB9\xD9\x84\xD9\x8A \xD8\xA7\xD9\x84\xD8\xB7\xD9\x88\xD9\x8A\xD9\x84", /* Arabic */
        "\xE7\x94\xB0\xE4\xB8\xAD\xE5\xA4\xAA\xE9\x83\x8E",                          /* Kanji */
        "\xEA\xB9\x80\xEB\xAF\xBC\xEC\xA4\x80",                                      /* Hangul */
        "bad \xFF\xFE utf-8, \x1B[31mred\x1B[0m, bell\x07, \xE2\x80\xA8line\xE2\x80\xA9paragraph",
        "\xE2\x80\xAEoverridden\xE2\x80\xAC (a) \\ ) << >> %%EOF",
    };
    static const struct paper_column columns[] = {
        {"a", "a", 1, false},
        {"b", "a very long heading of a column that wraps and wraps and wraps again", 0.5, true},
        {"c", "c", (double)NAN, false},
        {"d", "d", -1, true},
    };
    const char *endless = paper_long_text("Donaudampfschiff", 1000);
    struct paper *paper = new_paper(endless, names[4], "en_US");
    if (!paper)
        return NULL;
    paper_section(paper, "first", endless, PAPER_ONE_PAGE);
    for (size_t i = 0; i < 6; i++)
        paper_text(paper, NULL, (enum paper_role)(i % 5), names[i]);
    paper_list(paper, "names", names, 6);
    const struct paper_number wild[] = {
        {"a", endless, figure_number(1e300, 4, "steps/min"), endless},
        {"b", "", figure_words(endless), ""},
        {"c", names[0], figure_words(names[2]), names[1]},
    };
    paper_numbers(paper, "wild", wild, 3);
    paper_section(paper, "second", names[4], PAPER_FOLLOWS);
    paper_table(paper, "wild_table", "", columns, 4);
    for (size_t i = 0; i < 6; i++) {
        const struct figure cells[] = {figure_words(names[i]), figure_words(endless),
                                       figure_words(paper_long_text("ten thousand ", 10000)),
                                       figure_number(-1.5, 1, "mm")};
        paper_row(paper, cells);
    }
    paper_box(paper, "huge", endless, paper_long_text("Stop. ", 20000));
    paper_columns(paper, PAPER_TURN);
    paper_text(paper, NULL, PAPER_BODY, endless);
    paper_chart(paper, "tall", pain_and_load(2000, 3000));
    paper_columns(paper, PAPER_SPLIT);
    paper_list(paper, "none", names, 0);
    paper_table(paper, "empty", "", columns, 4);
    paper_section(paper, "third", "", PAPER_NEW_PAGE);
    return paper;
}

struct paper *paper_columns_down_the_page(void)
{
    struct paper *paper = new_paper("Columns", "Nobody", "C");
    for (size_t i = 0; paper && i < 36; i++) {
        paper_section(paper, NULL, "Charts side by side", PAPER_NEW_PAGE);
        paper_text(paper, NULL, PAPER_BODY, paper_long_text("word after word ", 150 * i));
        paper_heading(paper, "Heading of charts");
        paper_columns(paper, PAPER_SPLIT);
        paper_chart(paper, NULL, pain_and_load(238, 120));
        paper_columns(paper, PAPER_TURN);
        paper_chart(paper, NULL, pain_and_load(238, 180));
        paper_columns(paper, PAPER_JOIN);
    }
    return paper;
}

struct paper *paper_year(void)
{
    struct paper *paper = new_paper("A year", "A. Runner", "de_DE");
    if (!paper)
        return NULL;
    summary(paper, "A. Runner", 1);
    for (int i = 0; i < 4; i++) {
        paper_section(paper, NULL, "Sessions", PAPER_NEW_PAGE);
        paper_chart(paper, NULL, pain_and_load(499, 200));
        sessions(paper, 156);
    }
    return paper;
}
