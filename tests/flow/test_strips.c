/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two strips of a result, against what the simulated runner did. */
#include "model/session_strip.h"
#include "support/assert.h"
#include "support/outcome.h"

#include <math.h>
#include <string.h>

#define LENGTH_S   5.0
#define NEAR_S     0.020
#define ALIKE_FROM 0.95

static const struct sim_segment a_run = {.kind = SIM_RUN,
                                         .duration_s = 40,
                                         .cadence_spm = 168,
                                         .shape = SIM_TWO_MASS,
                                         .duty = 0.68,
                                         .jitter_cv = 0.012};
static const struct sim_segment a_disturbed_run = {.kind = SIM_RUN,
                                                   .duration_s = 40,
                                                   .cadence_spm = 168,
                                                   .shape = SIM_TWO_MASS,
                                                   .duty = 0.68,
                                                   .jitter_cv = 0.06};
static const struct sim_segment a_walk = {
    .kind = SIM_WALK, .duration_s = 30, .cadence_spm = 108, .jitter_cv = 0.015};

static struct sim_spec spec_of(const struct sim_segment *part, size_t n, struct sim_sensor sensor)
{
    return (struct sim_spec){.segments = part, .n_segments = n, .seed = 23, .sensor = sensor};
}

static struct outcome outcome_of(const struct sim_spec *spec, bool gyro)
{
    struct outcome outcome;
    assert_true(outcome_of_sim(&outcome, spec, placement_name(spec->sensor.place), gyro));
    return outcome;
}

static double end_of(const struct bks_strip *strip)
{
    return strip->start_s + LENGTH_S;
}

/* Each mark is a true step, each true step its mark; the sides that are told, none of them wrong.
 */
static size_t assert_marks(const struct sim *sim, const struct bks_strip *strip)
{
    size_t near = 0, expected = 0, sided = 0;
    for (size_t i = 0; i < sim->n_steps; i++) {
        const struct sim_step *truth = &sim->steps[i];
        expected += truth->contact_s >= strip->start_s && truth->contact_s < end_of(strip);
        for (size_t k = 0; k < strip->n_steps; k++) {
            const struct bks_strip_step *step = &strip->steps[k];
            if (fabs(step->contact_s - truth->contact_s) > NEAR_S)
                continue;
            near++;
            assert_near(step->toe_off_s, truth->toe_off_s, NEAR_S);
            sided += step->side == (truth->left ? 1 : -1);
            assert_true(step->side == 0 || step->side == (truth->left ? 1 : -1));
        }
    }
    assert_int_equal(near, strip->n_steps);
    assert_near((double)near, (double)expected, 1);
    assert_true(near >= 12);
    return sided;
}

/* The upright force of a perfect sensor at a moment, between its samples. */
static double true_force(const struct sim *sim, double t_s)
{
    double at = t_s * sim->rate_hz;
    size_t i = (size_t)at;
    double share = at - (double)i;
    assert_true(i + 1 < sim->n);
    return (1 - share) * sim->value[SIM_AZ][i] + share * sim->value[SIM_AZ][i + 1];
}

static double likeness(const struct sim *ideal, const struct bks_strip *strip)
{
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0, n = (double)strip->n;
    for (size_t i = 0; i < strip->n; i++) {
        double a = strip->vertical_mps2[i];
        double b = true_force(ideal, strip->start_s + (double)i * strip->step_s);
        x += a, y += b, xx += a * a, yy += b * b, xy += a * b;
    }
    assert_near(x / n, y / n, 0.4); /* gravity in it */
    return (xy - x * y / n) / sqrt((xx - x * x / n) * (yy - y * y / n));
}

static void marks_and_samples_are_those_of_the_runner(void **state)
{
    (void)state;
    const struct sim_segment part[] = {a_walk, a_run, a_walk, a_run, a_walk};
    static const struct {
        const char *label;
        enum sim_place place;
        double rate_hz;
        bool gyro, sided;
    } table[] = {
        {"sacrum", SIM_SACRUM, 100, true, true},
        {"sacrum, 52 Hz", SIM_SACRUM, 52, false, false},
        {"waist", SIM_WAIST, 100, true, true},
        {"waist, 203 Hz", SIM_WAIST, 203, false, false},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct sim_spec spec = spec_of(part, 5, sim_typical(table[i].place, table[i].rate_hz));
        struct outcome o = outcome_of(&spec, table[i].gyro);
        struct sim *ideal = NULL;
        spec.sensor = sim_ideal(SIM_SACRUM, 200);
        assert_null(sim_run(&ideal, &spec));
        for (int which = 0; which < BKS_STRIP_COUNT; which++) {
            const struct bks_strip *strip = &o.result->strip[which];
            assert_int_equal(strip->n, 250);
            assert_near(strip->step_s, 0.02, 1e-12);
            size_t sided = assert_marks(o.sim, strip);
            assert_true_case(table[i].label, !table[i].sided || sided == strip->n_steps);
            double alike = likeness(ideal, strip);
            print_message("          %s: %.3f\n", table[i].label, alike);
            assert_true_case(table[i].label, alike > ALIKE_FROM);
        }
        sim_free(ideal);
        outcome_clear(&o);
    }
}

