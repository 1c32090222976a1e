/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The records of a FIT file, one by one, from a window of bytes that slides over it.
 *
 *   header      size (12, 14), protocol u8, profile u16, data size u32, ".FIT"[, checksum u16]
 *   definition  0x40 | 0x20 with developer fields | local type; 0, order (1 big), global u16,
 *               n, n x (number, size, type)[, m, m x (number, size, developer)]
 *   message     local type, then the fields; or 0x80 | local type << 5 | seconds of the last time
 *
 * Numbers of header and checksum are little endian whatever the order of the records.
 */
#include "read/fit.h"

#include "base/bytes.h"
#include "base/fault.h"
#include "base/memory.h"
#include "read/fit_parts.h"

#include <string.h>

#define MIN_HEADER_BYTES 12u
#define CHECKSUM_BYTES   2u
#define DEFINITION_HEAD  6u /* with its record header */
#define FIELD_BYTES      3u
#define ROOM             (256u << 10) /* the longest message takes 130 KB */

static bool is_header(const uint8_t *bytes, size_t n)
{
    return n >= MIN_HEADER_BYTES && bytes[0] >= MIN_HEADER_BYTES &&
           memcmp(bytes + 8, ".FIT", 4) == 0;
}

bool fit_claims(struct source *source)
{
    uint8_t head[MIN_HEADER_BYTES];
    size_t n = 0, got = 1;
    struct stream *stream = NULL;
    if (source_kind_of(source) == SOURCE_FOLDER || source_entries(source) != 1 ||
        stream_open(&stream, source, 0, NULL) != BKS_OK)
        return false;
    while (n < sizeof head && got > 0) {
        if (stream_read(stream, head + n, sizeof head - n, &got, NULL) != BKS_OK)
            break;
        n += got;
    }
    stream_close(stream);
    return is_header(head, n);
}

/* Sees that n bytes stand in the window, n <= ROOM; *have is false where the file ends first. */
static enum bks_status look(struct fit *fit, size_t n, bool *have, struct bks_fault *fault)
{
    if (fit->end - fit->at < n && !fit->ended) {
        memmove(fit->window, fit->window + fit->at, fit->end - fit->at);
        fit->base += fit->at;
        fit->end -= fit->at;
        fit->at = 0;
    }
    while (fit->end - fit->at < n && !fit->ended) {
        size_t got = 0;
        enum bks_status status =
            stream_read(fit->stream, fit->window + fit->end, ROOM - fit->end, &got, fault);
        if (status != BKS_OK && status != BKS_DAMAGED)
            return status;
        fit->end += got;
        fit->ended = got == 0 || status != BKS_OK;
    }
    *have = fit->end - fit->at >= n;
    return BKS_OK;
}

static uint64_t place(const struct fit *fit)
{
    return fit->base + fit->at;
}

static void take(struct fit *fit, size_t n)
{
    fit->crc = fit_checksum(fit->crc, fit->window + fit->at, n);
    fit->at += n;
}

/* Ends the messages. */
static void give_up(struct fit *fit, const char *why)
{
    fit->done = true;
    fit->damage_at = (int64_t)place(fit);
    if (fit->warnings)
        warnings_add(fit->warnings, BKS_WARN_TRUNCATED, "%s at byte %llu; it is read up to there",
                     why, (unsigned long long)place(fit));
}

static void say(struct fit *fit, uint64_t at, const char *what)
{
    if (fit->warnings)
        warnings_add(fit->warnings, BKS_WARN_DAMAGED_PART, "%s at byte %llu; the records are read",
                     what, (unsigned long long)at);
}

