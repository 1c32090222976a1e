/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The spring-mass runner: a point on a weightless spring leg, integrated through its stance. */
#ifndef SUPPORT_SIM_SLIP_H
#define SUPPORT_SIM_SLIP_H

#include <stdbool.h>
#include <stddef.h>

struct sim_slip {
    double speed_mps; /* forward at touchdown */
    double flight_s;  /* between stances */
    double stiffness; /* of the leg over mass [1/s2] */
    double leg_m;     /* at rest */
    double contact_s; /* found */
    double angle_rad; /* found: of the leg to the ground at touchdown */
    double sunk_m;    /* found: fall of the mass from touchdown to the middle of stance */
    double peak_mps2; /* found: highest vertical force over mass */
};

/*
 * Finds the touchdown angle that makes the stance symmetric, and what follows from it.
 *
 *   in    slip  speed, flight, stiffness and leg are set
 *   ends  false where no such stance exists
 *   from  Blickhan 1989 (doi 10.1016/0021-9290(89)90224-8); Runge-Kutta of order 4
 */
bool sim_slip_solve(struct sim_slip *slip);

/* Finds the stiffness that gives a contact time, then solves; false where none does. */
bool sim_slip_for_contact(struct sim_slip *slip, double contact_s);

/* Force over mass at n + 1 even instants of the solved stance [m/s2]. */
void sim_slip_forces(const struct sim_slip *slip, double *up, double *forward, size_t n);

#endif
