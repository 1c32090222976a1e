/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Results by hand, with numbers that a runner might see. */
#include "support/result.h"

#include "support/assert.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct bks_measure measured(double value, double low, double high, size_t n)
{
    return (struct bks_measure){value, low, high, n, BKS_WHY_NONE};
}

static struct bks_measure missing(enum bks_reason why)
{
    return (struct bks_measure){(double)NAN, (double)NAN, (double)NAN, 0, why};
}

static void begin_measures(struct bks_measure measure[BKS_MEASURE_COUNT])
{
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        measure[i] =
            missing(i <= BKS_VERTICAL_OSCILLATION ? BKS_WHY_TOO_SHORT : BKS_WHY_NOT_MEASURED);
    measure[BKS_MEAN_SPEED] = missing(BKS_WHY_NO_SPEED);
}

static void begin(struct hand_result *hand)
{
    memset(hand, 0, sizeof *hand);
    struct bks_result *result = &hand->result;
    result->bouts = hand->bout;
    result->quality.gaps = hand->gap;
    result->quality.warnings = hand->warning;
    result->quality.gravity_g = 1.002;
    result->quality.jitter_ms = 0.21;
    result->quality.supports = 1u << BKS_STEPS | 1u << BKS_CADENCE | 1u << BKS_VERTICAL_OSCILLATION;
    struct bks_input *input = &result->input;
    input->info.format = "hand-made";
    input->info.start = (struct bks_instant){BKS_CLOCK_ZONED, 1777622400000000, 120};
    input->info.nominal_rate_hz = 100;
    input->info.channels = 7;
    input->info.gravity_included = true;
    input->sample_rate_hz = 100.438;
    input->placement = BKS_TRUNK;
    memset(input->sha256, 'a', 64);
    for (int kind = 0; kind < BKS_BOUT_KIND_COUNT; kind++)
        begin_measures(result->total[kind].measure);
}

void result_add(struct hand_result *hand, enum bks_bout_kind kind, double length_s)
{
    struct bks_result *result = &hand->result;
    struct bks_bout *bout = &hand->bout[result->n_bouts++];
    bout->kind = kind;
    bout->start_s = result->input.duration_s;
    bout->end_s = bout->start_s + length_s;
    begin_measures(bout->measure);
    result->total[kind].duration_s += length_s;
    result->input.duration_s = bout->end_s;
    result->input.n_samples = (size_t)(bout->end_s * 100.438);
}

void result_warn(struct hand_result *hand, enum bks_warning_id id, const char *text)
{
    struct bks_warning *warning = &hand->warning[hand->result.quality.n_warnings++];
    warning->id = id;
    (void)snprintf(warning->text, sizeof warning->text, "%s", text);
}

void result_session(struct hand_result *hand)
{
    begin(hand);
    struct bks_result *result = &hand->result;
    (void)snprintf(result->input.info.device, sizeof result->input.info.device, "Android");
    result_add(hand, BKS_WALK, 299.5);
    for (int i = 0; i < 6; i++) {
        result_add(hand, BKS_RUN, i % 2 ? 60.4 : 59.7);
        hand->bout[result->n_bouts - 1].measure[BKS_STEPS] = measured(168, 167, 169, 168);
        hand->bout[result->n_bouts - 1].measure[BKS_CADENCE] =
            measured(166.9123, 166.4, 167.4, 168);
        result_add(hand, BKS_WALK, i < 5 ? 119.6 : 420.5);
    }
    result_add(hand, BKS_REST, 133.7);
    struct bks_measure *run = result->total[BKS_RUN].measure;
    run[BKS_STEPS] = measured(996, 990, 1002, 996);
    run[BKS_CADENCE] = measured(165.98765, 165.1, 166.8, 996);
    run[BKS_VERTICAL_OSCILLATION] = measured(84.4321, 79.1, 89.4, 990);
    struct bks_measure *walk = result->total[BKS_WALK].measure;
    walk[BKS_STEPS] = measured(2612, 2580, 2650, 2612);
    walk[BKS_CADENCE] = measured(104.2, 103.6, 104.9, 2612);
    walk[BKS_VERTICAL_OSCILLATION] = missing(BKS_WHY_NOT_THIS_KIND);
    static const double cadence[] = {(double)NAN, 165.94, 166.08, (double)NAN};
    static const double bounce[] = {(double)NAN, 84.26, (double)NAN, (double)NAN};
    memcpy(hand->cadence_spm, cadence, sizeof cadence);
    memcpy(hand->bounce_mm, bounce, sizeof bounce);
    result->series = (struct bks_series){1, 4, hand->cadence_spm, hand->bounce_mm};
}

