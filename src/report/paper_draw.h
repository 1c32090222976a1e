/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places onto a page of cairo. */
#ifndef REPORT_PAPER_DRAW_H
#define REPORT_PAPER_DRAW_H

#include "report/paper_flow.h"

/* A piece, or a part of it, where it stands; what it takes on the way is from the arena. */
void paper_draw(const struct place *place, struct arena *arena, struct _cairo *cairo);

/* A thin line from left to right, in an ink of the house. */
void paper_rule(struct _cairo *cairo, enum chart_ink ink, double left, double y, double width);

#endif
