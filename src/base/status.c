/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The status list as names and texts, and the one way to fill a fault. */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>

static const struct {
    const char *id, *text;
} statuses[] = {
#define X(name, id, text) {id, text},
    BKS_STATUS_LIST(X)
#undef X
};

const char *bks_status_id(enum bks_status status)
{
    return (unsigned)status < BKS_STATUS_COUNT ? statuses[status].id : "unknown";
}

const char *bks_status_text(enum bks_status status)
{
    return (unsigned)status < BKS_STATUS_COUNT ? statuses[status].text : "unknown";
}

const char *bks_version(void)
{
    return BKS_VERSION;
}

enum bks_status fault_set(struct bks_fault *fault, enum bks_status status, const char *hint,
                          const char *what, ...)
{
    if (!fault)
        return status;
    *fault = (struct bks_fault){.status = status, .offset = -1};
    va_list arguments;
    va_start(arguments, what);
    (void)vsnprintf(fault->what, sizeof fault->what, what, arguments);
    va_end(arguments);
    (void)snprintf(fault->hint, sizeof fault->hint, "%s", hint ? hint : "");
    return status;
}

enum bks_status fault_at(struct bks_fault *fault, const char *entry, int64_t offset, int64_t line)
{
    if (!fault)
        return BKS_OK;
    if (entry)
        (void)snprintf(fault->entry, sizeof fault->entry, "%s", entry);
    fault->offset = offset;
    fault->line = line;
    return fault->status;
}
