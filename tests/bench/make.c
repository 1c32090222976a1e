/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cosines with a little noise, as text and as 16-bit samples. */
#include "bench/make.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define AXES        6
#define BLOCK_ROWS  4096
#define ROW_BYTES   96 /* the longest line, with room to spare */
#define ACCEL_G     16
#define GYRO_DPS    2000
#define CYCLE_S     600 /* of which: */
#define STANDING_S  60
#define WALKING_S   180 /* to here; the rest is running */
#define WALK_SPM    112.0
#define RUN_SPM     168.0
#define HEADER_ROOM 1024

static const double pi = 3.14159265358979323846;

/* Amplitudes of the step's harmonics along up, and of the stride across. */
struct motion {
    double spm, up_g, across_g, turn_dps;
};

static struct motion motion_at(double t_s)
{
    double in_cycle_s = fmod(t_s, CYCLE_S);
    if (in_cycle_s < STANDING_S)
        return (struct motion){0};
    if (in_cycle_s < WALKING_S)
        return (struct motion){WALK_SPM, 0.3, 0.1, 25};
    return (struct motion){RUN_SPM, 1.2, 0.35, 80};
}

/* -1 .. 1, the same on each run. */
static double noise(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (double)(*seed >> 8) / 8388608.0 - 1;
}

/* Row i as g and deg/s. */
static void row_at(double value[AXES], uint64_t i, uint32_t *seed)
{
    double t_s = (double)i / MAKE_RATE_HZ;
    struct motion motion = motion_at(t_s);
    double stride = pi * motion.spm / 60 * t_s, c = cos(stride), s = sin(stride);
    double c2 = c * c - s * s, s2 = 2 * s * c;
    value[0] = 0.13 + 0.25 * motion.up_g * s2 + 0.02 * noise(seed);
    value[1] = 0.05 + motion.across_g * s + 0.02 * noise(seed);
    value[2] = 0.99 + motion.up_g * (c2 + 0.3 * (c2 * c2 - s2 * s2)) + 0.02 * noise(seed);
    value[3] = motion.turn_dps * c + noise(seed);
    value[4] = 0.5 * motion.turn_dps * s2 + noise(seed);
    value[5] = motion.turn_dps * s + noise(seed);
}

/* Writes value * 10^decimals, rounded, with its point; answers where it ends. */
static char *put_fixed(char *out, int64_t scaled, unsigned decimals)
{
    char digit[24];
    unsigned n = 0;
    uint64_t left = (uint64_t)(scaled < 0 ? -scaled : scaled);
    if (scaled < 0)
        *out++ = '-';
    do {
        digit[n++] = (char)('0' + left % 10);
        left /= 10;
        if (n == decimals)
            digit[n++] = '.';
    } while (left > 0 || n <= decimals + 1);
    while (n > 0)
        *out++ = digit[--n];
    return out;
}

static char *put_row(char *out, uint64_t i, const double value[AXES])
{
    out = put_fixed(out, (int64_t)i * (100 / MAKE_RATE_HZ), 2);
    for (unsigned axis = 0; axis < AXES; axis++) {
        *out++ = ',';
        out = put_fixed(out, llround(value[axis] * (axis < 3 ? 1e5 : 1e3)), axis < 3 ? 5 : 3);
    }
    *out++ = '\n';
    return out;
}

static bool close_after(FILE *file, bool good)
{
    return fclose(file) == 0 && good;
}

bool make_csv(const char *path, double seconds)
{
    static char block[BLOCK_ROWS * ROW_BYTES];
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    bool good =
        fputs("time_s,accel_x_g,accel_y_g,accel_z_g,gyro_x_dps,gyro_y_dps,gyro_z_dps\n", file) >= 0;
    uint32_t seed = 1;
    uint64_t rows = (uint64_t)(seconds * MAKE_RATE_HZ);
    for (uint64_t i = 0; i < rows && good;) {
        char *end = block;
        for (uint64_t stop = i + BLOCK_ROWS; i < stop && i < rows; i++) {
            double value[AXES];
            row_at(value, i, &seed);
            end = put_row(end, i, value);
        }
        good = fwrite(block, 1, (size_t)(end - block), file) == (size_t)(end - block);
    }
    return close_after(file, good);
}

