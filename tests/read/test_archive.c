/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The archive form: every dialect and container, and what is refused. */
#include "base/memory.h"
#include "support/archive_read.h"
#include "support/archive_write.h"
#include "support/assert.h"
#include "support/shared.h"
#include "support/wav_writer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROOM     (256u << 10)
#define STANDARD 9.80665
#define RADIANS  0.017453292519943295
#define START_US INT64_C(1521393887536000) /* 2018-03-18 17:24:47.536 */

static uint8_t bytes[ROOM];

static void build_and_read(struct archive_read *read, const struct wav_recipe *recipe)
{
    archive_read_memory(read, bytes, wav_build(bytes, ROOM, recipe, NULL));
}

static struct wav_recipe usual(unsigned columns)
{
    return (struct wav_recipe){.channels = columns,
                               .rate_hz = 100,
                               .extensible = true,
                               .rows = 300,
                               .artist = "Id: 39434\nDevice: CWA\nRevision: 17\nFirmware: 44\n",
                               .comment = wav_comment(columns)};
}

static void samples_are_exact_to_the_last_bit_in_every_coding(void **state)
{
    static const struct {
        const char *label;
        unsigned bits;
        bool is_float, wide;
    } table[] = {{"16", 16, false, false},    {"24", 24, false, false},
                 {"32", 32, false, false},    {"float", 32, true, false},
                 {"double", 64, true, false}, {"16 rf64", 16, false, true}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct wav_recipe recipe = usual(7);
        struct archive_read read;
        recipe.bits = table[i].bits;
        recipe.is_float = table[i].is_float;
        recipe.wide = table[i].wide;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].label, read.status, BKS_OK);
        assert_int_case(table[i].label, read.n, 300);
        assert_int_case(table[i].label, read.info.channels, ROWS_ACCEL | ROWS_GYRO);
        for (size_t row = 0; row < read.n; row++)
            for (unsigned c = 0; c < 6; c++)
                assert_near_case(table[i].label, read.rows.value[c][row],
                                 wav_sample(row, c) * (c < 3 ? 8 * STANDARD : 2000 * RADIANS), 0);
        archive_read_clear(&read);
    }
}

static void rows_stand_at_time_plus_k_over_rate(void **state)
{
    struct wav_recipe recipe = usual(4);
    struct archive_read read;
    (void)state;
    recipe.rate_hz = 50;
    build_and_read(&read, &recipe);
    assert_int_equal(read.status, BKS_OK);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_LOCAL);
    assert_true(read.info.start.t_us == START_US);
    for (size_t row = 0; row < read.n; row++)
        assert_true(read.rows.t_us[row] == START_US + (int64_t)row * 20000);
    assert_string_equal(read.info.format, "om-wav");
    assert_string_equal(read.info.device, "AX3 39434");
    assert_near(read.info.range_g, 8, 0);
    assert_true(read.info.gravity_included);
    assert_true(warnings_has(&read.warnings, BKS_WARN_RESAMPLED));
    assert_false(warnings_has(&read.warnings, BKS_WARN_TRUNCATED));
    archive_read_clear(&read);
}

static double with_marks(size_t row, unsigned column)
{
    static const int words[] = {0, -32768, 0x4000, -32768 + 0x4000, 0x0BFF, -1};
    return column < 3 ? 0.1 : words[row % 6] / 32768.0;
}

static void the_aux_channel_marks_rows_and_nothing_else(void **state)
{
    static const unsigned char marks[] = {0,
                                          BKS_ROW_MISSING,
                                          BKS_ROW_CLIPPED,
                                          BKS_ROW_MISSING | BKS_ROW_CLIPPED,
                                          0,
                                          BKS_ROW_MISSING | BKS_ROW_CLIPPED};
    static const struct {
        const char *label;
        unsigned bits;
        bool is_float;
    } table[] = {{"16", 16, false}, {"24", 24, false}, {"float", 32, true}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct wav_recipe recipe = usual(4);
        struct archive_read read;
        recipe.bits = table[i].bits;
        recipe.is_float = table[i].is_float;
        recipe.sample = with_marks;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].label, read.info.channels, ROWS_ACCEL);
        for (size_t row = 0; row < read.n; row++)
            assert_int_case(table[i].label, read.rows.mark[row], marks[row % 6]);
        archive_read_clear(&read);
    }
}

