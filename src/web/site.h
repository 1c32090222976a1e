/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every exchange shares. */
#ifndef WEB_SITE_H
#define WEB_SITE_H

#include "web/jobs.h"
#include "web/server.h"
#include "web/visitors.h"

struct site {
    struct server_options options;
    struct visitors *visitors;
    struct jobs *jobs;
};

#endif
