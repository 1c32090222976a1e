/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Any recording to the archive form, or to plain CSV, without losing a sample.
 */
#ifndef BACKSTRIDE_CONVERT_H
#define BACKSTRIDE_CONVERT_H

#include "backstride/analysis.h"
#include "backstride/recording.h"
#include "backstride/status.h"

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* X(NAME, ending of the file and name in JSON) */
#define BKS_CONTAINER_LIST(X) \
    X(WAV, "wav")             \
    X(RF64, "rf64")           \
    X(FLAC, "flac")           \
    X(CSV, "csv")

enum bks_container {
#define X(name, id) BKS_CONTAINER_##name,
    BKS_CONTAINER_LIST(X)
#undef X
        BKS_CONTAINER_COUNT
};

/* How the samples are written. X(NAME, name in JSON, bits) */
#define BKS_CODING_LIST(X)    \
    X(INT16, "int16", 16)     \
    X(INT24, "int24", 24)     \
    X(INT32, "int32", 32)     \
    X(FLOAT64, "float64", 64) \
    X(DECIMAL, "decimal", 0)

enum bks_coding {
#define X(name, id, bits) BKS_CODING_##name,
    BKS_CODING_LIST(X)
#undef X
        BKS_CODING_COUNT
};

/* What plain CSV has no place for. X(NAME, name in JSON) */
#define BKS_LOSS_LIST(X)      \
    X(DEVICE, "device")       \
    X(START, "start")         \
    X(ZONE, "time_zone")      \
    X(PLACE, "placement")     \
    X(MARKS, "clipped_marks") \
    X(WARNINGS, "warnings")

enum bks_loss {
#define X(name, id) BKS_LOSS_##name,
    BKS_LOSS_LIST(X)
#undef X
        BKS_LOSS_COUNT
};

/* What was written. */
struct bks_conversion {
    enum bks_container container; /* WAV beyond 4 GiB becomes RF64 */
    enum bks_coding coding;
    unsigned columns; /* of samples, time and marks included */
    bool time_column; /* the stamps are no straight line: they stand beside the samples */
    uint64_t n_samples;
    uint64_t size_bytes;
    unsigned lost;                  /* bit 1u << enum bks_loss for each */
    struct bks_recording_info info; /* of the recording as it was read */
    char sha256[65];                /* of the input's bytes, hex */
};

/*
 * Writes a recording in the archive form or as plain CSV, by the ending of the name.
 *
 * What is read back from the archive form gives the same analysis: the same values to the last bit
 * (a negative zero becomes zero), stamps to the microsecond, marks, clock, device, place, warnings.
 * Values that are whole numbers times a scale are written as these whole numbers.
 *
 *   out   *out      what was written
 *   in    path      file, zip or folder; "-" reads standard input
 *         out_path  ends with .wav, .rf64, .flac or .csv
 *         replace   whether a file that is there gives way; the input itself never does
 *         options   or NULL: placement, start, tz, columns, units, gyro-unit, time-unit count
 *         progress  or NULL
 *   ends  as bks_analyze; BKS_BAD_ARGUMENT (the ending), BKS_CANNOT_WRITE, BKS_UNSUPPORTED (the
 *         container cannot hold it: the hint names one that does). Then nothing is left behind
 *   owns  memory bounded whatever the length; the input is read twice
 */
BKS_API enum bks_status bks_convert(struct bks_conversion *out, const char *path,
                                    const char *out_path, bool replace,
                                    const struct bks_options *options, bks_progress progress,
                                    void *context, struct bks_fault *fault) BKS_CHECK;

/* JSON names of the lists above; outside a list "unknown". Static. */
BKS_API const char *bks_container_id(enum bks_container container);
BKS_API const char *bks_coding_id(enum bks_coding coding);
BKS_API const char *bks_loss_id(enum bks_loss loss);

#ifdef __cplusplus
}
#endif
#endif
