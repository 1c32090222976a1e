/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the walk-run plan. */
#include "judge/plan_constants.h"

const struct plan_limits plan_standard = {
    .green_during = 3,
    .green_rise = 2,
    .red = 6,
    .passes = 2,
    .days_off = 1,
    .mornings = 1,
    .back_14 = 1,
    .back_21 = 2,
};

const struct plan_limits plan_strict = {
    .green_during = 2,
    .green_rise = 1,
    .red = 5,
    .passes = 3,
    .days_off = 2,
    .mornings = 2,
    .back_14 = 2,
    .back_21 = 3,
};

#define GENTLE PLAN_TRACK_GENTLE
#define FULL   (PLAN_TRACK_GENTLE | PLAN_TRACK_FULL)
#define ALL    (PLAN_TRACK_GENTLE | PLAN_TRACK_FULL | PLAN_TRACK_SHORT)

const struct plan_stage plan_stages[PLAN_STAGES] = {
    {"M1", 6, 15, 105, GENTLE}, {"M2", 6, 30, 90, GENTLE}, {"1", 4, 60, 120, ALL},
    {"2", 5, 60, 120, FULL},    {"3", 6, 60, 120, ALL},    {"4", 5, 90, 120, FULL},
    {"5", 6, 90, 90, ALL},      {"6", 5, 120, 120, ALL},   {"7", 6, 120, 90, FULL},
    {"8", 5, 180, 120, ALL},    {"9", 6, 180, 90, ALL},    {"10", 5, 240, 60, ALL},
    {"11", 4, 360, 60, FULL},   {"12", 3, 480, 60, ALL},   {"13", 2, 720, 60, ALL},
};

static const int surgery_weeks[] = {
    [SURGERY_DECOMPRESSION] = 12,    [SURGERY_FUSION] = 26, [SURGERY_FUSION_MI] = 26,
    [SURGERY_DISC_REPLACEMENT] = 26, [SURGERY_OTHER] = 26,
};
_Static_assert(sizeof surgery_weeks / sizeof surgery_weeks[0] == SURGERY_COUNT, "a gate each");

static const int injury_weeks[INJURY_COUNT] = {
    [INJURY_MILD_SPRAIN] = 4, [INJURY_SIGNIFICANT_SPRAIN] = 8, [INJURY_MILD_DISC] = 8,
    [INJURY_LEG_NERVE] = 13,  [INJURY_SEVERE_DISC] = 26,
};

int plan_gate_weeks(enum injury injury, enum surgery surgery)
{
    return surgery != SURGERY_NONE ? surgery_weeks[surgery] : injury_weeks[injury];
}
