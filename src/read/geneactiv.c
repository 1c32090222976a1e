/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * GENEActiv BIN: a text of a header and pages of 300 rows, see read/geneactiv_page.c.
 *
 * An axis is (raw * 100 - offset) / gain in g. A page says when its first row was taken, by the
 * device's clock, which keeps to the zone of the header. Rows stand evenly from one page to the
 * next; where the next one is missing they go on at the rate of the pages before.
 *
 * from  GENEActiv Instructions (Activinsights), decoding of .bin files
 */
#include "base/fault.h"
#include "base/memory.h"
#include "read/formats.h"
#include "read/geneactiv_page.h"
#include "read/units.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define US_PER_MIN   INT64_C(60000000)
#define RAW_FACTOR   100
#define USUAL_GAIN   25600 /* 1/256 g a raw 1, where the file lacks its calibration */
#define RATE_SHARE   0.05  /* by which pages may leave the rate that they state */
#define DEFAULT_HZ   100.0
#define PREFIX_GENEA "GENEA/1."

struct format_state {
    struct lines lines;
    struct geneactiv_header header;
    struct geneactiv_page page[2]; /* the next one to hand out, and the one behind it */
    bool has[2], more;             /* which of them are there; whether a third follows */
    double step_us;                /* between rows, as last seen */
    bool any;
    int64_t sequence, next_us; /* of the page before; where its successor would start */
    uint64_t cut, repeated, no_time;
    int64_t bad_line; /* where the first bad page ended */
};

static bool starts_with(const struct source *source, const char *text)
{
    size_t n, length = strlen(text);
    const uint8_t *head = source_head(source, &n);
    return source_kind_of(source) == SOURCE_FILE && n >= length && memcmp(head, text, length) == 0;
}

