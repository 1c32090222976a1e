/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing a zip through libzip into a buffer. */
#include "support/zip_memory.h"

#include "support/assert.h"

#include <string.h>
#include <zip.h>

#define A_FIXED_TIME 1777622400 /* so that the same files make the same bytes */

static void add(zip_t *zip, const struct zip_text *file, const char *password)
{
    zip_uint64_t n = file->n ? file->n : strlen(file->text);
    zip_source_t *bytes = zip_source_buffer(zip, file->text, n, 0);
    zip_int64_t i = zip_file_add(zip, file->name, bytes, ZIP_FL_ENC_UTF_8);
    assert_true(i >= 0);
    assert_int_equal(zip_file_set_mtime(zip, (zip_uint64_t)i, A_FIXED_TIME, 0), 0);
    if (password)
        assert_int_equal(zip_file_set_encryption(zip, (zip_uint64_t)i, ZIP_EM_AES_128, password),
                         0);
}

size_t zip_memory(uint8_t *out, size_t room, const struct zip_text *files, const char *password)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &error);
    assert_non_null(target);
    zip_source_keep(target);
    zip_t *zip = zip_open_from_source(target, ZIP_TRUNCATE, &error);
    assert_non_null(zip);
    for (; files->name; files++)
        add(zip, files, password);
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(target), 0);
    zip_int64_t n = zip_source_read(target, out, room);
    assert_true(n > 0 && (size_t)n < room);
    (void)zip_source_close(target);
    zip_source_free(target);
    zip_error_fini(&error);
    return (size_t)n;
}
