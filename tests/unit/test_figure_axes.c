/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whatever was measured, its figures are drawn, each axis has two numbers, and no text leaves the picture.
 * GORGE_TRIES: how many random results folders (default 6; tests/property/figures.sh makes more).
 */
#include "platform/file.h"
#include "base/memory.h"
#include "base/random.h"
#include "present/figures/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "scratch_folder.h"
#include "svg_texts.h"
#include <inttypes.h>

static const char PLOTS[] = SOURCE_DIR "/plots";

static const char HEADER[] =
	"schema,workload,generator,go_version,GOGC,files,params,outcome,tree_peak_bytes,tree_anon_peak_bytes,"
	"largest_compile_bytes,go_command_bytes,tree_file_bytes,tree_kernel_bytes,user_ns,system_ns,wall_ns\n";

static const char *const releases[] = {
	"1.13.15", "1.17.13", "1.20.14", "1.24.13", "1.27.4", "devel go1.28-8a1b2c3d4e5f Tue Jan  6"};
static const char *const projects[] = {"module", "steady",
	"get:github.com/long/path/to/some/module/of/an/organisation/v12@v1.2.3-0.20240102030405-0123456789ab",
	"risen", "dir:a/b", "get:example.com/a@v1.0.0", "many_methods", "giant_switch", "live_locals",
	"import_chain", "type_doubling", "literal_data", "struct_equality", "map_literal"};
static const char *const gogc[] = {"unset", "50", "100", "off"};

enum { SIZES_MOST = 8 };

/* One results folder. */
struct scene {
	uint64_t sizes[SIZES_MOST];
	size_t size_count, releases, projects, gogc, repetitions;
	double bytes, exponent, noise; /* bytes at the least size */
	bool published, long_name;
};

static void
sizes_in_a_row(struct random *random, struct scene *scene)
{
	uint64_t first = 1 + random_below(random, 12);

	for (size_t i = 0; i < scene->size_count; i++)
		scene->sizes[i] = i == 0 ? first : scene->sizes[i - 1] + 1 + random_below(random, 3);
}

static void
sizes_close_together(struct random *random, struct scene *scene)
{
	uint64_t first = 10;

	for (uint32_t i = random_below(random, 6); i-- > 0;)
		first *= 10;
	for (size_t i = 0; i < scene->size_count; i++)
		scene->sizes[i] = i == 0 ? first : scene->sizes[i - 1] + 1 + random_below(random, 2);
}

static void
sizes_over_decades(struct random *random, struct scene *scene)
{
	double decades = 0.2 + 6 * random_unit(random), first = 1 + 5 * random_unit(random);

	for (size_t i = 0; i < scene->size_count; i++) {
		double share = scene->size_count > 1 ? (double)i / (double)(scene->size_count - 1) : 0;
		scene->sizes[i] = (uint64_t)(first * pow(10, decades * share)) + i;
	}
}

static void
sizes_from_nothing(struct random *random, struct scene *scene)
{
	sizes_in_a_row(random, scene);
	scene->sizes[0] = 0;
}

static void (*const size_lists[])(struct random *random, struct scene *scene) = {
	sizes_in_a_row, sizes_close_together, sizes_over_decades, sizes_over_decades, sizes_from_nothing};

static void
draw_scene(struct random *random, struct scene *scene)
{
	*scene = (struct scene){.size_count = random_chance(random, 0.1) ? 1 : 2 + random_below(random, 6),
		.releases = random_chance(random, 0.5) ? 1 : 1 + random_below(random, COUNT_OF(releases)),
		.projects = random_chance(random, 0.9) ? 1 + random_below(random, 4) : COUNT_OF(projects),
		.repetitions = 1 + random_below(random, 2),
		.bytes = pow(10, 5 + 5 * random_unit(random)),
		.exponent = random_chance(random, 0.2) ? 0 : 0.2 + 1.6 * random_unit(random),
		.noise = random_chance(random, 0.3) ? 0 : 0.1 * random_unit(random),
		.published = random_chance(random, 0.2),
		.long_name = random_chance(random, 0.3)};
	scene->gogc = scene->projects < 3 && random_chance(random, 0.4) ? COUNT_OF(gogc) : 1;
	size_lists[random_below(random, COUNT_OF(size_lists))](random, scene);
}

static void
add_row(const struct scene *scene, struct random *random, const char *labels, uint64_t size, struct text *csv)
{
	double least = scene->sizes[0] > 0 ? (double)scene->sizes[0] : 1;
	double growth = size > 0 ? pow((double)size / least, scene->exponent) : 0.5;
	double drawn = scene->bytes * growth * (1 + scene->noise * random_unit(random));
	uint64_t bytes = 10 + (uint64_t)fmin(drawn, 1e13);

	text_append_format(csv, "1,build,%s,%" PRIu64 ",files=%" PRIu64 ",ok", labels, size, size);
	for (uint64_t part = 1; part <= 6; part++)
		text_append_format(csv, ",%" PRIu64, part < 4 ? bytes / part : bytes / 10);
	text_append_format(csv, ",%" PRIu64 ",%" PRIu64 ",%" PRIu64 "\n", bytes * 9, bytes, bytes * 10);
}

