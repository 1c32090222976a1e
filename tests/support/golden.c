/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Golden texts: read whole, compared byte by byte, shown with the first line that differs. */
#include "support/golden.h"

#include "support/shared.h"

#include <stdlib.h>
#include <string.h>

#define GOLDEN_ROOM 65536

void printed_open(struct printed *printed)
{
    printed->out = open_memstream(&printed->text, &printed->n);
    assert_non_null(printed->out);
}

const char *printed_text(struct printed *printed)
{
    assert_int_equal(fclose(printed->out), 0);
    printed->out = NULL;
    return printed->text;
}

void printed_clear(struct printed *printed)
{
    free(printed->text);
    printed->text = NULL;
}

static void bless(const char *path, const char *text)
{
    FILE *golden = fopen(path, "wb");
    assert_non_null(golden);
    assert_int_equal(fputs(text, golden) >= 0, 1);
    assert_int_equal(fclose(golden), 0);
}

/* The first line that differs: its number, from 1, and where it starts in a. */
static const char *first_difference(int *line, const char *a, const char *b)
{
    const char *start = a;
    *line = 1;
    for (; *a && *a == *b; a++, b++)
        if (*a == '\n') {
            start = a + 1;
            ++*line;
        }
    return start;
}

void golden_or_fail(const char *name, const char *text, const char *file, int line)
{
    static char expected[GOLDEN_ROOM];
    char path[SHARED_PATH_ROOM], within[128];
    (void)snprintf(within, sizeof within, "tests/golden/%s", name);
    source_path(path, within);
    const char *blessing = getenv("BKS_BLESS");
    if (blessing && blessing[0] == '1') {
        bless(path, text);
        return;
    }
    FILE *golden = fopen(path, "rb");
    if (!golden) {
        print_error("%s is missing: run once with BKS_BLESS=1\n", within);
        _fail(file, line);
        return;
    }
    size_t n = fread(expected, 1, sizeof expected - 1, golden);
    expected[n] = '\0';
    (void)fclose(golden);
    if (strcmp(text, expected) == 0)
        return;
    int number;
    const char *differs = first_difference(&number, text, expected);
    print_error("%s differs in line %d; now:\n%.*s\n", within, number, (int)strcspn(differs, "\n"),
                differs);
    _fail(file, line);
}
