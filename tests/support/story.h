/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whole histories of one runner, to see reports of: profile, diary, runs, and what the plan said on
 * the day. The runner does what the plan says, so that stages are met as they would be. The same
 * case gives the same history each time.
 */
#ifndef SUPPORT_STORY_H
#define SUPPORT_STORY_H

#include "store/store.h"

#include <stdint.h>

#define STORY_DAY   20574 /* the day that each story is told up to */
#define STORY_AS_OF "2026-05-01"

/* What is special about it. */
enum story_bit {
    STORY_NO_DIARY = 1 << 0,
    STORY_NO_RUNS = 1 << 1, /* walks instead, each fifth day */
    STORY_EMPTY = 1 << 2,   /* neither walks nor a diary */
    STORY_NO_SIDES = 1 << 3,
    STORY_NULLS = 1 << 4,
    STORY_DEVICE = 1 << 5,
    STORY_MIXED = 1 << 6,  /* a recording, then a watch, in turn */
    STORY_GAP = 1 << 7,    /* nothing at all between the first two weeks and the last */
    STORY_ANYWAY = 1 << 8, /* runs each third day whatever the plan says */
    STORY_HOSTILE = 1 << 9,
    STORY_PAINFUL = 1 << 10,
    STORY_SPIKE = 1 << 11,   /* the last run is half as long again */
    STORY_REVIEWS = 1 << 12, /* each flare is seen by a physio after a week */
    STORY_FAIR = 1 << 13     /* no pain above 1, no flare */
};

struct story {
    const char *id, *name; /* of the case, of the runner */
    int days, weeks;       /* told; of the report */
    unsigned bits;         /* STORY_... */
    int flare;             /* day on which one begins, or -1 */
    int goal_minutes;
    const char *today;          /* codes of symptoms on the last day, or NULL */
    const char *const *profile; /* "KEY=VALUE" to NULL */
};

/* In order, to NULL; by id, or NULL. */
const struct story *story_at(size_t i);
const struct story *story_find(const char *id);

/* Fills a store that has nothing of that runner; ends as the store, or BKS_BAD_ARGUMENT. */
enum bks_status story_tell(const struct story *story, struct store *store);

#endif
