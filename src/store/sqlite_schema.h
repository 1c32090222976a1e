/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a history in SQLite, by numbered steps that are only ever added. */
#ifndef STORE_SQLITE_SCHEMA_H
#define STORE_SQLITE_SCHEMA_H

#include "backstride/status.h"

#include <sqlite3.h>
#include <stdint.h>

#define SCHEMA_APPLICATION 0x424b5354 /* "BKST", SQLite's application_id */

/* The number of the last step: the schema that this program knows. */
int64_t schema_newest(void);

/* Takes the steps that are missing, each in a write of its own. */
enum bks_status schema_bring_up(sqlite3 *db, struct bks_fault *fault) BKS_CHECK;

/* Refuses a schema that is newer, or of something else. */
enum bks_status schema_judge(int64_t application, int64_t version,
                             struct bks_fault *fault) BKS_CHECK;

#endif
