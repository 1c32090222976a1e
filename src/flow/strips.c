/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two strips of a result. */
#include "flow/strips.h"

#include "flow/stepwise.h"
#include "gait/force_piece.h"
#include "gait/steps.h"
#include "gait/view.h"
#include "model/session_strip.h"

#include <math.h>
#include <string.h>

#define LENGTH_S   5.0
#define PIECES_MAX 6 /* that 5 s can stretch over: at the ends of a stretch some are short */

/* Five seconds of one run bout. */
struct cut {
    bool any;
    size_t bout;
    double regularity; /* of this stretch, not of the bout */
    double start_s, step_s;
    size_t n;
    int16_t milli_g[BKS_STRIP_SAMPLES];
};

/* Pieces that follow on one another, the last ones. */
struct joiner {
    const struct bks_analysis *analysis;
    size_t bout; /* the first that may still hold a cut */
    size_t n;
    struct force_piece piece[PIECES_MAX];
};

static double end_of(const struct force_piece *piece)
{
    return piece->start_s + piece->n * (double)piece->step_s;
}

static size_t samples_of(const struct joiner *joiner, size_t from)
{
    size_t n = 0;
    for (size_t i = from; i < joiner->n; i++)
        n += joiner->piece[i].n;
    return n;
}

static void drop_first(struct joiner *joiner)
{
    joiner->n--;
    memmove(joiner->piece, joiner->piece + 1, joiner->n * sizeof *joiner->piece);
}

/* Adds a piece; older ones go that 5 s can do without. */
static void join(struct joiner *joiner, const struct force_piece *piece)
{
    size_t whole = (size_t)(LENGTH_S / (double)piece->step_s + 0.5);
    if (joiner->n > 0 &&
        fabs(piece->start_s - end_of(&joiner->piece[joiner->n - 1])) > 0.5 * (double)piece->step_s)
        joiner->n = 0;
    if (joiner->n == PIECES_MAX)
        drop_first(joiner);
    joiner->piece[joiner->n++] = *piece;
    while (joiner->n > 1 && samples_of(joiner, 1) >= whole)
        drop_first(joiner);
}

/* Whether steps of a run bout can be seen, and how regular it is. */
static bool counts(const struct bks_analysis *analysis, size_t i)
{
    const struct bks_bout *bout = &analysis->bouts[i];
    return bout->kind == BKS_RUN && analysis->bout_steps[i].told &&
           bout->measure[BKS_STRIDE_REGULARITY].why == BKS_WHY_NONE;
}

/* The bout that a stretch lies in whole. */
static bool find_bout(struct joiner *joiner, size_t *bout, double start_s, double end_s)
{
    const struct bks_result *result = &joiner->analysis->result;
    while (joiner->bout < result->n_bouts && result->bouts[joiner->bout].end_s <= start_s)
        joiner->bout++;
    *bout = joiner->bout;
    return *bout < result->n_bouts && counts(joiner->analysis, *bout) &&
           start_s >= result->bouts[*bout].start_s && end_s <= result->bouts[*bout].end_s;
}

/* Five seconds from the first piece on; any is false where they are not all there, or in no bout.
 */
static void cut_out(struct joiner *joiner, struct cut *cut)
{
    const struct force_piece *first = &joiner->piece[0];
    double step_s = (double)first->step_s, sum = 0;
    size_t whole = (size_t)(LENGTH_S / step_s + 0.5);
    *cut = (struct cut){.start_s = first->start_s, .step_s = LENGTH_S / (double)whole};
    if (whole > BKS_STRIP_SAMPLES || samples_of(joiner, 0) < whole ||
        !find_bout(joiner, &cut->bout, cut->start_s, cut->start_s + LENGTH_S))
        return;
    for (size_t i = 0; i < joiner->n && cut->n < whole; i++) {
        const struct force_piece *piece = &joiner->piece[i];
        size_t n = piece->n < whole - cut->n ? piece->n : whole - cut->n;
        memcpy(cut->milli_g + cut->n, piece->milli_g, n * sizeof *piece->milli_g);
        sum += (double)n * (double)piece->regularity;
        cut->n += n;
    }
    cut->regularity = sum / (double)whole;
    cut->any = true;
}

/* Tells all stretches of 5 s in order. */
static enum bks_status tell(const struct bks_analysis *analysis, struct spill *force,
                            void (*take)(void *context, const struct cut *cut), void *context)
{
    struct joiner joiner = {.analysis = analysis};
    enum bks_status status = spill_rewind(force);
    for (bool got = true; got && status == BKS_OK;) {
        struct force_piece piece;
        struct cut cut;
        status = spill_next(force, &piece, &got);
        if (status != BKS_OK || !got)
            break;
        join(&joiner, &piece);
        cut_out(&joiner, &cut);
        if (cut.any)
            take(context, &cut);
    }
    return status;
}

