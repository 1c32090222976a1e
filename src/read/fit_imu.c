/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Batches of samples, and the calibration that goes with raw ones.
 *
 *   data         0 milliseconds of the batch, 1 milliseconds of each sample after it, 2..4 raw
 *                counts, 5..7 calibrated floats (g, deg/s), 8..10 calibrated thousandths of g
 *   calibration  0 sensor, 1 factor, 2 divisor, 3 level shift, 4 offsets[3], 5 matrix[9] / 65535
 */
#include "read/fit_imu.h"

#include "read/units.h"

#include <math.h>

#define US_PER_MS INT64_C(1000)
#define ONE       65535.0 /* in the matrix */

enum data_field { DATA_MS = 0, DATA_OFFSETS = 1, DATA_RAW = 2, DATA_FLOAT = 5, DATA_MILLI = 8 };

enum calibration_field {
    CALIBRATION_SENSOR = 0,
    CALIBRATION_FACTOR = 1,
    CALIBRATION_DIVISOR = 2,
    CALIBRATION_LEVEL = 3,
    CALIBRATION_OFFSETS = 4,
    CALIBRATION_MATRIX = 5
};

static const struct {
    uint16_t global;
    double si;        /* of 1 g, of 1 deg/s */
    bool thousandths; /* fields 8..10 are there */
} sensors[] = {
    [FIT_ACCELEROMETER] = {FIT_ACCELEROMETER_DATA, UNITS_MPS2_PER_G, true},
    [FIT_GYROSCOPE] = {FIT_GYROSCOPE_DATA, UNITS_RAD_PER_DEG, false},
};

static void read_list(double *list, size_t n, const struct fit_message *message, unsigned field,
                      double scale)
{
    struct fit_values values = fit_field(message, field);
    for (size_t i = 0; i < n && values.n >= n; i++) {
        double value;
        if (fit_value(&value, &values, i))
            list[i] = value / scale;
    }
}

void fit_calibrate(struct fit_calibration *calibration, const struct fit_message *message,
                   enum fit_sensor sensor)
{
    if (message->global != FIT_CALIBRATION ||
        fit_whole(message, CALIBRATION_SENSOR, UINT8_MAX) != (uint32_t)sensor)
        return;
    double factor = fit_number(message, CALIBRATION_FACTOR, 1, 0);
    double divisor = fit_number(message, CALIBRATION_DIVISOR, 1, 0);
    double level = fit_number(message, CALIBRATION_LEVEL, 1, 0);
    struct fit_calibration found = {.known = true,
                                    .gain = factor / divisor,
                                    .level = isnan(level) ? 0 : level,
                                    .matrix = {1, 0, 0, 0, 1, 0, 0, 0, 1}};
    read_list(found.offset, 3, message, CALIBRATION_OFFSETS, 1);
    read_list(found.matrix, 9, message, CALIBRATION_MATRIX, ONE);
    if (isfinite(found.gain) && found.gain > 0)
        *calibration = found;
}

static void apply(double value[3], const struct fit_calibration *calibration)
{
    double level[3];
    for (size_t axis = 0; axis < 3; axis++)
        level[axis] = value[axis] - calibration->level - calibration->offset[axis];
    for (size_t axis = 0; axis < 3; axis++) {
        const double *row = calibration->matrix + 3 * axis;
        value[axis] =
            (row[0] * level[0] + row[1] * level[1] + row[2] * level[2]) * calibration->gain;
    }
}

/* True when each axis has a value in the fields from `first` on. */
static bool has(const struct fit_message *message, unsigned first)
{
    bool all = true;
    for (unsigned axis = 0; axis < 3; axis++) {
        struct fit_values values = fit_field(message, first + axis);
        double unused;
        bool any = false;
        for (size_t i = 0; i < values.n && !any; i++)
            any = fit_value(&unused, &values, i);
        all = all && any;
    }
    return all;
}

/* Value of an axis of sample i, NAN where it is invalid. */
static double axis_of(const struct fit_values *values, size_t i)
{
    double value;
    return fit_value(&value, values, i) ? value : (double)NAN;
}

static void fill(struct fit_batch *batch, const struct fit_message *message, unsigned first,
                 double factor, const struct fit_calibration *calibration)
{
    struct fit_values offsets = fit_field(message, DATA_OFFSETS), axis[3];
    double ms = fit_number(message, DATA_MS, 1, 0), offset_ms;
    int64_t start_us = fit_us(message->time_s) + (isnan(ms) ? 0 : (int64_t)ms * US_PER_MS);
    for (unsigned k = 0; k < 3; k++)
        axis[k] = fit_field(message, first + k);
    batch->n = 0;
    for (size_t i = 0; i < offsets.n && batch->n < FIT_BATCH_MAX; i++) {
        double *value = batch->value[batch->n];
        if (!fit_value(&offset_ms, &offsets, i) || !(offset_ms >= 0 && offset_ms <= UINT16_MAX))
            continue; /* the padding of the last batch */
        for (size_t k = 0; k < 3; k++)
            value[k] = axis_of(&axis[k], i);
        if (calibration)
            apply(value, calibration);
        for (size_t k = 0; k < 3; k++) {
            value[k] *= factor;
            if (!isfinite(value[k]))
                value[k] = (double)NAN;
        }
        batch->t_us[batch->n++] = start_us + (int64_t)offset_ms * US_PER_MS;
    }
}

bool fit_batch_read(struct fit_batch *batch, const struct fit_message *message,
                    enum fit_sensor sensor, const struct fit_calibration *calibration)
{
    double si = sensors[sensor].si;
    if (message->global != sensors[sensor].global || !message->timed)
        return false;
    if (has(message, DATA_FLOAT))
        fill(batch, message, DATA_FLOAT, si, NULL);
    else if (calibration->known && has(message, DATA_RAW))
        fill(batch, message, DATA_RAW, si, calibration);
    else if (sensors[sensor].thousandths && has(message, DATA_MILLI))
        fill(batch, message, DATA_MILLI, si / 1000, NULL);
    else
        return false;
    return true;
}
