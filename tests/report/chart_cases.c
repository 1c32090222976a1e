/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chart_cases.h"

#include "model/day.h"
#include "support/sim_random.h"

#include <math.h>
#include <stdio.h>

#define MONDAY 20577 /* 2026-05-04 */
#define STEP_S 5.0

/* How a case is made. */
struct recipe {
    int runs, every;       /* days from run to run */
    int skip_from, skip_n; /* runs that were not run */
    double pain_told, known, device, side_known;
    double scale; /* of all values */
    int flares, moves;
};

static const struct recipe recipes[CASE_COUNT] = {
    [CASE_USUAL] = {.runs = 34,
                    .every = 2,
                    .skip_from = 14,
                    .skip_n = 4,
                    .pain_told = 0.93,
                    .known = 1,
                    .side_known = 0.85,
                    .scale = 1,
                    .flares = 1,
                    .moves = 6},
    [CASE_EMPTY] = {.every = 2, .scale = 1},
    [CASE_ONE] = {.runs = 1, .every = 2, .pain_told = 1, .known = 1, .scale = 1, .moves = 1},
    [CASE_MANY] = {.runs = 200,
                   .every = 3,
                   .pain_told = 0.8,
                   .known = 0.95,
                   .side_known = 1,
                   .device = 0.3,
                   .scale = 1,
                   .flares = 5,
                   .moves = 30},
    [CASE_GAP] = {.runs = 160,
                  .every = 3,
                  .skip_from = 15,
                  .skip_n = 125,
                  .pain_told = 0.9,
                  .known = 1,
                  .scale = 1,
                  .flares = 1,
                  .moves = 5},
    [CASE_UNKNOWN] = {.runs = 20, .every = 2, .scale = 1},
    [CASE_VAST] = {.runs = 20,
                   .every = 3,
                   .pain_told = 1,
                   .known = 1,
                   .side_known = 1,
                   .scale = 1e5,
                   .flares = 2,
                   .moves = 12},
};

static double uniform(struct sim_random *random, double low, double high)
{
    return low + (high - low) * sim_random_uniform(random);
}

static int whole(struct sim_random *random, int low, int high)
{
    return low + (int)(sim_random_uniform(random) * (high - low + 1));
}

static bool chance(struct sim_random *random, double share)
{
    return sim_random_uniform(random) < share;
}

static struct recipe random_recipe(struct sim_random *random)
{
    struct recipe recipe = {.runs = whole(random, 0, 80),
                            .every = whole(random, 1, 9),
                            .skip_from = whole(random, 0, 40),
                            .skip_n = whole(random, 0, 20),
                            .pain_told = uniform(random, 0, 1),
                            .known = uniform(random, -0.2, 1.2),
                            .device = uniform(random, -0.5, 1),
                            .side_known = uniform(random, -0.2, 1.2),
                            .scale = pow(10, uniform(random, -2, 3)),
                            .flares = whole(random, 0, 4),
                            .moves = whole(random, 0, 20)};
    return recipe;
}

static bool ran(const struct recipe *recipe, int run)
{
    return run < recipe->skip_from || run >= recipe->skip_from + recipe->skip_n;
}

static struct bks_measure null_measure(void)
{
    double none = (double)NAN;
    return (struct bks_measure){none, none, none, 0, BKS_WHY_NOT_MEASURED};
}

static struct bks_measure measure_of(double value, double half)
{
    return (struct bks_measure){value, value - half, value + half, 100, BKS_WHY_NONE};
}

static const struct {
    enum bks_measure_id id;
    double level, rise, spread, half;
} levels[] = {{BKS_CADENCE, 163, 0.25, 1.5, 1.5},
              {BKS_VERTICAL_OSCILLATION, 88, -0.1, 3, 4},
              {BKS_CONTACT_TIME, 256, -0.3, 6, 10},
              {BKS_CONTACT_BALANCE, 50.6, 0, 0.7, 0.8},
              {BKS_STEP_TIME_ASYMMETRY, 2.3, 0.01, 0.6, 0.5}};
