/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The body of a request on its way in. */
#define _GNU_SOURCE /* O_TMPFILE */
#include "web/upload.h"

#include "base/memory.h"
#include "base/text.h"
#include "web/upload_json.h"

#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OWNER_ONLY  0600
#define POST_BUFFER 16384 /* of the parser */
#define FIELD_NAME  64    /* bytes of a name; longer ones are none of ours */

/* What went wrong first. */
struct trouble {
    unsigned status;
    const char *id, *text;
};

struct upload {
    struct exchange *exchange;
    struct upload_limits limits;
    struct MHD_PostProcessor *parser; /* NULL: JSON */
    struct upload_json json;
    struct trouble trouble;
    uint64_t got;
    /* the value that comes in: a file, or a field */
    char name[FIELD_NAME];
    char value[WEB_FIELD_ROOM + 1];
    size_t n_value;
    bool in_field, in_file;
    char file_name[256]; /* as it was sent, cut; "" of a field */
    uint64_t n_part;     /* bytes of it so far */
};

static bool fails(struct upload *upload, unsigned status, const char *id, const char *text)
{
    if (upload->trouble.status == 0)
        upload->trouble = (struct trouble){status, id, text};
    return false;
}

int upload_file(const char *folder)
{
    const char *temporary = getenv("TMPDIR");
    char name[1024];
    int fd = folder ? open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, OWNER_ONLY) : -1;
    if (fd >= 0)
        return fd;
    (void)snprintf(name, sizeof name, "%.900s/backstride-XXXXXX",
                   temporary && *temporary ? temporary : "/tmp");
    fd = mkostemp(name, O_CLOEXEC);
    if (fd >= 0)
        (void)unlink(name);
    return fd;
}

void upload_name(char *name, size_t room, const char *sent)
{
    const char *last = sent;
    for (const char *p = sent; *p; p++)
        if (*p == '/' || *p == '\\')
            last = p + 1;
    text_utf8(name, room, last, strlen(last));
    if (name[strspn(name, " .")] == '\0')
        (void)snprintf(name, room, "recording");
}

/* Ends the field that came in. */
static bool end_field(struct upload *upload)
{
    struct exchange *exchange = upload->exchange;
    if (!upload->in_field)
        return true;
    upload->in_field = false;
    if (exchange->n_fields == WEB_FIELDS)
        return fails(upload, 413, "too_many_fields", "too many fields in the form");
    upload->value[upload->n_value] = '\0';
    exchange->field[exchange->n_fields++] = (struct web_field){
        arena_text(&exchange->arena, upload->name), arena_text(&exchange->arena, upload->value)};
    return true;
}

static bool take_field(struct upload *upload, const char *data, size_t n)
{
    if (n > WEB_FIELD_ROOM - upload->n_value)
        return fails(upload, 413, "too_large", "a value of the form is too long");
    if (n > 0 && memchr(data, '\0', n))
        return fails(upload, 400, "bad_argument", "a value of the form is no text");
    if (n > 0)
        memcpy(upload->value + upload->n_value, data, n);
    upload->n_value += n;
    return true;
}

static bool begin_file(struct upload *upload, const char *filename)
{
    struct exchange *exchange = upload->exchange;
    char name[256];
    if (!upload->limits.files)
        return fails(upload, 400, "bad_argument", "no file is expected here");
    if (exchange->n_files == WEB_FILES)
        return fails(upload, 413, "too_many_files", "too many files at once");
    int fd = upload_file(upload->limits.folder);
    if (fd < 0)
        return fails(upload, 507, "no_room", "the file cannot be kept while it is read");
    upload_name(name, sizeof name, filename);
    exchange->file[exchange->n_files++] =
        (struct web_file){.name = arena_text(&exchange->arena, name), .fd = fd};
    upload->in_file = true;
    return true;
}

static bool take_file(struct upload *upload, const char *data, size_t n)
{
    struct web_file *file = &upload->exchange->file[upload->exchange->n_files - 1];
    for (size_t done = 0; done < n;) {
        ssize_t wrote = write(file->fd, data + done, n - done);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0) {
            (void)(ftruncate(file->fd, 0) == 0); /* the others may have the room */
            return fails(upload, 507, "no_room",
                         "there is no room left on the disk for this file; nothing of it is kept");
        }
        done += (size_t)wrote;
    }
    file->size += n;
    return true;
}

