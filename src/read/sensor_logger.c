/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sensor Logger (iOS, Android, Apple Watch): a zip or folder with one CSV a sensor, or one of them.
 *
 *   time,seconds_elapsed,z,y,x           time: ns of Unix time, UTC, 19 digits; columns by name
 *   ...,rotationRateX,..,gravityX,..,accelerationX,...      WristMotion.csv of a watch
 *   Metadata.csv                         platform, standardisation, zone, device
 *
 * Specific force with gravity comes from
 *   TotalAcceleration                    Android, m/s2
 *   Accelerometer + Gravity              m/s2; iOS writes both negated unless standardised
 *   AccelerometerUncalibrated            m/s2, or g and negated (iOS): its own size tells
 *   WristMotion acceleration + gravity   g and negated, or m/s2 (standardised): its size tells
 *   Accelerometer alone                  gravity was taken out
 * The gyroscope is in rad/s and right-handed everywhere. A spreadsheet spoils 19 digits; then
 * seconds_elapsed, counted from the Start tap, is used for all streams.
 */
#include "read/sensor_logger.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/zone.h"
#include "read/formats.h"
#include "read/lookahead.h"
#include "read/merge.h"
#include "read/peek.h"
#include "read/units.h"

#include <string.h>

#define LEAST_MPS2 3.1 /* between gravity in g and in m/s2 */
#define LEAST_G    0.5 /* a mean vector shorter than this holds no gravity */

/* How the acceleration is written. */
enum kind {
    KIND_TOTAL,
    KIND_SUM,
    KIND_OWN_UNIT,
    KIND_WRIST,
    KIND_LINEAR,
    KIND_UNKNOWN, /* a single CSV that lost its name */
    KIND_OTHER    /* not an accelerometer */
};

struct format_state {
    struct logger_metadata metadata;
    struct table *table;
    struct merge side[2]; /* gravity, gyroscope */
    size_t n_sides;
};

/* What to read, best first; `with` must be there too. */
static const struct {
    const char *file, *with, *sensor;
    enum kind kind;
} choices[] = {
    {"TotalAcceleration.csv", NULL, "TotalAcceleration", KIND_TOTAL},
    {"Accelerometer.csv", "Gravity.csv", "Accelerometer", KIND_SUM},
    {"AccelerometerUncalibrated.csv", NULL, "AccelerometerUncalibrated", KIND_OWN_UNIT},
    {"WristMotion.csv", NULL, "WristMotion", KIND_WRIST},
    {"Accelerometer.csv", NULL, "Accelerometer", KIND_LINEAR},
};

#define N_CHOICES (sizeof choices / sizeof choices[0])

static bool has_header(struct source *source, size_t entry)
{
    struct peek peek;
    return entry != SIZE_MAX && peek_open(&peek, source, entry) && peek.cells.n > 3 &&
           cell_equals(&peek.cells.cell[0], "time") &&
           cell_equals(&peek.cells.cell[1], "seconds_elapsed");
}

static enum probe_answer probe(struct source *source)
{
    struct logger_metadata metadata;
    if (source_kind_of(source) == SOURCE_FILE)
        return has_header(source, 0) ? PROBE_CERTAIN : PROBE_NOT_MINE;
    logger_metadata_read(&metadata, source);
    if (metadata.present)
        return PROBE_CERTAIN;
    for (size_t i = 0; i < N_CHOICES; i++)
        if (has_header(source, source_find(source, choices[i].file)))
            return PROBE_LIKELY;
    return PROBE_NOT_MINE;
}

/* The best choice that is there; N_CHOICES where none is. */
static size_t choose(const struct source *source)
{
    for (size_t i = 0; i < N_CHOICES; i++)
        if (source_find(source, choices[i].file) != SIZE_MAX &&
            (!choices[i].with || source_find(source, choices[i].with) != SIZE_MAX))
            return i;
    return N_CHOICES;
}

