/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line for each format of tracks; tracks.c orders them. */
#ifndef READ_TRACKS_H
#define READ_TRACKS_H

#include "read/track.h"

extern const struct track_format track_format_fit;

/* Rows of formats that stand on a library which may be absent. */
#ifdef BKS_HAVE_EXPAT
extern const struct track_format track_format_tcx;
extern const struct track_format track_format_gpx;
extern const struct track_format track_format_health;
#define TRACKS_OF_EXPAT &track_format_tcx, &track_format_gpx, &track_format_health,
#else
#define TRACKS_OF_EXPAT
#endif

#endif
