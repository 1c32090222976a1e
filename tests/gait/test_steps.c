/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Single steps of simulated runs: each contact once, when it was, and how long it was. */
#include "gait/steps.h"
#include "support/assert.h"
#include "support/gait_windows.h"

#include <math.h>

#define STEPS_MAX 512
#define RUN_S     40.0
#define SAME_S    0.10 /* a contact found so near a true one is that one */

struct found {
    struct gait_step item[STEPS_MAX];
    size_t n;
};

static struct found found;
static struct gait_windows windows;

static enum bks_status keep(void *context, const struct gait_step *step)
{
    (void)context;
    if (found.n == STEPS_MAX)
        return BKS_TOO_LARGE;
    found.item[found.n++] = *step;
    return BKS_OK;
}

/* Samples from .. to - 1 as one segment of an even grid. */
static void take(struct windows *cutter, const struct sim *sim, size_t from, size_t to)
{
    for (size_t at = from; at < to; at += STEADY_CHUNK) {
        struct steady_chunk chunk = {.start_s = (double)at / sim->rate_hz,
                                     .opens = at == from,
                                     .closes = at + STEADY_CHUNK >= to,
                                     .mark = sim->mark + at};
        chunk.n = chunk.closes ? to - at : STEADY_CHUNK;
        for (int c = 0; c < STEADY_CHANNELS; c++)
            chunk.value[c] = sim->value[c] + at;
        assert_status(windows_take(cutter, &chunk), BKS_OK);
    }
}

/* Into `found`; what lies from .. to [s] is a gap that ends a segment, if it is one. */
static void follow(const struct sim *sim, bool gyro, double from_s, double to_s)
{
    struct windows *cutter = NULL;
    size_t from = (size_t)(from_s * sim->rate_hz), to = (size_t)(to_s * sim->rate_hz);
    windows.n = found.n = 0;
    assert_status(windows_new(&cutter, sim->rate_hz, gyro, gait_windows_keep, &windows), BKS_OK);
    assert_status(windows_follow_steps(cutter, keep), BKS_OK);
    if (to > from)
        take(cutter, sim, 0, from);
    take(cutter, sim, to > from ? to : 0, sim->n);
    windows_free(cutter);
}

static const struct gait_step *near_to(double t_s, size_t *n)
{
    const struct gait_step *nearest = NULL;
    *n = 0;
    for (size_t k = 0; k < found.n; k++)
        if (fabs(found.item[k].contact_s - t_s) < SAME_S) {
            nearest = &found.item[k];
            ++*n;
        }
    return nearest;
}

/* How the steps stand against the truth, the first and the last two of the run left out. */
struct match {
    size_t wanted, once, missed, twice, alone;
    double off_s, worst_s, stance_off_s; /* mean of the instants, worst about it; mean of stance */
};

static struct match match_of(const struct sim *sim, const struct sim_bout *bout)
{
    struct match match = {0};
    double off[STEPS_MAX], stance = 0, sum = 0;
    for (size_t k = 2; k + 2 < bout->n_steps; k++) {
        const struct sim_step *truth = &sim->steps[bout->first_step + k];
        size_t n;
        const struct gait_step *step = near_to(truth->contact_s, &n);
        match.wanted++;
        match.missed += n == 0;
        match.twice += n > 1;
        if (n != 1)
            continue;
        off[match.once++] = step->contact_s - truth->contact_s;
        sum += step->contact_s - truth->contact_s;
        stance += (double)step->stance_s - truth->contact_time_s;
    }
    match.off_s = sum / (double)match.once;
    match.stance_off_s = stance / (double)match.once;
    for (size_t k = 0; k < match.once; k++)
        match.worst_s = fmax(match.worst_s, fabs(off[k] - match.off_s));
    return match;
}

static const struct sim_segment usual = {.kind = SIM_RUN,
                                         .duration_s = RUN_S,
                                         .cadence_spm = 170,
                                         .shape = SIM_TWO_MASS,
                                         .duty = 0.68,
                                         .jitter_cv = 0.012};

