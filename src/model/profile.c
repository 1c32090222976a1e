/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a profile. */
#include "model/profile.h"

#include <string.h>

#define X(name, id) id,
static const char *const injuries[] = {INJURY_LIST(X)};
static const char *const surgeries[] = {SURGERY_LIST(X)};
static const char *const clinicians[] = {CLINICIAN_LIST(X)};
#undef X

/* Its place in a list, or -1. */
static int find(const char *word, const char *const *list, int n)
{
    for (int i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0)
            return i;
    return -1;
}

const char *injury_id(enum injury injury)
{
    return (unsigned)injury < INJURY_COUNT ? injuries[injury] : "unknown";
}

const char *surgery_id(enum surgery surgery)
{
    return (unsigned)surgery < SURGERY_COUNT ? surgeries[surgery] : "unknown";
}

const char *clinician_id(enum clinician by)
{
    return (unsigned)by < CLINICIAN_COUNT ? clinicians[by] : "unknown";
}

bool injury_find(enum injury *injury, const char *word)
{
    int i = find(word, injuries, INJURY_COUNT);
    if (i >= 0)
        *injury = (enum injury)i;
    return i >= 0;
}

bool surgery_find(enum surgery *surgery, const char *word)
{
    int i = find(word, surgeries, SURGERY_COUNT);
    if (i >= 0)
        *surgery = (enum surgery)i;
    return i >= 0;
}

bool clinician_find(enum clinician *by, const char *word)
{
    int i = find(word, clinicians, CLINICIAN_COUNT);
    if (i >= 0)
        *by = (enum clinician)i;
    return i >= 0;
}
