/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers as they are shown: text_fixed rounds, here and in the JSON, and nothing else does. */
#include "report/figure.h"

#include "model/day.h"
#include "report/phrases.h"

#include <math.h>

#define NO_BREAK "\xC2\xA0" /* U+00A0 */
#define MOST     4          /* decimals */

struct figure figure_words(const char *text)
{
    bool some = text && text[0];
    return (struct figure){
        .kind = some ? FIGURE_TEXT : FIGURE_NONE, .unit = "", .text = text, .day = NO_DAY};
}

struct figure figure_number(double value, int decimals, const char *unit)
{
    return (struct figure){.kind = isfinite(value) ? FIGURE_NUMBER : FIGURE_NONE,
                           .value = value,
                           .decimals = decimals < 0      ? 0
                                       : decimals > MOST ? MOST
                                                         : decimals,
                           .unit = unit ? unit : "",
                           .day = NO_DAY};
}

struct figure figure_change(double value, int decimals, const char *unit)
{
    struct figure figure = figure_number(value, decimals, unit);
    if (figure.kind == FIGURE_NUMBER)
        figure.kind = FIGURE_CHANGE;
    return figure;
}

struct figure figure_day(int32_t day)
{
    return (struct figure){
        .kind = day == NO_DAY ? FIGURE_NONE : FIGURE_DAY, .unit = "", .day = day};
}

/* So many decimals that the two ends of an interval differ, two more at most. */
static int decimals_of(const struct bks_measure *measure, int decimals)
{
    int most = decimals + 2 < FIGURE_DECIMALS ? decimals + 2 : FIGURE_DECIMALS;
    double power = pow(10, decimals);
    for (; decimals < most && measure->low < measure->high &&
           round(measure->low * power) == round(measure->high * power);
         decimals++)
        power *= 10;
    return decimals;
}

struct figure figure_measure(const struct bks_measure *measure, enum bks_measure_id id)
{
    const struct phrase_measure *phrase = phrase_measure(id);
    struct figure figure =
        figure_number(measure->value, decimals_of(measure, phrase->decimals), phrase->unit);
    figure.kind = FIGURE_MEASURE;
    figure.low = measure->low;
    figure.high = measure->high;
    figure.n = measure->n;
    if (measure->why == BKS_WHY_NONE) {
        figure.kind = isfinite(measure->value) ? FIGURE_MEASURE : FIGURE_NONE;
        return figure;
    }
    figure.value = (double)NAN;
    figure.text = bks_reason_text(measure->why);
    figure.why = bks_reason_id(measure->why);
    return figure;
}

/* Zero is neither above nor below: it has no sign. */
static const char *signed_number(struct arena *arena, const struct locale *locale, double value,
                                 int decimals)
{
    const char *text = locale_number(arena, locale, value, decimals);
    bool above = value > 0 && locale_number(arena, locale, -value, decimals)[0] != text[0];
    return above ? arena_print(arena, "+%s", text) : text;
}

static const char *measure_text(struct arena *arena, const struct figure *figure,
                                const struct locale *locale)
{
    if (!isfinite(figure->value))
        return figure->text && figure->text[0] ? arena_text(arena, figure->text) : "-";
    const char *value = locale_number(arena, locale, figure->value, figure->decimals);
    if (!isfinite(figure->low) || !isfinite(figure->high))
        return value;
    return arena_print(arena, "%s (%s to %s)", value,
                       locale_number(arena, locale, figure->low, figure->decimals),
                       locale_number(arena, locale, figure->high, figure->decimals));
}

const char *figure_text(struct arena *arena, const struct figure *figure,
                        const struct locale *locale)
{
    switch (figure->kind) {
    case FIGURE_TEXT:
        return arena_text(arena, figure->text);
    case FIGURE_NUMBER:
        return locale_number(arena, locale, figure->value, figure->decimals);
    case FIGURE_CHANGE:
        return signed_number(arena, locale, figure->value, figure->decimals);
    case FIGURE_MEASURE:
        return measure_text(arena, figure, locale);
    case FIGURE_DAY:
        return locale_day(arena, locale, figure->day);
    case FIGURE_NONE:
    default:
        return "-";
    }
}

static bool has_value(const struct figure *figure)
{
    return figure->kind == FIGURE_NUMBER || figure->kind == FIGURE_CHANGE ||
           (figure->kind == FIGURE_MEASURE && isfinite(figure->value));
}

const char *figure_with_unit(struct arena *arena, const struct figure *figure,
                             const struct locale *locale)
{
    const char *text = figure_text(arena, figure, locale);
    if (!has_value(figure) || !figure->unit || !figure->unit[0])
        return text;
    return arena_print(arena, "%s" NO_BREAK "%s", text, figure->unit);
}

static void key_fixed(struct json_writer *json, const char *key, double value, int decimals)
{
    json_key(json, key);
    json_fixed(json, value, decimals);
}

static void measure_members(struct json_writer *json, const struct figure *figure)
{
    key_fixed(json, "value", figure->value, figure->decimals);
    if (!isfinite(figure->value)) {
        json_key_text(json, "why", figure->why ? figure->why : "");
    } else if (isfinite(figure->low) && isfinite(figure->high)) {
        key_fixed(json, "low", figure->low, figure->decimals);
        key_fixed(json, "high", figure->high, figure->decimals);
    }
}

static void day_json(struct json_writer *json, int32_t day)
{
    char iso[DAY_ROOM];
    if (day_iso(iso, day)[0] == '-')
        json_none(json);
    else
        json_text(json, iso);
}

void figure_json(struct json_writer *json, const struct figure *figure)
{
    switch (figure->kind) {
    case FIGURE_TEXT:
        json_text(json, figure->text);
        break;
    case FIGURE_NUMBER:
    case FIGURE_CHANGE:
        json_fixed(json, figure->value, figure->decimals);
        break;
    case FIGURE_MEASURE:
        json_open(json, '{');
        measure_members(json, figure);
        json_close(json, '}');
        break;
    case FIGURE_DAY:
        day_json(json, figure->day);
        break;
    case FIGURE_NONE:
    default:
        json_none(json);
        break;
    }
}

void figure_json_members(struct json_writer *json, const struct figure *figure)
{
    if (figure->kind == FIGURE_MEASURE) {
        measure_members(json, figure);
        return;
    }
    json_key(json, "value");
    figure_json(json, figure);
}
