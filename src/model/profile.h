/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who runs, and what a clinician said of it. Days as in model/day.h; NO_DAY where not known. */
#ifndef MODEL_PROFILE_H
#define MODEL_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* X(NAME, word in a case file) */
#define INJURY_LIST(X)                          \
    X(UNKNOWN, "unknown")                       \
    X(NONSPECIFIC, "nonspecific")               \
    X(MILD_SPRAIN, "mild_sprain")               \
    X(SIGNIFICANT_SPRAIN, "significant_sprain") \
    X(MILD_DISC, "mild_disc")                   \
    X(SEVERE_DISC, "severe_disc")               \
    X(LEG_NERVE, "leg_nerve")

#define SURGERY_LIST(X)                     \
    X(NONE, "none")                         \
    X(DECOMPRESSION, "decompression")       \
    X(FUSION, "fusion")                     \
    X(FUSION_MI, "fusion_mi")               \
    X(DISC_REPLACEMENT, "disc_replacement") \
    X(OTHER, "other_surgery")

/* OTHER is any other clinician: stored, and clears nobody. */
#define CLINICIAN_LIST(X)     \
    X(OTHER, "other")         \
    X(SURGEON, "surgeon")     \
    X(PHYSICIAN, "physician") \
    X(PHYSIO, "physio")

/* clang-format off */
#define X(name, id) INJURY_##name,
enum injury { INJURY_LIST(X) INJURY_COUNT };
#undef X
#define X(name, id) SURGERY_##name,
enum surgery { SURGERY_LIST(X) SURGERY_COUNT };
#undef X
#define X(name, id) BY_##name,
enum clinician { CLINICIAN_LIST(X) CLINICIAN_COUNT };
#undef X
/* clang-format on */

struct clearance {
    int32_t day; /* NO_DAY: there is none */
    enum clinician by;
    int32_t run_from; /* or NO_DAY */
};

/* The three answers before the first run. */
struct readiness {
    int32_t day;                    /* NO_DAY: never answered */
    bool walk30, daily, bodyweight; /* false: no, or not answered */
};

/* A clinician saw the runner after a flag. */
struct review {
    int32_t day;
    enum clinician by;
};

#define GOAL_DEFAULT_MIN 30

struct profile {
    enum injury injury;
    enum surgery surgery;
    int32_t event_day; /* surgery or onset, or NO_DAY */
    struct clearance clearance;
    struct readiness readiness;
    struct review *reviews; /* [n_reviews] in any order */
    size_t n_reviews;
    int64_t goal_minutes; /* as given */
};

/* The word of each; "unknown" outside the list. Static. */
const char *injury_id(enum injury injury);
const char *surgery_id(enum surgery surgery);
const char *clinician_id(enum clinician by);

/* The member of a list with that word; false where none has it. */
bool injury_find(enum injury *injury, const char *word);
bool surgery_find(enum surgery *surgery, const char *word);
bool clinician_find(enum clinician *by, const char *word);

#endif
