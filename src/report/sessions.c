/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of sessions. */
#include "report/sessions.h"

#include "base/text.h"
#include "report/json_measure.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/words.h"

#include <inttypes.h>

#define COLUMN_DATE    6
#define COLUMN_RUN     38
#define COLUMN_WALK    51
#define COLUMN_CADENCE 64

struct listing {
    struct page page;
    struct json_writer json;
    size_t n;
};

static const char *source_of(const struct session_head *head)
{
    return head->source == BKS_SOURCE_RAW ? "raw" : "device";
}

static void put_duration(struct page *page, size_t column, const char *label, double seconds)
{
    char text[WORDS_ROOM], length[WORDS_ROOM];
    if (seconds < 0.5)
        return;
    words_duration(length, seconds);
    (void)snprintf(text, sizeof text, "%s %.40s", label, length);
    page_to(page, column);
    page_put(page, text);
}

static bool text_line(void *context, const struct session_head *head)
{
    struct listing *listing = context;
    struct page *page = &listing->page;
    char text[WORDS_ROOM], number[32];
    (void)snprintf(text, sizeof text, "%4" PRId64, head->id);
    page_put(page, text);
    page_to(page, COLUMN_DATE);
    words_date(text, &head->start);
    page_put(page, text);
    put_duration(page, COLUMN_RUN, "run", head->run_s);
    put_duration(page, COLUMN_WALK, "walk", head->walk_s);
    if (head->measure.why == BKS_WHY_NONE) {
        text_fixed(number, head->measure.value, 0);
        (void)snprintf(text, sizeof text, "%s/min%s", number,
                       head->source == BKS_SOURCE_DEVICE ? " watch" : "");
        page_to(page, COLUMN_CADENCE);
        page_put(page, text);
    }
    page_end_line(page);
    listing->n++;
    return true;
}

enum bks_status sessions_write_text(struct store *store, const struct runner *runner,
                                    struct bks_text_style style, FILE *out, struct bks_fault *fault)
{
    struct listing listing = {.page = {.out = out, .style = style}};
    page_put(&listing.page, runner->name);
    page_end_line(&listing.page);
    enum bks_status status = store->can->session_heads(
        store, runner->id, bks_measure_name(BKS_CADENCE), text_line, &listing, fault);
    if (status != BKS_OK)
        return status;
    if (listing.n == 0) {
        page_put(&listing.page, "  no sessions yet: backstride add --runner NAME FILE");
        page_end_line(&listing.page);
    }
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}

static bool json_line(void *context, const struct session_head *head)
{
    struct json_writer *json = &((struct listing *)context)->json;
    char start[WORDS_ROOM];
    json_open(json, '{');
    json_key(json, "id");
    json_whole(json, head->id);
    json_key(json, "start");
    if (words_iso(start, &head->start))
        json_text(json, start);
    else
        json_none(json);
    json_key_number(json, "duration_s", head->duration_s, 2);
    json_key_number(json, "run_s", head->run_s, 2);
    json_key_number(json, "walk_s", head->walk_s, 2);
    json_key_text(json, "source", source_of(head));
    json_key_text(json, "placement", bks_placement_id(head->placement));
    json_key_text(json, "verdict", bks_verdict_id(head->verdict));
    json_key_text(json, "sha256", head->sha256);
    json_key_measure(json, bks_measure_name(BKS_CADENCE), &head->measure);
    json_key_measure(json, bks_measure_name(BKS_MEAN_SPEED), &head->speed);
    json_close(json, '}');
    return true;
}

enum bks_status sessions_write_json(struct store *store, const struct runner *runner, FILE *out,
                                    struct bks_fault *fault)
{
    struct listing listing = {.json = json_start(out)};
    struct json_writer *json = &listing.json;
    json_open(json, '{');
    json_key(json, "schema_version");
    json_count(json, 1);
    json_key_text(json, "runner", runner->slug);
    json_key_text(json, "name", runner->name);
    json_key(json, "sessions");
    json_open(json, '[');
    enum bks_status status = store->can->session_heads(
        store, runner->id, bks_measure_name(BKS_CADENCE), json_line, &listing, fault);
    json_close(json, ']');
    json_close(json, '}');
    enum bks_status ended = json_end(json);
    return status != BKS_OK ? status : ended;
}