/*
 * Whether these are the first bytes of another value. The parser calls once for nothing where none
 * of its bytes are there yet, or it has none.
 */
static bool begins(const struct upload *upload, const char *key, const char *filename, uint64_t off,
                   size_t n)
{
    bool open = (upload->in_field || upload->in_file) && upload->n_part == 0 && n > 0;
    return off == 0 && !(open && strncmp(upload->name, key, sizeof upload->name - 1) == 0 &&
                         strncmp(upload->file_name, filename, sizeof upload->file_name - 1) == 0);
}

static bool begin_value(struct upload *upload, const char *key, const char *filename, size_t n)
{
    upload->in_file = false;
    if (!end_field(upload))
        return false;
    upload->n_part = 0;
    (void)snprintf(upload->name, sizeof upload->name, "%s", key);
    (void)snprintf(upload->file_name, sizeof upload->file_name, "%s", filename ? filename : "");
    if (filename)
        return (n == 0 && !*filename) || begin_file(upload, filename); /* none was chosen */
    upload->in_field = true;
    upload->n_value = 0;
    return true;
}

static enum MHD_Result on_part(void *at, enum MHD_ValueKind kind, const char *key,
                               const char *filename, const char *type, const char *encoding,
                               const char *data, uint64_t off, size_t n)
{
    struct upload *upload = at;
    (void)kind, (void)type, (void)encoding;
    key = key ? key : "";
    bool ok = true;
    if (begins(upload, key, filename ? filename : "", off, n))
        ok = begin_value(upload, key, filename, n);
    if (ok && upload->in_file)
        ok = take_file(upload, data, n);
    else if (ok && upload->in_field)
        ok = take_field(upload, data, n);
    upload->n_part += n;
    return ok ? MHD_YES : MHD_NO;
}

struct upload *upload_new(struct exchange *exchange, const struct upload_limits *limits)
{
    struct upload *upload = memory_new(1, sizeof *upload);
    const char *type = exchange->header(exchange, "Content-Type");
    if (!upload)
        return NULL;
    upload->exchange = exchange;
    upload->limits = *limits;
    if (type && text_starts(type, "application/json"))
        return upload;
    upload->parser = MHD_create_post_processor(exchange->connection, POST_BUFFER, on_part, upload);
    if (upload->parser)
        return upload;
    memory_free(upload);
    return NULL;
}

bool upload_take(struct upload *upload, const char *bytes, size_t n)
{
    upload->got += n;
    if (upload->got > upload->limits.bytes)
        return fails(upload, 413, "too_large", "more was sent than may come at once");
    if (upload->trouble.status != 0)
        return true; /* passed over */
    if (!upload->parser) {
        if (!upload_json_take(&upload->json, bytes, n))
            (void)fails(upload, 413, "too_large", "the JSON is too long");
    } else if (MHD_post_process(upload->parser, bytes, n) != MHD_YES) {
        (void)fails(upload, 400, "bad_argument", "the form is not what it should be");
    }
    return true;
}

bool upload_end(struct upload *upload)
{
    struct exchange *exchange = upload->exchange;
    if (upload->parser) {
        bool whole = MHD_destroy_post_processor(upload->parser) == MHD_YES;
        upload->parser = NULL;
        if (!whole && upload->got > 0)
            (void)fails(upload, 400, "bad_argument", "the form ends before its end");
        (void)end_field(upload);
    } else if (upload->trouble.status == 0 && !upload_json_end(&upload->json, exchange)) {
        (void)fails(upload, 400, "bad_argument", "the body is not one flat object of JSON");
    }
    for (size_t i = 0; i < exchange->n_files; i++)
        if (exchange->file[i].fd >= 0)
            (void)lseek(exchange->file[i].fd, 0, SEEK_SET);
    if (exchange->arena.failed)
        (void)fails(upload, 503, "no_memory", "out of memory");
    if (upload->trouble.status == 0)
        return true;
    exchange_fail(exchange, upload->trouble.status, upload->trouble.id, upload->trouble.text);
    return false;
}

void upload_free(struct upload *upload)
{
    if (!upload)
        return;
    if (upload->parser)
        (void)MHD_destroy_post_processor(upload->parser);
    memory_free(upload->json.text);
    memory_free(upload);
}
