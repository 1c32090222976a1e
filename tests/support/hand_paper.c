/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers by hand. A session a row; the numbers are nobody's. */
#include "support/hand_paper.h"

#include <math.h>
#include <string.h>

#define DAY0     20574 /* 2026-05-01 */
#define SESSIONS 24
#define WIDTH    510.0 /* of a page's text, points */
#define NBSP     "\xC2\xA0"

const char hand_hostile[] = "<script>alert('x')</script> \"q\" %s %n &amp; ]]> --> \x01\x1B[31m "
                            "\xFF\xC3( \xC2\x85 \xEF\xBF\xBE \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D "
                            "\xE2\x80\xAE"
                            "abc \xE8\xB5\xB0\xE3\x82\x8B\r\nnext\tline";

const char *hand_long_word(void)
{
    static char word[HAND_LONG_WORD + 1];
    memset(word, 'W', HAND_LONG_WORD);
    return word;
}

static struct paper_about about_of(const char *title, const struct locale *locale)
{
    return (struct paper_about){.title = title,
                                .author = "backstride",
                                .subject = "How the runs of twelve weeks went",
                                .language = "en",
                                .version = "0.1.0",
                                .footer = "For information and discussion with your clinician.",
                                .day = DAY0,
                                .locale = locale};
}

static struct figure measure(double value, double half, enum bks_measure_id id)
{
    struct bks_measure of = {value, value - half, value + half, 996, BKS_WHY_NONE};
    return figure_measure(&of, id);
}

static struct figure no_measure(enum bks_measure_id id, enum bks_reason why)
{
    struct bks_measure of = {(double)NAN, (double)NAN, (double)NAN, 0, why};
    return figure_measure(&of, id);
}

/* Dots over an axis, enough to see one. */
static struct chart *dots(double width, double height, enum chart_ink ink, const char *title)
{
    struct chart *chart = chart_new(width, height);
    if (!chart)
        return NULL;
    chart->title = arena_text(&chart->arena, title);
    chart->alt = arena_text(&chart->arena, "Dots from left to right, each a session.");
    chart_box(chart, CHART_PAPER, 1, 0, 0, width, height);
    chart_line(chart, CHART_GRID, 0.5,
               (struct chart_point[]){{30, height / 2}, {width, height / 2}}, 2);
    chart_line(chart, CHART_QUIET, 0.7,
               (struct chart_point[]){{30, height - 18}, {width, height - 18}}, 2);
    for (int i = 0; i < SESSIONS; i++) {
        double x = 40 + (width - 60) * i / SESSIONS, y = height / 2 - 10 * sin(i * 0.7);
        chart_box(chart, CHART_RUN, 0.8, x - 3, height - 18 - i, 6, i);
        chart_dot(chart, ink, x, y, 2.5);
    }
    chart_text(chart, CHART_QUIET, CHART_START, 30, height - 6, "Mon 4 May");
    chart_text(chart, CHART_QUIET, CHART_END, width, height - 6, "Sun 26 July");
    chart_text(chart, CHART_INK, CHART_START, 0, height / 2, "166");
    return chart;
}

static void put_numbers(struct paper *paper)
{
    const struct paper_number numbers[] = {
        {"morning_pain", "morning pain, 0 to 10", figure_number(1, 0, ""),
         "was 2 in the 14 days before"},
        {"running_min", "running", figure_number(27.25, 1, "min/week"), "was 21.0"},
        {"cadence", "cadence", measure(166.2, 1.1, BKS_CADENCE), ""},
    };
    paper_numbers(paper, "numbers", numbers, 3);
}

static void put_form(struct paper *paper)
{
    static const struct paper_column columns[] = {
        {"measure", "measure", 3, false},
        {"now", "now", 4, true},
        {"change", "change", 2, true},
        {"smallest", "smallest real change", 2, true},
    };
    const struct figure rows[][4] = {
        {figure_words("cadence, steps/min"), measure(166.2, 1.1, BKS_CADENCE),
         figure_change(2.6, 1, "steps/min"), figure_number(2, 1, "steps/min")},
        {figure_words("bounce, mm"), measure(84.1, 5, BKS_VERTICAL_OSCILLATION),
         figure_change(-3.04, 1, "mm"), figure_number(4.2, 1, "mm")},
        {figure_words("balance, % left"), no_measure(BKS_CONTACT_BALANCE, BKS_WHY_SIDE_UNKNOWN),
         figure_words(NULL), figure_number(1.1, 1, "%")},
    };
    paper_table(paper, "form_now", "Form now, against the usual of this runner.", columns, 4);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        paper_row(paper, rows[i]);
}

