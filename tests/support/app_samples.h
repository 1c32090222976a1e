/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small good exports of apps and sensors, made of the signal of support/read_samples.h. */
#ifndef SUPPORT_APP_SAMPLES_H
#define SUPPORT_APP_SAMPLES_H

#include "support/read_samples.h"

/* Row i, or NULL past the last; read_sample_at goes on with these. */
const struct read_sample *app_sample_at(size_t i);

#endif
