/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contact, sides, strides and flags of a few simulated runs. The limits are wide: how near it comes
 * is for backstride-validate to say.
 */
#include "support/assert.h"
#include "support/outcome.h"
#include "support/step_list.h"

#include <math.h>

#define COUNT(a) (sizeof(a) / sizeof *(a))

static const struct told sacrum = {.placement = "sacrum"};

/* Stands 5 s, runs, stands 5 s; the test fails where the simulator refuses. */
static void run_told(struct outcome *outcome, const struct sim_segment *run,
                     const struct told *told, double rate_hz, bool right_first, bool gyro)
{
    const struct sim_segment parts[] = {
        {.kind = SIM_STAND, .duration_s = 5}, *run, {.kind = SIM_STAND, .duration_s = 5}};
    const struct sim_spec spec = {.segments = parts,
                                  .n_segments = COUNT(parts),
                                  .seed = 5,
                                  .sensor = sim_typical(SIM_SACRUM, rate_hz),
                                  .right_first = right_first};
    assert_true(outcome_of_runner(outcome, &spec, told, told->leg_m > 0, gyro));
}

static const struct bks_measure *measured(const char *label, const struct outcome *outcome,
                                          enum bks_measure_id id)
{
    const struct bks_bout *bout = bout_at(outcome->result, BKS_RUN, 0, 1e6);
    assert_true_case(label, bout != NULL);
    const struct bks_measure *measure = &bout->measure[id];
    assert_string_equal(bks_reason_id(measure->why), "none");
    assert_true_case(label, measure->low <= measure->value && measure->value <= measure->high);
    return measure;
}

static void contact_and_flight_are_near_the_truth(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        enum sim_shape shape;
        double contact_s, cadence_spm, rate_hz, within_ms;
    } table[] = {
        {"half-sine, 200 ms", SIM_HALF_SINE, 0.200, 180, 100, 15},
        {"half-sine, 280 ms", SIM_HALF_SINE, 0.280, 160, 100, 15},
        {"spring, 240 ms", SIM_SPRING_MASS, 0.240, 170, 200, 15},
        {"spring, 240 ms, 50 Hz", SIM_SPRING_MASS, 0.240, 170, 50, 22},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        const struct sim_segment run = {.kind = SIM_RUN,
                                        .duration_s = 40,
                                        .shape = table[i].shape,
                                        .contact_s = table[i].contact_s,
                                        .cadence_spm = table[i].cadence_spm,
                                        .jitter_cv = 0.015};
        struct outcome o;
        run_told(&o, &run, &sacrum, table[i].rate_hz, false, false);
        double truth_ms = o.sim->bouts[1].contact_ms, step_ms = 60e3 / table[i].cadence_spm;
        assert_near_case(table[i].label, measured(table[i].label, &o, BKS_CONTACT_TIME)->value,
                         truth_ms, table[i].within_ms);
        assert_near_case(table[i].label, measured(table[i].label, &o, BKS_FLIGHT_TIME)->value,
                         step_ms - truth_ms, table[i].within_ms);
        assert_near_case(table[i].label, measured(table[i].label, &o, BKS_DUTY_FACTOR)->value,
                         50 * truth_ms / step_ms, 50 * table[i].within_ms / step_ms);
        outcome_clear(&o);
    }
}

static void the_steps_have_their_sides_whichever_foot_is_first(void **state)
{
    (void)state;
    static const struct sim_segment run = {
        .kind = SIM_RUN, .duration_s = 40, .cadence_spm = 168, .jitter_cv = 0.015};
    for (int i = 0; i < 4; i++) {
        const char *label = i % 2 ? "gyroscope" : "no gyroscope";
        struct outcome o;
        struct step_list list;
        run_told(&o, &run, &sacrum, 100, i / 2, i % 2);
        assert_true_case(label, step_list_of(&list, o.analysis));
        struct side_tally tally = step_list_sides(&list, o.sim, &o.sim->bouts[1]);
        assert_true_case(label, (double)tally.steps > 0.95 * (double)o.sim->n_steps);
        assert_true_case(label, tally.right == tally.steps);
        step_list_clear(&list);
        outcome_clear(&o);
    }
}

