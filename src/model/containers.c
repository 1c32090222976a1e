/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON names of what a conversion can be. */
#include "backstride/convert.h"

static const char *name_at(const char *const *names, unsigned n, unsigned i)
{
    return i < n ? names[i] : "unknown";
}

const char *bks_container_id(enum bks_container container)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_CONTAINER_LIST(X)
#undef X
    };
    return name_at(names, BKS_CONTAINER_COUNT, (unsigned)container);
}

const char *bks_coding_id(enum bks_coding coding)
{
    static const char *const names[] = {
#define X(name, id, bits) id,
        BKS_CODING_LIST(X)
#undef X
    };
    return name_at(names, BKS_CODING_COUNT, (unsigned)coding);
}

const char *bks_loss_id(enum bks_loss loss)
{
    static const char *const names[] = {
#define X(name, id) id,
        BKS_LOSS_LIST(X)
#undef X
    };
    return name_at(names, BKS_LOSS_COUNT, (unsigned)loss);
}