#define LEVELS (sizeof levels / sizeof levels[0])

static void make_session(struct form_session *session, const struct recipe *recipe,
                         struct sim_random *random, int run)
{
    for (int m = 0; m < BKS_MEASURE_COUNT; m++) {
        session->measure[m] = null_measure();
        session->drift[m] = (struct bks_drift){.first_third = null_measure(),
                                               .last_third = null_measure(),
                                               .change = null_measure(),
                                               .slope_per_10min = null_measure(),
                                               .detectable = null_measure(),
                                               .between = null_measure()};
    }
    session->day = MONDAY + run * recipe->every;
    session->run_s = (300 + 25 * fmin(run, 60)) * uniform(random, 0.85, 1.1) * recipe->scale;
    session->walk_s = 600 * recipe->scale;
    session->source = chance(random, recipe->device) ? BKS_SOURCE_DEVICE : BKS_SOURCE_RAW;
    for (size_t l = 0; l < LEVELS; l++) {
        enum bks_measure_id id = levels[l].id;
        bool side = id == BKS_CONTACT_BALANCE;
        if (!chance(random, side ? recipe->side_known : recipe->known))
            continue;
        double value = levels[l].level + levels[l].rise * fmin(run, 40) +
                       levels[l].spread * sim_random_normal(random);
        double scale = side ? 1 : recipe->scale;
        session->measure[id] = measure_of(value * scale, levels[l].half * scale);
        struct bks_drift *drift = &session->drift[id];
        double fade = levels[l].spread * sim_random_normal(random) * 1.3;
        drift->first_third = measure_of(value * scale, levels[l].half * scale);
        drift->last_third = measure_of((value + fade) * scale, levels[l].half * scale);
        drift->change = measure_of(fade * scale, levels[l].half * scale);
        drift->detectable = measure_of(levels[l].spread * 1.8 * scale, 0);
    }
}

static void make_form(struct chart_case *of, const struct recipe *recipe, struct sim_random *random)
{
    struct form *form = &of->form;
    form->session = arena_new(&of->arena, (size_t)recipe->runs, sizeof *form->session);
    for (int run = 0; run < recipe->runs; run++)
        if (ran(recipe, run))
            make_session(&form->session[form->n_sessions++], recipe, random, run);
    form->latest = form->n_sessions > 0 ? &form->session[form->n_sessions - 1] : NULL;
}

static int64_t monday_week(int32_t day)
{
    return ((int64_t)day + 3) / 7;
}

/* The weeks of one source: means of the sessions, weighted by their running. */
static void make_line(struct week_line *line, struct chart_case *of, enum bks_measure_id id,
                      enum bks_source source)
{
    const struct form *form = &of->form;
    int64_t first = monday_week(form->session[0].day);
    int64_t last = monday_week(form->session[form->n_sessions - 1].day);
    line->source = source;
    line->n = (size_t)(last - first + 1);
    line->week = arena_new(&of->arena, line->n, sizeof *line->week);
    line->baseline = line->speed_mps = line->versus_baseline_percent = (double)NAN;
    for (size_t w = 0; w < line->n; w++) {
        struct week *week = &line->week[w];
        double sum = 0, low = 0, high = 0, run_s = 0;
        week->number = first + (int64_t)w;
        week->value = null_measure();
        for (size_t i = 0; i < form->n_sessions; i++) {
            const struct form_session *session = &form->session[i];
            if (monday_week(session->day) != week->number || session->source != source)
                continue;
            week->sessions++;
            week->run_s += session->run_s;
            if (session->measure[id].why != BKS_WHY_NONE)
                continue;
            run_s += session->run_s;
            sum += session->measure[id].value * session->run_s;
            low += session->measure[id].low * session->run_s;
            high += session->measure[id].high * session->run_s;
        }
        if (run_s > 0)
            week->value =
                (struct bks_measure){sum / run_s, low / run_s, high / run_s, 3, BKS_WHY_NONE};
    }
}

