/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Simulated runners as people are, and the sensors they wear.
 *
 *   speed      2.2 .. 4.5 m/s, even
 *   height     1.81 m on average (van Oeveren 2019), SD 0.06 m (a choice)
 *   cadence    150.0 + 6.01 v steps/min, SD 8.5 in all (van Oeveren 2019): 1.2 less for each cm of
 *              height above the mean (Burns 2019, doi 10.1152/japplphysiol.00374.2018), and what
 *              then is left
 *   contact    0.70 +- 0.05 of the step at 3.35 m/s, 0.042 less for each m/s more (37 runners,
 *              Alcantara 2021, doi 10.7717/peerj.11199)
 *   asymmetry  of contact 2.95 +- 1.4 %, either foot longer (Gilgen-Ammann 2017: 2.6 to 3.3 +- 1.4)
 *   sway       of the centre of mass, sideways, 12 +- 3 mm (Drozda 2024,
 *              doi 10.1016/j.gaitpost.2024.06.015)
 *   steps      jitter by 1 to 3 %
 *   pace       the cadence at the end of a run is within 1 % (SD) of that at its start (a choice)
 *
 * The spreads of the sensors are choices. A normal draw stops at two standard deviations.
 */
#ifndef VALIDATE_POPULATION_H
#define VALIDATE_POPULATION_H

#include "support/outcome.h"

#define POPULATION_SWAY_MM 12

struct runner {
    double height_m, speed_mps, cadence_spm;
    struct sim_segment run; /* 5 to 8 min of it */
};

/* An ordinary runner. */
struct runner population_runner(struct sim_random *random);

/* Cadence that is usual at a speed and height. */
double population_cadence(double speed_mps, double height_m);

/* Sway of the centre of mass [mm]. */
double population_sway(struct sim_random *random);

/* A run of 20 to 90 s with wider spreads and the simulator's usual sway: to try intervals on. */
struct sim_segment population_run(struct sim_random *random, double speed_mps, double cadence_spm);

/* A sensor on the trunk at 50, 100 or 200 Hz, more or less upright, as it comes. */
struct sim_sensor population_sensor(struct sim_random *random);

#endif
