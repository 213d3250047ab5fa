/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * From an experiment to the ordered list of its runs. Pure: what the outside world adds (which toolchains
 * the names stand for, how many processors) comes in as arguments.
 */
#ifndef GORGE_PLAN_MATRIX_H
#define GORGE_PLAN_MATRIX_H

#include "base/hash.h"
#include "plan/experiment.h"
#include "plan/limits.h"
#include "plan/settings.h"

enum { PLAN_RUNS_MOST = 1000000 /* of one shard: 90 MB of memory, and more than a year */ };

/* One combination of values. Owns its texts. */
struct cell {
	size_t project;                  /* index into the experiment's projects */
	struct parameter_values values;  /* of the generator; unused for real code */
	size_t go;                       /* index into the experiment's go axis */
	char *workload, *cache, *target; /* cache: "std", "edit:body@leaf" ... */
	char *settings[SETTING_COUNT];   /* every setting, defaults worked out */
	struct memory_limit memory;      /* two of them as numbers */
	uint64_t timeout_ns;
	struct list variables; /* "NAME=value" of the env.NAME axes */
	struct repetitions repetitions;
	char id[HASH_TEXT_BYTES];
	char old_id[HASH_TEXT_BYTES]; /* what the id was before the limits became part of it */
};

struct run {
	size_t cell;
	uint64_t repetition;                               /* from 1 */
	char id[HASH_TEXT_BYTES], old_id[HASH_TEXT_BYTES]; /* as the cell's */
};

struct plan {
	struct cell *cells;
	size_t cell_count;
	struct run *runs; /* in the order in which they are to be done */
	size_t run_count, run_capacity;
	uint64_t shard, shards; /* as in the facts it was built from */
	size_t *excluded;       /* cells left out, by the first rule of [exclude] that holds for them */
};

/* What the pure plan has to be told. */
struct plan_facts {
	unsigned processors;
	const char *const *go_identities;      /* per value of the go axis: goes into the ids */
	const char *const *project_identities; /* per project: place and hash of real code; "" for a generator */
	/* per value of the go axis: hash of its source; NULL without such a project */
	const char *const *goroot_identities;
	uint64_t repetitions;   /* of --repeat; 0 = as the experiment says */
	uint64_t shard, shards; /* this host does every shards-th run, from the shard-th; 1 of 1 = all */
	/* How often a cell is measured, whatever else says so; 0 = not at all. NULL: as the rest says */
	uint64_t (*times)(const void *times_context, const struct cell *cell);
	const void *times_context;
};

/* Every cell as often as it is measured at least; the order is shuffled inside each repetition by the
 * experiment's seed, so that drift of the machine hits all cells alike. Of several shards, a cell whose
 * repetitions adapt belongs to one as a whole, since how often it is measured depends on all its rows. Raises
 * BAD_VALUE above PLAN_RUNS_MOST runs; the plan is then empty. */
bool plan_build(const struct experiment *experiment, const struct plan_facts *facts, struct plan *plan,
	struct error *err);
void plan_dispose(struct plan *plan);
/* True for a cell whose repetitions adapt and which is this shard's. */
bool plan_adapts(const struct plan *plan, size_t cell);
/* Appends, in the same kind of order, the given repetition of every cell of this shard that is measured less
 * often at least, that often at most, and for which `wanted` says true. Returns how many. */
size_t plan_add_round(const struct experiment *experiment, struct plan *plan, uint64_t repetition,
	bool (*wanted)(const void *context, size_t cell, uint64_t repetition), const void *context);

/* "files=1000 GOGC=50 build": the values of a cell on axes that vary, for progress and messages; the
 * project's name before them where there are several. */
void plan_describe_cell(const struct experiment *experiment, const struct cell *cell, struct text *text);

#endif
