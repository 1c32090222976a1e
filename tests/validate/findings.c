/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the table of accuracy, and the running figures behind them. */
#include "validate/findings.h"

#include <math.h>
#include <stdarg.h>

#define CELL 64

void findings_start(struct findings *findings, FILE *out, bool markdown)
{
    *findings = (struct findings){.out = out, .markdown = markdown};
    if (markdown)
        fprintf(out, "| claim | recording | value | truth | error | 95 %% interval | inside | n | "
                     "asked for | reached | published |\n"
                     "|---|---|---:|---:|---:|---:|---|---:|---|---|---|\n");
    else
        fprintf(out, "%-24s %-38s %10s %9s %8s %17s %-3s %6s  %-16s %-7s %s\n", "claim",
                "recording", "value", "truth", "error", "95 % interval", "in", "n", "asked for",
                "reached", "published");
}

static void number(char cell[CELL], double value, int decimals)
{
    if (isnan(value))
        snprintf(cell, CELL, "-");
    else
        snprintf(cell, CELL, "%.*f", decimals, value);
}

static void interval(char cell[CELL], const struct finding *finding)
{
    if (isnan(finding->low) || isnan(finding->high))
        snprintf(cell, CELL, "-");
    else
        snprintf(cell, CELL, "%.*f..%.*f", finding->decimals, finding->low, finding->decimals,
                 finding->high);
}

static const char *inside(const struct finding *finding)
{
    if (isnan(finding->low) || isnan(finding->high) || isnan(finding->truth))
        return "-";
    return finding->truth >= finding->low && finding->truth <= finding->high ? "yes" : "no";
}

void findings_row(struct findings *findings, const struct finding *finding)
{
    static const char *const verdicts[] = {"-", "yes", "NO"};
    char value[CELL], truth[CELL], error[CELL], span[CELL], named[2 * CELL];
    number(value, finding->value, finding->decimals);
    number(truth, finding->truth, finding->decimals);
    number(error, finding->value - finding->truth, finding->decimals);
    interval(span, finding);
    snprintf(named, sizeof named, "%s%s%s", value, *finding->unit ? " " : "", finding->unit);
    findings->asked += finding->verdict != FINDING_SHOWN;
    findings->reached += finding->verdict == FINDING_REACHED;
    const char *asked = *finding->asked ? finding->asked : "-";
    const char *published = finding->published ? finding->published : "-";
    if (findings->markdown)
        fprintf(findings->out, "| %s | %s | %s | %s | %s | %s | %s | %zu | %s | %s | %s |\n",
                finding->claim, finding->where, named, truth, error, span, inside(finding),
                finding->n, asked, verdicts[finding->verdict], published);
    else
        fprintf(findings->out, "%-24s %-38s %10s %9s %8s %17s %-3s %6zu  %-16s %-7s %s\n",
                finding->claim, finding->where, named, truth, error, span, inside(finding),
                finding->n, asked, verdicts[finding->verdict], published);
    fflush(findings->out);
}

void findings_measure(struct findings *findings, struct finding finding,
                      const struct bks_measure *measure, double truth, double tolerance)
{
    char asked[CELL] = "";
    if (tolerance > 0)
        snprintf(asked, sizeof asked, "within %g", tolerance);
    finding.value = measure->value;
    finding.low = measure->low;
    finding.high = measure->high;
    if (measure->why != BKS_WHY_NONE)
        finding.value = finding.low = finding.high = (double)NAN;
    finding.n = measure->n;
    finding.truth = truth;
    finding.asked = asked;
    finding.verdict = !(tolerance > 0)                           ? FINDING_SHOWN
                      : fabs(finding.value - truth) <= tolerance ? FINDING_REACHED
                                                                 : FINDING_MISSED;
    findings_row(findings, &finding);
}

void findings_at_most(struct findings *findings, struct finding finding, double limit)
{
    char asked[CELL];
    snprintf(asked, sizeof asked, limit > 0 ? "at most %g" : "none", limit);
    finding.truth = finding.low = finding.high = (double)NAN;
    finding.asked = asked;
    finding.verdict = fabs(finding.value) <= limit ? FINDING_REACHED : FINDING_MISSED;
    findings_row(findings, &finding);
}

void findings_between(struct findings *findings, struct finding finding, double low, double high)
{
    char asked[CELL];
    snprintf(asked, sizeof asked, "%g to %g", low, high);
    finding.truth = finding.low = finding.high = (double)NAN;
    finding.asked = asked;
    finding.verdict =
        finding.value >= low && finding.value <= high ? FINDING_REACHED : FINDING_MISSED;
    findings_row(findings, &finding);
}

void findings_shown(struct findings *findings, struct finding finding)
{
    finding.truth = finding.low = finding.high = (double)NAN;
    finding.asked = "";
    finding.verdict = FINDING_SHOWN;
    findings_row(findings, &finding);
}

void findings_note(struct findings *findings, const char *text, ...)
{
    if (findings->markdown)
        return;
    va_list arguments;
    va_start(arguments, text);
    fprintf(findings->out, "    ");
    vfprintf(findings->out, text, arguments);
    fprintf(findings->out, "\n");
    va_end(arguments);
}

void findings_end(const struct findings *findings)
{
    if (!findings->markdown)
        fprintf(findings->out, "%zu of %zu reached\n", findings->reached, findings->asked);
}

void spread_take(struct spread *spread, double error, const char *where)
{
    spread->n++;
    spread->sum += error;
    spread->sizes += fabs(error);
    spread->sum2 += error * error;
    if (fabs(error) > spread->worst || spread->n == 1) {
        spread->worst = fabs(error);
        snprintf(spread->worst_at, sizeof spread->worst_at, "%s", where);
    }
}

void spread_measure(struct spread *spread, const struct bks_measure *measure, double truth,
                    const char *where)
{
    if (measure->why != BKS_WHY_NONE || isnan(truth))
        return;
    spread_take(spread, measure->value - truth, where);
    spread->measured++;
    spread->inside += truth >= measure->low && truth <= measure->high;
    double half = (measure->high - measure->low) / 2;
    spread->half_sum += half;
    if (half > 0)
        spread->z2 += pow((measure->value - truth) / (half / 1.96), 2);
}

double spread_rmse(const struct spread *spread)
{
    return spread->n ? sqrt(spread->sum2 / (double)spread->n) : (double)NAN;
}

double spread_mean_size(const struct spread *spread)
{
    return spread->n ? spread->sizes / (double)spread->n : (double)NAN;
}

double spread_bias(const struct spread *spread)
{
    return spread->n ? spread->sum / (double)spread->n : (double)NAN;
}

double spread_sd(const struct spread *spread)
{
    double n = (double)spread->n;
    if (n < 2)
        return (double)NAN;
    double variance = (spread->sum2 - spread->sum * spread->sum / n) / (n - 1);
    return sqrt(variance > 0 ? variance : 0);
}
