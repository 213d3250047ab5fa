/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Tables and reports against the texts in tests/golden/report. With GORGE_UPDATE_GOLDEN set these are written
 * anew; read the difference before committing it.
 */
#include "platform/file.h"
#include "base/memory.h"
#include "present/report/comparison.h"
#include "present/report/tally.h"
#include "present/laws/fit_json.h"
#include "present/format.h"
#include "present/report/html.h"
#include "present/report/report.h"
#include "present/report/report_terminal.h"
#include "present/figures/summary_csv.h"
#include "present/report/tables.h"
#include "present/report/tools_table.h"
#include "unit/sample_runs.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "pseudo_terminal.h"
#include "scratch_folder.h"
#include "analyse/laws/fitting/law_fit.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char ENVIRONMENT[] =
	"{\"schema\": \"1\", \"experiment\": \"sample\", \"question\": \"Does a | b <i>grow</i>?\", \"seed\": 1, "
	"\"published\": \"article/scaling.csv\", \"meter\": \"cgroup1\", \"memory_limit_bytes\": 21200000000, "
	"\"claims\": [], \"hosts\": [{\"name\": \"lab\", \"memory_bytes\": 23600000000, \"processors\": 2}], "
	"\"sessions\": [{\"started_at\": \"2026-01-02T03:00:00Z\", \"runs\": 22, \"measured_ns\": 90000000000, "
	"\"harness_ns\": 10000000000, \"own_peak_bytes\": 4000000}]}";

