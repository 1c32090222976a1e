/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the terminal can show, and the two signals that concern a program in a pipe. */
#include "cli/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t interrupted; /* the one thing that a handler may touch */

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

/* The first of the three that is set decides, as for the C library. */
static bool speaks_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = environment(names[i]);
        if (value[0])
            return strstr(value, "UTF-8") || strstr(value, "utf8") || strstr(value, "UTF8") ||
                   strstr(value, "utf-8");
    }
    return false;
}

static bool is_dumb(void)
{
    const char *term = environment("TERM");
    return !term[0] || strcmp(term, "dumb") == 0;
}

struct bks_text_style terminal_style(void)
{
    bool terminal = isatty(STDOUT_FILENO);
    return (struct bks_text_style){
        .utf8 = terminal && speaks_utf8(),
        .colour = terminal && !is_dumb() && !environment("NO_COLOR")[0],
    };
}

bool terminal_redraws(void)
{
    return isatty(STDERR_FILENO) && !is_dumb();
}

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

void terminal_watch(void)
{
    struct sigaction action = {0};
    (void)sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_DFL;
    (void)sigaction(SIGPIPE, &action, NULL);
    action.sa_handler = on_interrupt;
    action.sa_flags = (int)SA_RESETHAND;
    (void)sigaction(SIGINT, &action, NULL);
}

void terminal_bear_full_disk(void)
{
    struct sigaction action = {0};
    (void)sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    (void)sigaction(SIGXFSZ, &action, NULL);
}

bool terminal_interrupted(void)
{
    return interrupted != 0;
}
