/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The text of an experiment file as a struct.
 */
#ifndef GORGE_PLAN_EXPERIMENT_FILE_H
#define GORGE_PLAN_EXPERIMENT_FILE_H

#include "plan/experiment.h"

/* Parses the text of an experiment file. path: for names and messages only.
 * overrides: NULL-terminated "key=values" of --set, applied as if they stood in the file, in place of the
 * key there; or NULL. Raises EXPERIMENT_SYNTAX, BAD_VALUE, UNKNOWN_GENERATOR ... with path:line.
 * On failure the experiment is already disposed of. */
bool experiment_parse(const char *text, const char *path, const char *const *overrides,
	struct experiment *experiment, struct error *err);

#endif
