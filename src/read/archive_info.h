/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the header and the tags of an archive to what the recording says of itself. */
#ifndef READ_ARCHIVE_INFO_H
#define READ_ARCHIVE_INFO_H

#include "model/warnings.h"
#include "read/archive_layout.h"

/*
 * Clock, rate, device, range and wear place, with warnings where they are not what the header says.
 *
 *   out   *info      all but format; nominal_rate_hz is the rate at which the rows stand
 *         *warnings  added to
 */
void archive_info_fill(struct bks_recording_info *info, struct warnings *warnings,
                       const struct container *container, const struct archive_tags *tags,
                       const struct archive_layout *layout);

#endif
