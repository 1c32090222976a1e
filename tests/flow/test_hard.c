/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hard side of analyze: no memory, no patience, no sense in the numbers, and the same bytes. */
#include "base/memory.h"
#include "support/assert.h"
#include "support/json_check.h"
#include "support/outcome.h"
#include "support/sim_write.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON_ROOM     (1u << 20)
#define PAST_THE_LAST 100 /* requests: looking at a file makes some that others stand in for */

/* Writes a short walk and run to the temporary file. */
static void write_short(double seconds)
{
    const struct sim_segment parts[] = {
        {.kind = SIM_WALK, .duration_s = seconds, .cadence_spm = 110},
        {.kind = SIM_RUN, .duration_s = seconds, .cadence_spm = 168}};
    const struct sim_spec spec = {
        .segments = parts, .n_segments = 2, .seed = 3, .sensor = sim_typical(SIM_WAIST, 50)};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    assert_true(sim_write_csv(sim, outcome_temporary(), &(struct sim_csv){.gyro = true}));
    sim_free(sim);
}

/* The analysis as JSON with its series; test_free. */
static char *json_of(const struct bks_analysis *analysis)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_status(bks_analysis_write_json(analysis, "run.csv", BKS_JSON_SERIES, file), BKS_OK);
    rewind(file);
    char *text = test_calloc(JSON_ROOM, 1);
    size_t n = fread(text, 1, JSON_ROOM - 1, file);
    (void)fclose(file);
    assert_true(n > 0 && n < JSON_ROOM - 1);
    assert_true(json_valid(text, n, NULL));
    return text;
}

static void each_request_for_memory_may_fail(void **state)
{
    (void)state;
    write_short(12);
    long before = memory_live();
    int refused = 0, well = 0; /* well: in a row, as none was refused any more */
    for (long nth = 1; well < PAST_THE_LAST; nth++) {
        struct bks_analysis *analysis = NULL;
        struct bks_fault fault = {0};
        memory_fail_at(nth);
        enum bks_status status =
            bks_analyze(&analysis, outcome_temporary(), NULL, NULL, NULL, &fault);
        memory_fail_at(0);
        well = status == BKS_OK ? well + 1 : 0;
        refused += status == BKS_NO_MEMORY;
        if (status == BKS_OK) {
            assert_non_null(analysis);
            bks_analysis_free(analysis);
        } else { /* a format that has no memory to look does not know its own */
            assert_true(status == BKS_NO_MEMORY || status == BKS_UNKNOWN_FORMAT);
            assert_null(analysis);
            assert_int_equal(fault.status, status);
            assert_true(fault.what[0] != '\0');
        }
        assert_int_equal(memory_live(), before);
    }
    assert_true(refused > 40);
}

static void the_same_input_gives_the_same_bytes(void **state)
{
    (void)state;
    write_short(40);
    char *first = NULL;
    for (int i = 0; i < 4; i++) {
        struct bks_analysis *analysis = NULL;
        assert_status(bks_analyze(&analysis, outcome_temporary(), NULL, NULL, NULL, NULL), BKS_OK);
        char *text = json_of(analysis);
        bks_analysis_free(analysis);
        if (i == 0) {
            first = text;
            continue;
        }
        assert_string_equal(text, first);
        test_free(text);
    }
    test_free(first);
}

static void *analyze_aside(void *context)
{
    struct bks_analysis **analysis = context;
    return bks_analyze(analysis, outcome_temporary(), NULL, NULL, NULL, NULL) == BKS_OK ? context
                                                                                        : NULL;
}

static void analyses_side_by_side_give_the_same_bytes(void **state)
{
    (void)state;
    enum { THREADS = 4 };
    write_short(40);
    struct bks_analysis *alone = NULL, *aside[THREADS] = {NULL};
    assert_status(bks_analyze(&alone, outcome_temporary(), NULL, NULL, NULL, NULL), BKS_OK);
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, analyze_aside, &aside[i]), 0);
    char *text = json_of(alone);
    for (int i = 0; i < THREADS; i++) {
        void *answer = NULL;
        assert_int_equal(pthread_join(threads[i], &answer), 0);
        assert_non_null(answer);
        char *other = json_of(aside[i]);
        assert_string_equal(other, text);
        test_free(other);
        bks_analysis_free(aside[i]);
    }
    test_free(text);
    bks_analysis_free(alone);
}

static bool stop(void *context, double share)
{
    ++*(int *)context;
    assert_between(share, 0, 1);
    return false;
}

static void whoever_asks_to_stop_is_heard(void **state)
{
    (void)state;
    write_short(12);
    long before = memory_live();
    int calls = 0;
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault = {0};
    assert_status(bks_analyze(&analysis, outcome_temporary(), NULL, stop, &calls, &fault),
                  BKS_INTERRUPTED);
    assert_null(analysis);
    assert_int_equal(calls, 1);
    assert_int_equal(memory_live(), before);
}

