/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Headers of exported tables, and the few things that their readers share. */
#include "read/sheet.h"

#include "read/lookahead.h"

#define EXACT_DIGITS 12 /* a time of today in ms has 13; spreadsheets keep six */

bool sheet_find(struct sheet *sheet, struct source *source, size_t entry, sheet_is_header is_header)
{
    const char *text;
    size_t n;
    sheet->entry = entry;
    if (!peek_open(&sheet->peek, source, entry))
        return false;
    for (size_t i = 0; i < SHEET_MAX_LINES && peek_line(&sheet->peek, i, &text, &n); i++) {
        if (n > 0 && (*text == '-' || (*text >= '0' && *text <= '9')))
            return false; /* rows have begun */
        sheet->line = i;
        sheet->separator = cells_separator(text, n);
        cells_cut(&sheet->cells, text, n, sheet->separator);
        if (is_header(&sheet->cells))
            return true;
    }
    return false;
}

static bool is_table(const char *name)
{
    struct cell cell = {name, 0};
    while (name[cell.n])
        cell.n++;
    return cell_ends(&cell, ".csv") || cell_ends(&cell, ".txt");
}

/* SIZE_MAX where it is unclear. */
static size_t only_table(const struct source *source)
{
    size_t found = SIZE_MAX;
    if (source_kind_of(source) == SOURCE_FILE)
        return 0;
    for (size_t i = 0; source_kind_of(source) == SOURCE_ZIP && i < source_entries(source); i++) {
        if (!is_table(source_entry_name(source, i)))
            continue;
        if (found != SIZE_MAX)
            return SIZE_MAX;
        found = i;
    }
    return found;
}

bool sheet_find_only(struct sheet *sheet, struct source *source, sheet_is_header is_header)
{
    size_t entry = only_table(source);
    return entry != SIZE_MAX && sheet_find(sheet, source, entry, is_header);
}

size_t sheet_count(struct source *source, sheet_is_header is_header, bool *each)
{
    size_t n = 0;
    *each = true;
    for (size_t i = 0; i < source_entries(source) && *each; i++) {
        struct sheet sheet;
        if (!is_table(source_entry_name(source, i)))
            continue;
        n++;
        *each = sheet_find(&sheet, source, i, is_header);
    }
    return n;
}

/* Without the unit in brackets and the blanks before it. */
static struct cell bare(const struct cell *cell)
{
    struct cell name = {cell->text, 0};
    while (name.n < cell->n && cell->text[name.n] != '(')
        name.n++;
    while (name.n > 0 && name.text[name.n - 1] == ' ')
        name.n--;
    return name;
}

int sheet_column(const struct cells *cells, enum sheet_match how, const char *name)
{
    for (size_t i = 0; i < cells->n; i++) {
        struct cell cell = how == SHEET_BARE ? bare(&cells->cell[i]) : cells->cell[i];
        if (how == SHEET_END ? cell_ends(&cell, name) : cell_equals(&cell, name))
            return (int)i;
    }
    return -1;
}

bool sheet_axes(int column[3], const struct cells *cells, enum sheet_match how,
                const char *const name[3])
{
    bool all = true;
    for (int i = 0; i < 3; i++) {
        column[i] = sheet_column(cells, how, name[i]);
        all = all && column[i] >= 0;
    }
    for (int i = 0; i < 3 && !all; i++)
        column[i] = -1;
    return all;
}

void sheet_plan_axes(struct table_plan *plan, enum bks_channel first, const int column[3],
                     double factor)
{
    for (unsigned i = 0; i < 3; i++) {
        plan->column[first + i] = column[i];
        plan->factor[first + i] = factor;
    }
}

enum bks_status sheet_open(struct table **table, struct table_plan *plan, struct reader *reader,
                           const struct sheet *sheet, struct bks_fault *fault)
{
    enum bks_status status =
        table_open(table, reader->source, sheet->entry, &reader->warnings, fault);
    if (status != BKS_OK)
        return status;
    for (size_t i = 0; i <= sheet->line; i++)
        table_skip_line(*table);
    const char *text;
    size_t n;
    *plan = table_plan_empty();
    plan->separator = sheet->separator;
    (void)table_line(*table, &text, &n);
    text = table_look(*table, &n);
    plan->point = cells_point(text, n < PEEK_BYTES ? n : PEEK_BYTES, plan->separator);
    return BKS_OK;
}

bool sheet_first(struct cell *cell, struct table *table, const struct table_plan *plan, int column)
{
    const char *text;
    size_t n;
    struct cells cells;
    if (column < 0 || !table_line(table, &text, &n))
        return false;
    cells_cut(&cells, text, n, plan->separator);
    if ((size_t)column >= cells.n)
        return false;
    *cell = cells.cell[column];
    return true;
}

bool sheet_spoilt_number(const struct cell *cell)
{
    size_t digits = 0;
    for (size_t i = 0; i < cell->n && (cell->text[i] | 0x20) != 'e'; i++)
        digits += cell->text[i] >= '0' && cell->text[i] <= '9';
    return digits < EXACT_DIGITS;
}

bool sheet_is_spoilt(struct table *table, const struct table_plan *plan, int column)
{
    struct cell cell;
    return sheet_first(&cell, table, plan, column) && sheet_spoilt_number(&cell);
}

void sheet_tell_spoilt(struct warnings *warnings, const char *used)
{
    warnings_add(warnings, BKS_WARN_TIME_INFERRED,
                 "a spreadsheet has rounded the times; %s is used instead", used);
}

enum bks_status sheet_add_speed(struct reader *reader, struct sides *sides, struct table *table,
                                const struct table_plan *plan, const struct merge_rule *rule,
                                struct bks_fault *fault)
{
    if (!lookahead_has_speed(table, plan)) {
        table_close(table);
        return BKS_OK;
    }
    table_set_plan(table, plan);
    reader->info.channels |= ROWS_SPEED;
    return sides_add(sides, feed_of_table(table), ROWS_SPEED, rule, fault);
}
