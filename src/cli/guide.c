/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `backstride guide`: how to record a run, for a newcomer; one screen each. */
#include "cli/commands.h"

#include "base/text.h"
#include "cli/args.h"
#include "cli/exit.h"
#include "cli/wish.h"
#include "report/json_writer.h"
#include "report/page.h"

#define MAX_STEPS 8

struct step {
    const char *label, *text;
};

struct guide {
    const char *id;    /* as typed after `guide` */
    const char *title; /* above the steps */
    struct step step[MAX_STEPS];
};

/* To add one: a row here; it must fit one screen of 24 lines (tests/cli/test_guide.c). */
static const struct guide guides[] = {
    {"general",
     "How to record a run",
     {{"app", "phyphox or Sensor Logger, both for iPhone and Android; or a sensor such as Axivity "
              "or ActiGraph. For each: backstride guide phyphox, sensor-logger, axivity, "
              "actigraph, csv"},
      {"settings", "100 samples per second, acceleration with gravity; the gyroscope too where the "
                   "app offers it"},
      {"wear it", "tight at the small of the back, or the waist: in a running belt, screen "
                  "inwards, so snug that it cannot bounce by itself. A pocket, an arm or a wrist "
                  "shows your cadence, but bounce badly or not at all. The same place each time."},
      {"rehearse",
       "one minute: stand for 10 s, walk for 20 s, run for 20 s, stand for 10 s; export "
       "it, then: backstride check rehearsal.zip"},
      {"run", "start the app, lock the screen, stand still 5 s, go; stop the app before you take "
              "the phone out"},
      {"read it", "backstride analyze run.zip; with a watch on too: --track activity.fit"},
      {"watch only", "backstride analyze activity.fit shows what it reported"}}},
    {"phyphox",
     "Recording with phyphox (iPhone, Android; free)",
     {{"choose", "the experiment \"Acceleration (with g)\", not \"Acceleration (without g)\": "
                 "without gravity nobody knows where up is"},
      {"settings", "menu, \"Timed run\": start delay 10 s, so that the phone is in the belt when "
                   "it begins. An iPhone records 100 samples per second, an Android phone 100 to "
                   "500."},
      {"screen", "leave phyphox in front and lock the screen only after a rehearsal came out "
                 "without gaps; switch battery saving off"},
      {"wear it", "tight at the small of the back or the waist"},
      {"pause", "better not: stop, export, and begin another recording"},
      {"export", "menu, \"Export data\", CSV in any of its forms, and send the zip; it holds the "
                 "date (meta/time.csv), so keep the zip whole"},
      {"rehearse", "one minute, then: backstride check file.zip"}}},
    {"sensor-logger",
     "Recording with Sensor Logger (iPhone, Android)",
     {{"choose", "\"Accelerometer\" and \"Gravity\"; on Android \"Total Acceleration\" too; "
                 "\"Gyroscope\" if you like, \"Location\" for your speed"},
      {"settings",
       "sampling 100 Hz (10 ms) for each of them; \"Standardise\" on, where the app has it"},
      {"screen", "let it record in the background: allow it in the phone's battery settings, then "
                 "lock the screen"},
      {"wear it", "tight at the small of the back or the waist"},
      {"export", "as a zip of CSV files, whole: Metadata.csv in it names phone, time zone and "
                 "units. Do not open and save it with a spreadsheet: that ruins the times."},
      {"rehearse", "one minute, then: backstride check file.zip"}}},
    {"axivity",
     "Recording with Axivity AX3 or AX6",
     {{"settings", "in OmGui: 100 Hz, range 8 g or 16 g; on the AX6 the gyroscope if you like. Set "
                   "the clock of the device; it holds no time zone, so give --tz Europe/Oslo"},
      {"wear it", "tight at the small of the back, in the belt; a loose belt bounces more than you "
                  "do"},
      {"export", "none is needed: copy the .cwa file off the device and give it as it is. OmGui's "
                 "\"Resampled WAV\" is read too, but its samples are no longer those that were "
                 "measured; sound editors drop its tags, and without them it is refused."},
      {"rehearse", "one minute, then: backstride check file.cwa"}}},
    {"actigraph",
     "Recording with ActiGraph GT9X or GT3X+",
     {{"settings", "in ActiLife: 100 Hz, idle sleep mode off (it leaves holes while you rest)"},
      {"wear it", "tight at the waist, or at the small of the back; a foot or an ankle drives it "
                  "past its 8 g"},
      {"export", "none is needed: give the .gt3x file as it is. \"Raw data\" as CSV, header lines "
                 "and all, is read too; it names no zone, so give it: --tz Europe/Oslo"},
      {"rehearse", "one minute, then: backstride check file.gt3x"}}},
    {"csv",
     "Any other recorder: a table of numbers",
     {{"columns", "time_s,accel_x_g,accel_y_g,accel_z_g, and if there are gyro_x_dps,gyro_y_dps,"
                  "gyro_z_dps and speed_mps; also accel_x_mps2, gyro_x_radps, time_ms, time_us, "
                  "time_ns. Comma, semicolon or tab."},
      {"values", "with gravity: +1 g on the axis that points up at rest; the recorder's own time "
                 "stamps, not a count times the nominal rate"},
      {"rate", "50 samples per second or more, 100 is best; a range of 8 g or more"},
      {"other names", "say which column is which: backstride check --columns t=1,ax=2,ay=3,az=4 "
                      "--units g --time-unit ms table.csv"},
      {"date", "a time_s of 1e9 and more is Unix time; else give --start 2026-05-01T10:00+02:00"},
      {"rehearse", "one minute, then: backstride check table.csv"}}},
};

#define N_GUIDES (sizeof guides / sizeof guides[0])

static const struct guide *find(const char *name)
{
    if (!name)
        return &guides[0];
    for (size_t i = 0; i < N_GUIDES; i++)
        if (text_equal_nocase(name, guides[i].id))
            return &guides[i];
    return NULL;
}

static int unknown(const char *name)
{
    const char *names[N_GUIDES];
    for (size_t i = 0; i < N_GUIDES; i++)
        names[i] = guides[i].id;
    const char *nearest = args_nearest(name, names, N_GUIDES);
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
    for (size_t i = 0; i < MAX_STEPS && guide->step[i].label; i++)
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
    for (size_t i = 0; i < MAX_STEPS && guide->step[i].label; i++) {
        json_open(&json, '{');
        json_key_text(&json, "about", guide->step[i].label);
        json_key_text(&json, "text", guide->step[i].text);
        json_close(&json, '}');
    }
    json_close(&json, ']');
    json_key(&json, "guides");
    json_open(&json, '[');
    for (size_t i = 0; i < N_GUIDES; i++)
        json_text(&json, guides[i].id);
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
    const struct guide *guide = find(wish.name);
    if (!guide)
        return unknown(wish.name);
    return wish.json ? print_json(guide) : print_text(guide);
}
