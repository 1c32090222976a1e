/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields of profile, review and diary, and what each word means. */
#include "model/told.h"

#include "model/diary.h"
#include "model/profile.h"

/* clang-format off */
static const struct told_word injuries[] = {
    {"unknown", "not known; the careful limits count"},
    {"nonspecific", "back pain without one known cause, tightness, facet joints"},
    {"mild_sprain", "a mild strain or sprain"},
    {"significant_sprain", "a strain or sprain that is more than mild"},
    {"mild_disc", "a mild disc injury"},
    {"severe_disc", "a severe disc injury"},
    {"leg_nerve", "a nerve that is felt in the leg"},
};
_Static_assert(sizeof injuries / sizeof injuries[0] == INJURY_COUNT, "each injury has its meaning");

static const struct told_word surgeries[] = {
    {"none", "no surgery"},
    {"decompression", "discectomy, microdiscectomy, laminectomy, foraminotomy"},
    {"fusion", "a fusion"},
    {"fusion_mi", "a fusion through small cuts"},
    {"disc_replacement", "an artificial disc"},
    {"other_surgery", "any other surgery of the back or neck"},
};
_Static_assert(sizeof surgeries / sizeof surgeries[0] == SURGERY_COUNT, "each surgery has its own");

static const struct told_word clinicians[] = {
    {"surgeon", "the surgeon or specialist"},
    {"physician", "a doctor"},
    {"physio", "a physiotherapist; after surgery this clears nobody to run"},
    {"other", "anyone else; kept, and clears nobody"},
};
_Static_assert(sizeof clinicians / sizeof clinicians[0] == CLINICIAN_COUNT, "each clinician too");

static const struct told_word symptoms[] = {
#define X(name, id, words) {id, words},
    SYMPTOM_LIST(X)
#undef X
};

static const struct told_word yes_no[] = {{"yes", NULL}, {"no", NULL}};
static const struct told_word regions[] = {{"lumbar", "low back"}, {"thoracic", "upper back"},
                                           {"cervical", "neck"}};
static const struct told_word sexes[] = {{"female", NULL}, {"male", NULL}, {"other", NULL}};
static const struct told_word stiffness[] = {
    {"none", NULL}, {"usual", NULL}, {"increased", "more than usual: the plan rests"}};
static const struct told_word surfaces[] = {{"treadmill", NULL}, {"track", NULL}, {"road", NULL},
                                            {"trail", NULL}, {"grass", NULL}};

#define LIST(words) words, sizeof (words) / sizeof (words)[0]
#define NO_WORDS NULL, 0
#define PROFILE(name) name, RECORD_PROFILE, name, 0
#define CLEARANCE(name) "clearance." name, RECORD_CLEARANCE, name, 0
#define READINESS(name) "readiness." name, RECORD_READINESS, name, 0
#define REVIEW(name) name, RECORD_REVIEW, name, 0
#define DIARY(name) name, RECORD_DIARY, name, 0
#define PAIN TOLD_WHOLE, 0, PAIN_WORST, NO_WORDS
#define YES TOLD_WORD, 0, 0, LIST(yes_no)

