/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How well laws explain what was measured: AICc (Hurvich and Tsai 1989), of whichever laws, on the same
 * sizes.
 */
#ifndef GORGE_ANALYSE_LAWS_FITTING_LAW_CRITERION_H
#define GORGE_ANALYSE_LAWS_FITTING_LAW_CRITERION_H

#include <stdbool.h>

/* What is known of how far laws are from medians where each size is one observation, even if few sizes tell:
 * as if so many further sizes had been off by so much. Without, AICc calls five sizes that grow forty-fold a
 * constant. */
#define KNOWN_SIZES  4.0
#define KNOWN_MISFIT 0.05

/* AICc without its price for parameters. squares: the sum of the residuals' over `count` observations. */
double law_deviance(double squares, double count);
/* What `parameters` numbers cost, the variance among them; false where observations do not outnumber them by
 * two, since the correction has no meaning there, and a pole. */
bool law_price(double count, double parameters, double *price);

#endif
