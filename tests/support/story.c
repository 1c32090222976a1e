/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Telling a story day by day: the morning, what the plan says, the run, the evening. */
#include "support/story.h"

#include "base/memory.h"
#include "flow/keep_card.h"
#include "flow/plan.h"
#include "flow/runner_case.h"
#include "support/story_run.h"

#include <stdio.h>
#include <string.h>

#define DAY_US      INT64_C(86400000000)
#define MINUTE_US   INT64_C(60000000)
#define RUN_MINUTE  430   /* 7:10 by the runner's clock */
#define SUMMER_FROM 20541 /* 2026-03-29 */
#define SUMMER_TO   20752
#define PAIR_ROOM   64
#define LONG_NOTE   10000
#define GAP_FROM    14
#define REVIEW_WAIT 8
#define FORM_WEEK   7.0

struct telling {
    const struct story *story;
    struct store *store;
    struct runner runner;
    unsigned runs;
    int last_run; /* day, or -9 */
    int flared;   /* day on which the latest flare began, or -99 */
    int32_t first;
};

/* What is told of a day. */
struct page {
    struct told told;
    enum bks_status status;
};

static void put(struct page *page, const struct told_table *table, const char *pair)
{
    char why[TOLD_WHY_ROOM];
    if (page->status == BKS_OK)
        page->status = told_pair(&page->told, why, table, pair);
    if (page->status == BKS_BAD_ARGUMENT)
        (void)fprintf(stderr, "story: %s\n", why);
}

static void put_number(struct page *page, const char *key, int value)
{
    char pair[PAIR_ROOM];
    (void)snprintf(pair, sizeof pair, "%s=%d", key, value);
    put(page, &told_diary, pair);
}

static enum bks_status keep_page(struct page *page, struct telling *telling, int day)
{
    if (page->status == BKS_OK && page->told.n > 0)
        page->status = runner_tell(telling->store, telling->runner.id, &page->told,
                                   telling->first + day, NULL);
    told_clear(&page->told);
    return page->status;
}

/* ---- how the back is ---- */

/* Pain of a morning without a reason: it falls with the weeks. */
static int quiet_pain(const struct telling *telling, int day)
{
    if (telling->story->bits & STORY_FAIR)
        return story_noise((unsigned)day, 21) > 1.2;
    double pain = 2.2 - 0.03 * day + 0.5 * story_noise((unsigned)day, 21);
    return pain < 0 ? 0 : pain > 3 ? 3 : (int)pain;
}

static bool is_flare(const struct story *story, int day)
{
    bool again =
        story->bits & STORY_PAINFUL && day > story->flare && (day - story->flare) % 38 == 0;
    return story->flare >= 0 && (day == story->flare || again);
}

/* 0 .. 2: how badly the run of that number is taken. */
static int reaction(const struct telling *telling, unsigned run)
{
    if (!(telling->story->bits & STORY_PAINFUL))
        return run % 13 == 12 && !(telling->story->bits & STORY_FAIR);
    return run % 7 == 6 ? 2 : run % 3 == 2;
}

static int morning_pain(const struct telling *telling, int day)
{
    int since = day - telling->flared, pain = quiet_pain(telling, day);
    if (since >= 0 && since < 5)
        return pain + 4 - since > 5 ? 5 : pain + 4 - since;
    if (day - telling->last_run == 1 && reaction(telling, telling->runs - 1) == 2)
        return pain + 3;
    return pain;
}

/* ---- the diary ---- */

static const char *const notes[] = {
    "Easy along the river, back felt loose after ten minutes.",
    "Slept badly; a little stiff getting out of the car.",
    "Tried the shorter steps. They feel quick, not hard.",
    "Warm day. Last interval was heavy in the thighs, back quiet.",
};
static const char *const hostile_notes[] = {
    "<b>bold</b> & <i>not</i>, 100 %s %n %d %%",
    "\"quoted\" 'single' `ticks` &amp; &lt;p&gt; \\n ${HOME}",
    "</text></svg><script>alert('note')</script>",
    "]]> --> /* */ // ; DROP TABLE runs; --",
};
static const char *const surfaces[] = {"road", "trail", "road", "track", "grass", "treadmill"};

