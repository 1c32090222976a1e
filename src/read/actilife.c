/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Raw CSV of ActiGraph's ActiLife: ten header lines, then rows in g with gravity.
 *
 *   line 1   "------ Data File Created By ActiGraph GT3X+ ActiLife v6.13.4 Firmware v1.7.2 date
 *            format M/d/yyyy at 100 Hz  Filter Normal ------"
 *   2        "Serial Number: TAS1H34200054"
 *   3, 4     "Start Time 11:46:00", "Start Date 3/31/2023"
 *   5        "Epoch Period (hh:mm:ss) 00:00:00": raw; any other period is a file of counts
 *   6 .. 9   download, memory, battery; 10 is a rule of dashes
 *   then     perhaps names ("Timestamp,Accelerometer X,..." or "Accelerometer X,..."), then rows
 *
 * Times are wall times without a zone. Dates follow the header's own format, or are skipped: then
 * rows come at the rate of line 1 from the start of lines 3 and 4. Separator and decimal sign
 * follow the computer that exported.
 */
#include "base/fault.h"
#include "base/text.h"
#include "read/export.h"
#include "read/formats.h"
#include "read/peek.h"
#include "read/units.h"

#include <stdio.h>

#define HEADER_LINES 10
#define MIN_RATE_HZ  1.0
#define MAX_RATE_HZ  10000.0

/* What the header says. */
struct header {
    enum stamp_order order;
    double rate_hz; /* 0: not said */
    bool counts;    /* the rows are sums over an epoch */
    char model[32], serial[32];
    char start_date[16], start_time[16];
};

static bool is_ours(const struct cell *line)
{
    return cell_contains(line, "Data File Created By ActiGraph");
}

static enum probe_answer probe(struct source *source)
{
    struct peek peek;
    struct cell line = {0};
    if (source_kind_of(source) != SOURCE_FILE || !peek_open(&peek, source, 0) ||
        !peek_line(&peek, 0, &line.text, &line.n))
        return PROBE_NOT_MINE;
    return is_ours(&line) ? PROBE_CERTAIN : PROBE_NOT_MINE;
}

/* The word that follows a label in a line; false where the label is not there. */
static bool word_after(struct cell *word, const struct cell *line, const char *label)
{
    for (size_t i = 0; i < line->n; i++) {
        struct cell rest = {line->text + i, line->n - i};
        size_t n = 0;
        while (label[n])
            n++;
        struct cell start = {rest.text, n < rest.n ? n : rest.n};
        if (!cell_equals(&start, label))
            continue;
        for (i += n; i < line->n && line->text[i] == ' ';)
            i++;
        size_t end = i;
        while (end < line->n && line->text[end] != ' ' && line->text[end] != ',' &&
               line->text[end] != ';')
            end++;
        *word = (struct cell){line->text + i, end - i};
        return end > i;
    }
    return false;
}

/* "M/d/yyyy", "dd.MM.yyyy", "yyyy-MM-dd": which letter comes first. */
static enum stamp_order order_of(const struct cell *format)
{
    char first = format->n > 0 ? format->text[0] : 'M';
    return first == 'y' ? STAMP_YMD : first == 'd' ? STAMP_DMY : STAMP_MDY;
}

static void read_line(struct header *header, const struct cell *line)
{
    struct cell word;
    if (word_after(&word, line, "Created By ActiGraph"))
        cell_copy(header->model, sizeof header->model, &word);
    if (word_after(&word, line, "date format"))
        header->order = order_of(&word);
    if (word_after(&word, line, " at") && !cell_number(&header->rate_hz, &word, '.'))
        header->rate_hz = 0;
    if (word_after(&word, line, "Serial Number:"))
        cell_copy(header->serial, sizeof header->serial, &word);
    if (word_after(&word, line, "Start Time"))
        cell_copy(header->start_time, sizeof header->start_time, &word);
    if (word_after(&word, line, "Start Date"))
        cell_copy(header->start_date, sizeof header->start_date, &word);
    if (word_after(&word, line, "Epoch Period (hh:mm:ss)"))
        header->counts = !cell_equals(&word, "00:00:00");
}

