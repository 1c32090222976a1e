/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two readers in step, and two analyses as text. */
#include "support/same_recording.h"

#include "backstride/reader.h"
#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_same_info(const char *label, const struct bks_recording_info *a,
                             const struct bks_recording_info *b)
{
    assert_text_case(label, b->device, a->device);
    assert_int_case(label, b->start.kind, a->start.kind);
    assert_int_case(label, b->start.t_us, a->start.t_us);
    if (a->start.kind == BKS_CLOCK_ZONED)
        assert_int_case(label, b->start.offset_min, a->start.offset_min);
    assert_near_case(label, b->nominal_rate_hz, a->nominal_rate_hz, 0);
    assert_near_case(label, b->range_g, a->range_g, 0);
    assert_int_case(label, b->channels, a->channels);
    assert_int_case(label, b->gravity_included, a->gravity_included);
    assert_int_case(label, b->placement, a->placement);
}

/* Equal as numbers, or both none. */
static bool same_number(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

static void assert_same_block(const char *label, const struct bks_block *a,
                              const struct bks_block *b)
{
    assert_int_case(label, b->n, a->n);
    for (size_t i = 0; i < a->n; i++) {
        assert_int_case(label, b->t_us[i], a->t_us[i]);
        assert_int_case(label, b->mark[i], a->mark[i]);
        for (int c = 0; c < BKS_CHANNEL_COUNT; c++)
            if (a->value[c] && !same_number(a->value[c][i], b->value[c][i]))
                assert_near_case(label, b->value[c][i], a->value[c][i], 0);
    }
}

void assert_same_rows(const char *label, const char *first, const char *second,
                      const struct bks_options *options)
{
    struct bks_reader *reader[2] = {NULL, NULL};
    struct bks_block block[2];
    struct bks_fault fault;
    assert_int_case(label, bks_reader_open(&reader[0], first, options, &fault), BKS_OK);
    assert_int_case(label, bks_reader_open(&reader[1], second, NULL, &fault), BKS_OK);
    assert_same_info(label, bks_reader_info(reader[0]), bks_reader_info(reader[1]));
    do {
        for (size_t i = 0; i < 2; i++)
            assert_int_case(label, bks_reader_next(reader[i], &block[i], &fault), BKS_OK);
        assert_same_block(label, &block[0], &block[1]);
    } while (block[0].n > 0);
    bks_reader_close(reader[0]);
    bks_reader_close(reader[1]);
}

/* The JSON without what names the file. */
static char *analysis_of(const char *label, const char *path)
{
    static const char before[] = "\"format\": ";
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault;
    char *text = NULL;
    size_t n = 0;
    assert_int_case(label, bks_analyze(&analysis, path, NULL, NULL, NULL, &fault), BKS_OK);
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    assert_int_case(label, bks_analysis_write_json(analysis, "x", BKS_JSON_SERIES, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    bks_analysis_free(analysis);
    char *rest = strstr(text, before);
    assert_non_null(rest);
    rest = strchr(rest, ',');
    assert_non_null(rest);
    memmove(text, rest, strlen(rest) + 1);
    return text;
}

void assert_same_analysis(const char *label, const char *first, const char *second)
{
    char *a = analysis_of(label, first), *b = analysis_of(label, second);
    assert_true_case(label, strlen(a) > 500);
    assert_text_case(label, b, a);
    free(a);
    free(b);
}
