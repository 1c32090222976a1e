/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride convert`: a recording in the archive form, or as plain CSV. */
#include "backstride/convert.h"

#include "base/fault.h"
#include "base/memory.h"
#include "cli/args.h"
#include "cli/commands.h"
#include "cli/exit.h"
#include "cli/option.h"
#include "cli/progress.h"
#include "cli/terminal.h"
#include "report/json_writer.h"
#include "report/page.h"
#include "report/report.h"
#include "report/words.h"

#include <stdio.h>
#include <string.h>

struct wanted {
    struct bks_options *options;
    const char *out; /* borrowed from argv */
    bool force, json, quiet, help;
};

#define SETS(member) NULL, offsetof(struct wanted, member)
#define GIVEN        option_take, offsetof(struct wanted, options)

/* clang-format off */
static const struct arg_row rows[] = {
    {'h', "help", NULL, "this text", SETS(help)},
    {'o', "output", "FILE", "what to write; its ending says the form: .wav, .rf64, .flac, .csv",
     SETS(out)},
    {0, "force", NULL, "replace FILE when it is there", SETS(force)},
    {0, "json", NULL, "say what was written as one JSON object", SETS(json)},
    {'q', "quiet", NULL, "say nothing but failures", SETS(quiet)},
    {0, "placement", "WHERE", "where it was worn, kept in the archive: sacrum, waist, chest, "
                              "trunk, pocket, arm, wrist, hand, ankle, foot", GIVEN},
    {0, "start", "TIME", "when it began: 2026-05-01T10:00 or 2026-05-01T10:00+02:00", GIVEN},
    {0, "tz", "ZONE", "the time zone where it was: Europe/Oslo", GIVEN},
    {0, "columns", "LIST", "which column holds what in a table nobody knows: "
                           "t=1,ax=2,ay=3,az=4[,gx=5,gy=6,gz=7][,speed=8]", GIVEN},
    {0, "units", "UNIT", "of its acceleration: g, m/s2 (inferred when not given)", GIVEN},
    {0, "gyro-unit", "UNIT", "of its gyroscope: dps, rad/s (inferred)", GIVEN},
    {0, "time-unit", "UNIT", "of its time: s, ms, us, ns (inferred)", GIVEN},
};
/* clang-format on */

#define N_ROWS (sizeof rows / sizeof rows[0])

static const char usage[] = "backstride convert [OPTIONS] FILE -o OUT.{wav,rf64,flac,csv}";

static int show_help(void)
{
    struct page page = {.out = stdout};
    (void)printf("usage: %s\n\n", usage);
    page_words(&page, 0,
               "Writes a recording in the archive form (WAV, RF64 or FLAC with tags) or as plain "
               "CSV. The archive form loses nothing: what is read back gives the same analysis. "
               "Whole numbers of the device stay whole numbers; where the clock is uneven, its "
               "stamps are kept beside the samples. FLAC is the smallest, and refused where it "
               "would have to round. \"-\" reads standard input.");
    (void)printf("\n\noptions\n");
    args_help(stdout, rows, N_ROWS);
    (void)printf("\nexamples\n"
                 "  backstride convert run.cwa -o run.flac\n"
                 "  backstride convert --tz Europe/Oslo run.zip -o run.wav\n"
                 "  backstride convert run.wav -o run.csv\n");
    return EXIT_DONE;
}

static bool go_on(void *progress, double share)
{
    progress_at(progress, 0, share);
    return !terminal_interrupted();
}

static void write_lost(struct json_writer *json, unsigned lost)
{
    json_key(json, "lost");
    json_open(json, '[');
    for (int i = 0; i < BKS_LOSS_COUNT; i++)
        if (lost & 1u << i)
            json_text(json, bks_loss_id((enum bks_loss)i));
    json_close(json, ']');
}

static void print_json(const char *file, const char *out, const struct bks_conversion *done)
{
    struct json_writer json = json_start(stdout);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, 1);
    json_key(&json, "input");
    json_open(&json, '{');
    json_key_text(&json, "file", file);
    json_key_text(&json, "sha256", done->sha256);
    json_key_text(&json, "format", done->info.format);
    json_key_text(&json, "device", done->info.device);
    json_close(&json, '}');
    json_key(&json, "output");
    json_open(&json, '{');
    json_key_text(&json, "file", out);
    json_key_text(&json, "container", bks_container_id(done->container));
    json_key_text(&json, "coding", bks_coding_id(done->coding));
    json_key(&json, "columns");
    json_count(&json, done->columns);
    json_key(&json, "time_column");
    json_bool(&json, done->time_column);
    json_key(&json, "n_samples");
    json_count(&json, (size_t)done->n_samples);
    json_key(&json, "size_bytes");
    json_count(&json, (size_t)done->size_bytes);
    write_lost(&json, done->lost);
    json_close(&json, '}');
    json_close(&json, '}');
    /* What cannot be written is said, once, where the output is flushed. */
    (void)(json_end(&json) == BKS_OK);
}

/* What the form comes to, in words. */
static const char *const codings[] = {
    [BKS_CODING_INT16] = "whole numbers of 16 bits",
    [BKS_CODING_INT24] = "whole numbers of 24 bits",
    [BKS_CODING_INT32] = "whole numbers of 32 bits",
    [BKS_CODING_FLOAT64] = "64-bit floats",
    [BKS_CODING_DECIMAL] = "decimals",
};

static const char *const losses[] = {
    [BKS_LOSS_DEVICE] = "the device",
    [BKS_LOSS_START] = "the date",
    [BKS_LOSS_ZONE] = "the time zone",
    [BKS_LOSS_PLACE] = "the place of wear",
    [BKS_LOSS_MARKS] = "marks of clipped samples",
    [BKS_LOSS_WARNINGS] = "warnings",
};
_Static_assert(sizeof losses / sizeof losses[0] == BKS_LOSS_COUNT, "each loss has its words");

/* "; plain CSV has no place for the date, warnings", or nothing. */
static void list_losses(char *text, size_t room, unsigned lost)
{
    const char *between = "; plain CSV has no place for ";
    text[0] = '\0';
    for (int i = 0; i < BKS_LOSS_COUNT; i++) {
        size_t used = strlen(text);
        if (!(lost & 1u << i))
            continue;
        (void)snprintf(text + used, room - used, "%s%s", between, losses[i]);
        between = ", ";
    }
}

static void print_text(const char *out, const struct bks_conversion *done)
{
    struct page page = {.out = stdout};
    char line[640], lost[200], samples[WORDS_ROOM], size[WORDS_ROOM];
    bool time_beside = done->time_column && done->coding != BKS_CODING_DECIMAL;
    words_count(samples, (double)done->n_samples);
    words_count(size, (double)done->size_bytes);
    list_losses(lost, sizeof lost, done->lost);
    (void)snprintf(
        line, sizeof line, ": %s samples as %s, %s bytes%s%s", samples, codings[done->coding], size,
        time_beside ? "; the clock is uneven, so each has its time beside it" : "", lost);
    page_words(&page, 0, out);
    page_words(&page, 0, line);
    page_end_line(&page);
}

static int fail(const struct wanted *wanted, const char *file, const struct bks_fault *fault)
{
    bool of_output = fault->status == BKS_CANNOT_WRITE || fault->status == BKS_BAD_ARGUMENT;
    if (fault->status == BKS_INTERRUPTED)
        return EXIT_INTERRUPTED;
    complain(of_output ? wanted->out : file, fault);
    if (wanted->json)
        (void)(report_failure_json(file, fault, stdout) == BKS_OK);
    return exit_of(fault->status);
}

static int convert(const struct wanted *wanted, const char *file)
{
    struct progress progress;
    struct bks_conversion done;
    struct bks_fault fault;
    terminal_watch();
    terminal_bear_full_disk();
    progress_init(&progress, terminal_redraws() && !wanted->quiet, 1);
    enum bks_status status = bks_convert(&done, file, wanted->out, wanted->force, wanted->options,
                                         go_on, &progress, &fault);
    progress_clear(&progress);
    if (status != BKS_OK)
        return fail(wanted, file, &fault);
    if (wanted->json)
        print_json(file, wanted->out, &done);
    else if (!wanted->quiet)
        print_text(wanted->out, &done);
    return EXIT_DONE;
}

static int read_and_go(struct wanted *wanted, struct args_rest *rest, int argc, char **argv)
{
    if (!args_read(rest, argc, argv, rows, N_ROWS, wanted))
        return EXIT_USAGE;
    if (wanted->help)
        return show_help();
    if (rest->n == 0)
        return complain_usage("no recording is named - usage: %s", usage);
    if (rest->n > 1)
        return complain_usage("\"%.60s\": one recording at a time - usage: %s", rest->item[1],
                              usage);
    if (!wanted->out)
        return complain_usage("no output is named - usage: %s", usage);
    return convert(wanted, rest->item[0]);
}

int command_convert(int argc, char **argv)
{
    struct wanted wanted = {.force = false};
    struct args_rest rest = {.item = memory_new((size_t)argc, sizeof *rest.item)};
    int ends = exit_of(BKS_NO_MEMORY);
    if (rest.item && bks_options_new(&wanted.options) == BKS_OK)
        ends = read_and_go(&wanted, &rest, argc, argv);
    else
        (void)complain_usage("out of memory");
    bks_options_free(wanted.options);
    memory_free(rest.item);
    return ends;
}
