/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the samples of apps and sensors, each with its own habits. */
#include "support/app_samples.h"

#include "support/assert.h"
#include "support/zip_memory.h"

#include <stdio.h>
#include <string.h>

#define G         9.80665
#define DEG       57.295779513082321
#define START_MS  1777622400000ll /* 2026-05-01T08:00:00Z */
#define STEP_MS   10
#define TEXT_ROOM 32768u
#define TWO_TO_32 4294967296ll

struct text {
    char bytes[TEXT_ROOM];
    size_t n;
};

static void put(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int n = vsnprintf(text->bytes + text->n, sizeof text->bytes - text->n, format, arguments);
    va_end(arguments);
    assert_true(n >= 0 && text->n + (size_t)n < sizeof text->bytes);
    text->n += (size_t)n;
}

static size_t finish(uint8_t *out, const struct text *text)
{
    memcpy(out, text->bytes, text->n);
    return text->n;
}

/* Numbers with a decimal comma. */
static void with_commas(struct text *text, size_t from)
{
    for (size_t i = from; i < text->n; i++)
        if (text->bytes[i] == '.')
            text->bytes[i] = ',';
}

/* Three values times a factor, each after a separator. */
static void put_axes(struct text *text, char separator, const double *value, double factor)
{
    for (int axis = 0; axis < 3; axis++)
        put(text, "%c%.9g", separator, value[axis] * factor);
}

static void sensorlog_rows(struct text *text, char s, bool location)
{
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(text, "2026-05-01T10:00:00.%03d+02:00%c%d", STEP_MS * i, s, i);
        if (location)
            put(text, "%c%d.5%c%s", s, 1777622400 + i / 20, s, i < 20 ? "-1.0" : "3.35");
        put(text, "%c%.6f", s, 81234.5 + i * 0.01);
        put_axes(text, s, value, -1 / G);
        put(text, "%c%.6f", s, 81234.496 + i * 0.01);
        put_axes(text, s, value + 3, 1);
        put(text, "\n");
    }
}

static size_t sensorlog(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "loggingTime(txt),loggingSample(N),locationTimestamp_since1970(s),"
               "locationSpeed(m/s),accelerometerTimestamp_sinceReboot(s),"
               "accelerometerAccelerationX(G),accelerometerAccelerationY(G),"
               "accelerometerAccelerationZ(G),motionTimestamp_sinceReboot(s),"
               "motionRotationRateX(rad/s),motionRotationRateY(rad/s),"
               "motionRotationRateZ(rad/s)\n");
    sensorlog_rows(&text, ',', true);
    return finish(out, &text);
}

static size_t sensorlog_old(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "\xEF\xBB\xBFloggingTime|loggingSample|accelerometerTimestamp_sinceReboot|"
               "accelerometerAccelerationX|accelerometerAccelerationY|"
               "accelerometerAccelerationZ|gyroTimestamp_sinceReboot|gyroRotationX|"
               "gyroRotationY|gyroRotationZ\n");
    sensorlog_rows(&text, '|', false);
    return finish(out, &text);
}

static size_t toolbox_force(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "time,gFx,gFy,gFz,TgF\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(&text, "%.3f", i * 0.01);
        put_axes(&text, ',', value, 1 / G);
        put(&text, ",1.0\n");
    }
    return finish(out, &text);
}

/* Over midnight, with a separator at the end of each row. */
static size_t toolbox_multi(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "time;gFx;gFy;gFz;ax;ay;az;wx;wy;wz;\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        size_t from = text.n;
        if (i < 20)
            put(&text, "23:59:59:%03d", 800 + STEP_MS * i);
        else
            put(&text, "00:00:00:%03d", STEP_MS * (i - 20));
        put_axes(&text, ';', value, 1 / G);
        put(&text, ";0.1;0.2;0.3");
        put_axes(&text, ';', value + 3, 1);
        put(&text, ";\n");
        with_commas(&text, from);
    }
    return finish(out, &text);
}

/* In Latin-1. */
static size_t androsensor(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "sep=;\nACCELEROMETER X (m/s\xB2);ACCELEROMETER Y (m/s\xB2);ACCELEROMETER Z "
               "(m/s\xB2);GYROSCOPE X (rad/s);GYROSCOPE Y (rad/s);GYROSCOPE Z (rad/s);LOCATION "
               "Speed ( Kmh);Satellites in range;Time since start in ms ;YYYY-MO-DD "
               "HH-MI-SS_SSS\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(&text, "%.5f", value[0]);
        put(&text, ";%.5f;%.5f", value[1], value[2]);
        put_axes(&text, ';', value + 3, 1);
        put(&text, ";12.06;14 / 19;%d;2026-05-01 10:00:00:%03d\n", 7 + STEP_MS * i,
            7 + STEP_MS * i);
    }
    return finish(out, &text);
}

