/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program that a project's root folder builds, for the workload that runs it: built outside the measured
 * group, by the toolchain and with the settings of the cell.
 */
#ifndef GORGE_EXECUTE_PREPARE_PROGRAM_H
#define GORGE_EXECUTE_PREPARE_PROGRAM_H

#include "execute/prepare/preparation.h"

/* Fills in context->has_main and context->runs_here; what the go command cannot tell of it has no main. For a
 * dir: project its dependencies are downloaded first. */
bool program_describe(struct preparation *preparation, const struct project *project,
	struct workload_context *context, struct error *err);

/* The program, built once for each cell. Raises PREPARE with what the go command said. The caller frees it.
 */
char *program_build(struct preparation *preparation, const struct project *project,
	const struct workload_context *context, const char *cell_id, struct error *err);

#endif
