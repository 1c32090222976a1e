/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The watch from end to end: alone as a session of its own numbers, and beside a recording as
 * --track. Files are TCX of a simulated watch, and other people's FIT.
 */
#include "backstride/analysis.h"
#include "base/memory.h"
#include "read/track.h"
#include "support/assert.h"
#include "support/json_check.h"
#include "support/outcome.h"
#include "support/shared.h"
#include "support/sim_write.h"
#include "support/wrist_watch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START_US  INT64_C(1777622400000000) /* 2026-05-01T08:00Z */
#define AHEAD_S   3.4                       /* the watch's clock is ahead of the recording's */
#define TEXT_ROOM 65536

static char watch_path[64], run_path[64];
static struct sim *sim;

static const struct sim_segment session[] = {
    {.kind = SIM_STAND, .duration_s = 15},
    {.kind = SIM_WALK, .duration_s = 60, .cadence_spm = 112, .jitter_cv = 0.015},
    {.kind = SIM_RUN, .duration_s = 240, .cadence_spm = 166, .jitter_cv = 0.02},
    {.kind = SIM_WALK, .duration_s = 60, .cadence_spm = 110, .jitter_cv = 0.015},
    {.kind = SIM_RUN, .duration_s = 180, .cadence_spm = 172, .jitter_cv = 0.02},
    {.kind = SIM_STAND, .duration_s = 20},
};

static bool reads_tcx(void)
{
    for (size_t i = 0; track_format_at(i); i++)
        if (strcmp(track_format_at(i)->about.id, "tcx") == 0)
            return true;
    return false;
}

/* The recording with Unix time, so that it has a clock of its own. */
static bool write_run(const char *path, bool dated)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    (void)fputs("time_s,accel_x_g,accel_y_g,accel_z_g\n", file);
    for (size_t i = 0; i < sim->n; i++)
        (void)fprintf(file, "%.6f,%.5f,%.5f,%.5f\n",
                      (dated ? 1e-6 * (double)START_US : 0) + 1e-6 * (double)sim->t_us[i],
                      sim->value[SIM_AX][i] / SIM_GRAVITY, sim->value[SIM_AY][i] / SIM_GRAVITY,
                      sim->value[SIM_AZ][i] / SIM_GRAVITY);
    return fclose(file) == 0;
}

static bool write_watch(const struct wrist_watch *watch)
{
    struct track track;
    wrist_watch_track(&track, sim, watch);
    bool written = wrist_watch_write_tcx(&track, watch_path);
    track_clear(&track);
    return written;
}

static const struct wrist_watch usual = {
    .start_us = START_US + (int64_t)(AHEAD_S * 1e6), .quantum_spm = 2, .seed = 5};

static int make_files(void **state)
{
    const struct sim_spec spec = {.segments = session,
                                  .n_segments = sizeof session / sizeof *session,
                                  .seed = 8,
                                  .sensor = sim_typical(SIM_WAIST, 50)};
    static const char folder[] = "device-test";
    (void)state;
    (void)snprintf(watch_path, sizeof watch_path, "%s.tcx", folder);
    (void)snprintf(run_path, sizeof run_path, "%s.csv", folder);
    return sim_run(&sim, &spec) == NULL && write_run(run_path, true) ? 0 : -1;
}

static int remove_files(void **state)
{
    (void)state;
    sim_free(sim);
    (void)remove(watch_path);
    (void)remove(run_path);
    return 0;
}

/* What is typed, in pairs. */
static struct bks_analysis *analysed(const char *path, const char *const *typed)
{
    struct bks_options *options;
    struct bks_analysis *analysis;
    struct bks_fault fault = {0};
    assert_status(bks_options_new(&options), BKS_OK);
    for (size_t i = 0; typed && typed[i]; i += 2)
        assert_status(bks_options_set(options, typed[i], typed[i + 1], &fault), BKS_OK);
    enum bks_status status = bks_analyze(&analysis, path, options, NULL, NULL, &fault);
    bks_options_free(options);
    if (status != BKS_OK)
        fail_msg("%s: %s", path, fault.what);
    return analysis;
}