static void a_labelled_last_channel_is_no_aux(void **state)
{
    struct wav_recipe recipe = usual(6); /* as many axes as columns */
    struct archive_read read;
    (void)state;
    build_and_read(&read, &recipe);
    assert_int_equal(read.info.channels, ROWS_ACCEL | ROWS_GYRO);
    assert_string_equal(read.info.device, "AX6 39434");
    for (size_t row = 0; row < read.n; row++)
        assert_int_equal(read.rows.mark[row], 0);
    archive_read_clear(&read);
}

static double old_aux(size_t row, unsigned column)
{
    return column < 3 ? wav_sample(row, column) : 32767.0 / 32768;
}

static void the_old_writers_joined_keys_are_read_and_its_aux_is_not(void **state)
{
    static const char *const comments[] = {
        "ch0_type=accel,ch0_axis=x,ch0_unit=g,ch0_scale=8,ch1_type=accel,ch1_axis=y,ch1_unit=g,"
        "ch1_scale=8,ch2_type=accel,ch2_axis=z,ch2_unit=g,ch2_scale=8,ch3_type=aux",
        "ch0_type=accel,ch0_axis=x,ch0_unit=g,ch0_scale=\b,ch1_type=accel,ch1_axis=y,ch1_unit=g,"
        "ch1_scale=\b,ch2_type=accel,ch2_axis=z,ch2_unit=g,ch2_scale=\b,ch3_type=aux"};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct wav_recipe recipe = {
            .channels = 4,
            .rate_hz = 100,
            .rows = 300,
            .sample = old_aux,
            .artist = "deviceType=AX3,deviceVersion=17,deviceId=12345,firmwareVersion=42",
            .title = "sessionId=0,startTime=2018-03-18 17:24:47,accelRate=100,metadata=\"\"",
            .comment = comments[i]};
        struct archive_read read;
        build_and_read(&read, &recipe);
        assert_int_equal(read.status, BKS_OK);
        assert_true(read.info.start.t_us == START_US - 536000);
        assert_string_equal(read.info.device, "AX3 12345");
        assert_near(read.rows.value[BKS_ACCEL_Z][7], wav_sample(7, 2) * 8 * STANDARD, 0);
        assert_int_equal(read.rows.mark[7], 0);
        assert_true(warnings_has(&read.warnings, BKS_WARN_RESAMPLED));
        archive_read_clear(&read);
    }
}

/* The float dialect: 1 g along z, in counts / 32768 of each device. */
static double ax3_counts(size_t row, unsigned column)
{
    return (column == 2 ? 250 + (double)(row % 8) : 10) / 32768;
}

static double ax6_counts(size_t row, unsigned column)
{
    return (column == 5 ? 2040 + (double)(row % 8) : column < 3 ? 30000 : 10) / 32768;
}

static double loud(size_t row, unsigned column)
{
    return row % 2 ? 0.6 : 0.3 + column * 0.1;
}

static void the_float_dialect_finds_its_scale_by_gravity(void **state)
{
    static const struct {
        const char *label;
        unsigned columns;
        double (*sample)(size_t, unsigned);
        enum bks_status status;
        double z_g;
    } table[] = {{"AX3", 3, ax3_counts, BKS_OK, 250.0 / 256},
                 {"AX6 at 16 g", 6, ax6_counts, BKS_OK, 2040.0 / 2048},
                 {"no 1 g in it", 3, loud, BKS_UNSUPPORTED, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct wav_recipe recipe = {.channels = table[i].columns,
                                    .rate_hz = 100,
                                    .bits = 32,
                                    .is_float = true,
                                    .extensible = true,
                                    .rows = 400,
                                    .sample = table[i].sample};
        struct archive_read read;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].label, read.status, table[i].status);
        if (table[i].status == BKS_OK) {
            assert_int_case(table[i].label, read.info.channels, ROWS_ACCEL);
            assert_near_case(table[i].label, read.rows.value[BKS_ACCEL_Z][0],
                             table[i].z_g * STANDARD, 1e-9);
            assert_true_case(table[i].label, warnings_has(&read.warnings, BKS_WARN_UNITS_INFERRED));
            assert_int_case(table[i].label, read.info.start.kind, BKS_CLOCK_NONE);
        }
        archive_read_clear(&read);
    }
}

