/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What to do better next time: one row for each thing that can be wrong, the weightiest first. */
#include "report/advice.h"

#define ENOUGH_HZ    50.0
#define SHORT_S      50.0 /* a rehearsal is a minute */
#define GAP_SHARE    0.01
#define CLIPPED_MUCH 0.1 /* percent of the samples */
#define TURNED_MUCH  30.0
#define SPARSE_HZ    0.5

static bool warned(const struct bks_result *result, enum bks_warning_id id)
{
    for (size_t i = 0; i < result->quality.n_warnings; i++)
        if (result->quality.warnings[i].id == id)
            return true;
    return false;
}

static bool no_gravity(const struct bks_result *result)
{
    return !result->input.info.gravity_included;
}

static bool slow(const struct bks_result *result)
{
    return result->input.sample_rate_hz > 0 && result->input.sample_rate_hz < ENOUGH_HZ;
}

static bool holes(const struct bks_result *result)
{
    return result->quality.gap_s > GAP_SHARE * result->input.duration_s ||
           warned(result, BKS_WARN_GAPS);
}

static bool clipped(const struct bks_result *result)
{
    return result->quality.clipped_percent > CLIPPED_MUCH;
}

static bool cut_short(const struct bks_result *result)
{
    return warned(result, BKS_WARN_TRUNCATED);
}

static bool damaged(const struct bks_result *result)
{
    return warned(result, BKS_WARN_DAMAGED_PART);
}

static bool turned(const struct bks_result *result)
{
    return warned(result, BKS_WARN_SENSOR_TURNED) || result->quality.turned_deg > TURNED_MUCH;
}

static bool place_unknown(const struct bks_result *result)
{
    return result->input.placement == BKS_PLACE_UNKNOWN;
}

static bool off_trunk(const struct bks_result *result)
{
    return result->input.placement >= BKS_POCKET;
}

static bool jitter(const struct bks_result *result)
{
    return warned(result, BKS_WARN_JITTER) || warned(result, BKS_WARN_TIME_BACKWARDS);
}

static bool brief(const struct bks_result *result)
{
    return result->input.duration_s < SHORT_S;
}

static bool undated(const struct bks_result *result)
{
    return result->input.info.start.kind == BKS_CLOCK_NONE;
}

static bool sparse(const struct bks_result *result)
{
    return result->input.sample_rate_hz < SPARSE_HZ;
}

static bool no_cadence(const struct bks_result *result)
{
    return warned(result, BKS_WARN_NO_CADENCE);
}

static bool device(const struct bks_result *result)
{
    return result->input.source == BKS_SOURCE_DEVICE;
}

static bool refused(const struct bks_result *result)
{
    return warned(result, BKS_WARN_TRACK_REFUSED);
}

#define RAW    (1u << BKS_SOURCE_RAW)
#define DEVICE (1u << BKS_SOURCE_DEVICE)
#define BOTH   (RAW | DEVICE)

static const struct {
    bool (*fits)(const struct bks_result *);
    const char *text;
    unsigned sources; /* bits of enum bks_source */
} rows[] = {
    {no_gravity,
     "record with gravity: \"Acceleration (with g)\" in phyphox, \"Gravity\" beside "
     "\"Accelerometer\" in Sensor Logger",
     RAW},
    {slow, "record at 50 samples per second or more; 100 is best", RAW},
    {holes,
     "it has gaps: let the app record with the screen locked and battery saving off; on a "
     "sensor, switch idle sleep off",
     RAW},
    {cut_short, "stop the recording before you export or copy it: this one breaks off", BOTH},
    {damaged, "copy it from the device once more: parts of this copy are damaged", BOTH},
    {clipped, "wear it tight, so that it cannot knock, and choose a range of 8 g or more", RAW},
    {turned, "fix it tighter, in a belt: it turned while you moved", RAW},
    {place_unknown, "say where you wore it, for example --placement waist", RAW},
    {off_trunk, "wear it tight at the small of the back or the waist: bounce shows best there",
     RAW},
    {jitter, "close other apps while you record: the time stamps are uneven", RAW},
    {no_cadence, "wear a foot pod or a watch that counts steps, or record on the phone too",
     DEVICE},
    {sparse, "set the watch to write every second instead of smart recording", DEVICE},
    {brief, "record a minute or more", BOTH},
    {refused, "see that the file of --track is of this run; --start says when the recording began",
     RAW},
    {undated, "say when it was, for example --start 2026-05-01T10:00+02:00", BOTH},
    {device,
     "record the acceleration beside it, on a phone at the waist: backstride measures from "
     "that, and takes this file as --track",
     DEVICE},
};

const char *advice_next(size_t *from, const struct bks_result *result)
{
    while (*from < sizeof rows / sizeof rows[0]) {
        size_t i = (*from)++;
        if (rows[i].sources & 1u << result->input.source && rows[i].fits(result))
            return rows[i].text;
    }
    return NULL;
}
