/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is converted is the same recording, in the smallest form; or nothing is left behind. */
#include "backstride/convert.h"

#include "base/memory.h"
#include "support/archive_read.h"
#include "support/assert.h"
#include "support/same_recording.h"
#include "support/shared.h"
#include "support/sim_write.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define N(table) (sizeof(table) / sizeof(table)[0])

static const char folder_pattern[] = "convert-test-XXXXXX";

static int make_folder(void **state)
{
    static char folder[sizeof folder_pattern];
    memcpy(folder, folder_pattern, sizeof folder);
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

/* Files in this folder; removes them. */
static size_t sweep(void)
{
    size_t n = 0;
    DIR *folder = opendir(".");
    assert_non_null(folder);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        n++;
        assert_int_equal(remove(entry->d_name), 0);
    }
    (void)closedir(folder);
    return n;
}

static int remove_folder(void **state)
{
    (void)sweep();
    return chdir("..") == 0 && rmdir(*state) == 0 ? 0 : -1;
}

static struct bks_options *options_of(const char *const *pairs)
{
    struct bks_options *options = NULL;
    struct bks_fault fault;
    assert_status(bks_options_new(&options), BKS_OK);
    for (size_t i = 0; pairs && pairs[i]; i += 2)
        assert_status(bks_options_set(options, pairs[i], pairs[i + 1], &fault), BKS_OK);
    return options;
}

static enum bks_status convert(struct bks_conversion *done, const char *path, const char *out,
                               const struct bks_options *options, struct bks_fault *fault)
{
    return bks_convert(done, path, out, true, options, NULL, NULL, fault);
}

static void write_text(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

/* Through WAV, RF64 and, where it fits, FLAC; back and the same. */
static void assert_round_trips(const char *label, const char *path, bool flac)
{
    static const char *const outs[] = {"out.wav", "out.rf64", "out.flac"};
    for (size_t i = 0; i < N(outs); i++) {
        struct bks_conversion done;
        struct bks_fault fault = {.what = ""};
        enum bks_status status = convert(&done, path, outs[i], NULL, &fault);
        bool refused = i == 2 && !flac;
        assert_int_case(label, status, refused ? BKS_UNSUPPORTED : BKS_OK);
        if (refused) {
            assert_non_null(strstr(fault.hint, ".wav"));
            continue;
        }
        assert_int_case(label, done.lost, 0);
        assert_same_rows(label, path, outs[i], NULL);
        assert_same_analysis(label, path, outs[i]);
        assert_int_equal(remove(outs[i]), 0);
    }
}

static void samples_come_back_bit_for_bit(void **state)
{
    static const struct {
        const char *name;
        bool flac;
    } table[] = {{"samples/walk-run-30min.flac", true},
                 {"samples/steady-run.csv", true},
                 {"samples/spring-run.csv", true},
                 {"samples/pocket-phone.zip", false},
                 {"samples/damaged.csv", true}};
    (void)state;
    for (size_t i = 0; i < N(table); i++) {
        char path[SHARED_PATH_ROOM];
        assert_round_trips(table[i].name, source_path(path, table[i].name), table[i].flac);
    }
}

static bool write_csv(const struct sim *sim, const char *path)
{
    return sim_write_csv(sim, path, &(struct sim_csv){.gyro = true, .speed = true});
}

static bool write_si(const struct sim *sim, const char *path)
{
    return sim_write_csv(sim, path, &(struct sim_csv){.si = true, .time_unit = "ms"});
}

static bool write_actilife(const struct sim *sim, const char *path)
{
    return sim_write_actilife(sim, path, true);
}

static bool write_android(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_ANDROID, true);
}

static bool write_ios(const struct sim *sim, const char *path)
{
    return sim_write_sensor_logger(sim, path, SIM_IOS, true);
}

static bool write_phyphox(const struct sim *sim, const char *path)
{
    return sim_write_phyphox(sim, path, ';', ',', true);
}