/* Whose counter begins again. */
static size_t movella(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "sep=,\nDeviceTag:,Left shank,,,\nOutputRate:,100Hz,,,\n"
               "StartTime:,2026-05-01 10:00:00.000 +0200,,,\n\n"
               "PacketCounter,SampleTimeFine,Quat_W,Acc_X,Acc_Y,Acc_Z,Gyr_X,Gyr_Y,Gyr_Z\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(&text, "%d,%lld,1.0", i + 1, (TWO_TO_32 - 200000 + 1000ll * STEP_MS * i) % TWO_TO_32);
        put_axes(&text, ',', value, 1);
        put_axes(&text, ',', value + 3, DEG);
        put(&text, "\n");
    }
    return finish(out, &text);
}

static size_t shimmer(uint8_t *out, char s)
{
    static const char *const names[] = {"Timestamp_Unix_CAL", "Accel_LN_X_CAL", "Accel_LN_Y_CAL",
                                        "Accel_LN_Z_CAL",     "Accel_WR_X_CAL", "Accel_WR_Y_CAL",
                                        "Accel_WR_Z_CAL",     "Gyro_X_CAL",     "Gyro_Y_CAL",
                                        "Gyro_Z_CAL"};
    struct text text = {.n = 0};
    put(&text, "\"sep=%c\"\r\n", s);
    for (int i = 0; i < 10; i++)
        put(&text, "Run_Shimmer_AB12_%s%c", names[i], s);
    put(&text, "\r\n");
    for (int i = 0; i < 10; i++)
        put(&text, "%s%c", i == 0 ? "ms" : i < 7 ? "m/(s^2)" : "deg/s", s);
    put(&text, "\r\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(&text, "%lld.25%c1.5%c15.25%c0.125", START_MS + STEP_MS * i, s, s, s);
        put_axes(&text, s, value, 1);
        put_axes(&text, s, value + 3, DEG);
        put(&text, "%c\r\n", s);
    }
    return finish(out, &text);
}

static size_t shimmer_comma(uint8_t *out)
{
    return shimmer(out, ',');
}

static size_t shimmer_tab(uint8_t *out)
{
    return shimmer(out, '\t');
}

static void trident_table(struct text *text, bool low)
{
    put(text, "unix_timestamp_microsec,time_s,ax_m/s/s,ay_m/s/s,az_m/s/s%s\n",
        low ? ",gx_deg/s,gy_deg/s,gz_deg/s" : "");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(text, "%lld,%.6f", (START_MS + STEP_MS * i) * 1000, i * 0.01);
        put_axes(text, ',', value, 1);
        if (low)
            put_axes(text, ',', value + 3, DEG);
        put(text, "\n");
    }
}

static size_t trident(uint8_t *out)
{
    struct text text = {.n = 0};
    trident_table(&text, true);
    return finish(out, &text);
}

static size_t trident_zip(uint8_t *out)
{
    struct text low = {.n = 0}, high = {.n = 0};
    trident_table(&low, true);
    trident_table(&high, false);
    const struct zip_text files[] = {{"left_highg.csv", high.bytes, high.n},
                                     {"left_lowg.csv", low.bytes, low.n},
                                     {NULL, NULL, 0}};
    return zip_memory(out, READ_SAMPLE_ROOM, files, NULL);
}

static void metabase_table(struct text *text, bool gyro)
{
    const char *unit = gyro ? "deg/s" : "g";
    put(text, "epoch (ms),time (02:00),elapsed (s),x-axis (%s),y-axis (%s),z-axis (%s)\n", unit,
        unit, unit);
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(text, "%lld,2026-05-01T10:00:%06.3f,%.3f", START_MS + STEP_MS * i, i * 0.01, i * 0.01);
        put_axes(text, ',', value + (gyro ? 3 : 0), gyro ? DEG : 1 / G);
        put(text, "\n");
    }
}

static size_t metabase(uint8_t *out)
{
    struct text text = {.n = 0};
    metabase_table(&text, false);
    return finish(out, &text);
}

static size_t metabase_zip(uint8_t *out)
{
    struct text accel = {.n = 0}, gyro = {.n = 0};
    metabase_table(&accel, false);
    metabase_table(&gyro, true);
    const struct zip_text files[] = {{"run_MetaWear_Accelerometer.csv", accel.bytes, accel.n},
                                     {"run_MetaWear_Gyroscope.csv", gyro.bytes, gyro.n},
                                     {NULL, NULL, 0}};
    return zip_memory(out, READ_SAMPLE_ROOM, files, NULL);
}

static size_t noraxon(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "Name,A run\nSubject,S000\nDate,2026-05-01\ntime,Activity,Marker,"
               "Ultium EMG.High Accel 1 Ax (mG),Ultium EMG.High Accel 1 Ay (mG),"
               "Ultium EMG.High Accel 1 Az (mG),"
               "Ultium EMG.Internal Accel 1 Ax (mG),Ultium EMG.Internal Accel 1 Ay (mG),"
               "Ultium EMG.Internal Accel 1 Az (mG),Ultium EMG.Internal Gyro 1 Gx (deg/s),"
               "Ultium EMG.Internal Gyro 1 Gy (deg/s),Ultium EMG.Internal Gyro 1 Gz (deg/s)\n");
    for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        put(&text, "%.6f,Normal,,7,7,7", i * 0.01);
        put_axes(&text, ',', value, 1000 / G);
        put_axes(&text, ',', value + 3, DEG);
        put(&text, "\n");
    }
    return finish(out, &text);
}

