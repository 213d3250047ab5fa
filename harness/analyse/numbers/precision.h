/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well a median is known.
 */
#ifndef GORGE_ANALYSE_NUMBERS_PRECISION_H
#define GORGE_ANALYSE_NUMBERS_PRECISION_H

#include <stddef.h>

/* Half the width of the 95% interval of the median, as a share of the median: (high - low) / 2 / median, the
 * interval being that of median_interval(), which assumes nothing about the distribution. INFINITY below six
 * values, which carry no such interval, and where the median is 0. The values stay as they are. */
double median_half_width(const double *values, size_t count);

#endif