static bool write_archive(const struct sim *sim, const char *path)
{
    return sim_write_archive(sim, path, true);
}

/* What can be wrong with a recording. */
static void trouble(struct sim_sensor *sensor, const char *what)
{
    if (strstr(what, "jitter")) {
        sensor->jitter_s = 0.002;
        sensor->late_s = 0.03;
    }
    if (strstr(what, "gap"))
        sensor->gap[0] = (struct sim_span){12.0, 14.3};
    if (strstr(what, "zero"))
        sensor->zero[0] = (struct sim_span){20, 23};
    if (strstr(what, "twice"))
        sensor->duplicate_share = 0.05;
    if (strstr(what, "clip"))
        sensor->range_g = 2;
    if (strstr(what, "round"))
        sensor->round_us = 1000;
}

static void simulated_recordings_come_back_with_all_their_troubles(void **state)
{
    static const struct sim_segment part[] = {
        {.kind = SIM_STAND, .duration_s = 4},
        {.kind = SIM_RUN, .duration_s = 30, .cadence_spm = 168, .jitter_cv = 0.02},
        {.kind = SIM_STAND, .duration_s = 12}};
    static const struct {
        const char *label, *path;
        bool (*write)(const struct sim *sim, const char *path);
        double rate_hz;
        int64_t start_us;
        bool flac;
    } table[] = {
        {"perfect", "in.csv", write_csv, 100, 0, true},
        {"jitter, gap, zero, twice, clip", "in.csv", write_csv, 98.86, 0, true},
        {"twice, whole milliseconds: round", "in.csv", write_si, 208, 1777622400000000, true},
        {"zero, twice", "in.csv", write_actilife, 30, 1777622400000000, true},
        {"gap, jitter", "in.zip", write_android, 100, 1777622400000000, false},
        {"clip, round", "in.zip", write_ios, 50, 1777622400000000, false},
        {"jitter", "in.zip", write_phyphox, 104.34, 1777622400000000, false},
        {"gap, clip", "in.flac", write_archive, 98.86, 1777622400000000, true},
    };
    (void)state;
    for (size_t i = 0; i < N(table); i++) {
        struct sim_spec spec = {.segments = part, .n_segments = N(part), .seed = 7 + i};
        struct sim *sim = NULL;
        spec.sensor = sim_typical(SIM_WAIST, table[i].rate_hz);
        spec.start_us = table[i].start_us;
        trouble(&spec.sensor, table[i].label);
        assert_null(sim_run(&sim, &spec));
        assert_true_case(table[i].label, table[i].write(sim, table[i].path));
        sim_free(sim);
        assert_round_trips(table[i].label, table[i].path, table[i].flac);
    }
}

static void recordings_of_others_come_back_bit_for_bit(void **state)
{
    static const struct {
        const char *name;
        bool flac;
    } table[] = {
        {"recordings/axivity/ax3_testfile.cwa", true},
        {"recordings/axivity/ax3_corrupt_blocks_0_13_14_142_143_144.cwa", true},
        {"recordings/axivity/ax6_testfile.cwa", true},
        {"recordings/axivity/omconvert_ax3_testfile.wav", true},
        {"recordings/axivity/omconvert_ax6_testfile.wav", true},
        {"recordings/axivity/ax3test.wav", true},
        {"recordings/actigraph/actigraph_testfile.gt3x", true},
        {"recordings/geneactiv/GENEActiv_testfile.bin", true},
        {"recordings/harlab-treadmill/003waist.csv", true},
        {"recordings/app-exports/sensorlogger_android.zip", false},
        {"recordings/app-exports/sensorlogger_ios.zip", false},
        {"recordings/app-exports/phyphox_comma_point.zip", false},
        {"recordings/app-exports/phyphox_semicolon_comma.zip", false},
        {"recordings/app-exports/physicstoolbox_gforce.csv", true},
    };
    char path[SHARED_PATH_ROOM];
    (void)state;
    (void)shared_path_or_skip(path, "recordings/axivity");
    for (size_t i = 0; i < N(table); i++)
        if (shared_path(path, table[i].name))
            assert_round_trips(table[i].name, path, table[i].flac);
}

