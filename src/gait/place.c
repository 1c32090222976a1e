/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The wear place as a short list of rules on running means; the first that holds wins. */
#include "gait/place.h"

#include <math.h>

#define RHYTHM_SCORE      0.35 /* a window counts when its step rate explains this much ... */
#define RHYTHM_REGULARITY 0.45 /* ... and its strides repeat so well */
#define MOVING_G          0.12
#define FAST_LIFT_G       0.75

static double ratio(double a, double b)
{
    return b > 0 ? a / b : 0;
}

void place_take(struct place_sums *sums, const struct gait_window *window)
{
    if ((double)window->rate[0].score < RHYTHM_SCORE || window->turned ||
        (double)window->stride_regularity < RHYTHM_REGULARITY ||
        (double)window->dynamic_g < MOVING_G)
        return;
    double step = hypot((double)window->vertical_g, (double)window->horizontal_g);
    double stride = hypot((double)window->half_vertical_g, (double)window->half_horizontal_g);
    sums->n += 1;
    sums->gravity += (double)window->gravity_g;
    sums->step_regularity += (double)window->step_regularity;
    sums->stride_regularity += (double)window->stride_regularity;
    sums->sharpness += (double)window->sharpness_hz;
    sums->stride_share += ratio(stride, step);
    sums->across_share += ratio((double)window->horizontal_g, (double)window->vertical_g);
    if ((double)window->vertical_g > FAST_LIFT_G) {
        sums->fast_n += 1;
        sums->fast_stride_share += ratio(stride, step);
    }
}

/* What the rules look at: means over the windows. */
struct signs {
    double gravity, alike, sharpness, stride, across, fast_stride;
};

#define ANY -1e9
#define TOP 1e9

/* From the recordings of metrics section 8 and the physics above; first fit wins. clang-format off
 */
/* clang-format off */
static const struct rule {
    enum bks_placement place;
    struct signs low, high;
} rules[] = {
    /*                 gravity        alike         sharpness      stride       across      fast stride */
    {BKS_FOOT,   {1.12,        ANY,          12.0,          ANY,         ANY,        ANY },
                 {TOP,         0.35,         TOP,           TOP,         TOP,        TOP }},
    {BKS_ANKLE,  {1.08,        ANY,          5.5,           0.50,        ANY,        ANY },
                 {TOP,         0.30,         12.0,          TOP,         TOP,        TOP }},
    {BKS_FOOT,   {ANY,         ANY,          15.0,          0.70,        ANY,        ANY },
                 {TOP,         0.35,         TOP,           TOP,         TOP,        TOP }},
    {BKS_POCKET, {ANY,         ANY,          4.8,           0.35,        ANY,        ANY },
                 {1.12,        0.30,         15.0,          TOP,         TOP,        TOP }},
    {BKS_WRIST,  {ANY,         ANY,          ANY,           ANY,         ANY,        0.33},
                 {TOP,         TOP,          5.5,           TOP,         TOP,        TOP }},
    {BKS_WRIST,  {ANY,         0.55,         ANY,           ANY,         ANY,        ANY },
                 {TOP,         TOP,          4.0,           TOP,         0.33,       -0.5}},
    {BKS_TRUNK,  {0.90,        0.35,         ANY,           ANY,         ANY,        ANY },
                 {1.04,        TOP,          15.0,          0.55,        TOP,        0.33}},
    /* a mean force off 1 g: cut signals of a trunk, but an arm swings */
    {BKS_TRUNK,  {1.04,        0.35,         ANY,           ANY,         ANY,        ANY },
                 {1.45,        TOP,          15.0,          0.55,        TOP,        0.15}},
};
/* clang-format on */

static bool within(double x, double low, double high)
{
    return x >= low && x <= high;
}

static bool fits(const struct signs *s, const struct rule *rule)
{
    const struct signs *l = &rule->low, *h = &rule->high;
    return within(s->gravity, l->gravity, h->gravity) && within(s->alike, l->alike, h->alike) &&
           within(s->sharpness, l->sharpness, h->sharpness) &&
           within(s->stride, l->stride, h->stride) && within(s->across, l->across, h->across) &&
           within(s->fast_stride, l->fast_stride, h->fast_stride);
}

enum bks_placement place_of(const struct place_sums *sums)
{
    if (sums->n < 1)
        return BKS_PLACE_UNKNOWN;
    struct signs signs = {.gravity = sums->gravity / sums->n,
                          .alike = ratio(sums->step_regularity, sums->stride_regularity),
                          .sharpness = sums->sharpness / sums->n,
                          .stride = sums->stride_share / sums->n,
                          .across = sums->across_share / sums->n,
                          /* -1: nothing fast in the recording */
                          .fast_stride =
                              sums->fast_n > 0 ? sums->fast_stride_share / sums->fast_n : -1};
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        if (fits(&signs, &rules[i]))
            return rules[i].place;
    return BKS_PLACE_UNKNOWN;
}

enum place_group place_group_of(enum bks_placement place)
{
    static const enum place_group groups[BKS_PLACEMENT_COUNT] = {[BKS_PLACE_UNKNOWN] =
                                                                     GROUP_CARRIED,
                                                                 [BKS_SACRUM] = GROUP_TRUNK,
                                                                 [BKS_WAIST] = GROUP_TRUNK,
                                                                 [BKS_CHEST] = GROUP_TRUNK,
                                                                 [BKS_TRUNK] = GROUP_TRUNK,
                                                                 [BKS_POCKET] = GROUP_CARRIED,
                                                                 [BKS_ARM] = GROUP_CARRIED,
                                                                 [BKS_WRIST] = GROUP_CARRIED,
                                                                 [BKS_HAND] = GROUP_CARRIED,
                                                                 [BKS_ANKLE] = GROUP_LEG,
                                                                 [BKS_FOOT] = GROUP_LEG};
    return (unsigned)place < BKS_PLACEMENT_COUNT ? groups[place] : GROUP_CARRIED;
}
