/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names of the public lists: each its own, and "unknown" outside. */
#include "backstride/analysis.h"
#include "support/assert.h"

#include <string.h>

/* One list behind one door. */
static const char *channel(int i)
{
    return bks_channel_id((enum bks_channel)i);
}
static const char *placement(int i)
{
    return bks_placement_id((enum bks_placement)i);
}
static const char *warning(int i)
{
    return bks_warning_id((enum bks_warning_id)i);
}
static const char *reason(int i)
{
    return bks_reason_id((enum bks_reason)i);
}
static const char *reason_text(int i)
{
    return bks_reason_text((enum bks_reason)i);
}
static const char *measure(int i)
{
    return bks_measure_name((enum bks_measure_id)i);
}
static const char *bout_kind(int i)
{
    return bks_bout_kind_id((enum bks_bout_kind)i);
}
static const char *verdict(int i)
{
    return bks_verdict_id((enum bks_verdict)i);
}

static const char *flag(int i)
{
    return bks_flag_id_name((enum bks_flag_id)i);
}

static const char *flag_level(int i)
{
    return bks_flag_level_id((enum bks_flag_level)i);
}

static const char *confidence(int i)
{
    return bks_confidence_id((enum bks_confidence)i);
}

static const char *speed_source(int i)
{
    return bks_speed_source_id((enum bks_speed_source)i);
}

static const char *strip(int i)
{
    return bks_strip_id((enum bks_strip_which)i);
}

static const struct {
    const char *label;
    const char *(*name)(int);
    int n;
    const char *first;
} lists[] = {
    {"channels", channel, BKS_CHANNEL_COUNT, "accel_x"},
    {"placements", placement, BKS_PLACEMENT_COUNT, "unknown"},
    {"warnings", warning, BKS_WARNING_COUNT, "truncated"},
    {"reasons", reason, BKS_REASON_COUNT, "none"},
    {"texts of reasons", reason_text, BKS_REASON_COUNT, "measured"},
    {"measures", measure, BKS_MEASURE_COUNT, "steps"},
    {"kinds of bouts", bout_kind, BKS_BOUT_KIND_COUNT, "run"},
    {"verdicts", verdict, BKS_VERDICT_COUNT, "good"},
    {"flags", flag, BKS_FLAG_COUNT, "overstriding"},
    {"levels of flags", flag_level, BKS_FLAG_LEVEL_COUNT, "watch"},
    {"confidences", confidence, BKS_CONFIDENCE_COUNT, "low"},
    {"sources of speed", speed_source, BKS_SPEED_SOURCE_COUNT, "unknown"},
    {"strips", strip, BKS_STRIP_COUNT, "best"},
};

static void each_list_names_each_of_its_values_once(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        assert_text_case(lists[i].label, lists[i].name(0), lists[i].first);
        for (int a = 0; a < lists[i].n; a++)
            for (int b = 0; b < a; b++)
                assert_true_case(lists[i].label, strcmp(lists[i].name(a), lists[i].name(b)) != 0);
    }
}

static void what_lies_outside_a_list_is_unknown(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        assert_text_case(lists[i].label, lists[i].name(lists[i].n), "unknown");
        assert_text_case(lists[i].label, lists[i].name(-1), "unknown");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_list_names_each_of_its_values_once),
        cmocka_unit_test(what_lies_outside_a_list_is_unknown),
    };
    return cmocka_run_group_tests_name("model/lists", tests, NULL, NULL);
}