static void judge_measure(struct form_measure *measure, double spread)
{
    struct week_line *line = &measure->weeks.line[0];
    for (size_t w = 0; w < line->n; w++) {
        if (line->week[w].value.why != BKS_WHY_NONE)
            continue;
        if (isnan(measure->baseline)) {
            measure->baseline = line->week[w].value.value;
            line->baseline_week = line->week[w].number;
        }
        measure->now = line->week[w].value;
        measure->week = line->week[w].number;
    }
    if (line->n < 5 || isnan(measure->baseline)) {
        measure->baseline = (double)NAN;
        return;
    }
    measure->change = measure_of(measure->now.value - measure->baseline, 2 * spread);
    measure->detectable = 2 * spread;
    measure->beyond = fabs(measure->change.value) > measure->detectable;
}

static void make_measures(struct chart_case *of, double scale)
{
    for (int m = 0; m < BKS_MEASURE_COUNT; m++) {
        struct form_measure *measure = &of->form.measure[m];
        measure->id = (enum bks_measure_id)m;
        measure->now = measure->change = null_measure();
        measure->baseline = measure->detectable = measure->target = (double)NAN;
    }
    for (size_t l = 0; l < LEVELS && of->form.n_sessions > 0; l++) {
        struct form_measure *measure = &of->form.measure[levels[l].id];
        bool any[2] = {false, false};
        for (size_t i = 0; i < of->form.n_sessions; i++)
            any[of->form.session[i].source == BKS_SOURCE_DEVICE] = true;
        for (int source = 0; source < 2; source++)
            if (any[source])
                make_line(&measure->weeks.line[measure->weeks.n++], of, levels[l].id,
                          source ? BKS_SOURCE_DEVICE : BKS_SOURCE_RAW);
        judge_measure(measure, levels[l].spread * scale);
    }
    if (isfinite(of->form.measure[BKS_CADENCE].baseline))
        of->form.measure[BKS_CADENCE].target = of->form.measure[BKS_CADENCE].baseline * 1.05;
}

static void make_days(struct chart_case *of, const struct recipe *recipe, struct sim_random *random)
{
    struct course *course = &of->course;
    size_t n = (size_t)(course->as_of - course->first) + 1;
    course->days.day = arena_new(&of->arena, n, sizeof *course->days.day);
    course->days.n = recipe->pain_told > 0 ? n : 0;
    double level = 3;
    for (size_t i = 0; i < course->days.n; i++) {
        struct plan_day *day = &course->days.day[i];
        level = fmin(fmax(level + 0.5 * sim_random_normal(random) - 0.02, 0), 8);
        day->day = course->first + (int32_t)i;
        bool run_day = (int)i % recipe->every == 0 && ran(recipe, (int)i / recipe->every);
        for (int p = 0; p < PAIN_COUNT; p++) {
            bool told = chance(random, recipe->pain_told) && (p == PAIN_MORNING || run_day);
            day->pain[p] =
                told ? (int32_t)fmin(level + (p == PAIN_DURING ? 1 : 0), 10) : PAIN_MISSING;
        }
    }
}

static void make_runs(struct chart_case *of, const struct recipe *recipe)
{
    struct course *course = &of->course;
    const struct form *form = &of->form;
    course->run = arena_new(&of->arena, form->n_sessions, sizeof *course->run);
    course->n_runs = form->n_sessions;
    for (size_t i = 0; i < form->n_sessions; i++) {
        struct course_run *run = &course->run[i];
        run->day = form->session[i].day;
        run->run_s = (int64_t)form->session[i].run_s;
        run->walk_s = (int64_t)form->session[i].walk_s;
        run->planned_s = (int64_t)((300 + 25 * fmin((double)i, 60)) * recipe->scale);
    }
    course->n_weeks = (size_t)(monday_week(course->as_of) - monday_week(course->first) + 1);
    course->week = arena_new(&of->arena, course->n_weeks, sizeof *course->week);
    for (size_t w = 0; w < course->n_weeks; w++) {
        course->week[w].number = monday_week(course->first) + (int64_t)w;
        for (size_t i = 0; i < course->n_runs; i++)
            if (monday_week(course->run[i].day) == course->week[w].number) {
                course->week[w].runs++;
                course->week[w].run_s += course->run[i].run_s;
                course->week[w].walk_s += course->run[i].walk_s;
            }
    }
}

