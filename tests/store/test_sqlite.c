/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept comes back the same, belongs to one runner, and can be forgotten. */
#include "base/memory.h"
#include "store/history.h"
#include "support/assert.h"
#include "support/json_check.h"

#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const char hostile[] =
    "Robert'); DROP TABLE runners;-- \"%s%n\" <script>&\x01\x1b[31m \xC3\x85se";

static int begin(void **state)
{
    (void)state;
    history_remove();
    return 0;
}

static void close_store(struct store *store)
{
    store->can->close(store);
}

static void sql(const char *text)
{
    sqlite3 *db;
    assert_int_equal(sqlite3_open(HISTORY, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* The one number that a question of the tables answers. */
static int64_t number(const char *question)
{
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(HISTORY, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, question, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return value;
}

static int64_t rows_in(const char *table)
{
    char question[64];
    (void)snprintf(question, sizeof question, "SELECT count(*) FROM %s", table);
    return number(question);
}

static void a_session_comes_back_the_same(void **state)
{
    (void)state;
    static void (*const make[])(struct hand_result *) = {result_session, result_walk, result_poor,
                                                         result_flagged};
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    for (unsigned i = 0; i < sizeof make / sizeof make[0]; i++) {
        struct hand_result hand;
        struct session session;
        history_session(&session, &hand, i, 160);
        make[i](&hand);
        (void)snprintf(hand.result.input.sha256, 65, "%064u", i);
        session.result = hand.result;
        int64_t id = history_put(store, runner.id, &session);
        struct kept_session *kept = NULL;
        assert_int_equal(store->can->session_get(store, &kept, runner.id, id, NULL), BKS_OK);
        assert_non_null(kept);
        char *before = history_json(&session), *after = history_json(kept_session_of(kept));
        assert_string_equal(after, before);
        free(before);
        free(after);
        kept_session_free(kept);
    }
    close_store(store);
}

static struct kept_session *get(struct store *store, int64_t runner, int64_t id)
{
    struct kept_session *kept = NULL;
    assert_int_equal(store->can->session_get(store, &kept, runner, id, NULL), BKS_OK);
    assert_non_null(kept);
    return kept;
}

static void assert_strips(const struct kept_session *kept, const struct bks_result *expected)
{
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        const struct bks_strip *a = &kept_session_of(kept)->result.strip[which];
        const struct bks_strip *b = &expected->strip[which];
        assert_int_equal(a->n, b->n);
        assert_int_equal(a->n_steps, b->n_steps);
        assert_near(a->start_s, b->start_s, 0);
        assert_near(a->step_s, b->step_s, 0);
        for (size_t i = 0; i < a->n; i++)
            assert_near(a->vertical_mps2[i], b->vertical_mps2[i], 1e-12);
        for (size_t k = 0; k < a->n_steps; k++) {
            bool known = !isnan(b->steps[k].toe_off_s);
            assert_near(a->steps[k].contact_s, b->steps[k].contact_s, 0);
            assert_int_equal(isnan(a->steps[k].toe_off_s), !known);
            assert_true(!known || fabs(a->steps[k].toe_off_s - b->steps[k].toe_off_s) < 1e-9);
            assert_int_equal(a->steps[k].side, b->steps[k].side);
        }
    }
}

static void strips_come_back_and_go_with_their_session(void **state)
{
    (void)state;
    struct hand_result hand;
    struct session session;
    bool found;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    history_session(&session, &hand, 1, 160);
    int64_t id = history_put(store, runner.id, &session);
    struct kept_session *kept = get(store, runner.id, id);
    assert_strips(kept, &hand.result);
    kept_session_free(kept);

    session.id = id; /* as --force does */
    session.result.strip[BKS_STRIP_WORST] = (struct bks_strip){0};
    session.result.strip[BKS_STRIP_BEST].start_s = 777;
    session.result.strip[BKS_STRIP_BEST].n_steps = 0;
    assert_int_equal(history_put(store, runner.id, &session), id);
    kept = get(store, runner.id, id);
    assert_strips(kept, &session.result);
    kept_session_free(kept);

    assert_int_equal(rows_in("strips"), 1);
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->session_remove(store, &found, runner.id, id, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    assert_int_equal(rows_in("strips"), 0);
    close_store(store);
}

static void a_series_is_kept_at_5_s_and_in_8_kb(void **state)
{
    (void)state;
    enum { N = 21600 };
    static double cadence[N], bounce[N];
    struct hand_result hand;
    struct session session;
    struct kept_session *kept = NULL;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    history_session(&session, &hand, 1, 160);
    for (size_t i = 0; i < N; i++) {
        cadence[i] = 150 + (double)(i / 5 % 7);
        bounce[i] = 80;
    }
    session.result.series = (struct bks_series){1, 600, cadence, bounce};
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        struct bks_strip *strip = &session.result.strip[which]; /* as full as it can be */
        strip->n_steps = BKS_STRIP_STEPS;
        for (size_t k = 0; k < BKS_STRIP_STEPS; k++)
            strip->steps[k] = (struct bks_strip_step){strip->start_s + 0.15 * (double)k,
                                                      strip->start_s + 0.15 * (double)k + 0.1, 1};
    }
    int64_t id = history_put(store, runner.id, &session);
    assert_int_equal(store->can->session_get(store, &kept, runner.id, id, NULL), BKS_OK);
    const struct bks_series *series = &kept_session_of(kept)->result.series;
    assert_int_equal(series->n, 120);
    assert_near(series->step_s, 5, 0);
    for (size_t i = 0; i < series->n; i++)
        assert_near(series->cadence_spm[i], cadence[5 * i], 1e-9);
    kept_session_free(kept);

    session.id = id;
    session.result.series.n = N;
    assert_int_equal(history_put(store, runner.id, &session), id);
    assert_int_equal(store->can->session_get(store, &kept, runner.id, id, NULL), BKS_OK);
    series = &kept_session_of(kept)->result.series;
    assert_int_equal(rows_in("strips"), 2);
    assert_true(number("SELECT sum(length(cadence) + length(oscillation) + 8) FROM "
                       "series") +
                    number("SELECT sum(length(which) + 16 + length(vertical) + length(steps)) FROM "
                           "strips") <=
                8192);
    assert_near(series->step_s * (double)series->n, N, 2 * series->step_s);
    kept_session_free(kept);
    close_store(store);
}

static void an_id_is_never_used_again(void **state)
{
    (void)state;
    struct hand_result hand;
    struct session session;
    bool found = false;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    history_session(&session, &hand, 1, 160);
    int64_t first = history_put(store, runner.id, &session);
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->session_remove(store, &found, runner.id, first, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    assert_true(found);
    assert_true(history_put(store, runner.id, &session) > first);
    close_store(store);
}

static void what_is_not_kept_is_undone(void **state)
{
    (void)state;
    struct hand_result hand;
    struct session session;
    int64_t id;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    history_session(&session, &hand, 1, 160);
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->session_put(store, &id, runner.id, &session, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, false, NULL), BKS_OK);
    assert_int_equal(
        store->can->session_find(store, &id, runner.id, session.result.input.sha256, NULL), BKS_OK);
    assert_int_equal(id, 0);
    close_store(store);
}

static void nobody_sees_the_session_of_another(void **state)
{
    (void)state;
    struct hand_result hand;
    struct session session;
    struct kept_session *kept;
    bool found = true;
    struct store *store = history_open();
    struct runner anna = history_runner(store, "anna"), ben = history_runner(store, "ben");
    history_session(&session, &hand, 1, 160);
    int64_t id = history_put(store, anna.id, &session);
    assert_int_equal(store->can->session_get(store, &kept, ben.id, id, NULL), BKS_OK);
    assert_null(kept);
    assert_int_equal(store->can->session_remove(store, &found, ben.id, id, NULL), BKS_OK);
    assert_false(found);
    close_store(store);
}

static void runners_are_found_by_name_and_slug(void **state)
{
    (void)state;
    struct runner found;
    struct store *store = history_open();
    struct runner anna = history_runner(store, "Anna B."), other = history_runner(store, "anna  b");
    assert_string_equal(anna.slug, "anna-b");
    assert_string_equal(other.slug, "anna-b-2");
    assert_int_equal(store->can->runner_find(store, &found, "ANNA B.", NULL), BKS_OK);
    assert_int_equal(found.id, anna.id);
    assert_int_equal(store->can->runner_find(store, &found, "anna-b-2", NULL), BKS_OK);
    assert_int_equal(found.id, other.id);
    assert_string_equal(history_runner(store, "\xD0\x96").slug, "runner");
    struct runner bad = history_runner(store, hostile);
    assert_string_equal(bad.name, hostile);
    assert_int_equal(store->can->runner_find(store, &found, hostile, NULL), BKS_OK);
    assert_int_equal(found.id, bad.id);
    assert_string_equal(found.slug, "robert-drop-table-runners-s-n-script-31m");
    close_store(store);
}

static bool take_record(void *context, const struct record *record)
{
    int64_t *sum = context;
    assert_int_equal(record->n, 2);
    assert_string_equal(record->value[0].key, "by");
    assert_string_equal(record->value[1].value, hostile);
    *sum = *sum * 100 + record->id;
    return true;
}

static void records_come_in_order_of_day(void **state)
{
    (void)state;
    const struct record_value values[] = {{"by", "physician"}, {"note", hostile}};
    static const char *const days[] = {"2026-03-02", "2026-03-01"};
    int64_t sum = 0;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    for (size_t i = 0; i < 2; i++) {
        struct record record = {.kind = RECORD_REVIEW, .value = values, .n = 2};
        memcpy(record.day, days[i], RECORD_DAY_ROOM);
        assert_int_equal(store->can->record_put(store, runner.id, &record, NULL), BKS_OK);
        assert_int_equal(record.id, i + 1);
    }
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    assert_int_equal(store->can->records(store, runner.id, RECORD_REVIEW, take_record, &sum, NULL),
                     BKS_OK);
    assert_int_equal(sum, 201);
    close_store(store);
}

/* A runner with sessions and a record. */
static struct runner fill(struct store *store, const char *name, unsigned first)
{
    struct runner runner = history_runner(store, name);
    for (unsigned i = 0; i < 5; i++) {
        struct hand_result hand;
        struct session session;
        history_session(&session, &hand, first + i, 160.1 + i / 3.0);
        (void)history_put(store, runner.id, &session);
    }
    const struct record_value values[] = {{"note", hostile}, {"waking", "2"}};
    struct record record = {.kind = RECORD_DIARY, .day = "2026-05-02", .value = values, .n = 2};
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->record_put(store, runner.id, &record, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    return runner;
}

static void load(struct store *store, struct runner *runner, const char *text,
                 enum bks_status expected)
{
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    struct bks_fault fault = {0};
    enum bks_status status = store->can->load(store, runner->id, text, &fault);
    if (status != expected)
        fail_msg("%s: %s", bks_status_id(status), fault.what);
    assert_int_equal(store->can->end(store, status == BKS_OK, NULL), BKS_OK);
}

/* A history as the first schema made it: all that is there now, but for the strips. */
static void a_history_of_the_first_schema_is_brought_up(void **state)
{
    (void)state;
    struct hand_result hand;
    struct session session;
    struct store *store = history_open();
    struct runner runner = fill(store, "anna", 0);
    char *before = history_export(store, &runner);
    close_store(store);
    sql("DROP TABLE strips; PRAGMA user_version = 1");
    store = history_open();
    assert_int_equal(rows_in("strips"), 0);
    struct kept_session *kept = get(store, runner.id, 1);
    assert_int_equal(kept_session_of(kept)->result.strip[BKS_STRIP_BEST].n, 0);
    assert_true(kept_session_of(kept)->result.n_bouts > 0);
    kept_session_free(kept);
    char *after = history_export(store, &runner);
    size_t same = (size_t)(strstr(before, "\"strips\"") - before);
    assert_memory_equal(after, before, same);
    history_session(&session, &hand, 50, 160);
    int64_t id = history_put(store, runner.id, &session);
    kept = get(store, runner.id, id);
    assert_strips(kept, &hand.result);
    kept_session_free(kept);
    close_store(store);

    /* an export that knew no strips is taken too */
    memcpy(strstr(before, "\"strips\""), "\"other_\"", strlen("\"strips\""));
    store = history_open();
    struct runner twin = history_runner(store, "twin");
    load(store, &twin, before, BKS_OK);
    close_store(store);
    free(before);
    free(after);
}

static void an_export_is_taken_back_the_same(void **state)
{
    (void)state;
    struct store *store = history_open();
    (void)fill(store, "somebody else", 100);
    struct runner anna = fill(store, "anna", 0);
    char *first = history_export(store, &anna);
    assert_true(json_valid(first, strlen(first), NULL));

    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->runner_forget(store, anna.id, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    anna = history_runner(store, "anna");
    load(store, &anna, first, BKS_OK);
    char *again = history_export(store, &anna);
    assert_string_equal(again, first);
    free(again);
    close_store(store);

    history_remove();
    store = history_open();
    anna = history_runner(store, "anna");
    load(store, &anna, first, BKS_OK);
    again = history_export(store, &anna);
    assert_string_equal(strstr(again, "\"runner\""), strstr(first, "\"runner\""));
    free(again);
    free(first);
    close_store(store);
}

static void an_import_beside_others_keeps_all_apart(void **state)
{
    (void)state;
    struct store *store = history_open();
    struct runner anna = fill(store, "anna", 0);
    char *text = history_export(store, &anna);
    struct runner twin = history_runner(store, "twin");
    load(store, &twin, text, BKS_OK);
    char *same = history_export(store, &anna), *other = history_export(store, &twin);
    assert_string_equal(same, text);
    assert_string_not_equal(other, text);
    assert_int_equal(strlen(strstr(other, "\"tables\"")) > 1000, 1);
    free(same);
    free(other);
    free(text);
    close_store(store);
}

static void a_damaged_export_adds_nothing(void **state)
{
    (void)state;
    struct store *store = history_open();
    struct runner anna = fill(store, "anna", 0), twin = history_runner(store, "twin");
    char *text = history_export(store, &anna), *empty = history_export(store, &twin);
    size_t n = strlen(text);
    for (size_t cut = 0; cut < n - 1; cut += 1 + n / 50) {
        char last = text[cut];
        text[cut] = '\0';
        load(store, &twin, text, BKS_DAMAGED);
        text[cut] = last;
    }
    load(store, &twin, "{\"tables\": {\"sessions\": {\"columns\": [\"id\"], \"rows\": [[1]]}}}",
         BKS_DAMAGED);
    load(store, &twin, "[]", BKS_DAMAGED);
    char *still = history_export(store, &twin);
    assert_string_equal(still, empty);
    free(still);
    free(empty);
    free(text);
    close_store(store);
}

/* Beside the text itself: the rows are read one by one. */
static void an_import_holds_no_more_than_a_row(void **state)
{
    enum { SESSIONS = 250, MOST = 4 << 20 };
    struct store *store = history_open();
    struct runner anna = fill(store, "anna", 0), twin = history_runner(store, "twin");
    (void)state;
    for (unsigned i = 0; i < SESSIONS; i++) {
        struct hand_result hand;
        struct session session;
        history_session(&session, &hand, 100 + i, 160);
        history_put(store, anna.id, &session);
    }
    char *text = history_export(store, &anna);
    assert_true(strlen(text) > MOST);
    (void)sqlite3_memory_highwater(1);
    sqlite3_int64 before = sqlite3_memory_used();
    load(store, &twin, text, BKS_OK);
    print_message("          %.1f MB of text, %.1f MB held\n", (double)strlen(text) / 1e6,
                  (double)(sqlite3_memory_highwater(0) - before) / 1e6);
    assert_true(sqlite3_memory_highwater(0) - before < MOST);
    free(text);
    close_store(store);
}

/* A copy of text with every `from` made `to`. */
static char *replaced(const char *text, const char *from, const char *to)
{
    char *out = NULL;
    size_t n = 0;
    FILE *stream = open_memstream(&out, &n);
    assert_non_null(stream);
    for (const char *at; (at = strstr(text, from)); text = at + strlen(from))
        (void)fprintf(stream, "%.*s%s", (int)(at - text), text, to);
    (void)fputs(text, stream);
    assert_int_equal(fclose(stream), 0);
    return out;
}

/* Whatever an import holds, showing it stays within its lists (under a sanitizer: within memory).
 */
static void a_forged_export_is_shown_without_harm(void **state)
{
    (void)state;
    static const char *const places[] = {
        "1777622400000000", "\"trunk\"", "\"good\"", "\"run\"",         "\"bout\"",
        "\"low_cadence\"",  "\"watch\"", "\"raw\"",  "\"cadence_spm\"", "100",
        "\"best\"",         "320.5"};
    static const char *const forged[] = {
        "9223372036854775807", "-1", "\"none of them\"", "null", "1e999", "[1]", "\"\"", "77"};
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        for (size_t k = 0; k < sizeof forged / sizeof forged[0]; k++) {
            history_remove();
            struct store *store = history_open();
            struct runner anna = fill(store, "anna", 0), twin = history_runner(store, "twin");
            char *text = history_export(store, &anna);
            char *other = replaced(text, places[i], forged[k]);
            assert_int_equal(store->can->begin(store, NULL), BKS_OK);
            enum bks_status status = store->can->load(store, twin.id, other, NULL);
            assert_true(status == BKS_OK || status == BKS_DAMAGED);
            assert_int_equal(store->can->end(store, status == BKS_OK, NULL), BKS_OK);
            for (int64_t id = 6; status == BKS_OK && id <= 10; id++) {
                struct kept_session *kept = NULL;
                assert_int_equal(store->can->session_get(store, &kept, twin.id, id, NULL), BKS_OK);
                if (kept)
                    free(history_json(kept_session_of(kept)));
                kept_session_free(kept);
            }
            free(other);
            free(text);
            close_store(store);
        }
    }
}

static bool holds(const char *path, const char *word)
{
    size_t n, length = strlen(word);
    bool found = false;
    char *bytes = history_bytes(path, &n);
    for (size_t i = 0; !found && i + length <= n; i++)
        found = memcmp(bytes + i, word, length) == 0;
    free(bytes);
    return found;
}

static void forgetting_a_runner_leaves_nothing(void **state)
{
    (void)state;
    static const char *const words[] = {"Zebedee", "zebedee", "DROP TABLE runners", "2026-05-02",
                                        "000000000007"};
    struct store *store = history_open();
    struct runner runner = fill(store, "Zebedee", 5);
    close_store(store);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_true_case(words[i], holds(HISTORY, words[i]));
    store = history_open();
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    assert_int_equal(store->can->runner_forget(store, runner.id, NULL), BKS_OK);
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        assert_true_case(words[i], !holds(HISTORY, words[i]));
        assert_true_case(words[i], !holds(HISTORY "-wal", words[i]));
    }
    close_store(store);
}

static void the_file_is_its_owners_alone_and_its_log_is_emptied(void **state)
{
    (void)state;
    struct stat about;
    mode_t mask = umask(0);
    struct store *store = history_open();
    (void)umask(mask);
    (void)fill(store, "anna", 0);
    assert_int_equal(stat(HISTORY, &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    assert_int_equal(stat(HISTORY "-wal", &about), 0);
    assert_int_equal(about.st_mode & 0777, 0600);
    close_store(store);
    assert_true(stat(HISTORY "-wal", &about) != 0 || about.st_size == 0);
}

static void assert_refused(enum bks_status expected, const char *what)
{
    struct store *store = NULL;
    struct bks_fault fault = {0};
    size_t n, m;
    char *before = history_bytes(HISTORY, &n);
    assert_int_equal(store_open(&store, HISTORY, STORE_WRITE, &fault), expected);
    assert_null(store);
    assert_non_null(strstr(fault.what, what));
    char *after = history_bytes(HISTORY, &m);
    assert_int_equal(m, n);
    assert_memory_equal(after, before, n);
    assert_int_not_equal(access(HISTORY "-wal", F_OK), 0);
    free(before);
    free(after);
}

static void a_newer_or_foreign_database_is_not_touched(void **state)
{
    (void)state;
    close_store(history_open());
    sql("PRAGMA user_version = 99");
    assert_refused(BKS_UNSUPPORTED, "newer backstride");
    history_remove();
    sql("CREATE TABLE cats(name)");
    assert_refused(BKS_UNSUPPORTED, "another program");
    history_remove();
    FILE *file = fopen(HISTORY, "wb");
    assert_non_null(file);
    for (int i = 0; i < 100; i++)
        assert_true(fputs("this is a shopping list\n", file) >= 0);
    assert_int_equal(fclose(file), 0);
    assert_refused(BKS_DAMAGED, "no history");
}

static bool count_heads(void *context, const struct session_head *head)
{
    (void)head;
    ++*(size_t *)context;
    return true;
}

/* Overwrites the pages from the second on; the log of another program stands beside it. */
static void damage(void)
{
    size_t n;
    char *bytes = history_bytes(HISTORY, &n);
    FILE *file = fopen(HISTORY, "r+b");
    assert_non_null(file);
    for (size_t at = 4096; at + 4096 <= n; at += 4096) {
        assert_int_equal(fseek(file, (long)at, SEEK_SET), 0);
        assert_int_equal(fwrite("garbage", 1, 7, file), 7);
    }
    assert_int_equal(fclose(file), 0);
    free(bytes);
}

static void damage_is_told(void **state)
{
    (void)state;
    struct bks_fault fault = {0};
    struct store *store = history_open();
    (void)fill(store, "anna", 0);
    close_store(store);
    damage();
    enum bks_status status = store_open(&store, HISTORY, STORE_READ, &fault);
    struct runner runner;
    if (status == BKS_OK) {
        status = store->can->runner_find(store, &runner, "anna", &fault);
        close_store(store);
    }
    assert_int_equal(status, BKS_DAMAGED);
    assert_non_null(strstr(fault.what, "damaged"));
    assert_true(strlen(fault.hint) > 0);
}

/* Writes in a child that ends without a word, so that its log stays behind. */
static void write_and_vanish(unsigned first)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        struct store *store = history_open();
        (void)fill(store, "ben", first);
        _exit(0);
    }
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

static void after_a_crash_all_is_checked(void **state)
{
    (void)state;
    struct stat about;
    struct bks_fault fault = {0};
    struct store *store = history_open();
    (void)fill(store, "anna", 0);
    close_store(store);
    write_and_vanish(50);
    assert_int_equal(stat(HISTORY "-wal", &about), 0);
    assert_true(about.st_size > 0);
    store = history_open();
    assert_int_not_equal(history_runner(store, "ben").id, 0);
    close_store(store);

    /* damage in the middle, where opening alone would not look */
    write_and_vanish(60);
    assert_int_equal(stat(HISTORY, &about), 0);
    FILE *file = fopen(HISTORY, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, (long)(about.st_size / 2 / 4096 * 4096), SEEK_SET), 0);
    for (int i = 0; i < 4096; i++)
        assert_int_equal(fputc(0x5a, file), 0x5a);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(store_open(&store, HISTORY, STORE_READ, &fault), BKS_DAMAGED);
    assert_non_null(strstr(fault.what, "damaged"));
}

static void without_memory_it_is_said_and_nothing_leaks(void **state)
{
    (void)state;
    struct store *store = history_open();
    struct runner runner = fill(store, "anna", 0);
    long live = memory_live(), nth = 1;
    for (enum bks_status status = BKS_NO_MEMORY; status != BKS_OK; nth++) {
        struct kept_session *kept = NULL;
        memory_fail_at(nth);
        status = store->can->session_get(store, &kept, runner.id, 1, NULL);
        memory_fail_at(0);
        assert_true(status == BKS_OK || (status == BKS_NO_MEMORY && !kept));
        kept_session_free(kept);
        assert_int_equal(memory_live(), live);
    }
    assert_true(nth > 10);
    close_store(store);
}

static void nothing_is_made_for_reading(void **state)
{
    (void)state;
    struct store *store;
    assert_int_equal(store_open(&store, HISTORY, STORE_READ, NULL), BKS_CANNOT_OPEN);
    assert_int_not_equal(access(HISTORY, F_OK), 0);
}

static double milliseconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return 1e3 * (double)now.tv_sec + 1e-6 * (double)now.tv_nsec;
}

static void ten_years_are_small_and_quick(void **state)
{
    (void)state;
    enum { SESSIONS = 1500, SECONDS = 2400 };
    static double series[SECONDS];
    struct stat about;
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    for (size_t i = 0; i < SECONDS; i++)
        series[i] = 160 + (double)(i % 9);
    assert_int_equal(store->can->begin(store, NULL), BKS_OK);
    for (unsigned i = 0; i < SESSIONS; i++) {
        struct hand_result hand;
        struct session session;
        int64_t id;
        history_session(&session, &hand, i, 160 + i % 7);
        session.result.series = (struct bks_series){1, SECONDS, series, series};
        assert_int_equal(store->can->session_put(store, &id, runner.id, &session, NULL), BKS_OK);
    }
    assert_int_equal(store->can->end(store, true, NULL), BKS_OK);
    close_store(store);
    assert_int_equal(stat(HISTORY, &about), 0);
    print_message("          %d sessions: %.1f MB\n", SESSIONS, (double)about.st_size / 1e6);
    assert_true(about.st_size < 50000000);

    size_t n = 0;
    double start = milliseconds();
    store = history_open();
    assert_int_equal(
        store->can->session_heads(store, runner.id, "cadence_spm", count_heads, &n, NULL), BKS_OK);
    close_store(store);
    print_message("          listed in %.1f ms\n", milliseconds() - start);
    assert_int_equal(n, SESSIONS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(a_session_comes_back_the_same, begin),
        cmocka_unit_test_setup(strips_come_back_and_go_with_their_session, begin),
        cmocka_unit_test_setup(a_history_of_the_first_schema_is_brought_up, begin),
        cmocka_unit_test_setup(a_series_is_kept_at_5_s_and_in_8_kb, begin),
        cmocka_unit_test_setup(an_id_is_never_used_again, begin),
        cmocka_unit_test_setup(what_is_not_kept_is_undone, begin),
        cmocka_unit_test_setup(nobody_sees_the_session_of_another, begin),
        cmocka_unit_test_setup(runners_are_found_by_name_and_slug, begin),
        cmocka_unit_test_setup(records_come_in_order_of_day, begin),
        cmocka_unit_test_setup(an_export_is_taken_back_the_same, begin),
        cmocka_unit_test_setup(an_import_beside_others_keeps_all_apart, begin),
        cmocka_unit_test_setup(a_damaged_export_adds_nothing, begin),
        cmocka_unit_test_setup(an_import_holds_no_more_than_a_row, begin),
        cmocka_unit_test_setup(a_forged_export_is_shown_without_harm, begin),
        cmocka_unit_test_setup(forgetting_a_runner_leaves_nothing, begin),
        cmocka_unit_test_setup(the_file_is_its_owners_alone_and_its_log_is_emptied, begin),
        cmocka_unit_test_setup(a_newer_or_foreign_database_is_not_touched, begin),
        cmocka_unit_test_setup(damage_is_told, begin),
        cmocka_unit_test_setup(after_a_crash_all_is_checked, begin),
        cmocka_unit_test_setup(without_memory_it_is_said_and_nothing_leaks, begin),
        cmocka_unit_test_setup(nothing_is_made_for_reading, begin),
        cmocka_unit_test_setup(ten_years_are_small_and_quick, begin),
    };
    return cmocka_run_group_tests_name("store/sqlite", tests, history_folder, history_folder_end);
}
