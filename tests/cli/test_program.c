/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program as its users meet it: exit statuses, one line a failure, valid JSON on every path. */
#include "support/assert.h"
#include "support/json_check.h"
#include "support/ran.h"
#include "support/wav_writer.h"

#include <dirent.h>
#include <errno.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

/* The folder of this run, made by the setup below the build folder. */
static const char folder_pattern[] = "program-test-XXXXXX";

static const struct {
    const char *name;
    double seconds; /* of a recording; 0: not a recording, -1: the head only */
} files[] = {
    {"a-good.csv", 30},  {"b-long.csv", 7200},   {"c-notes.txt", 0},
    {"d-empty.csv", -1}, {"sub/e-good.csv", 30}, {"notes/f.txt", 0},
};

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* 160 steps a minute at 50 Hz: a bounce of 3 m/s2 and a sway of half the rate. */
static void write_recording(const char *path, double seconds)
{
    const double pi = acos(-1);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    if (seconds == 0)
        (void)fputs("ran well, back a little stiff\n", file);
    else
        (void)fputs("time_s,accel_x_g,accel_y_g,accel_z_g\n", file);
    for (int i = 0; i < (int)(seconds * 50); i++) {
        double phase = 2 * pi * i / 50 * 160 / 60;
        (void)fprintf(file, "%.2f,%.4f,%.4f,%.4f\n", i / 50., 0.1 * sin(phase / 2),
                      1 + 0.3 * sin(phase), 0.1 * cos(phase));
    }
    (void)fclose(file);
}

static int make_folder(void **state)
{
    static char folder[sizeof folder_pattern];
    (void)snprintf(folder, sizeof folder, "%s", folder_pattern);
    if (!mkdtemp(folder) || chdir(folder) != 0 || mkdir("sub", 0777) != 0 ||
        mkdir("notes", 0777) != 0 || mkdir("none", 0777) != 0)
        return -1;
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        write_recording(files[i].name, files[i].seconds);
    *state = folder;
    return 0;
}

