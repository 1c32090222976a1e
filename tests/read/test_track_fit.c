/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FIT activities: real ones against what others read in them, made ones for every odd corner. */
#include "base/text.h"
#include "support/assert.h"
#include "support/fit_writer.h"
#include "support/shared.h"
#include "support/track_all.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RECORD  20u
#define SESSION 18u

static struct fit_file file;

static void begin(void)
{
    file.n = 0;
    file.big_endian = false;
    fit_begin(&file, 14);
}

static void read_file(struct track_all *read)
{
    track_all_memory(read, file.bytes, file.n, NULL);
}

static const struct fit_column time_and_cadence[] = {{253, 4, 0x86}, {4, 1, 0x02}};

static void put_simple(unsigned local, unsigned second, double cadence)
{
    const double values[] = {(double)FIT_WRITER_TIME + second, cadence};
    fit_put(&file, local, values);
}

static void the_shared_activities_say_what_their_watches_said(void **state)
{
    (void)state;
    static const struct {
        const char *name, *device;
        size_t points;
        enum bks_clock_kind clock;
        int offset_min;
        enum track_sport sport;
        enum cadence_origin cadence;
        const char *truncated, *damaged; /* what the warnings name, or NULL: none */
    } cases[] = {
        {"activity-small-fenix2-run", "Garmin product 1967", 2809, BKS_CLOCK_ZONED, 120,
         TRACK_SPORT_RUN, CADENCE_ONE_FOOT, NULL, NULL},
        {"garmin-fenix-5-run", "Garmin product 2697", 21, BKS_CLOCK_ZONED, -420, TRACK_SPORT_RUN,
         CADENCE_ONE_FOOT, NULL, NULL},
        {"compressed-speed-distance", "Garmin product 1436", 755, BKS_CLOCK_NONE, 0,
         TRACK_SPORT_RUN, CADENCE_ONE_FOOT, NULL, NULL},
        {"developer-types-sample", "Stryd", 3424, BKS_CLOCK_UTC, 0, TRACK_SPORT_RUN,
         CADENCE_ONE_FOOT, NULL, NULL},
        {"sample_mulitple_header", "Garmin product 1765", 518, BKS_CLOCK_ZONED, 120,
         TRACK_SPORT_RUN, CADENCE_ONE_FOOT, NULL, NULL},
        {"antfs-dump.63", "Garmin product 1436", 686, BKS_CLOCK_NONE, 0, TRACK_SPORT_RUN,
         CADENCE_NONE, NULL, NULL},
        {"coros-pace-2-cycling-misaligned-fields", "COROS COROS PACE 2", 11272, BKS_CLOCK_ZONED, 0,
         TRACK_SPORT_OTHER, CADENCE_NONE, NULL, NULL},
        {"null_compressed_speed_dist", "Zwift product 0", 1808, BKS_CLOCK_UTC, 0, TRACK_SPORT_OTHER,
         CADENCE_NONE, NULL, NULL},
        {"event_timestamp", "Garmin product 2158", 4374, BKS_CLOCK_ZONED, -240, TRACK_SPORT_OTHER,
         CADENCE_NONE, NULL, NULL},
        {"activity-unexpected-eof", "maker 15, product 1", 14, BKS_CLOCK_UTC, 0, TRACK_SPORT_RUN,
         CADENCE_NONE, "at byte 751", NULL},
        {"activity-settings-corruptheader", "maker 15, product 1", 14, BKS_CLOCK_ZONED, -240,
         TRACK_SPORT_RUN, CADENCE_NONE, "at byte 771", NULL},
        {"activity-activity-filecrc", "maker 15, product 1", 14, BKS_CLOCK_ZONED, -240,
         TRACK_SPORT_RUN, CADENCE_NONE, NULL, "at byte 1540"},
    };
    char room[SHARED_PATH_ROOM], name[96];
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *label = cases[i].name;
        struct track_all read;
        (void)snprintf(name, sizeof name, "recordings/fit/%s.fit", label);
        track_all_path(&read, shared_path_or_skip(room, name));
        const char *truncated = track_all_warning(&read, BKS_WARN_TRUNCATED);
        const char *damaged = track_all_warning(&read, BKS_WARN_DAMAGED_PART);
        assert_int_case(label, read.status, BKS_OK);
        assert_text_case(label, read.track.device, cases[i].device);
        assert_int_case(label, read.track.n, cases[i].points);
        assert_int_case(label, read.track.start.kind, cases[i].clock);
        assert_int_case(label, read.track.start.offset_min, cases[i].offset_min);
        assert_int_case(label, read.track.sport, cases[i].sport);
        assert_int_case(label, read.track.cadence, cases[i].cadence);
        assert_int_case(label, truncated != NULL, cases[i].truncated != NULL);
        assert_int_case(label, damaged != NULL, cases[i].damaged != NULL);
        assert_true_case(label, !truncated || strstr(truncated, cases[i].truncated));
        assert_true_case(label, !damaged || strstr(damaged, cases[i].damaged));
        assert_true_case(label, track_all_is_sound(&read));
        track_all_clear(&read);
    }
}

