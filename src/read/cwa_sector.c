/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sector's checksum, fields and samples. The samples are the bulk of a week: no cursor there. */
#include "read/cwa_sector.h"

#include "base/bytes.h"
#include "base/text.h"
#include "read/units.h"

#define DATA_AT       30u
#define DATA_BYTES    480u
#define PACKED_LSB_G  256.0
#define GYRO_FULL     32768.0
#define MIN_RATE_CODE 6 /* 6.25 Hz */
#define MAX_OLD_HZ    3200

#define MAX_TIME_AWAY_S 2.0

static uint64_t load_u64le(const uint8_t *p)
{
    return (uint64_t)p[0] | (uint64_t)p[1] << 8 | (uint64_t)p[2] << 16 | (uint64_t)p[3] << 24 |
           (uint64_t)p[4] << 32 | (uint64_t)p[5] << 40 | (uint64_t)p[6] << 48 |
           (uint64_t)p[7] << 56;
}

static uint32_t load_u32le(const uint8_t *p)
{
    return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

static int load_i16le(const uint8_t *p)
{
    return (int16_t)(uint16_t)(p[0] | p[1] << 8);
}

/* All 16-bit words added up, four side by side: 64 of them cannot leave their 32 bits. */
static uint16_t sum_words(const uint8_t *bytes)
{
    uint64_t even = 0, odd = 0;
    for (size_t i = 0; i < CWA_SECTOR_BYTES; i += 8) {
        uint64_t four = load_u64le(bytes + i);
        even += four & 0x0000ffff0000ffffu;
        odd += four >> 16 & 0x0000ffff0000ffffu;
    }
    even += odd;
    return (uint16_t)(even + (even >> 32));
}

static bool is_blank(const uint8_t *bytes)
{
    if (bytes[0] != 0x00 && bytes[0] != 0xFF)
        return false;
    for (size_t i = 1; i < CWA_SECTOR_BYTES; i++)
        if (bytes[i] != bytes[0])
            return false;
    return true;
}

bool cwa_packed_time(int64_t *t_us, uint32_t packed)
{
    const struct civil civil = {
        .year = 2000 + (int)(packed >> 26),
        .month = packed >> 22 & 15,
        .day = packed >> 17 & 31,
        .hour = packed >> 12 & 31,
        .minute = packed >> 6 & 63,
        .second = packed & 63,
    };
    return text_instant_us(t_us, &civil);
}

double cwa_code_rate_hz(uint8_t code)
{
    return (code & 15) < MIN_RATE_CODE ? 0 : 3200.0 / (1 << (15 - (code & 15)));
}

double cwa_code_range_g(uint8_t code)
{
    return 16 >> (code >> 6);
}

/* How the samples lie; false for layouts that are not known. */
static bool set_layout(struct cwa_sector *sector, uint8_t axes_packing, uint16_t scale)
{
    static const struct {
        uint8_t axes_packing;
        bool packed, gyro;
        unsigned first_word, stride;
    } layouts[] = {{0x30, true, false, 0, 0},
                   {0x32, false, false, 0, 3},
                   {0x62, false, true, 3, 6},
                   {0x92, false, true, 3, 9}};
    unsigned gyro_code = scale >> 10 & 7;
    double lsb_g = PACKED_LSB_G, gyro_dps = gyro_code ? 8000.0 / (1 << gyro_code) : 2000.0;
    for (size_t i = 0; i < sizeof layouts / sizeof layouts[0]; i++) {
        if (layouts[i].axes_packing != axes_packing)
            continue;
        sector->packed = layouts[i].packed;
        sector->gyro = layouts[i].gyro;
        sector->first_word = layouts[i].first_word;
        sector->stride = layouts[i].stride;
        sector->room = (uint16_t)(DATA_BYTES / (sector->packed ? 4 : 2 * sector->stride));
        if (!sector->packed)
            lsb_g *= 1 << (scale >> 13);
        sector->accel_step = UNITS_MPS2_PER_G / lsb_g;
        sector->gyro_step = gyro_dps / GYRO_FULL * UNITS_RAD_PER_DEG;
        return true;
    }
    return false;
}

/*
 * The instant and the row it belongs to. With bit 15 of the fraction the time is exact to 1/32768
 * s, and the row was moved back by that fraction for readers that only know whole seconds: moved
 * forward again here, by the same whole-number sum. Without it the row was sampled on the second.
 */
static void set_time(struct cwa_sector *sector, uint16_t fraction, uint32_t packed, int16_t index)
{
    sector->index = index;
    sector->has_time = cwa_packed_time(&sector->t_us, packed);
    if (!(fraction & 0x8000u))
        return;
    uint32_t share = fraction & 0x7fffu;
    sector->index += (int32_t)((uint64_t)(share * 2) * (uint32_t)sector->rate_hz / 65536);
    sector->t_us += (int64_t)(share * UINT64_C(1000000) + 16384) / 32768;
}

/* Devices stamp a row at most a second away from the sector; what is far beyond is no time. */
static bool time_is_near(const struct cwa_sector *sector)
{
    double far = MAX_TIME_AWAY_S * sector->rate_hz + 2 * sector->room;
    return sector->index >= -far && sector->index <= far;
}

enum cwa_verdict cwa_sector_read(struct cwa_sector *sector, const uint8_t *bytes)
{
    struct bytes at = bytes_of(bytes, CWA_SECTOR_BYTES);
    if (!bytes_match(&at, "AX"))
        return is_blank(bytes) ? CWA_BLANK : CWA_DAMAGED;
    if (bytes_u16le(&at) != CWA_SECTOR_BYTES - 4 || sum_words(bytes) != 0)
        return CWA_DAMAGED;
    uint16_t fraction = bytes_u16le(&at);
    sector->session = bytes_u32le(&at);
    sector->sequence = bytes_u32le(&at);
    uint32_t packed_time = bytes_u32le(&at);
    uint16_t scale = bytes_u16le(&at);
    bytes_skip(&at, 2);
    sector->resumed = bytes_u8(&at) & 1;
    bytes_skip(&at, 1);
    uint8_t code = bytes_u8(&at), axes_packing = bytes_u8(&at);
    int16_t index = bytes_i16le(&at);
    sector->rows = bytes_u16le(&at);
    sector->rate_hz = cwa_code_rate_hz(code);
    sector->range_g = cwa_code_range_g(code);
    if (code == 0) { /* the oldest files: a rate stands where the sample's number would */
        sector->rate_hz = index > 0 && index <= MAX_OLD_HZ ? index : 0;
        sector->range_g = 0;
        index = 0;
    }
    if (!(sector->rate_hz > 0) || !set_layout(sector, axes_packing, scale) ||
        sector->rows > sector->room)
        return CWA_DAMAGED;
    set_time(sector, fraction, packed_time, index);
    sector->has_time = sector->has_time && time_is_near(sector);
    return CWA_GOOD;
}

static int sign_10_bits(uint32_t word)
{
    return (int)((word & 0x3ffu) ^ 0x200u) - 0x200;
}

static void put_packed(double *x, double *y, double *z, const uint8_t *p, size_t n, double step)
{
    const double exponent[4] = {step, 2 * step, 4 * step, 8 * step};
    for (size_t i = 0; i < n; i++) {
        uint32_t word = load_u32le(p + 4 * i);
        double factor = exponent[word >> 30];
        x[i] = sign_10_bits(word) * factor;
        y[i] = sign_10_bits(word >> 10) * factor;
        z[i] = sign_10_bits(word >> 20) * factor;
    }
}

static void put_words(double *out, const uint8_t *p, size_t n, size_t stride, double step)
{
    for (size_t i = 0; i < n; i++)
        out[i] = load_i16le(p + 2 * stride * i) * step;
}

void cwa_sector_rows(struct rows *rows, const struct cwa_sector *sector, const uint8_t *bytes)
{
    const uint8_t *data = bytes + DATA_AT;
    size_t n = sector->rows, to = rows->n;
    double *const *value = rows->value;
    if (sector->packed)
        put_packed(value[BKS_ACCEL_X] + to, value[BKS_ACCEL_Y] + to, value[BKS_ACCEL_Z] + to, data,
                   n, sector->accel_step);
    for (size_t axis = 0; axis < 3 && !sector->packed; axis++) {
        put_words(value[BKS_ACCEL_X + axis] + to, data + 2 * (sector->first_word + axis), n,
                  sector->stride, sector->accel_step);
        if (sector->gyro)
            put_words(value[BKS_GYRO_X + axis] + to, data + 2 * axis, n, sector->stride,
                      sector->gyro_step);
    }
    for (size_t i = 0; i < n; i++)
        rows->mark[to + i] = 0;
    rows->n += n;
}