static int remove_folder(void **state)
{
    for (size_t i = 0; i < sizeof files / sizeof files[0]; i++)
        (void)remove(files[i].name);
    (void)rmdir("sub");
    (void)rmdir("notes");
    (void)rmdir("none");
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static const struct {
    const char *label;
    const char *words[8];
    int status;
    int lines;         /* of JSON on standard output, -1: text, or nothing after a failure */
    const char *error; /* stands in standard error, or NULL: that is empty */
} calls[] = {
    {"help", {"--help"}, 0, -1, NULL},
    {"short help", {"-h"}, 0, -1, NULL},
    {"version", {"-V"}, 0, -1, NULL},
    {"long version", {"--version"}, 0, -1, NULL},
    {"help of analyze", {"analyze", "--help"}, 0, -1, NULL},
    {"help of check", {"check", "-h"}, 0, -1, NULL},
    {"help of guide", {"guide", "--help"}, 0, -1, NULL},
    {"help of formats", {"formats", "--help"}, 0, -1, NULL},
    {"formats", {"formats"}, 0, -1, NULL},
    {"formats as JSON", {"formats", "--json"}, 0, 1, NULL},
    {"guide", {"guide"}, 0, -1, NULL},
    {"guide as JSON", {"guide", "phyphox", "--json"}, 0, 1, NULL},
    {"help of plan", {"plan", "--help"}, 0, -1, NULL},
    {"plan without a case", {"plan"}, 2, -1, "usage: backstride plan --case FILE.json"},
    {"plan takes no file", {"plan", "c-notes.txt"}, 2, -1, "too much"},
    {"plan --case without a file", {"plan", "--case"}, 2, -1, "--case"},
    {"no such case", {"plan", "--case", "none.json"}, 66, -1, "cannot be opened"},
    {"a case that is none", {"plan", "--case", "c-notes.txt", "--json"}, 65, 1, "not JSON"},
    {"an empty case", {"plan", "--case", "-"}, 65, -1, "-: not JSON"},
    {"nothing", {NULL}, 2, -1, "no command is named"},
    {"unknown command", {"analyse", "x"}, 2, -1, "did you mean analyze?"},
    {"far from any command", {"swimming"}, 2, -1, "see backstride --help"},
    {"option before the command", {"--hlep"}, 2, -1, "did you mean --help?"},
    {"unknown option",
     {"analyze", "--plcement", "waist", "a-good.csv"},
     2,
     -1,
     "did you mean --placement?"},
    {"bad value", {"analyze", "--speed", "fast", "a-good.csv"}, 2, -1, "3.3m/s, 12km/h or 5:00/km"},
    {"bad number of jobs", {"analyze", "-j", "0", "a-good.csv"}, 2, -1, "from 1 to"},
    {"no file", {"analyze"}, 2, -1, "usage: backstride analyze"},
    {"check has no series", {"check", "--series", "a-good.csv"}, 2, -1, "no such option"},
    {"unknown guide", {"guide", "phypox"}, 2, -1, "did you mean phyphox?"},
    {"too much for formats", {"formats", "x"}, 2, -1, "usage: backstride formats"},
    {"a note", {"analyze", "a-good.csv"}, 0, -1, NULL},
    {"a check", {"check", "a-good.csv"}, 0, -1, NULL},
    {"one object", {"analyze", "--json", "a-good.csv"}, 0, 1, NULL},
    {"a series", {"analyze", "--json", "--series", "a-good.csv"}, 0, 1, NULL},
    {"a check as JSON", {"check", "--json", "a-good.csv"}, 0, 1, NULL},
    {"options are kept", {"analyze", "--json", "--mass=70kg", "a-good.csv"}, 0, 1, NULL},
    {"a track that is not there",
     {"analyze", "--json", "--track", "none.fit", "a-good.csv"},
     66,
     1,
     "a-good.csv: the track none.fit: "},
    {"a track without a name",
     {"analyze", "--track=", "a-good.csv"},
     2,
     -1,
     "name the file that the watch wrote"},
    {"missing", {"analyze", "--json", "missing.csv"}, 66, 1, "backstride: missing.csv: "},
    {"not a recording", {"analyze", "--json", "c-notes.txt"}, 65, 1, "backstride: c-notes.txt: "},
    {"no samples", {"analyze", "--json", "d-empty.csv"}, 65, 1, "backstride: d-empty.csv: "},
    {"two of which one fails",
     {"analyze", "--json", "missing.csv", "a-good.csv"},
     3,
     2,
     "1 done, 1 failed"},
    {"all fail alike", {"check", "--json", "missing.csv", "none.csv"}, 66, 2, "2 failed"},
    {"all fail in their own way",
     {"check", "--json", "missing.csv", "c-notes.txt"},
     65,
     2,
     "2 failed"},
    {"a folder", {"analyze", "--json", "-j", "3", "sub", "a-good.csv"}, 0, 2, NULL},
    {"a folder without recordings", {"analyze", "--json", "notes"}, 65, 1, "no recording in it"},
    {"an empty folder", {"analyze", "--json", "none"}, 65, 1, "no files in this folder"},
    {"more threads than files",
     {"analyze", "--json", "-j9", "a-good.csv", "sub/e-good.csv"},
     0,
     2,
     NULL},
    {"a name like an option", {"analyze", "--json", "--", "--json"}, 66, 1, "backstride: --json: "},
    {"a line for each", {"analyze", "-qv", "a-good.csv"}, 0, -1, "samples in 30.0 s"},
};

static void run(struct ran *ran, const char *const *words, const char *input, const char *output,
                int signal)
{
    const char *all[RAN_MAX_WORDS + 1] = {BKS_PROGRAM};
    for (size_t i = 0; words[i] && i + 1 < RAN_MAX_WORDS; i++)
        all[i + 1] = words[i];
    ran_run(ran, all, input, output, signal);
}

/* Each line is one valid object; answers how many. */
static int valid_lines(const char *label, const char *text)
{
    int n = 0;
    for (const char *p = text; *p; n++) {
        const char *end = strchr(p, '\n');
        assert_true_case(label, end != NULL);
        assert_true_case(label, *p == '{' && json_valid(p, (size_t)(end - p), NULL));
        p = end + 1;
    }
    return n;
}

static void calls_end_as_the_contract_says(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
        struct ran ran;
        run(&ran, calls[i].words, NULL, NULL, 0);
        assert_int_case(calls[i].label, ran.status, calls[i].status);
        if (calls[i].lines >= 0)
            assert_int_case(calls[i].label, valid_lines(calls[i].label, ran.out), calls[i].lines);
        else
            assert_true_case(calls[i].label, (ran.out[0] == '\0') == (calls[i].status != 0));
        if (calls[i].error)
            assert_true_case(calls[i].label, strstr(ran.err, calls[i].error) != NULL);
        else
            assert_text_case(calls[i].label, ran.err, "");
        ran_clear(&ran);
    }
}

