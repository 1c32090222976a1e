/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Left and right from steps made by hand, whatever way the sensor was mounted. */
#include "gait/side.h"
#include "support/assert.h"

#include <math.h>

#define STEPS 40

/* How a runner moves, in g and rad/s; forces as felt, towards the standing foot positive. */
struct runner {
    double drive;  /* forward */
    double aside;  /* while a foot stands: under 0 is away from it */
    double coast;  /* in the air after it */
    double roll;   /* about forward, its own side rising positive */
    double jitter; /* of all */
    bool air, gyro, right_first;
};

/* The sensor turned in the body: about up, then about forward. */
struct mount {
    double yaw, tilt;
};

static void place(float out[3], double forward, double left, double up, const struct mount *mount)
{
    double x = cos(mount->yaw) * forward - sin(mount->yaw) * left;
    double y = sin(mount->yaw) * forward + cos(mount->yaw) * left;
    out[0] = (float)x;
    out[1] = (float)(cos(mount->tilt) * y - sin(mount->tilt) * up);
    out[2] = (float)(sin(mount->tilt) * y + cos(mount->tilt) * up);
}

/* Step k of a runner; the jitter takes both signs by turns of four. */
static struct gait_step step_of(const struct runner *runner, const struct mount *mount, int k)
{
    const double none = (double)NAN;
    double foot = (k % 2 == 0) == !runner->right_first ? 1 : -1; /* left */
    double away = k / 2 % 2 ? runner->jitter : -runner->jitter;
    struct gait_step step = {0};
    place(step.up, 0, 0, 1, mount);
    place(step.drive, runner->drive + away, 0, 0, mount);
    place(step.push, 0, foot * runner->aside + away, 0.9, mount);
    place(step.coast, 0, runner->air ? foot * runner->coast + away : none, -0.9, mount);
    place(step.roll, runner->gyro ? foot * runner->roll + away : none, 0, 0, mount);
    return step;
}

static struct side side_after(const struct runner *runner, const struct mount *mount, int steps)
{
    struct side_sums sums = {0};
    for (int k = 0; k < steps; k++) {
        struct gait_step step = step_of(runner, mount, k);
        side_take(&sums, &step, k % 2 ? -1 : 1);
    }
    return side_of(&sums);
}

static struct side side(const struct runner *runner)
{
    const struct mount upright = {0, 0};
    return side_after(runner, &upright, STEPS);
}

static const struct runner pushing = {.drive = 0.3, .aside = -0.09, .jitter = 0.01, .air = true};
static const struct runner rolling = {
    .drive = 0.3, .aside = -0.09, .roll = 0.4, .jitter = 0.01, .air = true, .gyro = true};

static void assert_first(const char *label, struct runner runner, const struct mount *mount,
                         double low, double high)
{
    for (int right = 0; right < 2; right++) {
        runner.right_first = right;
        struct side found = side_after(&runner, mount, STEPS);
        assert_int_case(label, found.first_is_left, right ? -1 : 1);
        assert_between_case(label, found.certainty, low, high);
    }
}

static void any_mount_and_any_forward_will_do(void **state)
{
    (void)state;
    for (double yaw = 0; yaw < 6.3; yaw += 0.7)
        for (double tilt = 0; tilt < 6.3; tilt += 0.7) {
            const struct mount mount = {yaw, tilt};
            assert_first("push", pushing, &mount, 0.9, 0.95);
            assert_first("roll", rolling, &mount, 0.99, 0.99);
        }
}

static void the_side_that_rises_is_that_of_the_standing_foot(void **state)
{
    (void)state;
    struct runner runner = rolling;
    runner.aside = 0;
    assert_int_equal(side(&runner).first_is_left, 1);
    runner.roll = -runner.roll;
    assert_int_equal(side(&runner).first_is_left, -1);
    runner.roll = 0.02; /* a degree a second says nothing */
    runner.jitter = 0;
    assert_int_equal(side(&runner).first_is_left, 0);
}

static void a_foot_pushes_a_sensor_that_does_not_turn_to_the_other_side(void **state)
{
    (void)state;
    struct runner runner = pushing;
    for (int air = 0; air < 2; air++) { /* felt nothing in the air, or not known what */
        runner.air = air;
        runner.aside = -0.05;
        assert_int_equal(side(&runner).first_is_left, 1);
        runner.aside = 0.05;
        assert_int_equal(side(&runner).first_is_left, -1);
    }
}

/* What is felt in the air gives the tilting away; which way is of no matter. */
static void a_sensor_that_tilts_feels_its_weight_towards_the_foot(void **state)
{
    (void)state;
    const struct mount upright = {0, 0};
    struct runner runner = pushing;
    for (double coast = -0.02; coast < 0.021; coast += 0.04) {
        runner.coast = coast;
        runner.aside = 0.06;
        assert_first("towards", runner, &upright, 0.95, 0.95);
        runner.aside = -0.06;
        assert_int_equal(side(&runner).first_is_left, -1);
    }
    runner.coast = 0.002; /* a sensor's noise is no tilting */
    assert_int_equal(side(&runner).first_is_left, 1);
}

static void a_weak_force_is_less_sure(void **state)
{
    (void)state;
    const struct mount upright = {0, 0};
    struct runner runner = pushing;
    runner.coast = 0.02;
    runner.aside = 0.015;
    assert_first("weak", runner, &upright, 0.75, 0.75);
}

static void roll_counts_where_push_says_otherwise_but_less_surely(void **state)
{
    (void)state;
    const struct mount upright = {0, 0};
    struct runner runner = rolling;
    runner.air = false;
    runner.aside = 0.09;
    assert_first("split", runner, &upright, 0.90, 0.90);
    runner.aside = 0; /* the force says nothing */
    assert_first("roll alone", runner, &upright, 0.99, 0.99);
}

static void what_shows_too_little_is_not_known(void **state)
{
    (void)state;
    const struct mount upright = {0, 0};
    struct runner standing = pushing, wild = pushing, even = pushing;
    standing.drive = 0.02;
    standing.jitter = 0;
    wild.jitter = 0.5;
    even.aside = 0.0005;
    even.jitter = 0;
    const struct side found[] = {side(&standing), side(&wild), side(&even),
                                 side_after(&rolling, &upright, 5),
                                 side_after(&rolling, &upright, 0)};
    static const char *const label[] = {"no drive", "scatter", "no force", "five steps", "none"};
    for (size_t k = 0; k < sizeof found / sizeof *found; k++) {
        assert_int_case(label[k], found[k].first_is_left, 0);
        assert_near_case(label[k], found[k].certainty, 0.5, 0);
    }
    assert_int_equal(side_after(&rolling, &upright, 6).first_is_left, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_mount_and_any_forward_will_do),
        cmocka_unit_test(the_side_that_rises_is_that_of_the_standing_foot),
        cmocka_unit_test(a_foot_pushes_a_sensor_that_does_not_turn_to_the_other_side),
        cmocka_unit_test(a_sensor_that_tilts_feels_its_weight_towards_the_foot),
        cmocka_unit_test(a_weak_force_is_less_sure),
        cmocka_unit_test(roll_counts_where_push_says_otherwise_but_less_surely),
        cmocka_unit_test(what_shows_too_little_is_not_known),
    };
    return cmocka_run_group_tests_name("gait/side", tests, NULL, NULL);
}
