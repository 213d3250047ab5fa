/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/report.h"
#include "platform/file.h"
#include "base/memory.h"
#include "present/report/comparison.h"
#include "present/report/tally.h"
#include "present/report/load_table.h"
#include "present/report/shape_table.h"
#include "present/report/conditions.h"
#include "present/report/endings.h"
#include "present/format.h"
#include "present/report/html.h"
#include "present/report/steadiness.h"
#include "present/figures/summary_csv.h"
#include "present/laws/law_tables.h"
#include "present/report/tables.h"
#include "present/report/incidents.h"
#include "present/report/tools_table.h"
#include "analyse/claims/shape.h"

#include <string.h>

typedef void series_table(const struct study *study, const struct series *series, struct grid *grid);

static void
append_question(const struct study *study, struct text *markdown)
{
	const char *question = study_environment(study, "question");

	text_append(markdown, "# ");
	markdown_escape(study->name, markdown);
	text_append(markdown, "\n");
	if (!question)
		return;
	text_append(markdown, "\n> ");
	markdown_escape(question, markdown);
	text_append(markdown, "\n");
}

static void
append_endings(const struct study *study, struct text *markdown)
{
	CLEANUP_LIST struct list sentences = {0};

	endings_tell(study, &sentences);
	for (size_t i = 0; i < sentences.count; i++) {
		text_append(markdown, i == 0 ? "\n## What was cut short\n\n- " : "- ");
		markdown_escape(sentences.items[i], markdown);
		text_append(markdown, "\n");
	}
}

static const char *
given(const char *text)
{
	return *text ? text : "not given";
}

/* Tables of a kind, one a series under its label, below one heading and its explanation. */
static void
append_series_tables(const struct study *study, const char *heading, const char *explanation,
	series_table *table, struct text *markdown)
{
	bool headed = false;

	for (size_t s = 0; s < study->growth.series_count && s < SERIES_SHOWN_MOST; s++) {
		CLEANUP_GRID struct grid grid = {0};
		table(study, &study->growth.series[s], &grid);
		if (grid.cell_count == 0)
			continue;
		if (!headed)
			text_append_format(markdown, "\n## %s\n\n%s\n", heading, explanation);
		if (!headed)
			series_left_out(study, markdown);
		headed = true;
		text_append(markdown, "\n**");
		markdown_escape(study->growth.series[s].label, markdown);
		text_append(markdown, "**\n");
		grid_to_markdown(&grid, markdown);
	}
}

static void
append_table(const char *heading, const char *explanation, const struct grid *grid, struct text *markdown)
{
	if (grid->cell_count == 0)
		return;
	text_append_format(markdown, "\n## %s\n\n%s\n", heading, explanation);
	grid_to_markdown(grid, markdown);
}

static void
growth_table(const struct study *study, const struct series *series, struct grid *grid)
{
	table_of_growth(study, series, COLUMN_tree_peak_bytes, grid);
}

static void
append_tally(const char *label, const char *what, const struct tally *tally, struct text *markdown)
{
	if (tally_judged(tally) == 0)
		return;
	text_append(markdown, "- ");
	markdown_escape(label, markdown);
	text_append_format(markdown, ", %s: %zu confirmed, %zu of the same magnitude, %zu refuted\n", what,
		tally->of[CLAIM_CONFIRMED], tally->of[CLAIM_MAGNITUDE], tally->of[CLAIM_REFUTED]);
}

static void
append_tallies(const struct study *study, struct text *markdown)
{
	text_append(markdown, "\n");
	for (size_t s = 0; s < study->growth.series_count; s++) {
		const struct series *series = &study->growth.series[s];
		struct tally peaks = {0}, growths = {0};
		series_tally(study, series, COLUMN_tree_peak_bytes, &peaks, &growths);
		append_tally(series->label, "peak", &peaks, markdown);
		append_tally(series->label, "growth", &growths, markdown);
	}
}

static void
append_source(const struct published *published, struct text *markdown)
{
	text_append(markdown, "\nThe article's table is about ");
	markdown_escape(given(published->subject), markdown);
	text_append_format(markdown, " (machine: %s; Go version: %s). ", given(published->machine),
		given(published->go_version));
	markdown_escape(published->note, markdown);
	text_append(markdown, ".\n");
}

static void
append_published(const struct study *study, struct text *markdown)
{
	if (!study->has_published) {
		if (study->published_path)
			text_append_format(markdown,
				"\nThe experiment names the published table `%s`, which was not found or has another axis; "
				"there is no comparison.\n",
				study->published_path);
		return;
	}
	append_source(&study->published, markdown);
	text_append(markdown,
		"\nA figure is confirmed when ours and the article's differ by a factor of at most 1.25, of the same "
		"magnitude up to a factor of 2, and refuted beyond. Peak and growth are judged apart: growth divides "
		"by the initial peak, so another initial alone moves every percentage, while what a further file "
		"costs stands under \"Slope from size to size\".\n");
	append_tallies(study, markdown);
}