/* Rows: key, record, name in it, days on, type, lowest, highest, words, meaning. */
static const struct told_field profile[] = {
    {PROFILE("injury"), TOLD_WORD, 0, 0, LIST(injuries), "what was hurt"},
    {PROFILE("surgery"), TOLD_WORD, 0, 0, LIST(surgeries), "what was operated"},
    {PROFILE("region"), TOLD_WORD, 0, 0, LIST(regions), "which part of the back"},
    {PROFILE("event_date"), TOLD_DAY, 0, 0, NO_WORDS, "day of the surgery, or of the injury"},
    {CLEARANCE("by"), TOLD_WORD, 0, 0, LIST(clinicians), "who said that you may run"},
    {CLEARANCE(TOLD_DATE), TOLD_DAY, 0, 0, NO_WORDS, "when that was said"},
    {CLEARANCE("run_from"), TOLD_DAY, 0, 0, NO_WORDS, "from when you may run, where they said it"},
    {READINESS(TOLD_DATE), TOLD_DAY, 0, 0, NO_WORDS, "when these three were true; today if not said"},
    {READINESS("walk30"), YES, "walking 30 minutes without pain, three times within 7 days"},
    {READINESS("daily"), YES, "sitting, standing, bending, lifting without a flare-up"},
    {READINESS("bodyweight"), YES, "squats, lunges, bird dogs and dead bugs without pain"},
    {PROFILE("goal_minutes"), TOLD_WHOLE, 1, 600, NO_WORDS, "minutes of running to build up to"},
    {PROFILE("tz"), TOLD_ZONE, 0, 0, NO_WORDS, "time zone that your days are counted in"},
    {PROFILE("height_cm"), TOLD_NUMBER, 50, 250, NO_WORDS, "body height in cm"},
    {PROFILE("mass_kg"), TOLD_NUMBER, 20, 300, NO_WORDS, "body mass in kg"},
    {PROFILE("leg_length_cm"), TOLD_NUMBER, 20, 150, NO_WORDS, "leg length in cm; hip to ground"},
    {PROFILE("sex"), TOLD_WORD, 0, 0, LIST(sexes), "sex; for context only"},
    {PROFILE("birth_year"), TOLD_WHOLE, 1900, 2100, NO_WORDS, "year of birth; for context only"},
    {PROFILE("physio_name"), TOLD_TEXT, 0, 0, NO_WORDS, "your physio or doctor; whom to contact"},
};

static const struct told_field review[] = {
    {REVIEW("by"), TOLD_WORD, 0, 0, LIST(clinicians), "who saw you after a sign or a flare"},
    {REVIEW("note"), TOLD_TEXT, 0, 0, NO_WORDS, "what was said"},
};

static const struct told_field diary[] = {
    {DIARY("waking"), PAIN, "pain this morning; it judges the run of the day before"},
    {"morning", RECORD_DIARY, "waking", 0, PAIN, "the same as waking"},
    {DIARY("before"), PAIN, "pain before the run"},
    {DIARY("during"), PAIN, "worst pain during the run"},
    {"next_morning", RECORD_DIARY, "waking", 1, PAIN, "pain the morning after; kept on that day"},
    {DIARY("symptoms"), TOLD_CODES, 0, 0, LIST(symptoms), "what you noticed"},
    {DIARY("flare"), YES, "your back flared up"},
    {DIARY("stiffness"), TOLD_WORD, 0, 0, LIST(stiffness), "how stiff your back was"},
    {DIARY("painkiller"), YES, "you took a painkiller before the run"},
    {DIARY("surface"), TOLD_WORD, 0, 0, LIST(surfaces), "what you ran on"},
    {DIARY("hills"), YES, "there were hills"},
    {DIARY("cross_min"), TOLD_WHOLE, 0, 1440, NO_WORDS, "minutes of cycling, swimming and the like"},
    {DIARY("core_done"), YES, "core work was done"},
    {DIARY("mobility_done"), YES, "mobility work was done"},
    {DIARY("calf_pain"), YES, "new pain in a calf or Achilles tendon; it takes a cue back"},
    {DIARY("note"), TOLD_TEXT, 0, 0, NO_WORDS, "anything else, in your words"},
    {DIARY("note_checked"), YES, "the signs that your note may mean were asked, and there are none"},
};
/* clang-format on */

#define TABLE(what, rows)                          \
    {                                              \
        what, rows, sizeof(rows) / sizeof(rows)[0] \
    }

const struct told_table told_profile = TABLE("profile", profile);
const struct told_table told_review = TABLE("review", review);
const struct told_table told_diary = TABLE("diary", diary);

_Static_assert(sizeof profile / sizeof profile[0] <= TOLD_MOST, "the profile has its room");
_Static_assert(sizeof diary / sizeof diary[0] <= TOLD_MOST, "the diary has its room");
