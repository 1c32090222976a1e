/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening a table and reading on in it. */
#include "read/export.h"

#include "base/fault.h"
#include "base/memory.h"

enum bks_status export_begin(struct reader *reader, struct bks_fault *fault)
{
    reader->state = memory_new(1, sizeof *reader->state);
    return reader->state ? BKS_OK : fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
}

enum bks_status export_open_rows(struct reader *reader, size_t entry, struct bks_fault *fault)
{
    enum bks_status status = export_begin(reader, fault);
    if (status != BKS_OK)
        return status;
    return table_open(&reader->state->table, reader->source, entry, &reader->warnings, fault);
}

enum bks_status export_lost_header(struct bks_fault *fault)
{
    return fault_set(fault, BKS_DAMAGED, NULL, "the header cannot be read again");
}

enum bks_status export_open(struct sheet *sheet, struct table_plan *plan, struct reader *reader,
                            sheet_is_header is_header, struct bks_fault *fault)
{
    enum bks_status status = export_begin(reader, fault);
    if (status != BKS_OK)
        return status;
    if (!sheet_find_only(sheet, reader->source, is_header))
        return export_lost_header(fault);
    return sheet_open(&reader->state->table, plan, reader, sheet, fault);
}

/* Half a turn back is a new turn; less is a clock that was set back, and is left as it is. */
static void unwrap(struct format_state *state, int64_t *t_us)
{
    if (state->has_last && *t_us + state->turned_us < state->last_us - state->wrap_us / 2 &&
        state->turned_us < TABLE_MAX_TIME_US)
        state->turned_us += state->wrap_us;
    *t_us += state->turned_us;
}

static void move_row(struct rows *rows, size_t to, size_t from)
{
    if (to == from)
        return;
    rows->t_us[to] = rows->t_us[from];
    rows->mark[to] = rows->mark[from];
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (rows->value[c])
            rows->value[c][to] = rows->value[c][from];
}

/* Straightens the clock, and drops what repeats. */
static void restamp(struct format_state *state, struct rows *rows)
{
    size_t kept = 0;
    if (state->wrap_us == 0 && !state->drop_repeats)
        return;
    for (size_t i = 0; i < rows->n; i++) {
        if (state->wrap_us > 0)
            unwrap(state, &rows->t_us[i]);
        if (state->drop_repeats && state->has_last && rows->t_us[i] == state->last_us)
            continue;
        state->last_us = rows->t_us[i];
        state->has_last = true;
        move_row(rows, kept++, i);
    }
    rows->n = kept;
}

enum bks_status export_next(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    struct format_state *state = reader->state;
    enum bks_status status;
    bool more;
    do {
        status = table_next(state->table, rows, fault);
        more = status == BKS_OK && rows->n > 0;
        if (more)
            restamp(state, rows);
    } while (more && rows->n == 0);
    return status == BKS_OK ? sides_into(&state->sides, rows, fault) : status;
}

enum bks_status export_next_unix(struct reader *reader, struct rows *rows, struct bks_fault *fault)
{
    enum bks_status status = export_next(reader, rows, fault);
    reader_note_unix(reader, rows);
    return status;
}

void export_close(struct reader *reader)
{
    if (!reader->state)
        return;
    sides_clear(&reader->state->sides);
    table_close(reader->state->table);
    memory_free(reader->state);
}

void export_without_gravity(struct reader *reader, const char *advice)
{
    reader->info.gravity_included = false;
    warnings_add(&reader->warnings, BKS_WARN_GRAVITY_REMOVED, "the app took gravity out; %s",
                 advice);
}

enum bks_status export_no_acceleration(struct bks_fault *fault, const char *hint)
{
    return fault_set(fault, BKS_UNSUPPORTED, hint, "no acceleration in it");
}
