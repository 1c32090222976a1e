/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Axivity CWA: what an AX3 or AX6 wrote, a header of 1024 bytes and then sectors of 512.
 *
 *   0 "MD"   2 u16 1020   4 u8 hardware (0x64 AX6, else AX3)   5 u16 and 11 u16 device id
 *   36 u8 rate code   64 annotation, 448 bytes "_p=left+wrist&_sc=001", filled up with blanks
 *
 * A file from a recovered card may begin with a sector ("AX"), or with a header that cannot be
 * read. Times are the device's wall clock, without a zone. Light, temperature and battery are not
 * read.
 *
 * from  Open Movement, documents of the AX3 and AX6
 */
#include "base/bytes.h"
#include "base/fault.h"
#include "base/memory.h"
#include "read/archive_tags.h"
#include "read/cwa_window.h"
#include "read/formats.h"

#include <stdio.h>
#include <string.h>

#define HEADER_BYTES     1024u
#define HEADER_SAYS      1020u /* its own length without the first four bytes */
#define AX6_HARDWARE     0x64
#define ANNOTATION_AT    64u
#define ANNOTATION_BYTES 448u
#define SOME_CLOCK_US    INT64_C(100000000000000) /* 1973: devices begin at 2000 */

struct format_state {
    struct cwa_window window;
};

enum start { START_NONE, START_HEADER, START_SECTOR, START_UNREADABLE };

/* Two letters and the bytes that follow them. */
static bool is_block(struct bytes head, size_t at, const char *magic, uint16_t length)
{
    bytes_seek(&head, at);
    return bytes_match(&head, magic) && bytes_u16le(&head) == length;
}

static enum start start_of(const struct source *source)
{
    size_t n;
    const uint8_t *first = source_head(source, &n);
    struct bytes head = bytes_of(first, n);
    if (source_kind_of(source) != SOURCE_FILE)
        return START_NONE;
    if (is_block(head, 0, "MD", HEADER_SAYS))
        return START_HEADER;
    if (is_block(head, 0, "AX", CWA_SECTOR_BYTES - 4))
        return START_SECTOR;
    bool sectors = is_block(head, HEADER_BYTES, "AX", CWA_SECTOR_BYTES - 4) &&
                   is_block(head, HEADER_BYTES + CWA_SECTOR_BYTES, "AX", CWA_SECTOR_BYTES - 4);
    return sectors ? START_UNREADABLE : START_NONE;
}

static enum probe_answer probe(struct source *source)
{
    return start_of(source) == START_NONE ? PROBE_NOT_MINE : PROBE_CERTAIN;
}

/* The place in the annotation, in the words that archives of such files use too. */
static enum bks_placement place_of(const uint8_t *header)
{
    static const char key[] = "Metadata: ";
    char line[sizeof key + ANNOTATION_BYTES];
    size_t n = ANNOTATION_BYTES;
    while (n > 0 && (header[ANNOTATION_AT + n - 1] == ' ' || header[ANNOTATION_AT + n - 1] == 0xFF))
        n--;
    memcpy(line, key, sizeof key - 1);
    memcpy(line + sizeof key - 1, header + ANNOTATION_AT, n);
    struct archive_tags tags;
    archive_tags_init(&tags);
    archive_tags_text(&tags, bytes_of(line, sizeof key - 1 + n));
    return tags.place;
}

/* "AX3 17042"; "AX3" or "AX6" by its channels where there is no header. */
static void fill_from_header(struct bks_recording_info *info, const uint8_t *header, bool gyro)
{
    (void)snprintf(info->device, sizeof info->device, gyro ? "AX6" : "AX3");
    if (!header)
        return;
    struct bytes at = bytes_of(header, HEADER_BYTES);
    bytes_skip(&at, 4);
    bool ax6 = bytes_u8(&at) == AX6_HARDWARE;
    uint32_t id = bytes_u16le(&at);
    bytes_skip(&at, 4);
    uint32_t high = bytes_u16le(&at);
    if (high != 0xFFFF)
        id |= high << 16;
    (void)snprintf(info->device, sizeof info->device, "%s %lu", ax6 || gyro ? "AX6" : "AX3",
                   (unsigned long)id);
    info->placement = place_of(header);
}

