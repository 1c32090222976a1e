/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Axivity files: numbers, clock, damage, disorder, and the recordings of real devices. */
#include "read/units.h"
#include "support/assert.h"
#include "support/cwa_writer.h"
#include "support/read_all.h"
#include "support/shared.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define G        UNITS_MPS2_PER_G
#define DEG      UNITS_RAD_PER_DEG
#define START_US (CWA_WRITER_START * 1000000)
#define SECTORS  400
#define ROWS     120

static uint8_t bytes[CWA_WRITER_HEADER + SECTORS * CWA_WRITER_SECTOR];

static void read_bytes(struct read_all *read, size_t n)
{
    read_all_memory(read, bytes, n, "a.cwa", NULL);
    assert_status(read->status, BKS_OK);
}

static void each_layout_gives_its_numbers_to_the_last_bit(void **state)
{
    (void)state;
    static const struct {
        const char *label, *device;
        struct cwa_recipe recipe;
        double lsb_g, range_g, rate_hz, gyro_dps; /* gyro_dps: what 32768 is */
    } cases[] = {
        {"AX3 packed, 8 g", "AX3 17042", {.sectors = 2}, 256, 8, 100, 0},
        {"AX3 packed, 16 g, 50 Hz", "AX3 17042", {.sectors = 2, .rate_code = 0x09}, 256, 16, 50, 0},
        {"AX3 packed, 2 g, 12.5 Hz",
         "AX3 17042",
         {.sectors = 2, .rate_code = 0xC7},
         256,
         2,
         12.5,
         0},
        {"AX3 unpacked", "AX3 17042", {.sectors = 2, .axes_packing = 0x32}, 256, 8, 100, 0},
        {"AX6 without gyroscope",
         "AX6 17042",
         {.sectors = 2, .axes_packing = 0x32, .hardware = 0x64, .scale = 0x6000},
         2048,
         8,
         100,
         0},
        {"AX6, 16 g, 250 deg/s",
         "AX6 17042",
         {.sectors = 2, .axes_packing = 0x62, .hardware = 0x64, .scale = 0x7410, .rate_code = 0x0A},
         2048,
         16,
         100,
         250},
        {"AX6, 2 g, range of the gyroscope not said",
         "AX6 17042",
         {.sectors = 2, .axes_packing = 0x62, .hardware = 0x64, .scale = 0xC000, .rate_code = 0xCA},
         16384,
         2,
         100,
         2000},
        {"nine axes, 1000 deg/s",
         "AX6 17042",
         {.sectors = 2, .axes_packing = 0x92, .hardware = 0x64, .scale = 0x8C00},
         4096,
         8,
         100,
         1000},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *label = cases[i].label;
        struct read_all read;
        read_bytes(&read, cwa_build(bytes, sizeof bytes, &cases[i].recipe));
        assert_text_case(label, read.info.device, cases[i].device);
        assert_int_case(label, read.n, 2 * cwa_writer_rows(&cases[i].recipe));
        assert_near_case(label, read.info.range_g, cases[i].range_g, 0);
        assert_near_case(label, read.info.nominal_rate_hz, cases[i].rate_hz, 0);
        assert_int_case(label, (read.info.channels & ROWS_GYRO) != 0, cases[i].gyro_dps > 0);
        for (size_t row = 0; row < read.n; row++)
            for (unsigned c = 0; c < 6 && (c < 3 || cases[i].gyro_dps > 0); c++) {
                double step = c < 3 ? G / cases[i].lsb_g : cases[i].gyro_dps / 32768 * DEG;
                assert_near_case(label, read.rows.value[c][row], cwa_writer_raw(row, c) * step, 0);
                assert_int_case(label, read.rows.mark[row], 0);
            }
        read_all_clear(&read);
    }
}

static int loud(size_t row, unsigned channel)
{
    static const int steps[] = {2040, -2048, 1000, -1016, 510, -512, 4088, -4096};
    return steps[(row + channel) % 8] / 8 * 8;
}