static void as_text(char text[TEXT_ROOM], const struct bks_analysis *analysis, bool json,
                    bool check)
{
    const struct bks_text_style style = {.check = check};
    FILE *file = tmpfile();
    assert_non_null(file);
    enum bks_status status =
        json ? bks_analysis_write_json(analysis, "run.tcx",
                                       check ? BKS_JSON_CHECK : BKS_JSON_SERIES, file)
             : bks_analysis_write_text(analysis, "run.tcx", &style, file);
    assert_status(status, BKS_OK);
    rewind(file);
    text[fread(text, 1, TEXT_ROOM - 1, file)] = '\0';
    (void)fclose(file);
}

static void a_watch_alone_is_a_session_of_its_own_numbers(void **state)
{
    char text[TEXT_ROOM], value[256];
    (void)state;
    if (!reads_tcx())
        skip();
    assert_true(write_watch(&usual));
    struct bks_analysis *analysis = analysed(watch_path, NULL);
    const struct bks_result *result = bks_analysis_result(analysis);
    assert_int_equal(result->input.source, BKS_SOURCE_DEVICE);
    assert_string_equal(result->input.info.format, "tcx");
    assert_int_equal(count_bouts(result, BKS_RUN), 2);
    assert_int_equal(count_bouts(result, BKS_WALK), 2);
    assert_near(result->total[BKS_RUN].duration_s, 420, 8);
    assert_near(result->total[BKS_RUN].measure[BKS_CADENCE].value, 168.6, 1);
    assert_int_equal(result->total[BKS_RUN].measure[BKS_VERTICAL_OSCILLATION].why,
                     BKS_WHY_NOT_REPORTED);
    assert_int_equal(strlen(result->input.sha256), 64);
    as_text(text, analysis, true, false);
    assert_true(json_valid(text, strlen(text), NULL));
    assert_true(json_at(value, sizeof value, text, "input.source"));
    assert_string_equal(value, "\"device\"");
    assert_true(json_at(value, sizeof value, text, "totals.run.contact_time_ms.why"));
    assert_string_equal(value, "\"not_reported\"");
    as_text(text, analysis, false, false);
    assert_non_null(strstr(text, "as your watch reported it"));
    assert_non_null(strstr(text, "Wrist Watch 1"));
    as_text(text, analysis, false, true);
    assert_non_null(strstr(text, "a device's own numbers"));
    assert_null(strstr(text, "worn"));
    bks_analysis_free(analysis);
}

static void check_says_at_the_top_what_it_supports(void **state)
{
    char text[TEXT_ROOM], top[600], within[600];
    struct bks_analysis *analysis = analysed(run_path, NULL);
    (void)state;
    as_text(text, analysis, true, true);
    assert_true(json_at(top, sizeof top, text, "supports"));
    assert_true(json_at(within, sizeof within, text, "quality.supports"));
    assert_string_equal(top, within);
    assert_ptr_equal(strstr(top, "[\"steps\", \"cadence\", \"vertical_oscillation\", "), top);
    assert_non_null(strstr(top, "\"contact_time\", "));
    assert_null(strstr(top, "step_length")); /* no speed is known */
    bks_analysis_free(analysis);
}

static void the_zone_of_a_device_is_as_typed(void **state)
{
    static const char *const typed[] = {"tz", "+02:00", NULL};
    (void)state;
    if (!reads_tcx())
        skip();
    assert_true(write_watch(&usual));
    struct bks_analysis *analysis = analysed(watch_path, typed);
    const struct bks_instant *start = &bks_analysis_result(analysis)->input.info.start;
    assert_int_equal(start->kind, BKS_CLOCK_ZONED);
    assert_int_equal(start->offset_min, 120);
    bks_analysis_free(analysis);
}

