/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Between the files that draw pain and load. */
#ifndef REPORT_CHART_LOAD_PARTS_H
#define REPORT_CHART_LOAD_PARTS_H

#include "judge/course.h"
#include "report/chart_axes.h"

#define LOAD_NAME_UP 7.0 /* from the top of a plot to the baseline of its name */

/* What is drawn, and where. */
struct load_scene {
    struct chart *chart;
    struct labels labels;
    const struct course *course;
    const struct locale *locale;
    struct chart_box pain_plot, plot; /* pain above, minutes below */
    struct day_axis days;
    struct axis pain, minutes;
    bool weekly; /* bars are of weeks */
    int lanes;   /* rows of words over the plots */
};

/* Whether a day is in the period. */
bool load_shows(const struct course *course, int32_t day);

/* Whether there are any of these in the period. */
bool load_has_events(const struct course *course);

/* Flares as shades, stages as ticks, both with words in the lane over the plots. */
void load_events(struct load_scene *scene);

/* So many values of pain, before, during and in the morning, with the limit and the names of the
 * marks. */
void load_pains(struct load_scene *scene, size_t told);

/* "Morning pain fell from 2 to 1; running rose from 20 to 27 min a week (14 days against the 14
 * before)" */
const char *load_title(struct load_scene *scene);

#endif