static void a_failure_is_one_line_to_a_person_and_one_object_to_a_program(void **state)
{
    const char *const words[] = {"analyze", "--json", "missing.csv", NULL};
    struct ran ran;
    char text[512], file[64];
    (void)state;
    run(&ran, words, NULL, NULL, 0);
    assert_ptr_equal(strchr(ran.err, '\n'), ran.err + strlen(ran.err) - 1);
    assert_true(json_at(text, sizeof text, ran.out, "error.id"));
    assert_string_equal(text, "\"cannot_open\"");
    assert_true(json_at(file, sizeof file, ran.out, "input.file"));
    assert_string_equal(file, "\"missing.csv\"");
    ran_clear(&ran);
}

/* Texts stay within a terminal's width, guides within its height. */
static void assert_fits(const char *label, const char *text, int most_lines)
{
    int lines = 0;
    for (const char *p = text; *p; lines++) {
        size_t n = strcspn(p, "\n");
        assert_true_case(label, n <= 80);
        p += n + (p[n] == '\n');
    }
    assert_true_case(label, lines <= most_lines);
}

static void texts_fit_the_terminal(void **state)
{
    static const char *const shown[][3] = {
        {"guide", NULL},           {"guide", "phyphox"},    {"guide", "sensor-logger"},
        {"guide", "axivity"},      {"guide", "actigraph"},  {"guide", "csv"},
        {"analyze", "a-good.csv"}, {"check", "a-good.csv"}, {"formats", NULL},
        {"--help", NULL},          {"analyze", "--help"},   {"plan", "--help"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        struct ran ran;
        run(&ran, shown[i], NULL, NULL, 0);
        bool screen = strcmp(shown[i][0], "guide") == 0 || strcmp(shown[i][0], "check") == 0;
        assert_fits(shown[i][1] ? shown[i][1] : shown[i][0], ran.out, screen ? 24 : 400);
        ran_clear(&ran);
    }
}

static void the_order_of_output_is_the_order_of_input(void **state)
{
    static const char *const names[] = {"b-long.csv", "a-good.csv", "missing.csv", "sub/e-good.csv",
                                        "a-good.csv"};
    const char *const words[] = {"analyze", "--json", "-j",     "4",      names[0],
                                 names[1],  names[2], names[3], names[4], NULL};
    struct ran ran;
    (void)state;
    run(&ran, words, NULL, NULL, 0);
    assert_int_equal(ran.status, 3);
    const char *p = ran.out;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char file[64], expected[64];
        (void)snprintf(expected, sizeof expected, "\"%s\"", names[i]);
        assert_true(json_at(file, sizeof file, p, "input.file"));
        assert_string_equal(file, expected);
        p = strchr(p, '\n') + 1;
    }
    ran_clear(&ran);
}

static void a_folder_is_walked_in_name_order(void **state)
{
    static const char *const names[] = {"./a-good.csv", "./b-long.csv", "./d-empty.csv",
                                        "./sub/e-good.csv"};
    const char *const words[] = {"check", "--json", ".", NULL};
    struct ran ran;
    (void)state;
    run(&ran, words, NULL, NULL, 0);
    assert_int_equal(ran.status, 3);
    assert_int_equal(valid_lines("folder", ran.out), 4);
    const char *p = ran.out;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char file[64], expected[64];
        (void)snprintf(expected, sizeof expected, "\"%s\"", names[i]);
        assert_true(json_at(file, sizeof file, p, "input.file"));
        assert_string_equal(file, expected);
        p = strchr(p, '\n') + 1;
    }
    assert_non_null(strstr(ran.err, "3 done, 1 failed, 2 passed over"));
    ran_clear(&ran);
}

