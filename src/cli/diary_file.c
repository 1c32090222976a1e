/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A diary from a table: the first line names date and keys, each other one is an entry. */
#include "cli/diary.h"

#include "base/fault.h"
#include "cli/exit.h"
#include "cli/home.h"

#include <inttypes.h>
#include <string.h>

#define LINE_ROOM 16384

struct table {
    FILE *in;
    char separator;
    char line[LINE_ROOM];
    int64_t number;                             /* of the line, from 1 */
    const struct told_field *column[TOLD_MOST]; /* NULL: the date */
    size_t n;
    size_t entries;
};

static enum bks_status refuse(const struct table *table, struct bks_fault *fault, const char *what)
{
    (void)fault_set(fault, BKS_DAMAGED, "nothing was kept; mend it and import again", "%s", what);
    return fault_at(fault, NULL, -1, table->number);
}

/* The next line without its end; *more is false at the end of the file. */
static enum bks_status next_line(struct table *table, bool *more, struct bks_fault *fault)
{
    size_t n = 0;
    int c = 0;
    table->number++;
    while (n < LINE_ROOM - 1 && (c = getc(table->in)) != EOF && c != '\n' && c != '\0')
        table->line[n++] = (char)c;
    *more = n > 0 || c != EOF;
    if (ferror(table->in))
        return fault_set(fault, BKS_IO, NULL, "reading it failed");
    if (n == LINE_ROOM - 1)
        return refuse(table, fault, "a line that is too long");
    if (c == '\0' && *more) /* a table in UTF-16 has many */
        return refuse(table, fault, "a zero byte: save the table as text in UTF-8");
    while (n > 0 && table->line[n - 1] == '\r')
        n--;
    table->line[n] = '\0';
    return BKS_OK;
}

/* Takes one cell out of *at, unquoted in its place; NULL where there is none left. */
static char *take_cell(char **at, char separator)
{
    char *from = *at, *to, *cell;
    if (!from)
        return NULL;
    from += strspn(from, " ");
    bool quoted = *from == '"';
    from += quoted;
    cell = to = from;
    while (*from && (quoted || *from != separator)) {
        if (quoted && *from == '"' && from[1] != '"')
            break;
        from += quoted && *from == '"';
        *to++ = *from++;
    }
    from += strcspn(from, (char[]){separator, '\0'});
    *at = *from ? from + 1 : NULL;
    while (!quoted && to > cell && to[-1] == ' ')
        to--;
    *to = '\0';
    return cell;
}

/* The one of the three that the first line has. */
static char separator_of(const char *line)
{
    return strchr(line, '\t') ? '\t' : strchr(line, ';') ? ';' : ',';
}

/* Whether a column is there already; NULL is the date. */
static bool stands(const struct table *table, const struct told_field *field, bool dated)
{
    for (size_t i = 0; i < table->n; i++)
        if (table->column[i] == field)
            return field || dated;
    return false;
}

static enum bks_status read_head(struct table *table, struct bks_fault *fault)
{
    bool more, dated = false;
    char what[160];
    enum bks_status status = next_line(table, &more, fault);
    if (status != BKS_OK || !more)
        return status != BKS_OK ? status : refuse(table, fault, "an empty table");
    char *at = table->line;
    if (strncmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    table->separator = separator_of(at);
    for (char *cell; (cell = take_cell(&at, table->separator));) {
        const struct told_field *field = told_find(&told_diary, cell, strlen(cell));
        bool date = strcmp(cell, TOLD_DATE) == 0;
        bool known = field || date;
        (void)snprintf(what, sizeof what,
                       known ? "%.60s: it stands twice"
                             : "%.60s: no key of the diary; backstride diary --help has them",
                       cell);
        if (!known || stands(table, field, dated) || table->n == TOLD_MOST)
            return refuse(table, fault, what);
        dated = dated || date;
        table->column[table->n++] = field;
    }
    return dated ? BKS_OK : refuse(table, fault, "the first line names no date");
}

static enum bks_status read_row(struct table *table, struct told *told, int32_t *day,
                                struct bks_fault *fault)
{
    char why[TOLD_WHY_ROOM], *at = table->line;
    enum bks_status status = BKS_OK;
    *day = NO_DAY;
    for (size_t i = 0; status == BKS_OK && i < table->n; i++) {
        char *cell = take_cell(&at, table->separator);
        const struct told_field *field = table->column[i];
        if (cell && !field && !day_read(day, cell))
            return refuse(table, fault, "date: it is none, as in 2026-05-01");
        if (cell && cell[0] && field)
            status = told_add(told, why, field, cell);
    }
    if (status == BKS_BAD_ARGUMENT)
        return refuse(table, fault, why);
    if (status == BKS_NO_MEMORY)
        return fault_set(fault, status, NULL, "out of memory");
    if (status == BKS_OK && at)
        return refuse(table, fault, "more cells than the first line");
    if (status == BKS_OK && *day == NO_DAY)
        return refuse(table, fault, "date: it is missing");
    return status;
}

static enum bks_status read_all(struct table *table, struct person *person, struct bks_fault *fault)
{
    bool more = true;
    enum bks_status status = read_head(table, fault);
    while (status == BKS_OK) {
        struct told told = {.n = 0};
        int32_t day;
        status = next_line(table, &more, fault);
        if (status != BKS_OK || !more)
            break;
        if (table->line[strspn(table->line, " ,;\t")] == '\0')
            continue;
        status = read_row(table, &told, &day, fault);
        if (status == BKS_OK)
            status = runner_tell(person->store, person->runner.id, &told, day, fault);
        table->entries += told.n > 0;
        told_clear(&told);
    }
    return status;
}

enum bks_status diary_keep(size_t *entries, struct person *person, FILE *in,
                           struct bks_fault *fault)
{
    struct store *store = person->store;
    struct table table = {.in = in};
    enum bks_status status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    if (person->runner.id == 0)
        status = store->can->runner_add(store, &person->runner, fault);
    if (status == BKS_OK)
        status = read_all(&table, person, fault);
    *entries = table.entries;
    enum bks_status ended = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : ended;
}

int diary_import(struct person *person, const char *file)
{
    struct bks_fault fault = {.offset = -1};
    size_t entries = 0;
    FILE *in = strcmp(file, "-") == 0 ? stdin : fopen(file, "rb");
    enum bks_status status =
        in ? diary_keep(&entries, person, in, &fault)
           : fault_set(&fault, BKS_CANNOT_OPEN, "is the name right?", "cannot be opened");
    if (in && in != stdin)
        (void)fclose(in);
    if (status != BKS_OK) {
        complain(file, &fault);
        return exit_of(status);
    }
    (void)printf(person->json ? "{\"imported\":%zu}\n" : "%zu entries are kept\n", entries);
    return exit_flushed(EXIT_DONE);
}
