/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How grave a symptom is, who may clear it, and the words in a note that have to be asked about. */
#ifndef JUDGE_PLAN_SYMPTOMS_H
#define JUDGE_PLAN_SYMPTOMS_H

#include "model/diary.h"

/* Levels of symptoms, as bits of what a day may have. */
enum plan_level { LEVEL_NONE, LEVEL_CONTACT, LEVEL_URGENT, LEVEL_EMERGENCY, LEVEL_COUNT };

/* All symptoms of a level, as bits. */
uint32_t plan_level_bits(enum plan_level level);

/* All that stop running. */
uint32_t plan_flag_bits(void);

/*
 * Which rows of the table of words stand in a note, as bits: whole words, any case, so many blanks
 * or hyphens between two words.
 *
 *   in    note  or NULL
 */
uint32_t plan_note_words(const char *note);

/* Whether a word was found of whose symptoms none is ticked. */
bool plan_note_open(uint32_t words, uint32_t symptoms);

/* The symptoms to ask about, as bits. */
uint32_t plan_note_asks(uint32_t words, uint32_t symptoms);

/* Whether a note has a word for a calf or its tendon: whole words, any case. It takes a cue back
 * and does nothing else, so that a word too many costs nothing. */
bool plan_note_calf(const char *note);

#endif
