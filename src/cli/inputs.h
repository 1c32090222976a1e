/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the named files and folders come to: a list of recordings to try, in order. */
#ifndef CLI_INPUTS_H
#define CLI_INPUTS_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>

#define INPUTS_MAX       100000 /* in all folders together */
#define INPUTS_MAX_DEPTH 16     /* folders within folders */

struct input {
    char *path;
    bool walked;            /* met in a folder: not being a recording is no failure */
    struct bks_fault fault; /* status other than BKS_OK: could not even be looked at */
};

struct inputs {
    struct input *item;
    size_t n, capacity;
    bool full; /* INPUTS_MAX was reached, and said */
};

/*
 * Adds what a path comes to: itself, or what lies in the folder, in name order (hidden files and
 * links to folders are passed over). A folder that is one recording is one.
 *
 *   ends  BKS_NO_MEMORY; a path that cannot be looked at becomes an input with its fault
 *   owns  inputs_clear
 */
enum bks_status inputs_add(struct inputs *inputs, const char *path) BKS_CHECK;
void inputs_clear(struct inputs *inputs);

#endif
