/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a recording is worth: the verdict, what it will do for, and the warnings that say why. */
#ifndef FLOW_JUDGE_QUALITY_H
#define FLOW_JUDGE_QUALITY_H

#include "flow/listen.h"
#include "model/warnings.h"

/*
 * Fills quality but for its lists, and adds the warnings of conditioning.
 *
 *   in    input  with rate, duration, placement
 */
void judge_quality(struct bks_quality *quality, struct warnings *warnings,
                   const struct listen *listen, const struct bks_input *input);

#endif
