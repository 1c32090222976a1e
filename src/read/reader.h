/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The reader contract: one file a format, one row of a table each.
 *
 * A reader turns bytes into rows in SI units with stamps, and says what it could not. It knows
 * nothing of gait: it repairs nothing, resamples nothing, and merges only streams of one recording.
 *
 * Signs: +1 g on the axis that points up at rest (specific force); gyroscope right-handed about the
 * accelerometer's axes.
 *
 * To add one: write read/<format>.c with a `const struct format format_<name>`, add it to the table
 * in read/formats.c and to CMakeLists.txt, put a sample in samples/ (or make it in the test), add
 * tests/read/test_<format>.c and a seed to tests/fuzz/. tests/read/test_formats.c walks the table.
 */
#ifndef READ_READER_H
#define READ_READER_H

#include "backstride/reader.h"
#include "model/options.h"
#include "model/rows.h"
#include "model/warnings.h"
#include "read/source.h"

/* How sure a format is that a source is its own; the highest wins. */
enum probe_answer {
    PROBE_NOT_MINE = 0,
    PROBE_PERHAPS = 25, /* a table with fitting column names */
    PROBE_LIKELY = 50,  /* several signs */
    PROBE_CERTAIN = 100 /* a magic word or a file that nobody else writes */
};

struct format_state; /* each format defines its own */

/* What is open: shared by all formats. */
struct reader {
    const struct format *format;
    struct source *source;             /* owned by the reader */
    const struct bks_options *options; /* borrowed, never NULL */
    struct bks_recording_info info; /* filled by open; start may be completed by the first next */
    struct warnings warnings;       /* added to by open and next */
    struct format_state *state;     /* the format's own */

    /*
     * A device's raw integers can be had back: each value of the channel is a whole number times
     * this, to the last bit. 0 where that is not known. May get finer while rows are read.
     */
    double step[BKS_CHANNEL_COUNT];

    /* Of reader_open and reader_next; formats leave these alone. */
    struct rows first; /* the first block, read by open to know the start */
    bool first_waits;  /* it was not handed out yet */
    struct rows spare; /* rows of the format that did not fit the block before */
    size_t spare_at;   /* the first of them that waits */
    bool ended;        /* the format has no more */
    int64_t shift_us;  /* added to each stamp: --start or --tz moved the clock */
};

struct format {
    struct bks_format about;

    /*
     * Whether the source is in this format, by content, never by its name alone.
     *
     *   in    source  kind, head and entries may be looked at, streams opened and closed again
     */
    enum probe_answer (*probe)(struct source *source);

    /*
     * Reads what stands before the samples; fills info and state.
     *
     *   in    reader  format, source and options are set
     *   ends  BKS_UNSUPPORTED  mine, but this form carries too little (hint: which form does)
     *         BKS_DAMAGED, BKS_EMPTY, BKS_IO, BKS_NO_MEMORY. `close` is called after a failure too.
     */
    enum bks_status (*open)(struct reader *reader, struct bks_fault *fault);

    /*
     * Fills rows (capacity BKS_BLOCK_ROWS, channels as in info); rows->n = 0 at the end.
     *
     * Where the bytes end or break after the first row: a warning, and the end.
     */
    enum bks_status (*next)(struct reader *reader, struct rows *rows, struct bks_fault *fault);

    /* Frees state; state may be NULL or half made. */
    void (*close)(struct reader *reader);
};

/* The table of formats, NULL after the last. */
const struct format *format_at(size_t i);

/* Rows of this time and later, without another clock, are Unix time: 1e9 s, September 2001. */
#define READER_UNIX_US 1000000000000000

/* For a format whose stamps say by their size alone what they are: makes the clock UTC if so. */
void reader_note_unix(struct reader *reader, const struct rows *rows);

/*
 * Opens a source with the format that claims it most surely, or with the plain table when options
 * give --columns.
 *
 * The first rows are read at once, so that info.start is known, with --start and --tz applied.
 *
 *   out   *out    the reader; reader_close. NULL on failure, and then source is closed
 *   in    source  taken over
 *         options borrowed until reader_close, or NULL
 *   ends  BKS_UNKNOWN_FORMAT, BKS_EMPTY, BKS_BAD_ARGUMENT (--tz), or what the format's open says
 */
enum bks_status reader_open(struct reader **out, struct source *source,
                            const struct bks_options *options, struct bks_fault *fault) BKS_CHECK;

/*
 * The next rows: as many as there is room for, BKS_BLOCK_ROWS, but for the last block; n = 0 at the
 * end. So what is made of a recording does not depend on how its format groups the rows.
 */
enum bks_status reader_next(struct reader *reader, struct rows *rows,
                            struct bks_fault *fault) BKS_CHECK;
void reader_close(struct reader *reader);

/* True when a folder is one recording that some format claims. */
bool reader_claims_folder(const char *path);

#endif