void result_walk(struct hand_result *hand)
{
    begin(hand);
    struct bks_result *result = &hand->result;
    result->input.info.start.kind = BKS_CLOCK_LOCAL;
    result->input.placement = BKS_POCKET;
    result->quality.verdict = BKS_USABLE;
    result_add(hand, BKS_WALK, 600);
    struct bks_measure *walk = result->total[BKS_WALK].measure;
    walk[BKS_STEPS] = measured(1043, 1030, 1056, 1043);
    walk[BKS_CADENCE] = measured(104.2, 103.6, 104.9, 1043);
    walk[BKS_VERTICAL_OSCILLATION] = missing(BKS_WHY_NOT_THIS_KIND);
    memcpy(hand->bout[0].measure, walk, sizeof hand->bout[0].measure);
}

void result_poor(struct hand_result *hand)
{
    begin(hand);
    struct bks_result *result = &hand->result;
    result->input.info.start = (struct bks_instant){BKS_CLOCK_NONE, 0, 0};
    result->input.info.gravity_included = false;
    result->input.info.nominal_rate_hz = 0;
    result->input.info.range_g = 4;
    result->input.sample_rate_hz = 19.98;
    result->input.placement = BKS_PLACE_UNKNOWN;
    result->quality.verdict = BKS_POOR;
    result->quality.clipped_percent = 1.234;
    result->quality.gravity_g = (double)NAN;
    result->quality.supports = 1u << BKS_CADENCE;
    result_add(hand, BKS_RUN, 100);
    result_add(hand, BKS_UNKNOWN, 12.5);
    result_add(hand, BKS_RUN, 47);
    hand->gap[0] = (struct bks_gap){100, 112.5};
    result->quality.n_gaps = result->quality.n_gaps_all = 1;
    result->quality.gap_s = 12.5;
    struct bks_measure *run = result->total[BKS_RUN].measure;
    run[BKS_CADENCE] = measured(170, 160, 181, 60);
    run[BKS_STEPS] = missing(BKS_WHY_RATE_TOO_LOW);
    run[BKS_VERTICAL_OSCILLATION] = missing(BKS_WHY_NO_GRAVITY);
    result_warn(hand, BKS_WARN_GRAVITY_REMOVED, "the acceleration comes without gravity");
    result_warn(hand, BKS_WARN_RATE_LOW, "19.98 samples per second are few; 50 are needed");
    result_warn(hand, BKS_WARN_GAPS, "1 gap of 12.5 s at 1:40: the app was stopped by the phone");
    result_warn(hand, BKS_WARN_CLIPPING, "1.2 % of the samples stand at the limit of 4 g");
    result_warn(hand, BKS_WARN_NO_ZONE, "the file names no date");
}

static void add_flag(struct bks_result *result, struct bks_flag flag, const char *because)
{
    (void)snprintf(flag.because, sizeof flag.because, "%s", because);
    result->flags[result->n_flags++] = flag;
}

