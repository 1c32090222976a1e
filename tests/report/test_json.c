/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of the contract, on results made by hand, and the writer under it. */
#include "report/json_writer.h"
#include "report/report.h"
#include "support/assert.h"
#include "support/golden.h"
#include "support/json_check.h"
#include "support/result.h"

#include <math.h>
#include <string.h>

#define VALUE_ROOM 4096

static const struct given_option given[] = {{"speed", "3.3m/s"}, {"tz", "Europe/Oslo"}};

static const char *write_json(struct printed *printed, const struct bks_result *result,
                              const char *file, enum bks_json_parts parts)
{
    struct report_about about = {.file = file, .given = given, .n_given = 2};
    printed_open(printed);
    assert_int_equal(report_json(result, &about, parts, printed->out), BKS_OK);
    const char *text = printed_text(printed);
    assert_true(json_valid(text, strlen(text), NULL));
    assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
    return text;
}

static void assert_at(const char *text, const char *path, const char *expected)
{
    char value[VALUE_ROOM];
    assert_true_case(path, json_at(value, sizeof value, text, path));
    assert_text_case(path, value, expected);
}

static void the_objects_are_as_blessed(void **state)
{
    static const struct {
        const char *golden;
        void (*make)(struct hand_result *hand);
        enum bks_json_parts parts;
    } table[] = {
        {"json_session.json", result_session, BKS_JSON_SERIES},
        {"json_poor.json", result_poor, BKS_JSON_ANALYSIS},
        {"json_flags.json", result_flagged, BKS_JSON_ANALYSIS},
        {"json_check.json", result_poor, BKS_JSON_CHECK},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct hand_result hand;
        struct printed printed;
        table[i].make(&hand);
        assert_golden(table[i].golden,
                      write_json(&printed, &hand.result, "run.zip", table[i].parts));
        printed_clear(&printed);
    }
}

static void keys_stand_where_the_contract_puts_them(void **state)
{
    static const struct {
        const char *path, *expected;
    } table[] = {
        {"schema_version", "1"},
        {"tool.name", "\"backstride\""},
        {"tool.options.speed", "\"3.3m/s\""},
        {"input.file", "\"run.zip\""},
        {"input.source", "\"raw\""},
        {"input.start", "\"2026-05-01T10:00:00+02:00\""},
        {"input.channels", "[\"accel_x\", \"accel_y\", \"accel_z\"]"},
        {"input.placement", "\"trunk\""},
        {"input.placement_source", "\"estimated\""},
        {"quality.verdict", "\"good\""},
        {"quality.gaps", "[]"},
        {"bouts.1.kind", "\"run\""},
        {"bouts.1.start_s", "299.5"},
        {"bouts.1.end_s", "359.2"},
        {"bouts.1.steps.value", "168"},
        {"bouts.1.cadence_spm.value", "166.91"},
        {"bouts.1.vertical_oscillation_mm.value", "null"},
        {"bouts.1.vertical_oscillation_mm.why", "\"too_short\""},
        {"totals.run.cadence_spm.value", "165.99"},
        {"totals.run.cadence_spm.low", "165.1"},
        {"totals.run.vertical_oscillation_mm", "{\"value\": 84.4, \"low\": 79.1, \"high\": 89.4, "
                                               "\"n\": 990}"},
        {"totals.walk.steps.n", "2612"},
        {"totals.rest", "{\"duration_s\": 133.7}"},
        {"flags", "[]"},
        {"series.step_s", "1"},
        {"series.cadence_spm", "[null, 165.9, 166.1, null]"},
    };
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_session(&hand);
    const char *text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_SERIES);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_at(text, table[i].path, table[i].expected);
    printed_clear(&printed);
}

