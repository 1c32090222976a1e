/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the archive form: WAV, RF64 or FLAC through libsndfile. */
#ifndef READ_ARCHIVE_WRITER_H
#define READ_ARCHIVE_WRITER_H

#include "base/output.h"
#include "read/archive_texts.h"

struct archive_writer;

/*
 *   out   *out    archive_writer_close
 *   in    plan    borrowed
 *         output  borrowed: at its start, committed or discarded by the caller
 *   ends  BKS_CANNOT_WRITE, BKS_NO_MEMORY
 */
enum bks_status archive_writer_open(struct archive_writer **out, const struct archive_plan *plan,
                                    const struct archive_texts *texts, struct output *output,
                                    struct bks_fault *fault) BKS_CHECK;

/*
 * Adds rows.
 *
 *   ends  BKS_IO            a row is not as the plan has it: the input has changed
 *         BKS_CANNOT_WRITE  the output says why when it is committed
 */
enum bks_status archive_writer_take(struct archive_writer *writer, const struct rows *rows,
                                    struct bks_fault *fault) BKS_CHECK;

/*
 * Ends the file and frees; NULL is fine.
 *
 *   ends  BKS_CANNOT_WRITE
 */
enum bks_status archive_writer_close(struct archive_writer *writer);

#endif