static struct sim *sim_of(const struct sim_segment *part, size_t n, struct sim_sensor sensor)
{
    const struct sim_spec spec = {.segments = part, .n_segments = n, .seed = 11, .sensor = sensor};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    return sim;
}

struct claim {
    const char *label;
    enum sim_shape shape;
    double duty, rate_hz;
    enum sim_place place;
    bool typical;
    double instant_s, stance_s; /* each contact; the mean stance */
};

static const struct claim claims[] = {
    {"ideal half-sine", SIM_HALF_SINE, 0.70, 100, SIM_SACRUM, false, 0.005, 0.003},
    {"ideal, short", SIM_HALF_SINE, 0.58, 50, SIM_WAIST, false, 0.005, 0.007},
    {"ideal, 25 Hz", SIM_HALF_SINE, 0.82, 25, SIM_CHEST, false, 0.012, 0.007},
    {"ideal spring-mass", SIM_SPRING_MASS, 0.82, 100, SIM_CHEST, false, 0.007, 0.005},
    {"ideal spring-mass, 50 Hz", SIM_SPRING_MASS, 0.70, 50, SIM_WAIST, false, 0.005, 0.005},
    {"ideal two-mass", SIM_TWO_MASS, 0.70, 100, SIM_WAIST, false, 0.010, 0.009},
    {"sacrum", SIM_SPRING_MASS, 0.70, 100, SIM_SACRUM, true, 0.012, 0.006},
    {"sacrum, two-mass", SIM_TWO_MASS, 0.70, 100, SIM_SACRUM, true, 0.010, 0.012},
    {"waist, 50 Hz", SIM_HALF_SINE, 0.70, 50, SIM_WAIST, true, 0.010, 0.012},
    {"waist", SIM_SPRING_MASS, 0.58, 100, SIM_WAIST, true, 0.010, 0.012},
    {"chest", SIM_TWO_MASS, 0.70, 100, SIM_CHEST, true, 0.010, 0.018},
    {"chest, 50 Hz", SIM_SPRING_MASS, 0.82, 50, SIM_CHEST, true, 0.010, 0.012},
    {"sacrum, 25 Hz", SIM_HALF_SINE, 0.70, 25, SIM_SACRUM, true, 0.012, 0.012},
};

static struct sim *run_of(const struct claim *claim)
{
    struct sim_segment part = usual;
    part.shape = claim->shape;
    part.duty = claim->duty;
    return sim_of(&part, 1,
                  claim->typical ? sim_typical(claim->place, claim->rate_hz)
                                 : sim_ideal(claim->place, claim->rate_hz));
}

static void assert_in_order(const char *label, double period_s)
{
    for (size_t k = 1; k < found.n; k++)
        assert_true_case(label,
                         found.item[k].contact_s > found.item[k - 1].contact_s + 0.5 * period_s);
}

static void each_contact_is_found_once_and_when_it_was(void **state)
{
    (void)state;
    for (size_t k = 0; k < sizeof claims / sizeof *claims; k++) {
        const struct claim *claim = &claims[k];
        struct sim *sim = run_of(claim);
        for (int gyro = 0; gyro < 2; gyro++) {
            follow(sim, gyro, 0, 0);
            struct match match = match_of(sim, &sim->bouts[0]);
            assert_int_case(claim->label, match.wanted, sim->bouts[0].n_steps - 4);
            assert_int_case(claim->label, match.once, match.wanted);
            assert_int_case(claim->label, match.missed + match.twice, 0);
            assert_true_case(claim->label, found.n <= sim->n_steps);
            assert_near_case(claim->label, fabs(match.off_s) + match.worst_s, 0, claim->instant_s);
            assert_near_case(claim->label, match.stance_off_s, 0, claim->stance_s);
            assert_in_order(claim->label, 60.0 / 170);
        }
        sim_free(sim);
    }
}

