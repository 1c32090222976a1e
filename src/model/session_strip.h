/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A strip in few bytes: samples in thousandths of 1 g, two bytes each, the higher first; steps in
 * five bytes: the contact after the start and the contact's length, in 0.1 ms, and the side.
 *
 * The two strips of a session take 1,320 bytes at most: with the series (session_series.h) they
 * stay within 8 KB.
 */
#ifndef MODEL_SESSION_STRIP_H
#define MODEL_SESSION_STRIP_H

#include "backstride/analysis.h"

#define SESSION_STRIP_SAMPLE_BYTES 2
#define SESSION_STRIP_STEP_BYTES   5

struct session_strip {
    size_t n_vertical, n_steps; /* bytes */
    unsigned char vertical[BKS_STRIP_SAMPLES * SESSION_STRIP_SAMPLE_BYTES];
    unsigned char steps[BKS_STRIP_STEPS * SESSION_STRIP_STEP_BYTES];
};

/* A toe-off more than 6.5 s after its contact is left out, as are samples beyond 32 g. */
void session_strip_pack(struct session_strip *packed, const struct bks_strip *strip);

/*
 * The strip of what was packed. One that was unpacked is packed to the same bytes.
 *
 *   in    strip  its start_s and step_s
 *   out   strip  the rest; what has no place in it is left out
 */
void session_strip_unpack(struct bks_strip *strip, const unsigned char *vertical, size_t n_vertical,
                          const unsigned char *steps, size_t n_steps);

#endif
