/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every step of the running as bks_analysis_write_steps tells it, against truth and measures. */
#include "support/assert.h"
#include "support/outcome.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_MAX 1024
#define FIELDS    10

static const struct sim_segment a_run = {.kind = SIM_RUN,
                                         .duration_s = 50,
                                         .cadence_spm = 168,
                                         .shape = SIM_TWO_MASS,
                                         .duty = 0.68,
                                         .jitter_cv = 0.012};
static const struct sim_segment a_walk = {
    .kind = SIM_WALK, .duration_s = 30, .cadence_spm = 108, .jitter_cv = 0.015};

/* A line as written: numbers of what is known, NAN of what is empty. */
struct line {
    double number, bout, contact_s, toe_off_s, time_ms, contact_ms, flight_ms, bounce_mm, peak_bw;
    char side; /* 'L', 'R', 0 */
};

static struct line lines[LINES_MAX];
static size_t n_lines;

/* Up to a separator, which is overwritten; *rest goes on behind it, or is NULL at the end. */
static char *cut_off(char **rest, const char *separators)
{
    char *from = *rest, *end = from ? strpbrk(from, separators) : NULL;
    *rest = end ? end + 1 : NULL;
    if (end)
        *end = '\0';
    return from;
}

static void read_line(struct line *line, char *text)
{
    char *field[FIELDS];
    for (size_t k = 0; k < FIELDS; k++) {
        field[k] = cut_off(&text, ",\n");
        assert_non_null(field[k]);
    }
    double *const number[FIELDS] = {&line->number,     &line->bout,      NULL,
                                    &line->contact_s,  &line->toe_off_s, &line->time_ms,
                                    &line->contact_ms, &line->flight_ms, &line->bounce_mm,
                                    &line->peak_bw};
    line->side = field[2][0];
    for (size_t k = 0; k < FIELDS; k++)
        if (number[k])
            *number[k] = *field[k] ? strtod(field[k], NULL) : (double)NAN;
}

/* Into `lines`. */
static void write_and_read(const struct bks_analysis *analysis)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    assert_status(bks_analysis_write_steps(analysis, out), BKS_OK);
    assert_int_equal(fclose(out), 0);
    char *rest = text, *row = cut_off(&rest, "\n");
    assert_true(strncmp(row, "step,bout,side,contact_s,", 25) == 0);
    n_lines = 0;
    while ((row = cut_off(&rest, "\n")) && *row) {
        assert_true(n_lines < LINES_MAX);
        read_line(&lines[n_lines++], row);
    }
    free(text);
}

static struct outcome outcome_of(const struct sim_segment *part, size_t n, enum sim_place place,
                                 bool gyro)
{
    const struct sim_spec spec = {
        .segments = part, .n_segments = n, .seed = 19, .sensor = sim_typical(place, 100)};
    struct outcome outcome;
    assert_true(outcome_of_sim(&outcome, &spec, placement_name(place), gyro));
    write_and_read(outcome.analysis);
    return outcome;
}

static double mean_over(size_t from, size_t to, size_t offset)
{
    double sum = 0, n = 0;
    for (size_t k = from; k < to; k++) {
        double value;
        memcpy(&value, (const char *)&lines[k] + offset, sizeof value);
        sum += isnan(value) ? 0 : value;
        n += !isnan(value);
    }
    return sum / n;
}

#define MEAN(from, to, field) mean_over(from, to, offsetof(struct line, field))

/* Lines that are a true step of the run, each on its true side. */
static size_t on_their_sides(const struct sim *sim)
{
    size_t matched = 0;
    for (size_t k = 0; k < n_lines; k++)
        for (size_t i = 0; i < sim->n_steps; i++) {
            const struct sim_step *step = &sim->steps[i];
            if (fabs(step->contact_s - lines[k].contact_s) < 0.03)
                matched += lines[k].side == (step->left ? 'L' : 'R');
        }
    return matched;
}

static void each_step_of_the_run_has_its_line(void **state)
{
    (void)state;
    const struct sim_segment part[] = {a_walk, a_run, a_walk};
    struct outcome o = outcome_of(part, 3, SIM_SACRUM, true);
    assert_near((double)n_lines, (double)o.sim->bouts[1].n_steps, 3);
    for (size_t k = 0; k < n_lines; k++)
        assert_near(lines[k].number, (double)k + 1, 0);
    assert_true(on_their_sides(o.sim) + 2 >= n_lines);
    outcome_clear(&o);
}