/* A window's border falls on every phase of a step in turn. */
static void no_border_of_a_window_takes_or_doubles_a_step(void **state)
{
    (void)state;
    for (double cadence = 151; cadence < 200; cadence += 7) {
        struct sim_segment part = usual;
        part.cadence_spm = cadence;
        part.duration_s = 60;
        struct sim *sim = sim_of(&part, 1, sim_typical(SIM_SACRUM, 100));
        follow(sim, false, 0, 0);
        struct match match = match_of(sim, &sim->bouts[0]);
        assert_int_equal(match.once, match.wanted);
        assert_int_equal(match.twice, 0);
        assert_in_order(NULL, 60 / cadence);
        sim_free(sim);
    }
}

static void a_change_of_cadence_loses_none(void **state)
{
    (void)state;
    struct sim_segment part = usual;
    part.cadence_spm = 150;
    part.cadence_end_spm = 190;
    struct sim *sim = sim_of(&part, 1, sim_typical(SIM_WAIST, 100));
    follow(sim, false, 0, 0);
    struct match match = match_of(sim, &sim->bouts[0]);
    assert_int_equal(match.once, match.wanted);
    assert_near(match.off_s, 0, 0.010);
    assert_near((double)found.item[3].period_s, 60.0 / 151, 0.01);
    assert_near((double)found.item[found.n - 3].period_s, 60.0 / 189, 0.01);
    sim_free(sim);
}

static void walks_and_rests_have_no_steps(void **state)
{
    (void)state;
    static const struct sim_segment table[] = {
        {.kind = SIM_STAND, .duration_s = 20},
        {.kind = SIM_SIT, .duration_s = 20},
        {.kind = SIM_WALK, .duration_s = 30, .cadence_spm = 90, .jitter_cv = 0.015},
        {.kind = SIM_WALK, .duration_s = 30, .cadence_spm = 115, .jitter_cv = 0.015},
    };
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        struct sim *sim = sim_of(&table[k], 1, sim_typical(SIM_SACRUM, 100));
        follow(sim, true, 0, 0);
        assert_int_equal(found.n, 0);
        assert_true(windows.n > 3);
        sim_free(sim);
    }
}

static void a_run_between_rests_keeps_its_steps_to_itself(void **state)
{
    (void)state;
    const struct sim_segment part[] = {
        {.kind = SIM_STAND, .duration_s = 15}, usual, {.kind = SIM_STAND, .duration_s = 15}};
    struct sim *sim = sim_of(part, 3, sim_typical(SIM_WAIST, 100));
    const struct sim_bout *bout = &sim->bouts[1];
    follow(sim, false, 0, 0);
    struct match match = match_of(sim, bout);
    assert_int_equal(match.once, match.wanted);
    assert_between(found.item[0].contact_s, bout->start_s - 0.2, bout->start_s + 1);
    assert_between(found.item[found.n - 1].contact_s, bout->end_s - 1.5, bout->end_s + 0.2);
    sim_free(sim);
}

static void lost_samples_are_told_of_their_steps_alone(void **state)
{
    (void)state;
    struct sim *sim = sim_of(&usual, 1, sim_typical(SIM_SACRUM, 100));
    for (size_t i = 2000; i < 2100; i += 2)
        sim->mark[i] = (unsigned char)(i % 4 ? BKS_ROW_CLIPPED : BKS_ROW_MISSING);
    follow(sim, false, 0, 0);
    size_t inside = 0;
    for (size_t k = 0; k < found.n; k++) {
        const struct gait_step *step = &found.item[k];
        if (step->contact_s > 20.1 && step->contact_s < 20.6) {
            assert_near((double)step->lost, 0.5, 0.04);
            inside++;
        }
        if (step->contact_s < 19.5 || step->contact_s > 21.2)
            assert_near((double)step->lost, 0, 0);
    }
    assert_true(inside >= 1);
    struct match match = match_of(sim, &sim->bouts[0]);
    assert_int_equal(match.once, match.wanted); /* half of the samples are enough to see it */
    sim_free(sim);
}

