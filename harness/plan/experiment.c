/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/experiment.h"
#include "base/memory.h"
#include "plan/settings.h"
#include "plan/workload_axes.h"
#include "generators/parameters.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static bool
set_text(char **field, const char *value)
{
	free(*field);
	*field = memory_copy_text(value);
	return true;
}

static bool
set_question(struct experiment *experiment, const char *value, struct error *err)
{
	(void)err;
	return set_text(&experiment->question, value);
}

static bool
set_published(struct experiment *experiment, const char *value, struct error *err)
{
	(void)err;
	return set_text(&experiment->published, value);
}

static bool
set_meter(struct experiment *experiment, const char *value, struct error *err)
{
	(void)err;
	return text_equal(value, "auto") || set_text(&experiment->meter, value);
}

static bool
set_repeat(struct experiment *experiment, const char *value, struct error *err)
{
	return repeat_parse(value, &experiment->repeat, err);
}

static bool
set_seed(struct experiment *experiment, const char *value, struct error *err)
{
	if (!text_to_count(value, &experiment->seed))
		return error_raise(err, ERROR_BAD_VALUE, "seed", "'%s' is not a whole number", value);
	return true;
}

static bool
set_timeout(struct experiment *experiment, const char *value, struct error *err)
{
	return setting_add_axis(&experiment->axes, "timeout", value, err);
}

static bool
set_memory(struct experiment *experiment, const char *value, struct error *err)
{
	return setting_add_axis(&experiment->axes, "memory", value, err);
}

static bool
set_samples(struct experiment *experiment, const char *value, struct error *err)
{
	experiment->samples = text_equal(value, "yes");
	if (!experiment->samples && !text_equal(value, "no"))
		return error_raise(err, ERROR_BAD_VALUE, "samples", "'%s' is neither yes nor no", value);
	return true;
}

static bool
set_axis(struct experiment *experiment, enum axis_kind kind, const char *name, const char *value,
	struct error *err)
{
	return axis_expand(value, name, &axes_add(&experiment->axes, kind, name)->values, err);
}

static bool
set_go(struct experiment *experiment, const char *value, struct error *err)
{
	return set_axis(experiment, AXIS_GO, "go", value, err);
}

static bool
set_workload(struct experiment *experiment, const char *value, struct error *err)
{
	return set_axis(experiment, AXIS_WORKLOAD, "name", value, err);
}

static bool
set_cache(struct experiment *experiment, const char *value, struct error *err)
{
	return workload_axis_add(&experiment->axes, "cache", value, err);
}

static bool
set_at(struct experiment *experiment, const char *value, struct error *err)
{
	return workload_axis_add(&experiment->axes, "at", value, err);
}

static bool
set_target(struct experiment *experiment, const char *value, struct error *err)
{
	return workload_axis_add(&experiment->axes, "target", value, err);
}

static bool
set_command(struct experiment *experiment, const char *value, struct error *err)
{
	return set_axis(experiment, AXIS_COMMAND, "command", value, err);
}

static bool
set_exclude(struct experiment *experiment, const char *value, struct error *err)
{
	experiment->excludes = memory_grow(experiment->excludes, experiment->exclude_count,
		&experiment->exclude_capacity, sizeof *experiment->excludes);
	return exclude_rule_parse(value, &experiment->excludes[experiment->exclude_count++], err);
}

/* Keys that stand for themselves; [project] also takes the generator's parameters, [settings] every row of
 * settings.def and env.NAME, [claim NAME] the three texts of a claim. */
