/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The weeks of a runner side by side: JSON of the contract, CSV, and a small chart in text. */
#ifndef REPORT_WEEKS_H
#define REPORT_WEEKS_H

#include "judge/weeks.h"

#include <stdio.h>

struct weeks_about {
    const struct runner *runner;
    enum bks_measure_id measure;
    const struct weeks *weeks;
};

/* Each ends BKS_CANNOT_WRITE. */
enum bks_status weeks_write_json(const struct weeks_about *about, FILE *out) BKS_CHECK;
enum bks_status weeks_write_csv(const struct weeks_about *about, FILE *out) BKS_CHECK;
enum bks_status weeks_write_text(const struct weeks_about *about, struct bks_text_style style,
                                 FILE *out) BKS_CHECK;

/*
 * Two sessions against each other: every measure of their running that one of them has, and the
 * change. `sure` where the two intervals do not touch.
 */
struct pair_about {
    const struct runner *runner;
    const struct session *session[2];
};
enum bks_status pair_write_json(const struct pair_about *about, FILE *out) BKS_CHECK;
enum bks_status pair_write_csv(const struct pair_about *about, FILE *out) BKS_CHECK;
enum bks_status pair_write_text(const struct pair_about *about, struct bks_text_style style,
                                FILE *out) BKS_CHECK;

#endif