static double mean_of(const struct track *track, size_t place)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 0; i < track->n; i++) {
        double value;
        memcpy(&value, (const char *)&track->point[i] + place, sizeof value);
        if (isnan(value))
            continue;
        sum += value;
        n++;
    }
    return sum / (double)n;
}

static void the_shared_run_gives_the_values_of_its_summary(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct track_all read;
    track_all_path(&read,
                   shared_path_or_skip(room, "recordings/fit/activity-small-fenix2-run.fit"));
    const struct track *track = &read.track;
    assert_status(read.status, BKS_OK);
    assert_near(track->summary.oscillation_m * 1000, 106.2, 1e-9);
    assert_near(track->summary.contact_s * 1000, 252, 1e-9);
    assert_near(track->summary.distance_m / 1000, 9.0, 0.05);
    assert_near(track->point[track->n - 1].distance_m, track->summary.distance_m, 2);
    /* The records' plain mean: the watch leaves the standing out, we do not. */
    assert_near(mean_of(track, offsetof(struct track_point, oscillation_m)), 0.1062, 0.001);
    assert_near(mean_of(track, offsetof(struct track_point, contact_s)), 0.252, 0.015);
    assert_near(mean_of(track, offsetof(struct track_point, cadence_spm)), 162, 1);
    track_all_clear(&read);
}

static void a_triathlon_gives_its_run_from_zero(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct track_all read;
    track_all_path(&read, shared_path_or_skip(room, "recordings/fit/sample_mulitple_header.fit"));
    const struct track *track = &read.track;
    assert_status(read.status, BKS_OK);
    assert_non_null(track_all_warning(&read, BKS_WARN_ONE_OF_SEVERAL));
    assert_near(track->point[track->n - 1].distance_m, track->summary.distance_m, 10);
    assert_near(mean_of(track, offsetof(struct track_point, oscillation_m)),
                track->summary.oscillation_m, 0.001);
    track_all_clear(&read);
}

static void a_foot_pods_own_fields_are_read_by_name(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM];
    struct track_all read;
    track_all_path(&read, shared_path_or_skip(room, "recordings/fit/developer-types-sample.fit"));
    assert_status(read.status, BKS_OK);
    assert_between(mean_of(&read.track, offsetof(struct track_point, oscillation_m)), 0.05, 0.10);
    assert_between(mean_of(&read.track, offsetof(struct track_point, contact_s)), 0.25, 0.40);
    track_all_clear(&read);
}

/* The next number of a line of CSV, behind the next comma. */
static double next_number(const char **line)
{
    *line = strchr(*line, ',');
    assert_non_null(*line);
    double value;
    ++*line;
    const char *end = text_number(&value, *line, *line + strlen(*line), '.');
    assert_non_null(end);
    return value;
}

