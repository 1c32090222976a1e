/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride serve --add-user`: asks for a password, and keeps what is made of it. */
#include "cli/serve.h"

#include "cli/exit.h"
#include "store/store.h"
#include "web/visitors.h"

#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_ROOM 512

/* A line of standard input, which a terminal does not show. */
static bool ask(char password[PASSWORD_ROOM], const char *words)
{
    struct termios shown, hidden;
    bool terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
    if (terminal) {
        (void)fputs(words, stderr);
        hidden = shown;
        hidden.c_lflag &= ~(tcflag_t)ECHO;
        (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
    }
    bool got = fgets(password, PASSWORD_ROOM, stdin) != NULL;
    if (terminal) {
        (void)tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
        (void)fputc('\n', stderr);
    }
    if (got)
        password[strcspn(password, "\r\n")] = '\0';
    return got;
}

/* Twice on a terminal, where a slip would not be seen. */
static int ask_password(char password[PASSWORD_ROOM])
{
    char again[PASSWORD_ROOM];
    if (!ask(password, "password: "))
        return complain_usage("no password is given - write it, or give it on standard input");
    if (!isatty(STDIN_FILENO))
        return EXIT_DONE;
    if (!ask(again, "the same again: ") || strcmp(password, again) != 0)
        return complain_usage("the two are not the same; nothing is changed");
    return EXIT_DONE;
}

int serve_add_user(const struct serve_wish *wish)
{
    char password[PASSWORD_ROOM] = "", slug[RUNNER_SLUG_ROOM];
    struct bks_fault fault = {.offset = -1};
    bool physio = wish->role && strcmp(wish->role, "physio") == 0;
    bool runner = wish->role && strcmp(wish->role, "runner") == 0;
    if (!wish->options.users)
        return complain_usage("--add-user: into which file? - add --users FILE");
    if (!physio && !runner)
        return complain_usage("--role: write physio or runner");
    if (runner != (wish->runner != NULL))
        return complain_usage(runner ? "--role runner: which one? - add --for RUNNER"
                                     : "--for: a physio sees every runner - leave it out");
    /* Of two whose names are alike a name could mean the other: the second is "anna-2". */
    slug_of(slug, wish->runner ? wish->runner : "");
    if (runner && strcmp(slug, wish->runner) != 0)
        return complain_usage("--for: \"%.60s\" is a name - write what stands in the address of "
                              "their page, as in anna-berg",
                              wish->runner);
    int ends = ask_password(password);
    if (ends != EXIT_DONE)
        return ends;
    enum bks_status status =
        visitors_add(wish->options.users, wish->add_user, physio ? VISITOR_PHYSIO : VISITOR_RUNNER,
                     physio ? "" : slug, password, &fault);
    if (status == BKS_OK)
        return EXIT_DONE;
    complain(wish->options.users, &fault);
    return exit_of(status);
}
