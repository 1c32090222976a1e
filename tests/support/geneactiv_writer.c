/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing header and pages. */
#include "support/geneactiv_writer.h"

#include "support/assert.h"

#include <stdio.h>
#include <string.h>

void geneactiv_add(struct geneactiv_text *file, const char *text)
{
    size_t n = strlen(text);
    assert_true(file->n + n < sizeof file->text);
    for (size_t i = 0; i < n; i++)
        file->text[file->n++] = (char)(text[i] == '~' ? '\0' : text[i]);
}

void geneactiv_add_header(struct geneactiv_text *file)
{
    geneactiv_add(
        file, "Device Identity\r\nDevice Unique Serial Code:054321\r\n"
              "Device Type:GENEActiv           \r\nDevice Model:1.1                 \r\n\r\n"
              "Device Capabilities\r\nAccelerometer Range:-8 to 8             \r\n"
              "Accelerometer Resolution:0.0039              \r\n\r\n"
              "Configuration Info\r\nMeasurement Frequency:85.7 Hz\r\n"
              "Start Time:2026-05-01 10:00:00:000\r\nTime Zone:GMT +01:00\r\n\r\n"
              "Trial Info\r\nStudy Centre:~~~~~~~~~~~~~~~~~~~~\r\n\r\n"
              "Subject Info\r\nDevice Location Code:left wrist\r\nSubject Code:~~~~~~~~\r\n\r\n"
              "Calibration Data\r\nx gain:25600\r\nx offset:0\r\ny gain:25000\r\ny offset:-500\r\n"
              "z gain:26000\r\nz offset:1300\r\nVolts:300\r\nLux:800\r\n\r\n"
              "Memory Status\r\nNumber of Pages:2\r\n\r\n");
}

void geneactiv_add_page(struct geneactiv_text *file, long sequence, const char *time)
{
    char lines[512];
    (void)snprintf(lines, sizeof lines,
                   "Recorded Data\r\nDevice Unique Serial Code:054321\r\nSequence Number:%ld\r\n"
                   "Page Time:%s\r\nUnassigned:\r\nTemperature:21.5\r\nBattery voltage:4.1493\r\n"
                   "Device Status:Recording\r\nMeasurement Frequency:85.7\r\n",
                   sequence, time);
    geneactiv_add(file, lines);
}

void geneactiv_add_rows(struct geneactiv_text *file, size_t rows,
                        int (*raw)(size_t row, unsigned axis))
{
    for (size_t i = 0; i < rows; i++) {
        char digits[16];
        (void)snprintf(digits, sizeof digits, "%03X%03X%03X040", (unsigned)raw(i, 0) & 0xfff,
                       (unsigned)raw(i, 1) & 0xfff, (unsigned)raw(i, 2) & 0xfff);
        geneactiv_add(file, digits);
    }
    geneactiv_add(file, "\r\n");
}

int geneactiv_writer_raw(size_t row, unsigned axis)
{
    return (int)((row * 61 + axis * 1003) % 4096) - 2048;
}