static void packed_numbers_carry_their_exponent(void **state)
{
    (void)state;
    const struct cwa_recipe recipe = {.sectors = 1, .raw = loud};
    struct read_all read;
    read_bytes(&read, cwa_build(bytes, sizeof bytes, &recipe));
    for (size_t row = 0; row < ROWS; row++)
        for (unsigned c = 0; c < 3; c++)
            assert_near(read.rows.value[c][row], loud(row, c) * (G / 256), 0);
    read_all_clear(&read);
}

static void a_reader_says_what_its_values_are_multiples_of(void **state)
{
    (void)state;
    const struct cwa_recipe recipe = {
        .sectors = 2, .axes_packing = 0x62, .hardware = 0x64, .scale = 0x7410};
    struct source *source;
    struct reader *reader;
    size_t n = cwa_build(bytes, sizeof bytes, &recipe);
    assert_status(source_open_memory(&source, bytes, n, "a.cwa", NULL), BKS_OK);
    assert_status(reader_open(&reader, source, NULL, NULL), BKS_OK);
    for (unsigned c = 0; c < 3; c++) {
        assert_near(reader->step[BKS_ACCEL_X + c], G / 2048, 0);
        assert_near(reader->step[BKS_GYRO_X + c], 250 / 32768.0 * DEG, 0);
    }
    assert_near(reader->step[BKS_SPEED], 0, 0);
    reader_close(reader);
}

static void the_clock_is_the_anchors_and_not_the_nominal_rate(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        struct cwa_recipe recipe;
        double off_ms; /* of any stamp */
    } cases[] = {
        {"fast", {.sectors = 40, .rate_hz = 103.1, .start_s = 0.3}, 0.1},
        {"slow", {.sectors = 40, .rate_hz = 97.2, .start_s = 0.71}, 0.1},
        {"AX6", {.sectors = 40, .rate_hz = 99.04, .axes_packing = 0x62, .start_s = 0.1}, 0.1},
        {"12.5 Hz", {.sectors = 40, .rate_hz = 12.61, .rate_code = 0x47}, 0.1},
        {"6.25 Hz", {.sectors = 40, .rate_hz = 6.2, .rate_code = 0x46, .start_s = 0.5}, 0.1},
        {"1600 Hz",
         {.sectors = 300, .rate_hz = 1581, .rate_code = 0x4E, .axes_packing = 0x62},
         0.1},
        {"whole seconds", {.sectors = 200, .rate_hz = 98.5, .whole_seconds = true}, 8},
        {"whole seconds, 1600 Hz",
         {.sectors = 300, .rate_hz = 1623, .rate_code = 0x4E, .whole_seconds = true},
         0.7},
        {"one sector", {.sectors = 1, .rate_hz = 100}, 0.1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *label = cases[i].label;
        const struct cwa_recipe *recipe = &cases[i].recipe;
        struct read_all read;
        read_all_memory(&read, bytes, cwa_build(bytes, sizeof bytes, recipe), "a.cwa", NULL);
        assert_int_case(label, read.status, BKS_OK);
        assert_int_case(label, read.info.start.kind, BKS_CLOCK_LOCAL);
        for (size_t row = 0; row < read.rows.n; row++) {
            double true_us = (recipe->start_s + (double)row / recipe->rate_hz) * 1e6;
            assert_near_case(label, (double)(read.rows.t_us[row] - START_US), true_us,
                             cases[i].off_ms * 1e3);
        }
        assert_near_case(label, read_all_rate_hz(&read), recipe->rate_hz, recipe->rate_hz * 1e-3);
        assert_int_case(label, read.warnings.n, 1); /* no zone */
        read_all_clear(&read);
    }
}

/* Bends a file of 20 sectors that runs at 98.7 Hz. */
struct bend {
    const char *label;
    void (*bend)(uint8_t *file, size_t *n);
    size_t rows;      /* that are left */
    size_t gap_after; /* the row after which time jumps; 0: it does not */
    double gap_s;     /* from there to the next row */
    enum bks_warning_id warning;
    const char *text; /* part of the warning; NULL: there is none */
};

static void damage(uint8_t *file, size_t *n)
{
    (void)n;
    cwa_sector_at(file, 7)[100] ^= 0x10;
    cwa_sector_at(file, 8)[14] = 0;
}

static void blank(uint8_t *file, size_t *n)
{
    (void)n;
    memset(cwa_sector_at(file, 18), 0xFF, CWA_WRITER_SECTOR);
    memset(cwa_sector_at(file, 19), 0x00, CWA_WRITER_SECTOR);
}

