/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Zone offsets: from names, from rules, from the system's files, and from hostile bytes. */
#include "base/zone.h"
#include "support/assert.h"

#include <string.h>

#define JAN_2026_S 1767225600 /* 2026-01-01T00:00Z */
#define JUL_2026_S 1782864000 /* 2026-07-01T00:00Z */

static void offsets_as_text_need_no_zone_files(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        bool known;
        int32_t offset_min;
    } cases[] = {
        {"Z", true, 0},          {"UTC", true, 0},          {"+02:00", true, 120},
        {"UTC+2", true, 120},    {"UTC-03:30", true, -210}, {"-0330", true, -210},
        {"+14:00", true, 840},   {"+15:00", false, 0},      {"UTC+", false, 0},
        {"", false, 0},          {"../passwd", false, 0},   {"/etc/passwd", false, 0},
        {"Not/AZone", false, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t offset_min = 0;
        assert_int_case(cases[i].name, zone_offset(&offset_min, cases[i].name, 0), cases[i].known);
        if (cases[i].known)
            assert_int_case(cases[i].name, offset_min, cases[i].offset_min);
    }
}

static void rules_know_summer_and_winter(void **state)
{
    (void)state;
    static const struct {
        const char *rule;
        int64_t t_s;
        int32_t offset_s;
    } cases[] = {
        {"CET-1CEST,M3.5.0,M10.5.0/3", JAN_2026_S, 3600},
        {"CET-1CEST,M3.5.0,M10.5.0/3", JUL_2026_S, 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1774745999, 3600}, /* 2026-03-29T00:59:59Z */
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1774746000, 7200},
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1792889999, 7200}, /* 2026-10-25T00:59:59Z */
        {"CET-1CEST,M3.5.0,M10.5.0/3", 1792890000, 3600},
        {"EST5EDT,M3.2.0,M11.1.0", JAN_2026_S, -18000},
        {"EST5EDT,M3.2.0,M11.1.0", JUL_2026_S, -14400},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", JAN_2026_S, 39600},
        {"AEST-10AEDT,M10.1.0,M4.1.0/3", JUL_2026_S, 36000},
        {"<+0330>-3:30", JUL_2026_S, 12600},
        {"<-02>2<-01>,M3.5.0/-1,M10.5.0/0", JUL_2026_S, -3600},
        {"XST0XDT,J60,J300", JUL_2026_S, 3600},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        int32_t offset_s = 0;
        const char *rule = cases[i].rule;
        assert_true_case(rule, zone_rule_offset(&offset_s, rule, strlen(rule), cases[i].t_s));
        assert_int_case(rule, offset_s, cases[i].offset_s);
    }
}

static void malformed_rules_are_refused(void **state)
{
    (void)state;
    static const char *const rules[] = {"",
                                        "C",
                                        "CET",
                                        "CET-1CEST",
                                        "CET-1CEST,M3.5.0",
                                        "CET-1CEST,M13.5.0,M10.5.0",
                                        "CET-1CEST,M3.5.0,M10.5.0x"};
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        int32_t offset_s;
        assert_true_case(rules[i],
                         !zone_rule_offset(&offset_s, rules[i], strlen(rules[i]), JUL_2026_S));
    }
}

/* Version 2, empty first block; one change to +2 h at 2026-04-01; then a rule. */
static const unsigned char small_zone[] =
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\1"
    "\0\0\0\0\0\0\0"
    "TZif2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\2\0\0\0\4"
    "\0\0\0\0\x69\xcc\x61\x00"
    "\1"
    "\0\0\x0e\x10\0\0"
    "\0\0\x1c\x20\1\0"
    "ABC\0"
    "\nABC-3\n";

static void zone_files_are_read_in_pieces_without_harm(void **state)
{
    (void)state;
    const size_t n = sizeof small_zone - 1;
    int32_t offset_s = 0;
    assert_true(zone_offset_in(&offset_s, small_zone, n, JAN_2026_S));
    assert_int_equal(offset_s, 3600);
    assert_true(zone_offset_in(&offset_s, small_zone, n, JUL_2026_S));
    assert_int_equal(offset_s, 10800);
    for (size_t cut = 0; cut + 8 < n; cut++)
        assert_false(zone_offset_in(&offset_s, small_zone, cut, JUL_2026_S));
}

static void the_systems_zones_agree_with_the_calendar(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int64_t t_s;
        int32_t offset_min;
    } cases[] = {
        {"Europe/Oslo", JAN_2026_S, 60},        {"Europe/Oslo", JUL_2026_S, 120},
        {"America/New_York", JAN_2026_S, -300}, {"America/New_York", JUL_2026_S, -240},
        {"Asia/Kolkata", JUL_2026_S, 330},      {"Europe/Oslo", 3000000000, 60},
    };
    int32_t offset_min = 0;
    if (!zone_offset(&offset_min, "Europe/Oslo", 0))
        skip(); /* a system without zone files */
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(zone_offset(&offset_min, cases[i].name, cases[i].t_s * 1000000));
        assert_int_case(cases[i].name, offset_min, cases[i].offset_min);
    }
    /* 2026-10-25 02:30 occurs twice, 2026-03-29 02:30 never: the earlier offset is taken. */
    assert_true(zone_offset_of_wall(&offset_min, "Europe/Oslo", INT64_C(1792895400000000)));
    assert_int_equal(offset_min, 120);
    assert_true(zone_offset_of_wall(&offset_min, "Europe/Oslo", INT64_C(1792899000000000)));
    assert_int_equal(offset_min, 60);
    assert_true(zone_offset_of_wall(&offset_min, "Europe/Oslo", INT64_C(1774746000000000)));
    assert_int_equal(offset_min, 60);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offsets_as_text_need_no_zone_files),
        cmocka_unit_test(rules_know_summer_and_winter),
        cmocka_unit_test(malformed_rules_are_refused),
        cmocka_unit_test(zone_files_are_read_in_pieces_without_harm),
        cmocka_unit_test(the_systems_zones_agree_with_the_calendar),
    };
    return cmocka_run_group_tests_name("base/zone", tests, NULL, NULL);
}
