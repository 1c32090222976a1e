/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Simulated recordings as the zips of phone apps.
 *
 * Entries carry a fixed date, in the zip's own clock without zone, so that bytes repeat.
 */
#include "support/sim_write.h"

#include "support/sim_vector.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define DOS_DATE        ((46u << 9) | (5u << 5) | 1u) /* 2026-05-01 */
#define DOS_TIME        (8u << 11)
#define BEFORE_START_US 31000 /* rows that a phone had buffered when Start was tapped */
#define GRAVITY_TAU_S   1.0

struct entry {
    FILE *file;
    char *text;
    size_t size;
};

static bool entry_open(struct entry *entry)
{
    *entry = (struct entry){0};
    entry->file = open_memstream(&entry->text, &entry->size);
    return entry->file != NULL;
}

/* Hands the text over to the zip. */
static bool entry_add(struct entry *entry, zip_t *zip, const char *name)
{
    if (fclose(entry->file) != 0) {
        free(entry->text);
        return false;
    }
    zip_source_t *source = zip_source_buffer(zip, entry->text, entry->size, 1);
    if (source == NULL) {
        free(entry->text);
        return false;
    }
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0 &&
           zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_DEFLATE, 9) == 0;
}

static bool add_text(zip_t *zip, const char *name, const char *text)
{
    struct entry entry;
    if (!entry_open(&entry))
        return false;
    fputs(text, entry.file);
    return entry_add(&entry, zip, name);
}

static bool zip_done(zip_t *zip, bool ok)
{
    if (ok && zip_close(zip) == 0)
        return true;
    zip_discard(zip);
    return false;
}

/* One row of a Sensor Logger stream: nanoseconds, seconds since the tap, z first. */
static void print_row(FILE *file, const struct sim *sim, size_t i, const double xyz[3])
{
    int64_t t_ns = sim->t_us[i] * 1000 + (int64_t)(i * 7 % 10) * 100;
    double elapsed_s = (double)(t_ns - (sim->t_us[0] + BEFORE_START_US) * 1000) / 1e9;
    fprintf(file, "%" PRId64 ",%.9g,%.7g,%.7g,%.7g\n", t_ns, elapsed_s, xyz[2], xyz[1], xyz[0]);
}

static bool add_stream(zip_t *zip, const struct sim *sim, const char *name, int first)
{
    struct entry entry;
    if (!entry_open(&entry))
        return false;
    fputs("time,seconds_elapsed,z,y,x\n", entry.file);
    for (size_t i = 0; i < sim->n; i++) {
        double xyz[3] = {sim->value[first][i], sim->value[first + 1][i], sim->value[first + 2][i]};
        print_row(entry.file, sim, i, xyz);
    }
    return entry_add(&entry, zip, name);
}

/* Gravity as the phone guesses it (a slow mean of length 1 g), and the rest. */
static bool add_parts(zip_t *zip, const struct sim *sim, double sign)
{
    struct entry gravity, rest;
    if (!entry_open(&gravity))
        return false;
    if (!entry_open(&rest)) {
        fclose(gravity.file);
        free(gravity.text);
        return false;
    }
    fputs("time,seconds_elapsed,z,y,x\n", gravity.file);
    fputs("time,seconds_elapsed,z,y,x\n", rest.file);
    double slow[3] = {0.0, 0.0, 0.0}, share = 1.0;
    for (size_t i = 0; i < sim->n; i++) {
        double up[3], moved[3], length = 0.0;
        for (int c = 0; c < 3; c++) {
            slow[c] += share * (sim->value[c][i] - slow[c]);
            length += slow[c] * slow[c];
        }
        share = 1.0 / (GRAVITY_TAU_S * sim->rate_hz);
        for (int c = 0; c < 3; c++) {
            up[c] = sign * slow[c] * SIM_GRAVITY / fmax(sqrt(length), 1e-6);
            moved[c] = sign * sim->value[c][i] - up[c];
        }
        print_row(gravity.file, sim, i, up);
        print_row(rest.file, sim, i, moved);
    }
    bool ok = entry_add(&gravity, zip, "Gravity.csv");
    return entry_add(&rest, zip, "Accelerometer.csv") && ok;
}

