/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the profile knows of the body, as options of an analysis. */
#include "flow/body.h"

#include "model/options.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *key, *option, *unit;
} body[] = {
    {"height_cm", "height", "cm"},
    {"mass_kg", "mass", "kg"},
    {"leg_length_cm", "leg-length", "cm"},
};

static bool is_given(const struct bks_options *options, const char *name)
{
    for (size_t i = 0; i < options->n_given; i++)
        if (strcmp(options->given[i].name, name) == 0)
            return true;
    return false;
}

enum bks_status body_fill(struct bks_options *options, const struct told_latest *profile,
                          struct bks_fault *fault)
{
    char text[64];
    enum bks_status status = BKS_OK;
    for (size_t i = 0; i < sizeof body / sizeof *body && status == BKS_OK; i++) {
        const char *value = told_value(profile, body[i].key);
        if (!value || is_given(options, body[i].option))
            continue;
        (void)snprintf(text, sizeof text, "%.40s%s", value, body[i].unit);
        status = bks_options_set(options, body[i].option, text, fault);
    }
    return status;
}
