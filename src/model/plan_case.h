/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that the plan is made from: a profile, a diary, sessions, and the day it is asked for. */
#ifndef MODEL_PLAN_CASE_H
#define MODEL_PLAN_CASE_H

#include "model/day.h"
#include "model/diary.h"
#include "model/profile.h"

#define PLAN_WARNING_ROOM 176

/* What was left out of a case, in words. */
struct plan_warning {
    const char *id; /* static */
    char text[PLAN_WARNING_ROOM];
};

struct plan_case {
    int32_t today;
    struct profile profile;
    struct diary_entry *diary; /* [n_diary] in any order */
    size_t n_diary;
    struct plan_session *sessions; /* [n_sessions] in any order */
    size_t n_sessions;
    struct plan_warning *warnings; /* [n_warnings] sorted by text, none twice */
    size_t n_warnings, warning_room;
};

/* Gives back what it holds. */
void plan_case_clear(struct plan_case *from);

#endif
