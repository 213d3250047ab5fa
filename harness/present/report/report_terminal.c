/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "present/report/report_terminal.h"
#include "present/report/comparison.h"
#include "present/report/endings.h"
#include "present/report/load_table.h"
#include "present/report/tally.h"
#include "present/report/shape_table.h"
#include "present/laws/law_tables.h"
#include "present/report/steadiness.h"
#include "present/report/tables.h"
#include "present/report/incidents.h"

static void
append_titled(const char *title, const struct grid *grid, bool colour, struct text *text)
{
	if (grid->cell_count == 0)
		return;
	text_append_format(text, "\n%s\n", title);
	grid_to_text(grid, 2, colour, text);
}

static void
append_heading(const struct study *study, struct text *text)
{
	const char *question = study_environment(study, "question");
	const struct published *published = study_published(study);

	text_append(text, study->name);
	if (question)
		text_append_format(text, ": %s", question);
	text_append(text, "\n");
	if (published)
		text_append_format(text, "article: %s; machine %s, Go version %s\n", published->subject,
			*published->machine ? published->machine : "not given",
			*published->go_version ? published->go_version : "not given");
	else if (study->published_path)
		text_append_format(text, "no comparison: the published table %s was not found, or has another axis\n",
			study->published_path);
}

static void
append_verdict(const struct study *study, bool colour, struct text *text)
{
	struct tally tally = study_tally(study, COLUMN_tree_peak_bytes);
	CLEANUP_GRID struct grid claim = {0};

	if (!study->has_published)
		return;
	table_of_shape(study, COLUMN_tree_peak_bytes, &claim);
	append_titled(study->published.shape_claim, &claim, colour, text);
	text_append_format(text, "\n%zu verdicts on our measurements, %zu of them refuted\n",
		tally_judged(&tally), tally.of[CLAIM_REFUTED]);
}

static void
append_endings(const struct study *study, struct text *text)
{
	CLEANUP_LIST struct list sentences = {0};

	endings_tell(study, &sentences);
	for (size_t i = 0; i < sentences.count; i++)
		text_append_format(text, "%s%s\n", i == 0 ? "\ncut short\n  " : "  ", sentences.items[i]);
}

static void
append_loads(const struct study *study, bool colour, struct text *text)
{
	CLEANUP_GRID struct grid loads = {0};

	table_of_loads(study, &loads);
	append_titled("warning: runs under different loads", &loads, colour, text);
	if (loads.cell_count > 0)
		text_append_format(text, "%s\n", explanation_of_loads);
}

void
report_terminal(const struct study *study, bool colour, struct text *text)
{
	const struct series_laws *found = study_peak_laws(study);
	CLEANUP_GRID struct grid chosen = {0}, lacking = {0}, fitted = {0}, failures = {0};

	append_heading(study, text);
	append_endings(study, text);
	for (size_t s = 0; s < study->growth.series_count && s < SERIES_SHOWN_MOST; s++) {
		CLEANUP_GRID struct grid grid = {0};
		table_of_growth(study, &study->growth.series[s], COLUMN_tree_peak_bytes, &grid);
		append_titled(study->growth.series[s].label, &grid, colour, text);
	}
	series_left_out(study, text);
	text_append(text, "\ninitial: tree peak of the same workload on a project of one file, same settings\n"
					  "growth: (peak - initial) / initial; MB are 1,000,000 bytes; medians of the ok runs\n");
	table_of_choices(study, found, COLUMN_tree_peak_bytes, &chosen);
	append_titled("laws of the peak, chosen by AICc", &chosen, colour, text);
	table_of_lacking(study, found, &lacking);
	append_titled("no law", &lacking, colour, text);
	if (study_compares(study, COLUMN_tree_peak_bytes))
		table_of_laws(study, COLUMN_tree_peak_bytes, &fitted);
	append_titled("line and power over the published sizes", &fitted, colour, text);
	append_verdict(study, colour, text);
	table_of_failures(study, &failures);
	append_titled("not ok", &failures, colour, text);
	append_loads(study, colour, text);
	steadiness_to_text(study, colour, text);
}
