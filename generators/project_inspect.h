/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A Go tree on disk, counted and hashed.
 */
#ifndef GORGE_GENERATORS_PROJECT_INSPECT_H
#define GORGE_GENERATORS_PROJECT_INSPECT_H

#include "generators/generator.h"

/* Counts and hashes the Go tree in `folder` by reading it (skips .git, vendor/, testdata/ and gorge's marker
 * for the counts of files, lines and bytes, and .git and the marker for the hash). An independent check of
 * what project_generate() tells, and the way to know a dir: project. */
bool project_inspect(const char *folder, struct project_facts *facts, struct error *err);

#endif
