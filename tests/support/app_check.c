/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is true of each imitation. */
#include "support/app_check.h"

#include "support/shared.h"

#include <math.h>
#include <stdio.h>

#define NOISE_MPS2 0.5  /* five times the standard deviation of the noise that was added */
#define TURN_RADPS 0.05 /* the turns have no noise, but some begin a few ms later */

/* Slope of the least-squares line of the stamps over the rows. */
static double fitted_rate_hz(const struct rows *rows)
{
    double middle = (double)(rows->n - 1) / 2, mean_us = 0, stu = 0, suu = 0;
    for (size_t i = 0; i < rows->n; i++)
        mean_us += (double)(rows->t_us[i] - rows->t_us[0]) / (double)rows->n;
    for (size_t i = 0; i < rows->n; i++) {
        double u = (double)i - middle;
        stu += u * ((double)(rows->t_us[i] - rows->t_us[0]) - mean_us);
        suu += u * u;
    }
    return 1e6 * suu / stu;
}

void app_check(struct read_all *read, const struct app_case *one)
{
    static const double first[6] = {0.575, 11.117, 3.9, 0, 0.5, 1.346};
    char room[SHARED_PATH_ROOM], name[192];
    (void)snprintf(name, sizeof name, "recordings/app-exports/%s", one->name);
    read_all_path(read, shared_path_or_skip(room, name), NULL);
    if (read->status != BKS_OK)
        print_error("%s\n", read->fault.what);
    assert_int_case(one->name, read->status, BKS_OK);
    assert_int_case(one->name, read->n, one->rows);
    assert_int_case(one->name, read->info.channels, one->channels);
    assert_int_case(one->name, read->info.start.kind, one->clock);
    double off_hz = one->off_hz > 0 ? one->off_hz : one->rate_hz * 1e-3;
    assert_near_case(one->name, fitted_rate_hz(&read->rows), one->rate_hz, off_hz);
    for (unsigned c = 0; c < 3; c++) {
        double gravity = read->info.gravity_included ? 0 : c == 0 ? 0.25 : c == 1 ? 9.70 : 1.40;
        assert_near_case(one->name, read->rows.value[c][0], first[c] - gravity, NOISE_MPS2);
    }
    for (unsigned c = 3; c < 6 && read->rows.value[c]; c++)
        assert_near_case(one->name, read->rows.value[c][0], first[c], TURN_RADPS);
    for (size_t i = 0; i < read->rows.n; i++)
        assert_int_case(one->name, read->rows.mark[i], 0);
}
