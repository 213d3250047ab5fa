/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * environment.json: under what conditions the rows beside it were measured. Runs on several hosts, or with
 * further toolchains, or in several sessions add to it.
 */
#ifndef GORGE_RECORD_ENVIRONMENT_H
#define GORGE_RECORD_ENVIRONMENT_H

#include "base/error.h"
#include "plan/experiment.h"

#include <stdint.h>

/* One toolchain's identity as text: version and hexadecimal hashes. */
struct environment_toolchain {
	const char *version, *identity, *go_hash, *compile_hash, *link_hash;
};

/* One session: a `gorge run` from start to end. */
struct environment_session {
	const char *started_at; /* UTC, ISO 8601 */
	uint64_t runs, measured_ns, harness_ns, own_peak_bytes;
};

/* What all sessions of an experiment are done with. Borrows all of it. */
struct environment_facts {
	const struct experiment *experiment;
	const char *meter;
	const char *scratch; /* the folder whose file system is named */
	const struct environment_toolchain *toolchains;
	size_t toolchain_count;
};

/* Writes folder/environment.json, keeping the hosts, toolchains and sessions that stand there already.
 * Kernel, processor, memory, huge pages and file system of this host are read here. */
bool environment_write(const char *folder, const struct environment_facts *facts,
	const struct environment_session *session, struct error *err);

#endif
