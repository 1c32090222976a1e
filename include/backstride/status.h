/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a call of backstride can answer, and where and why it could not.
 *
 * One list makes the enum, the names and the texts, so that they cannot drift apart.
 */
#ifndef BACKSTRIDE_STATUS_H
#define BACKSTRIDE_STATUS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define BKS_CHECK        __attribute__((warn_unused_result))
#define BKS_API          __attribute__((visibility("default")))
#define BKS_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define BKS_CHECK
#define BKS_API
#define BKS_PRINTF(f, a)
#endif

/* X(NAME, id in JSON, text) */
#define BKS_STATUS_LIST(X)                                                                    \
    X(OK, "ok", "no error")                                                                   \
    X(BAD_ARGUMENT, "bad_argument", "an argument is out of its range")                        \
    X(NO_MEMORY, "no_memory", "out of memory")                                                \
    X(CANNOT_OPEN, "cannot_open", "cannot be opened")                                         \
    X(CANNOT_WRITE, "cannot_write", "cannot be written")                                      \
    X(IO, "io_error", "reading or writing failed")                                            \
    X(UNKNOWN_FORMAT, "unknown_format", "not a recording that any reader knows")              \
    X(NOT_MINE, "not_mine", "not in this format")                                             \
    X(UNSUPPORTED, "unsupported", "a form of this format that carries too little to be read") \
    X(DAMAGED, "damaged", "the contents contradict themselves")                               \
    X(EMPTY, "empty", "no samples in it")                                                     \
    X(TOO_LARGE, "too_large", "larger than the stated limit")                                 \
    X(INTERRUPTED, "interrupted", "interrupted")                                              \
    X(NO_DATE, "no_date", "the recording has no date")

enum bks_status {
#define X(name, id, text) BKS_##name,
    BKS_STATUS_LIST(X)
#undef X
        BKS_STATUS_COUNT
};

/*
 * Why and where a call failed, for one line to a person:
 * "backstride: FILE: <what> (<place>) - <hint>".
 *
 * Texts are lower case, without full stop, and do not repeat the file's name.
 */
struct bks_fault {
    enum bks_status status;
    int64_t offset; /* byte in the input, or -1 where no byte is to blame */
    int64_t line;   /* line of a text input, from 1, or 0 */
    char entry[96]; /* file inside a zip or folder, or "" */
    char what[192]; /* what is wrong */
    char hint[192]; /* what to do about it, or "" */
};

/*
 * The machine's name ("no_memory") and the plain text of a status.
 *
 *   in    status  any value; one outside the list gives "unknown"
 *   owns  nothing; the text is static
 */
BKS_API const char *bks_status_id(enum bks_status status);
BKS_API const char *bks_status_text(enum bks_status status);

/* The library's version, "0.1.0". Static. */
BKS_API const char *bks_version(void);

#ifdef __cplusplus
}
#endif
#endif
