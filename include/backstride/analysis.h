/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How one recording was run: bouts, totals, measures with their intervals, quality.
 *
 * A measure is a value with a 95 % interval and a count, or null with its reason. Nothing is
 * guessed.
 */
#ifndef BACKSTRIDE_ANALYSIS_H
#define BACKSTRIDE_ANALYSIS_H

#include "backstride/recording.h"
#include "backstride/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Why a measure is null. X(NAME, id in JSON, text for people) */
#define BKS_REASON_LIST(X)                                                                      \
    X(WHY_NONE, "none", "measured")                                                             \
    X(WHY_TOO_SHORT, "too_short", "too few steps")                                              \
    X(WHY_NO_RHYTHM, "no_rhythm", "no steady step rhythm found")                                \
    X(WHY_NO_GRAVITY, "no_gravity", "gravity was removed by the app, so up is not known")       \
    X(WHY_PLACEMENT, "placement", "the place where the sensor was worn cannot show it")         \
    X(WHY_PLACEMENT_UNKNOWN, "placement_unknown", "where the sensor was worn is not known")     \
    X(WHY_RATE_TOO_LOW, "rate_too_low", "too few samples per second")                           \
    X(WHY_CLIPPED, "clipped", "the sensor was driven past its range")                           \
    X(WHY_SENSOR_TURNED, "sensor_turned", "the sensor turned too much to know where up is")     \
    X(WHY_NOT_THIS_KIND, "not_for_this_gait", "not defined for this gait")                      \
    X(WHY_NO_SPEED, "no_speed", "no speed is known: --track or --speed gives it")               \
    X(WHY_NOT_MEASURED, "not_measured", "this version does not measure it from the signal")     \
    X(WHY_NOT_REPORTED, "not_reported", "the device did not report it")                         \
    X(WHY_DOUBTFUL, "doubtful_match", "the track does not surely belong to the recording")      \
    X(WHY_SIDE_UNKNOWN, "side_unknown", "left and right cannot be told apart")                  \
    X(WHY_OFF_MIDLINE, "off_midline", "more than legs differ: the sensor was worn on one side") \
    X(WHY_LOOSE, "loose", "the sensor swung by itself: it was worn too loosely")                \
    X(WHY_NO_MASS, "no_mass", "the runner's mass is not known: --mass gives it")                \
    X(WHY_NO_LEG, "no_leg_length", "not known: --leg-length or --height gives it")              \
    X(WHY_SLOPE, "slope", "the method holds on level ground only")                              \
    X(WHY_FEW_SESSIONS, "few_sessions", "it takes four sessions at the same speed")             \
    X(WHY_FEW_WEEKS, "few_weeks", "it takes five weeks with runs")

enum bks_reason {
#define X(name, id, text) BKS_##name,
    BKS_REASON_LIST(X)
#undef X
        BKS_REASON_COUNT
};

struct bks_measure {
    double value;        /* NAN when null */
    double low, high;    /* 95 % interval, NAN when null */
    size_t n;            /* steps or windows it stands on */
    enum bks_reason why; /* BKS_WHY_NONE when there is a value */
};

/*
 * X(NAME, name in JSON, label for people, unit for people, decimals for people)
 *
 *   contact_time   initial contact to toe-off at 0.10 body weight
 *   duty_factor    contact over the time of a stride
 *   balance        the left foot's share of the contact time
 *   asymmetry      unsigned difference of odd and even steps, of their mean
 *   variability    standard deviation of the step times about their neighbours, of their mean
 *   regularity     unbiased autocorrelation at one and two steps, -1 .. 1
 *   sway           of the sensor's place, peak to peak, sideways a stride, fore and aft a step
 *   vertical_ratio oscillation over step length
 *   stiffness      of the spring-mass model (Morin 2005, doi 10.1123/jab.21.2.167)
 *   speed_loss     forward speed lost in the first part of a contact
 *   impact         root mean square above 10 Hz of the upright acceleration, 60 ms from contact
 */
