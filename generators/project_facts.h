/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Adding up what a project is: the same sums, whether its files are being written or read back.
 */
#ifndef GORGE_GENERATORS_PROJECT_FACTS_H
#define GORGE_GENERATORS_PROJECT_FACTS_H

#include "generators/generator.h"

#define PROJECT_MARKER ".gorge-project"

struct project_file {
	struct hash content;
	uint64_t bytes, lines;
};

/* Adds one file: to the hash by its path relative to the root, and to the counts when it is a .go file. */
void project_facts_add_file(
	struct project_facts *facts, const char *path, size_t path_bytes, const struct project_file *file);
/* Only to the hash: for files that are not part of the packages. */
void project_facts_add_hash(
	struct project_facts *facts, const char *path, size_t path_bytes, struct hash content);
void project_facts_add(struct project_facts *sum, const struct project_facts *term);

#endif
