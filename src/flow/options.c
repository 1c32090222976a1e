/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Options as a person types them, read into numbers: one row for each.
 *
 * A parser changes the options only when the whole text is right.
 */
#include "model/options.h"
#include "flow/option_text.h"

#include "backstride/analysis.h"
#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define N(table) (sizeof(table) / sizeof(table)[0])

static bool set_placement(struct bks_options *options, const char *value)
{
    for (int i = BKS_PLACE_UNKNOWN + 1; i < BKS_PLACEMENT_COUNT; i++)
        if (strcmp(value, bks_placement_id((enum bks_placement)i)) == 0) {
            options->placement = (enum bks_placement)i;
            return true;
        }
    return false;
}

/* "3.3m/s", or parts "0-600=2.8m/s,600-900=3.3m/s" in order and without overlap. */
static bool set_speed(struct bks_options *options, const char *value)
{
    struct speed_part parts[OPTIONS_MAX_SPEEDS];
    size_t n = 0;
    if (!strchr(value, '=')) {
        parts[0] = (struct speed_part){0, (double)INFINITY, 0};
        if (!option_speed(&parts[0].speed_mps, value, value + strlen(value)))
            return false;
        n = 1;
    } else if (!option_programme(parts, &n, value)) {
        return false;
    }
    memcpy(options->speed, parts, n * sizeof parts[0]);
    options->n_speed = n;
    return true;
}

static bool set_slope(struct bks_options *options, const char *value)
{
    double amount;
    const char *unit = option_amount(&amount, value);
    if (!unit)
        return false;
    if (strcmp(unit, "%") == 0 && fabs(amount) <= 45)
        options->slope_rad = atan(amount / 100);
    else if (strcmp(unit, "deg") == 0 && fabs(amount) <= 24)
        options->slope_rad = amount * acos(-1) / 180;
    else
        return false;
    return true;
}

struct unit {
    const char *name;
    double in_si;
};

/* An amount with one of the units, in SI, within low .. high. */
static bool quantity(double *si, const char *value, const struct unit *units, size_t n_units,
                     double low, double high)
{
    double amount;
    const char *unit = option_amount(&amount, value);
    for (size_t i = 0; unit && i < n_units; i++) {
        double candidate = amount * units[i].in_si;
        if (strcmp(unit, units[i].name) != 0 || !(candidate >= low && candidate <= high))
            continue;
        *si = candidate;
        return true;
    }
    return false;
}

static const struct unit lengths[] = {{"cm", 0.01}, {"mm", 0.001}, {"m", 1}};
static const struct unit masses[] = {{"kg", 1}, {"lb", 0.45359237}};

static bool set_height(struct bks_options *options, const char *value)
{
    return quantity(&options->height_m, value, lengths, N(lengths), 0.5, 2.6);
}

static bool set_mass(struct bks_options *options, const char *value)
{
    return quantity(&options->mass_kg, value, masses, N(masses), 10, 400);
}

static bool set_leg_length(struct bks_options *options, const char *value)
{
    return quantity(&options->leg_length_m, value, lengths, N(lengths), 0.3, 1.6);
}

/* The index of a text in a list, or -1. */
static int index_in(const char *value, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(value, list[i]) == 0)
            return (int)i;
    return -1;
}

static bool set_surface(struct bks_options *options, const char *value)
{
    static const char *const surfaces[] = {"treadmill", "track", "road", "trail", "grass"};
    if (index_in(value, surfaces, N(surfaces)) < 0)
        return false;
    (void)snprintf(options->surface, sizeof options->surface, "%s", value);
    return true;
}

static bool set_start(struct bks_options *options, const char *value)
{
    return option_instant(&options->start, value);
}

/* The name of a zone, "Europe/Oslo": its form only. */
static bool set_tz(struct bks_options *options, const char *value)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                  "_+-/:";
    size_t n = strlen(value);
    if (n == 0 || n >= sizeof options->tz || strspn(value, letters) != n || value[0] == '/')
        return false;
    memcpy(options->tz, value, n + 1);
    return true;
}

static bool set_columns(struct bks_options *options, const char *value)
{
    return option_columns(&options->columns, value);
}

/* The words stand in the order of their enum, from the first after INFER. */
static bool set_units(struct bks_options *options, const char *value)
{
    static const char *const words[] = {"g", "m/s2"};
    int i = index_in(value, words, N(words));
    if (i >= 0)
        options->columns.accel = (enum accel_unit)(i + 1);
    return i >= 0;
}

