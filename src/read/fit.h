/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Garmin FIT: a file of records that define themselves, message by message.
 *
 * A header (12 or 14 bytes, ".FIT" at byte 8), then records, then a checksum; several such parts
 * may follow one another. A record is a definition (which fields of which size the next messages
 * of a local type have) or a message. What cannot be read ends the messages with a warning that
 * names the byte; what came before stays good.
 */
#ifndef READ_FIT_H
#define READ_FIT_H

#include "model/warnings.h"
#include "read/source.h"

#define FIT_EPOCH_US             INT64_C(631065600000000) /* 1989-12-31T00:00Z; where FIT's seconds begin */
#define FIT_UTC_FROM_S           0x10000000u              /* smaller seconds count from power-on */
#define FIT_MAX_FIELDS           255u
#define FIT_MAX_DEVELOPER_FIELDS 64u /* that are described; more are passed over */

/* Messages by their global number. */
enum fit_global {
    FIT_FILE_ID = 0,
    FIT_SPORT = 12,
    FIT_SESSION = 18,
    FIT_RECORD = 20,
    FIT_EVENT = 21,
    FIT_ACTIVITY = 34,
    FIT_GYROSCOPE_DATA = 164,
    FIT_ACCELEROMETER_DATA = 165,
    FIT_CALIBRATION = 167,
    FIT_FIELD_DESCRIPTION = 206
};

#define FIT_TIMESTAMP 253u /* the field of that meaning in any message */

struct fit_field {
    uint8_t number, size;
    uint8_t type; /* base type, or index of the developer */
    uint32_t at;  /* byte of the message's data */
};

/* What messages of one local type look like; fields without bytes are left out. */
struct fit_definition {
    bool known, big_endian;
    uint16_t global;
    unsigned n_fields, n_developer;
    size_t bytes;                               /* of a message, without its header */
    struct fit_field field[2 * FIT_MAX_FIELDS]; /* the developers' stand behind the others */
};

/* One message; borrowed until the next. */
struct fit_message {
    uint16_t global;
    uint64_t at;   /* byte of its header */
    unsigned part; /* of a chained file, from 0 */
    bool timed;    /* it has a time of its own, in a field or in its header */
    uint32_t time_s;
    const struct fit_definition *definition;
    const uint8_t *data;
};

/* What a developer's field says of itself. */
struct fit_description {
    uint8_t developer, number, type;
    uint16_t native_message; /* 0xFFFF: none */
    uint8_t native_field;    /* the standard field that it stands for; 0xFF: none */
    char name[40], units[16];
};

/* The values of one field. */
struct fit_values {
    const uint8_t *data;
    uint8_t type;
    bool big_endian;
    size_t n; /* 0: absent, or its size is not that of its type */
};

struct fit;

/* True when a plain file, or the only file in a zip, is FIT. */
bool fit_claims(struct source *source);

/*
 * Opens the file and reads its header.
 *
 *   in    warnings  added to; NULL where they are wanted from another reader of the same file
 *   ends  BKS_DAMAGED (no FIT header), BKS_NO_MEMORY, as stream_open
 *   owns  the caller; fit_close
 */
enum bks_status fit_open(struct fit **out, struct source *source, struct warnings *warnings,
                         struct bks_fault *fault) BKS_CHECK;
void fit_close(struct fit *fit);

/*
 * The next message; *got is false at the end, be it by damage.
 *
 *   ends  BKS_IO
 */
enum bks_status fit_next(struct fit *fit, struct fit_message *message, bool *got,
                         struct bks_fault *fault) BKS_CHECK;

/* The byte at which damage ended the messages, or -1. */
int64_t fit_damage_at(const struct fit *fit);

/* The values of a field; n is 0 where the message lacks it. */
struct fit_values fit_field(const struct fit_message *message, unsigned number);

/*
 * The developer's field i, 0 .. message->definition->n_developer - 1.
 *
 *   out   *description  borrowed; NULL where the file does not describe it
 */
struct fit_values fit_developer(const struct fit *fit, const struct fit_message *message,
                                unsigned i, const struct fit_description **description);

/* Value i as it stands, without scale; false where it is absent or marked invalid. */
bool fit_value(double *value, const struct fit_values *values, size_t i);

/* The first value of a field over its scale less its offset; NAN where there is none. */
double fit_number(const struct fit_message *message, unsigned number, double scale, double offset);

/* A whole number of up to 32 bits; `none` where there is none. */
uint32_t fit_whole(const struct fit_message *message, unsigned number, uint32_t none);

/* Microseconds of a message's time: UTC from FIT_UTC_FROM_S on, else since power-on. */
int64_t fit_us(uint32_t time_s);

/* The device that a file_id message names. */
void fit_device(char *out, size_t room, const struct fit_message *message);

/* A text field as UTF-8; "" where there is none. */
void fit_text(char *out, size_t room, const struct fit_message *message, unsigned number);

#endif