/* Opens a stream, passes over its header and finds time and three axes ("x" or "gravityX"). */
static enum bks_status open_stream(struct table **table, struct table_plan *plan,
                                   struct reader *reader, size_t entry, const char *const axes[3],
                                   enum bks_channel first, struct bks_fault *fault)
{
    enum bks_status status = table_open(table, reader->source, entry, &reader->warnings, fault);
    if (status != BKS_OK)
        return status;
    const char *line;
    size_t n;
    struct cells cells;
    (void)table_line(*table, &line, &n);
    *plan = table_plan_empty();
    plan->separator = cells_separator(line, n);
    cells_cut(&cells, line, n, plan->separator);
    plan->time_column = cells_find(&cells, "time");
    plan->time = TABLE_TIME_NS;
    for (int i = 0; i < 3; i++)
        plan->column[first + (unsigned)i] = cells_find(&cells, axes[i]);
    bool found = plan->time_column >= 0 && plan->column[first] >= 0 &&
                 plan->column[first + 1u] >= 0 && plan->column[first + 2u] >= 0;
    if (!found) {
        (void)fault_set(fault, BKS_UNSUPPORTED, "give the zip as the app has exported it",
                        "the header has no column time, %s, %s or %s", axes[0], axes[1], axes[2]);
        (void)fault_at(fault, source_entry_name(reader->source, entry), -1, 1);
        return BKS_UNSUPPORTED;
    }
    table_skip_line(*table);
    line = table_look(*table, &n);
    plan->point = cells_point(line, n < PEEK_BYTES ? n : PEEK_BYTES, plan->separator);
    return BKS_OK;
}

static const char *const plain_axes[3] = {"x", "y", "z"};

/* The header's column of a name, read again: the table has passed it. */
static int column_named(struct source *source, size_t entry, const char *name)
{
    struct peek peek;
    return peek_open(&peek, source, entry) ? cells_find(&peek.cells, name) : -1;
}

/* From exact nanoseconds to seconds since the Start tap, where a spreadsheet was at work. */
static void use_elapsed(struct reader *reader, struct table_plan *plan, size_t entry)
{
    plan->time_column = column_named(reader->source, entry, "seconds_elapsed");
    plan->time = TABLE_TIME_S;
    plan->zero_us = reader->state->metadata.epoch_ms * 1000;
}

/* The kind of a single CSV: a name that the app gave, else what its mean vector shows. */
static enum kind kind_of_file(struct source *source)
{
    static const char *const others[] = {"Gravity.csv", "Gyroscope.csv", "Magnetometer.csv",
                                         "GyroscopeUncalibrated.csv",
                                         "MagnetometerUncalibrated.csv"};
    for (size_t i = 0; i < N_CHOICES; i++)
        if (!choices[i].with && source_find(source, choices[i].file) == 0)
            return choices[i].kind;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (source_find(source, others[i]) == 0)
            return KIND_OTHER;
    return column_named(source, 0, "gravityX") >= 0 ? KIND_WRIST : KIND_UNKNOWN;
}

