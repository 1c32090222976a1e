/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A half-sine, a power law, and the weight of each. */
#include "gait/contact.h"

#include <math.h>

/* Fitted by least squares on alcantara-summary alone; see the header for how the form was chosen.
 */
const struct contact_model contact_with_speed = {1.849, 0.428, 0.285, -0.360, 0.0073};
const struct contact_model contact_without_speed = {-1.418, 0.799, 0.403, 0, 0.0106};

static const double pi = 3.14159265358979323846;

/* What one standard deviation is of, in seconds. */
#define PHYSICS_S     0.005 /* shape of the force: simulated half-sine, spring-mass, two masses */
#define PHYSICS_OFF_S 0.30  /* for each g that the mean force is off, beyond ... */
#define OFF_FREE_G    0.02  /* ... what a sensor's bias explains */
#define PHYSICS_AIR_S 0.08  /* for each g that is felt in the air, beyond ... */
#define AIR_FREE_G    0.20  /* ... what any belt gives */
#define SLOW_RATE_S   0.25  /* over the rate: 2.5 ms at 100 Hz, 10 ms at 25 Hz */
#define TISSUE_S      0.006 /* of both: a belt on skin is not the centre of mass */
#define COARSE_S      0.30  /* of both, over the rate: 3 ms at 100 Hz, 12 ms at 25 Hz */
#define FAST_MPS      5.4   /* the model's range ... */
#define SLOW_MPS      3.8
#define BEYOND_S      0.006 /* ... and for each m/s beyond it */
#define SHORT_S       0.150
#define LONG_S        0.235
#define BEYOND_SHARE  0.25 /* of the contact beyond what the model has seen */
#define SLOPE_S       0.07 /* of both, for each radian: 1.2 ms a degree; both were made level */
#define TURNS         6    /* of width and crossing together: each gains a digit */
#define FAR           0.7  /* over k: further before a corner the wave has died away */

double contact_over(double width_s, double impulse_s, double threshold_g)
{
    double share = threshold_g * 2 * width_s / (pi * impulse_s); /* threshold over the peak */
    return share < 1 ? width_s * (1 - 2 / pi * asin(share)) : 0;
}

/*
 * When a ramp from a corner at 0, low-passed, reaches what it would have reached at rise_s: one of
 * Newton's steps from t. A ramp of slope 1 becomes t + E(t), E(t) = e^-x (cos x - sin x) / (4 k),
 * x = k |t|, k = sqrt 2 pi cut (the kernel integrated twice); on the corner's far side E(t) alone.
 */
static double nearer(double t, double rise_s, double k)
{
    double x = k * fabs(t), decay = exp(-x), c = cos(x), s = sin(x);
    double value = (t > 0 ? t : 0) + decay * (c - s) / (4 * k);
    double slope = t > 0 ? 1 - 0.5 * decay * c : 0.5 * decay * c;
    t -= (value - rise_s) / (slope > 0.1 ? slope : 0.1);
    return t > -FAR / k ? t : -FAR / k;
}

double contact_width(double over_s, double impulse_s, double threshold_g, double cut_hz)
{
    double k = sqrt(2.0) * pi * cut_hz, width = over_s, t = 0.5 * over_s * threshold_g;
    for (int turn = 0; turn < TURNS; turn++) {
        double share = threshold_g * 2 * width / (pi * impulse_s);
        share = share < 0.95 ? share : 0.95;
        double rise_s = share * width / pi; /* of a ramp with the half-sine's slope at its corner */
        t = nearer(t, rise_s, k);
        double sharp_s = over_s - 2 * (rise_s - t);
        width = sharp_s / (1 - 2 / pi * asin(share));
        width = width < impulse_s ? width : impulse_s;
    }
    return width;
}

double contact_of_model(const struct contact_model *model, const struct contact_reading *reading)
{
    double period_ms = 1e3 * reading->period_s;
    double half_sine_ms = pi * period_ms / (2 * reading->peak_g);
    double sum =
        model->constant + model->period * log(period_ms) + model->half_sine * log(half_sine_ms);
    if (model->speed < 0)
        sum += model->speed * log(reading->speed_mps);
    return 1e-3 * exp(sum);
}

static double beyond(double value, double low, double high)
{
    return value < low ? low - value : value > high ? value - high : 0;
}

static double physics_sd(const struct contact_reading *reading)
{
    double off = reading->off_g > OFF_FREE_G ? reading->off_g - OFF_FREE_G : 0;
    double air = reading->air_g > AIR_FREE_G ? reading->air_g - AIR_FREE_G : 0;
    return PHYSICS_S + PHYSICS_OFF_S * off + PHYSICS_AIR_S * air + SLOW_RATE_S / reading->rate_hz -
           SLOW_RATE_S / 100;
}

/* The model's own error, and more of it the further the runner is from those it was fitted on. */
static double model_sd(const struct contact_model *model, const struct contact_reading *reading)
{
    double sd = model->error_s + BEYOND_SHARE * beyond(reading->stance_s, SHORT_S, LONG_S);
    if (model->speed < 0)
        sd += BEYOND_S * beyond(reading->speed_mps, SLOW_MPS, FAST_MPS);
    return sd;
}

struct contact_time contact_weigh(const struct contact_reading *reading)
{
    const struct contact_model *model =
        reading->speed_mps > 0 ? &contact_with_speed : &contact_without_speed;
    double a = physics_sd(reading), b = model_sd(model, reading);
    double share = b * b / (a * a + b * b); /* of the physics */
    double value = share * reading->stance_s + (1 - share) * contact_of_model(model, reading);
    double own = sqrt(share) * a; /* of the weighted mean: a b / hypot(a, b) */
    double slope = isnan(reading->slope_rad) ? 0 : SLOPE_S * fabs(reading->slope_rad);
    double common = hypot(hypot(slope, TISSUE_S), COARSE_S / reading->rate_hz);
    return (struct contact_time){.value_s = fmin(value, reading->period_s),
                                 .sd_s = hypot(own, common)};
}
