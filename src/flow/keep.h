/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysed recording into the history of a runner. */
#ifndef FLOW_KEEP_H
#define FLOW_KEEP_H

#include "backstride/analysis.h"
#include "judge/plan_match.h"
#include "store/store.h"

struct keeping {
    int64_t id;          /* of the session, also where it was there already */
    bool duplicate;      /* it was there already, and stays as it is */
    int64_t same_outing; /* another session that shares half of its time or more, or 0 */
    bool same_source;    /* that one was measured in the same way: only the longer counts */
    bool new_runner;
    struct runner runner;
    struct plan_match match; /* against the card that was due, where one was */
};

/*
 * Keeps a recording, whole or not at all; the runner is added where there is none of that name.
 *
 *   out   *keeping
 *         analysis  judged once more, against the runner's own runs before it (flow/own_runs.h)
 *   in    name   of the runner, 1 .. RUNNER_NAME_ROOM - 1 bytes of UTF-8
 *         file   as the user named it
 *         force  what is there of the same recording gives way, and its id stays
 *   ends  BKS_NO_DATE   neither the recording nor --start says when it was
 *         or as the store
 */
enum bks_status keep_analysis(struct keeping *keeping, struct store *store, const char *name,
                              struct bks_analysis *analysis, const char *file, bool force,
                              struct bks_fault *fault) BKS_CHECK;

/* The object of the contract with the id; ends BKS_CANNOT_WRITE. */
enum bks_status keep_write_json(const struct keeping *keeping, const struct bks_analysis *analysis,
                                const char *file, FILE *out) BKS_CHECK;

/* A session of a history as `analyze` would show it; ends BKS_CANNOT_WRITE. */
enum bks_status keep_show_json(const struct session *session, const char *runner,
                               enum bks_json_parts parts, FILE *out) BKS_CHECK;
enum bks_status keep_show_text(const struct session *session, const struct bks_text_style *style,
                               FILE *out) BKS_CHECK;

/* A name as it is kept: control characters become blanks, none at either end; false: nothing is
 * left, or it is too long. */
bool keep_name(char name[RUNNER_NAME_ROOM], const char *typed);

#endif
