/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server: the only part that knows how requests come and go (libmicrohttpd). */
#ifndef WEB_SERVER_H
#define WEB_SERVER_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stdint.h>

#define SERVER_PORT         8080
#define SERVER_UPLOAD_BYTES (UINT64_C(2) << 30) /* of one request */
#define SERVER_UPLOADS      64                  /* at once; then 503 */
#define SERVER_CONNECTIONS  512
#define SERVER_EACH         128 /* connections of one address, of another computer */
#define SERVER_QUEUE        64
#define SERVER_ANALYSIS_S   600.0
#define SERVER_IDLE_S       30   /* of a connection without a byte */
#define SERVER_HEAD_S       20   /* until the head of a request is whole; as long for a form */
#define SERVER_BODY_S       3600 /* until the body of an upload is */

struct server_options {
    const char *db;                /* path of the history */
    const char *address;           /* "127.0.0.1", "::1", "0.0.0.0" */
    uint16_t port;                 /* 0: any free one */
    const char *certificate, *key; /* PEM files, or NULL: no TLS */
    bool behind_proxy; /* TLS ends before us: cookies are Secure, X-Forwarded-For is believed */
    const char *users; /* file, or NULL */
    const char *token; /* or NULL */
    const char *names; /* host names that are ours besides the address, with commas, or NULL */
    const char *keep;  /* folder for the recordings themselves, or NULL: none is kept */
    uint64_t upload_bytes;
    unsigned uploads, workers, queue;
    double analysis_s;
    double head_s, body_s; /* 0: SERVER_HEAD_S, SERVER_BODY_S */
};

struct server;

/*
 * Starts it; it serves on threads of its own until server_stop.
 *
 *   out   *out  NULL on failure
 *   ends  BKS_BAD_ARGUMENT (not on the loopback, and nobody is asked who they are; an address that
 *         is none), BKS_CANNOT_OPEN (the port is taken; certificate, key, users), BKS_UNSUPPORTED
 *         (TLS of a libmicrohttpd without it), BKS_NO_MEMORY
 */
enum bks_status server_start(struct server **out, const struct server_options *options,
                             struct bks_fault *fault) BKS_CHECK;

/* The port that it listens on. */
uint16_t server_port(const struct server *server);

/* Ends what runs; no upload is half stored. NULL is fine. */
void server_stop(struct server *server);

#endif
