/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Numbers into digits. The C library rounds them right; its decimal point follows the host
 * program's locale, so the point is put in here.
 */
#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROOM 32

#define MIN_PLAIN_EXPONENT (-7) /* 1.5e-7 is still 0.00000015 */
#define MAX_PLAIN_EXPONENT 20

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Whatever stands between digits as the locale's point becomes one '.'. */
static void set_point(char *text)
{
    char *to = text;
    for (const char *from = text; *from; from++) {
        if (is_digit(*from) || *from == '-' || *from == '+' || *from == 'e')
            *to++ = *from;
        else if (to == text || to[-1] != '.')
            *to++ = '.';
    }
    *to = '\0';
}

static void drop_sign_of_zero(char *text)
{
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text));
}

static bool not_finite(char text[ROOM], double value)
{
    if (isfinite(value))
        return false;
    (void)snprintf(text, ROOM, "%s", isnan(value) ? "nan" : value < 0 ? "-inf" : "inf");
    return true;
}

void text_fixed(char text[32], double value, int decimals)
{
    char wide[2 * ROOM]; /* the locale's point may be wider than ours */
    if (not_finite(text, value))
        return;
    int n = snprintf(wide, sizeof wide, "%.*f", decimals, value);
    bool fits = n > 0 && n < (int)sizeof wide;
    if (fits) {
        set_point(wide);
        drop_sign_of_zero(wide);
        fits = strlen(wide) < ROOM;
    }
    if (fits)
        memcpy(text, wide, strlen(wide) + 1);
    else
        text_significant(text, value, 17);
}

/* The digits of "d.ddde+xx" without zeros at the end; answers how many. */
static int split_digits(char digits[ROOM], int *exponent, const char *scientific)
{
    int n = 0, power = 0, sign = 1;
    for (; *scientific && *scientific != 'e'; scientific++)
        if (is_digit(*scientific))
            digits[n++] = *scientific;
    for (; *scientific; scientific++) {
        if (*scientific == '-')
            sign = -1;
        else if (is_digit(*scientific))
            power = power * 10 + (*scientific - '0');
    }
    *exponent = sign * power;
    while (n > 1 && digits[n - 1] == '0')
        n--;
    return n;
}

void text_significant(char text[32], double value, int digits)
{
    char scientific[ROOM], digit[ROOM];
    if (not_finite(text, value))
        return;
    (void)snprintf(scientific, sizeof scientific, "%.*e", digits - 1, fabs(value));
    int exponent;
    int n = split_digits(digit, &exponent, scientific);
    char *to = text;
    if (value < 0)
        *to++ = '-';
    bool plain = exponent >= MIN_PLAIN_EXPONENT && exponent <= MAX_PLAIN_EXPONENT;
    int whole = plain ? exponent + 1 : 1; /* digits before the point; 0 or less: "0.00ddd" */
    if (whole <= 0)
        *to++ = '0';
    for (int i = whole < 0 ? whole : 0; i < n || i < whole; i++) {
        if (i == whole)
            *to++ = '.';
        *to++ = i >= 0 && i < n ? digit[i] : '0';
    }
    *to = '\0';
    if (!plain)
        (void)snprintf(to, (size_t)(text + ROOM - to), "e%d", exponent);
}

void text_exact(char text[32], double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        double back;
        text_significant(text, value, digits);
        if (text_is_number(&back, text) && back == value)
            return;
    }
}
