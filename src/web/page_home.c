/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first page: one field to drop a recording on, and whose runs are here. */
#include "web/page_upload.h"

#include "report/phrases.h"
#include "web/page.h"
#include "web/routes.h"

#include <string.h>

static const struct upload_option options[] = {
    {"speed", "Speed of the running", "3.3m/s, 12km/h or 5:00/km; a treadmill: 0-600=2.8m/s,..."},
    {"slope", "Slope", "5% or 3deg"},
    {"surface", "Surface", "treadmill, track, road, trail or grass"},
    {"height", "Height", "175cm"},
    {"mass", "Body mass", "70kg"},
    {"leg-length", "Leg length", "92cm, hip to ground"},
    {"start", "When it began", "2026-05-01T10:00; where the file has no date"},
    {"tz", "Time zone", "Europe/Oslo or +02:00; where the file has none"},
    {"columns", "Columns of a table", "t=1,ax=2,ay=3,az=4; where nobody knows the file"},
};
_Static_assert(sizeof options / sizeof options[0] == UPLOAD_OPTIONS, "each has its complaint");

const struct upload_option *upload_option_at(size_t i)
{
    return i < UPLOAD_OPTIONS ? &options[i] : NULL;
}

static const char *typed(const struct exchange *exchange, const char *name)
{
    const char *value = exchange_field(exchange, name);
    return value ? value : "";
}

/* What ties a field to its hint and to what was wrong with it. */
static void put_tie(struct exchange *exchange, const char *name, bool hint, const char *why)
{
    if (why)
        html_print(exchange, " aria-invalid=\"true\" aria-describedby=\"%s-wrong%s%s%s\"", name,
                   hint ? " " : "", hint ? name : "", hint ? "-hint" : "");
    else if (hint)
        html_print(exchange, " aria-describedby=\"%s-hint\"", name);
}

static void put_drop(struct exchange *exchange, const struct upload_wrong *wrong)
{
    html_put(exchange, "<div class=\"drop\" id=\"drop\">\n<label for=\"file\">"
                       "<strong>Drop the recording of your run.</strong> "
                       "<span>It stays on this machine.</span></label>\n"
                       "<input type=\"file\" id=\"file\" name=\"file\" multiple=\"multiple\"");
    put_tie(exchange, "file", false, wrong->file);
    html_put(exchange, "/>\n");
    html_wrong(exchange, "file", wrong->file);
    html_put(exchange, "<p class=\"quiet\">No recording yet? ");
    html_link(exchange, "", "/guide", "How to record one");
    html_put(exchange, "</p></div>\n");
}

/* Who has only one runner to see is not asked. */
static void put_runner(struct exchange *exchange, const struct seen_runners *seen,
                       const struct upload_wrong *wrong)
{
    const char *name = typed(exchange, "runner");
    if (!name[0] && seen->n == 1)
        name = seen->runner[0].name;
    if (exchange->visitor.role == VISITOR_RUNNER)
        return;
    html_put(exchange, "<p class=\"field\"><label for=\"runner\">Who ran?</label><input "
                       "id=\"runner\" name=\"runner\" list=\"runners\" maxlength=\"200\" "
                       "autocomplete=\"off\" value=\"");
    html_around(exchange, "", name, "\"");
    put_tie(exchange, "runner", false, wrong->runner);
    html_put(exchange, "/>");
    html_wrong(exchange, "runner", wrong->runner);
    html_put(exchange, "</p>\n<datalist id=\"runners\">");
    for (size_t i = 0; i < seen->n; i++)
        html_around(exchange, "<option value=\"", seen->runner[i].name, "\"></option>");
    html_put(exchange, "</datalist>\n");
}

