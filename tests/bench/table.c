/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rounds, medians and columns. */
#include "bench/table.h"

#include <stdio.h>
#include <stdlib.h>

const char *table_race(struct table *table)
{
    for (size_t round = 0; round < table->rounds; round++)
        for (size_t i = 0; i < table->n; i++) {
            struct contestant *one = &table->contestant[i];
            struct watch_cost *cost = &one->cost[round];
            if (!(one->work ? watch_run(cost, one->work, one->context)
                            : watch_command(cost, one->command)))
                return one->name;
        }
    return NULL;
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(const double *list, size_t n)
{
    double sorted[TABLE_ROUNDS_MAX];
    for (size_t i = 0; i < n; i++)
        sorted[i] = list[i];
    qsort(sorted, n, sizeof *sorted, by_value);
    return n % 2 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
}

double table_wall_s(const struct contestant *one, size_t rounds)
{
    double list[TABLE_ROUNDS_MAX];
    for (size_t i = 0; i < rounds; i++)
        list[i] = one->cost[i].wall_s;
    return median_of(list, rounds);
}

double table_cpu_s(const struct contestant *one, size_t rounds)
{
    double list[TABLE_ROUNDS_MAX];
    for (size_t i = 0; i < rounds; i++)
        list[i] = one->cost[i].cpu_s;
    return median_of(list, rounds);
}

double table_peak_mb(const struct contestant *contestant, size_t rounds)
{
    double peak = 0;
    for (size_t i = 0; i < rounds; i++)
        peak = contestant->cost[i].peak_mb > peak ? contestant->cost[i].peak_mb : peak;
    return peak;
}

/* Of the rounds, each against the same minute's other: the median of the ratios. */
static double median_ratio(const struct table *table, const struct contestant *other)
{
    double list[TABLE_ROUNDS_MAX];
    for (size_t i = 0; i < table->rounds; i++)
        list[i] = table->contestant[0].cost[i].wall_s / other->cost[i].wall_s;
    return median_of(list, table->rounds);
}

static void print_ratio(const struct table *table, const struct contestant *other, const char *end)
{
    double ratio = median_ratio(table, other);
    if (other == table->contestant)
        printf("%s", end);
    else if (ratio >= 1)
        printf("%6.2f times as long%s", ratio, end);
    else
        printf("%6.2f times as fast%s", 1 / ratio, end);
}

void table_print(const struct table *table, bool markdown)
{
    const char *bar = markdown ? " | " : "  ";
    const char *end = markdown ? " |" : "";
    printf("%s%s: %lld rows, %.1f MB, medians of %zu rounds in turn%s\n\n", markdown ? "**" : "",
           table->file, (long long)table->rows, table->file_mb, table->rounds,
           markdown ? "**" : "");
    printf("%s%-26s%s%7s%s%7s%s%8s%s%7s%s%8s%s%s\n", markdown ? "| " : "", "what", bar, "wall s",
           bar, "CPU s", bar, "Mrows/s", bar, "MB/s", bar, "peak MiB", bar,
           markdown ? "backstride takes |" : "backstride takes");
    if (markdown)
        printf("|---|---:|---:|---:|---:|---:|---:|\n");
    for (size_t i = 0; i < table->n; i++) {
        const struct contestant *one = &table->contestant[i];
        double wall_s = table_wall_s(one, table->rounds);
        printf("%s%-26s%s%7.3f%s%7.3f%s%8.2f%s%7.0f%s%8.1f%s", markdown ? "| " : "", one->name, bar,
               wall_s, bar, table_cpu_s(one, table->rounds), bar,
               (double)table->rows * 1e-6 / wall_s, bar, table->file_mb / wall_s, bar,
               table_peak_mb(one, table->rounds), bar);
        print_ratio(table, one, end);
        printf("\n");
    }
    printf("\n");
}
