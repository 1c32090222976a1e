/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the header and the tags of an archive come to, and what of it is not to be relied on. */
#include "read/archive_info.h"

#include "model/rows.h"

#include <math.h>
#include <stdio.h>

#define AX6_FIRMWARE 50   /* from here on the device is an AX6 */
#define MAX_RATE_GAP 0.1  /* share by which our own "Rate" may leave the header's */
#define ROUNDING_HZ  0.51 /* a header can only say whole numbers */

/* The true rate: ours, or 12.5 and 6.25 that the header cannot say, or the header's. */
static double rate_of(const struct container *container, const struct archive_tags *tags,
                      struct warnings *warnings)
{
    static const struct {
        double config_hz, header_hz, rate_hz;
    } cut[] = {{12, 13, 12.5}, {12, 12, 12.5}, {6, 6, 6.25}};
    double header_hz = container->rate_hz;
    if (tags->rate_hz > 0 &&
        fabs(tags->rate_hz - header_hz) <= fmax(ROUNDING_HZ, header_hz * MAX_RATE_GAP))
        return tags->rate_hz;
    if (tags->rate_hz != 0)
        warnings_add(warnings, BKS_WARN_RATE_DIFFERS,
                     "the tags say %g samples per second, the header %g; the header is believed",
                     tags->rate_hz, header_hz);
    for (size_t i = 0; i < sizeof cut / sizeof cut[0]; i++) {
        if (tags->config_hz != cut[i].config_hz || header_hz != cut[i].header_hz)
            continue;
        warnings_add(
            warnings, BKS_WARN_RATE_DIFFERS,
            "the header says %g samples per second, as it cannot say %g; the device was set "
            "to that, and it is used",
            header_hz, cut[i].rate_hz);
        return cut[i].rate_hz;
    }
    return header_hz;
}

static struct bks_instant start_of(const struct archive_tags *tags)
{
    struct bks_instant start = {.kind = BKS_CLOCK_NONE};
    if (!tags->has_time)
        return start;
    start.kind = tags->has_zone ? BKS_CLOCK_ZONED : BKS_CLOCK_LOCAL;
    start.offset_min = tags->has_zone ? tags->zone_min : 0;
    start.t_us = tags->time_us - start.offset_min * INT64_C(60000000);
    return start;
}

static void name_device(struct bks_recording_info *info, const struct archive_tags *tags)
{
    bool gyro = info->channels & ROWS_GYRO;
    const char *name = tags->device;
    if (tags->cwa)
        name = gyro || tags->firmware >= AX6_FIRMWARE ? "AX6" : "AX3";
    (void)snprintf(info->device, sizeof info->device, "%s%s%s", name, *name && *tags->id ? " " : "",
                   tags->id);
}

static void warn_of_writer(struct warnings *warnings, const struct archive_tags *tags,
                           const struct archive_layout *layout, double rate_hz)
{
    if (tags->old_form || (tags->cwa && tags->rate_hz == 0))
        warnings_add(warnings, BKS_WARN_RESAMPLED,
                     "the exporter interpolated the samples to an even %g per second", rate_hz);
    if (!layout->scale_found)
        return;
    warnings_add(warnings, BKS_WARN_UNITS_INFERRED,
                 "no scale in the file; its first rows show 1 g when a value of 1 is %g g%s",
                 layout->scale_g,
                 layout->gyro_left_out ? "; the gyroscope, of unknown range, is left out" : "");
    warnings_add(
        warnings, BKS_WARN_TIME_INFERRED,
        "this exporter says %g samples per second whatever the device did; times and rates "
        "are no better than that",
        rate_hz);
}

void archive_info_fill(struct bks_recording_info *info, struct warnings *warnings,
                       const struct container *container, const struct archive_tags *tags,
                       const struct archive_layout *layout)
{
    info->start = start_of(tags);
    info->nominal_rate_hz = rate_of(container, tags, warnings);
    info->channels = layout->channels;
    info->range_g = layout->range_g;
    if (tags->config_g >= 1 && tags->config_g < info->range_g)
        info->range_g = tags->config_g;
    info->gravity_included = true;
    info->placement = tags->place;
    name_device(info, tags);
    warn_of_writer(warnings, tags, layout, info->nominal_rate_hz);
}