static void put_placement(struct exchange *exchange, const struct upload_wrong *wrong)
{
    const char *told = typed(exchange, "placement");
    html_put(exchange, "<p class=\"field\"><label for=\"placement\">Where was it worn?</label>"
                       "<select id=\"placement\" name=\"placement\"");
    put_tie(exchange, "placement", false, wrong->placement);
    html_put(exchange, "><option value=\"\">not sure: find out</option>");
    for (int i = 0; i < BKS_PLACEMENT_COUNT; i++) {
        const char *id = bks_placement_id((enum bks_placement)i);
        if (i == BKS_PLACE_UNKNOWN)
            continue;
        html_print(exchange, "<option value=\"%s\"%s>%s</option>", id,
                   strcmp(id, told) == 0 ? " selected=\"selected\"" : "",
                   phrase_worn((enum bks_placement)i));
    }
    html_put(exchange, "</select>");
    html_wrong(exchange, "placement", wrong->placement);
    html_put(exchange, "</p>\n");
}

static void put_options(struct exchange *exchange, const struct upload_wrong *wrong)
{
    bool open = false;
    for (size_t i = 0; i < UPLOAD_OPTIONS; i++)
        open = open || wrong->option[i] || typed(exchange, options[i].name)[0];
    html_print(exchange,
               "<details%s><summary>More that you may know</summary>\n"
               "<div class=\"pair\">\n",
               open ? " open=\"open\"" : "");
    for (size_t i = 0; i < UPLOAD_OPTIONS; i++) {
        const char *name = options[i].name;
        html_print(exchange,
                   "<p class=\"field\"><label for=\"%s\">%s</label>"
                   "<input id=\"%s\" name=\"%s\" value=\"",
                   name, options[i].label, name, name);
        html_around(exchange, "", typed(exchange, name), "\"");
        put_tie(exchange, name, true, wrong->option[i]);
        html_print(exchange, "/><span class=\"hint\" id=\"%s-hint\">%s (<code>--%s</code>)</span>",
                   name, options[i].hint, name);
        html_wrong(exchange, name, wrong->option[i]);
        html_put(exchange, "</p>\n");
    }
    html_put(exchange,
             "</div>\n<p class=\"tick\"><input type=\"checkbox\" id=\"force\" name=\"force\" "
             "value=\"yes\"/><label for=\"force\">Analyse anew what is there already</label></p>\n"
             "</details>\n");
}

void upload_form(struct exchange *exchange, const struct seen_runners *seen,
                 const struct upload_wrong *wrong)
{
    html_form(exchange, "/recordings", " id=\"upload\" enctype=\"multipart/form-data\"");
    put_drop(exchange, wrong);
    html_put(exchange, "<div class=\"pair\">\n");
    put_runner(exchange, seen, wrong);
    put_placement(exchange, wrong);
    html_put(exchange, "</div>\n");
    put_options(exchange, wrong);
    html_put(exchange, "<p class=\"acts\"><button>Read the recording</button></p>\n</form>\n"
                       "<ul id=\"uploads\" class=\"uploads\" aria-live=\"polite\"></ul>\n"
                       "<div id=\"result\" tabindex=\"-1\"></div>\n");
}

static void show(struct exchange *exchange, struct store *store, const struct upload_wrong *wrong)
{
    struct seen_runners seen;
    if (!seen_runners_read(&seen, exchange, store))
        return;
    page_begin(exchange, PLACE_HOME, "How did you run?");
    upload_form(exchange, &seen, wrong);
    html_put(exchange, "<section aria-labelledby=\"who\"><h2 id=\"who\">Runners</h2>\n");
    seen_runners_write(exchange, store, &seen);
    html_put(exchange, "</section>\n");
    page_finish(exchange);
}

void upload_page(struct exchange *exchange, const struct upload_wrong *wrong)
{
    struct store *store;
    if (!exchange_store(exchange, &store, false))
        return;
    show(exchange, store, wrong);
    store->can->close(store);
}

void page_home(struct exchange *exchange)
{
    upload_page(exchange, &(struct upload_wrong){.file = NULL});
}
