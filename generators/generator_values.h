/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What a project with certain values needs, and whether the values go together.
 */
#ifndef GORGE_GENERATORS_GENERATOR_VALUES_H
#define GORGE_GENERATORS_GENERATOR_VALUES_H

#include "generators/generator.h"

/* Raises BAD_VALUE when values that are good alone cannot go together. */
bool generator_check(
	const struct generator *generator, const struct parameter_values *values, struct error *err);
/* Adds every std package that a project with these values may import, perhaps some twice. */
void generator_std_packages(
	const struct generator *generator, const struct parameter_values *values, struct list *packages);
/* The first parameter whose value is above its `ask`, or NULL. */
const struct parameter *generator_asks(
	const struct generator *generator, const struct parameter_values *values);
/* The oldest minor release that compiles a project with these values. */
unsigned generator_needs_minor(const struct generator *generator, const struct parameter_values *values);

#endif
