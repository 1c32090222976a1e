/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the samples, in each app's own habits. */
#include "support/read_samples.h"

#include "support/app_samples.h"
#include "support/assert.h"
#include "support/device_samples.h"
#include "support/zip_memory.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define G         9.80665
#define STEPS_HZ  2.8
#define RATE_HZ   100.0
#define START_NS  INT64_C(1777622400000000000) /* 2026-05-01T08:00:00Z */
#define TEXT_ROOM 16384u

/* What stands between cells and in numbers. */
struct dialect {
    const char *separator;
    char point;
    const char *line_end;
};

static const struct dialect english = {",", '.', "\n"};
static const struct dialect german = {";", ',', "\r\n"};
static const struct dialect tabbed = {"\t", ',', "\n"};

struct text {
    char bytes[TEXT_ROOM];
    size_t n;
};

static void put(struct text *text, const char *piece)
{
    size_t n = strlen(piece);
    assert_true(text->n + n < sizeof text->bytes);
    memcpy(text->bytes + text->n, piece, n + 1);
    text->n += n;
}

/* In one of the formats %.Nf, %.NE, %.Ng. */
static void put_number(struct text *text, const struct dialect *dialect, double value,
                       const char *format)
{
    char number[64], kind = format[strlen(format) - 1];
    int digits = (int)strtol(format + 2, NULL, 10);
    if (kind == 'f')
        (void)snprintf(number, sizeof number, "%.*f", digits, value);
    else if (kind == 'E')
        (void)snprintf(number, sizeof number, "%.*E", digits, value);
    else
        (void)snprintf(number, sizeof number, "%.*g", digits, value);
    for (char *p = number; *p; p++)
        if (*p == '.')
            *p = dialect->point;
    put(text, number);
}

void read_sample_signal(double value[6], size_t i)
{
    double phase = 2 * 3.14159265358979 * STEPS_HZ * (double)i / RATE_HZ;
    const double all[6] = {0.4 * sin(phase / 2), G + 6 * cos(phase), 1 + sin(phase),
                           0.9 * sin(phase / 2), 0.3 * cos(phase),   0.2};
    memcpy(value, all, sizeof all);
}

/* Cells of one row after its time, from first to last channel times factor. */
static void put_channels(struct text *text, const struct dialect *dialect, int i, int first,
                         int last, double factor, const char *format)
{
    double value[6];
    read_sample_signal(value, (size_t)i);
    for (int c = first; c <= last; c++) {
        put(text, dialect->separator);
        put_number(text, dialect, value[c] * (c < 3 ? factor : 1), format);
    }
}

static size_t finish(uint8_t *out, const struct text *text)
{
    memcpy(out, text->bytes, text->n);
    return text->n;
}

static size_t plain(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "time_s,accel_x_g,accel_y_g,accel_z_g,gyro_x_radps,gyro_y_radps,gyro_z_radps\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        put_number(&text, &english, i / RATE_HZ, "%.2f");
        put_channels(&text, &english, i, 0, 5, 1 / G, "%.5f");
        put(&text, "\n");
    }
    return finish(out, &text);
}

static size_t plain_german(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "\xEF\xBB\xBFtime_ms;accel_x_mps2;accel_y_mps2;accel_z_mps2\r\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        put_number(&text, &german, i * 1000 / RATE_HZ, "%.1f");
        put_channels(&text, &german, i, 0, 2, 1, "%.4f");
        put(&text, german.line_end);
    }
    return finish(out, &text);
}

static void actilife_header(struct text *text, const char *date_format, const char *date)
{
    char line[256];
    (void)snprintf(line, sizeof line,
                   "------------ Data File Created By ActiGraph GT3X+ ActiLife v6.13.4 Firmware "
                   "v1.7.2 date format %s at 100 Hz  Filter Normal -----------\r\n",
                   date_format);
    put(text, line);
    put(text, "Serial Number: MOS2A00000000\r\nStart Time 10:00:00\r\n");
    (void)snprintf(line, sizeof line, "Start Date %s\r\n", date);
    put(text, line);
    put(text, "Epoch Period (hh:mm:ss) 00:00:00\r\nDownload Time 11:00:00\r\n");
    (void)snprintf(line, sizeof line, "Download Date %s\r\n", date);
    put(text, line);
    put(text, "Current Memory Address: 0\r\nCurrent Battery Voltage: 4.06     Mode = 12\r\n"
              "--------------------------------------------------\r\n");
}

