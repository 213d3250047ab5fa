/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Is something more frequent, or rarer, among some than among others? Fisher's exact test of a table of four.
 */
#ifndef GORGE_ANALYSE_NUMBERS_FISHER_H
#define GORGE_ANALYSE_NUMBERS_FISHER_H

#include <stddef.h>

/* Two-sided by doubling: how likely chance would deal so few, or so many, of those that have it to the
 * first `some`. some_with of some, others_with of others. 1 where either is none. */
double fisher_exact_p(size_t some_with, size_t some, size_t others_with, size_t others);

#endif
