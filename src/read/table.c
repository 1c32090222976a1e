/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text table as whole lines in one bounded buffer; rows are made in table_row.c. */
#include "read/table.h"

#include "base/fault.h"
#include "base/memory.h"
#include "base/text.h"
#include "read/cells.h"
#include "read/digits.h"
#include "read/table_parts.h"

#include <string.h>

struct table_plan table_plan_empty(void)
{
    struct table_plan plan = {.separator = ',', .point = '.', .time_column = -1};
    for (int c = 0; c < BKS_CHANNEL_COUNT; c++) {
        plan.column[c] = plan.second[c] = -1;
        plan.factor[c] = 1;
    }
    return plan;
}

unsigned table_plan_channels(const struct table_plan *plan)
{
    unsigned channels = 0;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++)
        if (plan->column[c] >= 0)
            channels |= 1u << c;
    return channels;
}

static size_t last_line_end(const struct table *table)
{
    size_t i = table->end;
    while (i > table->begin && table->text[i - 1] != table->newline)
        i--;
    return i;
}

/* Drops what is left of a line that is longer than the buffer. */
static void drop_long_line(struct table *table)
{
    char *end = memchr(table->text, table->newline, table->end);
    if (end) {
        table->begin = (size_t)(end - table->text) + 1;
        table->in_long_line = false;
        table->line++;
    } else {
        table->begin = table->end;
    }
}

/* Once no byte will follow: the rest is a line without an end, unless the bytes broke off. */
static void close_last_line(struct table *table)
{
    if (table->broken != BKS_OK || table->in_long_line)
        table->end = table->whole;
    if (table->end == table->whole)
        return;
    table->text[table->end++] = table->newline;
    table->whole = table->end;
    table->open_end = true;
}

/* The first line end decides: LF (CR before it is trimmed), or CR alone. */
static void find_newline(struct table *table)
{
    table->newline = '\n';
    for (size_t i = 0; i < table->end && table->text[i] != '\n'; i++) {
        if (table->text[i] != '\r')
            continue;
        if (i + 1 < table->end && table->text[i + 1] != '\n')
            table->newline = '\r';
        return;
    }
}

/* Moves the rest to the front and reads until there is a whole line, or no more. */
static enum bks_status fill(struct table *table, struct bks_fault *fault)
{
    while (table->begin == table->whole && !table->ended) {
        size_t rest = table->end - table->begin;
        if (rest == TABLE_ROOM) {
            table_count_bad(table, 0, "a line without an end", 21);
            table->in_long_line = true;
            rest = 0;
        }
        memmove(table->text, table->text + table->begin, rest);
        table->begin = table->whole = 0;
        size_t got = 0;
        enum bks_status status =
            stream_read(table->stream, table->text + rest, TABLE_ROOM - rest, &got, &table->fault);
        if (status != BKS_OK && status != BKS_DAMAGED) {
            if (fault)
                *fault = table->fault;
            return status;
        }
        table->broken = status;
        table->ended = got == 0 || status != BKS_OK;
        table->end = rest + got;
        if (!table->newline)
            find_newline(table);
        if (table->in_long_line)
            drop_long_line(table);
        table->whole = last_line_end(table);
    }
    if (table->ended && !table->open_end)
        close_last_line(table);
    memset(table->text + table->end, 0, DIGITS_PAD);
    return BKS_OK;
}

enum bks_status table_open(struct table **out, struct source *source, size_t entry,
                           struct warnings *warnings, struct bks_fault *fault)
{
    *out = NULL;
    struct table *table = memory_new(1, sizeof *table);
    if (table)
        table->text = memory_new(TABLE_ROOM + 1 + DIGITS_PAD, 1);
    if (!table || !table->text) {
        memory_free(table);
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    }
    *table = (struct table){.source = source,
                            .entry = entry,
                            .warnings = warnings,
                            .text = table->text,
                            .plan = table_plan_empty()};
    enum bks_status status = stream_open(&table->stream, source, entry, fault);
    if (status == BKS_OK)
        status = fill(table, fault);
    if (status != BKS_OK) {
        table_close(table);
        return status;
    }
    if (table->end >= 3 && memcmp(table->text, "\xEF\xBB\xBF", 3) == 0)
        table->begin = 3;
    *out = table;
    return BKS_OK;
}

void table_close(struct table *table)
{
    if (!table)
        return;
    stream_close(table->stream);
    memory_free(table->text);
    memory_free(table);
}

