/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server of the test's own, in a folder of its own, on any free port of this computer. */
#ifndef WEB_OWN_SERVER_H
#define WEB_OWN_SERVER_H

#include "support/assert.h"
#include "support/web_client.h"
#include "web/server.h"

struct own_server {
    char folder[64], db[96];
    struct server *server;
    uint16_t port;
};

/* What the tests begin with: two workers, uploads of 64 MB. */
struct server_options own_options(void);

/* Starts one; options->db is filled in; own_stop removes the folder. */
void own_start(struct own_server *own, struct server_options options);
void own_stop(struct own_server *own);

/* Files in the folder, and open descriptors of this process. */
size_t own_files(const struct own_server *own);
size_t own_descriptors(void);

/* Waits until there are no more than so many descriptors; false after 10 s. */
bool own_settles(size_t descriptors);

/* Path of a sample. Static. */
const char *own_sample(const char *name);

/* POST of one sample for a runner, with a date; `more` headers end with CR LF each. */
struct web_answer own_upload(uint16_t port, const char *runner, const char *sample,
                             const char *more);

#define assert_answer(answer, wanted) assert_int_case((answer).text, (answer).status, (wanted))

#endif
