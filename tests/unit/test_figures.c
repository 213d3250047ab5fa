/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/file.h"
#include "platform/folder.h"
#include "base/memory.h"
#include "present/figures/figures.h"
#include "unit/sample_releases.h"
#include "unit/sample_runs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "scratch_folder.h"
#include <stdlib.h>
#include <string.h>

static const char PLOTS[] = SOURCE_DIR "/plots";
static bool
has_gnuplot(void)
{
	CLEANUP_FREE char *program = path_find_program("gnuplot");

	return program != NULL;
}

static void
put(const char *name, const char *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", folder, name);
	struct error err = ERROR_INIT;

	assert_true(file_replace(path, content, strlen(content), &err));
}

static void
open_rows(const struct text *csv, const char *published, struct study *study)
{
	struct error err = ERROR_INIT;

	put("runs.csv", text_string(csv));
	if (!study_open(folder, published, NULL, study, &err))
		fail_msg("%s: %s", err.where, err.why);
}

static void
open_sample(struct study *study)
{
	CLEANUP_TEXT struct text csv = {0};

	sample_scaling(&csv);
	open_rows(&csv, SOURCE_DIR "/bench/article/scaling.csv", study);
}

static const struct figure *
figure_named(const struct figures *figures, const char *name)
{
	for (size_t i = 0; i < figures->count; i++)
		if (text_equal(figures->items[i].name, name))
			return &figures->items[i];
	fail_msg("no figure '%s'", name);
	return NULL;
}

