/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: a daemon of libmicrohttpd with what its requests share. */
#include "web/server.h"

#include "base/fault.h"
#include "base/memory.h"
#include "store/store.h"
#include "web/carry.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#define STACK_BYTES \
    (1u << 20) /* of a connection: a report is made on it; what is not used costs nothing */
#define MEMORY_BYTES (64u << 10) /* of a connection: twice what is read at a time */
#define PEM_MOST     (256u << 10)

struct server {
    struct carrier carrier;
    struct MHD_Daemon *daemon;
    char *certificate, *key; /* texts of PEM */
};

union address {
    struct sockaddr any;
    struct sockaddr_in four;
    struct sockaddr_in6 six;
};

/* Reads "127.0.0.1" or "::1"; false: it is no address. */
static bool read_address(union address *to, bool *loopback, const struct server_options *options)
{
    memset(to, 0, sizeof *to);
    if (inet_pton(AF_INET, options->address, &to->four.sin_addr) == 1) {
        to->four.sin_family = AF_INET;
        to->four.sin_port = htons(options->port);
        *loopback = ntohl(to->four.sin_addr.s_addr) >> 24 == 127;
        return true;
    }
    if (inet_pton(AF_INET6, options->address, &to->six.sin6_addr) != 1)
        return false;
    to->six.sin6_family = AF_INET6;
    to->six.sin6_port = htons(options->port);
    *loopback = IN6_IS_ADDR_LOOPBACK(&to->six.sin6_addr);
    return true;
}

static enum bks_status read_pem(char **text, const char *path, struct bks_fault *fault)
{
    FILE *in = fopen(path, "re");
    *text = memory_new(PEM_MOST, 1);
    size_t n = in && *text ? fread(*text, 1, PEM_MOST - 1, in) : 0;
    if (in)
        (void)fclose(in);
    return n > 0 ? BKS_OK : fault_set(fault, BKS_CANNOT_OPEN, NULL, "%.120s: cannot be read", path);
}

static enum bks_status read_pems(struct server *server, struct bks_fault *fault)
{
    const struct server_options *options = &server->carrier.site.options;
    if (!options->certificate && !options->key)
        return BKS_OK;
    if (!options->certificate || !options->key)
        return fault_set(fault, BKS_BAD_ARGUMENT, "give --certificate and --key",
                         "TLS needs both a certificate and its key");
    if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES)
        return fault_set(fault, BKS_UNSUPPORTED, "let nginx do TLS; README shows how",
                         "this libmicrohttpd is built without TLS");
    enum bks_status status = read_pem(&server->certificate, options->certificate, fault);
    if (status == BKS_OK)
        status = read_pem(&server->key, options->key, fault);
    server->carrier.tls = status == BKS_OK;
    return status;
}

/* A folder for the recordings that nobody can write to is said now, and not at the first upload. */
static enum bks_status try_folder(const char *folder, struct bks_fault *fault)
{
    struct stat about;
    if (!folder ||
        (stat(folder, &about) == 0 && S_ISDIR(about.st_mode) && access(folder, W_OK) == 0))
        return BKS_OK;
    return fault_set(fault, BKS_CANNOT_WRITE, "make it, for its owner alone: mkdir -m 700",
                     "--keep: %.120s is no folder that can be written to", folder);
}

/* Makes the history where it is not, and sees that it can be opened. */
static enum bks_status try_history(struct server *server, struct bks_fault *fault)
{
    const char *db = server->carrier.site.options.db;
    const char *slash = strrchr(db, '/');
    struct store *store;
    enum bks_status status = store_open(&store, db, STORE_WRITE, fault);
    if (status != BKS_OK)
        return status;
    store->can->close(store);
    server->carrier.folder = memory_text(slash ? db : ".");
    if (!server->carrier.folder)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    if (slash)
        server->carrier.folder[slash == db ? 1 : slash - db] = '\0';
    return BKS_OK;
}

