/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the note and the check both say of a recording, in words. */
#include "report/phrases.h"

#include "base/text.h"
#include "report/words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FILE_BYTES   40  /* of a path that are shown */
#define FORMAT_BYTES 100 /* of a title that are shown */

static const struct phrase_measure measures[] = {
#define X(name, id, label, unit, decimals) [BKS_##name] = {label, unit, decimals},
    BKS_MEASURE_LIST(X)
#undef X
};

static const char *const places[] = {
    [BKS_PLACE_UNKNOWN] = "not known", [BKS_SACRUM] = "at the small of the back",
    [BKS_WAIST] = "at the waist",      [BKS_CHEST] = "on the chest",
    [BKS_TRUNK] = "on the trunk",      [BKS_POCKET] = "in a pocket",
    [BKS_ARM] = "on the arm",          [BKS_WRIST] = "on the wrist",
    [BKS_HAND] = "in the hand",        [BKS_ANKLE] = "on the ankle",
    [BKS_FOOT] = "on the foot",
};
_Static_assert(sizeof places / sizeof places[0] == BKS_PLACEMENT_COUNT, "each place has words");

static const char *const sources[] = {
    [BKS_PLACEMENT_ESTIMATED] = "estimated",
    [BKS_PLACEMENT_GIVEN] = "as you said",
    [BKS_PLACEMENT_FILE] = "the file says",
};

const struct phrase_measure *phrase_measure(enum bks_measure_id id)
{
    return &measures[id];
}

void phrase_format(char text[PHRASE_ROOM], const struct bks_recording_info *info)
{
    const char *title = words_format(info->format);
    const char *bracket = strstr(title, " (");
    size_t n = bracket ? (size_t)(bracket - title) : strlen(title);
    (void)snprintf(text, PHRASE_ROOM, "%.*s", (int)(n < FORMAT_BYTES ? n : FORMAT_BYTES), title);
}

void phrase_origin(char text[PHRASE_ROOM], const struct bks_recording_info *info)
{
    phrase_format(text, info);
    size_t used = strlen(text);
    if (info->device[0])
        (void)snprintf(text + used, PHRASE_ROOM - used, " (%s)", info->device);
}

const char *phrase_worn(enum bks_placement placement)
{
    return places[placement];
}

void phrase_place(char text[PHRASE_ROOM], const struct bks_input *input)
{
    if (input->placement == BKS_PLACE_UNKNOWN)
        (void)snprintf(text, PHRASE_ROOM, "%s", phrase_worn(input->placement));
    else
        (void)snprintf(text, PHRASE_ROOM, "%s (%s)", phrase_worn(input->placement),
                       sources[input->placement_source]);
}

void phrase_rate(char text[PHRASE_ROOM], double rate_hz)
{
    char digits[32];
    text_fixed(digits, rate_hz, 1);
    if (rate_hz > 0)
        (void)snprintf(text, PHRASE_ROOM, "%s Hz", digits);
    else
        (void)snprintf(text, PHRASE_ROOM, "rate not known");
}

void phrase_gaps(char text[PHRASE_ROOM], const struct bks_quality *quality)
{
    char sum[32];
    text_fixed(sum, quality->gap_s, quality->gap_s < 100 ? 1 : 0);
    if (quality->n_gaps_all == 0)
        (void)snprintf(text, PHRASE_ROOM, "no gaps");
    else if (quality->n_gaps_all == 1)
        (void)snprintf(text, PHRASE_ROOM, "1 gap of %s s", sum);
    else
        (void)snprintf(text, PHRASE_ROOM, "%zu gaps, %s s", quality->n_gaps_all, sum);
}

static void phrase_clock(char text[PHRASE_ROOM], double offset_s)
{
    char amount[WORDS_ROOM], digits[32];
    double away_s = fabs(offset_s);
    text_fixed(digits, away_s, 1);
    words_duration(amount, away_s);
    if (away_s < 0.05)
        (void)snprintf(text, PHRASE_ROOM, "its clock agrees");
    else
        (void)snprintf(text, PHRASE_ROOM, "its clock is %s%s %s", away_s < 60 ? digits : amount,
                       away_s < 60 ? " s" : "", offset_s > 0 ? "behind" : "ahead");
}

void phrase_companion(char text[PHRASE_ROOM], const struct bks_companion *track)
{
    char clock[PHRASE_ROOM], cadence[64] = "", digits[32];
    phrase_clock(clock, track->offset_s.value);
    text_fixed(digits, track->cadence_spm.value, 0);
    if (track->cadence_spm.why == BKS_WHY_NONE)
        (void)snprintf(cadence, sizeof cadence, ", its own cadence %s", digits);
    (void)snprintf(text, PHRASE_ROOM, "%.60s%s; %.60s",
                   track->device[0] ? track->device : words_format(track->format), cadence, clock);
}

void phrase_file(char text[PHRASE_ROOM], const char *file)
{
    size_t n = strlen(file);
    if (n <= FILE_BYTES) {
        (void)snprintf(text, PHRASE_ROOM, "%s", file);
        return;
    }
    const char *name = strrchr(file, '/');
    if (name && name[1] && strlen(name + 1) <= FILE_BYTES) {
        (void)snprintf(text, PHRASE_ROOM, "%s", name + 1);
        return;
    }
    const char *tail = file + n - FILE_BYTES;
    while (((unsigned char)*tail & 0xC0) == 0x80) /* not in the middle of a character */
        tail++;
    (void)snprintf(text, PHRASE_ROOM, "...%s", tail);
}
