/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of flags on made-up people: few of the ordinary are told to watch anything, and those
 * who are far out are found.
 *
 * The people: speed 3.0 +- 0.4 m/s, stature 1.75 +- 0.09 m; cadence of van Oeveren 2019, SD 8.5,
 * and of Burns 2019 by stature, in full, by half, or not at all; contact share 0.70 (less above 2.8
 * m/s)
 * +- 0.05, at the sacrum 2 +- 4 mm more; balance 50 +- 1.34 % (Garmin's percentiles). Each is
 * measured with the error that its interval says.
 */
#include "judge/flags.h"
#include "support/assert.h"
#include "support/result.h"
#include "support/sim_random.h"

#include <math.h>
#include <string.h>

#define PEOPLE 3000

struct people {
    const char *label;
    double stature_spm_m; /* what a metre of stature does to the cadence */
    double cadence_times, bounce_times;
    double balance_more;
    bool speed, stature; /* are told */
};

static struct bks_measure measure(struct sim_random *random, double truth, double half)
{
    double value = truth + half / 1.96 * sim_random_normal(random);
    return (struct bks_measure){value, value - half, value + half, 300, BKS_WHY_NONE};
}

/* One person and the flags that they get. */
static void judge_one(struct hand_result *hand, const struct people *people,
                      struct sim_random *random)
{
    result_session(hand);
    struct bks_result *result = &hand->result;
    struct bks_measure *run = result->total[BKS_RUN].measure;
    double stature_m = 1.75 + 0.09 * sim_random_normal(random);
    double speed_mps = fmin(fmax(3.0 + 0.4 * sim_random_normal(random), 2.0), 4.5);
    double cadence_spm = 150 + 6.01 * speed_mps + people->stature_spm_m * (stature_m - 1.81) +
                         8.5 * sim_random_normal(random);
    cadence_spm *= people->cadence_times;
    double step_s = 60 / cadence_spm;
    double share = 0.70 - 0.0673 * fmax(speed_mps - 2.8, 0) + 0.05 * sim_random_normal(random);
    double bounce_mm = 1000 * 9.80665 * step_s * step_s / 8 * (1 - 0.7268 * share);
    bounce_mm = people->bounce_times * bounce_mm + 2 + 4 * sim_random_normal(random);
    double balance = 50 + people->balance_more + 1.34 * sim_random_normal(random);
    run[BKS_CADENCE] = measure(random, cadence_spm, 0.8);
    run[BKS_VERTICAL_OSCILLATION] = measure(random, bounce_mm, 7);
    run[BKS_CONTACT_BALANCE] = measure(random, balance, 0.6);
    if (people->speed) {
        run[BKS_MEAN_SPEED] = measure(random, speed_mps, 0.05);
        run[BKS_STEP_LENGTH] = measure(random, speed_mps * step_s, 0.02);
        run[BKS_VERTICAL_RATIO] = measure(random, bounce_mm / 10 / (speed_mps * step_s), 0.7);
    }
    result->input.placement = BKS_SACRUM;
    result->input.placement_source = BKS_PLACEMENT_GIVEN;
    struct bks_options options = {.height_m = people->stature ? stature_m : (double)NAN};
    judge_flags(result, &options, NULL);
}

/* Percent of the people with a flag at `watch`. */
static void watched(double percent[BKS_FLAG_COUNT], const struct people *people)
{
    struct sim_random random = sim_random_of(4, 1);
    size_t n[BKS_FLAG_COUNT] = {0};
    for (size_t i = 0; i < PEOPLE; i++) {
        struct hand_result hand;
        judge_one(&hand, people, &random);
        for (size_t k = 0; k < hand.result.n_flags; k++)
            n[hand.result.flags[k].id] += hand.result.flags[k].level == BKS_LEVEL_WATCH;
    }
    for (size_t id = 0; id < BKS_FLAG_COUNT; id++)
        percent[id] = 100.0 * (double)n[id] / PEOPLE;
}

static void under_five_percent_of_ordinary_people_are_told_to_watch(void **state)
{
    static const struct people table[] = {
        {"as the sources say", -120, 1, 1, 0, true, true},
        {"stature does half", -60, 1, 1, 0, true, true},
        {"stature not told, does nothing", 0, 1, 1, 0, true, false},
        {"speed not told, stature does half", -60, 1, 1, 0, false, true},
    };
    double percent[BKS_FLAG_COUNT];
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        watched(percent, &table[i]);
        for (int id = 0; id < BKS_FLAG_COUNT; id++)
            assert_between_case(table[i].label, percent[id], 0, 5);
    }
}

static void people_far_out_are_found(void **state)
{
    static const struct {
        struct people people;
        enum bks_flag_id id;
    } table[] = {
        {{"a fifth fewer steps", -120, 0.80, 1, 0, true, true}, BKS_FLAG_LOW_CADENCE},
        {{"a fifth fewer steps, for the leg", -120, 0.80, 1, 0, true, true}, BKS_FLAG_OVERSTRIDING},
        {{"bounce and two thirds", -120, 1, 1.67, 0, true, true}, BKS_FLAG_EXCESSIVE_BOUNCE},
        {{"more on the left", -120, 1, 1, 6, true, true}, BKS_FLAG_CONTACT_IMBALANCE},
    };
    double percent[BKS_FLAG_COUNT];
    (void)state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        watched(percent, &table[i].people);
        assert_between_case(table[i].people.label, percent[table[i].id], 95, 100);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(under_five_percent_of_ordinary_people_are_told_to_watch),
        cmocka_unit_test(people_far_out_are_found),
    };
    return cmocka_run_group_tests_name("judge/population", tests, NULL, NULL);
}
