/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The coach's note and the check, on results made by hand. */
#include "report/report.h"
#include "report/strip.h"
#include "report/words.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/result.h"

#include <math.h>
#include <string.h>

static const struct bks_text_style plain = {false, false, false};
static const struct bks_text_style shades = {true, false, false};
static const struct bks_text_style colours = {true, true, false};

static const struct {
    const char *golden;
    void (*make)(struct hand_result *hand);
    const struct bks_text_style *style;
    bool check;
} goldens[] = {
    {"note_session.txt", result_session, &plain, false},
    {"note_session_utf8.txt", result_session, &shades, false},
    {"note_session_colour.txt", result_session, &colours, false},
    {"note_flags.txt", result_flagged, &plain, false},
    {"note_flags_colour.txt", result_flagged, &colours, false},
    {"note_walk.txt", result_walk, &plain, false},
    {"note_poor.txt", result_poor, &plain, false},
    {"check_session.txt", result_session, &plain, true},
    {"check_poor.txt", result_poor, &plain, true},
};

static const char *write_text(struct printed *printed, const struct bks_result *result,
                              const char *file, const struct bks_text_style *style, bool check)
{
    struct report_about about = {.file = file};
    printed_open(printed);
    enum bks_status status = check ? report_check(result, &about, style, printed->out)
                                   : report_note(result, &about, style, printed->out);
    assert_int_equal(status, BKS_OK);
    return printed_text(printed);
}

static void notes_and_checks_read_as_blessed(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof goldens / sizeof goldens[0]; i++) {
        struct hand_result hand;
        struct printed printed;
        goldens[i].make(&hand);
        assert_golden(goldens[i].golden, write_text(&printed, &hand.result, "run.zip",
                                                    goldens[i].style, goldens[i].check));
        printed_clear(&printed);
    }
}

/* The longest line in characters, those of a colour not counted. */
static size_t widest(const char *text)
{
    size_t width = 0, most = 0;
    for (const char *p = text; *p; p++) {
        if (*p == '\033')
            p = strchr(p, 'm');
        else if (*p == '\n')
            width = 0;
        else if (((unsigned char)*p & 0xC0) != 0x80)
            width++;
        most = width > most ? width : most;
    }
    return most;
}

