/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The tags of an archive that we write: what Open Movement's readers know, and what ours needs to
 * have the recording back as it was.
 */
#ifndef READ_ARCHIVE_TEXTS_H
#define READ_ARCHIVE_TEXTS_H

#include "model/options.h"
#include "model/warnings.h"
#include "read/archive_plan.h"

#define TEXT_BYTES 2046 /* with the NUL; of longer ones libsndfile forgets all that follows */

/* Where they stand. */
enum archive_text { TEXT_ARTIST, TEXT_COMMENT, TEXT_TITLE, TEXT_ALBUM, TEXT_COPYRIGHT, TEXT_COUNT };

struct archive_texts {
    char text[TEXT_COUNT][TEXT_BYTES];
    size_t used[TEXT_COUNT];
    char date[32]; /* of the first sample, or "" */
};

/* What is to be kept of a recording beside its samples. */
struct archive_story {
    const struct bks_recording_info *info;
    const struct warnings *warnings;
    const struct bks_options *options; /* as given; the place of wear is kept */
    const char *sha256;                /* of the input, hex */
};

/*
 *   ends  BKS_UNSUPPORTED  more to say than there is room for
 */
enum bks_status archive_texts_fill(struct archive_texts *texts, const struct archive_plan *plan,
                                   const struct archive_story *story,
                                   struct bks_fault *fault) BKS_CHECK;

#endif
