/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A runner, walker or rider of known truth, and the sensor that recorded them.
 *
 * A spec lists what the person did, part by part, and where a sensor of which quality sat. The body
 * moves by its own mechanics (force of each contact, ballistic flight, limbs as pendulums); the
 * truth is read from that motion, the samples from what a sensor at that place would have felt.
 * Nothing here knows how an estimator works, and nothing of src/ is used.
 *
 * Frames: world and body have x forward, y left, z up; with mount {0} the sensor's axes are the
 * body part's own, and stand upright when the person stands. Specific force is +1 g on the axis
 * that points up at rest; the gyroscope is right-handed about the accelerometer's axes. A field
 * left 0 means "the usual" or "none", as each says. Times are seconds from the first sample.
 *
 *   struct sim_segment part[] = {{.kind = SIM_STAND, .duration_s = 10},
 *                                {.kind = SIM_RUN, .duration_s = 60, .cadence_spm = 170}};
 *   struct sim_spec spec = {.segments = part, .n_segments = 2, .seed = 1,
 *                           .sensor = sim_typical(SIM_WAIST, 100.0)};
 *   struct sim *run = NULL;
 *   assert_null(sim_run(&run, &spec));
 */
#ifndef SUPPORT_SIM_H
#define SUPPORT_SIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_GRAVITY 9.80665 /* [m/s2] */

enum sim_kind { SIM_STAND, SIM_SIT, SIM_WALK, SIM_RUN, SIM_CYCLE, SIM_CAR, SIM_FIDGET };

/* Vertical force of one running contact (metrics: G1, G3, G2). */
enum sim_shape { SIM_HALF_SINE, SIM_SPRING_MASS, SIM_TWO_MASS, SIM_SHAPE_COUNT };

enum sim_place {
    SIM_SACRUM,
    SIM_WAIST, /* front of the belt */
    SIM_CHEST,
    SIM_POCKET, /* front of the thigh */
    SIM_ARM,    /* upper arm */
    SIM_WRIST,
    SIM_HAND,
    SIM_ANKLE,
    SIM_FOOT,
    SIM_PLACE_COUNT
};

/*
 * One part of the recording.
 *
 * A run takes its contact from the first of contact_s, duty, oscillation_mm that is set, else from
 * a usual duty. oscillation_mm is exact for the half-sine (VO = g T^2/8 (1 - 0.7268 d)) and solved
 * for the other shapes, as far as a contact of 0.30 to 0.98 of the step allows; outside that
 * sim_run refuses. contact_s is the whole width of the force; truth at 0.10 body weight is a few ms
 * less.
 */
struct sim_segment {
    enum sim_kind kind;
    double duration_s;
    double cadence_spm;     /* run, walk: steps/min of both feet; cycle: turns/min; 0 = usual */
    double cadence_end_spm; /* changes linearly to this; 0 = steady */
    enum sim_shape shape;   /* run */
    double contact_s;       /* run */
    double duty;            /* run: contact over step time, 0.3 .. 0.98 */
    double oscillation_mm;  /* run: see above; walk: 0 = usual at that speed */
    double speed_mps;       /* 0 = usual at that cadence */
    double jitter_cv;       /* of step times, 0.01 .. 0.03 is human; 0 = a machine */
    double step_asymmetry;  /* (left - right) / mean of step times; a step belongs to its contact */
    double contact_asymmetry; /* (left - right) / mean of contact times; run */
    double sway_mm; /* run: of the centre of mass, sideways, from one extreme to the other;
                       0 = what 0.20 m/s from each foot makes, some 27 mm */
};

struct sim_span {
    double start_s, end_s;
};

#define SIM_MAX_SPANS 16

/* Where the sensor sits and what it does to the truth. All 0 but place and rate = a perfect one. */
struct sim_sensor {
    enum sim_place place;
    bool left;            /* side of a limb */
    double rate_hz;       /* true rate, 10 .. 2000 */
    double mount_deg[3];  /* the sensor turned about its x, then y, then z */
    double offset_m[3];   /* from the place's usual spot, in the body part's frame */
    double rock_deg;      /* trunk: pitch at the step, roll and yaw at the stride rate */
    double swing_deg;     /* limbs: amplitude about the mean; 0 = usual for that gait */
    double turn_deg;      /* the mount turns by this much ... */
    double turn_axis[3];  /* ... about this axis of the sensor ({0} = z) ... */
    double turn_at_s;     /* ... from here ... */
    double turn_over_s;   /* ... within so long (0.05 at least); long = slow drift */
    double belt_hz;       /* resonance of belt and soft tissue; 0 = rigid */
    double belt_zeta;     /* its damping; 0 = 0.35 */
    double gain_error[3]; /* accelerometer, 0.01 = 1 % too much */
    double bias_g[3];     /* accelerometer */
    double noise_g;       /* standard deviation per sample */
    double range_g;       /* clips at +-range; 0 = never */
    double lsb_g;         /* quantum; 0 = none */
    double gyro_bias_dps[3];
    double gyro_noise_dps;
    double gyro_range_dps; /* 0 = never clips */
    double gyro_lsb_dps;
    double jitter_s;        /* standard deviation of a stamp about its true instant */
    double late_s;          /* some stamps (1 in 50) come up to this much late */
    int64_t round_us;       /* stamps are rounded to it: 1000 = whole milliseconds; 0 = 1 */
    double duplicate_share; /* of the rows that repeat the stamp before them */
    struct sim_span gap[SIM_MAX_SPANS];  /* no rows in these; end_s 0 ends the list */
    struct sim_span zero[SIM_MAX_SPANS]; /* rows of exact zeros in these */
};

