/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The charts of the report. Each answers a chart of its own, for chart_free or paper_chart; NULL:
 * out of memory. Where there is nothing to draw it says so in words, in place of the picture.
 * Titles are made from the numbers that are drawn.
 */
#ifndef REPORT_CHARTS_H
#define REPORT_CHARTS_H

#include "judge/course.h"
#include "judge/form.h"
#include "report/chart.h"
#include "report/locale.h"

struct form_picture;

/* Pain and load over the days of the period: bars of minutes, dots of pain before, during and next
 * morning, the GREEN limit ("programme limit, not severity"), flares and stages as ticks with
 * words. From 26 weeks on the bars are of weeks. */
struct chart *chart_of_load(const struct course *course, const struct locale *locale, double width,
                            double height);

/* A measure over the weeks: dots sized by running minutes, the band of intervals, the smallest real
 * change as a bracket at the right, a cue's target where there is one. Weeks without a run
 * keep their place. Device sessions are a second line, ringed, with its name. */
struct chart *chart_of_weeks(const struct form_measure *measure, const struct locale *locale,
                             double width, double height);

/* First third against last third of the sessions of the period, a line a session, for cadence and
 * bounce, with the smallest change that chance would not make. */
struct chart *chart_of_thirds(const struct form *form, const struct locale *locale, double width,
                              double height);

/* Left against right: balance of each session with its interval about 50 %; where the side is not
 * known, the unsigned asymmetry with its lines at 5 and 10 %. */
struct chart *chart_of_sides(const struct form *form, const struct locale *locale, double width,
                             double height);

/* Cadence and bounce through one session, walk and run bouts shaded, thirds marked. */
struct chart *chart_of_session(const struct form_picture *picture, const struct locale *locale,
                               double width, double height);

/* Seconds of the signal with what was found in it; times from its first value. */
struct chart_strip {
    const char *which;       /* "Best bout" */
    const double *value;     /* [n] upward acceleration, m/s2; NAN where there is none */
    const double *contact_s; /* [n_contacts] rising */
    const double *toe_off_s; /* [n_toe_offs] rising */
    size_t n, n_contacts, n_toe_offs;
    double step_s;
};
struct chart *chart_of_strip(const struct chart_strip *strip, const struct locale *locale,
                             double width, double height);

/* The same of a strip as it was kept. */
struct chart *chart_of_seconds(const struct bks_strip *strip, const char *which,
                               const struct locale *locale, double width, double height);

/* The card of a session as blocks: warm-up, run and walk by turns, cool-down. */
struct chart *chart_of_card(const struct plan_card *card, double width, double height);

#endif
