/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "commands/catalogue/catalogues.h"
#include "base/json_text.h"
#include "commands/catalogue/catalogue_generators.h"
#include "commands/catalogue/catalogue_places.h"
#include "base/doubt.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "platform/machine.h"
#include "platform/places.h"
#include "measure/meters/meter.h"
#include "measure/workloads/workload.h"
#include "plan/experiment.h"
#include "plan/settings.h"
#include "present/exports/export.h"
#include "record/columns.h"

#include <stdlib.h>
#include <string.h>

static json_t *
list_workloads(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (const struct workload *const *workload = workloads; *workload; workload++)
		(void)catalogue_add(array, (*workload)->name, (*workload)->summary);
	return array;
}

static bool
describe_workload(const char *name, FILE *out)
{
	for (const struct workload *const *workload = workloads; *workload; workload++) {
		if (!text_equal((*workload)->name, name))
			continue;
		fprintf(out, "workload %s: %s\n", name, (*workload)->summary);
		if ((*workload)->free_variant)
			fprintf(out, "  %s:%s\n", name, (*workload)->free_variant);
		for (const char *const *variant = (*workload)->variants; variant && *variant; variant++)
			fprintf(
				out, "  %s:%s%s\n", name, *variant, variant == (*workload)->variants ? " (standard)" : "");
		return true;
	}
	return false;
}

static json_t *
list_meters(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (const struct meter *const *meter = meters; *meter; meter++)
		(void)catalogue_add(array, (*meter)->name, (*meter)->summary);
	return array;
}

static bool
describe_meter(const char *name, FILE *out)
{
	for (const struct meter *const *meter = meters; *meter; meter++) {
		struct error err = ERROR_INIT;
		if (!text_equal((*meter)->name, name))
			continue;
		fprintf(out, "meter %s: %s\n\n%s\n\n", name, (*meter)->summary, (*meter)->accuracy);
		if ((*meter)->probe(&err))
			fputs("It works here.\n", out);
		else
			fprintf(out, "It does not work here: %s: %s\n", err.where, err.why);
		return true;
	}
	return false;
}

static json_t *
list_axes(struct error *err)
{
	const struct experiment_key *key;
	json_t *array = json_array();

	(void)err;
	for (size_t i = 0; (key = experiment_key_at(i)) != NULL; i++) {
		CLEANUP_FREE char *name = text_format("[%s] %s", key->section, key->name);
		(void)catalogue_add(array, name, key->help);
	}
	for (enum setting_id i = 0; i < SETTING_COUNT; i++) {
		CLEANUP_FREE char *name = text_format("[settings] %s", settings[i].name);
		if (!setting_is_limit(i))
			(void)catalogue_add(array, name, settings[i].help);
	}
	(void)catalogue_add(array, "[settings] env.NAME", "any other environment variable of the tools");
	(void)catalogue_add(
		array, "[project] PARAMETER", "every parameter of the generator (gorge describe GENERATOR)");
	(void)catalogue_add(
		array, "[claim NAME] says, source, expect", "a statement to hold against the results");
	return array;
}

static bool
describe_axis(const char *name, FILE *out)
{
	const struct experiment_key *key;
	enum setting_id id = setting_find(name);

	for (size_t i = 0; (key = experiment_key_at(i)) != NULL; i++) {
		if (!text_equal(key->name, name))
			continue;
		fprintf(out, "[%s] %s = %s\n\n%s\n", key->section, name, key->values, key->help);
		return true;
	}
	if (id == SETTING_COUNT)
		return false;
	fprintf(out, "[settings] %s\n\n%s\nStandard: %s\n", name, settings[id].help,
		settings[id].standard[0] ? settings[id].standard : "nothing");
	return true;
}

/* Files of the share folder by pattern; the summary is what stands behind `marker` in each. */
static json_t *
list_files(const char *pattern, const char *marker, const char *suffix, struct error *err)
{
	CLEANUP_FREE char *share = places_share(err);
	CLEANUP_LIST struct list found = {0};

	if (!share)
		return NULL;
	json_t *array = json_array();
	folder_find(share, pattern, &found);
	for (size_t i = 0; i < found.count; i++) {
		CLEANUP_TEXT struct text content = {0};
		CLEANUP_FREE char *name = memory_copy_text(path_name(found.items[i]));
		char *start =
			file_try_read(found.items[i], &content) && content.data ? strstr(content.data, marker) : NULL;
		if (!start)
			continue;
		name[strlen(name) - strlen(suffix)] = '\0';
		start[strcspn(start, "\n")] = '\0';
		(void)catalogue_add(array, name, text_trim(start + strlen(marker)));
	}
	return array;
}