static void flags_and_drift_carry_their_evidence(void **state)
{
    static const struct {
        const char *path, *expected;
    } table[] = {
        {"flags.0.id", "\"low_cadence\""},
        {"flags.0.level", "\"watch\""},
        {"flags.0.value", "165.99"},
        {"flags.0.low", "165.1"},
        {"flags.0.high", "166.8"},
        {"flags.0.unit", "\"spm\""},
        {"flags.0.threshold", "167.5"},
        {"flags.0.confidence", "\"high\""},
        {"flags.0.source", "\"people \\\"counted\\\" 2019\""},
        {"flags.1.level", "\"unclear\""},
        {"flags.2.level", "\"info\""},
        {"drift.cadence_spm.first_third.value", "168.2"},
        {"drift.cadence_spm.last_third.n", "330"},
        {"drift.cadence_spm.change", "{\"value\": -5.1, \"low\": -6.2, \"high\": -4, \"n\": 662}"},
        {"drift.cadence_spm.slope_per_10min.value", "-2.5"},
        {"drift.cadence_spm.detectable_change.value", "1.6"},
        {"drift.cadence_spm.between_sessions", "{\"value\": null, \"why\": \"few_sessions\"}"},
        {"drift.cadence_spm.corrected", "true"},
        {"bouts.1.side_certainty", "0.988"},
    };
    struct hand_result hand;
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    result_flagged(&hand);
    const char *text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_ANALYSIS);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_at(text, table[i].path, table[i].expected);
    assert_true(strstr(text, "\"totals\"") < strstr(text, "\"drift\""));
    assert_true(strstr(text, "\"drift\"") < strstr(text, "\"flags\""));
    assert_false(json_at(value, sizeof value, text, "drift.contact_time_ms"));
    assert_false(json_at(value, sizeof value, text, "bouts.3.side_certainty"));
    printed_clear(&printed);
    hand.result.drift[BKS_CADENCE].change.why = BKS_WHY_NOT_MEASURED;
    text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_ANALYSIS);
    assert_false(json_at(value, sizeof value, text, "drift"));
    printed_clear(&printed);
}

static void strips_stand_behind_the_series(void **state)
{
    static const struct {
        const char *path, *expected;
    } table[] = {
        {"strips.0.which", "\"best\""},
        {"strips.0.start_s", "320.5"},
        {"strips.0.step_s", "0.02"},
        {"strips.0.vertical_mps2.0", "0"},
        {"strips.0.vertical_mps2.249", "16.21"},
        {"strips.0.contact_s", "[320.75, 321, 321.25]"},
        {"strips.0.toe_off_s", "[320.875, 321.125, null]"},
        {"strips.0.side", "[\"right\", null, \"left\"]"},
        {"strips.1.which", "\"worst\""},
        {"strips.1.start_s", "520.25"},
    };
    struct hand_result hand;
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    result_flagged(&hand);
    const char *text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_SERIES);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_at(text, table[i].path, table[i].expected);
    assert_true(strstr(text, "\"series\"") < strstr(text, "\"strips\""));
    printed_clear(&printed);
    text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_ANALYSIS);
    assert_false(json_at(value, sizeof value, text, "strips"));
    printed_clear(&printed);
    hand.result.strip[BKS_STRIP_BEST].n = 0;
    text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_SERIES);
    assert_at(text, "strips.0.which", "\"worst\"");
    assert_false(json_at(value, sizeof value, text, "strips.1"));
    printed_clear(&printed);
}

static void a_track_stands_beside_the_quality(void **state)
{
    static const struct {
        const char *path, *expected;
    } table[] = {
        {"track.file", "\"run.fit\""},
        {"track.format", "\"garmin-fit\""},
        {"track.device", "\"fenix 6\""},
        {"track.offset_s", "{\"value\": -2.31, \"low\": -2.9, \"high\": -1.7, \"n\": 900}"},
        {"track.certainty", "0.97"},
        {"track.used", "true"},
        {"track.why", "null"},
        {"track.slope_percent", "{\"value\": null, \"why\": \"not_reported\"}"},
        {"input.speed_source", "\"track\""},
    };
    struct hand_result hand;
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    result_session(&hand);
    hand.result.input.speed_source = BKS_SPEED_OF_TRACK;
    hand.result.companion =
        (struct bks_companion){.file = "run.fit",
                               .format = "garmin-fit",
                               .device = "fenix 6",
                               .offset_s = {-2.31, -2.9, -1.7, 900, BKS_WHY_NONE},
                               .certainty = 0.97,
                               .used = true};
    hand.result.companion.slope_percent.why = BKS_WHY_NOT_REPORTED;
    const char *text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_ANALYSIS);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_at(text, table[i].path, table[i].expected);
    printed_clear(&printed);
    hand.result.companion.file = NULL;
    text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_ANALYSIS);
    assert_false(json_at(value, sizeof value, text, "track"));
    printed_clear(&printed);
}