#define BKS_MEASURE_LIST(X)                                                                  \
    X(STEPS, "steps", "steps", "", 0)                                                        \
    X(CADENCE, "cadence_spm", "cadence", "steps/min", 0)                                     \
    X(VERTICAL_OSCILLATION, "vertical_oscillation_mm", "bounce", "mm", 0)                    \
    X(MEAN_SPEED, "speed_mps", "speed", "m/s", 2)                                            \
    X(CONTACT_TIME, "contact_time_ms", "contact", "ms", 0)                                   \
    X(FLIGHT_TIME, "flight_time_ms", "flight", "ms", 0)                                      \
    X(DUTY_FACTOR, "duty_factor_percent", "duty", "% of a stride", 0)                        \
    X(CONTACT_BALANCE, "contact_balance_percent", "balance", "% left", 1)                    \
    X(CONTACT_ASYMMETRY, "contact_asymmetry_percent", "asymmetry", "% contact", 1)           \
    X(STEP_TIME_ASYMMETRY, "step_time_asymmetry_percent", "step time", "% apart", 1)         \
    X(STEP_TIME_VARIABILITY, "step_time_variability_percent", "variation", "% of a step", 1) \
    X(STEP_REGULARITY, "step_regularity", "step reg.", "", 2)                                \
    X(STRIDE_REGULARITY, "stride_regularity", "stride reg.", "", 2)                          \
    X(LATERAL_SWAY, "lateral_sway_mm", "side sway", "mm", 0)                                 \
    X(FORE_AFT_SWAY, "fore_aft_sway_mm", "fore-aft", "mm", 0)                                \
    X(STEP_LENGTH, "step_length_m", "step", "m", 2)                                          \
    X(VERTICAL_RATIO, "vertical_ratio_percent", "ratio", "% of a step", 1)                   \
    X(VERTICAL_STIFFNESS, "vertical_stiffness_kn_m", "vert. spring", "kN/m", 0)              \
    X(LEG_STIFFNESS, "leg_stiffness_kn_m", "leg spring", "kN/m", 1)                          \
    X(PEAK_FORCE, "peak_vertical_force_bw", "peak force", "body weights", 2)                 \
    X(SPEED_LOSS, "speed_loss_mps", "speed lost", "m/s a step", 2)                           \
    X(IMPACT, "impact_g", "impact", "g", 2)

enum bks_measure_id {
#define X(name, id, label, unit, decimals) BKS_##name,
    BKS_MEASURE_LIST(X)
#undef X
        BKS_MEASURE_COUNT
};

/* X(NAME, name in JSON) */
#define BKS_BOUT_KIND_LIST(X) \
    X(RUN, "run")             \
    X(WALK, "walk")           \
    X(REST, "rest")           \
    X(OTHER, "other")         \
    X(UNKNOWN, "unknown")

enum bks_bout_kind {
#define X(name, id) BKS_##name,
    BKS_BOUT_KIND_LIST(X)
#undef X
        BKS_BOUT_KIND_COUNT
};

/* A stretch of one kind. Bouts tile the recording in time order without overlap. */
struct bks_bout {
    enum bks_bout_kind kind;
    double start_s, end_s;                         /* seconds from the first sample */
    struct bks_measure measure[BKS_MEASURE_COUNT]; /* run and walk only */
    double side_certainty; /* that left and right are told right, 0.5 .. 1; 0 where unknown */
};

struct bks_total {
    double duration_s;
    struct bks_measure measure[BKS_MEASURE_COUNT]; /* run and walk only */
};

/*
 * How a measure changed over the running of one recording. Corrected for speed, where both parts of
 * the running have one; not for the slope of the ground.
 */
struct bks_drift {
    struct bks_measure first_third, last_third;
    struct bks_measure change;          /* last less first, in the measure's unit */
    struct bks_measure slope_per_10min; /* least squares over the running */
    struct bks_measure detectable;      /* smallest change between the halves of this recording that
                                           chance alone would not make (95 %) */
    struct bks_measure between; /* smallest change of the measure from one session to another
                                   that is more than the runner differs from day to day
                                   (95 %), of n earlier ones at this speed; null without a
                                   history of them */
    bool corrected;             /* change and slope are at equal speed */
};

/* What a flag is about. X(NAME, id in JSON) */
#define BKS_FLAG_LIST(X)                           \
    X(FLAG_OVERSTRIDING, "overstriding")           \
    X(FLAG_EXCESSIVE_BOUNCE, "excessive_bounce")   \
    X(FLAG_LOW_CADENCE, "low_cadence")             \
    X(FLAG_CONTACT_IMBALANCE, "contact_imbalance") \
    X(FLAG_FORM_FADED, "form_faded")               \
    X(FLAG_IMPACT_RISE, "impact_rise")

