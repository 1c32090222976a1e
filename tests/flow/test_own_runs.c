/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs of one person, kept one after the other: the last is held against those before it. */
#include "backstride/backstride.h"
#include "flow/keep.h"
#include "store/history.h"
#include "support/assert.h"
#include "support/json_check.h"
#include "support/sim_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_US INT64_C(1777622400000000) /* 2026-05-01 08:00 UTC */
#define DAY_US   INT64_C(86400000000)
#define FILE_CSV "own-run.csv"
#define USUAL    5

/* How the run of a day was. */
struct day {
    int number;
    double duty;       /* a short contact lands harder */
    const char *speed; /* or NULL: not told */
};

static void record(const struct day *day)
{
    struct sim_segment part[] = {{.kind = SIM_STAND, .duration_s = 5},
                                 {.kind = SIM_RUN,
                                  .duration_s = 150,
                                  .cadence_spm = 168,
                                  .duty = day->duty,
                                  .shape = SIM_HALF_SINE,
                                  .speed_mps = 2.8,
                                  .jitter_cv = 0.015}};
    struct sim_spec spec = {.segments = part,
                            .n_segments = 2,
                            .seed = (uint64_t)day->number + 1,
                            .start_us = FIRST_US + day->number * DAY_US,
                            .sensor = sim_typical(SIM_WAIST, 100)};
    struct sim_csv style = {.gyro = true};
    struct sim *sim = NULL;
    const char *why = sim_run(&sim, &spec);
    if (why)
        fail_msg("%s", why);
    assert_true(sim_write_csv(sim, FILE_CSV, &style));
    sim_free(sim);
}

/* Keeps the run of a day; what `add --json` says of it, freed by the caller. */
static char *add(struct store *store, const struct day *day, bool force)
{
    struct bks_options *options = NULL;
    struct bks_analysis *analysis = NULL;
    struct bks_fault fault = {0};
    struct keeping keeping;
    char *text = NULL;
    size_t n = 0;
    record(day);
    assert_int_equal(bks_options_new(&options), BKS_OK);
    assert_int_equal(bks_options_set(options, "placement", "waist", NULL), BKS_OK);
    if (day->speed)
        assert_int_equal(bks_options_set(options, "speed", day->speed, NULL), BKS_OK);
    if (bks_analyze(&analysis, FILE_CSV, options, NULL, NULL, &fault) != BKS_OK ||
        keep_analysis(&keeping, store, "Anna", analysis, FILE_CSV, force, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    assert_int_equal(keep_write_json(&keeping, analysis, FILE_CSV, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    bks_analysis_free(analysis);
    bks_options_free(options);
    (void)remove(FILE_CSV);
    return text;
}

static bool rises(const char *text)
{
    return strstr(text, "\"impact_rise\"") != NULL;
}

static bool knows_days(const char *text)
{
    return strstr(text, "\"between_sessions\": {\"value\": null") == NULL;
}

static void add_quietly(struct store *store, const struct day *day)
{
    char *text = add(store, day, false);
    assert_false(rises(text));
    free(text);
}

static const double usual[USUAL] = {0.73, 0.77, 0.74, 0.76, 0.75};

static void keep_usual(struct store *store, const char *speed)
{
    for (int i = 0; i < USUAL; i++)
        add_quietly(store, &(struct day){i, usual[i], speed});
}

#define HARD 0.52

static void a_harder_run_stands_out_from_five(void **state)
{
    static const struct day hard = {USUAL, HARD, "2.8m/s"};
    (void)state;
    struct store *store = history_open();
    keep_usual(store, "2.8m/s");
    char *text = add(store, &hard, false);
    assert_true(rises(text));
    assert_non_null(strstr(text, "\"impact_rise\", \"level\": \"watch\""));
    assert_true(knows_days(text));
    assert_non_null(strstr(text, "your 5 runs stay within"));
    /* what is kept says the same */
    struct runner runner = history_runner(store, "Anna");
    struct kept_session *kept = NULL;
    assert_int_equal(store->can->session_get(store, &kept, runner.id, USUAL + 1, NULL), BKS_OK);
    assert_non_null(kept);
    char *shown = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&shown, &n);
    assert_int_equal(keep_show_json(kept_session_of(kept), runner.slug, BKS_JSON_ANALYSIS, out),
                     BKS_OK);
    assert_int_equal(fclose(out), 0);
    assert_string_equal(shown, text);
    shown = (free(shown), NULL);
    struct bks_text_style style = {.utf8 = false};
    out = open_memstream(&shown, &n);
    assert_int_equal(keep_show_text(kept_session_of(kept), &style, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    assert_non_null(strstr(shown, "arder landings"));
    free(shown);
    kept_session_free(kept);
    free(text);
    store->can->close(store);
}

static void an_ordinary_run_does_not(void **state)
{
    (void)state;
    struct store *store = history_open();
    keep_usual(store, "2.8m/s");
    add_quietly(store, &(struct day){USUAL, 0.75, "2.8m/s"});
    store->can->close(store);
}

static void it_takes_four_at_this_speed(void **state)
{
    (void)state;
    struct store *store = history_open();
    for (int i = 0; i < 3; i++)
        add_quietly(store, &(struct day){i, usual[i], "2.8m/s"});
    add_quietly(store, &(struct day){3, usual[3], "3.0m/s"});
    char *text = add(store, &(struct day){4, HARD, "2.8m/s"}, false);
    assert_false(rises(text));
    assert_false(knows_days(text));
    free(text);
    store->can->close(store);
}

static void without_speed_nothing_is_said(void **state)
{
    (void)state;
    struct store *store = history_open();
    keep_usual(store, NULL);
    char *text = add(store, &(struct day){USUAL, HARD, NULL}, false);
    assert_false(rises(text));
    assert_false(knows_days(text));
    free(text);
    store->can->close(store);
}

static void only_runs_before_it_count_when_it_is_analysed_again(void **state)
{
    static const struct day hard = {USUAL, HARD, "2.8m/s"}, third = {2, HARD, "2.8m/s"};
    (void)state;
    struct store *store = history_open();
    keep_usual(store, "2.8m/s");
    char *first = add(store, &hard, false);
    assert_true(rises(first));
    for (int i = 0; i < 3; i++)
        free(add(store, &(struct day){USUAL + 1 + i, HARD, "2.8m/s"}, false));
    char *again = add(store, &hard, true);
    assert_string_equal(again, first);
    char *early = add(store, &third, true); /* nine are kept, two of them before it */
    assert_false(rises(early));
    assert_false(knows_days(early));
    free(early);
    free(again);
    free(first);
    store->can->close(store);
}

static int begin(void **state)
{
    (void)state;
    history_remove();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_harder_run_stands_out_from_five, begin),
        cmocka_unit_test_setup(an_ordinary_run_does_not, begin),
        cmocka_unit_test_setup(it_takes_four_at_this_speed, begin),
        cmocka_unit_test_setup(without_speed_nothing_is_said, begin),
        cmocka_unit_test_setup(only_runs_before_it_count_when_it_is_analysed_again, begin),
    };
    return cmocka_run_group_tests_name("flow/own_runs", tests, history_folder, history_folder_end);
}
