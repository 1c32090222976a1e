/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures, drift and flags as JSON. */
#include "report/json_measure.h"

#include <math.h>

#define DEFAULT_DECIMALS 3 /* of a measure whose interval has no width */
#define EXTREME_DECIMALS 12

/* Two digits below the leading digit of the width. */
static int decimals_of(const struct bks_measure *measure)
{
    double width = measure->high - measure->low;
    if (!(width > 0) || !isfinite(width))
        return DEFAULT_DECIMALS;
    double decimals = 2 - floor(log10(width));
    return (int)fmin(fmax(decimals, -EXTREME_DECIMALS), EXTREME_DECIMALS);
}

/* value, low, high */
static void write_values(struct json_writer *json, const struct bks_measure *measure, int decimals)
{
    json_key_number(json, "value", measure->value, decimals);
    json_key_number(json, "low", measure->low, decimals);
    json_key_number(json, "high", measure->high, decimals);
}

void json_key_measure(struct json_writer *json, const char *name, const struct bks_measure *measure)
{
    json_key(json, name);
    json_open(json, '{');
    if (measure->why != BKS_WHY_NONE || !isfinite(measure->value)) {
        json_key(json, "value");
        json_none(json);
        json_key_text(json, "why", bks_reason_id(measure->why));
    } else {
        write_values(json, measure, decimals_of(measure));
        json_key(json, "n");
        json_count(json, measure->n);
    }
    json_close(json, '}');
}

/* Something is said of it: a value, or why there is none. */
static bool followed(const struct bks_drift *drift)
{
    enum bks_reason why = drift->change.why;
    return why != BKS_WHY_NOT_MEASURED && (why != BKS_WHY_NONE || drift->change.n > 0);
}

static void write_drift(struct json_writer *json, const char *name, const struct bks_drift *drift)
{
    /* one recording cannot know how its runner differs from day to day */
    static const struct bks_measure none = {.value = (double)NAN, .why = BKS_WHY_FEW_SESSIONS};
    bool known = drift->between.why == BKS_WHY_NONE && drift->between.n > 0;
    json_key(json, name);
    json_open(json, '{');
    json_key_measure(json, "first_third", &drift->first_third);
    json_key_measure(json, "last_third", &drift->last_third);
    json_key_measure(json, "change", &drift->change);
    json_key_measure(json, "slope_per_10min", &drift->slope_per_10min);
    json_key_measure(json, "detectable_change", &drift->detectable);
    json_key_measure(json, "between_sessions", known ? &drift->between : &none);
    json_key(json, "corrected");
    json_bool(json, drift->corrected);
    json_close(json, '}');
}

void json_drift(struct json_writer *json, const struct bks_drift drift[BKS_MEASURE_COUNT])
{
    bool open = false;
    for (int i = 0; i < BKS_MEASURE_COUNT; i++) {
        if (!followed(&drift[i]))
            continue;
        if (!open) {
            json_key(json, "drift");
            json_open(json, '{');
        }
        open = true;
        write_drift(json, bks_measure_name((enum bks_measure_id)i), &drift[i]);
    }
    if (open)
        json_close(json, '}');
}

void json_flags(struct json_writer *json, const struct bks_flag *flag, size_t n)
{
    json_key(json, "flags");
    json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        int decimals = decimals_of(&flag[i].measured);
        json_open(json, '{');
        json_key_text(json, "id", bks_flag_id_name(flag[i].id));
        json_key_text(json, "level", bks_flag_level_id(flag[i].level));
        write_values(json, &flag[i].measured, decimals);
        json_key_text(json, "unit", flag[i].unit);
        json_key_number(json, "threshold", flag[i].threshold, decimals);
        json_key_text(json, "confidence", bks_confidence_id(flag[i].confidence));
        json_key_text(json, "because", flag[i].because);
        json_key_text(json, "source", flag[i].source);
        json_close(json, '}');
    }
    json_close(json, ']');
}
