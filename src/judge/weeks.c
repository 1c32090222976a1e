/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sessions by weeks. */
#include "judge/weeks.h"

#include "base/memory.h"
#include "base/week.h"
#include "base/zone.h"
#include "gait/place.h"

#include <math.h>
#include <stdlib.h>

#define US_PER_S   1e6
#define US_PER_MIN INT64_C(60000000)
#define OVERLAP    0.5 /* of the shorter: the same outing */
#define TWO_ERRORS 2.0
#define N_GROUPS   (GROUP_LEG + 1)

static const enum bks_source sources[] = {BKS_SOURCE_RAW, BKS_SOURCE_DEVICE};

/* A session that counts in one line. */
struct run {
    const struct session_head *head;
    int64_t week;
    bool shows; /* it has a value, at a speed that is compared */
    enum weeks_standing *standing;
};

/* The wall time of its start where the runner lives. */
static int64_t wall_us(const struct bks_instant *start, const char *zone)
{
    int32_t offset_min = start->kind == BKS_CLOCK_ZONED ? start->offset_min : 0;
    if (start->kind != BKS_CLOCK_LOCAL && zone[0])
        (void)zone_offset(&offset_min, zone, start->t_us);
    return start->t_us + (start->kind == BKS_CLOCK_LOCAL ? 0 : offset_min * US_PER_MIN);
}

bool weeks_same_outing(const struct session_head *a, const struct session_head *b)
{
    double from = (double)(b->start.t_us - a->start.t_us) / US_PER_S;
    double shared = fmin(from + b->duration_s, a->duration_s) - fmax(from, 0);
    return shared > OVERLAP * fmin(a->duration_s, b->duration_s) && shared > 0;
}

static struct run run_of(const struct session_head *head, const char *zone,
                         enum weeks_standing *standing)
{
    bool shows = head->measure.why == BKS_WHY_NONE;
    *standing = shows ? WEEKS_COUNTS : WEEKS_NO_VALUE;
    return (struct run){head, week_of(wall_us(&head->start, zone)), shows, standing};
}

/* It is left out after all. */
static void hide(struct run *run, enum weeks_standing why)
{
    run->shows = false;
    *run->standing = why;
}

/* The runs of one source; the shorter of two of the same outing gives way. */
static size_t gather(struct run *run, const struct session_head *head, size_t n,
                     enum bks_source source, const char *zone, enum weeks_standing *standing)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        if (head[i].source != source)
            continue;
        standing[i] = WEEKS_NO_RUNNING;
        if (!(head[i].run_s > 0))
            continue;
        struct run one = run_of(&head[i], zone, &standing[i]);
        if (count == 0 || !weeks_same_outing(run[count - 1].head, &head[i])) {
            run[count++] = one;
        } else if (head[i].duration_s > run[count - 1].head->duration_s) {
            hide(&run[count - 1], WEEKS_SAME_OUTING);
            run[count - 1] = one;
        } else {
            hide(&one, WEEKS_SAME_OUTING);
        }
    }
    /* a wall clock may stand a few hours off a zoned one: by weeks they are in order */
    for (size_t i = 1; i < count; i++) {
        struct run one = run[i];
        size_t k = i;
        for (; k > 0 && run[k - 1].week > one.week; k--)
            run[k] = run[k - 1];
        run[k] = one;
    }
    return count;
}

static int ascending(const void *a, const void *b)
{
    double x, y;
    x = *(const double *)a;
    y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *value, size_t n)
{
    qsort(value, n, sizeof *value, ascending);
    return n % 2 ? value[n / 2] : (value[n / 2 - 1] + value[n / 2]) / 2;
}

/* Where it is wanted, every speed is known and most are alike, only those are compared. */
static void match_speeds(struct week_line *line, struct run *run, size_t n, double *room)
{
    size_t known = 0, showing = 0, alike = 0;
    bool wanted = line->matched_speed;
    line->matched_speed = false;
    line->speed_mps = (double)NAN;
    for (size_t i = 0; i < n; i++) {
        showing += run[i].shows;
        if (run[i].shows && run[i].head->speed.why == BKS_WHY_NONE)
            room[known++] = run[i].head->speed.value;
    }
    line->speeds_known = showing > 0 && known == showing;
    if (!line->speeds_known)
        return;
    line->speed_mps = median(room, known);
    double slack = WEEKS_SAME_SPEED * line->speed_mps;
    for (size_t i = 0; i < known; i++)
        alike += fabs(room[i] - line->speed_mps) <= slack;
    line->matched_speed = wanted && (double)alike >= WEEKS_MATCHED_SHARE * (double)known;
    for (size_t i = 0; line->matched_speed && i < n; i++)
        if (run[i].shows && !(fabs(run[i].head->speed.value - line->speed_mps) <= slack))
            hide(&run[i], WEEKS_OTHER_SPEED);
}

