/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile JSON: any bytes end in rows, or in a refusal with a reason, in bounded memory. */
#include "fuzz/fuzz.h"
#include "support/read_all.h"
#include "support/read_samples.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const labels[] = {"Sensor Logger, JSON", "Movesense"};

/* Small ones, in the other shapes that are known. */
static const char *const texts[] = {
    "{\"acc\":{\"Timestamp\":1,\"ArrayAcc\":[{\"x\":1,\"y\":9.8,\"z\":0}]}}\n"
    "{\"acc\":{\"Timestamp\":11,\"ArrayAcc\":[{\"x\":1,\"y\":9.8,\"z\":0}]}}",
    "[{\"Body\":{\"Timestamp\":5,\"ArrayAcc\":[{\"x\":1,\"y\":9.8,\"z\":0}],\"ArrayGyro\":[{\"x\":"
    "1,"
    "\"y\":2,\"z\":3}]},\"Uri\":\"/Meas/IMU6/104\",\"Method\":\"POST\"}]",
    "[{\"sensor\":\"WristMotion\",\"time\":\"1777622400000000000\",\"seconds_elapsed\":\"0\","
    "\"rotationRateX\":\"1\",\"rotationRateY\":\"2\",\"rotationRateZ\":\"3\",\"gravityX\":\"0\","
    "\"gravityY\":\"-1\",\"gravityZ\":\"0\",\"accelerationX\":\"0\",\"accelerationY\":\"0\","
    "\"accelerationZ\":\"0\"},{\"sensor\":\"Location\",\"time\":\"1777622400000000000\","
    "\"seconds_elapsed\":\"0\",\"speed\":\"3\"}]",
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct read_all read;
    read_all_memory(&read, data, size, "run.json", NULL);
    if (read.status != BKS_OK && read.fault.what[0] == '\0')
        abort();
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        for (size_t i = 0; read.rows.value[c] && i < read.rows.n; i++)
            if (isinf(read.rows.value[c][i]))
                abort();
    read_all_clear(&read);
    return 0;
}

size_t fuzz_seed(size_t i, uint8_t *bytes)
{
    const size_t n_labels = sizeof labels / sizeof labels[0];
    if (i < n_labels)
        return read_sample_named(labels[i])->make(bytes);
    i -= n_labels;
    if (i >= sizeof texts / sizeof texts[0])
        return 0;
    memcpy(bytes, texts[i], strlen(texts[i]));
    return strlen(texts[i]);
}
