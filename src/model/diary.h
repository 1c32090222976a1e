/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the runner wrote down of a day, and what was recorded of a session. */
#ifndef MODEL_DIARY_H
#define MODEL_DIARY_H

#include "backstride/analysis.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(NAME, code in a case file, in everyday words) */
#define SYMPTOM_LIST(X)                                                                      \
    X(SADDLE_NUMBNESS, "saddle_numbness",                                                    \
      "numbness or tingling between the legs or around the "                                 \
      "buttocks")                                                                            \
    X(BLADDER_CHANGE, "bladder_change", "a change in passing or holding urine")              \
    X(BOWEL_CHANGE, "bowel_change", "a change in bowel control")                             \
    X(SEXUAL_CHANGE, "sexual_change", "a change in genital or sexual feeling")               \
    X(LEG_WEAKNESS, "leg_weakness", "new or worse weakness in a leg or foot")                \
    X(BOTH_LEGS, "both_legs", "pain, tingling, numbness or weakness in both legs")           \
    X(MAJOR_TRAUMA, "major_trauma", "a serious fall or accident")                            \
    X(CHEST_PAIN, "chest_pain", "chest pain")                                                \
    X(FEVER, "fever", "a high temperature")                                                  \
    X(WEIGHT_LOSS, "weight_loss", "losing weight without trying")                            \
    X(NIGHT_PAIN, "night_pain", "pain that is worse at night or not eased by rest")          \
    X(CANCER_HISTORY, "cancer_history_new_pain", "new pain after a cancer in the past")      \
    X(BACK_DEFORMITY, "back_deformity", "a lump, a swelling or a changed shape of the back") \
    X(SUDDEN_PAIN, "sudden_pain_osteoporosis", "sudden pain with thin bones or steroid use") \
    X(WOUND_PROBLEM, "wound_problem", "redness, discharge or another change at the wound")   \
    X(SHARP_PAIN, "sharp_pain", "sharp pain")                                                \
    X(RADIATING_PAIN, "radiating_pain", "pain that runs down from the back")                 \
    X(NUMBNESS_ONE_LEG, "numbness_one_leg", "numbness in one leg")                           \
    X(MUSCLE_FATIGUE, "muscle_fatigue", "tired muscles")                                     \
    X(TIGHTNESS, "tightness", "tightness")

/* clang-format off */
#define X(name, id, words) SYMPTOM_##name,
enum symptom { SYMPTOM_LIST(X) SYMPTOM_COUNT };
#undef X
/* clang-format on */
_Static_assert(SYMPTOM_COUNT <= 32, "a day's symptoms are bits of 32");

#define SYMPTOM_BIT(symptom) (UINT32_C(1) << (symptom))

enum pain { PAIN_BEFORE, PAIN_DURING, PAIN_MORNING, PAIN_COUNT };

#define PAIN_MISSING (-1)
#define PAIN_WORST   10

/* One entry; a day may have several. */
struct diary_entry {
    int32_t day;
    int32_t pain[PAIN_COUNT]; /* 0 .. 10; anything else is missing. PAIN_MORNING: of that morning */
    uint32_t symptoms;        /* SYMPTOM_BIT of each */
    bool flare, stiffer, painkiller, note_checked; /* stiffer: "increased" */
    bool hills, calf;                              /* of a history only; calf: pain there */
    char *note;                                    /* NUL-terminated, or NULL */
};

/*
 * How the running of one recording was; all zero where nothing was measured, as in a case file. It
 * may choose a cue and a note for the physio, and never changes a stage.
 */
struct plan_form {
    bool ok; /* the recording is good enough for this to count */
    enum bks_placement placement;
    /* Of all its running; what is null, or not above 0, is not known. spm, mm, %, mm */
    struct bks_measure cadence, bounce, asymmetry, sway;
    unsigned flags;    /* 1u << enum bks_flag_id of each that was raised, and is not unclear */
    bool bounce_faded; /* form faded by its bounce; false: by its steps, or nobody knows */
};

/* One recording. run_s <= 0: a walk. */
struct plan_session {
    int32_t day;
    int64_t run_s, walk_s; /* whole seconds; walk_s 0 where not known */
    bool form_faded;
    struct plan_form form;
};

/* Code and words of a symptom; "unknown" outside the list. Static. */
const char *symptom_id(enum symptom symptom);
const char *symptom_words(enum symptom symptom);

/* The symptom with that code, in any case; false where there is none. */
bool symptom_find(enum symptom *symptom, const char *code);

/* The name of a pain in a case file. Static. */
const char *pain_id(enum pain pain);

#endif