/* One row each; accel_x with the digits of the case. */
static void write_digits(const char *path, const char *unit, const char *value)
{
    char text[4096] = "";
    int n =
        snprintf(text, sizeof text, "time_s,accel_x_%s,accel_y_%s,accel_z_%s\n", unit, unit, unit);
    for (int i = 0; i < 30; i++)
        n += snprintf(text + n, sizeof text - (size_t)n, "%d.%02d,%s,1.0,-0.25\n", i / 100, i % 100,
                      i % 2 ? value : "0");
    write_text(path, text);
}

static void values_are_written_as_whole_numbers_where_they_are_some(void **state)
{
    static const struct {
        const char *value, *unit;
        enum bks_coding coding;
    } table[] = {
        {"1.234", "g", BKS_CODING_INT16},         {"-32.768", "g", BKS_CODING_INT16},
        {"32.768", "g", BKS_CODING_INT24},        {"1.2345", "mps2", BKS_CODING_INT16},
        {"8388.607", "mps2", BKS_CODING_INT24},   {"-8388.609", "mps2", BKS_CODING_INT32},
        {"1.23456789", "g", BKS_CODING_INT32},    {"2.147483647", "g", BKS_CODING_INT32},
        {"2.147483649", "g", BKS_CODING_FLOAT64}, {"0.1234567891", "g", BKS_CODING_FLOAT64},
        {"1e-300", "mps2", BKS_CODING_FLOAT64},   {"-0.000", "g", BKS_CODING_INT16},
        {"nan", "g", BKS_CODING_FLOAT64},
    };
    (void)state;
    for (size_t i = 0; i < N(table); i++) {
        struct bks_conversion done;
        struct bks_fault fault;
        write_digits("in.csv", table[i].unit, table[i].value);
        assert_int_case(table[i].value, convert(&done, "in.csv", "out.wav", NULL, &fault), BKS_OK);
        assert_int_case(table[i].value, done.coding, table[i].coding);
        assert_same_rows(table[i].value, "in.csv", "out.wav", NULL);
        assert_int_case(table[i].value, convert(&done, "out.wav", "back.csv", NULL, &fault),
                        BKS_OK);
        assert_int_case(table[i].value, convert(&done, "in.csv", "same.csv", NULL, &fault), BKS_OK);
        if (strcmp(table[i].value, "nan") != 0) {
            assert_same_rows(table[i].value, "in.csv", "back.csv", NULL);
            assert_same_rows(table[i].value, "in.csv", "same.csv", NULL);
        }
    }
}

