/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form that a recording is dropped on: what it asks, and what was wrong with the answers. */
#ifndef WEB_PAGE_UPLOAD_H
#define WEB_PAGE_UPLOAD_H

#include "web/exchange.h"
#include "web/page_runners.h"

#define UPLOAD_OPTIONS 9

/* What is wrong with each answer; NULL: nothing. Static, or of the arena. */
struct upload_wrong {
    const char *file, *runner, *placement, *option[UPLOAD_OPTIONS];
};

/* An option of `analyze` that the form asks for; NULL past the last. */
struct upload_option {
    const char *name; /* as bks_options_set takes it */
    const char *label, *hint;
};
const struct upload_option *upload_option_at(size_t i);

/* The form, with what was typed before. */
void upload_form(struct exchange *exchange, const struct seen_runners *seen,
                 const struct upload_wrong *wrong);

/* The first page. */
void upload_page(struct exchange *exchange, const struct upload_wrong *wrong);

#endif
