/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How libmicrohttpd's requests become exchanges, and exchanges its responses. */
#ifndef WEB_CARRY_H
#define WEB_CARRY_H

#include "web/exchange.h"
#include "web/guard.h"
#include "web/site.h"

#include <microhttpd.h>
#include <stdatomic.h>

/* What the requests of a server share. */
struct carrier {
    struct site site;
    struct guard *guard;
    char *folder;          /* for uploads; NULL: the usual one */
    atomic_uint uploads;   /* under way */
    double head_s, body_s; /* that a request may take to come */
    bool tls;
};

/* The callbacks of a daemon; `carrier` is a struct carrier. */
enum MHD_Result carry_request(void *carrier, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *n,
                              void **request);
void carry_completed(void *carrier, struct MHD_Connection *connection, void **request,
                     enum MHD_RequestTerminationCode code);
void carry_connection(void *carrier, struct MHD_Connection *connection, void **guarded,
                      enum MHD_ConnectionNotificationCode code);

/* For the files of it. */
struct carried {
    struct exchange exchange;
    struct carrier *carrier;
    const struct route *route; /* NULL: refused */
    struct upload *upload;
    char *body; /* behind exchange.out */
    size_t n_body;
    bool refused;                     /* it is answered without a handler ... */
    bool lingers;                     /* ... before its body is read */
    bool counted;                     /* among the uploads */
    char cookie[VISITOR_COOKIE_ROOM]; /* to be set */
    char *bit;                        /* of a body that comes bit by bit: [at .. n_bit) is to go */
    size_t n_bit, at;
};

/* Sends what was answered. */
enum MHD_Result carry_send(struct carried *carried);

/* Says it on the socket itself, where the daemon cannot any more, and gives the connection up. */
void carry_send_raw(struct carried *carried);

/* Reads on for a while what a refused client still sends, so that the answer reaches it. */
void carry_linger(struct MHD_Connection *connection);

#endif
