/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding records; with the xor of every prefix at hand, a false start costs a few steps only. */
#include "read/gt3x_log.h"

#include "base/bytes.h"
#include "base/fault.h"
#include "base/memory.h"

#include <string.h>

#define MARK           0x1E
#define AROUND_PAYLOAD 9u /* bytes of a record beside its payload */
#define MAX_TYPE       0x30

enum bks_status gt3x_log_open(struct gt3x_log *log, struct source *source, size_t entry,
                              struct bks_fault *fault)
{
    *log = (struct gt3x_log){.bytes = memory_new(GT3X_LOG_ROOM, 1),
                             .sums = memory_new(GT3X_LOG_ROOM + 1, 1)};
    if (!log->bytes || !log->sums)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return stream_open(&log->stream, source, entry, fault);
}

void gt3x_log_close(struct gt3x_log *log)
{
    stream_close(log->stream);
    memory_free(log->bytes);
    memory_free(log->sums);
    *log = (struct gt3x_log){.stream = NULL};
}

/* Moves the rest to the front and fills up. */
static enum bks_status fill(struct gt3x_log *log, struct bks_fault *fault)
{
    size_t got = 1;
    memmove(log->bytes, log->bytes + log->at, log->end - log->at);
    log->end -= log->at;
    log->passed += log->at;
    log->at = 0;
    while (!log->ended && log->end < GT3X_LOG_ROOM) {
        enum bks_status status =
            stream_read(log->stream, log->bytes + log->end, GT3X_LOG_ROOM - log->end, &got, fault);
        if (status != BKS_OK && status != BKS_DAMAGED)
            return status;
        log->broken = status;
        log->ended = got == 0 || status != BKS_OK;
        log->end += got;
    }
    for (size_t i = 0; i < log->end; i++)
        log->sums[i + 1] = log->sums[i] ^ log->bytes[i];
    return BKS_OK;
}

static enum bks_status need(struct gt3x_log *log, size_t n, struct bks_fault *fault)
{
    bool short_of = log->end - log->at < n && !log->ended;
    return short_of ? fill(log, fault) : BKS_OK;
}

/* Whether a record stands here; where bytes were lost before it, something must go with it. */
static bool is_record(const struct gt3x_log *log, struct gt3x_record *record)
{
    size_t left = log->end - log->at;
    struct bytes head = bytes_of(log->bytes + log->at, left);
    if (bytes_u8(&head) != MARK)
        return false;
    record->type = bytes_u8(&head);
    record->second = bytes_u32le(&head);
    record->n = bytes_u16le(&head);
    record->data = log->bytes + log->at + AROUND_PAYLOAD - 1;
    size_t whole = record->n + AROUND_PAYLOAD;
    if (head.short_read || whole > left || record->type > MAX_TYPE)
        return false;
    uint8_t sum = log->sums[log->at] ^ log->sums[log->at + whole - 1];
    if ((sum ^ log->bytes[log->at + whole - 1]) != 0xFF)
        return false;
    uint8_t behind = whole < left ? log->bytes[log->at + whole] : 0;
    return !log->in_damage || behind == MARK || behind == 0;
}

static void lose_byte(struct gt3x_log *log)
{
    if (log->lost++ == 0)
        log->lost_at = log->passed + log->at;
    log->in_damage = true;
    log->run++;
    log->at++;
}

enum bks_status gt3x_log_next(struct gt3x_log *log, struct gt3x_record *record, bool *got,
                              struct bks_fault *fault)
{
    for (;;) {
        enum bks_status status = need(log, UINT16_MAX + AROUND_PAYLOAD + 1, fault);
        *got = status == BKS_OK && log->at < log->end && is_record(log, record);
        if (status != BKS_OK || log->at == log->end)
            return status;
        if (*got) {
            log->at += record->n + AROUND_PAYLOAD;
            log->in_damage = false;
            log->run = 0;
            return BKS_OK;
        }
        if (log->bytes[log->at] == 0 && !log->in_damage)
            log->at++;
        else
            lose_byte(log);
    }
}

enum bks_status gt3x_log_bytes(struct gt3x_log *log, size_t n, const uint8_t **bytes, size_t *got,
                               struct bks_fault *fault)
{
    enum bks_status status = need(log, n, fault);
    size_t left = log->end - log->at;
    *bytes = log->bytes + log->at;
    *got = left < n ? left : n;
    log->at += *got;
    return status;
}
