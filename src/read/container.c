/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which container a source is, and what the walks of all containers share. */
#include "read/container.h"

#include "base/fault.h"
#include "base/memory.h"

#include <string.h>

/* To add one: a row, and for a container that can hold a recording a walk in container_read. */
static const struct {
    size_t at;
    const char *magic;
    size_t at2;
    const char *magic2;
    enum container_kind kind;
    const char *name;
} magics[] = {
    {0, "RIFF", 8, "WAVE", CONTAINER_RIFF, "WAV"},
    {0, "RF64", 8, "WAVE", CONTAINER_RIFF, "RF64"},
    {0, "fLaC", 0, "", CONTAINER_FLAC, "FLAC"},
    {0, "caff", 0, "", CONTAINER_CAF, "CAF"},
    {0, "OggS", 0, "", CONTAINER_AUDIO, "Ogg"},
    {0, "ID3", 0, "", CONTAINER_AUDIO, "MP3"},
    {0, "\xff\xfb", 0, "", CONTAINER_AUDIO, "MP3"},
    {0, "\xff\xf3", 0, "", CONTAINER_AUDIO, "MP3"},
    {0, "\xff\xf1", 0, "", CONTAINER_AUDIO, "AAC"},
    {4, "ftypM4A", 0, "", CONTAINER_AUDIO, "M4A"},
    {0, "FORM", 8, "AIF", CONTAINER_AUDIO, "AIFF"},
    {0, "riff\x2e\x91\xcf\x11", 0, "", CONTAINER_AUDIO, "W64"},
    {0, ".snd", 0, "", CONTAINER_AUDIO, "AU"},
    {0, "MThd", 0, "", CONTAINER_AUDIO, "MIDI"},
    {0, "#!AMR", 0, "", CONTAINER_AUDIO, "AMR"},
};

static bool stands(const uint8_t *head, size_t n, size_t at, const char *magic)
{
    size_t length = strlen(magic);
    return at + length <= n && memcmp(head + at, magic, length) == 0;
}

enum container_kind container_sniff(const struct source *source, const char **name)
{
    size_t n = 0;
    const uint8_t *head = source_head(source, &n);
    if (source_kind_of(source) != SOURCE_FILE)
        return CONTAINER_NONE;
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++) {
        if (!stands(head, n, magics[i].at, magics[i].magic) ||
            !stands(head, n, magics[i].at2, magics[i].magic2))
            continue;
        if (name)
            *name = magics[i].name;
        return magics[i].kind;
    }
    return CONTAINER_NONE;
}

enum bks_status container_bytes(struct bytes *got, struct source *source, uint64_t at, void *buffer,
                                size_t n, struct bks_fault *fault)
{
    size_t count = 0;
    enum bks_status status = source_read_at(source, at, buffer, n, &count, fault);
    *got = bytes_of(buffer, count);
    return status;
}

enum bks_status container_text(struct bytes *text, void **memory, struct source *source,
                               uint64_t at, uint64_t n, struct bks_fault *fault)
{
    size_t room = n < ARCHIVE_MAX_TEXT_BYTES ? (size_t)n : ARCHIVE_MAX_TEXT_BYTES;
    *text = bytes_of(NULL, 0);
    *memory = memory_new(room, 1);
    if (!*memory)
        return fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    return container_bytes(text, source, at, *memory, room, fault);
}

void container_settle(struct container *container, uint64_t size, uint64_t at, uint64_t said,
                      bool unknown)
{
    uint64_t row_bytes = (uint64_t)container->channels * container->bits / 8;
    uint64_t room = at < size ? size - at : 0;
    bool cut = !unknown && said > room;
    container->end = unknown ? END_UNFINISHED : cut ? END_CUT_SHORT : END_AS_SAID;
    container->data_at = at;
    container->data_bytes = unknown || cut ? room : said;
    container->rows_said = unknown ? 0 : said / row_bytes;
    container->rows = container->data_bytes / row_bytes;
    container->data_bytes = container->rows * row_bytes;
}

/* True for a coding that libsndfile decodes without looking at anything but the samples. */
static bool is_plain(const struct container *container)
{
    static const struct {
        enum container_coding coding;
        uint32_t bits;
    } plain[] = {{CODING_PCM, 16},   {CODING_PCM, 24},  {CODING_PCM, 32}, {CODING_FLOAT, 32},
                 {CODING_FLOAT, 64}, {CODING_FLAC, 16}, {CODING_FLAC, 24}};
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
        if (container->coding == plain[i].coding && container->bits == plain[i].bits)
            return true;
    return false;
}

enum bks_status container_read(struct container *container, struct archive_tags *tags,
                               struct source *source, struct bks_fault *fault)
{
    static enum bks_status (*const walks[])(struct container *, struct archive_tags *,
                                            struct source *, struct bks_fault *) = {
        [CONTAINER_RIFF] = riff_read, [CONTAINER_FLAC] = flac_read, [CONTAINER_CAF] = caf_read};
    enum container_kind kind = container_sniff(source, NULL);
    *container = (struct container){.kind = kind, .coding = CODING_OTHER};
    archive_tags_init(tags);
    if (kind == CONTAINER_NONE || kind == CONTAINER_AUDIO)
        return BKS_OK;
    enum bks_status status = walks[kind](container, tags, source, fault);
    if (status != BKS_OK)
        return status;
    if (container->channels == 0 || !(container->rate_hz >= 1))
        return fault_set(fault, BKS_DAMAGED, NULL, "the header says %u channels at %g per second",
                         (unsigned)container->channels, container->rate_hz);
    if (!is_plain(container))
        container->coding = CODING_OTHER;
    else if (container->rows == 0)
        return fault_set(fault, BKS_EMPTY, "export the recording again",
                         "there is a header, but no sample after it");
    return BKS_OK;
}
