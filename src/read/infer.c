/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Units of a table that does not name them, from its first rows (a buffer of 256 KiB):
 *
 * 1. Time: the median step must make 5 .. 5000 rows a second, and in one unit only it does: the
 *    ranges of s, ms, us and ns meet end to end.
 * 2. Acceleration: the median length is about 1 in g and 9.8 in m/s2; they part at 3.1.
 * 3. Gyroscope: a sensor that moves stays below 25 rad/s in 95 rows of 100, and at rest below
 *    0.06 rad/s; what is above is in degrees.
 */
#include "base/fault.h"
#include "base/memory.h"
#include "read/cells.h"
#include "read/columns.h"
#include "read/units.h"

#include <math.h>
#include <stdlib.h>

#define MAX_ROWS       4096
#define LONGEST_STEP_S 0.2 /* 5 rows a second */
#define SPAN           1e3 /* 5000 rows a second, and the next unit */
#define LEAST_ACCEL    0.3 /* medians outside are neither unit */
#define G_TO_MPS2      3.1 /* between 1 and 9.8 */
#define MOST_ACCEL     30.0
#define BUSY_RADPS \
    25.0 /* a running foot keeps below in 95 rows of 100; a trunk in deg/s does not */
#define REST_STEADINESS 0.05 /* quartile range of |a| over its median */
#define REST_RADPS      0.06 /* offset and noise of a sensor at rest stay below */

/* What was measured on the first rows, each list of n. */
struct survey {
    size_t n, n_steps;
    double *step, *accel, *gyro;
};

