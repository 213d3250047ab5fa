/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "record/samples.h"
#include "platform/file.h"
#include "record/csv_copy.h"

bool
samples_add(const char *timeline_path, const char *run_id, struct csv_file *samples, struct error *err)
{
	const char *given[SAMPLE_COLUMN_COUNT] = {[SAMPLE_COLUMN_run_id] = run_id};
	struct csv_copied copied = {0};
	bool added = !file_exists(timeline_path) || csv_copy(timeline_path, given, samples, &copied, err);

	list_dispose(&copied.added);
	return added;
}
