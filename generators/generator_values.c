/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/generator_values.h"
#include "generators/parameters.h"

#include <inttypes.h>

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

/* A go line that the generator's code is too new for; a user's own program knows what its `go` means. */
static bool
check_go_line(const struct generator *generator, const struct parameter_values *values, struct error *err)
{
	size_t index = parameter_index(generator, "go");
	unsigned oldest = generator_needs_minor(generator, values);

	if (index == SIZE_MAX || generator->parameters[index].kind != PARAMETER_RELEASE ||
		values->items[index].count >= oldest)
		return true;
	return error_raise(err, ERROR_BAD_VALUE, "go",
		"with these values this project's code needs go=1.%u or later; go is 1.%" PRIu64, oldest,
		values->items[index].count);
}

bool
generator_check(const struct generator *generator, const struct parameter_values *values, struct error *err)
{
	if (generator->check)
		return generator->check(values, err);
	return check_go_line(generator, values, err);
}

void
generator_std_packages(
	const struct generator *generator, const struct parameter_values *values, struct list *packages)
{
	for (const char *const *package = generator->std_packages; *package; package++)
		list_add(packages, *package);
	if (generator->add_std)
		generator->add_std(values, packages);
}

const struct parameter *
generator_asks(const struct generator *generator, const struct parameter_values *values)
{
	for (size_t i = 0; generator->parameters[i].name; i++)
		if (generator->parameters[i].ask > 0 && values->items[i].number > generator->parameters[i].ask)
			return &generator->parameters[i];
	return NULL;
}
