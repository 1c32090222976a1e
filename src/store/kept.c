/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A session that was read back, and its memory. */
#include "store/kept.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

struct kept_piece {
    struct kept_piece *next;
    void *memory;
};

static void make_null(struct bks_measure *measure)
{
    *measure = (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, BKS_WHY_NOT_MEASURED};
}

struct kept_session *kept_session_new(void)
{
    struct kept_session *kept = memory_new(1, sizeof *kept);
    if (!kept)
        return NULL;
    struct bks_result *result = &kept->session.result;
    for (size_t i = 0; i < BKS_MEASURE_COUNT; i++) {
        struct bks_drift *drift = &result->drift[i];
        make_null(&drift->first_third);
        make_null(&drift->last_third);
        make_null(&drift->change);
        make_null(&drift->slope_per_10min);
        make_null(&drift->detectable);
        make_null(&drift->between);
        for (size_t kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++)
            make_null(&result->total[kind].measure[i]);
    }
    make_null(&result->companion.offset_s);
    make_null(&result->companion.cadence_spm);
    make_null(&result->companion.speed_mps);
    make_null(&result->companion.distance_m);
    make_null(&result->companion.slope_percent);
    return kept;
}

static void *keep(struct kept_session *kept, void *memory)
{
    struct kept_piece *piece = memory ? memory_new(1, sizeof *piece) : NULL;
    if (!piece) {
        memory_free(memory);
        kept->short_of_memory = true;
        return NULL;
    }
    *piece = (struct kept_piece){kept->pieces, memory};
    kept->pieces = piece;
    return memory;
}

void *kept_room(struct kept_session *kept, size_t n, size_t size)
{
    return keep(kept, memory_new(n, size));
}

const char *kept_text(struct kept_session *kept, const char *text)
{
    const char *copy = keep(kept, memory_text(text));
    return copy ? copy : "";
}

const struct session *kept_session_of(const struct kept_session *kept)
{
    return &kept->session;
}

void kept_session_free(struct kept_session *kept)
{
    if (!kept)
        return;
    while (kept->pieces) {
        struct kept_piece *piece = kept->pieces;
        kept->pieces = piece->next;
        memory_free(piece->memory);
        memory_free(piece);
    }
    memory_free(kept);
}
