/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass: workouts on foot, and the one that is wished for. */
#include "read/health.h"

#include "base/text.h"

#include <math.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#define US_PER_S 1e6

struct search {
    struct workouts *found;
    const struct track_wish *wish;
    struct workout open; /* the workout whose element is open */
    bool in_workout;
};

/* Statistics of a workout that say what the track's summary wants. */
static const struct {
    const char *type, *attribute;
    size_t place;
} statistics[] = {
    {"RunningGroundContactTime", "average", offsetof(struct workout, summary.contact_s)},
    {"RunningVerticalOscillation", "average", offsetof(struct workout, summary.oscillation_m)},
    {"DistanceWalkingRunning", "sum", offsetof(struct workout, summary.distance_m)},
    {"StepCount", "sum", offsetof(struct workout, steps)},
};

/* Phones write a blank that does not break, which few terminals can show. */
static void soften_blanks(char *text)
{
    char *to = text;
    for (const char *p = text; *p; p++) {
        bool hard = p[0] == '\xC2' && p[1] == '\xA0';
        *to++ = hard ? ' ' : *p;
        p += hard;
    }
    *to = '\0';
}

static void begin_workout(struct search *search, const char *const *attribute)
{
    const char *type = health_type(attribute, "workoutActivityType", "HKWorkoutActivityType");
    const char *source = xml_attribute(attribute, "sourceName");
    struct workout *open = &search->open;
    int32_t unused;
    *open = (struct workout){.steps = (double)NAN, .summary = track_summary_empty()};
    if (strcmp(type, "Running") == 0)
        open->sport = TRACK_SPORT_RUN;
    else if (strcmp(type, "Walking") == 0 || strcmp(type, "Hiking") == 0)
        open->sport = TRACK_SPORT_WALK;
    search->in_workout =
        open->sport != TRACK_SPORT_UNKNOWN &&
        health_instant(&open->start_us, &open->offset_min, attribute, "startDate") &&
        health_instant(&open->end_us, &unused, attribute, "endDate") &&
        open->end_us > open->start_us;
    if (!source)
        source = "";
    (void)snprintf(open->source, sizeof open->source, "%s", source);
    text_utf8(open->device, sizeof open->device, source, strlen(source));
    soften_blanks(open->device);
    open->summary.duration_s = health_value(attribute, "duration", "durationUnit");
    open->summary.distance_m = health_value(attribute, "totalDistance", "totalDistanceUnit");
}

static void take_event(struct workout *workout, const char *const *attribute)
{
    const char *type = health_type(attribute, "type", "HKWorkoutEventType");
    int64_t at_us;
    int32_t unused;
    bool pause = strcmp(type, "Pause") == 0 || strcmp(type, "MotionPaused") == 0;
    if (pause && workout->n_pauses < HEALTH_MAX_PAUSES &&
        health_instant(&at_us, &unused, attribute, "date"))
        workout->pause_us[workout->n_pauses++] = at_us;
}

static void take_statistics(struct workout *workout, const char *const *attribute)
{
    const char *type = health_type(attribute, "type", "HKQuantityTypeIdentifier");
    for (size_t i = 0; i < sizeof statistics / sizeof statistics[0]; i++) {
        double *place = (double *)(void *)((char *)workout + statistics[i].place);
        if (strcmp(type, statistics[i].type) == 0)
            *place = health_value(attribute, statistics[i].attribute, "unit");
    }
}

static enum bks_status on_start(void *context, const struct xml_name *name,
                                const char *const *attribute)
{
    struct search *search = context;
    if (strcmp(name->local, "Workout") == 0)
        begin_workout(search, attribute);
    else if (search->in_workout && strcmp(name->local, "WorkoutEvent") == 0)
        take_event(&search->open, attribute);
    else if (search->in_workout && strcmp(name->local, "WorkoutStatistics") == 0)
        take_statistics(&search->open, attribute);
    return BKS_OK;
}

/* Microseconds from an instant to a workout, 0 inside. */
static int64_t away_us(const struct workout *workout, int64_t at_us)
{
    if (at_us < workout->start_us)
        return workout->start_us - at_us;
    return at_us > workout->end_us ? at_us - workout->end_us : 0;
}

static bool is_better(const struct workout *a, const struct workout *b,
                      const struct track_wish *wish)
{
    if (a->sport != b->sport)
        return a->sport == TRACK_SPORT_RUN;
    if (wish->at_given)
        return away_us(a, wish->at_us) < away_us(b, wish->at_us);
    return a->start_us > b->start_us;
}

static enum bks_status on_end(void *context, const struct xml_name *name)
{
    struct search *search = context;
    struct workouts *found = search->found;
    struct workout *open = &search->open;
    if (!search->in_workout || strcmp(name->local, "Workout") != 0)
        return BKS_OK;
    search->in_workout = false;
    found->running += open->sport == TRACK_SPORT_RUN;
    found->walking += open->sport == TRACK_SPORT_WALK;
    double length_s = isnan(open->summary.duration_s)
                          ? (double)(open->end_us - open->start_us) / US_PER_S
                          : open->summary.duration_s;
    if (length_s > 0)
        open->summary.cadence_spm = open->steps / length_s * 60;
    if (!found->found || is_better(open, &found->best, search->wish))
        found->best = *open;
    found->found = true;
    return BKS_OK;
}

enum bks_status health_find(struct workouts *workouts, struct source *source, size_t entry,
                            const struct track_wish *wish, struct bks_fault *fault)
{
    static const struct xml_events events = {.start = on_start, .end = on_end};
    struct search search = {.found = workouts, .wish = wish};
    *workouts = (struct workouts){.found = false};
    return xml_stream_read(source, entry, &events, &search, fault);
}
