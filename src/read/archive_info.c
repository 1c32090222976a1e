/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the header and the tags of an archive come to, and what of it is not to be relied on. */
#include "read/archive_info.h"

#include "model/rows.h"

#include <math.h>
#include <stdio.h>

#define AX6_FIRMWARE 50   /* from here on the device is an AX6 */
#define MAX_RATE_GAP 0.1  /* share by which our own "Rate" may leave the header's */
#define ROUNDING_HZ  0.51 /* a header can only say whole numbers */
#define OUR_MIN_HZ   0.1  /* of rates that a header cannot say at all */
#define OUR_MAX_HZ   1e6

/* The true rate: ours, or 12.5 and 6.25 that the header cannot say, or the header's. */
double archive_rate_hz(struct warnings *warnings, const struct container *container,
                       const struct archive_tags *tags)
{
    static const struct {
        double config_hz, header_hz, rate_hz;
    } cut[] = {{12, 13, 12.5}, {12, 12, 12.5}, {6, 6, 6.25}};
    double header_hz = container->rate_hz;
    if (tags->ours && tags->rate_hz >= OUR_MIN_HZ && tags->rate_hz <= OUR_MAX_HZ)
        return tags->rate_hz;
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
    bool known = tags->has_time || (tags->has_start && tags->has_clock);
    if (!known || (tags->has_clock && tags->clock == BKS_CLOCK_NONE))
        return start;
    start.kind = tags->has_zone ? BKS_CLOCK_ZONED : BKS_CLOCK_LOCAL;
    if (tags->has_clock && tags->clock == BKS_CLOCK_UTC)
        start.kind = BKS_CLOCK_UTC;
    start.offset_min = start.kind == BKS_CLOCK_ZONED ? tags->zone_min : 0;
    start.t_us =
        tags->has_start ? tags->start_us : tags->time_us - start.offset_min * INT64_C(60000000);
    return start;
}

static void name_device(struct bks_recording_info *info, const struct archive_tags *tags)
{
    bool gyro = info->channels & ROWS_GYRO;
    const char *name = tags->device;
    if (tags->cwa)
        name = gyro || tags->firmware >= AX6_FIRMWARE ? "AX6" : "AX3";
    if (*tags->id)
        (void)snprintf(info->device, sizeof info->device, "%.60s%s%s", name, *name ? " " : "",
                       tags->id);
    else
        (void)snprintf(info->device, sizeof info->device, "%s", name);
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
                       const struct archive_tags *tags, const struct archive_layout *layout,
                       double rate_hz)
{
    info->start = start_of(tags);
    info->nominal_rate_hz = tags->nominal_hz >= 0 ? tags->nominal_hz : rate_hz;
    info->channels = layout->channels;
    info->range_g = layout->range_g;
    if (tags->config_g >= 1 && tags->config_g < info->range_g)
        info->range_g = tags->config_g;
    if (tags->range_g >= 0)
        info->range_g = tags->range_g;
    info->gravity_included = !tags->gravity_removed;
    info->placement = tags->place;
    name_device(info, tags);
    warn_of_writer(warnings, tags, layout, rate_hz);
}
