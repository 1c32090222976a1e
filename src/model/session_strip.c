/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip in few bytes. */
#include "model/session_strip.h"

#include <math.h>

#define GRAVITY_MPS2 9.80665
#define MILLI        1000.0
#define MOST_MILLI_G 32767.0
#define TICKS_PER_S  1e4
#define NO_TICKS     0xffffu

static void put16(unsigned char *at, unsigned value)
{
    at[0] = (unsigned char)(value >> 8 & 0xffu);
    at[1] = (unsigned char)(value & 0xffu);
}

static unsigned get16(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static unsigned ticks_of(double s)
{
    double ticks = round(s * TICKS_PER_S);
    return ticks >= 0 && ticks < NO_TICKS ? (unsigned)ticks : NO_TICKS; /* NAN too */
}

static unsigned code_of(double mps2)
{
    double milli_g = isfinite(mps2) ? round(mps2 * (MILLI / GRAVITY_MPS2)) : 0;
    return (unsigned)(int)fmin(fmax(milli_g, -MOST_MILLI_G), MOST_MILLI_G) & 0xffffu;
}

void session_strip_pack(struct session_strip *packed, const struct bks_strip *strip)
{
    size_t n = strip->n < BKS_STRIP_SAMPLES ? strip->n : BKS_STRIP_SAMPLES;
    packed->n_vertical = n * SESSION_STRIP_SAMPLE_BYTES;
    packed->n_steps = 0;
    for (size_t i = 0; i < n; i++)
        put16(&packed->vertical[i * SESSION_STRIP_SAMPLE_BYTES], code_of(strip->vertical_mps2[i]));
    for (size_t k = 0; k < strip->n_steps && k < BKS_STRIP_STEPS; k++) {
        const struct bks_strip_step *step = &strip->steps[k];
        unsigned char *at = &packed->steps[packed->n_steps];
        unsigned contact = ticks_of(step->contact_s - strip->start_s);
        if (contact == NO_TICKS)
            continue;
        put16(at, contact);
        put16(at + 2, ticks_of(step->toe_off_s - step->contact_s));
        at[4] = (unsigned char)(step->side + 1);
        packed->n_steps += SESSION_STRIP_STEP_BYTES;
    }
}

void session_strip_unpack(struct bks_strip *strip, const unsigned char *vertical, size_t n_vertical,
                          const unsigned char *steps, size_t n_steps)
{
    size_t n = n_vertical / SESSION_STRIP_SAMPLE_BYTES, m = n_steps / SESSION_STRIP_STEP_BYTES;
    strip->n = n < BKS_STRIP_SAMPLES ? n : BKS_STRIP_SAMPLES;
    strip->n_steps = m < BKS_STRIP_STEPS ? m : BKS_STRIP_STEPS;
    for (size_t i = 0; i < strip->n; i++) {
        double code = get16(&vertical[i * SESSION_STRIP_SAMPLE_BYTES]);
        double milli_g = code > MOST_MILLI_G ? code - 65536 : code;
        strip->vertical_mps2[i] = milli_g * (GRAVITY_MPS2 / MILLI);
    }
    for (size_t k = 0; k < strip->n_steps; k++) {
        const unsigned char *at = &steps[k * SESSION_STRIP_STEP_BYTES];
        unsigned length = get16(at + 2);
        double contact_s = strip->start_s + get16(at) / TICKS_PER_S;
        strip->steps[k] = (struct bks_strip_step){
            .contact_s = contact_s,
            .toe_off_s = length == NO_TICKS ? (double)NAN : contact_s + length / TICKS_PER_S,
            .side = at[4] > 2 ? 0 : at[4] - 1};
    }
}
