/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Sensor Logger's JSON export: one array of flat objects, a row of one sensor each, sensor after
 * sensor. Every value is a text.
 *
 *   [{"sensor":"Accelerometer","time":"1777622400000000000","seconds_elapsed":"0.01",
 *     "z":"..","y":"..","x":".."}, ..., {"sensor":"Metadata","platform":"ios",...}]
 *
 * The streams wait in temporary files until all have passed; then they are joined like the CSVs of
 * the same app, whose signs and units they share (sensor_logger_kind.c).
 */
#include "read/sensor_logger.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "base/zone.h"
#include "read/cells.h"
#include "read/formats.h"
#include "read/json_stream.h"
#include "read/spool.h"

#include <math.h>
#include <string.h>

/* Values of an object that are kept, in the order of `keys`. */
enum slot { SLOT_X, SLOT_ROTATION = 3, SLOT_GRAVITY = 6, SLOT_REST = 9, SLOT_SPEED = 12, N_SLOTS };

static const char *const keys[N_SLOTS] = {
    "x",        "y",        "z",        "rotationRateX", "rotationRateY", "rotationRateZ",
    "gravityX", "gravityY", "gravityZ", "accelerationX", "accelerationY", "accelerationZ",
    "speed"};

static const struct {
    const char *sensor;
    unsigned channels;
} streams[] = {
    {"TotalAcceleration", ROWS_ACCEL},
    {"Accelerometer", ROWS_ACCEL},
    {"Gravity", ROWS_ACCEL},
    {"AccelerometerUncalibrated", ROWS_ACCEL},
    {"WristMotion", ROWS_ACCEL | ROWS_GYRO},
    {"Gyroscope", ROWS_GYRO},
    {"GyroscopeUncalibrated", ROWS_GYRO},
    {"Location", ROWS_SPEED},
    {"LocationGps", ROWS_SPEED},
    {"WatchLocation", ROWS_SPEED},
};

#define N_STREAMS (sizeof streams / sizeof streams[0])

struct object {
    char sensor[40];
    int64_t t_us;
    bool has_time;
    double slot[N_SLOTS];
};

struct format_state {
    struct logger_metadata metadata;
    struct spool *spool[N_STREAMS]; /* NULL where the stream has no row */
    struct spool *main;             /* one of them */
    struct sides sides;
    size_t n_bad;
    /* While the document is read. */
    struct object object;
    char key[40];
    int depth;
};

static const char *const words[] = {"\"sensor\"", "\"time\"", "\"seconds_elapsed\"", NULL};

static enum probe_answer probe(struct source *source)
{
    return source_entries(source) == 1 && json_stream_claims(source, 0, words) ? PROBE_CERTAIN
                                                                               : PROBE_NOT_MINE;
}

static void clear_object(struct object *object)
{
    *object = (struct object){.has_time = false};
    for (size_t i = 0; i < N_SLOTS; i++)
        object->slot[i] = (double)NAN;
}

static enum bks_status on_enter(void *context, bool array)
{
    struct format_state *state = context;
    (void)array;
    state->depth++;
    clear_object(&state->object);
    state->key[0] = '\0';
    return BKS_OK;
}

static enum bks_status on_key(void *context, const char *text, size_t n)
{
    struct format_state *state = context;
    struct cell cell = {text, n};
    cell_copy(state->key, sizeof state->key, &cell);
    return BKS_OK;
}

static void set_time(struct object *object, const char *text, size_t n)
{
    int64_t t_ns;
    object->has_time = n > 0 && text_integer(&t_ns, text, text + n) == text + n;
    if (object->has_time)
        object->t_us = t_ns / 1000 + (t_ns % 1000 >= 500);
}

static enum bks_status on_value(void *context, const char *text, size_t n)
{
    struct format_state *state = context;
    struct object *object = &state->object;
    struct cell cell = {text, n};
    if (strcmp(state->key, "time") == 0)
        set_time(object, text, n);
    else if (strcmp(state->key, "sensor") == 0)
        cell_copy(object->sensor, sizeof object->sensor, &cell);
    else
        logger_metadata_set(&state->metadata, state->key, text, n);
    for (size_t i = 0; i < N_SLOTS; i++)
        if (strcmp(state->key, keys[i]) == 0)
            object->slot[i] = json_stream_number(text, n);
    return BKS_OK;
}

/* The values of a stream's channels out of an object. */
static void pick_values(double value[6], const struct object *object, unsigned channels)
{
    bool wrist = channels == (ROWS_ACCEL | ROWS_GYRO);
    const double *slot = object->slot;
    for (size_t i = 0; i < 3; i++) {
        value[i] = wrist ? slot[SLOT_GRAVITY + i] + slot[SLOT_REST + i] : slot[SLOT_X + i];
        value[3 + i] = slot[SLOT_ROTATION + i];
    }
    if (channels == ROWS_SPEED)
        value[0] = slot[SLOT_SPEED];
}

static enum bks_status keep_row(struct format_state *state, size_t stream)
{
    double value[6];
    struct spool **spool = &state->spool[stream];
    if (!state->object.has_time) {
        state->n_bad++;
        return BKS_OK;
    }
    pick_values(value, &state->object, streams[stream].channels);
    if (streams[stream].channels == ROWS_SPEED && !(value[0] >= 0))
        return BKS_OK; /* no fix */
    enum bks_status status = *spool ? BKS_OK : spool_new(spool, streams[stream].channels);
    return status == BKS_OK ? spool_add(*spool, state->object.t_us, value) : status;
}

