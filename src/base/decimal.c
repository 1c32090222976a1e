/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decimal to double by long division of whole numbers: slow, short, exact.
 *
 * 1. The digits become a whole number D, and the value is D x 10^e = top / bottom.
 * 2. Both are shifted until 1 <= top / bottom < 2: that shift is the binary exponent.
 * 3. The mantissa's bits fall out one by one; what is left of top decides the rounding.
 */
#include "base/decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define WORDS         192 /* of 32 bits: 10^(800 + 345) takes 119, and a shift as much again at most */
#define EXPONENT_LOW  (-330)
#define EXPONENT_HIGH 310

struct whole {
    size_t n; /* words in use, the last of them not 0 */
    uint32_t word[WORDS];
};

static void multiply_add(struct whole *a, uint32_t factor, uint32_t addend)
{
    uint64_t carry = addend;
    for (size_t i = 0; i < a->n; i++) {
        carry += (uint64_t)a->word[i] * factor;
        a->word[i] = (uint32_t)carry;
        carry >>= 32;
    }
    if (carry)
        a->word[a->n++] = (uint32_t)carry;
}

static void multiply_power_of_ten(struct whole *a, int64_t power)
{
    for (; power >= 9; power -= 9)
        multiply_add(a, 1000000000u, 0);
    for (; power > 0; power--)
        multiply_add(a, 10u, 0);
}

static void shift_left(struct whole *a, size_t bits)
{
    size_t words = bits / 32;
    multiply_add(a, UINT32_C(1) << (bits % 32), 0);
    memmove(a->word + words, a->word, a->n * sizeof *a->word);
    memset(a->word, 0, words * sizeof *a->word);
    a->n += words;
}

static int compare(const struct whole *a, const struct whole *b)
{
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    for (size_t i = a->n; i-- > 0;)
        if (a->word[i] != b->word[i])
            return a->word[i] < b->word[i] ? -1 : 1;
    return 0;
}

/* a -= b, where a >= b. */
static void subtract(struct whole *a, const struct whole *b)
{
    uint64_t borrow = 0;
    for (size_t i = 0; i < a->n; i++) {
        uint64_t take = (i < b->n ? b->word[i] : 0) + borrow;
        borrow = a->word[i] < take;
        a->word[i] = (uint32_t)(a->word[i] - take);
    }
    while (a->n > 0 && a->word[a->n - 1] == 0)
        a->n--;
}

static int bit_length(const struct whole *a)
{
    int bits = (int)(a->n - 1) * 32;
    for (uint32_t word = a->word[a->n - 1]; word; word >>= 1)
        bits++;
    return bits;
}

/* The first digits as a whole number; answers how many there were. */
static int64_t gather(struct whole *out, const char *digits, size_t n)
{
    int64_t taken = 0;
    bool more = false;
    out->n = 0;
    for (size_t i = 0; i < n; i++) {
        if (digits[i] < '0' || digits[i] > '9')
            continue;
        if (taken < DECIMAL_MAX_DIGITS) {
            multiply_add(out, 10u, (uint32_t)(digits[i] - '0'));
            taken++;
        } else if (digits[i] != '0') {
            more = true;
            break;
        }
    }
    if (more) {
        multiply_add(out, 10u, 1u);
        taken++;
    }
    return taken;
}

/* Shifts one of the two so that 1 <= top / bottom < 2; answers the value's binary exponent. */
static int normalise(struct whole *top, struct whole *bottom)
{
    int exponent = bit_length(top) - bit_length(bottom);
    if (exponent > 0)
        shift_left(bottom, (size_t)exponent);
    else
        shift_left(top, (size_t)-exponent);
    if (compare(top, bottom) >= 0)
        return exponent;
    shift_left(top, 1);
    return exponent - 1;
}

double decimal_nearest(const char *digits, size_t n, int64_t exponent)
{
    if (exponent > EXPONENT_HIGH)
        return HUGE_VAL;
    if (exponent < EXPONENT_LOW)
        return 0;
    struct whole top, bottom = {.n = 1, .word = {1}};
    int64_t power = exponent - gather(&top, digits, n);
    if (top.n == 0)
        return 0;
    multiply_power_of_ten(power > 0 ? &top : &bottom, power > 0 ? power : -power);
    int binary = normalise(&top, &bottom);

    int bits = DBL_MANT_DIG; /* fewer where the double is subnormal */
    if (binary < DBL_MIN_EXP - 1)
        bits -= DBL_MIN_EXP - 1 - binary;
    if (bits < 0)
        return 0;
    uint64_t mantissa = 0;
    for (int i = 0; i < bits; i++) {
        bool bit = compare(&top, &bottom) >= 0;
        if (bit)
            subtract(&top, &bottom);
        shift_left(&top, 1);
        mantissa = mantissa * 2 + bit;
    }
    int rest = compare(&top, &bottom); /* top / bottom is now twice the part that is left over */
    mantissa += rest > 0 || (rest == 0 && mantissa % 2 == 1);
    return ldexp((double)mantissa, binary - bits + 1);
}
