/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Writing a generator's project into a folder, quickly and in flat memory, and knowing it again later.
 */
#ifndef GORGE_GENERATORS_PROJECT_H
#define GORGE_GENERATORS_PROJECT_H

#include "generators/generator.h"
#include "generators/project_writer.h"

/* Generates into `folder`, which must not exist, be empty, or hold an earlier project of gorge's (known by
 * its marker file .gorge-project); the latter is kept as it is when it is complete and the same project,
 * and replaced otherwise. threads = 0 takes as many as there are processors. On failure or interruption
 * what was written stays marked as unfinished, so that the next call replaces it. */
bool project_generate(const struct generator *generator, const struct parameter_values *values,
	const char *folder, unsigned threads, struct project_facts *facts, struct error *err);

/* What project_generate() would write, found by composing it all and writing none of it; nothing is known of
 * an exec: project. */
bool project_volume(const struct generator *generator, const struct parameter_values *values,
	struct project_volume *volume, struct error *err);

/* Raises NEEDS_YES, with what would be written, when a parameter is above its `ask`. */
bool project_ask(const struct generator *generator, const struct parameter_values *values, struct error *err);

#endif
