/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Generic types as arguments of themselves: what type_doubling and generic_wrapping write, which differ only
 * in how often the inner type stands in the outer one.
 */
#ifndef GORGE_GENERATORS_NESTED_TYPES_H
#define GORGE_GENERATORS_NESTED_TYPES_H

#include "generators/pattern.h"

/* The parameters of both, in this order. */
enum { NESTED_DEPTH, NESTED_METHODS, NESTED_THROUGH, NESTED_GO, NESTED_SEED };

#define NESTED_THROUGH_PARAMETER                                                                             \
	CHOICE_PARAMETER("through", "aliases|functions", "aliases",                                              \
		"Where a level is made of the last: in a type's alias, or in a generic function that calls the "     \
		"next.")

/* Composes a package with `depth` levels; `arguments` is 1 for Nest[A] and 2 for Nest[A, A]. */
void nested_types_compose(struct pattern *pattern, unsigned arguments);

#endif
