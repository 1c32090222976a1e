/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates and decimals of some countries, after the Unicode CLDR's short forms with a whole year. */
#include "report/locale.h"

#include "base/text.h"
#include "model/day.h"

#include <math.h>
#include <string.h>

#define MINUS      "\xE2\x88\x92" /* U+2212 */
#define US_PER_DAY INT64_C(86400000000)

static const struct locale locales[] = {
    {"C", ".", "Y-M-D", false},     {"en_GB", ".", "D/M/Y", false}, {"en_US", ".", "m/d/Y", true},
    {"en_CA", ".", "Y-M-D", true},  {"en_AU", ".", "D/M/Y", false}, {"en_IE", ".", "D/M/Y", false},
    {"da_DK", ",", "D.M.Y", false}, {"de_AT", ",", "D.M.Y", false}, {"de_CH", ".", "D.M.Y", false},
    {"de_DE", ",", "D.M.Y", false}, {"es_ES", ",", "d/m/Y", false}, {"fi_FI", ",", "d.m.Y", false},
    {"fr_CA", ",", "Y-M-D", true},  {"fr_FR", ",", "D/M/Y", false}, {"it_IT", ",", "D/M/Y", false},
    {"ja_JP", ".", "Y/M/D", false}, {"nb_NO", ",", "D.M.Y", false}, {"nl_NL", ",", "D-M-Y", false},
    {"pl_PL", ",", "D.M.Y", false}, {"pt_BR", ",", "D/M/Y", false}, {"sv_SE", ",", "Y-M-D", false},
};

const struct locale *locale_at(size_t i)
{
    return i < sizeof locales / sizeof locales[0] ? &locales[i] : NULL;
}

const struct locale *locale_find(const char *name)
{
    size_t n = strcspn(name, ".@");
    for (size_t i = 0; i < sizeof locales / sizeof locales[0]; i++)
        if (strlen(locales[i].name) == n && memcmp(locales[i].name, name, n) == 0)
            return &locales[i];
    return NULL;
}

/* One letter of a form; what is no letter of it stands for itself. */
static const char *date_part(struct arena *arena, const struct civil *date, char letter)
{
    switch (letter) {
    case 'd':
        return arena_print(arena, "%d", date->day);
    case 'D':
        return arena_print(arena, "%02d", date->day);
    case 'm':
        return arena_print(arena, "%d", date->month);
    case 'M':
        return arena_print(arena, "%02d", date->month);
    case 'y':
        return arena_print(arena, "%d", date->year);
    case 'Y':
        return arena_print(arena, "%04d", date->year);
    default:
        return arena_print(arena, "%c", letter);
    }
}

const char *locale_day(struct arena *arena, const struct locale *locale, int32_t day)
{
    char iso[DAY_ROOM];
    struct civil date;
    if (strcmp(day_iso(iso, day), "-") == 0)
        return "-";
    text_civil(&date, (int64_t)day * US_PER_DAY);
    const char *text = "";
    for (const char *letter = locale->date; *letter; letter++)
        text = arena_print(arena, "%s%s", text, date_part(arena, &date, *letter));
    return text;
}

const char *locale_number(struct arena *arena, const struct locale *locale, double value,
                          int decimals)
{
    char digits[32];
    if (!isfinite(value))
        return "-";
    text_fixed(digits, value, decimals);
    bool minus = digits[0] == '-';
    const char *whole = digits + minus;
    int n = (int)strcspn(whole, ".");
    return arena_print(arena, "%s%.*s%s%s", minus ? MINUS : "", n, whole,
                       whole[n] ? locale->decimal : "", whole[n] ? whole + n + 1 : "");
}
