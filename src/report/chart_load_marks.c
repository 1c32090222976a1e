/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over the bars of minutes: pain, flares, stages; and the sentence of the chart. */
#include "report/chart_load_parts.h"

#include <math.h>

#define LANE         8.5 /* baseline of the first row of words */
#define FLARE_ALPHA  0.12
#define MARK_MOST    2.8
#define MARK_LEAST   1.1
#define MARK_SHARE   0.4 /* of a day's width */
#define BEFORE_SHARE 1.5 /* a ring round the dot of the same height */
#define BEFORE_LEAST 1.9
#define KEY_MARK     2.8
#define KEY_BLANK    10.0
#define PAIN_TICKS   3

/* Words at x in the first lane with room. */
static void lane_words(struct load_scene *scene, double x, const char *text)
{
    for (int i = 0; i < scene->lanes; i++)
        if (labels_put(&scene->labels, CHART_INK, CHART_START, x, LANE + i * CHART_LINE_HEIGHT,
                       text))
            return;
}

static void draw_flare(struct load_scene *scene, const struct course_flare *flare)
{
    const struct course *course = scene->course;
    bool open = flare->closed == NO_DAY;
    int32_t last = open ? course->as_of : flare->closed;
    if (last < course->first || flare->opened > course->as_of)
        return;
    int32_t first = flare->opened < course->first ? course->first : flare->opened;
    last = last > course->as_of ? course->as_of : last;
    double left = day_start(&scene->days, first);
    double wide = fmax(day_start(&scene->days, last + 1) - left, 1);
    const struct chart_box *plots[] = {&scene->pain_plot, &scene->plot};
    for (size_t i = 0; i < 2; i++)
        chart_box(scene->chart, CHART_PAIN, FLARE_ALPHA, left, plots[i]->top, wide,
                  plots[i]->bottom - plots[i]->top);
    lane_words(scene, left, open ? "flare, open" : "flare");
}

static bool is_back(const struct course_move *move)
{
    return move->from && move->to_s < move->from_s;
}

static const char *move_words(struct load_scene *scene, const struct course_move *move)
{
    struct arena *arena = &scene->chart->arena;
    const char *way = is_back(move) ? "back to " : "";
    bool build = move->to[0] == 'B';
    if (build)
        return arena_print(arena, "%srun %d min", way, (int)(move->to_s / PLAN_MINUTE_S));
    return arena_print(arena, "%sstage %s", way, move->to);
}

static void draw_moves(struct load_scene *scene, bool back)
{
    const struct course *course = scene->course;
    for (size_t i = course->n_moves; i-- > 0;) { /* the latest has the first choice of room */
        const struct course_move *move = &course->move[i];
        if (!load_shows(course, move->day) || is_back(move) != back)
            continue;
        double x = day_start(&scene->days, move->day);
        struct chart_point line[] = {{x, scene->pain_plot.top},
                                     {x, scene->pain_plot.bottom},
                                     {x, (double)NAN},
                                     {x, scene->plot.top},
                                     {x, scene->plot.bottom}};
        chart_line(scene->chart, back ? CHART_QUIET : CHART_GRID, 0.8, line, 5);
        lane_words(scene, x, move_words(scene, move));
    }
}

bool load_has_events(const struct course *course)
{
    for (size_t i = 0; i < course->n_moves; i++)
        if (load_shows(course, course->move[i].day))
            return true;
    for (size_t i = 0; i < course->n_flares; i++)
        if (course->flare[i].opened <= course->as_of &&
            (course->flare[i].closed == NO_DAY || course->flare[i].closed >= course->first))
            return true;
    return false;
}

void load_events(struct load_scene *scene)
{
    for (size_t i = scene->course->n_flares; i-- > 0;)
        draw_flare(scene, &scene->course->flare[i]);
    draw_moves(scene, true);
    draw_moves(scene, false);
}

static double mark_size(const struct load_scene *scene)
{
    return fmin(fmax(scene->days.slot * MARK_SHARE, MARK_LEAST), MARK_MOST);
}

static void draw_mark(struct load_scene *scene, enum pain pain, double x, double y, double size)
{
    if (pain == PAIN_BEFORE)
        chart_ring(scene->chart, CHART_PAIN, x, y, fmax(size * BEFORE_SHARE, BEFORE_LEAST));
    else if (pain == PAIN_DURING)
        chart_dot(scene->chart, CHART_PAIN, x, y, size);
    else
        mark_diamond(scene->chart, CHART_PAIN, x, y, size * 1.2);
}

/* The mornings of days in a row are joined. */
static void join_mornings(struct load_scene *scene)
{
    const struct plan_days *days = &scene->course->days;
    struct chart_point *point = arena_new(&scene->chart->arena, 2 * days->n, sizeof *point);
    size_t n = 0;
    int32_t before = NO_DAY;
    for (size_t i = 0; point && i < days->n; i++) {
        const struct plan_day *day = &days->day[i];
        if (!load_shows(scene->course, day->day) || day->pain[PAIN_MORNING] < 0)
            continue;
        double x = day_middle(&scene->days, day->day);
        if (n > 0 && day->day != before + 1)
            point[n++] = (struct chart_point){x, (double)NAN};
        point[n++] = (struct chart_point){x, axis_at(&scene->pain, day->pain[PAIN_MORNING])};
        before = day->day;
    }
    if (n > 0)
        chart_line(scene->chart, CHART_PAIN, CHART_THIN, point, n);
}