static double regularity_of(const struct outcome *o, const struct bks_strip *strip)
{
    const struct bks_bout *bout = bout_at(o->result, BKS_RUN, strip->start_s, end_of(strip));
    assert_non_null(bout);
    assert_true(bout->start_s <= strip->start_s && end_of(strip) <= bout->end_s);
    assert_near((strip->start_s + end_of(strip)) / 2, (bout->start_s + bout->end_s) / 2, 1.3);
    return bout->measure[BKS_STRIDE_REGULARITY].value;
}

static void the_best_bout_is_the_more_regular(void **state)
{
    (void)state;
    const struct sim_segment first[] = {a_walk, a_run, a_walk, a_disturbed_run, a_walk};
    const struct sim_segment last[] = {a_walk, a_disturbed_run, a_walk, a_run, a_walk};
    for (int i = 0; i < 2; i++) {
        struct sim_spec spec = spec_of(i ? last : first, 5, sim_typical(SIM_SACRUM, 100));
        struct outcome o = outcome_of(&spec, true);
        const struct bks_strip *strip = o.result->strip;
        assert_true(regularity_of(&o, &strip[BKS_STRIP_BEST]) >
                    regularity_of(&o, &strip[BKS_STRIP_WORST]) + 0.05);
        const struct sim_bout *even = &o.sim->bouts[i ? 3 : 1];
        assert_between(strip[BKS_STRIP_BEST].start_s, even->start_s, even->end_s);
        outcome_clear(&o);
    }
}

/* The runner stumbles on for 8 s in the middle of one bout. */
static void of_one_bout_they_are_its_most_and_its_least_regular_5_s(void **state)
{
    (void)state;
    struct sim_segment rough = a_disturbed_run, before = a_run;
    rough.duration_s = 8;
    rough.jitter_cv = 0.08;
    const struct sim_segment part[] = {a_walk, before, rough, a_run, a_walk};
    struct sim_spec spec = spec_of(part, 5, sim_typical(SIM_SACRUM, 100));
    struct outcome o = outcome_of(&spec, true);
    assert_int_equal(count_bouts(o.result, BKS_RUN), 1);
    const struct bks_strip *best = &o.result->strip[BKS_STRIP_BEST];
    const struct bks_strip *worst = &o.result->strip[BKS_STRIP_WORST];
    const struct sim_bout *truth = &o.sim->bouts[2];
    assert_true(best->n == 250 && worst->n == 250);
    assert_true(worst->start_s < truth->end_s && end_of(worst) > truth->start_s);
    assert_true(best->start_s > truth->end_s || end_of(best) < truth->start_s);
    (void)assert_marks(o.sim, best);
    outcome_clear(&o);
}

static void a_short_run_has_one_and_less_has_none(void **state)
{
    (void)state;
    struct sim_segment shorter = a_run;
    shorter.duration_s = 11;
    const struct sim_segment part[] = {a_walk, shorter, a_walk};
    static const struct {
        const char *label;
        enum sim_place place;
        size_t n; /* parts */
        size_t strips;
    } table[] = {
        {"a run of 11 s", SIM_SACRUM, 3, 1},
        {"a walk", SIM_SACRUM, 1, 0},
        {"on the wrist", SIM_WRIST, 3, 0},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        struct sim_spec spec = spec_of(part, table[i].n, sim_typical(table[i].place, 100));
        struct outcome o = outcome_of(&spec, true);
        const struct bks_strip *strip = o.result->strip;
        assert_int_equal((strip[BKS_STRIP_BEST].n > 0) + (strip[BKS_STRIP_WORST].n > 0),
                         table[i].strips);
        assert_true_case(table[i].label, strip[BKS_STRIP_WORST].n == 0);
        outcome_clear(&o);
    }
}

static void a_strip_has_no_gap_in_it(void **state)
{
    (void)state;
    const struct sim_segment part[] = {a_walk, a_run, a_walk, a_run, a_walk};
    struct sim_sensor sensor = sim_typical(SIM_SACRUM, 100);
    for (size_t i = 0; i < 2; i++) {
        double middle = 50 + 70 * (double)i;
        sensor.gap[i] = (struct sim_span){middle - 1, middle + 1};
    }
    struct sim_spec spec = spec_of(part, 5, sensor);
    struct outcome o = outcome_of(&spec, true);
    assert_int_equal(o.result->quality.n_gaps, 2);
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        const struct bks_strip *strip = &o.result->strip[which];
        assert_int_equal(strip->n, 250);
        for (size_t i = 0; i < 2; i++)
            assert_true(end_of(strip) <= sensor.gap[i].start_s + 0.02 ||
                        strip->start_s >= sensor.gap[i].end_s - 0.02);
        (void)assert_marks(o.sim, strip);
    }
    outcome_clear(&o);
}

