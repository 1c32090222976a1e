/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes pages of the site as files, to be looked at: make_pages FOLDER */
#include "support/assert.h"
#include "web/assets.h"
#include "web/page_ask.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH_ROOM 256

static const struct {
    const char *story, *name, *path;
} pages[] = {
    {"weeks12", "home", "/"},
    {"weeks12", "guide", "/guide"},
    {"weeks12", "runners", "/runners"},
    {"weeks12", "runner", "/runners/anna-berg"},
    {"weeks12", "diary", "/runners/anna-berg/diary?saved=2026-05-01&judges=2026-04-29"},
    {"weeks12", "profile", "/runners/anna-berg/profile"},
    {"weeks12", "recording", "/recordings/%" PRId64 "?new=yes"},
    {"weeks12", "nothing", "/recordings/999999"},
    {"stop", "page-stop", "/runners/anna-berg"},
    {"stop", "recording-stop", "/recordings/%" PRId64},
    {"hostile", "page-hostile", "/runners/script-alert-1-script"},
    {"empty", "page-empty", "/runners/anna-berg"},
};

#define N_PAGES (sizeof pages / sizeof pages[0])

static const char sheet[] = "<link rel=\"stylesheet\"";

/* The sheet stands within the file: whoever looks at it has no server to ask. */
static void write_page(const char *name, const struct page_answer *answer)
{
    char file[PATH_ROOM];
    (void)snprintf(file, sizeof file, "%s.html", name);
    const char *at = strstr(answer->body, sheet);
    FILE *out = fopen(file, "wb");
    assert_true(at && out);
    size_t before = (size_t)(at - answer->body);
    (void)fwrite(answer->body, 1, before, out);
    (void)fputs("<style>", out);
    (void)fwrite(asset_css_bytes, 1, asset_css_n, out);
    (void)fputs("</style>\n", out);
    (void)fputs(strchr(at, '\n') + 1, out);
    assert_int_equal(fclose(out), 0);
}

static void write_one(size_t i)
{
    char path[PATH_ROOM];
    struct visitor local = page_local();
    const char *rest = strstr(pages[i].path, "%" PRId64);
    (void)snprintf(path, sizeof path, "%s", pages[i].path);
    if (rest)
        (void)snprintf(path, sizeof path, "%.*s%" PRId64 "%s", (int)(rest - pages[i].path),
                       pages[i].path, page_first_session(), rest + strlen("%" PRId64));
    struct page_answer answer = page_get(path, &local);
    write_page(pages[i].name, &answer);
    page_answer_clear(&answer);
}

int main(int argc, char **argv)
{
    if (argc != 2 || chdir(argv[1]) != 0) {
        (void)fprintf(stderr, "usage: make_pages FOLDER\n");
        return EXIT_FAILURE;
    }
    for (size_t i = 0; i < N_PAGES; i++) {
        bool first = i == 0 || strcmp(pages[i].story, pages[i - 1].story) != 0;
        if (first && i > 0)
            page_site_end();
        if (first) {
            page_site_begin();
            page_tell_story(pages[i].story);
        }
        write_one(i);
    }
    page_site_end();
    return EXIT_SUCCESS;
}
