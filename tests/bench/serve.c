/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many clients of one server. */
#include "bench/serve.h"

#include "support/web_client.h"

#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef BKS_PROGRAM
#define BKS_PROGRAM "backstride" /* built without it: that of the PATH */
#endif

#define SAMPLE      BKS_SOURCE_DIR "/samples/walk-run-30min.flac"
#define CADENCE     164.26 /* of it, samples/MANIFEST.tsv */
#define CADENCE_OFF 0.5
#define UPLOADS     50
#define ASKERS      4
#define ASKED_EACH  2500
#define ANALYSERS   2
#define ROUNDS      3 /* of the fifty */
#define PATH_ROOM   512
#define MS_PER_S    1e3
#define KIB_PER_MIB 1024.0
#define PERCENT     100

struct serving {
    pid_t child;
    uint16_t port;
    char db[PATH_ROOM];
};

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* ---- the server ---- */

static void become(const char *db, int out)
{
    char *words[] = {strdup(BKS_PROGRAM),
                     strdup("serve"),
                     strdup("--listen"),
                     strdup("127.0.0.1:0"),
                     strdup("--db"),
                     strdup(db),
                     NULL};
    if (dup2(out, STDOUT_FILENO) == STDOUT_FILENO)
        (void)execvp(words[0], words);
    _exit(127);
}

static bool start(struct serving *serving, const char *folder)
{
    int pipes[2];
    char line[256] = "";
    (void)snprintf(serving->db, sizeof serving->db, "%s/s.db", folder);
    if (pipe(pipes) != 0 || (serving->child = fork()) < 0)
        return false;
    if (serving->child == 0)
        become(serving->db, pipes[1]);
    (void)close(pipes[1]);
    FILE *out = fdopen(pipes[0], "r");
    bool told = out && fgets(line, sizeof line, out) && strrchr(line, ':');
    if (out)
        (void)fclose(out);
    serving->port = told ? (uint16_t)strtoul(strrchr(line, ':') + 1, NULL, 10) : 0;
    return serving->port != 0;
}

static double peak_mb(const struct serving *serving)
{
    char path[64], line[256];
    double peak = NAN;
    (void)snprintf(path, sizeof path, "/proc/%ld/status", (long)serving->child);
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, "VmHWM:", 6) == 0)
            peak = strtod(line + 6, NULL) / KIB_PER_MIB;
    if (in)
        (void)fclose(in);
    return peak;
}

static bool stop(const struct serving *serving)
{
    static const char *const more[] = {"", "-wal", "-shm"};
    char path[PATH_ROOM + 8];
    int status = 0;
    (void)kill(serving->child, SIGTERM);
    bool well = waitpid(serving->child, &status, 0) == serving->child && WIFEXITED(status) &&
                WEXITSTATUS(status) == 0;
    for (size_t i = 0; i < sizeof more / sizeof more[0]; i++) {
        (void)snprintf(path, sizeof path, "%s%s", serving->db, more[i]);
        (void)remove(path);
    }
    if (!well)
        (void)fputs("backstride-bench: the server did not end well\n", stderr);
    return well;
}

/* ---- clients ---- */

struct client {
    const struct serving *serving;
    pthread_barrier_t *all_there; /* NULL: begins at once */
    const volatile bool *goes_on; /* of those that send again and again; NULL: once */
    unsigned runner, done, wrong;
    double wall_s; /* of the last upload, of the slowest question */
};

static bool is_right(const struct web_answer *answer)
{
    const char *at = answer->status == 201 ? strstr(answer->body, "\"totals\"") : NULL;
    at = at ? strstr(at, "\"cadence_spm\"") : NULL;
    at = at ? strstr(at, "\"value\":") : NULL;
    return at && fabs(strtod(at + strlen("\"value\":"), NULL) - CADENCE) < CADENCE_OFF;
}

static bool upload(struct client *client, const char *all, size_t n)
{
    struct web_answer answer = {0};
    int socket = web_connect(client->serving->port);
    if (socket >= 0 && web_send(socket, all, n))
        answer = web_read(socket, false);
    if (socket >= 0)
        (void)close(socket);
    bool right = is_right(&answer);
    if (!right)
        (void)fprintf(stderr, "backstride-bench: an upload was answered %d: %.200s\n",
                      answer.status, answer.text ? answer.text : "");
    web_clear(&answer);
    return right;
}

static void *send_sample(void *at)
{
    struct client *client = at;
    do {
        char name[32];
        size_t n;
        (void)snprintf(name, sizeof name, "Runner %u %u", client->runner, client->done);
        const struct web_part parts[] = {{"runner", name, NULL}, {"file", SAMPLE, "run.flac"}};
        char *all = web_form(&n, "/api/recordings", "", parts, 2);
        if (client->all_there)
            (void)pthread_barrier_wait(client->all_there);
        double begin = now_s();
        client->wrong += !upload(client, all, n);
        client->wall_s = now_s() - begin;
        client->done++;
        free(all);
    } while (client->goes_on && *client->goes_on);
    return NULL;
}

