/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes the history of a story: make_story CASE DB. --list: each with its runner, day and weeks. */
#include "backstride/status.h"
#include "support/story.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int list(void)
{
    for (size_t i = 0; story_at(i); i++)
        (void)printf("%s\t%s\t%s\t%d\n", story_at(i)->id, story_at(i)->name, STORY_AS_OF,
                     story_at(i)->weeks);
    return EXIT_SUCCESS;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list();
    const struct story *story = argc == 3 ? story_find(argv[1]) : NULL;
    if (!story) {
        (void)fprintf(stderr, "usage: make_story CASE DB | make_story --list\n");
        return EXIT_FAILURE;
    }
    struct store *store;
    struct bks_fault fault = {.offset = -1};
    enum bks_status status = store_open(&store, argv[2], STORE_WRITE, &fault);
    if (status != BKS_OK) {
        (void)fprintf(stderr, "make_story: %s\n", fault.what);
        return EXIT_FAILURE;
    }
    status = story_tell(story, store);
    store->can->close(store);
    if (status != BKS_OK)
        (void)fprintf(stderr, "make_story: %s: %s\n", argv[1], bks_status_text(status));
    return status == BKS_OK ? EXIT_SUCCESS : EXIT_FAILURE;
}
