/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Replays fixed mutations of the seeds of one fuzz target: same bytes on every machine and run.
 *
 *   usage  PROGRAM [MUTATIONS [FIRST]]   10 000 from 0 unless told otherwise
 *
 * Mutation 0 of a seed is the seed itself. A crash is repeated alone with `PROGRAM 1 NUMBER`.
 * Whatever a fuzzing engine found worth keeping, tests/fuzz/corpus/<reader>/, is replayed as it is.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef MUTATIONS
#define MUTATIONS 10000
#endif
#define MAX_EDITS 6
#define ROOM      (FUZZ_MAX_SEED + 4096u)

/* Numbers that lie: sizes, counts and texts at which a parser breaks. */
static const char *const lies[] = {
    "\xff\xff\xff\xff",
    "\x00\x00\x00\x80",
    "\xff\xff\xff\x7f",
    "\x00\x00\x00\x00",
    "99999999999999999999",
    "-9223372036854775808",
    "1e308",
    "1e-400",
    "-1e999999999",
    "nan",
    "0.00000000000000000001",
    "\"\"",
    ",,,,,,,,",
    "\n\n\r\n",
    "\"",
    "1,5E-3",
};
static const size_t lie_size[] = {4, 4, 4, 4, 20, 20, 5, 6, 12, 3, 22, 2, 8, 4, 1, 6};

/* xorshift64*: small, and ours, so that no library can change the sequence. */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1Dull;
}

static size_t below(uint64_t *state, size_t n)
{
    return n ? (size_t)(draw(state) >> 16) % n : 0;
}

static size_t flip_bit(uint8_t *bytes, size_t n, uint64_t *state)
{
    bytes[below(state, n)] ^= (uint8_t)(1u << below(state, 8));
    return n;
}

static size_t set_byte(uint8_t *bytes, size_t n, uint64_t *state)
{
    bytes[below(state, n)] = (uint8_t)draw(state);
    return n;
}

static size_t truncate_end(uint8_t *bytes, size_t n, uint64_t *state)
{
    (void)bytes;
    return below(state, n) + 1;
}

static size_t insert_bytes(uint8_t *bytes, size_t n, uint64_t *state)
{
    size_t at = below(state, n), count = 1 + below(state, 16);
    if (n + count > ROOM)
        return n;
    memmove(bytes + at + count, bytes + at, n - at);
    for (size_t i = 0; i < count; i++)
        bytes[at + i] = (uint8_t)draw(state);
    return n + count;
}

static size_t delete_bytes(uint8_t *bytes, size_t n, uint64_t *state)
{
    size_t at = below(state, n), count = 1 + below(state, 64);
    if (count >= n - at)
        return n;
    memmove(bytes + at, bytes + at + count, n - at - count);
    return n - count;
}

static size_t copy_piece(uint8_t *bytes, size_t n, uint64_t *state)
{
    size_t from = below(state, n), to = below(state, n), count = 1 + below(state, 128);
    size_t last = from > to ? from : to;
    memmove(bytes + to, bytes + from, count < n - last ? count : n - last);
    return n;
}

static size_t tell_lie(uint8_t *bytes, size_t n, uint64_t *state)
{
    size_t which = below(state, sizeof lies / sizeof lies[0]), at = below(state, n);
    size_t count = lie_size[which] < n - at ? lie_size[which] : n - at;
    memcpy(bytes + at, lies[which], count);
    return n;
}

static size_t (*const edits[])(uint8_t *, size_t, uint64_t *) = {
    flip_bit, set_byte, truncate_end, insert_bytes, delete_bytes, copy_piece, tell_lie, tell_lie,
};

/* Feeds one input from a block of exactly its size. */
static void feed(const uint8_t *input, size_t n)
{
    uint8_t *exact = malloc(n ? n : 1);
    if (!exact)
        abort();
    memcpy(exact, input, n);
    (void)LLVMFuzzerTestOneInput(exact, n);
    free(exact);
}

/* One mutation of one seed, fed to the target from a block of exactly its size. */
static void mutate(const uint8_t *seed, size_t n, uint64_t number)
{
    uint64_t state = (number + 1) * 0x9E3779B97F4A7C15ull;
    uint8_t *bytes = malloc(ROOM);
    if (!bytes)
        abort();
    memcpy(bytes, seed, n);
    for (size_t left = number ? 1 + below(&state, MAX_EDITS) : 0; left > 0; left--)
        n = edits[below(&state, sizeof edits / sizeof edits[0])](bytes, n, &state);
    feed(bytes, n);
    free(bytes);
}

/* Feeds every file of the corpus; answers how many. */
static size_t replay_corpus(uint8_t *room)
{
    char path[1024];
    size_t fed = 0;
    DIR *folder = opendir(FUZZ_CORPUS);
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        int length = snprintf(path, sizeof path, "%s/%s", FUZZ_CORPUS, entry->d_name);
        if (entry->d_name[0] == '.' || length < 0 || (size_t)length >= sizeof path)
            continue;
        FILE *file = fopen(path, "rb");
        if (!file)
            abort();
        feed(room, fread(room, 1, FUZZ_MAX_SEED, file));
        (void)fclose(file);
        fed++;
    }
    if (folder)
        (void)closedir(folder);
    return fed;
}

int main(int count, char **word)
{
    unsigned long long mutations = count > 1 ? strtoull(word[1], NULL, 10) : MUTATIONS;
    unsigned long long first = count > 2 ? strtoull(word[2], NULL, 10) : 0;
    uint8_t *seed = malloc(FUZZ_MAX_SEED);
    size_t seeds = 0, n;
    if (!seed)
        return 1;
    while (fuzz_seed(seeds, seed) > 0)
        seeds++;
    for (unsigned long long i = first; seeds && i < first + mutations; i++)
        if ((n = fuzz_seed((size_t)(i % seeds), seed)) > 0)
            mutate(seed, n, i / seeds);
    (void)LLVMFuzzerTestOneInput(seed, 0);
    size_t kept = replay_corpus(seed);
    free(seed);
    (void)printf("%llu mutations of %zu seeds, %zu inputs of the corpus\n", mutations, seeds, kept);
    return seeds ? 0 : 1;
}
