/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A recording held against its card. */
#include "report/match.h"

#include "report/words.h"

#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#define LINE_ROOM  MATCH_ROOM
#define MOST_NAMED 3 /* intervals by number; more are only counted */

BKS_PRINTF(2, 3) static void say(char line[LINE_ROOM], const char *words, ...)
{
    size_t used = strlen(line);
    va_list arguments;
    va_start(arguments, words);
    (void)vsnprintf(line + used, LINE_ROOM - used, words, arguments);
    va_end(arguments);
}

void match_intervals(char line[MATCH_ROOM], const struct plan_match *match)
{
    line[0] = '\0';
    int repeats = match->card.repeats;
    say(line, "%d of %d", match->found < repeats ? match->found : repeats, repeats);
    if (match->found > repeats)
        say(line, "; %d more than planned", match->found - repeats);
    for (int i = 0; i < match->n_off && i < MOST_NAMED; i++) {
        const struct plan_off *off = &match->off[i];
        say(line, "; interval %d was %" PRId64 " s %s", off->interval,
            off->by_s < 0 ? -off->by_s : off->by_s, off->by_s < 0 ? "shorter" : "longer");
    }
    if (match->n_off > MOST_NAMED)
        say(line, "; %d more were off", match->n_off - MOST_NAMED);
    if (match->as_planned)
        say(line, "; each as planned");
}

void match_minutes(char line[MATCH_ROOM], const struct plan_match *match)
{
    char planned[WORDS_ROOM], measured[WORDS_ROOM];
    words_duration(planned, (double)match->planned_s);
    words_duration(measured, (double)match->measured_s);
    (void)snprintf(line, MATCH_ROOM, "%s of running, %s were planned", measured, planned);
}

void match_text(struct page *page, const struct plan_match *match, const char *runner)
{
    char line[LINE_ROOM];
    match_intervals(line, match);
    page_field(page, "card", line);
    match_minutes(line, match);
    page_field(page, "", line);
    page_field(page, "", "Tell me tomorrow morning how your back was:");
    (void)snprintf(line, sizeof line, "backstride today --runner %s", runner);
    page_field(page, "", line);
}

void match_json(struct json_writer *json, const struct plan_match *match)
{
    json_key(json, "card");
    json_open(json, '{');
    json_key(json, "repeats");
    json_whole(json, match->card.repeats);
    json_key(json, "run_s");
    json_whole(json, match->card.run_s);
    json_key(json, "found");
    json_whole(json, match->found);
    json_key(json, "planned_s");
    json_whole(json, match->planned_s);
    json_key(json, "measured_s");
    json_whole(json, match->measured_s);
    json_key_text(json, "counted", match->as_planned ? "planned" : "measured");
    json_key(json, "off");
    json_open(json, '[');
    for (int i = 0; i < match->n_off; i++) {
        json_open(json, '{');
        json_key(json, "interval");
        json_whole(json, match->off[i].interval);
        json_key(json, "by_s");
        json_whole(json, match->off[i].by_s);
        json_close(json, '}');
    }
    json_close(json, ']');
    json_close(json, '}');
}