static bool set_gyro_unit(struct bks_options *options, const char *value)
{
    static const char *const words[] = {"dps", "rad/s"};
    int i = index_in(value, words, N(words));
    if (i >= 0)
        options->columns.gyro = (enum gyro_unit)(i + 1);
    return i >= 0;
}

static bool set_time_unit(struct bks_options *options, const char *value)
{
    static const char *const words[] = {"s", "ms", "us", "ns"};
    int i = index_in(value, words, N(words));
    if (i >= 0)
        options->columns.time_unit = (enum time_unit)(i + 1);
    return i >= 0;
}

static bool set_track(struct bks_options *options, const char *value)
{
    size_t n = strlen(value);
    if (n == 0 || n >= sizeof options->track || strcmp(value, "-") == 0)
        return false;
    memcpy(options->track, value, n + 1);
    return true;
}

/* To add one: a field in model/options.h, a parser above, a row here, a case in its test. */
static const struct {
    const char *name;
    bool (*set)(struct bks_options *options, const char *value);
    const char *allowed;
} rows[] = {
    {"placement", set_placement,
     "one of sacrum, waist, chest, trunk, pocket, arm, wrist, hand, ankle, foot"},
    {"speed", set_speed,
     "write 3.3m/s, 12km/h or 5:00/km, or parts in order: 0-600=2.8m/s,600-900=3.3m/s"},
    {"slope", set_slope, "write 5% (up to 45%) or 3deg, negative downhill"},
    {"height", set_height, "write 175cm or 1.75m, from 50cm to 260cm"},
    {"mass", set_mass, "write 70kg, from 10kg to 400kg"},
    {"leg-length", set_leg_length, "write 92cm or 0.92m, from 30cm to 160cm"},
    {"surface", set_surface, "one of treadmill, track, road, trail, grass"},
    {"start", set_start, "write 2026-05-01T10:00, with its zone if known: 2026-05-01T10:00+02:00"},
    {"tz", set_tz, "write the name of a time zone: Europe/Oslo"},
    {"columns", set_columns,
     "write t=1,ax=2,ay=3,az=4 and then gx=5,gy=6,gz=7 or speed=8 as needed; columns count from 1"},
    {"units", set_units, "one of g, m/s2"},
    {"gyro-unit", set_gyro_unit, "one of dps, rad/s"},
    {"time-unit", set_time_unit, "one of s, ms, us, ns"},
    {"track", set_track, "name the file that the watch wrote of the same run"},
};

_Static_assert(N(rows) <= sizeof(((struct bks_options *)0)->given) / sizeof(struct given_option),
               "each option can be kept as given");

enum bks_status bks_options_new(struct bks_options **out)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    (*out)->slope_rad = (*out)->height_m = (*out)->mass_kg = (*out)->leg_length_m = (double)NAN;
    return BKS_OK;
}

void bks_options_free(struct bks_options *options)
{
    memory_free(options);
}

/* Keeps the text as typed; an option given twice holds the later. */
static void remember(struct bks_options *options, const char *name, const char *value)
{
    size_t i = 0;
    while (i < options->n_given && strcmp(options->given[i].name, name) != 0)
        i++;
    if (i == options->n_given)
        options->n_given++;
    (void)snprintf(options->given[i].name, sizeof options->given[i].name, "%s", name);
    (void)snprintf(options->given[i].value, sizeof options->given[i].value, "%s", value);
}

static enum bks_status no_such_option(const char *name, struct bks_fault *fault)
{
    char hint[64] = "";
    size_t nearest = 0;
    for (size_t i = 1; i < N(rows); i++)
        if (text_distance(name, rows[i].name) < text_distance(name, rows[nearest].name))
            nearest = i;
    if (text_distance(name, rows[nearest].name) <= 3)
        (void)snprintf(hint, sizeof hint, "did you mean %s?", rows[nearest].name);
    return fault_set(fault, BKS_BAD_ARGUMENT, hint, "no option \"%.40s\"", name);
}

enum bks_status bks_options_set(struct bks_options *options, const char *name, const char *value,
                                struct bks_fault *fault)
{
    size_t i = 0;
    while (i < N(rows) && strcmp(rows[i].name, name) != 0)
        i++;
    if (i == N(rows))
        return no_such_option(name, fault);
    if (strlen(value) >= sizeof options->given[0].value || !rows[i].set(options, value)) {
        char shown[80];
        text_utf8(shown, sizeof shown, value, strlen(value));
        return fault_set(fault, BKS_BAD_ARGUMENT, rows[i].allowed, "%s: \"%s\" is not understood",
                         name, shown);
    }
    remember(options, name, value);
    return BKS_OK;
}
