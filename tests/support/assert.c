/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each failure prints the case, the expression and both values, then fails the test. */
#include "support/assert.h"

#include <math.h>
#include <string.h>

static void say_case(const char *label)
{
    if (label)
        print_error("case \"%s\": ", label);
}

void near_or_fail(const char *label, double actual, double expected, double tolerance,
                  const char *what, const char *file, int line)
{
    if (actual == expected || fabs(actual - expected) <= tolerance)
        return;
    say_case(label);
    print_error("%s is %.17g, expected %.17g within %g\n", what, actual, expected, tolerance);
    _fail(file, line);
}

void between_or_fail(const char *label, double actual, double low, double high, const char *what,
                     const char *file, int line)
{
    if (actual >= low && actual <= high)
        return;
    say_case(label);
    print_error("%s is %.17g, expected %g .. %g\n", what, actual, low, high);
    _fail(file, line);
}

void nan_or_fail(double actual, const char *what, const char *file, int line)
{
    if (isnan(actual))
        return;
    print_error("%s is %.17g, expected no number\n", what, actual);
    _fail(file, line);
}

void true_or_fail(const char *label, bool condition, const char *what, const char *file, int line)
{
    if (condition)
        return;
    say_case(label);
    print_error("%s does not hold\n", what);
    _fail(file, line);
}

void int_or_fail(const char *label, intmax_t actual, intmax_t expected, const char *what,
                 const char *file, int line)
{
    if (actual == expected)
        return;
    say_case(label);
    print_error("%s is %jd, expected %jd\n", what, actual, expected);
    _fail(file, line);
}

void text_or_fail(const char *label, const char *actual, const char *expected, const char *what,
                  const char *file, int line)
{
    if (actual && expected ? strcmp(actual, expected) == 0 : actual == expected)
        return;
    say_case(label);
    print_error("%s is \"%s\", expected \"%s\"\n", what, actual ? actual : "(null)",
                expected ? expected : "(null)");
    _fail(file, line);
}
