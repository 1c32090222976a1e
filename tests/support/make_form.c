/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the form reports of stories as HTML, to be looked at: make_form FOLDER CASE... A case that
 * ends in "-runner" is the page for the runner. */
#include "backstride/status.h"
#include "flow/form_facts.h"
#include "report/locale.h"
#include "support/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PATH_ROOM 4096
#define RUNNER    "-runner"

static enum bks_status print(const struct form_facts *facts, enum form_reader reader,
                             const char *path)
{
    struct paper *paper;
    enum bks_status status = form_report(&paper, facts, reader);
    FILE *out = status == BKS_OK ? fopen(path, "wb") : NULL;
    if (status == BKS_OK)
        status = out ? paper_html(paper, out) : BKS_CANNOT_WRITE;
    if (out && fclose(out) != 0)
        status = BKS_CANNOT_WRITE;
    paper_free(paper);
    return status;
}

static enum bks_status tell_and_print(const struct story *story, struct store *store,
                                      enum form_reader reader, const char *path)
{
    struct runner runner;
    struct form_book *book = NULL;
    const struct form_wish wish = {
        .as_of = STORY_DAY, .n_weeks = (size_t)story->weeks, .locale = locale_at(0)};
    enum bks_status status = story_tell(story, store);
    if (status == BKS_OK)
        status = store->can->runner_find(store, &runner, story->name, NULL);
    if (status == BKS_OK)
        status = form_facts_read(&book, store, &runner, &wish, NULL);
    if (status == BKS_OK)
        status = print(form_book_facts(book), reader, path);
    form_book_free(book);
    return status;
}

static void remove_history(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char name[PATH_ROOM + 8];
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        (void)snprintf(name, sizeof name, "%s%s", path, ends[i]);
        (void)remove(name);
    }
}

static bool make(const char *folder, const char *name)
{
    char id[64], db[PATH_ROOM], html[PATH_ROOM];
    size_t n = strlen(name), end = strlen(RUNNER);
    bool half = n > end && strcmp(name + n - end, RUNNER) == 0;
    (void)snprintf(id, sizeof id, "%.*s", (int)(half ? n - end : n), name);
    (void)snprintf(db, sizeof db, "%s/form.db", folder);
    (void)snprintf(html, sizeof html, "%s/form-%s.html", folder, name);
    const struct story *story = story_find(id);
    struct store *store = NULL;
    remove_history(db);
    enum bks_status status = story ? store_open(&store, db, STORE_WRITE, NULL) : BKS_BAD_ARGUMENT;
    if (status == BKS_OK) {
        status = tell_and_print(story, store, half ? FORM_RUNNER : FORM_PHYSIO, html);
        store->can->close(store);
    }
    remove_history(db);
    if (status != BKS_OK)
        (void)fprintf(stderr, "make_form: %s: %s\n", name, bks_status_text(status));
    return status == BKS_OK;
}

int main(int argc, char **argv)
{
    bool fine = argc > 2;
    if (!fine)
        (void)fprintf(stderr, "usage: make_form FOLDER CASE...\n");
    for (int i = 2; i < argc; i++)
        fine = make(argv[1], argv[i]) && fine;
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
