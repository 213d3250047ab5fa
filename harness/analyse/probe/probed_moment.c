/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analyse/probe/probed.h"

static void
find_sample(const struct table *samples, struct probed_moment *moment)
{
	size_t elapsed = table_column(samples, "elapsed_ns"), anon = table_column(samples, "anon_bytes");
	size_t tree = table_column(samples, "tree_bytes");

	for (size_t row = 0; row < samples->row_count; row++) {
		struct probed_moment sample = {.known = true};
		if (!table_number(samples, row, elapsed, &sample.at_ns) ||
			!table_number(samples, row, anon, &sample.anon_bytes) ||
			(moment->known && sample.anon_bytes <= moment->anon_bytes))
			continue;
		(void)table_number(samples, row, tree, &sample.tree_bytes);
		*moment = sample;
	}
}

void
probed_moment_find(struct probed *probed)
{
	struct probed_moment *moment = &probed->moment;

	find_sample(&probed->samples, moment);
	for (size_t i = 0; moment->known && i < probed->tool_count; i++) {
		struct probed_tool *tool = &probed->tools[i];
		tool->at_peak =
			tool->started_ns <= moment->at_ns && moment->at_ns <= tool->started_ns + tool->wall_ns;
		moment->alive += tool->at_peak;
	}
}