static void cut(uint8_t *file, size_t *n)
{
    (void)file;
    *n -= 200;
}

static void swap(uint8_t *file, size_t *n)
{
    uint8_t sector[CWA_WRITER_SECTOR];
    (void)n;
    memcpy(sector, cwa_sector_at(file, 9), sizeof sector);
    memmove(cwa_sector_at(file, 9), cwa_sector_at(file, 10), 4 * sizeof sector);
    memcpy(cwa_sector_at(file, 13), sector, sizeof sector);
}

static void mirror(uint8_t *file, size_t *n)
{
    uint8_t sector[CWA_WRITER_SECTOR];
    (void)n;
    for (size_t i = 1; i < 10; i++) {
        memcpy(sector, cwa_sector_at(file, i), sizeof sector);
        memcpy(cwa_sector_at(file, i), cwa_sector_at(file, 19 - i), sizeof sector);
        memcpy(cwa_sector_at(file, 19 - i), sector, sizeof sector);
    }
}

static void repeat(uint8_t *file, size_t *n)
{
    memmove(cwa_sector_at(file, 6), cwa_sector_at(file, 5), 15 * CWA_WRITER_SECTOR);
    *n += CWA_WRITER_SECTOR;
}

static void jump_ahead(uint8_t *file, size_t *n)
{
    (void)n;
    for (size_t i = 10; i < 20; i++)
        cwa_shift_time(cwa_sector_at(file, i), 3600);
}

static void jump_back(uint8_t *file, size_t *n)
{
    (void)n;
    for (size_t i = 10; i < 20; i++)
        cwa_shift_time(cwa_sector_at(file, i), -3600);
}

static void slip_once(uint8_t *file, size_t *n)
{
    (void)n;
    cwa_shift_time(cwa_sector_at(file, 10), 1800);
}

static void forget_once(uint8_t *file, size_t *n)
{
    uint8_t *sector = cwa_sector_at(file, 10);
    (void)n;
    memset(sector + 14, 0, 4); /* month 0 */
    cwa_seal(sector);
}

/* The device was off for a minute, and counts its sectors from 0 again. */
static void restart(uint8_t *file, size_t *n)
{
    (void)n;
    for (size_t i = 10; i < 20; i++) {
        cwa_sector_at(file, i)[10] = (uint8_t)(i - 10);
        cwa_sector_at(file, i)[22] = i == 10;
        cwa_shift_time(cwa_sector_at(file, i), 60);
    }
}

/* After a flat battery the clock begins anew too. */
static void restart_clock(uint8_t *file, size_t *n)
{
    restart(file, n);
    for (size_t i = 10; i < 20; i++)
        cwa_shift_time(cwa_sector_at(file, i), -7200);
}

static void lie_about_rows(uint8_t *file, size_t *n)
{
    uint8_t *sector = cwa_sector_at(file, 4);
    (void)n;
    memset(sector + 28, 0xFF, 2);
    cwa_seal(sector);
}

static void lie_about_index(uint8_t *file, size_t *n)
{
    uint8_t *sector = cwa_sector_at(file, 4);
    (void)n;
    memcpy(sector + 26, "\xff\x7f", 2);
    cwa_seal(sector);
}

static void lie_about_rate(uint8_t *file, size_t *n)
{
    uint8_t *sector = cwa_sector_at(file, 4);
    (void)n;
    sector[24] = 0x41; /* 0.2 Hz */
    cwa_seal(sector);
}

static void mix_in_a_gyroscope(uint8_t *file, size_t *n)
{
    uint8_t *sector = cwa_sector_at(file, 4);
    (void)n;
    sector[25] = 0x62;
    sector[28] = 40;
    cwa_seal(sector);
}

static void lose_the_header(uint8_t *file, size_t *n)
{
    (void)n;
    memset(file, 0xFF, CWA_WRITER_HEADER);
}

static void start_with_a_sector(uint8_t *file, size_t *n)
{
    memmove(file, file + CWA_WRITER_HEADER, *n - CWA_WRITER_HEADER);
    *n -= CWA_WRITER_HEADER;
}

#define STEP_S (1 / 98.7)

