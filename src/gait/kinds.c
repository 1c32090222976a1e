/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Viterbi's method over windows.
 *
 * States: run or walk at each of the window's candidate step rates, rest, other. A state's price in
 * a window says how badly it fits; a price between windows says how much a change must be worth. A
 * window that opens a segment is free of the one before.
 */
#include "gait/kinds.h"

#include "base/memory.h"

#include <math.h>
#include <string.h>

#define STATES      (2 * WINDOW_CANDIDATES + 2)
#define STATE_REST  (2 * WINDOW_CANDIDATES)
#define STATE_OTHER (STATE_REST + 1)

/* Of changing the kind; more to or from other: a window half run, half rest is no third kind. */
#define CHANGE_PRICE 1.2
#define OTHER_PRICE  0.6
#define RATE_PRICE   5.0 /* per octave of change of the step rate within a kind */
#define WORST_PRICE  5.0 /* no single window outweighs its neighbours */
#define RUN_HZ_LOW   1.6 /* nobody runs slower: then the rate that was found is not the run's */

struct slot {
    struct gait_window window;
    double price[STATES];
    unsigned char from[STATES];
};

struct kinds {
    enum place_group group;
    kind_sink sink;
    void *context;
    size_t first, n; /* ring */
    struct slot slot[KINDS_LAG];
};

enum bks_status kinds_new(struct kinds **out, enum place_group group, kind_sink sink, void *context)
{
    *out = memory_new(1, sizeof **out);
    if (!*out)
        return BKS_NO_MEMORY;
    (*out)->group = group;
    (*out)->sink = sink;
    (*out)->context = context;
    return BKS_OK;
}

void kinds_free(struct kinds *kinds)
{
    memory_free(kinds);
}

static bool is_run(size_t state)
{
    return state < WINDOW_CANDIDATES;
}

static bool is_walk(size_t state)
{
    return state >= WINDOW_CANDIDATES && state < STATE_REST;
}

static double hz_of(const struct gait_window *window, size_t state)
{
    return state < STATE_REST ? (double)window->rate[state % WINDOW_CANDIDATES].hz : 0;
}

static double between(double x, double x0, double y0, double x1, double y1)
{
    if (x <= x0)
        return y0;
    return x >= x1 ? y1 : y0 + (y1 - y0) * (x - x0) / (x1 - x0);
}

/*
 * Lift at the step rate from which it is a run [g]. Half-sine force with 93 % contact gives 0.79 g
 * at any rate (metrics 7, G1), stairs taken down 0.66 g at 1.9 steps/s; nobody walks at 2.8.
 */
static double run_lift_g(double hz)
{
    return hz < 2.2   ? between(hz, 2.0, 0.95, 2.2, 0.80)
           : hz < 2.5 ? between(hz, 2.2, 0.80, 2.5, 0.60)
                      : between(hz, 2.5, 0.60, 2.8, 0.42);
}

/* How much a window looks like a run rather than a walk at a rate: 0 undecided, + run, in units of
   a comfortable margin. */
static double run_margin(const struct gait_window *window, enum place_group group,
                         const struct step_rate *rate)
{
    double hz = (double)rate->hz;
    if (group == GROUP_LEG) {
        /* The step rate says most. A walker's foot bears just its own weight for longer, and a
           runner's is shaken harder; neither decides alone, as a window half at rest is quiet too.
         */
        double dynamic = (double)window->dynamic_g;
        return between(hz, 1.95, -2, 2.75, 2) +
               between((double)window->quiet_share, 0.20, 0.6, 0.38, -1.5) +
               between(dynamic, 1.0, -1, 1.5, 0) + between(dynamic, 1.5, 0, 1.8, 0.6);
    }
    double wanted = run_lift_g(hz);
    return ((double)rate->lift_g - wanted) / (0.15 * wanted);
}

/*
 * How much a window moves as gait does, 0 .. 1: it repeats, one rate explains it, and it lifts. A
 * foot meets every stone, so on a leg a rhythm is looser; but nothing except running shakes it so
 * for seconds.
 */
static double rhythm_share(const struct gait_window *window, enum place_group group,
                           size_t candidate)
{
    bool leg = group == GROUP_LEG;
    double score = (double)window->rate[candidate].score, best = (double)window->rate[0].score;
    double dynamic = (double)window->dynamic_g, lift = (double)window->rate[candidate].lift_g;
    double repeats =
        between((double)window->rate[candidate].repeats, leg ? 0.0 : 0.1, 0, leg ? 0.3 : 0.45, 1);
    double explained = between(score, leg ? 0.10 : 0.15, 0, leg ? 0.35 : 0.45, 1);
    double moves = between(dynamic, 0.04, 0, 0.09, 1) * between(lift, 0.015, 0, 0.05, 1);
    moves *= between((double)window->sharpness_hz, 1.3, 0, 2.0, 1); /* feet land; hands sway */
    double struck =
        between((double)window->sharpness_hz, 5, 0, 9, 1); /* pedals turn a foot smoothly */
    double shaken = leg ? struck * between(dynamic, 1.2, 0, 1.7, 0.8) : 0;
    double share = repeats * explained * moves;
    return (share > shaken ? share : shaken) * (best > 0 ? score / best : 0);
}