static void threads_do_not_change_a_byte(void **state)
{
    const char *const one[] = {"analyze", "--series", "a-good.csv", "b-long.csv", NULL};
    const char *const two[] = {"analyze", "--series", "-j2", "a-good.csv", "b-long.csv", NULL};
    struct ran first, second;
    (void)state;
    run(&first, one, NULL, NULL, 0);
    run(&second, two, NULL, NULL, 0);
    assert_string_equal(first.out, second.out);
    ran_clear(&first);
    ran_clear(&second);
}

/* What a file holds: cut to the room. */
static const char *content(char text[400], const char *path)
{
    FILE *file = fopen(path, "rb");
    text[0] = '\0';
    if (!file)
        return text;
    text[fread(text, 1, 399, file)] = '\0';
    (void)fclose(file);
    return text;
}

static bool holds_steps(const char *path)
{
    char text[400];
    return strncmp(content(text, path), "step,bout,side,contact_s,toe_off_s,", 35) == 0;
}

/* A passing name would be a hidden file here. */
static bool leaves_no_part(void)
{
    bool none = true;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (const struct dirent *entry; (entry = readdir(folder));)
        none = none && strstr(entry->d_name, ".part") == NULL;
    (void)closedir(folder);
    return none;
}

static const struct {
    const char *label;
    const char *words[8];
    int status;
    const char *error; /* stands in standard error, or NULL: that is empty */
    const char *after; /* the content of steps.csv, NULL: steps, "": it is not there */
    bool there;        /* with something precious in it, before */
} step_calls[] = {
    {"written", {"analyze", "--steps", "steps.csv", "a-good.csv"}, 0, NULL, NULL, false},
    {"beside JSON", {"analyze", "--json", "--steps=steps.csv", "a-good.csv"}, 0, NULL, NULL, false},
    {"of a folder of one", {"analyze", "--steps", "steps.csv", "sub"}, 0, NULL, NULL, false},
    {"already there",
     {"analyze", "--steps", "steps.csv", "a-good.csv"},
     73,
     "steps.csv: it is there already - choose another name, or replace it with --force",
     "precious",
     true},
    {"by force", {"analyze", "--force", "--steps", "steps.csv", "a-good.csv"}, 0, NULL, NULL, true},
    {"by force, of what is no recording",
     {"analyze", "--force", "--steps", "steps.csv", "c-notes.txt"},
     65,
     "c-notes.txt: ",
     "precious",
     true},
    {"of what is missing",
     {"analyze", "--steps", "steps.csv", "missing.csv"},
     66,
     "missing.csv: no such file",
     "",
     false},
    {"no folder",
     {"analyze", "--steps", "gone/steps.csv", "a-good.csv"},
     73,
     "gone/steps.csv: there is no such folder - make the folder first",
     "",
     false},
    {"below a file",
     {"analyze", "--steps", "a-good.csv/steps.csv", "a-good.csv"},
     73,
     "there is no such folder",
     "",
     false},
    {"a folder", {"analyze", "--steps", "none", "a-good.csv"}, 73, "not a plain file", "", false},
    {"onto the recording",
     {"analyze", "--force", "--steps", "./a-good.csv", "a-good.csv"},
     73,
     "it is the recording itself",
     "",
     false},
    {"onto the track",
     {"analyze", "--force", "--steps", "./steps.csv", "--track=steps.csv", "a-good.csv"},
     73,
     "./steps.csv: it is the track itself, which is never replaced - choose another name",
     "precious",
     true},
    {"two recordings",
     {"analyze", "--steps", "steps.csv", "a-good.csv", "sub/e-good.csv"},
     2,
     "--steps takes the steps of one recording, and 2 files are named",
     "",
     false},
    {"standard output",
     {"analyze", "--steps", "-", "a-good.csv"},
     2,
     "\"-\" is no file",
     "",
     false},
    {"no name", {"analyze", "--steps=", "a-good.csv"}, 2, "is no file", "", false},
    {"not of check", {"check", "--steps", "s.csv", "a-good.csv"}, 2, "no such option", "", false},
    {"check needs no force", {"check", "--force", "a-good.csv"}, 2, "no such option", "", false},
};

