/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small client of HTTP. */
#include "support/web_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#define BOUNDARY   "----backstride-test"
#define PATIENCE_S 60
#define ROOM       (4u << 20)

int web_connect(uint16_t port)
{
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    struct timeval patience = {.tv_sec = PATIENCE_S};
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int socket_ = socket(AF_INET, SOCK_STREAM, 0);
    (void)setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    (void)setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (connect(socket_, (const struct sockaddr *)(const void *)&to, sizeof to) == 0)
        return socket_;
    (void)close(socket_);
    return -1;
}

bool web_send(int socket, const void *bytes, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t sent = send(socket, (const char *)bytes + done, n - done, MSG_NOSIGNAL);
        if (sent <= 0)
            return false;
        done += (size_t)sent;
    }
    return true;
}

bool web_say(int socket, const char *text)
{
    return web_send(socket, text, strlen(text));
}

static const char *find_header(const struct web_answer *answer, const char *name, size_t *n)
{
    size_t length = strlen(name);
    const char *line = strstr(answer->text, "\r\n");
    while (line && strncmp(line, "\r\n\r\n", 4) != 0) {
        line += 2;
        if (strncasecmp(line, name, length) == 0 && line[length] == ':') {
            line += length + 1 + strspn(line + length + 1, " ");
            *n = strcspn(line, "\r");
            return line;
        }
        line = strstr(line, "\r\n");
    }
    return NULL;
}

bool web_header(const struct web_answer *answer, const char *name, const char *part)
{
    size_t n;
    char value[1024];
    const char *at = answer->text ? find_header(answer, name, &n) : NULL;
    if (!at || n >= sizeof value)
        return false;
    memcpy(value, at, n);
    value[n] = '\0';
    return strstr(value, part) != NULL;
}

/* Whether an answer is there to its end. */
static bool is_whole(struct web_answer *answer, size_t got, bool head)
{
    size_t n;
    const char *end = strstr(answer->text, "\r\n\r\n");
    if (!end)
        return false;
    answer->body = end + 4;
    answer->n_body = got - (size_t)(answer->body - answer->text);
    const char *length = find_header(answer, "Content-Length", &n);
    if (head || (length && answer->n_body >= strtoul(length, NULL, 10)))
        return true;
    return web_header(answer, "Transfer-Encoding", "chunked") && answer->n_body >= 5 &&
           memcmp(answer->body + answer->n_body - 5, "0\r\n\r\n", 5) == 0;
}

struct web_answer web_read(int socket, bool head)
{
    struct web_answer answer = {.text = calloc(ROOM, 1)};
    size_t got = 0;
    bool whole = false;
    while (!whole && answer.text && got + 1 < ROOM) {
        ssize_t n = recv(socket, answer.text + got, ROOM - 1 - got, 0);
        if (n <= 0)
            break;
        got += (size_t)n;
        whole = is_whole(&answer, got, head);
        if (whole && strncmp(answer.text, "HTTP/1.1 100", 12) == 0) {
            got = answer.n_body; /* that was no answer yet */
            memmove(answer.text, answer.body, got);
            answer.text[got] = '\0';
            whole = got > 0 && is_whole(&answer, got, head);
        }
    }
    if (got > 12 && strncmp(answer.text, "HTTP/1.1 ", 9) == 0)
        answer.status = atoi(answer.text + 9);
    return answer;
}

void web_clear(struct web_answer *answer)
{
    free(answer->text);
    *answer = (struct web_answer){0};
}

struct web_answer web_ask(uint16_t port, const char *method, const char *path, const char *headers,
                          const char *body)
{
    char head[8192];
    struct web_answer none = {0};
    int socket = web_connect(port);
    if (socket < 0)
        return none;
    (void)snprintf(head, sizeof head, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%u\r\n%s", method, path,
                   (unsigned)port, headers);
    bool sent = web_say(socket, head);
    if (body) {
        (void)snprintf(head, sizeof head, "Content-Length: %zu\r\n", strlen(body));
        sent = sent && web_say(socket, head);
    }
    sent = sent && web_say(socket, "\r\n") && (!body || web_say(socket, body));
    struct web_answer answer = sent ? web_read(socket, strcmp(method, "HEAD") == 0) : none;
    (void)close(socket);
    return answer;
}

static void put_file(FILE *out, const char *path)
{
    char block[65536];
    FILE *in = fopen(path, "rb");
    size_t n;
    while (in && (n = fread(block, 1, sizeof block, in)) > 0)
        (void)fwrite(block, 1, n, out);
    if (in)
        (void)fclose(in);
}

char *web_form(size_t *n, const char *path, const char *headers, const struct web_part *parts,
               size_t n_parts)
{
    char *body = NULL, *all = NULL;
    size_t n_body = 0;
    FILE *out = open_memstream(&body, &n_body);
    for (size_t i = 0; i < n_parts; i++) {
        (void)fprintf(out, "--" BOUNDARY "\r\nContent-Disposition: form-data; name=\"%s\"",
                      parts[i].name);
        if (parts[i].file)
            (void)fprintf(out, "; filename=\"%s\"", parts[i].file);
        (void)fputs("\r\n\r\n", out);
        if (parts[i].file)
            put_file(out, parts[i].value);
        else
            (void)fputs(parts[i].value, out);
        (void)fputs("\r\n", out);
    }
    (void)fputs("--" BOUNDARY "--\r\n", out);
    (void)fclose(out);
    out = open_memstream(&all, n);
    (void)fprintf(out,
                  "POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\n%sContent-Type: multipart/form-data; "
                  "boundary=" BOUNDARY "\r\nContent-Length: %zu\r\n\r\n",
                  path, headers, n_body);
    (void)fwrite(body, 1, n_body, out);
    (void)fclose(out);
    free(body);
    return all;
}

struct web_answer web_post(uint16_t port, const char *path, const char *headers,
                           const struct web_part *parts, size_t n_parts)
{
    size_t n;
    char *all = web_form(&n, path, headers, parts, n_parts);
    struct web_answer answer = {0};
    int socket = web_connect(port);
    if (socket >= 0 && web_send(socket, all, n))
        answer = web_read(socket, false);
    if (socket >= 0)
        (void)close(socket);
    free(all);
    return answer;
}
