/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The JSON of a recommendation. */
#include "report/plan.h"

#include "report/json_writer.h"
#include "report/purpose.h"

static void key_text_or_null(struct json_writer *json, const char *name, const char *text)
{
    json_key(json, name);
    if (text)
        json_text(json, text);
    else
        json_none(json);
}

static void key_day(struct json_writer *json, const char *name, int32_t day)
{
    char text[DAY_ROOM];
    key_text_or_null(json, name, day == NO_DAY ? NULL : day_iso(text, day));
}

/* A whole number, or null where it is not known. */
static void key_whole(struct json_writer *json, const char *name, int64_t value, bool known)
{
    json_key(json, name);
    if (known)
        json_number(json, (double)value, 0);
    else
        json_none(json);
}

static void write_card(struct json_writer *json, const struct plan_answer *answer)
{
    const struct plan_card *card = &answer->card;
    json_key(json, "card");
    if (!answer->has_card) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    key_whole(json, "warm_up_s", card->warm_up_s, true);
    key_whole(json, "repeats", card->repeats, true);
    key_whole(json, "run_s", card->run_s, true);
    key_whole(json, "walk_s", card->walk_s, true);
    key_whole(json, "cool_down_s", card->cool_down_s, true);
    json_close(json, '}');
}

static void write_week(struct json_writer *json, const struct plan_week *week)
{
    json_key(json, "week");
    if (!week->known) {
        json_none(json);
        return;
    }
    json_open(json, '{');
    key_whole(json, "number", week->number, true);
    key_whole(json, "run_s", week->run_s, true);
    key_whole(json, "most_s", week->most_s, week->most_s >= 0);
    key_whole(json, "easy_s", week->easy_s, week->easy_s > 0);
    json_close(json, '}');
}

static void write_notes(struct json_writer *json, const struct plan_answer *answer)
{
    json_key(json, "notes");
    json_open(json, '[');
    for (size_t i = 0; i < answer->n_notes; i++) {
        json_open(json, '{');
        json_key_text(json, "id", answer->note[i].id);
        json_key_text(json, "text", answer->note[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_state(struct json_writer *json, const struct plan_answer *answer)
{
    json_key(json, "state");
    json_open(json, '{');
    key_whole(json, "passes", answer->passes, true);
    key_whole(json, "needed", answer->needed, true);
    key_whole(json, "days_in_stage", answer->days_in_stage, true);
    key_text_or_null(json, "last_class",
                     answer->has_run ? plan_class_id(answer->last_class) : NULL);
    json_key_text(json, "trend", plan_trend_id(answer->trend));
    json_close(json, '}');
}

static void write_why(struct json_writer *json, const struct plan_answer *answer)
{
    json_key(json, "why");
    json_open(json, '[');
    for (size_t i = 0; i < answer->n_why; i++) {
        const struct plan_why *why = &answer->why[i];
        json_open(json, '{');
        json_key_text(json, "rule", why->rule);
        json_key_text(json, "fact", why->fact);
        json_key_text(json, "consequence", why->consequence);
        json_key_text(json, "source", why->source);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_passed(struct json_writer *json, const struct plan_answer *answer)
{
    json_key(json, "not_met");
    json_open(json, '[');
    for (size_t i = 0; i < answer->n_passed; i++) {
        json_open(json, '{');
        json_key_text(json, "rule", answer->passed[i].rule);
        json_key_text(json, "asks", answer->passed[i].asks);
        json_close(json, '}');
    }
    json_close(json, ']');
}

static void write_warnings(struct json_writer *json, const struct plan_warning *warnings, size_t n)
{
    json_key(json, "warnings");
    json_open(json, '[');
    for (size_t i = 0; i < n; i++) {
        json_open(json, '{');
        json_key_text(json, "id", warnings[i].id);
        json_key_text(json, "text", warnings[i].text);
        json_close(json, '}');
    }
    json_close(json, ']');
}

enum bks_status report_plan_json(const struct plan_answer *answer,
                                 const struct plan_warning *warnings, size_t n,
                                 enum bks_plan_parts parts, FILE *out)
{
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    key_whole(&json, "schema_version", 1, true);
    json_key_text(&json, "action", plan_action_id(answer->action));
    json_key_text(&json, "rule", answer->rule);
    key_text_or_null(&json, "stage", answer->stage);
    key_day(&json, "earliest", answer->earliest);
    key_day(&json, "until", answer->until);
    key_whole(&json, "build_s", answer->build_s, answer->build_s > 0);
    key_whole(&json, "gap_days", answer->gap_days, answer->gap_days >= 0);
    write_card(&json, answer);
    key_whole(&json, "walk_minutes", answer->walk_minutes, answer->walk_minutes >= 0);
    key_text_or_null(&json, "cue", answer->cue[0] ? answer->cue : NULL);
    key_whole(&json, "cue_spm", answer->cue_spm, answer->cue_spm > 0);
    write_week(&json, &answer->week);
    write_notes(&json, answer);
    write_state(&json, answer);
    write_why(&json, answer);
    if (parts == BKS_PLAN_EXPLAIN)
        write_passed(&json, answer);
    json_key_text(&json, "text", answer->text);
    write_warnings(&json, warnings, n);
    json_key_text(&json, "purpose", purpose_sentence());
    json_key_text(&json, "disclaimer", purpose_disclaimer());
    json_close(&json, '}');
    return json_end(&json);
}
