/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A watch that counts the true steps, smooths and rounds them. */
#include "support/wrist_watch.h"

#include "base/text.h"
#include "support/assert.h"
#include "support/sim_random.h"

#include <math.h>
#include <stdio.h>

#define LONGEST_STEP_S 1.5

/* Steps a minute at one instant; 0 between bouts. */
static double rate_at(const struct sim *sim, double t_s)
{
    static const double none = 0;
    size_t low = 0, high = sim->n_steps;
    while (low < high) { /* the last contact at or before t */
        size_t middle = (low + high) / 2;
        if (sim->steps[middle].contact_s <= t_s)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == 0)
        return none;
    double step_s = sim->steps[low - 1].step_time_s;
    bool stepping =
        step_s > 0 && step_s < LONGEST_STEP_S && t_s < sim->steps[low - 1].contact_s + step_s;
    return stepping ? 60 / step_s : none;
}

static const struct sim_bout *bout_at_s(const struct sim *sim, double t_s)
{
    for (size_t i = 0; i < sim->n_bouts; i++)
        if (t_s >= sim->bouts[i].start_s && t_s <= sim->bouts[i].end_s)
            return &sim->bouts[i];
    return NULL;
}

static double speed_at(const struct sim *sim, double t_s)
{
    const struct sim_bout *bout = bout_at_s(sim, t_s);
    bool moves = bout && (bout->kind == SIM_RUN || bout->kind == SIM_WALK);
    return moves ? bout->speed_mps : 0;
}

static double smoothed(const struct sim *sim, double (*at)(const struct sim *, double), double t_s,
                       double over_s)
{
    double sum = 0;
    for (int k = -10; k <= 10; k++)
        sum += at(sim, t_s + k * over_s / 21);
    return sum / 21;
}

static bool inside(const struct sim_span *span, double t_s)
{
    return t_s > span->start_s && t_s < span->end_s;
}

static struct track_point point_at(const struct sim *sim, const struct wrist_watch *watch,
                                   double t_s, double distance_m, struct sim_random *random)
{
    double over_s = watch->smooth_s > 0 ? watch->smooth_s : 4;
    double quantum = watch->quantum_spm > 0 ? watch->quantum_spm : 1;
    struct track_point point = track_point_empty(watch->start_us + (int64_t)llround(1e6 * t_s));
    const struct sim_bout *bout = bout_at_s(sim, t_s);
    point.speed_mps = smoothed(sim, speed_at, t_s, over_s);
    point.distance_m = distance_m;
    point.altitude_m = 100 + 0.02 * distance_m;
    double cadence = smoothed(sim, rate_at, t_s, over_s);
    if (cadence > 0)
        cadence += watch->noise_spm * sim_random_normal(random);
    if (!watch->no_cadence)
        point.cadence_spm = quantum * floor(fmax(cadence, 0) / quantum + 0.5);
    if (!watch->no_dynamics && bout && bout->kind == SIM_RUN) {
        point.oscillation_m = 1e-3 * bout->oscillation_mm;
        point.contact_s = 1e-3 * bout->contact_ms;
        point.balance_left = 0.504;
    }
    return point;
}

void wrist_watch_track(struct track *track, const struct sim *sim, const struct wrist_watch *watch)
{
    *track = (struct track){.format = "simulated", .sport = TRACK_SPORT_RUN};
    track->cadence = watch->no_cadence         ? CADENCE_NONE
                     : watch->quantum_spm == 2 ? CADENCE_ONE_FOOT
                                               : CADENCE_BOTH_FEET;
    track->summary = track_summary_empty();
    struct sim_random random = sim_random_of(watch->seed, 77);
    double to_s = watch->to_s > 0 ? watch->to_s : sim->duration_s, distance_m = 0, next_s = 0;
    bool paused = false;
    double odd_s = 1e-6 * (double)(watch->start_us % 1000000); /* it writes at whole seconds */
    for (double t_s = ceil(watch->from_s) + (odd_s > 0 ? 1 - odd_s : 0); t_s <= to_s; t_s += 1) {
        distance_m += speed_at(sim, t_s);
        paused = paused || inside(&watch->pause, t_s);
        if (inside(&watch->pause, t_s) || inside(&watch->hole, t_s) || t_s < next_s)
            continue;
        struct track_point point = point_at(sim, watch, t_s, distance_m, &random);
        point.pause_before = paused;
        paused = false;
        assert_status(track_add(track, &point), BKS_OK);
        next_s = t_s + (watch->smart ? 1 + floor(7 * sim_random_uniform(&random)) : 1);
    }
    if (track->n > 0)
        track->start = (struct bks_instant){BKS_CLOCK_UTC, track->point[0].t_us, 0};
}

static void write_time(FILE *file, const char *before, int64_t t_us, const char *after)
{
    struct civil t;
    text_civil(&t, t_us);
    (void)fprintf(file, "%s%04d-%02d-%02dT%02d:%02d:%02d.%03dZ%s", before, t.year, t.month, t.day,
                  t.hour, t.minute, t.second, t.microsecond / 1000, after);
}

static void write_point(FILE *file, const struct track_point *point)
{
    write_time(file, "<Trackpoint><Time>", point->t_us, "</Time>");
    (void)fprintf(
        file,
        "<AltitudeMeters>%.1f</AltitudeMeters><DistanceMeters>%.2f</DistanceMeters>"
        "<Extensions><TPX xmlns=\"http://www.garmin.com/xmlschemas/ActivityExtension/v2\">"
        "<Speed>%.3f</Speed>",
        point->altitude_m, point->distance_m, point->speed_mps);
    if (!isnan(point->cadence_spm))
        (void)fprintf(file, "<RunCadence>%.0f</RunCadence>", point->cadence_spm / 2);
    (void)fputs("</TPX></Extensions></Trackpoint>\n", file);
}

bool wrist_watch_write_tcx(const struct track *track, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    (void)fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrainingCenterDatabase "
                "xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2\"><Activities>"
                "<Activity Sport=\"Running\">",
                file);
    write_time(file, "<Id>", track->point[0].t_us, "</Id>");
    write_time(file, "<Lap StartTime=\"", track->point[0].t_us, "\"><Track>\n");
    for (size_t i = 0; i < track->n; i++) {
        if (i > 0 && track->point[i].pause_before)
            (void)fputs("</Track><Track>\n", file);
        write_point(file, &track->point[i]);
    }
    (void)fputs("</Track></Lap><Creator><Name>Wrist Watch 1</Name></Creator></Activity>"
                "</Activities></TrainingCenterDatabase>\n",
                file);
    return fclose(file) == 0;
}
