/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmocka, and the assertions that it lacks: doubles with a tolerance, cases with a label.
 *
 * A *_case assertion takes the label of a row of a table first and shows it when it fails.
 */
#ifndef SUPPORT_ASSERT_H
#define SUPPORT_ASSERT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* |actual - expected| <= tolerance; NAN is near nothing. */
#define assert_near(actual, expected, tolerance) \
    near_or_fail(NULL, (actual), (expected), (tolerance), #actual, __FILE__, __LINE__)
#define assert_near_case(label, actual, expected, tolerance) \
    near_or_fail((label), (actual), (expected), (tolerance), #actual, __FILE__, __LINE__)

/* low <= actual <= high. */
#define assert_between(actual, low, high) \
    between_or_fail(NULL, (actual), (low), (high), #actual, __FILE__, __LINE__)
#define assert_between_case(label, actual, low, high) \
    between_or_fail((label), (actual), (low), (high), #actual, __FILE__, __LINE__)

#define assert_nan(actual) nan_or_fail((actual), #actual, __FILE__, __LINE__)

#define assert_true_case(label, condition) \
    true_or_fail((label), (condition), #condition, __FILE__, __LINE__)
#define assert_int_case(label, actual, expected) \
    int_or_fail((label), (intmax_t)(actual), (intmax_t)(expected), #actual, __FILE__, __LINE__)
#define assert_text_case(label, actual, expected) \
    text_or_fail((label), (actual), (expected), #actual, __FILE__, __LINE__)

/* A call that must end with a status. */
#define assert_status(actual, expected) \
    int_or_fail(NULL, (intmax_t)(actual), (intmax_t)(expected), #actual, __FILE__, __LINE__)

void near_or_fail(const char *label, double actual, double expected, double tolerance,
                  const char *what, const char *file, int line);
void between_or_fail(const char *label, double actual, double low, double high, const char *what,
                     const char *file, int line);
void nan_or_fail(double actual, const char *what, const char *file, int line);
void true_or_fail(const char *label, bool condition, const char *what, const char *file, int line);
void int_or_fail(const char *label, intmax_t actual, intmax_t expected, const char *what,
                 const char *file, int line);
void text_or_fail(const char *label, const char *actual, const char *expected, const char *what,
                  const char *file, int line);

#endif
