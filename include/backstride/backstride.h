/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All of backstride's public headers. */
#ifndef BACKSTRIDE_H
#define BACKSTRIDE_H

#include "backstride/analysis.h"
#include "backstride/convert.h"
#include "backstride/plan.h"
#include "backstride/reader.h"
#include "backstride/recording.h"
#include "backstride/status.h"

#endif
