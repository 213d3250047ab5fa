/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/memory.h"
#include "plan/matrix.h"

#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CELLS_MOST = 4096 }; /* larger plans are right, but say nothing new */

static size_t
count_cells(const struct experiment *experiment)
{
	size_t cells = 1;

	for (size_t i = 0; i < experiment->axis_count && cells <= CELLS_MOST; i++)
		cells *= experiment->axes[i].values.count;
	return cells;
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
	if (experiment.generator && count_cells(&experiment) <= CELLS_MOST) {
		struct plan_facts facts = {.processors = 2, .repetitions = 1, .shard = 1, .shards = 1};
		const struct axis *go = experiment_axis(&experiment, AXIS_GO, NULL);
		CLEANUP_FREE const char **names = memory_zeroed(go ? go->values.count : 1, sizeof *names);
		for (size_t i = 0; i < (go ? go->values.count : 1); i++)
			names[i] = "identity";
		struct plan plan;
		facts.go_identities = names;
		plan_build(&experiment, &facts, &plan);
		plan_release(&plan);
	}
	experiment_release(&experiment);
	return 0;
}
