/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Movesense: the JSON of Showcase, DataLogger and of the sensor's notifications.
 *
 *   {"Meas":{"IMU9":[{"ArrayAcc":[{"x":..,"y":..,"z":..},...],"ArrayGyro":[...],
 *                     "ArrayMagn":[...],"Timestamp":158319},...]}}
 *   {"acc":{"Timestamp":158319,"ArrayAcc":[...]}}           {"Body":{...},"Uri":..,"Method":..}
 *
 * Acceleration is in m/s2 with gravity, turns in deg/s. Timestamp counts ms since the sensor
 * started and belongs to the first sample of its block; the others lie evenly up to the next block.
 * Where blocks are missing the usual step is kept, and the rest is a gap. Acceleration and turns
 * may stand in blocks of their own, one sensor after the other: both wait in temporary files.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "read/cells.h"
#include "read/formats.h"
#include "read/json_stream.h"
#include "read/spool.h"
#include "read/units.h"

#include <math.h>
#include <string.h>

#define MAX_BLOCK     512     /* samples of a block; more are left out */
#define MAX_STAMP_MS  1e12    /* thirty years */
#define GAP_STEPS     1.5     /* a longer step than so many usual ones: blocks are missing */
#define FIRST_STEP_US 10000.0 /* of a recording of one block */

/* One kind of samples: the block that waits for the stamp of the next, and all before it. */
struct element {
    const char *array; /* its name in the document */
    unsigned channels;
    struct spool *spool;     /* NULL before the first row */
    double span_us, counted; /* of the blocks whose length is known: their usual step */
    double waiting_ms;
    size_t n_waiting;
    double waiting[MAX_BLOCK][3];
    size_t n; /* of the block that is being read */
    double value[MAX_BLOCK][3];
};

struct format_state {
    struct element element[2]; /* acceleration, turns */
    struct sides sides;
    char key[16];
    struct element *in;     /* inside its array, else NULL */
    int depth, block_depth; /* brackets around this place, and around the fields of a block */
    double stamp_ms;        /* of the block, NAN before it came */
    size_t n_left_out;      /* samples without a stamp, or beyond MAX_BLOCK */
};

static const char *const accel_words[] = {"\"Timestamp\"", "\"ArrayAcc\"", NULL};
static const char *const gyro_words[] = {"\"Timestamp\"", "\"ArrayGyro\"", NULL};

