/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Text and numbers without locale: the only place where digits become numbers and numbers digits.
 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Reads a decimal number: sign, digits, point, exponent; correctly rounded to the nearest double.
 *
 *   out   *value  finite
 *   in    p, end  text, not NUL-terminated
 *         point   '.' or ','
 *   out   one past the last byte used, or NULL where no number stands at p (NaN, inf and empty too)
 */
const char *text_number(double *value, const char *p, const char *end, char point);

/* The same for a whole text: true when all of it is one number (blanks around allowed). */
bool text_is_number(double *value, const char *text);

/* Digits of an integer with sign, at most 19 digits; NULL where none or it does not fit. */
const char *text_integer(int64_t *value, const char *p, const char *end);

/*
 * Prints a number with a point whatever the locale.
 *
 *   out   text[32]  fixed decimals (0 .. 12); "-0" never appears
 */
void text_fixed(char text[32], double value, int decimals);

/* Prints with so many significant digits (1 .. 17), the shortest form without exponent where it
 * can. */
void text_significant(char text[32], double value, int digits);

/* Prints with the fewest of 15 to 17 significant digits that read back as the same double. */
void text_exact(char text[32], double value);

/*
 * Civil date and time from microseconds since 1970, and back (proleptic Gregorian).
 *
 *   ends  text_instant_us answers false outside years 1 .. 9999 or for a date that does not exist
 */
struct civil {
    int year, month, day, hour, minute, second, microsecond;
};
void text_civil(struct civil *civil, int64_t t_us);
bool text_instant_us(int64_t *t_us, const struct civil *civil);

/* Day of the week of an instant, 0 = Monday. */
int text_weekday(int64_t t_us);

/* ASCII only: equal without case; starts with. */
bool text_equal_nocase(const char *a, const char *b);
bool text_starts(const char *text, const char *start);

/*
 * Bytes of the character of UTF-8 that begins at text (Unicode Standard, table 3-7), or 0 where
 * none does.
 *
 *   in    n  bytes that may be looked at, at least 1
 */
size_t text_character(const char *text, size_t n);

/*
 * Copies text into room bytes as valid UTF-8: each byte that is not becomes U+FFFD; control
 * characters become blanks. Always NUL-terminated.
 */
void text_utf8(char *out, size_t room, const char *text, size_t n);

/* How many edits (insert, delete, swap, replace) lie between two short texts, for "did you mean".
 */
size_t text_distance(const char *a, const char *b);

#endif
