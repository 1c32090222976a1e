/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Simulated recordings as tables of text and in the archive form. */
#include "support/sim_write.h"

#include "support/archive_write.h"
#include "support/sim_vector.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ACCEL_SCALE_G  16.0
#define GYRO_SCALE_DPS 2000.0

/* Bits of enum bks_row_mark, as archive_write.h asks; the simulator knows no header of src/. */
#define ROW_MISSING 1
#define ROW_CLIPPED 2

static bool closed(FILE *file)
{
    bool ok = !ferror(file);
    return fclose(file) == 0 && ok;
}

static double speed_at(const struct sim *sim, double t)
{
    double speed = 0.0;
    for (size_t b = 0; b < sim->n_bouts; b++)
        if (t >= sim->bouts[b].start_s)
            speed = sim->bouts[b].speed_mps;
    return speed;
}

static void print_csv_header(FILE *file, const struct sim_csv *style, char separator,
                             const char *unit)
{
    fprintf(file, "time_%s", unit);
    for (int c = 0; c < (style->gyro ? 6 : 3); c++)
        fprintf(file, "%c%s_%c_%s", separator, c < 3 ? "accel" : "gyro", "xyz"[c % 3],
                c < 3 ? (style->si ? "mps2" : "g") : (style->si ? "radps" : "dps"));
    fprintf(file, style->speed ? "%cspeed_mps\n" : "\n", separator);
}

static void print_csv_time(FILE *file, int64_t t_us, const char *unit)
{
    if (strcmp(unit, "s") == 0)
        fprintf(file, "%" PRId64 ".%06" PRId64, t_us / 1000000, t_us % 1000000);
    else if (strcmp(unit, "ms") == 0)
        fprintf(file, "%" PRId64 ".%03" PRId64, t_us / 1000, t_us % 1000);
    else
        fprintf(file, "%" PRId64 "%s", t_us, strcmp(unit, "ns") == 0 ? "000" : "");
}

bool sim_write_csv(const struct sim *sim, const char *path, const struct sim_csv *style)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    char separator = style->separator != '\0' ? style->separator : ',';
    const char *unit = style->time_unit != NULL ? style->time_unit : "s";
    double accel = style->si ? 1.0 : 1.0 / SIM_GRAVITY, gyro = style->si ? 1.0 : 1.0 / SIM_DEG;
    if (!style->no_header)
        print_csv_header(file, style, separator, unit);
    for (size_t i = 0; i < sim->n; i++) {
        print_csv_time(file, sim->t_us[i], unit);
        for (int c = 0; c < (style->gyro ? 6 : 3); c++)
            fprintf(file, "%c%.*f", separator, c < 3 ? 4 : 3,
                    sim->value[c][i] * (c < 3 ? accel : gyro));
        if (style->speed)
            fprintf(file, "%c%.2f", separator, speed_at(sim, sim->true_s[i]));
        fputc('\n', file);
    }
    return closed(file);
}

/* Broken-down UTC of a stamp. */
static struct tm civil_of(int64_t t_us)
{
    time_t seconds = (time_t)(t_us / 1000000);
    struct tm civil = {0};
    gmtime_r(&seconds, &civil);
    return civil;
}

static void print_actilife_header(FILE *file, const struct sim *sim, bool stamps)
{
    struct tm at = civil_of(sim->n > 0 ? sim->t_us[0] : 0);
    fprintf(
        file,
        "------------ Data File Created By ActiGraph GT9X Link ActiLife v6.13.4 Firmware v1.7.2 "
        "date format M/d/yyyy at %.0f Hz  Filter Normal -----------\n",
        floor(sim->rate_hz + 0.5));
    fprintf(file, "Serial Number: SIM0000000001\nStart Time %02d:%02d:%02d\nStart Date %d/%d/%d\n",
            at.tm_hour, at.tm_min, at.tm_sec, at.tm_mon + 1, at.tm_mday, at.tm_year + 1900);
    fprintf(file, "Epoch Period (hh:mm:ss) 00:00:00\nDownload Time 12:00:00\n"
                  "Download Date 1/1/2027\nCurrent Memory Address: 0\n"
                  "Current Battery Voltage: 4.10     Mode = 12\n"
                  "--------------------------------------------------\n");
    fprintf(file, "%sAccelerometer X,Accelerometer Y,Accelerometer Z\n",
            stamps ? "Timestamp," : "");
}

