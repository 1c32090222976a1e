/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Lines to rows, twice: a fast way for lines of bare numbers, and a patient way for all others,
 * with quotes, blanks, empty cells, NaN and numbers of any length.
 */
#include "base/text.h"
#include "read/cells.h"
#include "read/digits.h"
#include "read/table_parts.h"

#include <math.h>
#include <string.h>

#define LAST_LINE_BYTES 4096 /* so near to an open end, lines are read with patience */

static bool keep_time(const struct table *table, int64_t *out, int64_t t_us)
{
    *out = t_us + table->plan.zero_us;
    return t_us < TABLE_MAX_TIME_US && t_us > -TABLE_MAX_TIME_US;
}

/* The stamp of a table without a time column. */
static int64_t row_time(const struct table *table)
{
    return table->plan.zero_us + llround((double)table->row * 1e6 / table->plan.rate_hz);
}

/* One cell of bare digits; answers where it ends, or NULL where the patient way must look. */
static inline const char *fast_cell(const struct table *table, struct table_column *column,
                                    struct rows *rows, const char *p)
{
    struct digits number;
    double value;
    p = digits_scan_usual(&number, p, table->plan.point, &column->decimals);
    if (!p)
        return NULL;
    if (column->action == TABLE_TIME) {
        int64_t t_us;
        return digits_scaled(&t_us, &number, table->time_shift) &&
                       keep_time(table, &rows->t_us[rows->n], t_us)
                   ? p
                   : NULL;
    }
    if (!digits_double(&value, &number))
        return NULL;
    double *out = &rows->value[column->channel][rows->n];
    *out = value * column->factor + (column->action == TABLE_ADD ? *out : 0.0);
    return p;
}

static const char *fast_stamp(const struct table *table, struct rows *rows, const char *p)
{
    struct stamp stamp;
    p = stamp_scan(&stamp, p, table->text + table->whole, table->plan.order);
    return p && keep_time(table, &rows->t_us[rows->n], stamp.t_us) ? p : NULL;
}

/* One line of bare cells; answers the start of the next line, or NULL as above. */
static inline const char *fast_row(struct table *table, struct rows *rows, const char *p)
{
    const char separator = table->plan.separator, newline = table->newline;
    struct table_column *column = table->column, *last = column + table->n_columns - 1;
    for (;; column++, p++) {
        if (column->action == TABLE_SKIP) {
            while (*p != separator && *p != newline && *p != '"')
                p++;
        } else if (column->action == TABLE_TIME && table->plan.time == TABLE_TIME_STAMP) {
            p = fast_stamp(table, rows, p);
        } else {
            p = fast_cell(table, column, rows, p);
        }
        if (!p || column == last)
            break;
        if (*p != separator)
            return NULL;
    }
    if (!p || *p == newline)
        return p ? p + 1 : NULL;
    if (*p == '\r' && p[1] == newline)
        return p + 2;
    if (*p != separator)
        return NULL;
    p = memchr(p, newline, (size_t)(table->text + table->whole - p));
    return p ? p + 1 : NULL;
}

static bool says_nothing(const struct cell *cell)
{
    static const char *const nothing[] = {"",    "nan",      "null", "na",        "n/a", "-",
                                          "inf", "infinity", "-inf", "-infinity", "nil"};
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        if (cell_equals(cell, nothing[i]))
            return true;
    return false;
}

static bool patient_time(const struct table *table, int64_t *out, const struct cell *cell)
{
    const char *end = cell->text + cell->n;
    if (table->plan.time == TABLE_TIME_STAMP) {
        struct stamp stamp;
        return stamp_scan(&stamp, cell->text, end, table->plan.order) == end &&
               keep_time(table, out, stamp.t_us);
    }
    struct digits number;
    int64_t t_us;
    if (digits_scan(&number, cell->text, table->plan.point) == end)
        return digits_scaled(&t_us, &number, table->time_shift) && keep_time(table, out, t_us);
    double value;
    if (!cell_number(&value, cell, table->plan.point))
        return false;
    value *= pow(10, table->time_shift);
    return fabs(value) < (double)TABLE_MAX_TIME_US && keep_time(table, out, llround(value));
}

