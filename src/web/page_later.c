/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pages that are still to come: each goes once its own file is there. */
#include "web/routes.h"

#define LATER(name)                                                          \
    void name(struct exchange *exchange)                                     \
    {                                                                        \
        exchange_fail(exchange, 404, "not_yet", "this page is still to come"); \
    }

LATER(page_recording)
LATER(page_delete_recording)
LATER(page_runner)
LATER(page_diary)
LATER(page_post_diary)
LATER(page_profile)
LATER(page_post_profile)
LATER(page_post_reviews)
LATER(page_forget)
LATER(report_pdf)
LATER(report_html)