static const struct key {
	struct experiment_key text;
	bool (*set)(struct experiment *experiment, const char *value, struct error *err);
} keys[] = {
	{{"experiment", "question", "text", "what the experiment answers"}, set_question},
	{{"experiment", "repeat", "N, N..M until ci<P%, N if AXIS > N", "how often each cell is measured"},
		set_repeat},
	{{"experiment", "seed", "number", "of the order of runs"}, set_seed},
	{{"experiment", "timeout", "times", "after which a run is killed, 30m when nothing is said"},
		set_timeout},
	{{"experiment", "memory", "sizes or shares",
		 "limit of the whole tree, 90% of what gorge may use when nothing is said"},
		set_memory},
	{{"experiment", "meter", "name or auto", "what watches the tree"}, set_meter},
	{{"experiment", "samples", "yes or no", "whether samples.csv is written"}, set_samples},
	{{"experiment", "published", "file", "a published table to compare with"}, set_published},
	{{"project", "generator", "name, dir:PATH, get:MODULE@VERSION or goroot",
		 "what is measured; stands before its parameters; without it, NAME of [project NAME]"},
		NULL},
	{{"toolchain", "go", "host, path:DIR, release", "releases to measure"}, set_go},
	{{"workload", "name", "workloads", "what is done with the project"}, set_workload},
	{{"workload", "command", "program with arguments",
		 "what the workload 'command' runs in the project's folder"},
		set_command},
	{{"workload", "cache", "cold, std, warm, edit:body, edit:api, edit:add",
		 "state of the build cache before each run, std when nothing is said; edit: warm, and then one change "
		 "in the project"},
		set_cache},
	{{"workload", "at", "leaf, middle, root",
		 "the package in which an edit: is made; leaf when nothing is said"},
		set_at},
	{{"workload", "target", "packages",
		 "what to build, as the go command takes it; ./... when nothing is said"},
		set_target},
	{{"exclude", "rule", "AXIS=VALUE AXIS>NUMBER ...",
		 "cells for which all of it holds are left out; any number of lines"},
		set_exclude},
};

static const char *
key_candidate(size_t index, const void *context)
{
	(void)context;
	if (index < COUNT_OF(keys))
		return keys[index].text.name;
	index -= COUNT_OF(keys);
	return index < SETTING_COUNT ? settings[index].name : NULL;
}

static bool
unknown_key(const char *section, const char *name, struct error *err)
{
	const char *nearest = text_nearest(name, key_candidate, NULL);

	if (nearest)
		return error_raise(err, ERROR_EXPERIMENT_SYNTAX, name,
			"there is no key '%s' in [%s]; did you mean '%s'?", name, section, nearest);
	return error_raise(err, ERROR_EXPERIMENT_SYNTAX, name, "there is no key '%s' in [%s]", name, section);
}

/* "[project]" and "[project NAME]": the NAME, "" for none; NULL for another section. */
static const char *
project_section(const char *section)
{
	if (text_equal(section, "project"))
		return "";
	return text_starts_with(section, "project ") ? section + strlen("project ") : NULL;
}

struct project_spec *
experiment_project(struct experiment *experiment, const char *section)
{
	const char *name = project_section(section);

	for (size_t i = 0; name && i < experiment->project_count; i++)
		if (text_equal(experiment->projects[i].name, name))
			return &experiment->projects[i];
	if (!name)
		return NULL;
	experiment->projects = memory_grow(experiment->projects, experiment->project_count,
		&experiment->project_capacity, sizeof *experiment->projects);
	struct project_spec *spec = &experiment->projects[experiment->project_count++];
	*spec = (struct project_spec){.name = memory_copy_text(name)};
	return spec;
}

static bool
set_setting(struct experiment *experiment, const char *name, const char *value, struct error *err)
{
	if (text_starts_with(name, "env.") && name[4] != '\0')
		return set_axis(experiment, AXIS_VARIABLE, name + 4, value, err);
	enum setting_id id = setting_find(name);
	if (id != SETTING_COUNT && setting_is_limit(id))
		return error_raise(err, ERROR_EXPERIMENT_SYNTAX, name, "'%s' stands in [experiment]", name);
	if (id == SETTING_COUNT)
		return unknown_key("settings", name, err);
	return setting_add_axis(&experiment->axes, name, value, err);
}

static bool
set_claim(struct experiment *experiment, const char *claim_name, const char *name, const char *value,
	struct error *err)
{
	struct claim *claim = experiment->claim_count ? &experiment->claims[experiment->claim_count - 1] : NULL;

