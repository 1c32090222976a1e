/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attributes of Apple Health exports: instants, types, values with their units. */
#include "base/text.h"
#include "read/health.h"
#include "read/stamp.h"

#include <math.h>
#include <string.h>

/* Units that the records of runs come in, by the reader's country. */
static const struct {
    const char *text;
    double factor;
} units[] = {
    {"ms", 0.001},    {"s", 1},     {"min", 60},        {"hr", 3600},      {"mm", 0.001},
    {"cm", 0.01},     {"m", 1},     {"km", 1000},       {"in", 0.0254},    {"ft", 0.3048},
    {"mi", 1609.344}, {"m/s", 1},   {"km/hr", 1 / 3.6}, {"km/h", 1 / 3.6}, {"mi/hr", 0.44704},
    {"mph", 0.44704}, {"count", 1}, {"count/min", 1},
};

bool health_instant(int64_t *t_us, int32_t *offset_min, const char *const *attribute,
                    const char *name)
{
    const char *text = xml_attribute(attribute, name);
    struct stamp stamp;
    if (!text || !stamp_scan(&stamp, text, text + strlen(text), STAMP_YMD))
        return false;
    *t_us = stamp.t_us;
    *offset_min = stamp.zone == STAMP_OFFSET ? stamp.offset_min : 0;
    return true;
}

double health_value(const char *const *attribute, const char *name, const char *unit)
{
    const char *text = xml_attribute(attribute, name), *in = xml_attribute(attribute, unit);
    double value;
    if (!text || !in || !text_is_number(&value, text))
        return (double)NAN;
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(in, units[i].text) == 0)
            return value * units[i].factor;
    return (double)NAN;
}

const char *health_type(const char *const *attribute, const char *name, const char *before)
{
    const char *text = xml_attribute(attribute, name);
    return text && text_starts(text, before) ? text + strlen(before) : "";
}