static void
append_claim(const struct study *study, struct text *markdown)
{
	CLEANUP_GRID struct grid grid = {0};
	char bend[FORMAT_BYTES];

	table_of_shape(study, COLUMN_tree_peak_bytes, &grid);
	if (grid.cell_count == 0)
		return;
	text_append(markdown, "\n## Does memory grow as claimed?\n\nThe claim: \"");
	markdown_escape(study->published.shape_claim, markdown);
	text_append_format(markdown,
		"\".\n\nNon-linear is taken to mean that the fitted power law has an exponent of at least %.1f; "
		"steep, that beyond %s files each further one costs at least %.1f times what it cost just before. "
		"Both: confirmed; one: partly confirmed; none: refuted.\n",
		NONLINEAR_EXPONENT, format_size(bend, study->published.steep_beyond_files), STEEP_RATIO);
	grid_to_markdown(&grid, markdown);
	explain_shape(study, COLUMN_tree_peak_bytes, markdown);
}

static void
append_choices(const struct study *study, const struct series_laws *found, enum run_column metric,
	const char *title, const char *says, struct text *markdown)
{
	CLEANUP_GRID struct grid chosen = {0}, lacking = {0};

	table_of_choices(study, found, metric, &chosen);
	append_table(title, says, &chosen, markdown);
	if (found->count > LAWS_DRAWN_MOST)
		text_append_format(markdown,
			"Intervals are those of the first %d series; `gorge fit` works out all.\n", LAWS_DRAWN_MOST);
	table_of_lacking(study, found, &lacking);
	grid_to_markdown(&lacking, markdown);
}

static void
append_histories(const struct study *study, const struct series_laws *found, struct text *markdown)
{
	CLEANUP_HISTORIES struct histories histories;

	histories_find(&study->growth, &study->runs, &study->families, found, &histories);
	for (size_t i = 0; i < histories.count; i++) {
		CLEANUP_TEXT struct text title = {0};
		CLEANUP_GRID struct grid grid = {0};
		text_append(&title, "Since which release: ");
		history_title(study, &histories.items[i], &title);
		table_of_history(study, &histories.items[i], COLUMN_tree_anon_peak_bytes, &grid);
		append_table(text_string(&title),
			"Anonymous memory, each release against the one before; a change is called by intervals of 99%.",
			&grid, markdown);
	}
}

static void
append_choices_and_histories(const struct study *study, struct text *markdown)
{
	CLEANUP_LAWS struct series_laws anonymous = {0};

	append_choices(study, study_peak_laws(study), COLUMN_tree_peak_bytes, "Growth laws of the peak",
		"Of seven laws the simplest among those with about the least AICc; the next best with how much worse it "
		"is. The exponent is that of the power law, with its 95% interval; noise and misfit are relative "
		"standard deviations of a run about its size, and of the sizes about the law.",
		markdown);
	study_laws(study, COLUMN_tree_anon_peak_bytes, &anonymous);
	append_choices(study, &anonymous, COLUMN_tree_anon_peak_bytes, "Growth laws of anonymous memory",
		"The same for the largest sampled sum of anonymous memory.", markdown);
	append_histories(study, &anonymous, markdown);
}

static void
append_laws(const struct study *study, struct text *markdown)
{
	CLEANUP_GRID struct grid peak = {0}, slopes = {0};

	append_choices_and_histories(study, markdown);
	if (study_compares(study, COLUMN_tree_peak_bytes)) {
		table_of_laws(study, COLUMN_tree_peak_bytes, &peak);
		append_table("Line and power beside the article's",
			"Least squares over the median at each size, every size counting alike. The fits begin at the "
			"smallest published size, as its own fit does, where enough points are left.",
			&peak, markdown);
	}
	table_of_slopes(study, COLUMN_tree_peak_bytes, &slopes);
	append_table("Slope from size to size", "Peak memory for each further one, between neighbouring sizes.",
		&slopes, markdown);
}

static void
append_figures(const struct figures *figures, const char *folder, struct text *markdown)
{
	bool headed = false;

	for (size_t i = 0; i < figures->count; i++) {
		const struct figure *figure = &figures->items[i];
		if (!figure->drawn)
			continue;
		text_append(markdown, headed ? "\n" : "\n## Figures\n\n");
		headed = true;
		markdown_escape(figure->question, markdown);
		text_append_format(markdown, "\n\n![%s](%s/%s.svg)\n", figure->name, folder, figure->name);
	}
}

static void
append_failures(const struct study *study, struct text *markdown)
{
	CLEANUP_GRID struct grid failures = {0}, doubtful = {0}, words = {0};

	table_of_failures(study, &failures);
	table_of_doubts(study, &doubtful);
	text_append(markdown, "\n## What failed\n\n");
	text_append_format(markdown, "%s\n",
		failures.cell_count ? "Runs that did not end ok; their figures are left out everywhere else."
							: "Every run ended ok.");
	grid_to_markdown(&failures, markdown);
	if (doubtful.cell_count)
		text_append(markdown, "Runs with doubts; those that ended ok are counted in all the same.\n");
	grid_to_markdown(&doubtful, markdown);
	table_of_doubt_words(study, &words);
	grid_to_markdown(&words, markdown);
}

