/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A history in one file of SQLite.
 *
 * Its write-ahead log is emptied on close; the file is its owner's alone. A log that is found on
 * opening is what a program left behind that did not come to its end, and then all is checked.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "store/databases.h"
#include "store/sqlite_parts.h"
#include "store/sqlite_schema.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_ONLY  0600
#define PATIENCE_MS 5000 /* how long another program may write */

/* Of the header of a file of SQLite: sqlite.org/fileformat2.html, 1.3 */
#define HEADER_BYTES   100
#define AT_VERSION     60
#define AT_APPLICATION 68

static const char set_up[] = "PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;"
                             "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;"
                             "PRAGMA synchronous = FULL;";

static void note_closed(struct sqlite_store *own);

static void sqlite_close(struct store *store)
{
    struct sqlite_store *own = (struct sqlite_store *)(void *)store;
    if (!own)
        return;
    if (own->wrote) /* who only read need not wait for who writes */
        (void)sqlite3_exec(own->db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL);
    (void)sqlite3_close(own->db);
    note_closed(own);
    memory_free(own);
}

static enum bks_status sqlite_begin(struct store *store, struct bks_fault *fault)
{
    struct sqlite_store *own = (struct sqlite_store *)(void *)store;
    own->forgot = false;
    enum bks_status status = query_run(own->db, "BEGIN IMMEDIATE", fault);
    own->wrote = own->wrote || status == BKS_OK;
    return status;
}

static enum bks_status sqlite_end(struct store *store, bool keep, struct bks_fault *fault)
{
    struct sqlite_store *own = (struct sqlite_store *)(void *)store;
    if (!keep) {
        (void)sqlite3_exec(own->db, "ROLLBACK", NULL, NULL, NULL);
        return BKS_OK;
    }
    enum bks_status status = query_run(own->db, "COMMIT", fault);
    if (status != BKS_OK) {
        (void)sqlite3_exec(own->db, "ROLLBACK", NULL, NULL, NULL);
        return status;
    }
    if (own->forgot)
        status = query_run(own->db, "VACUUM; PRAGMA wal_checkpoint(TRUNCATE)", fault);
    return status;
}

static const struct store_operations operations = {
    .id = "sqlite",
    .close = sqlite_close,
    .begin = sqlite_begin,
    .end = sqlite_end,
    .runner_find = sqlite_runner_find,
    .runners = sqlite_runners,
    .runner_add = sqlite_runner_add,
    .runner_forget = sqlite_runner_forget,
    .session_put = sqlite_session_put,
    .session_find = sqlite_session_find,
    .session_get = sqlite_session_get,
    .session_remove = sqlite_session_remove,
    .session_heads = sqlite_session_heads,
    .session_measures = sqlite_session_measures,
    .record_put = sqlite_record_put,
    .records = sqlite_records,
    .dump = sqlite_dump,
    .load = sqlite_load,
    .uid = sqlite_uid,
};

static bool takes_path(const char *place)
{
    return strstr(place, "://") == NULL;
}

/* What the first bytes say, before SQLite has the file: a newer history is not even opened. */
static enum bks_status judge_header(int file, struct bks_fault *fault)
{
    static const char magic[] = "SQLite format 3";
    unsigned char header[HEADER_BYTES];
    ssize_t got = read(file, header, sizeof header);
    if (got == 0)
        return BKS_OK; /* made, and killed before anything was written */
    if (got < 0)
        return fault_set(fault, BKS_IO, NULL, "reading it failed");
    if (got < (ssize_t)sizeof header || memcmp(header, magic, sizeof magic) != 0)
        return query_fault(NULL, SQLITE_NOTADB, fault);
    uint32_t value[2];
    static const size_t at[2] = {AT_APPLICATION, AT_VERSION};
    for (size_t i = 0; i < 2; i++)
        value[i] = (uint32_t)header[at[i]] << 24 | (uint32_t)header[at[i] + 1] << 16 |
                   (uint32_t)header[at[i] + 2] << 8 | header[at[i] + 3];
    return schema_judge(value[0], value[1], fault);
}

/*
 * The stores that are open in this process. POSIX locks are of the process: whoever closes a file
 * loses all its locks, also those that SQLite holds for another store of it. So a file that is open
 * here is not opened beside SQLite; it was looked at when it was.
 */
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;
static struct sqlite_store *opened;

static bool is_open(const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return false;
    for (const struct sqlite_store *one = opened; one; one = one->next)
        if (one->device == about.st_dev && one->file == about.st_ino)
            return true;
    return false;
}

static void note_open(struct sqlite_store *own, const char *path)
{
    struct stat about;
    if (stat(path, &about) != 0)
        return;
    own->device = about.st_dev;
    own->file = about.st_ino;
    own->next = opened;
    opened = own;
}

static void note_closed(struct sqlite_store *own)
{
    (void)pthread_mutex_lock(&opening);
    struct sqlite_store **at = &opened;
    while (*at && *at != own)
        at = &(*at)->next;
    if (*at)
        *at = own->next;
    (void)pthread_mutex_unlock(&opening);
}

