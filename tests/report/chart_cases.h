/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Courses and forms made by hand, for charts. */
#ifndef REPORT_CHART_CASES_H
#define REPORT_CHART_CASES_H

#include "report/charts.h"
#include "report/form_report.h"

enum chart_state {
    CASE_USUAL,   /* twelve weeks, three runs a week, a week off, a flare */
    CASE_EMPTY,   /* nothing at all */
    CASE_ONE,     /* one session */
    CASE_MANY,    /* 200 sessions in two years */
    CASE_GAP,     /* a year without runs between */
    CASE_UNKNOWN, /* runs, and nothing known of them: all null, no pain told */
    CASE_VAST,    /* values far beyond what people do */
    CASE_RANDOM,  /* anything */
    CASE_COUNT
};

struct chart_case {
    struct arena arena;
    struct course course;
    struct form form;
    struct form_picture picture;
    struct chart_strip strip;
    struct plan_card card;
};

/* The same for the same seed; chart_case_clear. */
void chart_case_make(struct chart_case *of, enum chart_state state, uint64_t seed);
void chart_case_clear(struct chart_case *of);

/* Every chart of the report. */
enum chart_which {
    DRAW_LOAD,
    DRAW_WEEKS,
    DRAW_BOUNCE,
    DRAW_CONTACT,
    DRAW_THIRDS,
    DRAW_SIDES,
    DRAW_SESSION,
    DRAW_CARD,
    DRAW_STRIP,
    DRAW_COUNT
};
/* As large as on the page, times size. */
struct chart *chart_case_draw(const struct chart_case *of, enum chart_which which,
                              const struct locale *locale, double size);
const char *chart_case_name(enum chart_which which);

#endif