static size_t actilife(uint8_t *out)
{
    struct text text = {.n = 0};
    actilife_header(&text, "M/d/yyyy", "5/1/2026");
    put(&text, "Timestamp,Accelerometer X,Accelerometer Y,Accelerometer Z\r\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        char stamp[48];
        (void)snprintf(stamp, sizeof stamp, "5/1/2026 10:00:00.%03d", 10 * i);
        put(&text, stamp);
        put_channels(&text, &english, i, 0, 2, 1 / G, "%.3f");
        put(&text, "\r\n");
    }
    return finish(out, &text);
}

static size_t actilife_german(uint8_t *out)
{
    struct text text = {.n = 0};
    actilife_header(&text, "dd.MM.yyyy", "01.05.2026");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        struct text row = {.n = 0};
        put_channels(&row, &german, i, 0, 2, 1 / G, "%.3f");
        put(&text, row.bytes + 1); /* without the separator before the first cell */
        put(&text, "\r\n");
    }
    return finish(out, &text);
}

/* One stream of Sensor Logger: z, y, x. */
static void logger_stream(struct text *text, int first, double factor, int lag_us)
{
    put(text, "time,seconds_elapsed,z,y,x\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        char time[64];
        double value[6];
        (void)snprintf(time, sizeof time, "%lld,%.6f",
                       (long long)(START_NS + i * INT64_C(10000000) + lag_us * 1000),
                       i / RATE_HZ + lag_us * 1e-6);
        put(text, time);
        read_sample_signal(value, (size_t)i);
        for (int c = first + 2; c >= first; c--) {
            put(text, ",");
            put_number(text, &english, value[c] * factor, "%.17g");
        }
        put(text, "\n");
    }
}

/* Gravity alone, or what is left without it, in iOS's sign. */
static void logger_ios_part(struct text *text, bool gravity)
{
    put(text, "time,seconds_elapsed,z,y,x\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        char row[160];
        double value[6];
        read_sample_signal(value, (size_t)i);
        if (gravity)
            value[0] = value[2] = 0, value[1] = G;
        else
            value[1] -= G;
        (void)snprintf(row, sizeof row, "%lld,%.6f,%.17g,%.17g,%.17g\n",
                       (long long)(START_NS + i * INT64_C(10000000)), i / RATE_HZ, -value[2],
                       -value[1], -value[0]);
        put(text, row);
    }
}

static const char android_metadata[] =
    "version,device name,recording epoch time,recording time,recording "
    "timezone,platform,appVersion,device id,sensors,sampleRateMs,standardisation,platform "
    "version\n3,A phone,1777622400000,2026-05-01_08-00-00,UTC,android,1.63,0,"
    "TotalAcceleration|Gyroscope,10|10,false,14";
static const char ios_metadata[] =
    "version,device name,recording epoch time,recording time,recording "
    "timezone,platform,appVersion,device id,sensors,sampleRateMs,standardisation,platform "
    "version\n3,A phone,1777622400000,2026-05-01_08-00-00,UTC,ios,1.63,0,"
    "Accelerometer|Gravity,10|10,false,17";

static size_t logger_android(uint8_t *out)
{
    struct text total = {.n = 0}, gyro = {.n = 0};
    logger_stream(&total, 0, 1, 0);
    logger_stream(&gyro, 3, 1, 3);
    const struct zip_text files[] = {{"TotalAcceleration.csv", total.bytes, total.n},
                                     {"Gyroscope.csv", gyro.bytes, gyro.n},
                                     {"Metadata.csv", android_metadata, 0},
                                     {NULL, NULL, 0}};
    return zip_memory(out, READ_SAMPLE_ROOM, files, NULL);
}

static size_t logger_ios(uint8_t *out)
{
    struct text rest = {.n = 0}, gravity = {.n = 0};
    logger_ios_part(&rest, false);
    logger_ios_part(&gravity, true);
    const struct zip_text files[] = {{"run/Accelerometer.csv", rest.bytes, rest.n},
                                     {"run/Gravity.csv", gravity.bytes, gravity.n},
                                     {"run/Metadata.csv", ios_metadata, 0},
                                     {NULL, NULL, 0}};
    return zip_memory(out, READ_SAMPLE_ROOM, files, NULL);
}

static size_t logger_single(uint8_t *out)
{
    struct text text = {.n = 0};
    logger_stream(&text, 0, 1, 0);
    return finish(out, &text);
}

