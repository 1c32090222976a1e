/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running the program as a user does: fork, files for its output, wait. */
#include "support/ran.h"

#include "support/assert.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *all_of(FILE *file)
{
    char *text = calloc(RAN_ROOM, 1);
    assert_non_null(text);
    rewind(file);
    (void)fread(text, 1, RAN_ROOM - 1, file);
    (void)fclose(file);
    return text;
}

/* In the child: never comes back. */
static void become(const char *const *words, int input, int output, int error)
{
    char *copy[RAN_MAX_WORDS + 1] = {NULL};
    for (size_t i = 0; words[i] && i < RAN_MAX_WORDS; i++)
        copy[i] = strdup(words[i]);
    if (dup2(input, 0) == 0 && dup2(output, 1) == 1 && dup2(error, 2) == 2)
        (void)execv(copy[0], copy);
    _exit(127);
}

void ran_run(struct ran *ran, const char *const *words, const char *input, const char *output,
             int signal)
{
    FILE *out = output ? fopen(output, "w") : tmpfile();
    FILE *err = tmpfile();
    int in = open(input ? input : "/dev/null", O_RDONLY);
    assert_true(out && err && in >= 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        become(words, in, fileno(out), fileno(err));
    if (signal) {
        const struct timespec tenth = {0, 100000000};
        (void)nanosleep(&tenth, NULL);
        (void)kill(child, signal);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    ran->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    assert_int_not_equal(ran->status, 127);
    (void)close(in);
    ran->err = all_of(err);
    ran->out = output ? calloc(1, 1) : all_of(out);
    if (output)
        (void)fclose(out);
}

void ran_clear(struct ran *ran)
{
    free(ran->out);
    free(ran->err);
    *ran = (struct ran){0, NULL, NULL};
}
