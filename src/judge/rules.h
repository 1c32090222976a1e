/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a rule sees and what it finds; private to src/judge. */
#ifndef JUDGE_RULES_H
#define JUDGE_RULES_H

#include "judge/flags.h"
#include "judge/line.h"

#define FINDING_ROOM 300 /* of the first sentence; the second takes the rest of `because` */

struct scene {
    const struct bks_result *result;
    const struct bks_measure *run; /* [BKS_MEASURE_COUNT] of all running */
    const struct judge_baseline *impact;
    double speed_mps;  /* NAN where not known */
    double speed_half; /* half of its 95 % interval */
    double height_m, leg_m;
    bool device, level; /* a watch's own numbers; on level ground, as far as is known */
};

/* What a rule found. */
struct finding {
    enum grade grade;
    struct bks_measure measured;
    const char *unit;
    double threshold;
    enum bks_confidence confidence; /* at best that of the rule */
    char text[FINDING_ROOM];        /* the first sentence, without its full stop */
    const char *settle;             /* what would settle it where unclear; NULL: more recordings */
};

/* Each answers false where there is nothing to look at. */
bool rule_overstriding(struct finding *found, const struct scene *scene);
bool rule_bounce(struct finding *found, const struct scene *scene);
bool rule_cadence(struct finding *found, const struct scene *scene);
bool rule_balance(struct finding *found, const struct scene *scene);
bool rule_faded(struct finding *found, const struct scene *scene);
bool rule_impact(struct finding *found, const struct scene *scene);

/*
 * Cadence against the line for the speed and height, as two rules need it.
 *
 *   out   *rough  it would be GRADE_WATCH, and is unclear, because what stature does to ordinary
 *                 runners is not known well; may be NULL
 */
enum grade rule_cadence_grade(struct norm_line *line, bool *rough, const struct scene *scene);

/* Lowers a confidence to at most that. */
void finding_at_most(struct finding *found, enum bks_confidence confidence);

/* A number in text, without locale; one call after another may use the same digits. */
struct digits {
    char text[32];
};
struct digits digits_of(double value, int decimals);

/* So many decimals, or as many more as it takes to tell two numbers apart. */
int decimals_apart(double a, double b, int decimals);

/*
 * The line that the text names is the one that the value itself is beyond: of an unclear finding
 * the interval may reach `watch` where the value does not.
 */
struct named_line {
    double at;
    const char *share; /* of people on its near side: "95 in 100" of watch, "5 in 6" of info */
    bool mild;         /* info */
};
struct named_line line_named(const struct norm_line *line, double value);

#endif
