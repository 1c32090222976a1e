/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Digits into numbers. Three ways, each exact or sure of itself, else the next:
 *
 * 1. Up to 2^53 with a power of ten up to 10^22: both are exact doubles, one operation rounds once
 *    (Clinger 1990).
 * 2. Up to 19 digits: the same operation with its error carried along in a second double, twice the
 *    precision (Dekker 1971); taken when the rounding cannot hang on what is still uncertain.
 * 3. Whole-number division: base/decimal.h.
 */
#include "base/text.h"

#include "base/decimal.h"

#include <float.h>
#include <math.h>

#define EXACT_MANTISSA (UINT64_C(1) << DBL_MANT_DIG)
#define EXACT_POWER    22
#define MAX_DIGITS     19 /* that a uint64_t always holds */
#define MAX_EXPONENT   INT64_C(1000000000000000)

/* What is written: digits and exponent, not yet a value. */
struct written {
    bool negative;
    uint64_t mantissa;  /* the first digits from the first that is not 0, at most MAX_DIGITS */
    bool cut;           /* more digits than that */
    int64_t exponent;   /* of the mantissa */
    const char *first;  /* first digit that is not 0, or NULL */
    const char *last;   /* one past the last digit */
    int64_t n_digits;   /* from first to last */
    int64_t n_fraction; /* digits behind the point */
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Takes digits up to the first other byte. */
static const char *take_digits(struct written *w, const char *p, const char *end)
{
    for (; p < end && is_digit(*p); p++) {
        if (!w->first) {
            if (*p == '0')
                continue;
            w->first = p;
        }
        if (w->n_digits++ < MAX_DIGITS)
            w->mantissa = w->mantissa * 10 + (uint64_t)(*p - '0');
    }
    return p;
}

/* An exponent where one stands complete, else p. */
static const char *take_exponent(int64_t *exponent, const char *p, const char *end)
{
    const char *q = p;
    if (q == end || (*q != 'e' && *q != 'E'))
        return p;
    q++;
    bool negative = q < end && *q == '-';
    if (q < end && (*q == '-' || *q == '+'))
        q++;
    if (q == end || !is_digit(*q))
        return p;
    int64_t value = 0;
    for (; q < end && is_digit(*q); q++)
        if (value < MAX_EXPONENT)
            value = value * 10 + (*q - '0');
    *exponent = negative ? -value : value;
    return q;
}

static const char *take_number(struct written *w, const char *p, const char *end, char point)
{
    *w = (struct written){0};
    if (p < end && (*p == '-' || *p == '+'))
        w->negative = *p++ == '-';
    const char *start = p;
    p = take_digits(w, p, end);
    bool any = p > start;
    if (p < end && *p == point) {
        const char *fraction = p + 1;
        p = take_digits(w, fraction, end);
        w->n_fraction = p - fraction;
        any = any || p > fraction;
    }
    if (!any)
        return NULL;
    w->last = p;
    p = take_exponent(&w->exponent, p, end);
    w->exponent -= w->n_fraction;
    if (w->n_digits > MAX_DIGITS) {
        w->cut = true;
        w->exponent += w->n_digits - MAX_DIGITS;
    }
    return p;
}

static const double powers[EXACT_POWER + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                               1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                               1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* Way 2; false where the rounding is too close to call. */
static bool by_two_doubles(double *value, uint64_t mantissa, int64_t exponent)
{
    double high = (double)(mantissa & ~UINT64_C(0x7FF)); /* 53 bits, exact */
    double low = (double)(mantissa & UINT64_C(0x7FF));
    double power = powers[exponent < 0 ? -exponent : exponent];
    double first, second; /* value = first + second, nearly */
    if (exponent < 0) {
        first = high / power;
        second = (fma(-first, power, high) + low) / power;
    } else {
        first = high * power;
        second = fma(high, power, -first) + low * power;
    }
    /* second is wrong by a few of its own last places; 2^-48 of it is far more than that */
    double unsure = fabs(second) * 0x1p-48;
    *value = first + second;
    return first + (second - unsure) == *value && first + (second + unsure) == *value;
}

static double magnitude(const struct written *w)
{
    double value, above;
    if (!w->first)
        return 0;
    if (w->exponent >= -EXACT_POWER && w->exponent <= EXACT_POWER) {
        if (!w->cut && w->mantissa <= EXACT_MANTISSA)
            return w->exponent < 0 ? (double)w->mantissa / powers[-w->exponent]
                                   : (double)w->mantissa * powers[w->exponent];
        bool sure = by_two_doubles(&value, w->mantissa, w->exponent);
        if (sure && w->cut) /* then the value lies between two mantissas */
            sure = by_two_doubles(&above, w->mantissa + 1, w->exponent) && above == value;
        if (sure)
            return value;
    }
    int64_t shown = w->n_digits < MAX_DIGITS ? w->n_digits : MAX_DIGITS;
    return decimal_nearest(w->first, (size_t)(w->last - w->first), w->exponent + shown);
}

const char *text_number(double *value, const char *p, const char *end, char point)
{
    struct written w;
    const char *after = take_number(&w, p, end, point);
    if (!after)
        return NULL;
    double size = magnitude(&w);
    if (isinf(size))
        return NULL;
    *value = w.negative ? -size : size;
    return after;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool text_is_number(double *value, const char *text)
{
    const char *end = text;
    while (*end)
        end++;
    while (is_blank(*text))
        text++;
    const char *after = text_number(value, text, end, '.');
    if (!after)
        return false;
    while (is_blank(*after))
        after++;
    return after == end;
}

const char *text_integer(int64_t *value, const char *p, const char *end)
{
    bool negative = p < end && *p == '-';
    if (p < end && (*p == '-' || *p == '+'))
        p++;
    const char *start = p;
    uint64_t size = 0;
    for (; p < end && is_digit(*p); p++) {
        if (p - start == MAX_DIGITS)
            return NULL;
        size = size * 10 + (uint64_t)(*p - '0');
    }
    if (p == start || size > (uint64_t)INT64_MAX + negative)
        return NULL;
    if (negative && size > (uint64_t)INT64_MAX)
        *value = INT64_MIN;
    else
        *value = negative ? -(int64_t)size : (int64_t)size;
    return p;
}
