/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of a diary entry. */
#include "flow/judged.h"

#include "flow/missing.h"
#include "report/json_writer.h"

enum bks_status judged_read(struct judged *judged, struct store *store, int64_t runner,
                            const struct told *told, int32_t day, struct bks_fault *fault)
{
    *judged = (struct judged){.day = day, .of = judged_by(told, day)};
    int32_t last = judged->of >= day ? judged->of + 1 : day;
    enum bks_status status = plan_of_runner(&judged->plan, store, runner, last, 0, fault);
    if (status != BKS_OK)
        return status;
    judged->run_s = judged->of == NO_DAY ? 0 : run_of_day(&judged->plan->from, judged->of);
    judged->stops = must_be_heard(&judged->plan->answer);
    return BKS_OK;
}

void judged_clear(struct judged *judged)
{
    bks_plan_free(judged->plan);
    judged->plan = NULL;
}

static void put(struct json_writer *json, const char *key, const char *text)
{
    json_key(json, key);
    if (text)
        json_text(json, text);
    else
        json_none(json);
}

enum bks_status judged_write_json(const struct judged *judged, const char *slug, FILE *out)
{
    char date[DAY_ROOM], of[DAY_ROOM];
    const struct plan_answer *answer = &judged->plan->answer;
    struct json_writer json = json_start(out);
    json_open(&json, '{');
    json_key_text(&json, "runner", slug);
    json_key_text(&json, "date", day_iso(date, judged->day));
    put(&json, "judges", judged->run_s > 0 ? day_iso(of, judged->of) : NULL);
    put(&json, "stops", judged->stops ? plan_action_id(answer->action) : NULL);
    put(&json, "text", judged->stops ? answer->text : NULL);
    json_close(&json, '}');
    return json_end(&json);
}