static void what_is_no_recording_is_refused_in_one_line(void **state)
{
    static const char accel_without_scale[] =
        "Time: 2018-03-18 17:24:47.536\nChannel-1: Accel-X\nChannel-2: Accel-Y\nChannel-3: "
        "Accel-Z\n";
    static const struct {
        const char *label;
        struct wav_recipe recipe;
        enum bks_status status;
        const char *says;
    } table[] = {
        {"stereo music",
         {.channels = 2, .rate_hz = 44100, .rows = 9},
         BKS_UNSUPPORTED,
         "an audio file (WAV, 2 channels, 44100 Hz), not a recording of motion"},
        {"surround",
         {.channels = 6, .rate_hz = 48000, .rows = 9, .extensible = true},
         BKS_UNSUPPORTED,
         "audio file"},
        {"tagged music",
         {.channels = 2, .rate_hz = 44100, .rows = 9, .title = "Song: of joy\n"},
         BKS_UNSUPPORTED,
         "audio file"},
        {"telephone",
         {.channels = 1, .rate_hz = 8000, .rows = 9, .coding = 6},
         BKS_UNSUPPORTED,
         "audio file"},
        {"integers without tags",
         {.channels = 3, .rate_hz = 100, .rows = 9, .extensible = true},
         BKS_UNSUPPORTED,
         "without the tags"},
        {"labels without scale",
         {.channels = 4, .rate_hz = 100, .rows = 9, .comment = accel_without_scale},
         BKS_UNSUPPORTED,
         "do not name three accelerometer channels"},
        {"packed samples",
         {.channels = 4, .rate_hz = 100, .rows = 9, .coding = 2},
         BKS_UNSUPPORTED,
         "coded in a way that is not read"},
        {"a rate beyond reason",
         {.channels = 4, .rate_hz = 99999, .rows = 9, .comment = "x"},
         BKS_UNSUPPORTED,
         "audio file"},
        {"no samples",
         {.channels = 4, .rate_hz = 100, .extensible = true},
         BKS_EMPTY,
         "no sample after it"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct archive_read read;
        build_and_read(&read, &table[i].recipe);
        assert_int_case(table[i].label, read.status, table[i].status);
        assert_true_case(table[i].label, strstr(read.fault.what, table[i].says) != NULL);
        assert_true_case(table[i].label, !strchr(read.fault.what, '\n'));
        archive_read_clear(&read);
    }
}

static void other_audio_is_known_by_its_first_bytes(void **state)
{
    static const struct {
        const char *name, *magic;
        size_t n;
    } table[] = {{"MP3", "ID3\3\0\0", 6},
                 {"MP3", "\xff\xfb\x90\x64", 4},
                 {"Ogg", "OggS\0\2", 6},
                 {"AIFF", "FORM\0\0\0\1AIFFCOMM", 16},
                 {"M4A",
                  "\0\0\0\x20"
                  "ftypM4A ",
                  12},
                 {"AU", ".snd\0\0\0\x18", 8}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct archive_read read;
        memset(bytes, 0, 100);
        memcpy(bytes, table[i].magic, table[i].n);
        archive_read_memory(&read, bytes, 100);
        assert_int_case(table[i].name, read.status, BKS_UNSUPPORTED);
        assert_true_case(table[i].name, strstr(read.fault.what, table[i].name) != NULL);
        archive_read_clear(&read);
    }
    struct archive_read read;
    archive_read_memory(&read, "time,x\n", 7);
    assert_int_equal(read.status, BKS_NOT_MINE);
    archive_read_clear(&read);
}

static void the_true_rate_is_used_where_the_header_cannot_say_it(void **state)
{
    static const struct {
        const char *label;
        unsigned header_hz;
        const char *title, *extra;
        double rate_hz;
        bool warned;
    } table[] = {{"the header's", 100, "Config-A: 100,8\n", "", 100, false},
                 {"12.5", 13, "Config-A: 12,8\n", "", 12.5, true},
                 {"12.5 by its older name", 13, "Rate-A: 12,8\n", "", 12.5, true},
                 {"6.25", 6, "Config-A: 6,8\n", "", 6.25, true},
                 {"13 by itself", 13, "Config-A: 13,8\n", "", 13, false},
                 {"ours", 99, "", "Rate: 98.8600\n", 98.86, false},
                 {"ours, header nominal", 100, "", "Rate: 104.34\n", 104.34, false},
                 {"ours, of a slow one", 13, "", "Rate: 12.5\n", 12.5, false},
                 {"a lie", 100, "", "Rate: 50\n", 100, true},
                 {"another lie", 100, "", "Rate: -1e300\n", 100, true},
                 {"not a number", 100, "", "Rate: fast\n", 100, false}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char comment[512];
        struct wav_recipe recipe = usual(4);
        struct archive_read read;
        (void)snprintf(comment, sizeof comment, "%s%s", wav_comment(4), table[i].extra);
        recipe.rate_hz = table[i].header_hz;
        recipe.title = table[i].title;
        recipe.comment = comment;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].label, read.status, BKS_OK);
        assert_near_case(table[i].label, read.info.nominal_rate_hz, table[i].rate_hz, 0);
        assert_near_case(table[i].label, (double)(read.rows.t_us[299] - START_US),
                         299e6 / table[i].rate_hz, 0.5);
        assert_int_case(table[i].label, warnings_has(&read.warnings, BKS_WARN_RATE_DIFFERS),
                        table[i].warned);
        archive_read_clear(&read);
    }
}