/* Its forerunner is claimed too, so that it is refused as what it is. */
static enum probe_answer probe(struct source *source)
{
    bool ours = starts_with(source, "Device Identity\r") ||
                starts_with(source, "Device Identity\n") || starts_with(source, PREFIX_GENEA);
    return ours ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* Fills the place of the page behind the next one, where there is one. */
static enum bks_status read_page(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    struct geneactiv_page *page = &state->page[1];
    while (state->more && !state->has[1]) {
        enum bks_status status = geneactiv_page_read(page, &state->more, &state->lines, fault);
        if (status != BKS_OK)
            return status;
        if (state->bad_line == 0 && (page->cut || !page->has_time))
            state->bad_line = state->lines.line;
        state->cut += page->cut;
        state->has[1] = page->n > 0;
    }
    return BKS_OK;
}

/* The page behind becomes the next one. */
static enum bks_status advance(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    state->has[0] = state->has[1];
    if (state->has[1])
        state->page[0] = state->page[1];
    state->has[1] = false;
    return read_page(reader, fault);
}

static void fill_info(struct reader *reader)
{
    struct geneactiv_header *header = &reader->state->header;
    struct bks_recording_info *info = &reader->info;
    info->channels = ROWS_ACCEL;
    info->gravity_included = true;
    info->range_g = header->range_g;
    info->nominal_rate_hz = header->rate_hz;
    info->placement = header->placement;
    info->start.kind = header->has_zone ? BKS_CLOCK_ZONED : BKS_CLOCK_LOCAL;
    info->start.offset_min = header->has_zone ? header->offset_min : 0;
    (void)snprintf(info->device, sizeof info->device, "%s%s%s",
                   header->type[0] ? header->type : "GENEActiv", header->serial[0] ? " " : "",
                   header->serial);
    for (unsigned axis = 0; axis < 3; axis++) {
        if (!(header->gain[axis] > 0)) {
            header->gain[axis] = USUAL_GAIN;
            warnings_add(&reader->warnings, BKS_WARN_UNITS_INFERRED,
                         "the header lacks a calibration; 1/256 g is taken for each count");
        }
        bool whole = header->offset[axis] == floor(header->offset[axis]);
        reader->step[BKS_ACCEL_X + axis] = whole ? UNITS_MPS2_PER_G / header->gain[axis] : 0;
    }
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct format_state *state = reader->state = memory_new(1, sizeof *state);
    if (!state)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (starts_with(reader->source, PREFIX_GENEA))
        return fault_set(fault, BKS_UNSUPPORTED, "export it as CSV from its own program",
                         "a file of the GENEA, the forerunner of the GENEActiv");
    enum bks_status status = lines_open(&state->lines, reader->source, 0, fault);
    if (status == BKS_OK)
        status = geneactiv_header_read(&state->header, &state->more, &state->lines, fault);
    if (status == BKS_OK)
        status = read_page(reader, fault);
    if (status == BKS_OK)
        status = advance(reader, fault);
    if (status != BKS_OK)
        return status;
    if (!state->has[0])
        return fault_set(fault, BKS_EMPTY, "extract it again from the device", "no samples in it");
    if (!(state->header.rate_hz > 0))
        state->header.rate_hz = state->page[0].rate_hz > 0 ? state->page[0].rate_hz : DEFAULT_HZ;
    fill_info(reader);
    return BKS_OK;
}

/* Microseconds a row of a page: by the next page, if that follows it, else as before. */
static double step_of(struct format_state *state, const struct geneactiv_page *page)
{
    const struct geneactiv_page *behind = &state->page[1];
    double rate_hz = page->rate_hz > 0 ? page->rate_hz : state->header.rate_hz;
    double nominal_us = 1e6 / rate_hz;
    bool follows = state->has[1] && page->n == GENEACTIV_ROWS && page->has_time &&
                   behind->has_time && page->has_sequence && behind->has_sequence &&
                   behind->sequence - 1 == page->sequence;
    if (follows) {
        double step_us = (double)(behind->t_us - page->t_us) / GENEACTIV_ROWS;
        if (fabs(step_us - nominal_us) <= RATE_SHARE * nominal_us)
            state->step_us = step_us;
    }
    if (!(fabs(state->step_us - nominal_us) <= RATE_SHARE * nominal_us))
        state->step_us = nominal_us;
    return state->step_us;
}

static void put_rows(const struct reader *reader, struct rows *rows,
                     const struct geneactiv_page *page, int64_t from_us, double step_us)
{
    const struct geneactiv_header *header = &reader->state->header;
    for (size_t axis = 0; axis < 3; axis++) {
        double *out = rows->value[BKS_ACCEL_X + axis] + rows->n;
        double step = UNITS_MPS2_PER_G / header->gain[axis], offset = header->offset[axis];
        for (size_t i = 0; i < page->n; i++)
            out[i] = (page->raw[i][axis] * RAW_FACTOR - offset) * step;
    }
    for (size_t i = 0; i < page->n; i++) {
        rows->t_us[rows->n + i] = from_us + (int64_t)((double)i * step_us + 0.5);
        rows->mark[rows->n + i] = 0;
    }
    rows->n += page->n;
}

/* Hands out the next page; one that is there twice, or without any time, is left out. */
static void take_page(struct reader *reader, struct rows *rows)
{
    struct format_state *state = reader->state;
    const struct geneactiv_page *page = &state->page[0];
    bool numbered = state->any && page->has_sequence;
    bool known = page->has_time || (numbered && page->sequence - 1 == state->sequence);
    bool again = numbered && page->sequence == state->sequence;
    state->repeated += again;
    state->no_time += !known && !again;
    if (!known || again)
        return;
    int64_t from_us = state->next_us;
    if (page->has_time)
        from_us = page->t_us - (state->header.has_zone ? state->header.offset_min * US_PER_MIN : 0);
    double step_us = step_of(state, page);
    put_rows(reader, rows, page, from_us, step_us);
    state->any = true;
    state->sequence = page->has_sequence ? page->sequence : INT64_MIN + 1;
    state->next_us = from_us + (int64_t)((double)page->n * step_us + 0.5);
}

static void warn(struct reader *reader)
{
    const struct format_state *state = reader->state;
    struct warnings *warnings = &reader->warnings;
    bool ends_open = state->lines.open_end || state->lines.broken != BKS_OK;
    uint64_t bad = state->cut - (ends_open && state->cut > 0) + state->no_time;
    if (ends_open && state->cut > 0)
        warnings_add(warnings, BKS_WARN_TRUNCATED,
                     "the file ends within a page; read to its last whole sample, line %lld",
                     (long long)state->lines.line + 1);
    if (bad > 0)
        warnings_add(warnings, BKS_WARN_DAMAGED_PART,
                     "%llu page%s of samples damaged, the first before line %lld; what is missing "
                     "is left out",
                     (unsigned long long)bad, bad > 1 ? "s" : "", (long long)state->bad_line + 1);
    if (state->repeated > 0)
        warnings_add(warnings, BKS_WARN_DUPLICATE_STAMPS,
                     "%llu page%s there twice; the first of each is read",
                     (unsigned long long)state->repeated, state->repeated > 1 ? "s are" : " is");
}

static enum bks_status next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    rows->n = 0;
    while (state->has[0] && rows->capacity - rows->n >= GENEACTIV_ROWS) {
        take_page(reader, rows);
        enum bks_status status = advance(reader, fault);
        if (status != BKS_OK)
            return status;
    }
    if (!state->has[0])
        warn(reader);
    return BKS_OK;
}

static void close_reader(struct reader *reader)
{
    if (reader->state)
        lines_close(&reader->state->lines);
    memory_free(reader->state);
    reader->state = NULL;
}

const struct format format_geneactiv = {
    .about = {.id = "geneactiv-bin",
              .title = "GENEActiv BIN",
              .recognised_by = "first line \"Device Identity\"",
              .gives = "accelerometer; device clock with the zone of its header; true rate"},
    .probe = probe,
    .open = open_reader,
    .next = next,
    .close = close_reader,
};
