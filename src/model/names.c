/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names back to values: each list is walked by the function that names its values. */
#include "model/names.h"

#include <string.h>

/* clang-format off */
#define NAMES(type, find, name_of, count)              \
    type find(const char *name)                        \
    {                                                  \
        int i = 0;                                     \
        while (i < count && strcmp(name_of((type)i), name) != 0) \
            i++;                                       \
        return (type)i;                                \
    }
/* clang-format on */

NAMES(enum bks_measure_id, name_measure, bks_measure_name, BKS_MEASURE_COUNT)
NAMES(enum bks_reason, name_reason, bks_reason_id, BKS_REASON_COUNT)
NAMES(enum bks_bout_kind, name_bout_kind, bks_bout_kind_id, BKS_BOUT_KIND_COUNT)
NAMES(enum bks_placement, name_placement, bks_placement_id, BKS_PLACEMENT_COUNT)
NAMES(enum bks_verdict, name_verdict, bks_verdict_id, BKS_VERDICT_COUNT)
NAMES(enum bks_speed_source, name_speed_source, bks_speed_source_id, BKS_SPEED_SOURCE_COUNT)
NAMES(enum bks_flag_id, name_flag, bks_flag_id_name, BKS_FLAG_COUNT)
NAMES(enum bks_flag_level, name_flag_level, bks_flag_level_id, BKS_FLAG_LEVEL_COUNT)
NAMES(enum bks_confidence, name_confidence, bks_confidence_id, BKS_CONFIDENCE_COUNT)
NAMES(enum bks_warning_id, name_warning, bks_warning_id, BKS_WARNING_COUNT)
NAMES(enum bks_strip_which, name_strip, bks_strip_id, BKS_STRIP_COUNT)
