/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The exact way from decimal digits to the nearest double, for the few numbers that need it. */
#ifndef BASE_DECIMAL_H
#define BASE_DECIMAL_H

#include <stddef.h>
#include <stdint.h>

/* 767 digits decide any double; what is beyond counts as "a little more". */
#define DECIMAL_MAX_DIGITS 800

/*
 * The double nearest to 0.d1 d2 d3 ... x 10^exponent, ties to even.
 *
 *   in    digits[n]  '0' .. '9', other bytes (the point) are passed over; the first digit is not 0
 *   out   the value; INFINITY beyond the largest double, 0 below half the smallest
 *   owns  nothing; 2 KB of stack; time bounded whatever n
 */
double decimal_nearest(const char *digits, size_t n, int64_t exponent);

#endif
