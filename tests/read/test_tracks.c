/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the table of tracks: each knows its own samples and nobody else's, whole or in pieces. */
#include "base/memory.h"
#include "read/formats.h"
#include "support/assert.h"
#include "support/fit_writer.h"
#include "support/read_all.h"
#include "support/read_samples.h"
#include "support/shared.h"
#include "support/track_all.h"

#include <stdio.h>
#include <string.h>

static uint8_t bytes[TRACK_SAMPLE_ROOM > READ_SAMPLE_ROOM ? TRACK_SAMPLE_ROOM : READ_SAMPLE_ROOM];

static void each_sample_is_claimed_by_its_own_format_alone(void **state)
{
    (void)state;
    const struct track_sample *sample;
    for (size_t i = 0; (sample = track_sample_at(i)); i++) {
        struct source *source;
        size_t n = sample->make(bytes);
        assert_status(source_open_memory(&source, bytes, n, "run", NULL), BKS_OK);
        const struct track_format *format;
        for (size_t k = 0; (format = track_format_at(k)); k++) {
            bool own = strcmp(format->about.id, sample->format) == 0;
            assert_int_case(sample->label, format->probe(source) != PROBE_NOT_MINE, own);
        }
        for (size_t k = 0; format_at(k); k++)
            assert_int_case(sample->label, format_at(k)->probe(source), PROBE_NOT_MINE);
        source_close(source);
    }
}

static void recordings_are_no_tracks_but_for_raw_samples_in_fit(void **state)
{
    (void)state;
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++) {
        struct source *source;
        size_t n = sample->make(bytes);
        bool fit = strcmp(sample->format, "garmin-fit-raw") == 0;
        assert_status(source_open_memory(&source, bytes, n, sample->name, NULL), BKS_OK);
        assert_int_case(sample->label, track_format_of(source) != NULL, fit);
        source_close(source);
    }
}

static void each_sample_is_read_whole_without_a_warning_of_damage(void **state)
{
    (void)state;
    const struct track_sample *sample;
    for (size_t i = 0; (sample = track_sample_at(i)); i++) {
        struct track_all read;
        track_all_memory(&read, bytes, sample->make(bytes), NULL);
        assert_int_case(sample->label, read.status, BKS_OK);
        assert_text_case(sample->label, read.track.format, sample->format);
        assert_int_case(sample->label, read.track.n, sample->points);
        assert_near_case(sample->label, read.track.point[sample->points / 2].cadence_spm,
                         sample->cadence_spm, 1e-4);
        assert_true_case(sample->label, !track_all_warning(&read, BKS_WARN_TRUNCATED));
        assert_true_case(sample->label, !track_all_warning(&read, BKS_WARN_DAMAGED_PART));
        assert_true_case(sample->label, track_all_is_sound(&read));
        track_all_clear(&read);
    }
}

static void every_prefix_ends_in_points_or_a_clear_refusal(void **state)
{
    (void)state;
    const struct track_sample *sample;
    for (size_t i = 0; (sample = track_sample_at(i)); i++) {
        size_t n = sample->make(bytes);
        for (size_t cut = 0; cut < n; cut++) {
            struct track_all read;
            track_all_memory(&read, bytes, cut, NULL);
            bool told = read.status != BKS_OK || read.track.n < sample->points ||
                        track_all_warning(&read, BKS_WARN_TRUNCATED) || cut + 2 > n;
            if (!told || !track_all_is_sound(&read))
                print_error("cut at %zu of %zu\n", cut, n);
            assert_true_case(sample->label, track_all_is_sound(&read));
            assert_true_case(sample->label, told);
            track_all_clear(&read);
        }
    }
}

static void running_out_of_memory_anywhere_leaks_nothing(void **state)
{
    (void)state;
    const struct track_sample *sample;
    for (size_t i = 0; (sample = track_sample_at(i)); i++) {
        size_t n = sample->make(bytes);
        enum bks_status status = BKS_NO_MEMORY;
        for (long nth = 1; status != BKS_OK && nth < 300; nth++) {
            struct track_all read;
            long before = memory_live();
            memory_fail_at(nth);
            track_all_memory(&read, bytes, n, NULL);
            memory_fail_at(0);
            status = read.status;
            assert_true_case(sample->label, track_all_is_sound(&read));
            track_all_clear(&read);
            assert_int_case(sample->label, memory_live(), before);
        }
        assert_int_case(sample->label, status, BKS_OK);
    }
}

static void what_is_no_activity_is_refused_with_a_word(void **state)
{
    (void)state;
    static const struct {
        const char *label, *text;
    } cases[] = {
        {"nothing", ""},
        {"prose", "Dear diary,\ntoday I ran.\n"},
        {"other XML", "<?xml version=\"1.0\"?><html><body/></html>"},
        {"the word without the magic", "\x0e\x10 FIT file"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct track_all read;
        track_all_memory(&read, cases[i].text, strlen(cases[i].text), NULL);
        assert_int_case(cases[i].label, read.status, BKS_UNKNOWN_FORMAT);
        assert_true_case(cases[i].label, track_all_is_sound(&read));
        track_all_clear(&read);
    }
}

static void every_track_says_what_it_is(void **state)
{
    (void)state;
    const struct track_format *format;
    for (size_t i = 0; (format = track_format_at(i)); i++) {
        assert_true_case(format->about.id, format->about.id && format->about.title);
        assert_true_case(format->about.id, format->about.recognised_by && format->about.gives);
        for (size_t k = 0; k < i; k++)
            assert_true_case(format->about.id,
                             strcmp(format->about.id, track_format_at(k)->about.id) != 0);
    }
}

static void the_public_list_has_the_tracks_behind_the_recordings(void **state)
{
    (void)state;
    size_t recordings = 0, tracks = 0;
    while (format_at(recordings))
        recordings++;
    for (; track_format_at(tracks); tracks++)
        assert_ptr_equal(bks_format_at(recordings + tracks), &track_format_at(tracks)->about);
    assert_null(bks_format_at(recordings + tracks));
    assert_ptr_equal(bks_format_at(0), &format_at(0)->about);
    assert_ptr_equal(bks_format_at(recordings - 1), &format_at(recordings - 1)->about);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_is_claimed_by_its_own_format_alone),
        cmocka_unit_test(recordings_are_no_tracks_but_for_raw_samples_in_fit),
        cmocka_unit_test(each_sample_is_read_whole_without_a_warning_of_damage),
        cmocka_unit_test(every_prefix_ends_in_points_or_a_clear_refusal),
        cmocka_unit_test(running_out_of_memory_anywhere_leaks_nothing),
        cmocka_unit_test(what_is_no_activity_is_refused_with_a_word),
        cmocka_unit_test(every_track_says_what_it_is),
        cmocka_unit_test(the_public_list_has_the_tracks_behind_the_recordings),
    };
    return cmocka_run_group_tests_name("read/tracks", tests, NULL, NULL);
}
