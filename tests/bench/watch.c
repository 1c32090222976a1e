/* SPDX-License-Identifier: GPL-3.0-or-later */
/* We fork a watcher, the watcher forks the worker, and its children are then the worker alone. */
#include "bench/watch.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds_now(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double seconds_of(struct timeval time)
{
    return (double)time.tv_sec + 1e-6 * (double)time.tv_usec;
}

static bool all_written(int fd, const void *bytes, size_t n)
{
    return write(fd, bytes, n) == (ssize_t)n;
}

/* The worker: its answer goes through the pipe, so that the watcher's memory stays its own. */
static void run_work(int out, watch_work work, const void *context)
{
    int64_t answer = work(context);
    _exit(all_written(out, &answer, sizeof answer) && answer >= 0 ? 0 : 1);
}

static bool waited(pid_t pid)
{
    int status = 0;
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/* The watcher: never returns. */
static void watch(int out, watch_work work, const void *context)
{
    struct watch_cost cost = {0};
    struct rusage used;
    int pipe_fd[2];
    if (pipe(pipe_fd) != 0)
        _exit(1);
    double start_s = seconds_now();
    pid_t pid = fork();
    if (pid == 0)
        run_work(pipe_fd[1], work, context);
    bool good = waited(pid);
    cost.wall_s = seconds_now() - start_s;
    good = good && getrusage(RUSAGE_CHILDREN, &used) == 0 &&
           read(pipe_fd[0], &cost.answer, sizeof cost.answer) == (ssize_t)sizeof cost.answer;
    if (!good)
        _exit(1);
    cost.cpu_s = seconds_of(used.ru_utime) + seconds_of(used.ru_stime);
    cost.peak_mb = (double)used.ru_maxrss / 1024;
    _exit(all_written(out, &cost, sizeof cost) ? 0 : 1);
}

bool watch_run(struct watch_cost *cost, watch_work work, const void *context)
{
    int pipe_fd[2];
    if (pipe(pipe_fd) != 0)
        return false;
    pid_t pid = fork();
    if (pid == 0)
        watch(pipe_fd[1], work, context);
    bool good = waited(pid) && read(pipe_fd[0], cost, sizeof *cost) == (ssize_t)sizeof *cost;
    (void)close(pipe_fd[0]);
    (void)close(pipe_fd[1]);
    return good;
}

/* Its memory is the command's own: the shell becomes the command, or waits for it. */
static int64_t run_command(const void *context)
{
    pid_t pid = fork();
    if (pid == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        if (nowhere >= 0)
            (void)dup2(nowhere, STDOUT_FILENO);
        (void)execl("/bin/sh", "sh", "-c", (const char *)context, (char *)NULL);
        _exit(127);
    }
    return waited(pid) ? 0 : -1;
}

bool watch_command(struct watch_cost *cost, const char *command)
{
    return watch_run(cost, run_command, command);
}
