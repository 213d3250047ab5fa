/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "generators/mix.h"
#include "base/memory.h"
#include "base/text.h"
#include "generators/parameters.h"
#include "generators/generator_values.h"

#include <string.h>

static bool
parse_part(char *item, struct mix_part *part, struct error *err)
{
	char *colon = strchr(item, ':');

	if (!colon)
		return error_raise(err, ERROR_BAD_VALUE, "mix", "'%s' is not like many_methods:2%%", item);
	*colon = '\0';
	if (!(part->generator = generator_find(item, err)))
		return false;
	if (!part->generator->compose)
		return error_raise(err, ERROR_BAD_VALUE, "mix",
			"generator '%s' makes more than one package, so it cannot be mixed into another", item);
	if (!text_to_number(colon + 1, &part->share) || part->share < 0 || part->share > 1)
		return error_raise(err, ERROR_BAD_VALUE, "mix", "'%s' is no share of packages", colon + 1);
	return true;
}

bool
mix_parse(const char *text, struct mix *mix, struct error *err)
{
	CLEANUP_LIST struct list items = {0};
	double sum = 0;

	*mix = (struct mix){0};
	if (text_equal(text, "none"))
		return true;
	list_split(&items, text, ',');
	if (items.count == 0)
		return error_raise(err, ERROR_BAD_VALUE, "mix", "it names no pattern; 'none' is for none");
	if (items.count > MIX_PARTS_MOST)
		return error_raise(err, ERROR_BAD_VALUE, "mix", "more than %d patterns", MIX_PARTS_MOST);
	for (; mix->count < items.count; mix->count++) {
		if (!parse_part(items.items[mix->count], &mix->parts[mix->count], err))
			return false;
		sum += mix->parts[mix->count].share;
	}
	return sum <= 1 ||
		   error_raise(err, ERROR_BAD_VALUE, "mix", "the shares add up to more than all packages");
}

const struct generator *
mix_draw(const struct mix *mix, double unit)
{
	for (size_t i = 0; i < mix->count; i++) {
		if (unit < mix->parts[i].share)
			return mix->parts[i].generator;
		unit -= mix->parts[i].share;
	}
	return NULL;
}

void
mix_std_packages(const struct mix *mix, struct list *packages)
{
	struct parameter_values values;

	for (size_t i = 0; i < mix->count; i++) {
		parameter_values_init(mix->parts[i].generator, &values);
		generator_std_packages(mix->parts[i].generator, &values, packages);
	}
}

unsigned
mix_needs_minor(const struct mix *mix)
{
	struct parameter_values values;
	unsigned most = 0;

	for (size_t i = 0; i < mix->count; i++) {
		parameter_values_init(mix->parts[i].generator, &values);
		unsigned needs = generator_needs_minor(mix->parts[i].generator, &values);
		most = needs > most ? needs : most;
	}
	return most;
}
