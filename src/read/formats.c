/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of formats, and which of them a source belongs to. */
#include "read/formats.h"

#include "base/fault.h"
#include "base/text.h"
#include "read/archive.h"
#include "read/columns.h"
#include "read/peek.h"

/* To add one: see read/reader.h. On a tie the upper row wins. */
static const struct format *const formats[] = {
    &format_plain_csv, &format_actilife,        &format_sensor_logger, &format_phyphox,
    &format_sensorlog, &format_physics_toolbox, &format_androsensor,   &format_movella_dot,
    &format_shimmer,   &format_blue_trident,    &format_metabase,      &format_noraxon,
    &format_om_wav,    &format_om_flac,         &format_om_caf,        &format_cwa,
    &format_gt3x,      &format_geneactiv,       &format_fit_raw,       &format_columns,
    FORMATS_OF_YAJL};

const struct format *format_at(size_t i)
{
    return i < sizeof formats / sizeof formats[0] ? formats[i] : NULL;
}

const struct format *format_of(struct source *source)
{
    const struct format *best = NULL;
    enum probe_answer surest = PROBE_NOT_MINE;
    for (size_t i = 0; source_entries(source) > 0 && format_at(i); i++) {
        enum probe_answer answer = format_at(i)->probe(source);
        if (answer > surest) {
            surest = answer;
            best = format_at(i);
        }
    }
    return best;
}

enum bks_status format_refuse(struct source *source, struct bks_fault *fault)
{
    static const char hint[] = "`backstride formats` lists what can be read";
    if (source_entries(source) == 0 || source_size(source) == 0)
        return fault_set(fault, BKS_EMPTY, hint, "there is nothing in it");
    if (source_kind_of(source) == SOURCE_FOLDER)
        return fault_set(fault, BKS_UNKNOWN_FORMAT, hint, "a folder that is not one recording");
    struct stream *stream = NULL;
    enum bks_status status = stream_open(&stream, source, 0, fault);
    stream_close(stream);
    if (status != BKS_OK)
        return status;
    if (source_kind_of(source) == SOURCE_ZIP) {
        char name[64];
        const char *first = source_entry_name(source, 0);
        struct cell cell = {first, 0};
        while (cell.n < 50 && first[cell.n])
            cell.n++;
        cell_copy(name, sizeof name, &cell);
        return fault_set(fault, BKS_UNKNOWN_FORMAT, hint,
                         "a zip that no reader knows; it holds %s%s", name,
                         source_entries(source) > 1 ? " and more" : "");
    }
    if (columns_suggest(source, fault))
        return BKS_UNKNOWN_FORMAT;
    return fault_set(fault, BKS_UNKNOWN_FORMAT, hint, "not a recording that any reader knows");
}

bool reader_claims_folder(const char *path)
{
    struct source *source;
    if (source_open(&source, path, NULL) != BKS_OK)
        return false;
    bool claims = source_kind_of(source) == SOURCE_FOLDER && format_of(source) != NULL;
    source_close(source);
    return claims;
}
