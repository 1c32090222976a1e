/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The course of a runner over a period: what was planned and done, how the back took it, and how
 * the stages moved. A pure function of the same case that the plan is made from; it observes the
 * replay of the plan (judge/plan_replay.h) and repeats none of its rules.
 */
#ifndef JUDGE_COURSE_H
#define JUDGE_COURSE_H

#include "judge/plan.h"
#include "judge/plan_replay.h"

#define COURSE_WINDOW    14   /* days of "now" and of "before": report.md D.1 */
#define COURSE_MONTH     30   /* days of the longest run: Frandsen 2025 */
#define COURSE_ADHERENCE 70.0 /* percent: ASTEROID's reference */
#define COURSE_TWO_WEEKS 14   /* programme days of the first trend: progression.md A59 */

/* A day with a run, as the replay took it. */
struct course_run {
    int32_t day;
    const char *stage;                /* of the run; "BUILD"; static */
    int64_t planned_s, run_s, walk_s; /* walk_s: of all sessions of the day */
    enum plan_class class_of;
    enum plan_done done;
    int64_t longest_before_s;    /* longest run of the COURSE_MONTH days before; 0: none */
    int32_t since_last;          /* days since the run before; -1: it is the first */
    bool too_soon;               /* the day after a run, or a fourth within 7 days */
    bool painkiller, form_faded; /* of that day */
    int32_t pain[PAIN_COUNT];    /* PAIN_MORNING: of the day after; PAIN_MISSING */
};

/* X(NAME, why a stage changed, in words) */
#define COURSE_MOVE_LIST(X)                              \
    X(BEGAN, "first run")                                \
    X(ADVANCED, "earned")                                \
    X(WITHDRAWN, "mornings got worse before it was run") \
    X(BREAK, "days without a run")                       \
    X(SYMPTOM, "a warning sign")                         \
    X(AMBERS, "two runs with a mild reaction")           \
    X(FLARE, "a flare")

/* clang-format off */
#define X(name, words) COURSE_##name,
enum course_why { COURSE_MOVE_LIST(X) COURSE_WHY_COUNT };
#undef X
/* clang-format on */

/* A move along the track, or another length of the build. */
struct course_move {
    int32_t day; /* the new stage begins: of what was earned today, tomorrow, after as_of perhaps */
    const char *from, *to; /* stages; static; from is NULL at the first run */
    int64_t from_s, to_s;  /* running of one session */
    enum course_why why;
};

struct course_flare {
    int32_t opened, last_bad;
    int32_t closed;   /* NO_DAY: open */
    bool third;       /* the third within PLAN_FLARES_DAYS_3: no run before it is reviewed */
    int32_t reviewed; /* where it is a third: day of the review that answers it, or NO_DAY */
};

/* Red-flag symptoms of a day, and the first review that answers the gravest: progression.md C.3. */
struct course_sign {
    int32_t day;
    uint32_t symptoms; /* SYMPTOM_BIT of those of R1 to R3 */
    int level;         /* the gravest of them, 1 .. 3 */
    int32_t reviewed;  /* day of the review that answers it, or NO_DAY */
    enum clinician by; /* where reviewed */
};

/* A calendar week, Monday to Sunday, whole also where the period begins within it; those without a
 * run are there too. */
struct course_week {
    int64_t number; /* base/week.h */
    size_t runs;
    int64_t run_s, walk_s; /* of all sessions */
    int64_t planned_s;     /* of its runs */
    int64_t line_s;        /* 10 % above the best of the four weeks before + 60 s, or 0: none yet */
    size_t missed_mornings; /* after a run, past, without a word */
};

/* First against second: of `now` the days as_of-13 .. as_of, of `before` the 14 before those. */
struct course_pair {
    double now, before;     /* NAN: not known */
    size_t n_now, n_before; /* mornings, runs */
};

struct course {
    int32_t first, as_of; /* the period that is shown */
    struct plan_answer answer;
    struct plan_track track;
    struct plan_days days;      /* of the whole history; those of the period are first .. as_of */
    struct course_run *run;     /* [n_runs] of the whole history, in order; so are these: */
    struct course_move *move;   /* [n_moves] */
    struct course_flare *flare; /* [n_flares] */
    struct course_sign *sign;   /* [n_signs] */
    struct course_week *week;   /* [n_weeks] of the period */
    size_t n_runs, n_moves, n_flares, n_signs, n_weeks;

    struct course_pair morning; /* lower median of the pain */
    /* Of running a week. In the first window of the programme only its days count, a week at
     * least. */
    struct course_pair minutes;
    int passes, needed;

    int32_t start;               /* first programme day: of the first run, or NO_DAY */
    enum plan_trend first_trend; /* of the first 14 programme days, frozen */
    double first_change;         /* median of the second week less that of the first, or NAN */
    size_t first_mornings;       /* told in them */

    /* of the period */
    double adherence_percent;           /* runs_done of runs_due; NAN: none due */
    size_t runs_done, runs_due;         /* as course_due_words says */
    size_t mornings_told, mornings_due; /* the day after each run, where it is past or today */
    size_t entries, days_asked;         /* diary days, days since the first entry */
    size_t too_soon;
    size_t painkillers; /* runs with one before */
};

/*
 * Makes it.
 *
 *   out   *course  course_clear, also after a failure
 *   in    from     borrowed while course is used; from->today is its as_of
 *         first    first day of the period
 *   ends  BKS_NO_MEMORY
 */
enum bks_status course_make(struct course *course, const struct plan_case *from,
                            int32_t first) BKS_CHECK;
void course_clear(struct course *course);

/* Static; "unknown" outside the list. */
const char *course_why_words(enum course_why why);

/* When a run is due and when it is done, for people. Static. */
const char *course_due_words(void);

#endif
