/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the header and the tags of an archive to what the recording says of itself. */
#ifndef READ_ARCHIVE_INFO_H
#define READ_ARCHIVE_INFO_H

#include "model/warnings.h"
#include "read/archive_layout.h"

/* Rows a second, with a warning where it is not what the header says. */
double archive_rate_hz(struct warnings *warnings, const struct container *container,
                       const struct archive_tags *tags);

/*
 * Clock, rate, device, range and wear place, with warnings where they are not what the header says.
 *
 *   in    rate_hz    from archive_rate_hz
 *   out   *info      all but format
 *         *warnings  added to
 */
void archive_info_fill(struct bks_recording_info *info, struct warnings *warnings,
                       const struct archive_tags *tags, const struct archive_layout *layout,
                       double rate_hz);

#endif
