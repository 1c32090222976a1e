/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The second pass: records of one workout, laid on a grid of seconds.
 *
 * A record holds for an interval, and a phone and a watch write records of the same steps. Each
 * second takes its value from one source: that of the workout, else the one that came first in the
 * file.
 */
#include "read/health.h"

#include "base/fault.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

#define US_PER_S  INT64_C(1000000)
#define HOLD_S    5                   /* how long a value without length holds */
#define MAX_SPAN  INT64_C(3600000000) /* a record that is longer says nothing of a run */
#define RANK_FREE UINT8_MAX
#define RANK_HELD 64 /* added where a value holds beyond its instant */

enum record_kind {
    RECORD_SPEED,
    RECORD_CONTACT,
    RECORD_BOUNCE,
    RECORD_STEPS,
    RECORD_WAY,
    RECORD_HEART_RATE,
    RECORD_COUNT
};

/* sum: a count over the interval, which becomes a rate. */
static const struct {
    const char *type;
    bool sum;
} kinds[RECORD_COUNT] = {
    [RECORD_SPEED] = {"RunningSpeed", false},
    [RECORD_CONTACT] = {"RunningGroundContactTime", false},
    [RECORD_BOUNCE] = {"RunningVerticalOscillation", false},
    [RECORD_STEPS] = {"StepCount", true},
    [RECORD_WAY] = {"DistanceWalkingRunning", true},
    [RECORD_HEART_RATE] = {"HeartRate", false},
};

struct cell {
    float value;
    uint8_t rank; /* of its source, less is better; RANK_FREE: no value */
};

struct health_grid {
    const struct workout *workout;
    size_t n;
    struct cell *cell[RECORD_COUNT];
    char source[HEALTH_MAX_SOURCES][sizeof((struct workout *)0)->source];
    size_t n_sources;
    bool left_out[HEALTH_MAX_SOURCES + 1];
};

/* 0 for the workout's own source, else from 1 in the order of the file. */
static uint8_t rank_of(struct health_grid *grid, const char *source)
{
    size_t i = 0, room = sizeof grid->source[0];
    if (strncmp(source, grid->workout->source, room - 1) == 0)
        return 0;
    while (i < grid->n_sources && strncmp(source, grid->source[i], room - 1) != 0)
        i++;
    if (i == HEALTH_MAX_SOURCES)
        return HEALTH_MAX_SOURCES;
    if (i == grid->n_sources) {
        size_t n = strlen(source) < room ? strlen(source) : room - 1;
        memcpy(grid->source[grid->n_sources++], source, n);
    }
    return (uint8_t)(i + 1);
}

/* Seconds from..to get a value unless a better source has them. */
static void paint(struct health_grid *grid, enum record_kind kind, int64_t from, int64_t to,
                  double value, uint8_t source, uint8_t rank)
{
    if (from < 0)
        from = 0;
    if (to > (int64_t)grid->n)
        to = (int64_t)grid->n;
    for (int64_t i = from; i < to; i++) {
        struct cell *cell = &grid->cell[kind][i];
        if (cell->rank != RANK_FREE && rank % RANK_HELD != cell->rank % RANK_HELD)
            grid->left_out[source] = true;
        if (rank < cell->rank)
            *cell = (struct cell){(float)value, rank};
    }
}

static int64_t second_of(const struct health_grid *grid, int64_t t_us)
{
    int64_t after = t_us - grid->workout->start_us;
    return after >= 0 ? after / US_PER_S : (after - US_PER_S + 1) / US_PER_S;
}