static void stamps_come_back_to_the_microsecond(void **state)
{
    static const struct {
        const char *label;
        int64_t t_us[6];
        bool column;
    } table[] = {
        {"a line of thirds", {0, 33333, 66667, 100000, 133333, 166667}, false},
        {"cut, not rounded: still some line's", {0, 33333, 66666, 100000, 133333, 166666}, false},
        {"a microsecond off any line", {0, 10000, 20000, 30002, 40000, 50000}, true},
        {"backwards", {50000, 40000, 30000, 20000, 10000, 0}, true},
        {"all at once", {7, 7, 7, 7, 7, 7}, true},
        {"a step of a day", {0, 10000, 20000, 86400030000, 86400040000, 86400050000}, true},
        {"of a hundred years",
         {0, 10000, 20000, 3155760000000000, 3155760000010000, 3155760000020000},
         true},
        {"before 1970", {-50000, -40000, -30000, -20000, -10000, 0}, false},
        {"slow", {0, 5000000, 10000000, 15000000, 20000000, 25000000}, false},
        {"fast", {0, 100, 200, 300, 400, 500}, false},
        {"Unix",
         {1777622400000001, 1777622400010001, 1777622400020001, 1777622400030001, 1777622400040001,
          1777622400050001},
         false},
    };
    (void)state;
    for (size_t i = 0; i < N(table); i++) {
        char text[1024] = "time_us,accel_x_g,accel_y_g,accel_z_g\n";
        struct bks_conversion done;
        struct bks_fault fault;
        for (size_t k = 0; k < 6; k++)
            (void)snprintf(text + strlen(text), sizeof text - strlen(text), "%lld,0.%zu,1,0\n",
                           (long long)table[i].t_us[k], k);
        write_text("in.csv", text);
        assert_int_case(table[i].label, convert(&done, "in.csv", "out.wav", NULL, &fault), BKS_OK);
        assert_int_case(table[i].label, done.time_column, table[i].column);
        assert_same_rows(table[i].label, "in.csv", "out.wav", NULL);
        assert_int_case(table[i].label, convert(&done, "in.csv", "out.csv", NULL, &fault), BKS_OK);
        assert_same_rows(table[i].label, "in.csv", "out.csv", NULL);
    }
}

static void the_clock_of_the_caller_is_kept(void **state)
{
    static const struct {
        const char *label, *pairs[5];
        enum bks_clock_kind kind;
    } table[] = {
        {"nothing known", {NULL}, BKS_CLOCK_NONE},
        {"wall time", {"start", "2026-05-01T10:00", NULL}, BKS_CLOCK_LOCAL},
        {"UTC with offset", {"start", "2026-05-01T10:00-03:30", NULL}, BKS_CLOCK_ZONED},
        {"in a zone", {"start", "2026-05-01T10:00", "tz", "+05:45", NULL}, BKS_CLOCK_ZONED},
        {"worn", {"placement", "ankle", NULL}, BKS_CLOCK_NONE},
        {"before 1970", {"start", "1969-05-01T10:00", NULL}, BKS_CLOCK_LOCAL},
        {"before 1970 in a zone", {"start", "1969-05-01T10:00+02:00", NULL}, BKS_CLOCK_ZONED},
    };
    (void)state;
    write_digits("in.csv", "g", "0.5");
    for (size_t i = 0; i < N(table); i++) {
        struct bks_options *options = options_of(table[i].pairs);
        struct bks_conversion done;
        struct bks_fault fault;
        struct archive_read read;
        assert_int_case(table[i].label, convert(&done, "in.csv", "out.wav", options, &fault),
                        BKS_OK);
        archive_read_file(&read, "out.wav");
        assert_int_case(table[i].label, read.info.start.kind, table[i].kind);
        assert_int_case(table[i].label, read.info.start.t_us, done.info.start.t_us);
        assert_int_case(table[i].label, read.info.start.offset_min, done.info.start.offset_min);
        assert_int_case(table[i].label, read.info.placement,
                        strcmp(table[i].label, "worn") == 0 ? BKS_ANKLE : BKS_PLACE_UNKNOWN);
        archive_read_clear(&read);
        bks_options_free(options);
    }
}

static void a_zone_given_later_is_no_longer_missing(void **state)
{
    struct bks_options *options =
        options_of((const char *const[]){"start", "2026-05-01T10:00", NULL});
    struct bks_options *zone = options_of((const char *const[]){"tz", "+02:00", NULL});
    struct bks_conversion done;
    struct bks_fault fault;
    struct bks_analysis *analysis = NULL;
    (void)state;
    write_digits("in.csv", "g", "0.5");
    assert_status(convert(&done, "in.csv", "out.wav", options, &fault), BKS_OK);
    for (int given = 0; given < 2; given++) {
        bool warned = false;
        assert_status(bks_analyze(&analysis, "out.wav", given ? zone : NULL, NULL, NULL, &fault),
                      BKS_OK);
        const struct bks_quality *quality = &bks_analysis_result(analysis)->quality;
        for (size_t i = 0; i < quality->n_warnings; i++)
            warned = warned || quality->warnings[i].id == BKS_WARN_NO_ZONE;
        assert_int_equal(warned, !given);
        bks_analysis_free(analysis);
    }
    bks_options_free(options);
    bks_options_free(zone);
}

