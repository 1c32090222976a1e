/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In place of the PDF, where there is no pango. */
#include "report/paper.h"

enum bks_status paper_pdf(const struct paper *paper, int64_t made, FILE *out)
{
    (void)paper;
    (void)made;
    (void)out;
    return BKS_UNSUPPORTED;
}
