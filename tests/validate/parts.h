/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the validation: one function a claim, each a row of the table in main.c. */
#ifndef VALIDATE_PARTS_H
#define VALIDATE_PARTS_H

#include "validate/findings.h"

void part_cadence_treadmill(struct findings *findings);
void part_cadence_sacrum(struct findings *findings);
void part_oscillation_sacrum(struct findings *findings);
void part_octave(struct findings *findings);
void part_octave_real(struct findings *findings);
void part_oscillation_sim(struct findings *findings);
void part_steps(struct findings *findings);
void part_bouts(struct findings *findings);
void part_not_running(struct findings *findings);
void part_intervals(struct findings *findings);
void part_place(struct findings *findings);
void part_contact_sacrum(struct findings *findings);
void part_contact_model(struct findings *findings);
void part_events(struct findings *findings);
void part_contact_sim(struct findings *findings);
void part_asymmetry(struct findings *findings);
void part_side(struct findings *findings);
void part_stiffness(struct findings *findings);
void part_overstriding(struct findings *findings);
void part_flags(struct findings *findings);
void part_form_intervals(struct findings *findings);

#endif
