/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tables of KEY=VALUE: what is read, how it is kept, and what a refusal names. */
#include "model/told.h"

#include "model/diary.h"
#include "model/profile.h"
#include "support/assert.h"

#include <stdio.h>
#include <string.h>

static void values_are_kept_in_one_form(void **state)
{
    static const struct {
        const struct told_table *table;
        const char *key, *typed, *kept;
    } rows[] = {
        {&told_profile, "injury", "Mild_Disc", "mild_disc"},
        {&told_profile, "event_date", "2026-02-28", "2026-02-28"},
        {&told_profile, "height_cm", "171.50", "171.5"},
        {&told_profile, "goal_minutes", "045", "45"},
        {&told_profile, "tz", "+02:00", "+02:00"},
        {&told_profile, "physio_name", "Dr \t A=B", "Dr   A=B"},
        {&told_diary, "waking", "0", "0"},
        {&told_diary, "waking", "10", "10"},
        {&told_diary, "symptoms", "tightness, MUSCLE_FATIGUE ,fever",
         "tightness,muscle_fatigue,fever"},
        {&told_diary, "symptoms", "none", ""},
        {&told_diary, "flare", "YES", "yes"},
        {&told_diary, "stiffness", "increased", "increased"},
        {&told_diary, "cross_min", "30", "30"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char value[TOLD_VALUE_ROOM], why[TOLD_WHY_ROOM];
        const struct told_field *field = told_find(rows[i].table, rows[i].key, strlen(rows[i].key));
        assert_non_null(field);
        assert_true_case(rows[i].typed, told_read(value, why, field, rows[i].typed));
        assert_text_case(rows[i].typed, value, rows[i].kept);
    }
}

static void a_refusal_names_the_field_and_what_is_allowed(void **state)
{
    static const struct {
        const struct told_table *table;
        const char *pair, *first, *second; /* both stand in the refusal */
    } rows[] = {
        {&told_profile, "injury=disc", "injury: \"disc\"", "mild_disc"},
        {&told_profile, "injury=", "injury: \"\"", "nonspecific"},
        {&told_profile, "injry=mild_disc", "injry", "did you mean injury?"},
        {&told_profile, "xyzzyxyzzy=1", "xyzzyxyzzy", "clearance.by"},
        {&told_profile, "injury", "injury", "KEY=VALUE"},
        {&told_profile, "event_date=2026-02-30", "event_date", "a date, as in 2026-05-01"},
        {&told_profile, "clearance.by=dentist", "clearance.by", "physician"},
        {&told_profile, "goal_minutes=30.5", "goal_minutes", "whole number from 1 to 600"},
        {&told_profile, "height_cm=1.71", "height_cm", "50 to 250"},
        {&told_profile, "tz=Nowhere/Town", "tz", "Europe/Oslo"},
        {&told_diary, "waking=11", "waking", "0 to 10"},
        {&told_diary, "waking=-1", "waking", "0 to 10"},
        {&told_diary, "waking=3.0", "waking", "0 to 10"},
        {&told_diary, "symptoms=tired", "symptoms", "muscle_fatigue"},
        {&told_diary, "symptoms=fever,,tightness", "symptoms", "fever"},
        {&told_diary, "symptoms=fever tightness", "symptoms", "fever"},
        {&told_diary, "symptoms=fever,", "symptoms", "fever"},
        {&told_diary, "flare=maybe", "flare", "yes, no"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct told told = {.n = 0};
        char why[TOLD_WHY_ROOM] = "";
        assert_int_case(rows[i].pair, told_pair(&told, why, rows[i].table, rows[i].pair),
                        BKS_BAD_ARGUMENT);
        assert_true_case(rows[i].pair, strstr(why, rows[i].first) != NULL);
        assert_true_case(rows[i].pair, strstr(why, rows[i].second) != NULL);
        assert_int_case(rows[i].pair, told.n, 0);
        told_clear(&told);
    }
}

static void told_all(struct told *told, const struct told_table *table, const char *const *pairs)
{
    char why[TOLD_WHY_ROOM];
    *told = (struct told){.n = 0};
    for (size_t i = 0; pairs[i]; i++)
        assert_int_case(pairs[i], told_pair(told, why, table, pairs[i]), BKS_OK);
}

static void pairs_become_dated_records(void **state)
{
    static const char *const profile[] = {"injury=leg_nerve", "clearance.date=2026-02-20",
                                          "clearance.by=physio", "readiness.walk30=yes", NULL};
    static const char *const diary[] = {"waking=1", "next_morning=2", NULL};
    struct told told;
    char why[TOLD_WHY_ROOM];
    int32_t day;
    (void)state;
    told_all(&told, &told_profile, profile);
    assert_int_equal(told.n, 3);
    assert_int_equal(told.part[1].kind, RECORD_CLEARANCE);
    assert_true(day_read(&day, "2026-02-20"));
    assert_int_equal(told.part[1].day, day);
    assert_int_equal(told.part[1].n, 1); /* the date is the record's own */
    assert_int_equal(told.part[2].day, NO_DAY);
    assert_int_equal(told_whole(&told, why), BKS_OK);
    assert_int_equal(told_pair(&told, why, &told_profile, "injury=unknown"), BKS_BAD_ARGUMENT);
    told_clear(&told);

    told_all(&told, &told_diary, diary);
    assert_int_equal(told.n, 2);
    assert_int_equal(told.part[1].days_on, 1);
    assert_string_equal(told.part[1].value[0].key, "waking");
    assert_int_equal(told_pair(&told, why, &told_diary, "morning=3"), BKS_BAD_ARGUMENT);
    told_clear(&told);
}

static void a_clearance_needs_who_and_when(void **state)
{
    static const char *const rows[][3] = {{"clearance.by=physio", NULL},
                                          {"clearance.date=2026-02-20", NULL},
                                          {"clearance.run_from=2026-02-20", NULL},
                                          {"readiness.date=2026-02-20", NULL}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct told told;
        char why[TOLD_WHY_ROOM];
        told_all(&told, &told_profile, rows[i]);
        assert_int_case(rows[i][0], told_whole(&told, why), BKS_BAD_ARGUMENT);
        told_clear(&told);
    }
}

static void take(struct told_latest *latest, enum record_kind kind, const char *day,
                 const char *key, const char *text)
{
    const struct record_value value[] = {{"", text}};
    struct record_value own = value[0];
    (void)snprintf(own.key, sizeof own.key, "%s", key);
    struct record record = {.kind = kind, .value = &own, .n = 1};
    (void)snprintf(record.day, sizeof record.day, "%s", day);
    assert_int_equal(told_take(latest, &record), BKS_OK);
}

static void the_latest_up_to_the_day_counts(void **state)
{
    struct told_latest latest = {.table = &told_profile};
    (void)state;
    assert_true(day_read(&latest.today, "2026-03-10"));
    take(&latest, RECORD_PROFILE, "2026-03-01", "injury", "unknown");
    take(&latest, RECORD_PROFILE, "2026-03-09", "injury", "mild_disc");
    take(&latest, RECORD_PROFILE, "2026-03-11", "injury", "leg_nerve");
    assert_string_equal(told_value(&latest, "injury"), "mild_disc");
    /* a fact that was told later held before */
    take(&latest, RECORD_PROFILE, "2026-03-11", "tz", "Europe/Oslo");
    take(&latest, RECORD_PROFILE, "2026-03-12", "tz", "UTC");
    assert_string_equal(told_value(&latest, "tz"), "Europe/Oslo");
    /* a clearance stands alone, and not before its day */
    take(&latest, RECORD_CLEARANCE, "2026-03-02", "run_from", "2026-03-20");
    take(&latest, RECORD_CLEARANCE, "2026-03-03", "by", "physio");
    take(&latest, RECORD_CLEARANCE, "2026-03-11", "by", "surgeon");
    assert_null(told_value(&latest, "clearance.run_from"));
    assert_string_equal(told_value(&latest, "clearance.by"), "physio");
    assert_string_equal(told_value(&latest, "clearance.date"), "2026-03-03");
    /* the answers of one day belong together, those of another do not */
    take(&latest, RECORD_READINESS, "2026-03-02", "walk30", "yes");
    take(&latest, RECORD_READINESS, "2026-03-05", "daily", "yes");
    take(&latest, RECORD_READINESS, "2026-03-05", "bodyweight", "no");
    assert_null(told_value(&latest, "readiness.walk30"));
    assert_string_equal(told_value(&latest, "readiness.daily"), "yes");
    assert_string_equal(told_value(&latest, "readiness.date"), "2026-03-05");
    told_latest_clear(&latest);
}

/* What the planner knows and what may be typed are one list. */
static void every_word_is_one_the_planner_knows(void **state)
{
    static const struct {
        const struct told_table *table;
        const char *key;
        size_t n;
    } rows[] = {{&told_profile, "injury", INJURY_COUNT},
                {&told_profile, "surgery", SURGERY_COUNT},
                {&told_profile, "clearance.by", CLINICIAN_COUNT},
                {&told_diary, "symptoms", SYMPTOM_COUNT}};
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        const struct told_field *field = told_find(rows[i].table, rows[i].key, strlen(rows[i].key));
        assert_int_case(rows[i].key, field->n_words, rows[i].n);
        for (size_t k = 0; k < field->n_words; k++) {
            enum injury injury;
            enum surgery surgery;
            enum clinician by;
            enum symptom symptom;
            const char *word = field->words[k].word;
            bool known = i == 0   ? injury_find(&injury, word)
                         : i == 1 ? surgery_find(&surgery, word)
                         : i == 2 ? clinician_find(&by, word)
                                  : symptom_find(&symptom, word);
            assert_true_case(word, known);
            assert_true_case(word, field->words[k].meaning != NULL);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_kept_in_one_form),
        cmocka_unit_test(a_refusal_names_the_field_and_what_is_allowed),
        cmocka_unit_test(pairs_become_dated_records),
        cmocka_unit_test(a_clearance_needs_who_and_when),
        cmocka_unit_test(the_latest_up_to_the_day_counts),
        cmocka_unit_test(every_word_is_one_the_planner_knows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