static bool read_header(struct header *header, struct table *table)
{
    *header = (struct header){.order = STAMP_MDY};
    for (int i = 0; i < HEADER_LINES; i++) {
        struct cell line;
        if (!table_line(table, &line.text, &line.n))
            return false;
        read_line(header, &line);
        table_skip_line(table);
    }
    return true;
}

/* Names of the columns, or the first row, say where they are. */
static bool plan_columns(struct table_plan *plan, struct table *table)
{
    const char *line;
    size_t n;
    if (!table_line(table, &line, &n))
        return false;
    struct cells cells;
    plan->separator = cells_separator(line, n);
    cells_cut(&cells, line, n, plan->separator);
    bool named = false;
    for (size_t i = 0; i < cells.n; i++)
        named = named || cell_contains(&cells.cell[i], "Accelerometer");
    if (named) {
        table_skip_line(table);
        if (!table_line(table, &line, &n))
            return false;
        plan->separator = cells_separator(line, n);
        cells_cut(&cells, line, n, plan->separator);
    }
    plan->point = cells_point(line, n, plan->separator);
    struct stamp stamp;
    const struct cell *first = &cells.cell[0];
    bool stamped = stamp_scan(&stamp, first->text, first->text + first->n, plan->order) != NULL;
    plan->time = stamped ? TABLE_TIME_STAMP : TABLE_TIME_ROW;
    plan->time_column = stamped ? 0 : -1;
    for (int c = BKS_ACCEL_X; c <= BKS_ACCEL_Z; c++) {
        plan->column[c] = c + stamped;
        plan->factor[c] = UNITS_MPS2_PER_G;
    }
    return cells.n >= 3u + stamped;
}

/* The start of the header, for rows without stamps. */
static void start_of_header(struct table_plan *plan, struct bks_recording_info *info,
                            const struct header *header)
{
    char text[40];
    int n = snprintf(text, sizeof text, "%s %s", header->start_date, header->start_time);
    struct stamp stamp;
    info->start.kind = BKS_CLOCK_LOCAL;
    if (plan->time == TABLE_TIME_STAMP)
        return;
    if (n > 0 && stamp_scan(&stamp, text, text + n, header->order))
        plan->zero_us = stamp.t_us;
    else
        info->start.kind = BKS_CLOCK_NONE;
}

static enum bks_status judge_header(const struct header *header, struct bks_fault *fault)
{
    static const char hint[] = "export the raw data from ActiLife (CSV, not counts)";
    if (header->counts)
        return fault_set(fault, BKS_UNSUPPORTED, hint, "activity counts, not raw acceleration");
    return BKS_OK;
}

static enum bks_status open_reader(struct reader *reader, struct bks_fault *fault)
{
    struct bks_recording_info *info = &reader->info;
    enum bks_status status = export_open_rows(reader, 0, fault);
    if (status != BKS_OK)
        return status;
    struct table *table = reader->state->table;
    struct header header;
    struct table_plan plan = table_plan_empty();
    bool whole = read_header(&header, table);
    status = judge_header(&header, fault);
    if (status != BKS_OK)
        return status;
    plan.order = header.order;
    if (!whole || !plan_columns(&plan, table))
        return fault_set(fault, BKS_EMPTY, "export it again from ActiLife", "no samples in it");
    bool rate_ok = header.rate_hz >= MIN_RATE_HZ && header.rate_hz <= MAX_RATE_HZ;
    if (plan.time == TABLE_TIME_ROW && !rate_ok)
        return fault_set(fault, BKS_UNSUPPORTED, "export it from ActiLife with timestamps",
                         "neither timestamps nor a sample rate");
    plan.rate_hz = header.rate_hz;
    start_of_header(&plan, info, &header);
    info->channels = ROWS_ACCEL;
    info->nominal_rate_hz = rate_ok ? header.rate_hz : 0;
    (void)snprintf(info->device, sizeof info->device, "ActiGraph %s %s", header.model,
                   header.serial);
    table_set_plan(table, &plan);
    return BKS_OK;
}

const struct format format_actilife = {
    .about = {.id = "actilife-csv",
              .title = "ActiGraph ActiLife CSV",
              .recognised_by = "first line with \"Data File Created By ActiGraph\"",
              .gives = "accelerometer in g; wall time without a zone; nominal rate"},
    .probe = probe,
    .open = open_reader,
    .next = export_next,
    .close = export_close,
};