/* The header of a WAV, grown chunk by chunk. */
struct header {
    size_t n;
    unsigned char byte[HEADER_ROOM];
};

static void put_bytes(struct header *header, const void *bytes, size_t n)
{
    memcpy(header->byte + header->n, bytes, n);
    header->n += n;
}

static void put_number(struct header *header, uint64_t value, unsigned bytes)
{
    for (unsigned i = 0; i < bytes; i++)
        header->byte[header->n++] = (unsigned char)(value >> (8 * i));
}

/* A chunk of text, NUL-terminated, of even size. */
static void put_text(struct header *header, const char *id, const char *text)
{
    size_t n = strlen(text) + 1;
    put_bytes(header, id, 4);
    put_number(header, n + n % 2, 4);
    put_bytes(header, text, n);
    put_number(header, 0, n % 2);
}

static const char tags[] = "Time: 2026-05-01 10:00:00.000\n"
                           "Channel-1: Accel-X\nScale-1: 16\nChannel-2: Accel-Y\nScale-2: 16\n"
                           "Channel-3: Accel-Z\nScale-3: 16\nChannel-4: Gyro-X\nScale-4: 2000\n"
                           "Channel-5: Gyro-Y\nScale-5: 2000\nChannel-6: Gyro-Z\nScale-6: 2000\n";

static void build_header(struct header *header, uint64_t data_bytes)
{
    struct header list = {0};
    put_bytes(&list, "INFO", 4);
    put_text(&list, "IART", "Id: 1\nDevice: CWA\nRevision: 17\nFirmware: 54\n");
    put_text(&list, "ICMT", tags);
    put_text(&list, "ICRD", "2026-05-01 10:00:00.000");
    put_bytes(header, "RIFF", 4);
    put_number(header, 4 + 24 + 8 + list.n + 8 + data_bytes, 4);
    put_bytes(header, "WAVEfmt ", 8);
    put_number(header, 16, 4);
    put_number(header, 1, 2); /* PCM */
    put_number(header, AXES, 2);
    put_number(header, MAKE_RATE_HZ, 4);
    put_number(header, MAKE_RATE_HZ * AXES * 2, 4);
    put_number(header, AXES * 2, 2);
    put_number(header, 16, 2);
    put_bytes(header, "LIST", 4);
    put_number(header, list.n, 4);
    put_bytes(header, list.byte, list.n);
    put_bytes(header, "data", 4);
    put_number(header, data_bytes, 4);
}

static bool put_samples(FILE *file, uint64_t rows)
{
    static unsigned char block[BLOCK_ROWS * AXES * 2];
    uint32_t seed = 1;
    for (uint64_t i = 0; i < rows;) {
        size_t n = 0;
        for (uint64_t stop = i + BLOCK_ROWS; i < stop && i < rows; i++) {
            double value[AXES];
            row_at(value, i, &seed);
            for (unsigned axis = 0; axis < AXES; axis++) {
                int32_t sample =
                    (int32_t)lrint(value[axis] * 32768 / (axis < 3 ? ACCEL_G : GYRO_DPS));
                block[n++] = (unsigned char)((uint32_t)sample & 255);
                block[n++] = (unsigned char)((uint32_t)sample >> 8 & 255);
            }
        }
        if (fwrite(block, 1, n, file) != n)
            return false;
    }
    return true;
}

bool make_wav(const char *path, double seconds, unsigned times)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    uint64_t rows = (uint64_t)(seconds * MAKE_RATE_HZ);
    struct header header = {0};
    build_header(&header, rows * AXES * 2 * times);
    bool good = fwrite(header.byte, 1, header.n, file) == header.n;
    for (unsigned i = 0; i < times && good; i++)
        good = put_samples(file, rows);
    return close_after(file, good);
}
