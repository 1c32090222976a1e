/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Writing plain CSV, as the contract has it: time_s, acceleration in g or m/s2, and what else there
 * is, with as many digits as give the same value back.
 */
#ifndef READ_CSV_WRITER_H
#define READ_CSV_WRITER_H

#include "backstride/convert.h"
#include "base/output.h"
#include "read/archive_survey.h"

struct csv_writer;

/*
 *   out   *out     csv_writer_close
 *         *lost    what the table cannot say of it: bits 1u << enum bks_loss
 *         *columns cells of a row
 *   in    survey   of the whole recording; borrowed
 *         output   borrowed: at its start, committed or discarded by the caller
 *   ends  BKS_UNSUPPORTED  plain CSV means that gravity is included
 *         BKS_NO_MEMORY
 */
enum bks_status csv_writer_open(struct csv_writer **out, unsigned *lost, unsigned *columns,
                                const struct archive_survey *survey,
                                const struct bks_recording_info *info, struct output *output,
                                struct bks_fault *fault) BKS_CHECK;

/* Adds rows. ends BKS_CANNOT_WRITE: the output says why when it is committed */
enum bks_status csv_writer_take(struct csv_writer *writer, const struct rows *rows) BKS_CHECK;

/* Writes what is left and frees; NULL is fine. ends BKS_CANNOT_WRITE */
enum bks_status csv_writer_close(struct csv_writer *writer);

#endif
