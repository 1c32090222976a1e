/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Tracks: what a watch wrote, read whole into struct track. One file a format, one row of a table
 * each.
 *
 * To add one: write read/track_<format>.c with a `const struct track_format`, add it to the table
 * in read/tracks.c, and a test with a file made in the test.
 */
#ifndef READ_TRACK_H
#define READ_TRACK_H

#include "backstride/reader.h"
#include "model/track.h"
#include "read/reader.h"
#include "read/source.h"

/* Which activity is wanted where a file holds years of them (Apple Health). */
struct track_wish {
    bool at_given;
    int64_t at_us; /* UTC; the run at, or nearest to, that instant. Not given: the latest */
};

struct track_format {
    struct bks_format about;

    /* Whether the source is in this format, by content. */
    enum probe_answer (*probe)(struct source *source);

    /*
     * Reads all points; *track is zeroed, wish is never NULL. Damage after the first point ends the
     * track with a warning that names the byte.
     *
     *   ends  BKS_DAMAGED (not even one point), BKS_EMPTY (an activity without points),
     * BKS_UNSUPPORTED, BKS_TOO_LARGE, BKS_IO, BKS_NO_MEMORY; *track is then cleared
     */
    enum bks_status (*read)(struct track *track, struct source *source,
                            const struct track_wish *wish, struct bks_fault *fault);
};

/* The table, NULL after the last. */
const struct track_format *track_format_at(size_t i);

/* The format that claims a source most surely, or NULL. */
const struct track_format *track_format_of(struct source *source);

/*
 * Reads the track of a source: a file, or a zip with one file in it.
 *
 *   in    wish  or NULL: the only activity, or the latest
 *   ends  BKS_UNKNOWN_FORMAT, or what the format says
 *   owns  the caller; track_clear
 */
enum bks_status track_read(struct track *track, struct source *source,
                           const struct track_wish *wish, struct bks_fault *fault) BKS_CHECK;

#endif
