/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a runner told, shown. */
#include "report/told.h"

#include "base/text.h"
#include "report/page.h"
#include "store/store.h"

#include <string.h>

#define COLUMN_MEANING 24
#define COLUMN_WORD    6
#define COLUMN_VALUES  12

static void put_words(struct page *page, const struct told_field *field)
{
    for (size_t i = 0; i < field->n_words; i++) {
        page_to(page, COLUMN_WORD);
        page_put(page, field->words[i].word);
        if (field->words[i].meaning) {
            page_put(page, "  ");
            page_to(page, COLUMN_MEANING + COLUMN_WORD);
            page_words(page, COLUMN_MEANING + COLUMN_WORD, field->words[i].meaning);
        }
        page_end_line(page);
    }
}

static bool explains(const struct told_field *field)
{
    for (size_t i = 0; i < field->n_words; i++)
        if (field->words[i].meaning)
            return true;
    return false;
}

void told_help(FILE *out, const struct told_table *table)
{
    struct page page = {.out = out};
    for (size_t i = 0; i < table->n; i++) {
        const struct told_field *field = &table->field[i];
        char allowed[TOLD_WHY_ROOM], line[TOLD_WHY_ROOM + 256];
        told_allowed(allowed, field);
        (void)snprintf(line, sizeof line, "%s%s%s", field->meaning, explains(field) ? "" : ": ",
                       explains(field) ? "" : allowed);
        page_to(&page, PAGE_INDENT);
        page_put(&page, field->key);
        page_put(&page, " ");
        page_to(&page, COLUMN_MEANING);
        page_words(&page, COLUMN_MEANING, line);
        page_end_line(&page);
        if (explains(field))
            put_words(&page, field);
    }
}

enum bks_status told_show(const struct told_latest *latest, struct bks_text_style style, FILE *out)
{
    struct page page = {.out = out, .style = style};
    size_t shown = 0;
    for (size_t i = 0; i < latest->table->n; i++) {
        const struct told_field *field = &latest->table->field[i];
        if (!latest->value[i])
            continue;
        page_to(&page, PAGE_INDENT);
        page_put(&page, field->key);
        page_to(&page, COLUMN_MEANING);
        page_words(&page, COLUMN_MEANING, latest->value[i]);
        page_end_line(&page);
        shown++;
    }
    if (shown == 0) {
        page_put(&page, "  nothing yet");
        page_end_line(&page);
    }
    return ferror(out) ? BKS_CANNOT_WRITE : BKS_OK;
}

/* As its type says: a number, a list of codes, or a text. */
static void put_value(struct json_writer *json, const struct told_field *field, const char *value)
{
    double number;
    bool is_number = field && (field->type == TOLD_WHOLE || field->type == TOLD_NUMBER);
    if (is_number && text_is_number(&number, value)) {
        json_exact(json, number);
        return;
    }
    if (!field || field->type != TOLD_CODES) {
        json_text(json, value);
        return;
    }
    json_open(json, '[');
    while (*value) {
        char code[64];
        size_t n = strcspn(value, ",");
        (void)snprintf(code, sizeof code, "%.*s", n > 63 ? 63 : (int)n, value);
        json_text(json, code);
        value += n + (value[n] == ',');
    }
    json_close(json, ']');
}

static void show_kind(struct json_writer *json, const struct told_latest *latest,
                      enum record_kind kind)
{
    for (size_t i = 0; i < latest->table->n; i++) {
        const struct told_field *field = &latest->table->field[i];
        if (field->kind != kind || !latest->value[i])
            continue;
        json_key(json, field->name);
        put_value(json, field, latest->value[i]);
    }
}

void told_show_json(struct json_writer *json, const struct told_latest *latest)
{
    static const enum record_kind nested[] = {RECORD_CLEARANCE, RECORD_READINESS};
    show_kind(json, latest, RECORD_PROFILE);
    for (size_t i = 0; i < sizeof nested / sizeof nested[0]; i++) {
        json_key(json, record_kind_id(nested[i]));
        json_open(json, '{');
        show_kind(json, latest, nested[i]);
        json_close(json, '}');
    }
}

void told_line(const struct record *record, struct bks_text_style style, FILE *out)
{
    struct page page = {.out = out, .style = style};
    page_put(&page, record->day);
    for (size_t i = 0; i < record->n; i++) {
        char part[TOLD_VALUE_ROOM + RECORD_KEY_ROOM + 4];
        (void)snprintf(part, sizeof part, "%s %s%s", record->value[i].key,
                       record->value[i].value[0] ? record->value[i].value : "none",
                       i + 1 < record->n ? ";" : "");
        page_to(&page, COLUMN_VALUES);
        if (page.column > COLUMN_VALUES)
            page_put(&page, " ");
        page_words(&page, COLUMN_VALUES, part);
    }
    page_end_line(&page);
}

void told_line_json(struct json_writer *json, const struct told_table *table,
                    const struct record *record, bool kind)
{
    json_open(json, '{');
    json_key(json, "id");
    json_whole(json, record->id);
    if (kind)
        json_key_text(json, "kind", record_kind_id(record->kind));
    json_key_text(json, "date", record->day);
    for (size_t i = 0; i < record->n; i++) {
        json_key(json, record->value[i].key);
        put_value(json, told_named(table, record->kind, record->value[i].key),
                  record->value[i].value);
    }
    json_close(json, '}');
}
