/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of tracks, and which of them a source belongs to. */
#include "read/tracks.h"

#include "base/fault.h"

/* To add one: see read/track.h. */
static const struct track_format *const formats[] = {&track_format_fit, TRACKS_OF_EXPAT};

const struct track_format *track_format_at(size_t i)
{
    return i < sizeof formats / sizeof formats[0] ? formats[i] : NULL;
}

const struct track_format *track_format_of(struct source *source)
{
    const struct track_format *best = NULL;
    enum probe_answer surest = PROBE_NOT_MINE;
    for (size_t i = 0; source_entries(source) > 0 && track_format_at(i); i++) {
        enum probe_answer answer = track_format_at(i)->probe(source);
        if (answer > surest) {
            surest = answer;
            best = track_format_at(i);
        }
    }
    return best;
}

enum bks_status track_read(struct track *track, struct source *source,
                           const struct track_wish *wish, struct bks_fault *fault)
{
    static const struct track_wish none;
    const struct track_format *format = track_format_of(source);
    *track = (struct track){.summary = track_summary_empty()};
    if (!format)
        return fault_set(fault, BKS_UNKNOWN_FORMAT, "`backstride formats` lists what can be read",
                         "not an activity that any reader knows");
    track->format = format->about.id;
    enum bks_status status = format->read(track, source, wish ? wish : &none, fault);
    if (status != BKS_OK)
        track_clear(track);
    return status;
}
