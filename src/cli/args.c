/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line by a table of options. */
#include "cli/args.h"

#include "base/text.h"
#include "cli/exit.h"
#include "report/page.h"

#include <string.h>

#define NAME_ROOM   64
#define MAX_NAMES   64
#define NEAR        3  /* edits that may be a slip of the finger */
#define HELP_COLUMN 26 /* where the words of an option's help begin */

struct reading {
    int argc, next;
    char **argv;
    const struct arg_row *rows;
    size_t n;
    void *request;
};

const char *args_nearest(const char *typed, const char *const *names, size_t n)
{
    const char *nearest = NULL;
    size_t best = NEAR + 1;
    for (size_t i = 0; i < n; i++) {
        size_t distance = text_distance(typed, names[i]);
        if (distance < best && distance < strlen(names[i])) {
            best = distance;
            nearest = names[i];
        }
    }
    return nearest;
}

static bool unknown(const struct reading *reading, const char *typed)
{
    const char *names[MAX_NAMES];
    size_t n = reading->n < MAX_NAMES ? reading->n : MAX_NAMES;
    for (size_t i = 0; i < n; i++)
        names[i] = reading->rows[i].name;
    const char *nearest = args_nearest(typed, names, n);
    if (nearest)
        (void)complain_usage("--%.60s: no such option - did you mean --%s?", typed, nearest);
    else
        (void)complain_usage("--%.60s: no such option - see --help", typed);
    return false;
}

/* The value after an option, or NULL after a complaint. */
static const char *next_value(struct reading *reading, const char *shown)
{
    if (reading->next < reading->argc)
        return reading->argv[reading->next++];
    (void)complain_usage("%s: a value is missing after it - see --help", shown);
    return NULL;
}

static bool take(void *request, const struct arg_row *row, const char *value)
{
    char *member = (char *)request + row->at;
    if (row->take)
        return row->take(request, row, value);
    if (row->value)
        memcpy(member, &value, sizeof value);
    else
        *(bool *)(void *)member = true;
    return true;
}

/* "--name", "--name=value" */
static bool read_long(struct reading *reading, const char *arg)
{
    char name[NAME_ROOM], shown[NAME_ROOM + 2];
    const char *equals = strchr(arg, '=');
    int length = (int)(equals ? equals - arg : (ptrdiff_t)strlen(arg));
    (void)snprintf(name, sizeof name, "%.*s", length, arg);
    (void)snprintf(shown, sizeof shown, "--%s", name);
    const struct arg_row *row = NULL;
    for (size_t i = 0; i < reading->n; i++)
        if (strcmp(reading->rows[i].name, name) == 0)
            row = &reading->rows[i];
    if (!row)
        return unknown(reading, name);
    if (!row->value && equals)
        return complain_usage("%s: takes no value - see --help", shown) == EXIT_DONE;
    const char *value = NULL;
    if (row->value)
        value = equals ? equals + 1 : next_value(reading, shown);
    if (row->value && !value)
        return false;
    return take(reading->request, row, value);
}

/* "-q", "-qv", "-j4", "-j 4" */
static bool read_letters(struct reading *reading, const char *letters)
{
    while (*letters) {
        const char shown[] = {'-', *letters, '\0'};
        const struct arg_row *row = NULL;
        for (size_t i = 0; i < reading->n; i++)
            if (reading->rows[i].letter == *letters)
                row = &reading->rows[i];
        if (!row)
            return complain_usage("-%s: no such option - see --help", letters) == EXIT_DONE;
        letters++;
        const char *value = NULL;
        if (row->value) {
            value = *letters ? letters : next_value(reading, shown);
            if (!value)
                return false;
            letters = "";
        }
        if (!take(reading->request, row, value))
            return false;
    }
    return true;
}

bool args_read(struct args_rest *rest, int argc, char **argv, const struct arg_row *rows, size_t n,
               void *request)
{
    struct reading reading = {.argc = argc, .argv = argv, .rows = rows, .n = n, .request = request};
    bool options = true;
    while (reading.next < argc) {
        const char *arg = argv[reading.next++];
        bool fine = true;
        if (!options || arg[0] != '-' || !arg[1])
            rest->item[rest->n++] = arg;
        else if (strcmp(arg, "--") == 0)
            options = false;
        else if (arg[1] == '-')
            fine = read_long(&reading, arg + 2);
        else
            fine = read_letters(&reading, arg + 1);
        if (!fine)
            return false;
    }
    return true;
}

void args_help(FILE *out, const struct arg_row *rows, size_t n)
{
    struct page page = {.out = out};
    for (size_t i = 0; i < n; i++) {
        char head[NAME_ROOM];
        char letter[] = "    ";
        if (rows[i].letter) {
            letter[0] = '-';
            letter[1] = rows[i].letter;
            letter[2] = ',';
        }
        (void)snprintf(head, sizeof head, "  %s--%s%s%s", letter, rows[i].name,
                       rows[i].value ? " " : "", rows[i].value ? rows[i].value : "");
        page_put(&page, head);
        if (page.column >= HELP_COLUMN)
            page_end_line(&page);
        page_to(&page, HELP_COLUMN);
        page_words(&page, HELP_COLUMN, rows[i].help);
        page_end_line(&page);
    }
}