static void steps_are_written_whole_or_not_at_all(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof step_calls / sizeof step_calls[0]; i++) {
        struct ran ran;
        char text[400];
        (void)remove("steps.csv");
        if (step_calls[i].there)
            write_text("steps.csv", "precious");
        run(&ran, step_calls[i].words, NULL, NULL, 0);
        assert_int_case(step_calls[i].label, ran.status, step_calls[i].status);
        assert_true_case(step_calls[i].label, (ran.out[0] == '\0') == (ran.status != 0));
        if (step_calls[i].error)
            assert_true_case(step_calls[i].label, strstr(ran.err, step_calls[i].error) != NULL);
        else
            assert_text_case(step_calls[i].label, ran.err, "");
        if (step_calls[i].after)
            assert_text_case(step_calls[i].label, content(text, "steps.csv"), step_calls[i].after);
        else
            assert_true_case(step_calls[i].label, holds_steps("steps.csv"));
        assert_true_case(step_calls[i].label, leaves_no_part());
        ran_clear(&ran);
    }
    assert_int_equal(remove("steps.csv") == 0 || errno == ENOENT, 1);
}

/* As Sensor Logger leaves it: 30 s of one sensor, and what the phone was. */
static void write_export(void)
{
    const double pi = acos(-1);
    assert_int_equal(mkdir("exp", 0777), 0);
    assert_int_equal(mkdir("exp/meta", 0777), 0);
    assert_int_equal(symlink("exp/meta", "link"), 0);
    write_text("exp/Metadata.csv", "version,device name,platform\n3,phone,android\n");
    FILE *file = fopen("exp/TotalAcceleration.csv", "w");
    assert_non_null(file);
    (void)fputs("time,seconds_elapsed,z,y,x\n", file);
    for (int i = 0; i < 30 * 50; i++)
        (void)fprintf(file, "%.0f,%.2f,0.1,%.4f,0.1\n", 1.7e18 + 2e7 * i, i / 50.,
                      9.8 + 3 * sin(2 * pi * i / 50 * 160 / 60));
    (void)fclose(file);
}

static void remove_export(void)
{
    static const char *const names[] = {"exp/meta/steps.csv",
                                        "exp/TotalAcceleration.csv",
                                        "exp/Metadata.csv",
                                        "exp/meta",
                                        "exp/steps.csv",
                                        "link",
                                        "exp",
                                        "steps.csv"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        (void)remove(names[i]);
}

static void nothing_is_converted_into_an_export(void **state)
{
    static const char *const outs[] = {"exp/TotalAcceleration.csv", "exp/new.csv", "link/new.csv"};
    (void)state;
    write_export();
    for (size_t i = 0; i < sizeof outs / sizeof outs[0]; i++) {
        const char *const words[] = {"convert", "--force", "exp", "-o", outs[i], NULL};
        struct ran ran;
        char text[400];
        run(&ran, words, NULL, NULL, 0);
        assert_int_case(outs[i], ran.status, 73);
        assert_true_case(outs[i], strstr(ran.err, "or lies in it") != NULL);
        assert_int_equal(strncmp(content(text, "exp/TotalAcceleration.csv"), "time,", 5), 0);
        ran_clear(&ran);
    }
    remove_export();
}

static void steps_are_never_written_into_an_export(void **state)
{
    static const struct {
        const char *steps;
        int status;
    } cases[] = {
        {"exp/TotalAcceleration.csv", 73}, {"exp/steps.csv", 73},  {"exp/meta/steps.csv", 73},
        {"sub/../exp/steps.csv", 73},      {"link/steps.csv", 73}, {"steps.csv", 0}};
    (void)state;
    write_export();
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *const words[] = {"analyze", "--force", "--steps", cases[i].steps, "exp", NULL};
        struct ran ran;
        char text[400];
        run(&ran, words, NULL, NULL, 0);
        assert_int_case(cases[i].steps, ran.status, cases[i].status);
        assert_true_case(cases[i].steps,
                         cases[i].status == 0 ||
                             strstr(ran.err, ": it lies in the recording itself") != NULL);
        assert_int_equal(strncmp(content(text, "exp/TotalAcceleration.csv"), "time,", 5), 0);
        ran_clear(&ran);
    }
    assert_true(holds_steps("steps.csv"));
    remove_export();
}

