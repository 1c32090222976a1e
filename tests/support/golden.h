/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a stream printed, and golden texts to compare it with. */
#ifndef SUPPORT_GOLDEN_H
#define SUPPORT_GOLDEN_H

#include <stddef.h>
#include <stdio.h>

/* A stream into memory: printed_text answers its text, NUL-terminated, and closes it. */
struct printed {
    FILE *out;
    char *text;
    size_t n;
};
void printed_open(struct printed *printed);
const char *printed_text(struct printed *printed);
void printed_clear(struct printed *printed);

/*
 * Fails unless the text is the one in tests/golden/<name>; with BKS_BLESS=1 in the environment
 * writes it there instead.
 */
void golden_or_fail(const char *name, const char *text, const char *file, int line);
#define assert_golden(name, text) golden_or_fail((name), (text), __FILE__, __LINE__)

#endif
