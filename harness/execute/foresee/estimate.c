/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/foresee/estimate.h"
#include "base/memory.h"
#include "base/text_set.h"
#include "record/csv_file.h"
#include "record/runs.h"
#include "generators/parameters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The value behind "name=" in the params column. */
static bool
find_size(const char *params, const char *name, double *size)
{
	size_t length = strlen(name);

	for (const char *word = params; word && *word; word = strchr(word, ' ')) {
		word += *word == ' ';
		if (strncmp(word, name, length) == 0 && word[length] == '=') {
			*size = strtod(word + length + 1, NULL);
			return true;
		}
	}
	return false;
}

static bool
is_of(const struct project_spec *spec, const char *text)
{
	size_t length = strcspn(text, "@");

	if (!spec->generator)
		return text_equal(text, spec->place);
	return strlen(spec->generator->name) == length && strncmp(text, spec->generator->name, length) == 0;
}

/* The project of the experiment that an earlier row is of, or SIZE_MAX. */
static size_t
project_like(const struct experiment *experiment, const struct table *table, size_t row)
{
	const char *text = table_text(table, row, table_column(table, "generator"));

	for (size_t i = 0; run_ended_ok(table, row) && i < experiment->project_count; i++)
		if (is_of(&experiment->projects[i], text))
			return i;
	return SIZE_MAX;
}

/* 27 of "1.27.4". */
static unsigned
minor_of(const char *version)
{
	return text_starts_with(version, "1.") ? (unsigned)strtoul(version + 2, NULL, 10) : 0;
}

static void
take_row(struct estimator *estimator, const struct table *table, size_t row, size_t project)
{
	const struct generator *generator = estimator->experiment->projects[project].generator;
	struct earlier_run run = {.project = project};
	const struct {
		const char *name;
		double *value;
	} numbers[] = {{"wall_ns", &run.wall_ns}, {"tree_anon_peak_bytes", &run.anon_bytes},
		{"scratch_bytes", &run.scratch_bytes}, {"source_bytes", &run.source_bytes}, {"files", &run.files}};

	for (size_t i = 0; i < COUNT_OF(numbers); i++)
		(void)table_number(table, row, table_column(table, numbers[i].name), numbers[i].value);
	if (generator && generator->size_parameter &&
		!find_size(
			table_text(table, row, table_column(table, "params")), generator->size_parameter, &run.size))
		return;
	run.workload = memory_copy_text(table_text(table, row, table_column(table, "workload")));
	run.cache = memory_copy_text(table_text(table, row, table_column(table, "cache")));
	run.go_minor = minor_of(table_text(table, row, table_column(table, "go_version")));
	for (size_t id = 0; id < SETTING_COUNT; id++)
		run.settings[id] = memory_copy_text(table_text(table, row, table_column(table, settings[id].name)));
	estimator->runs = memory_grow(estimator->runs, estimator->count, &estimator->capacity, sizeof run);
	estimator->runs[estimator->count++] = run;
}

bool
estimator_read(struct estimator *estimator, const char *folder, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);
	struct table table = {0};

	if (!csv_file_has_header(path))
		return true;
	if (!table_read(path, RECORD_SCHEMA, &table, err))
		return false;
	for (size_t row = 0; row < table.row_count; row++) {
		size_t project = project_like(estimator->experiment, &table, row);
		if (project != SIZE_MAX)
			take_row(estimator, &table, row, project);
	}
	table_dispose(&table);
	return true;
}

static void
dispose_run(struct earlier_run *run)
{
	free(run->workload);
	free(run->cache);
	for (size_t id = 0; id < SETTING_COUNT; id++)
		free(run->settings[id]);
}

void
estimator_dispose(struct estimator *estimator)
{
	for (size_t i = 0; i < estimator->count; i++)
		dispose_run(&estimator->runs[i]);
	free(estimator->runs);
	*estimator = (struct estimator){0};
}

static double
cell_size(const struct estimator *estimator, const struct cell *cell)
{
	const struct generator *generator = estimator->experiment->projects[cell->project].generator;

	return generator && generator->size_parameter
			   ? (double)parameter_value(generator, &cell->values, generator->size_parameter)->count
			   : 0;
}

/* How far an earlier run is from the cell, in factors of e of the size: what differs otherwise is weighed by
 * how much it may change a run. A warm cache leaves out nearly all; a release, or a setting, little. Beyond
 * `most` it is not said how far: settings are many, and so compared last. */
static double
distance_of(const struct estimator *estimator, const struct earlier_run *run, const struct cell *cell,
	double size, double most)
{
	static const double other_cache = 10, each_release = 0.02, each_setting = 0.1;
	unsigned minor = estimator->toolchains ? estimator->toolchains[cell->go].minor : run->go_minor;
	double distance = fabs(log((run->size + 1) / (size + 1)));

	distance += text_equal(run->cache, cell->cache) ? 0 : other_cache;
	distance += each_release * fabs((double)run->go_minor - (double)minor);
	for (enum setting_id id = 0; id < SETTING_COUNT && distance <= most; id++)
		distance +=
			setting_is_limit(id) || text_equal(run->settings[id], cell->settings[id]) ? 0 : each_setting;
	return distance;
}

