/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "campaign/dry_run.h"
#include "base/memory.h"
#include "base/units.h"
#include "campaign/rounds.h"
#include "execute/outlook.h"

#include <inttypes.h>

/* "3.2 MB of memory"; runs that are over too soon to be measured need next to nothing. */
static void
print_need(uint64_t bytes, const char *what, FILE *out)
{
	char text[UNITS_TEXT_BYTES];

	if (bytes > 0)
		fprintf(out, "%s of %s", units_format_bytes(text, bytes), what);
	else
		fprintf(out, "hardly any %s", what);
}

static void
print_needs(const struct estimate *estimate, FILE *out)
{
	char wall[UNITS_TEXT_BYTES];

	fprintf(out, "; judging by earlier rows they take about %s, ",
		units_format_duration(wall, estimate->wall_ns));
	print_need(estimate->memory_bytes, "memory", out);
	fputs(" and ", out);
	print_need(estimate->disk_bytes, "disk", out);
}

void
print_estimate(const struct estimate *estimate, size_t runs, size_t more, FILE *out)
{
	fprintf(out, "%zu run%s to do", runs, runs == 1 ? "" : "s");
	if (estimate->unknown_runs < runs)
		print_needs(estimate, out);
	if (estimate->unknown_runs > 0)
		fprintf(out, "; no earlier row tells about %zu of them", estimate->unknown_runs);
	if (more > 0)
		fprintf(out, "; up to %zu more until medians are known well enough", more);
	fputc('\n', out);
}

static void
print_runs(const struct session *session, const struct outlook *outlook)
{
	for (size_t i = 0; i < session->plan.run_count; i++) {
		const struct run *run = &session->plan.runs[i];
		const char *why = outlook->why[run->cell];
		CLEANUP_TEXT struct text name = {0};
		plan_describe_cell(&session->experiment, &session->plan.cells[run->cell], &name);
		printf("%s  %s #%" PRIu64 "%s%s%s\n", run->id, text_string(&name), run->repetition,
			why ? "  unsupported: " : "", why ? why : "", outlook_has(outlook, run) ? "  there already" : "");
	}
}

static void
print_cells(const struct session *session, const struct outlook *outlook)
{
	size_t unsupported = 0, there = 0;

	for (size_t i = 0; i < session->experiment.exclude_count; i++)
		printf(
			"excluded by '%s': %zu cells\n", session->experiment.excludes[i].text, session->plan.excluded[i]);
	for (size_t i = 0; i < session->plan.cell_count; i++)
		unsupported += outlook->why[i] != NULL;
	printf("%zu cells", session->plan.cell_count);
	if (unsupported > 0)
		printf(", %zu of them unsupported", unsupported);
	for (size_t i = 0; i < session->plan.run_count; i++)
		there += outlook_has(outlook, &session->plan.runs[i]);
	if (there > 0)
		printf("; %zu run%s there already", there, there == 1 ? " is" : "s are");
	fputs("; ", stdout);
}

/* What the run itself would refuse without --yes. */
static void
print_question(const struct session *session)
{
	struct error asked = ERROR_INIT;

	if (!session_ask(session, &asked))
		printf("will ask for --yes: %s: %s\n", asked.where, asked.why);
}

/* Runs that cannot be done cost nothing, and nor do those that are there. */
bool
dry_run_print(struct session *session, const struct results *there, struct error *err)
{
	CLEANUP_FREE char *path = text_format("%s/%s", session->results_folder, runs_layout.name);
	struct estimate estimate;
	struct outlook outlook;
	struct rounds rounds;

	if (!rounds_open(session, there->finished_count > 0 ? path : NULL, &rounds, err))
		return false;
	bool open = outlook_open(session, there, &outlook, err);
	if (open) {
		print_runs(session, &outlook);
		print_cells(session, &outlook);
		size_t runs = outlook_estimate(&outlook, &estimate);
		print_estimate(&estimate, runs, rounds_most_to_come(&rounds), stdout);
		print_question(session);
		outlook_dispose(&outlook);
	}
	rounds_dispose(&rounds);
	return open;
}