#ifdef BKS_HAVE_YAJL
static void logger_objects(struct text *text, const char *sensor, const double *value, int i)
{
    put(text,
        ",{\"sensor\":\"%s\",\"time\":\"%lld000000\",\"seconds_elapsed\":\"%.2f\","
        "\"z\":\"%.9g\",\"y\":\"%.9g\",\"x\":\"%.9g\"}",
        sensor, START_MS + STEP_MS * i, i * 0.01, value[2], value[1], value[0]);
}

/* An iPhone's: gravity apart, signs turned, one sensor after the other. */
static size_t logger_json(uint8_t *out)
{
    static const char *const sensors[] = {"Accelerometer", "Gravity", "Gyroscope"};
    struct text text = {.n = 0};
    put(&text, "[{\"sensor\":\"Metadata\",\"time\":\"\",\"seconds_elapsed\":\"\","
               "\"platform\":\"ios\",\"recording timezone\":\"UTC\","
               "\"device name\":\"A phone\",\"sensors\":\"Accelerometer|Gravity\","
               "\"sampleRateMs\":\"10|10\"}");
    for (int k = 0; k < 3; k++)
        for (int i = 0; i < READ_SAMPLE_ROWS; i++) {
            double value[6], gravity[3] = {0, -G, 0};
            read_sample_signal(value, (size_t)i);
            double rest[3] = {-value[0], G - value[1], -value[2]};
            logger_objects(&text, sensors[k], k == 0 ? rest : k == 1 ? gravity : value + 3, i);
        }
    put(&text, "]");
    return finish(out, &text);
}

static void movesense_array(struct text *text, const char *name, int first, bool gyro)
{
    put(text, "\"%s\":[", name);
    for (int i = first; i < first + 8; i++) {
        double value[6];
        read_sample_signal(value, (size_t)i);
        const double *axis = value + (gyro ? 3 : 0);
        double factor = gyro ? DEG : 1;
        put(text, "%s{\"x\":%.9g,\"y\":%.9g,\"z\":%.9g}", i == first ? "" : ",", axis[0] * factor,
            axis[1] * factor, axis[2] * factor);
    }
    put(text, "],");
}

static size_t movesense(uint8_t *out)
{
    struct text text = {.n = 0};
    put(&text, "{\"Meas\":{\"IMU9\":[");
    for (int first = 0; first < READ_SAMPLE_ROWS; first += 8) {
        put(&text, "%s{", first ? "," : "");
        movesense_array(&text, "ArrayAcc", first, false);
        movesense_array(&text, "ArrayGyro", first, true);
        put(&text, "\"ArrayMagn\":[{\"x\":1,\"y\":2,\"z\":3}],\"Timestamp\":%d}",
            158319 + STEP_MS * first);
    }
    put(&text, "]}}");
    return finish(out, &text);
}
#endif

static const struct read_sample samples[] = {
    {"SensorLog", "sensorlog", "run.csv", sensorlog, READ_SAMPLE_ROWS},
    {"SensorLog, old, pipes", "sensorlog", "run.csv", sensorlog_old, READ_SAMPLE_ROWS},
    {"Physics Toolbox", "physics-toolbox", "run.csv", toolbox_force, READ_SAMPLE_ROWS},
    {"Physics Toolbox, clock", "physics-toolbox", "run.csv", toolbox_multi, READ_SAMPLE_ROWS},
    {"AndroSensor", "androsensor", "run.csv", androsensor, READ_SAMPLE_ROWS},
    {"Movella DOT", "movella-dot", "run.csv", movella, READ_SAMPLE_ROWS},
    {"Shimmer", "shimmer", "run.csv", shimmer_comma, READ_SAMPLE_ROWS},
    {"Shimmer, tabs", "shimmer", "run.csv", shimmer_tab, READ_SAMPLE_ROWS},
    {"Blue Trident", "blue-trident", "run.csv", trident, READ_SAMPLE_ROWS},
    {"Blue Trident, zip", "blue-trident", "run.zip", trident_zip, READ_SAMPLE_ROWS},
    {"MetaBase", "metabase", "run.csv", metabase, READ_SAMPLE_ROWS},
    {"MetaBase, zip", "metabase", "run.zip", metabase_zip, READ_SAMPLE_ROWS},
    {"Noraxon", "noraxon", "run.csv", noraxon, READ_SAMPLE_ROWS},
#ifdef BKS_HAVE_YAJL
    {"Sensor Logger, JSON", "sensor-logger-json", "run.json", logger_json, READ_SAMPLE_ROWS},
    {"Movesense", "movesense", "run.json", movesense, READ_SAMPLE_ROWS},
#endif
};

const struct read_sample *app_sample_at(size_t i)
{
    return i < sizeof samples / sizeof samples[0] ? &samples[i] : NULL;
}
