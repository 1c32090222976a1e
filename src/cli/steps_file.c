/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `--steps`: the file with every step of the one recording. */
#include "cli/steps_file.h"

#include "base/fault.h"
#include "cli/exit.h"
#include "cli/terminal.h"
#include "model/options.h"

#include <string.h>
#include <sys/stat.h>

/* The track, and each file of an unzipped export, are inputs as well: none ever gives way. */
static enum bks_status spare_inputs(const char *path, const struct request *request,
                                    const char *recording, struct bks_fault *fault)
{
    struct stat about;
    const char *track = request->options->track;
    bool folder = stat(recording, &about) == 0 && S_ISDIR(about.st_mode);
    if (folder && output_touches(path, recording))
        return fault_set(fault, BKS_CANNOT_WRITE, "choose a place outside of it",
                         "it lies in the recording itself, which is never changed");
    if (*track && output_touches(path, track))
        return fault_set(fault, BKS_CANNOT_WRITE, "choose another name",
                         "it is the track itself, which is never replaced");
    return BKS_OK;
}

int steps_file_begin(struct output **file, const struct request *request,
                     const struct inputs *inputs)
{
    struct bks_fault fault;
    const char *path = request->steps;
    *file = NULL;
    if (!path)
        return EXIT_DONE;
    if (!*path || strcmp(path, "-") == 0)
        return complain_usage("--steps: \"%s\" is no file - write --steps steps.csv", path);
    if (inputs->n != 1)
        return complain_usage("--steps takes the steps of one recording, and %zu files are named - "
                              "name one",
                              inputs->n);
    terminal_bear_full_disk();
    const char *recording = inputs->item[0].path;
    enum bks_status status = spare_inputs(path, request, recording, &fault);
    if (status == BKS_OK)
        status = output_open(file, path, request->force, recording, &fault);
    if (status == BKS_OK)
        return EXIT_DONE;
    complain(path, &fault);
    return exit_of(status);
}

static enum bks_status fill(FILE *out, const void *analysis)
{
    return bks_analysis_write_steps(analysis, out);
}

int steps_file_end(struct output *file, const char *path, const struct bks_analysis *analysis)
{
    struct bks_fault fault;
    enum bks_status status = output_fill(file, fill, analysis);
    if (status == BKS_OK || status == BKS_CANNOT_WRITE) {
        status = output_commit(file, &fault);
    } else {
        output_discard(file);
        (void)fault_set(&fault, status, NULL, "the steps cannot be read back");
    }
    if (status == BKS_OK)
        return EXIT_DONE;
    complain(path, &fault);
    return exit_of(status);
}
