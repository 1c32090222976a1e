/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was answered goes out: status, headers, body. */
#include "base/memory.h"
#include "web/carry.h"
#include "web/clock.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#define LINGER_S     2.0
#define LINGER_BYTES (UINT64_C(64) << 20)
#define MS           1000
#define BIT_BLOCK    4096

/* On every answer. Nothing but ourselves is loaded, asked or framed. */
#define POLICY(style)                                                                    \
    "default-src 'none'; style-src " style "; script-src 'self'; img-src 'self' data:; " \
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

static const struct {
    const char *name, *value;
} always[] = {
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "accelerometer=(), camera=(), geolocation=(), gyroscope=(), "
                           "magnetometer=(), microphone=(), payment=(), usb=()"},
};

static void add(struct MHD_Response *response, const char *name, const char *value)
{
    if (value && *value)
        (void)(MHD_add_response_header(response, name, value) == MHD_YES);
}

/* A name in a header: what is not plain ASCII becomes '_'. */
static void add_filename(struct MHD_Response *response, const char *filename)
{
    char value[256], name[128];
    size_t n = 0;
    for (const char *p = filename; *p && n + 1 < sizeof name; p++)
        name[n++] = (*p >= '0' && *p <= '9') || ((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z') ||
                            *p == '.' || *p == '-'
                        ? *p
                        : '_';
    name[n] = '\0';
    (void)snprintf(value, sizeof value, "attachment; filename=\"%s\"", name);
    add(response, "Content-Disposition", value);
}

static void add_headers(struct MHD_Response *response, struct carried *carried)
{
    const struct exchange *exchange = &carried->exchange;
    char seconds[32];
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        add(response, always[i].name, always[i].value);
    add(response, "Content-Security-Policy",
        exchange->inline_style ? POLICY("'self' 'unsafe-inline'") : POLICY("'self'"));
    if (carried->carrier->tls || carried->carrier->site.options.behind_proxy)
        add(response, "Strict-Transport-Security", "max-age=31536000");
    add(response, "Content-Type", exchange->type);
    add(response, "Cache-Control", exchange->private_data ? "no-store" : "private, max-age=86400");
    add(response, "Location", exchange->location);
    add(response, "Allow", exchange->allow);
    add(response, "Set-Cookie", exchange->cookie);
    if (exchange->filename)
        add_filename(response, exchange->filename);
    if (exchange->status == 401)
        add(response, "WWW-Authenticate", "Bearer realm=\"backstride\"");
    (void)snprintf(seconds, sizeof seconds, "%u", exchange->retry_s);
    if (exchange->retry_s > 0)
        add(response, "Retry-After", seconds);
    if (carried->refused && exchange->status == 413)
        add(response, "Connection", "close");
}

/* The next bit of a body that comes bit by bit. */
static bool refill(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    memory_free(carried->bit);
    carried->bit = NULL;
    carried->at = carried->n_bit = 0;
    rewind(exchange->out);
    bool more = exchange->more(exchange, exchange->out);
    long n = fflush(exchange->out) == 0 ? ftell(exchange->out) : 0;
    if (n <= 0)
        return more;
    carried->bit = memory_new((size_t)n, 1);
    if (!carried->bit)
        return false;
    memcpy(carried->bit, carried->body, (size_t)n);
    carried->n_bit = (size_t)n;
    if (!more)
        exchange->more = NULL; /* these were the last */
    return true;
}

static ssize_t on_more(void *at, uint64_t position, char *bytes, size_t most)
{
    struct carried *carried = at;
    (void)position;
    while (carried->at == carried->n_bit)
        if (!carried->exchange.more || !refill(carried))
            return MHD_CONTENT_READER_END_OF_STREAM;
    size_t left = carried->n_bit - carried->at, n = left < most ? left : most;
    memcpy(bytes, carried->bit + carried->at, n);
    carried->at += n;
    return (ssize_t)n;
}

enum MHD_Result carry_send(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    struct MHD_Response *response;
    if (fflush(exchange->out) != 0)
        return MHD_NO;
    if (exchange->more)
        response =
            MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BIT_BLOCK, on_more, carried, NULL);
    else /* it is read until the request is completed, and lives as long */
        response = MHD_create_response_from_buffer((size_t)ftell(exchange->out), carried->body,
                                                   MHD_RESPMEM_PERSISTENT);
    if (!response)
        return MHD_NO;
    add_headers(response, carried);
    enum MHD_Result queued = MHD_queue_response(exchange->connection, exchange->status, response);
    MHD_destroy_response(response);
    return queued;
}

static int socket_of(struct MHD_Connection *connection)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

void carry_send_raw(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    char head[256];
    int socket = socket_of(exchange->connection);
    if (socket < 0 || carried->carrier->tls || fflush(exchange->out) != 0)
        return;
    size_t n_body = (size_t)ftell(exchange->out);
    int n = snprintf(head, sizeof head,
                     "HTTP/1.1 %u %s\r\nConnection: close\r\nContent-Type: %s\r\n"
                     "Content-Length: %zu\r\n\r\n",
                     exchange->status, MHD_get_reason_phrase_for(exchange->status), exchange->type,
                     n_body);
    if (send(socket, head, (size_t)n, MSG_NOSIGNAL) == n &&
        send(socket, carried->body, n_body, MSG_NOSIGNAL) == (ssize_t)n_body)
        carry_linger(exchange->connection);
}

void carry_linger(struct MHD_Connection *connection)
{
    char block[BIT_BLOCK];
    int socket = socket_of(connection);
    uint64_t read = 0;
    double until = clock_s() + LINGER_S;
    (void)shutdown(socket, SHUT_WR);
    while (read < LINGER_BYTES) {
        struct pollfd one = {.fd = socket, .events = POLLIN};
        double left = until - clock_s();
        if (left <= 0 || poll(&one, 1, (int)(left * MS) + 1) <= 0)
            break;
        ssize_t n = recv(socket, block, sizeof block, MSG_DONTWAIT);
        if (n <= 0)
            break;
        read += (uint64_t)n;
    }
}
