/* SPDX-License-Identifier: GPL-3.0-or-later */
/* iCalendar lines: folded at 75 bytes, texts escaped, whole days. */
#include "report/calendar.h"

#include "report/purpose.h"
#include "report/words.h"

#include <string.h>

#define LINE_MOST 74 /* bytes before a fold; RFC 5545 allows 75 */
#define DATE_ROOM 24

struct calendar {
    FILE *out;
    size_t column;
    const char *runner;
    char stamp[DATE_ROOM]; /* the day of the recommendation: the same plan gives the same bytes */
};

static void put_byte(struct calendar *calendar, char c)
{
    bool begins = ((unsigned char)c & 0xC0) != 0x80; /* never inside a UTF-8 character */
    if (calendar->column >= LINE_MOST - 3 && begins) {
        (void)fputs("\r\n ", calendar->out);
        calendar->column = 1;
    }
    (void)fputc(c, calendar->out);
    calendar->column++;
}

static void put(struct calendar *calendar, const char *text)
{
    for (; *text; text++)
        put_byte(calendar, *text);
}

static void put_text(struct calendar *calendar, const char *text)
{
    for (; *text; text++) {
        if (*text == '\n') {
            put(calendar, "\\n");
            continue;
        }
        if (strchr("\\,;", *text))
            put_byte(calendar, '\\');
        put_byte(calendar, *text);
    }
}

static void end_line(struct calendar *calendar)
{
    (void)fputs("\r\n", calendar->out);
    calendar->column = 0;
}

static void line(struct calendar *calendar, const char *name, const char *value)
{
    put(calendar, name);
    put(calendar, value);
    end_line(calendar);
}

/* "20260501" */
static void date_of(char text[DATE_ROOM], int32_t day)
{
    char iso[DAY_ROOM];
    day_iso(iso, day);
    (void)snprintf(text, DATE_ROOM, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

/* A whole day with a reminder at 8 in the morning. */
static void event(struct calendar *calendar, const char *id, int32_t day, const char *title,
                  const char *text)
{
    char date[DATE_ROOM], next[DATE_ROOM], uid[128];
    date_of(date, day);
    date_of(next, day + 1);
    (void)snprintf(uid, sizeof uid, "%.60s-%s-%s@backstride", calendar->runner, date, id);
    line(calendar, "BEGIN:", "VEVENT");
    line(calendar, "UID:", uid);
    line(calendar, "DTSTAMP:", calendar->stamp);
    line(calendar, "DTSTART;VALUE=DATE:", date);
    line(calendar, "DTEND;VALUE=DATE:", next);
    line(calendar, "TRANSP:", "TRANSPARENT");
    put(calendar, "SUMMARY:");
    put_text(calendar, title);
    end_line(calendar);
    put(calendar, "DESCRIPTION:");
    put_text(calendar, text);
    put_text(calendar, "\n");
    put_text(calendar, purpose_sentence());
    put_text(calendar, "\n");
    put_text(calendar, purpose_disclaimer());
    end_line(calendar);
    line(calendar, "BEGIN:", "VALARM");
    line(calendar, "ACTION:", "DISPLAY");
    line(calendar, "TRIGGER:", "PT8H");
    put(calendar, "DESCRIPTION:");
    put_text(calendar, title);
    end_line(calendar);
    line(calendar, "END:", "VALARM");
    line(calendar, "END:", "VEVENT");
}

/* "6 x (run 1:00, walk 2:00)" */
static void title_of(char title[160], const struct plan_card *card)
{
    char run[WORDS_ROOM], walk[WORDS_ROOM];
    words_duration(run, (double)card->run_s);
    words_duration(walk, (double)card->walk_s);
    if (card->walk_s > 0)
        (void)snprintf(title, 160, "%d x (run %s, walk %s)", card->repeats, run, walk);
    else
        (void)snprintf(title, 160, "run %s", run);
}

static void session(struct calendar *calendar, const struct plan_answer *answer, int32_t today)
{
    char title[160], text[PLAN_TEXT_ROOM + 256];
    int32_t day = answer->earliest != NO_DAY && answer->earliest > today ? answer->earliest : today;
    title_of(title, &answer->card);
    (void)snprintf(text, sizeof text,
                   "Walk %d minutes before and %d after. Ask backstride that morning whether the "
                   "plan still stands.\n%s",
                   answer->card.warm_up_s / 60, answer->card.cool_down_s / 60, answer->text);
    event(calendar, "session", day, title, text);
    event(calendar, "morning", day + 1, "How is your back this morning?",
          "Write it down: backstride diary --runner NAME add DATE waking=0..10");
}

static void no_session(struct calendar *calendar, const struct plan_answer *answer, int32_t today)
{
    bool dated = answer->earliest != NO_DAY && answer->earliest > today;
    if (answer->walk_minutes > 0) {
        char title[160];
        (void)snprintf(title, sizeof title, "Walk up to %d minutes, easy", answer->walk_minutes);
        event(calendar, "walk", today, title, answer->text);
    }
    event(calendar, "look-again", dated ? answer->earliest : today + 1,
          "How is your back? Look at the plan again", answer->text);
}

enum bks_status report_calendar(const struct plan_answer *answer, int32_t today, const char *runner,
                                FILE *out)
{
    struct calendar calendar = {.out = out, .runner = runner};
    char date[DATE_ROOM];
    date_of(date, today);
    (void)snprintf(calendar.stamp, sizeof calendar.stamp, "%.8sT000000Z", date);
    line(&calendar, "BEGIN:", "VCALENDAR");
    line(&calendar, "VERSION:", "2.0");
    line(&calendar, "PRODID:", "-//backstride//walk-run plan//EN");
    line(&calendar, "CALSCALE:", "GREGORIAN");
    if (answer->has_card)
        session(&calendar, answer, today);
    else
        no_session(&calendar, answer, today);
    line(&calendar, "END:", "VCALENDAR");
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}