static void the_clock_is_as_sure_as_the_tags_are(void **state)
{
    static const struct {
        const char *label, *lines, *date;
        enum bks_clock_kind kind;
        int64_t t_us;
        int offset_min;
    } table[] = {
        {"local", "Time: 2018-03-18 17:24:47.536\n", NULL, BKS_CLOCK_LOCAL, START_US, 0},
        {"no fraction", "Time: 2018-03-18 17:24:47\n", NULL, BKS_CLOCK_LOCAL, START_US - 536000, 0},
        {"date only", "", "2018-03-18 17:24:47.536", BKS_CLOCK_LOCAL, START_US, 0},
        {"time before date", "Time: 2018-03-18 17:24:47.536\n", "2001-01-01 00:00:00.000",
         BKS_CLOCK_LOCAL, START_US, 0},
        {"east", "Time: 2018-03-18 17:24:47.536\nZone: +02:00\n", NULL, BKS_CLOCK_ZONED,
         START_US - INT64_C(7200000000), 120},
        {"west, zone first", "Zone: -03:30\nTime: 2018-03-18 17:24:47.536\n", NULL, BKS_CLOCK_ZONED,
         START_US + INT64_C(12600000000), -210},
        {"a zone that is none", "Time: 2018-03-18 17:24:47.536\nZone: +25:00\n", NULL,
         BKS_CLOCK_LOCAL, START_US, 0},
        {"no such day", "Time: 2018-02-30 17:24:47.536\n", NULL, BKS_CLOCK_NONE, 0, 0},
        {"nothing", "", NULL, BKS_CLOCK_NONE, 0, 0},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char comment[512];
        struct wav_recipe recipe = usual(4);
        struct archive_read read;
        (void)snprintf(comment, sizeof comment, "%s%s", table[i].lines,
                       strchr(wav_comment(4), '\n') + 1);
        recipe.comment = comment;
        recipe.date = table[i].date;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].label, read.status, BKS_OK);
        assert_int_case(table[i].label, read.info.start.kind, table[i].kind);
        assert_int_case(table[i].label, read.info.start.t_us, table[i].t_us);
        assert_int_case(table[i].label, read.rows.t_us[0], table[i].t_us);
        assert_int_case(table[i].label, read.info.start.offset_min, table[i].offset_min);
        archive_read_clear(&read);
    }
}

static void the_wear_place_is_taken_only_where_it_is_clear(void **state)
{
    static const struct {
        const char *title;
        enum bks_placement place;
    } table[] = {{"Metadata: _p=left+wrist&_sc=001\n", BKS_WRIST},
                 {"Metadata: _sc=001&_p=Right%20Ankle\n", BKS_ANKLE},
                 {"Metadata: _p=right+thigh\n", BKS_POCKET},
                 {"Metadata: _p=wrist+or+ankle\n", BKS_PLACE_UNKNOWN},
                 {"Metadata: _p=neck\n", BKS_PLACE_UNKNOWN},
                 {"Metadata: _sc=wrist\n", BKS_PLACE_UNKNOWN},
                 {"Metadata: _p=left+wrist\nPlace: sacrum\n", BKS_SACRUM},
                 {"Place: chest\nMetadata: _p=left+wrist\n", BKS_CHEST},
                 {"Place: nowhere\n", BKS_PLACE_UNKNOWN},
                 {"", BKS_PLACE_UNKNOWN}};
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct wav_recipe recipe = usual(4);
        struct archive_read read;
        recipe.title = table[i].title;
        build_and_read(&read, &recipe);
        assert_int_case(table[i].title, read.info.placement, table[i].place);
        archive_read_clear(&read);
    }
}

