/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The activity in a FIT file: its records as points, its pauses, sessions, device and zone. */
#include "read/track_fit.h"

#include "base/fault.h"
#include "read/track_build.h"
#include "read/tracks.h"

#include <math.h>

#define MAX_SESSIONS  16u
#define US_PER_S      INT64_C(1000000)
#define MAX_SHIFT_S   (840 * 60)
#define SPORT_UNKNOWN 0xFFu

enum event_field { EVENT_EVENT = 0, EVENT_TYPE = 1 };
enum session_field {
    SESSION_START = 2,
    SESSION_SPORT = 5,
    SESSION_ELAPSED = 7,
    SESSION_TIMER = 8,
    SESSION_DISTANCE = 9,
    SESSION_CADENCE = 18,
    SESSION_BOUNCE = 89,
    SESSION_CONTACT = 91,
    SESSION_CADENCE_FRACTION = 92
};
#define SPORT_SPORT    0u
#define ACTIVITY_LOCAL 5u

struct session {
    int64_t start_us, end_us;
    enum track_sport sport;
};

struct activity {
    struct track_build build;
    struct fit *fit;
    struct fit_distance distance;
    bool utc;
    bool stopped;
    int64_t stopped_us;
    uint32_t sport; /* of the sport message, while there is no session */
    struct session session[MAX_SESSIONS];
    size_t n_sessions;
};

static enum track_sport sport_of(uint32_t number)
{
    switch (number) {
    case 0: /* generic */
    case SPORT_UNKNOWN:
        return TRACK_SPORT_UNKNOWN;
    case 1:
        return TRACK_SPORT_RUN;
    case 11: /* walking */
    case 17: /* hiking */
        return TRACK_SPORT_WALK;
    default:
        return TRACK_SPORT_OTHER;
    }
}

static void take_event(struct activity *activity, const struct fit_message *message)
{
    uint32_t type = fit_whole(message, EVENT_TYPE, UINT8_MAX);
    bool stop = type == 1 || type == 4 || type == 8 || type == 9; /* stop, and of all timers */
    if (!message->timed || fit_whole(message, EVENT_EVENT, UINT8_MAX) != 0 || !stop)
        return;
    activity->stopped = true;
    activity->stopped_us = fit_us(message->time_s);
}

static enum bks_status take_record(struct activity *activity, const struct fit_message *message,
                                   struct bks_fault *fault)
{
    struct track *track = activity->build.track;
    struct track_point point = fit_point(activity->fit, message, &activity->distance);
    if (!message->timed)
        return BKS_OK;
    /* A watch that found the time on the way: what it wrote before stands in no order to it. */
    if (message->time_s >= FIT_UTC_FROM_S && !activity->utc) {
        activity->build.backwards += track->n;
        track->n = 0;
        activity->utc = true;
    }
    point.t_us = fit_us(message->time_s);
    if (activity->stopped && point.t_us > activity->stopped_us) {
        point.pause_before = track->n > 0;
        activity->stopped = false;
    }
    return track_build_add(&activity->build, &point, fault);
}

static void take_session(struct activity *activity, const struct fit_message *message)
{
    uint32_t start_s = fit_whole(message, SESSION_START, UINT32_MAX);
    double elapsed_s = fit_number(message, SESSION_ELAPSED, 1000, 0);
    struct track_summary *summary = &activity->build.track->summary;
    enum track_sport sport = sport_of(fit_whole(message, SESSION_SPORT, SPORT_UNKNOWN));
    if (sport != TRACK_SPORT_OTHER && isnan(summary->duration_s)) {
        double fraction = fit_number(message, SESSION_CADENCE_FRACTION, 128, 0);
        summary->duration_s = fit_number(message, SESSION_TIMER, 1000, 0);
        summary->distance_m = fit_number(message, SESSION_DISTANCE, 100, 0);
        summary->oscillation_m = fit_number(message, SESSION_BOUNCE, 10000, 0);
        summary->contact_s = fit_number(message, SESSION_CONTACT, 10000, 0);
        summary->cadence_spm =
            2 * (fit_number(message, SESSION_CADENCE, 1, 0) + (isnan(fraction) ? 0 : fraction));
    }
    if (activity->n_sessions == MAX_SESSIONS || start_s == UINT32_MAX || !(elapsed_s >= 0))
        return;
    activity->session[activity->n_sessions++] = (struct session){
        fit_us(start_s), fit_us(start_s) + (int64_t)ceil(elapsed_s) * US_PER_S, sport};
}

/* The watch's wall clock beside UTC. */
static void take_zone(struct activity *activity, const struct fit_message *message)
{
    struct bks_instant *start = &activity->build.track->start;
    uint32_t local_s = fit_whole(message, ACTIVITY_LOCAL, UINT32_MAX);
    if (!message->timed || local_s == UINT32_MAX || local_s < FIT_UTC_FROM_S)
        return;
    int64_t shift_s = (int64_t)local_s - message->time_s;
    if (shift_s < -MAX_SHIFT_S || shift_s > MAX_SHIFT_S)
        return;
    start->kind = BKS_CLOCK_ZONED;
    start->offset_min = (int32_t)lround((double)shift_s / 60.0);
}