static void
put(const char *name, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static void
open_sample(struct study *study, const char *published)
{
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;

	sample_scaling(&csv);
	put("runs.csv", text_string(&csv));
	put("environment.json", ENVIRONMENT);
	if (!study_open(folder, published, SOURCE_DIR "/bench", study, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
assert_golden(const char *name, const char *got)
{
	CLEANUP_FREE char *path = text_format("%s/tests/golden/report/%s", SOURCE_DIR, name);
	CLEANUP_TEXT struct text expected = {0};
	struct error err = ERROR_INIT;

	if (getenv("GORGE_UPDATE_GOLDEN"))
		assert_true(file_replace(path, got, strlen(got), &err));
	assert_true(file_read(path, &expected, &err));
	assert_string_equal(got, text_string(&expected));
}

static void
test_terminal_report(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text text = {0};

	(void)state;
	open_sample(&study, NULL);
	report_terminal(&study, false, &text);
	assert_golden("terminal.txt", text_string(&text));
}

static void
test_markdown_report(void **state)
{
	struct figure drawn[] = {{.name = "peak", .question = "How?", .drawn = true, .missing = ""},
		{.name = "wall", .question = "When?", .missing = "wall_ns was not measured at two sizes"}};
	struct figures figures = {.items = drawn, .count = COUNT_OF(drawn)};
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text text = {0};
	char *provenance;

	(void)state;
	open_sample(&study, NULL);
	report_markdown(&study, &figures, "figures", &text);
	provenance = strstr(text.data, "## Provenance");
	assert_non_null(provenance);
	assert_non_null(strstr(provenance, "gorge " GORGE_VERSION " from 16 rows"));
	*provenance = '\0'; /* what follows names the version of gorge */
	assert_golden("report.md", text.data);
}

static void
test_largest_tools_come_first(void **state)
{
	static const char runs[] = "schema,run_id,workload,outcome,files,tree_peak_bytes\n"
							   "1,aa,build,ok,10,5\n1,bb,build,ok,20,6\n1,cc,build,oom,30,\n";
	CLEANUP_FREE char *tools_path = text_format("%s/tools.csv", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_GRID struct grid grid = {0};
	CLEANUP_TEXT struct text tools = {0}, text = {0};
	struct error err = ERROR_INIT;

	(void)state;
	text_append(&tools, "schema,run_id,tool,package,peak_bytes,wall_ns\n1,aa,compile,other,900000000,1\n");
	for (unsigned i = 0; i < 9; i++) /* peaks 0 4 8 3 7 2 6 1 5, of which the third is not known */
		text_append_format(
			&tools, i == 2 ? "1,bb,compile,p%u,,1\n" : "1,bb,compile,p%u,%u0000000,2000000\n", i, i * 4 % 9);
	put("runs.csv", runs);
	put("tools.csv", text_string(&tools));
	if (!study_open(folder, NULL, NULL, &study, &err) || !study_read_tools(&study, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_int_equal(unlink(tools_path), 0);
	assert_int_equal(study.tools.row_count, 9);
	table_of_tools(&study, &study.growth.series[0], &grid);
	grid_to_text(&grid, 0, false, &text);
	assert_string_equal(text.data, "size  tool     package   peak  wall time\n"
								   "  20  compile  p4       70 MB       2 ms\n"
								   "  20  compile  p6       60 MB       2 ms\n"
								   "  20  compile  p8       50 MB       2 ms\n"
								   "  20  compile  p1       40 MB       2 ms\n"
								   "  20  compile  p3       30 MB       2 ms\n");
}

static void
test_report_without_published_table_or_environment(void **state)
{
	CLEANUP_FREE char *environment = text_format("%s/environment.json", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text text = {0}, csv = {0};
	struct error err = ERROR_INIT;

	(void)state;
	sample_scaling(&csv);
	put("runs.csv", text_string(&csv));
	(void)unlink(environment);
	assert_true(study_open(folder, NULL, NULL, &study, &err));
	assert_string_equal(study.name, path_name(folder));
	assert_null(study_published(&study));
	report_markdown(&study, &(struct figures){0}, "figures", &text);
	assert_non_null(strstr(text.data, "## Peak and growth"));
	assert_null(strstr(text.data, "article"));
	assert_null(strstr(text.data, "## Host"));
	assert_null(strstr(text.data, " nan"));
	assert_null(strstr(text.data, "inf "));
	assert_int_equal(study_tally(&study, COLUMN_tree_peak_bytes).of[CLAIM_REFUTED], 0);
}

static void
test_one_size_is_reported_without_laws(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text text = {0}, csv = {0};
	struct error err = ERROR_INIT;

	(void)state;
	text_append(&csv, SAMPLE_HEADER);
	sample_add(&csv, (struct sample_row){.files = 7, .peak = 123456789});
	put("runs.csv", text_string(&csv));
	put("environment.json", "not JSON");
	assert_true(study_open(folder, NULL, NULL, &study, &err));
	report_terminal(&study, false, &text);
	assert_non_null(strstr(text.data, "123 MB"));
	assert_non_null(strstr(text.data, "1 different size; a choice of law needs 4"));
}

static void
test_a_named_but_missing_published_file_is_an_error(void **state)
{
	CLEANUP_FREE char *nowhere = text_format("%s/no/such/table.csv", folder);
	CLEANUP_TEXT struct text csv = {0};
	struct study study;
	struct error err = ERROR_INIT;

	(void)state;
	sample_scaling(&csv);
	put("runs.csv", text_string(&csv));
	assert_false(study_open(folder, nowhere, NULL, &study, &err));
	assert_int_equal(err.id, ERROR_READ);
	assert_null(study.folder);
}

static void
test_bad_results_folders(void **state)
{
	CLEANUP_FREE char *nowhere = text_format("%s/no/such/folder", folder);
	struct study study;
	struct error err = ERROR_INIT;

	(void)state;
	assert_false(study_open(nowhere, NULL, NULL, &study, &err));
	assert_int_equal(err.id, ERROR_RESULTS_FORMAT);
	error_clear(&err);
	put("runs.csv", "schema,workload,outcome,files\n99,build,ok,1\n");
	assert_false(study_open(folder, NULL, NULL, &study, &err));
	assert_int_equal(err.id, ERROR_RESULTS_SCHEMA);
}

static void
test_summary_can_be_read_back(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text csv = {0};
	CLEANUP_TABLE struct table table = {0};
	struct error err = ERROR_INIT;
	double value;

	(void)state;
	open_sample(&study, NULL);
	summary_csv(&study, &csv);
	assert_true(table_parse(csv.data, csv.length, "summary.csv", NULL, &table, &err));
	assert_int_equal(table.row_count, 10);
	assert_true(table_is(&table, 7, "series", "load:full") && table_is(&table, 7, "size", "10000"));
	assert_true(table_number(&table, 7, table_column(&table, "tree_peak_bytes"), &value));
	assert_true(value == 423900000);
	assert_true(table_number(&table, 7, table_column(&table, "tree_peak_bytes_max"), &value));
	assert_true(value == 423901000);
	assert_true(table_number(&table, 7, table_column(&table, "growth_tree_peak"), &value));
	assert_true(fabs(value - (423900000.0 / 20040000.0 - 1)) < 1e-9);
	assert_true(table_is(&table, 4, "ok", "0") && table_is(&table, 4, "tree_peak_bytes", ""));
	assert_true(table_is(&table, 7, "largest_link_bytes", ""));
}

static void
test_fit_json_says_null_for_what_is_not_there(void **state)
{
	CLEANUP_STUDY struct study study;
	CLEANUP_LAWS struct series_laws found = {0};
	CLEANUP_FREE char *text = NULL;
	const struct held_back none_held = {0};
	const json_t *series, *build, *last;
	json_t *root;

	(void)state;
	open_sample(&study, NULL);
	study_laws(&study, COLUMN_tree_peak_bytes, &found);
	text = fit_json(&study, &found, COLUMN_tree_peak_bytes, NULL, 0, &none_held);
	root = json_loads(text, 0, NULL);
	assert_non_null(root);
	series = json_object_get(root, "series");
	assert_int_equal(json_array_size(series), 2);
	build = json_array_get(series, 0);
	assert_string_equal(json_string_value(json_object_get(build, "claim")), "open");
	assert_true(json_is_null(json_object_get(build, "steepening")));
	last = json_array_get(json_object_get(build, "points"), 4);
	assert_true(json_is_null(json_object_get(last, "median")));
	assert_true(fabs(json_real_value(json_object_get(json_object_get(build, "linear"), "b")) - 10000) < 50);
	json_decref(root);
}

static void
test_grid_lines_up_and_colours(void **state)
{
	static const struct grid_column columns[] = {{"name", true}, {"n", false}, {"end", true}};
	CLEANUP_GRID struct grid grid = GRID_OF(columns);
	CLEANUP_TEXT struct text plain = {0}, coloured = {0}, markdown = {0};

	(void)state;
	grid_add(&grid, "\xc3\xa9t\xc3\xa9"); /* three characters in five bytes */
	grid_add(&grid, "%d", 7);
	grid_add_toned(&grid, TONE_BAD, "a|b");
	grid_add(&grid, "longer");
	grid_end_row(&grid);
	grid_end_row(&grid);
	grid_to_text(&grid, 1, false, &plain);
	assert_string_equal(plain.data, " name    n  end\n \xc3\xa9t\xc3\xa9     7  a|b\n longer\n");
	grid_to_text(&grid, 0, true, &coloured);
	assert_non_null(strstr(coloured.data, "\033[31ma|b\033[0m\n"));
	grid_to_markdown(&grid, &markdown);
	assert_non_null(strstr(markdown.data, "| --- | ---: | --- |\n"));
	assert_non_null(strstr(markdown.data, "| 7 | a\\|b |\n"));
}

static void
test_no_color_is_heeded(void **state)
{
	CLEANUP_CLOSE int other_end = -1;
	CLEANUP_FILE FILE *terminal = pseudo_terminal_open(0, &other_end), *file = tmpfile();

	(void)state;
	if (!terminal)
		skip();
	assert_int_equal(unsetenv("NO_COLOR"), 0);
	assert_true(colour_wanted(terminal));
	assert_false(colour_wanted(file));
	assert_int_equal(setenv("NO_COLOR", "1", 1), 0);
	assert_false(colour_wanted(terminal));
	assert_int_equal(unsetenv("NO_COLOR"), 0);
}

static void
test_numbers_as_people_read_them(void **state)
{
	char text[FORMAT_BYTES];

	(void)state;
	assert_string_equal(format_quantity(text, "bytes", 3.8e9), "3,800 MB");
	assert_string_equal(format_quantity(text, "bytes", -2.5e8), "-250 MB");
	assert_string_equal(format_quantity(text, "ns", 12.34e9), "12.3 s");
	assert_string_equal(format_quantity(text, "bytes", 1e30), "1e+30");
	assert_string_equal(format_rate(text, "bytes", 32815), "32.8 kB");
	assert_string_equal(format_rate(text, "bytes", -504e6), "-504 MB");
	assert_string_equal(format_rate(text, "bytes", 0.25), "0.25 B");
	assert_string_equal(format_percent(text, 13.84), "1,384%");
	assert_string_equal(format_percent(text, -0.256), "-26%");
	assert_string_equal(format_digits(text, 7.236), "7.24");
	assert_string_equal(format_digits(text, 9.996), "10.0");
	assert_string_equal(format_digits(text, 99.96), "100");
	assert_string_equal(format_digits(text, 6630.4), "6630");
	assert_string_equal(format_distance(text, 1.674), "+67%");
	assert_string_equal(format_distance(text, 0.794), "-21%");
	assert_string_equal(format_distance(text, 0.996), "+0%");
	assert_string_equal(format_size(text, 100000), "100,000");
	assert_string_equal(format_size(text, 0.25), "0.25");
}

static void
test_laws_as_people_read_them(void **state)
{
	struct fit line = {.law = &laws[LAW_LINEAR], .parameters = {-2e6, -34000}};
	struct fit power = {.law = &laws[LAW_POWER], .parameters = {5e8, 12, 1.5}};
	CLEANUP_TEXT struct text text = {0};

	(void)state;
	format_law(&line, "bytes", "files", &text);
	assert_string_equal(text.data, "-2.00 MB - 34.0 kB x files");
	text_clear(&text);
	format_law(&power, "bytes", "files", &text);
	assert_string_equal(text.data, "500 MB + 12.0 B x files^1.50");
	text_clear(&text);
	power.parameters[2] = POWER_MOST;
	format_law(&power, "bytes", "files", &text);
	assert_non_null(strstr(text.data, "limit"));
}

static void
test_html_is_a_page_and_lets_no_markup_through(void **state)
{
	CLEANUP_TEXT struct text html = {0}, escaped = {0};

	(void)state;
	html_from_markdown("# T\n\n| a |\n| ---: |\n| 1 |\n\n<script>x</script>\n", "a <b> & \"c\"", &html);
	assert_non_null(strstr(html.data, "<title>a &lt;b&gt; &amp; &quot;c&quot;</title>"));
	assert_non_null(strstr(html.data, "<td align=\"right\">1</td>"));
	assert_null(strstr(html.data, "<script>"));
	text_clear(&html);
	html_from_markdown("caf\xe9 gr\xc3\xbcn", "\xff", &html);
	assert_non_null(strstr(html.data, "<title>\\xff</title>"));
	assert_non_null(strstr(html.data, "<p>caf\\xe9 gr\xc3\xbcn</p>"));
	markdown_escape("<i>*a*_b|c`", &escaped);
	assert_string_equal(escaped.data, "\\<i\\>\\*a\\*_b\\|c\\`");
}

static void
test_report_is_written_into_the_folder(void **state)
{
	static const char *const names[] = {"report.md", "report.html", "summary.csv"};
	CLEANUP_STUDY struct study study;
	struct error err = ERROR_INIT;

	(void)state;
	open_sample(&study, NULL);
	assert_true(report_write(&study, &(struct figures){0}, &err));
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		CLEANUP_FREE char *path = text_format("%s/%s", folder, names[i]);
		assert_true(file_exists(path));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_terminal_report),
		cmocka_unit_test(test_markdown_report),
		cmocka_unit_test(test_largest_tools_come_first),
		cmocka_unit_test(test_report_without_published_table_or_environment),
		cmocka_unit_test(test_one_size_is_reported_without_laws),
		cmocka_unit_test(test_a_named_but_missing_published_file_is_an_error),
		cmocka_unit_test(test_bad_results_folders),
		cmocka_unit_test(test_summary_can_be_read_back),
		cmocka_unit_test(test_fit_json_says_null_for_what_is_not_there),
		cmocka_unit_test(test_grid_lines_up_and_colours),
		cmocka_unit_test(test_no_color_is_heeded),
		cmocka_unit_test(test_numbers_as_people_read_them),
		cmocka_unit_test(test_laws_as_people_read_them),
		cmocka_unit_test(test_html_is_a_page_and_lets_no_markup_through),
		cmocka_unit_test(test_report_is_written_into_the_folder),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
