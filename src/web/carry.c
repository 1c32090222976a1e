/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How libmicrohttpd's requests become exchanges. */
#include "web/carry.h"

#include "base/memory.h"
#include "base/text.h"
#include "web/routes.h"
#include "web/upload.h"
#include "web/visitors_parts.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define FORM_BYTES  (UINT64_C(256) << 10) /* of a form that holds no file */
#define FOREVER_S   (SERVER_BODY_S + 7200.0)
#define ADDRESS_MAX 64

static const char *header_of(const struct exchange *exchange, const char *name)
{
    return MHD_lookup_connection_value(exchange->connection, MHD_HEADER_KIND, name);
}

static enum MHD_Result on_argument(void *at, enum MHD_ValueKind kind, const char *key,
                                   const char *value)
{
    struct exchange *exchange = at;
    (void)kind;
    if (exchange->n_fields == WEB_FIELDS / 2)
        return MHD_NO;
    exchange->field[exchange->n_fields++] =
        (struct web_field){arena_text(&exchange->arena, key ? key : ""),
                           arena_text(&exchange->arena, value ? value : "")};
    return MHD_YES;
}

static enum web_method method_of(const char *name)
{
    if (strcmp(name, "GET") == 0 || strcmp(name, "HEAD") == 0)
        return WEB_GET;
    if (strcmp(name, "POST") == 0)
        return WEB_POST;
    return strcmp(name, "DELETE") == 0 ? WEB_DELETE : WEB_OTHER;
}

static void free_carried(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    for (size_t i = 0; i < exchange->n_files; i++)
        if (exchange->file[i].fd >= 0)
            (void)close(exchange->file[i].fd);
    upload_free(carried->upload);
    if (carried->counted)
        (void)atomic_fetch_sub(&carried->carrier->uploads, 1);
    if (exchange->out)
        (void)fclose(exchange->out);
    memory_free_stream(carried->body);
    memory_free(carried->bit);
    arena_clear(&exchange->arena);
    memory_free(carried);
}

static struct carried *begin(struct carrier *carrier, struct MHD_Connection *connection,
                             const char *url, const char *method)
{
    struct carried *carried = memory_new(1, sizeof *carried);
    if (!carried)
        return NULL;
    struct exchange *exchange = &carried->exchange;
    carried->carrier = carrier;
    exchange->connection = connection;
    exchange->site = &carrier->site;
    exchange->header = header_of;
    exchange->status = 200;
    exchange->type = "text/html; charset=utf-8";
    exchange->private_data = true;
    exchange->method = method_of(method);
    exchange->path = arena_text(&exchange->arena, url);
    exchange->out = open_memstream(&carried->body, &carried->n_body);
    if (exchange->out) {
        (void)MHD_get_connection_values(connection, MHD_GET_ARGUMENT_KIND, on_argument, exchange);
        return carried;
    }
    free_carried(carried);
    return NULL;
}

/* The last line of that header: a proxy may add its own below the one that a client made up. */
static enum MHD_Result on_forwarded(void *at, enum MHD_ValueKind kind, const char *key,
                                    const char *value)
{
    (void)kind;
    if (value && text_equal_nocase(key, "X-Forwarded-For"))
        *(const char **)at = value;
    return MHD_YES;
}

/* Who sends it: behind a proxy the last that the proxy names. */
static const char *address_of(struct exchange *exchange)
{
    char text[ADDRESS_MAX] = "";
    const char *through = NULL;
    (void)MHD_get_connection_values(exchange->connection, MHD_HEADER_KIND, on_forwarded, &through);
    if (exchange->site->options.behind_proxy && through) {
        const char *last = strrchr(through, ',');
        last = last ? last + 1 : through;
        return arena_text(&exchange->arena, last + strspn(last, " "));
    }
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    const struct sockaddr *from = info ? info->client_addr : NULL;
    if (from && from->sa_family == AF_INET)
        (void)inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)from)->sin_addr, text,
                        sizeof text);
    else if (from && from->sa_family == AF_INET6)
        (void)inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)from)->sin6_addr,
                        text, sizeof text);
    return arena_text(&exchange->arena, text);
}