static const struct bend bends[] = {
    {"nothing", NULL, 2400, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
    {"two bad checksums", damage, 2160, 840, 241 * STEP_S, BKS_WARN_DAMAGED_PART,
     "2 sectors of 512 bytes with a bad checksum left out; the first at byte 4608"},
    {"flash never written", blank, 2160, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
    {"cut short", cut, 2280, 0, 0, BKS_WARN_TRUNCATED, "its last 312 bytes"},
    {"a sector late", swap, 2400, 0, 0, BKS_WARN_TIME_BACKWARDS,
     "1 sector of 512 bytes out of order put back; the first at byte 7680"},
    {"last first", mirror, 2400, 0, 0, BKS_WARN_TIME_BACKWARDS, "17 sectors"},
    {"a sector twice", repeat, 2400, 0, 0, BKS_WARN_DUPLICATE_STAMPS, "1 sector"},
    {"the clock jumps ahead", jump_ahead, 2400, 1200, 3600, BKS_WARN_DAMAGED_PART, NULL},
    {"the clock jumps back", jump_back, 2400, 1200, -3600, BKS_WARN_DAMAGED_PART, NULL},
    {"one wrong time", slip_once, 2400, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
    {"one time not known", forget_once, 2400, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
    {"a restart", restart, 2400, 1200, 60, BKS_WARN_DAMAGED_PART, NULL},
    {"a restart of the clock", restart_clock, 2400, 1200, -7140, BKS_WARN_DAMAGED_PART, NULL},
    {"more rows than fit", lie_about_rows, 2280, 480, 121 * STEP_S, BKS_WARN_DAMAGED_PART,
     "1 sector of"},
    {"a time of a far row", lie_about_index, 2400, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
    {"a rate of no device", lie_about_rate, 2280, 480, 121 * STEP_S, BKS_WARN_DAMAGED_PART,
     "1 sector of"},
    {"a sector of another device", mix_in_a_gyroscope, 2280, 480, 121 * STEP_S,
     BKS_WARN_ROWS_SKIPPED, "1 sector of 512 bytes with other channels left out"},
    {"no header", lose_the_header, 2400, 0, 0, BKS_WARN_DAMAGED_PART, "header"},
    {"from its first sector", start_with_a_sector, 2400, 0, 0, BKS_WARN_DAMAGED_PART, NULL},
};

static void assert_bend(const struct bend *bend)
{
    const struct cwa_recipe recipe = {.sectors = 20, .rate_hz = 98.7, .start_s = 7200};
    struct read_all read;
    size_t n = cwa_build(bytes, sizeof bytes, &recipe);
    if (bend->bend)
        bend->bend(bytes, &n);
    read_all_memory(&read, bytes, n, "a.cwa", NULL);
    assert_int_case(bend->label, read.status, BKS_OK);
    assert_int_case(bend->label, read.n, bend->rows);
    for (size_t i = 0; i < read.n; i++) {
        bool behind = bend->gap_after > 0 && i >= bend->gap_after;
        double t_us = 7200e6 + (double)i * STEP_S * 1e6;
        t_us += behind ? (bend->gap_s - (fabs(bend->gap_s) < 10 ? STEP_S : 0)) * 1e6 : 0;
        assert_near_case(bend->label, (double)(read.rows.t_us[i] - START_US), t_us, 1000);
    }
    const char *text = read_all_warning(&read, bend->warning);
    if (!bend->text != !text || (text && !strstr(text, bend->text)))
        fail_msg("%s: it says \"%s\"", bend->label, text ? text : "nothing");
    read_all_clear(&read);
}

static void damage_and_disorder_cost_no_more_than_they_must(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof bends / sizeof bends[0]; i++)
        assert_bend(&bends[i]);
}

/* Every row of a file at 98.7 Hz: those of the given sectors, one after the other, in time. */
static void assert_sectors(const char *label, size_t n, const size_t *sector, size_t n_sectors)
{
    struct source *source;
    struct reader *reader;
    struct rows rows;
    size_t at = 0;
    assert_status(source_open_memory(&source, bytes, n, "a.cwa", NULL), BKS_OK);
    assert_status(reader_open(&reader, source, NULL, NULL), BKS_OK);
    assert_status(rows_init(&rows, ROWS_ACCEL, BKS_BLOCK_ROWS), BKS_OK);
    do {
        assert_status(reader_next(reader, &rows, NULL), BKS_OK);
        for (size_t i = 0; i < rows.n; i++, at++) {
            assert_true_case(label, at / ROWS < n_sectors);
            size_t raw = sector[at / ROWS] * ROWS + at % ROWS;
            for (unsigned c = 0; c < 3; c++)
                assert_near_case(label, rows.value[c][i], cwa_writer_raw(raw, c) * (G / 256), 0);
            assert_near_case(label, (double)(rows.t_us[i] - START_US), (double)raw * STEP_S * 1e6,
                             500);
        }
    } while (rows.n > 0);
    assert_int_case(label, at, n_sectors * ROWS);
    rows_clear(&rows);
    reader_close(reader);
}

static void sectors_put_back_hold_their_own_rows(void **state)
{
    (void)state;
    const struct cwa_recipe recipe = {.sectors = 20, .rate_hz = 98.7};
    size_t n = cwa_build(bytes, sizeof bytes, &recipe), sector[20];
    for (size_t i = 0; i < 20; i++)
        sector[i] = i;
    mirror(bytes, &n);
    assert_sectors("mirrored", n, sector, 20);
}

static void disorder_anywhere_in_a_long_file_is_mended(void **state)
{
    (void)state;
    static const size_t places[] = {1, 61, 62, 63, 64, 65, 126, 127, 128, 191, 254, 255, 256, 390};
    const struct cwa_recipe recipe = {.sectors = SECTORS, .rate_hz = 98.7};
    size_t sector[SECTORS];
    for (size_t i = 0; i < SECTORS; i++)
        sector[i] = i;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        char label[32];
        uint8_t moved[CWA_WRITER_SECTOR];
        size_t n = cwa_build(bytes, sizeof bytes, &recipe);
        (void)snprintf(label, sizeof label, "sector %zu", places[i]);
        memcpy(moved, cwa_sector_at(bytes, places[i]), sizeof moved);
        memmove(cwa_sector_at(bytes, places[i]), cwa_sector_at(bytes, places[i] + 1),
                8 * sizeof moved);
        memcpy(cwa_sector_at(bytes, places[i] + 8), moved, sizeof moved);
        assert_sectors(label, n, sector, SECTORS);
    }
}

/* A piece that is longer than what is in sight, so that its bytes are overwritten meanwhile. */
static void a_long_blank_piece_costs_nothing_else(void **state)
{
    (void)state;
    static const size_t starts[] = {1, 64, 100, 127, 128, 200};
    const struct cwa_recipe recipe = {.sectors = SECTORS, .rate_hz = 98.7};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++) {
        char label[32];
        size_t sector[SECTORS], n_sectors = 0, n = cwa_build(bytes, sizeof bytes, &recipe);
        (void)snprintf(label, sizeof label, "from sector %zu", starts[i]);
        for (size_t k = 0; k < SECTORS; k++) {
            if (k >= starts[i] && k < starts[i] + 150)
                memset(cwa_sector_at(bytes, k), 0xFF, CWA_WRITER_SECTOR);
            else
                sector[n_sectors++] = k;
        }
        assert_sectors(label, n, sector, n_sectors);
    }
}

static void a_device_that_never_knew_the_time_counts_from_zero(void **state)
{
    (void)state;
    const struct cwa_recipe recipe = {.sectors = 4};
    struct read_all read;
    size_t n = cwa_build(bytes, sizeof bytes, &recipe);
    for (size_t i = 0; i < recipe.sectors; i++) {
        memset(cwa_sector_at(bytes, i) + 14, 0, 4);
        cwa_seal(cwa_sector_at(bytes, i));
    }
    read_bytes(&read, n);
    assert_int_equal(read.info.start.kind, BKS_CLOCK_NONE);
    assert_int_equal(read.n, 4 * ROWS);
    for (size_t i = 0; i < read.n; i++)
        assert_int_equal(read.rows.t_us[i], i * 10000);
    read_all_clear(&read);
}

static void the_wear_place_is_read_from_the_annotation(void **state)
{
    (void)state;
    static const struct {
        const char *annotation;
        enum bks_placement placement;
    } cases[] = {
        {"", BKS_PLACE_UNKNOWN},
        {"_p=left+wrist&_sc=001", BKS_WRIST},
        {"_sc=001&_p=right+ankle&_se=male", BKS_ANKLE},
        {"_p=waist", BKS_WAIST},
        {"_p=somewhere", BKS_PLACE_UNKNOWN},
        {"_sc=wrist", BKS_PLACE_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct cwa_recipe recipe = {.sectors = 1, .annotation = cases[i].annotation};
        struct read_all read;
        read_bytes(&read, cwa_build(bytes, sizeof bytes, &recipe));
        assert_int_case(cases[i].annotation, read.info.placement, cases[i].placement);
        read_all_clear(&read);
    }
}

static void what_holds_no_whole_sector_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *label, *what;
        size_t sectors, cut;
        bool broken;
        enum bks_status status;
    } cases[] = {
        {"header alone", "no samples in it", 0, 0, false, BKS_EMPTY},
        {"half a header", "no samples in it", 0, 700, false, BKS_EMPTY},
        {"half a sector", "no samples in it", 1, 100, false, BKS_EMPTY},
        {"all damaged", "not one of its 3 sectors is whole", 3, 0, true, BKS_DAMAGED},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const struct cwa_recipe recipe = {.sectors = cases[i].sectors};
        struct read_all read;
        size_t n = cwa_build(bytes, sizeof bytes, &recipe) - cases[i].cut;
        for (size_t k = 0; k < cases[i].sectors && cases[i].broken; k++)
            cwa_sector_at(bytes, k)[200] ^= 1;
        read_all_memory(&read, bytes, n, "a.cwa", NULL);
        assert_int_case(cases[i].label, read.status, cases[i].status);
        assert_text_case(cases[i].label, read.fault.what, cases[i].what);
        read_all_clear(&read);
    }
}

/* The numbers of one line of another reader's table: time, then up to six. */
static size_t numbers_of(double *number, const char *line)
{
    const char *p = strchr(line, ',');
    size_t n = 0;
    while (p && n < 6) {
        char *end;
        number[n++] = strtod(p + 1, &end);
        p = *end == ',' ? end : NULL;
    }
    return n;
}

/* True where row i holds the numbers, to the last bit. */
static bool holds(const struct read_all *read, size_t i, const double *number, size_t channels,
                  double lsb_g)
{
    bool same = i < read->n;
    for (size_t c = 0; c < channels && same; c++) {
        double unit = c < 3 ? G / lsb_g : 250 / 32768.0 * DEG;
        double per_unit = c < 3 ? lsb_g : 32768 / 250.0;
        double raw = floor(number[c] * per_unit + 0.5);
        same = fabs(raw / per_unit - number[c]) < 2e-6 && read->rows.value[c][i] == raw * unit;
    }
    return same;
}

/* The first table leaves out one row, its 23rd, and has all others in order. */
static void values_are_those_of_another_reader(void **state)
{
    (void)state;
    static const struct {
        const char *label, *table;
        size_t channels, left_out;
        double lsb_g;
    } cases[] = {{"ax3_testfile", "ax3_testfile_unix_timestamps", 3, 1, 256},
                 {"ax6_testfile", "ax6_testfile_formatted_timestamps", 6, 0, 2048}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char room[SHARED_PATH_ROOM], name[128], line[256];
        struct read_all read;
        size_t lines = 0, row = 0;
        double number[6];
        (void)snprintf(name, sizeof name, "recordings/axivity/%s.cwa", cases[i].label);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        (void)snprintf(name, sizeof name, "recordings/axivity/%s.csv", cases[i].table);
        FILE *table = fopen(shared_path_or_skip(room, name), "r");
        assert_non_null(table);
        for (; fgets(line, sizeof line, table); lines++, row++) {
            assert_int_case(cases[i].label, numbers_of(number, line), cases[i].channels);
            if (!holds(&read, row, number, cases[i].channels, cases[i].lsb_g))
                row++;
            assert_true_case(cases[i].label,
                             holds(&read, row, number, cases[i].channels, cases[i].lsb_g));
        }
        (void)fclose(table);
        assert_int_case(cases[i].label, lines, 210);
        assert_int_case(cases[i].label, row - lines, cases[i].left_out);
        read_all_clear(&read);
    }
}

static void the_damaged_recording_loses_its_six_sectors_and_nothing_else(void **state)
{
    (void)state;
    static const size_t lost[] = {0, 13, 14, 142, 143, 144};
    char room[SHARED_PATH_ROOM];
    struct read_all whole, damaged;
    size_t at = 0;
    read_all_path(&whole, shared_path_or_skip(room, "recordings/axivity/ax3_testfile.cwa"), NULL);
    read_all_path(
        &damaged,
        shared_path_or_skip(room, "recordings/axivity/ax3_corrupt_blocks_0_13_14_142_143_144.cwa"),
        NULL);
    assert_int_equal(whole.n, 145 * ROWS);
    assert_int_equal(damaged.n, 139 * ROWS);
    for (size_t i = 0; i < whole.n; i++) {
        bool gone = false;
        for (size_t k = 0; k < sizeof lost / sizeof lost[0]; k++)
            gone = gone || i / ROWS == lost[k];
        if (gone)
            continue;
        for (unsigned c = 0; c < 3; c++)
            assert_near(damaged.rows.value[c][at], whole.rows.value[c][i], 0);
        assert_near((double)(damaged.rows.t_us[at] - whole.rows.t_us[i]), 0, 500);
        at++;
    }
    assert_non_null(strstr(read_all_warning(&damaged, BKS_WARN_DAMAGED_PART), "6 sectors"));
    read_all_clear(&whole);
    read_all_clear(&damaged);
}

/*
 * By how much another recording of the same signal lags behind, in ms: sums of the difference and
 * of the slope, of which least squares make the lag.
 */
struct lag {
    double difference_slope, slope_slope, difference_difference;
    size_t n;
};

/* Rows before and after t_us of a recording, a cubic through them, and its slope per ms. */
static bool look_up(double *value, double *slope, const struct rows *rows, unsigned c, double t_us,
                    size_t *at)
{
    while (*at + 2 < rows->n && (double)rows->t_us[*at + 1] <= t_us)
        ++*at;
    if (*at < 1 || *at + 2 >= rows->n || (double)rows->t_us[*at] > t_us ||
        rows->t_us[*at + 2] - rows->t_us[*at - 1] > 50000)
        return false;
    double step_us = (double)(rows->t_us[*at + 1] - rows->t_us[*at]);
    double u = (t_us - (double)rows->t_us[*at]) / step_us;
    const double *y = rows->value[c] + *at - 1;
    double a = 3 * (y[1] - y[2]) + y[3] - y[0], b = 2 * y[0] - 5 * y[1] + 4 * y[2] - y[3];
    *value = y[1] + 0.5 * u * (y[2] - y[0] + u * (b + u * a));
    *slope = (0.5 * (y[2] - y[0]) + u * b + 1.5 * u * u * a) / step_us * 1e3;
    return true;
}

static void add_lag(struct lag *lag, const struct rows *rows, const struct rows *other,
                    double from_s, double to_s)
{
    size_t at = 0;
    for (size_t i = 0; i < other->n; i++) {
        double t_us = (double)other->t_us[i], value, slope;
        double since_s = (t_us - (double)rows->t_us[0]) * 1e-6;
        if (other->mark[i] & BKS_ROW_MISSING || since_s < from_s || since_s >= to_s)
            continue;
        for (unsigned c = 0; c < 3 && look_up(&value, &slope, rows, c, t_us, &at); c++) {
            double difference = other->value[c][i] - value;
            lag->difference_slope += difference * slope;
            lag->slope_slope += slope * slope;
            lag->difference_difference += difference * difference;
            lag->n++;
        }
    }
}

/*
 * The tables of another reader carry a clock of their own: the whole second of a sector and rows
 * at the nominal rate. It drops the fraction and drifts within a sector, up to 21 ms. The exports
 * by the maker's own tool follow the devices' clock, so they are what is compared with. Of the old
 * recording, with whole seconds, only the first 90 s can: beyond, its export runs away from the
 * seconds that the device itself wrote, by 2.3 s at the end.
 */
static void the_clock_is_that_of_the_exports(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double until_s;
    } cases[] = {{"ax3_testfile", 1e9},
                 {"ax3_corrupt_blocks_0_13_14_142_143_144", 1e9},
                 {"ax6_testfile", 1e9},
                 {"example-610-steps", 90}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char room[SHARED_PATH_ROOM], name[128];
        struct read_all read, exported;
        (void)snprintf(name, sizeof name, "recordings/axivity/%s.cwa", cases[i].label);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        (void)snprintf(name, sizeof name, "recordings/axivity/omconvert_%s.wav", cases[i].label);
        read_all_path(&exported, shared_path_or_skip(room, name), NULL);
        assert_int_case(cases[i].label, read.status, BKS_OK);
        assert_int_case(cases[i].label, exported.status, BKS_OK);
        double most = cases[i].until_s < 1e9 ? cases[i].until_s : 150;
        for (double from_s = 0; from_s < most; from_s += 30) {
            struct lag lag = {.n = 0};
            add_lag(&lag, &read.rows, &exported.rows, from_s, from_s + 30);
            if (lag.n < 1000)
                continue;
            double rms = sqrt(lag.difference_difference / (double)lag.n);
            assert_near_case(cases[i].label, lag.difference_slope / lag.slope_slope, 0, 2);
            assert_between_case(cases[i].label, rms, 0, 1);
        }
        read_all_clear(&read);
        read_all_clear(&exported);
    }
}

