/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Symptoms by level, and the words of a note. Levels: Finucane 2020 (IFOMPT), seed 004. */
#include "judge/plan_symptoms.h"

static const enum plan_level levels[SYMPTOM_COUNT] = {
    [SYMPTOM_SADDLE_NUMBNESS] = LEVEL_EMERGENCY,
    [SYMPTOM_BLADDER_CHANGE] = LEVEL_EMERGENCY,
    [SYMPTOM_BOWEL_CHANGE] = LEVEL_EMERGENCY,
    [SYMPTOM_SEXUAL_CHANGE] = LEVEL_EMERGENCY,
    [SYMPTOM_LEG_WEAKNESS] = LEVEL_EMERGENCY,
    [SYMPTOM_BOTH_LEGS] = LEVEL_EMERGENCY,
    [SYMPTOM_MAJOR_TRAUMA] = LEVEL_EMERGENCY,
    [SYMPTOM_CHEST_PAIN] = LEVEL_EMERGENCY,
    [SYMPTOM_FEVER] = LEVEL_URGENT,
    [SYMPTOM_WEIGHT_LOSS] = LEVEL_URGENT,
    [SYMPTOM_NIGHT_PAIN] = LEVEL_URGENT,
    [SYMPTOM_CANCER_HISTORY] = LEVEL_URGENT,
    [SYMPTOM_BACK_DEFORMITY] = LEVEL_URGENT,
    [SYMPTOM_SUDDEN_PAIN] = LEVEL_URGENT,
    [SYMPTOM_WOUND_PROBLEM] = LEVEL_URGENT,
    [SYMPTOM_SHARP_PAIN] = LEVEL_CONTACT,
    [SYMPTOM_RADIATING_PAIN] = LEVEL_CONTACT,
    [SYMPTOM_NUMBNESS_ONE_LEG] = LEVEL_CONTACT,
};

#define BIT(name) SYMPTOM_BIT(SYMPTOM_##name)
#define NUMB      (BIT(SADDLE_NUMBNESS) | BIT(NUMBNESS_ONE_LEG) | BIT(BOTH_LEGS))
#define SADDLE    BIT(SADDLE_NUMBNESS)
#define BLADDER   (BIT(BLADDER_CHANGE) | BIT(BOWEL_CHANGE))
#define BOWEL     BIT(BOWEL_CHANGE)
#define FEVER     BIT(FEVER)
#define WEAK      (BIT(LEG_WEAKNESS) | BIT(BOTH_LEGS))

/* Rows: a word, a blank for what stands between two, and the symptoms it may mean. */
static const struct {
    const char *word;
    uint32_t asks;
} words[] = {
    {"numb", NUMB},
    {"numbness", NUMB},
    {"tingling", NUMB},
    {"pins and needles", NUMB},
    {"saddle", SADDLE},
    {"groin", SADDLE},
    {"genitals", SADDLE},
    {"pee", BLADDER},
    {"peeing", BLADDER},
    {"wee", BLADDER},
    {"weeing", BLADDER},
    {"urine", BLADDER},
    {"bladder", BLADDER},
    {"incontinent", BLADDER},
    {"incontinence", BLADDER},
    {"bowel", BOWEL},
    {"bowels", BOWEL},
    {"fever", FEVER},
    {"feverish", FEVER},
    {"weak leg", WEAK},
    {"weak legs", WEAK},
    {"weakness", WEAK},
    {"foot drop", WEAK},
};

#define N_WORDS (sizeof words / sizeof words[0])
_Static_assert(N_WORDS <= 32, "the rows are bits of 32");

uint32_t plan_level_bits(enum plan_level level)
{
    uint32_t bits = 0;
    for (int i = 0; i < SYMPTOM_COUNT; i++)
        if (levels[i] == level)
            bits |= SYMPTOM_BIT(i);
    return bits;
}

uint32_t plan_flag_bits(void)
{
    return plan_level_bits(LEVEL_CONTACT) | plan_level_bits(LEVEL_URGENT) |
           plan_level_bits(LEVEL_EMERGENCY);
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Letters and digits make a word; every other byte ends one, so that no kind of quote hides it. */
static bool in_word(char c)
{
    return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

static bool is_between(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '-' || (unsigned char)c >= 0x80;
}

/* Whether that word stands at p, which begins a word. */
static bool stands_at(const char *p, const char *word)
{
    for (; *word; word++) {
        if (*word != ' ') {
            if (lower(*p++) != *word)
                return false;
            continue;
        }
        if (!is_between(*p))
            return false;
        while (is_between(*p))
            p++;
    }
    return !in_word(*p);
}

uint32_t plan_note_words(const char *note)
{
    uint32_t found = 0;
    if (!note)
        return 0;
    for (const char *p = note; *p; p++) {
        if (!in_word(*p) || (p > note && in_word(p[-1])))
            continue;
        for (size_t i = 0; i < N_WORDS; i++)
            if (stands_at(p, words[i].word))
                found |= UINT32_C(1) << i;
    }
    return found;
}

bool plan_note_calf(const char *note)
{
    static const char *const names[] = {"calf", "calves", "achilles"};
    for (const char *p = note; p && *p; p++)
        for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
            if (in_word(*p) && (p == note || !in_word(p[-1])) && stands_at(p, names[i]))
                return true;
    return false;
}

uint32_t plan_note_asks(uint32_t found, uint32_t symptoms)
{
    uint32_t asks = 0;
    for (size_t i = 0; i < N_WORDS; i++)
        if ((found >> i & 1) && !(words[i].asks & symptoms))
            asks |= words[i].asks;
    return asks;
}

bool plan_note_open(uint32_t found, uint32_t symptoms)
{
    return plan_note_asks(found, symptoms) != 0;
}
