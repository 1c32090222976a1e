/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Fourier transforms of one length, planned once (FFTW, double, ESTIMATE), and what is read off
 * them.
 */
#ifndef DSP_SPECTRUM_H
#define DSP_SPECTRUM_H

#include "backstride/status.h"

#include <stddef.h>

#define SPECTRUM_MAX 16384

struct fftw_plan_s;

/*
 * One length's plans with their buffers.
 *
 *   n     samples, even
 *   bins  n / 2 + 1
 *   time  [n]     input of spectrum_forward, output of spectrum_inverse; borrowed by the caller
 *   freq  [bins]  interleaved re, im
 */
struct spectrum {
    size_t n, bins;
    double *time;
    double (*freq)[2];
    struct fftw_plan_s *forward, *inverse;
};

/*
 *   in    n     even, 16 .. SPECTRUM_MAX
 *   ends  BKS_BAD_ARGUMENT, BKS_NO_MEMORY
 *   owns  the caller; spectrum_clear. Plans of several threads are made one at a time.
 */
enum bks_status spectrum_init(struct spectrum *spectrum, size_t n) BKS_CHECK;
void spectrum_clear(struct spectrum *spectrum);

/* time -> freq; and freq -> time (freq is destroyed, time is scaled by n). */
void spectrum_forward(struct spectrum *spectrum);
void spectrum_inverse(struct spectrum *spectrum);

/* Hann window that is zero just outside its n points: w[i] = sin^2(pi (i + 1/2) / n). */
void hann_of(double *w, size_t n);

/*
 * Where between bins a lone line of a Hann-windowed spectrum stands.
 *
 *   in    power[bins]  squared amplitudes
 *         k            a local maximum, 1 .. bins - 2
 *         stretch      transform length over window length, 1 or more (zero padding)
 *   out   fractional bin: exact for one sinusoid at stretch 1, +-(2 r - 1) / (r + 1) with r the
 * ratio of the larger neighbour to the peak; a parabola through the logarithms when zero padded
 *   from  Grandke 1983, IEEE Trans. Instrum. Meas. 32:350
 */
double hann_peak_bin(const double *power, size_t k, double stretch);

/*
 * Squared amplitude of the line at fractional bin `bin`: the energy of its main lobe. A line that
 * step jitter has smeared keeps its energy.
 *
 *   in    power[bins]  scaled so that a sinusoid of amplitude A has its peak at A^2
 */
double hann_line_power(const double *power, size_t bins, double bin, double stretch);

#endif
