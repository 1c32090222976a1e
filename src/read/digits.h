/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Decimal numbers at speed: a table of a day has sixty million of them.
 *
 * Digits are taken eight at a time as one 64-bit word: after each byte has lost its '0', a sum
 * with a carry bit per byte shows where the digits end, and three multiplications join pairs,
 * fours and eights. Whole digits of at most 2^53 divided by an exact power of ten (10^0 .. 10^22)
 * give the nearest double by IEEE 754 alone; all else goes to digits_double_wide or text_number.
 */
#ifndef READ_DIGITS_H
#define READ_DIGITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DIGITS_PAD      16 /* readable bytes that must follow the text */
#define DIGITS_MAX      19 /* decimal digits that always fit 64 bits */
#define DIGITS_EXACT    ((uint64_t)1 << 53)
#define DIGITS_MAX_TENS 22 /* 10^22 is the largest power of ten that is a double */

/* The number is digits x 10^tens, with its sign. */
struct digits {
    uint64_t digits;
    int tens;
    bool negative;
};

extern const double digits_tens[DIGITS_MAX_TENS + 1]; /* 10^i */

/* Reads "e-12" or "E5" at p and adds it to tens; NULL where it is malformed or above 9999. */
const char *digits_exponent(int *tens, const char *p);

/* The rare ways. They take the number by value, so that on the usual ways it stays in registers. */

/* More than 2^53 digits over 10^-tens; false when a tie is too near to be sure. */
bool digits_double_wide(double *value, struct digits number);

/* digits x 10^(tens + shift) as a whole number, half away from zero; false when it does not fit. */
bool digits_scaled_any(int64_t *value, struct digits number, int shift);

static inline uint64_t digits_load(const char *p)
{
    const unsigned char *b = (const unsigned char *)p;
    return (uint64_t)b[0] | (uint64_t)b[1] << 8 | (uint64_t)b[2] << 16 | (uint64_t)b[3] << 24 |
           (uint64_t)b[4] << 32 | (uint64_t)b[5] << 40 | (uint64_t)b[6] << 48 |
           (uint64_t)b[7] << 56;
}

/* The top bit of each byte that holds no digit; word is the text xor eight '0'. A carry out of such
 * a byte may flag those above it. */
static inline uint64_t digits_others(uint64_t word)
{
    return ((word + 0x7676767676767676u) | word) & 0x8080808080808080u;
}

/* How many bytes, from the lowest, hold a digit. */
static inline unsigned digits_run(uint64_t other)
{
    uint64_t below = (other - 1) & ~other & 0x8080808080808080u;
    return (unsigned)(((below >> 7) * 0x0101010101010101u) >> 56);
}

/* Eight digits, the first in the lowest byte, as one number. */
static inline uint64_t digits_join(uint64_t word)
{
    word = (word * 10 + (word >> 8)) & 0x00ff00ff00ff00ffu;
    word = (word * 100 + (word >> 16)) & 0x0000ffff0000ffffu;
    return (word * 10000 + (word >> 32)) & 0xffffffffu;
}

/*
 * Adds the digits at p, eight at a time; answers where they end.
 *
 * Where the next cell starts is known only when this one's end is found, and that wait is most of
 * the time. So the end is guessed: a column mostly keeps its decimals.
 *
 *   in    *usual  decimals that the number may have, 0 .. 7; changed when the guess was wrong
 */
static inline const char *digits_fraction(uint64_t *digits, const char *p, uint8_t *usual)
{
    static const uint32_t tens[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};
    const char *start = p;
    unsigned run = *usual;
    uint64_t word = digits_load(p) ^ 0x3030303030303030u, other = digits_others(word);
    if (other << 8 * (7 - run) == (uint64_t)1 << 63) { /* the first that is no digit */
        *digits = *digits * tens[run] + digits_join(word << 8 * (7 - run) << 8);
        return p + run;
    }
    for (;;) {
        run = digits_run(other);
        *digits = *digits * tens[run] + (run > 0 ? digits_join(word << 8 * (8 - run)) : 0);
        p += run;
        if (run < 8)
            break;
        word = digits_load(p) ^ 0x3030303030303030u;
        other = digits_others(word);
    }
    if (p - start < 8)
        *usual = (uint8_t)(p - start);
    return p;
}

/*
 * Reads sign, digits, point, digits, exponent at p.
 *
 *   in    p       followed, somewhere, by a byte that ends it and then DIGITS_PAD readable bytes
 *         *usual  as digits_fraction's
 *   out   one past the number, or NULL: none, or more digits than fit
 */
static inline const char *digits_scan_usual(struct digits *number, const char *p, char point,
                                            uint8_t *usual)
{
    bool negative = *p == '-';
    p += negative;
    const char *start = p;
    uint64_t digits = 0;
    unsigned digit;
    while ((digit = (unsigned)(unsigned char)*p - '0') < 10u) {
        digits = digits * 10 + digit;
        p++;
    }
    ptrdiff_t n = p - start;
    int tens = 0;
    if (*p == point) {
        start = ++p;
        p = digits_fraction(&digits, p, usual);
        tens = (int)(start - p);
        n -= tens;
    }
    if ((size_t)n - 1 >= DIGITS_MAX)
        return NULL;
    if ((*p | 0x20) == 'e') {
        int exponent = tens;
        p = digits_exponent(&exponent, p);
        tens = exponent;
    }
    *number = (struct digits){digits, tens, negative};
    return p;
}

/* The same without a guess. */
static inline const char *digits_scan(struct digits *number, const char *p, char point)
{
    uint8_t usual = 0;
    return digits_scan_usual(number, p, point, &usual);
}

/* The nearest double; false where that needs more than one exact division. */
static inline bool digits_double(double *value, const struct digits *number)
{
    if (number->tens > 0 || number->tens < -DIGITS_MAX_TENS)
        return false;
    if (number->digits > DIGITS_EXACT)
        return digits_double_wide(value, *number);
    /* a branch on the sign would be guessed wrong half of the time */
    static const double sign[] = {1, -1};
    *value = (double)(int64_t)number->digits / digits_tens[-number->tens] * sign[number->negative];
    return true;
}

/* The same, at speed for seconds of up to six decimals. */
static inline bool digits_scaled(int64_t *value, const struct digits *number, int shift)
{
    static const int32_t factor[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    unsigned tens = (unsigned)(number->tens + shift);
    if (tens > 6 || number->digits > (uint64_t)INT64_MAX / 1000000)
        return digits_scaled_any(value, *number, shift);
    int64_t whole = (int64_t)number->digits * factor[tens];
    *value = number->negative ? -whole : whole;
    return true;
}

#endif
