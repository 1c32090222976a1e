/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the note and the check both say of a recording, in words. */
#ifndef REPORT_PHRASES_H
#define REPORT_PHRASES_H

#include "backstride/analysis.h"

#define PHRASE_ROOM 256

/* "Sensor Logger": the title of the format without what it says in brackets. */
void phrase_format(char text[PHRASE_ROOM], const struct bks_recording_info *info);

/* "Sensor Logger (Android)": the format, and the device where the file names one. */
void phrase_origin(char text[PHRASE_ROOM], const struct bks_recording_info *info);

/* "on the wrist", "in a pocket", "not known". Static. */
const char *phrase_worn(enum bks_placement placement);

/* "on the trunk (estimated)", "at the waist (as you said)", "not known". */
void phrase_place(char text[PHRASE_ROOM], const struct bks_input *input);

/* "100.4 Hz", "rate not known". */
void phrase_rate(char text[PHRASE_ROOM], double rate_hz);

/* "no gaps", "1 gap of 2.5 s", "3 gaps, 12.0 s". */
void phrase_gaps(char text[PHRASE_ROOM], const struct bks_quality *quality);

/* "fenix 6, its own cadence 168; its clock is 2.4 s behind"; of a track that is used. */
void phrase_companion(char text[PHRASE_ROOM], const struct bks_companion *track);

/* "run.zip", or the tail of a long path. */
void phrase_file(char text[PHRASE_ROOM], const char *file);

/* What people call the measures: "bounce", "mm". Static. */
struct phrase_measure {
    const char *label, *unit;
    int decimals;
};
const struct phrase_measure *phrase_measure(enum bks_measure_id id);

#endif
