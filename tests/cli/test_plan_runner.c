/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two weeks of a runner: profile, diary, recordings, today, plan, as they are typed. */
#include "model/day.h"
#include "support/assert.h"
#include "support/json_check.h"
#include "support/ran.h"
#include "support/sim_write.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define NOON_US INT64_C(43200000000)
#define DAY_US  INT64_C(86400000000)
#define MOST    8 /* intervals */

static const char folder_pattern[] = "plan-runner-test-XXXXXX";

static int make_folder(void **state)
{
    static char folder[sizeof folder_pattern];
    memcpy(folder, folder_pattern, sizeof folder);
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static void remove_history(void)
{
    static const char *const names[] = {"h.db",      "h.db-wal",     "h.db-shm",    "run.csv",
                                        "diary.csv", "a.ics",        "b.ics",       "export.json",
                                        "other.db",  "other.db-wal", "other.db-shm"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

static int fresh(void **state)
{
    (void)state;
    remove_history();
    return 0;
}

static int remove_folder(void **state)
{
    remove_history();
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

/* `backstride COMMAND --db h.db --runner Anna WORDS...`; the words are parted by '|'. */
static int say(struct ran *ran, const char *command, const char *words)
{
    char copy[1024];
    const char *all[RAN_MAX_WORDS + 1] = {BKS_PROGRAM, command, "--db", "h.db", "--runner", "Anna"};
    size_t n = 6;
    (void)snprintf(copy, sizeof copy, "%s", words);
    for (char *at = copy; *at && n < RAN_MAX_WORDS; n++) {
        char *end = at + strcspn(at, "|");
        all[n] = at;
        at = *end ? end + 1 : end;
        *end = '\0';
    }
    ran_run(ran, all, NULL, NULL, 0);
    return ran->status;
}

/* Runs it, wants it done, and wants a text in what it says. */
static void does(const char *command, const char *words, const char *says)
{
    struct ran ran;
    int status = say(&ran, command, words);
    if (status != 0 || !strstr(ran.out, says))
        fail_msg("%s %s: status %d, no \"%s\" in:\n%s%s", command, words, status, says, ran.out,
                 ran.err);
    ran_clear(&ran);
}

static void refuses(const char *command, const char *words, int status, const char *says)
{
    struct ran ran;
    (void)say(&ran, command, words);
    if (ran.status != status || !strstr(ran.err, says))
        fail_msg("%s %s: status %d, no \"%s\" in:\n%s", command, words, ran.status, says, ran.err);
    ran_clear(&ran);
}

/* A walk-run session of that day as a phone writes it; lengths up to the first 0. */
static void record(const char *date, const double *run_s)
{
    struct sim_segment part[2 * MOST + 2] = {{.kind = SIM_WALK, .duration_s = 60}};
    struct sim_csv style = {.gyro = false};
    size_t n = 1;
    int32_t day;
    assert_true(day_read(&day, date));
    for (size_t i = 0; i < MOST && run_s[i] > 0; i++) {
        part[n++] = (struct sim_segment){
            .kind = SIM_RUN, .duration_s = run_s[i], .cadence_spm = 168, .jitter_cv = 0.01};
        part[n++] = (struct sim_segment){.kind = SIM_WALK, .duration_s = 40};
    }
    struct sim_spec spec = {.segments = part,
                            .n_segments = n,
                            .seed = (uint64_t)day,
                            .start_us = (int64_t)day * DAY_US + NOON_US,
                            .sensor = sim_typical(SIM_WAIST, 50)};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    assert_true(sim_write_csv(sim, "run.csv", &style));
    sim_free(sim);
}

static void adds(const char *date, const double *run_s, const char *says)
{
    record(date, run_s);
    does("add", "--placement|waist|run.csv", says);
}

static const double four[MOST + 1] = {60, 60, 60, 60};
static const double six[MOST + 1] = {60, 60, 60, 60, 60, 60};
static const char begin[] =
    "--as-of|2026-03-01|set|injury=nonspecific|clearance.by=physio|clearance.date=2026-02-20|"
    "readiness.walk30=yes|readiness.daily=yes|readiness.bodyweight=yes|tz=Europe/Oslo";

static void two_weeks_without_pain(void **state)
{
    static const char *const runs[] = {"2026-03-01", "2026-03-04", "2026-03-07"};
    (void)state;
    does("profile", begin, "clearance.by          physio");
    does("today", "--as-of|2026-03-01", "How is your back this morning?");
    does("diary", "add|2026-03-01|waking=0|before=0", "no run of 2026-02-28");
    does("plan", "--as-of|2026-03-01", "4 x (run 1:00, walk 2:00)");
    for (size_t i = 0; i < 3; i++) {
        char words[128];
        adds(runs[i], four, "4 of 4; each as planned");
        (void)snprintf(words, sizeof words, "add|%s|before=0|during=1|next_morning=0", runs[i]);
        char judged[64];
        (void)snprintf(judged, sizeof judged, "judges the run of %s (4:00", runs[i]);
        does("diary", words, judged);
    }
    does("plan", "--as-of|2026-03-08", "so          no run before 2026-03-09");
    does("plan", "--as-of|2026-03-09|--json",
         "\"action\": \"ADVANCE\", \"rule\": \"D21\", "
         "\"stage\": \"3\"");
    does("plan", "--as-of|2026-03-05|--json", "\"rule\": \"D18\"");
    adds("2026-03-09", six, "6 of 6; each as planned");
    does("diary", "add|2026-03-09|before=0|during=4|next_morning=1", "2026-03-09 (6:00");
    does("plan", "--as-of|2026-03-11|--json", "\"rule\": \"D24\", \"stage\": \"3\"");
    adds("2026-03-12", six, "6 of 6");
    does("diary", "add|2026-03-12|before=0|during=4|next_morning=0", "2026-03-12 (6:00");
    does("plan", "--as-of|2026-03-14|--json", "\"action\": \"STEP_BACK\", \"rule\": \"D23\"");
    does("plan", "--as-of|2026-03-09|--explain", "Looked at before, and not met");
    does("plan", "--as-of|2026-03-09", "does not replace");
}

static void what_is_missing_is_asked_for(void **state)
{
    (void)state;
    does("profile", begin, "nonspecific");
    adds("2026-03-01", four, "4 of 4");
    does("today", "--as-of|2026-03-03|--json",
         "\"missing\": [{\"date\": \"2026-03-01\", \"key\": \"before\"");
    does("today", "--as-of|2026-03-03|--json", "{\"date\": \"2026-03-02\", \"key\": \"waking\"");
    does("today", "--as-of|2026-03-03",
         "backstride diary --runner anna add 2026-03-01 before=0..10\n");
    does("diary", "add|2026-03-01|before=0|during=0|next_morning=0", "judges the run of");
    does("diary", "add|2026-03-03|morning=0", "Kept");
    does("diary", "add|2999-01-01|waking=0", "still to come");
    does("today", "--as-of|2026-03-03|--json", "\"missing\": [], \"plan\": {\"schema_version\"");
}

static void a_run_that_is_not_the_card_counts_as_measured(void **state)
{
    static const double longer[MOST + 1] = {60, 60, 60, 75};
    struct ran ran;
    (void)state;
    does("profile", begin, "nonspecific");
    adds("2026-03-01", longer, "interval 4 was 1");
    assert_int_equal(say(&ran, "add", "--placement|waist|--force|--json|run.csv"), 0);
    assert_non_null(strstr(ran.out, "\"card\": {\"repeats\": 4, \"run_s\": 60, \"found\": 4, "
                                    "\"planned_s\": 240"));
    assert_non_null(strstr(ran.out, "\"counted\": \"measured\", \"off\": [{\"interval\": 4"));
    assert_true(json_valid(ran.out, strlen(ran.out), NULL));
    ran_clear(&ran);
    /* 255 s of 240 s are within 110 %: a pass; the day of the runner's zone, not of UTC */
    does("diary", "add|2026-03-02|waking=0", "2026-03-01 (4:1");
}

static void a_sign_stops_everything_at_once(void **state)
{
    (void)state;
    does("profile", begin, "nonspecific");
    does("diary", "add|2026-03-02|waking=0|symptoms=bladder_change,tightness",
         "STOP: get help now");
    does("plan", "--as-of|2026-03-03|--json", "\"action\": \"STOP_EMERGENCY\", \"rule\": \"D1\"");
    does("plan", "--as-of|2026-03-01|--json",
         "\"rule\": \"D19\""); /* what is to come is not there */
    struct ran ran;
    assert_int_equal(say(&ran, "today", "--as-of|2026-03-03"), 0);
    assert_in_range(strcspn(ran.out, "S"), 0, 40); /* the title, before any question */
    assert_null(strstr(ran.out, "Missing from the diary"));
    ran_clear(&ran);
    does("profile", "review|2026-03-03|by=physician|note=scan was fine", "by physician");
    does("plan", "--as-of|2026-03-03|--json", "\"rule\": \"D5\"");
    does("profile", "set|clearance.by=physician|clearance.date=2026-03-04", "physician");
    does("plan", "--as-of|2026-03-04|--json", "\"rule\": \"D19\"");
    does("profile", "--json|show", "\"records\": [{\"id\"");
}

static void a_note_is_asked_about_until_it_is_checked(void **state)
{
    (void)state;
    does("profile", begin, "nonspecific");
    does("diary", "add|2026-03-02|waking=0|note=My leg is a bit NUMB today", "One question first");
    does("plan", "--as-of|2026-03-03|--json", "\"action\": \"ASK\"");
    does("diary", "add|2026-03-02|note_checked=yes", "Kept for 2026-03-02.");
    does("plan", "--as-of|2026-03-03|--json", "\"action\": \"RUN_WALK\"");
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void a_table_is_kept_whole_or_not_at_all(void **state)
{
    struct ran ran;
    (void)state;
    write_text("diary.csv", "date;waking;symptoms;note\r\n"
                            "2026-03-01;1;tightness,muscle_fatigue;\"was \"\"fine\"\"; really\"\r\n"
                            "\r\n2026-03-02;;;\r\n2026-03-03;2;;\r\n");
    does("diary", "import|diary.csv", "2 entries");
    does("diary", "list", "2026-03-01  note was \"fine\"; really; symptoms");
    does("diary", "--json|list", "\"symptoms\": [\"tightness\", \"muscle_fatigue\"]");
    write_text("diary.csv", "date,waking\n2026-03-04,1\n2026-03-05,12\n");
    refuses("diary", "import|diary.csv", 65,
            "waking: \"12\" is not a whole number from 0 to 10 "
            "(line 3)");
    write_text("diary.csv", "date,wakng\n2026-03-04,1\n");
    refuses("diary", "import|diary.csv", 65, "wakng");
    write_text("diary.csv", "date,waking,waking\n2026-03-04,1,2\n");
    refuses("diary", "import|diary.csv", 65, "waking: it stands twice");
    write_text("diary.csv", "waking\n1\n");
    refuses("diary", "import|diary.csv", 65, "names no date");
    write_text("diary.csv", "date,waking\n2026-03-04,1,2\n");
    refuses("diary", "import|diary.csv", 65, "more cells");
    write_text("diary.csv", "waking,date\n1\n");
    refuses("diary", "import|diary.csv", 65, "date: it is missing");
    write_text("diary.csv", "date,next_morning\n2026-03-04,1\n9999-12-31,1\n");
    refuses("diary", "import|diary.csv", 65, "a day after the last one");
    FILE *file = fopen("diary.csv", "wb");
    assert_non_null(file);
    assert_int_equal(fwrite("date,waking\n2026-03-04,1\0,2\n", 1, 28, file), 28);
    assert_int_equal(fclose(file), 0);
    refuses("diary", "import|diary.csv", 65, "a zero byte");
    refuses("diary", "import|nowhere.csv", 66, "cannot be opened");
    assert_int_equal(say(&ran, "diary", "list"), 0);
    assert_null(strstr(ran.out, "2026-03-04"));
    ran_clear(&ran);
}

static void mistakes_are_told_with_what_is_allowed(void **state)
{
    static const struct {
        const char *command, *words;
        int status;
        const char *says;
    } rows[] = {
        {"profile", "set|injury=disc", 2, "mild_disc"},
        {"profile", "set|clearance.by=physio", 2, "clearance.date"},
        {"profile", "set", 2, "KEY=VALUE"},
        {"profile", "sett|injury=unknown", 2, "did you mean set?"},
        {"profile", "review|2026-03-01", 2, "by: is missing"},
        {"profile", "review|yesterday|by=physician", 2, "as in 2026-05-01"},
        {"profile", "show", 66, "there is no"},
        {"diary", "add|2026-03-01|waking=11", 2, "0 to 10"},
        {"diary", "add|2026-03-01", 2, "nothing is said"},
        {"diary", "add|today|waking=1", 2, "needs the date"},
        {"plan", "--as-of|tomorrow", 2, "--as-of"},
        {"plan", "--case|x.json", 2, "not both"},
        {"today", "", 66, "there is no"},
    };
    (void)state;
    does("diary", "add|2026-03-01|waking=1", "Kept");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        if (rows[i].status == 66) {
            struct ran ran;
            const char *words[] = {BKS_PROGRAM, rows[i].command, "--db", "h.db",
                                   "--runner",  "Nobody",        NULL};
            ran_run(&ran, words, NULL, NULL, 0);
            assert_int_case(rows[i].command, ran.status, 66);
            assert_true_case(rows[i].command, strstr(ran.err, rows[i].says) != NULL);
            ran_clear(&ran);
            continue;
        }
        refuses(rows[i].command, rows[i].words, rows[i].status, rows[i].says);
    }
}

static char *bytes_of(const char *path)
{
    static char text[65536];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    text[fread(text, 1, sizeof text - 1, file)] = '\0';
    assert_int_equal(fclose(file), 0);
    return text;
}

static void the_calendar_is_one_that_calendars_read(void **state)
{
    (void)state;
    does("profile", begin, "nonspecific");
    adds("2026-03-01", four, "4 of 4");
    does("plan", "--as-of|2026-03-02|--ics|a.ics", "A day without running");
    char *text = bytes_of("a.ics");
    assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20260303\r\n")); /* the run */
    assert_non_null(strstr(text, "DTSTART;VALUE=DATE:20260304\r\n")); /* the morning after */
    assert_non_null(strstr(text, "SUMMARY:4 x (run 1:00\\, walk 2:00)\r\n"));
    for (char *at = text; *at;) {
        size_t n = strcspn(at, "\n");
        assert_true(n > 1 && n <= 76 && at[n] == '\n' && at[n - 1] == '\r');
        at += n + 1;
    }
    refuses("plan", "--as-of|2026-03-02|--ics|a.ics", 73, "a.ics");
    does("plan", "--as-of|2026-03-02|--force|--ics|a.ics", "A day");
    does("diary", "add|2026-03-02|symptoms=chest_pain", "STOP");
    does("plan", "--as-of|2026-03-02|--ics|b.ics", "STOP");
    assert_null(strstr(bytes_of("b.ics"), "run 1:00"));
}

static void what_was_told_comes_back_from_an_export(void **state)
{
    struct ran before, after;
    static const char *const words[] = {BKS_PROGRAM, "plan", "--db",    "other.db",
                                        "--runner",  "Anna", "--as-of", "2026-03-03",
                                        "--json",    NULL};
    static const char *const import[] = {BKS_PROGRAM, "history",     "--db",
                                         "other.db",  "--runner",    "Anna",
                                         "import",    "export.json", NULL};
    (void)state;
    does("profile", begin, "nonspecific");
    adds("2026-03-01", four, "4 of 4");
    does("diary", "add|2026-03-01|during=1|before=0|next_morning=0", "judges");
    does("history", "export|-o|export.json", "");
    refuses("history", "import|export.json", 2, "has a history already");
    ran_run(&after, import, NULL, NULL, 0);
    assert_int_equal(after.status, 0);
    ran_clear(&after);
    assert_int_equal(say(&before, "plan", "--as-of|2026-03-03|--json"), 0);
    ran_run(&after, words, NULL, NULL, 0);
    assert_string_equal(before.out, after.out);
    assert_non_null(strstr(after.out, "\"passes\": 1")); /* the card counts there as well */
    ran_clear(&before);
    ran_clear(&after);
}

/* A recorded walk is shown beside the question, and answers nothing. */
static void the_body_of_the_profile_stands_in_for_what_was_not_typed(void **state)
{
    (void)state;
    does("profile", "set|injury=nonspecific|height_cm=172|mass_kg=68|tz=UTC", "172");
    record("2026-03-01", four);
    does("add", "--placement|waist|--mass|70kg|--json|run.csv",
         "\"mass\": \"70kg\", \"height\": \"172cm\"}");
    does("profile", "set|leg_length_cm=90", "90");
    does("add", "--placement|waist|--force|--json|run.csv",
         "\"height\": \"172cm\", \"mass\": \"68kg\", \"leg-length\": \"90cm\"}");
}

static void a_recorded_walk_stands_beside_the_question(void **state)
{
    struct sim_segment walk = {.kind = SIM_WALK, .duration_s = 1830};
    struct sim_spec spec = {.segments = &walk,
                            .n_segments = 1,
                            .seed = 1,
                            .start_us = INT64_C(1772366400000000), /* 2026-03-01 12:00 UTC */
                            .sensor = sim_typical(SIM_WAIST, 25)};
    struct sim_csv style = {.gyro = false};
    struct sim *sim = NULL;
    (void)state;
    assert_null(sim_run(&sim, &spec));
    assert_true(sim_write_csv(sim, "run.csv", &style));
    sim_free(sim);
    does("profile", "set|injury=nonspecific|clearance.by=physio|clearance.date=2026-02-20|tz=UTC",
         "physio");
    does("add", "--placement|waist|run.csv", "kept as session 1");
    does("plan", "--as-of|2026-03-03|--json", "\"rule\": \"D8\"");
    does("plan", "--as-of|2026-03-03|--json",
         "{\"id\": \"walk_recorded\", \"text\": \"2026-03-01: a walk of 30 minutes");
    does("diary", "add|2026-03-01|during=2", "2026-03-01");
    does("plan", "--as-of|2026-03-03|--json", "\"rule\": \"D8\""); /* it answers nothing */
    does("plan", "--as-of|2026-03-03|--json", "is recorded, with pain 2 of 10 in the diary");
    does("plan", "--as-of|2026-03-16|--json", "\"warnings\": []");
}

static void two_recordings_of_one_outing_are_one_run(void **state)
{
    static const double longer[MOST + 1] = {60, 60, 60, 60, 60};
    (void)state;
    does("profile", begin, "nonspecific");
    adds("2026-03-01", four, "4 of 4");
    adds("2026-03-01", longer, "session 1 is of the same time");
    does("diary", "add|2026-03-02|waking=0", "2026-03-01 (4:5"); /* and not 9 minutes */
    does("plan", "--as-of|2026-03-03|--json", "\"id\": \"recordings_overlap\"");
}

static void every_code_is_in_the_help(void **state)
{
    (void)state;
    does("profile", "--help", "decompression           discectomy");
    does("diary", "--help", "sharp_pain              sharp pain");
    does("diary", "--help", "next_morning");
    does("today", "--help", "does not diagnose");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(two_weeks_without_pain, fresh),
        cmocka_unit_test_setup(what_is_missing_is_asked_for, fresh),
        cmocka_unit_test_setup(a_run_that_is_not_the_card_counts_as_measured, fresh),
        cmocka_unit_test_setup(a_sign_stops_everything_at_once, fresh),
        cmocka_unit_test_setup(a_note_is_asked_about_until_it_is_checked, fresh),
        cmocka_unit_test_setup(a_table_is_kept_whole_or_not_at_all, fresh),
        cmocka_unit_test_setup(mistakes_are_told_with_what_is_allowed, fresh),
        cmocka_unit_test_setup(the_calendar_is_one_that_calendars_read, fresh),
        cmocka_unit_test_setup(what_was_told_comes_back_from_an_export, fresh),
        cmocka_unit_test_setup(the_body_of_the_profile_stands_in_for_what_was_not_typed, fresh),
        cmocka_unit_test_setup(a_recorded_walk_stands_beside_the_question, fresh),
        cmocka_unit_test_setup(two_recordings_of_one_outing_are_one_run, fresh),
        cmocka_unit_test_setup(every_code_is_in_the_help, fresh),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