static void the_records_equal_those_of_another_reader(void **state)
{
    (void)state;
    char room[SHARED_PATH_ROOM], line[256];
    struct track_all read;
    track_all_path(&read, shared_path_or_skip(room, "recordings/fit/garmin-fenix-5-run.fit"));
    FILE *csv =
        fopen(shared_path_or_skip(room, "recordings/fit/garmin-fenix-5-run-records.csv"), "r");
    assert_non_null(csv);
    assert_non_null(fgets(line, sizeof line, csv));
    size_t i = 0;
    for (; fgets(line, sizeof line, csv); i++) {
        assert_true(i < read.track.n);
        const struct track_point *point = &read.track.point[i];
        const char *at = line;
        struct civil civil;
        char clock[16];
        text_civil(&civil, point->t_us - INT64_C(7) * 3600 * 1000000); /* PDT */
        (void)snprintf(clock, sizeof clock, "%02d:%02d:%02d", civil.hour, civil.minute,
                       civil.second);
        assert_non_null(strstr(line, clock));
        assert_near(point->heart_rate_bpm, next_number(&at), 0);
        assert_near(floor(point->cadence_spm / 2), next_number(&at), 0);
        assert_near(point->speed_mps, next_number(&at), 1e-12);
        assert_near(point->distance_m, next_number(&at), 1e-9);
        (void)next_number(&at); /* places are not kept */
        (void)next_number(&at);
        assert_near(point->altitude_m, next_number(&at), 1e-9);
    }
    assert_int_equal(i, read.track.n);
    assert_int_equal(fclose(csv), 0);
    track_all_clear(&read);
}

static void a_run_is_the_same_in_either_byte_order_and_header(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        unsigned header;
        bool big_endian;
    } cases[] = {{"14 bytes, little", 14, false},
                 {"12 bytes, little", 12, false},
                 {"14 bytes, big", 14, true},
                 {"12 bytes, big", 12, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        file.n = 0;
        fit_write_run(&file, cases[i].header, cases[i].big_endian, 20);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.n, 17);
        const struct track_point *point = &read.track.point[12];
        assert_int_case(cases[i].label, point->t_us, FIT_WRITER_US + 15 * INT64_C(1000000));
        assert_near_case(cases[i].label, point->speed_mps, 2.5, 1e-12);
        assert_near_case(cases[i].label, point->distance_m, 37.5, 1e-12);
        assert_near_case(cases[i].label, point->altitude_m, 100, 1e-9);
        assert_near_case(cases[i].label, point->cadence_spm, FIT_WRITER_STEPS, 1e-12);
        assert_near_case(cases[i].label, point->oscillation_m, 0.08, 1e-12);
        assert_near_case(cases[i].label, point->contact_s, 0.246, 1e-12);
        assert_near_case(cases[i].label, point->balance_left, 0.495, 1e-12);
        assert_near_case(cases[i].label, point->heart_rate_bpm, 150, 0);
        assert_int_case(cases[i].label, read.track.start.offset_min, 120);
        assert_near_case(cases[i].label, read.track.summary.cadence_spm, FIT_WRITER_STEPS, 0);
        assert_text_case(cases[i].label, read.track.device, "Garmin product 3113");
        assert_int_case(cases[i].label, read.track.warnings.n, 0);
        track_all_clear(&read);
    }
}

static void a_stopped_timer_is_a_pause_and_a_rare_record_is_not(void **state)
{
    (void)state;
    struct track_all read;
    file.n = 0;
    fit_write_run(&file, 14, false, 20);
    read_file(&read);
    for (size_t i = 0; i < read.track.n; i++)
        assert_int_equal(read.track.point[i].pause_before, i == 10);
    track_all_clear(&read);
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    put_simple(0, 0, 80);
    put_simple(0, 9, 80);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 2);
    assert_false(read.track.point[1].pause_before);
    track_all_clear(&read);
}

static void compressed_times_count_on_from_the_last_one(void **state)
{
    (void)state;
    static const struct fit_column cadence[] = {{4, 1, 0x02}};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    fit_define(&file, 3, RECORD, cadence, 1, 0);
    put_simple(0, 30, 80);
    unsigned second = FIT_WRITER_TIME + 30;
    static const unsigned steps[] = {1, 1, 30, 2, 31};
    int64_t expected[5];
    for (size_t i = 0; i < 5; i++) {
        const double value = 81;
        second += steps[i];
        expected[i] = ((int64_t)second - FIT_WRITER_TIME) * 1000000 + FIT_WRITER_US;
        fit_put(&file, 0x80u | 3u << 5 | (second & 31u), &value);
    }
    fit_end(&file);
    read_file(&read);
    assert_status(read.status, BKS_OK);
    assert_int_equal(read.track.n, 6);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(read.track.point[i + 1].t_us, expected[i]);
    assert_near(read.track.point[5].cadence_spm, 162, 0);
    track_all_clear(&read);
}

