/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading, parsing, hashing, transforming: the bare loops. */
#include "bench/floors.h"

#include <fcntl.h>
#include <fftw3.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_BYTES (1u << 20)

/* One window every 256 rows: spectra of 3 axes and of the vertical, the autocorrelation back, and
   the oscillation there and back. */
#define HOP_ROWS              256
#define TRANSFORMS_PER_WINDOW 7
#define TRANSFORM_SAMPLES     512

/* What a floor does with each block; `last` sees what the loop must not lose to the optimizer. */
struct state {
    EVP_MD_CTX *digest;
    double number, sum, tens;
    bool negative, fraction;
};

typedef bool (*take_block)(struct state *state, const unsigned char *bytes, size_t n);

static bool over_blocks(const char *path, take_block take, struct state *state)
{
    static unsigned char block[BLOCK_BYTES];
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return false;
    ssize_t got = 0;
    bool good = true;
    while (good && (got = read(fd, block, sizeof block)) > 0)
        good = take(state, block, (size_t)got);
    (void)close(fd);
    return good && got == 0;
}

static bool take_nothing(struct state *state, const unsigned char *bytes, size_t n)
{
    state->sum += n > 0 ? bytes[0] : 0;
    return true;
}

bool floor_read(const char *path, uint64_t rows)
{
    struct state state = {0};
    (void)rows;
    return over_blocks(path, take_nothing, &state);
}

/* A number goes on from block to block, so that no line need be whole. */
static bool take_digits(struct state *state, const unsigned char *bytes, size_t n)
{
    struct state now = *state;
    for (size_t i = 0; i < n; i++) {
        unsigned digit = bytes[i] - (unsigned)'0';
        if (digit < 10) {
            now.number = now.number * 10 + digit;
            now.tens *= now.fraction ? 10 : 1;
        } else if (bytes[i] == '.') {
            now.fraction = true;
        } else if (bytes[i] == '-') {
            now.negative = true;
        } else {
            double value = now.number / now.tens;
            now = (struct state){.sum = now.sum + (now.negative ? -value : value), .tens = 1};
        }
    }
    *state = now;
    return true;
}

bool floor_parse(const char *path, uint64_t rows)
{
    struct state state = {.tens = 1};
    (void)rows;
    return over_blocks(path, take_digits, &state) && state.sum == state.sum;
}

static bool take_hash(struct state *state, const unsigned char *bytes, size_t n)
{
    return EVP_DigestUpdate(state->digest, bytes, n) == 1;
}

bool floor_hash(const char *path, uint64_t rows)
{
    unsigned char sum[EVP_MAX_MD_SIZE];
    struct state state = {.digest = EVP_MD_CTX_new()};
    (void)rows;
    bool good = state.digest && EVP_DigestInit_ex(state.digest, EVP_sha256(), NULL) == 1 &&
                over_blocks(path, take_hash, &state) &&
                EVP_DigestFinal_ex(state.digest, sum, NULL) == 1;
    EVP_MD_CTX_free(state.digest);
    return good;
}

bool floor_transforms(const char *path, uint64_t rows)
{
    double *time = fftw_alloc_real(TRANSFORM_SAMPLES);
    fftw_complex *freq = fftw_alloc_complex(TRANSFORM_SAMPLES / 2 + 1);
    (void)path;
    if (!time || !freq)
        return false;
    fftw_plan plan = fftw_plan_dft_r2c_1d(TRANSFORM_SAMPLES, time, freq, FFTW_ESTIMATE);
    for (unsigned i = 0; i < TRANSFORM_SAMPLES; i++)
        time[i] = (double)(i * 2654435761u % 1000);
    for (uint64_t i = 0; plan && i < rows / HOP_ROWS * TRANSFORMS_PER_WINDOW; i++)
        fftw_execute(plan);
    bool good = plan != NULL;
    fftw_destroy_plan(plan);
    fftw_free(freq);
    fftw_free(time);
    return good;
}
