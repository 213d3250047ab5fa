/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/project_spec.h"
#include "plan/repeat.h"
#include "base/memory.h"
#include "plan/module_request.h"
#include "plan/settings.h"
#include "plan/workload_axes.h"
#include "generators/parameters.h"
#include "generators/generator_values.h"

#include <stdlib.h>
#include <string.h>

void
project_spec_dispose(struct project_spec *spec)
{
	axes_dispose(&spec->axes);
	exec_generator_close(spec->exec);
	free(spec->name);
	free(spec->place);
	*spec = (struct project_spec){0};
}

const char *
project_spec_title(const struct project_spec *spec)
{
	if (spec->name[0] != '\0')
		return spec->name;
	return spec->generator ? spec->generator->name : spec->place;
}

static bool
is_place(const char *value)
{
	return (text_starts_with(value, PLACE_FOLDER) && value[strlen(PLACE_FOLDER)] != '\0') ||
		   text_starts_with(value, PLACE_MODULE) || text_equal(value, PLACE_GOROOT);
}

static bool
set_generator(struct project_spec *spec, const char *value, struct error *err)
{
	if (spec->generator || spec->place)
		return error_raise(
			err, ERROR_EXPERIMENT_SYNTAX, "generator", "it has to stand before its parameters");
	if (is_place(value)) {
		spec->place = memory_copy_text(value);
		return !text_starts_with(value, PLACE_MODULE) ||
			   module_request_check(value + strlen(PLACE_MODULE), err);
	}
	spec->generator = generator_open(value, &spec->exec, err);
	return spec->generator != NULL;
}

bool
project_spec_complete(struct project_spec *spec, struct error *err)
{
	if (spec->generator || spec->place)
		return true;
	if (spec->name[0] != '\0')
		return set_generator(spec, spec->name, err);
	return error_raise(err, ERROR_EXPERIMENT_SYNTAX, "[project]", "it names no generator");
}

/* The canonical text replaces what was typed, so that 100k and 100000 are one cell. */
static bool
canonise(const struct generator *generator, const char *name, char **value, struct error *err)
{
	struct parameter_values scratch;

	parameter_values_init(generator, &scratch);
	if (!parameter_values_set(generator, &scratch, name, *value, err))
		return false;
	free(*value);
	*value = memory_copy_text(parameter_value(generator, &scratch, name)->text);
	return true;
}

/* A name that the generator knows is its parameter, whatever else it may be. */
static bool
is_parameter(const struct project_spec *spec, const char *name)
{
	return spec->generator && parameter_index(spec->generator, name) != SIZE_MAX;
}

static bool
set_repeat(struct project_spec *spec, const char *value, struct error *err)
{
	if (text_to_count(value, &spec->repetitions) && spec->repetitions > 0 && spec->repetitions <= REPEAT_MOST)
		return true;
	return error_raise(err, ERROR_BAD_VALUE, "repeat",
		"'%s' is not a number from 1 to %d; rules with 'if' stand in [experiment]", value, REPEAT_MOST);
}

static bool
set_parameter(struct project_spec *spec, const char *name, const char *value, struct error *err)
{
	struct list *values;

	if (!spec->generator && !spec->place && spec->name[0] == '\0')
		return error_raise(
			err, ERROR_EXPERIMENT_SYNTAX, name, "'generator' has to stand before its parameters");
	if (!project_spec_complete(spec, err))
		return false;
	if (spec->place) /* named by the section, it may be one only now */
		return error_raise(
			err, ERROR_UNKNOWN_PARAMETER, name, "the project '%s' has no parameters", spec->place);
	if (spec->exec && !exec_generator_parameter(spec->exec, name, err))
		return false;
	values = &axes_add(&spec->axes, AXIS_PARAMETER, name)->values;
	if (!axis_expand(value, name, values, err))
		return false;
	for (size_t i = 0; i < values->count; i++)
		if (!canonise(spec->generator, name, &values->items[i], err))
			return false;
	return true;
}

bool
project_spec_set(struct project_spec *spec, const char *name, const char *value, struct error *err)
{
	if (text_equal(name, "generator"))
		return set_generator(spec, value, err);
	if (is_parameter(spec, name))
		return set_parameter(spec, name, value, err);
	if (text_equal(name, "repeat"))
		return set_repeat(spec, value, err);
	if (workload_axis_known(name))
		return workload_axis_add(&spec->axes, name, value, err);
	return setting_find(name) != SETTING_COUNT ? setting_add_axis(&spec->axes, name, value, err)
											   : set_parameter(spec, name, value, err);
}

void
project_spec_extend(struct project_spec *spec, const char *parameter, const char *value)
{
	struct parameter_values standard;
	struct axis *axis = NULL;

	for (size_t i = 0; i < spec->axes.count; i++)
		if (spec->axes.items[i].kind == AXIS_PARAMETER && text_equal(spec->axes.items[i].name, parameter))
			axis = &spec->axes.items[i];
	if (!axis) {
		parameter_values_init(spec->generator, &standard);
		axis = axes_add(&spec->axes, AXIS_PARAMETER, parameter);
		list_add(&axis->values, parameter_value(spec->generator, &standard, parameter)->text);
	}
	if (!list_contains(&axis->values, value))
		list_add(&axis->values, value);
}

void
project_spec_values(const struct project_spec *spec, const size_t *choice, struct parameter_values *values)
{
	struct error err = ERROR_INIT;

	parameter_values_init(spec->generator, values);
	for (size_t i = 0; i < spec->axes.count; i++) {
		const struct axis *axis = &spec->axes.items[i];
		if (axis->kind == AXIS_PARAMETER &&
			!parameter_values_set(spec->generator, values, axis->name, axis->values.items[choice[i]], &err))
			BUG("the parser accepted %s=%s: %s", axis->name, axis->values.items[choice[i]], err.why);
	}
}

bool
project_spec_check(const struct project_spec *spec, struct error *err)
{
	CLEANUP_FREE size_t *choice = memory_zeroed(spec->axes.count, sizeof *choice);
	struct parameter_values values;

	if (!spec->generator)
		return true;
	do {
		project_spec_values(spec, choice, &values);
		if (!generator_check(spec->generator, &values, err))
			return false;
	} while (axes_next(&spec->axes, choice));
	return true;
}