static void take_record(struct health_grid *grid, enum record_kind kind,
                        const char *const *attribute)
{
    const struct workout *workout = grid->workout;
    const char *source = xml_attribute(attribute, "sourceName");
    double value = health_value(attribute, "value", "unit");
    int64_t start_us, end_us;
    int32_t unused;
    if (isnan(value) || !health_instant(&start_us, &unused, attribute, "startDate") ||
        !health_instant(&end_us, &unused, attribute, "endDate"))
        return;
    if (end_us < workout->start_us || start_us > workout->end_us || end_us < start_us ||
        end_us - start_us > MAX_SPAN || (kinds[kind].sum && end_us == start_us))
        return;
    if (kinds[kind].sum)
        value /= (double)(end_us - start_us) / (double)US_PER_S;
    uint8_t rank = rank_of(grid, source ? source : "");
    int64_t from = second_of(grid, start_us), to = second_of(grid, end_us);
    paint(grid, kind, from, to > from ? to : from + 1, value, rank, rank);
    if (end_us == start_us)
        paint(grid, kind, from + 1, from + HOLD_S, value, rank, (uint8_t)(rank + RANK_HELD));
}

static enum bks_status on_start(void *context, const struct xml_name *name,
                                const char *const *attribute)
{
    if (strcmp(name->local, "Record") != 0)
        return BKS_OK;
    const char *type = health_type(attribute, "type", "HKQuantityTypeIdentifier");
    for (enum record_kind kind = 0; kind < RECORD_COUNT; kind++)
        if (strcmp(type, kinds[kind].type) == 0)
            take_record(context, kind, attribute);
    return BKS_OK;
}

static struct health_grid *new_grid(const struct workout *workout)
{
    struct health_grid *grid = memory_new(1, sizeof *grid);
    if (!grid)
        return NULL;
    int64_t n = (workout->end_us - workout->start_us + US_PER_S - 1) / US_PER_S;
    grid->workout = workout;
    grid->n = n < HEALTH_MAX_WORKOUT_S ? (size_t)n : HEALTH_MAX_WORKOUT_S;
    for (size_t kind = 0; kind < RECORD_COUNT; kind++) {
        grid->cell[kind] = memory_new(grid->n, sizeof *grid->cell[kind]);
        if (!grid->cell[kind]) {
            health_grid_free(grid);
            return NULL;
        }
        for (size_t i = 0; i < grid->n; i++)
            grid->cell[kind][i].rank = RANK_FREE;
    }
    return grid;
}

enum bks_status health_records(struct health_grid **out, const struct workout *workout,
                               struct source *source, size_t entry, struct bks_fault *fault)
{
    static const struct xml_events events = {.start = on_start};
    struct health_grid *grid = *out = new_grid(workout);
    if (!grid)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return xml_stream_read(source, entry, &events, grid, fault);
}

void health_grid_free(struct health_grid *grid)
{
    if (!grid)
        return;
    for (size_t kind = 0; kind < RECORD_COUNT; kind++)
        memory_free(grid->cell[kind]);
    memory_free(grid);
}

size_t health_grid_seconds(const struct health_grid *grid)
{
    return grid->n;
}

/* A second's value, NAN where there is none. */
static double value_at(const struct health_grid *grid, enum record_kind kind, size_t i)
{
    const struct cell *cell = &grid->cell[kind][i];
    return cell->rank == RANK_FREE ? (double)NAN : (double)cell->value;
}

bool health_grid_point(const struct health_grid *grid, size_t i, struct track_point *point)
{
    bool any = false;
    for (size_t kind = 0; kind < RECORD_COUNT; kind++)
        any = any || grid->cell[kind][i].rank != RANK_FREE;
    *point = track_point_empty(0);
    point->speed_mps = value_at(grid, RECORD_SPEED, i);
    if (isnan(point->speed_mps))
        point->speed_mps = value_at(grid, RECORD_WAY, i);
    point->contact_s = value_at(grid, RECORD_CONTACT, i);
    point->oscillation_m = value_at(grid, RECORD_BOUNCE, i);
    point->cadence_spm = value_at(grid, RECORD_STEPS, i) * 60;
    point->heart_rate_bpm = value_at(grid, RECORD_HEART_RATE, i);
    /* The way of this second alone: the track adds it up. */
    point->distance_m = value_at(grid, RECORD_WAY, i);
    return any;
}

size_t health_grid_sources(const struct health_grid *grid)
{
    size_t n = 0;
    for (size_t i = 0; i <= HEALTH_MAX_SOURCES; i++)
        n += grid->left_out[i];
    return n;
}