struct sim_spec {
    const struct sim_segment *segments;
    size_t n_segments;
    struct sim_sensor sensor;
    int64_t start_us; /* stamp of the first sample */
    uint64_t seed;    /* same spec and seed, same bytes */
    double step_hz;   /* of the numeric integration of the belt; 0 = 2000 */
    bool right_first; /* foot of the first contact; otherwise left */
};

/* One foot contact. Times are those of 0.10 body weight for a run, heel and toe for a walk. */
struct sim_step {
    double contact_s, toe_off_s;
    double step_time_s;          /* to the next contact; NAN for the last of its bout */
    double contact_time_s;       /* toe_off_s - contact_s */
    double flight_time_s;        /* to the next contact; negative in a walk; NAN for the last */
    double oscillation_mm;       /* of the centre of mass, highest less lowest point until the
                                    next contact; NAN for the last */
    double place_oscillation_mm; /* the same of the sensor itself, which belt, limb and rocking
                                    trunk move too; NAN at ankle and foot */
    double peak_bw;              /* run: highest vertical force in body weights */
    double speed_loss_mps;       /* run: forward speed lost from touchdown until it rises again;
                                    what a change of pace adds is not in it */
    bool left;
};

/* One segment as it came out: a gait from its first contact to its last toe-off, else its bounds.
 */
struct sim_bout {
    enum sim_kind kind;
    double start_s, end_s;
    size_t first_step, n_steps;
    double cadence_spm;          /* 60 (n - 1) / t from the contacts; NAN with fewer than 2 */
    double oscillation_mm;       /* mean over its steps; NAN without */
    double place_oscillation_mm; /* the same */
    double contact_ms;           /* mean; NAN without */
    double speed_mps;
    double peak_bw, speed_loss_mps; /* mean; NAN without */
    double ground_mps;    /* what a treadmill shows. A spring leg has speed_mps at touchdown and is
                             slower in stance; for all else the two are one */
    double leg_stiffness; /* run, spring-mass: of the spring put in, over mass [N/m/kg] */
    double vertical_stiffness; /* the same: highest vertical force over the fall, over mass */
    double leg_m;              /* the same: its length at rest */
};

enum sim_channel {
    SIM_AX,
    SIM_AY,
    SIM_AZ, /* specific force [m/s2] */
    SIM_GX,
    SIM_GY,
    SIM_GZ, /* turning rate [rad/s] */
    SIM_CHANNEL_COUNT
};

enum sim_mark { SIM_MARK_CLIPPED = 1, SIM_MARK_ZEROED = 2 };

struct sim {
    size_t n;
    int64_t *t_us;                    /* [n] stamps as written */
    double *true_s;                   /* [n] true instants */
    double *value[SIM_CHANNEL_COUNT]; /* [n] each */
    unsigned char *mark;              /* [n] bits of enum sim_mark */
    struct sim_bout *bouts;           /* one a segment, in order */
    size_t n_bouts;
    struct sim_step *steps; /* of all bouts, in order */
    size_t n_steps;
    double duration_s, rate_hz;
    enum sim_place place;
};

/* A perfect sensor: rigid, upright, no noise. */
struct sim_sensor sim_ideal(enum sim_place place, double rate_hz);

/* A usual phone or logger: rocking trunk or swinging limb, belt, bias, noise, 16-bit, +-16 g. */
struct sim_sensor sim_typical(enum sim_place place, double rate_hz);

/*
 * Moves the body, reads the truth, and records it.
 *
 *   out   *out  the recording and its truth; sim_free. NULL when refused
 *   ends  NULL, or why not: a plain sentence ("the contact is longer than the step")
 *   from  Clark, Ryan & Weyand 2017 (two masses); Blickhan 1989 (spring-mass); the half-sine of
 *         Dalleau 2004 and Morin 2005
 */
const char *sim_run(struct sim **out, const struct sim_spec *spec);
void sim_free(struct sim *sim);

/* Steps, mean cadence and mean oscillation over all bouts of a kind; NAN where there are none. */
struct sim_sum {
    size_t n_bouts, n_steps;
    double duration_s, cadence_spm, oscillation_mm, place_oscillation_mm, contact_ms;
};
struct sim_sum sim_sum_of(const struct sim *sim, enum sim_kind kind);

/* "run", "pocket"; static. */
const char *sim_kind_name(enum sim_kind kind);
const char *sim_place_name(enum sim_place place);

#endif