static void put_sessions(struct paper *paper)
{
    static const struct paper_column columns[] = {
        {"day", "day", 2, false},
        {"stage", "stage", 1, true},
        {"planned_min", "planned, min", 2, true},
        {"done_min", "done, min", 2, true},
        {"class", "class", 2, false},
        {"cadence", "cadence, steps/min", 4, true},
        {"surface", "surface", 2, false},
        {"reason", "reason", 4, false},
    };
    for (int i = 0; i < SESSIONS; i++) {
        if (i == 0)
            paper_table(paper, "sessions", "Planned and done, a session a row.", columns, 8);
        const struct figure row[] = {
            figure_day(DAY0 + 2 * i),
            figure_number(1 + i / 4, 0, ""),
            figure_number(9, 0, "min"),
            figure_number(9 - i % 3 * 0.25, 2, "min"),
            figure_words(i % 5 ? "GREEN" : "AMBER"),
            i % 7 ? measure(165 + i * 0.2, 1.2, BKS_CADENCE)
                  : no_measure(BKS_CADENCE, BKS_WHY_TOO_SHORT),
            figure_words(i % 2 ? "grass" : ""),
            figure_words(i % 5 ? NULL : "more pain on the next morning than usual"),
        };
        paper_row(paper, row);
    }
}

static void put_first_page(struct paper *paper)
{
    static const char *const flags[] = {
        "Longer steps than usual for this speed (needs a speed to be sure).",
        "Bounce rose within the run; it is measured to 4" NBSP "mm."};
    paper_section(paper, "summary", "In one page", PAPER_ONE_PAGE);
    paper_text(paper, "status", PAPER_LEAD, "Stage 5 of 13: run 1:30, walk 1:30, six times.");
    put_numbers(paper);
    paper_chart(paper, "load",
                dots(WIDTH, 120, CHART_PAIN, "Pain stayed at 2 or less while minutes doubled."));
    paper_columns(paper, PAPER_SPLIT);
    paper_heading(paper, "Form");
    put_form(paper);
    paper_columns(paper, PAPER_TURN);
    paper_heading(paper, "For you");
    paper_list(paper, "flags", flags, 2);
    paper_chart(paper, "spark", dots(240, 60, CHART_CADENCE, "Cadence rose 3 steps/min."));
    paper_columns(paper, PAPER_JOIN);
    paper_text(paper, NULL, PAPER_SMALL, "Associations only; nothing here is a cause.");
}

struct paper *hand_paper(const struct locale *locale)
{
    struct paper_about about = about_of("Form report: Kari Nordmann", locale);
    struct paper *paper = paper_new(&about);
    if (!paper)
        return NULL;
    put_first_page(paper);
    paper_section(paper, "evidence", "Load and compliance", PAPER_NEW_PAGE);
    paper_text(paper, "adherence", PAPER_BODY, "22 of 24 planned sessions were run.");
    put_sessions(paper);
    paper_section(paper, "words", "Symptoms", PAPER_FOLLOWS);
    paper_text(paper, "alarm", PAPER_STRONG, "No red flag in this period.");
    paper_text(paper, "note", PAPER_QUOTE, "A little stiff.\nGone after \"ten\" minutes & a walk.");
    return paper;
}

struct paper *hand_paper_of(const char *text)
{
    static const struct paper_column plain = {"a", "a", 1, false};
    struct paper_about about = about_of(text, locale_at(0));
    about.author = about.subject = about.footer = about.version = about.language = text;
    struct paper *paper = paper_new(&about);
    if (!paper)
        return NULL;
    struct paper_column column[] = {plain, plain, {"b", text, 1, true}};
    struct figure cell[] = {figure_words(text), figure_number(1, 0, text), figure_words(text)};
    struct paper_number number = {"key", text, figure_number(1, 0, text), text};
    column[0].label = column[1].label = text;
    column[1].key = "c";
    paper_box(paper, "box", text, text);
    paper_section(paper, "section", text, PAPER_ONE_PAGE);
    paper_heading(paper, text);
    for (int role = PAPER_BODY; role <= PAPER_QUOTE; role++)
        paper_text(paper, NULL, (enum paper_role)role, text);
    paper_list(paper, "list", &text, 1);
    paper_numbers(paper, "numbers", &number, 1);
    paper_table(paper, "table", text, column, 3);
    paper_row(paper, cell);
    paper_chart(paper, "chart", dots(WIDTH, 60, CHART_CADENCE, text));
    return paper;
}

struct paper *hand_paper_stop(void)
{
    struct paper_about about = about_of("Form report: Kari Nordmann", locale_at(0));
    struct paper *paper = paper_new(&about);
    if (!paper)
        return NULL;
    paper_box(paper, "stop", "STOP: do not run",
              "Numbness between the legs was told on this day. Seek emergency care now.\n"
              "Running goes on only after a clinician has said so.");
    paper_section(paper, "summary", "In one page", PAPER_ONE_PAGE);
    paper_text(paper, "status", PAPER_BODY, "Nothing else counts before this is settled.");
    return paper;
}
