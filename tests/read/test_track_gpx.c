/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GPX: ways between places, cadence without a unit, the extensions of several writers. */
#include "support/assert.h"
#include "support/shared.h"
#include "support/track_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define START_US INT64_C(1777622400000000) /* 2026-05-01T08:00:00Z */
#define ROOM     16384u
#define DEGREE_M 111195.08 /* of latitude, on the sphere of radius 6371008.8 m */

static void read_text(struct track_all *read, const char *text)
{
    track_all_memory(read, text, strlen(text), NULL);
}

static void both_kinds_of_cadence_are_168_steps_a_minute(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        enum cadence_origin origin;
    } cases[] = {{"garmin_run_halfcad", CADENCE_ONE_FOOT},
                 {"other_run_fullcad", CADENCE_BOTH_FEET}};
    char room[SHARED_PATH_ROOM], name[96];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        (void)snprintf(name, sizeof name, "recordings/app-exports/%s.gpx", cases[i].name);
        track_all_path(&read, shared_path_or_skip(room, name));
        assert_int_case(cases[i].name, read.status, BKS_OK);
        assert_int_case(cases[i].name, read.track.n, 8);
        assert_int_case(cases[i].name, read.track.sport, TRACK_SPORT_RUN);
        assert_int_case(cases[i].name, read.track.cadence, cases[i].origin);
        assert_int_case(cases[i].name, track_all_warning(&read, BKS_WARN_CADENCE_INFERRED) != NULL,
                        cases[i].origin == CADENCE_BOTH_FEET);
        for (size_t k = 0; k < read.track.n; k++)
            assert_near_case(cases[i].name, read.track.point[k].cadence_spm, 168, 0);
        track_all_clear(&read);
    }
}

static void distance_and_speed_come_from_the_places(void **state)
{
    (void)state;
    struct track_all read;
    read_text(&read, track_sample_gpx);
    const struct track_point *point = read.track.point;
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 3);
    assert_string_equal(read.track.device, "Runner & co");
    assert_near(point[0].distance_m, 0, 0);
    assert_near(point[1].distance_m, 0.0001 * DEGREE_M, 1e-3);
    assert_near(point[2].distance_m, 0.0002 * DEGREE_M, 1e-3);
    for (size_t i = 0; i < 3; i++)
        assert_near(point[i].speed_mps, 0.0001 * DEGREE_M / 4, 1e-3);
    track_all_clear(&read);
}

/* Points one a second, each with the given insides and extensions. */
static const char *write_points(char text[ROOM], const char *root, const char *inside, int n)
{
    size_t at = (size_t)snprintf(text, ROOM, "<gpx %s><trk><trkseg>", root);
    for (int i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, ROOM - at,
                               "<trkpt lat=\"59.910000000000000000000000000%d\" lon=\"10\">"
                               "<time>2026-05-01T08:00:%02dZ</time>%s</trkpt>",
                               i, i, inside);
    (void)snprintf(text + at, ROOM - at, "</trkseg></trk></gpx>");
    return text;
}

static void extensions_are_known_by_their_namespace(void **state)
{
    (void)state;
    static const struct {
        const char *label, *root, *inside;
        double spm, speed_mps;
    } cases[] = {
        {"v1, another prefix",
         "xmlns:q=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v1\"",
         "<extensions><q:cad>84</q:cad></extensions>", 168, NAN},
        {"v2 with speed", "xmlns:q=\"http://www.garmin.com/xmlschemas/TrackPointExtension/v2\"",
         "<extensions><q:TrackPointExtension><q:cad>84</q:cad><q:speed>3.1</q:speed>"
         "</q:TrackPointExtension></extensions>",
         168, 3.1},
        {"a phone's bare speed", "xmlns=\"http://www.topografix.com/GPX/1/1\"",
         "<extensions><speed>2.5</speed><hAcc>4</hAcc></extensions>", NAN, 2.5},
        {"GPX 1.0", "xmlns=\"http://www.topografix.com/GPX/1/0\"", "<speed>2.5</speed>", NAN, 2.5},
        {"cluetrust", "xmlns:c=\"http://www.cluetrust.com/XML/GPXDATA/1/0\"",
         "<extensions><c:cadence>85</c:cadence></extensions>", 170, NAN},
        {"not ours", "xmlns:q=\"urn:somebody\"", "<extensions><q:cad>84</q:cad></extensions>", NAN,
         NAN},
    };
    static char text[ROOM];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        read_text(&read, write_points(text, cases[i].root, cases[i].inside, 4));
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.n, 4);
        double spm = read.track.point[1].cadence_spm, speed = read.track.point[1].speed_mps;
        assert_int_case(cases[i].label, isnan(spm), isnan(cases[i].spm));
        assert_true_case(cases[i].label, isnan(spm) || fabs(spm - cases[i].spm) < 1e-9);
        if (!isnan(cases[i].speed_mps))
            assert_near_case(cases[i].label, speed, cases[i].speed_mps, 1e-12);
        else
            assert_near_case(cases[i].label, speed, 0, 1e-3); /* it stays where it is */
        track_all_clear(&read);
    }
}

