/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Contact time: two readings of it, weighed by what each is worth.
 *
 * 1. Physics: the time that the upright force stays over a threshold, taken as a half-sine of the
 *    same impulse as gravity over the step. Exact for a half-sine, 4 to 9 ms for the simulator's
 *    other shapes; worth little where the signal was cut or its scale is off (mean force not 1 g).
 * 2. A model over people: log contact = a + b log T + c log(pi T / (2 peak)) [+ d log speed],
 *    fitted on 87 treadmill trials of 37 runners, 3.8 to 5.4 m/s, level. Leaving one runner out:
 *    7.3 ms with speed, 10.6 ms without (tests/validate). A power law keeps its sense outside the
 *    fitted range; how far outside one is widens the interval.
 *
 * The coefficients know that table alone. The form does not: of several that leave as small an
 * error there, the power law was taken for how it carries on outside the range, and
 * its errors on the four force-plate trials were known by then, as were those of the rules of a
 * contact's instant. So these trials are a check of ours, not a blind test.
 *
 *   from  metrics section 3 [D]; Alcantara 2021, doi 10.7717/peerj.11199 (the table)
 */
#ifndef GAIT_CONTACT_H
#define GAIT_CONTACT_H

/* Contact time as a power law; exponents, and the logarithm of milliseconds. */
struct contact_model {
    double constant;  /* log ms */
    double period;    /* of the step time [ms] */
    double half_sine; /* of pi T / (2 peak) [ms], peak in body weights */
    double speed;     /* of the speed [m/s]; 0: not asked */
    double error_s;   /* leaving one runner out, root mean square */
};

extern const struct contact_model contact_with_speed, contact_without_speed;

/* Mean over the steps of a bout. */
struct contact_reading {
    double period_s;  /* step time */
    double stance_s;  /* by the threshold, at 0.10 body weight */
    double peak_g;    /* of the force low-passed at 10 Hz */
    double off_g;     /* |mean force - 1 g| */
    double air_g;     /* force felt in the air */
    double speed_mps; /* NAN: not known */
    double slope_rad; /* NAN: not known, taken as level */
    double rate_hz;   /* of the recording */
};

struct contact_time {
    double value_s, sd_s;
};

/* The two readings together. */
struct contact_time contact_weigh(const struct contact_reading *reading);

/* The model alone [s]. */
double contact_of_model(const struct contact_model *model, const struct contact_reading *reading);

/*
 * Width of the half-sine that, once low-passed, stays over a threshold for so long.
 *
 *   in    over_s       time over it
 *         impulse_s    of the contact, in body weights times seconds: of an even runner the step
 *                      time, which the weight of the body falls through
 *         threshold_g  0 .. 1 body weight
 *         cut_hz       of the low-pass of gain 1 / (1 + (f / cut)^4); it blurs the corners, so that
 *                      the force rises through a low threshold too early
 *   out   [s], at most the impulse's seconds
 */
double contact_width(double over_s, double impulse_s, double threshold_g, double cut_hz);

/* The time that a half-sine of a width spends over a threshold [s]. */
double contact_over(double width_s, double impulse_s, double threshold_g);

#define CONTACT_LEVEL_G                                                       \
    0.10 /* body weights that begin and end a contact, as the contract has it \
          */

#endif
