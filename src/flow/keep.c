/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An analysed recording into the history: found, judged a duplicate or not, kept, in one write. */
#include "flow/keep.h"

#include "base/fault.h"
#include "base/text.h"
#include "flow/analysis.h"
#include "flow/keep_card.h"
#include "flow/own_runs.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

#define US_PER_S       1e6
#define SAME_OUTING    0.5 /* share of the shorter of two recordings */
#define NAME_LONGEST   ((size_t)RUNNER_NAME_ROOM - 1)
#define MOST_EXPANDING 3 /* bytes of U+FFFD for one that is not UTF-8 */

bool keep_name(char name[RUNNER_NAME_ROOM], const char *typed)
{
    char clean[RUNNER_NAME_ROOM * MOST_EXPANDING];
    if (strlen(typed) > NAME_LONGEST)
        return false;
    text_utf8(clean, sizeof clean, typed, strlen(typed));
    const char *first = clean + strspn(clean, " ");
    size_t n = strlen(first);
    while (n > 0 && first[n - 1] == ' ')
        n--;
    if (n == 0 || n > NAME_LONGEST)
        return false;
    memcpy(name, first, n);
    name[n] = '\0';
    return true;
}

/* Looks for another session that shares time with this one. */
struct overlap {
    const struct bks_input *input;
    int64_t own, found;
    bool same_source;
};

static bool on_head(void *context, const struct session_head *head)
{
    struct overlap *overlap = context;
    double from = (double)(head->start.t_us - overlap->input->info.start.t_us) / US_PER_S;
    double to = from + head->duration_s, length = overlap->input->duration_s;
    double shared = (to < length ? to : length) - (from > 0 ? from : 0);
    double shorter = length < head->duration_s ? length : head->duration_s;
    if (head->id != overlap->own && shared > SAME_OUTING * shorter && shared > 0)
        overlap->found = head->id;
    overlap->same_source = head->source == overlap->input->source;
    return overlap->found == 0;
}

static enum bks_status keep(struct keeping *keeping, struct store *store,
                            const struct session *session, bool force, struct bks_fault *fault)
{
    const struct bks_input *input = &session->result.input;
    struct runner *runner = &keeping->runner;
    struct session own = *session;
    enum bks_status status = BKS_OK;
    keeping->new_runner = runner->id == 0;
    if (keeping->new_runner)
        status = store->can->runner_add(store, runner, fault);
    if (status == BKS_OK)
        status = store->can->session_find(store, &own.id, runner->id, input->sha256, fault);
    keeping->id = own.id;
    keeping->duplicate = own.id != 0 && !force;
    if (status == BKS_OK && !keeping->duplicate)
        status = store->can->session_put(store, &keeping->id, runner->id, &own, fault);
    struct overlap overlap = {.input = input, .own = keeping->id};
    if (status == BKS_OK && !keeping->duplicate)
        status = store->can->session_heads(store, runner->id, bks_measure_name(BKS_STEPS), on_head,
                                           &overlap, fault);
    keeping->same_outing = overlap.found;
    keeping->same_source = overlap.same_source;
    if (status == BKS_OK && !keeping->duplicate)
        status = keep_card(keeping, store, session, fault);
    return status;
}

static struct session session_of(const struct bks_analysis *analysis, const char *file)
{
    return (struct session){.file = file,
                            .version = bks_version(),
                            .given = analysis->options.given,
                            .n_given = analysis->options.n_given,
                            .result = analysis->result};
}

enum bks_status keep_analysis(struct keeping *keeping, struct store *store, const char *name,
                              struct bks_analysis *analysis, const char *file, bool force,
                              struct bks_fault *fault)
{
    *keeping = (struct keeping){0};
    if (analysis->result.input.info.start.kind == BKS_CLOCK_NONE)
        return fault_set(fault, BKS_NO_DATE, "say when it began: --start 2026-05-01T10:00",
                         "the recording has no date, and a history needs one");
    enum bks_status status = store->can->begin(store, fault);
    if (status != BKS_OK)
        return status;
    status = store->can->runner_find(store, &keeping->runner, name, fault);
    if (status == BKS_OK && keeping->runner.id == 0)
        (void)snprintf(keeping->runner.name, sizeof keeping->runner.name, "%s", name);
    if (status == BKS_OK)
        status = own_runs_judge(analysis, store, keeping->runner.id, fault);
    const struct session session = session_of(analysis, file);
    if (status == BKS_OK)
        status = keep(keeping, store, &session, force, fault);
    enum bks_status ended = store->can->end(store, status == BKS_OK, fault);
    return status != BKS_OK ? status : ended;
}

enum bks_status keep_write_json(const struct keeping *keeping, const struct bks_analysis *analysis,
                                const char *file, FILE *out)
{
    const struct report_about about = {.file = file,
                                       .given = analysis->options.given,
                                       .n_given = analysis->options.n_given,
                                       .id = keeping->id,
                                       .runner = keeping->runner.slug,
                                       .duplicate_of = keeping->duplicate ? keeping->id : 0,
                                       .same_outing = keeping->same_outing,
                                       .match = keeping->match.due ? &keeping->match : NULL};
    return report_json(&analysis->result, &about, BKS_JSON_ANALYSIS, out);
}

static struct report_about about_of(const struct session *session)
{
    return (struct report_about){.file = session->file,
                                 .given = session->given,
                                 .n_given = session->n_given,
                                 .version = session->version,
                                 .id = session->id};
}

enum bks_status keep_show_json(const struct session *session, const char *runner,
                               enum bks_json_parts parts, FILE *out)
{
    struct report_about about = about_of(session);
    about.runner = runner;
    return report_json(&session->result, &about, parts, out);
}

enum bks_status keep_show_text(const struct session *session, const struct bks_text_style *style,
                               FILE *out)
{
    struct report_about about = about_of(session);
    return report_note(&session->result, &about, style, out);
}
