/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a cell can be measured at all: on this release, on this host, with these settings. One that cannot
 * is an `unsupported` row.
 */
#ifndef GORGE_EXECUTE_FORESEE_SUPPORT_H
#define GORGE_EXECUTE_FORESEE_SUPPORT_H

#include "execute/projects/local_projects.h"
#include "measure/workloads/workload.h"
#include "plan/matrix.h"

struct support_question {
	const struct cell *cell;
	const struct toolchain *toolchain;
	const struct generator *generator; /* NULL for real code */
	const struct local_project
		*local; /* of real code, and of what an exec: generator has written; else NULL */
	const struct workload *workload;
};

struct support_question support_question_of(const struct experiment *experiment,
	const struct local_projects *locals, const struct cell *cell, const struct toolchain *toolchain,
	const struct workload *workload);

/* True, with why filled, when something is missing. What only the workload knows is not asked here. */
bool support_lacks(const struct support_question *question, char *why, size_t why_bytes);

#endif