/* A result whose every text is as long as it can be. */
static void make_wide(struct hand_result *hand)
{
    char text[256];
    result_poor(hand);
    for (int i = 0; i < 8; i++)
        result_add(hand, (enum bks_bout_kind)(i % BKS_BOUT_KIND_COUNT), 36000 + 1000 * i);
    hand->result.n_bouts = 11;
    memset(hand->result.input.info.device, 'd', sizeof hand->result.input.info.device - 1);
    memset(text, 'w', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    result_warn(hand, BKS_WARN_SHORT, text);
    for (int i = 0; i < BKS_FLAG_COUNT; i++) {
        struct bks_flag *flag = &hand->result.flags[hand->result.n_flags++];
        flag->id = (enum bks_flag_id)i;
        memset(flag->because, 'b', sizeof flag->because - 1);
    }
    hand->result.total[BKS_RUN].measure[BKS_CADENCE] =
        (struct bks_measure){1e12, -1e12, 1e13, 9, BKS_WHY_NONE};
    hand->result.total[BKS_RUN].measure[BKS_STEPS] =
        (struct bks_measure){1e300, 1e299, 1e301, 9, BKS_WHY_NONE};
    hand->result.quality.n_gaps_all = SIZE_MAX;
    hand->result.quality.gap_s = 1e300;
}

static void no_line_is_wider_than_80_columns(void **state)
{
    static char name[5000];
    struct hand_result hand;
    struct printed printed;
    (void)state;
    make_wide(&hand);
    memset(name, 'n', sizeof name - 1);
    for (int check = 0; check < 2; check++) {
        const char *text = write_text(&printed, &hand.result, name, &colours, check);
        assert_true(widest(text) <= 80);
        printed_clear(&printed);
    }
}

static void bytes_of_strangers_cannot_steer_the_terminal(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_session(&hand);
    (void)snprintf(hand.result.input.info.device, sizeof hand.result.input.info.device,
                   "\033[2J\r\xC3\x28\xC2\x9B");
    result_warn(&hand, BKS_WARN_SHORT, "\033]0;title\007 caf\xC3\xA9");
    for (int check = 0; check < 2; check++) {
        const char *text = write_text(&printed, &hand.result, "\033[31mrun\n.zip", &plain, check);
        for (const char *p = text; *p; p++)
            assert_true((*p >= 0x20 && *p < 0x7F) || *p == '\n');
        assert_non_null(strstr(text, "caf?"));
        printed_clear(&printed);
    }
}

/* Where a text stands in another, or SIZE_MAX. */
static size_t place_of(const char *text, const char *part)
{
    const char *found = strstr(text, part);
    return found ? (size_t)(found - text) : SIZE_MAX;
}

static void warnings_come_by_weight_and_the_note_shows_four(void **state)
{
    struct hand_result hand;
    struct printed printed;
    char name[32], rest[64];
    (void)state;
    result_session(&hand);
    for (int id = BKS_WARNING_COUNT - 1; id >= 0; id--) {
        (void)snprintf(name, sizeof name, "<%d>", id);
        result_warn(&hand, (enum bks_warning_id)id, name);
    }
    const char *check = write_text(&printed, &hand.result, "x", &plain, true);
    for (int id = 0; id < BKS_WARNING_COUNT; id++) {
        (void)snprintf(name, sizeof name, "<%d>", id);
        assert_non_null(strstr(check, name));
    }
    printed_clear(&printed);

    char weighty[32], light[32];
    (void)snprintf(weighty, sizeof weighty, "<%d>", (int)BKS_WARN_GRAVITY_REMOVED);
    (void)snprintf(light, sizeof light, "<%d>", (int)BKS_WARN_RESAMPLED);
    (void)snprintf(rest, sizeof rest, "and %d more: backstride check", BKS_WARNING_COUNT - 4);
    const char *note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_true(place_of(note, weighty) < place_of(note, rest));
    assert_non_null(strstr(note, rest));
    assert_null(strstr(note, light));
    printed_clear(&printed);
}

static void the_bias_of_a_place_is_told_only_beside_a_bounce(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    for (int with_bounce = 0; with_bounce < 2; with_bounce++) {
        if (with_bounce)
            result_session(&hand);
        else
            result_walk(&hand);
        result_warn(&hand, BKS_WARN_PLACEMENT_BIAS, "<bias>");
        const char *note = write_text(&printed, &hand.result, "x", &plain, false);
        assert_int_equal(strstr(note, "<bias>") != NULL, with_bounce);
        printed_clear(&printed);
    }
}

static void intervals_are_rounded_outwards(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_session(&hand);
    hand.result.total[BKS_RUN].measure[BKS_CADENCE] =
        (struct bks_measure){164.3, 164.1, 164.5, 9, BKS_WHY_NONE};
    const char *note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_non_null(strstr(note, "164 steps/min   164-165   95 % interval"));
    printed_clear(&printed);
}

static size_t lines_of(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n';
    return n;
}

static void an_ordinary_run_is_one_screen(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    for (size_t flags = 0; flags <= 3; flags++) {
        result_flagged(&hand);
        hand.result.n_flags = flags;
        assert_true(lines_of(write_text(&printed, &hand.result, "run.zip", &plain, false)) <= 24);
        printed_clear(&printed);
    }
}

static void flags_stand_on_top_in_full_while_they_are_two(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_flagged(&hand);
    const char *note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_true(place_of(note, "look at     Fewer steps") < place_of(note, "also"));
    assert_true(place_of(note, "also") < place_of(note, "cadence     166"));
    assert_non_null(
        strstr(note, "also        perhaps somewhat more bounce than usual for this cadence;"));
    assert_null(strstr(note, "perhaps slightly")); /* that is sure, as far as it goes */
    assert_null(strstr(note, "51.3 % of the contact"));
    printed_clear(&printed);
    hand.result.n_flags = 2;
    note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_true(place_of(note, "look at     Fewer steps") <
                place_of(note, "unclear     Somewhat more"));
    assert_true(place_of(note, "unclear     Somewhat more") < place_of(note, "cadence     166"));
    assert_null(strstr(note, "also"));
    printed_clear(&printed);
    const char *check = write_text(&printed, &hand.result, "x", &plain, true);
    assert_null(strstr(check, "Fewer steps"));
    printed_clear(&printed);
}

static void asymmetry_stands_in_where_the_side_is_not_known(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_flagged(&hand);
    struct bks_measure *run = hand.result.total[BKS_RUN].measure;
    const char *note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_null(strstr(note, "asymmetry"));
    printed_clear(&printed);
    run[BKS_CONTACT_BALANCE].why = BKS_WHY_SIDE_UNKNOWN;
    note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_non_null(strstr(note, "  asymmetry     5.2 % contact"));
    assert_non_null(strstr(note, "left out    balance: left and right cannot"));
    printed_clear(&printed);
}

static void what_is_missing_for_one_reason_is_one_line(void **state)
{
    static const enum bks_measure_id gone[] = {BKS_VERTICAL_OSCILLATION, BKS_CONTACT_TIME,
                                               BKS_CONTACT_BALANCE, BKS_CONTACT_ASYMMETRY};
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_flagged(&hand);
    hand.result.total[BKS_RUN].measure[BKS_LEG_STIFFNESS].why = BKS_WHY_NO_MASS;
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++)
        hand.result.total[BKS_RUN].measure[gone[i]].why = BKS_WHY_NO_GRAVITY;
    const char *note = write_text(&printed, &hand.result, "x", &plain, false);
    assert_non_null(strstr(note, "left out    bounce, contact, balance: gravity"));
    assert_null(strstr(note, "leg spring")); /* no mass was told: nobody asked for it */
    printed_clear(&printed);
}