/* The drawn file, which must begin so and be of more than a frame's size. */
static void
read_figure(const char *out, const char *name, const char *beginning, struct text *content)
{
	CLEANUP_FREE char *path = text_format("%s/%s", out, name);
	struct error err = ERROR_INIT;

	text_clear(content);
	if (!file_read(path, content, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_true(content->length > 5000);
	assert_memory_equal(content->data, beginning, strlen(beginning));
}

static void
test_every_figure_is_drawn_twice(void **state)
{
	CLEANUP_FREE char *out = text_format("%s/drawn", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	CLEANUP_TEXT struct text content = {0};
	struct error err = ERROR_INIT;
	size_t drawn = 0;

	(void)state;
	if (!has_gnuplot())
		skip();
	open_sample(&study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_string_equal(figures.items[0].name, "peak");
	for (size_t i = 0; i < figures.count; i++) {
		if (!figures.items[i].drawn) {
			assert_true(figures.items[i].missing[0] != '\0');
			continue;
		}
		drawn++;
		CLEANUP_FREE char *svg = text_format("%s.svg", figures.items[i].name);
		CLEANUP_FREE char *png = text_format("%s.png", figures.items[i].name);
		assert_string_equal(figures.items[i].missing, "");
		assert_true(figures.items[i].question[0] != '\0');
		read_figure(out, svg, "<?xml", &content);
		assert_non_null(strstr(content.data, "</svg>"));
		read_figure(out, png, "\x89PNG", &content);
	}
	assert_int_equal(drawn, 6); /* peak, growth, holders, holders by family, wall, residuals */
	read_figure(out, "peak.svg", "<?xml", &content);
	assert_non_null(strstr(content.data, "load:full"));
	assert_non_null(strstr(content.data, "100,000"));
	assert_non_null(strstr(content.data, "article"));
}

static const struct figure *
assert_drawn(const char *out, const struct figures *figures, const char *name, struct text *svg)
{
	CLEANUP_FREE char *file = text_format("%s.svg", name);
	const struct figure *figure = figure_named(figures, name);

	assert_true(figure->drawn);
	read_figure(out, file, "<?xml", svg);
	assert_true(svg->length < 100000);
	return figure;
}

static void
test_releases_have_figures_of_their_own(void **state)
{
	CLEANUP_FREE char *out = text_format("%s/releases", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	CLEANUP_TEXT struct text csv = {0}, content = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	sample_releases(&csv);
	open_rows(&csv, NULL, &study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	(void)assert_drawn(out, &figures, "changes-largest_compile_bytes", &content);
	assert_non_null(strstr(content.data, ">risen · n 80<"));
	assert_non_null(strstr(content.data, ">+50%<"));
	assert_non_null(strstr(content.data, ">65 MB<"));
	assert_non_null(strstr(content.data, ">–<"));
	(void)assert_drawn(out, &figures, "steps-tree_anon_peak_bytes", &content);
	assert_non_null(strstr(content.data, ">+50%<"));
	(void)assert_drawn(out, &figures, "exponents", &content);
	assert_non_null(strstr(content.data, ">steady<"));
	assert_non_null(strstr(assert_drawn(out, &figures, "releases-steady", &content)->question, "steady"));
	assert_non_null(strstr(content.data, ">1.20.14<"));
	(void)assert_drawn(out, &figures, "releases-risen", &content);
	assert_false(figure_named(&figures, "frontier")->drawn);
	assert_non_null(strstr(figure_named(&figures, "frontier")->missing, "GOGC"));
}

static void
test_values_of_gogc_make_a_frontier(void **state)
{
	CLEANUP_FREE char *out = text_format("%s/gogc", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	CLEANUP_TEXT struct text csv = {0}, content = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	sample_gogc(&csv);
	open_rows(&csv, NULL, &study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	(void)assert_drawn(out, &figures, "frontier", &content);
	assert_non_null(strstr(content.data, ">400<"));
	assert_non_null(strstr(content.data, ">unset<"));
	assert_false(figure_named(&figures, "releases")->drawn);
	assert_non_null(strstr(figure_named(&figures, "releases")->missing, "two releases"));
}

/* More series than one picture can hold have a panel each, and the same data give the same bytes. */
static void
test_many_series_have_panels(void **state)
{
	CLEANUP_FREE char *out = text_format("%s/many", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_TEXT struct text csv = {0}, content = {0}, first = {0};

	(void)state;
	if (!has_gnuplot())
		skip();
	text_append(&csv, SAMPLE_RELEASES_HEADER);
	for (unsigned pattern = 0; pattern < 20; pattern++)
		for (unsigned size = 10; size <= 1000; size *= 10) {
			CLEANUP_FREE char *generator = text_format("pattern_%u", pattern);
			sample_release_add(
				&csv, generator, "1.27.4", "unset", size, (uint64_t)1000000 * size * (pattern + 1));
		}
	open_rows(&csv, NULL, &study);
	for (int time = 0; time < 2; time++) {
		CLEANUP_FIGURES struct figures figures = {0};
		struct error err = ERROR_INIT;
		if (!figures_draw(&study, PLOTS, out, &figures, &err))
			fail_msg("%s: %s", err.where, err.why);
		(void)assert_drawn(out, &figures, "wall", &content);
		(void)assert_drawn(out, &figures, "peak", &content);
		assert_non_null(strstr(content.data, ">pattern_0<"));
		assert_non_null(strstr(content.data, ">pattern_19<"));
		if (time == 0)
			text_append(&first, content.data);
		else
			assert_string_equal(first.data, content.data);
	}
}

/* A figure that gnuplot did not write is not called drawn, so that no report links it. */
static void
test_a_file_that_is_not_there_is_not_drawn(void **state)
{
	CLEANUP_FREE char *plots = text_format("%s/half", folder);
	CLEANUP_FREE char *out = text_format("%s/half-drawn", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	assert_true(folder_make(plots, &err));
	put("half/draw.gp", "set terminal svg\nset output ARG2.'/x.svg'\nplot x\n");
	put("half/x.gp", "# question: What?\n");
	open_sample(&study);
	if (!figures_draw(&study, plots, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_false(figure_named(&figures, "x")->drawn);
	assert_non_null(strstr(figure_named(&figures, "x")->missing, "x.png"));
}

/* What gnuplot takes for markup or quotes is only text in a label. */
static void
test_odd_labels_are_drawn(void **state)
{
	static const char *const odd[] = {"a_b^c{d}", "it's @%s", "back\\slash", "`date`"};
	CLEANUP_FREE char *out = text_format("%s/odd", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	CLEANUP_TEXT struct text csv = {0}, content = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	text_append(&csv, SAMPLE_HEADER);
	for (size_t i = 0; i < COUNT_OF(odd); i++)
		for (uint64_t files = 10; files <= 1000; files *= 10)
			sample_add(&csv, (struct sample_row){.files = files, .peak = files * 1000000, .gogc = odd[i]});
	open_rows(&csv, NULL, &study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	read_figure(out, "wall.svg", "<?xml", &content);
	assert_non_null(strstr(content.data, "a_b^c{d}"));
	assert_non_null(strstr(content.data, "`date`"));
	assert_non_null(strstr(content.data, "back\\slash"));
}

/* A series without a single good run, one without an initial, one of one size: none may stop the others. */
static void
test_series_with_holes_are_drawn(void **state)
{
	CLEANUP_FREE char *out = text_format("%s/holes", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	CLEANUP_TEXT struct text csv = {0}, content = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	sample_scaling(&csv);
	sample_add(&csv, (struct sample_row){.workload = "load:weak", .files = 1000, .outcome = "unsupported"});
	sample_add(&csv, (struct sample_row){.workload = "load:weak", .files = 10000, .outcome = "unsupported"});
	sample_add(&csv, (struct sample_row){.workload = "vet", .files = 1000, .peak = 90000000});
	open_rows(&csv, NULL, &study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	read_figure(out, "peak.svg", "<?xml", &content);
	assert_non_null(strstr(content.data, ">vet<"));
	assert_null(strstr(content.data, "load:weak"));
}

static void
test_figures_without_data_say_what_is_missing(void **state)
{
	static const char csv[] = "schema,workload,outcome,files,tree_peak_bytes\n"
							  "1,build,ok,10,100000000\n1,build,ok,100,200000000\n";
	CLEANUP_FREE char *out = text_format("%s/partial", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	struct text rows = {0};
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	text_append(&rows, csv);
	open_rows(&rows, NULL, &study);
	text_dispose(&rows);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	assert_true(figure_named(&figures, "peak")->drawn);
	assert_false(figure_named(&figures, "wall")->drawn);
	assert_string_equal(figure_named(&figures, "wall")->missing, "wall_ns was not measured at two sizes");
	assert_false(figure_named(&figures, "holders")->drawn);
}

/* gnuplot only warns of a column that is not there; such a figure would be empty. */
static void
test_what_gnuplot_warns_of_is_an_error(void **state)
{
	CLEANUP_FREE char *plots = text_format("%s/plots", folder);
	CLEANUP_FREE char *out = text_format("%s/warned", folder);
	CLEANUP_STUDY struct study study;
	struct figures figures;
	struct error err = ERROR_INIT;

	(void)state;
	if (!has_gnuplot())
		skip();
	assert_true(folder_make(plots, &err));
	put("plots/style.gp", "set datafile separator comma\n");
	put("plots/draw.gp",
		"set terminal svg\nfolder = ARG2\nset output folder.'/x.svg'\nload ARG1.'/odd.gp'\n");
	put("plots/odd.gp",
		"# question: What?\n# needs: summary.csv tree_peak_bytes\n"
		"plot folder.'/data/summary.csv' using (column('size')):(column('no_such_column')), 1\n");
	open_sample(&study);
	assert_false(figures_draw(&study, plots, out, &figures, &err));
	assert_int_equal(err.id, ERROR_PLOT);
	assert_true(err.why[0] != '\0');
	assert_non_null(strstr(err.where, "draw.gp"));
}

static void
test_without_gnuplot(void **state)
{
	CLEANUP_FREE char *path = memory_copy_text(getenv("PATH"));
	CLEANUP_FREE char *out = text_format("%s/none", folder);
	CLEANUP_STUDY struct study study;
	struct figures figures;
	struct error err = ERROR_INIT;
	bool drawn;

	(void)state;
	open_sample(&study);
	assert_int_equal(setenv("PATH", folder, 1), 0);
	drawn = figures_draw(&study, PLOTS, out, &figures, &err);
	assert_int_equal(setenv("PATH", path, 1), 0);
	assert_false(drawn);
	assert_int_equal(err.id, ERROR_NO_GNUPLOT);
}

static void
test_figures_are_listed_with_their_questions(void **state)
{
	CLEANUP_FREE char *nowhere = text_format("%s/no/such/folder", folder);
	CLEANUP_FIGURES struct figures figures = {0};
	struct figures none;
	struct error err = ERROR_INIT;

	(void)state;
	assert_true(figures_list(PLOTS, &figures, &err));
	assert_true(strlen(figure_named(&figures, "growth")->question) > 10);
	for (size_t i = 0; i < figures.count; i++)
		assert_false(text_equal(figures.items[i].name, "style"));
	assert_false(figures_list(nowhere, &none, &err));
	assert_int_equal(err.id, ERROR_READ);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_figure_is_drawn_twice),
		cmocka_unit_test(test_releases_have_figures_of_their_own),
		cmocka_unit_test(test_values_of_gogc_make_a_frontier),
		cmocka_unit_test(test_many_series_have_panels),
		cmocka_unit_test(test_a_file_that_is_not_there_is_not_drawn),
		cmocka_unit_test(test_odd_labels_are_drawn),
		cmocka_unit_test(test_series_with_holes_are_drawn),
		cmocka_unit_test(test_figures_without_data_say_what_is_missing),
		cmocka_unit_test(test_what_gnuplot_warns_of_is_an_error),
		cmocka_unit_test(test_without_gnuplot),
		cmocka_unit_test(test_figures_are_listed_with_their_questions),
	};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