static void fine_cadence_comes_from_either_field(void **state)
{
    (void)state;
    static const struct fit_column columns[] = {
        {253, 4, 0x86}, {4, 1, 0x02}, {53, 1, 0x02}, {52, 2, 0x84}};
    static const struct {
        const char *label;
        double whole, fraction, fine, expected;
    } cases[] = {
        {"whole", 84, FIT_WRITER_NONE, FIT_WRITER_NONE, 168},
        {"whole and half", 84, 64, FIT_WRITER_NONE, 169},
        {"256th", 84, 64, 84.25 * 256, 168.5},
        {"none", FIT_WRITER_NONE, 64, FIT_WRITER_NONE, NAN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        const double values[] = {FIT_WRITER_TIME, cases[i].whole, cases[i].fraction, cases[i].fine};
        begin();
        fit_define(&file, 0, RECORD, columns, 4, 0);
        fit_put(&file, 0, values);
        fit_end(&file);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        if (isnan(cases[i].expected))
            assert_nan(read.track.point[0].cadence_spm);
        else
            assert_near_case(cases[i].label, read.track.point[0].cadence_spm, cases[i].expected, 0);
        track_all_clear(&read);
    }
}

static void speed_and_distance_in_three_bytes_begin_again(void **state)
{
    (void)state;
    static const struct fit_column columns[] = {{253, 4, 0x86}, {8, 3, 0x0D}};
    static const unsigned sixteenths[] = {16, 4000, 100, 4095, 15};
    static const double metres[] = {1, 250, 262.25, 511.9375, 512.9375};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, columns, 2, 0);
    for (size_t i = 0; i < 5; i++) {
        const unsigned speed = 301;
        const double values[] = {(double)FIT_WRITER_TIME + (double)i, speed & 0xFFu,
                                 (double)(speed >> 8 | (sixteenths[i] & 15u) << 4),
                                 (double)(sixteenths[i] >> 4)};
        fit_put(&file, 0, values);
    }
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_near(read.track.point[i].speed_mps, 3.01, 1e-12);
        assert_near(read.track.point[i].distance_m, metres[i], 1e-12);
    }
    track_all_clear(&read);
}

static void zeros_of_a_sensor_that_is_not_ready_are_no_values(void **state)
{
    (void)state;
    static const struct fit_column columns[] = {
        {253, 4, 0x86}, {39, 2, 0x84}, {41, 2, 0x84}, {84, 2, 0x84}, {4, 1, 0x02}};
    const double values[] = {FIT_WRITER_TIME, 0, 0, 0, 0};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, columns, 5, 0);
    fit_put(&file, 0, values);
    fit_end(&file);
    read_file(&read);
    assert_nan(read.track.point[0].oscillation_m);
    assert_nan(read.track.point[0].contact_s);
    assert_nan(read.track.point[0].balance_left);
    assert_near(read.track.point[0].cadence_spm, 0, 0); /* standing is a cadence */
    track_all_clear(&read);
}

/* A description of developer 0's field 7. */
static void describe(const char *name, const char *units, double type, double native)
{
    static const struct fit_column columns[] = {{0, 1, 0x02},  {1, 1, 0x02},  {2, 1, 0x02},
                                                {3, 24, 0x07}, {8, 12, 0x07}, {14, 2, 0x84},
                                                {15, 1, 0x02}};
    double values[41] = {0, 7, type};
    for (size_t i = 0; name[i]; i++)
        values[3 + i] = (unsigned char)name[i];
    for (size_t i = 0; units[i]; i++)
        values[27 + i] = (unsigned char)units[i];
    values[39] = native < 255 ? 20 : FIT_WRITER_NONE;
    values[40] = native < 255 ? native : FIT_WRITER_NONE;
    fit_define(&file, 1, 206, columns, 7, 0);
    fit_put(&file, 1, values);
}