static void only_a_change_that_is_no_chance_is_told(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    for (int chance = 0; chance < 3; chance++) {
        result_flagged(&hand);
        struct bks_drift *drift = &hand.result.drift[BKS_CADENCE];
        if (chance == 1)
            drift->detectable.value = 6;
        if (chance == 2)
            drift->change.high = 0.1;
        const char *note = write_text(&printed, &hand.result, "x", &plain, false);
        assert_int_equal(strstr(note, "cadence fell 3 % from first to last third") != NULL,
                         chance == 0);
        printed_clear(&printed);
    }
}

static void a_long_device_does_not_make_the_head_longer(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_session(&hand);
    memset(hand.result.input.info.device, 'd', 90);
    hand.result.input.info.device[90] = '\0';
    const char *note = write_text(&printed, &hand.result, "run.zip", &plain, false);
    assert_memory_equal(note, "run.zip   hand-made\nFri 1 May", 29);
    printed_clear(&printed);
}

static void an_empty_result_is_told_without_a_strip(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    memset(&hand, 0, sizeof hand);
    hand.result.quality.verdict = BKS_UNUSABLE;
    for (int check = 0; check < 2; check++) {
        const char *text = write_text(&printed, &hand.result, "x", &shades, check);
        assert_non_null(strstr(text, "unusable"));
        assert_null(strstr(text, "nan"));
        printed_clear(&printed);
    }
}

static const struct {
    const char *label, *expected;
    double run_s[5]; /* up to the first 0 */
} runs[] = {
    {"none", "", {0}},
    {"one", "run 22:10", {1330}},
    {"alike", "run 3 x 1:00", {59.2, 60.9, 60.1}},
    {"seconds", "run 4 x 0:15", {14.6, 15.4, 15.1, 15.2}},
    {"odd length", "run 2 x 0:58", {57.4, 57.9}},
    {"long ones alike", "run 2 x 10:00", {570, 630}},
    {"not alike", "run 2:05 in 3 parts", {30, 60, 35}},
};

static void repeats_are_recognised_when_they_are_alike(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof runs / sizeof runs[0]; i++) {
        struct hand_result hand;
        char text[64];
        memset(&hand, 0, sizeof hand);
        hand.result.bouts = hand.bout;
        for (size_t k = 0; k < 5 && runs[i].run_s[k] > 0; k++) {
            result_add(&hand, BKS_RUN, runs[i].run_s[k]);
            result_add(&hand, BKS_WALK, 60);
        }
        strip_runs(text, sizeof text, &hand.result);
        assert_text_case(runs[i].label, text, runs[i].expected);
    }
}

