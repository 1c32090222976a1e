/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the papers of hand_paper.h as HTML, to be looked at: make_paper FOLDER */
#include "support/hand_paper.h"

#include <stdio.h>
#include <stdlib.h>

#define PATH_ROOM 4096

static bool write_page(const char *folder, const char *name, struct paper *paper)
{
    char path[PATH_ROOM];
    (void)snprintf(path, sizeof path, "%s/%s.html", folder, name);
    FILE *out = paper ? fopen(path, "wb") : NULL;
    bool fine = out && paper_html(paper, out) == BKS_OK;
    if (out && fclose(out) != 0)
        fine = false;
    if (!fine)
        (void)fprintf(stderr, "make_paper: %s: not written\n", path);
    paper_free(paper);
    return fine;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        (void)fprintf(stderr, "usage: make_paper FOLDER\n");
        return EXIT_FAILURE;
    }
    bool fine = write_page(argv[1], "ordinary", hand_paper(locale_at(0)));
    fine = write_page(argv[1], "hostile", hand_paper_of(hand_hostile)) && fine;
    fine = write_page(argv[1], "long", hand_paper_of(hand_long_word())) && fine;
    fine = write_page(argv[1], "stop", hand_paper_stop()) && fine;
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
