/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Flags and recordings of a period, counted together. */
#include "judge/form.h"

#include <math.h>
#include <string.h>

static void count_flags(struct form_flag all[BKS_FLAG_COUNT], const struct form_session *session)
{
    for (size_t i = 0; i < session->n_flags; i++) {
        struct form_flag *flag = &all[session->flag[i].id];
        if (flag->sessions == 0)
            flag->first = session->day;
        flag->latest = &session->flag[i];
        flag->last = session->day;
        flag->sessions++;
    }
}

size_t form_flags(struct form_flag flags[BKS_FLAG_COUNT], const struct form *form, int32_t since)
{
    struct form_flag all[BKS_FLAG_COUNT] = {{.sessions = 0}};
    size_t n = 0;
    for (size_t i = 0; i < form->n_sessions; i++)
        count_flags(all, &form->session[i]);
    for (int level = 0; level < BKS_FLAG_LEVEL_COUNT; level++)
        for (int id = 0; id < BKS_FLAG_COUNT; id++)
            if (all[id].sessions > 0 && all[id].last >= since &&
                all[id].latest->level == (enum bks_flag_level)level)
                flags[n++] = all[id];
    return n;
}

static bool same(const struct form_session *a, const struct form_session *b)
{
    return a->source == b->source && a->placement == b->placement &&
           a->placement_source == b->placement_source && strcmp(a->device, b->device) == 0 &&
           strcmp(a->format, b->format) == 0;
}

static void take(struct form_group *group, const struct form_session *session)
{
    group->sessions++;
    group->left_out += session->left_out != NULL;
    group->verdict[session->verdict]++;
    if (session->rate_hz > 0) {
        group->rate_low_hz = fmin(group->rate_low_hz, session->rate_hz);
        group->rate_high_hz = fmax(group->rate_high_hz, session->rate_hz);
    }
    group->gap_s += session->gap_s;
    group->clipped_most_percent = fmax(group->clipped_most_percent, session->clipped_percent);
    if (isnan(group->clock_most_s) || fabs(session->track_offset_s) > fabs(group->clock_most_s))
        group->clock_most_s = session->track_offset_s;
}

size_t form_groups(struct form_group groups[FORM_GROUPS], const struct form *form)
{
    size_t n = 0;
    for (size_t i = 0; i < form->n_sessions; i++) {
        const struct form_session *session = &form->session[i];
        size_t at = 0;
        while (at < n && !same(groups[at].first, session))
            at++;
        if (at == FORM_GROUPS)
            at--;
        if (at == n)
            groups[n++] = (struct form_group){.first = session,
                                              .rate_low_hz = (double)NAN,
                                              .rate_high_hz = (double)NAN,
                                              .clipped_most_percent = (double)NAN,
                                              .clock_most_s = (double)NAN};
        take(&groups[at], session);
    }
    return n;
}
