/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How long runs will take and what they will need, from rows measured earlier: those of this results folder
 * and the reference results that come with gorge. Of the rows of a generator and a workload the nearest
 * counts: the same state of the cache before all, then a near size, then a near release and equal settings.
 * Linear in the project's size; no rows, no estimate.
 */
#ifndef GORGE_EXECUTE_FORESEE_ESTIMATE_H
#define GORGE_EXECUTE_FORESEE_ESTIMATE_H

#include "base/error.h"
#include "measure/measurement.h"
#include "plan/matrix.h"
#include "toolchain/toolchain.h"

/* One earlier run, as far as it helps. */
struct earlier_run {
	size_t project; /* of the experiment's projects, the one that it is like */
	char *workload, *cache;
	unsigned go_minor;             /* 0 for a version of another form */
	char *settings[SETTING_COUNT]; /* as in the row; "" for none */
	double size;                   /* of the generator's size parameter; 0 for real code */
	double wall_ns, anon_bytes, scratch_bytes, source_bytes, files;
};

struct estimator {
	const struct experiment *experiment;
	const struct toolchain *toolchains; /* per value of the go axis */
	struct earlier_run *runs;
	size_t count, capacity;
	double farthest; /* how far (estimate.c) a run may be from a cell that it tells about; 0: any */
};

/* What one run, or a whole plan, is thought to need. */
struct estimate {
	uint64_t wall_ns;
	uint64_t memory_bytes; /* anonymous memory of the largest tree */
	uint64_t disk_bytes;   /* of a run: what it writes; of a plan: projects and the runs kept at a time */
	size_t unknown_runs;   /* of a plan: runs without any earlier row like them; not in the sums */
};

/* Reads folder/runs.csv when it is there; rows of another generator or that did not end well are left out. */
bool estimator_read(struct estimator *estimator, const char *folder, struct error *err);
void estimator_dispose(struct estimator *estimator);

/* False when no earlier run is like this one. */
bool estimate_cell(const struct estimator *estimator, const struct cell *cell, struct estimate *estimate);
/* Over the runs for which `wanted` says true. */
void estimate_plan(const struct estimator *estimator, const struct plan *plan,
	bool (*wanted)(const void *context, const struct run *run), const void *context,
	struct estimate *estimate);

#endif