enum bks_flag_id {
#define X(name, id) BKS_##name,
    BKS_FLAG_LIST(X)
#undef X
        BKS_FLAG_COUNT
};

/*
 * X(NAME, id in JSON)
 *   watch    beyond the 95th percentile of the people cited, with its whole interval
 *   unclear  the interval straddles the threshold: `because` says what would settle it
 *   info     above the middle of the people cited
 */
#define BKS_FLAG_LEVEL_LIST(X)  \
    X(LEVEL_WATCH, "watch")     \
    X(LEVEL_UNCLEAR, "unclear") \
    X(LEVEL_INFO, "info")

enum bks_flag_level {
#define X(name, id) BKS_##name,
    BKS_FLAG_LEVEL_LIST(X)
#undef X
        BKS_FLAG_LEVEL_COUNT
};

/* X(NAME, id in JSON) */
#define BKS_CONFIDENCE_LIST(X)     \
    X(CONFIDENCE_LOW, "low")       \
    X(CONFIDENCE_MEDIUM, "medium") \
    X(CONFIDENCE_HIGH, "high")

enum bks_confidence {
#define X(name, id) BKS_##name,
    BKS_CONFIDENCE_LIST(X)
#undef X
        BKS_CONFIDENCE_COUNT
};

/* Something worth a look: an association, never a cause and never a diagnosis. */
struct bks_flag {
    enum bks_flag_id id;
    enum bks_flag_level level;
    enum bks_confidence confidence;
    struct bks_measure measured; /* what was measured, with its interval */
    const char *unit;            /* of it, as people write it; static */
    double threshold;            /* in the same unit */
    char because[400];  /* what was measured, against what, how sure; one or two sentences */
    const char *source; /* paper, manual or rule; static */
};

struct bks_gap {
    double start_s, end_s;
};

/* X(NAME, name in JSON): from best to worst */
#define BKS_VERDICT_LIST(X) \
    X(GOOD, "good")         \
    X(USABLE, "usable")     \
    X(POOR, "poor")         \
    X(UNUSABLE, "unusable")

enum bks_verdict {
#define X(name, id) BKS_##name,
    BKS_VERDICT_LIST(X)
#undef X
        BKS_VERDICT_COUNT
};

#define BKS_MAX_GAPS 1000 /* gaps listed one by one; more are counted */

struct bks_quality {
    enum bks_verdict verdict;
    const struct bks_gap *gaps;
    size_t n_gaps;          /* listed in gaps, at most BKS_MAX_GAPS */
    size_t n_gaps_all;      /* found */
    double gap_s;           /* their sum [s] */
    double clipped_percent; /* of the samples */
    double zero_percent;    /* of the samples: blocks of exact zeros on all axes */
    double jitter_ms;       /* standard deviation of the stamps about the fitted line */
    double gravity_g;       /* mean specific force where it can serve as a check, or NAN */
    double turned_deg;      /* how far up moved in the sensor's frame between moving windows */
    const struct bks_warning *warnings;
    size_t n_warnings;
    unsigned supports; /* bit 1u << enum bks_measure_id for each measure it will do for */
};

/* Who measured: we, from the signal, or the device, whose own numbers these are. */
enum bks_source { BKS_SOURCE_RAW, BKS_SOURCE_DEVICE };

/* Where the speed is from. X(NAME, name in JSON) */
#define BKS_SPEED_SOURCE_LIST(X)  \
    X(SPEED_NOT_KNOWN, "unknown") \
    X(SPEED_GIVEN, "given")       \
    X(SPEED_OF_TRACK, "track")    \
    X(SPEED_OF_FILE, "file")

enum bks_speed_source {
#define X(name, id) BKS_##name,
    BKS_SPEED_SOURCE_LIST(X)
#undef X
        BKS_SPEED_SOURCE_COUNT
};

