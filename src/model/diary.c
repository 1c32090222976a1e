/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a diary. */
#include "model/diary.h"

#include "base/text.h"

static const struct {
    const char *id, *words;
} symptoms[] = {
#define X(name, id, words) {id, words},
    SYMPTOM_LIST(X)
#undef X
};

const char *symptom_id(enum symptom symptom)
{
    return (unsigned)symptom < SYMPTOM_COUNT ? symptoms[symptom].id : "unknown";
}

const char *symptom_words(enum symptom symptom)
{
    return (unsigned)symptom < SYMPTOM_COUNT ? symptoms[symptom].words : "unknown";
}

bool symptom_find(enum symptom *symptom, const char *code)
{
    for (int i = 0; i < SYMPTOM_COUNT; i++) {
        if (text_equal_nocase(code, symptoms[i].id)) {
            *symptom = (enum symptom)i;
            return true;
        }
    }
    return false;
}

const char *pain_id(enum pain pain)
{
    static const char *const ids[] = {"pain_before", "pain_during", "pain_morning"};
    return (unsigned)pain < PAIN_COUNT ? ids[pain] : "unknown";
}
