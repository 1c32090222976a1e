/* SPDX-License-Identifier: GPL-3.0-or-later */
/* TCX: what exporters write, and what they should not. */
#include "support/assert.h"
#include "support/shared.h"
#include "support/track_all.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define START_US INT64_C(1777622400000000) /* 2026-05-01T08:00:00Z */
#define ROOM     16384u

static void read_text(struct track_all *read, const char *text)
{
    track_all_memory(read, text, strlen(text), NULL);
}

static void the_shared_activity_is_168_steps_a_minute(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct track_all read;
    track_all_path(&read, shared_path_or_skip(room, "recordings/app-exports/garmin_run.tcx"));
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 8);
    assert_int_equal(read.track.start.kind, BKS_CLOCK_UTC);
    assert_int_equal(read.track.start.t_us, START_US);
    assert_int_equal(read.track.sport, TRACK_SPORT_RUN);
    assert_int_equal(read.track.cadence, CADENCE_ONE_FOOT);
    assert_int_equal(read.track.warnings.n, 0);
    for (size_t i = 0; i < read.track.n; i++) {
        assert_near(read.track.point[i].cadence_spm, 168, 0);
        assert_near(read.track.point[i].speed_mps, 3.35, 1e-12);
        assert_near(read.track.point[i].altitude_m, 12.4, 1e-12);
        assert_near(read.track.point[i].heart_rate_bpm, 150, 0);
    }
    assert_near(read.track.point[7].distance_m, 30.15, 1e-9);
    track_all_clear(&read);
}

static void each_leaf_goes_to_its_field(void **state)
{
    (void)state;
    struct track_all read;
    read_text(&read, track_sample_tcx);
    const struct track_point *point = read.track.point;
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 3);
    assert_string_equal(read.track.device, "Forerunner 245");
    assert_int_equal(point[1].t_us, START_US + 1000000);
    assert_near(point[0].altitude_m, 12.4, 1e-12);
    assert_nan(point[1].altitude_m);
    assert_near(point[1].heart_rate_bpm, 150, 0);
    assert_nan(point[0].heart_rate_bpm);
    assert_near(point[2].distance_m, 6, 0);
    assert_false(point[1].pause_before);
    assert_true(point[2].pause_before); /* a second Track in the Lap */
    assert_nan(point[2].speed_mps);     /* none given, and nothing to reckon it from this side */
    track_all_clear(&read);
}

/* Trackpoints one a second with the given insides; %d counts. */
static const char *write_points(char text[ROOM], const char *sport, const char *inside, int n)
{
    size_t at = (size_t)snprintf(text, ROOM,
                                 "<TrainingCenterDatabase><Activities><Activity Sport=\"%s\"><Lap>"
                                 "<Track>",
                                 sport);
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, ROOM - at,
                               "<Trackpoint><Time>2026-05-01T08:00:%02dZ</Time><DistanceMeters>%d"
                               "</DistanceMeters>%s</Trackpoint>",
                               i, 3 * i, inside);
    (void)snprintf(text + at, ROOM - at,
                   "</Track></Lap></Activity></Activities></TrainingCenterDatabase>");
    return text;
}

static void cadence_is_taken_by_its_field_and_its_size(void **state)
{
    (void)state;
    static const struct {
        const char *label, *sport, *inside;
        double spm;
        enum cadence_origin origin;
        bool told;
    } cases[] = {
        {"RunCadence", "Running", "<Extensions><TPX><RunCadence>84</RunCadence></TPX></Extensions>",
         168, CADENCE_ONE_FOOT, false},
        {"RunCadence of both feet", "Running",
         "<Extensions><TPX><RunCadence>168</RunCadence></TPX></Extensions>", 168, CADENCE_BOTH_FEET,
         true},
        {"Cadence of a run", "Running", "<Cadence>84</Cadence>", 168, CADENCE_ONE_FOOT, false},
        {"RunCadence goes first", "Running",
         "<Cadence>10</Cadence><Extensions><TPX><RunCadence>84</RunCadence></TPX></Extensions>",
         168, CADENCE_ONE_FOOT, false},
        {"pedals", "Biking", "<Cadence>84</Cadence>", NAN, CADENCE_NONE, true},
        {"no cadence", "Running", "", NAN, CADENCE_NONE, false},
        {"no number", "Running", "<Cadence>fast</Cadence>", NAN, CADENCE_NONE, false},
    };
    static char text[ROOM];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        read_text(&read, write_points(text, cases[i].sport, cases[i].inside, 9));
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.n, 9);
        assert_int_case(cases[i].label, read.track.cadence, cases[i].origin);
        assert_int_case(cases[i].label, track_all_warning(&read, BKS_WARN_CADENCE_INFERRED) != NULL,
                        cases[i].told);
        if (isnan(cases[i].spm))
            assert_nan(read.track.point[4].cadence_spm);
        else
            assert_near_case(cases[i].label, read.track.point[4].cadence_spm, cases[i].spm, 0);
        assert_near_case(cases[i].label, read.track.point[4].speed_mps, 3, 1e-9);
        track_all_clear(&read);
    }
}

