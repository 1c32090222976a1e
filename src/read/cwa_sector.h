/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * One data sector of an Axivity file: 512 bytes, little endian, with its own checksum.
 *
 *   0 "AX"   2 u16 508   4 u16 fraction   6 u32 session   10 u32 sequence   14 u32 packed time
 *   18 u16 scale AAAGGGLL LLLLLLLL (and light)   22 u8 events   24 u8 rate code
 *   25 u8 axes << 4 | packing   26 i16 sample that the time belongs to   28 u16 samples
 *   30 480 bytes of samples   510 u16: all 256 words add up to 0
 *
 * Packed samples are 32-bit words of three 10-bit numbers and a common exponent, in 1/256 g.
 * Unpacked ones are int16: gyroscope, then accelerometer; 1/2^(8 + AAA) g and 8000/2^GGG deg/s.
 *
 * from  Open Movement, documents of the AX3 and AX6 (cwa.h, ax3-technical)
 */
#ifndef READ_CWA_SECTOR_H
#define READ_CWA_SECTOR_H

#include "model/rows.h"

#include <stdbool.h>
#include <stdint.h>

#define CWA_SECTOR_BYTES 512u
#define CWA_SECTOR_ROWS  120u /* the most that one can hold */

enum cwa_verdict {
    CWA_GOOD,
    CWA_BLANK,  /* flash that was never written */
    CWA_DAMAGED /* a bad checksum, or what no device writes */
};

struct cwa_sector {
    uint32_t session, sequence;
    bool resumed;   /* the device began to record here */
    bool has_time;  /* false: the device did not know it */
    int64_t t_us;   /* wall time of the row `index` */
    int32_t index;  /* from the first row of this sector; may lie in another one */
    double rate_hz; /* nominal */
    double range_g;
    uint16_t rows, room; /* rows it holds, and could hold */
    bool gyro, packed;
    unsigned first_word, stride;  /* of the accelerometer, in int16 of a row; unpacked only */
    double accel_step, gyro_step; /* what a raw 1 is, m/s2 and rad/s */
};

/*
 * Reads what stands before the samples; the checksum is looked at first.
 *
 *   out   *sector  whole only when CWA_GOOD
 *   in    bytes    CWA_SECTOR_BYTES
 */
enum cwa_verdict cwa_sector_read(struct cwa_sector *sector, const uint8_t *bytes);

/*
 * Appends the samples to rows as raw number * step, stamps left alone; clears their marks.
 *
 *   in    rows  room for sector->rows more; has gyroscope channels where the sector has
 */
void cwa_sector_rows(struct rows *rows, const struct cwa_sector *sector, const uint8_t *bytes);

/* Wall time read as if UTC from the packed form; false for what is no date. */
bool cwa_packed_time(int64_t *t_us, uint32_t packed);

/* Nominal rate and full scale of a rate code; 0 Hz for codes that no device has. */
double cwa_code_rate_hz(uint8_t code);
double cwa_code_range_g(uint8_t code);

#endif
