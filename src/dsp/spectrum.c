/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FFTW behind four verbs. FFTW_ESTIMATE: the same plan, hence the same bits, on every run. */
#include "dsp/spectrum.h"

#include <fftw3.h>
#include <math.h>
#include <pthread.h>

/* FFTW's planner is not safe on several threads; executing is. */
static pthread_mutex_t planner = PTHREAD_MUTEX_INITIALIZER;

static const double pi = 3.14159265358979323846;

enum bks_status spectrum_init(struct spectrum *spectrum, size_t n)
{
    *spectrum = (struct spectrum){.n = n, .bins = n / 2 + 1};
    if (n < 16 || n > SPECTRUM_MAX || n % 2)
        return BKS_BAD_ARGUMENT;
    pthread_mutex_lock(&planner);
    spectrum->time = fftw_alloc_real(n);
    spectrum->freq = fftw_alloc_complex(spectrum->bins);
    if (spectrum->time && spectrum->freq) {
        spectrum->forward =
            fftw_plan_dft_r2c_1d((int)n, spectrum->time, spectrum->freq, FFTW_ESTIMATE);
        spectrum->inverse =
            fftw_plan_dft_c2r_1d((int)n, spectrum->freq, spectrum->time, FFTW_ESTIMATE);
    }
    pthread_mutex_unlock(&planner);
    if (spectrum->forward && spectrum->inverse)
        return BKS_OK;
    spectrum_clear(spectrum);
    return BKS_NO_MEMORY;
}

void spectrum_clear(struct spectrum *spectrum)
{
    pthread_mutex_lock(&planner);
    if (spectrum->forward)
        fftw_destroy_plan(spectrum->forward);
    if (spectrum->inverse)
        fftw_destroy_plan(spectrum->inverse);
    fftw_free(spectrum->time);
    fftw_free(spectrum->freq);
    pthread_mutex_unlock(&planner);
    *spectrum = (struct spectrum){0};
}

void spectrum_forward(struct spectrum *spectrum)
{
    fftw_execute(spectrum->forward);
}

void spectrum_inverse(struct spectrum *spectrum)
{
    fftw_execute(spectrum->inverse);
}

void hann_of(double *w, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        double s = sin(pi * ((double)i + 0.5) / (double)n);
        w[i] = s * s;
    }
}

static double parabola_offset(double left, double peak, double right)
{
    if (left <= 0 || peak <= 0 || right <= 0)
        return 0;
    double l = log(left), p = log(peak), r = log(right), curve = l - 2 * p + r;
    return curve < 0 ? 0.5 * (l - r) / curve : 0;
}

double hann_peak_bin(const double *power, size_t k, double stretch)
{
    if (stretch > 1.01)
        return (double)k + parabola_offset(power[k - 1], power[k], power[k + 1]);
    double left = sqrt(power[k - 1]), peak = sqrt(power[k]), right = sqrt(power[k + 1]);
    if (peak <= 0)
        return (double)k;
    double ratio = (left > right ? left : right) / peak;
    double offset = (2 * ratio - 1) / (ratio + 1);
    offset = offset < 0 ? 0 : offset > 0.5 ? 0.5 : offset;
    return (double)k + (left > right ? -offset : offset);
}

double hann_line_power(const double *power, size_t bins, double bin, double stretch)
{
    /* the main lobe of a Hann window holds 1.5 times the squared peak in three bins, whatever the
       offset (within 2 %); zero padding multiplies both the bins and the energy */
    double low = bin - 1.5 * stretch, high = bin + 1.5 * stretch;
    if (!(low > 0) || high > (double)bins - 1)
        return 0;
    double sum = 0;
    for (size_t k = (size_t)ceil(low); (double)k <= high; k++)
        sum += power[k];
    return sum / (1.5 * stretch);
}