static void add_flags(struct bks_result *result)
{
    const struct bks_measure *run = result->total[BKS_RUN].measure;
    add_flag(result,
             (struct bks_flag){.id = BKS_FLAG_LOW_CADENCE,
                               .level = BKS_LEVEL_WATCH,
                               .confidence = BKS_CONFIDENCE_HIGH,
                               .measured = run[BKS_CADENCE],
                               .unit = "spm",
                               .threshold = 167.5,
                               .source = "people \"counted\" 2019"},
             "Fewer steps a minute than usual for this speed: 166, where 95 in 100 runners of your "
             "height take 168 or more at 3.0 m/s. Well measured; an association, not a verdict.");
    add_flag(result,
             (struct bks_flag){.id = BKS_FLAG_EXCESSIVE_BOUNCE,
                               .level = BKS_LEVEL_UNCLEAR,
                               .confidence = BKS_CONFIDENCE_LOW,
                               .measured = run[BKS_VERTICAL_OSCILLATION],
                               .unit = "mm",
                               .threshold = 88.04,
                               .source = "half-sine steps"},
             "Somewhat more bounce than usual for this cadence: 84 mm, where 5 in 6 runners have "
             "82 mm or less. Not certain: more recordings like this one, or --placement, would "
             "settle it.");
    add_flag(result,
             (struct bks_flag){.id = BKS_FLAG_CONTACT_IMBALANCE,
                               .level = BKS_LEVEL_INFO,
                               .confidence = BKS_CONFIDENCE_MEDIUM,
                               .measured = run[BKS_CONTACT_BALANCE],
                               .unit = "% left",
                               .threshold = 52.2,
                               .source = "a manual"},
             "Slightly more time on the left foot: 51.3 % of the contact, where 7 in 10 runners "
             "have 50.8 or less on that side. Fairly sure; an association, not a verdict.");
}

/* Both strips, as a history keeps them to the last bit: forces of 0 to 2.5 g. */
static void add_strips(struct bks_result *result)
{
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        struct bks_strip *strip = &result->strip[which];
        strip->start_s = which ? 520.25 : 320.5;
        strip->step_s = 0.02;
        strip->n = 250;
        strip->n_steps = 3;
        for (size_t i = 0; i < strip->n; i++)
            strip->vertical_mps2[i] = (double)(i * 97 % 2500) * (9.80665 / 1000);
        for (int k = 0; k < 3; k++)
            strip->steps[k] = (struct bks_strip_step){
                strip->start_s + 0.25 * (k + 1), strip->start_s + 0.25 * (k + 1) + 0.125, k - 1};
        strip->steps[2].toe_off_s = (double)NAN;
    }
}

void result_flagged(struct hand_result *hand)
{
    result_session(hand);
    struct bks_result *result = &hand->result;
    struct bks_measure *run = result->total[BKS_RUN].measure;
    hand->bout[1].side_certainty = 0.98765;
    run[BKS_MEAN_SPEED] = measured(3.0012, 2.98, 3.02, 996);
    run[BKS_CONTACT_TIME] = measured(251.2, 236.4, 265.7, 980);
    run[BKS_FLIGHT_TIME] = measured(110.1, 95.2, 125.3, 980);
    run[BKS_DUTY_FACTOR] = measured(34.7, 32.1, 36.9, 980);
    run[BKS_CONTACT_BALANCE] = measured(51.31, 50.9, 51.8, 980);
    run[BKS_CONTACT_ASYMMETRY] = measured(5.2, 3.5, 7.1, 980);
    run[BKS_STEP_LENGTH] = measured(1.0848, 1.07, 1.1, 996);
    run[BKS_VERTICAL_RATIO] = measured(7.78, 7.2, 8.3, 990);
    run[BKS_LEG_STIFFNESS] = measured(9.81, 8.2, 11.4, 980);
    result->drift[BKS_CADENCE] =
        (struct bks_drift){.first_third = measured(168.2, 167.4, 169, 332),
                           .last_third = measured(163.1, 162.3, 163.9, 330),
                           .change = measured(-5.1, -6.2, -4, 662),
                           .slope_per_10min = measured(-2.5, -3.1, -1.9, 996),
                           .detectable = measured(1.6, 1.2, 2.4, 12),
                           .corrected = true};
    for (int i = 0; i < BKS_MEASURE_COUNT; i++)
        if (i != BKS_CADENCE)
            result->drift[i].change = missing(BKS_WHY_NOT_MEASURED);
    add_flags(result);
    add_strips(result);
}

void result_whole(const char *label, const struct bks_measure *m)
{
    if (m->why != BKS_WHY_NONE) {
        assert_true_case(label, m->why > BKS_WHY_NONE && m->why < BKS_REASON_COUNT);
        assert_true_case(label, isnan(m->value) && isnan(m->low) && isnan(m->high));
        return;
    }
    assert_true_case(label, isfinite(m->value) && isfinite(m->low) && isfinite(m->high));
    assert_true_case(label, m->low <= m->value && m->value <= m->high);
    assert_true_case(label, m->low >= 0);
}
