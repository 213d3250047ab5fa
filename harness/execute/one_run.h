/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * One run from a cell of the plan to its row: whether it can be done at all, prepared, measured, recorded.
 */
#ifndef GORGE_EXECUTE_ONE_RUN_H
#define GORGE_EXECUTE_ONE_RUN_H

#include "execute/prepare/preparation.h"
#include "execute/prepare/source.h"
#include "measure/meters/meter.h"
#include "plan/matrix.h"
#include "record/results.h"

/* What all runs of an experiment are made with. Borrows all of it. */
struct bench {
	const struct experiment *experiment;
	const struct plan *plan;
	const struct toolchain *toolchains;  /* per value of the go axis */
	const struct local_projects *locals; /* the real code among the projects */
	const struct meter *meter;
	struct results *results;
	struct preparation *preparation; /* what stands already, and the workspace for what has to be made */
};

struct finished_run {
	struct row row;       /* as it was recorded */
	uint64_t measured_ns; /* wall time of the measured command; also of one that was not recorded */
	/* "", or what was written to of the project's source meanwhile, though it is what it was: nothing is
	 * recorded, and the run is to be done again. */
	char touched[SOURCE_PATH_BYTES];
};
void finished_run_dispose(struct finished_run *finished);

/* Does the run and records it; one that cannot be done is recorded as unsupported. False when gorge was
 * interrupted, the host failed, or the project is no longer the one that the run is named by
 * (PROJECT_CHANGED): nothing is recorded then, and nothing that was started is left. `finished` is to be
 * disposed of either way. */
bool run_once(
	const struct bench *bench, const struct run *run, struct finished_run *finished, struct error *err);

#endif