static void plain_csv_says_what_it_has_no_place_for(void **state)
{
    char path[SHARED_PATH_ROOM];
    struct bks_conversion done;
    struct bks_fault fault;
    (void)state;
    assert_status(
        convert(&done, source_path(path, "samples/walk-run-30min.flac"), "out.csv", NULL, &fault),
        BKS_OK);
    assert_true(done.lost & 1u << BKS_LOSS_PLACE);
    assert_true(done.lost & 1u << BKS_LOSS_ZONE);
    assert_false(done.lost & 1u << BKS_LOSS_START);
    assert_status(
        convert(&done, source_path(path, "samples/spring-run.csv"), "same.csv", NULL, &fault),
        BKS_OK);
    assert_int_equal(done.lost, 0);
    assert_same_analysis("plain CSV", path, "same.csv");
}

static void what_cannot_be_is_refused_and_leaves_nothing(void **state)
{
    static const struct {
        const char *label, *in, *out;
        enum bks_status status;
        const char *says;
    } table[] = {
        {"an unknown ending", "in.csv", "out.mp3", BKS_BAD_ARGUMENT, ".flac"},
        {"no ending", "in.csv", "wav", BKS_BAD_ARGUMENT, ".flac"},
        {"an ending of the folder", "in.csv", "a.wav/out", BKS_BAD_ARGUMENT, ".flac"},
        {"no such folder", "in.csv", "none/out.wav", BKS_CANNOT_WRITE, "make the folder"},
        {"a device", "in.csv", "/dev/null", BKS_BAD_ARGUMENT, ".flac"},
        {"a folder", "in.csv", "folder.wav", BKS_CANNOT_WRITE, "another name"},
        {"no input", "none.csv", "out.wav", BKS_CANNOT_OPEN, ""},
        {"no recording", "notes.txt", "out.wav", BKS_UNKNOWN_FORMAT, "formats"},
        {"no samples", "empty.csv", "out.wav", BKS_EMPTY, ""},
        {"floats as FLAC", "float.csv", "out.flac", BKS_UNSUPPORTED, ".wav or .rf64"},
        {"32 bits as FLAC", "wide.csv", "out.flac", BKS_UNSUPPORTED, ".wav or .rf64"},
        {"nine columns as FLAC", "nine.csv", "out.flac", BKS_UNSUPPORTED, ".wav or .rf64"},
    };
    (void)state;
    (void)sweep();
    write_digits("in.csv", "g", "0.5");
    write_digits("float.csv", "g", "0.1234567891");
    write_digits("wide.csv", "g", "1.23456789");
    write_text("notes.txt", "ran well\n");
    write_text("empty.csv", "time_s,accel_x_g,accel_y_g,accel_z_g\n");
    write_text("nine.csv", "time_s,accel_x_g,accel_y_g,accel_z_g,gyro_x_dps,gyro_y_dps,gyro_z_dps,"
                           "speed_mps\n0,0,1,0,1,2,3,2\n.01,0,1,0,1,2,3,2\n90,0,1,0,1,2,3,2\n");
    assert_int_equal(mkdir("folder.wav", 0777), 0);
    for (size_t i = 0; i < N(table); i++) {
        struct bks_conversion done;
        struct bks_fault fault = {.what = ""};
        assert_int_case(table[i].label, convert(&done, table[i].in, table[i].out, NULL, &fault),
                        table[i].status);
        assert_true_case(table[i].label, fault.what[0] != '\0');
        assert_true_case(table[i].label, strstr(fault.hint, table[i].says) != NULL);
    }
    assert_int_equal(sweep(), 7);
}

