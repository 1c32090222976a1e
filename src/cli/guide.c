/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride guide`: how to record a run, for a newcomer; one screen each. */
#include "cli/commands.h"

#include "cli/args.h"
#include "cli/exit.h"
#include "cli/wish.h"
#include "report/guide.h"
#include "report/json_writer.h"
#include "report/page.h"

#define MOST_GUIDES 16

static int unknown(const char *name)
{
    const char *names[MOST_GUIDES];
    size_t n = 0;
    for (; n < MOST_GUIDES && guide_at(n); n++)
        names[n] = guide_at(n)->id;
    const char *nearest = args_nearest(name, names, n);
    if (nearest)
        return complain_usage("%.60s: no guide for it - did you mean %s?", name, nearest);
    return complain_usage("%.60s: no guide for it - there are phyphox, sensor-logger, axivity, "
                          "actigraph and csv",
                          name);
}

static int print_text(const struct guide *guide)
{
    struct page page = {.out = stdout};
    page_put(&page, guide->title);
    page_end_line(&page);
    page_end_line(&page);
    for (size_t i = 0; i < GUIDE_STEPS && guide->step[i].label; i++)
        page_field(&page, guide->step[i].label, guide->step[i].text);
    return EXIT_DONE;
}

static int print_json(const struct guide *guide)
{
    struct json_writer json = json_start(stdout);
    json_open(&json, '{');
    json_key(&json, "schema_version");
    json_count(&json, 1);
    json_key_text(&json, "guide", guide->id);
    json_key_text(&json, "title", guide->title);
    json_key(&json, "steps");
    json_open(&json, '[');
    for (size_t i = 0; i < GUIDE_STEPS && guide->step[i].label; i++) {
        json_open(&json, '{');
        json_key_text(&json, "about", guide->step[i].label);
        json_key_text(&json, "text", guide->step[i].text);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_key(&json, "guides");
    json_open(&json, '[');
    for (size_t i = 0; guide_at(i); i++)
        json_text(&json, guide_at(i)->id);
    json_close(&json, ']');
    json_close(&json, '}');
    return exit_of(json_end(&json));
}

int command_guide(int argc, char **argv)
{
    static const struct wish_help help = {
        .usage = "backstride guide [phyphox|sensor-logger|axivity|actigraph|csv] [--json]",
        .about =
            "How to record a run: which app, which settings, where to wear it, and a rehearsal "
            "of\n60 seconds for backstride check.\n",
        .examples = "  backstride guide\n  backstride guide phyphox\n",
        .takes_name = true,
    };
    struct wish wish;
    int ends;
    if (!wish_read(&wish, &ends, argc, argv, &help))
        return ends;
    const struct guide *guide = wish.name ? guide_find(wish.name) : guide_at(0);
    if (!guide)
        return unknown(wish.name);
    return wish.json ? print_json(guide) : print_text(guide);
}
