/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which stream of Sensor Logger holds specific force, in which unit and sign.
 *
 *   TotalAcceleration                    Android, m/s2
 *   Accelerometer + Gravity              m/s2; iOS writes both negated unless standardised
 *   AccelerometerUncalibrated            m/s2, or g and negated (iOS): its own size tells
 *   WristMotion acceleration + gravity   g and negated, or m/s2 (standardised): its size tells
 *   Accelerometer alone                  gravity was taken out
 */
#include "read/sensor_logger.h"
#include "read/units.h"

#define LEAST_MPS2 3.1 /* between gravity in g and in m/s2 */
#define LEAST_G    0.5 /* a mean vector shorter than this holds no gravity */

static const struct logger_choice choices[] = {
    {"TotalAcceleration", NULL, LOGGER_TOTAL},
    {"Accelerometer", "Gravity", LOGGER_SUM},
    {"AccelerometerUncalibrated", NULL, LOGGER_OWN_UNIT},
    {"WristMotion", NULL, LOGGER_WRIST},
    {"Accelerometer", NULL, LOGGER_LINEAR},
};

static const char *const locations[] = {"Location", "LocationGps", "WatchLocation"};

const struct logger_choice *logger_choice_at(size_t i)
{
    return i < sizeof choices / sizeof choices[0] ? &choices[i] : NULL;
}

const char *logger_location_at(size_t i)
{
    return i < sizeof locations / sizeof locations[0] ? locations[i] : NULL;
}

/* -1 on iOS unless standardised; without a word of the platform iOS is taken, and said. */
static double sign_of(const struct logger_metadata *metadata, struct warnings *warnings)
{
    if (metadata->platform == LOGGER_UNKNOWN && !metadata->standardised)
        warnings_add(warnings, BKS_WARN_SIGN_INFERRED,
                     "the phone's platform is not said; signs read as those of an iPhone");
    return metadata->platform == LOGGER_ANDROID || metadata->standardised ? 1 : -1;
}

static struct logger_scale without_gravity(const struct logger_metadata *metadata,
                                           struct warnings *warnings)
{
    warnings_add(warnings, BKS_WARN_GRAVITY_REMOVED,
                 "the app took gravity out; record Gravity or Total Acceleration as well");
    return (struct logger_scale){sign_of(metadata, warnings), false};
}

struct logger_scale logger_scale_of(enum logger_kind kind, const struct logger_metadata *metadata,
                                    double length, struct warnings *warnings)
{
    /* What is in g comes from iOS, whose signs are turned. */
    struct logger_scale by_size = {length < LEAST_MPS2 ? -UNITS_MPS2_PER_G : 1, true};
    bool has_size = length >= LEAST_G;
    if (kind == LOGGER_TOTAL)
        return (struct logger_scale){1, true};
    if (kind == LOGGER_SUM)
        return (struct logger_scale){sign_of(metadata, warnings), true};
    if (kind == LOGGER_WRIST)
        return has_size ? by_size : (struct logger_scale){-UNITS_MPS2_PER_G, true};
    if (kind == LOGGER_LINEAR || !has_size)
        return without_gravity(metadata, warnings);
    if (kind == LOGGER_UNNAMED)
        warnings_add(warnings, BKS_WARN_UNITS_INFERRED,
                     "the sensor is not named; read as acceleration with gravity, in %s",
                     by_size.factor > 0 ? "m/s2" : "g");
    return by_size;
}