static double with_holes(size_t row, unsigned column)
{
    if (row == 3 && column == 1)
        return NAN;
    if (row == 4 && column == 4)
        return INFINITY;
    return row == 5 && column == 0 ? 1e308 : 0.25;
}

static void what_is_not_a_number_is_marked_and_never_infinite(void **state)
{
    struct wav_recipe recipe = usual(6);
    struct archive_read read;
    (void)state;
    recipe.bits = 64;
    recipe.is_float = true;
    recipe.sample = with_holes;
    build_and_read(&read, &recipe);
    assert_int_equal(read.rows.mark[3], BKS_ROW_MISSING);
    assert_int_equal(read.rows.mark[4], 0);
    assert_nan(read.rows.value[BKS_GYRO_Y][4]);
    assert_int_equal(read.rows.mark[5], BKS_ROW_MISSING);
    assert_nan(read.rows.value[BKS_ACCEL_X][5]);
    assert_int_equal(read.rows.mark[6], 0);
    archive_read_clear(&read);
}

#define N_WRITTEN 5000

/* Six axes on whole 1/32768 of their scale and a few marks. */
static void make_rows(double value[6][N_WRITTEN], unsigned char mark[N_WRITTEN])
{
    for (size_t i = 0; i < N_WRITTEN; i++) {
        for (unsigned c = 0; c < 6; c++)
            value[c][i] = wav_sample(i, c) * (c < 3 ? 16 * STANDARD : 2000 * RADIANS);
        mark[i] = (unsigned char)(i % 97 == 5   ? BKS_ROW_MISSING
                                  : i % 89 == 7 ? BKS_ROW_CLIPPED
                                                : 0);
    }
}

static size_t write_archive(enum archive_container container, const char *path)
{
    static double value[6][N_WRITTEN];
    static unsigned char mark[N_WRITTEN];
    const double *channels[BKS_CHANNEL_COUNT] = {value[0], value[1], value[2],
                                                 value[3], value[4], value[5]};
    struct archive_recipe recipe = {.container = container,
                                    .rate_hz = 98.86,
                                    .accel_scale_g = 16,
                                    .gyro_scale_dps = 2000,
                                    .start = "2018-03-18 17:24:47.536",
                                    .zone = "+01:00",
                                    .place = "waist",
                                    .device = "walker"};
    make_rows(value, mark);
    assert_true(archive_write(path, &recipe, channels, mark, N_WRITTEN));
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    size_t n = fread(bytes, 1, ROOM, file);
    (void)fclose(file);
    assert_true(n < ROOM);
    return n;
}

static const struct {
    const char *label, *id;
    enum archive_container container;
} containers[] = {{"wav", "om-wav", ARCHIVE_WAV},
                  {"rf64", "om-wav", ARCHIVE_RF64},
                  {"flac", "om-flac", ARCHIVE_FLAC},
                  {"caf", "om-caf", ARCHIVE_CAF}};

#define N_CONTAINERS (sizeof containers / sizeof containers[0])

static size_t write_temporary(enum archive_container container)
{
    char path[] = "bks-archive-XXXXXX";
    int descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    (void)close(descriptor);
    size_t n = write_archive(container, path);
    (void)unlink(path);
    return n;
}

static void every_container_gives_back_what_was_written(void **state)
{
    static double value[6][N_WRITTEN];
    static unsigned char mark[N_WRITTEN];
    (void)state;
    make_rows(value, mark);
    for (size_t i = 0; i < N_CONTAINERS; i++) {
        const char *label = containers[i].label;
        struct archive_read read;
        archive_read_memory(&read, bytes, write_temporary(containers[i].container));
        assert_int_case(label, read.status, BKS_OK);
        assert_text_case(label, read.info.format, containers[i].id);
        assert_int_case(label, read.n, N_WRITTEN);
        assert_text_case(label, read.info.device, "walker");
        assert_int_case(label, read.info.placement, BKS_WAIST);
        assert_int_case(label, read.info.start.kind, BKS_CLOCK_ZONED);
        assert_int_case(label, read.info.start.t_us, START_US - INT64_C(3600000000));
        assert_near_case(label, read.info.nominal_rate_hz, 98.86, 1e-9);
        assert_int_case(label, read.warnings.n, 0);
        for (size_t row = 0; row < read.rows.n; row++) {
            assert_int_case(label, read.rows.mark[row], mark[row]);
            for (unsigned c = 0; c < 6; c++)
                assert_near_case(label, read.rows.value[c][row], value[c][row], 1e-12);
        }
        archive_read_clear(&read);
    }
}