/* What the first sector says, which is what was recorded; the header is what was asked for. */
static void fill_from_sector(struct reader *reader, const struct cwa_sector *sector)
{
    struct bks_recording_info *info = &reader->info;
    info->channels = ROWS_ACCEL | (sector->gyro ? ROWS_GYRO : 0);
    info->nominal_rate_hz = sector->rate_hz;
    info->range_g = sector->range_g;
    info->gravity_included = true;
    for (unsigned axis = 0; axis < 3; axis++) {
        reader->step[BKS_ACCEL_X + axis] = sector->accel_step;
        reader->step[BKS_GYRO_X + axis] = sector->gyro ? sector->gyro_step : 0;
    }
}

static enum bks_status skip_header(struct cwa_window *window, uint64_t n, struct bks_fault *fault)
{
    uint8_t bytes[HEADER_BYTES];
    enum bks_status status = BKS_OK;
    size_t got = 1;
    for (uint64_t have = 0; status == BKS_OK && have < n && got > 0; have += got)
        status = stream_read(window->stream, bytes, (size_t)(n - have), &got, fault);
    window->start_at = n;
    return status;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    enum start start = start_of(reader->source);
    reader->state = memory_new(1, sizeof *reader->state);
    if (!reader->state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    struct cwa_window *window = &reader->state->window;
    const struct cwa_slot *first = NULL;
    enum bks_status status = stream_open(&window->stream, reader->source, 0, fault);
    if (status == BKS_OK)
        status = skip_header(window, start == START_SECTOR ? 0 : HEADER_BYTES, fault);
    if (status == BKS_OK)
        status = cwa_window_next(window, &first, fault);
    if (status != BKS_OK)
        return status;
    if (!first && window->damaged.n > 0)
        return fault_set(fault, BKS_DAMAGED, "copy the file again from the device",
                         "not one of its %llu sectors is whole",
                         (unsigned long long)window->damaged.n);
    if (!first)
        return fault_set(fault, BKS_EMPTY, "the device did not record yet, or the copy stopped",
                         "no samples in it");
    size_t n;
    const uint8_t *head = source_head(reader->source, &n);
    fill_from_sector(reader, &first->sector);
    fill_from_header(&reader->info, start == START_HEADER ? head : NULL, first->sector.gyro);
    if (start == START_UNREADABLE)
        warnings_add(&reader->warnings, BKS_WARN_DAMAGED_PART,
                     "the header at the start of the file cannot be read; the sectors say enough");
    return BKS_OK;
}

/* Values are multiples of the finest step that was seen; each is a power of two of the others. */
static void note_step(struct reader *reader, const struct cwa_sector *sector)
{
    for (unsigned axis = 0; axis < 3; axis++) {
        double *accel = &reader->step[BKS_ACCEL_X + axis], *gyro = &reader->step[BKS_GYRO_X + axis];
        *accel = sector->accel_step < *accel ? sector->accel_step : *accel;
        *gyro = sector->gyro && sector->gyro_step < *gyro ? sector->gyro_step : *gyro;
    }
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct cwa_window *window = &reader->state->window;
    const struct cwa_slot *slot = NULL;
    rows->n = 0;
    while (rows->capacity - rows->n >= CWA_SECTOR_ROWS) {
        enum bks_status status = cwa_window_next(window, &slot, fault);
        if (status != BKS_OK)
            return status;
        if (!slot)
            break;
        note_step(reader, &slot->sector);
        cwa_window_take(window, rows);
    }
    if (rows->n > 0 && reader->info.start.kind == BKS_CLOCK_NONE && rows->t_us[0] > SOME_CLOCK_US)
        reader->info.start.kind = BKS_CLOCK_LOCAL;
    if (!slot)
        cwa_window_warn(window, &reader->warnings);
    return BKS_OK;
}

static void close_reader(struct reader *reader)
{
    if (reader->state)
        stream_close(reader->state->window.stream);
    memory_free(reader->state);
    reader->state = NULL;
}

const struct format format_cwa = {
    .about = {.id = "axivity-cwa",
              .title = "Axivity CWA (AX3, AX6)",
              .recognised_by = "MD and 1020, or AX and 508, as first four bytes",
              .gives = "accelerometer, gyroscope (AX6); local wall time; true rate"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
