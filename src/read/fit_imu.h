/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Samples of an accelerometer or gyroscope in FIT messages: a batch of them in each. */
#ifndef READ_FIT_IMU_H
#define READ_FIT_IMU_H

#include "read/fit.h"

#define FIT_BATCH_MAX \
    128u /* samples of a message: its offsets take 2 bytes each, a field has 255 */

enum fit_sensor { FIT_ACCELEROMETER, FIT_GYROSCOPE }; /* as the calibration names them */

/* matrix * (raw - level - offset) * gain */
struct fit_calibration {
    bool known;
    double gain, level, offset[3], matrix[9];
};

struct fit_batch {
    size_t n;
    int64_t t_us[FIT_BATCH_MAX];
    double value[FIT_BATCH_MAX][3]; /* m/s2 or rad/s; NAN where the file marks it invalid */
};

/* Takes a calibration of the sensor in; other messages are passed over. */
void fit_calibrate(struct fit_calibration *calibration, const struct fit_message *message,
                   enum fit_sensor sensor);

/*
 * The samples of a message: calibrated ones where it has them, else raw ones, calibrated.
 *
 *   out   false where it is another message, has no time, or only counts that nothing calibrates
 */
bool fit_batch_read(struct fit_batch *batch, const struct fit_message *message,
                    enum fit_sensor sensor, const struct fit_calibration *calibration);

#endif