static void a_gap_is_stepped_over_in_time(void **state)
{
    (void)state;
    const double from_s = 17.3, to_s = 20.1;
    struct sim *sim = sim_of(&usual, 1, sim_typical(SIM_SACRUM, 100));
    follow(sim, false, from_s, to_s);
    size_t before = 0, after = 0, n;
    for (size_t k = 2; k + 2 < sim->n_steps; k++) {
        double t_s = sim->steps[k].contact_s;
        bool clear = t_s < from_s - 0.8 || t_s > to_s + 0.8;
        const struct gait_step *step = near_to(t_s, &n);
        if (clear) {
            assert_int_equal(n, 1);
            assert_near(step->contact_s, t_s, 0.012);
            *(t_s < from_s ? &before : &after) += 1;
        }
        if (t_s > from_s + SAME_S && t_s < to_s - SAME_S)
            assert_int_equal(n, 0);
    }
    assert_true(before > 40 && after > 40);
    assert_in_order("gap", 60.0 / 170);
    sim_free(sim);
}

static void a_step_tells_what_its_sensor_can(void **state)
{
    (void)state;
    struct sim *sim = sim_of(&usual, 1, sim_typical(SIM_SACRUM, 100));
    for (int gyro = 0; gyro < 2; gyro++) {
        follow(sim, gyro, 0, 0);
        for (size_t k = 4; k + 4 < found.n; k++) {
            const struct gait_step *step = &found.item[k];
            assert_near((double)step->period_s, 60.0 / 170, 0.01);
            assert_near((double)step->gravity_g, 1, 0.03);
            assert_between((double)step->peak_g, 1.8, 3);
            assert_between((double)step->air_g, 0, 0.4);
            assert_between((double)step->impact_g, 0.02, 1);
            assert_between((double)step->speed_loss_mps, 0.03, 0.6);
            assert_near(hypot(hypot((double)step->up[0], (double)step->up[1]), (double)step->up[2]),
                        1, 1e-5);
            assert_true(isnan(step->roll[0]) == !gyro);
            assert_true(isnan(step->rise_m) || fabs((double)step->rise_m - 0.09) < 0.05);
        }
    }
    sim_free(sim);
    sim = sim_of(&usual, 1, sim_typical(SIM_SACRUM, 50));
    follow(sim, false, 0, 0);
    assert_true(found.n > 100);
    for (size_t k = 0; k < found.n; k++)
        assert_true(isnan(found.item[k].impact_g)); /* no room above 10 Hz for it */
    sim_free(sim);
}

static enum bks_status refuse(void *context, const struct gait_step *step)
{
    (void)step;
    ++*(int *)context;
    return BKS_INTERRUPTED;
}

static enum bks_status pass(void *context, const struct gait_window *window)
{
    (void)context;
    (void)window;
    return BKS_OK;
}

static void what_the_sink_answers_ends_the_work(void **state)
{
    (void)state;
    struct sim *sim = sim_of(&usual, 1, sim_typical(SIM_SACRUM, 100));
    struct windows *cutter = NULL;
    int heard = 0;
    assert_status(windows_new(&cutter, 100, false, pass, &heard), BKS_OK);
    assert_status(windows_follow_steps(cutter, refuse), BKS_OK);
    struct steady_chunk chunk = {.n = 2000, .opens = true, .mark = sim->mark};
    for (int c = 0; c < 3; c++)
        chunk.value[c] = sim->value[c];
    assert_status(windows_take(cutter, &chunk), BKS_INTERRUPTED);
    assert_int_equal(heard, 1);
    windows_free(cutter);
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_contact_is_found_once_and_when_it_was),
        cmocka_unit_test(no_border_of_a_window_takes_or_doubles_a_step),
        cmocka_unit_test(a_change_of_cadence_loses_none),
        cmocka_unit_test(walks_and_rests_have_no_steps),
        cmocka_unit_test(a_run_between_rests_keeps_its_steps_to_itself),
        cmocka_unit_test(lost_samples_are_told_of_their_steps_alone),
        cmocka_unit_test(a_gap_is_stepped_over_in_time),
        cmocka_unit_test(a_step_tells_what_its_sensor_can),
        cmocka_unit_test(what_the_sink_answers_ends_the_work),
    };
    return cmocka_run_group_tests_name("gait/steps", tests, NULL, NULL);
}
