/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The marker file .gorge-project: says that gorge made the folder, what it is, and whether it is finished.
 */
#ifndef GORGE_GENERATORS_PROJECT_MARKER_H
#define GORGE_GENERATORS_PROJECT_MARKER_H

#include "generators/generator.h"

/* "generator = module@1\nparameters = files=1000 ...\n": equal for equal projects. Appended. */
void project_identity(
	const struct generator *generator, const struct parameter_values *values, struct text *identity);

/* Marks a folder as gorge's and unfinished. */
bool project_marker_begin(int folder, const char *path, struct error *err);
/* Marks the project as finished, once all of it is written. */
bool project_marker_finish(
	const char *path, const char *identity, const struct project_facts *facts, struct error *err);

enum marker_state { MARKER_NONE, MARKER_UNFINISHED, MARKER_FINISHED };
/* What the folder's marker says; *facts is set when it is MARKER_FINISHED with this identity, which is the
 * only case that returns MARKER_FINISHED. */
enum marker_state project_marker_read(const char *path, const char *identity, struct project_facts *facts);

#endif
