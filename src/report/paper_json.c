/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A paper as JSON: each section and each block under its id, in the order of the paper. */
#include "report/paper.h"

#include "model/day.h"
#include "report/json_writer.h"

#define SCHEMA_VERSION 1

static void words_json(struct json_writer *json, const struct paper_block *block)
{
    json_text(json, block->text);
}

static void box_json(struct json_writer *json, const struct paper_block *block)
{
    json_open(json, '{');
    json_key_text(json, "title", block->title);
    json_key_text(json, "text", block->text);
    json_close(json, '}');
}

static void list_json(struct json_writer *json, const struct paper_block *block)
{
    json_open(json, '[');
    for (size_t i = 0; i < block->n; i++)
        json_text(json, block->item[i]);
    json_close(json, ']');
}

static void numbers_json(struct json_writer *json, const struct paper_block *block)
{
    json_open(json, '{');
    for (size_t i = 0; i < block->n; i++) {
        const struct paper_number *number = &block->number[i];
        json_key(json, number->key);
        json_open(json, '{');
        json_key_text(json, "label", number->label);
        figure_json_members(json, &number->now);
        json_key_text(json, "unit", number->now.unit);
        json_key_text(json, "note", number->note);
        json_close(json, '}');
    }
    json_close(json, '}');
}

static void row_json(struct json_writer *json, const struct paper_block *block, size_t row)
{
    json_open(json, '{');
    for (size_t i = 0; i < block->n_columns; i++) {
        json_key(json, block->column[i].key);
        figure_json(json, &block->cell[row * block->n_columns + i]);
    }
    json_close(json, '}');
}

static void table_json(struct json_writer *json, const struct paper_block *block)
{
    json_open(json, '{');
    json_key_text(json, "caption", block->caption);
    json_key(json, "columns");
    json_open(json, '{');
    for (size_t i = 0; i < block->n_columns; i++)
        json_key_text(json, block->column[i].key, block->column[i].label);
    json_close(json, '}');
    json_key(json, "rows");
    json_open(json, '[');
    for (size_t i = 0; i < block->n_rows; i++)
        row_json(json, block, i);
    json_close(json, ']');
    json_close(json, '}');
}

static void chart_json(struct json_writer *json, const struct paper_block *block)
{
    json_open(json, '{');
    json_key_text(json, "title", block->chart->title ? block->chart->title : "");
    json_key_text(json, "alt", block->chart->alt ? block->chart->alt : "");
    json_close(json, '}');
}

/* Kinds without a row say nothing of their own. */
static void (*const blocks[])(struct json_writer *json, const struct paper_block *block) = {
    [PAPER_TEXT] = words_json,      [PAPER_BOX] = box_json,     [PAPER_LIST] = list_json,
    [PAPER_NUMBERS] = numbers_json, [PAPER_TABLE] = table_json, [PAPER_CHART] = chart_json,
};

static void keyed_blocks(struct json_writer *json, const struct paper_block *block, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t kind = block[i].kind;
        if (!block[i].id || kind >= sizeof blocks / sizeof blocks[0] || !blocks[kind])
            continue;
        json_key(json, block[i].id);
        blocks[kind](json, &block[i]);
    }
}

/* What stands under no id, so that nothing of the paper is lost. */
static void other_blocks(struct json_writer *json, const struct paper_block *block, size_t n)
{
    bool open = false;
    for (size_t i = 0; i < n; i++) {
        size_t kind = block[i].kind;
        if (block[i].id || kind >= sizeof blocks / sizeof blocks[0] || !blocks[kind])
            continue;
        if (!open) {
            json_key(json, "texts");
            json_open(json, '[');
        }
        open = true;
        blocks[kind](json, &block[i]);
    }
    if (open)
        json_close(json, ']');
}

/* From a section, or from the start of the paper, up to the next section. */
static size_t section_length(const struct paper *paper, size_t from)
{
    size_t n = 1;
    while (from + n < paper->n && paper->block[from + n].kind != PAPER_SECTION)
        n++;
    return n;
}

static void section_json(struct json_writer *json, const struct paper_block *block, size_t n)
{
    bool named = block->kind == PAPER_SECTION;
    json_key(json, named && block->id ? block->id : "top");
    json_open(json, '{');
    json_key_text(json, "title", named ? block->text : "");
    keyed_blocks(json, block + named, n - named);
    other_blocks(json, block + named, n - named);
    json_close(json, '}');
}

static void about_json(struct json_writer *json, const struct paper_about *about)
{
    char iso[DAY_ROOM];
    json_key(json, "schema_version");
    json_count(json, SCHEMA_VERSION);
    json_key(json, "tool");
    json_open(json, '{');
    json_key_text(json, "name", "backstride");
    json_key_text(json, "version", about->version);
    json_close(json, '}');
    json_key_text(json, "title", about->title);
    json_key_text(json, "subject", about->subject);
    json_key_text(json, "language", about->language);
    json_key(json, "day");
    if (about->day == NO_DAY)
        json_none(json);
    else
        json_text(json, day_iso(iso, about->day));
    json_key_text(json, "footer", about->footer);
}

enum bks_status paper_json(const struct paper *paper, FILE *out)
{
    enum bks_status status = paper_status(paper);
    if (status)
        return status;
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    about_json(&json, &paper->about);
    json_key(&json, "sections");
    json_open(&json, '{');
    for (size_t i = 0, n; i < paper->n; i += n) {
        n = section_length(paper, i);
        section_json(&json, &paper->block[i], n);
    }
    json_close(&json, '}');
    json_close(&json, '}');
    return json_end(&json);
}