static struct visitor_papers papers_of(struct exchange *exchange, bool changes)
{
    const char *csrf = header_of(exchange, "X-CSRF-Token");
    return (struct visitor_papers){
        .cookie = header_of(exchange, "Cookie"),
        .authorization = header_of(exchange, "Authorization"),
        .origin = header_of(exchange, "Origin"),
        .host = header_of(exchange, "Host"),
        .fetch_site = header_of(exchange, "Sec-Fetch-Site"),
        .address = exchange->address,
        .csrf = csrf ? csrf : exchange_field(exchange, "csrf"),
        .changes = changes,
    };
}

/* False: it is answered why they may not. */
static bool look(struct exchange *exchange, bool changes)
{
    const struct visitor_papers papers = papers_of(exchange, changes);
    switch (visitors_look(exchange->site->visitors, &exchange->visitor, &papers)) {
    case VISITOR_FINE:
        return true;
    case VISITOR_SIGN_IN:
        exchange_fail(exchange, 401, "sign_in", "this needs a name and a password, or the token");
        break;
    case VISITOR_FORGED:
        exchange_fail(exchange, 403, "forged",
                      "this form is too old, or did not come from here - open the page again");
        break;
    case VISITOR_WRONG_HOST:
        exchange_fail(exchange, 403, "wrong_host",
                      "this server does not go by that name - see backstride serve --help, --name");
        break;
    case VISITOR_TOO_MANY:
        exchange_fail(exchange, 429, "too_many_tries", "too many wrong tries - come back later");
        break;
    }
    return false;
}

static bool is_secure(const struct carrier *carrier)
{
    return carrier->tls || carrier->site.options.behind_proxy;
}

/* What another site has a browser send is not even read; the csrf may be in the body. */
static bool comes_from_us(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    const struct visitor_papers papers = papers_of(exchange, true);
    if (exchange->method == WEB_GET || exchange->visitor.bearer ||
        !papers_foreign(&papers, is_secure(carried->carrier)))
        return true;
    exchange_fail(exchange, 403, "forged", "another site sent this");
    return false;
}

static uint64_t declared(const struct exchange *exchange)
{
    int64_t n = 0;
    const char *length = header_of(exchange, "Content-Length");
    if (header_of(exchange, "Transfer-Encoding"))
        return UINT64_MAX; /* nobody knows */
    if (!length || !exchange_whole(&n, length))
        return length ? UINT64_MAX - 1 : 0; /* too long for a number */
    return n > 0 ? (uint64_t)n : 0;
}

/* Finds the route and sees whether they may take it; false: it is answered. */
static bool admit(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    bool other;
    exchange->address = address_of(exchange);
    if (!look(exchange, false) || !comes_from_us(carried))
        return false;
    const struct route *route = route_find(exchange, &other);
    if (!route) {
        exchange_fail(exchange, other ? 405 : 404, other ? "bad_method" : "not_found",
                      other ? "that cannot be done here" : "there is no such page");
        return false;
    }
    exchange->allow = NULL;
    if (exchange->visitor.role < route->least) {
        if (exchange_is_api(exchange) || exchange->method != WEB_GET)
            exchange_fail(exchange, 401, "sign_in", "sign in first");
        else
            exchange_see(exchange, "/sign-in");
        return false;
    }
    carried->route = route;
    return true;
}

/* Opens the way for its body; false: it is answered why not. */
static bool accept_body(struct carried *carried, uint64_t n)
{
    struct exchange *exchange = &carried->exchange;
    struct carrier *carrier = carried->carrier;
    const struct server_options *options = &carrier->site.options;
    struct upload_limits limits = {
        .bytes = FORM_BYTES, .files = carried->route->uploads, .folder = carrier->folder};
    if (limits.files)
        limits.bytes = options->upload_bytes;
    if (n != UINT64_MAX && n > limits.bytes) {
        exchange_fail(exchange, 413, "too_large",
                      arena_print(&exchange->arena,
                                  "that is larger than the %.1f MB that may come at once",
                                  (double)limits.bytes / (1 << 20)));
        return false;
    }
    carried->counted = limits.files;
    if (limits.files && atomic_fetch_add(&carrier->uploads, 1) >= options->uploads) {
        exchange_fail(exchange, 503, "busy", "too many uploads at once - try again in a moment");
        return false;
    }
    carried->upload = upload_new(exchange, &limits);
    if (!carried->upload)
        exchange_fail(exchange, 415, "unknown_form",
                      "send multipart/form-data, application/x-www-form-urlencoded or JSON");
    return carried->upload != NULL;
}

