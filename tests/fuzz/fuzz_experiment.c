/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "plan/matrix.h"
#include "plan/experiment_file.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CELLS_MOST = 4096 }; /* larger plans are right, but say nothing new */

static size_t
count_cells(const struct experiment *experiment)
{
	size_t shared = axes_combinations(&experiment->axes), cells = 0;

	for (size_t i = 0; i < experiment->project_count; i++)
		cells += shared * axes_combinations(&experiment->projects[i].axes);
	return cells;
}

/* The plan wants an identity of each toolchain, of each one's source, and of each dir: project. */
static void
plan(const struct experiment *experiment)
{
	const struct axis *go = axes_find(&experiment->axes, AXIS_GO, NULL);
	size_t gos = go ? go->values.count : 1;
	CLEANUP_FREE const char **names = memory_zeroed(gos, sizeof *names);
	CLEANUP_FREE const char **sources = memory_zeroed(gos, sizeof *sources);
	CLEANUP_FREE const char **projects = memory_zeroed(experiment->project_count, sizeof *projects);
	struct plan_facts facts = {.processors = 2,
		.repetitions = 1,
		.shard = 1,
		.shards = 1,
		.go_identities = names,
		.goroot_identities = sources,
		.project_identities = projects};
	struct plan built;

	for (size_t i = 0; i < gos; i++) {
		names[i] = "identity";
		sources[i] = "source";
	}
	for (size_t i = 0; i < experiment->project_count; i++)
		projects[i] = "project";
	struct error err = ERROR_INIT;
	if (plan_build(experiment, &facts, &built, &err))
		plan_dispose(&built);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	CLEANUP_FREE char *text = memory_zeroed(size + 1, 1);
	struct experiment experiment;
	struct error err = ERROR_INIT;

	memcpy(text, data, size);
	if (!experiment_parse(text, "fuzz.ini", NULL, &experiment, &err))
		return 0;
	if (count_cells(&experiment) <= CELLS_MOST)
		plan(&experiment);
	experiment_dispose(&experiment);
	return 0;
}
