/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bar on standard error for all files, redrawn when it moved. */
#include "cli/progress.h"

#include <math.h>
#include <stdio.h>

#define BAR_CELLS 40

void progress_init(struct progress *progress, bool on, size_t n_files)
{
    *progress = (struct progress){.on = on, .n_files = n_files, .drawn_permille = -1};
    (void)pthread_mutex_init(&progress->lock, NULL);
}

void progress_clear(struct progress *progress)
{
    progress_hide(progress);
    (void)pthread_mutex_destroy(&progress->lock);
}

static void draw(struct progress *progress)
{
    double sum = (double)progress->n_done;
    for (size_t i = 0; i < PROGRESS_MAX_THREADS; i++)
        sum += progress->share[i];
    int permille = (int)fmin(1000 * sum / (double)progress->n_files, 1000);
    if (permille == progress->drawn_permille)
        return;
    progress->drawn_permille = permille;
    char bar[BAR_CELLS + 1];
    for (int i = 0; i < BAR_CELLS; i++)
        bar[i] = i * 1000 < permille * BAR_CELLS ? '#' : '.';
    bar[BAR_CELLS] = '\0';
    (void)fprintf(stderr, "\r[%s] %3d %%  %zu of %zu", bar, permille / 10, progress->n_done,
                  progress->n_files);
    (void)fflush(stderr);
}

void progress_at(struct progress *progress, size_t thread, double share)
{
    if (!progress->on || thread >= PROGRESS_MAX_THREADS)
        return;
    (void)pthread_mutex_lock(&progress->lock);
    progress->share[thread] = fmin(fmax(share, 0), 1);
    draw(progress);
    (void)pthread_mutex_unlock(&progress->lock);
}

void progress_done(struct progress *progress, size_t thread)
{
    if (!progress->on || thread >= PROGRESS_MAX_THREADS)
        return;
    (void)pthread_mutex_lock(&progress->lock);
    progress->share[thread] = 0;
    progress->n_done++;
    draw(progress);
    (void)pthread_mutex_unlock(&progress->lock);
}

void progress_hide(struct progress *progress)
{
    if (!progress->on)
        return;
    (void)pthread_mutex_lock(&progress->lock);
    if (progress->drawn_permille >= 0)
        (void)fputs("\r\033[K", stderr);
    progress->drawn_permille = -1;
    (void)fflush(stderr);
    (void)pthread_mutex_unlock(&progress->lock);
}
