/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shared recordings with truth, as their manifest states it. */
#include "validate/recordings.h"

#include "support/shared.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define HARLAB "recordings/harlab-treadmill/"
#define SACRUM "recordings/alcantara-sacrum/"
#define OXFORD "recordings/oxford-walk/"

const struct jog jogs[N_JOGS] = {
    {"harlab 003 waist, jog", HARLAB "003waist.csv", "waist", 515, 570, 159.6},
    {"harlab 003 wrist, jog", HARLAB "003wrist.csv", "wrist", 515, 570, 159.6},
    {"harlab 003 ankle, jog", HARLAB "003ankle.csv", "ankle", 515, 570, 159.6},
    {"harlab 030 waist, jog", HARLAB "030waist.csv", "waist", 550, 600, 170.4},
};

const struct trial trials[N_TRIALS] = {
    {"alcantara 2, 2.50 m/s", SACRUM "trial_02.csv", SACRUM "trial_02.truth.csv", 56.3, 243.9,
     "2.5m/s", "0deg", true},
    {"alcantara 3, 3.33 m/s", SACRUM "trial_03.csv", SACRUM "trial_03.truth.csv", 57.8, 215.3,
     "3.333m/s", "0deg", true},
    {"alcantara 15, 3.33 m/s, -10 deg", SACRUM "trial_15.csv", SACRUM "trial_15.truth.csv", 86.0,
     204.3, "3.333m/s", "-10deg", false},
    {"alcantara 21, 4.17 m/s, +10 deg", SACRUM "trial_21.csv", SACRUM "trial_21.truth.csv", 36.1,
     188.2, "4.167m/s", "10deg", false},
};

const struct counted counted[N_COUNTED] = {
    {"oxford user 1, front pocket", OXFORD "user1_frontpocket_1506422223341.csv", OXFORD_COLUMNS,
     327, 0.03, true},
    {"oxford user 2, hand", OXFORD "user2_hand_1506421987098.csv", OXFORD_COLUMNS, 340, 0.03, true},
    {"axivity example, 610 steps", "recordings/axivity/example-610-steps.cwa", NULL, 610, 0.02,
     false},
};

const struct shoe shoes[N_SHOES] = {
    {"fuzzy-shoe tom", "recordings/fuzzy-shoe/tom.csv", 11.2, 128.0},
    {"fuzzy-shoe matt", "recordings/fuzzy-shoe/matt.csv", 18.6, 134.6},
};

double trial_cadence(const struct trial *trial)
{
    char room[SHARED_PATH_ROOM], line[256];
    const char *path = shared_path(room, trial->truth_file);
    FILE *file = path ? fopen(path, "r") : NULL;
    if (!file)
        return (double)NAN;
    double first_s = 0, last_s = 0;
    size_t n = 0;
    bool head = true;
    while (fgets(line, sizeof line, file)) {
        if (!head) {
            last_s = strtod(line, NULL);
            first_s = n++ ? first_s : last_s;
        }
        head = false;
    }
    fclose(file);
    return n > 1 ? 60 * (double)(n - 1) / (last_s - first_s) : (double)NAN;
}

bool outcome_of_shared(struct outcome *outcome, const char *file, const struct told *told)
{
    char room[SHARED_PATH_ROOM];
    *outcome = (struct outcome){0};
    const char *path = shared_path(room, file);
    if (path)
        return outcome_of_file(outcome, path, told);
    fprintf(stderr, "backstride-validate: %s is not there\n", file);
    return false;
}