static double cost(double likelihood)
{
    double price = -log(likelihood + exp(-WORST_PRICE));
    return price > 0 ? price : 0;
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

/* Peak-to-peak height of the step line: a walker's body rises by 3 to 9 cm, a knee on a bicycle
 * by 15. */
static double way_m(const struct step_rate *rate)
{
    double omega = 2 * 3.14159265358979323846 * (double)rate->hz;
    return omega > 0 ? 2 * 9.80665 * (double)rate->lift_g / (omega * omega) : 0;
}

static void price_window(const struct kinds *kinds, const struct gait_window *window, double *price)
{
    double any = 0;
    for (size_t i = 0; i < WINDOW_CANDIDATES; i++) {
        double hz = (double)window->rate[i].hz;
        double rhythm = hz > 0 ? rhythm_share(window, kinds->group, i) : 0;
        double run = logistic(run_margin(window, kinds->group, &window->rate[i]));
        double too_fast = between(hz, 2.4, 1.0, 2.7, 0.05); /* to be a walk */
        double too_high =
            kinds->group == GROUP_LEG ? 1 : between(way_m(&window->rate[i]), 0.10, 1, 0.14, 0.05);
        /* to be a run: pedals turn so; a foot that is shaken runs whatever rate was found */
        double too_slow = kinds->group == GROUP_LEG ? 1 : between(hz, 1.6, 0.02, 1.9, 1.0);
        double as_run = rhythm * run * too_slow;
        double as_walk = rhythm * (1 - run) * too_fast * too_high;
        price[i] = cost(as_run);
        price[WINDOW_CANDIDATES + i] = cost(as_walk);
        any = fmax(any, fmax(as_run, as_walk));
    }
    double still = between((double)window->dynamic_g, 0.06, 1.0, 0.20, 0.05);
    double none = (1 - 0.97 * any) * (1 - 0.97 * any);
    price[STATE_REST] = cost(none * still);
    price[STATE_OTHER] = cost(none * (1 - still));
}

static int kind_code(size_t state)
{
    return is_run(state) ? 0 : is_walk(state) ? 1 : state == STATE_REST ? 2 : 3;
}

static double change_price(const struct gait_window *before, size_t from,
                           const struct gait_window *window, size_t to)
{
    if (kind_code(from) != kind_code(to))
        return CHANGE_PRICE + (from == STATE_OTHER || to == STATE_OTHER ? OTHER_PRICE : 0);
    double a = hz_of(before, from), b = hz_of(window, to);
    if (!(a > 0) || !(b > 0))
        return 0;
    double octaves = fabs(log2(b / a));
    return RATE_PRICE * (octaves < 0.5 ? octaves : 0.5);
}

static void link_to(const struct slot *before, struct slot *slot)
{
    double lowest = before->price[0];
    for (size_t s = 1; s < STATES; s++)
        lowest = before->price[s] < lowest ? before->price[s] : lowest;
    for (size_t to = 0; to < STATES; to++) {
        double best = INFINITY;
        for (size_t from = 0; from < STATES; from++) {
            double way = before->price[from] - lowest;
            way += slot->window.opens ? 0 : change_price(&before->window, from, &slot->window, to);
            if (way < best) {
                best = way;
                slot->from[to] = (unsigned char)from;
            }
        }
        slot->price[to] += best;
    }
}

static struct slot *slot_at(struct kinds *kinds, size_t i)
{
    return &kinds->slot[(kinds->first + i) % KINDS_LAG];
}

/* States of the ring's windows on the cheapest way that ends now. */
static void trace(struct kinds *kinds, unsigned char *state)
{
    size_t at = 0, last = kinds->n - 1;
    for (size_t s = 1; s < STATES; s++)
        if (slot_at(kinds, last)->price[s] < slot_at(kinds, last)->price[at])
            at = s;
    for (size_t i = kinds->n; i-- > 0;) {
        state[i] = (unsigned char)at;
        at = slot_at(kinds, i)->from[at];
    }
}

static enum bks_status hand_on(struct kinds *kinds, unsigned char state)
{
    static const enum bks_bout_kind kind_of[] = {BKS_RUN, BKS_WALK, BKS_REST, BKS_OTHER};
    struct kind_window decided = {.window = slot_at(kinds, 0)->window};
    decided.kind = kind_of[kind_code(state)];
    decided.step_hz = hz_of(&decided.window, state);
    double measured = (double)decided.window.rate[0].hz;
    if (is_run(state) && decided.step_hz < RUN_HZ_LOW)
        decided.step_hz = 0;
    if (state < STATE_REST && state % WINDOW_CANDIDATES != 0 && measured > 0) {
        /* the phase was followed at another rate: its steps scale, its oscillation does not hold */
        for (size_t f = 0; f < decided.window.n_frames; f++)
            decided.window.steps[f] *= (float)(decided.step_hz / measured);
        decided.window.oscillation_m = NAN;
    }
    kinds->first = (kinds->first + 1) % KINDS_LAG;
    kinds->n--;
    return kinds->sink(kinds->context, &decided);
}

enum bks_status kinds_take(struct kinds *kinds, const struct gait_window *window)
{
    if (kinds->n == KINDS_LAG) {
        unsigned char state[KINDS_LAG];
        trace(kinds, state);
        enum bks_status status = BKS_OK;
        for (size_t i = 0; i < KINDS_LAG / 4 && status == BKS_OK; i++)
            status = hand_on(kinds, state[i]);
        if (status != BKS_OK)
            return status;
    }
    struct slot *slot = slot_at(kinds, kinds->n);
    slot->window = *window;
    price_window(kinds, window, slot->price);
    if (kinds->n > 0)
        link_to(slot_at(kinds, kinds->n - 1), slot);
    kinds->n++;
    return BKS_OK;
}

enum bks_status kinds_end(struct kinds *kinds)
{
    unsigned char state[KINDS_LAG];
    enum bks_status status = BKS_OK;
    if (kinds->n > 0)
        trace(kinds, state);
    for (size_t i = 0; kinds->n > 0 && status == BKS_OK; i++)
        status = hand_on(kinds, state[i]);
    return status;
}