/* A limit on the size of files ends a write as a full disk does. */
static void steps_that_find_no_room_are_told(void **state)
{
    const char *const words[] = {"analyze", "--force", "--steps", "steps.csv", "a-good.csv", NULL};
    struct rlimit before, small;
    struct ran ran;
    char text[400];
    (void)state;
    write_text("steps.csv", "precious");
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    small = before;
    small.rlim_cur = 64;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    run(&ran, words, NULL, "/dev/null", 0);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    assert_int_equal(ran.status, 73);
    assert_non_null(strstr(ran.err, "steps.csv: larger than a file may be there"));
    assert_string_equal(content(text, "steps.csv"), "precious");
    assert_true(leaves_no_part());
    ran_clear(&ran);
    assert_int_equal(remove("steps.csv"), 0);
}

static void steps_of_what_is_interrupted_are_not_left(void **state)
{
    const char *const words[] = {"analyze", "--steps", "steps.csv", "long.wav", NULL};
    struct ran ran;
    (void)state;
    wav_write_long("long.wav");
    run(&ran, words, NULL, NULL, SIGINT);
    assert_int_equal(ran.status, 130);
    assert_true(leaves_no_part());
    assert_int_not_equal(access("steps.csv", F_OK), 0);
    ran_clear(&ran);
    assert_int_equal(remove("long.wav"), 0);
}

static void standard_input_is_read_as_a_file(void **state)
{
    const char *const words[] = {"analyze", "--json", "-", NULL};
    struct ran ran;
    char duration[32];
    (void)state;
    run(&ran, words, "a-good.csv", NULL, 0);
    assert_int_equal(ran.status, 0);
    assert_true(json_at(duration, sizeof duration, ran.out, "input.duration_s"));
    assert_near(strtod(duration, NULL), 30, 0.1);
    ran_clear(&ran);
}

static void a_full_disk_is_told(void **state)
{
    static const char *const shown[][3] = {
        {"analyze", "a-good.csv"}, {"check", "a-good.csv"}, {"formats", "--json"}, {"guide"}};
    (void)state;
    for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++) {
        struct ran ran;
        run(&ran, shown[i], NULL, "/dev/full", 0);
        assert_int_case(shown[i][0], ran.status, 73);
        assert_true_case(shown[i][0], strstr(ran.err, "cannot be written") != NULL);
        ran_clear(&ran);
    }
}

static void ctrl_c_ends_with_130_and_no_half_object(void **state)
{
    /* So many that the program is surely at work when the signal comes. */
    const char *words[RAN_MAX_WORDS] = {"analyze", "--json"};
    for (size_t i = 2; i + 2 < RAN_MAX_WORDS; i++)
        words[i] = "b-long.csv";
    struct ran ran;
    (void)state;
    run(&ran, words, NULL, NULL, SIGINT);
    assert_int_equal(ran.status, 130);
    (void)valid_lines("what was done before", ran.out);
    ran_clear(&ran);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_end_as_the_contract_says),
        cmocka_unit_test(a_failure_is_one_line_to_a_person_and_one_object_to_a_program),
        cmocka_unit_test(texts_fit_the_terminal),
        cmocka_unit_test(the_order_of_output_is_the_order_of_input),
        cmocka_unit_test(a_folder_is_walked_in_name_order),
        cmocka_unit_test(threads_do_not_change_a_byte),
        cmocka_unit_test(steps_are_written_whole_or_not_at_all),
        cmocka_unit_test(nothing_is_converted_into_an_export),
        cmocka_unit_test(steps_are_never_written_into_an_export),
        cmocka_unit_test(steps_that_find_no_room_are_told),
        cmocka_unit_test(steps_of_what_is_interrupted_are_not_left),
        cmocka_unit_test(standard_input_is_read_as_a_file),
        cmocka_unit_test(a_full_disk_is_told),
        cmocka_unit_test(ctrl_c_ends_with_130_and_no_half_object),
    };
    return cmocka_run_group_tests_name("cli/program", tests, make_folder, remove_folder);
}