static const char *note_of(const struct telling *telling)
{
    unsigned run = telling->runs;
    if (telling->story->bits & STORY_HOSTILE)
        return hostile_notes[run % 4];
    return run % 3 == 1 ? notes[run / 3 % 4] : NULL;
}

static void put_note(struct page *page, const char *note)
{
    char pair[TOLD_VALUE_ROOM + PAIR_ROOM];
    (void)snprintf(pair, sizeof pair, "note=%s", note);
    put(page, &told_diary, pair);
}

/* Before, during and around the run of that number. */
static void put_run(struct page *page, const struct telling *telling, int day)
{
    unsigned run = telling->runs;
    char pair[PAIR_ROOM];
    int before = quiet_pain(telling, day), bad = reaction(telling, run);
    put_number(page, "before", before);
    put_number(page, "during", before + (bad == 2 ? 4 : bad ? 3 : run % 4 == 3));
    (void)snprintf(pair, sizeof pair, "surface=%s", surfaces[run % 6]);
    put(page, &told_diary, pair);
    put(page, &told_diary, run % 5 == 4 ? "hills=yes" : "hills=no");
    if (note_of(telling))
        put_note(page, note_of(telling));
    if (run % 9 == 8)
        put(page, &told_diary, "symptoms=muscle_fatigue");
    if (run % 11 == 10)
        put(page, &told_diary, "painkiller=yes");
}

static void put_ticks(struct page *page, int day)
{
    if (day % 7 == 1 || day % 7 == 4)
        put(page, &told_diary, "core_done=yes");
    if (day % 7 == 2)
        put(page, &told_diary, "mobility_done=yes");
    if (day % 7 == 5)
        put_number(page, "cross_min", 30 + day % 4 * 5);
}

static enum bks_status tell_morning(struct telling *telling, int day)
{
    struct page page = {.status = BKS_OK};
    bool forgotten = story_noise((unsigned)day, 22) > 1.5 && day - telling->last_run != 1;
    if (telling->story->bits & (STORY_NO_DIARY | STORY_EMPTY))
        return BKS_OK;
    if (is_flare(telling->story, day)) {
        telling->flared = day;
        put(&page, &told_diary, "flare=yes");
        put(&page, &told_diary, "stiffness=increased");
        put(&page, &told_diary, "symptoms=tightness");
        put_note(&page, "Lifted boxes yesterday. Back is sore and stiff this morning.");
    }
    if (!forgotten)
        put_number(&page, "waking", morning_pain(telling, day));
    if (telling->story->today && day == telling->story->days - 1) {
        char pair[PAIR_ROOM];
        (void)snprintf(pair, sizeof pair, "symptoms=%s", telling->story->today);
        put(&page, &told_diary, pair);
    }
    return keep_page(&page, telling, day);
}

static enum bks_status tell_evening(struct telling *telling, int day, bool ran)
{
    struct page page = {.status = BKS_OK};
    if (telling->story->bits & (STORY_NO_DIARY | STORY_EMPTY))
        return BKS_OK;
    put_ticks(&page, day);
    if (ran)
        put_run(&page, telling, day);
    return keep_page(&page, telling, day);
}

/* ---- the run ---- */

static struct bks_instant start_of(const struct telling *telling, int day)
{
    int32_t date = telling->first + day;
    int32_t offset = date >= SUMMER_FROM && date < SUMMER_TO ? 120 : 60;
    int64_t minute = RUN_MINUTE + day * 17 % 40 - offset;
    return (struct bks_instant){BKS_CLOCK_ZONED, date * DAY_US + minute * MINUTE_US, offset};
}