bool table_line(struct table *table, const char **text, size_t *n)
{
    *text = "";
    *n = 0;
    if (fill(table, NULL) != BKS_OK || table->begin == table->whole)
        return false;
    const char *start = table->text + table->begin;
    const char *end = memchr(start, table->newline, table->whole - table->begin);
    if (!end)
        return false;
    *text = start;
    *n = (size_t)(end - start);
    if (*n > 0 && start[*n - 1] == '\r')
        --*n;
    return true;
}

void table_skip_line(struct table *table)
{
    const char *text;
    size_t n;
    if (!table_line(table, &text, &n))
        return;
    const char *end = memchr(text, table->newline, table->whole - table->begin);
    table->begin = (size_t)(end - table->text) + 1;
    table->line++;
}

const char *table_look(const struct table *table, size_t *n)
{
    *n = table->whole - table->begin;
    return table->text + table->begin;
}

static void set_column(struct table *table, int index, enum table_action action,
                       enum bks_channel channel)
{
    if (index < 0 || index >= TABLE_MAX_COLUMNS)
        return;
    table->column[index] = (struct table_column){
        .action = action, .channel = channel, .factor = table->plan.factor[channel]};
    if ((size_t)index >= table->n_columns)
        table->n_columns = (size_t)index + 1;
}

void table_set_plan(struct table *table, const struct table_plan *plan)
{
    static const int shift[] = {6, 3, 0, -3, 0, 0};
    table->plan = *plan;
    table->n_columns = 0;
    table->time_shift = shift[plan->time];
    memset(table->column, 0, sizeof table->column);
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        int first = plan->column[c], second = plan->second[c];
        /* The cell that comes first in the line is stored, the other added to it. */
        set_column(table, first, second >= 0 && second < first ? TABLE_ADD : TABLE_STORE,
                   (enum bks_channel)c);
        set_column(table, second, second < first ? TABLE_STORE : TABLE_ADD, (enum bks_channel)c);
    }
    if (plan->time != TABLE_TIME_ROW)
        set_column(table, plan->time_column, TABLE_TIME, BKS_ACCEL_X);
    const char *text;
    size_t n;
    if (table_line(table, &text, &n)) {
        struct cells cells;
        cells_cut(&cells, text, n, plan->separator);
        table->n_cells = cells.n;
    }
}

void table_count_bad(struct table *table, size_t column, const char *text, size_t n)
{
    if (table->n_bad++ > 0)
        return;
    table->bad_line = table->line + 1;
    table->bad_column = column;
    text_utf8(table->bad_text, sizeof table->bad_text, text, n);
}

/* Says once, at the end, what was left out. */
static void tell_end(struct table *table)
{
    if (table->told)
        return;
    table->told = true;
    const char *name = source_entry_name(table->source, table->entry);
    if (table->n_bad > 0 && table->bad_column > 0)
        warnings_add(table->warnings, BKS_WARN_ROWS_SKIPPED,
                     "%lld row%s skipped; the first is line %lld of %.60s: \"%s\" in column %zu",
                     (long long)table->n_bad, table->n_bad > 1 ? "s" : "",
                     (long long)table->bad_line, name, table->bad_text, table->bad_column);
    else if (table->n_bad > 0)
        warnings_add(table->warnings, BKS_WARN_ROWS_SKIPPED,
                     "%lld row%s skipped; the first is line %lld of %.60s: \"%s\"",
                     (long long)table->n_bad, table->n_bad > 1 ? "s" : "",
                     (long long)table->bad_line, name, table->bad_text);
    if (table->broken != BKS_OK)
        warnings_add(table->warnings, BKS_WARN_TRUNCATED, "%.60s: %.100s; read up to line %lld",
                     name, table->fault.what, (long long)table->line);
}

enum bks_status table_next(struct table *table, struct rows *rows, struct bks_fault *fault)
{
    rows->n = 0;
    while (rows->n < rows->capacity) {
        enum bks_status status = fill(table, fault);
        if (status != BKS_OK)
            return status;
        if (table->begin == table->whole)
            break;
        table_scan(table, rows);
    }
    if (rows->n > 0)
        return BKS_OK;
    if (table->broken != BKS_OK && table->n_good == 0) {
        if (fault)
            *fault = table->fault;
        return table->broken;
    }
    tell_end(table);
    return BKS_OK;
}
