/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who wrote a FIT file, and its seconds as instants. */
#include "read/fit.h"

#include <stdio.h>

enum file_id_field { FILE_MAKER = 1, FILE_PRODUCT = 2, FILE_PRODUCT_NAME = 8 };

static const struct {
    uint32_t number;
    const char *name;
} makers[] = {
    {1, "Garmin"},  {23, "Suunto"}, {32, "Wahoo"},   {71, "TomTom"},  {95, "Stryd"},
    {123, "Polar"}, {260, "Zwift"}, {265, "Strava"}, {267, "Bryton"}, {294, "COROS"},
};

int64_t fit_us(uint32_t time_s)
{
    return time_s * INT64_C(1000000) + (time_s >= FIT_UTC_FROM_S ? FIT_EPOCH_US : 0);
}

void fit_device(char *out, size_t room, const struct fit_message *message)
{
    char product[64];
    uint32_t maker = fit_whole(message, FILE_MAKER, UINT16_MAX);
    uint32_t number = fit_whole(message, FILE_PRODUCT, UINT16_MAX);
    const char *name = NULL;
    out[0] = '\0';
    for (size_t i = 0; i < sizeof makers / sizeof makers[0]; i++)
        if (makers[i].number == maker)
            name = makers[i].name;
    fit_text(product, sizeof product, message, FILE_PRODUCT_NAME);
    if (!product[0] && number != UINT16_MAX)
        (void)snprintf(product, sizeof product, "product %u", (unsigned)number);
    if (name)
        (void)snprintf(out, room, "%s%s%s", name, product[0] ? " " : "", product);
    else if (maker != UINT16_MAX)
        (void)snprintf(out, room, "maker %u%s%s", (unsigned)maker, product[0] ? ", " : "", product);
}