/* Keeps it with the card that was due, as `add` does. */
static enum bks_status run_on(struct telling *telling, int day, const struct plan_card *card)
{
    static struct story_recording recording;
    const struct story *story = telling->story;
    unsigned run = telling->runs;
    bool late = day >= story->days - 3;
    const struct story_run wanted = {
        .number = run,
        .start = start_of(telling, day),
        .week = day / FORM_WEEK,
        .card = *card,
        .over = story->bits & STORY_SPIKE && late ? 1.5 : 1,
        .device = story->bits & STORY_DEVICE || (story->bits & STORY_MIXED && run % 2),
        .no_sides = story->bits & STORY_NO_SIDES,
        .nulls = story->bits & STORY_NULLS,
        .flags = run % 5 == 3,
        .faded = run % 8 == 5,
        .gap = run % 10 == 7,
    };
    memset(&recording, 0, sizeof recording);
    story_record(&recording, &wanted);
    struct keeping keeping = {.runner = telling->runner};
    enum bks_status status = telling->store->can->session_put(
        telling->store, &keeping.id, telling->runner.id, &recording.session, NULL);
    if (status == BKS_OK)
        status = keep_card(&keeping, telling->store, &recording.session, NULL);
    return status;
}

static enum bks_status show(struct telling *telling, const struct bks_plan *plan)
{
    char *json, date[DAY_ROOM];
    enum bks_status status = plan_json(&json, plan, NULL);
    if (status != BKS_OK)
        return status;
    const struct record_value values[] = {{"json", json}, {"version", bks_version()}};
    struct record record = {.kind = RECORD_RECOMMENDATION, .value = values, .n = 2};
    (void)snprintf(record.day, sizeof record.day, "%.10s", day_iso(date, plan->from.today));
    status = telling->store->can->record_put(telling->store, telling->runner.id, &record, NULL);
    memory_free(json);
    return status;
}

/* Mondays, Wednesdays and Saturdays of who has no reason to rest; others when they may. */
static bool wants(const struct telling *telling, int day)
{
    int weekday = (telling->first + day + 3) % 7; /* 0: Monday */
    bool habit = weekday == 0 || weekday == 2 || weekday == 5;
    bool last = day == telling->story->days - 1;
    if (telling->story->bits & STORY_GAP)
        return last || (day < GAP_FROM && day % 3 == 0);
    if (telling->story->bits & STORY_ANYWAY)
        return day % 3 == 0;
    if (last && day > 0) /* so that there is a card */
        return false;
    return !(telling->story->bits & STORY_FAIR) || habit || day == 0;
}

static enum bks_status walk_on(struct telling *telling, int day)
{
    static const struct plan_card walk = {.walk_s = 1920};
    enum bks_status status = day % 5 == 0 ? run_on(telling, day, &walk) : BKS_OK;
    telling->runs += day % 5 == 0;
    return status;
}

/* The run that the plan allows, or that is run anyway. */
static enum bks_status maybe_run(struct telling *telling, int day, bool *ran)
{
    static const struct plan_card least = {300, 6, 60, 120, 300};
    struct bks_plan *plan;
    unsigned bits = telling->story->bits;
    enum bks_status status =
        plan_of_runner(&plan, telling->store, telling->runner.id, telling->first + day, 0, NULL);
    if (status != BKS_OK)
        return status;
    bool may = plan->answer.has_card && plan->answer.action >= PLAN_HOLD &&
               plan->answer.earliest <= telling->first + day;
    bool last = day == telling->story->days - 1;
    *ran = !(bits & STORY_NO_RUNS) && wants(telling, day) && (may || bits & STORY_ANYWAY);
    if (*ran || last || plan->answer.action <= PLAN_FLARE_REST)
        status = show(telling, plan);
    if (status == BKS_OK && *ran)
        status = run_on(telling, day, plan->answer.has_card ? &plan->answer.card : &least);
    if (status == BKS_OK && bits & STORY_NO_RUNS && !(bits & STORY_EMPTY))
        status = walk_on(telling, day);
    bks_plan_free(plan);
    return status;
}

/* ---- the whole ---- */

static enum bks_status tell_profile(struct telling *telling)
{
    struct page page = {.status = BKS_OK};
    char pair[PAIR_ROOM];
    for (const char *const *at = telling->story->profile; *at; at++)
        put(&page, &told_profile, *at);
    (void)snprintf(pair, sizeof pair, "goal_minutes=%d", telling->story->goal_minutes);
    put(&page, &told_profile, pair);
    return keep_page(&page, telling, 0);
}