static void a_file_cut_short_is_read_to_its_end_with_a_warning(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CONTAINERS; i++) {
        const char *label = containers[i].label;
        struct archive_read read;
        size_t n = write_temporary(containers[i].container);
        archive_read_memory(&read, bytes, n * 19 / 20); /* FLAC loses its last frame of 904 rows */
        assert_int_case(label, read.status, BKS_OK);
        assert_between_case(label, (double)read.n, N_WRITTEN * 0.8, N_WRITTEN * 0.97);
        assert_true_case(label, warnings_has(&read.warnings, BKS_WARN_TRUNCATED) ||
                                    warnings_has(&read.warnings, BKS_WARN_DAMAGED_PART));
        archive_read_clear(&read);
    }
}

static void a_broken_flac_frame_ends_the_rows_that_have_a_time(void **state)
{
    struct archive_read read;
    (void)state;
    size_t n = write_temporary(ARCHIVE_FLAC);
    bytes[n - 2000] ^= 0x55; /* in the second of two frames */
    archive_read_memory(&read, bytes, n);
    assert_int_equal(read.status, BKS_OK);
    assert_int_equal(read.n, 4096);
    assert_true(warnings_has(&read.warnings, BKS_WARN_DAMAGED_PART));
    archive_read_clear(&read);
}

static void prefixes_and_flipped_bytes_are_always_answered(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CONTAINERS; i++) {
        size_t n = write_temporary(containers[i].container);
        for (size_t k = 0; k < 700; k++) {
            struct archive_read read;
            size_t length = k < 400 ? k * 2 : n * (k - 400) / 300;
            uint8_t *exact = malloc(length + 1);
            memcpy(exact, bytes, length);
            archive_read_memory(&read, exact, length);
            assert_true_case(containers[i].label, read.n <= N_WRITTEN);
            archive_read_clear(&read);
            free(exact);
            bytes[k] ^= (uint8_t)(1u << k % 8);
            archive_read_memory(&read, bytes, n);
            assert_true_case(containers[i].label,
                             read.status != BKS_OK || read.fault.what[0] == '\0');
            archive_read_clear(&read);
            bytes[k] ^= (uint8_t)(1u << k % 8);
        }
    }
    assert_int_equal(memory_live(), 0);
}

static void every_failed_allocation_is_survived(void **state)
{
    (void)state;
    for (size_t i = 0; i < N_CONTAINERS; i++) {
        size_t n = write_temporary(containers[i].container);
        enum bks_status status = BKS_NO_MEMORY;
        for (long nth = 1; status != BKS_OK; nth++) {
            struct archive_read read;
            assert_true(nth < 100);
            memory_fail_at(nth);
            archive_read_memory(&read, bytes, n);
            memory_fail_at(0);
            status = read.status;
            assert_true(status == BKS_OK || status == BKS_NO_MEMORY);
            archive_read_clear(&read);
            assert_int_equal(memory_live(), 0);
        }
    }
}

