/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two strips of a result in its JSON. */
#ifndef REPORT_JSON_STRIPS_H
#define REPORT_JSON_STRIPS_H

#include "backstride/analysis.h"
#include "report/json_writer.h"

/* "strips": an object each, those that there are; best first. */
void json_strips(struct json_writer *json, const struct bks_strip strips[BKS_STRIP_COUNT]);

#endif
