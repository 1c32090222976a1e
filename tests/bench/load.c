/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the upload page bears: uploads of the 30-minute sample at once, each of a runner of its own,
 * and GET /healthz all the while.
 *
 *   backstride-load [UPLOADS [ASKED [MOST_S [MOST_MB]]]]     50 10000, without limits
 *
 * Prints the figures; ends with 1 where an answer was wrong, or a limit was passed.
 */
#include "support/web_client.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MOST_UPLOADS 64
#define ASKERS       4

struct load {
    uint16_t port;
    int id, wanted, right;
    double took_s;
};

static double now_s(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *upload(void *at)
{
    struct load *load = at;
    char runner[16];
    (void)snprintf(runner, sizeof runner, "Runner %d", load->id);
    const struct web_part parts[] = {
        {"runner", runner, NULL},
        {"start", "2026-05-01T10:00", NULL},
        {"file", BKS_SOURCE_DIR "/samples/walk-run-30min.flac", "run.flac"}};
    double began = now_s();
    struct web_answer answer = web_post(load->port, "/api/recordings", "", parts, 3);
    load->took_s = now_s() - began;
    load->right = answer.status == 201 && strstr(answer.body, "\"cadence_spm\"") != NULL;
    web_clear(&answer);
    return NULL;
}

static void *ask(void *at)
{
    struct load *load = at;
    int socket = web_connect(load->port);
    for (int i = 0; i < load->wanted; i++) {
        double began = now_s();
        struct web_answer answer = {0};
        if (web_say(socket, "GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"))
            answer = web_read(socket, false);
        double took_s = now_s() - began;
        load->took_s = took_s > load->took_s ? took_s : load->took_s;
        load->right += answer.status == 200;
        web_clear(&answer);
    }
    (void)close(socket);
    return NULL;
}

static int by_time(const void *a, const void *b)
{
    double left = ((const struct load *)a)->took_s, right = ((const struct load *)b)->took_s;
    return (left > right) - (left < right);
}

static pid_t serve(uint16_t *port, char *db)
{
    char line[256] = "";
    int pipes[2];
    if (pipe(pipes) != 0)
        return -1;
    pid_t child = fork();
    if (child == 0) {
        char *words[] = {(char[]){BKS_PROGRAM},
                         (char[]){"serve"},
                         (char[]){"--listen"},
                         (char[]){"127.0.0.1:0"},
                         (char[]){"--db"},
                         db,
                         NULL};
        if (dup2(pipes[1], 1) == 1)
            (void)execv(words[0], words);
        _exit(127);
    }
    (void)close(pipes[1]);
    FILE *out = fdopen(pipes[0], "r");
    if (out && fgets(line, sizeof line, out))
        *port = (uint16_t)atoi(strrchr(line, ':') + 1);
    if (out)
        (void)fclose(out);
    return child;
}

/* The most that the server ever had of memory [MB]. */
static double peak_mb(pid_t child)
{
    char path[64], line[256];
    long kb = 0;
    (void)snprintf(path, sizeof path, "/proc/%d/status", (int)child);
    FILE *in = fopen(path, "r");
    while (in && fgets(line, sizeof line, in))
        if (strncmp(line, "VmHWM:", 6) == 0)
            kb = atol(line + 6);
    if (in)
        (void)fclose(in);
    return (double)kb / 1024;
}

/* True where all was answered right and within the limits. */
static bool run(uint16_t port, pid_t child, int uploads, int asked, const double limits[2])
{
    static struct load load[MOST_UPLOADS], health[ASKERS];
    pthread_t thread[MOST_UPLOADS], asker[ASKERS];
    int right = 0, well = 0;
    double worst_s = 0, began = now_s();
    for (int i = 0; i < uploads; i++) {
        load[i] = (struct load){.port = port, .id = i};
        (void)pthread_create(&thread[i], NULL, upload, &load[i]);
    }
    for (int i = 0; i < ASKERS; i++) {
        health[i] = (struct load){.port = port, .wanted = asked / ASKERS};
        (void)pthread_create(&asker[i], NULL, ask, &health[i]);
    }
    for (int i = 0; i < uploads; i++) {
        (void)pthread_join(thread[i], NULL);
        right += load[i].right;
    }
    double all_s = now_s() - began;
    for (int i = 0; i < ASKERS; i++) {
        (void)pthread_join(asker[i], NULL);
        well += health[i].right;
        worst_s = health[i].took_s > worst_s ? health[i].took_s : worst_s;
    }
    qsort(load, (size_t)uploads, sizeof load[0], by_time);
    double p95_s = load[uploads * 95 / 100].took_s, mb = peak_mb(child);
    (void)printf("uploads at once: %d, right: %d, p50 %.2f s, p95 %.2f s, all within %.2f s\n",
                 uploads, right, load[uploads / 2].took_s, p95_s, all_s);
    (void)printf("healthz meanwhile: %d, right: %d, the slowest %.0f ms\n", asked, well,
                 1e3 * worst_s);
    (void)printf("memory of the server: at most %.0f MB\n", mb);
    return right == uploads && well == asked / ASKERS * ASKERS &&
           (limits[0] <= 0 || p95_s <= limits[0]) && (limits[1] <= 0 || mb <= limits[1]);
}

int main(int argc, char **argv)
{
    static const char *const beside[] = {"", "-wal", "-shm"};
    char folder[] = "load-XXXXXX", db[64], path[80];
    int uploads = argc > 1 ? atoi(argv[1]) : 50, asked = argc > 2 ? atoi(argv[2]) : 10000;
    const double limits[2] = {argc > 3 ? atof(argv[3]) : 0, argc > 4 ? atof(argv[4]) : 0};
    uint16_t port = 0;
    if (uploads < 1 || uploads > MOST_UPLOADS || !mkdtemp(folder))
        return 2;
    (void)snprintf(db, sizeof db, "%s/h.db", folder);
    pid_t child = serve(&port, db);
    bool fine = port > 0 && run(port, child, uploads, asked, limits);
    (void)kill(child, SIGTERM);
    (void)waitpid(child, NULL, 0);
    for (size_t i = 0; i < sizeof beside / sizeof beside[0]; i++) {
        (void)snprintf(path, sizeof path, "%s%s", db, beside[i]);
        (void)remove(path);
    }
    (void)rmdir(folder);
    return fine ? 0 : 1;
}