static void draw_pains(struct load_scene *scene)
{
    static const enum pain order[] = {PAIN_MORNING, PAIN_BEFORE, PAIN_DURING};
    const struct plan_days *days = &scene->course->days;
    for (size_t o = 0; o < PAIN_COUNT; o++)
        for (size_t i = 0; i < days->n; i++) {
            const struct plan_day *day = &days->day[i];
            int32_t value = day->pain[order[o]];
            if (!load_shows(scene->course, day->day) || value < 0 || value > PAIN_WORST)
                continue;
            draw_mark(scene, order[o], day_middle(&scene->days, day->day),
                      axis_at(&scene->pain, value), mark_size(scene));
        }
}

/* The marks beside their names, over the plot: they are too many to name one by one. */
static double name_marks(struct load_scene *scene)
{
    static const struct {
        enum pain pain;
        const char *name;
    } marks[] = {
        {PAIN_BEFORE, "before"}, {PAIN_DURING, "during"}, {PAIN_MORNING, "in the morning"}};
    double x = chart_text_width("pain, 0 to 10") + KEY_BLANK + KEY_MARK;
    double y = scene->pain_plot.top - LOAD_NAME_UP;
    (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, 0, y, "pain, 0 to 10");
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        if (!labels_put(&scene->labels, CHART_QUIET, CHART_START, x + KEY_MARK + CHART_GAP, y,
                        marks[i].name))
            break;
        draw_mark(scene, marks[i].pain, x, y - CHART_HALF,
                  marks[i].pain == PAIN_BEFORE ? KEY_MARK / 1.2 : KEY_MARK);
        x += chart_text_width(marks[i].name) + CHART_GAP + KEY_BLANK + 2 * KEY_MARK;
    }
    return x;
}

static void draw_limit(struct load_scene *scene, double from)
{
    const struct plan_limits *limits = scene->course->track.limits;
    if (!limits)
        return;
    double y = axis_at(&scene->pain, limits->green_during);
    double right = scene->chart->width, head = scene->pain_plot.top - LOAD_NAME_UP;
    const char *text =
        arena_print(&scene->chart->arena, "programme limit %d, not severity", limits->green_during);
    double start = right - chart_text_width(text) - 1;
    chart_dashes(scene->chart, CHART_INK, 0.8, (struct chart_point){scene->pain_plot.left, y},
                 (struct chart_point){scene->pain_plot.right, y});
    if (start - 2 * KEY_BLANK > from) {
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, start, head, text);
        chart_dashes(scene->chart, CHART_INK, 0.8,
                     (struct chart_point){start - 2 * KEY_BLANK, head - CHART_HALF},
                     (struct chart_point){start - CHART_GAP, head - CHART_HALF});
    } else {
        (void)labels_near(&scene->labels, CHART_QUIET, CHART_END, right, y - CHART_GAP,
                          CHART_LINE_HEIGHT, text);
    }
}

static void draw_no_pain(struct load_scene *scene)
{
    const struct chart_box *plot = &scene->pain_plot;
    chart_hatch(scene->chart, plot->left, plot->top, plot->right - plot->left,
                plot->bottom - plot->top);
    hatch_words(&scene->labels, (plot->left + plot->right) / 2, (plot->top + plot->bottom) / 2,
                label_cut(scene->chart, "no pain was told in this period",
                          plot->right - plot->left - 4 * CHART_GAP));
}

void load_pains(struct load_scene *scene, size_t told)
{
    if (told == 0) {
        (void)labels_put(&scene->labels, CHART_QUIET, CHART_START, 0,
                         scene->pain_plot.top - LOAD_NAME_UP, "pain, 0 to 10");
        draw_no_pain(scene);
        return;
    }
    double head = name_marks(scene);
    axis_up(&scene->labels, &scene->pain_plot, &scene->pain, PAIN_TICKS, scene->locale);
    draw_limit(scene, head);
    join_mornings(scene);
    draw_pains(scene);
}

/* " fell from 2 to 1", " stayed at 1", " was 1" where there is too little to compare, or what is
 * missing; of numbers as they are shown. */
static const char *went(struct load_scene *scene, const struct course_pair *pair, int decimals,
                        const char *missing, size_t fewest)
{
    struct arena *arena = &scene->chart->arena;
    const char *now = chart_number(scene->chart, scene->locale, pair->now, decimals);
    const char *before = chart_number(scene->chart, scene->locale, pair->before, decimals);
    double power = pow(10, decimals);
    double change = round(pair->now * power) - round(pair->before * power);
    if (!isfinite(pair->now))
        return missing;
    if (!isfinite(pair->before) || pair->n_now < fewest || pair->n_before < fewest)
        return arena_print(arena, " was %s", now);
    if (change == 0)
        return arena_print(arena, " stayed at %s", now);
    return arena_print(arena, " %s from %s to %s", change > 0 ? "rose" : "fell", before, now);
}

const char *load_title(struct load_scene *scene)
{
    const struct course *course = scene->course;
    double median = course->morning.now + course->morning.before;
    bool half = isfinite(median) && (course->morning.now != floor(course->morning.now) ||
                                     course->morning.before != floor(course->morning.before));
    const char *unit = isfinite(course->minutes.now) ? " min a week" : "";
    return arena_print(
        &scene->chart->arena, "Morning pain%s; running%s%s (last 14 days%s)",
        went(scene, &course->morning, half ? 1 : 0, " was not told", PLAN_TREND_FEWEST),
        went(scene, &course->minutes, 0, " is not known", 0), unit,
        isfinite(course->minutes.before) || isfinite(course->morning.before) ? ", 14 before" : "");
}