static void developers_fields_fill_what_the_watch_leaves_open(void **state)
{
    (void)state;
    static const struct {
        const char *label, *name, *units;
        double native;
        size_t place;
        double expected; /* of the number 10 */
    } cases[] = {
        {"by name", "Vertical Oscillation", "Centimeters", 255,
         offsetof(struct track_point, oscillation_m), 0.1},
        {"by number", "Bounce", "mm", 39, offsetof(struct track_point, oscillation_m), 0.01},
        {"speed", "Speed", "M/S", 255, offsetof(struct track_point, speed_mps), 10},
        {"steps", "Cadence", "spm", 4, offsetof(struct track_point, cadence_spm), 10},
        {"distance", "Distance", "Meters", 255, offsetof(struct track_point, distance_m), 10},
        {"unknown unit", "Speed", "furlongs", 255, offsetof(struct track_point, speed_mps), NAN},
        {"unknown name", "Form Power", "Watts", 255, offsetof(struct track_point, speed_mps), NAN},
    };
    static const struct fit_column columns[] = {{253, 4, 0x86}, {7, 1, 0}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const double values[] = {FIT_WRITER_TIME, 10};
        struct track_all read;
        double value;
        begin();
        describe(cases[i].name, cases[i].units, 2, cases[i].native);
        fit_define(&file, 0, RECORD, columns, 1, 1);
        fit_put(&file, 0, values);
        fit_end(&file);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        memcpy(&value, (const char *)&read.track.point[0] + cases[i].place, sizeof value);
        if (isnan(cases[i].expected))
            assert_nan(value);
        else
            assert_near_case(cases[i].label, value, cases[i].expected, 1e-12);
        track_all_clear(&read);
    }
}

static void a_field_that_nobody_describes_is_passed_over_by_its_size(void **state)
{
    (void)state;
    static const struct fit_column columns[] = {{253, 4, 0x86}, {4, 1, 0x02}, {9, 5, 3}};
    const double values[] = {FIT_WRITER_TIME, 84, 1, 2, 3, 4, 5};
    const double later[] = {FIT_WRITER_TIME + 1, 85, 1, 2, 3, 4, 5};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, columns, 2, 1);
    fit_put(&file, 0, values);
    fit_put(&file, 0, later);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 2);
    assert_near(read.track.point[1].cadence_spm, 170, 0);
    track_all_clear(&read);
}

static void a_definition_that_lies_about_sizes_costs_that_field_alone(void **state)
{
    (void)state;
    /* Cadence in 3 bytes of a 2-byte type; altitude of a type that does not exist. */
    static const struct fit_column columns[] = {{253, 4, 0x86}, {4, 3, 0x84}, {3, 1, 0x02}};
    const double values[] = {FIT_WRITER_TIME, 1, 2, 3, 150};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, columns, 3, 0);
    fit_put(&file, 0, values);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 1);
    assert_nan(read.track.point[0].cadence_spm);
    assert_near(read.track.point[0].heart_rate_bpm, 150, 0);
    track_all_clear(&read);
}

static void fields_without_bytes_are_no_fields(void **state)
{
    (void)state;
    static const struct fit_column columns[] = {{3, 0, 0x02}, {253, 4, 0x86}, {4, 0, 0x02},
                                                {4, 1, 0x02}, {7, 0, 0},      {9, 1, 0}};
    const double values[] = {FIT_WRITER_TIME, 84, 1};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, columns, 4, 2);
    fit_put(&file, 0, values);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 1);
    assert_near(read.track.point[0].cadence_spm, 168, 0);
    track_all_clear(&read);
}

static void damage_ends_the_reading_with_a_warning_that_names_the_byte(void **state)
{
    (void)state;
    static const struct {
        const char *label, *what;
        unsigned byte; /* what stands behind two records */
    } cases[] = {
        {"no definition", "a record without a definition at byte %zu", 0x05},
        {"compressed, no definition", "a record without a definition at byte %zu", 0xC5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        char expected[96];
        begin();
        fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
        put_simple(0, 0, 80);
        put_simple(0, 1, 80);
        size_t at = file.n;
        fit_byte(&file, cases[i].byte);
        put_simple(0, 2, 80);
        fit_end(&file);
        read_file(&read);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, read.track.n, 2);
        (void)snprintf(expected, sizeof expected, "a record without a definition at byte %zu;", at);
        const char *warning = track_all_warning(&read, BKS_WARN_TRUNCATED);
        assert_true_case(cases[i].label, warning && strstr(warning, expected));
        track_all_clear(&read);
    }
}

static void a_definition_without_a_byte_order_is_damage(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    put_simple(0, 0, 80);
    size_t at = file.n;
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    file.bytes[at + 2] = 7;
    put_simple(0, 1, 80);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 1);
    assert_non_null(track_all_warning(&read, BKS_WARN_TRUNCATED));
    track_all_clear(&read);
}

static void damage_before_the_first_record_is_refused_with_its_byte(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    fit_byte(&file, 0x00);
    fit_end(&file);
    read_file(&read);
    assert_status(read.status, BKS_DAMAGED);
    assert_int_equal(read.fault.offset, 14);
    assert_null(read.track.point);
}

