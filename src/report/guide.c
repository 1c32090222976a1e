/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The guides, a row each. */
#include "report/guide.h"

#include "base/text.h"

/* To add one: a row here; it must fit one screen of 24 lines (tests/cli/test_guide.c). */
static const struct guide guides[] = {
    {"general",
     "How to record a run",
     {{"app", "phyphox or Sensor Logger, both for iPhone and Android; or a sensor such as Axivity "
              "or ActiGraph"},
      {"each app", "backstride guide phyphox, sensor-logger, axivity, actigraph, csv"},
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

bool guide_is_command(const struct guide_step *step)
{
    return text_starts(step->text, "backstride ");
}

const struct guide *guide_at(size_t i)
{
    return i < N_GUIDES ? &guides[i] : NULL;
}

const struct guide *guide_find(const char *name)
{
    for (size_t i = 0; i < N_GUIDES; i++)
        if (text_equal_nocase(name, guides[i].id))
            return &guides[i];
    return NULL;
}
