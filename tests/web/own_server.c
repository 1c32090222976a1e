/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A server of the test's own. */
#include "web/own_server.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

struct server_options own_options(void)
{
    return (struct server_options){.address = "127.0.0.1",
                                   .upload_bytes = UINT64_C(64) << 20,
                                   .uploads = 16,
                                   .workers = 2,
                                   .queue = 64,
                                   .analysis_s = 60};
}

void own_start(struct own_server *own, struct server_options options)
{
    struct bks_fault fault = {.offset = -1};
    (void)snprintf(own->folder, sizeof own->folder, "own-server-XXXXXX");
    assert_non_null(mkdtemp(own->folder));
    (void)snprintf(own->db, sizeof own->db, "%s/h.db", own->folder);
    options.db = own->db;
    if (server_start(&own->server, &options, &fault) != BKS_OK)
        fail_msg("%s", fault.what);
    own->port = server_port(own->server);
}

static size_t each_file(const char *folder, bool remove_it)
{
    char path[512];
    size_t n = 0;
    DIR *all = opendir(folder);
    for (const struct dirent *one = all ? readdir(all) : NULL; one; one = readdir(all)) {
        if (strcmp(one->d_name, ".") == 0 || strcmp(one->d_name, "..") == 0)
            continue;
        n++;
        (void)snprintf(path, sizeof path, "%s/%s", folder, one->d_name);
        if (remove_it)
            (void)remove(path);
    }
    if (all)
        (void)closedir(all);
    return n;
}

void own_stop(struct own_server *own)
{
    server_stop(own->server);
    (void)each_file(own->folder, true);
    (void)rmdir(own->folder);
}

size_t own_files(const struct own_server *own)
{
    return each_file(own->folder, false);
}

size_t own_descriptors(void)
{
    return each_file("/proc/self/fd", false);
}

bool own_settles(size_t descriptors)
{
    const struct timespec pause = {.tv_nsec = 50000000};
    for (int i = 0; i < 200; i++) {
        if (own_descriptors() <= descriptors)
            return true;
        (void)nanosleep(&pause, NULL);
    }
    return false;
}

const char *own_sample(const char *name)
{
    static _Thread_local char path[512];
    (void)snprintf(path, sizeof path, "%s/samples/%s", BKS_SOURCE_DIR, name);
    return path;
}

struct web_answer own_upload(uint16_t port, const char *runner, const char *sample,
                             const char *more)
{
    const struct web_part parts[] = {{"runner", runner, NULL},
                                     {"start", "2026-05-01T10:00", NULL},
                                     {"file", own_sample(sample), sample}};
    return web_post(port, "/api/recordings", more, parts, 3);
}
