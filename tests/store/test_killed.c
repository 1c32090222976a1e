/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program that keeps sessions is killed at a moment that nobody chose, 200 times: what it said
 * was kept is there, and nothing is there by half.
 */
#include "store/history.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define KILLS         200
#define MOST_SESSIONS 100000
#define LATEST        6 /* of the time that it takes to open and keep one session */

/* Adds one session after the other and tells each that is kept, until it is killed. */
static void add_for_ever(int told, unsigned number)
{
    struct store *store = NULL;
    struct runner runner;
    if (store_open(&store, HISTORY, STORE_WRITE, NULL) != BKS_OK ||
        store->can->runner_find(store, &runner, "anna", NULL) != BKS_OK)
        _exit(1);
    for (;; number++) {
        struct hand_result hand;
        struct session session;
        int64_t id = 0;
        history_session(&session, &hand, number, 160);
        if (store->can->begin(store, NULL) != BKS_OK ||
            store->can->session_put(store, &id, runner.id, &session, NULL) != BKS_OK ||
            store->can->end(store, true, NULL) != BKS_OK ||
            write(told, &number, sizeof number) != (ssize_t)sizeof number)
            _exit(1);
    }
}

struct seen {
    unsigned n;
    bool there[MOST_SESSIONS];
};

static bool see(void *context, const struct session_head *head)
{
    struct seen *seen = context;
    unsigned number = (unsigned)strtoul(head->sha256, NULL, 10);
    assert_true(number < MOST_SESSIONS);
    seen->there[number] = true;
    seen->n++;
    return true;
}

/* Every session that is there is whole. */
static void look_closely(struct store *store, const struct runner *runner, unsigned first,
                         unsigned last)
{
    for (unsigned number = first; number < last; number++) {
        struct hand_result hand;
        struct session session;
        struct kept_session *kept = NULL;
        int64_t id;
        history_session(&session, &hand, number, 160);
        assert_int_equal(
            store->can->session_find(store, &id, runner->id, session.result.input.sha256, NULL),
            BKS_OK);
        if (id == 0)
            continue;
        assert_int_equal(store->can->session_get(store, &kept, runner->id, id, NULL), BKS_OK);
        char *was = history_json(&session), *is = history_json(kept_session_of(kept));
        assert_string_equal(is, was);
        free(was);
        free(is);
        kept_session_free(kept);
    }
}

static double seconds(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* How long opening and keeping takes here and today, under whatever watches over the program. */
static double seconds_of_one(void)
{
    struct hand_result hand;
    struct session session;
    double start = seconds();
    struct store *store = history_open();
    struct runner runner = history_runner(store, "somebody else");
    history_session(&session, &hand, 1, 160);
    (void)history_put(store, runner.id, &session);
    store->can->close(store);
    return seconds() - start;
}

/* Runs the child until a random moment; the numbers it told as kept. */
static unsigned kill_one(struct sim_random *random, unsigned number, double latest_s, bool *told_of)
{
    int ends[2], status;
    unsigned said, next = number;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0)
        add_for_ever(ends[1], number);
    (void)close(ends[1]);
    const struct timespec wait = {0, (long)(sim_random_uniform(random) * latest_s * 1e9)};
    (void)nanosleep(&wait, NULL);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_true(waitpid(child, &status, 0) == child);
    assert_true(WIFSIGNALED(status));
    while (read(ends[0], &said, sizeof said) == (ssize_t)sizeof said) {
        told_of[said] = true;
        next = said + 1;
    }
    (void)close(ends[0]);
    return next;
}

static void a_kill_loses_nothing_and_leaves_no_half(void **state)
{
    (void)state;
    static bool told_of[MOST_SESSIONS];
    static struct seen seen;
    struct sim_random random = sim_random_of(5, 9);
    struct store *store = history_open();
    struct runner runner = history_runner(store, "anna");
    store->can->close(store);
    unsigned next = 0, told = 0;
    double latest_s = fmin(LATEST * seconds_of_one(), 0.9);
    for (int i = 0; i < KILLS; i++) {
        unsigned first = next;
        /* one more than was told may be kept: its number is not used again */
        next = kill_one(&random, next, latest_s, told_of) + 1;
        /* a machine that is busy elsewhere gets more time: some kills shall come late */
        bool late = next > first + 1;
        latest_s = fmin(latest_s * (late ? 0.95 : 1.2), 0.5);
        store = history_open(); /* checks all that a kill left */
        look_closely(store, &runner, first, next);
        store->can->close(store);
    }
    store = history_open();
    assert_int_equal(store->can->session_heads(store, runner.id, "steps", see, &seen, NULL),
                     BKS_OK);
    store->can->close(store);
    for (unsigned i = 0; i < MOST_SESSIONS; i++) {
        told += told_of[i];
        assert_true(!told_of[i] || seen.there[i]);
    }
    print_message("          %d kills: %u told as kept, %u there\n", KILLS, told, seen.n);
    assert_true(told > KILLS / 10);
    assert_true(seen.n <= told + KILLS);
}

static void a_kill_while_it_is_made_leaves_a_usable_place(void **state)
{
    (void)state;
    struct sim_random random = sim_random_of(5, 10);
    for (int i = 0; i < 40; i++) {
        int status;
        history_remove();
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct store *made = NULL;
            _exit(store_open(&made, HISTORY, STORE_WRITE, NULL) == BKS_OK ? 0 : 1);
        }
        const struct timespec wait = {0, (long)(sim_random_uniform(&random) * 6e6)};
        (void)nanosleep(&wait, NULL);
        (void)kill(child, SIGKILL);
        assert_true(waitpid(child, &status, 0) == child);
        struct store *store = history_open();
        (void)history_runner(store, "anna");
        store->can->close(store);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_kill_loses_nothing_and_leaves_no_half),
        cmocka_unit_test(a_kill_while_it_is_made_leaves_a_usable_place),
    };
    return cmocka_run_group_tests_name("store/killed", tests, history_folder, history_folder_end);
}