static void the_longer_contact_is_on_the_right_side(void **state)
{
    (void)state;
    static const double asymmetries[] = {-0.10, -0.05, 0, 0.05, 0.10};
    for (size_t i = 0; i < COUNT(asymmetries); i++) {
        const struct sim_segment run = {.kind = SIM_RUN,
                                        .duration_s = 60,
                                        .cadence_spm = 168,
                                        .jitter_cv = 0.015,
                                        .contact_asymmetry = asymmetries[i]};
        struct outcome o;
        char label[32];
        snprintf(label, sizeof label, "%+.0f %%", 100 * asymmetries[i]);
        run_told(&o, &run, &sacrum, 100, false, true);
        double balance = measured(label, &o, BKS_CONTACT_BALANCE)->value;
        assert_true_case(label, asymmetries[i] == 0 || (balance > 50) == (asymmetries[i] > 0));
        assert_near_case(label, measured(label, &o, BKS_CONTACT_ASYMMETRY)->value,
                         100 * fabs(asymmetries[i]), 3);
        assert_near_case(label, measured(label, &o, BKS_STEP_TIME_ASYMMETRY)->value, 0, 1.5);
        outcome_clear(&o);
    }
}

static void a_known_speed_gives_length_and_spring(void **state)
{
    (void)state;
    static const struct told told = {.placement = "sacrum", .mass_kg = 70, .leg_m = 0.95};
    static const struct sim_segment run = {.kind = SIM_RUN,
                                           .duration_s = 40,
                                           .shape = SIM_SPRING_MASS,
                                           .speed_mps = 3.33,
                                           .cadence_spm = 170,
                                           .contact_s = 0.243, /* 11 kN/m: metrics, G3 */
                                           .jitter_cv = 0.015};
    struct outcome o;
    run_told(&o, &run, &told, 100, false, false);
    const struct sim_bout *truth = &o.sim->bouts[1];
    double length_m = truth->ground_mps * 60 / truth->cadence_spm;
    assert_near_case("length", measured("length", &o, BKS_STEP_LENGTH)->value, length_m, 0.02);
    assert_near_case("ratio", measured("ratio", &o, BKS_VERTICAL_RATIO)->value,
                     0.1 * truth->place_oscillation_mm / length_m, 0.5);
    double leg = 70e-3 * truth->leg_stiffness, vertical = 70e-3 * truth->vertical_stiffness;
    assert_near_case("leg", measured("leg", &o, BKS_LEG_STIFFNESS)->value, leg, 0.12 * leg);
    assert_near_case("vertical", measured("vertical", &o, BKS_VERTICAL_STIFFNESS)->value, vertical,
                     0.12 * vertical);
    outcome_clear(&o);
    run_told(&o, &run, &sacrum, 100, false, false); /* the same without a speed */
    const struct bks_bout *bout = bout_at(o.result, BKS_RUN, 0, 1e6);
    assert_non_null(bout);
    assert_int_equal(bout->measure[BKS_STEP_LENGTH].why, BKS_WHY_NO_SPEED);
    assert_int_equal(bout->measure[BKS_LEG_STIFFNESS].why, BKS_WHY_NO_SPEED);
    outcome_clear(&o);
}

static void longer_steps_lose_more_speed(void **state)
{
    (void)state;
    static const struct told told = {.placement = "sacrum", .leg_m = 0.95};
    double before_mps = INFINITY;
    for (int i = -1; i <= 1; i++) {
        const struct sim_segment run = {.kind = SIM_RUN,
                                        .duration_s = 40,
                                        .shape = SIM_SPRING_MASS,
                                        .speed_mps = 3.33,
                                        .cadence_spm = 170 * (1 + 0.1 * i),
                                        .duty = 0.69,
                                        .jitter_cv = 0.015};
        struct outcome o;
        run_told(&o, &run, &told, 100, false, false);
        double lost_mps = measured("speed lost", &o, BKS_SPEED_LOSS)->value;
        assert_true(lost_mps > 0 && lost_mps < before_mps);
        before_mps = lost_mps;
        outcome_clear(&o);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contact_and_flight_are_near_the_truth),
        cmocka_unit_test(the_steps_have_their_sides_whichever_foot_is_first),
        cmocka_unit_test(the_longer_contact_is_on_the_right_side),
        cmocka_unit_test(a_known_speed_gives_length_and_spring),
        cmocka_unit_test(longer_steps_lose_more_speed),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    outcome_end();
    return failed;
}