static void the_fields_of_a_line_hang_together(void **state)
{
    (void)state;
    struct outcome o = outcome_of(&a_run, 1, SIM_WAIST, true);
    assert_true(n_lines > 130);
    for (size_t k = 0; k < n_lines; k++) {
        const struct line *line = &lines[k];
        assert_near(line->toe_off_s - line->contact_s, 1e-3 * line->contact_ms, 2e-4);
        if (k + 1 == n_lines) {
            assert_nan(line->time_ms);
            assert_nan(line->flight_ms);
            break;
        }
        assert_true(line->side == 'L' || line->side == 'R');
        assert_true(line->side != line[1].side);
        assert_near(line->time_ms, 1e3 * (line[1].contact_s - line->contact_s), 0.21);
        assert_near(line->flight_ms, line->time_ms - line->contact_ms, 0.11);
    }
    outcome_clear(&o);
}

static void lines_of_a_bout_average_to_its_measures(void **state)
{
    (void)state;
    for (int place = SIM_SACRUM; place <= SIM_CHEST; place++) {
        struct outcome o = outcome_of(&a_run, 1, (enum sim_place)place, false);
        const struct bks_bout *bout = bout_at(o.result, BKS_RUN, 0, 1e6);
        const struct bks_measure *m = bout->measure;
        assert_near(MEAN(0, n_lines, contact_ms), m[BKS_CONTACT_TIME].value, 0.05);
        assert_near(MEAN(0, n_lines, bounce_mm), m[BKS_VERTICAL_OSCILLATION].value, 0.05);
        assert_near(MEAN(0, n_lines, peak_bw), m[BKS_PEAK_FORCE].value, 0.005);
        assert_near(60e3 / MEAN(0, n_lines, time_ms), m[BKS_CADENCE].value, 0.5);
        assert_near((double)n_lines, m[BKS_STEPS].value, 3);
        outcome_clear(&o);
    }
}

static void walking_and_resting_have_no_line(void **state)
{
    (void)state;
    const struct sim_segment part[] = {{.kind = SIM_STAND, .duration_s = 20}, a_walk};
    struct outcome o = outcome_of(part, 2, SIM_SACRUM, true);
    assert_int_equal(count_bouts(o.result, BKS_WALK), 1);
    assert_int_equal(n_lines, 0);
    outcome_clear(&o);
}

static void four_runs_have_their_own_numbers_and_sides(void **state)
{
    (void)state;
    const struct sim_segment part[] = {a_run, a_walk, a_run, a_walk, a_run, a_walk, a_run};
    struct outcome o = outcome_of(part, 7, SIM_SACRUM, true);
    size_t runs = 0, begins = 0;
    for (size_t i = 0; i < o.result->n_bouts; i++) {
        const struct bks_bout *bout = &o.result->bouts[i];
        if (bout->kind != BKS_RUN)
            continue;
        size_t ends = begins;
        for (; ends < n_lines && lines[ends].bout == (double)i + 1; ends++) {
            assert_between(lines[ends].contact_s, bout->start_s - 0.11, bout->end_s + 0.11);
            assert_true(ends == begins || lines[ends].side != lines[ends - 1].side);
        }
        assert_near((double)(ends - begins), bout->measure[BKS_STEPS].value, 3);
        assert_near(MEAN(begins, ends, contact_ms), bout->measure[BKS_CONTACT_TIME].value, 0.05);
        assert_nan(lines[ends - 1].time_ms); /* the next contact is another bout's */
        begins = ends;
        runs++;
    }
    assert_int_equal(runs, 4);
    assert_true(on_their_sides(o.sim) + 8 >= n_lines);
    assert_int_equal(begins, n_lines);
    assert_near(lines[n_lines - 1].number, (double)n_lines, 0); /* numbered through */
    outcome_clear(&o);
}

static void what_the_bout_does_not_know_its_lines_leave_empty(void **state)
{
    (void)state;
    struct outcome o = outcome_of(&a_run, 1, SIM_POCKET, false);
    const struct bks_bout *bout = bout_at(o.result, BKS_RUN, 0, 1e6);
    assert_int_equal(bout->measure[BKS_CONTACT_TIME].why, BKS_WHY_PLACEMENT);
    for (size_t k = 0; k < n_lines; k++) {
        assert_nan(lines[k].contact_ms);
        assert_nan(lines[k].toe_off_s);
        assert_nan(lines[k].flight_ms);
        assert_nan(lines[k].peak_bw);
        assert_true((lines[k].side != '\0') == (bout->side_certainty > 0));
        assert_true(isfinite(lines[k].contact_s));
    }
    outcome_clear(&o);
}

