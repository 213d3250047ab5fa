/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * `gorge probe` measures: what somebody's own go build would build, built once by gorge's rules.
 */
#ifndef GORGE_CAMPAIGN_PROBE_PROBE_H
#define GORGE_CAMPAIGN_PROBE_PROBE_H

#include "base/error.h"
#include "base/hash.h"
#include "base/text.h"

struct probe_request {
	const char *what;       /* a folder, get:MODULE@VERSION, a generator */
	struct list parameters; /* "types=500" of a generator */
	struct list words;      /* as behind `go build` */
	const char *results;    /* folder; NULL: one of its own in gorge's cache */
	bool fresh;             /* measure again what was measured before */
	bool all;               /* compile std, too */
	bool quiet;
};

/* What was measured; probe_run_dispose() frees it. */
struct probe_run {
	char *results; /* folder */
	char run_id[HASH_TEXT_BYTES];
	struct list modules; /* paths: the project's own first, then those its go.mod requires; may be empty */
	struct list
		found; /* of the user's: settings with where they were found, the release that was asked for */
};

/* Takes the user's arguments, GOFLAGS, variables and `go env -w`, the release that the project asks for, and
 * builds what they would have built: in caches of gorge's own, std compiled beforehand. Once measured, the
 * same build of the same source is not measured again. Raises what reading the words, opening the project and
 * running raise. */
bool probe_measure(const struct probe_request *request, struct probe_run *run, struct error *err);
void probe_run_dispose(struct probe_run *run);
#define CLEANUP_PROBE_RUN __attribute__((cleanup(probe_run_dispose)))

#endif
