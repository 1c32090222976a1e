/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the names of the public lists back to their values. */
#ifndef MODEL_NAMES_H
#define MODEL_NAMES_H

#include "backstride/analysis.h"

/* The value of a name; of a list's end (BKS_..._COUNT) where the list has no such name. */
enum bks_measure_id name_measure(const char *name);
enum bks_reason name_reason(const char *name);
enum bks_bout_kind name_bout_kind(const char *name);
enum bks_placement name_placement(const char *name);
enum bks_verdict name_verdict(const char *name);
enum bks_speed_source name_speed_source(const char *name);
enum bks_flag_id name_flag(const char *name);
enum bks_flag_level name_flag_level(const char *name);
enum bks_strip_which name_strip(const char *name);
enum bks_confidence name_confidence(const char *name);
enum bks_warning_id name_warning(const char *name);

#endif