static const struct {
    const char *label;
    struct wrist_watch watch;
    bool dated; /* the recording has a clock */
    double offset_s, within_s;
} beside[] = {
    {"both clocks set", {.start_us = START_US + 3400000, .seed = 1}, true, -3.4, 0.5},
    {"strides counted",
     {.start_us = START_US + 3400000, .quantum_spm = 2, .seed = 2},
     true,
     -3.4,
     0.5},
    {"behind by 5 min", {.start_us = START_US - 300000000, .seed = 3}, true, 300, 0.5},
    {"an hour off", {.start_us = START_US + INT64_C(3600000000), .seed = 4}, true, -3600, 0.5},
    {"recording without a date", {.start_us = START_US, .from_s = 20, .seed = 5}, false, 20, 0.5},
    {"smart recording", {.start_us = START_US, .smart = true, .seed = 6}, true, 0, 1},
};

static void a_track_gives_speed_on_the_recordings_clock(void **state)
{
    const char *typed[] = {"track", watch_path, NULL};
    (void)state;
    if (!reads_tcx())
        skip();
    for (size_t i = 0; i < sizeof beside / sizeof *beside; i++) {
        const char *label = beside[i].label;
        assert_true(write_watch(&beside[i].watch) && write_run(run_path, beside[i].dated));
        struct bks_analysis *analysis = analysed(run_path, typed);
        const struct bks_result *result = bks_analysis_result(analysis);
        const struct bks_companion *track = &result->companion;
        assert_text_case(label, track->why, "");
        assert_true_case(label, track->used);
        assert_near_case(label, track->offset_s.value, beside[i].offset_s, beside[i].within_s);
        assert_true_case(label, track->offset_s.low <= beside[i].offset_s &&
                                    beside[i].offset_s <= track->offset_s.high);
        assert_near_case(label, track->cadence_spm.value, 168.6, 1.5);
        assert_int_case(label, result->input.speed_source, BKS_SPEED_OF_TRACK);
        for (size_t b = 0; b < result->n_bouts; b++) {
            const struct bks_bout *bout = &result->bouts[b];
            const struct sim_bout *truth = NULL;
            for (size_t k = 0; k < sim->n_bouts; k++)
                if (fabs(sim->bouts[k].start_s - bout->start_s) < 3 &&
                    (sim->bouts[k].kind == SIM_RUN || sim->bouts[k].kind == SIM_WALK))
                    truth = &sim->bouts[k];
            if (!truth || (bout->kind != BKS_RUN && bout->kind != BKS_WALK))
                continue;
            assert_near_case(label, bout->measure[BKS_MEAN_SPEED].value, truth->speed_mps, 0.1);
        }
        assert_near_case(label, track->slope_percent.value, 2, 0.1);
        bks_analysis_free(analysis);
    }
    assert_true(write_run(run_path, true));
}

static void the_track_of_another_run_is_refused(void **state)
{
    const char *typed[] = {"track", watch_path, NULL};
    static const struct sim_segment other[] = {
        {.kind = SIM_STAND, .duration_s = 40},
        {.kind = SIM_RUN, .duration_s = 150, .cadence_spm = 169, .jitter_cv = 0.02},
        {.kind = SIM_WALK, .duration_s = 90, .cadence_spm = 111, .jitter_cv = 0.015},
        {.kind = SIM_RUN, .duration_s = 220, .cadence_spm = 168, .jitter_cv = 0.02},
    };
    const struct sim_spec spec = {.segments = other,
                                  .n_segments = sizeof other / sizeof *other,
                                  .seed = 77,
                                  .sensor = sim_ideal(SIM_WAIST, 10)};
    struct sim *stranger = NULL, *own = sim;
    char text[TEXT_ROOM], value[256];
    (void)state;
    if (!reads_tcx())
        skip();
    assert_null(sim_run(&stranger, &spec));
    sim = stranger;
    bool written = write_watch(&usual);
    sim = own;
    sim_free(stranger);
    assert_true(written);
    struct bks_analysis *analysis = analysed(run_path, typed);
    const struct bks_result *result = bks_analysis_result(analysis);
    assert_false(result->companion.used);
    assert_true(result->companion.why[0] != '\0');
    assert_int_equal(result->companion.offset_s.why, BKS_WHY_DOUBTFUL);
    assert_int_equal(result->total[BKS_RUN].measure[BKS_MEAN_SPEED].why, BKS_WHY_NO_SPEED);
    as_text(text, analysis, true, false);
    assert_true(json_valid(text, strlen(text), NULL));
    assert_true(json_at(value, sizeof value, text, "track.used"));
    assert_string_equal(value, "false");
    assert_true(json_at(value, sizeof value, text, "quality.warnings.0.id"));
    assert_non_null(strstr(text, "\"track_refused\""));
    bks_analysis_free(analysis);
}

