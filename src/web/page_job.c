/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page that waits for an analysis, without a script: it asks for itself again. */
#include "web/page.h"
#include "web/routes.h"
#include "web/site.h"
#include "web/take.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define AGAIN_S 2
#define PERCENT 100

/* Who may not see the runner may not ask how far it is. */
static bool ask(struct exchange *exchange, struct job_told *told, const char *id)
{
    return jobs_ask(exchange->site->jobs, told, id) && take_sees(exchange, told);
}

static const char *result_of(struct exchange *exchange, const struct job_told *told)
{
    return arena_print(&exchange->arena, "/recordings/%" PRId64 "?%s", told->session,
                       told->duplicate ? "there=yes" : "new=yes");
}

/* A complaint without its hint, where that is for who types commands. */
static const char *without_command(struct exchange *exchange, const char *text)
{
    const char *hint = strstr(text, " - "), *command = strstr(text, "`backstride ");
    if (!hint || !command || command < hint)
        return text;
    return arena_print(&exchange->arena, "%.*s.", (int)(hint - text), text);
}

static void put_job(struct exchange *exchange, const struct job_told *told)
{
    html_around(exchange, "<li><p><strong><bdi>", told->file, "</bdi></strong></p>");
    if (told->state == JOB_DONE) {
        html_link(exchange, "", result_of(exchange, told),
                  told->duplicate ? "It was here already: see how it was run"
                                  : "Done: see how it was run");
    } else if (told->state == JOB_FAILED) {
        html_around(exchange, "<p class=\"wrong\" role=\"alert\">",
                    without_command(exchange, told->text), "</p><p>");
        html_link(exchange, "", "/", "Try another file");
        html_put(exchange, " or ");
        html_link(exchange, "", "/guide", "see how to record");
        html_put(exchange, "</p>");
    } else if (told->state == JOB_WAITS) {
        html_print(exchange, "<p>Waiting: %zu before it.</p>", told->before);
    } else {
        html_print(exchange,
                   "<p id=\"reading-%s\">Reading: %ld %%</p><progress max=\"100\" value=\"%ld\" "
                   "aria-labelledby=\"reading-%s\"></progress>",
                   told->id, lround(told->share * PERCENT), lround(told->share * PERCENT),
                   told->id);
    }
    html_put(exchange, "</li>\n");
}

/* All jobs that the page was asked for; false: one of them is none. */
static bool ask_all(struct exchange *exchange, struct job_told *told, size_t *n)
{
    if (!ask(exchange, &told[(*n)++], exchange->part[0]))
        return false;
    for (size_t i = 0; i < exchange->n_fields && *n < WEB_FILES; i++)
        if (strcmp(exchange->field[i].name, "also") == 0 &&
            !ask(exchange, &told[(*n)++], exchange->field[i].value))
            return false;
    return true;
}

void page_job(struct exchange *exchange)
{
    struct job_told *told = arena_new(&exchange->arena, WEB_FILES + 1, sizeof *told);
    size_t n = 0, open = 0;
    if (!told || !ask_all(exchange, told, &n)) {
        exchange_fail(exchange, 404, "not_found", "This analysis is not known any more.");
        return;
    }
    for (size_t i = 0; i < n; i++)
        open += told[i].state < JOB_DONE;
    if (n == 1 && told[0].state == JOB_DONE) {
        exchange_see(exchange, result_of(exchange, &told[0]));
        return;
    }
    page_begin_again(exchange, open ? "Reading your recording" : "Your recordings",
                     open ? AGAIN_S : 0);
    html_put(exchange, "<ul class=\"uploads\">\n");
    for (size_t i = 0; i < n; i++)
        put_job(exchange, &told[i]);
    html_put(exchange, "</ul>\n");
    page_finish(exchange);
}
