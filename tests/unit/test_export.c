/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "present/exports/export.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
put(const char *name, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static void export(const char *name, const char *runs, struct text *out)
{
	static bool wanted[RUN_METRIC_COUNT] = {[COLUMN_tree_peak_bytes] = true,
		[COLUMN_wall_ns] = true,
		[COLUMN_heap_live_bytes] = true,
		[SUM_cpu_ns] = true};
	CLEANUP_STUDY struct study study = {0};
	struct error err = ERROR_INIT;
	const struct exporter *exporter = exporter_find(name, &err);

	put("runs.csv", runs);
	if (!exporter || !study_open(folder, NULL, NULL, &study, &err) ||
		!exporter->append(&study, wanted, out, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
test_every_format_says_what_it_is(void **state)
{
	(void)state;
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++) {
		struct error err = ERROR_INIT;
		assert_ptr_equal(exporter_find((*exporter)->name, &err), *exporter);
		assert_true((*exporter)->summary[0] != '\0' && (*exporter)->details[0] != '\0');
		assert_non_null((*exporter)->append);
	}
}

static void
test_unknown_format_names_the_nearest(void **state)
{
	struct error err = ERROR_INIT;

	(void)state;
	assert_null(exporter_find("openmetric", &err));
	assert_int_equal(err.id, ERROR_UNKNOWN_NAME);
	assert_non_null(strstr(err.why, "'openmetrics'"));
}

/* Two ok runs with all that tells cells apart; `column` is "first" in one and "second" in the other. */
static void
two_rows(enum run_column column, struct text *runs)
{
	text_append(runs, "schema,outcome,files,tree_peak_bytes");
	for (enum run_column other = 0; other < RUN_COLUMN_COUNT; other++)
		if (column_is_identity(other) || other == COLUMN_params)
			text_append_format(runs, ",%s", run_columns[other].name);
	for (int row = 0; row < 2; row++) {
		text_append(runs, "\n1,ok,5,1000");
		for (enum run_column other = 0; other < RUN_COLUMN_COUNT; other++)
			if (column_is_identity(other) || other == COLUMN_params)
				text_append_format(runs, ",%s=%s", other == COLUMN_params ? "x=1 name" : "name",
					other == column && row > 0 ? "second" : "first");
	}
	text_append(runs, "\n");
}

/* A cell that differs anywhere is another benchmark to benchstat, and another time series to Prometheus. */
static void
test_cells_stay_apart(void **state)
{
	(void)state;
	for (enum run_column column = 0; column < RUN_COLUMN_COUNT; column++) {
		CLEANUP_TEXT struct text runs = {0}, benchstat = {0}, openmetrics = {0};
		if (!column_is_identity(column) && column != COLUMN_params)
			continue;
		two_rows(column, &runs);
		export("benchstat", text_string(&runs), &benchstat);
		char *second = strstr(strstr(benchstat.data, "Benchmark"), "\n") + 1;
		second[-1] = '\0';
		assert_non_null(strstr(second, "Benchmark"));
		if (text_starts_with(second, "Benchmark")) /* no other configuration, so another name */
			assert_false(text_ends_with(benchstat.data, text_trim(second)));
		export("openmetrics", text_string(&runs), &openmetrics);
		assert_non_null(strstr(openmetrics.data, "first"));
		assert_non_null(strstr(openmetrics.data, "second"));
		assert_null(strstr(openmetrics.data, "} 2\n"));
	}
}

static bool
reads_tool_rows(const char *format)
{
	static const char *const formats[] = {"packages", "folded", "pprof", "trace"};

	for (size_t i = 0; i < COUNT_OF(formats); i++)
		if (text_equal(format, formats[i]))
			return true;
	return false;
}

static void
test_what_was_not_measured_stays_absent(void **state)
{
	static const char runs[] = "schema,outcome,workload,files,tree_peak_bytes,wall_ns,heap_live_bytes\n"
							   "1,ok,build,7,5000000,,\n1,ok,build,8,,,\n1,oom,build,9,,,\n";

	(void)state;
	for (const struct exporter *const *exporter = exporters; *exporter; exporter++) {
		CLEANUP_TEXT struct text out = {0};
		if (reads_tool_rows((*exporter)->name))
			continue; /* and there are none */
		export((*exporter)->name, runs, &out);
		assert_null(strstr(out.data, "nan"));
		assert_null(strstr(out.data, "NaN"));
		assert_null(strstr(out.data, " 0 |"));
		assert_null(strstr(out.data, " 0 ns"));
		assert_null(strstr(out.data, " 0 heap"));
		assert_null(strstr(out.data, ": 0"));
		assert_null(strstr(out.data, "} 0"));
		assert_non_null(strstr(out.data, text_equal((*exporter)->name, "markdown") ? "5.0 MB" : "5000000"));
	}
}

static void
test_a_sum_is_exported_as_a_column_is(void **state)
{
	static const char runs[] = "schema,workload,outcome,files,user_ns,system_ns\n1,build,ok,10,1000,500\n";
	static const struct {
		const char *format, *says;
	} cases[] = {{"benchstat", " 1500 cpu-ns\n"}, {"json", "\"cpu_ns\": 1500"},
		{"openmetrics", "# UNIT gorge_cpu_seconds seconds\n"}, {"markdown", "| cpu_ns |"}};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		CLEANUP_TEXT struct text out = {0};
		export(cases[i].format, runs, &out);
		assert_non_null(strstr(text_string(&out), cases[i].says));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_format_says_what_it_is),
		cmocka_unit_test(test_a_sum_is_exported_as_a_column_is),
		cmocka_unit_test(test_unknown_format_names_the_nearest),
		cmocka_unit_test(test_cells_stay_apart),
		cmocka_unit_test(test_what_was_not_measured_stays_absent),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
