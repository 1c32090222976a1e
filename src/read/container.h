/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Our own look at an archive's container, before any library sees it: WAV, RF64, FLAC, CAF.
 *
 * Headers from strangers lie about sizes, and some make an audio library spin or break. So the
 * headers are walked here, with bounds, and what comes of it is only where the samples lie and how
 * they are coded. libsndfile then gets nothing but those samples.
 */
#ifndef READ_CONTAINER_H
#define READ_CONTAINER_H

#include "read/archive_tags.h"
#include "read/source.h"

#define CONTAINER_HEAD_BYTES 42u /* "fLaC" and one STREAMINFO block */
#define CONTAINER_MAX_CHUNKS 256u

enum container_kind {
    CONTAINER_NONE,
    CONTAINER_RIFF, /* WAV and RF64 */
    CONTAINER_FLAC,
    CONTAINER_CAF,
    CONTAINER_AUDIO /* music and speech: MP3, Ogg, AIFF, ... */
};

enum container_coding { CODING_PCM, CODING_FLOAT, CODING_FLAC, CODING_OTHER };

/* How the samples end, compared with what the header says. */
enum container_end {
    END_AS_SAID,
    END_CUT_SHORT, /* the file ends first */
    END_UNFINISHED /* the writer never put the size into the header */
};

struct container {
    enum container_kind kind;
    enum container_coding coding;
    bool big_endian;
    bool extensible; /* WAV with the 40-byte "fmt " */
    double rate_hz;
    uint32_t channels, bits; /* of one sample */
    uint64_t data_at;        /* first byte of the samples (of the frames, for FLAC) */
    uint64_t data_bytes;     /* that are in the file */
    uint64_t rows;           /* the most that there can be */
    uint64_t rows_said;      /* by the header; 0 not known */
    enum container_end end;  /* of PCM and float; FLAC shows it only when it is decoded */
    uint8_t head[CONTAINER_HEAD_BYTES]; /* clean bytes to stand before the samples: FLAC */
    size_t head_bytes;
};

/* What the first bytes say that a source is; *name, when wanted, its name for people. */
enum container_kind container_sniff(const struct source *source, const char **name);

/*
 * Walks the headers.
 *
 *   out   *container  checked: at least one channel, one sample per second and one row, coding
 *                     PCM of 16, 24, 32 bits, float of 32, 64 bits or FLAC of 16, 24 bits; or
 *                     CODING_OTHER, and then nothing more is known but rate and channels
 *         *tags       what the texts say; initialised here
 *   ends  BKS_DAMAGED, BKS_EMPTY, BKS_IO, BKS_NO_MEMORY
 */
enum bks_status container_read(struct container *container, struct archive_tags *tags,
                               struct source *source, struct bks_fault *fault) BKS_CHECK;

/*
 * The bytes of a source from `at` on, as many as there are, up to n <= room.
 *
 *   out   *got  a cursor over buffer
 */
enum bks_status container_bytes(struct bytes *got, struct source *source, uint64_t at, void *buffer,
                                size_t n, struct bks_fault *fault) BKS_CHECK;

/*
 * A text block of up to ARCHIVE_MAX_TEXT_BYTES; a longer one is cut.
 *
 *   out   *text  a cursor over *memory
 *   owns  the caller: memory_free(*memory)
 */
enum bks_status container_text(struct bytes *text, void **memory, struct source *source,
                               uint64_t at, uint64_t n, struct bks_fault *fault) BKS_CHECK;

/*
 * Sets data_at, data_bytes, rows and end from a header that says `said` bytes at `at`.
 *
 *   in    container  channels, bits set; source size known
 *         unknown    the header says that it does not know
 */
void container_settle(struct container *container, uint64_t size, uint64_t at, uint64_t said,
                      bool unknown);

/* One walk each: tags are filled, container is zeroed but for the kind. See riff.c, flac.c, caf.c.
 */
enum bks_status riff_read(struct container *container, struct archive_tags *tags,
                          struct source *source, struct bks_fault *fault) BKS_CHECK;
enum bks_status flac_read(struct container *container, struct archive_tags *tags,
                          struct source *source, struct bks_fault *fault) BKS_CHECK;
enum bks_status caf_read(struct container *container, struct archive_tags *tags,
                         struct source *source, struct bks_fault *fault) BKS_CHECK;

#endif