static void without_gravity_there_is_no_plain_csv(void **state)
{
    char path[SHARED_PATH_ROOM];
    struct bks_conversion done;
    struct bks_fault fault;
    (void)state;
    (void)shared_path_or_skip(path,
                              "recordings/app-exports/physicstoolbox_linacc_clock_semicolon.csv");
    assert_status(convert(&done, path, "out.csv", NULL, &fault), BKS_UNSUPPORTED);
    assert_status(convert(&done, path, "out.wav", NULL, &fault), BKS_OK);
    assert_false(done.info.gravity_included);
    assert_same_rows("no gravity", path, "out.wav", NULL);
}

static void what_is_there_gives_way_only_when_told(void **state)
{
    struct bks_conversion done;
    struct bks_fault fault;
    struct stat about;
    (void)state;
    write_digits("in.csv", "g", "0.5");
    write_text("out.wav", "precious");
    assert_status(bks_convert(&done, "in.csv", "out.wav", false, NULL, NULL, NULL, &fault),
                  BKS_CANNOT_WRITE);
    assert_int_equal(stat("out.wav", &about), 0);
    assert_int_equal(about.st_size, 8);
    assert_status(bks_convert(&done, "in.csv", "out.wav", true, NULL, NULL, NULL, &fault), BKS_OK);
    assert_int_equal(stat("out.wav", &about), 0);
    assert_int_equal(about.st_size, done.size_bytes);
    assert_status(bks_convert(&done, "out.wav", "out.wav", true, NULL, NULL, NULL, &fault),
                  BKS_CANNOT_WRITE);
    assert_non_null(strstr(fault.what, "the recording itself"));
    assert_same_rows("not onto itself", "in.csv", "out.wav", NULL);
}

struct patience {
    int calls, left;
    double last;
};

static bool until(void *context, double share)
{
    struct patience *patience = context;
    assert_true(share >= patience->last && share <= 1);
    patience->last = share;
    patience->calls++;
    return patience->left-- > 0;
}

static void whoever_stops_it_finds_nothing_of_it(void **state)
{
    char path[SHARED_PATH_ROOM];
    struct bks_conversion done;
    struct bks_fault fault;
    (void)state;
    (void)sweep();
    (void)source_path(path, "samples/walk-run-30min.flac");
    struct patience endless = {0, 1000000, 0};
    assert_status(bks_convert(&done, path, "out.wav", false, NULL, until, &endless, &fault),
                  BKS_OK);
    assert_true(endless.calls > 4);
    assert_int_equal(sweep(), 1);
    for (int left = 0; left < endless.calls; left++) {
        struct patience patience = {0, left, 0};
        assert_status(bks_convert(&done, path, "out.wav", false, NULL, until, &patience, &fault),
                      BKS_INTERRUPTED);
        assert_int_equal(sweep(), 0);
    }
}

static void every_failed_allocation_leaves_nothing(void **state)
{
    static const char *const outs[] = {"out.wav", "out.csv"};
    char path[SHARED_PATH_ROOM];
    (void)state;
    (void)source_path(path, "samples/spring-run.csv");
    for (size_t i = 0; i < N(outs); i++) {
        enum bks_status status = BKS_NO_MEMORY;
        (void)sweep();
        for (long nth = 1; status != BKS_OK; nth++) {
            struct bks_conversion done;
            struct bks_fault fault = {.what = ""};
            assert_true(nth < 400);
            memory_fail_at(nth);
            status = bks_convert(&done, path, outs[i], false, NULL, NULL, NULL, &fault);
            memory_fail_at(0);
            assert_true(status == BKS_OK || fault.what[0] != '\0');
            assert_int_equal(memory_live(), 0);
            assert_int_equal(sweep(), status == BKS_OK);
        }
    }
}

