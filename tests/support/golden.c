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

/* The line, from 1, of the first difference. */
static int first_difference(const char *a, const char *b)
{
    int line = 1;
    for (; *a && *a == *b; a++, b++)
        line += *a == '\n';
    return line;
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
    print_error("%s differs from line %d on; printed now:\n%s", within,
                first_difference(text, expected), text);
    _fail(file, line);
}
