/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How to record a run: every guide on one page, the first for all, the others by app. */
#include "report/guide.h"

#include "web/page.h"
#include "web/routes.h"

static void put_steps(struct exchange *exchange, const struct guide *guide)
{
    html_put(exchange, "<dl class=\"steps\">\n");
    for (size_t i = 0; i < GUIDE_STEPS && guide->step[i].label; i++) {
        if (guide_is_command(&guide->step[i]))
            continue;
        html_around(exchange, "<div><dt>", guide->step[i].label, "</dt>");
        html_around(exchange, "<dd>", guide->step[i].text, "</dd></div>\n");
    }
    html_put(exchange, "</dl>\n");
}

void page_guide(struct exchange *exchange)
{
    page_begin(exchange, PLACE_GUIDE, guide_at(0)->title);
    put_steps(exchange, guide_at(0));
    html_put(exchange,
             "<p>Where it says <code>backstride check</code>: drop the rehearsal on the "
             "first page instead. It tells you what the recording is good for. Then delete it "
             "there: what stays counts as a run.</p>\n"
             "<h2>Your app or sensor</h2>\n");
    for (size_t i = 1; guide_at(i); i++) {
        html_around(exchange, "<details id=\"", guide_at(i)->id, "\">");
        html_around(exchange, "<summary>", guide_at(i)->title, "</summary>\n");
        put_steps(exchange, guide_at(i));
        html_put(exchange, "</details>\n");
    }
    html_put(exchange, "<p class=\"acts\">");
    html_link(exchange, "button", "/", "Drop a recording");
    html_put(exchange, "</p>\n");
    page_finish(exchange);
}
