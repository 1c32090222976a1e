/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * FIT files with the raw samples of their sensors: a recording of its own.
 *
 * Acceleration is the main stream; turns and the watch's speed are carried onto its stamps. Each
 * stream walks the file for itself, so that none has to wait in memory for another. Stamps are
 * whole milliseconds.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "read/fit_imu.h"
#include "read/formats.h"
#include "read/merge.h"

#include <math.h>

#define RECORD_SPEED          6u
#define RECORD_ENHANCED_SPEED 73u
#define SURVEY_MESSAGES       100000u /* in which every stream shows itself */

/* One stream of the file. */
struct feed_state {
    struct fit *fit;
    bool speed; /* the watch's, not a sensor's */
    enum fit_sensor sensor;
    struct fit_calibration calibration;
    struct fit_batch batch; /* read, and handed out up to `at` */
    size_t at;
};

struct format_state {
    struct feed_state *main;
    struct sides sides;
};

/* What a file holds, by its first messages. */
struct survey {
    bool accelerometer; /* samples of it, of use or not */
    bool usable, gyroscope, speed;
    uint32_t first_s;
    char device[96];
};

static double speed_of(const struct fit_message *message)
{
    double speed = fit_number(message, RECORD_ENHANCED_SPEED, 1000, 0);
    return isnan(speed) ? fit_number(message, RECORD_SPEED, 1000, 0) : speed;
}

static void close_feed(void *from)
{
    struct feed_state *feed = from;
    if (feed)
        fit_close(feed->fit);
    memory_free(feed);
}

static enum bks_status open_feed(struct feed_state **out, struct reader *reader, bool main,
                                 struct bks_fault *fault)
{
    struct feed_state *feed = *out = memory_new(1, sizeof *feed);
    if (!feed)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return fit_open(&feed->fit, reader->source, main ? &reader->warnings : NULL, fault);
}

/* Makes a batch of the watch's speed: one value. */
static bool take_speed(struct fit_batch *batch, const struct fit_message *message)
{
    if (message->global != FIT_RECORD || !message->timed || isnan(speed_of(message)))
        return false;
    batch->n = 1;
    batch->t_us[0] = fit_us(message->time_s);
    batch->value[0][0] = speed_of(message);
    return true;
}

/* Reads on to the next batch; at its end where there is none. */
static enum bks_status refill(struct feed_state *feed, struct bks_fault *fault)
{
    bool got = true, have = false;
    feed->at = feed->batch.n = 0;
    while (got && !have) {
        struct fit_message message;
        enum bks_status status = fit_next(feed->fit, &message, &got, fault);
        if (status != BKS_OK)
            return status;
        if (!got)
            break;
        fit_calibrate(&feed->calibration, &message, feed->sensor);
        have = feed->speed
                   ? take_speed(&feed->batch, &message)
                   : fit_batch_read(&feed->batch, &message, feed->sensor, &feed->calibration);
        have = have && feed->batch.n > 0;
    }
    return BKS_OK;
}

static void put(const struct feed_state *feed, struct rows *rows)
{
    size_t i = rows->n++;
    const double *value = feed->batch.value[feed->at];
    unsigned first = feed->sensor == FIT_GYROSCOPE ? BKS_GYRO_X : BKS_ACCEL_X;
    rows->t_us[i] = feed->batch.t_us[feed->at];
    rows->mark[i] = 0;
    if (feed->speed) {
        rows->value[BKS_SPEED][i] = value[0];
        return;
    }
    for (unsigned axis = 0; axis < 3; axis++) {
        rows->value[first + axis][i] = value[axis];
        if (feed->sensor == FIT_ACCELEROMETER && isnan(value[axis]))
            rows->mark[i] = BKS_ROW_MISSING;
    }
}

static enum bks_status next_of_feed(void *from, struct rows *rows, struct bks_fault *fault)
{
    struct feed_state *feed = from;
    rows->n = 0;
    while (rows->n < rows->capacity) {
        if (feed->at == feed->batch.n) {
            enum bks_status status = refill(feed, fault);
            if (status != BKS_OK || feed->batch.n == 0)
                return status;
        }
        put(feed, rows);
        feed->at++;
    }
    return BKS_OK;
}