static void make_events(struct chart_case *of, const struct recipe *recipe,
                        struct sim_random *random)
{
    static const char *const stages[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "BUILD"};
    struct course *course = &of->course;
    int span = course->as_of - course->first;
    course->move = arena_new(&of->arena, (size_t)recipe->moves, sizeof *course->move);
    course->flare = arena_new(&of->arena, (size_t)recipe->flares, sizeof *course->flare);
    int stage = 0;
    for (int i = 0; i < recipe->moves; i++) {
        int to = i == 0 ? 0 : i % 5 == 4 ? stage - 1 : stage < 9 ? stage + 1 : stage;
        struct course_move *move = &course->move[course->n_moves++];
        move->day = course->first + span * i / recipe->moves;
        move->from = i > 0 ? stages[stage] : NULL;
        move->to = stages[to];
        move->from_s = (stage + 1) * 240;
        move->to_s = (to + 1) * 240;
        stage = to;
    }
    for (int i = 0; i < recipe->flares; i++) {
        struct course_flare *flare = &course->flare[course->n_flares++];
        flare->opened = course->first + span * (2 * i + 1) / (2 * recipe->flares);
        flare->last_bad = flare->opened + 2;
        flare->closed = chance(random, 0.3) ? NO_DAY : flare->opened + whole(random, 3, 9);
    }
    if (recipe->pain_told > 0)
        course->morning = (struct course_pair){1, 2, 13, 12};
    if (course->n_runs > 0)
        course->minutes = (struct course_pair){27 * recipe->scale, 20 * recipe->scale, 6, 5};
}

static void make_picture(struct chart_case *of, const struct recipe *recipe,
                         struct sim_random *random)
{
    struct form_picture *picture = &of->picture;
    size_t n_bouts = 14;
    if (!of->form.latest)
        return;
    struct bks_bout *bout = arena_new(&of->arena, n_bouts, sizeof *bout);
    double at = 0;
    for (size_t i = 0; i < n_bouts; i++) {
        double length = i == 0 || i + 1 == n_bouts ? 300 : i % 2 ? 90 : 90;
        bout[i].kind = i % 2 ? BKS_RUN : BKS_WALK;
        if (i == 6)
            bout[i].kind = BKS_UNKNOWN;
        bout[i].start_s = at;
        at += length;
        bout[i].end_s = at;
    }
    size_t n = (size_t)(at / STEP_S);
    double *cadence = arena_new(&of->arena, n, sizeof *cadence);
    double *bounce = arena_new(&of->arena, n, sizeof *bounce);
    for (size_t i = 0, b = 0; i < n; i++) {
        while (bout[b].end_s <= (double)i * STEP_S)
            b++;
        bool run = bout[b].kind == BKS_RUN, hole = bout[b].kind == BKS_UNKNOWN;
        bool none = hole || recipe->known <= 0;
        cadence[i] = none ? (double)NAN : (run ? 165 : 112) + 1.5 * sim_random_normal(random);
        bounce[i] = none ? (double)NAN : (run ? 86 : 35) + 3 * sim_random_normal(random);
    }
    picture->session = of->form.latest;
    picture->bout = bout;
    picture->n_bouts = n_bouts;
    picture->cadence = cadence;
    picture->oscillation = bounce;
    picture->step_s = STEP_S;
    picture->n_series = n;
}

