/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing sectors as the devices do, time stamps moved back by their fraction and all. */
#include "support/cwa_writer.h"

#include "base/text.h"
#include "support/assert.h"

#include <math.h>
#include <string.h>

static void put(uint8_t *at, uint64_t value, size_t n)
{
    for (size_t i = 0; i < n; i++)
        at[i] = (uint8_t)(value >> (8 * i));
}

static uint64_t get(const uint8_t *at, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value |= (uint64_t)at[i] << (8 * i);
    return value;
}

static uint32_t pack_time(int64_t second)
{
    struct civil civil;
    text_civil(&civil, second * 1000000);
    return (uint32_t)((civil.year - 2000) << 26 | civil.month << 22 | civil.day << 17 |
                      civil.hour << 12 | civil.minute << 6 | civil.second);
}

int cwa_writer_raw(size_t row, unsigned channel)
{
    return (int)((row * 7 + channel * 331) % 1021) - 510;
}

static uint8_t packing_of(const struct cwa_recipe *recipe)
{
    return recipe->axes_packing ? recipe->axes_packing : 0x30;
}

unsigned cwa_writer_rows(const struct cwa_recipe *recipe)
{
    if (recipe->rows)
        return recipe->rows;
    unsigned axes = packing_of(recipe) >> 4;
    return packing_of(recipe) == 0x30 ? 120 : 240 / axes;
}

static void put_packed(uint8_t *at, size_t row, cwa_raw raw)
{
    uint32_t word = 0, exponent = 0;
    for (unsigned c = 0; c < 3; c++)
        while (raw(row, c) >= 512 << exponent || raw(row, c) < -(512 << exponent))
            exponent++;
    for (unsigned c = 0; c < 3; c++)
        word |= ((uint32_t)(raw(row, c) / (1 << exponent)) & 0x3ff) << (10 * c);
    put(at, word | exponent << 30, 4);
}

static void put_rows(uint8_t *at, const struct cwa_recipe *recipe, size_t first)
{
    cwa_raw raw = recipe->raw ? recipe->raw : cwa_writer_raw;
    unsigned axes = packing_of(recipe) >> 4;
    for (size_t i = 0; i < cwa_writer_rows(recipe); i++) {
        if (packing_of(recipe) == 0x30)
            put_packed(at + 4 * i, first + i, raw);
        for (unsigned c = 0; c < axes && packing_of(recipe) != 0x30; c++) {
            unsigned channel = axes == 3 ? c : c < 3 ? c + 3 : c - 3; /* gyroscope first */
            put(at + 2 * (axes * i + c), (uint64_t)raw(first + i, channel), 2);
        }
    }
}

/* The device stamps the row that it samples when the sector is full, a few rows on. */
static void put_time(uint8_t *sector, const struct cwa_recipe *recipe, size_t first)
{
    double rate_hz = recipe->rate_hz > 0 ? recipe->rate_hz : 100;
    double nominal_hz = 3200.0 / (1 << (15 - (sector[24] & 15)));
    int64_t index = (int64_t)cwa_writer_rows(recipe) + CWA_WRITER_LEAD;
    double t = recipe->start_s + (double)((int64_t)first + index) / rate_hz;
    double whole = floor(t);
    uint64_t fraction = (uint64_t)((t - whole) * 32768);
    if (recipe->whole_seconds) {
        index = (int64_t)floor((whole - recipe->start_s) * rate_hz + 0.5) - (int64_t)first;
        put(sector + 4, 1234, 2);
    } else {
        index -= (int64_t)(fraction * 2 * (uint64_t)nominal_hz / 65536);
        put(sector + 4, 0x8000 | fraction, 2);
    }
    put(sector + 14, pack_time(CWA_WRITER_START + (int64_t)whole), 4);
    put(sector + 26, (uint64_t)index, 2);
}

static void put_sector(uint8_t *sector, const struct cwa_recipe *recipe, size_t i)
{
    size_t first = i * cwa_writer_rows(recipe);
    memset(sector, 0, CWA_WRITER_SECTOR);
    memcpy(sector, "AX\xfc\x01", 4);
    put(sector + 6, recipe->session, 4);
    put(sector + 10, recipe->first_sequence + i, 4);
    put(sector + 18, recipe->scale, 2);
    sector[22] = i == 0; /* logging began */
    sector[24] = recipe->rate_code ? recipe->rate_code : 0x4A;
    sector[25] = packing_of(recipe);
    put(sector + 28, cwa_writer_rows(recipe), 2);
    put_time(sector, recipe, first);
    put_rows(sector + 30, recipe, first);
    cwa_seal(sector);
}

size_t cwa_build(uint8_t *bytes, size_t room, const struct cwa_recipe *recipe)
{
    size_t n = CWA_WRITER_HEADER + recipe->sectors * CWA_WRITER_SECTOR;
    const char *annotation = recipe->annotation ? recipe->annotation : "";
    assert_true(n <= room && strlen(annotation) <= 448);
    memset(bytes, 0xFF, CWA_WRITER_HEADER);
    memcpy(bytes, "MD\xfc\x03", 4);
    bytes[4] = recipe->hardware ? recipe->hardware : 0x17;
    put(bytes + 5, 17042, 2);
    bytes[36] = recipe->rate_code ? recipe->rate_code : 0x4A;
    memset(bytes + 64, ' ', 448);
    memcpy(bytes + 64, annotation, strlen(annotation));
    for (size_t i = 0; i < recipe->sectors; i++)
        put_sector(cwa_sector_at(bytes, i), recipe, i);
    return n;
}

uint8_t *cwa_sector_at(uint8_t *bytes, size_t i)
{
    return bytes + CWA_WRITER_HEADER + i * CWA_WRITER_SECTOR;
}

void cwa_seal(uint8_t *sector)
{
    unsigned sum = 0;
    for (size_t i = 0; i < CWA_WRITER_SECTOR - 2; i += 2)
        sum += (unsigned)get(sector + i, 2);
    put(sector + CWA_WRITER_SECTOR - 2, 0u - sum, 2);
}

void cwa_shift_time(uint8_t *sector, int64_t seconds)
{
    uint32_t packed = (uint32_t)get(sector + 14, 4);
    int64_t day_s = (packed >> 12 & 31) * 3600 + (packed >> 6 & 63) * 60 + (packed & 63);
    day_s += seconds;
    assert_true(day_s >= 0 && day_s < 86400); /* within the day: enough for a test */
    packed =
        (packed & ~0x1ffffu) | (uint32_t)(day_s / 3600 << 12 | (day_s / 60 % 60) << 6 | day_s % 60);
    put(sector + 14, packed, 4);
    cwa_seal(sector);
}
