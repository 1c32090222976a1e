/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps as CSV: what is known with its decimals, what is not as nothing. */
#include "report/steps_csv.h"
#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct step_line whole = {.number = 12,
                                       .bout = 3,
                                       .side = 'L',
                                       .contact_s = 305.12346,
                                       .toe_off_s = 305.36,
                                       .step_time_s = 0.35126,
                                       .contact_time_s = 0.23655,
                                       .flight_time_s = 0.1147,
                                       .oscillation_m = 0.0843,
                                       .peak_bw = 2.456};

static void header(FILE *out, const struct step_line *line)
{
    (void)line;
    steps_csv_header(out);
}

/* Kept until the test ends. */
static char *text_of(void (*write)(FILE *, const struct step_line *), const struct step_line *line)
{
    char *text = NULL;
    size_t n = 0;
    FILE *out = open_memstream(&text, &n);
    assert_non_null(out);
    write(out, line);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void assert_line(const char *label, const struct step_line *line, const char *expected)
{
    char *text = text_of(steps_csv_line, line);
    assert_text_case(label, text, expected);
    free(text);
}

static size_t commas(const char *text)
{
    size_t n = 0;
    for (; *text; text++)
        n += *text == ',';
    return n;
}

static void the_header_names_each_field(void **state)
{
    char *names = text_of(header, NULL), *line = text_of(steps_csv_line, &whole);
    (void)state;
    assert_string_equal(names, "step,bout,side,contact_s,toe_off_s,step_time_ms,contact_time_ms,"
                               "flight_time_ms,vertical_oscillation_mm,peak_vertical_force_bw\n");
    assert_int_equal(commas(names), commas(line));
    free(names);
    free(line);
}

static void a_line_has_each_value_in_its_unit(void **state)
{
    struct step_line line = whole;
    (void)state;
    assert_line("whole", &line, "12,3,L,305.1235,305.3600,351.3,236.6,114.7,84.3,2.46\n");
    line.side = 'R';
    line.number = 1000000;
    line.contact_s = -0.00001;
    line.toe_off_s = 604800;
    line.flight_time_s = -0.012;
    assert_line("other", &line, "1000000,3,R,0.0000,604800.0000,351.3,236.6,-12.0,84.3,2.46\n");
}

static void what_is_not_known_is_empty(void **state)
{
    const double none = (double)NAN;
    struct step_line line = whole;
    (void)state;
    line.side = 0;
    line.contact_time_s = none;
    line.peak_bw = (double)INFINITY;
    assert_line("some", &line, "12,3,,305.1235,305.3600,351.3,,114.7,84.3,\n");
    line = (struct step_line){1, 1, 0, none, none, none, none, none, none, none};
    assert_line("all", &line, "1,1,,,,,,,,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_header_names_each_field),
        cmocka_unit_test(a_line_has_each_value_in_its_unit),
        cmocka_unit_test(what_is_not_known_is_empty),
    };
    return cmocka_run_group_tests_name("report/steps_csv", tests, NULL, NULL);
}