static const struct {
    const char *label, *speed;
    double run_mps, walk_mps; /* NAN: null */
    enum bks_speed_source source;
} typed_speeds[] = {
    {"none", NULL, NAN, NAN, BKS_SPEED_NOT_KNOWN},
    {"of the running", "3.3m/s", 3.3, NAN, BKS_SPEED_GIVEN},
    {"a programme", "0-75=1.4m/s,75-315=2.8m/s,315-375=1.4m/s,375-600=2.8m/s", 2.8, 1.4,
     BKS_SPEED_GIVEN},
    {"a programme of another hour", "2000-3000=2.8m/s", NAN, NAN, BKS_SPEED_GIVEN},
};

static void assert_speed(const char *label, const struct bks_measure *found, double wanted)
{
    if (isnan(wanted))
        assert_int_case(label, found->why, BKS_WHY_NO_SPEED);
    else
        assert_near_case(label, found->value, wanted, 0.03);
}

static void typed_speed_holds_for_the_bouts_that_it_is_of(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof typed_speeds / sizeof *typed_speeds; i++) {
        const char *typed[] = {"speed", typed_speeds[i].speed, NULL};
        struct bks_analysis *analysis = analysed(run_path, typed_speeds[i].speed ? typed : NULL);
        const struct bks_result *result = bks_analysis_result(analysis);
        assert_speed(typed_speeds[i].label, &result->total[BKS_RUN].measure[BKS_MEAN_SPEED],
                     typed_speeds[i].run_mps);
        assert_speed(typed_speeds[i].label, &result->total[BKS_WALK].measure[BKS_MEAN_SPEED],
                     typed_speeds[i].walk_mps);
        assert_int_case(typed_speeds[i].label, result->input.speed_source, typed_speeds[i].source);
        bks_analysis_free(analysis);
    }
}

static void the_recordings_own_location_serves_as_a_track(void **state)
{
    const struct sim_csv style = {.speed = true};
    (void)state;
    assert_true(sim_write_csv(sim, run_path, &style));
    struct bks_analysis *analysis = analysed(run_path, NULL);
    const struct bks_result *result = bks_analysis_result(analysis);
    assert_int_equal(result->input.speed_source, BKS_SPEED_OF_FILE);
    assert_near(result->bouts[0].start_s, 0, 0);
    for (size_t k = 0; k < sim->n_bouts; k++) {
        const struct bks_bout *bout =
            bout_at(result, BKS_RUN, sim->bouts[k].start_s, sim->bouts[k].end_s);
        if (sim->bouts[k].kind == SIM_RUN)
            assert_near(bout->measure[BKS_MEAN_SPEED].value, sim->bouts[k].speed_mps, 0.02);
    }
    bks_analysis_free(analysis);
    assert_true(write_run(run_path, true));
}

static const struct {
    const char *label, *path;
    enum bks_status status;
    const char *what;
} bad_tracks[] = {
    {"missing", "no-such-file.fit", BKS_CANNOT_OPEN, "the track no-such-file.fit: "},
    {"a recording", "device-test.csv", BKS_UNKNOWN_FORMAT, "the track device-test.csv: "},
};

static void a_track_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bad_tracks / sizeof *bad_tracks; i++) {
        struct bks_options *options;
        struct bks_analysis *analysis;
        struct bks_fault fault = {0};
        assert_status(bks_options_new(&options), BKS_OK);
        assert_status(bks_options_set(options, "track", bad_tracks[i].path, &fault), BKS_OK);
        assert_int_case(bad_tracks[i].label,
                        bks_analyze(&analysis, run_path, options, NULL, NULL, &fault),
                        bad_tracks[i].status);
        assert_true_case(bad_tracks[i].label, strstr(fault.what, bad_tracks[i].what) != NULL);
        assert_null(analysis);
        assert_int_case(bad_tracks[i].label,
                        bks_analyze(&analysis, run_path, options, NULL, NULL, NULL),
                        bad_tracks[i].status);
        bks_options_free(options);
    }
}