static void make_strip(struct chart_case *of, const struct recipe *recipe)
{
    size_t n = 500, steps = 13;
    double *value = arena_new(&of->arena, n, sizeof *value);
    double *contact = arena_new(&of->arena, steps, sizeof *contact);
    double *off = arena_new(&of->arena, steps, sizeof *off);
    of->strip = (struct chart_strip){.which = "Best bout",
                                     .value = value,
                                     .contact_s = contact,
                                     .toe_off_s = off,
                                     .n = recipe->runs > 0 ? n : 0,
                                     .step_s = 0.01};
    for (size_t i = 0; i < n; i++) {
        double phase = fmod((double)i * 0.01 + 0.3, 0.364) / 0.364;
        bool down = phase < 0.7;
        value[i] = (down ? 24 * sin(3.14159 * phase / 0.7) - 9.81 + 2 * sin(40 * phase) : -9.81) *
                   recipe->scale;
        if (recipe->known <= 0)
            value[i] = (double)NAN;
    }
    for (size_t i = 0; i < steps && recipe->runs > 0; i++) {
        contact[of->strip.n_contacts++] = (double)(i + 1) * 0.364 - 0.3;
        off[of->strip.n_toe_offs++] = (double)(i + 1) * 0.364 - 0.3 + 0.255;
    }
}

void chart_case_make(struct chart_case *of, enum chart_state state, uint64_t seed)
{
    struct sim_random random = sim_random_of(seed, (uint64_t)state);
    struct recipe recipe = state == CASE_RANDOM ? random_recipe(&random) : recipes[state];
    *of = (struct chart_case){0};
    struct course *course = &of->course;
    course->first = MONDAY;
    course->as_of = MONDAY + (recipe.runs > 0 ? recipe.runs : 14) * recipe.every + 2;
    course->track.limits = &plan_standard;
    course->morning = course->minutes = (struct course_pair){(double)NAN, (double)NAN, 0, 0};
    make_form(of, &recipe, &random);
    make_measures(of, recipe.scale);
    make_days(of, &recipe, &random);
    make_runs(of, &recipe);
    make_events(of, &recipe, &random);
    make_picture(of, &recipe, &random);
    make_strip(of, &recipe);
    if (recipe.runs > 0)
        of->card = (struct plan_card){300, 1 + (int)(seed % 7), 90, 90, 300};
}

void chart_case_clear(struct chart_case *of)
{
    arena_clear(&of->arena);
}

const char *chart_case_name(enum chart_which which)
{
    static const char *const names[] = {"load",  "weeks",   "bounce", "contact", "thirds",
                                        "sides", "session", "card",   "strip"};
    return names[which];
}

struct chart *chart_case_draw(const struct chart_case *of, enum chart_which which,
                              const struct locale *locale, double size)
{
    const struct form_measure *measure = of->form.measure;
    switch (which) {
    case DRAW_LOAD:
        return chart_of_load(&of->course, locale, size * 515, size * 140);
    case DRAW_WEEKS:
        return chart_of_weeks(&measure[BKS_CADENCE], locale, size * 515, size * 150);
    case DRAW_BOUNCE:
        return chart_of_weeks(&measure[BKS_VERTICAL_OSCILLATION], locale, size * 248, size * 110);
    case DRAW_CONTACT:
        return chart_of_weeks(&measure[BKS_CONTACT_TIME], locale, size * 248, size * 110);
    case DRAW_THIRDS:
        return chart_of_thirds(&of->form, locale, size * 248, size * 130);
    case DRAW_SIDES:
        return chart_of_sides(&of->form, locale, size * 248, size * 130);
    case DRAW_SESSION:
        return chart_of_session(&of->picture, locale, size * 515, size * 150);
    case DRAW_CARD:
        return chart_of_card(&of->card, size * 515, size * 46);
    case DRAW_STRIP:
        return chart_of_strip(&of->strip, locale, size * 515, size * 100);
    case DRAW_COUNT:
        break;
    }
    return NULL;
}
