/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride serve`: the upload page. */
#include "cli/commands.h"

#include "base/memory.h"
#include "base/text.h"
#include "cli/args.h"
#include "cli/exit.h"
#include "cli/home.h"
#include "cli/serve.h"
#include "cli/terminal.h"
#include "report/page.h"
#include "report/purpose.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define OTHERS_MAY_NOT 077
#define ADDRESS_ROOM   64
#define PORT_MOST      65535
#define UPLOADS_MOST   SERVER_CONNECTIONS
#define WORKERS_MOST   64
#define ANALYSIS_MOST  86400
#define FILES_MOST     8192 /* open at once: connections, uploads of many files, what waits */

/* A whole number in its range; false after a complaint. */
static bool take_number(int64_t *to, const struct arg_row *row, const char *value, int64_t most)
{
    const char *end = value + strlen(value);
    if (text_integer(to, value, end) == end && *to >= 1 && *to <= most)
        return true;
    return complain_usage("--%s: \"%.40s\" is not understood - write a number from 1 to %lld",
                          row->name, value, (long long)most) == EXIT_DONE;
}

static bool take_count(void *request, const struct arg_row *row, const char *value)
{
    int64_t n = 0;
    unsigned *to = (unsigned *)(void *)((char *)request + row->at);
    if (!take_number(&n, row, value,
                     row->at == offsetof(struct serve_wish, options.uploads) ? UPLOADS_MOST
                                                                             : WORKERS_MOST))
        return false;
    *to = (unsigned)n;
    return true;
}

static bool take_seconds(void *request, const struct arg_row *row, const char *value)
{
    int64_t n = 0;
    if (!take_number(&n, row, value, ANALYSIS_MOST))
        return false;
    ((struct serve_wish *)request)->options.analysis_s = (double)n;
    return true;
}

static bool take_bytes(void *request, const struct arg_row *row, const char *value)
{
    static const char units[] = "KMG";
    int64_t n = 0;
    const char *end = value + strlen(value), *rest = text_integer(&n, value, end);
    const char *unit = rest && *rest && rest + 1 == end ? strchr(units, *rest & ~0x20) : NULL;
    unsigned shift = unit ? 10u * (unsigned)(unit - units + 1) : 0;
    if (!rest || n < 1 || n > (INT64_C(1) << 40) >> shift || (rest != end && !unit))
        return complain_usage("--%s: \"%.40s\" is not understood - write bytes, as in 200M or 2G",
                              row->name, value) == EXIT_DONE;
    ((struct serve_wish *)request)->options.upload_bytes = (uint64_t)n << shift;
    return true;
}

static bool take_listen(void *request, const struct arg_row *row, const char *value)
{
    struct serve_wish *wish = request;
    const char *colon = strrchr(value, ':');
    int64_t port = 0;
    size_t n = colon ? (size_t)(colon - value) : 0;
    bool brackets = n > 2 && value[0] == '[' && value[n - 1] == ']';
    const char *end = value + strlen(value);
    if (n == 0 || n >= sizeof wish->address || text_integer(&port, colon + 1, end) != end ||
        port < 0 || port > PORT_MOST)
        return complain_usage("--%s: \"%.60s\" is not understood - write 127.0.0.1:8080 or "
                              "[::1]:8080",
                              row->name, value) == EXIT_DONE;
    (void)snprintf(wish->address, sizeof wish->address, "%.*s", (int)(brackets ? n - 2 : n),
                   value + brackets);
    wish->options.address = wish->address;
    wish->options.port = (uint16_t)port;
    return true;
}

#define SETS(member)   NULL, offsetof(struct serve_wish, member)
#define COUNTS(member) take_count, offsetof(struct serve_wish, member)

/* clang-format off */
static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {0, "listen", "ADDR:PORT", "where (127.0.0.1:8080: this computer alone); port 0: any free one",
     take_listen, 0},
    {0, "db", "PATH", "the file of the histories ($XDG_DATA_HOME/backstride/history.db, else "
                      "under ~/.local/share)", SETS(db)},
    {0, "users", "FILE", "names and passwords of who may enter", SETS(options.users)},
    {0, "add-user", "NAME", "adds one to that file, or gives another password, and ends; asks for "
                            "the password", SETS(add_user)},
    {0, "role", "ROLE", "of who is added: physio sees every runner, runner sees one",
     SETS(role)},
    {0, "for", "RUNNER", "which one: as in the address of their page", SETS(runner)},
    {0, "token-file", "FILE", "its first line lets a program in, as a bearer token",
     SETS(token_file)},
    {0, "certificate", "FILE", "for TLS, as PEM", SETS(options.certificate)},
    {0, "key", "FILE", "of the certificate, as PEM", SETS(options.key)},
    {0, "behind-proxy", NULL, "a proxy on this computer does TLS: its X-Forwarded-For is believed",
     SETS(options.behind_proxy)},
    {0, "name", "HOST,...", "names that this server goes by, besides its address",
     SETS(options.names)},
    {0, "upload-most", "BYTES", "of one upload (2G)", take_bytes, 0},
    {0, "uploads", "N", "so many at once (64)", COUNTS(options.uploads)},
    {0, "workers", "N", "so many analyses at once (one a processor)", COUNTS(options.workers)},
    {0, "analysis-most", "S", "seconds that one analysis may take (600)", take_seconds, 0},
    {0, "keep", "DIR", "keep the recordings themselves there; else they are gone once analysed",
     SETS(options.keep)},
};
/* clang-format on */

#define N_ROWS (sizeof rows / sizeof rows[0])

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: backstride serve [--listen ADDR:PORT] [OPTIONS]\n"
                 "       backstride serve --users FILE --add-user NAME --role ROLE\n\n");
    page_words(&page, 0,
               "The upload page: drop a recording in a browser and read how it was run; weeks, "
               "diary, plan and report beside it. It uses the same history as the program, and "
               "asks nothing of the network. Only this computer can reach it, unless --listen "
               "says otherwise: then it asks for a name and a password, or a token, and should "
               "stand behind TLS. It ends with Ctrl-C.");
    (void)printf("\n\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride serve\n"
                 "  backstride serve --users who.txt --add-user kim --role physio\n"
                 "  backstride serve --listen 192.168.1.5:8443 --users who.txt \\\n"
                 "      --certificate site.pem --key site.key\n\n");
    purpose_put(&page);
    return EXIT_DONE;
}

static int fail(const struct bks_fault *fault)
{
    complain("serve", fault);
    return exit_of(fault->status);
}

/* Loud where health data would go over the network for all to read. */
static void tell(const struct serve_wish *wish, const struct server *server)
{
    const struct server_options *options = &wish->options;
    bool six = strchr(options->address, ':') != NULL;
    bool local = strcmp(options->address, "::1") == 0 || text_starts(options->address, "127.");
    if (!local && !options->certificate && !options->behind_proxy)
        (void)fputs("backstride: WARNING: no TLS - passwords and health data go over the network "
                    "for others to read; give --certificate and --key, or use a proxy\n",
                    stderr);
    (void)printf("%s://%s%s%s:%u/\n", options->certificate ? "https" : "http", six ? "[" : "",
                 options->address, six ? "]" : "", (unsigned)server_port(server));
    (void)fflush(stdout);
}

/* As many open files as the system lets us have: with 1024 a few large forms would use them up. */
static void allow_files(void)
{
    struct rlimit most;
    if (getrlimit(RLIMIT_NOFILE, &most) != 0 || most.rlim_cur >= FILES_MOST)
        return;
    most.rlim_cur = most.rlim_max < FILES_MOST ? most.rlim_max : FILES_MOST;
    (void)setrlimit(RLIMIT_NOFILE, &most);
}

static int run(struct serve_wish *wish)
{
    struct server *server;
    struct bks_fault fault = {.offset = -1};
    sigset_t ends;
    int which;
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGINT);
    (void)sigaddset(&ends, SIGTERM);
    (void)pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before there are threads: they inherit it */
    if (server_start(&server, &wish->options, &fault) != BKS_OK)
        return fail(&fault);
    tell(wish, server);
    while (sigwait(&ends, &which) != 0)
        ;
    server_stop(server);
    return EXIT_DONE;
}

static bool read_token(struct serve_wish *wish)
{
    FILE *in = fopen(wish->token_file, "re");
    bool fine = in && fgets(wish->token, sizeof wish->token, in);
    if (in)
        (void)fclose(in);
    wish->token[strcspn(wish->token, "\r\n")] = '\0';
    wish->options.token = wish->token;
    return fine || complain_usage("--token-file: %.200s: no line can be read", wish->token_file) ==
                       EXIT_DONE;
}

static int prepare_and_run(struct serve_wish *wish)
{
    char path[HOME_ROOM];
    struct store *store;
    (void)umask(OTHERS_MAY_NOT);
    terminal_bear_full_disk();
    (void)signal(SIGPIPE, SIG_IGN);
    allow_files();
    if (wish->token_file && !read_token(wish))
        return EXIT_USAGE;
    int ends =
        home_open(&store, wish->db, STORE_WRITE, false); /* makes folders, says what is wrong */
    if (ends != EXIT_DONE)
        return ends;
    store->can->close(store);
    if (!home_of(path, wish->db))
        return EXIT_USAGE;
    wish->options.db = path;
    if (wish->options.workers == 0) {
        long n = sysconf(_SC_NPROCESSORS_ONLN);
        wish->options.workers = n < 1 ? 1 : n > WORKERS_MOST ? WORKERS_MOST : (unsigned)n;
    }
    return run(wish);
}

static int read_and_go(struct serve_wish *wish, struct args_rest *rest, int argc, char **argv)
{
    if (!args_read(rest, argc, argv, rows, N_ROWS, wish))
        return EXIT_USAGE;
    if (wish->help)
        return show_help();
    if (rest->n > 0)
        return complain_usage("\"%.60s\": too much - see backstride serve --help", rest->item[0]);
    if (wish->add_user)
        return serve_add_user(wish);
    return prepare_and_run(wish);
}

int command_serve(int argc, char **argv)
{
    struct serve_wish *wish = memory_new(1, sizeof *wish);
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = exit_of(BKS_NO_MEMORY);
    if (wish && rest.item) {
        wish->options = (struct server_options){.address = "127.0.0.1",
                                                .port = SERVER_PORT,
                                                .upload_bytes = SERVER_UPLOAD_BYTES,
                                                .uploads = SERVER_UPLOADS,
                                                .queue = SERVER_QUEUE,
                                                .analysis_s = SERVER_ANALYSIS_S};
        ends = read_and_go(wish, &rest, argc, argv);
    }
    memory_free(rest.item);
    memory_free(wish);
    return ends;
}
