/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line for each format; formats.c orders them. */
#ifndef READ_FORMATS_H
#define READ_FORMATS_H

#include "read/reader.h"

extern const struct format format_plain_csv;
extern const struct format format_columns;
extern const struct format format_actilife;
extern const struct format format_sensor_logger;
extern const struct format format_phyphox;
extern const struct format format_sensorlog;
extern const struct format format_physics_toolbox;
extern const struct format format_androsensor;
extern const struct format format_movella_dot;
extern const struct format format_shimmer;
extern const struct format format_blue_trident;
extern const struct format format_metabase;
extern const struct format format_noraxon;
extern const struct format format_cwa;
extern const struct format format_gt3x;
extern const struct format format_geneactiv;
extern const struct format format_fit_raw;

/* Rows of formats that stand on a library which may be absent. */
#ifdef BKS_HAVE_YAJL
extern const struct format format_sensor_logger_json;
extern const struct format format_movesense;
#define FORMATS_OF_YAJL &format_sensor_logger_json, &format_movesense,
#else
#define FORMATS_OF_YAJL
#endif

/* The format that claims a source most surely, or NULL. */
const struct format *format_of(struct source *source);

/*
 * Why no format claims a source, with a hint; for a table how to name its columns.
 *
 *   ends  BKS_EMPTY, BKS_UNKNOWN_FORMAT, or why its files cannot even be opened
 */
enum bks_status format_refuse(struct source *source, struct bks_fault *fault);

#endif