static void check_has_what_it_supports_and_no_bouts(void **state)
{
    struct hand_result hand;
    struct printed printed;
    char value[VALUE_ROOM];
    (void)state;
    result_poor(&hand);
    const char *text = write_json(&printed, &hand.result, "run.zip", BKS_JSON_CHECK);
    assert_at(text, "quality.supports", "[\"cadence\"]");
    assert_at(text, "supports", "[\"cadence\"]");
    assert_at(text, "input.start", "null");
    assert_at(text, "quality.gravity_g", "null");
    assert_at(text, "quality.warnings.0.id", "\"gravity_removed\"");
    assert_false(json_at(value, sizeof value, text, "bouts"));
    assert_false(json_at(value, sizeof value, text, "totals"));
    printed_clear(&printed);
}

static const struct {
    const char *label;
    double value, low, high;
    const char *expected; /* value, low, high */
} roundings[] = {
    {"width 1", 166.9123, 166.4, 167.4, "166.91 166.4 167.4"},
    {"width .8", 171.34567, 170.91234, 171.71234, "171.346 170.912 171.712"},
    {"width 10", 84.4321, 79.111, 89.411, "84.4 79.1 89.4"},
    {"width 4000", 12345.6, 10000, 14000, "12350 10000 14000"},
    {"width tiny", 1.23456789, 1.2345, 1.23465, "1.234568 1.2345 1.23465"},
    {"no width", 168, 168, 168, "168 168 168"},
};

static void measures_are_rounded_by_their_interval(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof roundings / sizeof roundings[0]; i++) {
        struct hand_result hand;
        struct printed printed;
        char part[3][64], all[256];
        static const char *const names[] = {"value", "low", "high"};
        result_session(&hand);
        hand.result.total[BKS_RUN].measure[BKS_CADENCE] = (struct bks_measure){
            roundings[i].value, roundings[i].low, roundings[i].high, 5, BKS_WHY_NONE};
        const char *text = write_json(&printed, &hand.result, "x", BKS_JSON_ANALYSIS);
        for (int k = 0; k < 3; k++) {
            char path[64];
            (void)snprintf(path, sizeof path, "totals.run.cadence_spm.%s", names[k]);
            (void)json_at(part[k], sizeof part[k], text, path);
        }
        (void)snprintf(all, sizeof all, "%s %s %s", part[0], part[1], part[2]);
        assert_text_case(roundings[i].label, all, roundings[i].expected);
        printed_clear(&printed);
    }
}

static void what_is_not_a_number_is_null(void **state)
{
    struct hand_result hand;
    struct printed printed;
    (void)state;
    result_session(&hand);
    hand.result.input.duration_s = (double)INFINITY;
    hand.result.quality.jitter_ms = (double)NAN;
    hand.result.total[BKS_RUN].measure[BKS_CADENCE].low = (double)-INFINITY;
    const char *text = write_json(&printed, &hand.result, "x", BKS_JSON_SERIES);
    assert_at(text, "input.duration_s", "null");
    assert_at(text, "quality.jitter_ms", "null");
    assert_at(text, "totals.run.cadence_spm.low", "null");
    printed_clear(&printed);
}

static const struct {
    const char *label, *text, *expected;
} strings[] = {
    {"plain", "run.zip", "\"run.zip\""},
    {"quotes", "a\"b\\c/d", "\"a\\\"b\\\\c/d\""},
    {"controls", "a\n\t\r\b\f\x01\x1f\x7f", "\"a\\n\\t\\r\\b\\f\\u0001\\u001f\\u007f\""},
    {"good UTF-8", "caf\xC3\xA9 \xE2\x86\x92 \xF0\x9F\x8F\x83",
     "\"caf\xC3\xA9 \xE2\x86\x92 \xF0\x9F\x8F\x83\""},
    {"a lone byte", "caf\xE9!", "\"caf\xEF\xBF\xBD!\""},
    {"cut short", "\xE2\x86", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"overlong", "\xC0\xAF", "\"\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"surrogate", "\xED\xA0\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
    {"beyond Unicode", "\xF4\x90\x80\x80", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\""},
};

static void strings_are_escaped_and_always_utf8(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof strings / sizeof strings[0]; i++) {
        struct hand_result hand;
        struct printed printed;
        result_walk(&hand);
        assert_at(write_json(&printed, &hand.result, strings[i].text, BKS_JSON_ANALYSIS),
                  "input.file", strings[i].expected);
        printed_clear(&printed);
    }
}