static void set_factor(struct table_plan *plan, double factor)
{
    for (int c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
        plan->factor[c] = factor;
}

/* Sign and unit by the size of the mean vector: g comes from iOS, whose signs are turned. */
static bool factor_from_size(struct table_plan *plan, double gravity)
{
    if (!(gravity >= LEAST_G))
        return false;
    set_factor(plan, gravity < LEAST_MPS2 ? -UNITS_MPS2_PER_G : 1);
    return true;
}

/* -1 on iOS unless standardised; without a word of the platform iOS is taken, and said. */
static double sign_of(struct reader *reader)
{
    const struct logger_metadata *metadata = &reader->state->metadata;
    if (metadata->platform == LOGGER_UNKNOWN && !metadata->standardised)
        warnings_add(&reader->warnings, BKS_WARN_SIGN_INFERRED,
                     "the phone's platform is not said; signs read as those of an iPhone");
    return metadata->platform == LOGGER_ANDROID || metadata->standardised ? 1 : -1;
}

static void without_gravity(struct reader *reader, struct table_plan *plan)
{
    set_factor(plan, sign_of(reader));
    reader->info.gravity_included = false;
    warnings_add(&reader->warnings, BKS_WARN_GRAVITY_REMOVED,
                 "the app took gravity out; record Gravity or Total Acceleration as well");
}

/* WristMotion.csv: two columns make one axis, and the gyroscope stands beside them. */
static void plan_wrist(struct reader *reader, struct table_plan *plan, size_t entry)
{
    static const char *const acceleration[] = {"accelerationX", "accelerationY", "accelerationZ"};
    static const char *const rotation[] = {"rotationRateX", "rotationRateY", "rotationRateZ"};
    double gravity = lookahead_gravity(reader->state->table, plan);
    if (!factor_from_size(plan, gravity))
        set_factor(plan, -UNITS_MPS2_PER_G);
    bool turns = true;
    for (int i = 0; i < 3; i++) {
        plan->second[BKS_ACCEL_X + i] = column_named(reader->source, entry, acceleration[i]);
        plan->column[BKS_GYRO_X + i] = column_named(reader->source, entry, rotation[i]);
        turns = turns && plan->column[BKS_GYRO_X + i] >= 0;
    }
    for (int i = 0; i < 3 && !turns; i++)
        plan->column[BKS_GYRO_X + i] = -1;
    reader->info.placement = BKS_WRIST;
}

/* Sets signs, units and what follows from the kind. */
static void apply_kind(struct reader *reader, struct table_plan *plan, enum kind kind, size_t entry)
{
    double gravity = lookahead_gravity(reader->state->table, plan);
    if (kind == KIND_SUM)
        set_factor(plan, sign_of(reader));
    else if (kind == KIND_WRIST)
        plan_wrist(reader, plan, entry);
    else if (kind == KIND_LINEAR || (kind != KIND_TOTAL && !factor_from_size(plan, gravity)))
        without_gravity(reader, plan);
    else if (kind == KIND_UNKNOWN)
        warnings_add(&reader->warnings, BKS_WARN_UNITS_INFERRED,
                     "the sensor is not named; read as acceleration with gravity, in %s",
                     plan->factor[BKS_ACCEL_X] > 0 ? "m/s2" : "g");
}

/* Opens gravity or gyroscope beside the main stream; an absent or odd one is left out. */
static enum bks_status add_side(struct reader *reader, const char *file, enum bks_channel first,
                                double factor, struct table_plan *main_plan, size_t main_entry,
                                struct bks_fault *fault)
{
    size_t entry = source_find(reader->source, file);
    struct format_state *state = reader->state;
    struct table *table = NULL;
    struct table_plan plan;
    if (entry == SIZE_MAX)
        return BKS_OK;
    enum bks_status status = open_stream(&table, &plan, reader, entry, plain_axes, first, fault);
    if (status != BKS_OK) {
        table_close(table);
        return status == BKS_NO_MEMORY || status == BKS_IO ? status : BKS_OK;
    }
    bool exact = lookahead_time_is_exact(table, &plan);
    if (!exact && main_plan->time == TABLE_TIME_NS)
        use_elapsed(reader, main_plan, main_entry);
    if (main_plan->time != TABLE_TIME_NS)
        use_elapsed(reader, &plan, entry);
    for (unsigned c = 0; c < 3; c++)
        plan.factor[first + c] = factor;
    table_set_plan(table, &plan);
    unsigned channels = 7u << first;
    reader->info.channels |= channels;
    status = merge_init(&state->side[state->n_sides++], table, channels, first == BKS_ACCEL_X, NULL,
                        NULL);
    return status == BKS_OK ? status : fault_set(fault, status, NULL, "out of memory");
}

/* Opens what stands beside the main stream of a zip or folder. */
static enum bks_status add_sides(struct reader *reader, struct table_plan *plan, enum kind kind,
                                 size_t entry, struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    if (source_kind_of(reader->source) == SOURCE_FILE || kind == KIND_WRIST)
        return status;
    if (kind == KIND_SUM)
        status = add_side(reader, "Gravity.csv", BKS_ACCEL_X, plan->factor[BKS_ACCEL_X], plan,
                          entry, fault);
    bool calibrated = source_find(reader->source, "Gyroscope.csv") != SIZE_MAX;
    if (status == BKS_OK)
        status = add_side(reader, calibrated ? "Gyroscope.csv" : "GyroscopeUncalibrated.csv",
                          BKS_GYRO_X, 1, plan, entry, fault);
    return status;
}

/* What to read of a single file, zip or folder. */
struct pick {
    size_t entry;
    enum kind kind;
    const char *sensor; /* its name in the metadata */
};

static struct pick pick_stream(struct source *source)
{
    if (source_kind_of(source) == SOURCE_FILE)
        return (struct pick){0, kind_of_file(source), ""};
    size_t i = choose(source);
    if (i == N_CHOICES)
        return (struct pick){SIZE_MAX, KIND_OTHER, ""};
    return (struct pick){source_find(source, choices[i].file), choices[i].kind, choices[i].sensor};
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    static const char *const wrist_axes[3] = {"gravityX", "gravityY", "gravityZ"};
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    struct bks_recording_info *info = &reader->info;
    logger_metadata_read(&state->metadata, reader->source);
    struct pick pick = pick_stream(reader->source);
    if (pick.kind == KIND_OTHER)
        return fault_set(fault, BKS_UNSUPPORTED,
                         "switch on Accelerometer, Gravity and Gyroscope in the app",
                         "no accelerometer in it");
    struct table_plan plan;
    const char *const *axes = pick.kind == KIND_WRIST ? wrist_axes : plain_axes;
    enum bks_status status =
        open_stream(&state->table, &plan, reader, pick.entry, axes, BKS_ACCEL_X, fault);
    if (status != BKS_OK)
        return status;
    if (!lookahead_time_is_exact(state->table, &plan))
        use_elapsed(reader, &plan, pick.entry);
    apply_kind(reader, &plan, pick.kind, pick.entry);
    info->channels = table_plan_channels(&plan);
    status = add_sides(reader, &plan, pick.kind, pick.entry, fault);
    table_set_plan(state->table, &plan);
    info->start.kind = plan.time == TABLE_TIME_NS || plan.zero_us ? BKS_CLOCK_UTC : BKS_CLOCK_NONE;
    info->nominal_rate_hz = logger_rate_hz(&state->metadata, pick.sensor);
    memcpy(info->device, state->metadata.device, sizeof info->device);
    return status;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct bks_instant *start = &reader->info.start;
    enum bks_status status = table_next(state->table, rows, fault);
    for (size_t i = 0; status == BKS_OK && i < state->n_sides; i++)
        status = merge_into(&state->side[i], rows, fault);
    if (status == BKS_OK && rows->n > 0 && start->kind == BKS_CLOCK_UTC &&
        zone_offset(&start->offset_min, state->metadata.zone, rows->t_us[0]))
        start->kind = BKS_CLOCK_ZONED;
    return status;
}

static void close_reader(struct reader *reader)
{
    struct format_state *state = reader->state;
    if (!state)
        return;
    for (size_t i = 0; i < state->n_sides; i++)
        merge_clear(&state->side[i]);
    table_close(state->table);
    memory_free(state);
}

const struct format format_sensor_logger = {
    .about = {.id = "sensor-logger",
              .title = "Sensor Logger (zip, folder or single CSV)",
              .recognised_by = "Metadata.csv, or a header that starts time,seconds_elapsed",
              .gives = "accelerometer with gravity, gyroscope; UTC and the zone's offset"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