static void memory_that_fails_leaves_nothing_behind(void **state)
{
    const char *paths[] = {watch_path, run_path};
    (void)state;
    if (!reads_tcx())
        skip();
    assert_true(write_watch(&usual));
    struct bks_options *options;
    assert_status(bks_options_new(&options), BKS_OK);
    assert_status(bks_options_set(options, "track", watch_path, NULL), BKS_OK);
    for (size_t p = 0; p < 2; p++)
        for (long nth = 1;; nth += p == 0 ? 3 : 17) {
            struct bks_analysis *analysis = NULL;
            long live = memory_live();
            memory_fail_at(nth);
            enum bks_status status = bks_analyze(&analysis, paths[p], options, NULL, NULL, NULL);
            memory_fail_at(0);
            bks_analysis_free(analysis);
            assert_int_equal(memory_live(), live);
            if (status == BKS_OK)
                break;
            assert_true(nth < 100000);
        }
    bks_options_free(options);
}

static const struct {
    const char *file;
    enum bks_status status;
    double run_s, cadence_spm, oscillation_mm, contact_ms; /* NAN: null */
} fits[] = {
    {"activity-small-fenix2-run.fit", BKS_OK, 2680, 166, 109, 237},
    {"developer-types-sample.fit", BKS_OK, 3420, 149.3, 71, 348},
    {"garmin-fenix-5-run.fit", BKS_OK, 53, 171.2, 78, 300},
    {"compressed-speed-distance.fit", BKS_OK, 3460, 177.2, NAN, NAN},
};

static void other_peoples_watches_are_sessions(void **state)
{
    char room[SHARED_PATH_ROOM], name[128];
    (void)state;
    for (size_t i = 0; i < sizeof fits / sizeof *fits; i++) {
        (void)snprintf(name, sizeof name, "recordings/fit/%s", fits[i].file);
        const char *path = shared_path_or_skip(room, name);
        struct bks_analysis *analysis = analysed(path, NULL);
        const struct bks_result *result = bks_analysis_result(analysis);
        const struct bks_total *run = &result->total[BKS_RUN];
        assert_int_case(name, result->input.source, BKS_SOURCE_DEVICE);
        assert_near_case(name, run->duration_s, fits[i].run_s, 20);
        assert_near_case(name, run->measure[BKS_CADENCE].value, fits[i].cadence_spm, 1);
        if (isnan(fits[i].oscillation_mm)) {
            assert_int_case(name, run->measure[BKS_VERTICAL_OSCILLATION].why, BKS_WHY_NOT_REPORTED);
            assert_int_case(name, run->measure[BKS_CONTACT_TIME].why, BKS_WHY_NOT_REPORTED);
        } else {
            assert_near_case(name, run->measure[BKS_VERTICAL_OSCILLATION].value,
                             fits[i].oscillation_mm, 2);
            assert_near_case(name, run->measure[BKS_CONTACT_TIME].value, fits[i].contact_ms, 10);
        }
        bks_analysis_free(analysis);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_watch_alone_is_a_session_of_its_own_numbers),
        cmocka_unit_test(check_says_at_the_top_what_it_supports),
        cmocka_unit_test(the_zone_of_a_device_is_as_typed),
        cmocka_unit_test(a_track_gives_speed_on_the_recordings_clock),
        cmocka_unit_test(the_track_of_another_run_is_refused),
        cmocka_unit_test(typed_speed_holds_for_the_bouts_that_it_is_of),
        cmocka_unit_test(the_recordings_own_location_serves_as_a_track),
        cmocka_unit_test(a_track_that_cannot_be_read_is_named),
        cmocka_unit_test(memory_that_fails_leaves_nothing_behind),
        cmocka_unit_test(other_peoples_watches_are_sessions),
    };
    return cmocka_run_group_tests_name("flow/device", tests, make_files, remove_files);
}