/* Only an upload may take long: who has not signed in holds no connection for an hour. */
static double time_of_body(const struct carried *carried)
{
    bool uploads = !carried->refused && carried->route->uploads;
    return uploads ? carried->carrier->body_s : carried->carrier->head_s;
}

/* The head is there. */
static enum MHD_Result on_head(struct carried *carried, const char *method)
{
    struct exchange *exchange = &carried->exchange;
    uint64_t n = declared(exchange);
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    carried->refused =
        !admit(carried) || (exchange->method == WEB_POST && n > 0 && !accept_body(carried, n));
    guard_grant(info ? info->socket_context : NULL, n > 0 ? time_of_body(carried) : FOREVER_S);
    if (n == 0 || (!carried->refused && exchange->method == WEB_POST))
        return MHD_YES; /* answered when it is whole */
    if (strcmp(method, "POST") == 0 || strcmp(method, "PUT") == 0) {
        carried->lingers = true;
        return carry_send(carried);
    }
    if (!carried->refused)
        exchange_fail(exchange, 413, "too_large", "no body is expected with this");
    carry_send_raw(carried);
    return MHD_NO;
}

static enum MHD_Result on_body(struct carried *carried, const char *data, size_t *n)
{
    bool go_on = upload_take(carried->upload, data, *n);
    *n = 0;
    if (go_on)
        return MHD_YES;
    (void)upload_end(carried->upload);
    carry_send_raw(carried);
    return MHD_NO;
}

static void set_cookie(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    if (exchange->cookie || !exchange->visitor.set_cookie || exchange_is_api(exchange))
        return;
    visitors_cookie(exchange->site->visitors, carried->cookie, &exchange->visitor);
    exchange->cookie = carried->cookie;
}

/* The request is whole. */
static enum MHD_Result on_whole(struct carried *carried)
{
    struct exchange *exchange = &carried->exchange;
    bool fine = !carried->refused;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(exchange->connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    guard_grant(info ? info->socket_context : NULL, FOREVER_S);
    /* A handler may take as long as it needs; the clock of idling begins anew after it. */
    (void)MHD_set_connection_option(exchange->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    if (fine && carried->upload)
        fine = upload_end(carried->upload);
    upload_free(carried->upload);
    carried->upload = NULL;
    if (carried->counted)
        (void)atomic_fetch_sub(&carried->carrier->uploads, 1);
    carried->counted = false;
    if (fine && exchange->method != WEB_GET)
        fine = look(exchange, true) && exchange->visitor.role >= carried->route->least;
    if (fine)
        carried->route->answer(exchange);
    set_cookie(carried);
    (void)MHD_set_connection_option(exchange->connection, MHD_CONNECTION_OPTION_TIMEOUT,
                                    (unsigned)SERVER_IDLE_S);
    return carry_send(carried);
}

enum MHD_Result carry_request(void *carrier, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *data, size_t *n,
                              void **request)
{
    struct carried *carried = *request;
    (void)version;
    if (!carried) {
        carried = begin(carrier, connection, url, method);
        *request = carried;
        return carried ? on_head(carried, method) : MHD_NO;
    }
    if (*n > 0 && carried->upload)
        return on_body(carried, data, n);
    if (*n > 0) { /* of a request that is refused already */
        *n = 0;
        return MHD_YES;
    }
    return on_whole(carried);
}

void carry_completed(void *carrier, struct MHD_Connection *connection, void **request,
                     enum MHD_RequestTerminationCode code)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    double head_s = ((const struct carrier *)carrier)->head_s;
    (void)code;
    /* What follows on this connection has to wait no longer than idling allows, and be quick. */
    guard_grant(info ? info->socket_context : NULL, SERVER_IDLE_S + head_s);
    if (*request && ((struct carried *)*request)->lingers)
        carry_linger(connection);
    if (*request)
        free_carried(*request);
    *request = NULL;
}

void carry_connection(void *at, struct MHD_Connection *connection, void **guarded,
                      enum MHD_ConnectionNotificationCode code)
{
    struct carrier *carrier = at;
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        *guarded = info ? guard_enter(carrier->guard, info->connect_fd, carrier->head_s) : NULL;
        return;
    }
    guard_leave(*guarded);
    *guarded = NULL;
}
