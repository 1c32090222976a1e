/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a PDF with pdftotext and pdftoppm. */
#include "support/pages.h"

#include "base/text.h"
#include "support/assert.h"
#include "support/ran.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MARGIN    36.0 /* points: no word is nearer to the edge at the sides, nor half of it above */
#define FOOT      64.0 /* points: the foot of a page */
#define PATH_ROOM 256

bool pages_can_be_read(void)
{
    static const char *const words[] = {"/bin/sh", "-c",
                                        "command -v pdftotext && command -v pdftoppm", NULL};
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    bool can = ran.status == 0;
    ran_clear(&ran);
    if (!can)
        print_message("skipped: poppler-utils is not installed\n");
    return can;
}

char *pages_bytes(const char *path, size_t *n)
{
    FILE *in = fopen(path, "rb");
    assert_non_null(in);
    assert_int_equal(fseek(in, 0, SEEK_END), 0);
    long size = ftell(in);
    rewind(in);
    char *bytes = calloc((size_t)size + 1, 1);
    assert_non_null(bytes);
    *n = fread(bytes, 1, (size_t)size, in);
    assert_int_equal(fclose(in), 0);
    assert_int_equal(*n, (size_t)size);
    return bytes;
}

/* Through a file: a year of pages with all their places is longer than what is kept of a pipe. */
static char *ask(const char *path, const char *option)
{
    char to[PATH_ROOM];
    (void)snprintf(to, sizeof to, "%s.txt", path);
    const char *const words[] = {"/usr/bin/env", "pdftotext", option, path, to, NULL};
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    if (ran.status != 0)
        fail_msg("pdftotext %s: %s", path, ran.err);
    ran_clear(&ran);
    size_t n;
    char *text = pages_bytes(to, &n);
    (void)unlink(to);
    return text;
}

char *pages_text(const char *path)
{
    return ask(path, "-q");
}

char *pages_first(const char *text)
{
    size_t n = strcspn(text, "\f");
    char *first = calloc(n + 1, 1);
    assert_non_null(first);
    memcpy(first, text, n);
    return first;
}

size_t pages_count(const char *text)
{
    size_t n = 0;
    for (; (text = strchr(text, '\f')); text++)
        n++;
    return n;
}

static double number_after(const char *text, const char *name)
{
    const char *at = strstr(text, name);
    double value = 0;
    assert_non_null(at);
    at += strlen(name);
    assert_non_null(text_number(&value, at, at + strcspn(at, "\""), '.'));
    return value;
}

void pages_assert_inside(const char *label, const char *path, double *lowest)
{
    char *boxes = ask(path, "-bbox");
    const char *page = strstr(boxes, "<page "), *at = page;
    assert_non_null(page);
    double width = number_after(page, "width=\""), height = number_after(page, "height=\"");
    size_t n = 0;
    *lowest = 0;
    for (; (at = strstr(at, "<word ")); at++, n++) {
        const char *next = strstr(page + 1, "<page ");
        double bottom = number_after(at, "yMax=\"");
        if (next && next < at) {
            page = next;
            *lowest = 0;
        }
        assert_between_case(label, number_after(at, "xMin=\""), MARGIN, width - MARGIN);
        assert_between_case(label, number_after(at, "xMax=\""), MARGIN, width - MARGIN);
        assert_between_case(label, number_after(at, "yMin=\""), MARGIN / 2, height - MARGIN / 2);
        assert_between_case(label, bottom, MARGIN / 2, height - MARGIN / 2);
        if (bottom < height - FOOT && bottom / height > *lowest)
            *lowest = bottom / height;
    }
    assert_true_case(label, n > 50);
    free(boxes);
}

/* Of the pixels of a cell, in percent of black. */
static int ink_of(const unsigned char *grey, const int64_t size[2], int row, int column)
{
    int64_t sum = 0, all = 0;
    for (int64_t y = row * size[1] / PAGES_ROWS; y < (row + 1) * size[1] / PAGES_ROWS; y++)
        for (int64_t x = column * size[0] / PAGES_COLUMNS;
             x < (column + 1) * size[0] / PAGES_COLUMNS; x++, all++)
            sum += 255 - grey[y * size[0] + x];
    return (int)(100 * sum / (255 * all));
}

void pages_ink(const char *path, int ink[PAGES_ROWS][PAGES_COLUMNS])
{
    char to[PATH_ROOM];
    (void)snprintf(to, sizeof to, "%s-page", path);
    const char *const words[] = {"/usr/bin/env", "pdftoppm", "-r", "36", "-gray", "-f", "1",
                                 "-singlefile",  path,       to,   NULL};
    struct ran ran;
    ran_run(&ran, words, NULL, NULL, 0);
    assert_int_equal(ran.status, 0);
    ran_clear(&ran);
    (void)snprintf(to, sizeof to, "%s-page.pgm", path);
    size_t n = 0;
    char *text = pages_bytes(to, &n);
    (void)unlink(to);
    int64_t size[2] = {0, 0};
    const char *at = text_integer(&size[0], text + 3, text + n); /* "P5\nWIDTH HEIGHT\n255\n" */
    at = at ? text_integer(&size[1], at + 1, text + n) : NULL;
    assert_non_null(at);
    const unsigned char *grey = (const unsigned char *)text + n - size[0] * size[1];
    for (int row = 0; row < PAGES_ROWS; row++)
        for (int column = 0; column < PAGES_COLUMNS; column++)
            ink[row][column] = ink_of(grey, size, row, column);
    free(text);
}
