/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/package_features.h"
#include "base/hash.h"
#include "base/memory.h"
#include "execute/projects/project_survey.h"
#include "platform/file.h"
#include "base/text_set.h"
#include "record/csv_file.h"
#include "record/runs.h"
#include "record/table.h"
#include "record/upgrade.h"
#include "measure/workloads/workload.h"
#include "toolchain/quirks.h"

#include <stdlib.h>

/* What is counted at a time. */
struct counted {
	const char *place, *target;
	const struct local_project *project;
	const struct toolchain *toolchain; /* that counts it */
	char hash[HASH_TEXT_BYTES];
};

static bool
is_there(const struct table *table, const struct counted *counted)
{
	for (size_t row = 0; row < table->row_count; row++)
		if (table_is(table, row, "project_hash", counted->hash) &&
			table_is(table, row, "target", counted->target))
			return true;
	return false;
}

static void
add_row(const struct counted *counted, const struct table *survey, size_t row, struct csv_file *csv)
{
	char *cells[PACKAGE_COLUMN_COUNT] = {[PACKAGE_COLUMN_schema] = memory_copy_text(RECORD_SCHEMA),
		[PACKAGE_COLUMN_project] = memory_copy_text(counted->place),
		[PACKAGE_COLUMN_project_hash] = memory_copy_text(counted->hash),
		[PACKAGE_COLUMN_target] = memory_copy_text(counted->target)};

	for (size_t i = PACKAGE_COLUMN_package; i < PACKAGE_COLUMN_COUNT; i++)
		cells[i] = memory_copy_text(table_text(survey, row, table_column(survey, package_columns[i].name)));
	csv_file_add(csv, cells);
	for (size_t i = 0; i < PACKAGE_COLUMN_COUNT; i++)
		free(cells[i]);
}

/* A dir: project may have been changed since its last run: what it is now is not what was measured. */
static bool
look_again(const struct counted *counted, bool *same, struct error *err)
{
	struct project_facts facts;

	if (!local_project_read(counted->project, &facts, err))
		return false;
	*same = hash_equal(facts.hash, local_project_facts(counted->project)->hash);
	return true;
}

static bool
count(const struct counted *counted, struct csv_file *csv, struct error *err)
{
	CLEANUP_FREE char *target = local_project_target(counted->project, counted->target);
	CLEANUP_LIST struct list patterns = {0};
	CLEANUP_TEXT struct text output = {0};
	CLEANUP_TABLE struct table survey = {0};

	list_split(&patterns, target, ' ');
	struct survey_request request = {
		.patterns = list_strings(&patterns), .pattern_count = patterns.count, .flag = "-features"};
	if (!project_survey_by(counted->toolchain, counted->project, &request, &output, err) ||
		!table_parse(output.data, output.length, "bench/survey", NULL, &survey, err))
		return false;
	for (size_t row = 0; row < survey.row_count; row++)
		add_row(counted, &survey, row, csv);
	return csv_file_sync(csv, err);
}

/* Which releases have built which projects: "HASH VERSION" of each run that ended ok. */
static char *
measured_key(const char *hash, const char *version)
{
	return text_format("%s %s", hash, version);
}

static bool
has_built(const struct text_set *measured, const char *hash, const struct toolchain *toolchain)
{
	CLEANUP_FREE char *key = measured_key(hash, toolchain->version);

	return text_set_has(measured, key);
}

/* The newest that has built it, since it knows most of the language; a newer one may make nothing of it.
 * NULL where none of those that know generics has. */
static const struct toolchain *
find_toolchain(const struct session *session, const struct text_set *measured, const char *hash)
{
	const struct toolchain *newest = NULL;

	for (size_t i = 0; i < session->toolchain_count; i++) {
		const struct toolchain *toolchain = &session->toolchains[i];
		if (toolchain_has(toolchain, QUIRK_generics) && has_built(measured, hash, toolchain) &&
			(!newest || toolchain->minor > newest->minor))
			newest = toolchain;
	}
	return newest;
}