static void a_file_that_a_crash_left_without_its_size_is_read_to_the_end(void **state)
{
    (void)state;
    for (size_t cut = 0; cut <= 2; cut += 2) {
        struct track_all read;
        file.n = 0;
        fit_write_run(&file, 14, false, 20);
        memset(file.bytes + 4, 0, 4);
        file.n -= cut; /* with the checksum, and without */
        read_file(&read);
        assert_status(read.status, BKS_OK);
        assert_int_equal(read.track.n, 17);
        assert_non_null(track_all_warning(&read, BKS_WARN_DAMAGED_PART));
        assert_null(track_all_warning(&read, BKS_WARN_TRUNCATED));
        track_all_clear(&read);
    }
}

static void bytes_behind_the_end_are_told(void **state)
{
    (void)state;
    struct track_all read;
    file.n = 0;
    fit_write_run(&file, 14, false, 20);
    fit_byte(&file, 1);
    read_file(&read);
    assert_int_equal(read.track.n, 17);
    assert_non_null(track_all_warning(&read, BKS_WARN_TRUNCATED));
    track_all_clear(&read);
}

static void a_checksum_that_does_not_fit_is_told_and_the_records_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        size_t from_end, byte; /* one of both: which byte is spoilt */
    } cases[] = {{"file", 1, 0}, {"header", 0, 12}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        file.n = 0;
        fit_write_run(&file, 14, false, 20);
        size_t at = cases[i].byte ? cases[i].byte : file.n - cases[i].from_end;
        file.bytes[at] ^= 0x55;
        read_file(&read);
        assert_int_case(cases[i].label, read.track.n, 17);
        const char *warning = track_all_warning(&read, BKS_WARN_DAMAGED_PART);
        assert_true_case(cases[i].label, warning && strstr(warning, "checksum"));
        assert_true_case(cases[i].label, strstr(warning, "at byte "));
        track_all_clear(&read);
    }
}

static void chained_parts_start_without_what_the_last_one_defined(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    put_simple(0, 0, 80);
    fit_end(&file);
    fit_begin(&file, 12);
    fit_define(&file, 1, RECORD, time_and_cadence, 2, 0);
    put_simple(1, 1, 80);
    size_t at = file.n;
    put_simple(0, 2, 80); /* local type 0 is of the part before */
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 2);
    char expected[64];
    (void)snprintf(expected, sizeof expected, "at byte %zu", at);
    const char *warning = track_all_warning(&read, BKS_WARN_TRUNCATED);
    assert_true(warning && strstr(warning, expected));
    track_all_clear(&read);
}

static void times_since_power_on_give_way_to_the_true_ones(void **state)
{
    (void)state;
    struct track_all read;
    const double early[] = {500, 80}, later[] = {501, 80};
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    fit_put(&file, 0, early);
    fit_put(&file, 0, later);
    put_simple(0, 0, 80);
    put_simple(0, 1, 80);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 2);
    assert_int_equal(read.track.start.kind, BKS_CLOCK_UTC);
    assert_int_equal(read.track.start.t_us, FIT_WRITER_US);
    assert_non_null(track_all_warning(&read, BKS_WARN_TIME_BACKWARDS));
    track_all_clear(&read);
}

static void records_of_one_second_are_joined_and_earlier_ones_told(void **state)
{
    (void)state;
    static const struct fit_column speed[] = {{253, 4, 0x86}, {6, 2, 0x84}};
    const double fast[] = {FIT_WRITER_TIME + 1, 3000}, past[] = {FIT_WRITER_TIME - 9, 1000};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    fit_define(&file, 1, RECORD, speed, 2, 0);
    put_simple(0, 0, 80);
    put_simple(0, 1, 80);
    fit_put(&file, 1, fast);
    fit_put(&file, 1, past);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.n, 2);
    assert_near(read.track.point[1].speed_mps, 3, 1e-12);
    assert_near(read.track.point[1].cadence_spm, 160, 0);
    assert_non_null(track_all_warning(&read, BKS_WARN_TIME_BACKWARDS));
    track_all_clear(&read);
}

