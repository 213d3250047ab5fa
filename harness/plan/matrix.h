/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From an experiment to the ordered list of its runs. Pure: what the outside world adds (which toolchains
 * the names stand for, how many processors) comes in as arguments.
 */
#ifndef GORGE_PLAN_MATRIX_H
#define GORGE_PLAN_MATRIX_H

#include "base/hash.h"
#include "plan/experiment.h"
#include "plan/settings.h"

/* One combination of values. Owns its texts. */
struct cell {
	size_t project;                  /* index into the experiment's projects */
	struct parameter_values values;  /* of the generator; unused for real code */
	size_t go;                       /* index into the experiment's go axis */
	char *workload, *cache, *target; /* cache: "std", "edit:body@leaf" ... */
	char *settings[SETTING_COUNT];   /* every setting, defaults worked out */
	struct list variables;           /* "NAME=value" of the env.NAME axes */
	uint64_t repetitions;
	char id[HASH_TEXT_BYTES];
};

struct run {
	size_t cell;
	uint64_t repetition; /* from 1 */
	char id[HASH_TEXT_BYTES];
};

struct plan {
	struct cell *cells;
	size_t cell_count;
	struct run *runs; /* in the order in which they are to be done */
	size_t run_count;
};

/* What the pure plan has to be told. */
struct plan_facts {
	unsigned processors;
	const char *const *go_identities;      /* per value of the go axis: goes into the ids */
	const char *const *project_identities; /* per project: place and hash of real code; "" for a generator */
	const char *const
		*goroot_identities; /* per value of the go axis: hash of its source; NULL without such a project */
	uint64_t repetitions;   /* of --repeat; 0 = as the experiment says */
	uint64_t shard, shards; /* this host does every shards-th run, from the shard-th; 1 of 1 = all */
};

/* Every cell once per repetition; the order is shuffled inside each repetition by the experiment's seed, so
 * that drift of the machine hits all cells alike. */
void plan_build(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan);
void plan_release(struct plan *plan);

/* "files=1000 GOGC=50 build": the values of a cell on axes that vary, for progress and messages; the
 * project's name before them where there are several. */
void plan_describe_cell(const struct experiment *experiment, const struct cell *cell, struct text *text);

#endif
