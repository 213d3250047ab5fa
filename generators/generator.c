/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/generator.h"

#include <string.h>

const struct generator *const generators[] = {
#define GENERATOR(id) &generator_##id,
#include "generators/generators.def"
#undef GENERATOR
	NULL,
};

static const char *
generator_candidate(size_t index, const void *context)
{
	(void)context;
	return generators[index] ? generators[index]->name : NULL;
}

const struct generator *
generator_find(const char *name, struct error *err)
{
	const char *nearest;

	for (const struct generator *const *generator = generators; *generator; generator++)
		if (text_equal((*generator)->name, name))
			return *generator;
	nearest = text_nearest(name, generator_candidate, NULL);
	if (nearest)
		(void)error_raise(err, ERROR_UNKNOWN_GENERATOR, name,
			"there is no generator of that name; did you mean '%s'?", nearest);
	else
		(void)error_raise(err, ERROR_UNKNOWN_GENERATOR, name, "there is no generator of that name");
	return NULL;
}
