/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Up, followed by gravity and gyroscope: at rest anyhow, through a turn, and in a run. */
#include "condition/upright.h"
#include "support/assert.h"
#include "support/sim.h"

#include <math.h>
#include <string.h>

#define N       3000
#define RATE_HZ 100.0

static const double pi = 3.14159265358979323846;

static double value[STEADY_CHANNELS][N], vertical[N];
static unsigned char mark[N];

static struct steady_chunk chunk_of(size_t n)
{
    struct steady_chunk chunk = {.n = n, .opens = true, .closes = true, .mark = mark};
    for (int c = 0; c < STEADY_CHANNELS; c++)
        chunk.value[c] = value[c];
    return chunk;
}

static int reset(void **state)
{
    (void)state;
    memset(value, 0, sizeof value);
    memset(mark, 0, sizeof mark);
    return 0;
}

/* A sensor at rest that turns about one of its axes by so many degrees between two instants. */
static void turn_about(int axis, double degrees, double from_s, double to_s)
{
    double angle = 0, dps = degrees / (to_s - from_s) * pi / 180;
    for (size_t i = 0; i < N; i++) {
        double t = (double)i / RATE_HZ;
        double rate = t > from_s && t <= to_s ? dps : 0;
        angle += rate / RATE_HZ;
        /* the world's up, seen from the turned sensor */
        value[(axis + 1) % 3][i] = SIM_GRAVITY * sin(angle);
        value[(axis + 2) % 3][i] = SIM_GRAVITY * cos(angle);
        value[3 + axis][i] = rate;
    }
}

static void at_rest_the_vertical_is_one_g_anyhow(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double up[3];
    } table[] = {{"z up", {0, 0, 1}},
                 {"z down", {0, 0, -1}},
                 {"x up", {1, 0, 0}},
                 {"y down", {0, -1, 0}},
                 {"askew", {0.6, -0.48, 0.64}}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++) {
        for (size_t i = 0; i < N; i++)
            for (int c = 0; c < 3; c++)
                value[c][i] = SIM_GRAVITY * table[k].up[c];
        struct upright upright;
        upright_init(&upright, RATE_HZ);
        struct steady_chunk chunk = chunk_of(N);
        upright_take(&upright, &chunk, vertical);
        for (size_t i = 0; i < N; i++)
            assert_near_case(table[k].label, vertical[i], SIM_GRAVITY, 1e-6);
    }
}

static void the_gyroscope_carries_up_through_a_turn(void **state)
{
    (void)state;
    static const struct {
        const char *label;
        double degrees, from_s, to_s;
    } table[] = {{"a phone pulled out of a pocket", 120, 10, 10.5},
                 {"a slow roll", 90, 5, 25},
                 {"upside down", 180, 10, 11},
                 {"the other way", -90, 10, 11}};
    for (size_t k = 0; k < sizeof table / sizeof *table; k++)
        for (int axis = 0; axis < 3; axis++) {
            (void)reset(NULL);
            turn_about(axis, table[k].degrees, table[k].from_s, table[k].to_s);
            struct upright upright;
            upright_init(&upright, RATE_HZ);
            struct steady_chunk chunk = chunk_of(N);
            upright_take(&upright, &chunk, vertical);
            for (size_t i = 0; i < N; i++)
                assert_near_case(table[k].label, vertical[i], SIM_GRAVITY, 0.05);
        }
}

static void without_the_gyroscope_a_turn_is_lost_for_seconds(void **state)
{
    (void)state;
    turn_about(0, 90, 10, 11);
    memset(value[3], 0, sizeof value[3]);
    struct upright upright;
    upright_init(&upright, RATE_HZ);
    struct steady_chunk chunk = chunk_of(N);
    upright_take(&upright, &chunk, vertical);
    assert_between(vertical[1110], -2, 5);
    assert_near(vertical[N - 1], SIM_GRAVITY, 0.3);
}

static void pieces_of_any_size_give_the_same_vertical(void **state)
{
    (void)state;
    static double whole[N];
    turn_about(0, 100, 10, 11);
    struct upright upright;
    upright_init(&upright, RATE_HZ);
    struct steady_chunk chunk = chunk_of(N);
    upright_take(&upright, &chunk, whole);
    upright_init(&upright, RATE_HZ);
    for (size_t at = 0; at < N; at += 125) {
        struct steady_chunk part = chunk_of(125);
        part.opens = at == 0;
        part.mark += at;
        for (int c = 0; c < STEADY_CHANNELS; c++)
            part.value[c] += at;
        upright_take(&upright, &part, vertical + at);
    }
    assert_memory_equal(vertical, whole, sizeof whole);
}

static void a_run_does_not_tilt_up(void **state)
{
    (void)state;
    const struct sim_segment run = {.kind = SIM_RUN, .duration_s = 29, .cadence_spm = 168};
    const struct sim_spec spec = {
        .segments = &run, .n_segments = 1, .seed = 2, .sensor = sim_typical(SIM_WAIST, RATE_HZ)};
    struct sim *sim = NULL;
    assert_null(sim_run(&sim, &spec));
    assert_true(sim->n <= N);
    for (int c = 0; c < STEADY_CHANNELS; c++)
        memcpy(value[c], sim->value[c], sim->n * sizeof(double));
    struct upright upright;
    upright_init(&upright, RATE_HZ);
    struct steady_chunk chunk = chunk_of(sim->n);
    upright_take(&upright, &chunk, vertical);
    double sum = 0;
    size_t n = 0;
    for (size_t i = 500; i < 2500; i++, n++)
        sum += vertical[i];
    assert_near(sum / (double)n, SIM_GRAVITY, 0.15); /* over whole strides the mean force is 1 g */
    sim_free(sim);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(at_rest_the_vertical_is_one_g_anyhow, reset),
        cmocka_unit_test_setup(the_gyroscope_carries_up_through_a_turn, reset),
        cmocka_unit_test_setup(without_the_gyroscope_a_turn_is_lost_for_seconds, reset),
        cmocka_unit_test_setup(pieces_of_any_size_give_the_same_vertical, reset),
        cmocka_unit_test_setup(a_run_does_not_tilt_up, reset),
    };
    return cmocka_run_group_tests_name("condition/upright", tests, NULL, NULL);
}
