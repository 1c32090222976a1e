/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small good files of devices, made of the signal of support/read_samples.h. */
#ifndef SUPPORT_DEVICE_SAMPLES_H
#define SUPPORT_DEVICE_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#define DEVICE_SAMPLE_FIT_BATCHES 4 /* of 25 rows each */

/* Each writes to out[READ_SAMPLE_ROOM] and answers the bytes. */
size_t device_sample_ax3(uint8_t *out);
size_t device_sample_ax6(uint8_t *out);
size_t device_sample_gt3x(uint8_t *out);
size_t device_sample_gt3x_old(uint8_t *out);
size_t device_sample_geneactiv(uint8_t *out);
size_t device_sample_fit_raw(uint8_t *out);

#endif