static void assert_same(const struct bks_strip *a, const struct bks_strip *b)
{
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->n_steps, b->n_steps);
    assert_memory_equal(a->vertical_mps2, b->vertical_mps2, a->n * sizeof *a->vertical_mps2);
    for (size_t k = 0; k < a->n_steps; k++) {
        assert_int_equal(a->steps[k].side, b->steps[k].side);
        assert_near(a->steps[k].contact_s, b->steps[k].contact_s, 0);
        if (isnan(a->steps[k].toe_off_s))
            assert_nan(b->steps[k].toe_off_s);
        else
            assert_near(a->steps[k].toe_off_s, b->steps[k].toe_off_s, 0);
    }
}

static struct bks_strip unpacked(const struct bks_strip *strip, const struct session_strip *packed)
{
    struct bks_strip back = {.start_s = strip->start_s, .step_s = strip->step_s};
    session_strip_unpack(&back, packed->vertical, packed->n_vertical, packed->steps,
                         packed->n_steps);
    return back;
}

static void what_is_packed_comes_back(void **state)
{
    (void)state;
    struct session_strip packed;
    struct bks_strip strip = {.start_s = 1234.56789, .step_s = 0.02, .n = 250, .n_steps = 3};
    for (size_t i = 0; i < strip.n; i++)
        strip.vertical_mps2[i] = 9.81 + 0.25 * (double)i;
    strip.vertical_mps2[0] = -strip.vertical_mps2[249];
    strip.vertical_mps2[1] = 1e9;
    strip.steps[0] = (struct bks_strip_step){1234.6, 1234.85, 1};
    strip.steps[1] = (struct bks_strip_step){1235, (double)NAN, 0};
    strip.steps[2] = (struct bks_strip_step){1235.5, 1235.75, -1};
    session_strip_pack(&packed, &strip);
    struct bks_strip once = unpacked(&strip, &packed);
    for (size_t i = 0; i < strip.n; i++)
        assert_near(once.vertical_mps2[i], fmin(strip.vertical_mps2[i], 32.767 * 9.80665), 0.005);
    for (size_t k = 0; k < 3; k++)
        assert_near(once.steps[k].contact_s, strip.steps[k].contact_s, 5.1e-5);
    assert_near(once.steps[2].toe_off_s, 1235.75, 1.1e-4);
    assert_int_equal(once.steps[2].side, -1);
    assert_nan(once.steps[1].toe_off_s);
    session_strip_pack(&packed, &once);
    struct bks_strip twice = unpacked(&strip, &packed);
    assert_same(&twice, &once);
}

/* Bytes of an import may be anything. */
static void forged_bytes_stay_within_the_strip(void **state)
{
    (void)state;
    static unsigned char bytes[4096];
    struct bks_strip strip = {.start_s = 1, .step_s = 0.02};
    memset(bytes, 0xff, sizeof bytes);
    session_strip_unpack(&strip, bytes, sizeof bytes, bytes, sizeof bytes);
    assert_int_equal(strip.n, BKS_STRIP_SAMPLES);
    assert_int_equal(strip.n_steps, BKS_STRIP_STEPS);
    assert_int_equal(strip.steps[0].side, 0);
    session_strip_unpack(&strip, NULL, 0, NULL, 0);
    assert_int_equal(strip.n + strip.n_steps, 0);
}

static void an_analysis_tells_what_a_history_will(void **state)
{
    (void)state;
    const struct sim_segment part[] = {a_walk, a_run, a_walk, a_disturbed_run, a_walk};
    struct sim_spec spec = spec_of(part, 5, sim_typical(SIM_SACRUM, 100));
    struct outcome o = outcome_of(&spec, true);
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        const struct bks_strip *strip = &o.result->strip[which];
        struct session_strip packed;
        session_strip_pack(&packed, strip);
        struct bks_strip back = unpacked(strip, &packed);
        assert_same(&back, strip);
    }
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
        cmocka_unit_test(marks_and_samples_are_those_of_the_runner),
        cmocka_unit_test(the_best_bout_is_the_more_regular),
        cmocka_unit_test(of_one_bout_they_are_its_most_and_its_least_regular_5_s),
        cmocka_unit_test(a_short_run_has_one_and_less_has_none),
        cmocka_unit_test(a_strip_has_no_gap_in_it),
        cmocka_unit_test(what_is_packed_comes_back),
        cmocka_unit_test(forged_bytes_stay_within_the_strip),
        cmocka_unit_test(an_analysis_tells_what_a_history_will),
    };
    return cmocka_run_group_tests_name("flow/strips", tests, NULL, remove_temporary);
}