bool sim_write_actilife(const struct sim *sim, const char *path, bool stamps)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        return false;
    print_actilife_header(file, sim, stamps);
    for (size_t i = 0; i < sim->n; i++) {
        struct tm at = civil_of(sim->t_us[i]);
        if (stamps)
            fprintf(file, "%d/%d/%d %02d:%02d:%02d.%03d,", at.tm_mon + 1, at.tm_mday,
                    at.tm_year + 1900, at.tm_hour, at.tm_min, at.tm_sec,
                    (int)(sim->t_us[i] % 1000000 / 1000));
        for (int c = 0; c < 3; c++)
            fprintf(file, "%.3f%c", sim->value[c][i] / SIM_GRAVITY, c < 2 ? ',' : '\n');
    }
    return closed(file);
}

/* The even grid of an archive: rows that the recording left out are zero and marked. */
struct grid {
    size_t n;
    bool marked;
    double *value[SIM_CHANNEL_COUNT];
    unsigned char *mark;
};

static bool grid_make(struct grid *grid, const struct sim *sim)
{
    grid->n = sim->n == 0 ? 0 : (size_t)(sim->true_s[sim->n - 1] * sim->rate_hz + 0.5) + 1;
    bool ok = (grid->mark = malloc(grid->n + 1)) != NULL;
    for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
        ok = (grid->value[c] = calloc(grid->n + 1, sizeof(double))) != NULL && ok;
    if (!ok)
        return false;
    memset(grid->mark, ROW_MISSING, grid->n + 1);
    for (size_t i = 0; i < sim->n; i++) {
        size_t k = (size_t)(sim->true_s[i] * sim->rate_hz + 0.5);
        for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
            grid->value[c][k] = sim->value[c][i];
        grid->mark[k] = (sim->mark[i] & SIM_MARK_CLIPPED) != 0 ? ROW_CLIPPED : 0;
    }
    for (size_t k = 0; k < grid->n; k++)
        grid->marked |= grid->mark[k] != 0;
    return true;
}

static void grid_clear(struct grid *grid)
{
    free(grid->mark);
    for (size_t c = 0; c < SIM_CHANNEL_COUNT; c++)
        free(grid->value[c]);
}

static bool ends_with(const char *path, const char *ending)
{
    size_t n = strlen(path), m = strlen(ending);
    return n >= m && strcmp(path + n - m, ending) == 0;
}

bool sim_write_archive(const struct sim *sim, const char *path, bool gyro)
{
    struct grid grid = {0};
    bool ok = grid_make(&grid, sim);
    char start[96];
    int64_t first_ms = sim->n > 0 ? (sim->t_us[0] + 500) / 1000 : 0;
    struct tm at = civil_of(first_ms * 1000);
    snprintf(start, sizeof start, "%04d-%02d-%02d %02d:%02d:%02d.%03d", at.tm_year + 1900,
             at.tm_mon + 1, at.tm_mday, at.tm_hour, at.tm_min, at.tm_sec, (int)(first_ms % 1000));
    struct archive_recipe recipe = {
        .container = ends_with(path, ".flac")  ? ARCHIVE_FLAC
                     : ends_with(path, ".caf") ? ARCHIVE_CAF
                                               : ARCHIVE_WAV,
        .rate_hz = sim->rate_hz,
        .accel_scale_g = ACCEL_SCALE_G,
        .gyro_scale_dps = GYRO_SCALE_DPS,
        .start = start,
        .zone = "+00:00",
        .place = sim_place_name(sim->place),
        .device = "simulated sensor",
    };
    if (ok) {
        const double *value[BKS_CHANNEL_COUNT] = {grid.value[0], grid.value[1], grid.value[2]};
        for (int c = 3; gyro && c < 6; c++)
            value[c] = grid.value[c];
        ok = archive_write(path, &recipe, value, grid.marked ? grid.mark : NULL, grid.n);
    }
    grid_clear(&grid);
    return ok;
}
