/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Giving back a case. */
#include "model/plan_case.h"

#include "base/memory.h"

void plan_case_clear(struct plan_case *from)
{
    for (size_t i = 0; i < from->n_diary; i++)
        memory_free(from->diary[i].note);
    memory_free(from->profile.reviews);
    memory_free(from->diary);
    memory_free(from->sessions);
    memory_free(from->warnings);
    *from = (struct plan_case){.today = NO_DAY};
}