/* The best and the worst of the bouts so far, each with its middle. */
struct by_bout {
    const struct bks_bout *bouts;
    size_t n; /* bouts that have 5 s */
    struct cut open, best, worst;
};

static double regularity_of(const struct by_bout *by_bout, const struct cut *cut)
{
    return by_bout->bouts[cut->bout].measure[BKS_STRIDE_REGULARITY].value;
}

static double off_middle(const struct by_bout *by_bout, const struct cut *cut)
{
    const struct bks_bout *bout = &by_bout->bouts[cut->bout];
    return fabs(cut->start_s + LENGTH_S / 2 - (bout->start_s + bout->end_s) / 2);
}

/* Of two that are alike the first is the best and the last the worst. */
static void close_bout(struct by_bout *by_bout)
{
    const struct cut *open = &by_bout->open;
    if (!open->any)
        return;
    double regularity = regularity_of(by_bout, open);
    by_bout->n++;
    if (!by_bout->best.any || regularity > regularity_of(by_bout, &by_bout->best))
        by_bout->best = *open;
    if (!by_bout->worst.any || regularity <= regularity_of(by_bout, &by_bout->worst))
        by_bout->worst = *open;
}

static void take_by_bout(void *context, const struct cut *cut)
{
    struct by_bout *by_bout = context;
    if (!by_bout->open.any || by_bout->open.bout != cut->bout) {
        close_bout(by_bout);
        by_bout->open = *cut;
    } else if (off_middle(by_bout, cut) < off_middle(by_bout, &by_bout->open)) {
        by_bout->open = *cut;
    }
}

/* The most or the least regular 5 s. */
struct by_regularity {
    int sign;                 /* +1 most, -1 least */
    const struct cut *beside; /* which it must not overlap, or NULL */
    struct cut found;
};

static void take_by_regularity(void *context, const struct cut *cut)
{
    struct by_regularity *by = context;
    if (by->beside && fabs(cut->start_s - by->beside->start_s) < LENGTH_S)
        return;
    if (!by->found.any || by->sign * (cut->regularity - by->found.regularity) > 0)
        by->found = *cut;
}

/* Fills both cuts. */
static enum bks_status choose(const struct bks_analysis *analysis, struct spill *force,
                              struct cut cut[BKS_STRIP_COUNT])
{
    struct by_bout by_bout = {.bouts = analysis->bouts};
    enum bks_status status = tell(analysis, force, take_by_bout, &by_bout);
    close_bout(&by_bout);
    cut[BKS_STRIP_BEST] = by_bout.best;
    cut[BKS_STRIP_WORST] = by_bout.worst;
    if (status != BKS_OK || by_bout.n != 1)
        return status;
    struct by_regularity most = {.sign = 1};
    status = tell(analysis, force, take_by_regularity, &most);
    if (status != BKS_OK)
        return status;
    struct by_regularity least = {.sign = -1, .beside = &most.found};
    status = tell(analysis, force, take_by_regularity, &least);
    cut[BKS_STRIP_BEST] = most.found;
    cut[BKS_STRIP_WORST] = least.found;
    return status;
}

/* The strips while their steps are told. */
struct marking {
    const struct cut *cut;
    struct bks_strip *strip;
};

static enum bks_status mark(void *context, const struct step_told *told)
{
    const struct marking *marking = context;
    double contact_s = told->step->contact_s;
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        struct bks_strip *strip = &marking->strip[which];
        if (strip->n == 0 || told->bout != marking->cut[which].bout || contact_s < strip->start_s ||
            contact_s >= strip->start_s + LENGTH_S || strip->n_steps == BKS_STRIP_STEPS)
            continue;
        strip->steps[strip->n_steps++] =
            (struct bks_strip_step){contact_s, contact_s + told->contact_s, told->left};
    }
    return BKS_OK;
}

static void lay(struct bks_strip *strip, const struct cut *cut)
{
    *strip = (struct bks_strip){.start_s = cut->start_s, .step_s = cut->step_s, .n = cut->n};
    for (size_t i = 0; i < cut->n; i++)
        strip->vertical_mps2[i] = cut->milli_g[i] * (GRAVITY_MPS2 / 1000);
}

enum bks_status strips_cut(struct bks_analysis *analysis, struct spill *force)
{
    struct bks_strip *strip = analysis->result.strip;
    struct cut cut[BKS_STRIP_COUNT] = {{0}};
    enum bks_status status = choose(analysis, force, cut);
    for (int which = 0; which < BKS_STRIP_COUNT; which++)
        if (cut[which].any)
            lay(&strip[which], &cut[which]);
    struct marking marking = {cut, strip};
    if (status == BKS_OK && cut[BKS_STRIP_BEST].any)
        status = stepwise_tell(analysis, mark, &marking);
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        struct session_strip packed;
        session_strip_pack(&packed, &strip[which]);
        session_strip_unpack(&strip[which], packed.vertical, packed.n_vertical, packed.steps,
                             packed.n_steps);
    }
    return status;
}
