/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which of a person's own runs count, and their mean and spread. */
#include "judge/baseline.h"

#include "dsp/trend.h"
#include "judge/line.h"
#include "judge/weeks.h"

#include <math.h>
#include <string.h>

#define US_PER_S 1e6

static const struct bks_measure *speed_of(const struct bks_result *result)
{
    return &result->total[BKS_RUN].measure[BKS_MEAN_SPEED];
}

bool baseline_can(const struct bks_result *result)
{
    const struct bks_input *input = &result->input;
    return input->source == BKS_SOURCE_RAW && input->placement != BKS_PLACE_UNKNOWN &&
           input->info.start.kind != BKS_CLOCK_NONE && line_known(speed_of(result)) &&
           speed_of(result)->value > 0;
}

static bool is_before(const struct session_head *head, const struct bks_input *input)
{
    double ahead_s = (double)(input->info.start.t_us - head->start.t_us) / US_PER_S;
    return ahead_s > 0 && ahead_s >= head->duration_s && strcmp(head->sha256, input->sha256) != 0;
}

static bool counts(const struct session_head *head, const struct bks_result *result)
{
    double speed = speed_of(result)->value;
    return head->source == BKS_SOURCE_RAW && is_before(head, &result->input) &&
           (head->verdict == BKS_GOOD || head->verdict == BKS_USABLE) && head->run_s > 0 &&
           head->placement == result->input.placement && line_known(&head->measure) &&
           line_known(&head->speed) && fabs(head->speed.value - speed) <= WEEKS_SAME_SPEED * speed;
}

/* Mean and sum of squares about it, one value after the other (Welford 1962). */
struct sums {
    double mean, squares;
    size_t n;
};

static void add(struct sums *sums, const struct session_head *head)
{
    if (!head)
        return;
    double apart = head->measure.value - sums->mean;
    sums->n++;
    sums->mean += apart / (double)sums->n;
    sums->squares += apart * (head->measure.value - sums->mean);
}

struct judge_baseline baseline_of(const struct bks_result *result, const struct session_head *head,
                                  size_t n)
{
    const struct session_head *last =
        NULL; /* until it is known that none of its outing is longer */
    struct sums sums = {0};
    bool can = baseline_can(result);
    for (size_t i = 0; can && i < n; i++) {
        if (!counts(&head[i], result))
            continue;
        bool again = last && weeks_same_outing(last, &head[i]);
        if (!again)
            add(&sums, last);
        if (!again || head[i].duration_s > last->duration_s)
            last = &head[i];
    }
    add(&sums, last);
    double sd = sums.n > 1 ? sqrt(sums.squares / (double)(sums.n - 1)) : (double)NAN;
    return (struct judge_baseline){.mean = sums.mean, .sd = sd, .n = sums.n};
}

struct bks_measure baseline_detectable(const struct judge_baseline *own)
{
    double low = 1, high = 1;
    if (own->n < JUDGE_BASELINE_SESSIONS || !(own->sd > 0))
        return (struct bks_measure){.value = (double)NAN,
                                    .low = (double)NAN,
                                    .high = (double)NAN,
                                    .why = BKS_WHY_FEW_SESSIONS};
    const struct trend spread = {.freedom = (double)(own->n - 1)};
    double value = trend_t(&spread) * sqrt(2) * own->sd;
    trend_error_range(&low, &high, &spread);
    return (struct bks_measure){
        .value = value, .low = value * low, .high = value * high, .n = own->n};
}
