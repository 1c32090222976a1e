/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride formats`: what can be read, and the ids that the JSON uses. */
#include "cli/commands.h"

#include "backstride/reader.h"
#include "cli/exit.h"
#include "cli/wish.h"
#include "report/json_writer.h"
#include "report/page.h"

static const char *warning_id(int i)
{
    return bks_warning_id((enum bks_warning_id)i);
}

static const char *error_id(int i)
{
    return bks_status_id((enum bks_status)i);
}

static const char *reason_id(int i)
{
    return bks_reason_id((enum bks_reason)i);
}

static const char *flag_id(int i)
{
    return bks_flag_id_name((enum bks_flag_id)i);
}

/* The closed lists of the JSON, from the first id that means something. */
static const struct {
    const char *name;
    const char *(*id)(int);
    int first, count;
} lists[] = {
    {"warnings", warning_id, 0, BKS_WARNING_COUNT},
    {"errors", error_id, BKS_OK + 1, BKS_STATUS_COUNT},
    {"reasons", reason_id, BKS_WHY_NONE + 1, BKS_REASON_COUNT},
    {"flags", flag_id, 0, BKS_FLAG_COUNT},
};

static void write_formats(struct json_writer *json)
{
    const struct bks_format *format;
    json_key(json, "formats");
    json_open(json, '[');
    for (size_t i = 0; (format = bks_format_at(i)); i++) {
        json_open(json, '{');
        json_key_text(json, "id", format->id);
        json_key_text(json, "title", format->title);
        json_key_text(json, "recognised_by", format->recognised_by);
        json_key_text(json, "gives", format->gives);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static int print_json(void)
{
    struct json_writer json = json_start(stdout);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, 1);
    write_formats(&json);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        json_key(&json, lists[i].name);
        json_open(&json, '[');
        for (int k = lists[i].first; k < lists[i].count; k++)
            json_text(&json, lists[i].id(k));
        json_close(&json, ']');
    }
    json_close(&json, '}');
    enum bks_status status = json_end(&json);
    /* What cannot be written is said, once, where the output is flushed. */
    return status == BKS_CANNOT_WRITE ? EXIT_DONE : exit_of(status);
}

static int print_text(void)
{
    const struct bks_format *format;
    struct page page = {.out = stdout};
    for (size_t i = 0; (format = bks_format_at(i)); i++) {
        if (i > 0)
            page_end_line(&page);
        page_put(&page, format->title);
        page_end_line(&page);
        page_field(&page, "id", format->id);
        page_field(&page, "known by", format->recognised_by);
        page_field(&page, "gives", format->gives);
    }
    return EXIT_DONE;
}

int command_formats(int argc, char **argv)
{
    static const struct wish_help help = {
        .usage = "backstride formats [--json]",
        .about = "What can be read, how each is recognised (by content, never by name), and what\n"
                 "it gives. The JSON also lists the ids of warnings, errors, reasons and flags.\n",
        .examples = "  backstride formats\n  backstride formats --json\n",
    };
    struct wish wish;
    int ends;
    if (!wish_read(&wish, &ends, argc, argv, &help))
        return ends;
    return wish.json ? print_json() : print_text();
}
