/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a simulated recording straight to windows, past readers and clocks. */
#include "support/gait_windows.h"

#include "support/assert.h"

#include <math.h>

enum bks_status gait_windows_keep(void *context, const struct gait_window *window)
{
    struct gait_windows *windows = context;
    if (windows->n == GAIT_WINDOWS_MAX)
        return BKS_TOO_LARGE;
    windows->item[windows->n++] = *window;
    return BKS_OK;
}

void gait_windows_of(struct gait_windows *windows, const struct sim *sim, const unsigned char *mark,
                     bool gyro)
{
    struct windows *cutter = NULL;
    windows->n = 0;
    assert_int_equal(windows_new(&cutter, sim->rate_hz, gyro, gait_windows_keep, windows), BKS_OK);
    for (size_t at = 0; at < sim->n; at += STEADY_CHUNK) {
        struct steady_chunk chunk = {.start_s = (double)at / sim->rate_hz,
                                     .opens = at == 0,
                                     .closes = at + STEADY_CHUNK >= sim->n,
                                     .mark = (mark ? mark : sim->mark) + at};
        chunk.n = chunk.closes ? sim->n - at : STEADY_CHUNK;
        for (int c = 0; c < (gyro ? 6 : 3); c++)
            chunk.value[c] = sim->value[c] + at;
        assert_int_equal(windows_take(cutter, &chunk), BKS_OK);
    }
    windows_free(cutter);
}

struct sim *gait_sim(const struct sim_segment *as, double rate_hz, enum sim_place place)
{
    const struct sim_spec spec = {
        .segments = as, .n_segments = 1, .seed = 5, .sensor = sim_typical(place, rate_hz)};
    struct sim *sim = NULL;
    const char *why = sim_run(&sim, &spec);
    if (why)
        print_error("the simulator refuses: %s\n", why);
    assert_null(why);
    return sim;
}
