/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of the table of formats that hold the archive form. */
#ifndef READ_ARCHIVE_H
#define READ_ARCHIVE_H

#include "read/reader.h"

extern const struct format format_om_wav;  /* WAV and RF64; refuses audio files */
extern const struct format format_om_flac; /* FLAC */
extern const struct format format_om_caf;  /* CAF */

#endif
