/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the recordings of samples/ and their manifest: make_samples FOLDER */
#include "support/sample_set.h"

#include <stdio.h>

int main(int argc, char **argv)
{
    struct sample sample[SAMPLE_COUNT];
    if (argc != 2) {
        fputs("usage: make_samples FOLDER\n", stderr);
        return 2;
    }
    const char *why = sample_set_write(argv[1], sample);
    if (why != NULL)
        fprintf(stderr, "make_samples: %s: %s\n", argv[1], why);
    return why == NULL ? 0 : 73;
}