static void real_recordings_say_what_they_are(void **state)
{
    (void)state;
    static const struct {
        const char *name, *device;
        double rate_hz, range_g, mean_g;
        enum bks_placement placement;
        size_t rows;
    } cases[] = {
        {"ax3_testfile", "AX3 39434", 98.860, 8, 1.0, BKS_WRIST, 17400},
        {"ax6_testfile", "AX6 6011834", 99.038, 16, 1.5, BKS_PLACE_UNKNOWN, 11320}, /* shaken */
        {"example-610-steps", "AX3 1841", 98.518, 8, 1.2, BKS_PLACE_UNKNOWN, 71400},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char room[SHARED_PATH_ROOM], name[96];
        struct read_all read;
        (void)snprintf(name, sizeof name, "recordings/axivity/%s.cwa", cases[i].name);
        read_all_path(&read, shared_path_or_skip(room, name), NULL);
        assert_int_case(cases[i].name, read.status, BKS_OK);
        assert_text_case(cases[i].name, read.info.device, cases[i].device);
        assert_int_case(cases[i].name, read.n, cases[i].rows);
        assert_near_case(cases[i].name, read.info.range_g, cases[i].range_g, 0);
        assert_int_case(cases[i].name, read.info.placement, cases[i].placement);
        assert_near_case(cases[i].name, read_all_rate_hz(&read), cases[i].rate_hz, 0.01);
        assert_near_case(cases[i].name, read_all_mean_mps2(&read), cases[i].mean_g * G, 0.1 * G);
        read_all_clear(&read);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_layout_gives_its_numbers_to_the_last_bit),
        cmocka_unit_test(packed_numbers_carry_their_exponent),
        cmocka_unit_test(a_reader_says_what_its_values_are_multiples_of),
        cmocka_unit_test(the_clock_is_the_anchors_and_not_the_nominal_rate),
        cmocka_unit_test(damage_and_disorder_cost_no_more_than_they_must),
        cmocka_unit_test(sectors_put_back_hold_their_own_rows),
        cmocka_unit_test(disorder_anywhere_in_a_long_file_is_mended),
        cmocka_unit_test(a_long_blank_piece_costs_nothing_else),
        cmocka_unit_test(a_device_that_never_knew_the_time_counts_from_zero),
        cmocka_unit_test(the_wear_place_is_read_from_the_annotation),
        cmocka_unit_test(what_holds_no_whole_sector_is_refused),
        cmocka_unit_test(values_are_those_of_another_reader),
        cmocka_unit_test(the_damaged_recording_loses_its_six_sectors_and_nothing_else),
        cmocka_unit_test(the_clock_is_that_of_the_exports),
        cmocka_unit_test(real_recordings_say_what_they_are),
    };
    return cmocka_run_group_tests_name("read/cwa", tests, NULL, NULL);
}
