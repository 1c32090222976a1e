/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF on disk as any other reader sees it, by the programs of poppler-utils. */
#ifndef SUPPORT_PAGES_H
#define SUPPORT_PAGES_H

#include <stdbool.h>
#include <stddef.h>

#define PAGES_COLUMNS 12 /* of the grid that ink is counted in */
#define PAGES_ROWS    16

/* Whether they are installed; says so where they are not. */
bool pages_can_be_read(void);

/* The text in order of reading, a form feed after each page. For free. */
char *pages_text(const char *path);

/* The first page of such a text. For free. */
char *pages_first(const char *text);

size_t pages_count(const char *text);

/*
 * Fails unless each word stands within the margins.
 *
 *   out  *lowest  how far down the words of the last page go, those of the foot left out: 0 .. 1
 */
void pages_assert_inside(const char *label, const char *path, double *lowest);

/* Ink of each cell of a grid over the first page, 0 .. 100. */
void pages_ink(const char *path, int ink[PAGES_ROWS][PAGES_COLUMNS]);

/* A whole file, NUL-terminated. For free. */
char *pages_bytes(const char *path, size_t *n);

#endif
