/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride add`, `history` and `compare` as their users meet them. */
#include "support/assert.h"
#include "support/json_check.h"
#include "support/ran.h"

#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SAMPLE(name) BKS_SOURCE_DIR "/samples/" name
#define STEADY       SAMPLE("steady-run.csv")
#define WALK_RUN     SAMPLE("walk-run-30min.flac")
#define DB           "backstride/history.db"
#define VALUE_ROOM   256

static const char folder_pattern[] = "history-program-test-XXXXXX";
static const char hostile[] = "O'Neil\"; DROP TABLE sessions;-- %s%n <script>\x1b[2J";

static int make_folder(void **state)
{
    static char folder[sizeof folder_pattern], here[1024];
    memcpy(folder, folder_pattern, sizeof folder);
    *state = folder;
    if (!mkdtemp(folder) || chdir(folder) != 0 || !getcwd(here, sizeof here))
        return -1;
    return setenv("XDG_DATA_HOME", here, 1);
}

static void remove_files(void)
{
    static const char *const names[] = {DB,         DB "-wal",  DB "-shm",     "backstride",
                                        "one.json", "two.json", "one.csv",     "run.csv",
                                        "other.db", "bad.json", "other.db-wal"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

static int remove_folder(void **state)
{
    remove_files();
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static int begin(void **state)
{
    (void)state;
    remove_files();
    return 0;
}

/* Runs the program with words; the exit status must be as expected. */
#define RUN(ran, expected, ...) \
    run((ran), (expected), (const char *const[]){BKS_PROGRAM, __VA_ARGS__, NULL})

static void run(struct ran *ran, int expected, const char *const *words)
{
    ran_run(ran, words, NULL, NULL, 0);
    if (ran->status != expected)
        fail_msg("%s %s ... ends with %d: %s", words[1], words[2], ran->status, ran->err);
}

static void assert_json(const struct ran *ran, const char *path, const char *expected)
{
    char value[VALUE_ROOM];
    assert_true(json_valid(ran->out, strlen(ran->out), NULL));
    (void)json_at(value, sizeof value, ran->out, path);
    assert_text_case(path, value, expected);
}

/* Runs words and compares one value of the object. */
#define SAYS(path, expected, ...)                                                       \
    do {                                                                                \
        struct ran said;                                                                \
        run(&said, 0, (const char *const[]){BKS_PROGRAM, __VA_ARGS__, "--json", NULL}); \
        assert_json(&said, (path), (expected));                                         \
        ran_clear(&said);                                                               \
    } while (0)

static void a_recording_is_kept_once(void **state)
{
    (void)state;
    struct ran ran;
    RUN(&ran, 0, "add", "--runner", "Anna", "--json", WALK_RUN);
    assert_json(&ran, "id", "1");
    assert_json(&ran, "runner", "\"anna\"");
    assert_json(&ran, "duplicate_of", "");
    assert_json(&ran, "input.format", "\"om-flac\"");
    ran_clear(&ran);
    SAYS("duplicate_of", "1", "add", "--runner", "anna", WALK_RUN);
    SAYS("sessions.1.id", "", "history", "--runner", "Anna");
    SAYS("id", "1", "add", "--runner", "anna", "--force", "--placement", "chest", WALK_RUN);
    SAYS("input.placement", "\"chest\"", "history", "--runner", "Anna", "show", "1");
    RUN(&ran, 0, "add", "--runner", "Ben", WALK_RUN);
    assert_non_null(strstr(ran.out, "kept as session 2 of Ben, a new runner"));
    ran_clear(&ran);
}

static void a_recording_without_a_date_is_refused(void **state)
{
    (void)state;
    struct ran ran;
    RUN(&ran, 65, "add", "--runner", "Anna", "--json", STEADY);
    assert_json(&ran, "error.id", "\"no_date\"");
    assert_non_null(strstr(ran.err, "--start"));
    ran_clear(&ran);
    RUN(&ran, 3, "add", "--runner", "Anna", STEADY, WALK_RUN);
    ran_clear(&ran);
    SAYS("id", "2", "add", "--runner", "Anna", "--start", "2026-05-03T10:00", STEADY);
}

static void what_was_kept_is_shown_as_it_was(void **state)
{
    (void)state;
    struct ran ran, kept;
    RUN(&ran, 0, "add", "--runner", "Anna", "--json", WALK_RUN);
    RUN(&kept, 0, "history", "--runner", "Anna", "show", "1", "--json");
    assert_string_equal(kept.out, ran.out);
    ran_clear(&ran);
    ran_clear(&kept);
    RUN(&ran, 0, "analyze", WALK_RUN);
    RUN(&kept, 0, "history", "--runner", "Anna", "show", "1");
    assert_string_equal(kept.out, ran.out);
    ran_clear(&ran);
    ran_clear(&kept);
    SAYS("series.step_s", "5", "history", "--runner", "Anna", "show", "1", "--series");
    RUN(&ran, 0, "analyze", "--series", WALK_RUN);
    RUN(&kept, 0, "history", "--runner", "Anna", "show", "1", "--json", "--series");
    assert_non_null(strstr(ran.out, "\"strips\": [{\"which\": \"best\""));
    assert_string_equal(strstr(kept.out, "\"strips\""), strstr(ran.out, "\"strips\""));
    ran_clear(&ran);
    ran_clear(&kept);
}

static void sessions_are_removed_by_number(void **state)
{
    (void)state;
    struct ran ran;
    RUN(&ran, 0, "add", "--runner", "Anna", WALK_RUN);
    ran_clear(&ran);
    SAYS("removed", "1", "history", "--runner", "Anna", "remove", "1");
    RUN(&ran, 66, "history", "--runner", "Anna", "remove", "1");
    ran_clear(&ran);
    RUN(&ran, 66, "history", "--runner", "Anna", "show", "1");
    ran_clear(&ran);
    SAYS("id", "2", "add", "--runner", "Anna", WALK_RUN);
}

static void names_are_only_names(void **state)
{
    (void)state;
    struct ran ran;
    RUN(&ran, 0, "add", "--runner", hostile, WALK_RUN);
    assert_null(strchr(ran.out, '\x1b'));
    ran_clear(&ran);
    SAYS("runner", "\"o-neil-drop-table-sessions-s-n-script-2j\"", "history", "--runner", hostile);
    RUN(&ran, 0, "compare", "--runner", hostile);
    assert_null(strchr(ran.out, '\x1b'));
    ran_clear(&ran);
    RUN(&ran, 2, "add", "--runner", " \x01 ", WALK_RUN);
    ran_clear(&ran);
}

static bool holds(const char *path, const char *word)
{
    size_t n = strlen(word), matched = 0;
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (int c; matched < n && (c = fgetc(file)) != EOF;)
        matched = c == word[matched] ? matched + 1 : c == word[0];
    assert_int_equal(fclose(file), 0);
    return matched == n;
}

static void an_export_comes_back_and_forgetting_leaves_nothing(void **state)
{
    (void)state;
    struct ran ran;
    static char first[RAN_ROOM];
    RUN(&ran, 0, "add", "--runner", "Zebedee", WALK_RUN);
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "export", "-o", "one.json");
    ran_clear(&ran);
    RUN(&ran, 73, "history", "--runner", "Zebedee", "export", "-o", "one.json");
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "show", "1", "--json");
    memcpy(first, ran.out, strlen(ran.out) + 1);
    ran_clear(&ran);
    assert_true(holds(DB, "Zebedee"));
    RUN(&ran, 0, "history", "--runner", "Zebedee", "forget-runner");
    ran_clear(&ran);
    assert_false(holds(DB, "Zebedee"));
    assert_false(holds(DB, "walk-run-30min"));
    RUN(&ran, 66, "history", "--runner", "Zebedee");
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "import", "one.json");
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "show", "1", "--json");
    assert_string_equal(ran.out, first);
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "export", "-o", "-");
    FILE *file = fopen("one.json", "rb");
    assert_non_null(file);
    size_t n = fread(first, 1, sizeof first - 1, file);
    assert_int_equal(fclose(file), 0);
    first[n] = '\0';
    assert_string_equal(ran.out, first);
    ran_clear(&ran);
    RUN(&ran, 0, "history", "--runner", "Zebedee", "export", "-o", "one.csv");
    ran_clear(&ran);
    assert_true(holds("one.csv", "vertical_oscillation_mm"));
    RUN(&ran, 2, "history", "--runner", "Zebedee", "import", "one.json");
    ran_clear(&ran);
    RUN(&ran, 65, "history", "--runner", "Other", "import", "one.csv");
    ran_clear(&ran);
    RUN(&ran, 66, "history", "--runner", "Other");
    ran_clear(&ran);
}

static void sql(const char *text)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(DB, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static void a_newer_and_a_damaged_history_are_told(void **state)
{
    (void)state;
    struct ran ran;
    struct stat about;
    RUN(&ran, 0, "add", "--runner", "Anna", WALK_RUN);
    ran_clear(&ran);
    assert_int_equal(stat(DB, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    sql("PRAGMA user_version = 77");
    RUN(&ran, 65, "history", "--runner", "Anna");
    assert_non_null(strstr(ran.err, "newer backstride"));
    ran_clear(&ran);
    assert_int_equal(truncate(DB, 5000), 0);
    RUN(&ran, 65, "add", "--runner", "Anna", WALK_RUN);
    ran_clear(&ran);
    assert_int_equal(truncate(DB, 50), 0);
    RUN(&ran, 65, "add", "--runner", "Anna", "--json", WALK_RUN);
    assert_json(&ran, "error.id", "\"damaged\"");
    ran_clear(&ran);
}

/* A copy of the steady run that is a recording of its own: a row shorter each time. */
static void write_run(int number)
{
    enum { ROOM = 4 << 20 };
    char *text = malloc(ROOM);
    assert_non_null(text);
    FILE *in = fopen(STEADY, "rb");
    assert_non_null(in);
    size_t n = fread(text, 1, ROOM, in);
    assert_int_equal(fclose(in), 0);
    assert_true(n < ROOM);
    for (int i = 0; i <= number; i++)
        for (n--; text[n - 1] != '\n';)
            n--;
    FILE *out = fopen("run.csv", "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
    free(text);
}

static void weeks_stand_side_by_side(void **state)
{
    (void)state;
    static const char *const days[] = {"2026-04-27T10:00", "2026-05-05T10:00", "2026-05-12T10:00",
                                       "2026-05-26T10:00", "2026-06-03T10:00", "2026-06-07T23:00"};
    struct ran ran;
    for (int i = 0; i < 6; i++) {
        write_run(i);
        RUN(&ran, 0, "add", "--runner", "Anna", "--start", days[i], "run.csv");
        ran_clear(&ran);
    }
    RUN(&ran, 0, "compare", "--runner", "Anna", "--json");
    assert_json(&ran, "weeks.0.week", "\"2026-W18\"");
    assert_json(&ran, "weeks.3.week", "\"2026-W21\"");
    assert_json(&ran, "weeks.3.value", "null");
    assert_json(&ran, "weeks.5.sessions", "2");
    assert_json(&ran, "weeks.6.week", "");
    assert_json(&ran, "change_per_week.n", "5");
    assert_json(&ran, "verdict", "\"steady\"");
    assert_json(&ran, "matched_speed", "false");
    assert_json(&ran, "source", "\"raw\"");
    ran_clear(&ran);
    SAYS("change_per_week.why", "\"few_weeks\"", "compare", "--runner", "Anna", "--weeks", "3");
    SAYS("metric", "\"contact_time_ms\"", "compare", "--runner", "Anna", "--metric",
         "contact_time_ms");
    SAYS("measures.cadence_spm.sure", "false", "compare", "--runner", "Anna", "1", "2");
    RUN(&ran, 0, "compare", "--runner", "Anna", "--csv");
    assert_true(strncmp(ran.out, "week,source,metric,value,low,high,sessions,run_minutes\n", 50) ==
                0);
    assert_non_null(strstr(ran.out, "\n2026-W21,raw,cadence_spm,,,,0,0.0\n"));
    ran_clear(&ran);
    RUN(&ran, 0, "compare", "--runner", "Anna");
    assert_non_null(strstr(ran.out, "2026-W21  no run"));
    ran_clear(&ran);
    RUN(&ran, 66, "compare", "--runner", "Anna", "1", "99");
    ran_clear(&ran);
}

static void what_is_typed_wrong_is_said(void **state)
{
    (void)state;
    static const struct {
        int status;
        const char *says;
        const char *words[8];
    } table[] = {
        {2, "--runner NAME", {"add", WALK_RUN}},
        {2, "no recording", {"add", "--runner", "Anna"}},
        {2, "--runner NAME", {"history"}},
        {2, "did you mean list", {"history", "--runner", "Anna", "lits"}},
        {2, "needs the number", {"history", "--runner", "Anna", "show"}},
        {2, "no number", {"history", "--runner", "Anna", "show", "x"}},
        {2, "too much", {"history", "--runner", "Anna", "list", "7"}},
        {2, "did you mean cadence_spm", {"compare", "--runner", "Anna", "--metric", "cadence_sp"}},
        {2, "1 to 520", {"compare", "--runner", "Anna", "--weeks", "0"}},
        {2, "two sessions", {"compare", "--runner", "Anna", "1"}},
        {66, "no runner Anne - did you mean anna?", {"compare", "--runner", "Anne"}},
        {66, "no history yet", {"history", "--runner", "Anna", "--db", "other.db"}},
        {73, "cannot be made", {"add", "--runner", "Anna", "--db", "none/at/all", WALK_RUN}},
    };
    struct ran ran;
    RUN(&ran, 0, "add", "--runner", "Anna", WALK_RUN);
    ran_clear(&ran);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *words[10] = {BKS_PROGRAM};
        memcpy(words + 1, table[i].words, sizeof table[i].words);
        ran_run(&ran, words, NULL, NULL, 0);
        assert_int_case(table[i].says, ran.status, table[i].status);
        assert_true_case(ran.err, strstr(ran.err, table[i].says) != NULL);
        ran_clear(&ran);
    }
    assert_int_not_equal(access("other.db", F_OK), 0);
}

/* The kernel lets no file grow beyond so many bytes: as a full disk. */
static void a_full_disk_is_told_and_nothing_is_lost(void **state)
{
    (void)state;
    struct ran ran;
    struct rlimit was, now;
    RUN(&ran, 0, "add", "--runner", "Anna", WALK_RUN);
    ran_clear(&ran);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &was), 0);
    now = was;
    now.rlim_cur = 36864;
    write_run(1);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &now), 0);
    RUN(&ran, 73, "add", "--runner", "Anna", "--start", "2026-06-01T10:00", "run.csv");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &was), 0);
    assert_non_null(strstr(ran.err, "room"));
    ran_clear(&ran);
    SAYS("sessions.1.id", "", "history", "--runner", "Anna");
    SAYS("id", "1", "history", "--runner", "Anna", "show", "1");
}

static void a_killed_add_keeps_nothing_by_half(void **state)
{
    (void)state;
    struct ran ran;
    for (int i = 0; i < 5; i++) {
        const char *const words[] = {BKS_PROGRAM, "add", "--runner", "Anna", WALK_RUN, NULL};
        ran_run(&ran, words, NULL, NULL, SIGKILL);
        ran_clear(&ran);
    }
    RUN(&ran, 0, "add", "--runner", "Anna", "--json", WALK_RUN);
    assert_json(&ran, "id", "1");
    ran_clear(&ran);
    SAYS("totals.run.steps.n", "984", "history", "--runner", "Anna", "show", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_recording_is_kept_once, begin),
        cmocka_unit_test_setup(a_recording_without_a_date_is_refused, begin),
        cmocka_unit_test_setup(what_was_kept_is_shown_as_it_was, begin),
        cmocka_unit_test_setup(sessions_are_removed_by_number, begin),
        cmocka_unit_test_setup(names_are_only_names, begin),
        cmocka_unit_test_setup(an_export_comes_back_and_forgetting_leaves_nothing, begin),
        cmocka_unit_test_setup(a_newer_and_a_damaged_history_are_told, begin),
        cmocka_unit_test_setup(weeks_stand_side_by_side, begin),
        cmocka_unit_test_setup(what_is_typed_wrong_is_said, begin),
        cmocka_unit_test_setup(a_full_disk_is_told_and_nothing_is_lost, begin),
        cmocka_unit_test_setup(a_killed_add_keeps_nothing_by_half, begin),
    };
    return cmocka_run_group_tests_name("cli/history", tests, make_folder, remove_folder);
}