static json_t *
list_experiments(struct error *err)
{
	return list_files("bench/*.ini", "question = ", ".ini", err);
}

static json_t *
list_exports(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++)
		(void)catalogue_add(array, (*exporter)->name, (*exporter)->summary);
	return array;
}

static bool
describe_export(const char *name, FILE *out)
{
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++) {
		if (!text_equal((*exporter)->name, name))
			continue;
		fprintf(out, "export %s: %s\n\n%s\n", name, (*exporter)->summary, (*exporter)->details);
		return true;
	}
	return false;
}

static json_t *
list_figures(struct error *err)
{
	return list_files("plots/*.gp", "# question: ", ".gp", err);
}

static bool
describe_experiment(const char *name, FILE *out)
{
	struct error ignored = ERROR_INIT;
	CLEANUP_FREE char *share = places_share(&ignored);
	CLEANUP_FREE char *path = text_format("%s/bench/%s.ini", share ? share : ".", name);
	CLEANUP_TEXT struct text content = {0};

	if (!file_try_read(path, &content))
		return false;
	fprintf(out, "experiment %s, run by 'gorge run %s':\n\n%s", name, path, text_string(&content));
	return true;
}

static bool
describe_column(const char *name, FILE *out)
{
	for (size_t i = 0; i < RUN_METRIC_COUNT; i++) {
		if (!text_equal(run_columns[i].name, name))
			continue;
		fprintf(out, "%s %s of runs.csv%s%s: %s\n", i < RUN_COLUMN_COUNT ? "column" : "sum of columns", name,
			run_columns[i].unit[0] ? ", in " : "", run_columns[i].unit, run_columns[i].help);
		return true;
	}
	return false;
}

static json_t *
columns_array(const struct column *columns, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *object = catalogue_add(array, columns[i].name, columns[i].help);
		(void)json_object_set_new(object, "unit", json_text(columns[i].unit));
	}
	return array;
}

static json_t *
list_columns(struct error *err)
{
	(void)err;
	return columns_array(run_columns, RUN_COLUMN_COUNT);
}

static json_t *
list_tool_columns(struct error *err)
{
	(void)err;
	return columns_array(tool_columns, TOOL_COLUMN_COUNT);
}

static json_t *
list_package_columns(struct error *err)
{
	(void)err;
	return columns_array(package_columns, PACKAGE_COLUMN_COUNT);
}

static json_t *
list_sample_columns(struct error *err)
{
	(void)err;
	return columns_array(sample_columns, SAMPLE_COLUMN_COUNT);
}

static json_t *
list_doubts(struct error *err)
{
	json_t *array = json_array();

	(void)err;
	for (size_t i = 0; i < DOUBT_COUNT; i++) {
		json_t *object = catalogue_add(array, doubts[i].word, doubts[i].meaning);
		(void)json_object_set_new(object, "what to do", json_text(doubts[i].advice));
	}
	return array;
}

static bool
describe_doubt(const char *name, FILE *out)
{
	for (size_t i = 0; i < DOUBT_COUNT; i++) {
		if (!text_equal(doubts[i].word, name))
			continue;
		fprintf(out, "quality '%s': %s.\n%s\n", name, doubts[i].meaning, doubts[i].advice);
		return true;
	}
	return false;
}

const struct catalogue catalogues[] = {
	{"generators", "what projects can be made of", catalogue_list_generators, catalogue_describe_generator},
	{"places", "what may stand in a generator's place: real code, programs", catalogue_list_places,
		catalogue_describe_place},
	{"workloads", "what can be done with a project", list_workloads, describe_workload},
	{"meters", "what can watch a run", list_meters, describe_meter},
	{"axes", "keys of an experiment file", list_axes, describe_axis},
	{"experiments", "experiment files that come with gorge", list_experiments, describe_experiment},
	{"figures", "what 'gorge plot' draws", list_figures, NULL},
	{"exports", "formats that 'gorge export' writes", list_exports, describe_export},
	{"columns", "columns of runs.csv", list_columns, describe_column},
	{"doubts", "words of the column quality", list_doubts, describe_doubt},
	{"tool-columns", "columns of tools.csv", list_tool_columns, NULL},
	{"sample-columns", "columns of samples.csv", list_sample_columns, NULL},
	{"package-columns", "columns of packages.csv", list_package_columns, NULL},
	{NULL, NULL, NULL, NULL},
};
