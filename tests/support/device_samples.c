/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The signal in each device's own numbers. */
#include "support/device_samples.h"

#include "support/cwa_writer.h"
#include "support/fit_writer.h"
#include "support/geneactiv_writer.h"
#include "support/gt3x_writer.h"
#include "support/read_samples.h"

#include <math.h>
#include <string.h>

#define G          9.80665
#define DEG        57.29577951308232
#define DPS_LSB    (32768 / 2000.0)
#define OLD_LSB    341
#define NEW_LSB    256
#define AX6_LSB    2048
#define AX6_HEADER 0x64
#define AX6_SCALE  0x6800 /* 2048 LSB/g, 2000 deg/s */

static int counts(size_t row, unsigned axis, double lsb_per_g)
{
    double value[6];
    read_sample_signal(value, row);
    return (int)lround(value[axis] / G * lsb_per_g);
}

static int raw_ax3(size_t row, unsigned channel)
{
    return counts(row, channel, NEW_LSB);
}

static int raw_ax6(size_t row, unsigned channel)
{
    double value[6];
    if (channel < 3)
        return counts(row, channel, AX6_LSB);
    read_sample_signal(value, row);
    return (int)lround(value[channel] * DEG * DPS_LSB);
}

static int raw_old(size_t row, unsigned axis)
{
    return counts(row, axis, OLD_LSB);
}

static int raw_geneactiv(size_t row, unsigned axis)
{
    static const double gain[] = {25600, 25000, 26000}, offset[] = {0, -500, 1300};
    double value[6];
    read_sample_signal(value, row);
    return (int)lround((value[axis] / G * gain[axis] + offset[axis]) / 100);
}

size_t device_sample_ax3(uint8_t *out)
{
    const struct cwa_recipe recipe = {
        .sectors = 2, .raw = raw_ax3, .rate_hz = 98.86, .annotation = "_p=waist&_sc=7"};
    return cwa_build(out, READ_SAMPLE_ROOM, &recipe);
}

size_t device_sample_ax6(uint8_t *out)
{
    const struct cwa_recipe recipe = {.hardware = AX6_HEADER,
                                      .axes_packing = 0x62,
                                      .scale = AX6_SCALE,
                                      .sectors = 2,
                                      .raw = raw_ax6};
    return cwa_build(out, READ_SAMPLE_ROOM, &recipe);
}

size_t device_sample_gt3x(uint8_t *out)
{
    static const uint8_t scale[] = {0, 0, 55, 0, 0, 0, 0x40, 9}; /* 256 */
    static struct gt3x_bytes log;
    log.n = 0;
    gt3x_add(&log, 0x15, GT3X_WRITER_SECOND, scale, sizeof scale);
    gt3x_add_samples(&log, 0, GT3X_WRITER_SECOND, 30, raw_ax3);
    gt3x_add_samples(&log, 0x1A, GT3X_WRITER_SECOND + 1, 30, raw_ax3);
    return gt3x_zip(out, READ_SAMPLE_ROOM, gt3x_writer_info, "log.bin", &log);
}

size_t device_sample_gt3x_old(uint8_t *out)
{
    static const char info[] = "Serial Number: NEO1D00000001\nDevice Type: GT3XPlus\n"
                               "Firmware: 2.2.1\nSample Rate: 40\n"
                               "Start Date: 639132264000000000\n";
    static struct gt3x_bytes samples;
    samples.n = 0;
    gt3x_add_bare(&samples, 41, raw_old);
    return gt3x_zip(out, READ_SAMPLE_ROOM, info, "activity.bin", &samples);
}

size_t device_sample_geneactiv(uint8_t *out)
{
    static struct geneactiv_text file;
    file.n = 0;
    geneactiv_add_header(&file);
    geneactiv_add_page(&file, 0, "2026-05-01 10:00:00:000");
    geneactiv_add_rows(&file, GENEACTIV_WRITER_ROWS, raw_geneactiv);
    memcpy(out, file.text, file.n);
    return file.n;
}

size_t device_sample_fit_raw(uint8_t *out)
{
    static struct fit_file file;
    file.n = 0;
    fit_write_raw(&file, DEVICE_SAMPLE_FIT_BATCHES, false);
    memcpy(out, file.bytes, file.n);
    return file.n;
}
