/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the form facts share. */
#ifndef FLOW_FORM_BOOK_H
#define FLOW_FORM_BOOK_H

#include "flow/form_facts.h"

/* Sessions that stay as they were kept. */
enum form_kept { KEPT_LATEST, KEPT_FIRST, KEPT_SECOND, KEPT_COUNT };

struct form_book {
    struct form_facts facts; /* points to what follows */
    struct arena arena;      /* texts and lists */
    struct runner runner;
    struct told_latest profile;
    struct plan_case from;
    struct course course;
    struct form form;
    struct form_decision decision[FORM_DECISIONS];
    struct kept_session *kept[KEPT_COUNT];
    int32_t first; /* day of the period */
};

/* Sessions of the period, each measure by weeks, the picture, the pair. ends: as the store */
enum bks_status form_book_sessions(struct form_book *book, struct store *store,
                                   const struct form_wish *wish, struct bks_fault *fault) BKS_CHECK;

/* Decisions and diary entries; ends: as the store. */
enum bks_status form_book_told(struct form_book *book, struct store *store,
                               struct bks_fault *fault) BKS_CHECK;

/* What did not agree; where there is no room, the arena has failed. */
void form_book_conflicts(struct form_book *book);

/* ends: BKS_NO_MEMORY, with *fault told */
enum bks_status form_book_short(struct bks_fault *fault) BKS_CHECK;

#endif
