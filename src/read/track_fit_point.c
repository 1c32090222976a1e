/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One record message of a FIT file as a point of a track.
 *
 * The standard fields come first; what they leave open is taken from fields of developers that say
 * they stand for one, or whose name does (foot pods write theirs beside the watch's).
 */
#include "read/track_fit.h"

#include "base/text.h"

#include <math.h>
#include <stddef.h>

#define SPEED      offsetof(struct track_point, speed_mps)
#define DISTANCE   offsetof(struct track_point, distance_m)
#define ALTITUDE   offsetof(struct track_point, altitude_m)
#define CADENCE    offsetof(struct track_point, cadence_spm)
#define BOUNCE     offsetof(struct track_point, oscillation_m)
#define CONTACT    offsetof(struct track_point, contact_s)
#define BALANCE    offsetof(struct track_point, balance_left)
#define HEART_RATE offsetof(struct track_point, heart_rate_bpm)

enum record_field {
    RECORD_CADENCE = 4,
    RECORD_COMPRESSED = 8,
    RECORD_CADENCE_256 = 52,
    RECORD_CADENCE_FRACTION = 53
};

/* Standard fields, to SI; of two for one place the first that has a value counts. */
static const struct {
    unsigned number;
    double scale, offset;
    size_t place;
} standard[] = {
    {73, 1000, 0, SPEED},    {6, 1000, 0, SPEED},     {5, 100, 0, DISTANCE},
    {78, 5, 500, ALTITUDE},  {2, 5, 500, ALTITUDE},   {39, 10000, 0, BOUNCE},
    {41, 10000, 0, CONTACT}, {84, 10000, 0, BALANCE}, {3, 1, 0, HEART_RATE},
};

/* Developers' fields by the standard field that they stand for, or by name. */
static const struct {
    unsigned native;
    const char *name;
    size_t place;
} developers[] = {
    {73, "Enhanced Speed", SPEED},
    {6, "Speed", SPEED},
    {5, "Distance", DISTANCE},
    {78, "Enhanced Altitude", ALTITUDE},
    {2, "Elevation", ALTITUDE},
    {4, "Cadence", CADENCE},
    {39, "Vertical Oscillation", BOUNCE},
    {41, "Ground Time", CONTACT},
    {41, "Ground Contact Time", CONTACT},
    {41, "Stance Time", CONTACT},
    {84, "Stance Time Balance", BALANCE},
    {3, "Heart Rate", HEART_RATE},
};

/* Units of developers; a value in any other is left out. */
static const struct {
    const char *text;
    size_t place;
    double factor;
} units[] = {
    {"m/s", SPEED, 1},
    {"mps", SPEED, 1},
    {"km/h", SPEED, 1 / 3.6},
    {"kph", SPEED, 1 / 3.6},
    {"m", DISTANCE, 1},
    {"meters", DISTANCE, 1},
    {"km", DISTANCE, 1000},
    {"m", ALTITUDE, 1},
    {"meters", ALTITUDE, 1},
    {"rpm", CADENCE, 1},
    {"spm", CADENCE, 0.5},
    {"mm", BOUNCE, 0.001},
    {"millimeters", BOUNCE, 0.001},
    {"cm", BOUNCE, 0.01},
    {"centimeters", BOUNCE, 0.01},
    {"m", BOUNCE, 1},
    {"meters", BOUNCE, 1},
    {"ms", CONTACT, 0.001},
    {"milliseconds", CONTACT, 0.001},
    {"s", CONTACT, 1},
    {"percent", BALANCE, 0.01},
    {"%", BALANCE, 0.01},
    {"bpm", HEART_RATE, 1},
};

static double *field_at(struct track_point *point, size_t place)
{
    return (double *)(void *)((char *)point + place);
}

static void put(struct track_point *point, size_t place, double value)
{
    double *field = field_at(point, place);
    if (isnan(*field))
        *field = value;
}

/* Strides a minute; the fraction is of use only beside the whole. */
static double cadence_of(const struct fit_message *message)
{
    double fine = fit_number(message, RECORD_CADENCE_256, 256, 0);
    if (!isnan(fine))
        return fine;
    double fraction = fit_number(message, RECORD_CADENCE_FRACTION, 128, 0);
    return fit_number(message, RECORD_CADENCE, 1, 0) + (isnan(fraction) ? 0 : fraction);
}

/* Three bytes: 12 bits of speed in cm/s, 12 bits of distance in 1/16 m that begin again at 256 m.
 */
static void put_compressed(struct track_point *point, const struct fit_message *message,
                           struct fit_distance *distance)
{
    struct fit_values values = fit_field(message, RECORD_COMPRESSED);
    if (values.n != 3 || (values.data[0] & values.data[1] & values.data[2]) == 0xFF)
        return;
    uint32_t speed = values.data[0] | (values.data[1] & 15u) << 8;
    uint32_t sixteenths = values.data[1] >> 4 | (uint32_t)values.data[2] << 4;
    distance->sum += distance->begun ? (sixteenths - distance->last) & 0xFFFu : sixteenths;
    distance->last = sixteenths;
    distance->begun = true;
    put(point, SPEED, speed / 100.0);
    put(point, DISTANCE, distance->sum / 16.0);
}

static void put_developer(struct track_point *point, const struct fit_description *description,
                          double value)
{
    for (size_t i = 0; i < sizeof developers / sizeof developers[0]; i++) {
        bool native = description->native_message == FIT_RECORD &&
                      description->native_field == developers[i].native;
        if (!native && !text_equal_nocase(description->name, developers[i].name))
            continue;
        for (size_t k = 0; k < sizeof units / sizeof units[0]; k++)
            if (units[k].place == developers[i].place &&
                text_equal_nocase(description->units, units[k].text))
                put(point, units[k].place, value * units[k].factor);
        return;
    }
}

struct track_point fit_point(const struct fit *fit, const struct fit_message *message,
                             struct fit_distance *distance)
{
    struct track_point point = track_point_empty(0);
    for (size_t i = 0; i < sizeof standard / sizeof standard[0]; i++)
        put(&point, standard[i].place,
            fit_number(message, standard[i].number, standard[i].scale, standard[i].offset));
    point.cadence_spm = cadence_of(message);
    put_compressed(&point, message, distance);
    /* Zero stands for what is not measured yet. */
    static const size_t never_zero[] = {BOUNCE, CONTACT, BALANCE, HEART_RATE};
    for (size_t i = 0; i < sizeof never_zero / sizeof never_zero[0]; i++)
        if (!(*field_at(&point, never_zero[i]) > 0))
            *field_at(&point, never_zero[i]) = (double)NAN;
    for (unsigned i = 0; i < message->definition->n_developer; i++) {
        const struct fit_description *description;
        struct fit_values values = fit_developer(fit, message, i, &description);
        double value;
        if (fit_value(&value, &values, 0))
            put_developer(&point, description, value);
    }
    return point;
}