/* A header, when one stands here; else fit->part_end stays before this place. */
static enum bks_status begin_part(struct fit *fit, struct bks_fault *fault)
{
    bool have;
    enum bks_status status = look(fit, UINT8_MAX, &have, fault);
    const uint8_t *bytes = fit->window + fit->at;
    if (status != BKS_OK || !is_header(bytes, fit->end - fit->at))
        return status;
    size_t n = bytes[0] <= fit->end - fit->at ? bytes[0] : MIN_HEADER_BYTES;
    struct bytes at = bytes_of(bytes + 4, n - 4);
    uint64_t size = bytes_u32le(&at);
    (void)bytes_u32le(&at);
    uint16_t checksum = n >= 14 ? bytes_u16le(&at) : 0;
    if (checksum != 0 && checksum != fit_checksum(0, bytes, 12))
        say(fit, place(fit) + 12, "the header's checksum does not fit");
    fit->unfinished = size == 0;
    if (fit->unfinished)
        say(fit, place(fit) + 4, "the device did not finish the file: no size");
    fit->part += fit->parts++ > 0;
    fit->crc = 0;
    take(fit, n);
    fit->part_end = fit->unfinished ? UINT64_MAX : place(fit) + size;
    fit_forget(fit);
    return BKS_OK;
}

/* Compares the checksum behind a part, and goes to the next part. */
static enum bks_status end_part(struct fit *fit, struct bks_fault *fault)
{
    bool have;
    uint16_t crc = fit->crc;
    enum bks_status status = look(fit, CHECKSUM_BYTES, &have, fault);
    if (status != BKS_OK)
        return status;
    if (!have) {
        give_up(fit, "the file ends without its checksum");
        return BKS_OK;
    }
    struct bytes at = bytes_of(fit->window + fit->at, CHECKSUM_BYTES);
    if (bytes_u16le(&at) != crc)
        say(fit, place(fit), "the file's checksum does not fit");
    take(fit, CHECKSUM_BYTES);
    status = begin_part(fit, fault);
    if (status != BKS_OK || place(fit) < fit->part_end)
        return status;
    fit->done = true;
    if (fit->end > fit->at)
        give_up(fit, "what follows the first part is no FIT");
    return BKS_OK;
}

/* Where the size is not known, two bytes at the end may be a checksum. */
static bool is_checksum(const struct fit *fit)
{
    return fit->unfinished && fit->ended && fit->end - fit->at <= CHECKSUM_BYTES;
}

/* The bytes end where there should be more. */
static void cut(struct fit *fit)
{
    if (is_checksum(fit))
        fit->done = true;
    else
        give_up(fit, "the file ends inside a record");
}

/* The fields of a definition from its bytes. */
static void define(struct fit_definition *definition, const uint8_t *bytes, unsigned n,
                   unsigned n_developer)
{
    *definition = (struct fit_definition){.known = true, .big_endian = bytes[2] == 1};
    struct bytes at = bytes_of(bytes + 3, 2);
    definition->global = definition->big_endian ? bytes_u16be(&at) : bytes_u16le(&at);
    const uint8_t *field = bytes + DEFINITION_HEAD;
    for (unsigned i = 0; i < n + n_developer; i++, field += FIELD_BYTES) {
        if (i == n)
            field++; /* the count of the developers' fields */
        if (field[1] == 0)
            continue;
        definition->field[definition->n_fields + definition->n_developer] =
            (struct fit_field){field[0], field[1], field[2], (uint32_t)definition->bytes};
        *(i < n ? &definition->n_fields : &definition->n_developer) += 1;
        definition->bytes += field[1];
    }
}

static enum bks_status read_definition(struct fit *fit, struct bks_fault *fault)
{
    bool have;
    enum bks_status status = look(fit, DEFINITION_HEAD, &have, fault);
    if (status != BKS_OK)
        return status;
    if (!have) {
        cut(fit);
        return BKS_OK;
    }
    bool developers = (fit->window[fit->at] & 0x20u) != 0;
    unsigned n = fit->window[fit->at + 5], m = 0;
    size_t bytes = DEFINITION_HEAD + n * FIELD_BYTES;
    if (fit->window[fit->at + 2] > 1) {
        give_up(fit, "a definition has no byte order");
        return BKS_OK;
    }
    status = look(fit, bytes + developers, &have, fault);
    if (status == BKS_OK && have && developers) {
        m = fit->window[fit->at + bytes];
        bytes += 1 + m * FIELD_BYTES;
        status = look(fit, bytes, &have, fault);
    }
    if (status != BKS_OK)
        return status;
    if (!have) {
        cut(fit);
        return BKS_OK;
    }
    define(&fit->definition[fit->window[fit->at] & 0x0Fu], fit->window + fit->at, n, m);
    take(fit, bytes);
    return BKS_OK;
}

