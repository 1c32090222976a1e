/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The smallest archive form in which a recording loses nothing. */
#include "read/archive_plan.h"

#include "base/fault.h"

#include <math.h>

#define FLAC_CHANNELS 8
#define FLAC_BITS     24
#define MAX_HEADER_HZ 65535.0 /* every container takes any whole rate up to it */
#define MIN_RATE_HZ   0.1     /* of what stands in a tag */
#define MAX_RATE_HZ   1e6
#define WIDE_BYTES    0xFFF00000u        /* beyond this WAV's 32-bit sizes end; headers need some */
#define MAX_STEP_US   ((int64_t)1 << 46) /* two years */
#define MAX_TIME_US   ((uint64_t)1 << 53) /* whole numbers that a double holds */

static const char lossless_hint[] = "write .wav or .rf64 instead, which hold it";

bool plan_words(int32_t *word, unsigned words, unsigned bits, int64_t number)
{
    int64_t base = INT64_C(1) << bits;
    for (unsigned i = 0; i < words; i++) {
        int64_t low = (int64_t)((uint64_t)number & (uint64_t)(base - 1));
        low = low >= base / 2 ? low - base : low;
        word[i] = (int32_t)low;
        number = (number - low) / base;
    }
    return number == 0;
}

/* Bits that hold the numbers of a rule: 16, 24 or 32; 0 where the rule does not hold. */
static unsigned bits_of(const struct survey_rule *rule)
{
    if (!rule->holds)
        return 0;
    for (unsigned bits = 16; bits <= 32; bits += 8)
        if (rule->low >= -ldexp(1, (int)bits - 1) && rule->high < ldexp(1, (int)bits - 1))
            return bits;
    return 0;
}

/* The way with the fewest bits, the device's own first; 0 where there is none. */
static unsigned choose_way(struct plan_column *column, const struct survey_channel *channel)
{
    unsigned best = 0;
    for (enum survey_way way = WAY_STEP; way < WAY_COUNT; way++) {
        unsigned bits = bits_of(&channel->rule[way]);
        if (bits == 0 || (best > 0 && bits >= best))
            continue;
        best = bits;
        column->way = way;
        column->rule = channel->rule[way];
    }
    return best;
}

static void add_channels(struct archive_plan *plan, const struct archive_survey *survey)
{
    static const enum bks_coding codings[] = {BKS_CODING_INT16, BKS_CODING_INT24, BKS_CODING_INT32};
    bool whole = true;
    plan->bits = 16;
    for (unsigned c = 0; c < BKS_CHANNEL_COUNT; c++) {
        struct plan_column *column = &plan->column[plan->n];
        if (!(survey->channels >> c & 1))
            continue;
        *column = (struct plan_column){.content = COLUMN_CHANNEL, .channel = (enum bks_channel)c};
        unsigned bits = choose_way(column, &survey->channel[c]);
        whole = whole && bits > 0;
        plan->bits = bits > plan->bits ? bits : plan->bits;
        plan->n++;
    }
    plan->coding = codings[plan->bits / 8 - 2];
    if (whole)
        return;
    plan->coding = BKS_CODING_FLOAT64;
    plan->bits = 64;
}

/* The line through all stamps, or else the mean rate. */
static void set_rate(struct archive_plan *plan, const struct survey_clock *clock, double nominal_hz)
{
    double between_us = clock->low_us / 2 + clock->high_us / 2;
    double span_us = (double)clock->last_us - (double)clock->first_us;
    bool between = clock->low_us < clock->high_us && plan->rows > 1;
    if (clock->nominal_holds)
        plan->line_hz = nominal_hz;
    else if (between || plan->rows == 1)
        plan->line_hz = plan->rows == 1 ? 1 : 1e6 / between_us;
    else
        plan->line_hz = span_us > 0 ? 1e6 * (double)(plan->rows - 1) / span_us : nominal_hz;
    plan->line = clock->nominal_holds || between || plan->rows == 1;
    bool sane = plan->line_hz >= MIN_RATE_HZ && plan->line_hz <= MAX_RATE_HZ;
    plan->line = plan->line && sane;
    plan->line_hz = sane ? plan->line_hz : 1;
    plan->rate_hz = (unsigned)rint(fmin(fmax(plan->line_hz, 1), MAX_HEADER_HZ));
}

/* Words that hold every step of the clock; 0 where none do. */
static unsigned step_words(const struct survey_clock *clock, unsigned bits)
{
    int32_t word[PLAN_MAX_STEPS];
    if (clock->least_us < -MAX_STEP_US || clock->most_us > MAX_STEP_US)
        return 0;
    for (unsigned words = 1; words <= PLAN_MAX_STEPS; words++)
        if (plan_words(word, words, bits, clock->least_us) &&
            plan_words(word, words, bits, clock->most_us))
            return words;
    return 0;
}

static void add_clock(struct archive_plan *plan, const struct survey_clock *clock)
{
    unsigned words = plan->coding == BKS_CODING_FLOAT64 ? 0 : step_words(clock, plan->bits);
    if (plan->line)
        return;
    if (words == 0) {
        plan->coding = BKS_CODING_FLOAT64;
        plan->bits = 64;
        plan->column[plan->n++] = (struct plan_column){.content = COLUMN_TIME};
    }
    for (unsigned word = 0; word < words; word++)
        plan->column[plan->n++] = (struct plan_column){.content = COLUMN_STEP, .word = word};
}

static enum bks_status judge_flac(const struct archive_plan *plan, struct bks_fault *fault)
{
    if (plan->coding == BKS_CODING_FLOAT64 || plan->bits > FLAC_BITS)
        return fault_set(fault, BKS_UNSUPPORTED, lossless_hint,
                         "FLAC holds whole numbers of %d bits, and these samples need %s",
                         FLAC_BITS, bks_coding_id(plan->coding));
    if (plan->n > FLAC_CHANNELS)
        return fault_set(fault, BKS_UNSUPPORTED, lossless_hint,
                         "FLAC holds %d columns, and this recording needs %zu", FLAC_CHANNELS,
                         plan->n);
    return BKS_OK;
}

enum bks_status archive_plan_of(struct archive_plan *plan, const struct archive_survey *survey,
                                const struct bks_recording_info *info, enum bks_container container,
                                struct bks_fault *fault)
{
    const struct survey_clock *clock = &survey->clock;
    *plan = (struct archive_plan){.container = container,
                                  .first_us = clock->first_us,
                                  .step_us = clock->step_us,
                                  .rows = survey->rows};
    add_channels(plan, survey);
    set_rate(plan, clock, info->nominal_rate_hz);
    add_clock(plan, clock);
    if (survey->marks)
        plan->column[plan->n++] = (struct plan_column){.content = COLUMN_MARKS};
    if (!plan->line && plan->coding == BKS_CODING_FLOAT64 && clock->far_us > MAX_TIME_US)
        return fault_set(fault, BKS_UNSUPPORTED, "mend the clock in the file",
                         "its stamps lie more than 285 years apart");
    if (container == BKS_CONTAINER_FLAC)
        return judge_flac(plan, fault);
    uint64_t row_bytes = (uint64_t)plan->n * (plan->bits / 8);
    if (container == BKS_CONTAINER_WAV && plan->rows > WIDE_BYTES / row_bytes)
        plan->container = BKS_CONTAINER_RF64;
    return BKS_OK;
}
