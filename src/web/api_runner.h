/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the routes of one runner share. */
#ifndef WEB_API_RUNNER_H
#define WEB_API_RUNNER_H

#include "store/store.h"
#include "web/exchange.h"

struct api_runner {
    struct exchange *exchange;
    struct store *store;
    struct runner runner;
    struct bks_fault fault;
};

/* Opens the history and finds the runner of the path; false: it is answered, and nothing is open.
 */
bool api_begin(struct api_runner *api, struct exchange *exchange, bool write);

/* Closes it; what went wrong, api->fault, is answered. */
void api_end(struct api_runner *api, enum bks_status status);

/* The object of `profile --json`. */
enum bks_status api_put_profile(struct api_runner *api, int32_t day) BKS_CHECK;

#endif
