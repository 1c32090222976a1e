/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GENEActiv files, with the blanks and NULs of real ones. */
#ifndef SUPPORT_GENEACTIV_WRITER_H
#define SUPPORT_GENEACTIV_WRITER_H

#include <stddef.h>
#include <stdint.h>

#define GENEACTIV_WRITER_ROWS 300u
#define GENEACTIV_WRITER_ROOM 65536u

/* A file as it grows. */
struct geneactiv_text {
    char text[GENEACTIV_WRITER_ROOM];
    size_t n;
};

/* Adds a text; '~' becomes NUL. */
void geneactiv_add(struct geneactiv_text *file, const char *text);

/* A header: 85.7 Hz, zone +01:00, gains 25600 25000 26000, offsets 0 -500 1300. */
void geneactiv_add_header(struct geneactiv_text *file);

/* The lines of a page up to its samples; time as it stands in the file. */
void geneactiv_add_page(struct geneactiv_text *file, long sequence, const char *time);

/* The line of its samples; raw(row, axis). */
void geneactiv_add_rows(struct geneactiv_text *file, size_t rows,
                        int (*raw)(size_t row, unsigned axis));

/* What a raw number is unless told otherwise: one that tells its place; -2048 .. 2047. */
int geneactiv_writer_raw(size_t row, unsigned axis);

#endif
