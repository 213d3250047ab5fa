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

static unsigned
release_minor(const char *release)
{
	uint64_t minor;

	if (!text_starts_with(release, "1.") || !text_to_count(release + 2, &minor))
		BUG("'%s' is no Go release", release);
	return (unsigned)minor;
}

unsigned
generator_needs_minor(const struct generator *generator, const struct parameter_values *values)
{
	return generator->needs_minor ? generator->needs_minor(values) : release_minor(generator->oldest_go);
}

bool
generator_check(const struct generator *generator, const struct parameter_values *values, struct error *err)
{
	return !generator->check || generator->check(values, err);
}