static void cadence_that_one_foot_cannot_have_is_taken_for_both_and_told(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double field, expected;
        bool told;
    } cases[] = {{"one foot", 84, 168, false}, {"both feet", 168, 168, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        begin();
        fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
        for (unsigned k = 0; k < 5; k++)
            put_simple(0, k, cases[i].field);
        fit_end(&file);
        read_file(&read);
        assert_near_case(cases[i].label, read.track.point[2].cadence_spm, cases[i].expected, 0);
        assert_int_case(cases[i].label, read.track.cadence,
                        cases[i].told ? CADENCE_BOTH_FEET : CADENCE_ONE_FOOT);
        assert_int_case(cases[i].label, track_all_warning(&read, BKS_WARN_CADENCE_INFERRED) != NULL,
                        cases[i].told);
        track_all_clear(&read);
    }
}

static void a_ride_has_no_steps(void **state)
{
    (void)state;
    static const struct fit_column session[] = {
        {253, 4, 0x86}, {2, 4, 0x86}, {5, 1, 0x00}, {7, 4, 0x86}};
    const double ride[] = {FIT_WRITER_TIME + 2, FIT_WRITER_TIME, 2, 2000};
    struct track_all read;
    begin();
    fit_define(&file, 0, RECORD, time_and_cadence, 2, 0);
    fit_define(&file, 1, SESSION, session, 4, 0);
    put_simple(0, 0, 80);
    put_simple(0, 1, 80);
    fit_put(&file, 1, ride);
    fit_end(&file);
    read_file(&read);
    assert_int_equal(read.track.sport, TRACK_SPORT_OTHER);
    assert_int_equal(read.track.cadence, CADENCE_NONE);
    assert_nan(read.track.point[0].cadence_spm);
    assert_non_null(track_all_warning(&read, BKS_WARN_CADENCE_INFERRED));
    track_all_clear(&read);
}

static void a_file_without_an_activity_is_empty(void **state)
{
    (void)state;
    struct track_all read;
    begin();
    fit_end(&file);
    read_file(&read);
    assert_status(read.status, BKS_EMPTY);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_shared_activities_say_what_their_watches_said),
        cmocka_unit_test(the_shared_run_gives_the_values_of_its_summary),
        cmocka_unit_test(a_triathlon_gives_its_run_from_zero),
        cmocka_unit_test(a_foot_pods_own_fields_are_read_by_name),
        cmocka_unit_test(the_records_equal_those_of_another_reader),
        cmocka_unit_test(a_run_is_the_same_in_either_byte_order_and_header),
        cmocka_unit_test(a_stopped_timer_is_a_pause_and_a_rare_record_is_not),
        cmocka_unit_test(compressed_times_count_on_from_the_last_one),
        cmocka_unit_test(fine_cadence_comes_from_either_field),
        cmocka_unit_test(speed_and_distance_in_three_bytes_begin_again),
        cmocka_unit_test(zeros_of_a_sensor_that_is_not_ready_are_no_values),
        cmocka_unit_test(developers_fields_fill_what_the_watch_leaves_open),
        cmocka_unit_test(a_field_that_nobody_describes_is_passed_over_by_its_size),
        cmocka_unit_test(a_definition_that_lies_about_sizes_costs_that_field_alone),
        cmocka_unit_test(fields_without_bytes_are_no_fields),
        cmocka_unit_test(damage_ends_the_reading_with_a_warning_that_names_the_byte),
        cmocka_unit_test(a_definition_without_a_byte_order_is_damage),
        cmocka_unit_test(damage_before_the_first_record_is_refused_with_its_byte),
        cmocka_unit_test(a_file_that_a_crash_left_without_its_size_is_read_to_the_end),
        cmocka_unit_test(bytes_behind_the_end_are_told),
        cmocka_unit_test(a_checksum_that_does_not_fit_is_told_and_the_records_are_read),
        cmocka_unit_test(chained_parts_start_without_what_the_last_one_defined),
        cmocka_unit_test(times_since_power_on_give_way_to_the_true_ones),
        cmocka_unit_test(records_of_one_second_are_joined_and_earlier_ones_told),
        cmocka_unit_test(cadence_that_one_foot_cannot_have_is_taken_for_both_and_told),
        cmocka_unit_test(a_ride_has_no_steps),
        cmocka_unit_test(a_file_without_an_activity_is_empty),
    };
    return cmocka_run_group_tests_name("read/track_fit", tests, NULL, NULL);
}
