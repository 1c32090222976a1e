/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The recordings of samples/ are what the manifest says, and can be made again. */
#include "support/assert.h"
#include "support/sample_set.h"
#include "support/shared.h"

#include <sndfile.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zip.h>

#define LARGEST_BYTES (3 << 20) /* of all samples together */
#define TEXT_ROOM     8192

struct made {
    char folder[64];
    struct sample sample[SAMPLE_COUNT];
};

static void path_in(char room[SHARED_PATH_ROOM], const char *folder, const char *file)
{
    assert_true(snprintf(room, SHARED_PATH_ROOM, "%s/%s", folder, file) < SHARED_PATH_ROOM);
}

static int make_all(void **state)
{
    struct made *made = test_calloc(1, sizeof *made);
    strcpy(made->folder, "samples-made-XXXXXX");
    if (mkdtemp(made->folder) == NULL)
        return -1;
    const char *why = sample_set_write(made->folder, made->sample);
    if (why != NULL)
        print_error("%s\n", why);
    *state = made;
    return why == NULL ? 0 : -1;
}

static int remove_all(void **state)
{
    struct made *made = *state;
    char path[SHARED_PATH_ROOM];
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        path_in(path, made->folder, made->sample[i].file);
        remove(path);
    }
    path_in(path, made->folder, "MANIFEST.tsv");
    remove(path);
    int status = rmdir(made->folder);
    test_free(made);
    return status;
}

/* A whole small text; freed by test_free. */
static char *text_of(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    char *text = test_calloc(TEXT_ROOM, 1);
    assert_true(fread(text, 1, TEXT_ROOM - 1, file) < TEXT_ROOM - 1);
    fclose(file);
    return text;
}

/* The manifest of samples/ without its column of hashes, which compressors may change. */
static void drop_hashes(char *text)
{
    char *to = text;
    for (const char *from = text; *from != '\0';) {
        size_t hex = strspn(from, "0123456789abcdef");
        if (hex == 64)
            from += hex;
        else
            *to++ = *from++;
    }
    *to = '\0';
}

static void each_sample_has_the_hash_of_the_manifest(void **state)
{
    struct made *made = *state;
    char path[SHARED_PATH_ROOM], hex[65], line[256];
    char *manifest = text_of(source_path(path, "samples/MANIFEST.tsv"));
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        const char *file = made->sample[i].file;
        snprintf(line, sizeof line, "samples/%s", file);
        assert_true_case(file, sample_sha256(source_path(path, line), hex));
        snprintf(line, sizeof line, "\n%s\t%s\tCC0-1.0\t%s\t", file, made->sample[i].origin, hex);
        assert_true_case(file, strstr(manifest, line) != NULL);
    }
    test_free(manifest);
}

static void the_truth_of_the_manifest_is_the_simulators(void **state)
{
    struct made *made = *state;
    char path[SHARED_PATH_ROOM];
    char *kept = text_of(source_path(path, "samples/MANIFEST.tsv"));
    path_in(path, made->folder, "MANIFEST.tsv");
    char *fresh = text_of(path);
    drop_hashes(kept);
    drop_hashes(fresh);
    assert_string_equal(kept, fresh);
    test_free(kept);
    test_free(fresh);
}

static bool same_bytes(const char *a, const char *b)
{
    char one[65], other[65];
    return sample_sha256(a, one) && sample_sha256(b, other) && strcmp(one, other) == 0;
}

static bool same_sound(const char *a, const char *b)
{
    SF_INFO info_a = {0}, info_b = {0};
    SNDFILE *one = sf_open(a, SFM_READ, &info_a), *other = sf_open(b, SFM_READ, &info_b);
    bool same = one != NULL && other != NULL && info_a.frames == info_b.frames &&
                info_a.channels == info_b.channels && info_a.samplerate == info_b.samplerate;
    short block_a[1680], block_b[1680]; /* a whole number of frames of up to 8 channels */
    while (same) {
        sf_count_t n = sf_read_short(one, block_a, 1680);
        same = sf_read_short(other, block_b, 1680) == n &&
               memcmp(block_a, block_b, (size_t)n * sizeof(short)) == 0;
        if (n == 0)
            break;
    }
    for (int text = SF_STR_FIRST; same && text <= SF_STR_LAST; text++) {
        const char *left = sf_get_string(one, text), *right = sf_get_string(other, text);
        same = strcmp(left ? left : "", right ? right : "") == 0;
    }
    sf_close(one);
    sf_close(other);
    return same;
}

static bool same_entry(zip_t *one, zip_t *other, zip_uint64_t i)
{
    const char *name = zip_get_name(one, i, 0);
    zip_file_t *a = zip_fopen_index(one, i, 0), *b = zip_fopen(other, name, 0);
    bool same = a != NULL && b != NULL;
    char block_a[4096], block_b[4096];
    while (same) {
        zip_int64_t n = zip_fread(a, block_a, sizeof block_a);
        same = n >= 0 && zip_fread(b, block_b, sizeof block_b) == n &&
               memcmp(block_a, block_b, (size_t)n) == 0;
        if (n <= 0)
            break;
    }
    if (a != NULL)
        zip_fclose(a);
    if (b != NULL)
        zip_fclose(b);
    return same;
}

static bool same_zip(const char *a, const char *b)
{
    zip_t *one = zip_open(a, ZIP_RDONLY, NULL), *other = zip_open(b, ZIP_RDONLY, NULL);
    bool same = one != NULL && other != NULL &&
                zip_get_num_entries(one, 0) == zip_get_num_entries(other, 0);
    for (zip_int64_t i = 0; same && i < zip_get_num_entries(one, 0); i++)
        same = same_entry(one, other, (zip_uint64_t)i);
    if (one != NULL)
        zip_discard(one);
    if (other != NULL)
        zip_discard(other);
    return same;
}

/* The same bytes, or where another release of a compressor packed them, the same content. */
static void each_sample_can_be_made_again(void **state)
{
    struct made *made = *state;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        const char *file = made->sample[i].file;
        char kept[SHARED_PATH_ROOM], fresh[SHARED_PATH_ROOM], name[256];
        snprintf(name, sizeof name, "samples/%s", file);
        (void)source_path(kept, name);
        path_in(fresh, made->folder, file);
        bool same = same_bytes(kept, fresh);
        if (!same && strstr(file, ".flac") != NULL)
            same = same_sound(kept, fresh);
        if (!same && strstr(file, ".zip") != NULL)
            same = same_zip(kept, fresh);
        assert_true_case(file, same);
    }
}

static void all_samples_together_are_small(void **state)
{
    struct made *made = *state;
    long bytes = 0;
    for (size_t i = 0; i < SAMPLE_COUNT; i++) {
        char path[SHARED_PATH_ROOM], name[256];
        snprintf(name, sizeof name, "samples/%s", made->sample[i].file);
        FILE *file = fopen(source_path(path, name), "rb");
        assert_non_null(file);
        assert_int_equal(fseek(file, 0, SEEK_END), 0);
        bytes += ftell(file);
        fclose(file);
    }
    assert_between((double)bytes, 100e3, (double)LARGEST_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_sample_has_the_hash_of_the_manifest),
        cmocka_unit_test(the_truth_of_the_manifest_is_the_simulators),
        cmocka_unit_test(each_sample_can_be_made_again),
        cmocka_unit_test(all_samples_together_are_small),
    };
    return cmocka_run_group_tests_name("support/samples", tests, make_all, remove_all);
}
