/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a track and keeps what it said: for tests of tracks. */
#ifndef SUPPORT_TRACK_ALL_H
#define SUPPORT_TRACK_ALL_H

#include "read/track.h"

struct track_all {
    enum bks_status status;
    struct bks_fault fault;
    struct track track;
};

/* wish may be NULL; owns: track_all_clear. */
void track_all_memory(struct track_all *read, const void *bytes, size_t n,
                      const struct track_wish *wish);
void track_all_path(struct track_all *read, const char *path);
void track_all_clear(struct track_all *read);

/* The text of a warning, or NULL where it was not given. */
const char *track_all_warning(const struct track_all *read, enum bks_warning_id id);

/* True when there are points, in order and within what a runner can be, or a refusal with words. */
bool track_all_is_sound(const struct track_all *read);

/* A small good file of each format. */
struct track_sample {
    const char *label;
    const char *format;           /* id */
    size_t (*make)(uint8_t *out); /* out[TRACK_SAMPLE_ROOM]; answers the bytes */
    size_t points;
    double cadence_spm; /* of its middle point */
};

#define TRACK_SAMPLE_ROOM 65536u

/* Row i, or NULL past the last. */
const struct track_sample *track_sample_at(size_t i);

/* The XML of the samples, NUL-terminated. */
extern const char track_sample_tcx[], track_sample_gpx[], track_sample_health[];

#endif
