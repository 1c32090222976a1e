/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libsndfile over a source: a view of the samples alone, read through its virtual input. */
#include "read/samples.h"

#include "base/fault.h"
#include "base/memory.h"

#include <sndfile.h>
#include <string.h>

struct samples {
    struct container container;
    struct source *source;
    SNDFILE *decoder;
    sf_count_t at;          /* in the view: head, then samples */
    uint64_t rows_left;     /* of what the container can hold */
    enum bks_status status; /* of the source, as libsndfile cannot carry it */
    struct bks_fault fault;
    bool broken;
};

static sf_count_t view_size(void *context)
{
    const struct samples *view = context;
    return (sf_count_t)(view->container.head_bytes + view->container.data_bytes);
}

static sf_count_t view_seek(sf_count_t offset, int whence, void *context)
{
    struct samples *view = context;
    sf_count_t size = view_size(context);
    sf_count_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? view->at : size;
    if (offset < -base || offset > size - base)
        return -1;
    view->at = base + offset;
    return view->at;
}

static sf_count_t view_read(void *bytes, sf_count_t count, void *context)
{
    struct samples *view = context;
    const struct container *container = &view->container;
    size_t at = (size_t)view->at, n = count > 0 ? (size_t)count : 0, got = 0;
    size_t left = (size_t)view_size(context) - at;
    n = n < left ? n : left;
    if (at < container->head_bytes) {
        got = container->head_bytes - at < n ? container->head_bytes - at : n;
        memcpy(bytes, container->head + at, got);
    } else if (view->status == BKS_OK) {
        view->status = source_read_at(view->source, container->data_at + at - container->head_bytes,
                                      bytes, n, &got, &view->fault);
        source_count(view->source, got);
    }
    view->at += (sf_count_t)got;
    return (sf_count_t)got;
}

static sf_count_t view_write(const void *bytes, sf_count_t count, void *context)
{
    (void)bytes;
    (void)count;
    (void)context;
    return 0;
}

static sf_count_t view_tell(void *context)
{
    const struct samples *view = context;
    return view->at;
}

static SF_INFO coding_of(const struct container *container)
{
    static const struct {
        enum container_coding coding;
        uint32_t bits;
        int format;
    } formats[] = {{CODING_PCM, 16, SF_FORMAT_PCM_16},
                   {CODING_PCM, 24, SF_FORMAT_PCM_24},
                   {CODING_PCM, 32, SF_FORMAT_PCM_32},
                   {CODING_FLOAT, 32, SF_FORMAT_FLOAT},
                   {CODING_FLOAT, 64, SF_FORMAT_DOUBLE}};
    SF_INFO info = {0};
    if (container->coding == CODING_FLAC)
        return info;
    info.channels = (int)container->channels;
    info.samplerate = 100; /* asked for, of no effect */
    info.format = SF_FORMAT_RAW | (container->big_endian ? SF_ENDIAN_BIG : SF_ENDIAN_LITTLE);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
        if (formats[i].coding == container->coding && formats[i].bits == container->bits)
            info.format |= formats[i].format;
    return info;
}

enum bks_status samples_open(struct samples **out, const struct container *container,
                             struct source *source, struct bks_fault *fault)
{
    SF_VIRTUAL_IO io = {view_size, view_seek, view_read, view_write, view_tell};
    struct samples *samples = memory_new(1, sizeof *samples);
    *out = NULL;
    if (!samples)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    samples->container = *container;
    samples->source = source;
    samples->rows_left = container->rows;
    SF_INFO info = coding_of(container);
    samples->decoder = sf_open_virtual(&io, SFM_READ, &info, samples);
    enum bks_status status = samples->status;
    if (status != BKS_OK && fault)
        *fault = samples->fault;
    else if (status == BKS_OK && (!samples->decoder || info.channels != (int)container->channels))
        status = fault_set(fault, BKS_DAMAGED, "copy or export the recording again",
                           "the samples cannot be decoded");
    if (status == BKS_OK)
        *out = samples;
    else
        samples_close(samples);
    return status;
}

enum bks_status samples_next(struct samples *samples, double *value, size_t rows, size_t *got,
                             bool *broken, struct bks_fault *fault)
{
    sf_count_t n = 0;
    if (rows > samples->rows_left)
        rows = (size_t)samples->rows_left;
    if (rows > 0 && !samples->broken)
        n = sf_readf_double(samples->decoder, value, (sf_count_t)rows);
    /* rows after a frame that cannot be decoded would get the time of those that are lost */
    samples->broken = samples->broken || sf_error(samples->decoder) != SF_ERR_NO_ERROR;
    *got = n > 0 ? (size_t)n : 0;
    samples->rows_left -= *got;
    *broken = samples->broken;
    if (samples->status != BKS_OK && fault)
        *fault = samples->fault;
    return samples->status;
}

void samples_close(struct samples *samples)
{
    if (!samples)
        return;
    if (samples->decoder)
        (void)sf_close(samples->decoder);
    memory_free(samples);
}
