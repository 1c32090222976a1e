/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first pass over a recording, block by block. */
#include "flow/listen.h"

#include "gait/steps.h"

#define REST_G   0.03 /* dynamic: under it nobody moves */
#define MOVING_G 0.12

enum bks_status listen_init(struct listen *listen)
{
    *listen = (struct listen){0};
    enum bks_status status = spill_new(&listen->spill, sizeof(struct gait_window));
    if (status == BKS_OK)
        status = spill_new(&listen->steps, sizeof(struct gait_step));
    return status == BKS_OK ? spill_new(&listen->force, sizeof(struct force_piece)) : status;
}

void listen_clear(struct listen *listen)
{
    steady_free(listen->steady);
    windows_free(listen->windows);
    spill_free(listen->spill);
    spill_free(listen->steps);
    spill_free(listen->force);
    *listen = (struct listen){0};
}

static void sum_up(struct listen *listen, const struct gait_window *window)
{
    double gravity = (double)window->gravity_g;
    if ((double)window->dynamic_g < REST_G && window->missing == 0) {
        listen->rest_n += 1;
        listen->rest_gravity += gravity;
    }
    if ((double)window->dynamic_g > MOVING_G && (double)window->stride_regularity > 0.4) {
        listen->moving_n += 1;
        listen->moving_gravity += gravity;
        for (int c = 0; c < 3; c++)
            listen->moving_up[c] += (double)window->up[c];
    }
}

static enum bks_status take_window(void *context, const struct gait_window *window)
{
    struct listen *listen = context;
    place_take(&listen->place, window);
    sum_up(listen, window);
    return spill_add(listen->spill, window);
}

static enum bks_status take_step(void *context, const struct gait_step *step)
{
    return spill_add(((struct listen *)context)->steps, step);
}

static enum bks_status take_force(void *context, const struct force_piece *piece)
{
    return spill_add(((struct listen *)context)->force, piece);
}

static void take_chunk(void *context, const struct steady_chunk *chunk)
{
    struct listen *listen = context;
    if (listen->status == BKS_OK)
        listen->status = windows_take(listen->windows, chunk);
}

/* The first block tells the typical rate, and with it the grid. */
static enum bks_status begin(struct listen *listen, const struct rows *rows,
                             const struct bks_recording_info *info)
{
    static const unsigned all_gyro = ROWS_GYRO;
    int64_t scratch[BKS_BLOCK_ROWS];
    double hz = clock_guess_hz(rows->t_us, rows->n, scratch);
    if (!(hz > 0))
        hz = info->nominal_rate_hz > 0 ? info->nominal_rate_hz : 100;
    bool gyro = (info->channels & all_gyro) == all_gyro && info->gravity_included;
    clock_init(&listen->clock, hz);
    survey_init(&listen->survey, info->range_g, hz);
    enum bks_status status = steady_new(&listen->steady, gyro ? ROWS_ACCEL | ROWS_GYRO : ROWS_ACCEL,
                                        hz, take_chunk, listen);
    if (status == BKS_OK)
        status = windows_new(&listen->windows, steady_grid_hz(hz), gyro, take_window, listen);
    if (status == BKS_OK)
        status = windows_follow_steps(listen->windows, take_step);
    if (status == BKS_OK)
        windows_follow_force(listen->windows, take_force);
    listen->begun = status == BKS_OK;
    return status;
}

enum bks_status listen_take(struct listen *listen, struct rows *rows,
                            const struct bks_recording_info *info)
{
    if (!listen->begun) {
        enum bks_status status = begin(listen, rows, info);
        if (status != BKS_OK)
            return status;
    }
    clock_take(&listen->clock, rows);
    survey_take(&listen->survey, rows, listen->clock.first_us);
    steady_take(listen->steady, rows, listen->clock.first_us);
    return listen->status;
}

enum bks_status listen_end(struct listen *listen)
{
    if (!listen->begun)
        return BKS_EMPTY;
    steady_end(listen->steady);
    survey_end(&listen->survey, clock_duration_s(&listen->clock), listen->clock.first_us);
    return listen->status == BKS_OK ? spill_rewind(listen->spill) : listen->status;
}
