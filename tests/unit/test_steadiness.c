/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Warnings of drift and of outliers, from rows to words.
 */
#include "unit/scratch_folder.h"
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "present/report/steadiness.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

static const char header[] =
	"schema,workload,outcome,files,repetition,started_at,host,tree_peak_bytes,largest_compile_bytes,wall_ns,quality\n";

/* Two sizes in ten rounds. Time grows by `step_ms` a run on host a; on a second host everything takes half.
 * Rows stand in the file in another order than they were measured in. */
static void
rows(struct text *csv, int step_ms, const char *host, int level)
{
	for (int round = 10; round > 0; round--)
		for (int size = 1; size <= 2; size++) {
			int at = round * 2 + size, wave = round * 7 % 5;
			text_append_format(csv, "1,build,ok,%d,%d,2026-01-02T03:%02d:00Z,%s,100,%d000000,%d000000,%s\n",
				size * 100, round, at, host, round == 4 && size == 2 ? 900 : 500 + wave,
				(3000 + wave * 30 + at * step_ms) / level, round == 4 ? "busy" : "");
		}
}

static void
assert_story(const struct text *csv, const char *expected)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);
	CLEANUP_STUDY struct study study = {0};
	CLEANUP_TEXT struct text story = {0};
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, csv->data, csv->length, &err));
	if (!study_open_rows(folder, &study, &err))
		fail_msg("%s: %s", err.where, err.why);
	steadiness_to_text(&study, false, &story);
	assert_string_equal(text_string(&story), expected);
}

static void
test_a_steady_host_is_not_spoken_of(void **state)
{
	CLEANUP_TEXT struct text csv = {0};
	char *outlier;

	(void)state;
	text_append(&csv, header);
	rows(&csv, 0, "a", 1);
	rows(&csv, 0, "b", 2); /* half the time, and later in the file: another level, no drift */
	while ((outlier = strstr(csv.data, ",900000000,")) != NULL)
		outlier[1] = '5';
	assert_story(&csv, "");
}

static void
test_drift_and_outliers_are_told(void **state)
{
	CLEANUP_TEXT struct text csv = {0};
	CLEANUP_FREE char *expected =
		text_format("\nwarning: the host was not steady\n"
					"  metric   cells  runs  from first to last      p\n"
					"  wall_ns      2    20              +43.6%%  2e-08\n"
					"%s\n"
					"\nwarning: runs far off their cell\n"
					"  series  size  repetition  metric                  value  median  deviations  quality\n"
					"  build    200           4  largest_compile_bytes  900 MB  502 MB      +179.0  busy\n"
					"%s\n",
			steadiness_of_drift, steadiness_of_outliers);

	(void)state;
	text_append(&csv, header);
	rows(&csv, 100, "a", 1);
	assert_story(&csv, expected);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_steady_host_is_not_spoken_of),
		cmocka_unit_test(test_drift_and_outliers_are_told),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
