/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The columns of an archive, from its tags or, for the float dialect that has none, from gravity.
 *
 * The float dialect is the device's raw integers / 32768: AX3 counts 1/256 g, AX6 1/2048 to
 * 1/16384 g by its range, so that g = value x 128, 16, 8, 4 or 2. The gyroscope's range cannot be
 * seen in its values and it is left out.
 */
#include "read/archive_layout.h"

#include "base/fault.h"
#include "model/rows.h"

#include <math.h>
#include <stdlib.h>

#define MAX_RATE_HZ    3200.0 /* of the fastest device that writes this */
#define STANDARD_G     9.80665
#define RADIANS        0.017453292519943295 /* per degree */
#define GRAVITY_LOW_G  0.8                  /* median length of the first rows */
#define GRAVITY_HIGH_G 1.25
#define GRAVITY_ROWS   1024u
#define OUR_MAX_SCALE  1e12 /* a fine step in 32 bits makes a scale that no device has */

static const char audio_hint[] = "give the file that the sensor or the phone's app exported";
static const char tags_hint[] =
    "export it with omconvert, or as \"resampled WAV\", which say what each channel is";

/* What a sensor's labels stand for. */
static const struct {
    enum archive_sensor sensor;
    enum bks_channel first;
    double unit;                  /* in SI */
    double scale_low, scale_high; /* beyond: not a scale */
} sensors[] = {
    {SENSOR_ACCEL, BKS_ACCEL_X, STANDARD_G, 0.5, 1000},
    {SENSOR_GYRO, BKS_GYRO_X, RADIANS, 10, 50000},
    {SENSOR_SPEED, BKS_SPEED, 1, 0.5, 1000},
};

static void place(struct archive_layout *layout, enum bks_channel channel, int column,
                  double factor)
{
    if (layout->channels & 1u << channel)
        return;
    layout->channels |= 1u << channel;
    layout->column[channel] = column;
    layout->factor[channel] = factor;
}

/* Places a channel of a sensor, unless its scale cannot be. */
static void place_label(struct archive_layout *layout, const struct archive_tags *tags, uint32_t c)
{
    const struct archive_channel *channel = &tags->channel[c];
    for (size_t s = 0; s < sizeof sensors / sizeof sensors[0]; s++) {
        double low = tags->ours ? 1 / OUR_MAX_SCALE : sensors[s].scale_low;
        double high = tags->ours ? OUR_MAX_SCALE : sensors[s].scale_high;
        if (channel->sensor != sensors[s].sensor || channel->axis < 0 || channel->scale < low ||
            channel->scale > high)
            continue;
        enum bks_channel to = sensors[s].first + (unsigned)channel->axis;
        double unit = channel->in_si ? 1 : sensors[s].unit;
        if (layout->channels >> to & 1)
            return;
        bool decimal = channel->decimals >= 0 && layout->full > 1;
        place(layout, to, (int)c, decimal ? unit : channel->scale * unit);
        layout->divisor[to] = decimal ? pow(10, channel->decimals) : 0;
    }
}

/* Our columns of time: of whole microseconds where samples are floats, of steps where they are not.
 */
static void place_time(struct archive_layout *layout, const struct archive_channel *channel,
                       uint32_t c)
{
    bool whole = layout->full > 1;
    if (channel->sensor == SENSOR_TIME && !whole)
        layout->time = (int)c;
    if (channel->sensor == SENSOR_STEP && whole && channel->axis >= 0)
        layout->step[channel->axis] = (int)c;
}

