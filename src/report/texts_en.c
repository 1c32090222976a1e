/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The report in English. Plain words that a physiotherapist respects: what was measured, against
 * what, how sure; associations, never causes; nothing twice.
 */
#include "report/texts.h"

#define T(name) [TEXT_##name]

const char *const texts_en[TEXT_COUNT] = {
    /* the paper itself */
    T(TITLE) = "Form report: {1}",
    T(TITLE_RUNNER) = "Your runs: {1}",
    T(FOOTER) = "{1} \u00b7 {2} \u00b7 backstride {3}",

    /* page 1: {1} what, {2} a date, {3} weeks */
    T(BORN) = "born {1}",
    T(EVENT) = "{1}, {2} ({3} wk ago)",
    T(EVENT_NO_DATE) = "{1}, no date told",
    T(NO_EVENT) = "injury not told",
    T(STRICT) = "strict limits",
    T(STANDARD) = "standard limits",
    T(CLEARED) = "cleared to run by {1}, {2}",
    T(CLEARED_NO_MORE) = "clearance by {1} of {2} is not valid",
    T(NOT_CLEARED) = "no clearance on file",
    T(PHYSIO) = "physiotherapist {1}",
    T(PERIOD) = "{1} to {2} ({3} wk) \u00b7 backstride {4}",
    T(RULE) = "{1} (rule {2})",
    T(STOP_SAID) = "Said to the runner: {1}",
    T(STOP_SIGN) = "Told on {1}: {2} ({3}). No review by {6} of that day or later is on file; "
                   "until there is one, no session is planned. (rule {4}; {5})",
    T(STOP_REVIEWER) = "a physician, surgeon or physiotherapist",
    T(STOP_DOCTOR) = "a physician or surgeon",
    T(STOP_MORE) = "Warning signs without their review: on {1} days; see Symptoms.",
    T(STOP_FACT) = "{1}: {2}. (rule {3}; {4})",
    /* {1} stage, {2} card, {3} date, {4} minutes */
    T(STATE_STOP) = "Stopped",
    T(STATE_ASK) = "A note in the diary may mean a warning sign; until that is answered there is "
                   "no next run",
    T(STATE_NOT_CLEARED) = "No session is planned: surgeon or doctor has not said that running may "
                           "begin",
    T(STATE_WALK_BASE) = "Walking for now; running has not begun or is on hold",
    T(STATE_WALK_MINUTES) = "Walking for now: {4} minutes at a time",
    T(STATE_FLARE_REST) = "A flare is open; no run before {3}, nor until the mornings have settled",
    T(STATE_FLARE_OPEN) = "A flare is open; no run until the mornings have settled",
    T(STATE_FLARE_LONG) = "A flare is open for a week or longer; no run until it has settled",
    T(STATE_REST_DAY) = "A day without running; next {1}: {2}, from {3}",
    T(STATE_HOLD) = "Same session again, {1}: {2}",
    T(STATE_REPEAT) = "Same session again, {1}: {2}",
    T(STATE_STEP_BACK) = "A step back to {1}: {2}",
    T(STATE_RUN_WALK) = "Ready to begin, {1}: {2}",
    T(STATE_ADVANCE) = "On to {1}: {2}",
    T(STATE_BUILD) = "Past the intervals, {1}: {2}",
    T(STATE_MAINTAIN) = "At the goal, {1}: {2}",
    T(STAGE_OF) = "stage {1} of {2}",
    T(STAGE_BUILD) = "continuous running",
    T(CARD) = "{3} times run {1}, walk {2}",
    T(CARD_BUILD) = "run {1} without a pause",
    T(MORNING_PAIN) = "morning pain, 0 to 10",
    T(RUNNING_WEEK) = "minutes of running a week",
    T(PASSES) = "runs without a reaction",
    T(NO_STAGE) = "no stage yet",
    T(UP_FROM) = "14 days; up from {1} before",
    T(DOWN_FROM) = "14 days; down from {1} before",
    T(AS_BEFORE) = "14 days; as before ({1})",
    T(NO_BEFORE) = "14 days; nothing known before",
    T(TOO_FEW_MORNINGS) = "no mornings told in 14 days",
    T(FEW_MORNINGS) = "14 days; mornings told: {1}, before: {2}, too few to compare",
    T(PASSES_NEEDED) = "of {1} at this stage",
    T(FORM) = "Form",
    T(FORM_NONE) = "No recorded run in this period.",
    T(FORM_NOTE) = "now: last week run (95 %); change: since the first 3 runs; real change: beyond "
                   "chance; when tired: last less first third",
    T(MEASURE) = "measure",
    T(NOW) = "now",
    T(CHANGE) = "change",
    T(REAL_CHANGE) = "real change",
    T(FIRST_LAST) = "when tired",
    T(UNIT) = "unit",
    T(FOR_YOU) = "For you: associations, not verdicts",
    T(NO_FLAGS) = "Nothing stood out in the last four weeks.",
    T(NO_FORM_FLAGS) = "No run of the last four weeks that form could be judged on.",
    T(FLAG_ITEM) = "{1} ({2} confidence; {3} of {4} sessions, last {5})",
    T(QUESTIONS) = "Questions to you",
    T(NO_QUESTIONS) = "None from the rules this time.",
    T(FIRST_WEEKS) =
        "First two weeks: mornings {1}, the second week's median {2} against the first; {3} told.",
    T(FIRST_WEEKS_TOO_FEW) =
        "First two weeks: not known; mornings told: {3}, it takes four in each week.",
    T(FIRST_WEEKS_NOT_OVER) = "First two weeks: not over yet; mornings told so far: {3}.",
    T(BECAUSE) = "Because: {1}",
    T(OF_WEEK) = "{1}, of {2}",
    T(CUE) = "Cue: {1}",
    T(NO_RUN_YET) = "First two weeks: no run yet.",

    /* questions */
    T(ASK_CLEARANCE) = "May running begin, and from when? No valid clearance is on file.",
    T(ASK_SURGEON) =
        "May running begin, and from when? After surgery the word of a surgeon or doctor "
        "is needed.",
    T(ASK_EVENT) =
        "When was the injury or surgery? Without the date the waiting time is not known.",
    T(ASK_GATE) = "Is {1} right as the first day to run? It is the usual lower end; your date goes "
                  "before it.",
    T(ASK_READINESS) =
        "Are 30 minutes of walking, daily activities and bodyweight exercises free of "
        "pain? The answers are missing, old or no.",
    T(ASK_THIRD) =
        "Third flare within six weeks: does start, load or something else need changing? "
        "Each flare needs your review.",
    T(ASK_TWO_FLARES) =
        "{1} flares in 28 days: lower stage, other load, or look at the back again?",
    T(ASK_LONG_FLARE) = "The flare of {1} has not settled within a week: see the runner?",
    T(ASK_MORNINGS) = "Mornings have got worse by two points or more over a week: see the runner?",
    T(ASK_SILENT) = "{1} of {2} mornings after a run were not told: is the diary too much?",
    T(ASK_PAINKILLER) = "A painkiller was taken before {1} runs: is that agreed?",
    T(ASK_TOO_SOON) = "{1} runs came too soon after the one before: talk about rest days?",
    T(ASK_UNPLANNED) = "There was a run on {1} although no run is planned: talk about it?",
    T(ASK_UNKNOWN_INJURY) =
        "What is the cause, as far as you can say? It is not told, so the strict "
        "limits apply.",
    T(ASK_FORM) = "Form fades late in the run and holds the stage: is there a reason to look at?",
    T(ASK_ADHERENCE) = "{1} % of the planned runs were done: is the plan too much?",

    /* load */
    T(LOAD) = "Load and compliance",
    T(LOAD_IN_NUMBERS) = "The period in numbers",
    T(WHAT) = "what",
    T(VALUE) = "value",
    T(ADHERENCE) = "adherence, % (reference: 70 in ASTEROID)",
    T(RUNS_DONE) = "runs of at least 80 % of the plan, of runs due",
    T(LONGEST_RUN) = "longest run, minutes of running",
    T(LONGEST_RATIO) = "the same against the longest of the 30 days before (Frandsen 2025)",
    T(TOO_SOON) = "runs on the day after a run, or a fourth within 7 days",
    T(MORNINGS_MISSED) = "mornings after a run without a word",
    T(PAINKILLERS) = "runs with a painkiller before",
    T(STEPS_BACK) = "steps back",
    T(PLANNED_DONE) = "Planned and done",
    T(NO_RUNS) = "No run in this period.",
    T(DATE) = "date",
    T(STAGE) = "stage",
    T(PLANNED_MIN) = "planned, min",
    T(DONE_MIN) = "run, min",
    T(PERCENT) = "%",
    T(REACTION) = "reaction",
    T(PAIN_THREE) = "{1}\u00a0/\u00a0{2}\u00a0/\u00a0{3}",
    T(PAINS) = "pain",
    T(INTERVALS) = "intervals found",
    T(LONGEST) = "longest, min",
    T(SURFACE) = "surface",
    T(REMARK) = "remark",
    T(DONE_UNDER) = "less than planned",
    T(DONE_OVER) = "more than planned",
    T(DONE_SPIKE) = "far more than planned",
    T(TOO_SOON_MARK) = "too soon",
    T(PAINKILLER_MARK) = "painkiller",
    T(FADED_MARK) = "form faded",
    T(N_OF_M) = "{1} of {2}",
    T(WEEKS) = "Weeks",
    T(WEEK) = "week",
    T(RUNS) = "runs",
    T(RUN_MIN) = "run, min",
    T(WALK_MIN) = "walk, min",
    T(LINE_MIN) = "10 % line, min",
    T(MISSED) = "mornings missed",
    T(CORE) = "core, days",
    T(MOBILITY) = "mobility, days",
    T(CROSS) = "cross-training, min",
    T(MOVES) = "Changes of stage",
    T(FROM) = "from",
    T(TO) = "to",
    T(WHY) = "why",
    T(CLASS_NOTE) = "Pain: before / during / next morning. Reaction: GREEN within the limits of "
                    "the programme, AMBER above them or with a painkiller, and settled, "
                    "RED a flare or two points more next morning, FLAG a warning sign, UNKNOWN not "
                    "told. Pain is 0 to 10.",
    T(WEEKS_NOTE) =
        "10 % line: a tenth above the best of the four weeks before, and a minute. It is "
        "a rule of the plan only in continuous running; within the stages their table "
        "counts.",

    /* form */
    T(FORM_PAGE) = "Form, over sessions and within them",
    T(FORM_INTRO) =
        "now: mean of the last week with a run, weighted by running time, 95 % interval "
        "of sampling and method; change: against the median of the first three runs; "
        "real change: the smallest that chance would not make, from how far the weeks "
        "wander; thirds: of the latest run.",
    T(FIRST_THIRD) = "first third",
    T(LAST_THIRD) = "last third",
    T(STEPS) = "n",
    T(LIMIT) = "limit",
    T(MEASURES) = "Measures of running",
    T(SESSIONS) = "Sessions",
    T(SOURCE) = "source",
    T(FIRST) = "first",
    T(LAST) = "last",
    T(SESSION) = "session",
    T(RAW) = "recording",
    T(DEVICE) = "watch",
    T(VERDICT) = "quality",
    T(FLAGS) = "Flags of the period",
    T(FLAG) = "flag",
    T(LEVEL) = "level",
    T(SURE) = "confidence",
    T(THRESHOLD) = "threshold",
    T(FLAGS_NOTE) = "A flag is an association found in groups of people; none is a diagnosis, none "
                    "predicts an injury.",
    T(NO_SESSIONS) = "No recorded session in this period.",
    T(DEVICE_ONLY) = "All sessions are a watch's own numbers; their errors are not known to us.",
    T(NOT_KNOWN) = "not known",
    T(NOT_SHOWN) = "{1}: not known - {2}",
    T(STRIP_BEST) = "Best bout",
    T(STRIP_WORST) = "Worst bout",
    T(LIMIT_CADENCE) = "depends on speed",
    T(LIMIT_BOUNCE) = "depends on where the sensor sits; compare with the same person only",
    T(LIMIT_LENGTH) = "only as good as the speed",
    T(LIMIT_RATIO) = "bounce over step length; only as good as the speed",
    T(LIMIT_CONTACT) = "estimated from the trunk, not a force plate",
    T(LIMIT_ASYMMETRY) = "healthy is about 2 %; no validated cut-off for injury",
    T(LIMIT_BALANCE) = "the side is told from the trunk; no validated cut-off",
    T(LIMIT_SWAY) = "groups with back pain differ by 2 mm only",
    T(LIMIT_VARIABILITY) = "wants 50 steps and more",
    T(LIMIT_IMPACT) = "of the trunk; not the load of the spine",
    T(LIMIT_SPRING) = "of a spring-mass model; level ground",
    T(LIMIT_FORCE) = "estimated from contact and flight, not a force plate",
    T(LIMIT_SPEED_LOSS) = "may be doubled by a sensor that nods",
    T(LIMIT_SPEED) = "as told or as the watch had it",
    T(LIMIT_REGULARITY) = "falls with a loose sensor",

    /* symptoms */
    T(SYMPTOMS) = "Symptoms",
    T(NO_DIARY) = "There is no diary of this period.",
    T(SIGNS) = "Warning signs",
    T(NO_SIGNS) = "None told.",
    T(SIGN) = "what was ticked",
    T(SIGN_LEVEL) = "level",
    T(REVIEW) = "review",
    T(REVIEWED) = "{1}, {2}",
    T(NOT_REVIEWED) = "none on file: all runs are stopped",
    T(FLARES) = "Flares",
    T(NO_FLARES) = "None.",
    T(OPENED) = "began",
    T(LAST_BAD) = "last bad day",
    T(SETTLED) = "settled",
    T(DAYS_TO_SETTLE) = "days",
    T(STILL_OPEN) = "not yet",
    T(OTHERS) = "Other symptoms",
    T(NO_OTHERS) = "None told.",
    T(TIMES) = "{1}: on {2} of {3} days with an entry",
    T(COUNTS) = "Runs by surface",
    T(COUNTS_HILLS) = "Runs by hills",
    T(GROUND) = "ground",
    T(GREEN) = "GREEN",
    T(AMBER) = "AMBER",
    T(RED) = "RED",
    T(UNKNOWN) = "UNKNOWN",
    T(FLAGGED) = "FLAG",
    T(HILLS) = "with hills",
    T(NO_HILLS) = "without hills",
    T(NOT_TOLD) = "not told",
    T(COUNTS_NOTE) = "Counts only: they do not say that a surface caused anything.",
    T(NOTES) = "Notes, in the runner's words",
    T(NO_NOTES) = "None.",
    T(NOTE_OF) = "{1}: {2}",
    T(EMERGENCY) = "emergency",
    T(URGENT) = "doctor, the same day",
    T(CONTACT) = "doctor or physiotherapist before the next run",

    /* quality */
    T(QUALITY) = "What the numbers stand on",
    T(ANALYSED) = "sessions in the trends, of all",
    T(CONFIDENT) = "running with single steps told, %",
    T(DIARY_COMPLETE) = "days with a diary entry since the first, %",
    T(IMPUTED) = "values filled in by guess",
    T(NEVER) = "never",
    T(ASSUMED) = "taken as told",
    T(ASSUMED_NONE) = "nothing: what needs height, leg length or mass is not shown",
    T(HEIGHT) = "height {1} cm",
    T(LEG) = "leg length {1} cm",
    T(MASS) = "mass {1} kg",
    T(RECORDINGS) = "Recordings",
    T(DEVICE_NAME) = "device",
    T(WORN) = "worn",
    T(WORN_TOLD) = "{1} (told)",
    T(WORN_FILE) = "{1} (from the file)",
    T(WORN_ESTIMATED) = "{1} (estimated)",
    T(RATE) = "rate, Hz",
    T(GAPS) = "gaps, s",
    T(CLIPPED) = "clipped, %",
    T(TRACK_CLOCK) = "watch's clock, s",
    T(REASON) = "why",
    T(RANGE) = "{1} to {2}",
    T(LEFT_OUT) = "Sessions in no trend",
    T(KNOWN_ERRORS) = "Known errors",
    T(ERROR) = "against what is known",
    T(ERRORS_NOTE) =
        "The force-plate trials are four stretches of one runner, from a sensor on the "
        "sacrum; simulated runs are all the truth there is for the rest. Other places "
        "are worse.",
    T(ERROR_CADENCE) = "within 0.7 steps/min of a force plate in 5 s, four trials",
    T(ERROR_BOUNCE) = "1.2 mm too high on average, SD 3.2 mm, against a force plate, four trials",
    T(ERROR_CONTACT) = "RMSE 14.5 ms with speed told, 18.5 ms without, against a force plate, four "
                       "trials; downhill 27 ms too long",
    T(ERROR_ASYMMETRY) =
        "within 1.1 points in 252 simulated runs; a sensor 12 cm beside the midline "
        "misleads",
    T(ERROR_BALANCE) =
        "the side was right in 450 of 450 simulated bouts with a gyroscope, in 95.6 % "
        "without",
    T(ERROR_SPRING) = "within 7.2 % of a simulated spring-mass runner",
    T(ERROR_FORCE) = "RMSE 0.15 body weights with speed told, 0.18 without, one runner left out, "
                     "table of 87",
    T(ERROR_NONE) = "no independent truth; the interval stands on simulated runs",
    T(CONFLICTS) = "What did not agree",
    T(NO_CONFLICTS) = "Nothing found.",

    /* why */
    T(TRACE) = "What was said, and why",
    T(NO_TRACE) = "No recommendation was shown up to this day.",
    T(SAID) = "said",
    T(FACT) = "fact",
    T(CONSEQUENCE) = "consequence",
    T(SHOWN_BY) = "version",
    T(EDITED) = "with what is known now: {1}",
    T(TRACE_NOTE) =
        "The latest first. Sources 000 to 004 are the five texts that the rules started "
        "from; [design] marks a choice of this project that a physiotherapist should "
        "confirm. Table of rules: that of backstride {1}.",
    T(NOT_KEPT) = "changed since",

    /* two sessions */
    T(PAIR) = "Two sessions",
    T(PAIR_INTRO) =
        "Means over the running, with 95 % intervals. Beyond error: more than the two "
        "measurements could differ by themselves; a runner differs from day to day as well, and "
        "by speed.",
    T(REAL) = "beyond error",
    T(YES) = "yes",
    T(NO) = "not shown",
    T(PAIR_MIXED) = "One is a recording and one a watch's own numbers: they are not comparable.",

    /* the runner's half page */
    T(NEXT_SESSION) = "Your next session",
    T(NO_NEXT) = "None is planned yet; the lines above say what comes first.",
    T(YOUR_MORNINGS) = "Your mornings",
    T(MORNINGS_NOW) =
        "Pain in the morning was {1} of 10 in the middle of the last 14 days; in the 14 "
        "days before it was {2}.",
    T(MORNINGS_ONLY_NOW) = "Pain in the morning was {1} of 10 in the middle of the last 14 days.",
    T(MORNINGS_UNKNOWN) = "Nothing told in the last 14 days. A number each morning is enough.",
};
