/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON names of the public lists, from the same lists that make the enums. */
#include "backstride/analysis.h"
#include "backstride/recording.h"

static const char *name_at(const char *const *names, unsigned n, unsigned i)
{
    return i < n ? names[i] : "unknown";
}

const char *bks_channel_id(enum bks_channel channel)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_CHANNEL_LIST(X)
#undef X
    };
    return name_at(names, BKS_CHANNEL_COUNT, (unsigned)channel);
}

const char *bks_placement_id(enum bks_placement placement)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_PLACEMENT_LIST(X)
#undef X
    };
    return name_at(names, BKS_PLACEMENT_COUNT, (unsigned)placement);
}

const char *bks_warning_id(enum bks_warning_id warning)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_WARNING_LIST(X)
#undef X
    };
    return name_at(names, BKS_WARNING_COUNT, (unsigned)warning);
}

const char *bks_reason_id(enum bks_reason why)
{
    static const char *const names[] = {
#define X(name, id, text) id,
        BKS_REASON_LIST(X)
#undef X
    };
    return name_at(names, BKS_REASON_COUNT, (unsigned)why);
}

const char *bks_reason_text(enum bks_reason why)
{
    static const char *const texts[] = {
#define X(name, id, text) text,
        BKS_REASON_LIST(X)
#undef X
    };
    return name_at(texts, BKS_REASON_COUNT, (unsigned)why);
}

const char *bks_measure_name(enum bks_measure_id id)
{
    static const char *const names[] = {
#define X(name, json, label, unit, decimals) json,
        BKS_MEASURE_LIST(X)
#undef X
    };
    return name_at(names, BKS_MEASURE_COUNT, (unsigned)id);
}

const char *bks_bout_kind_id(enum bks_bout_kind kind)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_BOUT_KIND_LIST(X)
#undef X
    };
    return name_at(names, BKS_BOUT_KIND_COUNT, (unsigned)kind);
}

const char *bks_speed_source_id(enum bks_speed_source source)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_SPEED_SOURCE_LIST(X)
#undef X
    };
    return name_at(names, BKS_SPEED_SOURCE_COUNT, (unsigned)source);
}

const char *bks_flag_id_name(enum bks_flag_id id)
{
    static const char *const names[] = {
#define X(name, json) json,
        BKS_FLAG_LIST(X)
#undef X
    };
    return name_at(names, BKS_FLAG_COUNT, (unsigned)id);
}

const char *bks_flag_level_id(enum bks_flag_level level)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_FLAG_LEVEL_LIST(X)
#undef X
    };
    return name_at(names, BKS_FLAG_LEVEL_COUNT, (unsigned)level);
}

const char *bks_confidence_id(enum bks_confidence confidence)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_CONFIDENCE_LIST(X)
#undef X
    };
    return name_at(names, BKS_CONFIDENCE_COUNT, (unsigned)confidence);
}

const char *bks_verdict_id(enum bks_verdict verdict)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_VERDICT_LIST(X)
#undef X
    };
    return name_at(names, BKS_VERDICT_COUNT, (unsigned)verdict);
}

const char *bks_strip_id(enum bks_strip_which which)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_STRIP_LIST(X)
#undef X
    };
    return name_at(names, BKS_STRIP_COUNT, (unsigned)which);
}
