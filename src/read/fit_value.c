/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Fields of FIT messages as numbers and texts: sizes, signs, byte orders and what is invalid. */
#include "base/bytes.h"
#include "base/text.h"
#include "read/fit_parts.h"

#include <math.h>
#include <string.h>

enum kind { KIND_UNSIGNED, KIND_SIGNED, KIND_FLOAT, KIND_TEXT, KIND_BYTE };

/* By the low five bits of the base type; `invalid` is what stands where there is no value. */
static const struct {
    uint8_t size;
    enum kind kind;
    uint64_t invalid;
} types[] = {
    {1, KIND_UNSIGNED, 0xFF},       {1, KIND_SIGNED, 0x7F},     {1, KIND_UNSIGNED, 0xFF},
    {2, KIND_SIGNED, 0x7FFF},       {2, KIND_UNSIGNED, 0xFFFF}, {4, KIND_SIGNED, 0x7FFFFFFF},
    {4, KIND_UNSIGNED, 0xFFFFFFFF}, {1, KIND_TEXT, 0},          {4, KIND_FLOAT, 0xFFFFFFFF},
    {8, KIND_FLOAT, UINT64_MAX},    {1, KIND_UNSIGNED, 0},      {2, KIND_UNSIGNED, 0},
    {4, KIND_UNSIGNED, 0},          {1, KIND_BYTE, UINT64_MAX}, {8, KIND_SIGNED, INT64_MAX},
    {8, KIND_UNSIGNED, UINT64_MAX}, {8, KIND_UNSIGNED, 0},
};

/* Row of the table; a type that does not exist is bytes. */
static size_t row_of(uint8_t type)
{
    size_t row = type & 0x1Fu;
    return row < sizeof types / sizeof types[0] ? row : 13;
}

struct fit_values fit_values_of(const uint8_t *data, size_t size, uint8_t type, bool big_endian)
{
    struct fit_values values = {data, type, big_endian, 0};
    unsigned one = types[row_of(type)].size;
    if (size % one == 0)
        values.n = size / one;
    return values;
}

struct fit_values fit_field(const struct fit_message *message, unsigned number)
{
    const struct fit_definition *definition = message->definition;
    for (unsigned i = 0; i < definition->n_fields; i++) {
        const struct fit_field *field = &definition->field[i];
        if (field->number == number)
            return fit_values_of(message->data + field->at, field->size, field->type,
                                 definition->big_endian);
    }
    return (struct fit_values){.n = 0};
}

/* The next value's bits, in either order. */
static uint64_t bits_of(struct bytes *at, size_t size, bool big_endian)
{
    switch (size) {
    case 1:
        return bytes_u8(at);
    case 2:
        return big_endian ? bytes_u16be(at) : bytes_u16le(at);
    case 4:
        return big_endian ? bytes_u32be(at) : bytes_u32le(at);
    default:
        return big_endian ? bytes_u64be(at) : bytes_u64le(at);
    }
}

static double float_of(uint64_t bits, size_t size)
{
    if (size == 8) {
        double value;
        memcpy(&value, &bits, sizeof value);
        return value;
    }
    uint32_t half = (uint32_t)bits;
    float value;
    memcpy(&value, &half, sizeof value);
    return (double)value;
}

static double signed_of(uint64_t bits, size_t size)
{
    uint64_t sign = UINT64_C(1) << (8 * size - 1);
    if (!(bits & sign))
        return (double)bits;
    uint64_t below = (sign << 1) - bits; /* 8 bytes: the shift leaves 0, and 0 - bits is right */
    return -(double)below;
}

bool fit_value(double *value, const struct fit_values *values, size_t i)
{
    size_t row = row_of(values->type), size = types[row].size;
    if (i >= values->n || types[row].kind == KIND_TEXT)
        return false;
    struct bytes at = bytes_of(values->data + i * size, size);
    uint64_t bits = bits_of(&at, size, values->big_endian);
    if (bits == types[row].invalid)
        return false;
    *value = (double)bits;
    if (types[row].kind == KIND_SIGNED)
        *value = signed_of(bits, size);
    if (types[row].kind == KIND_FLOAT)
        *value = float_of(bits, size);
    return isfinite(*value);
}

double fit_number(const struct fit_message *message, unsigned number, double scale, double offset)
{
    struct fit_values values = fit_field(message, number);
    double value;
    return fit_value(&value, &values, 0) ? value / scale - offset : (double)NAN;
}

uint32_t fit_whole(const struct fit_message *message, unsigned number, uint32_t none)
{
    double value = fit_number(message, number, 1, 0);
    return value >= 0 && value <= UINT32_MAX ? (uint32_t)value : none;
}

void fit_text(char *out, size_t room, const struct fit_message *message, unsigned number)
{
    struct fit_values values = fit_field(message, number);
    size_t n = 0;
    if (types[row_of(values.type)].kind == KIND_TEXT)
        while (n < values.n && values.data[n])
            n++;
    text_utf8(out, room, (const char *)values.data, n);
}
