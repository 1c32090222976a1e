/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of developers in FIT files: they are described in the file itself. And the checksum. */
#include "read/fit_parts.h"

enum description_field {
    DESCRIPTION_DEVELOPER = 0,
    DESCRIPTION_NUMBER = 1,
    DESCRIPTION_TYPE = 2,
    DESCRIPTION_NAME = 3,
    DESCRIPTION_UNITS = 8,
    DESCRIPTION_NATIVE_MESSAGE = 14,
    DESCRIPTION_NATIVE_FIELD = 15
};

uint16_t fit_checksum(uint16_t crc, const uint8_t *bytes, size_t n)
{
    /* The remainder of each nibble. */
    static const uint16_t of_nibble[16] = {0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00,
                                           0x2800, 0xE401, 0xA001, 0x6C00, 0x7800, 0xB401,
                                           0x5000, 0x9C01, 0x8801, 0x4400};
    for (size_t i = 0; i < n; i++) {
        crc = (uint16_t)(crc >> 4 ^ of_nibble[(crc ^ bytes[i]) & 15]);
        crc = (uint16_t)(crc >> 4 ^ of_nibble[(crc ^ bytes[i] >> 4) & 15]);
    }
    return crc;
}

void fit_forget(struct fit *fit)
{
    fit->timed = false;
    fit->n_descriptions = 0;
    for (size_t i = 0; i < 16; i++)
        fit->definition[i].known = false;
}

static struct fit_description *find(struct fit *fit, unsigned developer, unsigned number)
{
    for (size_t i = 0; i < fit->n_descriptions; i++)
        if (fit->description[i].developer == developer && fit->description[i].number == number)
            return &fit->description[i];
    return NULL;
}

void fit_describe(struct fit *fit, const struct fit_message *message)
{
    uint32_t developer = fit_whole(message, DESCRIPTION_DEVELOPER, UINT32_MAX);
    uint32_t number = fit_whole(message, DESCRIPTION_NUMBER, UINT32_MAX);
    if (developer > UINT8_MAX || number > UINT8_MAX)
        return;
    struct fit_description *row = find(fit, developer, number);
    if (!row && fit->n_descriptions == FIT_MAX_DEVELOPER_FIELDS)
        return;
    if (!row)
        row = &fit->description[fit->n_descriptions++];
    *row = (struct fit_description){
        .developer = (uint8_t)developer,
        .number = (uint8_t)number,
        .type = (uint8_t)fit_whole(message, DESCRIPTION_TYPE, 0x0D),
        .native_message = (uint16_t)fit_whole(message, DESCRIPTION_NATIVE_MESSAGE, UINT16_MAX),
        .native_field = (uint8_t)fit_whole(message, DESCRIPTION_NATIVE_FIELD, UINT8_MAX)};
    fit_text(row->name, sizeof row->name, message, DESCRIPTION_NAME);
    fit_text(row->units, sizeof row->units, message, DESCRIPTION_UNITS);
}

struct fit_values fit_developer(const struct fit *fit, const struct fit_message *message,
                                unsigned i, const struct fit_description **description)
{
    const struct fit_definition *definition = message->definition;
    const struct fit_field *field = &definition->field[definition->n_fields + i];
    *description = NULL;
    for (size_t k = 0; k < fit->n_descriptions; k++) {
        const struct fit_description *row = &fit->description[k];
        if (row->developer == field->type && row->number == field->number)
            *description = row;
    }
    if (!*description)
        return (struct fit_values){.n = 0};
    return fit_values_of(message->data + field->at, field->size, (*description)->type,
                         definition->big_endian);
}
