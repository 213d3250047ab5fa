/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "execute/foresee/estimate.h"
#include "base/memory.h"
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
 * how much it may change a run. A warm cache leaves out nearly all; a release, or a setting, little. */
static double
distance_of(
	const struct estimator *estimator, const struct earlier_run *run, const struct cell *cell, double size)
{
	static const double other_cache = 10, each_release = 0.02, each_setting = 0.1;
	unsigned minor = estimator->toolchains ? estimator->toolchains[cell->go].minor : run->go_minor;
	double distance = fabs(log((run->size + 1) / (size + 1)));

	distance += text_equal(run->cache, cell->cache) ? 0 : other_cache;
	distance += each_release * fabs((double)run->go_minor - (double)minor);
	for (enum setting_id id = 0; id < SETTING_COUNT; id++)
		distance +=
			setting_is_limit(id) || text_equal(run->settings[id], cell->settings[id]) ? 0 : each_setting;
	return distance;
}

/* The nearest earlier run of the cell's generator and workload; later rows win, being nearer in time. Two
 * projects of an experiment may be of one generator: the first has the rows of both. */
static const struct earlier_run *
nearest_run(const struct estimator *estimator, const struct cell *cell, double size)
{
	const struct project_spec *specs = estimator->experiment->projects;
	const struct earlier_run *best = NULL;
	double best_distance = INFINITY;

	for (size_t i = 0; i < estimator->count; i++) {
		const struct earlier_run *run = &estimator->runs[i];
		double distance = distance_of(estimator, run, cell, size);
		bool like = run->project == cell->project ||
					(specs[cell->project].generator &&
						specs[run->project].generator == specs[cell->project].generator);
		bool near = estimator->farthest <= 0 || distance <= estimator->farthest;
		if (like && near && text_equal(run->workload, cell->workload) && distance <= best_distance) {
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

static bool
same_project(const struct generator *generator, const struct cell *one, const struct cell *other)
{
	if (one->project != other->project)
		return false;
	for (size_t i = 0; generator->parameters[i].name; i++)
		if (!text_equal(one->values.items[i].text, other->values.items[i].text))
			return false;
	return true;
}

/* True when an earlier wanted run has the same project. */
static bool
project_counted(const struct estimator *estimator, const struct plan *plan, size_t index,
	bool (*wanted)(const void *context, const struct run *run), const void *context)
{
	const struct cell *cell = &plan->cells[plan->runs[index].cell];
	const struct generator *generator = estimator->experiment->projects[cell->project].generator;

	if (!generator)
		return true; /* real code is there already */
	for (size_t i = 0; i < index; i++)
		if (wanted(context, &plan->runs[i]) &&
			same_project(generator, &plan->cells[plan->runs[i].cell], cell))
			return true;
	return false;
}

void
estimate_plan(const struct estimator *estimator, const struct plan *plan,
	bool (*wanted)(const void *context, const struct run *run), const void *context,
	struct estimate *estimate)
{
	uint64_t largest_run_bytes = 0, project_sum_bytes = 0;

	*estimate = (struct estimate){0};
	for (size_t i = 0; i < plan->run_count; i++) {
		const struct cell *cell = &plan->cells[plan->runs[i].cell];
		struct estimate one;
		if (!wanted(context, &plan->runs[i]))
			continue;
		if (!estimate_cell(estimator, cell, &one)) {
			estimate->unknown_runs++;
			continue;
		}
		estimate->wall_ns += one.wall_ns;
		if (one.memory_bytes > estimate->memory_bytes)
			estimate->memory_bytes = one.memory_bytes;
		if (one.disk_bytes > largest_run_bytes)
			largest_run_bytes = one.disk_bytes;
		if (!project_counted(estimator, plan, i, wanted, context))
			project_sum_bytes += project_bytes(estimator, cell);
	}
	/* when the disk is low, what runs leave is deleted before the next one: two at a time are enough */
	estimate->disk_bytes = project_sum_bytes + 2 * largest_run_bytes;
}
