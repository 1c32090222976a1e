/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of a form, by the type of what is told. */
#include "web/page_fields.h"

#include "web/page.h"

#include <string.h>

#define CHOICES_MOST 3  /* words that stand side by side; more are a list */
#define SCALE_MOST   10 /* steps of a scale that is pressed; a longer one is typed */

/* A field while it is written. */
struct writing {
    struct exchange *exchange;
    const struct told_field *field;
    const char *value, *why;
};

/* What the label says, and what stands below it: the meaning up to its ';', and the rest. */
static size_t label_of(const struct told_field *field)
{
    return strcspn(field->meaning, ";");
}

static bool has_hint(const struct told_field *field)
{
    return field->meaning[label_of(field)] != '\0';
}

const char *fields_label(struct exchange *exchange, const struct told_field *field)
{
    const char *meaning = field->meaning;
    return arena_print(&exchange->arena, "%c%.*s",
                       meaning[0] >= 'a' && meaning[0] <= 'z' ? meaning[0] - 'a' + 'A' : meaning[0],
                       (int)label_of(field) - 1, meaning + 1);
}

static void put_label(const struct writing *writing)
{
    html_text(writing->exchange, fields_label(writing->exchange, writing->field));
}

static void put_hint(const struct writing *writing)
{
    const char *rest = writing->field->meaning + label_of(writing->field);
    if (!*rest)
        return;
    html_print(writing->exchange, "<span class=\"hint\" id=\"%s-hint\">", writing->field->key);
    html_around(writing->exchange, "", rest + strspn(rest, "; "), "</span>");
}

/* What ties a control to its hint, and to what is wrong with it. */
static void put_ties(const struct writing *writing)
{
    const char *key = writing->field->key;
    bool hint = has_hint(writing->field);
    if (writing->why)
        html_put(writing->exchange, " aria-invalid=\"true\"");
    if (writing->why && hint)
        html_print(writing->exchange, " aria-describedby=\"%s-wrong %s-hint\"", key, key);
    else if (writing->why || hint)
        html_print(writing->exchange, " aria-describedby=\"%s-%s\"", key, hint ? "hint" : "wrong");
}

static void open_set(const struct writing *writing)
{
    html_print(writing->exchange, "<fieldset id=\"%s\"", writing->field->key);
    put_ties(writing);
    html_put(writing->exchange, "><legend>");
    put_label(writing);
    html_put(writing->exchange, "</legend>\n");
}

static void close_set(const struct writing *writing)
{
    put_hint(writing);
    html_wrong(writing->exchange, writing->field->key, writing->why);
    html_put(writing->exchange, "</fieldset>\n");
}

/* One of several that exclude each other. */
static void put_choice(const struct writing *writing, const char *value, const char *words)
{
    const char *key = writing->field->key, *id = value[0] ? value : "untold";
    html_print(writing->exchange,
               "<span><input type=\"radio\" id=\"%s-%s\" name=\"%s\" value=\"%s\"%s/>"
               "<label for=\"%s-%s\">",
               key, id, key, value,
               strcmp(value, writing->value) == 0 ? " checked=\"checked\"" : "", key, id);
    html_around(writing->exchange, "", words, "</label></span>\n");
}

/* 0 to 10, each as large as a thumb. */
static void put_scale(const struct writing *writing)
{
    char digits[16];
    open_set(writing);
    html_put(writing->exchange, "<div class=\"choices scale\">");
    for (int i = (int)writing->field->low; i <= (int)writing->field->high; i++) {
        (void)snprintf(digits, sizeof digits, "%d", i);
        put_choice(writing, digits, digits);
    }
    put_choice(writing, "", "not told");
    html_put(writing->exchange,
             "</div>\n<p class=\"hint ends\">0 is no pain, 10 the worst you can think of</p>");
    close_set(writing);
}

static const char *words_of(const struct told_word *word)
{
    return word->meaning ? word->meaning : word->word;
}

static void put_few(const struct writing *writing)
{
    open_set(writing);
    html_put(writing->exchange, "<div class=\"choices\">");
    for (size_t i = 0; i < writing->field->n_words; i++)
        put_choice(writing, writing->field->words[i].word, words_of(&writing->field->words[i]));
    put_choice(writing, "", "not told");
    html_put(writing->exchange, "</div>\n");
    close_set(writing);
}

const char *fields_words(struct exchange *exchange, const struct told_field *field,
                         const char *value)
{
    const char *all = "";
    if (!value[0])
        return "none";
    if (field->n_words == 0)
        return value;
    for (size_t n = 0; *value; value += n + (value[n] == ',')) {
        n = strcspn(value, ",");
        const char *one = arena_print(&exchange->arena, "%.*s", (int)n, value);
        for (size_t i = 0; i < field->n_words; i++)
            if (strcmp(field->words[i].word, one) == 0)
                one = words_of(&field->words[i]);
        all = arena_print(&exchange->arena, "%s%s%s", all, all[0] ? ", " : "", one);
    }
    return all;
}

