/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/study/study.h"
#include "platform/file.h"
#include "base/json_text.h"
#include "base/visible.h"
#include "base/memory.h"
#include "record/ends/culprit_rows.h"
#include "record/runs.h"

#include <stdlib.h>
#include <string.h>

static bool
read_rows(struct study *study, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", study->folder);

	if (!runs_read_folder(study->folder, &study->runs, err) ||
		!growth_collect(&study->runs, path, &study->growth, err))
		return false;
	families_find(&study->growth, &study->runs, &study->families);
	study->peak_laws = memory_zeroed(1, sizeof *study->peak_laws);
	return true;
}

size_t
study_largest_row(const struct study *study, const struct series *series, double *size)
{
	for (size_t p = series->point_count; p-- > 0;) {
		size_t row = point_row(&study->runs, &series->points[p], true);
		if (row == SIZE_MAX)
			continue;
		*size = series->points[p].size;
		return row;
	}
	return SIZE_MAX;
}

static void
add_run(const struct study *study, size_t row, struct text_set *run_ids)
{
	const char *run_id = run_text(&study->runs, row, COLUMN_run_id);

	if (*run_id != '\0')
		(void)text_set_add(run_ids, run_id);
}

static void
add_lost_runs(const struct study *study, struct text_set *run_ids)
{
	for (size_t row = 0; row < study->runs.row_count; row++)
		if (culprit_needs_tools(&study->runs, row))
			add_run(study, row, run_ids);
}

static bool
read_tools_of(struct study *study, const struct text_set *run_ids, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/tools.csv", study->folder);

	return !file_exists(path) ||
		   table_read_some(path, RECORD_SCHEMA, run_columns[COLUMN_run_id].name, run_ids, &study->tools, err);
}

bool
study_read_tools(struct study *study, struct error *err)
{
	CLEANUP_TEXT_SET struct text_set run_ids = {0};

	for (size_t s = 0; s < study->growth.series_count; s++) {
		double size;
		size_t row = study_largest_row(study, &study->growth.series[s], &size);
		if (row != SIZE_MAX)
			add_run(study, row, &run_ids);
	}
	add_lost_runs(study, &run_ids);
	return read_tools_of(study, &run_ids, err);
}

bool
study_read_lost_tools(struct study *study, struct error *err)
{
	CLEANUP_TEXT_SET struct text_set run_ids = {0};

	add_lost_runs(study, &run_ids);
	return !run_ids.root || read_tools_of(study, &run_ids, err);
}

static void
read_environment(struct study *study)
{
	CLEANUP_FREE char *path = text_format("%s/environment.json", study->folder);

	study->environment = json_load_file(path, 0, NULL);
	json_make_visible(study->environment);
}

static bool
read_published(const char *published, const char *bench, struct study *study, struct error *err)
{
	const char *named = published ? published : study_environment(study, "published");
	CLEANUP_FREE char *path = published ? memory_copy_text(published)
										: text_format("%s/%s", bench ? bench : ".", named ? named : "");

	if (!named)
		return true;
	study->published_path = memory_copy_text(named);
	if (!published && !file_exists(path))
		return true;
	if (!published_read(path, &study->published, err))
		return false;
	study->has_published = text_equal(growth_common_axis(&study->growth), "files");
	return true;
}

static char *
name_of_folder(const char *folder)
{
	struct error ignored = ERROR_INIT;
	CLEANUP_FREE char *resolved = path_resolve(folder, &ignored);
	const char *name = path_name(resolved ? resolved : folder);
	CLEANUP_TEXT struct text shown = {0};

	text_append_visible(&shown, name, strlen(name));
	return memory_copy_text(text_string(&shown));
}

bool
study_open(
	const char *folder, const char *published, const char *bench, struct study *study, struct error *err)
{
	*study = (struct study){.folder = memory_copy_text(folder)};
	read_environment(study);
	study->name = study_environment(study, "experiment")
					  ? memory_copy_text(study_environment(study, "experiment"))
					  : name_of_folder(folder);
	if (!read_rows(study, err) || !read_published(published, bench, study, err)) {
		study_dispose(study);
		return false;
	}
	return true;
}

bool
study_open_rows(const char *folder, struct study *study, struct error *err)
{
	*study = (struct study){.folder = memory_copy_text(folder), .name = name_of_folder(folder)};
	if (read_rows(study, err))
		return true;
	study_dispose(study);
	return false;
}

void
study_dispose(struct study *study)
{
	free(study->folder);
	free(study->name);
	free(study->published_path);
	table_dispose(&study->runs);
	table_dispose(&study->tools);
	growth_dispose(&study->growth);
	families_dispose(&study->families);
	if (study->peak_laws)
		series_laws_dispose(study->peak_laws);
	free(study->peak_laws);
	published_dispose(&study->published);
	json_decref(study->environment);
	*study = (struct study){0};
}

const char *
study_environment(const struct study *study, const char *key)
{
	return json_string_value(json_object_get(study->environment, key));
}

const struct published *
study_published(const struct study *study)
{
	return study->has_published ? &study->published : NULL;
}

bool
study_compares(const struct study *study, enum run_column metric)
{
	return study->has_published &&
		   (metric == COLUMN_tree_peak_bytes || metric == COLUMN_tree_anon_peak_bytes);
}

const char *
study_text(const struct study *study, const struct series *series, enum run_column column)
{
	return run_text(&study->runs, series->row, column);
}
