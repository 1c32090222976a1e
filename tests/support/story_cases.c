/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The stories there are: to add one, its row. */
#include "support/story.h"

#include <string.h>

#define ALWAYS  "tz=Europe/Oslo", "height_cm=171", "birth_year=1984"
#define READY   "readiness.walk30=yes", "readiness.daily=yes", "readiness.bodyweight=yes"
#define CLEARED "clearance.by=physio", "clearance.date=2024-05-30"

static const char *const disc[] = {ALWAYS,
                                   READY,
                                   "clearance.by=physio",
                                   "clearance.date=2025-12-15",
                                   "injury=mild_disc",
                                   "region=lumbar",
                                   "event_date=2025-10-20",
                                   "mass_kg=64.5",
                                   "physio_name=Kari Nordby, Storgata Fysio",
                                   NULL};
static const char *const plain[] = {ALWAYS, READY, CLEARED, "injury=nonspecific", NULL};
static const char *const fused[] = {ALWAYS, "injury=severe_disc", "surgery=fusion",
                                    "event_date=2026-01-12", NULL};

#define LONG_50  "Wolfeschlegelsteinhausenbergerdorff-Montgomery of " /* 50 letters */
#define LONG_255 LONG_50 LONG_50 LONG_50 LONG_50 LONG_50 "Aberd"

static const struct story stories[] = {
    {"weeks12", "Anna Berg", 82, 12, 0, 44, 30, NULL, disc},
    {"first", "Anna Berg", 1, 12, 0, -1, 30, NULL, plain},
    {"year", "Anna Berg", 364, 52, STORY_FAIR, -1, 60, NULL, plain},
    {"many", "Anna Berg", 467, 67, STORY_FAIR, -1, 60, NULL, plain},
    {"no_diary", "Anna Berg", 60, 12, STORY_NO_DIARY | STORY_ANYWAY, -1, 30, NULL, plain},
    {"no_clearance", "Anna Berg", 40, 12, STORY_NO_RUNS, -1, 30, NULL, fused},
    {"no_sides", "Anna Berg", 60, 12, STORY_NO_SIDES, -1, 30, NULL, plain},
    {"nulls", "Anna Berg", 60, 12, STORY_NULLS, -1, 30, NULL, plain},
    {"device", "Anna Berg", 60, 12, STORY_DEVICE, -1, 30, NULL, plain},
    {"mixed", "Anna Berg", 60, 12, STORY_MIXED, -1, 30, NULL, plain},
    {"long_name", LONG_255, 40, 12, 0, -1, 30, NULL, disc},
    {"arabic", "\u0644\u064a\u0644\u0649 \u062d\u0633\u0646 \u0627\u0644\u0639\u0644\u064a", 40, 12,
     0, -1, 30, NULL, disc},
    {"hebrew", "\u05de\u05d9\u05e8\u05d9 \u05db\u05d4\u05df-\u05dc\u05d5\u05d9", 40, 12, 0, -1, 30,
     NULL, disc},
    {"cjk", "\u5c71\u7530 \u82b1\u5b50 (\u738b\u5c0f\u660e, \uae40\ubbfc\uc900)", 40, 12, 0, -1, 30,
     NULL, disc},
    {"stop", "Anna Berg", 50, 12, 0, -1, 30, "bladder_change", disc},
    {"contact", "Anna Berg", 50, 12, 0, -1, 30, "radiating_pain", disc},
    {"gap_year", "Anna Berg", 400, 60, STORY_GAP | STORY_ANYWAY, -1, 30, NULL, plain},
    {"empty", "Anna Berg", 1, 12, STORY_NO_RUNS | STORY_EMPTY, -1, 30, NULL, plain},
    {"hostile", "<script>alert(1)</script>", 40, 12, STORY_HOSTILE, -1, 30, NULL, plain},
    {"painful", "Anna Berg", 120, 18, STORY_PAINFUL | STORY_REVIEWS, 30, 30, NULL, disc},
    {"build", "Anna Berg", 104, 12, STORY_FAIR | STORY_RESTED, -1, 60, NULL, plain},
    {"maintain", "Anna Berg", 240, 12, STORY_FAIR | STORY_RESTED, -1, 30, NULL, plain},
    {"spike", "Anna Berg", 60, 12, STORY_SPIKE, -1, 30, NULL, plain},
};

const struct story *story_at(size_t i)
{
    return i < sizeof stories / sizeof stories[0] ? &stories[i] : NULL;
}

const struct story *story_find(const char *id)
{
    size_t i = 0;
    while (story_at(i) && strcmp(story_at(i)->id, id) != 0)
        i++;
    return story_at(i);
}
