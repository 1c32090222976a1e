/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The blocks of a paper as HTML, within a document of its own or of somebody else. */
#ifndef REPORT_PAPER_BLOCKS_H
#define REPORT_PAPER_BLOCKS_H

#include "report/paper.h"

/* in: whole - with the sizes of charts as styles of theirs; ends as paper_html */
enum bks_status paper_html_write(const struct paper *paper, bool whole, FILE *out) BKS_CHECK;

#endif
