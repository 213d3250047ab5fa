/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Any bytes as a results folder that is looked at: runs.csv, tools.csv and environment.json, parted by NULs.
 * What can be opened can be reported and exported.
 */
#include "fuzz.h"
#include "present/exports/export.h"
#include "present/report/html.h"
#include "present/report/report.h"
#include "present/report/report_terminal.h"

static void
export_all(const struct study *study)
{
	bool wanted[RUN_METRIC_COUNT];

	for (size_t i = 0; i < RUN_METRIC_COUNT; i++)
		wanted[i] = column_is_figure((enum run_column)i);
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++) {
		CLEANUP_TEXT struct text out = {0};
		struct error err = ERROR_INIT;
		fuzz_check((*exporter)->append(study, wanted, &out, &err), &err);
	}
}

static void
look_at(const struct study *study)
{
	CLEANUP_TEXT struct text terminal = {0}, markdown = {0}, html = {0};
	struct figures none = {0};

	report_terminal(study, true, &terminal);
	report_markdown(study, &none, "figures", &markdown);
	html_from_markdown(text_string(&markdown), study->name, &html);
	export_all(study);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const names[] = {"runs.csv", "tools.csv", "environment.json"};
	struct error err = ERROR_INIT;
	struct study study;

	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const uint8_t *part;
		size_t count = fuzz_part(&data, &size, &part);
		CLEANUP_FREE char *path = fuzz_put(names[i], part, count);
		if (count == 0)
			(void)remove(path);
	}
	bool opened = study_open(fuzz_folder(), NULL, NULL, &study, &err);
	fuzz_check(opened, &err);
	if (!opened)
		return 0;
	bool has_tools = study_read_tools(&study, &err);
	fuzz_check(has_tools, &err);
	if (has_tools)
		look_at(&study);
	study_dispose(&study);
	return 0;
}
