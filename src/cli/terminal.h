/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal can show, and the two signals that concern a program in a pipe. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "backstride/analysis.h"

/* Block characters where a terminal speaks UTF-8; colour unless NO_COLOR or a dumb terminal. */
struct bks_text_style terminal_style(void);

/* True when standard error is a terminal that can redraw a line. */
bool terminal_redraws(void);

/* From here on Ctrl-C only asks to stop (a second one ends at once), and a closed pipe ends
 * quietly. */
void terminal_watch(void);

/* From here on a file that grows too large is a failed write, as a full disk is, not the end. */
void terminal_bear_full_disk(void);

/* True once Ctrl-C was pressed. */
bool terminal_interrupted(void);

#endif
