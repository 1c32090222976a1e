/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units of strangers in SI. */
#ifndef READ_UNITS_H
#define READ_UNITS_H

#define UNITS_MPS2_PER_G  9.80665              /* standard gravity, 3rd CGPM 1901 */
#define UNITS_RAD_PER_DEG 0.017453292519943295 /* pi / 180 */

#endif