static const struct {
    const char *date, *iso; /* iso NULL: not known */
    struct bks_instant instant;
} instants[] = {
    {"no date", NULL, {BKS_CLOCK_NONE, 0, 0}},
    {"Thu 1 Jan 1970 00:00 UTC", "1970-01-01T00:00:00Z", {BKS_CLOCK_UTC, 0, 0}},
    {"Fri 1 May 2026 10:00", "2026-05-01T10:00:00", {BKS_CLOCK_LOCAL, 1777629600000000, 0}},
    {"Fri 1 May 2026 10:00 +02:00",
     "2026-05-01T10:00:00.250+02:00",
     {BKS_CLOCK_ZONED, 1777622400250000, 120}},
    {"Fri 1 May 2026 04:30 -03:30",
     "2026-05-01T04:30:00.001-03:30",
     {BKS_CLOCK_ZONED, 1777622400000500, -210}},
    {"Thu 1 Jan 1970 00:00 UTC", "1970-01-01T00:00:00Z", {BKS_CLOCK_UTC, -400, 0}},
    {"Wed 31 Dec 1969 23:59 UTC", "1969-12-31T23:59:59.999Z", {BKS_CLOCK_UTC, -600, 0}},
    {"no date", NULL, {BKS_CLOCK_UTC, INT64_MAX, 0}},
    {"no date", NULL, {BKS_CLOCK_ZONED, INT64_MIN, -840}},
};

static void instants_show_what_is_known_of_them(void **state)
{
    char text[WORDS_ROOM];
    (void)state;
    for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++) {
        words_date(text, &instants[i].instant);
        assert_string_equal(text, instants[i].date);
        assert_int_equal(words_iso(text, &instants[i].instant), instants[i].iso != NULL);
        if (instants[i].iso)
            assert_string_equal(text, instants[i].iso);
    }
}

static void durations_and_counts_read_well(void **state)
{
    char text[WORDS_ROOM];
    (void)state;
    words_duration(text, 15.4);
    assert_string_equal(text, "0:15");
    words_duration(text, 1812);
    assert_string_equal(text, "30:12");
    words_duration(text, 3723);
    assert_string_equal(text, "1:02:03");
    words_duration(text, (double)NAN);
    assert_string_equal(text, "0:00");
    words_count(text, 996);
    assert_string_equal(text, "996");
    words_count(text, 1234567.4);
    assert_string_equal(text, "1 234 567");
}

static void a_full_disk_is_noticed(void **state)
{
    struct hand_result hand;
    struct report_about about = {.file = "x"};
    (void)state;
    result_session(&hand);
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    (void)setvbuf(full, NULL, _IONBF, 0);
    assert_int_equal(report_note(&hand.result, &about, &plain, full), BKS_CANNOT_WRITE);
    assert_int_equal(report_check(&hand.result, &about, &plain, full), BKS_CANNOT_WRITE);
    (void)fclose(full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(notes_and_checks_read_as_blessed),
        cmocka_unit_test(no_line_is_wider_than_80_columns),
        cmocka_unit_test(bytes_of_strangers_cannot_steer_the_terminal),
        cmocka_unit_test(warnings_come_by_weight_and_the_note_shows_four),
        cmocka_unit_test(the_bias_of_a_place_is_told_only_beside_a_bounce),
        cmocka_unit_test(intervals_are_rounded_outwards),
        cmocka_unit_test(an_ordinary_run_is_one_screen),
        cmocka_unit_test(flags_stand_on_top_in_full_while_they_are_two),
        cmocka_unit_test(asymmetry_stands_in_where_the_side_is_not_known),
        cmocka_unit_test(what_is_missing_for_one_reason_is_one_line),
        cmocka_unit_test(only_a_change_that_is_no_chance_is_told),
        cmocka_unit_test(a_long_device_does_not_make_the_head_longer),
        cmocka_unit_test(an_empty_result_is_told_without_a_strip),
        cmocka_unit_test(repeats_are_recognised_when_they_are_alike),
        cmocka_unit_test(instants_show_what_is_known_of_them),
        cmocka_unit_test(durations_and_counts_read_well),
        cmocka_unit_test(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests_name("report/note", tests, NULL, NULL);
}