static bool
is_like(const struct project_spec *specs, size_t one, size_t other)
{
	return one == other || (specs[other].generator && specs[one].generator == specs[other].generator);
}

/* The nearest earlier run of the cell's generator and workload; later rows win, being nearer in time. Two
 * projects of an experiment may be of one generator: the first has the rows of both. */
static const struct earlier_run *
nearest_run(const struct estimator *estimator, const struct cell *cell, double size)
{
	double best_distance = estimator->farthest > 0 ? estimator->farthest : INFINITY;
	const struct earlier_run *best = NULL;

	for (size_t i = 0; i < estimator->count; i++) {
		const struct earlier_run *run = &estimator->runs[i];
		if (!is_like(estimator->experiment->projects, run->project, cell->project) ||
			!text_equal(run->workload, cell->workload))
			continue;
		double distance = distance_of(estimator, run, cell, size, best_distance);
		if (distance <= best_distance) {
			best_distance = distance;
			best = run;
		}
	}
	return best;
}

bool
estimate_cell(const struct estimator *estimator, const struct cell *cell, struct estimate *estimate)
{
	double size = cell_size(estimator, cell);
	const struct earlier_run *run = nearest_run(estimator, cell, size);

	if (!run)
		return false;
	double factor = run->size > 0 && size > 0 ? size / run->size : 1;
	if (factor < 1 && run->size < 100)
		factor = 1; /* below that, start-up is what costs */
	*estimate = (struct estimate){
		.wall_ns = (uint64_t)(run->wall_ns * factor),
		.memory_bytes = (uint64_t)(run->anon_bytes * factor),
		.disk_bytes = (uint64_t)(run->scratch_bytes * factor),
	};
	return true;
}

/* Disk of the cell's project: its bytes, and half a block for each file. */
static uint64_t
project_bytes(const struct estimator *estimator, const struct cell *cell)
{
	enum { HALF_A_BLOCK_BYTES = 2048 };
	double size = cell_size(estimator, cell);
	const struct earlier_run *run = nearest_run(estimator, cell, size);

	if (!run || run->size <= 0 || run->files <= 0)
		return 0;
	return (uint64_t)(run->files * size / run->size * (run->source_bytes / run->files + HALF_A_BLOCK_BYTES));
}

/* The projects of a plan, each once: real code is there already and needs no disk. */
static bool
is_new_project(const struct estimator *estimator, const struct cell *cell, struct text_set *seen)
{
	const struct generator *generator = estimator->experiment->projects[cell->project].generator;
	CLEANUP_TEXT struct text key = {0};

	if (!generator)
		return false;
	text_append_format(&key, "%zu ", cell->project);
	parameter_values_describe(generator, &cell->values, &key);
	return text_set_add(seen, text_string(&key));
}

static void
larger(uint64_t *most, uint64_t value)
{
	if (value > *most)
		*most = value;
}

/* How many runs of each cell are wanted; the caller frees it. */
static size_t *
count_wanted(
	const struct plan *plan, bool (*wanted)(const void *context, const struct run *run), const void *context)
{
	size_t *runs = memory_zeroed(plan->cell_count, sizeof *runs);

	for (size_t i = 0; i < plan->run_count; i++)
		runs[plan->runs[i].cell] += wanted(context, &plan->runs[i]);
	return runs;
}

void
estimate_plan(const struct estimator *estimator, const struct plan *plan,
	bool (*wanted)(const void *context, const struct run *run), const void *context,
	struct estimate *estimate)
{
	CLEANUP_FREE size_t *runs = count_wanted(plan, wanted, context);
	CLEANUP_TEXT_SET struct text_set projects = {0};
	uint64_t largest_run_bytes = 0;

	*estimate = (struct estimate){0};
	for (size_t i = 0; i < plan->cell_count; i++) {
		const struct cell *cell = &plan->cells[i];
		struct estimate one;
		if (runs[i] == 0)
			continue;
		if (!estimate_cell(estimator, cell, &one)) {
			estimate->unknown_runs += runs[i];
			continue;
		}
		estimate->wall_ns += runs[i] * one.wall_ns;
		larger(&estimate->memory_bytes, one.memory_bytes);
		larger(&largest_run_bytes, one.disk_bytes);
		if (is_new_project(estimator, cell, &projects))
			estimate->disk_bytes += project_bytes(estimator, cell);
	}
	/* when the disk is low, what runs leave is deleted before the next one: two at a time are enough */
	estimate->disk_bytes += 2 * largest_run_bytes;
}
