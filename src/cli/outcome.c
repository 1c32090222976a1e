/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing what came of each recording: data to standard output, everything else to error. */
#include "cli/outcome.h"

#include "base/fault.h"
#include "base/text.h"
#include "cli/exit.h"
#include "cli/keeper.h"
#include "cli/steps_file.h"
#include "report/report.h"

#include <string.h>

struct outcome outcome_start(const struct request *request, struct bks_text_style style,
                             struct output *steps)
{
    style.check = request->mode == REQUEST_CHECK;
    return (struct outcome){.request = request, .style = style, .steps = steps};
}

static enum bks_json_parts parts_of(const struct request *request)
{
    if (request->mode == REQUEST_CHECK)
        return BKS_JSON_CHECK;
    return request->series ? BKS_JSON_SERIES : BKS_JSON_ANALYSIS;
}

/* One result, whole and at once, so that a reader at the other end sees it when it is ready. */
static enum bks_status print(struct outcome *outcome, const char *file,
                             const struct bks_analysis *analysis, const struct keeping *keeping)
{
    enum bks_status status;
    if (keeping && outcome->request->json) {
        status = keep_write_json(keeping, analysis, file, stdout);
    } else if (outcome->request->json) {
        status = bks_analysis_write_json(analysis, file, parts_of(outcome->request), stdout);
    } else {
        if (outcome->n_done > 0)
            (void)fputc('\n', stdout);
        status = bks_analysis_write_text(analysis, file, &outcome->style, stdout);
        if (keeping)
            keeper_tell(keeping, outcome->style);
    }
    if (status == BKS_OK && fflush(stdout) != 0)
        status = BKS_CANNOT_WRITE;
    return status;
}

/* Once and for all: there is one recording. */
static void write_steps(struct outcome *outcome, const struct bks_analysis *analysis)
{
    if (outcome->steps)
        outcome->steps_ends = steps_file_end(outcome->steps, outcome->request->steps, analysis);
    outcome->steps = NULL;
}

static enum bks_status fail(struct outcome *outcome, const char *file,
                            const struct bks_fault *fault)
{
    int ends = exit_of(fault->status);
    outcome->exit = outcome->n_failed == 0 || outcome->exit == ends ? ends : EXIT_BAD_INPUT;
    outcome->n_failed++;
    complain(file, fault);
    if (!outcome->request->json)
        return BKS_OK;
    enum bks_status status = report_failure_json(file, fault, stdout);
    return status == BKS_OK && fflush(stdout) != 0 ? BKS_CANNOT_WRITE : status;
}

/* Keeps it where it is to be kept, prints it, writes its steps. */
static enum bks_status show(struct outcome *outcome, const char *file,
                            struct bks_analysis *analysis)
{
    struct keeping keeping;
    struct bks_fault fault;
    if (outcome->keeper && !keeper_keep(&keeping, outcome->keeper, analysis, file, &fault))
        return fail(outcome, file, &fault);
    enum bks_status status = print(outcome, file, analysis, outcome->keeper ? &keeping : NULL);
    outcome->n_done++;
    write_steps(outcome, analysis);
    return status;
}

static void tell(const char *file, const struct bks_analysis *analysis)
{
    const struct bks_input *input = &bks_analysis_result(analysis)->input;
    char seconds[32], line[512];
    text_fixed(seconds, input->duration_s, 1);
    text_utf8(line, sizeof line, file, strlen(file));
    (void)fprintf(stderr, "backstride: %s: %s, %zu samples in %s s\n", line, input->info.format,
                  input->n_samples, seconds);
}

bool outcome_show(void *context, const struct input *input, struct bks_analysis *analysis,
                  const struct bks_fault *fault)
{
    struct outcome *outcome = context;
    enum bks_status status = BKS_OK;
    if (analysis) {
        if (outcome->request->verbose)
            tell(input->path, analysis);
        status = show(outcome, input->path, analysis);
    } else if (fault->status == BKS_INTERRUPTED) {
        status = BKS_INTERRUPTED;
    } else if (input->walked && fault->status == BKS_UNKNOWN_FORMAT) {
        outcome->n_passed_over++;
    } else {
        status = fail(outcome, input->path, fault);
    }
    outcome->stopped = status == BKS_OK ? EXIT_DONE : exit_of(status);
    return status == BKS_OK;
}

/* Folders held files, and no recording among them. */
static int nothing_found(struct outcome *outcome, const char *first)
{
    struct bks_fault fault;
    (void)fault_set(&fault, BKS_UNKNOWN_FORMAT, "see backstride formats",
                    "no recording in it (files that no reader knows: %zu)", outcome->n_passed_over);
    return fail(outcome, first, &fault) == BKS_OK ? EXIT_BAD_INPUT : EXIT_CANNOT_WRITE;
}

static void summarise(const struct outcome *outcome)
{
    bool several = outcome->n_done + outcome->n_failed > 1;
    if (outcome->request->quiet || (outcome->n_passed_over == 0 && !(several && outcome->n_failed)))
        return;
    (void)fprintf(stderr, "backstride: %zu done, %zu failed", outcome->n_done, outcome->n_failed);
    if (outcome->n_passed_over > 0)
        (void)fprintf(stderr, ", %zu passed over: not recordings", outcome->n_passed_over);
    (void)fputc('\n', stderr);
}

int outcome_end(struct outcome *outcome, const char *first)
{
    if (outcome->stopped != EXIT_DONE)
        return outcome->stopped == EXIT_CANNOT_WRITE ? exit_flushed(EXIT_DONE) : outcome->stopped;
    if (outcome->n_done == 0 && outcome->n_failed == 0)
        return nothing_found(outcome, first);
    summarise(outcome);
    if (outcome->n_failed == 0)
        return outcome->steps_ends;
    return outcome->n_done > 0 ? EXIT_SOME_FAILED : outcome->exit;
}
