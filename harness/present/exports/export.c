/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/exports/export.h"

const struct exporter *const exporters[] = {
#define EXPORT(id) &exporter_##id,
#include "present/exports/exports.def"
#undef EXPORT
	NULL,
};

const enum run_column export_headline[] = {COLUMN_tree_peak_bytes, COLUMN_tree_anon_peak_bytes,
	COLUMN_largest_process_bytes, COLUMN_largest_compile_bytes, COLUMN_largest_link_bytes, COLUMN_wall_ns,
	COLUMN_user_ns, COLUMN_system_ns, COLUMN_output_bytes, RUN_COLUMN_COUNT};

static const char *
exporter_candidate(size_t index, const void *context)
{
	(void)context;
	return exporters[index] ? exporters[index]->name : NULL;
}

const struct exporter *
exporter_find(const char *name, struct error *err)
{
	const char *nearest;

	for (const struct exporter *const *exporter = exporters; *exporter; exporter++)
		if (text_equal((*exporter)->name, name))
			return *exporter;
	nearest = text_nearest(name, exporter_candidate, NULL);
	(void)error_raise(err, ERROR_UNKNOWN_NAME, name,
		"there is no such export format%s%s%s; 'gorge list exports' has them all",
		nearest ? "; did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "");
	return NULL;
}

const char *
export_host_fact(const struct study *study, const char *host, const char *key)
{
	const json_t *object;
	size_t index;

	json_array_foreach(json_object_get(study->environment, "hosts"), index, object)
	{
		const char *name = json_string_value(json_object_get(object, "name"));
		if (name && text_equal(name, host))
			return json_string_value(json_object_get(object, key));
	}
	return NULL;
}