static void note(struct survey *survey, const struct fit_message *message,
                 struct fit_calibration calibration[2], struct fit_batch *batch)
{
    fit_calibrate(&calibration[0], message, FIT_ACCELEROMETER);
    fit_calibrate(&calibration[1], message, FIT_GYROSCOPE);
    if (message->global == FIT_FILE_ID && !survey->device[0])
        fit_device(survey->device, sizeof survey->device, message);
    survey->accelerometer = survey->accelerometer || message->global == FIT_ACCELEROMETER_DATA;
    if (fit_batch_read(batch, message, FIT_ACCELEROMETER, &calibration[0])) {
        if (!survey->usable)
            survey->first_s = message->time_s;
        survey->usable = true;
    }
    survey->gyroscope =
        survey->gyroscope || fit_batch_read(batch, message, FIT_GYROSCOPE, &calibration[1]);
    survey->speed = survey->speed ||
                    (message->global == FIT_RECORD && message->timed && speed_of(message) >= 0);
}

/* Looks through a file until it is known what it holds. */
static enum bks_status look(struct survey *survey, struct source *source, struct bks_fault *fault)
{
    struct fit *fit = NULL;
    struct fit_calibration calibration[2] = {{.known = false}};
    struct fit_batch batch;
    bool got = true;
    *survey = (struct survey){.usable = false};
    enum bks_status status = fit_open(&fit, source, NULL, fault);
    for (size_t i = 0; status == BKS_OK && got && i < SURVEY_MESSAGES; i++) {
        struct fit_message message;
        status = fit_next(fit, &message, &got, fault);
        if (status == BKS_OK && got)
            note(survey, &message, calibration, &batch);
        if (survey->usable && survey->gyroscope && survey->speed)
            break;
    }
    fit_close(fit);
    return status;
}

static enum probe_answer probe(struct source *source)
{
    struct survey survey;
    if (!fit_claims(source) || look(&survey, source, NULL) != BKS_OK)
        return PROBE_NOT_MINE;
    return survey.accelerometer ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

static enum bks_status add_side(struct reader *reader, bool speed, struct bks_fault *fault)
{
    struct feed_state *feed;
    enum bks_status status = open_feed(&feed, reader, false, fault);
    if (status != BKS_OK) {
        close_feed(feed);
        return status;
    }
    unsigned channels = speed ? ROWS_SPEED : ROWS_GYRO;
    feed->speed = speed;
    feed->sensor = FIT_GYROSCOPE;
    reader->info.channels |= channels;
    return sides_add(&reader->state->sides, (struct feed){feed, next_of_feed, close_feed}, channels,
                     speed ? &merge_location : &merge_sensor, fault);
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct survey survey;
    reader->state = memory_new(1, sizeof *reader->state);
    if (!reader->state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    enum bks_status status = look(&survey, reader->source, fault);
    if (status == BKS_OK && !survey.usable)
        status = fault_set(fault, BKS_UNSUPPORTED, "record with calibrated data",
                           "counts of an accelerometer without the calibration to read them");
    if (status == BKS_OK)
        status = open_feed(&reader->state->main, reader, true, fault);
    reader->info.channels = ROWS_ACCEL;
    if (status == BKS_OK && survey.gyroscope)
        status = add_side(reader, false, fault);
    if (status == BKS_OK && survey.speed)
        status = add_side(reader, true, fault);
    if (status != BKS_OK)
        return status;
    reader->info.gravity_included = true;
    reader->info.start.kind = survey.first_s >= FIT_UTC_FROM_S ? BKS_CLOCK_UTC : BKS_CLOCK_NONE;
    for (size_t i = 0; i < sizeof survey.device; i++)
        reader->info.device[i] = survey.device[i];
    return BKS_OK;
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    enum bks_status status = next_of_feed(reader->state->main, rows, fault);
    if (status == BKS_OK)
        status = sides_into(&reader->state->sides, rows, fault);
    return status;
}

static void close_reader(struct reader *reader)
{
    if (reader->state) {
        sides_clear(&reader->state->sides);
        close_feed(reader->state->main);
    }
    memory_free(reader->state);
    reader->state = NULL;
}

const struct format format_fit_raw = {
    .about = {.id = "garmin-fit-raw",
              .title = "Garmin FIT with raw samples",
              .recognised_by = "\".FIT\" at byte 8, and messages of accelerometer_data",
              .gives = "accelerometer, gyroscope, speed; UTC in whole milliseconds"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