static enum bks_status start_parts(struct server *server, bool loopback, struct bks_fault *fault)
{
    struct site *site = &server->carrier.site;
    const struct visitors_options visitors = {
        .users = site->options.users,
        .token = site->options.token,
        .names = site->options.names,
        .address = site->options.address,
        .secure = server->carrier.tls || site->options.behind_proxy,
        .loopback = loopback && !site->options.behind_proxy,
    };
    const struct jobs_options jobs = {.db = site->options.db,
                                      .workers = site->options.workers,
                                      .queue_most = site->options.queue,
                                      .seconds_most = site->options.analysis_s,
                                      .keep = site->options.keep};
    enum bks_status status = visitors_new(&site->visitors, &visitors, fault);
    if (status != BKS_OK)
        return status;
    server->carrier.guard = guard_new();
    if (!server->carrier.guard || jobs_new(&site->jobs, &jobs) != BKS_OK)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return BKS_OK;
}

static enum bks_status start_daemon(struct server *server, union address *address, bool loopback,
                                    struct bks_fault *fault)
{
    struct carrier *carrier = &server->carrier;
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION |
                     MHD_USE_POLL | MHD_USE_ITC;
    struct MHD_OptionItem more[] = {
        {MHD_OPTION_END, 0, NULL},
        {MHD_OPTION_END, 0, NULL},
        {MHD_OPTION_END, 0, NULL},
        {MHD_OPTION_END, 0, NULL},
    };
    size_t n = 0;
    if (!loopback && !carrier->site.options.behind_proxy)
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_PER_IP_CONNECTION_LIMIT, SERVER_EACH, NULL};
    if (carrier->tls) {
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_CERT, 0, server->certificate};
        more[n++] = (struct MHD_OptionItem){MHD_OPTION_HTTPS_MEM_KEY, 0, server->key};
    }
    flags |= address->any.sa_family == AF_INET6 ? MHD_USE_IPv6 : 0u;
    flags |= carrier->tls ? MHD_USE_TLS : 0u;
    server->daemon = MHD_start_daemon(
        flags, carrier->site.options.port, NULL, NULL, carry_request, carrier, MHD_OPTION_SOCK_ADDR,
        &address->any, MHD_OPTION_CONNECTION_LIMIT, (unsigned)SERVER_CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)SERVER_IDLE_S, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)MEMORY_BYTES, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_NOTIFY_COMPLETED, carry_completed, carrier, MHD_OPTION_NOTIFY_CONNECTION,
        carry_connection, carrier, MHD_OPTION_ARRAY, more, MHD_OPTION_END);
    if (server->daemon)
        return BKS_OK;
    return fault_set(fault, BKS_CANNOT_OPEN, "choose another with --listen",
                     "%.60s:%u cannot be listened on: %s", carrier->site.options.address,
                     (unsigned)carrier->site.options.port,
                     carrier->tls ? "is it taken, or the certificate none?" : strerror(errno));
}

enum bks_status server_start(struct server **out, const struct server_options *options,
                             struct bks_fault *fault)
{
    union address address;
    bool loopback;
    *out = NULL;
    if (!read_address(&address, &loopback, options))
        return fault_set(fault, BKS_BAD_ARGUMENT, "write one as in 127.0.0.1:8080 or [::1]:8080",
                         "\"%.60s\" is no address", options->address);
    struct server *server = memory_new(1, sizeof *server);
    if (!server)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    server->carrier.site.options = *options;
    server->carrier.head_s = options->head_s > 0 ? options->head_s : SERVER_HEAD_S;
    server->carrier.body_s = options->body_s > 0 ? options->body_s : SERVER_BODY_S;
    enum bks_status status = read_pems(server, fault);
    if (status == BKS_OK)
        status = try_folder(options->keep, fault);
    if (status == BKS_OK)
        status = try_history(server, fault);
    if (status == BKS_OK)
        status = start_parts(server, loopback, fault);
    if (status == BKS_OK)
        status = start_daemon(server, &address, loopback, fault);
    if (status == BKS_OK)
        *out = server;
    else
        server_stop(server);
    return status;
}

uint16_t server_port(const struct server *server)
{
    const union MHD_DaemonInfo *info =
        MHD_get_daemon_info(server->daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

void server_stop(struct server *server)
{
    if (!server)
        return;
    if (server->carrier.site.jobs)
        jobs_stop(server->carrier.site.jobs);
    if (server->daemon)
        MHD_stop_daemon(server->daemon);
    jobs_free(server->carrier.site.jobs);
    guard_free(server->carrier.guard);
    visitors_free(server->carrier.site.visitors);
    memory_free(server->carrier.folder);
    memory_free(server->certificate);
    memory_free(server->key);
    memory_free(server);
}
