/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sources: files, pipes, folders and zips seen as entries; what is dangerous is refused. */
#include "read/source.h"
#include "support/assert.h"
#include "support/zip_memory.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ROOM 262144u

static uint8_t zip[ROOM];
static char folder[512];

static int make_folder(void **state)
{
    (void)state;
    const char *temporary = getenv("TMPDIR");
    (void)snprintf(folder, sizeof folder, "%s/backstride-test-XXXXXX", temporary ? temporary : ".");
    return mkdtemp(folder) ? 0 : -1;
}

static const char *inside(const char *name)
{
    static char path[1024];
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void write_file(const char *name, const void *bytes, size_t n)
{
    FILE *file = fopen(inside(name), "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

static void make_subfolder(const char *name)
{
    assert_int_equal(mkdir(inside(name), 0700), 0);
}

/* All bytes of an entry as a text. */
static void read_entry(char text[64], struct source *source, size_t entry)
{
    struct stream *stream;
    size_t got = 1, n = 0;
    assert_status(stream_open(&stream, source, entry, NULL), BKS_OK);
    while (got > 0) {
        assert_status(stream_read(stream, text + n, 5, &got, NULL), BKS_OK);
        n += got;
    }
    text[n] = '\0';
    stream_close(stream);
}

static void a_file_is_its_own_only_entry(void **state)
{
    (void)state;
    struct source *source;
    char text[64];
    size_t n;
    write_file("plain.txt", "hello, runner", 13);
    assert_status(source_open(&source, inside("plain.txt"), NULL), BKS_OK);
    assert_int_equal(source_kind_of(source), SOURCE_FILE);
    assert_int_equal(source_entries(source), 1);
    assert_string_equal(source_entry_name(source, 0), "plain.txt");
    assert_int_equal(source_size(source), 13);
    assert_memory_equal(source_head(source, &n), "hello, runner", 13);
    assert_int_equal(n, 13);
    read_entry(text, source, 0);
    assert_string_equal(text, "hello, runner");
    assert_int_equal(source_consumed(source), 13);
    assert_status(source_read_at(source, 7, text, 64, &n, NULL), BKS_OK);
    assert_int_equal(n, 6);
    assert_status(source_read_at(source, 99, text, 64, &n, NULL), BKS_OK);
    assert_int_equal(n, 0);
    source_close(source);
}

static void *feed_pipe(void *path)
{
    FILE *file = fopen(path, "wb");
    if (file) {
        (void)fputs("through a pipe", file);
        (void)fclose(file);
    }
    return NULL;
}

static void a_pipe_is_kept_so_that_it_can_be_read_twice(void **state)
{
    (void)state;
    char path[1024], text[64];
    struct source *source;
    pthread_t feeder;
    (void)snprintf(path, sizeof path, "%s", inside("pipe"));
    assert_int_equal(mkfifo(path, 0600), 0);
    assert_int_equal(pthread_create(&feeder, NULL, feed_pipe, path), 0);
    assert_status(source_open(&source, path, NULL), BKS_OK);
    assert_int_equal(pthread_join(feeder, NULL), 0);
    assert_int_equal(source_size(source), 14);
    for (int i = 0; i < 2; i++) {
        read_entry(text, source, 0);
        assert_string_equal(text, "through a pipe");
    }
    source_close(source);
}

static void a_missing_file_is_said_to_be_missing(void **state)
{
    (void)state;
    struct source *source;
    struct bks_fault fault;
    assert_status(source_open(&source, inside("nowhere"), &fault), BKS_CANNOT_OPEN);
    assert_null(source);
    assert_string_equal(fault.what, "no such file");
}

static void a_folder_lists_its_files_and_those_one_level_down(void **state)
{
    (void)state;
    static const char *const expected[] = {"Raw Data.csv", "meta/device.csv", "meta/time.csv"};
    struct source *source;
    char text[64];
    make_subfolder("export");
    make_subfolder("export/meta");
    make_subfolder("export/meta/deep");
    make_subfolder("export/__MACOSX");
    write_file("export/Raw Data.csv", "raw", 3);
    write_file("export/meta/time.csv", "time", 4);
    write_file("export/meta/device.csv", "device", 6);
    write_file("export/meta/deep/more.csv", "more", 4);
    write_file("export/.hidden", "h", 1);
    write_file("export/__MACOSX/Raw Data.csv", "m", 1);
    assert_status(source_open(&source, inside("export"), NULL), BKS_OK);
    assert_int_equal(source_kind_of(source), SOURCE_FOLDER);
    assert_int_equal(source_entries(source), 3);
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(source_entry_name(source, i), expected[i]);
    assert_int_equal(source_find(source, "META/time.csv"), 2);
    assert_int_equal(source_find(source, "time.csv"), SIZE_MAX);
    read_entry(text, source, 2);
    assert_string_equal(text, "time");
    source_close(source);
}

static void a_top_folder_is_looked_through(void **state)
{
    (void)state;
    struct source *source;
    make_subfolder("outer");
    make_subfolder("outer/run");
    make_subfolder("outer/run/meta");
    write_file("outer/run/a.csv", "a", 1);
    write_file("outer/run/meta/time.csv", "t", 1);
    assert_status(source_open(&source, inside("outer"), NULL), BKS_OK);
    assert_int_equal(source_entries(source), 2);
    assert_int_equal(source_find(source, "a.csv"), 0);
    assert_int_equal(source_find(source, "meta/time.csv"), 1);
    source_close(source);
    make_subfolder("outer/other");
    write_file("outer/other/a.csv", "a", 1);
    assert_status(source_open(&source, inside("outer"), NULL), BKS_OK);
    assert_int_equal(source_find(source, "a.csv"), SIZE_MAX);
    source_close(source);
}

static void a_zip_gives_its_files_in_name_order(void **state)
{
    (void)state;
    const struct zip_text files[] = {{"run/b.csv", "second", 0},
                                     {"run/a.csv", "first", 0},
                                     {"__MACOSX/run/._a.csv", "no", 0},
                                     {NULL, NULL, 0}};
    struct source *source;
    char text[64];
    size_t n = zip_memory(zip, ROOM, files, NULL);
    write_file("two.zip", zip, n);
    for (int from_file = 0; from_file < 2; from_file++) {
        enum bks_status status = from_file ? source_open(&source, inside("two.zip"), NULL)
                                           : source_open_memory(&source, zip, n, "two.zip", NULL);
        assert_status(status, BKS_OK);
        assert_int_equal(source_kind_of(source), SOURCE_ZIP);
        assert_int_equal(source_entries(source), 2);
        assert_string_equal(source_entry_name(source, 0), "run/a.csv");
        assert_int_equal(source_find(source, "b.csv"), 1);
        read_entry(text, source, 1);
        assert_string_equal(text, "second");
        read_entry(text, source, 0);
        assert_string_equal(text, "first");
        source_close(source);
    }
}

static void an_encrypted_zip_is_refused(void **state)
{
    (void)state;
    const struct zip_text files[] = {{"a.csv", "secret", 0}, {NULL, NULL, 0}};
    struct source *source;
    struct stream *stream;
    struct bks_fault fault;
    size_t n = zip_memory(zip, ROOM, files, "password");
    assert_status(source_open_memory(&source, zip, n, "z", NULL), BKS_OK);
    assert_status(stream_open(&stream, source, 0, &fault), BKS_UNSUPPORTED);
    assert_string_equal(fault.what, "the zip is encrypted");
    assert_string_equal(fault.entry, "a.csv");
    source_close(source);
}

/* Writes a number of four bytes over the unpacked size in the last directory entry. */
static void claim_size(size_t n, uint32_t size)
{
    for (size_t i = n - 22; i > 0; i--)
        if (memcmp(zip + i, "PK\1\2", 4) == 0) {
            for (unsigned k = 0; k < 4; k++)
                zip[i + 24 + k] = (uint8_t)(size >> (8 * k));
            return;
        }
    fail_msg("no directory");
}

static void a_zip_that_claims_to_unpack_without_end_is_refused(void **state)
{
    (void)state;
    const struct zip_text files[] = {{"a.csv", "a", 0}, {NULL, NULL, 0}};
    struct source *source;
    struct stream *stream;
    size_t n = zip_memory(zip, ROOM, files, NULL);
    claim_size(n, 0xfffffff0u);
    assert_status(source_open_memory(&source, zip, n, "z", NULL), BKS_OK);
    assert_status(stream_open(&stream, source, 0, NULL), BKS_TOO_LARGE);
    source_close(source);
}

static void more_bytes_than_a_zip_claims_are_damage(void **state)
{
    (void)state;
    static char text[2000];
    memset(text, 'a', sizeof text);
    const struct zip_text files[] = {{"a.csv", text, sizeof text}, {NULL, NULL, 0}};
    struct source *source;
    struct stream *stream;
    char bytes[4096];
    size_t got = 1, n = zip_memory(zip, ROOM, files, NULL);
    claim_size(n, 10);
    assert_status(source_open_memory(&source, zip, n, "z", NULL), BKS_OK);
    assert_status(stream_open(&stream, source, 0, NULL), BKS_OK);
    enum bks_status status = BKS_OK;
    while (status == BKS_OK && got > 0)
        status = stream_read(stream, bytes, sizeof bytes, &got, NULL);
    assert_status(status, BKS_DAMAGED);
    stream_close(stream);
    source_close(source);
}

static bool stop_at_once(void *context)
{
    (void)context;
    return true;
}

static void the_checksum_is_that_of_the_bytes(void **state)
{
    (void)state;
    static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    struct source *source;
    char hex[65];
    write_file("abc", "abc", 3);
    assert_status(source_open(&source, inside("abc"), NULL), BKS_OK);
    assert_status(source_sha256(source, hex, NULL, NULL, NULL), BKS_OK);
    assert_string_equal(hex, abc);
    assert_status(source_sha256(source, hex, stop_at_once, NULL, NULL), BKS_INTERRUPTED);
    source_close(source);
    assert_status(source_open_memory(&source, "abc", 3, "m", NULL), BKS_OK);
    assert_status(source_sha256(source, hex, NULL, NULL, NULL), BKS_OK);
    assert_string_equal(hex, abc);
    source_close(source);
}

static void the_checksum_of_a_folder_follows_names_and_bytes(void **state)
{
    (void)state;
    struct source *source;
    char before[65], after[65];
    make_subfolder("sum");
    write_file("sum/a", "1", 1);
    assert_status(source_open(&source, inside("sum"), NULL), BKS_OK);
    assert_status(source_sha256(source, before, NULL, NULL, NULL), BKS_OK);
    assert_status(source_sha256(source, after, NULL, NULL, NULL), BKS_OK);
    source_close(source);
    assert_string_equal(before, after);
    write_file("sum/a", "2", 1);
    assert_status(source_open(&source, inside("sum"), NULL), BKS_OK);
    assert_status(source_sha256(source, after, NULL, NULL, NULL), BKS_OK);
    source_close(source);
    assert_string_not_equal(before, after);
}

/* Takes away what the tests left in their folder. */
static int remove_folder(void **state)
{
    (void)state;
    static const char *const names[] = {"plain.txt",
                                        "pipe",
                                        "two.zip",
                                        "abc",
                                        "sum/a",
                                        "sum",
                                        "export/Raw Data.csv",
                                        "export/meta/time.csv",
                                        "export/meta/device.csv",
                                        "export/meta/deep/more.csv",
                                        "export/meta/deep",
                                        "export/meta",
                                        "export/.hidden",
                                        "export/__MACOSX/Raw Data.csv",
                                        "export/__MACOSX",
                                        "export",
                                        "outer/run/a.csv",
                                        "outer/run/meta/time.csv",
                                        "outer/run/meta",
                                        "outer/run",
                                        "outer/other/a.csv",
                                        "outer/other",
                                        "outer"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(inside(names[i]));
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_its_own_only_entry),
        cmocka_unit_test(a_pipe_is_kept_so_that_it_can_be_read_twice),
        cmocka_unit_test(a_missing_file_is_said_to_be_missing),
        cmocka_unit_test(a_folder_lists_its_files_and_those_one_level_down),
        cmocka_unit_test(a_top_folder_is_looked_through),
        cmocka_unit_test(a_zip_gives_its_files_in_name_order),
        cmocka_unit_test(an_encrypted_zip_is_refused),
        cmocka_unit_test(a_zip_that_claims_to_unpack_without_end_is_refused),
        cmocka_unit_test(more_bytes_than_a_zip_claims_are_damage),
        cmocka_unit_test(the_checksum_is_that_of_the_bytes),
        cmocka_unit_test(the_checksum_of_a_folder_follows_names_and_bytes),
    };
    return cmocka_run_group_tests_name("read/source", tests, make_folder, remove_folder);
}