/* The mean of the runs of one week. */
static struct bks_measure mean_of(const struct run *run, size_t n)
{
    struct bks_measure mean = {0, 0, 0, 0, BKS_WHY_NONE};
    double weight = 0, below = 0, above = 0, apart = 0, squares = 0;
    size_t count = 0;
    for (size_t i = 0; i < n; i++) {
        const struct bks_measure *value = &run[i].head->measure;
        double w = run[i].shows ? run[i].head->run_s : 0;
        if (!(w > 0))
            continue;
        count++;
        weight += w;
        mean.value += w * value->value;
        below += w * (value->value - value->low);
        above += w * (value->high - value->value);
        mean.n += value->n;
    }
    if (count == 0)
        return (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, BKS_WHY_NOT_MEASURED};
    mean.value /= weight;
    for (size_t i = 0; i < n; i++) {
        double w = run[i].shows ? run[i].head->run_s / weight : 0;
        double d = run[i].head->measure.value - mean.value;
        apart += w > 0 ? w * w * d * d : 0;
        squares += w * w;
    }
    double between = count > 1 ? TWO_ERRORS * sqrt(apart / (1 - squares)) : 0;
    mean.low = mean.value - hypot(below / weight, between);
    mean.high = mean.value + hypot(above / weight, between);
    return mean;
}

static void fill_week(struct week *week, const struct run *run, size_t n)
{
    week->value = mean_of(run, n);
    week->sessions = n;
    for (size_t i = 0; i < n; i++)
        week->run_s += run[i].head->run_s;
}

static void fill_weeks(struct week_line *line, int64_t first, const struct run *run, size_t n)
{
    for (size_t w = 0, i = 0; w < line->n; w++) {
        size_t from;
        line->week[w].number = first + (int64_t)w;
        while (i < n && run[i].week < line->week[w].number)
            i++;
        for (from = i; i < n && run[i].week == line->week[w].number;)
            i++;
        fill_week(&line->week[w], run + from, i - from);
    }
}

/* The runner's own: the first sessions that show it, however long ago. */
static void hold_against_baseline(struct week_line *line, const struct run *run, size_t n)
{
    double own[WEEKS_BASELINE];
    struct run first[WEEKS_BASELINE];
    size_t count = 0;
    line->baseline = line->versus_baseline_percent = (double)NAN;
    line->baseline_low = line->baseline_high = (double)NAN;
    for (size_t i = 0; i < n && count < WEEKS_BASELINE; i++) {
        if (!run[i].shows || run[i].head->verdict > BKS_USABLE)
            continue;
        first[count] = run[i];
        own[count++] = run[i].head->measure.value;
    }
    if (count < WEEKS_BASELINE)
        return;
    struct bks_measure mean = mean_of(first, count);
    line->baseline = median(own, count);
    line->baseline_week = first[0].week;
    line->baseline_low = line->baseline - (mean.value - mean.low);
    line->baseline_high = line->baseline + (mean.high - mean.value);
    for (size_t w = line->n; w-- > 0;) {
        if (line->week[w].value.why != BKS_WHY_NONE)
            continue;
        if (line->baseline > 0)
            line->versus_baseline_percent = 100 * (line->week[w].value.value / line->baseline - 1);
        return;
    }
}

static enum bks_status find_trend(struct week_line *line, double *room)
{
    size_t n = 0;
    for (size_t w = 0; w < line->n; w++) {
        if (line->week[w].value.why != BKS_WHY_NONE)
            continue;
        room[n] = (double)w;
        room[line->n + n++] = line->week[w].value.value;
    }
    return trend_of_weeks(&line->trend, room, room + line->n, n);
}

/* Where it is worn changes what is measured, but for these. */
static bool place_matters(enum bks_measure_id measure)
{
    static const enum bks_measure_id free_of_it[] = {BKS_STEPS, BKS_CADENCE, BKS_MEAN_SPEED,
                                                     BKS_STEP_LENGTH, BKS_STEP_TIME_ASYMMETRY};
    for (size_t i = 0; i < sizeof free_of_it / sizeof free_of_it[0]; i++)
        if (measure == free_of_it[i])
            return false;
    return true;
}

