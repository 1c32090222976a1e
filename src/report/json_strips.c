/* SPDX-License-Identifier: GPL-3.0-or-later */
/* `strips`, by column: samples, then a list for each thing that is known of its steps. */
#include "report/json_strips.h"

#include <stddef.h>
#include <string.h>

#define STEP_DECIMALS     2
#define TIME_DECIMALS     3 /* the moments are known to 1 ms at best */
#define VERTICAL_DECIMALS 2

static const char *const sides[] = {"right", NULL, "left"}; /* by side + 1 */

static void write_samples(struct json_writer *json, const struct bks_strip *strip)
{
    json_key(json, "vertical_mps2");
    json_open(json, '[');
    for (size_t i = 0; i < strip->n; i++)
        json_number(json, strip->vertical_mps2[i], VERTICAL_DECIMALS);
    json_close(json, ']');
}

/* One time of each step of a strip. */
static void write_moments(struct json_writer *json, const char *name, const struct bks_strip *strip,
                          size_t at)
{
    json_key(json, name);
    json_open(json, '[');
    for (size_t k = 0; k < strip->n_steps; k++) {
        double value;
        memcpy(&value, (const char *)&strip->steps[k] + at, sizeof value);
        json_number(json, value, TIME_DECIMALS);
    }
    json_close(json, ']');
}

static void write_sides(struct json_writer *json, const struct bks_strip *strip)
{
    json_key(json, "side");
    json_open(json, '[');
    for (size_t k = 0; k < strip->n_steps; k++) {
        const char *side = sides[strip->steps[k].side + 1];
        if (side)
            json_text(json, side);
        else
            json_none(json);
    }
    json_close(json, ']');
}

void json_strips(struct json_writer *json, const struct bks_strip strips[BKS_STRIP_COUNT])
{
    json_key(json, "strips");
    json_open(json, '[');
    for (int which = 0; which < BKS_STRIP_COUNT; which++) {
        const struct bks_strip *strip = &strips[which];
        if (strip->n == 0)
            continue;
        json_open(json, '{');
        json_key_text(json, "which", bks_strip_id((enum bks_strip_which)which));
        json_key_number(json, "start_s", strip->start_s, TIME_DECIMALS);
        json_key_number(json, "step_s", strip->step_s, STEP_DECIMALS);
        write_samples(json, strip);
        write_moments(json, "contact_s", strip, offsetof(struct bks_strip_step, contact_s));
        write_moments(json, "toe_off_s", strip, offsetof(struct bks_strip_step, toe_off_s));
        write_sides(json, strip);
        json_close(json, '}');
    }
    json_close(json, ']');
}