/* On a connection that stays. */
static void *ask_health(void *at)
{
    struct client *client = at;
    int socket = web_connect(client->serving->port);
    for (; client->done < ASKED_EACH; client->done++) {
        struct web_answer answer = {0};
        double begin = now_s();
        if (web_say(socket, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
            answer = web_read(socket, false);
        client->wrong += answer.status != 200;
        client->wall_s = fmax(client->wall_s, now_s() - begin);
        web_clear(&answer);
    }
    (void)close(socket);
    return NULL;
}

/* ---- what is measured ---- */

struct measured {
    double p50_ms, p95_ms, all_s, peak_mb, asked_s, slowest_s;
    unsigned wrong, asked, analysed;
};

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Value that so many percent of a sorted list keep to. */
static double keeps_to(const double *sorted, size_t n, unsigned percent)
{
    return sorted[(n * percent + PERCENT - 1) / PERCENT - 1];
}

static void measure_uploads(struct measured *measured, const struct serving *serving)
{
    static struct client client[UPLOADS];
    static double wall_s[ROUNDS * UPLOADS];
    pthread_t thread[UPLOADS];
    pthread_barrier_t all_there;
    for (unsigned round = 0; round < ROUNDS; round++) {
        (void)pthread_barrier_init(&all_there, NULL, UPLOADS + 1);
        for (unsigned i = 0; i < UPLOADS; i++) {
            client[i] = (struct client){serving, &all_there, NULL, round * UPLOADS + i, 0, 0, 0};
            (void)pthread_create(&thread[i], NULL, send_sample, &client[i]);
        }
        (void)pthread_barrier_wait(&all_there);
        double begin = now_s();
        for (unsigned i = 0; i < UPLOADS; i++) {
            (void)pthread_join(thread[i], NULL);
            wall_s[round * UPLOADS + i] = client[i].wall_s;
            measured->wrong += client[i].wrong;
        }
        measured->all_s += (now_s() - begin) / ROUNDS;
        (void)pthread_barrier_destroy(&all_there);
    }
    qsort(wall_s, ROUNDS * UPLOADS, sizeof wall_s[0], ascending);
    measured->p50_ms = MS_PER_S * keeps_to(wall_s, ROUNDS * UPLOADS, 50);
    measured->p95_ms = MS_PER_S * keeps_to(wall_s, ROUNDS * UPLOADS, 95);
}

static void measure_questions(struct measured *measured, const struct serving *serving)
{
    static volatile bool goes_on;
    static struct client client[ASKERS + ANALYSERS];
    pthread_t thread[ASKERS + ANALYSERS];
    goes_on = true;
    double begin = now_s();
    for (unsigned i = 0; i < ASKERS + ANALYSERS; i++) {
        bool asks = i < ASKERS;
        client[i] = (struct client){serving, NULL, asks ? NULL : &goes_on, 1000 + i, 0, 0, 0};
        (void)pthread_create(&thread[i], NULL, asks ? ask_health : send_sample, &client[i]);
    }
    for (unsigned i = 0; i < ASKERS; i++) {
        (void)pthread_join(thread[i], NULL);
        measured->asked += client[i].done;
        measured->slowest_s = fmax(measured->slowest_s, client[i].wall_s);
    }
    measured->asked_s = now_s() - begin;
    goes_on = false;
    for (unsigned i = ASKERS; i < ASKERS + ANALYSERS; i++) {
        (void)pthread_join(thread[i], NULL);
        measured->analysed += client[i].done;
    }
    for (unsigned i = 0; i < ASKERS + ANALYSERS; i++)
        measured->wrong += client[i].wrong;
}

static void print_all(const struct measured *measured, bool markdown)
{
    const char *bold = markdown ? "**" : "", *bar = markdown ? " | " : "  ";
    const char *first = markdown ? "| " : "", *end = markdown ? " |" : "";
    const struct {
        const char *what, *unit;
        double value;
    } rows[] = {
        {"half of the uploads within", "ms", measured->p50_ms},
        {"95 of 100 within", "ms", measured->p95_ms},
        {"all fifty within", "ms", MS_PER_S * measured->all_s},
        {"memory of the server at its peak", "MiB", measured->peak_mb},
        {"GET /healthz while analysing", "a second", measured->asked / measured->asked_s},
        {"the slowest of these", "ms", MS_PER_S * measured->slowest_s},
    };
    printf("%s%d uploads of the 30-minute sample at once, %d times; %u GET /healthz beside %u more "
           "uploads; %u wrong answers%s\n\n",
           bold, UPLOADS, ROUNDS, measured->asked, measured->analysed, measured->wrong, bold);
    if (markdown)
        printf("| | |\n|---|---:|\n");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char value[64];
        (void)snprintf(value, sizeof value, "%.0f %s", rows[i].value, rows[i].unit);
        printf("%s%-33s%s%14s%s\n", first, rows[i].what, bar, value, end);
    }
}

static bool within(const struct measured *measured, double most_ms)
{
    bool good = measured->wrong == 0 && isfinite(measured->peak_mb);
    if (most_ms > 0 && measured->p95_ms >= most_ms) {
        fprintf(stderr, "backstride-bench: 95 of 100 uploads take %.0f ms\n", measured->p95_ms);
        good = false;
    }
    if (most_ms > 0 && measured->peak_mb >= SERVE_MOST_MB) {
        fprintf(stderr, "backstride-bench: the server takes %.0f MiB\n", measured->peak_mb);
        good = false;
    }
    return good;
}

bool serve_measure(const char *folder, bool markdown, double most_ms)
{
    struct serving serving = {0};
    struct measured measured = {0};
    if (!start(&serving, folder)) {
        (void)fputs("backstride-bench: the server does not start\n", stderr);
        return false;
    }
    measure_uploads(&measured, &serving);
    measure_questions(&measured, &serving);
    measured.peak_mb = peak_mb(&serving);
    bool ended = stop(&serving);
    print_all(&measured, markdown);
    return ended && within(&measured, most_ms);
}
