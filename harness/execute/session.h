/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Everything one `gorge run` needs, from the experiment file to the plan, with its toolchains found.
 */
#ifndef GORGE_EXECUTE_SESSION_H
#define GORGE_EXECUTE_SESSION_H

#include "execute/foresee/estimate.h"
#include "execute/executor.h"

struct session {
	struct experiment experiment;
	struct toolchain *toolchains; /* per value of the go axis */
	size_t toolchain_count;
	struct local_projects *locals; /* the real code among the projects */
	struct plan plan;
	char *results_folder;
	struct estimator estimator;
};

struct session_request {
	const char *path;             /* of the experiment file */
	const char *text;             /* what it says, where it is no file; NULL: it is read */
	const char *results_folder;   /* NULL: results/<experiment> below the current folder */
	const char *const *overrides; /* NULL-terminated "key=values", or NULL */
	uint64_t repetitions;         /* 0: as the file says */
	uint64_t shard, shards;       /* 1 of 1: all runs */
	bool quiet;
	/* As in struct plan_facts: which cells the plan has, and how often. NULL: as the experiment says */
	uint64_t (*times)(const void *times_context, const struct cell *cell);
	const void *times_context;
};

/* Reads the file, finds (and fetches) the toolchains, opens (and fetches) real code, builds the plan and
 * reads what earlier rows tell about its cost. On failure the session is already disposed of. */
bool session_open(const struct session_request *request, struct session *session, struct error *err);
void session_dispose(struct session *session);

/* Builds the plan anew, for a request that asks for other cells or an experiment that has more values by now.
 * On failure the plan is empty. */
bool session_plan_again(const struct session_request *request, struct session *session, struct error *err);

/* What the runs that `results` lacks (NULL: all runs) are thought to need. */
void session_estimate(
	const struct session *session, const struct results *results, struct estimate *estimate);
/* Raises NO_ROOM when the disk that the estimate asks for is not there, or a run is thought to need more
 * memory than its limit, which is a share of what is here: one in bytes is meant to be met. */
bool session_check_room(const struct session *session, const struct estimate *estimate, struct error *err);

/* Raises NEEDS_YES for the first cell whose project has to be asked about. */
bool session_ask(const struct session *session, struct error *err);

#endif