static bool add_metadata(zip_t *zip, const struct sim *sim, enum sim_phone phone, bool gyro)
{
    struct entry entry;
    if (!entry_open(&entry))
        return false;
    const char *sensors = phone == SIM_ANDROID ? "TotalAcceleration" : "Accelerometer|Gravity";
    int period_ms = (int)floor(1000.0 / sim->rate_hz + 0.5);
    fputs("version,device name,recording epoch time,recording time,recording timezone,platform,"
          "appVersion,device id,sensors,sampleRateMs,standardisation,platform version\n",
          entry.file);
    fprintf(entry.file, "3,Simulated phone,%" PRId64 ",2026-05-01_08-00-00,Europe/Oslo,%s,1.63,",
            (sim->t_us[0] + BEFORE_START_US) / 1000, phone == SIM_ANDROID ? "android" : "ios");
    fprintf(entry.file, "00000000-0000-0000-0000-000000000000,%s%s,%d%s", sensors,
            gyro ? "|Gyroscope" : "", period_ms, phone == SIM_ANDROID ? "" : "|");
    if (phone != SIM_ANDROID)
        fprintf(entry.file, "%d", period_ms);
    if (gyro)
        fprintf(entry.file, "|%d", period_ms);
    fprintf(entry.file, ",%s,%s", phone == SIM_IOS_STANDARD ? "true" : "false",
            phone == SIM_ANDROID ? "14" : "17.4");
    return entry_add(&entry, zip, "Metadata.csv");
}

bool sim_write_sensor_logger(const struct sim *sim, const char *path, enum sim_phone phone,
                             bool gyro)
{
    zip_t *zip = sim->n > 0 ? zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    if (zip == NULL)
        return false;
    bool ok = phone == SIM_ANDROID ? add_stream(zip, sim, "TotalAcceleration.csv", SIM_AX)
                                   : add_parts(zip, sim, phone == SIM_IOS ? -1.0 : 1.0);
    if (gyro)
        ok = ok && add_stream(zip, sim, "Gyroscope.csv", SIM_GX);
    ok = ok && add_metadata(zip, sim, phone, gyro);
    return zip_done(zip, ok);
}

/* phyphox's numbers: one digit, nine decimals, an exponent without plus or leading zero. */
static void print_number(FILE *file, double value, char point)
{
    char text[40];
    snprintf(text, sizeof text, "%.9e", value);
    char *mark = strchr(text, 'e');
    long exponent = strtol(mark + 1, NULL, 10);
    *mark = '\0';
    char *dot = strchr(text, '.');
    *dot = point;
    fprintf(file, "%sE%ld", text, exponent);
}

static bool add_phyphox(zip_t *zip, const struct sim *sim, const char *name, int first,
                        char separator, char point)
{
    struct entry entry;
    if (!entry_open(&entry))
        return false;
    const char *what = first == SIM_AX ? "Acceleration" : "Gyroscope";
    const char *unit = first == SIM_AX ? "m/s^2" : "rad/s";
    fputs("\"Time (s)\"", entry.file);
    for (int c = 0; c < 3; c++)
        fprintf(entry.file, "%c\"%s %c (%s)\"", separator, what, "xyz"[c], unit);
    fputc('\n', entry.file);
    for (size_t i = 0; i < sim->n; i++) {
        print_number(entry.file, (double)(sim->t_us[i] - sim->t_us[0]) / 1e6, point);
        for (int c = 0; c < 3; c++) {
            fputc(separator, entry.file);
            print_number(entry.file, sim->value[first + c][i], point);
        }
        fputc('\n', entry.file);
    }
    return entry_add(&entry, zip, name);
}

static bool add_phyphox_clock(zip_t *zip, const struct sim *sim, char separator, char point)
{
    struct entry entry;
    if (!entry_open(&entry))
        return false;
    double lasts_s = (double)(sim->t_us[sim->n - 1] - sim->t_us[0]) / 1e6;
    fprintf(entry.file, "\"event\"%c\"experiment time\"%c\"system time\"%c\"system time text\"\n",
            separator, separator, separator);
    for (int end = 0; end < 2; end++) {
        int64_t at_us = end == 0 ? sim->t_us[0] : sim->t_us[sim->n - 1];
        fprintf(entry.file, "\"%s\"%c", end == 0 ? "START" : "PAUSE", separator);
        print_number(entry.file, end == 0 ? 0.0 : lasts_s, point);
        fprintf(entry.file, "%c%" PRId64 "%c%03" PRId64 "%c\"2026-05-01 10:00:00.000 UTC+02:00\"\n",
                separator, at_us / 1000000, point, at_us % 1000000 / 1000, separator);
    }
    return entry_add(&entry, zip, "meta/time.csv");
}

bool sim_write_phyphox(const struct sim *sim, const char *path, char separator, char point,
                       bool gyro)
{
    zip_t *zip = sim->n > 0 ? zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;
    if (zip == NULL)
        return false;
    char device[80];
    snprintf(device, sizeof device,
             "\"property\"%c\"value\"\n\"version\"%c\"1.1.16\"\n\"deviceModel\"%c\"Simulated\"\n",
             separator, separator, separator);
    const char *name = gyro ? "Accelerometer.csv" : "Raw Data.csv";
    bool ok = add_phyphox(zip, sim, name, SIM_AX, separator, point);
    if (gyro)
        ok = ok && add_phyphox(zip, sim, "Gyroscope.csv", SIM_GX, separator, point);
    ok = ok && add_text(zip, "meta/device.csv", device) &&
         add_phyphox_clock(zip, sim, separator, point);
    return zip_done(zip, ok);
}
