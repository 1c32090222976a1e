/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting header lines into cells, and asking what a cell says. */
#include "read/cells.h"

#include "base/text.h"

#include <string.h>

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct cell trimmed(const char *start, const char *end)
{
    while (start < end && blank(*start))
        start++;
    while (end > start && blank(end[-1]))
        end--;
    if (end - start >= 2 && *start == '"' && end[-1] == '"') {
        start++;
        end--;
    }
    return (struct cell){start, (size_t)(end - start)};
}

void cells_cut(struct cells *cells, const char *text, size_t n, char separator)
{
    const char *end = text + n;
    if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
        text += 3;
    cells->n = 0;
    bool quoted = false;
    const char *start = text;
    for (const char *p = text; p <= end && cells->n < CELLS_MAX; p++) {
        if (p < end && *p == '"')
            quoted = !quoted;
        if (p == end || (*p == separator && !quoted)) {
            cells->cell[cells->n++] = trimmed(start, p);
            start = p + 1;
        }
    }
}

char cells_separator(const char *text, size_t n)
{
    static const char candidates[] = {';', '\t', '|'};
    size_t count[sizeof candidates] = {0}, most = 0;
    char best = ',';
    bool quoted = false;
    for (size_t k = 0; k < n; k++) {
        quoted ^= text[k] == '"';
        for (size_t i = 0; i < sizeof candidates && !quoted; i++)
            count[i] += text[k] == candidates[i];
    }
    for (size_t i = 0; i < sizeof candidates; i++)
        if (count[i] > most) {
            most = count[i];
            best = candidates[i];
        }
    return best;
}

static bool digit(char c)
{
    return c >= '0' && c <= '9';
}

char cells_point(const char *text, size_t n, char separator)
{
    size_t commas = 0, points = 0;
    for (size_t i = 1; i + 1 < n; i++) {
        bool inside = digit(text[i - 1]) && digit(text[i + 1]);
        commas += inside && text[i] == ',';
        points += inside && text[i] == '.';
    }
    return separator != ',' && commas > 0 && commas >= points ? ',' : '.';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool same(const char *a, const char *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (lower(a[i]) != lower(b[i]))
            return false;
    return true;
}

bool cell_equals(const struct cell *cell, const char *text)
{
    return cell->n == strlen(text) && same(cell->text, text, cell->n);
}

bool cell_contains(const struct cell *cell, const char *text)
{
    size_t n = strlen(text);
    for (size_t i = 0; i + n <= cell->n; i++)
        if (same(cell->text + i, text, n))
            return true;
    return false;
}

bool cell_ends(const struct cell *cell, const char *text)
{
    size_t n = strlen(text);
    return cell->n >= n && same(cell->text + cell->n - n, text, n);
}

int cells_find(const struct cells *cells, const char *name)
{
    for (size_t i = 0; i < cells->n; i++)
        if (cell_equals(&cells->cell[i], name))
            return (int)i;
    return -1;
}

bool cell_number(double *value, const struct cell *cell, char point)
{
    double number;
    const char *end = cell->text + cell->n;
    if (text_number(&number, cell->text, end, point) != end || cell->n == 0)
        return false;
    if (value)
        *value = number;
    return true;
}

void cell_copy(char *out, size_t room, const struct cell *cell)
{
    text_utf8(out, room, cell->text, cell->n);
}
