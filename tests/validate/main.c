/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * backstride-validate: measures what backstride claims, on recordings with truth and on simulated
 * ones, and prints the table of accuracy.
 *
 *   backstride-validate [--markdown] [PART...]
 *
 * Recordings that are not there are passed over with a word.
 */
#include "support/outcome.h"
#include "validate/parts.h"

#include <stdio.h>
#include <string.h>

/* To add one: write its function, declare it in parts.h, add its row here. */
static const struct {
    const char *name;
    void (*run)(struct findings *findings);
} parts[] = {
    {"cadence-treadmill", part_cadence_treadmill},
    {"cadence-sacrum", part_cadence_sacrum},
    {"oscillation-sacrum", part_oscillation_sacrum},
    {"steps", part_steps},
    {"octave-real", part_octave_real},
    {"bouts", part_bouts},
    {"not-running", part_not_running},
    {"octave", part_octave},
    {"oscillation-sim", part_oscillation_sim},
    {"intervals", part_intervals},
    {"place", part_place},
    {"contact-sacrum", part_contact_sacrum},
    {"contact-model", part_contact_model},
    {"events", part_events},
    {"contact-sim", part_contact_sim},
    {"asymmetry", part_asymmetry},
    {"side", part_side},
    {"stiffness", part_stiffness},
    {"overstriding", part_overstriding},
    {"flags", part_flags},
    {"form-intervals", part_form_intervals},
};

#define N_PARTS (sizeof parts / sizeof *parts)

static int help(FILE *out, int status)
{
    fprintf(out, "usage: backstride-validate [--markdown] [PART...]\nparts:");
    for (size_t i = 0; i < N_PARTS; i++)
        fprintf(out, " %s", parts[i].name);
    fprintf(out, "\n");
    return status;
}

/* Marks the part of a name; false where there is none. */
static bool want(bool wanted[N_PARTS], const char *name)
{
    for (size_t i = 0; i < N_PARTS; i++)
        if (strcmp(parts[i].name, name) == 0)
            return wanted[i] = true;
    return false;
}

int main(int argc, char **argv)
{
    bool wanted[N_PARTS] = {false}, markdown = false, some = false;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--help") == 0)
            return help(stdout, 0);
        if (strcmp(argv[i], "--markdown") == 0)
            markdown = true;
        else if (want(wanted, argv[i]))
            some = true;
        else
            return help(stderr, 2);
    }
    struct findings findings;
    findings_start(&findings, stdout, markdown);
    for (size_t i = 0; i < N_PARTS; i++)
        if (!some || wanted[i])
            parts[i].run(&findings);
    findings_end(&findings);
    outcome_end();
    return findings.reached == findings.asked ? 0 : 1;
}