static void every_two_bytes_make_valid_json(void **state)
{
    struct hand_result hand;
    (void)state;
    memset(&hand, 0, sizeof hand);
    for (int a = 1; a < 256; a++) {
        struct printed printed;
        char name[2 * 255 + 1], *to = name;
        for (int b = 1; b < 256; b++) {
            *to++ = (char)a;
            *to++ = (char)b;
        }
        *to = '\0';
        (void)write_json(&printed, &hand.result, name, BKS_JSON_ANALYSIS);
        printed_clear(&printed);
    }
}

static void a_failure_is_an_object_too(void **state)
{
    struct bks_fault fault = {.status = BKS_DAMAGED,
                              .offset = -1,
                              .line = 7,
                              .entry = "Accelerometer.csv",
                              .what = "the \"time\" column goes back",
                              .hint = "export it again"};
    struct printed printed;
    (void)state;
    printed_open(&printed);
    assert_int_equal(report_failure_json("run.zip", &fault, printed.out), BKS_OK);
    const char *text = printed_text(&printed);
    assert_true(json_valid(text, strlen(text), NULL));
    assert_string_equal(text, "{\"input\": {\"file\": \"run.zip\"}, \"error\": {\"id\": "
                              "\"damaged\", \"text\": \"the \\\"time\\\" column goes back "
                              "(Accelerometer.csv, line 7) - export it again\"}}\n");
    printed_clear(&printed);
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
    assert_int_equal(report_json(&hand.result, &about, BKS_JSON_ANALYSIS, full), BKS_CANNOT_WRITE);
    (void)fclose(full);
}

static void the_checker_itself_refuses_what_is_not_json(void **state)
{
    static const char *const bad[] = {"",
                                      "{",
                                      "{\"a\":1,}",
                                      "[1 2]",
                                      "[01]",
                                      "NaN",
                                      "[1.]",
                                      "\"a",
                                      "\"\x01\"",
                                      "{'a':1}",
                                      "[1] [2]",
                                      "\"\\x\"",
                                      "\"\xE9\"",
                                      "+1",
                                      "[,1]",
                                      "nul",
                                      "{\"a\":1 \"b\":2}",
                                      "{\"a\":1,\"a\":2}"};
    static const char *const good[] = {"null", " [1, -2.5e-3, \"\\u00e9\"] ", "{}", "[[], {}]"};
    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_true_case(bad[i], !json_valid(bad[i], strlen(bad[i]), NULL));
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
        assert_true_case(good[i], json_valid(good[i], strlen(good[i]), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_checker_itself_refuses_what_is_not_json),
        cmocka_unit_test(the_objects_are_as_blessed),
        cmocka_unit_test(keys_stand_where_the_contract_puts_them),
        cmocka_unit_test(flags_and_drift_carry_their_evidence),
        cmocka_unit_test(strips_stand_behind_the_series),
        cmocka_unit_test(a_track_stands_beside_the_quality),
        cmocka_unit_test(check_has_what_it_supports_and_no_bouts),
        cmocka_unit_test(measures_are_rounded_by_their_interval),
        cmocka_unit_test(what_is_not_a_number_is_null),
        cmocka_unit_test(strings_are_escaped_and_always_utf8),
        cmocka_unit_test(every_two_bytes_make_valid_json),
        cmocka_unit_test(a_failure_is_an_object_too),
        cmocka_unit_test(a_full_disk_is_noticed),
    };
    return cmocka_run_group_tests_name("report/json", tests, NULL, NULL);
}
