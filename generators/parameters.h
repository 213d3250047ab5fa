/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Values of a generator's parameters: set from text, described as text.
 */
#ifndef GORGE_GENERATORS_PARAMETERS_H
#define GORGE_GENERATORS_PARAMETERS_H

#include "generators/generator.h"

/* The standard values of a generator. */
void parameter_values_init(const struct generator *generator, struct parameter_values *values);
/* The value of a parameter that the generator is known to have. */
const struct parameter_value *parameter_value(
	const struct generator *generator, const struct parameter_values *values, const char *name);
/* Sets one value from text; raises UNKNOWN_PARAMETER (with the nearest name) or BAD_VALUE (with the range).
 */
bool parameter_values_set(const struct generator *generator, struct parameter_values *values,
	const char *name, const char *text, struct error *err);
/* The index of a parameter, or SIZE_MAX. */
size_t parameter_index(const struct generator *generator, const char *name);
/* "files=1000 files_per_package=50 ... seed=1": every parameter, in row order; appended to text. */
void parameter_values_describe(
	const struct generator *generator, const struct parameter_values *values, struct text *text);

#endif