static void
add_series(const struct scene *scene, struct random *random, const char *labels, struct text *csv)
{
	for (size_t i = 0; i < scene->size_count; i++)
		for (size_t repetition = 0; repetition < scene->repetitions; repetition++)
			add_row(scene, random, labels, scene->sizes[i], csv);
}

static void
open_scene(const struct scene *scene, struct random *random, struct study *study)
{
	CLEANUP_FREE char *path = text_format("%s/runs.csv", folder);
	CLEANUP_TEXT struct text csv = {0};
	struct error err = ERROR_INIT;

	text_append(&csv, HEADER);
	for (size_t p = 0; p < scene->projects; p++)
		for (size_t r = 0; r < scene->releases; r++)
			for (size_t g = 0; g < scene->gogc; g++) {
				CLEANUP_FREE char *labels =
					text_format("%s,%s,%s", projects[(p + scene->size_count) % COUNT_OF(projects)],
						releases[(r + scene->size_count) % COUNT_OF(releases)], gogc[g]);
				add_series(scene, random, labels, &csv);
			}
	if (!file_replace(path, text_string(&csv), csv.length, &err) ||
		!study_open(
			folder, scene->published ? SOURCE_DIR "/bench/article/scaling.csv" : NULL, NULL, study, &err))
		fail_msg("%s: %s", err.where, err.why);
	if (scene->long_name) {
		free(study->name);
		study->name =
			memory_copy_text("what becomes of the memory of large projects with many small packages, "
							 "measured overnight on the machine in the corner");
	}
}

/* What has numbers along x and y; all others have both. */
static const struct {
	const char *beginning;
	bool x, y;
} special[] = {{"changes", false, false}, {"steps", false, false}, {"holders_by_family", true, false}};

static bool
wants(const char *figure, char axis)
{
	for (size_t i = 0; i < COUNT_OF(special); i++)
		if (text_starts_with(figure, special[i].beginning))
			return axis == 'x' ? special[i].x : special[i].y;
	return true;
}

/* The numbers of an axis follow each other; how many axes of that kind there are. */
static size_t
check_axes(const struct svg_texts *texts, const char *figure, char axis)
{
	size_t axes = 0;

	for (size_t i = 0; i < texts->count;) {
		const struct svg_text *first = &texts->items[i];
		size_t numbers = 0;
		for (; i < texts->count && texts->items[i].axis == first->axis &&
			   fabs(texts->items[i].line - first->line) < 0.01;
			 i++)
			numbers += texts->items[i].text[0] != '\0' &&
					   (numbers == 0 || !text_equal(texts->items[i].text, texts->items[i - 1].text));
		if (first->axis != axis)
			continue;
		if (numbers < 2)
			fail_msg("%s: an axis %c with '%s' alone", figure, axis, first->text);
		axes++;
	}
	return axes;
}

static void
check_figure(const char *out, const char *name)
{
	CLEANUP_FREE char *path = text_format("%s/%s.svg", out, name);
	CLEANUP_TEXT struct text svg = {0};
	struct svg_texts texts;
	struct error err = ERROR_INIT;
	size_t x, y;

	assert_true(file_read(path, &svg, &err));
	svg_texts_read(svg.data, &texts);
	x = check_axes(&texts, name, 'x');
	y = check_axes(&texts, name, 'y');
	if (wants(name, 'x') && (x == 0 || (wants(name, 'y') && x != y)))
		fail_msg("%s: %zu axes x, %zu axes y", name, x, y);
	for (size_t i = 0; i < texts.count; i++)
		if (!svg_text_is_inside(&texts, &texts.items[i]))
			fail_msg("%s: '%s' is cut", name, texts.items[i].text);
	svg_texts_dispose(&texts);
}

static size_t
tries(void)
{
	const char *text = getenv("GORGE_TRIES");

	return text ? (size_t)strtoul(text, NULL, 10) : 6;
}

static void
draw_one(const struct scene *scene, struct random *random)
{
	CLEANUP_FREE char *out = text_format("%s/drawn", folder);
	CLEANUP_STUDY struct study study;
	CLEANUP_FIGURES struct figures figures = {0};
	struct error err = ERROR_INIT;

	open_scene(scene, random, &study);
	if (!figures_draw(&study, PLOTS, out, &figures, &err))
		fail_msg("%s: %s", err.where, err.why);
	for (size_t i = 0; i < figures.count; i++) {
		const struct figure *figure = &figures.items[i];
		if (figure->drawn)
			check_figure(out, figure->name);
		else if (strstr(figure->missing, "gnuplot") ||
				 (scene->size_count > 1 && text_equal(figure->name, "peak")))
			fail_msg("%s: %s", figure->name, figure->missing);
	}
}

static void
test_every_axis_has_numbers(void **state)
{
	CLEANUP_FREE char *gnuplot = path_find_program("gnuplot");

	(void)state;
	if (!gnuplot)
		skip();
	for (size_t try = 0; try < tries(); try++) {
		struct random random = random_stream(16, try, 0);
		struct scene scene;
		draw_scene(&random, &scene);
		print_message("try %zu: %zu sizes from %" PRIu64 " to %" PRIu64 ", %zu releases, %zu projects\n", try,
			scene.size_count, scene.sizes[0], scene.sizes[scene.size_count - 1], scene.releases,
			scene.projects);
		draw_one(&scene, &random);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_axis_has_numbers)};

	return cmocka_run_group_tests(tests, make_folder, delete_folder);
}
