/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride convert` as its users meet it. */
#include "support/assert.h"
#include "support/json_check.h"
#include "support/ran.h"
#include "support/shared.h"
#include "support/wav_writer.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static const char folder_pattern[] = "convert-program-test-XXXXXX";

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static int make_folder(void **state)
{
    static char folder[sizeof folder_pattern];
    memcpy(folder, folder_pattern, sizeof folder);
    *state = folder;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    write_text("notes.txt", "ran well, back a little stiff\n");
    write_text("float.csv", "time_s,accel_x_g,accel_y_g,accel_z_g\n0,0.12345678912,1,0\n");
    write_text("there.wav", "precious");
    return 0;
}

/* Files in this folder. */
static size_t count_files(bool remove_them)
{
    size_t n = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        n++;
        if (remove_them)
            assert_int_equal(remove(entry->d_name), 0);
    }
    (void)closedir(folder);
    return n;
}

static int remove_folder(void **state)
{
    (void)count_files(true);
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static void run(struct ran *ran, const char *const *words, const char *input, int signal)
{
    const char *all[RAN_MAX_WORDS + 1] = {BKS_PROGRAM, "convert"};
    for (size_t i = 0; words[i] && i + 2 < RAN_MAX_WORDS; i++)
        all[i + 2] = words[i];
    ran_run(ran, all, input, NULL, signal);
}

static void calls_end_as_the_contract_says(void **state)
{
    static const struct {
        const char *label;
        const char *words[6]; /* "RUN" is a recording of samples/ */
        int status;
        const char *error; /* stands in standard error, or NULL: that is empty */
    } table[] = {
        {"help", {"--help"}, 0, NULL},
        {"to FLAC", {"RUN", "-o", "run.flac"}, 0, NULL},
        {"to WAV, as JSON", {"RUN", "--json", "-o", "run.wav"}, 0, NULL},
        {"quietly", {"RUN", "-q", "--output=run.csv"}, 0, NULL},
        {"again", {"RUN", "-o", "run.wav"}, 73, "run.wav: it is there already"},
        {"again, by force", {"RUN", "--force", "-o", "run.wav"}, 0, NULL},
        {"nothing", {NULL}, 2, "usage: backstride convert"},
        {"no output", {"RUN"}, 2, "no output is named"},
        {"two recordings", {"RUN", "RUN", "-o", "two.wav"}, 2, "one recording at a time"},
        {"unknown ending", {"RUN", "-o", "run.mp3"}, 2, "run.mp3: the ending"},
        {"unknown option", {"RUN", "--focre", "-o", "x.wav"}, 2, "did you mean --force?"},
        {"bad value", {"RUN", "--units", "stone", "-o", "x.wav"}, 2, "--units"},
        {"no folder", {"RUN", "-o", "none/run.wav"}, 73, "none/run.wav: there is no such folder"},
        {"what is there", {"RUN", "-o", "there.wav"}, 73, "--force"},
        {"missing", {"--json", "missing.csv", "-o", "x.wav"}, 66, "missing.csv: no such file"},
        {"not a recording", {"--json", "notes.txt", "-o", "x.wav"}, 65, "notes.txt: "},
        {"no FLAC", {"--json", "float.csv", "-o", "x.flac"}, 65, "write .wav or .rf64 instead"},
    };
    char path[SHARED_PATH_ROOM];
    (void)state;
    (void)source_path(path, "samples/spring-run.csv");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct ran ran;
        const char *words[7] = {NULL};
        bool json = false;
        for (size_t k = 0; k < 6 && table[i].words[k]; k++) {
            words[k] = strcmp(table[i].words[k], "RUN") == 0 ? path : table[i].words[k];
            json = json || strcmp(words[k], "--json") == 0;
        }
        run(&ran, words, NULL, 0);
        assert_int_case(table[i].label, ran.status, table[i].status);
        if (table[i].error)
            assert_true_case(table[i].label, strstr(ran.err, table[i].error) != NULL);
        else
            assert_text_case(table[i].label, ran.err, "");
        if (json)
            assert_true_case(table[i].label, json_valid(ran.out, strlen(ran.out), NULL));
        ran_clear(&ran);
    }
    assert_int_equal(count_files(false), 6);
}

static void the_json_says_what_was_written(void **state)
{
    static const struct {
        const char *path, *value;
    } table[] = {
        {"input.format", "\"plain-csv\""}, {"output.file", "\"said.csv\""},
        {"output.container", "\"csv\""},   {"output.coding", "\"decimal\""},
        {"output.n_samples", "7000"},      {"output.size_bytes", "227990"},
        {"output.time_column", "true"},    {"output.lost", "[]"},
        {"output.columns", "4"},           {"schema_version", "1"},
    };
    char path[SHARED_PATH_ROOM], value[128];
    struct ran ran;
    (void)state;
    run(&ran,
        (const char *const[]){source_path(path, "samples/spring-run.csv"), "--json", "-o",
                              "said.csv", NULL},
        NULL, 0);
    assert_int_equal(ran.status, 0);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_true_case(table[i].path, json_at(value, sizeof value, ran.out, table[i].path));
        assert_text_case(table[i].path, value, table[i].value);
    }
    ran_clear(&ran);
    assert_int_equal(remove("said.csv"), 0);
}

static void standard_input_is_read_twice_all_the_same(void **state)
{
    char path[SHARED_PATH_ROOM];
    struct ran ran;
    struct stat about;
    (void)state;
    run(&ran, (const char *const[]){"-", "-q", "-o", "piped.csv", NULL},
        source_path(path, "samples/spring-run.csv"), 0);
    assert_int_equal(ran.status, 0);
    ran_clear(&ran);
    assert_int_equal(stat("piped.csv", &about), 0);
    assert_int_equal(about.st_size, 227990);
    assert_int_equal(remove("piped.csv"), 0);
}

/* A limit on the size of files ends a write as a full disk does. */
static void a_full_disk_is_told_and_leaves_what_was_there(void **state)
{
    static const char *const outs[] = {"there.wav", "there.rf64", "there.flac", "there.csv"};
    char path[SHARED_PATH_ROOM];
    struct rlimit before, small;
    (void)state;
    (void)source_path(path, "samples/spring-run.csv");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    for (size_t i = 0; i < sizeof outs / sizeof outs[0]; i++) {
        struct ran ran;
        struct stat about;
        write_text(outs[i], "precious");
        size_t files = count_files(false);
        small = before;
        small.rlim_cur = 8192;
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
        run(&ran, (const char *const[]){path, "--force", "-o", outs[i], NULL}, NULL, 0);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
        assert_int_case(outs[i], ran.status, 73);
        assert_true_case(outs[i], strstr(ran.err, "larger than a file may be") != NULL);
        ran_clear(&ran);
        assert_int_case(outs[i], count_files(false), files);
        assert_int_equal(stat(outs[i], &about), 0);
        assert_int_case(outs[i], about.st_size, 8);
    }
}

static void the_recording_itself_is_never_replaced(void **state)
{
    static const struct {
        const char *label, *in, *out, *input;
    } table[] = {
        {"by its name", "own.csv", "own.csv", NULL},
        {"by another spelling", "own.csv", "./own.csv", NULL},
        {"through a link", "own.csv", "link.csv", NULL},
        {"from a link", "link.csv", "own.csv", NULL},
        {"a second name of it", "own.csv", "twin.csv", NULL},
        {"as standard input", "-", "own.csv", "own.csv"},
    };
    char path[SHARED_PATH_ROOM];
    struct ran ran;
    struct stat before, after;
    (void)state;
    (void)source_path(path, "samples/spring-run.csv");
    run(&ran, (const char *const[]){path, "-q", "-o", "own.csv", NULL}, NULL, 0);
    ran_clear(&ran);
    assert_int_equal(symlink("own.csv", "link.csv"), 0);
    assert_int_equal(link("own.csv", "twin.csv"), 0);
    assert_int_equal(stat("own.csv", &before), 0);
    size_t files = count_files(false);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        run(&ran, (const char *const[]){table[i].in, "--force", "-o", table[i].out, NULL},
            table[i].input, 0);
        assert_int_case(table[i].label, ran.status, 73);
        assert_true_case(table[i].label, strstr(ran.err, "it is the recording itself") != NULL);
        ran_clear(&ran);
        assert_int_equal(stat("own.csv", &after), 0);
        assert_true_case(table[i].label, after.st_ino == before.st_ino);
        assert_int_case(table[i].label, after.st_nlink, 2);
        assert_int_case(table[i].label, count_files(false), files);
    }
    /* Another file of the same bytes gives way. */
    run(&ran, (const char *const[]){path, "-q", "--force", "-o", "own.csv", NULL}, NULL, 0);
    assert_int_equal(ran.status, 0);
    ran_clear(&ran);
    assert_int_equal(remove("own.csv"), 0);
    assert_int_equal(remove("link.csv"), 0);
    assert_int_equal(remove("twin.csv"), 0);
}

static void ctrl_c_ends_with_130_and_leaves_nothing(void **state)
{
    struct ran ran;
    (void)state;
    wav_write_long("long.wav");
    size_t files = count_files(false);
    run(&ran, (const char *const[]){"long.wav", "-o", "copy.wav", NULL}, NULL, SIGINT);
    assert_int_equal(ran.status, 130);
    assert_string_equal(ran.out, "");
    assert_int_equal(count_files(false), files);
    ran_clear(&ran);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_end_as_the_contract_says),
        cmocka_unit_test(the_json_says_what_was_written),
        cmocka_unit_test(standard_input_is_read_twice_all_the_same),
        cmocka_unit_test(the_recording_itself_is_never_replaced),
        cmocka_unit_test(a_full_disk_is_told_and_leaves_what_was_there),
        cmocka_unit_test(ctrl_c_ends_with_130_and_leaves_nothing),
    };
    return cmocka_run_group_tests_name("cli/convert", tests, make_folder, remove_folder);
}