	if (!claim || !text_equal(claim->name, claim_name)) {
		experiment->claims = memory_grow(experiment->claims, experiment->claim_count,
			&experiment->claim_capacity, sizeof *experiment->claims);
		claim = &experiment->claims[experiment->claim_count++];
		*claim = (struct claim){.name = memory_copy_text(claim_name)};
	}
	if (text_equal(name, "says"))
		return set_text(&claim->says, value);
	if (text_equal(name, "source"))
		return set_text(&claim->source, value);
	if (text_equal(name, "expect"))
		return set_text(&claim->expect, value);
	return error_raise(err, ERROR_EXPERIMENT_SYNTAX, name, "a [claim] has the keys says, source and expect");
}

bool
experiment_set(struct experiment *experiment, const char *section, const char *name, const char *value,
	struct error *err)
{
	struct project_spec *project = experiment_project(experiment, section);

	if (project)
		return project_spec_set(project, name, value, err);
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (text_equal(keys[i].text.section, section) && text_equal(keys[i].text.name, name))
			return keys[i].set(experiment, value, err);
	if (text_equal(section, "settings"))
		return set_setting(experiment, name, value, err);
	if (text_starts_with(section, "claim "))
		return set_claim(experiment, section + 6, name, value, err);
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (text_equal(keys[i].text.section, section))
			return unknown_key(section, name, err);
	return error_raise(err, ERROR_EXPERIMENT_SYNTAX, section,
		"there is no section [%s]; there are experiment, project, project NAME, toolchain, workload, "
		"settings, exclude and claim NAME",
		section);
}

/* The section of a fixed key, or NULL. */
static const char *
fixed_section(const char *name)
{
	for (size_t i = 0; i < COUNT_OF(keys); i++)
		if (text_equal(keys[i].text.name, name))
			return keys[i].text.section;
	return NULL;
}

const char *
experiment_section_of(const char *section, const char *name)
{
	return text_equal(section, "workload") && setting_find(name) != SETTING_COUNT ? "settings" : section;
}

bool
experiment_set_means(const char *section, const char *name)
{
	const char *fixed = fixed_section(name);

	return !fixed || text_equal(fixed, section) || (text_equal(fixed, "project") && project_section(section));
}

bool
experiment_set_new(struct experiment *experiment, const char *name, const char *value, struct error *err)
{
	const char *fixed = fixed_section(name);
	bool known = false;

	if (fixed)
		return experiment_set(experiment, fixed, name, value, err);
	for (size_t i = 0; i < experiment->project_count; i++) {
		struct project_spec *spec = &experiment->projects[i];
		struct error incomplete = ERROR_INIT; /* is told of when the whole file is checked */
		if (!project_spec_complete(spec, &incomplete) || !spec->generator ||
			parameter_index(spec->generator, name) == SIZE_MAX)
			continue;
		known = true;
		if (!project_spec_set(spec, name, value, err))
			return false;
	}
	return known || experiment_set(experiment, "settings", name, value, err);
}

const struct experiment_key *
experiment_key_at(size_t index)
{
	return index < COUNT_OF(keys) ? &keys[index].text : NULL;
}

void
experiment_dispose(struct experiment *experiment)
{
	repeat_dispose(&experiment->repeat);
	axes_dispose(&experiment->axes);
	for (size_t i = 0; i < experiment->project_count; i++)
		project_spec_dispose(&experiment->projects[i]);
	free(experiment->projects);
	for (size_t i = 0; i < experiment->exclude_count; i++)
		exclude_rule_dispose(&experiment->excludes[i]);
	free(experiment->excludes);
	for (size_t i = 0; i < experiment->claim_count; i++) {
		struct claim *claim = &experiment->claims[i];
		free(claim->name);
		free(claim->says);
		free(claim->source);
		free(claim->expect);
	}
	free(experiment->claims);
	free(experiment->name);
	free(experiment->question);
	free(experiment->published);
	free(experiment->meter);
	*experiment = (struct experiment){0};
}
