/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An archive through libsndfile: 16 bits, tags in the texts, rows block by block. */
#include "support/archive_write.h"

#include "backstride/reader.h"

#include <math.h>
#include <sndfile.h>
#include <stdio.h>

#define BLOCK_ROWS  1024
#define MAX_COLUMNS 7 /* six axes and aux */
#define STANDARD_G  9.80665
#define PI          3.14159265358979323846
#define TEXT_ROOM   1024

static const struct {
    enum bks_channel channel;
    const char *label;
} columns[] = {{BKS_ACCEL_X, "Accel-X"}, {BKS_ACCEL_Y, "Accel-Y"}, {BKS_ACCEL_Z, "Accel-Z"},
               {BKS_GYRO_X, "Gyro-X"},   {BKS_GYRO_Y, "Gyro-Y"},   {BKS_GYRO_Z, "Gyro-Z"}};

#define N_COLUMNS (sizeof columns / sizeof columns[0])

struct text {
    char bytes[TEXT_ROOM];
    size_t n;
};

static void add_line(struct text *text, const char *key, const char *value)
{
    if (!value || text->n >= TEXT_ROOM)
        return;
    int n = snprintf(text->bytes + text->n, TEXT_ROOM - text->n, "%s: %s\n", key, value);
    text->n += n > 0 ? (size_t)n : 0;
}

static double scale_of(const struct archive_recipe *recipe, enum bks_channel channel)
{
    return channel < BKS_GYRO_X ? recipe->accel_scale_g : recipe->gyro_scale_dps;
}

static void write_texts(SNDFILE *file, const struct archive_recipe *recipe,
                        const double *const value[BKS_CHANNEL_COUNT])
{
    struct text artist = {.n = 0}, comment = {.n = 0};
    char key[24], number[32];
    int column = 0;
    add_line(&artist, "Device", recipe->device);
    add_line(&comment, "Time", recipe->start);
    for (size_t c = 0; c < N_COLUMNS; c++) {
        if (!value[columns[c].channel])
            continue;
        column++;
        (void)snprintf(key, sizeof key, "Channel-%d", column);
        add_line(&comment, key, columns[c].label);
        (void)snprintf(key, sizeof key, "Scale-%d", column);
        (void)snprintf(number, sizeof number, "%.0f", scale_of(recipe, columns[c].channel));
        add_line(&comment, key, number);
    }
    (void)snprintf(number, sizeof number, "%.6f", recipe->rate_hz);
    add_line(&comment, "Rate", number);
    add_line(&comment, "Zone", recipe->zone);
    add_line(&comment, "Place", recipe->place);
    if (artist.n)
        (void)sf_set_string(file, SF_STR_ARTIST, artist.bytes);
    (void)sf_set_string(file, SF_STR_COMMENT, comment.bytes);
    if (recipe->start)
        (void)sf_set_string(file, SF_STR_DATE, recipe->start);
}

static short to_16_bits(double value, double full_scale)
{
    double counts = isfinite(value) ? rint(value / full_scale * 32768.0) : 0;
    return (short)(counts > 32767 ? 32767 : counts < -32768 ? -32768 : counts);
}

/* Bit 15 and 14 of the aux word, as the signed number that stands for it. */
static short aux_of(unsigned char mark)
{
    int word = (mark & BKS_ROW_MISSING ? -32768 : 0) + (mark & BKS_ROW_CLIPPED ? 0x4000 : 0);
    return (short)word;
}

static int fill_row(short *row, const struct archive_recipe *recipe,
                    const double *const value[BKS_CHANNEL_COUNT], const unsigned char *mark,
                    size_t i)
{
    int n = 0;
    for (size_t c = 0; c < N_COLUMNS; c++) {
        enum bks_channel channel = columns[c].channel;
        double unit = channel < BKS_GYRO_X ? STANDARD_G : PI / 180;
        if (value[channel])
            row[n++] = to_16_bits(value[channel][i], scale_of(recipe, channel) * unit);
    }
    if (mark)
        row[n++] = aux_of(mark[i]);
    return n;
}

static bool write_rows(SNDFILE *file, const struct archive_recipe *recipe,
                       const double *const value[BKS_CHANNEL_COUNT], const unsigned char *mark,
                       size_t n)
{
    short block[BLOCK_ROWS * MAX_COLUMNS];
    for (size_t i = 0; i < n;) {
        size_t rows = 0;
        for (short *row = block; rows < BLOCK_ROWS && i < n; rows++, i++)
            row += fill_row(row, recipe, value, mark, i);
        if (sf_writef_short(file, block, (sf_count_t)rows) != (sf_count_t)rows)
            return false;
    }
    return true;
}

bool archive_write(const char *path, const struct archive_recipe *recipe,
                   const double *const value[BKS_CHANNEL_COUNT], const unsigned char *mark,
                   size_t n)
{
    static const int containers[] = {[ARCHIVE_WAV] = SF_FORMAT_WAVEX,
                                     [ARCHIVE_RF64] = SF_FORMAT_RF64,
                                     [ARCHIVE_FLAC] = SF_FORMAT_FLAC,
                                     [ARCHIVE_CAF] = SF_FORMAT_CAF};
    SF_INFO info = {.samplerate = (int)fmax(1, rint(recipe->rate_hz)),
                    .channels = mark != NULL,
                    .format = containers[recipe->container] | SF_FORMAT_PCM_16};
    for (size_t c = 0; c < N_COLUMNS; c++)
        info.channels += value[columns[c].channel] != NULL;
    SNDFILE *file = sf_open(path, SFM_WRITE, &info);
    if (!file)
        return false;
    write_texts(file, recipe, value);
    bool written = write_rows(file, recipe, value, mark, n);
    return sf_close(file) == 0 && written;
}