static void the_exporters_own_files_are_read_as_its_notes_say(void **state)
{
    static const struct {
        const char *path, *device;
        size_t rows, missing, clipped, said;
        unsigned channels;
        enum bks_placement place;
        double range_g, x1000_g;
        int64_t start_us;
    } table[] = {
        {"ax3test.wav", "AX3 37727", 32640, 0, 0, 94996587, ROWS_ACCEL, BKS_WRIST, 8,
         -5043 * 8.0 / 32768, START_US},
        {"omconvert_ax3_corrupt_blocks_0_13_14_142_143_144.wav", "AX3 39434", 18000, 1130, 2, 0,
         ROWS_ACCEL, BKS_WRIST, 8, 3655 * 8.0 / 32768, INT64_C(1551178500000000)},
        {"omconvert_ax3_testfile.wav", "AX3 39434", 18000, 601, 2, 0, ROWS_ACCEL, BKS_WRIST, 8,
         3655 * 8.0 / 32768, INT64_C(1551178500000000)},
        {"omconvert_ax6_testfile.wav", "AX6 6011834", 12000, 670, 419, 0, ROWS_ACCEL | ROWS_GYRO,
         BKS_PLACE_UNKNOWN, 16, 24 * 16.0 / 32768, INT64_C(1577135040000000)},
        {"omconvert_example-610-steps.wav", "AX3 1841", 72246, 97, 0, 0, ROWS_ACCEL,
         BKS_PLACE_UNKNOWN, 8, 1152 * 8.0 / 32768, INT64_C(1332846897500000)},
    };
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char room[SHARED_PATH_ROOM], name[200];
        const char *label = table[i].path;
        struct archive_read read;
        size_t missing = 0, clipped = 0;
        (void)snprintf(name, sizeof name, "recordings/axivity/%s", label);
        archive_read_file(&read, shared_path_or_skip(room, name));
        assert_int_case(label, read.status, BKS_OK);
        assert_int_case(label, read.n, table[i].rows);
        for (size_t row = 0; row < read.rows.n; row++) {
            missing += (read.rows.mark[row] & BKS_ROW_MISSING) != 0;
            clipped += (read.rows.mark[row] & BKS_ROW_CLIPPED) != 0;
        }
        assert_int_case(label, missing, table[i].missing);
        assert_int_case(label, clipped, table[i].clipped);
        assert_text_case(label, read.info.device, table[i].device);
        assert_int_case(label, read.info.channels, table[i].channels);
        assert_int_case(label, read.info.placement, table[i].place);
        assert_near_case(label, read.info.range_g, table[i].range_g, 0);
        assert_int_case(label, read.info.start.t_us, table[i].start_us);
        assert_near_case(label, read.rows.value[BKS_ACCEL_X][1000], table[i].x1000_g * STANDARD,
                         1e-12);
        assert_int_case(label, warnings_has(&read.warnings, BKS_WARN_TRUNCATED),
                        table[i].said != 0);
        archive_read_clear(&read);
    }
}

static void gaps_of_bad_sectors_are_where_the_sheet_says(void **state)
{
    static const size_t edges[][2] = {{0, 721}, {2177, 2420}, {17836, 17999}};
    char room[SHARED_PATH_ROOM];
    struct archive_read read;
    (void)state;
    archive_read_file(
        &read, shared_path_or_skip(room, "recordings/axivity/"
                                         "omconvert_ax3_corrupt_blocks_0_13_14_142_143_144.wav"));
    for (size_t row = 0; row < read.rows.n; row++) {
        bool inside = false;
        for (size_t e = 0; e < 3; e++)
            inside = inside || (row >= edges[e][0] && row <= edges[e][1]);
        assert_int_equal(read.rows.mark[row] & BKS_ROW_MISSING, inside ? BKS_ROW_MISSING : 0);
    }
    archive_read_clear(&read);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples_are_exact_to_the_last_bit_in_every_coding),
        cmocka_unit_test(rows_stand_at_time_plus_k_over_rate),
        cmocka_unit_test(the_aux_channel_marks_rows_and_nothing_else),
        cmocka_unit_test(a_labelled_last_channel_is_no_aux),
        cmocka_unit_test(the_old_writers_joined_keys_are_read_and_its_aux_is_not),
        cmocka_unit_test(the_float_dialect_finds_its_scale_by_gravity),
        cmocka_unit_test(what_is_no_recording_is_refused_in_one_line),
        cmocka_unit_test(other_audio_is_known_by_its_first_bytes),
        cmocka_unit_test(the_true_rate_is_used_where_the_header_cannot_say_it),
        cmocka_unit_test(the_clock_is_as_sure_as_the_tags_are),
        cmocka_unit_test(the_wear_place_is_taken_only_where_it_is_clear),
        cmocka_unit_test(what_is_not_a_number_is_marked_and_never_infinite),
        cmocka_unit_test(every_container_gives_back_what_was_written),
        cmocka_unit_test(a_file_cut_short_is_read_to_its_end_with_a_warning),
        cmocka_unit_test(a_broken_flac_frame_ends_the_rows_that_have_a_time),
        cmocka_unit_test(prefixes_and_flipped_bytes_are_always_answered),
        cmocka_unit_test(every_failed_allocation_is_survived),
        cmocka_unit_test(the_exporters_own_files_are_read_as_its_notes_say),
        cmocka_unit_test(gaps_of_bad_sectors_are_where_the_sheet_says),
    };
    return cmocka_run_group_tests_name("read/archive", tests, NULL, NULL);
}