static void times_may_have_an_offset_a_fraction_or_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *label, *time;
        enum bks_clock_kind kind;
        int offset_min;
        int64_t t_us;
    } cases[] = {
        {"Z", "2026-05-01T08:00:00Z", BKS_CLOCK_UTC, 0, START_US},
        {"milliseconds", " 2026-05-01T08:00:00.250Z ", BKS_CLOCK_UTC, 0, START_US + 250000},
        {"offset", "2026-05-01T10:00:00+02:00", BKS_CLOCK_ZONED, 120, START_US},
        {"bare", "2026-05-01T08:00:00", BKS_CLOCK_UTC, 0, START_US},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char text[512];
        struct track_all read;
        (void)snprintf(text, sizeof text,
                       "<gpx><trk><trkseg><trkpt lat=\"1\" lon=\"2\"><time>%s</time></trkpt>"
                       "</trkseg></trk></gpx>",
                       cases[i].time);
        read_text(&read, text);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.start.kind, cases[i].kind);
        assert_int_case(cases[i].label, read.track.start.offset_min, cases[i].offset_min);
        assert_int_case(cases[i].label, read.track.start.t_us, cases[i].t_us);
        track_all_clear(&read);
    }
}

static void a_new_segment_and_a_long_silence_are_pauses(void **state)
{
    (void)state;
    static const struct {
        const char *time;
        bool new_segment, pause;
    } points[] = {{"08:00:00", false, false},
                  {"08:00:10", false, false},
                  {"08:01:00", false, true},
                  {"08:01:01", true, true}};
    char text[1024];
    struct track_all read;
    size_t at = (size_t)snprintf(text, sizeof text, "<gpx><trk><trkseg>");
    for (size_t i = 0; i < 4; i++)
        at += (size_t)snprintf(text + at, sizeof text - at,
                               "%s<trkpt lat=\"1\" lon=\"2\"><time>2026-05-01T%sZ</time></trkpt>",
                               points[i].new_segment ? "</trkseg><trkseg>" : "", points[i].time);
    (void)snprintf(text + at, sizeof text - at, "</trkseg></trk></gpx>");
    read_text(&read, text);
    assert_int_equal(read.track.n, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_case(points[i].time, read.track.point[i].pause_before, points[i].pause);
    track_all_clear(&read);
}

static void routes_and_waypoints_are_no_points(void **state)
{
    (void)state;
    struct track_all read;
    read_text(&read, "<gpx><wpt lat=\"1\" lon=\"2\"><time>2026-05-01T08:00:00Z</time></wpt>"
                     "<rte><rtept lat=\"1\" lon=\"2\"><time>2026-05-01T08:00:00Z</time></rtept>"
                     "</rte></gpx>");
    assert_status(read.status, BKS_EMPTY);
    track_all_clear(&read);
}

static void points_packed_into_a_moment_cost_no_more_than_others(void **state)
{
    (void)state;
    static const size_t n = 100000;
    char *text = malloc(n * 100 + 100);
    struct track_all read;
    assert_non_null(text);
    size_t at = (size_t)snprintf(text, 100, "<gpx><trk><trkseg>");
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, 100,
                               "<trkpt lat=\"1\" lon=\"2\"><time>2026-05-01T08:00:00.%06zuZ</time>"
                               "</trkpt>\n",
                               i);
    at += (size_t)snprintf(text + at, 100, "</trkseg></trk></gpx>");
    track_all_memory(&read, text, at, NULL);
    free(text);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, n);
    assert_near(read.track.point[n / 2].speed_mps, 0, 1e-9);
    track_all_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_kinds_of_cadence_are_168_steps_a_minute),
        cmocka_unit_test(distance_and_speed_come_from_the_places),
        cmocka_unit_test(extensions_are_known_by_their_namespace),
        cmocka_unit_test(times_may_have_an_offset_a_fraction_or_nothing),
        cmocka_unit_test(a_new_segment_and_a_long_silence_are_pauses),
        cmocka_unit_test(points_packed_into_a_moment_cost_no_more_than_others),
        cmocka_unit_test(routes_and_waypoints_are_no_points),
    };
    return cmocka_run_group_tests_name("read/track_gpx", tests, NULL, NULL);
}
