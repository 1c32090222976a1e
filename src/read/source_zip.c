/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The entries of a zip, through libzip. Sizes are claims of a stranger until the bytes are out. */
#include "read/source_parts.h"

#include "base/fault.h"

#include <unistd.h>

static enum bks_status open_zip(struct source *source, struct bks_fault *fault)
{
    int code = 0;
    if (source->memory) {
        zip_error_t error;
        zip_error_init(&error);
        zip_source_t *bytes = zip_source_buffer_create(source->memory, source->size, 0, &error);
        source->zip = bytes ? zip_open_from_source(bytes, ZIP_RDONLY, &error) : NULL;
        if (bytes && !source->zip)
            zip_source_free(bytes);
        zip_error_fini(&error);
    } else {
        /* libzip seeks, so it gets a descriptor of its own; all else here reads by offset. */
        int fd = dup(source->fd);
        source->zip = fd >= 0 ? zip_fdopen(fd, 0, &code) : NULL;
        if (fd >= 0 && !source->zip)
            (void)close(fd);
    }
    if (source->zip)
        return BKS_OK;
    return fault_set(fault, code == ZIP_ER_MEMORY ? BKS_NO_MEMORY : BKS_DAMAGED,
                     "copy the file again from the phone",
                     "the zip cannot be listed; it may be cut short");
}

enum bks_status source_list_zip(struct source *source, struct bks_fault *fault)
{
    enum bks_status status = open_zip(source, fault);
    if (status != BKS_OK)
        return status;
    zip_int64_t n = zip_get_num_entries(source->zip, 0);
    for (zip_int64_t i = 0; i < n; i++) {
        zip_stat_t about;
        if (zip_stat_index(source->zip, (zip_uint64_t)i, 0, &about) != 0 ||
            !(about.valid & ZIP_STAT_NAME) || source_ignores(about.name))
            continue;
        struct entry entry = {
            .size = about.valid & ZIP_STAT_SIZE ? about.size : 0,
            .packed = about.valid & ZIP_STAT_COMP_SIZE ? about.comp_size : 0,
            .zip_row = (zip_uint64_t)i,
            .encrypted = (about.valid & ZIP_STAT_ENCRYPTION_METHOD) &&
                         about.encryption_method != ZIP_EM_NONE,
        };
        status = source_add(source, about.name, &entry, fault);
        if (status != BKS_OK)
            return status;
    }
    return BKS_OK;
}