static int by_value(const void *a, const void *b)
{
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* The value below which a share of the sorted list lies. */
static double at_share(const double *sorted, size_t n, double share)
{
    return n ? sorted[(size_t)(share * (double)(n - 1))] : (double)NAN;
}

/* Length of the vector in three columns; NAN where a cell is no number. */
static double length_of(const struct cells *cells, const struct table_plan *plan, int first)
{
    double sum = 0;
    for (int c = first; c < first + 3; c++) {
        double value = (double)NAN;
        if (plan->column[c] >= 0 && (size_t)plan->column[c] < cells->n)
            (void)!cell_number(&value, &cells->cell[plan->column[c]], plan->point);
        sum += value * value;
    }
    return sqrt(sum);
}

static void survey_line(struct survey *survey, const struct cells *cells,
                        const struct table_plan *plan, double *before)
{
    double accel = length_of(cells, plan, BKS_ACCEL_X), now;
    if (!isfinite(accel))
        return;
    double gyro = length_of(cells, plan, BKS_GYRO_X);
    survey->accel[survey->n] = accel;
    survey->gyro[survey->n++] = isfinite(gyro) ? gyro : 0;
    size_t column = (size_t)plan->time_column;
    if (column >= cells->n || !cell_number(&now, &cells->cell[column], plan->point))
        return;
    if (now > *before)
        survey->step[survey->n_steps++] = now - *before;
    *before = now;
}

static void survey_table(struct survey *survey, const struct table *table,
                         const struct table_plan *plan)
{
    size_t n;
    const char *p = table_look(table, &n), *end = p + n;
    double before = (double)INFINITY;
    while (p < end && survey->n < MAX_ROWS) {
        struct cells cells;
        const char *stop = p;
        while (stop < end && *stop != '\n' && *stop != '\r')
            stop++;
        cells_cut(&cells, p, (size_t)(stop - p), plan->separator);
        survey_line(survey, &cells, plan, &before);
        p = stop + (stop < end);
    }
    qsort(survey->step, survey->n_steps, sizeof *survey->step, by_value);
    qsort(survey->accel, survey->n, sizeof *survey->accel, by_value);
    qsort(survey->gyro, survey->n, sizeof *survey->gyro, by_value);
}

static enum bks_status settle_time(struct table_plan *plan, enum time_unit unit,
                                   const struct survey *survey, struct warnings *warnings,
                                   struct bks_fault *fault)
{
    static const char *const names[] = {"s", "ms", "us", "ns"};
    if (plan->time == TABLE_TIME_STAMP)
        return BKS_OK;
    if (unit != TIME_UNIT_INFER) {
        plan->time = (enum table_time)(unit - TIME_UNIT_S);
        return BKS_OK;
    }
    double step = at_share(survey->step, survey->n_steps, 0.5), longest = LONGEST_STEP_S;
    for (int i = 0; i < 4; i++, longest *= SPAN) {
        if (!(step <= longest && step > longest / SPAN))
            continue;
        plan->time = (enum table_time)i;
        warnings_add(warnings, BKS_WARN_TIME_INFERRED,
                     "time read as %s: a median step of %g makes %.1f rows a second; --time-unit "
                     "sets it",
                     names[i], step, longest / LONGEST_STEP_S / step);
        return BKS_OK;
    }
    return fault_set(fault, BKS_UNSUPPORTED, "give --time-unit s, ms, us or ns",
                     "the unit of time is unclear: the median step is %g", step);
}

static bool in_degrees(const struct survey *survey)
{
    double busy = at_share(survey->gyro, survey->n, 0.95);
    double spread =
        at_share(survey->accel, survey->n, 0.75) - at_share(survey->accel, survey->n, 0.25);
    bool rests = spread < REST_STEADINESS * at_share(survey->accel, survey->n, 0.5);
    return busy > BUSY_RADPS || (rests && at_share(survey->gyro, survey->n, 0.5) > REST_RADPS);
}

static enum bks_status settle_sensors(struct table_plan *plan, const struct column_map *map,
                                      const struct survey *survey, struct warnings *warnings,
                                      struct bks_fault *fault)
{
    double median = at_share(survey->accel, survey->n, 0.5);
    bool infer_accel = map->accel == ACCEL_UNIT_INFER;
    bool g = infer_accel ? median < G_TO_MPS2 : map->accel == ACCEL_UNIT_G;
    if (infer_accel && !(median > LEAST_ACCEL && median < MOST_ACCEL))
        return fault_set(fault, BKS_UNSUPPORTED, "give --units g or m/s2",
                         "the unit of acceleration is unclear: its median is %.3g", median);
    bool has_gyro = (table_plan_channels(plan) & ROWS_GYRO) != 0;
    bool infer_gyro = has_gyro && map->gyro == GYRO_UNIT_INFER;
    bool degrees = infer_gyro ? in_degrees(survey) : map->gyro == GYRO_UNIT_DPS;
    for (int c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++)
        plan->factor[c] = g ? UNITS_MPS2_PER_G : 1;
    for (int c = BKS_GYRO_X; c <= BKS_GYRO_Z; c++)
        plan->factor[c] = degrees ? UNITS_RAD_PER_DEG : 1;
    const char *accel_text = g ? "g" : "m/s2", *gyro_text = degrees ? "deg/s" : "rad/s";
    if (infer_accel && infer_gyro)
        warnings_add(warnings, BKS_WARN_UNITS_INFERRED,
                     "acceleration read as %s (median %.2f), gyroscope as %s; --units and "
                     "--gyro-unit set them",
                     accel_text, median, gyro_text);
    else if (infer_accel)
        warnings_add(warnings, BKS_WARN_UNITS_INFERRED,
                     "acceleration read as %s: its median is %.2f; --units sets it", accel_text,
                     median);
    else if (infer_gyro)
        warnings_add(warnings, BKS_WARN_UNITS_INFERRED, "gyroscope read as %s; --gyro-unit sets it",
                     gyro_text);
    return BKS_OK;
}

enum bks_status columns_infer(struct table_plan *plan, const struct column_map *map,
                              const struct table *table, struct warnings *warnings,
                              struct bks_fault *fault)
{
    struct survey survey = {.step = memory_new(MAX_ROWS, sizeof(double)),
                            .accel = memory_new(MAX_ROWS, sizeof(double)),
                            .gyro = memory_new(MAX_ROWS, sizeof(double))};
    enum bks_status status = BKS_OK;
    if (!survey.step || !survey.accel || !survey.gyro) {
        status = fault_set(fault, BKS_NO_MEMORY, NULL, "out of memory");
    } else {
        survey_table(&survey, table, plan);
        status = settle_time(plan, map->time_unit, &survey, warnings, fault);
        if (status == BKS_OK)
            status = settle_sensors(plan, map, &survey, warnings, fault);
    }
    memory_free(survey.step);
    memory_free(survey.accel);
    memory_free(survey.gyro);
    return status;
}