/* Keeps the part of the body that most runs were worn at: torso, arm or pocket, leg. */
static void leave_out_places(struct week_line *line, struct run *run, size_t n,
                             enum bks_measure_id measure)
{
    size_t count[N_GROUPS] = {0}, most = 0;
    if (!place_matters(measure))
        return;
    for (size_t i = 0; i < n; i++)
        count[place_group_of(run[i].head->placement)] += run[i].shows;
    for (size_t group = 1; group < N_GROUPS; group++)
        if (count[group] > count[most])
            most = group;
    for (size_t i = 0; i < n; i++) {
        if (!run[i].shows || place_group_of(run[i].head->placement) == (enum place_group)most)
            continue;
        hide(&run[i], WEEKS_OTHER_PLACE);
        line->left_out++;
    }
}

static void count_places(struct week_line *line, const struct run *run, size_t n)
{
    unsigned seen = 0;
    for (size_t i = 0; i < n; i++) {
        line->sessions += run[i].shows;
        if (run[i].shows)
            seen |= 1u << run[i].head->placement;
    }
    for (; seen; seen &= seen - 1)
        line->places++;
}

/* One line of the weeks up to `last`; run[n], and room for as many numbers as runs and twice the
 * weeks. */
static enum bks_status lay(struct week_line *line, struct run *run, size_t n, int64_t last,
                           size_t n_weeks, double *room)
{
    int64_t first = last - (int64_t)n_weeks + 1;
    first = run[0].week > first ? run[0].week : first;
    line->n = last >= first ? (size_t)(last - first + 1) : 0;
    line->week = memory_new(line->n, sizeof *line->week);
    if (!line->week)
        return BKS_NO_MEMORY;
    size_t before = 0;
    while (before < n && run[before].week < first)
        before++;
    match_speeds(line, run + before, n - before, room);
    count_places(line, run + before, n - before);
    fill_weeks(line, first, run + before, n - before);
    hold_against_baseline(line, run, n);
    return find_trend(line, room);
}

/* The lines of runs that were gathered; the weeks end with `last`. */
static enum bks_status lay_lines(struct weeks *weeks, struct run *const run[2],
                                 const size_t count[2], size_t n_weeks, enum bks_measure_id measure,
                                 int64_t last)
{
    double *room = memory_new(count[0] + count[1] + 2 * n_weeks, sizeof *room);
    enum bks_status status = room ? BKS_OK : BKS_NO_MEMORY;
    for (size_t s = 0; status == BKS_OK && s < 2; s++) {
        if (count[s] == 0)
            continue;
        struct week_line *line = &weeks->line[weeks->n++];
        line->source = sources[s];
        line->matched_speed = measure != BKS_MEAN_SPEED;
        leave_out_places(line, run[s], count[s], measure);
        status = lay(line, run[s], count[s], last, n_weeks, room);
    }
    memory_free(room);
    return status;
}

enum bks_status weeks_until(struct weeks *weeks, const struct session_head *head, size_t n,
                            const char *zone, size_t n_weeks, enum bks_measure_id measure,
                            int64_t last)
{
    size_t count[2];
    struct run *both = memory_new(2 * n, sizeof *both), *run[2] = {both, both};
    enum bks_status status = BKS_NO_MEMORY;
    *weeks = (struct weeks){.standing = memory_new(n, sizeof *weeks->standing)};
    if (!both || !weeks->standing)
        goto done;
    run[1] += n;
    for (size_t s = 0; s < 2; s++)
        count[s] = gather(run[s], head, n, sources[s], zone, weeks->standing);
    status = lay_lines(weeks, run, count, n_weeks, measure, last);
done:
    memory_free(both);
    if (status != BKS_OK)
        weeks_clear(weeks);
    return status;
}

enum bks_status weeks_of(struct weeks *weeks, const struct session_head *head, size_t n,
                         const char *zone, size_t n_weeks, enum bks_measure_id measure)
{
    int64_t last = INT64_MIN;
    for (size_t i = 0; i < n; i++) {
        int64_t week = week_of(wall_us(&head[i].start, zone));
        if (head[i].run_s > 0 && week > last)
            last = week;
    }
    return weeks_until(weeks, head, n, zone, n_weeks, measure, last);
}

void weeks_clear(struct weeks *weeks)
{
    for (size_t i = 0; i < 2; i++)
        memory_free(weeks->line[i].week);
    memory_free(weeks->standing);
    *weeks = (struct weeks){.n = 0};
}

const char *weeks_standing_words(enum weeks_standing standing)
{
    static const char *const words[] = {
#define X(name, words) words,
        WEEKS_STANDING_LIST(X)
#undef X
    };
    return (unsigned)standing < WEEKS_STANDING_COUNT ? words[standing] : "unknown";
}