struct bks_input {
    struct bks_recording_info info;
    enum bks_source source;
    enum bks_speed_source speed_source;
    char sha256[65]; /* hex of the input's bytes, NUL-terminated */
    double duration_s;
    size_t n_samples;
    double sample_rate_hz; /* true rate, fitted from the stamps; 0 where there is none */
    enum bks_placement placement;
    enum bks_placement_source placement_source;
};

/*
 * A watch's or phone's own file beside the recording (--track). What it says of the runs is null
 * (doubtful_match) where the two clocks could not be aligned.
 */
struct bks_companion {
    const char *file;            /* as given; NULL: there is none */
    const char *format;          /* id, static */
    char device[96];             /* as the file names it, or "" */
    char sha256[65];             /* hex of its bytes */
    struct bks_measure offset_s; /* added to the track's clock makes the recording's; n: seconds
                                    of overlap */
    double certainty;            /* of the match, 0 .. 1 */
    bool used;
    char why[200];                  /* why it is not used, or "" */
    struct bks_measure cadence_spm; /* the device's own, over the run bouts, as what follows */
    struct bks_measure speed_mps, distance_m, slope_percent;
};

/* One value each step_s seconds; NAN where there is none. */
struct bks_series {
    double step_s;
    size_t n;
    const double *cadence_spm;
    const double *vertical_oscillation_mm;
};

/* Which run bout a strip is of. X(NAME, name in JSON) */
#define BKS_STRIP_LIST(X) \
    X(STRIP_BEST, "best") \
    X(STRIP_WORST, "worst")

enum bks_strip_which {
#define X(name, id) BKS_##name,
    BKS_STRIP_LIST(X)
#undef X
        BKS_STRIP_COUNT
};

#define BKS_STRIP_SAMPLES 250 /* 5 s at 50 Hz */
#define BKS_STRIP_STEPS   32  /* of 5 s at most */

/* A contact that was detected in a strip: the foot came down within it. Known to 0.1 ms. */
struct bks_strip_step {
    double contact_s, toe_off_s; /* from the first sample; toe_off_s may be NAN, or after the end */
    int side;                    /* +1 left, -1 right, 0 not known */
};

/*
 * Five seconds of the upright signal with the steps that were detected in it, to look at.
 *
 * Best is of the run bout whose stride regularity is the highest, worst of that where it is the
 * lowest: the whole 5 s nearest to the middle of the bout. Of one run bout alone they are its most
 * and its least regular 5 s, without overlap. Only bouts count whose single steps can be seen (on a
 * trunk), and that have 5 s without a gap; too little of that leaves one strip, or none. A device's
 * session has none.
 */
struct bks_strip {
    double start_s; /* of the first sample, from the first sample of the recording */
    double step_s;  /* 0.02, or 0.04 of a recording below 50 Hz */
    size_t n;       /* samples; 0: there is no such strip */
    size_t n_steps;
    /* specific force along up, gravity in it: 9.8 standing, about 0 in the air. To 0.001 g */
    double vertical_mps2[BKS_STRIP_SAMPLES];
    struct bks_strip_step steps[BKS_STRIP_STEPS]; /* in order */
};

/* All of it. Borrowed from the analysis that made it. */
struct bks_result {
    struct bks_input input;
    struct bks_quality quality;
    struct bks_companion companion;
    const struct bks_bout *bouts;
    size_t n_bouts;
    struct bks_total total[BKS_BOUT_KIND_COUNT];
    struct bks_series series;
    struct bks_strip strip[BKS_STRIP_COUNT];   /* by enum bks_strip_which */
    struct bks_drift drift[BKS_MEASURE_COUNT]; /* null (not_measured) where none is followed */
    struct bks_flag flags[BKS_FLAG_COUNT];     /* the gravest first */
    size_t n_flags;
};

struct bks_options;  /* what the caller knows: placement, units, start, ... */
struct bks_analysis; /* one analysed recording */

/*
 * A set of options, all unset.
 *
 *   out   *out  the options; free with bks_options_free
 *   ends  BKS_NO_MEMORY
 */
BKS_API enum bks_status bks_options_new(struct bks_options **out) BKS_CHECK;
BKS_API void bks_options_free(struct bks_options *options);

/*
 * Sets one option from text, as on the command line ("placement", "waist").
 *
 *   in    name   without dashes: placement speed slope height mass leg-length surface start tz
 *                columns units gyro-unit time-unit track
 *         value  the text a person would type; copied
 *   ends  BKS_BAD_ARGUMENT  no such option, or a value out of its range: *fault says which
 */