static enum probe_answer probe(struct source *source)
{
    bool mine = source_entries(source) == 1 && (json_stream_claims(source, 0, accel_words) ||
                                                json_stream_claims(source, 0, gyro_words));
    return mine ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

static double usual_step_us(const struct element *element)
{
    return element->counted > 0 ? element->span_us / element->counted : FIRST_STEP_US;
}

/* The step of the waiting block: up to the next one's stamp, unless blocks are missing between. */
static double step_of_waiting(struct element *element, double next_ms)
{
    double span_us = (next_ms - element->waiting_ms) * 1e3, n = (double)element->n_waiting;
    double usual_us = usual_step_us(element);
    bool first = element->counted == 0;
    if (!(span_us > 0) || (!first && span_us > GAP_STEPS * usual_us * n))
        return usual_us;
    element->span_us += span_us;
    element->counted += n;
    return span_us / n;
}

/* Hands the waiting block over. */
static enum bks_status flush(struct element *element, double step_us)
{
    enum bks_status status = BKS_OK;
    if (!element->spool && element->n_waiting > 0)
        status = spool_new(&element->spool, element->channels);
    for (size_t i = 0; status == BKS_OK && i < element->n_waiting; i++)
        status = spool_add(element->spool, llround(element->waiting_ms * 1e3 + (double)i * step_us),
                           element->waiting[i]);
    element->n_waiting = 0;
    return status;
}

/* A block is whole: the one before it learns how long it was. */
static enum bks_status end_block(struct format_state *state, struct element *element)
{
    enum bks_status status = BKS_OK;
    if (!isfinite(state->stamp_ms)) {
        state->n_left_out += element->n;
        element->n = 0;
        return BKS_OK;
    }
    if (element->n_waiting > 0)
        status = flush(element, step_of_waiting(element, state->stamp_ms));
    memcpy(element->waiting, element->value, element->n * sizeof element->value[0]);
    element->n_waiting = element->n;
    element->waiting_ms = state->stamp_ms;
    element->n = 0;
    return status;
}

static enum bks_status on_key(void *context, const char *text, size_t n)
{
    struct format_state *state = context;
    struct cell cell = {text, n};
    cell_copy(state->key, sizeof state->key, &cell);
    return BKS_OK;
}

/* A new sample, without numbers yet. */
static void begin_sample(struct format_state *state)
{
    struct element *element = state->in;
    if (element->n == MAX_BLOCK) {
        state->n_left_out++;
        return;
    }
    for (int axis = 0; axis < 3; axis++)
        element->value[element->n][axis] = (double)NAN;
    element->n++;
}

static enum bks_status on_enter(void *context, bool array)
{
    struct format_state *state = context;
    if (state->in && !array)
        begin_sample(state);
    for (int i = 0; i < 2 && array; i++)
        if (strcmp(state->key, state->element[i].array) == 0) {
            state->in = &state->element[i];
            state->block_depth = state->depth;
        }
    state->depth++;
    state->key[0] = '\0';
    return BKS_OK;
}

static enum bks_status on_value(void *context, const char *text, size_t n)
{
    struct format_state *state = context;
    struct element *element = state->in;
    int axis = state->key[0] - 'x';
    if (element && element->n > 0 && axis >= 0 && axis < 3 && state->key[1] == '\0')
        element->value[element->n - 1][axis] = json_stream_number(text, n);
    if (!element && strcmp(state->key, "Timestamp") == 0) {
        double stamp_ms = json_stream_number(text, n);
        state->stamp_ms = stamp_ms >= 0 && stamp_ms < MAX_STAMP_MS ? stamp_ms : (double)NAN;
    }
    return BKS_OK;
}

static enum bks_status on_leave(void *context, bool array)
{
    struct format_state *state = context;
    enum bks_status status = BKS_OK;
    state->key[0] = '\0';
    if (array)
        state->in = NULL;
    bool whole = !array && !state->in && state->depth == state->block_depth;
    state->depth--;
    if (!whole)
        return status;
    for (int i = 0; i < 2 && status == BKS_OK; i++)
        if (state->element[i].n > 0)
            status = end_block(state, &state->element[i]);
    state->stamp_ms = (double)NAN;
    return status;
}

static const struct json_events events = {
    .key = on_key, .value = on_value, .enter = on_enter, .leave = on_leave};

/* The document from start to end; what breaks off is read up to there. */
static enum bks_status read_document(struct reader *reader, struct bks_fault *fault)
{
    struct bks_fault broken = {.status = BKS_OK};
    struct format_state *state = reader->state;
    enum bks_status status = json_stream_read(reader->source, 0, &events, state, &broken);
    bool rows = state->element[0].spool || state->element[0].n_waiting > 0;
    if (status == BKS_DAMAGED && rows) {
        warnings_add(&reader->warnings, BKS_WARN_TRUNCATED,
                     "%.100s, at byte %lld; read up to there", broken.what,
                     (long long)broken.offset);
        status = BKS_OK;
    }
    if (status != BKS_OK && fault)
        *fault = broken;
    if (state->n_left_out > 0)
        warnings_add(&reader->warnings, BKS_WARN_ROWS_SKIPPED,
                     "%zu samples skipped, in blocks without a Timestamp or of more than %d",
                     state->n_left_out, MAX_BLOCK);
    return status;
}

/* The last block has no next one: it takes the usual step. Then back to the first row. */
static enum bks_status close_element(struct element *element)
{
    enum bks_status status = flush(element, usual_step_us(element));
    return status == BKS_OK && element->spool ? spool_rewind(element->spool) : status;
}

static enum bks_status join(struct reader *reader, struct bks_fault *fault)
{
    struct element *accel = &reader->state->element[0], *gyro = &reader->state->element[1];
    enum bks_status status = close_element(accel);
    if (status == BKS_OK)
        status = close_element(gyro);
    if (status != BKS_OK)
        return fault_set(fault, status, "check $TMPDIR and its free space", "%s",
                         bks_status_text(status));
    if (!accel->spool)
        return fault_set(fault, BKS_UNSUPPORTED, "subscribe to Acc, IMU6 or IMU9",
                         "no acceleration in it");
    reader->info.channels = accel->channels;
    if (!gyro->spool)
        return BKS_OK;
    struct spool *turns = gyro->spool;
    gyro->spool = NULL;
    spool_scale(turns, BKS_GYRO_X, UNITS_RAD_PER_DEG);
    reader->info.channels |= gyro->channels;
    return sides_add(&reader->state->sides, feed_of_spool(turns), gyro->channels, &merge_sensor,
                     fault);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    state->element[0].array = "ArrayAcc";
    state->element[0].channels = ROWS_ACCEL;
    state->element[1].array = "ArrayGyro";
    state->element[1].channels = ROWS_GYRO;
    state->stamp_ms = (double)NAN;
    enum bks_status status = read_document(reader, fault);
    return status == BKS_OK ? join(reader, fault) : status;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    enum bks_status status = spool_next(state->element[0].spool, rows, fault);
    return status == BKS_OK ? sides_into(&state->sides, rows, fault) : status;
}

static void close_reader(struct reader *reader)
{
    struct format_state *state = reader->state;
    if (!state)
        return;
    sides_clear(&state->sides);
    spool_free(state->element[0].spool);
    spool_free(state->element[1].spool);
    memory_free(state);
}

const struct format format_movesense = {
    .about = {.id = "movesense",
              .title = "Movesense (JSON)",
              .recognised_by = "JSON with ArrayAcc or ArrayGyro and Timestamp",
              .gives = "accelerometer in m/s2, gyroscope in deg/s; time since the sensor started"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
