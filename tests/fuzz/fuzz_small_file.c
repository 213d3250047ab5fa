/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Small files that gorge reads beside results: markers of projects, what is kept of hosts, published figures,
 * sheets of figures, the messages of a command. The first letter says which.
 */
#include "analyse/claims/published.h"
#include "fuzz.h"
#include "generators/project_marker.h"
#include "measure/outcome.h"
#include "present/figures/figure_sheet.h"
#include "record/environment.h"
#include "record/old_limits.h"

static void
marker(const uint8_t *bytes, size_t count)
{
	CLEANUP_FREE char *path = fuzz_put(".gorge-project", bytes, count);
	struct project_facts facts = {0};

	(void)project_marker_read(fuzz_folder(), "generator = module@1\nparameters = files=1\n", &facts);
	(void)remove(path);
}

static void
published(const uint8_t *bytes, size_t count)
{
	CLEANUP_FREE char *path = fuzz_put("published.csv", bytes, count);
	struct error err = ERROR_INIT;
	struct published read;
	bool taken = published_read(path, &read, &err);

	fuzz_check(taken, &err);
	for (size_t i = 1; taken && i < read.count; i++)
		if (read.points[i - 1].files > read.points[i].files)
			abort();
	if (taken)
		published_dispose(&read);
}

static void
sheet(const uint8_t *bytes, size_t count)
{
	CLEANUP_FREE char *path = fuzz_put("sheet.gp", bytes, count);
	CLEANUP_SHEET struct figure_sheet read = {0};
	struct error err = ERROR_INIT, lacking = ERROR_INIT;

	fuzz_check(figure_sheet_read(path, &read, &err), &err);
	CLEANUP_FREE char *missing = figure_sheet_missing(&read, fuzz_folder(), 1, &lacking);
	fuzz_check(missing != NULL, &lacking);
}

/* What an earlier gorge has left is taken over, or begun anew; what is written can be read. */
static void
environment(const uint8_t *bytes, size_t count)
{
	CLEANUP_FREE char *text = fuzz_text(bytes, count);
	struct experiment experiment = {.name = text};
	struct environment_facts facts = {.experiment = &experiment, .meter = "proc", .scratch = fuzz_folder()};
	struct environment_session session = {.started_at = "2026-01-01T00:00:00Z"};
	struct old_limits limits;
	struct error err = ERROR_INIT;

	free(fuzz_put("environment.json", bytes, count));
	old_limits_parse(text, &limits);
	if (!environment_write(fuzz_folder(), &facts, &session, &err))
		abort();
	old_limits_read(fuzz_folder(), &limits);
}

static void
messages(const uint8_t *bytes, size_t count)
{
	CLEANUP_FREE char *path = fuzz_put("messages", bytes, count);
	struct ending ending = {.child = {.exit_status = 1}, .output_path = path};
	char why[128];

	if (outcome_of(&ending, why, sizeof why) != OUTCOME_FAILED || why[0] == '\0' || strpbrk(why, "\n\033"))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const parsers[])(const uint8_t *bytes, size_t count) = {
		marker, published, sheet, environment, messages};

	if (size > 0)
		parsers[fuzz_choice(data, COUNT_OF(parsers))](data + 1, size - 1);
	return 0;
}