static void a_foreign_namespace_gives_nothing(void **state)
{
    (void)state;
    static char text[ROOM];
    struct track_all read;
    read_text(&read, write_points(text, "Running",
                                  "<y:RunCadence xmlns:y=\"urn:other\">84</y:RunCadence>", 4));
    assert_status(read.status, BKS_OK);
    assert_nan(read.track.point[1].cadence_spm);
    track_all_clear(&read);
}

static void blanks_before_the_declaration_are_passed_over(void **state)
{
    (void)state;
    char text[ROOM];
    struct track_all read;
    (void)snprintf(text, sizeof text, "\xEF\xBB\xBF          \n%s", track_sample_tcx);
    read_text(&read, text);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 3);
    track_all_clear(&read);
}

static void damage_ends_the_points_at_its_byte(void **state)
{
    (void)state;
    char text[ROOM], expected[64];
    struct track_all read;
    (void)snprintf(text, sizeof text, "   %s", track_sample_tcx);
    char *at = strstr(text, "<Track><Trackpoint><Time>2026-05-01T08:00:05");
    assert_non_null(at);
    memcpy(at, "<&", 2);
    read_text(&read, text);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 2);
    (void)snprintf(expected, sizeof expected, "at byte %zu;", (size_t)(at - text) + 1);
    const char *warning = track_all_warning(&read, BKS_WARN_TRUNCATED);
    if (!warning || !strstr(warning, expected))
        print_error("it says: %s, not %s\n", warning ? warning : "nothing", expected);
    assert_true(warning && strstr(warning, expected));
    track_all_clear(&read);
}

static void of_several_activities_one_is_read(void **state)
{
    (void)state;
    static const char format[] =
        "<Activity Sport=\"%s\"><Lap><Track><Trackpoint><Time>%sT08:00:00Z</Time></Trackpoint>"
        "</Track></Lap></Activity>";
    static const char *const days[] = {"2026-05-02", "2026-05-03", "2026-05-01", "2026-05-04"};
    static const struct {
        const char *label;
        struct track_wish wish;
        int day; /* of May */
    } cases[] = {
        {"the latest run", {.at_given = false}, 3},
        {"the nearest run", {true, START_US + INT64_C(3600000000)}, 1},
        {"nearest, not the ride", {true, START_US + INT64_C(4) * 86400000000}, 3},
    };
    char text[ROOM];
    size_t at = (size_t)snprintf(text, sizeof text, "<TrainingCenterDatabase><Activities>");
    for (size_t i = 0; i < 4; i++)
        at += (size_t)snprintf(text + at, sizeof text - at, format, i == 3 ? "Biking" : "Running",
                               days[i]);
    (void)snprintf(text + at, sizeof text - at, "</Activities></TrainingCenterDatabase>");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        track_all_memory(&read, text, strlen(text), &cases[i].wish);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.start.t_us,
                        START_US + (cases[i].day - 1) * INT64_C(86400000000));
        assert_true_case(cases[i].label, track_all_warning(&read, BKS_WARN_ONE_OF_SEVERAL));
        track_all_clear(&read);
    }
}

static void an_activity_without_times_is_empty(void **state)
{
    (void)state;
    struct track_all read;
    read_text(&read, "<TrainingCenterDatabase><Activities><Activity><Lap><Track><Trackpoint>"
                     "<DistanceMeters>1</DistanceMeters></Trackpoint></Track></Lap></Activity>"
                     "</Activities></TrainingCenterDatabase>");
    assert_status(read.status, BKS_EMPTY);
    assert_true(track_all_is_sound(&read));
    track_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shared_activity_is_168_steps_a_minute),
        cmocka_unit_test(each_leaf_goes_to_its_field),
        cmocka_unit_test(cadence_is_taken_by_its_field_and_its_size),
        cmocka_unit_test(a_foreign_namespace_gives_nothing),
        cmocka_unit_test(blanks_before_the_declaration_are_passed_over),
        cmocka_unit_test(damage_ends_the_points_at_its_byte),
        cmocka_unit_test(of_several_activities_one_is_read),
        cmocka_unit_test(an_activity_without_times_is_empty),
    };
    return cmocka_run_group_tests_name("read/track_tcx", tests, NULL, NULL);
}