static enum bks_status take(struct activity *activity, const struct fit_message *message,
                            struct bks_fault *fault)
{
    switch (message->global) {
    case FIT_RECORD:
        return take_record(activity, message, fault);
    case FIT_FILE_ID:
        if (!activity->build.track->device[0])
            fit_device(activity->build.track->device, sizeof activity->build.track->device,
                       message);
        break;
    case FIT_EVENT:
        take_event(activity, message);
        break;
    case FIT_SPORT:
        activity->sport = fit_whole(message, SPORT_SPORT, SPORT_UNKNOWN);
        break;
    case FIT_SESSION:
        take_session(activity, message);
        break;
    case FIT_ACTIVITY:
        take_zone(activity, message);
        break;
    default:
        break;
    }
    return BKS_OK;
}

static bool in_other_sport(const struct activity *activity, int64_t t_us)
{
    bool other = false;
    for (size_t i = 0; i < activity->n_sessions; i++) {
        const struct session *session = &activity->session[i];
        if (t_us < session->start_us || t_us > session->end_us)
            continue;
        if (session->sport != TRACK_SPORT_OTHER)
            return false;
        other = true;
    }
    return other;
}

/* Of a triathlon the run is kept. */
static void keep_on_foot(struct activity *activity)
{
    struct track *track = activity->build.track;
    size_t kept = 0;
    double before_m = 0;
    bool dropped = false;
    for (size_t i = 0; i < track->n; i++) {
        struct track_point point = track->point[i];
        if (in_other_sport(activity, point.t_us)) {
            dropped = true;
            continue;
        }
        if (kept == 0 && i > 0 && point.distance_m > 0)
            before_m = point.distance_m;
        point.distance_m -= before_m;
        point.pause_before = kept > 0 && (point.pause_before || dropped);
        dropped = false;
        track->point[kept++] = point;
    }
    if (kept < track->n)
        warnings_add(&track->warnings, BKS_WARN_ONE_OF_SEVERAL,
                     "several sports in one file; only what was on foot is read: %zu of %zu points",
                     kept, track->n);
    track->n = kept;
}

static void settle_sport(struct activity *activity)
{
    struct track *track = activity->build.track;
    bool foot = false, other = false;
    track->sport = sport_of(activity->sport);
    for (size_t i = 0; i < activity->n_sessions; i++) {
        enum track_sport sport = activity->session[i].sport;
        foot = foot || sport != TRACK_SPORT_OTHER;
        other = other || sport == TRACK_SPORT_OTHER;
        if (i == 0 || sport == TRACK_SPORT_RUN || track->sport == TRACK_SPORT_OTHER)
            track->sport = sport;
    }
    if (foot && other)
        keep_on_foot(activity);
    else if (track->sport == TRACK_SPORT_OTHER)
        track_drop_gait(track);
}

static enum bks_status nothing(const struct activity *activity, struct bks_fault *fault)
{
    const struct warnings *warnings = &activity->build.track->warnings;
    int64_t at = fit_damage_at(activity->fit);
    if (at < 0)
        return fault_set(fault, BKS_EMPTY, "export the activity itself",
                         "a FIT file without records of an activity");
    (void)fault_set(fault, BKS_DAMAGED, warnings->n > 0 ? warnings->item[0].text : NULL,
                    "damaged before its first record");
    return fault_at(fault, NULL, at, 0);
}

static enum bks_status read_all(struct activity *activity, struct bks_fault *fault)
{
    struct track *track = activity->build.track;
    struct fit_message message;
    bool got = true;
    enum bks_status status = BKS_OK;
    while (status == BKS_OK && got) {
        status = fit_next(activity->fit, &message, &got, fault);
        if (status == BKS_OK && got)
            status = take(activity, &message, fault);
    }
    if (status != BKS_OK)
        return status;
    if (track->n == 0)
        return nothing(activity, fault);
    if (!activity->utc)
        track->start.kind = BKS_CLOCK_NONE;
    else if (track->start.kind != BKS_CLOCK_ZONED)
        track->start.kind = BKS_CLOCK_UTC;
    settle_sport(activity);
    track_build_end(&activity->build, "the record's cadence");
    return BKS_OK;
}

static enum bks_status read_track(struct track *track, struct source *source,
                                  const struct track_wish *wish, struct bks_fault *fault)
{
    (void)wish;
    struct activity activity = {.build = {.track = track}, .sport = SPORT_UNKNOWN};
    enum bks_status status = fit_open(&activity.fit, source, &track->warnings, fault);
    if (status == BKS_OK)
        status = read_all(&activity, fault);
    fit_close(activity.fit);
    return status;
}

static enum probe_answer probe(struct source *source)
{
    return fit_claims(source) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

const struct track_format track_format_fit = {
    .about = {.id = "garmin-fit",
              .title = "Garmin FIT activity",
              .recognised_by = "header with \".FIT\" at byte 8",
              .gives =
                  "track: speed, distance, altitude, cadence and running dynamics as the watch "
                  "reports them; UTC, with the zone where the file has it"},
    .probe = probe,
    .read = read_track,
};