static void
append_steadiness(const struct study *study, struct text *markdown)
{
	CLEANUP_GRID struct grid drift = {0}, outliers = {0}, loads = {0};

	table_of_loads(study, &loads);
	append_table("Runs under different loads", explanation_of_loads, &loads, markdown);
	table_of_drift(study, &drift);
	append_table("The host was not steady", steadiness_of_drift, &drift, markdown);
	table_of_outliers(study, &outliers);
	append_table("Runs far off their cell", steadiness_of_outliers, &outliers, markdown);
}

static void
append_conditions(const struct study *study, struct text *markdown)
{
	CLEANUP_GRID struct grid series = {0}, settings = {0}, environment = {0}, sessions = {0};

	table_of_series(study, &series);
	append_table("How it was measured",
		"Each run has a control group (or sampler) of its own around the whole process tree. \"Tree peak\" is "
		"the most that the kernel charged to it, page cache included; \"anonymous\" the largest sampled sum "
		"of anonymous memory, which sizes a machine; \"largest process\" the peak of one process alone. "
		"\"Initial\" is the tree peak of the same workload on a project of one file under the same settings, "
		"and growth is (peak - initial) / initial. Figures are medians of the ok repetitions. MB are "
		"1,000,000 bytes.",
		&series, markdown);
	table_of_settings(study, &settings);
	append_table(
		"Settings that all runs share", "Columns of runs.csv; `unset` is a value.", &settings, markdown);
	table_of_environment(study, &environment);
	append_table("Host and environment", "From environment.json.", &environment, markdown);
	table_of_sessions(study, &sessions);
	append_table("Sessions", "What was measured, and what gorge itself took beside it.", &sessions, markdown);
}

/* The first and last time a run started. */
static void
find_times(const struct study *study, const char **first, const char **last)
{
	size_t place = table_column(&study->runs, run_columns[COLUMN_started_at].name);

	*first = *last = "";
	for (size_t row = 0; row < study->runs.row_count; row++) {
		const char *at = table_text(&study->runs, row, place);
		if (*at == '\0')
			continue;
		if (**first == '\0' || strcmp(at, *first) < 0)
			*first = at;
		if (strcmp(at, *last) > 0)
			*last = at;
	}
}

static void
append_provenance(const struct study *study, struct text *markdown)
{
	const char *first, *last;

	find_times(study, &first, &last);
	text_append_format(markdown,
		"\n## Provenance\n\nMade by gorge %s from %zu rows of `runs.csv` (schema %s)", GORGE_VERSION,
		study->runs.row_count, RECORD_SCHEMA);
	if (*first)
		text_append_format(markdown, ", measured from %s to %s", first, last);
	text_append(markdown,
		". Every number above comes from the CSV files; `gorge report` on this folder writes it again. "
		"Medians, lowest and highest of every column stand in `summary.csv`.\n");
}

void
report_markdown(const struct study *study, const struct figures *figures, const char *figures_folder,
	struct text *markdown)
{
	append_question(study, markdown);
	append_endings(study, markdown);
	append_published(study, markdown);
	append_claim(study, markdown);
	append_series_tables(study, study->has_published ? "Ours beside the article's" : "Peak and growth",
		"Peak memory of the whole process tree, page cache included.", growth_table, markdown);
	append_figures(figures, figures_folder, markdown);
	append_laws(study, markdown);
	append_series_tables(study, "Memories that must not be mixed up",
		"Medians; lowest and highest are of the tree peak.", table_of_memories, markdown);
	append_series_tables(study, "Who held the memory",
		"Parts of the median tree peak. Page cache and kernel memory as sampled; then the peaks of the go "
		"command and of the largest compile; the rest are other processes. Peaks of single processes count "
		"mapped files too and need not fall together: where the two exceed what processes held, both shrink "
		"by the same share.",
		table_of_holders, markdown);
	append_series_tables(study, "The largest tool processes",
		"From tools.csv: peak resident set of each process by itself, in the first ok run at the largest "
		"size.",
		table_of_tools, markdown);
	append_series_tables(study, "What the loader says of its own heap",
		"Reported by the measured program itself, beside the figures above.", table_of_heap, markdown);
	append_failures(study, markdown);
	append_steadiness(study, markdown);
	append_conditions(study, markdown);
	append_provenance(study, markdown);
}

static bool
write_file(const struct study *study, const char *name, const struct text *content, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", study->folder, name);

	return file_replace(path, text_string(content), content->length, err);
}

bool
report_write(const struct study *study, const struct figures *figures, struct error *err)
{
	CLEANUP_TEXT struct text markdown = {0}, html = {0}, summary = {0};

	report_markdown(study, figures, "figures", &markdown);
	html_from_markdown(text_string(&markdown), study->name, &html);
	summary_csv(study, &summary);
	return write_file(study, "report.md", &markdown, err) && write_file(study, "report.html", &html, err) &&
		   write_file(study, "summary.csv", &summary, err);
}