static void read_labels(struct archive_layout *layout, const struct archive_tags *tags,
                        uint32_t columns)
{
    for (uint32_t c = 0; c < columns; c++) {
        const struct archive_channel *channel = &tags->channel[c];
        place_label(layout, tags, c);
        place_time(layout, channel, c);
        bool last = c + 1 == columns && channel->sensor == SENSOR_UNLABELLED;
        if ((channel->sensor == SENSOR_AUX || last) && !tags->old_form)
            layout->aux = (int)c;
        if (channel->sensor == SENSOR_ACCEL && channel->scale > layout->scale_g)
            layout->scale_g = layout->range_g = channel->scale;
    }
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* Median length of the three columns from `first` on, or NAN. */
static double median_length(const double *value, size_t rows, uint32_t columns, uint32_t first)
{
    double length[GRAVITY_ROWS];
    size_t n = 0;
    for (size_t i = 0; i < rows && n < GRAVITY_ROWS; i++) {
        const double *row = value + i * columns + first;
        double sum = row[0] * row[0] + row[1] * row[1] + row[2] * row[2];
        if (isfinite(sum) && sum > 0)
            length[n++] = sqrt(sum);
    }
    if (n == 0)
        return NAN;
    qsort(length, n, sizeof length[0], by_size);
    return length[n / 2];
}

static enum bks_status read_gravity(struct archive_layout *layout, uint32_t columns,
                                    const double *value, size_t rows, struct bks_fault *fault)
{
    static const double scales_g[] = {128, 16, 8, 4, 2};
    uint32_t first = columns == 3 ? 0 : 3; /* the gyroscope comes first */
    double length = median_length(value, rows, columns, first);
    for (size_t s = 0; s < sizeof scales_g / sizeof scales_g[0]; s++) {
        double g = length * scales_g[s];
        if (!(g >= GRAVITY_LOW_G && g <= GRAVITY_HIGH_G))
            continue;
        for (unsigned axis = 0; axis < 3; axis++)
            place(layout, BKS_ACCEL_X + axis, (int)(first + axis), scales_g[s] * STANDARD_G);
        layout->scale_g = scales_g[s];
        layout->range_g = s > 0 ? scales_g[s] : 0; /* the AX3 counts alike whatever its range */
        layout->scale_found = true;
        layout->gyro_left_out = columns > 3;
        return BKS_OK;
    }
    return fault_set(fault, BKS_UNSUPPORTED, tags_hint,
                     "no scale in it, and no device's scale makes its first rows show 1 g");
}

/* The one form without tags in which the values can be understood. */
static bool is_float_dialect(const struct container *container)
{
    return container->kind == CONTAINER_RIFF && container->coding == CODING_FLOAT &&
           container->bits == 32 && container->extensible &&
           (container->channels == 3 || container->channels == 6 || container->channels == 9);
}

static bool is_labelled(const struct archive_tags *tags)
{
    for (size_t c = 0; c < ARCHIVE_MAX_CHANNELS; c++)
        if (tags->channel[c].sensor == SENSOR_ACCEL)
            return true;
    return false;
}

enum bks_status archive_refuse(const struct container *container, const struct archive_tags *tags,
                               const char *name, struct bks_fault *fault)
{
    bool labelled = is_labelled(tags);
    if (container->kind == CONTAINER_AUDIO)
        return fault_set(fault, BKS_UNSUPPORTED, audio_hint,
                         "an audio file (%s), not a recording of motion", name);
    if (!labelled && (container->rate_hz > MAX_RATE_HZ || container->channels < 3))
        return fault_set(fault, BKS_UNSUPPORTED, audio_hint,
                         "an audio file (%s, %u channel%s, %.0f Hz), not a recording of motion",
                         name, (unsigned)container->channels, container->channels == 1 ? "" : "s",
                         container->rate_hz);
    if (container->coding == CODING_OTHER)
        return fault_set(fault, BKS_UNSUPPORTED, "convert it to 16-bit PCM",
                         "%s with samples coded in a way that is not read", name);
    if (container->rate_hz > MAX_RATE_HZ && !tags->ours)
        return fault_set(fault, BKS_DAMAGED, NULL,
                         "the header says %.0f samples per second, which no motion sensor takes",
                         container->rate_hz);
    if (container->channels > ARCHIVE_MAX_CHANNELS)
        return fault_set(fault, BKS_UNSUPPORTED, NULL, "%u channels; at most %d are read",
                         (unsigned)container->channels, ARCHIVE_MAX_CHANNELS);
    if (!labelled && !is_float_dialect(container))
        return fault_set(fault, BKS_UNSUPPORTED, tags_hint,
                         "%s without the tags that say what its %u channels hold and their scale",
                         name, (unsigned)container->channels);
    return BKS_OK;
}

enum bks_status archive_layout_of(struct archive_layout *layout, const struct container *container,
                                  const struct archive_tags *tags, const double *value, size_t rows,
                                  struct bks_fault *fault)
{
    bool whole = container->coding == CODING_PCM || container->coding == CODING_FLAC;
    *layout = (struct archive_layout){.aux = LAYOUT_NO_COLUMN, .time = LAYOUT_NO_COLUMN};
    layout->full = whole ? ldexp(1, (int)container->bits - 1) : 1;
    for (size_t c = 0; c < BKS_CHANNEL_COUNT; c++)
        layout->column[c] = LAYOUT_NO_COLUMN;
    for (size_t i = 0; i < LAYOUT_STEPS; i++)
        layout->step[i] = LAYOUT_NO_COLUMN;
    if (!is_labelled(tags))
        return read_gravity(layout, container->channels, value, rows, fault);
    read_labels(layout, tags, container->channels);
    if ((layout->channels & ROWS_ACCEL) != ROWS_ACCEL)
        return fault_set(fault, BKS_UNSUPPORTED, tags_hint,
                         "the tags do not name three accelerometer channels with their scale");
    if ((layout->channels & ROWS_GYRO) != ROWS_GYRO)
        layout->channels &= ~ROWS_GYRO;
    return BKS_OK;
}
