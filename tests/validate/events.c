/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts and toe-offs beside those of a force plate; nothing is shifted to fit. */
#include "support/shared.h"
#include "support/step_list.h"
#include "validate/parts.h"
#include "validate/recordings.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_EVENTS 64
#define SAME_S     0.1 /* an event further off is another one */
#define MARGIN_S   0.3 /* at both ends of the recording */
#define LIMIT_MS   15.0

#define PUBLISHED "95 % within 119 to 178 ms at best (Kiernan 2023, sacrum)"

struct plate {
    size_t n;
    double contact_s[MAX_EVENTS], toe_off_s[MAX_EVENTS]; /* NAN where the end cut it off */
};

static void read_plate(struct plate *plate, const char *name)
{
    char room[SHARED_PATH_ROOM], line[256];
    const char *path = shared_path(room, name);
    FILE *file = path ? fopen(path, "r") : NULL;
    *plate = (struct plate){0};
    while (file && plate->n < MAX_EVENTS && fgets(line, sizeof line, file)) {
        char *end = NULL, *after = NULL;
        double contact_s = strtod(line, &end);
        if (end == line || *end != ',')
            continue; /* the header */
        double toe_off_s = strtod(end + 1, &after);
        plate->contact_s[plate->n] = contact_s;
        plate->toe_off_s[plate->n++] = after == end + 1 ? (double)NAN : toe_off_s;
    }
    if (file)
        (void)fclose(file);
}

static double nearest(const struct plate *plate, double contact_s)
{
    double best_s = INFINITY;
    for (size_t i = 0; i < plate->n; i++)
        if (fabs(plate->contact_s[i] - contact_s) < fabs(best_s - contact_s))
            best_s = plate->contact_s[i];
    return best_s;
}

struct events {
    struct spread contact, toe_off;
    size_t asked, missed, invented;
};

static void compare(struct events *events, const struct step_list *list, const struct plate *plate,
                    double end_s)
{
    for (size_t i = 0; i < plate->n; i++) {
        double true_s = plate->contact_s[i];
        if (true_s < MARGIN_S || true_s > end_s)
            continue;
        events->asked++;
        const struct listed_step *found = step_near(list, true_s, SAME_S);
        char label[48];
        snprintf(label, sizeof label, "at %.2f s", true_s);
        events->missed += !found;
        if (found)
            spread_take(&events->contact, 1000 * (found->contact_s - true_s), label);
        if (found && !isnan(found->toe_off_s) && !isnan(plate->toe_off_s[i]))
            spread_take(&events->toe_off, 1000 * (found->toe_off_s - plate->toe_off_s[i]), label);
    }
    for (size_t i = 0; i < list->n; i++) {
        const struct listed_step *step = &list->steps[i];
        if (step->contact_s < MARGIN_S || step->contact_s > end_s)
            continue;
        double true_s = nearest(plate, step->contact_s);
        bool paired = fabs(true_s - step->contact_s) <= SAME_S &&
                      step_near(list, true_s, SAME_S)->contact_s == step->contact_s;
        events->invented += !paired;
    }
}

static void show(struct findings *findings, const char *where, const struct events *events)
{
    struct finding row = {.claim = "contacts missed", .where = where, .unit = ""};
    row.n = events->asked;
    row.value = (double)events->missed;
    findings_at_most(findings, row, 0);
    row.claim = "contacts invented";
    row.value = (double)events->invented;
    findings_at_most(findings, row, 0);
    row.claim = "contact, mean error";
    row.unit = "ms";
    row.decimals = 1;
    row.published = PUBLISHED;
    row.n = events->contact.n;
    row.value = spread_mean_size(&events->contact);
    findings_at_most(findings, row, LIMIT_MS);
    row.claim = "toe-off, mean error";
    row.n = events->toe_off.n;
    row.value = spread_mean_size(&events->toe_off);
    findings_shown(findings, row);
    findings_note(findings,
                  "contact bias %+.1f SD %.1f worst %.1f (%s); toe-off bias %+.1f SD %.1f worst "
                  "%.1f (%s)",
                  spread_bias(&events->contact), spread_sd(&events->contact), events->contact.worst,
                  events->contact.worst_at, spread_bias(&events->toe_off),
                  spread_sd(&events->toe_off), events->toe_off.worst, events->toe_off.worst_at);
}

void part_events(struct findings *findings)
{
    for (size_t i = 0; i < N_TRIALS; i++) {
        const struct trial *trial = &trials[i];
        const struct told told = {
            .placement = "sacrum", .speed = trial->speed, .slope = trial->slope};
        struct outcome outcome;
        if (!outcome_of_shared(&outcome, trial->file, &told))
            continue;
        struct plate plate;
        struct step_list list;
        struct events events = {0};
        read_plate(&plate, trial->truth_file);
        if (step_list_of(&list, outcome.analysis))
            compare(&events, &list, &plate, outcome.result->input.duration_s - MARGIN_S);
        show(findings, trial->label, &events);
        step_list_clear(&list);
        outcome_clear(&outcome);
    }
}