static void open_field(const struct writing *writing)
{
    html_print(writing->exchange, "<div class=\"field\"><label for=\"%s\">", writing->field->key);
    put_label(writing);
    html_put(writing->exchange, "</label>");
}

static void close_field(const struct writing *writing)
{
    put_hint(writing);
    html_wrong(writing->exchange, writing->field->key, writing->why);
    html_put(writing->exchange, "</div>\n");
}

static void put_many(const struct writing *writing)
{
    open_field(writing);
    html_print(writing->exchange, "<select id=\"%s\" name=\"%s\"", writing->field->key,
               writing->field->key);
    put_ties(writing);
    html_put(writing->exchange, "><option value=\"\">not told</option>");
    for (size_t i = 0; i < writing->field->n_words; i++) {
        const struct told_word *word = &writing->field->words[i];
        html_print(writing->exchange, "<option value=\"%s\"%s>", word->word,
                   strcmp(word->word, writing->value) == 0 ? " selected=\"selected\"" : "");
        html_around(writing->exchange, "", words_of(word), "</option>");
    }
    html_put(writing->exchange, "</select>");
    close_field(writing);
}

/* Whether a code stands in "a,b,c". */
static bool is_ticked(const char *codes, const char *code)
{
    size_t n = strlen(code);
    for (const char *at = codes; (at = strstr(at, code)) != NULL; at += n)
        if ((at == codes || at[-1] == ',') && (at[n] == '\0' || at[n] == ','))
            return true;
    return false;
}

static void put_tick(const struct writing *writing, const char *code, const char *words)
{
    const char *key = writing->field->key;
    html_print(writing->exchange,
               "<p class=\"tick\"><input type=\"checkbox\" id=\"%s-%s\" name=\"%s\" "
               "value=\"%s\"%s/><label for=\"%s-%s\">",
               key, code, key, code, is_ticked(writing->value, code) ? " checked=\"checked\"" : "",
               key, code);
    html_around(writing->exchange, "", words, "</label></p>\n");
}

static void put_codes(const struct writing *writing)
{
    open_set(writing);
    for (size_t i = 0; i < writing->field->n_words; i++)
        put_tick(writing, writing->field->words[i].word, words_of(&writing->field->words[i]));
    put_tick(writing, "none", "none of these");
    close_set(writing);
}

static void put_input(const struct writing *writing, const char *more)
{
    open_field(writing);
    html_print(writing->exchange, "<input id=\"%s\" name=\"%s\"%s value=\"", writing->field->key,
               writing->field->key, more);
    html_around(writing->exchange, "", writing->value, "\"");
    put_ties(writing);
    html_put(writing->exchange, "/>");
    close_field(writing);
}

static void put_text(const struct writing *writing)
{
    open_field(writing);
    html_print(writing->exchange, "<textarea id=\"%s\" name=\"%s\" maxlength=\"%d\" rows=\"3\"",
               writing->field->key, writing->field->key, TOLD_TEXT_MOST);
    put_ties(writing);
    html_around(writing->exchange, ">", writing->value, "</textarea>");
    close_field(writing);
}

static bool is_scale(const struct told_field *field)
{
    return field->type == TOLD_WHOLE && field->high - field->low <= SCALE_MOST;
}

static void put_field(const struct writing *writing)
{
    switch (writing->field->type) {
    case TOLD_WORD:
        if (writing->field->n_words <= CHOICES_MOST)
            put_few(writing);
        else
            put_many(writing);
        break;
    case TOLD_CODES:
        put_codes(writing);
        break;
    case TOLD_DAY:
        put_input(writing, " type=\"date\"");
        break;
    case TOLD_WHOLE:
        if (is_scale(writing->field))
            put_scale(writing);
        else
            put_input(writing, " inputmode=\"numeric\" autocomplete=\"off\"");
        break;
    case TOLD_NUMBER:
        put_input(writing, " inputmode=\"decimal\" autocomplete=\"off\"");
        break;
    case TOLD_ZONE:
        put_input(writing, " placeholder=\"Europe/Oslo\" autocomplete=\"off\"");
        break;
    case TOLD_TEXT:
        put_text(writing);
        break;
    }
}

void fields_write(struct exchange *exchange, const struct fields *fields, enum record_kind kind)
{
    for (size_t i = 0; i < fields->table->n; i++) {
        const struct told_field *field = &fields->table->field[i];
        const struct writing writing = {exchange, field, fields->value[i], fields->why[i]};
        if (field->kind == kind && told_asked(fields->table, field))
            put_field(&writing);
    }
}

void fields_date(struct exchange *exchange, const char *value, const char *label, const char *why)
{
    html_around(exchange, "<div class=\"field short\"><label for=\"date\">", label, "</label>");
    html_around(exchange,
                "<input type=\"date\" id=\"date\" name=\"date\" required=\"required\" value=\"",
                value, "\"");
    html_put(exchange, why ? " aria-invalid=\"true\" aria-describedby=\"date-wrong\"/>" : "/>");
    html_wrong(exchange, "date", why);
    html_put(exchange, "</div>\n");
}
