/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Chunks, little end first, with whatever lie the recipe asks for. */
#include "support/wav_writer.h"

#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pen {
    uint8_t *bytes;
    size_t n, room;
};

static void put(struct pen *pen, const void *bytes, size_t n)
{
    if (n > pen->room - pen->n)
        abort();
    if (n)
        memcpy(pen->bytes + pen->n, bytes, n);
    pen->n += n;
}

static void put_number(struct pen *pen, uint64_t value, size_t n)
{
    uint8_t bytes[8];
    for (size_t i = 0; i < n; i++)
        bytes[i] = (uint8_t)(value >> (8 * i));
    put(pen, bytes, n);
}

/* Writes the id and a size to be set by end_chunk. */
static size_t begin_chunk(struct pen *pen, const char *id)
{
    put(pen, id, 4);
    put_number(pen, 0, 4);
    return pen->n;
}

static void set_size(struct pen *pen, size_t body, uint64_t size)
{
    struct pen there = {pen->bytes, body - 4, body};
    put_number(&there, size, 4);
}

static void end_chunk(struct pen *pen, size_t body)
{
    set_size(pen, body, pen->n - body);
    if ((pen->n - body) & 1)
        put_number(pen, 0, 1);
}

double wav_sample(size_t row, unsigned column)
{
    return ((double)(row * 37 % 4001) - 2000 + 1000.0 * column) / 32768;
}

static unsigned bits_of(const struct wav_recipe *recipe)
{
    return recipe->bits ? recipe->bits : 16;
}

static void put_format(struct pen *pen, const struct wav_recipe *recipe)
{
    static const uint8_t guid[14] = {0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71};
    unsigned row_bytes = recipe->channels * bits_of(recipe) / 8;
    uint16_t coding = recipe->coding ? recipe->coding : recipe->is_float ? 3 : 1;
    size_t body = begin_chunk(pen, "fmt ");
    put_number(pen, recipe->extensible ? 0xFFFE : coding, 2);
    put_number(pen, recipe->channels, 2);
    put_number(pen, recipe->rate_hz, 4);
    put_number(pen, (uint64_t)recipe->rate_hz * row_bytes, 4);
    put_number(pen, row_bytes, 2);
    put_number(pen, bits_of(recipe), 2);
    if (recipe->extensible) {
        put_number(pen, 22, 2);
        put_number(pen, bits_of(recipe), 2);
        put_number(pen, 0, 4);
        put_number(pen, coding, 2);
        put(pen, guid, sizeof guid);
    }
    end_chunk(pen, body);
}

static void put_text(struct pen *pen, const char *id, const char *text)
{
    if (!text)
        return;
    size_t body = begin_chunk(pen, id);
    put(pen, text, strlen(text) + 1);
    end_chunk(pen, body);
}

static void put_list(struct pen *pen, const struct wav_recipe *recipe)
{
    if (!recipe->title && !recipe->artist && !recipe->comment && !recipe->date)
        return;
    size_t body = begin_chunk(pen, "LIST");
    put(pen, "INFO", 4);
    put_text(pen, "INAM", recipe->title);
    put_text(pen, "IART", recipe->artist);
    put_text(pen, "ICMT", recipe->comment);
    put_text(pen, "ICRD", recipe->date);
    end_chunk(pen, body);
}

static void put_sample(struct pen *pen, const struct wav_recipe *recipe, double value)
{
    unsigned bits = bits_of(recipe);
    uint64_t word = 0;
    float single = (float)value;
    if (recipe->is_float && bits == 32) {
        put(pen, &single, sizeof single);
    } else if (recipe->is_float) {
        put(pen, &value, sizeof value);
    } else {
        word = (uint64_t)(int64_t)rint(ldexp(value, (int)bits - 1));
        put_number(pen, word, bits / 8);
    }
}

static void put_data(struct pen *pen, const struct wav_recipe *recipe, size_t *data_at)
{
    size_t body = begin_chunk(pen, "data");
    if (data_at)
        *data_at = body;
    for (size_t row = 0; row < recipe->rows; row++)
        for (unsigned c = 0; c < recipe->channels; c++)
            put_sample(pen, recipe, (recipe->sample ? recipe->sample : wav_sample)(row, c));
    end_chunk(pen, body);
    if (recipe->wide)
        set_size(pen, body, 0xFFFFFFFF);
    else if (recipe->lie == WAV_SAYS)
        set_size(pen, body, recipe->data_says);
}

size_t wav_build(uint8_t *bytes, size_t room, const struct wav_recipe *recipe, size_t *data_at)
{
    struct pen pen = {.bytes = bytes, .room = room};
    uint64_t data = (uint64_t)recipe->rows * recipe->channels * bits_of(recipe) / 8;
    size_t body = begin_chunk(&pen, recipe->wide ? "RF64" : "RIFF");
    put(&pen, "WAVE", 4);
    if (recipe->wide) {
        size_t sizes = begin_chunk(&pen, "ds64");
        put_number(&pen, 0, 8);
        put_number(&pen, recipe->lie == WAV_SAYS ? recipe->data_says : data, 8);
        put_number(&pen, recipe->rows, 8);
        put_number(&pen, 0, 4);
        end_chunk(&pen, sizes);
    }
    put_format(&pen, recipe);
    if (!recipe->list_after)
        put_list(&pen, recipe);
    if (recipe->lie != WAV_NO_DATA)
        put_data(&pen, recipe, data_at);
    if (recipe->list_after)
        put_list(&pen, recipe);
    set_size(&pen, body, recipe->wide ? 0xFFFFFFFF : pen.n - body);
    return pen.n;
}

#define ACCEL_TEXT                                                                        \
    "Time: 2018-03-18 17:24:47.536\nChannel-1: Accel-X\nScale-1: 8\nChannel-2: Accel-Y\n" \
    "Scale-2: 8\nChannel-3: Accel-Z\nScale-3: 8\n"
#define GYRO_TEXT                                                                             \
    "Channel-4: Gyro-X\nScale-4: 2000\nChannel-5: Gyro-Y\nScale-5: 2000\nChannel-6: Gyro-Z\n" \
    "Scale-6: 2000\n"

const char *wav_comment(unsigned columns)
{
    return columns >= 6 ? ACCEL_TEXT GYRO_TEXT : ACCEL_TEXT;
}

void wav_write_long(const char *path)
{
    static uint8_t bytes[4096];
    size_t data_at;
    const off_t data_bytes = 800 << 20;
    struct wav_recipe recipe = {.extensible = true,
                                .channels = 4,
                                .rate_hz = 100,
                                .artist = "Device: CWA\n",
                                .comment = wav_comment(4),
                                .rows = 10,
                                .lie = WAV_SAYS,
                                .data_says = (uint64_t)data_bytes};
    size_t n = wav_build(bytes, sizeof bytes, &recipe, &data_at);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fflush(file), 0);
    assert_int_equal(ftruncate(fileno(file), (off_t)data_at + data_bytes), 0);
    assert_int_equal(fclose(file), 0);
}