/* Rows of numbers that no sensor gives. */
static void print_row(FILE *file, const char *what, size_t i)
{
    double t = (double)i / 50, turn = i % 2 ? 1 : -1;
    if (strcmp(what, "all zero") == 0)
        fprintf(file, "%.2f,0,0,0\n", t);
    else if (strcmp(what, "beyond any range") == 0)
        fprintf(file, "%.2f,%g,%g,%g\n", t, 1e300 * turn, -1e300, 1e300);
    else if (strcmp(what, "tiny") == 0)
        fprintf(file, "%.2f,1e-300,%g,-1e-300\n", t, turn * 1e-300);
    else if (strcmp(what, "from rail to rail") == 0)
        fprintf(file, "%.2f,%g,%g,%g\n", t, 8 * turn, -8 * turn, 8 * turn);
    else if (strcmp(what, "no time passes") == 0)
        fprintf(file, "7,0,%g,1\n", 0.01 * (double)i);
    else if (strcmp(what, "time runs backwards") == 0)
        fprintf(file, "%.2f,0,%g,1\n", 1000 - t, 0.1 * turn);
    else if (strcmp(what, "time jumps by ages") == 0)
        fprintf(file, "%g,0,%g,1\n", turn * 2.5e11, 0.1 * turn);
    else if (strcmp(what, "a row a day") == 0)
        fprintf(file, "%.0f,0,%g,1\n", 86400 * (double)i, 0.1 * turn);
    else if (strcmp(what, "a million rows a second") == 0)
        fprintf(file, "%.6f,0,%g,1\n", (double)i * 1e-6, 0.1 * turn);
    else
        fprintf(file, "%.2f,%s,%g,1\n", t, i % 3 ? "nan" : "0", 0.1 * turn);
}

static void nonsense_ends_in_words_or_in_json(void **state)
{
    (void)state;
    static const char *const table[] = {
        "all zero",
        "beyond any range",
        "tiny",
        "from rail to rail",
        "no time passes",
        "time runs backwards",
        "time jumps by ages",
        "a row a day",
        "a million rows a second",
        "two thirds are no numbers",
    };
    static const size_t rows[] = {1, 2, 9, 700, 9000};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
            FILE *file = fopen(outcome_temporary(), "w");
            assert_non_null(file);
            fprintf(file, "time_s,accel_x_g,accel_y_g,accel_z_g\n");
            for (size_t i = 0; i < rows[r]; i++)
                print_row(file, table[k], i);
            assert_int_equal(fclose(file), 0);
            struct bks_analysis *analysis = NULL;
            struct bks_fault fault = {0};
            enum bks_status status =
                bks_analyze(&analysis, outcome_temporary(), NULL, NULL, NULL, &fault);
            if (status != BKS_OK) {
                assert_true_case(table[k], fault.what[0] != '\0' && analysis == NULL);
                continue;
            }
            const struct bks_result *result = bks_analysis_result(analysis);
            assert_int_case(table[k], count_bouts(result, BKS_RUN), 0);
            assert_int_case(table[k], count_bouts(result, BKS_WALK), 0);
            char *text = json_of(analysis);
            test_free(text);
            bks_analysis_free(analysis);
        }
}

static void what_holds_no_samples_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
        enum bks_status status;
    } table[] = {
        {"only a header", "time_s,accel_x_g,accel_y_g,accel_z_g\n", BKS_EMPTY},
        {"an empty file", "", BKS_EMPTY},
        {"a letter", "Dear diary, my back is better.\n", BKS_UNKNOWN_FORMAT},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        FILE *file = fopen(outcome_temporary(), "w");
        assert_non_null(file);
        fputs(table[k].text, file);
        assert_int_equal(fclose(file), 0);
        struct bks_analysis *analysis = NULL;
        struct bks_fault fault = {0};
        enum bks_status status =
            bks_analyze(&analysis, outcome_temporary(), NULL, NULL, NULL, &fault);
        assert_int_case(table[k].label, status, table[k].status);
        assert_true_case(table[k].label, analysis == NULL && fault.what[0] != '\0');
    }
    struct bks_analysis *analysis = NULL;
    assert_status(bks_analyze(&analysis, "no/such/file.csv", NULL, NULL, NULL, NULL),
                  BKS_CANNOT_OPEN);
    assert_null(analysis);
}

static void a_few_seconds_are_told_to_be_short(void **state)
{
    (void)state;
    static const double seconds[] = {0.7, 1, 2, 3};
    for (size_t k = 0; k < sizeof seconds / sizeof *seconds; k++) {
        const struct sim_segment stand = {.kind = SIM_STAND, .duration_s = seconds[k]};
        const struct sim_spec spec = {
            .segments = &stand, .n_segments = 1, .seed = 3, .sensor = sim_typical(SIM_WAIST, 50)};
        struct outcome o;
        assert_true(outcome_of_sim(&o, &spec, NULL, false));
        assert_near(o.result->input.duration_s, seconds[k], 0.03);
        assert_true(o.result->n_bouts >= 1);
        assert_near(o.result->bouts[o.result->n_bouts - 1].end_s, o.result->input.duration_s, 1e-6);
        outcome_clear(&o);
    }
}

static int remove_temporary(void **state)
{
    (void)state;
    outcome_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_request_for_memory_may_fail),
        cmocka_unit_test(the_same_input_gives_the_same_bytes),
        cmocka_unit_test(analyses_side_by_side_give_the_same_bytes),
        cmocka_unit_test(whoever_asks_to_stop_is_heard),
        cmocka_unit_test(nonsense_ends_in_words_or_in_json),
        cmocka_unit_test(what_holds_no_samples_is_refused),
        cmocka_unit_test(a_few_seconds_are_told_to_be_short),
    };
    return cmocka_run_group_tests_name("flow/hard", tests, NULL, remove_temporary);
}