static bool patient_cell(const struct table *table, const struct table_column *column,
                         struct rows *rows, const struct cell *cell)
{
    if (column->action == TABLE_SKIP)
        return true;
    if (column->action == TABLE_TIME)
        return patient_time(table, &rows->t_us[rows->n], cell);
    double value;
    if (!cell_number(&value, cell, table->plan.point)) {
        value = (double)NAN;
        if (!says_nothing(cell))
            return false;
    }
    double *out = &rows->value[column->channel][rows->n];
    *out = value * column->factor + (column->action == TABLE_ADD ? *out : 0.0);
    return !isinf(*out);
}

/* A row whose acceleration has no number is marked. */
static void mark_row(const struct table *table, struct rows *rows)
{
    bool missing = false;
    for (size_t i = 0; i < table->n_columns; i++) {
        const struct table_column *column = &table->column[i];
        if (column->action >= TABLE_STORE && column->channel <= BKS_ACCEL_Z)
            missing = missing || isnan(rows->value[column->channel][rows->n]);
    }
    rows->mark[rows->n] = missing ? BKS_ROW_MISSING : 0;
}

/* The last line of a file that ends in the middle of it: dropped, unless no cell is missing. */
static bool cut_short(struct table *table, const struct cells *cells, bool good)
{
    bool last = table->open_end && table->begin == table->whole;
    if (!last || (good && cells->n >= table->n_cells))
        return false;
    warnings_add(table->warnings, BKS_WARN_TRUNCATED,
                 "the file ends in the middle of line %lld; read up to there",
                 (long long)table->line + 1);
    return true;
}

/* Any line; true when it became a row. table->begin is past it. */
static bool patient_row(struct table *table, struct rows *rows, const char *text, size_t n)
{
    struct cells cells;
    cells_cut(&cells, text, n, table->plan.separator);
    size_t empty = 0, bad = SIZE_MAX;
    for (size_t i = 0; i < cells.n; i++)
        empty += cells.cell[i].n == 0;
    if (empty == cells.n)
        return false;
    for (size_t i = 0; i < cells.n && i < table->n_columns && bad == SIZE_MAX; i++)
        if (!patient_cell(table, &table->column[i], rows, &cells.cell[i]))
            bad = i;
    bool good = bad == SIZE_MAX && cells.n >= table->n_columns;
    if (cut_short(table, &cells, good))
        return false;
    if (bad != SIZE_MAX)
        table_count_bad(table, bad + 1, cells.cell[bad].text, cells.cell[bad].n);
    else if (!good)
        table_count_bad(table, 0, text, n < 24 ? n : 24);
    else
        mark_row(table, rows);
    table->row += !good;
    return good;
}

static void finish_row(struct table *table, struct rows *rows)
{
    if (table->plan.time == TABLE_TIME_ROW)
        rows->t_us[rows->n] = row_time(table);
    rows->n++;
    table->row++;
    table->n_good++;
}

void table_scan(struct table *table, struct rows *rows)
{
    const char *end = table->text + table->whole;
    while (rows->n < rows->capacity && table->begin < table->whole) {
        const char *text = table->text + table->begin;
        /* The very last line may be cut in the middle of a number: the patient way looks at it. */
        bool plain =
            table->n_columns > 0 && !(table->open_end && (size_t)(end - text) <= LAST_LINE_BYTES);
        const char *next = plain ? fast_row(table, rows, text) : NULL;
        bool good = next != NULL;
        if (good) {
            rows->mark[rows->n] = 0;
            table->begin = (size_t)(next - table->text);
        } else {
            next = memchr(text, table->newline, (size_t)(end - text));
            size_t n = next ? (size_t)(next - text) : (size_t)(end - text);
            table->begin += n + (next != NULL);
            good = patient_row(table, rows, text, n);
        }
        if (good)
            finish_row(table, rows);
        table->line++;
    }
}
