/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Diary and sessions of a case file. */
#include "base/memory.h"
#include "base/text.h"
#include "flow/plan_field.h"

#include <string.h>

static enum bks_status read_pain(struct diary_entry *entry, const struct plan_object *of)
{
    enum bks_status status = BKS_OK;
    for (int i = 0; status == BKS_OK && i < PAIN_COUNT; i++) {
        const char *name = pain_id((enum pain)i);
        json_t *value = field_at(of, name);
        json_int_t pain = json_is_integer(value) ? json_integer_value(value) : -1;
        bool fine = pain >= 0 && pain <= PAIN_WORST;
        entry->pain[i] = fine ? (int32_t)pain : PAIN_MISSING;
        if (value && !fine)
            status = field_warn(of, "pain_not_valid", entry->day, name, value,
                                "is no whole number from 0 to 10; taken as missing");
    }
    return status;
}

static enum bks_status read_symptom(struct diary_entry *entry, const struct plan_object *of,
                                    const json_t *code)
{
    enum symptom symptom;
    if (!json_is_string(code) || !symptom_find(&symptom, json_string_value(code)))
        return field_warn(of, "symptom_unknown", entry->day, "symptoms", code,
                          "is no code of the list; it changes nothing");
    entry->symptoms |= SYMPTOM_BIT(symptom);
    return BKS_OK;
}

/* A list of codes; a single code is taken as a list of one. */
static enum bks_status read_symptoms(struct diary_entry *entry, const struct plan_object *of)
{
    json_t *list = field_at(of, "symptoms");
    enum bks_status status = BKS_OK;
    if (json_is_string(list))
        return read_symptom(entry, of, list);
    if (list && !json_is_array(list))
        return field_fault(of, "symptoms", "is no list of codes");
    for (size_t i = 0; status == BKS_OK && i < json_array_size(list); i++)
        status = read_symptom(entry, of, json_array_get(list, i));
    return status;
}

static enum bks_status read_stiffness(struct diary_entry *entry, const struct plan_object *of)
{
    json_t *value = field_at(of, "stiffness");
    const char *word = json_is_string(value) ? json_string_value(value) : "";
    entry->stiffer = text_equal_nocase(word, "increased");
    if (!value || entry->stiffer || text_equal_nocase(word, "none") ||
        text_equal_nocase(word, "usual"))
        return BKS_OK;
    return field_warn(of, "answer_unclear", entry->day, "stiffness", value,
                      "is none of none, usual, increased; taken as missing");
}

static enum bks_status read_note(struct diary_entry *entry, const struct plan_object *of)
{
    json_t *value = field_at(of, "note");
    if (!value)
        return BKS_OK;
    if (!json_is_string(value))
        return field_warn(of, "note_not_text", entry->day, "note", value, "is no text; left out");
    size_t n = json_string_length(value);
    entry->note = memory_new(n + 1, 1);
    if (!entry->note)
        return BKS_NO_MEMORY;
    memcpy(entry->note, json_string_value(value), n);
    for (size_t i = 0; i < n; i++)
        if (!entry->note[i])
            entry->note[i] = ' ';
    return BKS_OK;
}

static enum bks_status read_entry(struct diary_entry *entry, const struct plan_object *of)
{
    enum bks_status status = read_pain(entry, of);
    entry->note_checked = field_yes(of, "note_checked");
    if (status == BKS_OK)
        status = read_symptoms(entry, of);
    if (status == BKS_OK)
        status = read_stiffness(entry, of);
    if (status == BKS_OK)
        status = field_maybe(&entry->flare, of, "flare", entry->day);
    if (status == BKS_OK)
        status = field_maybe(&entry->painkiller, of, "painkiller", entry->day);
    return status == BKS_OK ? read_note(entry, of) : status;
}

enum bks_status plan_diary_read(struct plan_case *out, const struct plan_object *root)
{
    json_t *list;
    void *items;
    enum bks_status status = field_list(&list, &items, sizeof(struct diary_entry), root, "diary");
    out->diary = status == BKS_OK ? items : NULL;
    for (size_t i = 0; status == BKS_OK && i < json_array_size(list); i++) {
        struct plan_object of;
        int32_t day;
        status = field_item(&of, &day, list, i, root, "diary");
        if (status != BKS_OK || day > out->today)
            continue;
        struct diary_entry *entry = &out->diary[out->n_diary++];
        entry->day = day;
        status = read_entry(entry, &of);
    }
    return status;
}

static enum bks_status read_session(struct plan_session *session, const struct plan_object *of)
{
    json_t *walk = field_at(of, "walk_s");
    enum bks_status status = field_seconds(&session->run_s, of, "run_s");
    if (status == BKS_OK && json_is_number(walk))
        status = field_seconds(&session->walk_s, of, "walk_s");
    else if (status == BKS_OK && walk)
        status = field_warn(of, "walk_not_valid", session->day, "walk_s", walk,
                            "is no number of seconds; taken as missing");
    if (status == BKS_OK)
        status = field_maybe(&session->form_faded, of, "form_faded", session->day);
    return status;
}

enum bks_status plan_sessions_read(struct plan_case *out, const struct plan_object *root)
{
    json_t *list;
    void *items;
    enum bks_status status =
        field_list(&list, &items, sizeof(struct plan_session), root, "sessions");
    out->sessions = status == BKS_OK ? items : NULL;
    for (size_t i = 0; status == BKS_OK && i < json_array_size(list); i++) {
        struct plan_object of;
        int32_t day;
        status = field_item(&of, &day, list, i, root, "sessions");
        if (status != BKS_OK || day > out->today)
            continue;
        struct plan_session *session = &out->sessions[out->n_sessions++];
        session->day = day;
        status = read_session(session, &of);
    }
    return status;
}
