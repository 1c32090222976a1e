/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Inside of a FIT reader, shared by fit.c (records) and fit_developer.c (fields of developers). */
#ifndef READ_FIT_PARTS_H
#define READ_FIT_PARTS_H

#include "read/fit.h"

struct fit {
    struct stream *stream;
    struct warnings *warnings; /* or NULL */

    /* window[at .. end) is what is not used yet; window[0] is byte `base` of the file. */
    uint8_t *window;
    size_t at, end;
    uint64_t base;
    bool ended; /* no more bytes will come */

    uint64_t part_end; /* byte of the checksum, or UINT64_MAX */
    unsigned part, parts;
    bool unfinished; /* the header says no size */
    uint16_t crc;    /* of the part so far */
    bool done;
    int64_t damage_at;

    /* Of the part; the next begins without them. */
    bool timed;
    uint32_t time_s; /* the last one */
    struct fit_definition definition[16];
    struct fit_description description[FIT_MAX_DEVELOPER_FIELDS];
    size_t n_descriptions;
};

/* CRC-16 (polynomial 0xA001) of n more bytes. */
uint16_t fit_checksum(uint16_t crc, const uint8_t *bytes, size_t n);

/* Drops what a part has defined. */
void fit_forget(struct fit *fit);

/* Takes a field_description message in. */
void fit_describe(struct fit *fit, const struct fit_message *message);

/* The values in a field's bytes; n is 0 where the size is not that of whole values. */
struct fit_values fit_values_of(const uint8_t *data, size_t size, uint8_t type, bool big_endian);

#endif