BKS_API enum bks_status bks_options_set(struct bks_options *options, const char *name,
                                        const char *value, struct bks_fault *fault) BKS_CHECK;

/* Called now and then with the share that is read, 0 .. 1; answers false to stop (BKS_INTERRUPTED).
 */
typedef bool (*bks_progress)(void *context, double share);

/*
 * Reads one recording and says how it was run.
 *
 *   out   *out      the analysis; free with bks_analysis_free. NULL on failure
 *   in    path      file, zip or folder; "-" reads standard input
 *         options   or NULL
 *         progress  or NULL
 *   ends  BKS_CANNOT_OPEN, BKS_UNKNOWN_FORMAT, BKS_UNSUPPORTED, BKS_DAMAGED, BKS_EMPTY, BKS_IO,
 *         BKS_NO_MEMORY, BKS_INTERRUPTED; *fault (may be NULL) says what, where and what to do
 *   owns  memory bounded whatever the length: blocks, windows and sums, never the recording
 */
BKS_API enum bks_status bks_analyze(struct bks_analysis **out, const char *path,
                                    const struct bks_options *options, bks_progress progress,
                                    void *context, struct bks_fault *fault) BKS_CHECK;
BKS_API void bks_analysis_free(struct bks_analysis *analysis);

/* What was found; borrowed, valid until bks_analysis_free. */
BKS_API const struct bks_result *bks_analysis_result(const struct bks_analysis *analysis);

/* Which parts of the JSON object are written. */
enum bks_json_parts {
    BKS_JSON_ANALYSIS, /* `analyze --json` */
    BKS_JSON_SERIES,   /* the same with "series" and "strips" */
    BKS_JSON_CHECK     /* `check --json` */
};

/*
 * Writes the object of the contract as one line of JSON, newline included.
 *
 *   in    file  the input's name as the user gave it, shown in "input"
 *   ends  BKS_CANNOT_WRITE, BKS_NO_MEMORY
 */
BKS_API enum bks_status bks_analysis_write_json(const struct bks_analysis *analysis,
                                                const char *file, enum bks_json_parts parts,
                                                FILE *out) BKS_CHECK;

/* How a text for people may look. */
struct bks_text_style {
    bool utf8;   /* block characters may be used */
    bool colour; /* shades and colours may be used */
    bool check;  /* the recording's worth (`check`) instead of the coach's note (`analyze`) */
};

/*
 * Writes the coach's note, at most 80 columns.
 *
 *   ends  BKS_CANNOT_WRITE, BKS_NO_MEMORY
 */
BKS_API enum bks_status bks_analysis_write_text(const struct bks_analysis *analysis,
                                                const char *file,
                                                const struct bks_text_style *style,
                                                FILE *out) BKS_CHECK;

/*
 * Writes every step of the running as CSV: step, bout, side, contact_s, toe_off_s, step_time_ms,
 * contact_time_ms, flight_time_ms, vertical_oscillation_mm, peak_vertical_force_bw. A field that is
 * not known is empty; without steps there is the header alone.
 *
 *   ends  BKS_CANNOT_WRITE, BKS_IO
 */
BKS_API enum bks_status bks_analysis_write_steps(const struct bks_analysis *analysis,
                                                 FILE *out) BKS_CHECK;

/* JSON names of the lists above; outside a list "unknown". Static. */
BKS_API const char *bks_reason_id(enum bks_reason why);
BKS_API const char *bks_reason_text(enum bks_reason why);
BKS_API const char *bks_measure_name(enum bks_measure_id id);
BKS_API const char *bks_bout_kind_id(enum bks_bout_kind kind);
BKS_API const char *bks_verdict_id(enum bks_verdict verdict);
BKS_API const char *bks_speed_source_id(enum bks_speed_source source);
BKS_API const char *bks_flag_id_name(enum bks_flag_id id);
BKS_API const char *bks_flag_level_id(enum bks_flag_level level);
BKS_API const char *bks_confidence_id(enum bks_confidence confidence);
BKS_API const char *bks_strip_id(enum bks_strip_which which);

#ifdef __cplusplus
}
#endif
#endif
