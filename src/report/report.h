/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The faces of one result: the JSON of the contract, the coach's note, and what a recording is
 * worth. They draw numbers and compute none.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "backstride/analysis.h"
#include "model/options.h"

/* What a report says of its own making. */
struct report_about {
    const char *file;                 /* as the user named it */
    const struct given_option *given; /* [n_given] options as typed */
    size_t n_given;
    const char *version;  /* of the program that analysed it; NULL: this one */
    int64_t id;           /* of the session that is kept of it, or 0 */
    const char *runner;   /* slug of whose it is, or NULL */
    int64_t duplicate_of; /* the session that was there already, or 0 */
    int64_t same_outing;  /* another session of the same time, or 0 */
};

/*
 * The object of the contract as one line.
 *
 *   ends  BKS_CANNOT_WRITE
 *   owns  nothing; allocates nothing
 */
enum bks_status report_json(const struct bks_result *result, const struct report_about *about,
                            enum bks_json_parts parts, FILE *out) BKS_CHECK;

/*
 * The object for a recording that could not be read: {"input": ..., "error": {"id", "text"}}.
 *
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status report_failure_json(const char *file, const struct bks_fault *fault,
                                    FILE *out) BKS_CHECK;

/* Room for the longest text of a fault. */
#define REPORT_FAULT_ROOM 640

/* A fault in one line: "what is wrong (where) - what to do". */
void report_fault(char text[REPORT_FAULT_ROOM], const struct bks_fault *fault);

/*
 * The coach's note, and what the recording is worth; at most 80 columns.
 *
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status report_note(const struct bks_result *result, const struct report_about *about,
                            const struct bks_text_style *style, FILE *out) BKS_CHECK;
enum bks_status report_check(const struct bks_result *result, const struct report_about *about,
                             const struct bks_text_style *style, FILE *out) BKS_CHECK;

#endif