/* Makes the file where it is not, so that it is never anyone else's. */
static enum bks_status look_at(const char *path, enum store_mode mode, struct bks_fault *fault)
{
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 && errno == ENOENT && mode == STORE_WRITE) {
        file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, OWNER_ONLY);
        if (file < 0)
            return fault_set(fault, BKS_CANNOT_WRITE, "see its folder, or name another with --db",
                             "the history cannot be made: %s", strerror(errno));
    }
    if (file < 0 && errno == ENOENT)
        return fault_set(fault, BKS_CANNOT_OPEN, "begin one: backstride add --runner NAME FILE",
                         "there is no history yet");
    if (file < 0)
        return fault_set(fault, BKS_CANNOT_OPEN, "see who owns it", "cannot be opened: %s",
                         strerror(errno));
    struct stat about;
    if (fstat(file, &about) == 0 && (about.st_mode & 077) && about.st_uid == geteuid())
        (void)fchmod(file, OWNER_ONLY);
    enum bks_status status = judge_header(file, fault);
    (void)close(file);
    return status;
}

/* A log that is not empty: someone was killed, or is still at it. */
static bool was_left_open(const char *path)
{
    struct stat about;
    char *log = memory_new(strlen(path) + sizeof "-wal", 1);
    if (!log)
        return true;
    (void)snprintf(log, strlen(path) + sizeof "-wal", "%s-wal", path);
    bool left = stat(log, &about) == 0 && about.st_size > 0;
    memory_free(log);
    return left;
}

static enum bks_status check_all(sqlite3 *db, struct bks_fault *fault)
{
    char found[160] = "";
    struct query query = query_of(db, "PRAGMA integrity_check(1)");
    while (query_row(&query))
        (void)snprintf(found, sizeof found, "%s", query_text_at(&query));
    enum bks_status status = query_end(&query, fault);
    if (status != BKS_OK || strcmp(found, "ok") == 0)
        return status;
    return query_fault(db, SQLITE_CORRUPT, fault);
}

/* What the tables say, the log included. */
static enum bks_status judge_tables(sqlite3 *db, struct bks_fault *fault)
{
    struct query query = query_of(db, "SELECT application_id, user_version, (SELECT count(*) FROM "
                                      "sqlite_master) FROM pragma_application_id, "
                                      "pragma_user_version");
    int64_t application = 0, version = 0, tables = 0;
    if (query_row(&query)) {
        application = query_int_at(&query);
        version = query_int_at(&query);
        tables = query_int_at(&query);
    }
    enum bks_status status = query_end(&query, fault);
    if (status != BKS_OK)
        return status;
    return schema_judge(application == 0 && tables > 0 ? -1 : application, version, fault);
}

static enum bks_status bring_up(sqlite3 *db, bool left_open, struct bks_fault *fault)
{
    (void)sqlite3_extended_result_codes(db, 1);
    (void)sqlite3_busy_timeout(db, PATIENCE_MS);
    enum bks_status status = judge_tables(db, fault);
    if (status != BKS_OK) { /* and what is in its log stays there */
        (void)sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
        return status;
    }
    if (left_open)
        status = check_all(db, fault);
    if (status == BKS_OK)
        status = query_run(db, set_up, fault);
    if (status == BKS_OK)
        status = query_run(db, "PRAGMA journal_mode = WAL", fault);
    if (status == BKS_OK)
        status = schema_bring_up(db, fault);
    return status;
}

/* Looks at the file where nobody has it open here, and opens it. */
static enum bks_status open_file(struct sqlite_store *own, bool *left_open, const char *path,
                                 enum store_mode mode, struct bks_fault *fault)
{
    (void)pthread_mutex_lock(&opening);
    bool ours = is_open(path); /* then its log is no sign of someone killed */
    *left_open = !ours && was_left_open(path);
    enum bks_status status = ours ? BKS_OK : look_at(path, mode, fault);
    if (status == BKS_OK)
        status = query_fault(own->db, sqlite3_open_v2(path, &own->db, SQLITE_OPEN_READWRITE, NULL),
                             fault);
    if (status == BKS_OK)
        note_open(own, path);
    (void)pthread_mutex_unlock(&opening);
    return status;
}

static enum bks_status sqlite_open(struct store **out, const char *path, enum store_mode mode,
                                   struct bks_fault *fault)
{
    *out = NULL;
    struct sqlite_store *own = memory_new(1, sizeof *own);
    if (!own)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    bool left_open;
    own->store.can = &operations;
    enum bks_status status = open_file(own, &left_open, path, mode, fault);
    if (status == BKS_OK)
        status = bring_up(own->db, left_open, fault);
    if (status != BKS_OK) {
        (void)sqlite3_close(own->db);
        note_closed(own);
        memory_free(own);
        return status;
    }
    *out = &own->store;
    return BKS_OK;
}

const struct database database_sqlite = {.id = "sqlite", .takes = takes_path, .open = sqlite_open};