static enum bks_status on_leave(void *context, bool array)
{
    struct format_state *state = context;
    enum bks_status status = BKS_OK;
    state->depth--;
    for (size_t i = 0; i < N_STREAMS && !array && status == BKS_OK; i++)
        if (strcmp(state->object.sensor, streams[i].sensor) == 0)
            status = keep_row(state, i);
    clear_object(&state->object);
    return status;
}

static const struct json_events events = {
    .key = on_key, .value = on_value, .enter = on_enter, .leave = on_leave};

static size_t stream_named(const struct format_state *state, const char *sensor)
{
    for (size_t i = 0; i < N_STREAMS; i++)
        if (state->spool[i] && strcmp(streams[i].sensor, sensor) == 0)
            return i;
    return N_STREAMS;
}

/* Makes a stream a side stream; an absent one is none. */
static enum bks_status add_side(struct reader *reader, const char *sensor,
                                const struct merge_rule *rule, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    size_t i = stream_named(state, sensor);
    if (i == N_STREAMS)
        return BKS_OK;
    struct spool *spool = state->spool[i];
    if (spool_rewind(spool) != BKS_OK)
        return fault_set(fault, BKS_IO, "check $TMPDIR and its free space",
                         "a temporary file cannot be read");
    state->spool[i] = NULL;
    reader->info.channels |= streams[i].channels;
    return sides_add(&state->sides, feed_of_spool(spool), streams[i].channels, rule, fault);
}

/* What stands beside the main stream: gravity, turns, speed. */
static enum bks_status add_sides(struct reader *reader, enum logger_kind kind, double factor,
                                 struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct merge_rule add = merge_sensor;
    enum bks_status status = BKS_OK;
    add.add = true;
    if (kind == LOGGER_SUM) {
        spool_scale(state->spool[stream_named(state, "Gravity")], BKS_ACCEL_X, factor);
        status = add_side(reader, "Gravity", &add, fault);
    }
    bool calibrated = stream_named(state, "Gyroscope") != N_STREAMS;
    if (status == BKS_OK && kind != LOGGER_WRIST)
        status = add_side(reader, calibrated ? "Gyroscope" : "GyroscopeUncalibrated", &merge_sensor,
                          fault);
    for (size_t i = 0; status == BKS_OK && logger_location_at(i); i++)
        if (!(reader->info.channels & ROWS_SPEED))
            status = add_side(reader, logger_location_at(i), &merge_location, fault);
    return status;
}

/* Chooses the acceleration as for the CSVs. */
static enum bks_status choose(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    const struct logger_choice *choice;
    size_t main = N_STREAMS, i = 0;
    for (; (choice = logger_choice_at(i)); i++) {
        main = stream_named(state, choice->sensor);
        if (main != N_STREAMS && (!choice->with || stream_named(state, choice->with) != N_STREAMS))
            break;
    }
    if (!choice)
        return fault_set(fault, BKS_UNSUPPORTED,
                         "switch on Accelerometer, Gravity and Gyroscope in the app",
                         "no accelerometer in it");
    state->main = state->spool[main];
    struct logger_scale scale = logger_scale_of(choice->kind, &state->metadata,
                                                spool_mean_length(state->main), &reader->warnings);
    struct bks_recording_info *info = &reader->info;
    spool_scale(state->main, BKS_ACCEL_X, scale.factor);
    info->gravity_included = scale.gravity;
    info->channels = streams[main].channels;
    info->placement = choice->kind == LOGGER_WRIST ? BKS_WRIST : BKS_PLACE_UNKNOWN;
    info->nominal_rate_hz = logger_rate_hz(&state->metadata, choice->sensor);
    if (spool_rewind(state->main) != BKS_OK)
        return fault_set(fault, BKS_IO, "check $TMPDIR and its free space",
                         "a temporary file cannot be read");
    return add_sides(reader, choice->kind, scale.factor, fault);
}

/* The document from start to end; what breaks off is read up to there. */
static enum bks_status read_document(struct reader *reader, struct bks_fault *fault)
{
    struct bks_fault broken = {.status = BKS_OK};
    struct format_state *state = reader->state;
    clear_object(&state->object);
    enum bks_status status = json_stream_read(reader->source, 0, &events, state, &broken);
    bool rows = false;
    for (size_t i = 0; i < N_STREAMS; i++)
        rows = rows || (state->spool[i] && spool_rows(state->spool[i]) > 0);
    if (status == BKS_DAMAGED && rows) {
        warnings_add(&reader->warnings, BKS_WARN_TRUNCATED,
                     "%.100s, at byte %lld; read up to there", broken.what,
                     (long long)broken.offset);
        status = BKS_OK;
    }
    if (status != BKS_OK && fault)
        *fault = broken;
    if (state->n_bad > 0)
        warnings_add(&reader->warnings, BKS_WARN_ROWS_SKIPPED,
                     "%zu objects skipped: their time is no whole number", state->n_bad);
    return status;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = read_document(reader, fault);
    if (status != BKS_OK)
        return status;
    reader->info.start.kind = BKS_CLOCK_UTC;
    memcpy(reader->info.device, state->metadata.device, sizeof reader->info.device);
    return choose(reader, fault);
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct bks_instant *start = &reader->info.start;
    enum bks_status status = spool_next(state->main, rows, fault);
    if (status == BKS_OK)
        status = sides_into(&state->sides, rows, fault);
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
    sides_clear(&state->sides);
    for (size_t i = 0; i < N_STREAMS; i++)
        spool_free(state->spool[i]);
    memory_free(state);
}

const struct format format_sensor_logger_json = {
    .about = {.id = "sensor-logger-json",
              .title = "Sensor Logger (JSON)",
              .recognised_by = "an array of objects with sensor, time and seconds_elapsed",
              .gives = "accelerometer with gravity, gyroscope, speed; UTC and the zone's offset"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