static void a_gap_ends_the_run_of_sides_and_times(void **state)
{
    (void)state;
    struct sim_spec spec = {
        .segments = &a_run, .n_segments = 1, .seed = 19, .sensor = sim_typical(SIM_SACRUM, 100)};
    spec.sensor.gap[0] = (struct sim_span){20, 24};
    struct outcome o;
    assert_true(outcome_of_sim(&o, &spec, "sacrum", true));
    write_and_read(o.analysis);
    assert_near((double)n_lines, (double)o.sim->n_steps - 4 * 168 / 60.0, 5);
    size_t without = 0;
    for (size_t k = 0; k < n_lines; k++) {
        without += isnan(lines[k].time_ms) ? 1 : 0;
        assert_true(isnan(lines[k].time_ms) || lines[k].time_ms < 1.5 * 60e3 / 168);
        assert_true(lines[k].contact_s < 20.1 || lines[k].contact_s > 23.9);
    }
    assert_int_equal(without, 2);
    outcome_clear(&o);
}

/* What was filled in is no contact that was measured. */
static void a_step_with_lost_samples_says_only_when(void **state)
{
    (void)state;
    struct sim_spec spec = {
        .segments = &a_run, .n_segments = 1, .seed = 19, .sensor = sim_typical(SIM_SACRUM, 100)};
    for (int k = 0; k < 12; k++)
        spec.sensor.gap[k] = (struct sim_span){10 + 2.5 * k, 10.25 + 2.5 * k};
    spec.sensor.gap[12] = (struct sim_span){45, 45.9}; /* swallows whole steps */
    struct outcome o;
    assert_true(outcome_of_sim(&o, &spec, "sacrum", true));
    write_and_read(o.analysis);
    const struct bks_measure *m = bout_at(o.result, BKS_RUN, 0, 1e6)->measure;
    size_t without = 0;
    for (size_t k = 0; k < n_lines; k++) {
        without += isnan(lines[k].contact_ms) ? 1 : 0;
        assert_true(isnan(lines[k].time_ms) || lines[k].time_ms < 1.5 * 60e3 / 168);
    }
    assert_between((double)without, 10, 24);
    assert_near(MEAN(0, n_lines, contact_ms), m[BKS_CONTACT_TIME].value, 0.05);
    assert_near(MEAN(0, n_lines, peak_bw), m[BKS_PEAK_FORCE].value, 0.005);
    assert_near(MEAN(0, n_lines, bounce_mm), m[BKS_VERTICAL_OSCILLATION].value, 0.05);
    outcome_clear(&o);
}

static void a_disk_that_is_full_is_told(void **state)
{
    (void)state;
    struct outcome o = outcome_of(&a_run, 1, SIM_SACRUM, false);
    FILE *full = fopen("/dev/full", "w");
    if (full) {
        assert_status(bks_analysis_write_steps(o.analysis, full), BKS_CANNOT_WRITE);
        (void)fclose(full);
    }
    outcome_clear(&o);
}

/* Options of the caller's, and none: what was not told is not 0. */
static void without_options_mass_and_leg_are_not_known(void **state)
{
    (void)state;
    struct outcome o = outcome_of(&a_run, 1, SIM_SACRUM, false);
    struct bks_analysis *analysis = NULL;
    assert_status(bks_analyze(&analysis, outcome_temporary(), NULL, NULL, NULL, NULL), BKS_OK);
    const struct bks_measure *m = bks_analysis_result(analysis)->total[BKS_RUN].measure;
    assert_int_equal(m[BKS_CONTACT_TIME].why, BKS_WHY_NONE);
    assert_int_equal(m[BKS_VERTICAL_STIFFNESS].why, BKS_WHY_NO_MASS);
    bks_analysis_free(analysis);
    outcome_clear(&o);
}

static int remove_temporary(void **state)
{
    (void)state;
    outcome_end();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_of_the_run_has_its_line),
        cmocka_unit_test(the_fields_of_a_line_hang_together),
        cmocka_unit_test(lines_of_a_bout_average_to_its_measures),
        cmocka_unit_test(walking_and_resting_have_no_line),
        cmocka_unit_test(four_runs_have_their_own_numbers_and_sides),
        cmocka_unit_test(what_the_bout_does_not_know_its_lines_leave_empty),
        cmocka_unit_test(a_gap_ends_the_run_of_sides_and_times),
        cmocka_unit_test(a_step_with_lost_samples_says_only_when),
        cmocka_unit_test(a_disk_that_is_full_is_told),
        cmocka_unit_test(without_options_mass_and_leg_are_not_known),
    };
    return cmocka_run_group_tests_name("flow/stepwise", tests, NULL, remove_temporary);
}