/* The time of a message, from its field or its header; later headers count on from it. */
static void set_time(struct fit *fit, struct fit_message *message, uint8_t header)
{
    struct fit_values values = fit_field(message, FIT_TIMESTAMP);
    double time_s;
    if (fit_value(&time_s, &values, 0) && time_s >= 0 && time_s < UINT32_MAX) {
        fit->time_s = (uint32_t)time_s;
        fit->timed = message->timed = true;
    } else if ((header & 0x80u) && fit->timed) {
        fit->time_s += ((header & 0x1Fu) - fit->time_s) & 0x1Fu;
        message->timed = true;
    }
    message->time_s = fit->time_s;
}

static enum bks_status read_message(struct fit *fit, struct fit_message *message, bool *got,
                                    struct bks_fault *fault)
{
    bool have;
    uint8_t header = fit->window[fit->at];
    const struct fit_definition *definition =
        &fit->definition[header & 0x80u ? header >> 5 & 3u : header & 0x0Fu];
    if (!definition->known) {
        if (is_checksum(fit))
            fit->done = true;
        else
            give_up(fit, "a record without a definition");
        return BKS_OK;
    }
    enum bks_status status = look(fit, 1 + definition->bytes, &have, fault);
    if (status != BKS_OK)
        return status;
    if (!have) {
        cut(fit);
        return BKS_OK;
    }
    *message = (struct fit_message){.global = definition->global,
                                    .at = place(fit),
                                    .part = fit->part,
                                    .definition = definition,
                                    .data = fit->window + fit->at + 1};
    set_time(fit, message, header);
    if (place(fit) + 1 + definition->bytes > fit->part_end) {
        give_up(fit, "a record reaches past the end of the data");
        return BKS_OK;
    }
    take(fit, 1 + definition->bytes);
    if (message->global == FIT_FIELD_DESCRIPTION)
        fit_describe(fit, message);
    *got = true;
    return BKS_OK;
}

enum bks_status fit_next(struct fit *fit, struct fit_message *message, bool *got,
                         struct bks_fault *fault)
{
    enum bks_status status = BKS_OK;
    *got = false;
    while (status == BKS_OK && !*got && !fit->done) {
        bool have;
        if (place(fit) >= fit->part_end) {
            status = end_part(fit, fault);
            continue;
        }
        status = look(fit, 2 * CHECKSUM_BYTES, &have, fault); /* knows the end before it is there */
        if (status != BKS_OK)
            break;
        if (fit->at == fit->end)
            cut(fit);
        else if ((fit->window[fit->at] & 0xC0u) == 0x40)
            status = read_definition(fit, fault);
        else
            status = read_message(fit, message, got, fault);
    }
    return status;
}

int64_t fit_damage_at(const struct fit *fit)
{
    return fit->damage_at;
}

enum bks_status fit_open(struct fit **out, struct source *source, struct warnings *warnings,
                         struct bks_fault *fault)
{
    struct fit *fit = *out = memory_new(1, sizeof *fit);
    if (fit)
        fit->window = memory_new(ROOM, 1);
    if (!fit || !fit->window) {
        fit_close(fit);
        *out = NULL;
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    fit->warnings = warnings;
    fit->damage_at = -1;
    enum bks_status status = stream_open(&fit->stream, source, 0, fault);
    if (status == BKS_OK)
        status = begin_part(fit, fault);
    if (status == BKS_OK && fit->parts == 0)
        status = fault_set(fault, BKS_DAMAGED, NULL, "no FIT header");
    if (status != BKS_OK) {
        fit_close(fit);
        *out = NULL;
    }
    return status;
}

void fit_close(struct fit *fit)
{
    if (!fit)
        return;
    stream_close(fit->stream);
    memory_free(fit->window);
    memory_free(fit);
}