static char *bytes_of(const char *path, size_t *n)
{
    FILE *file = fopen(path, "rb");
    struct stat about;
    assert_non_null(file);
    assert_int_equal(fstat(fileno(file), &about), 0);
    *n = (size_t)about.st_size;
    char *bytes = malloc(*n + 1);
    assert_int_equal(fread(bytes, 1, *n, file), *n);
    (void)fclose(file);
    return bytes;
}

static void the_same_input_gives_the_same_bytes_and_no_clock_is_in_them(void **state)
{
    static const char *const outs[][2] = {{"a.wav", "b.wav"}, {"a.rf64", "b.rf64"}};
    char path[SHARED_PATH_ROOM];
    struct bks_conversion done;
    struct bks_fault fault;
    (void)state;
    (void)source_path(path, "samples/pocket-phone.zip");
    for (size_t i = 0; i < N(outs); i++) {
        size_t n[2];
        char *bytes[2];
        for (size_t k = 0; k < 2; k++) {
            assert_status(convert(&done, path, outs[i][k], NULL, &fault), BKS_OK);
            bytes[k] = bytes_of(outs[i][k], &n[k]);
        }
        assert_int_equal(n[0], n[1]);
        assert_memory_equal(bytes[0], bytes[1], n[0]);
        for (size_t at = 0; at + 4 < 4096; at++)
            assert_memory_not_equal(bytes[0] + at, "PEAK", 4);
        free(bytes[0]);
        free(bytes[1]);
    }
}

static void a_converted_file_cut_or_flipped_is_always_answered(void **state)
{
    static const char *const values[] = {"0.5", "0.1234567891"};
    (void)state;
    for (size_t i = 0; i < N(values); i++) {
        struct bks_conversion done;
        struct bks_fault fault;
        struct archive_read read;
        size_t n;
        write_digits("steady.csv", "g", values[i]);
        size_t length;
        char *text = bytes_of("steady.csv", &length);
        text[length] = '\0';
        memcpy(strstr(text, "\n0.07"), "\n0.08", 5); /* no line any more */
        write_text("in.csv", text);
        free(text);
        assert_status(convert(&done, "in.csv", "out.wav", NULL, &fault), BKS_OK);
        assert_true(done.time_column);
        char *bytes = bytes_of("out.wav", &n);
        for (size_t k = 0; k < n; k++) {
            archive_read_memory(&read, bytes, k);
            assert_true(read.n <= 30);
            archive_read_clear(&read);
            bytes[k] ^= (char)(1 << k % 7);
            archive_read_memory(&read, bytes, n);
            assert_true(read.status == BKS_OK || read.fault.what[0] || read.status == BKS_NOT_MINE);
            archive_read_clear(&read);
            bytes[k] ^= (char)(1 << k % 7);
        }
        free(bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_come_back_bit_for_bit),
        cmocka_unit_test(simulated_recordings_come_back_with_all_their_troubles),
        cmocka_unit_test(recordings_of_others_come_back_bit_for_bit),
        cmocka_unit_test(values_are_written_as_whole_numbers_where_they_are_some),
        cmocka_unit_test(stamps_come_back_to_the_microsecond),
        cmocka_unit_test(the_clock_of_the_caller_is_kept),
        cmocka_unit_test(a_zone_given_later_is_no_longer_missing),
        cmocka_unit_test(plain_csv_says_what_it_has_no_place_for),
        cmocka_unit_test(what_cannot_be_is_refused_and_leaves_nothing),
        cmocka_unit_test(without_gravity_there_is_no_plain_csv),
        cmocka_unit_test(what_is_there_gives_way_only_when_told),
        cmocka_unit_test(whoever_stops_it_finds_nothing_of_it),
        cmocka_unit_test(every_failed_allocation_leaves_nothing),
        cmocka_unit_test(the_same_input_gives_the_same_bytes_and_no_clock_is_in_them),
        cmocka_unit_test(a_converted_file_cut_or_flipped_is_always_answered),
    };
    return cmocka_run_group_tests_name("flow/convert", tests, make_folder, remove_folder);
}
