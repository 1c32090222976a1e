/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Hostile phone exports: the zip's own bytes are bent, and, in the second half of the seeds, files
 * inside a good zip, which the checksums of a bent zip would hide.
 */
#include "fuzz/fuzz.h"
#include "support/read_all.h"
#include "support/read_samples.h"
#include "support/zip_memory.h"

#include <string.h>

#define MARK '\x01' /* first byte of an input that is one file of a zip, and then its number */

static const char *const phyphox[] = {"Raw Data.csv", "Gyroscope.csv", "meta/time.csv",
                                      "meta/device.csv"};
static const char *const logger[] = {"Accelerometer.csv", "Gravity.csv", "Gyroscope.csv",
                                     "Metadata.csv", "WristMotion.csv"};

static const char accel[] = "\"Time (s)\",\"a x (m/s^2)\",\"a y (m/s^2)\",\"a z (m/s^2)\"\n"
                            "0.0,1.0,9.8,0.1\n0.01,1.0,9.8,0.1\n0.02,1.0,9.8,0.1\n";
static const char gyro[] = "\"Time (s)\",\"x (rad/s)\",\"y (rad/s)\",\"z (rad/s)\"\n"
                           "0.0,1.0,2.0,3.0\n0.015,1.0,2.0,3.0\n";
static const char starts[] = "event,experiment time,system time,system time text\n"
                             "START,0.0,1777622400.0,\"2026-05-01 10:00:00.000 UTC+02:00\"\n"
                             "PAUSE,0.01,1777622400.1,\"\"\nSTART,0.01,1777622500.1,\"\"\n";
static const char device[] = "property,value\ndeviceModel,A phone\n";
static const char stream[] = "time,seconds_elapsed,z,y,x\n1777622400000000000,0.0,1,2,3\n"
                             "1777622400010000000,0.01,1,2,3\n1777622400020000000,0.02,1,2,3\n";
static const char metadata[] = "version,device name,recording epoch time,recording timezone,"
                               "platform,sensors,sampleRateMs,standardisation\n"
                               "3,A phone,1777622400000,UTC,ios,Accelerometer|Gravity,10|,false";
static const char wrist[] =
    "time,seconds_elapsed,rotationRateX,rotationRateY,rotationRateZ,gravityX,gravityY,gravityZ,"
    "accelerationX,accelerationY,accelerationZ\n1777622400000000000,0,1,2,3,0,1,0,0,0.5,0\n";

static const struct {
    const char *const *names;
    size_t n;
    const char *text[5];
    size_t bent; /* which of them the input replaces */
} exports[] = {
    {phyphox, 4, {accel, gyro, starts, device}, 0},
    {phyphox, 4, {accel, gyro, starts, device}, 1},
    {phyphox, 4, {accel, gyro, starts, device}, 2},
    {logger, 4, {stream, stream, stream, metadata}, 0},
    {logger, 4, {stream, stream, stream, metadata}, 1},
    {logger, 4, {stream, stream, stream, metadata}, 3},
    {logger + 3, 2, {metadata, wrist}, 1},
};

#define N_EXPORTS (sizeof exports / sizeof exports[0])

static void read_bytes(const uint8_t *data, size_t size)
{
    struct read_all read;
    read_all_memory(&read, data, size, "run.zip", NULL);
    read_all_clear(&read);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t zip[4 * FUZZ_MAX_SEED];
    if (size < 3 || data[0] != MARK || size > FUZZ_MAX_SEED) {
        read_bytes(data, size);
        return 0;
    }
    size_t which = data[1] % N_EXPORTS;
    struct zip_text files[6] = {{NULL, NULL, 0}};
    for (size_t i = 0; i < exports[which].n; i++) {
        files[i] = (struct zip_text){exports[which].names[i], exports[which].text[i], 0};
        if (i == exports[which].bent) {
            files[i].text = (const char *)data + 2;
            files[i].n = size - 2;
        }
    }
    read_bytes(zip, zip_memory(zip, sizeof zip, files, NULL));
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    static const char *const zips[] = {"Sensor Logger, Android", "Sensor Logger, iOS", "phyphox"};
    const size_t n_zips = sizeof zips / sizeof zips[0];
    if (i < n_zips)
        return read_sample_named(zips[i])->make(bytes);
    i -= n_zips;
    if (i >= N_EXPORTS)
        return 0;
    const char *text = exports[i].text[exports[i].bent];
    bytes[0] = MARK;
    bytes[1] = (uint8_t)i;
    memcpy(bytes + 2, text, strlen(text));
    return strlen(text) + 2;
}