static enum bks_status review(struct telling *telling, int day)
{
    struct page page = {.status = BKS_OK};
    if (!(telling->story->bits & STORY_REVIEWS) || day - telling->flared != REVIEW_WAIT)
        return BKS_OK;
    put(&page, &told_review, "by=physio");
    put(&page, &told_review, "note=Seen and moved; settled, go on as planned.");
    enum bks_status status = keep_page(&page, telling, day);
    if (status != BKS_OK)
        return status;
    page = (struct page){.status = BKS_OK};
    put(&page, &told_profile, "readiness.walk30=yes");
    put(&page, &told_profile, "readiness.daily=yes");
    put(&page, &told_profile, "readiness.bodyweight=yes");
    return keep_page(&page, telling, day);
}

static enum bks_status tell_day(struct telling *telling, int day)
{
    bool ran = false;
    bool silent =
        telling->story->bits & STORY_GAP && day >= GAP_FROM && day < telling->story->days - 1;
    if (silent)
        return BKS_OK;
    enum bks_status status = tell_morning(telling, day);
    if (status == BKS_OK)
        status = review(telling, day);
    if (status == BKS_OK)
        status = maybe_run(telling, day, &ran);
    if (status == BKS_OK)
        status = tell_evening(telling, day, ran);
    if (ran) {
        telling->runs++;
        telling->last_run = day;
    }
    return status;
}

/* Written down later than it was: what was shown since would be said in another way. */
static enum bks_status edit(struct telling *telling)
{
    struct page page = {.status = BKS_OK};
    if (telling->story->days < 30 ||
        telling->story->bits & (STORY_NO_DIARY | STORY_NO_RUNS | STORY_GAP))
        return BKS_OK;
    put(&page, &told_diary, "during=4");
    put(&page, &told_diary, "note=Written later: it did hurt in the last two intervals.");
    return keep_page(&page, telling, telling->last_run);
}

static enum bks_status put_raw(struct telling *telling, int day, const char *note)
{
    char date[DAY_ROOM];
    const struct record_value value = {"note", note};
    struct record record = {.kind = RECORD_DIARY, .value = &value, .n = 1};
    (void)snprintf(record.day, sizeof record.day, "%.10s", day_iso(date, telling->first + day));
    return telling->store->can->record_put(telling->store, telling->runner.id, &record, NULL);
}

/* What no typing gives, but an import might: straight into the store. */
static enum bks_status tell_hostile(struct telling *telling)
{
    static char longest[LONG_NOTE + 1], thousand[TOLD_TEXT_MOST + 1];
    struct page page = {.status = BKS_OK};
    if (!(telling->story->bits & STORY_HOSTILE))
        return BKS_OK;
    for (size_t i = 0; i < LONG_NOTE; i++)
        longest[i] = "ten thousand letters and not one of them says much "[i % 51];
    memset(thousand, 'w', TOLD_TEXT_MOST);
    put_note(&page, thousand);
    enum bks_status status = keep_page(&page, telling, 20);
    if (status == BKS_OK)
        status = put_raw(telling, 22, longest);
    if (status == BKS_OK)
        status =
            put_raw(telling, 24, "bell \a escape \x1b[31mred\x1b[0m tab \t line\nfeed \x7f end");
    return status == BKS_OK ? put_raw(telling, 26, "not UTF-8: \xff\xfe\xc3( \xed\xa0\x80 end")
                            : status;
}

static enum bks_status tell_all(struct telling *telling)
{
    enum bks_status status =
        telling->store->can->runner_add(telling->store, &telling->runner, NULL);
    if (status == BKS_OK)
        status = tell_profile(telling);
    for (int day = 0; status == BKS_OK && day < telling->story->days; day++)
        status = tell_day(telling, day);
    if (status == BKS_OK)
        status = edit(telling);
    return status == BKS_OK ? tell_hostile(telling) : status;
}

enum bks_status story_tell(const struct story *story, struct store *store)
{
    struct telling telling = {.story = story,
                              .store = store,
                              .last_run = -9,
                              .flared = -99,
                              .first = STORY_DAY + 1 - story->days};
    (void)snprintf(telling.runner.name, sizeof telling.runner.name, "%s", story->name);
    enum bks_status status = store->can->begin(store, NULL);
    if (status != BKS_OK)
        return status;
    status = tell_all(&telling);
    enum bks_status ended = store->can->end(store, status == BKS_OK, NULL);
    return status != BKS_OK ? status : ended;
}
