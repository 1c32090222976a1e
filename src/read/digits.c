/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rarer ways from digits to numbers. */
#include "read/digits.h"

#include <math.h>

#define MAX_EXPONENT 9999

const double digits_tens[DIGITS_MAX_TENS + 1] = {
    1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
    1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

const char *digits_exponent(int *tens, const char *p)
{
    bool negative = *++p == '-';
    if (negative || *p == '+')
        p++;
    const char *start = p;
    int exponent = 0;
    for (; *p >= '0' && *p <= '9' && exponent <= MAX_EXPONENT; p++)
        exponent = exponent * 10 + (*p - '0');
    if (p == start || exponent > MAX_EXPONENT)
        return NULL;
    *tens += negative ? -exponent : exponent;
    return p;
}

/*
 * The digits are split into two doubles and divided in two steps; the second quotient carries some
 * 50 more bits. Where moving it by its own error moves the sum, a tie is near and we pass.
 */
bool digits_double_wide(double *value, struct digits number)
{
    const double error = 0x1p-50;
    double divisor = digits_tens[-number.tens];
    double high = (double)number.digits;
    double low = (double)(int64_t)(number.digits - (uint64_t)high);
    double first = high / divisor;
    double second = (fma(-first, divisor, high) + low) / divisor;
    double sum = first + second;
    if (first + second * (1 + error) != sum || first + second * (1 - error) != sum)
        return false;
    *value = number.negative ? -sum : sum;
    return true;
}

static uint64_t power_of_ten(int n)
{
    uint64_t power = 1;
    while (n-- > 0)
        power *= 10;
    return power;
}

bool digits_scaled_any(int64_t *value, struct digits number, int shift)
{
    int tens = number.tens + shift;
    uint64_t whole = number.digits;
    if (whole == 0) {
        tens = 0;
    } else if (tens > 0) {
        if (tens > DIGITS_MAX || whole > INT64_MAX / power_of_ten(tens))
            return false;
        whole *= power_of_ten(tens);
    } else if (tens < 0) {
        uint64_t divisor = tens < -DIGITS_MAX ? 0 : power_of_ten(-tens);
        whole = divisor ? whole / divisor + (whole % divisor >= divisor - divisor / 2) : 0;
    }
    if (whole > INT64_MAX)
        return false;
    *value = number.negative ? -(int64_t)whole : (int64_t)whole;
    return true;
}
