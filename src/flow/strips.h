/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The two strips of a result, cut out of the force that steps were read from once the bouts and
 * their regularity are known. What a strip is, and which bout is the best: struct bks_strip.
 *
 *   pieces of force (2.56 s) --join what follows on one another--> 5 s, each 2.56 s anew
 *     --those whole in a run bout whose steps are told--> per bout the nearest to its middle
 *     --by the bout's stride regularity--> best, worst --steps told in them-->
 * analysis->result.strip
 */
#ifndef FLOW_STRIPS_H
#define FLOW_STRIPS_H

#include "flow/analysis.h"

/*
 *   in    analysis  bouts with measures, how their steps are told
 *         force     of struct force_piece; read to its end more than once
 *   out   analysis->result.strip, as a history would keep them (model/session_strip.h)
 *   ends  BKS_IO
 */
enum bks_status strips_cut(struct bks_analysis *analysis, struct spill *force) BKS_CHECK;

#endif