static bool
compiles(const struct cell *cell)
{
	struct error unknown = ERROR_INIT;
	const char *variant;
	const struct workload *workload = workload_find(cell->workload, &variant, &unknown);

	return workload && workload->tools == workload_builders;
}

/* False where the cell's project is none of real code, or a toolchain's own, where nothing of it is
 * compiled for itself, and where no release could count it. */
static bool
find_counted(const struct session *session, const struct cell *cell, const struct text_set *measured,
	struct counted *counted)
{
	const char *place = session->experiment.projects[cell->project].place;

	if (!place || text_equal(place, PLACE_GOROOT) || !compiles(cell))
		return false;
	*counted = (struct counted){.place = place,
		.target = cell->target,
		.project = local_projects_at(session->locals, cell->project, cell->go)};
	(void)hash_format(counted->hash, local_project_facts(counted->project)->hash);
	counted->toolchain = find_toolchain(session, measured, counted->hash);
	return counted->toolchain != NULL;
}

/* What is built for another system alone has nothing to be counted on this one. False for any other
 * failure. */
static bool
tell_uncounted(const struct counted *counted, struct text *story, struct error *err)
{
	if (err->id != ERROR_NOT_A_PROJECT)
		return false;
	text_append_format(story,
		"note: what the packages of %s are made of is not known, so that no comparison can say "
		"what those that move have in common: %s\n",
		counted->place, err->why);
	error_clear(err);
	return true;
}

static bool
count_missing(const struct session *session, const struct text_set *measured, struct table *table,
	struct csv_file *csv, struct text *story, struct error *err)
{
	for (size_t i = 0; i < session->plan.cell_count; i++) {
		struct counted counted;
		bool same;
		if (!find_counted(session, &session->plan.cells[i], measured, &counted) || is_there(table, &counted))
			continue;
		if (!look_again(&counted, &same, err))
			return false;
		if (!same)
			continue;
		if (!count(&counted, csv, err) && !tell_uncounted(&counted, story, err))
			return false;
		table_dispose(table);
		if (!table_read(csv->file.path, RECORD_SCHEMA, table, err))
			return false;
	}
	return true;
}

static bool
has_real_code(const struct session *session)
{
	for (size_t i = 0; i < session->experiment.project_count; i++)
		if (session->experiment.projects[i].place)
			return true;
	return false;
}

static bool
find_measured(const struct session *session, struct text_set *measured, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", session->results_folder, runs_layout.name);
	CLEANUP_TABLE struct table runs = {0};

	if (!table_read(path, RECORD_SCHEMA, &runs, err))
		return false;
	for (size_t row = 0; row < runs.row_count; row++) {
		CLEANUP_FREE char *key =
			measured_key(run_text(&runs, row, COLUMN_project_hash), run_text(&runs, row, COLUMN_go_version));
		if (run_ended_ok(&runs, row))
			(void)text_set_add(measured, key);
	}
	return true;
}

static bool
has_counted(const struct session *session, const struct text_set *measured)
{
	struct counted counted;

	for (size_t i = 0; i < session->plan.cell_count; i++)
		if (find_counted(session, &session->plan.cells[i], measured, &counted))
			return true;
	return false;
}

static bool
record(const struct session *session, struct text *story, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", session->results_folder, packages_layout.name);
	CLEANUP_TEXT_SET struct text_set measured = {0};
	CLEANUP_TABLE struct table table = {0};
	CLEANUP_TEXT struct text upgraded = {0};
	struct csv_file csv = {0};

	if (!find_measured(session, &measured, err))
		return false;
	if (!has_counted(session, &measured))
		return true;
	bool done = csv_upgrade(path, &packages_layout, NULL, &upgraded, err) &&
				csv_file_open(path, &packages_layout, &csv, err) &&
				table_read(path, RECORD_SCHEMA, &table, err) &&
				count_missing(session, &measured, &table, &csv, story, err);
	csv_file_close(&csv);
	return done;
}

bool
package_features_record(const struct session *session, struct text *story, struct error *err)
{
	return !has_real_code(session) || record(session, story, err) ||
		   error_while(err, "counting what the packages of real code are made of");
}