static void phyphox_stream(struct text *text, const struct dialect *dialect, bool gyro)
{
    static const char *const names[2][3] = {
        {"Acceleration x (m/s^2)", "Acceleration y (m/s^2)", "Acceleration z (m/s^2)"},
        {"Gyroscope x (rad/s)", "Gyroscope y (rad/s)", "Gyroscope z (rad/s)"}};
    put(text, "\"Time (s)\"");
    for (int c = 0; c < 3; c++) {
        put(text, dialect->separator);
        put(text, "\"");
        put(text, names[gyro][c]);
        put(text, "\"");
    }
    put(text, "\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        put_number(text, dialect, i / RATE_HZ, "%.9E");
        put_channels(text, dialect, i, gyro ? 3 : 0, gyro ? 5 : 2, 1, "%.9E");
        put(text, "\n");
    }
    text->n--; /* iOS writes no last line end */
}

/* Paused for a minute after 0.2 s. */
static const char phyphox_time[] =
    "\"event\"\t\"experiment time\"\t\"system time\"\t\"system time text\"\n"
    "\"START\"\t0,000000000E0\t1777622400,000\t\"2026-05-01 10:00:00.000 UTC+02:00\"\n"
    "\"PAUSE\"\t2,000000000E-1\t1777622400,200\t\"2026-05-01 10:00:00.200 UTC+02:00\"\n"
    "\"START\"\t2,000000000E-1\t1777622460,200\t\"2026-05-01 10:01:00.200 UTC+02:00\"\n";
static const char phyphox_device[] =
    "\"property\"\t\"value\"\n\"version\"\t\"1.1.16\"\n\"deviceModel\"\t\"A phone\"\n";

static size_t phyphox(uint8_t *out)
{
    struct text accel = {.n = 0}, gyro = {.n = 0};
    phyphox_stream(&accel, &tabbed, false);
    phyphox_stream(&gyro, &tabbed, true);
    const struct zip_text files[] = {{"Accelerometer.csv", accel.bytes, accel.n},
                                     {"Gyroscope.csv", gyro.bytes, gyro.n},
                                     {"meta/time.csv", phyphox_time, 0},
                                     {"meta/device.csv", phyphox_device, 0},
                                     {NULL, NULL, 0}};
    return zip_memory(out, READ_SAMPLE_ROOM, files, NULL);
}

static size_t phyphox_single(uint8_t *out)
{
    struct text text = {.n = 0};
    phyphox_stream(&text, &english, false);
    return finish(out, &text);
}

static const struct read_sample samples[] = {
    {"plain CSV", "plain-csv", "run.csv", plain, READ_SAMPLE_ROWS},
    {"plain CSV, semicolons", "plain-csv", "run.csv", plain_german, READ_SAMPLE_ROWS},
    {"ActiLife", "actilife-csv", "waist.csv", actilife, READ_SAMPLE_ROWS},
    {"ActiLife without stamps", "actilife-csv", "waist.csv", actilife_german, READ_SAMPLE_ROWS},
    {"Sensor Logger, Android", "sensor-logger", "run.zip", logger_android, READ_SAMPLE_ROWS},
    {"Sensor Logger, iOS", "sensor-logger", "run.zip", logger_ios, READ_SAMPLE_ROWS},
    {"Sensor Logger, single", "sensor-logger", "a.csv", logger_single, READ_SAMPLE_ROWS},
    {"phyphox", "phyphox", "run.zip", phyphox, READ_SAMPLE_ROWS},
    {"phyphox, single", "phyphox", "Raw Data.csv", phyphox_single, READ_SAMPLE_ROWS},
    {"AX3", "axivity-cwa", "a.cwa", device_sample_ax3, 240},
    {"AX6", "axivity-cwa", "a.cwa", device_sample_ax6, 80},
    {"GT3X", "actigraph-gt3x", "a.gt3x", device_sample_gt3x, 60},
    {"GT3X, old", "actigraph-gt3x", "a.gt3x", device_sample_gt3x_old, 41},
    {"GENEActiv", "geneactiv-bin", "a.bin", device_sample_geneactiv, 300},
    {"FIT, raw", "garmin-fit-raw", "a.fit", device_sample_fit_raw, 25 * DEVICE_SAMPLE_FIT_BATCHES},
};

const struct read_sample *read_sample_at(size_t i)
{
    const size_t own = sizeof samples / sizeof samples[0];
    return i < own ? &samples[i] : app_sample_at(i - own);
}

const struct read_sample *read_sample_named(const char *label)
{
    const struct read_sample *sample;
    for (size_t i = 0; (sample = read_sample_at(i)); i++)
        if (strcmp(sample->label, label) == 0)
            return sample;
    fail_msg("no sample \"%s\"", label);
    return NULL;
}
