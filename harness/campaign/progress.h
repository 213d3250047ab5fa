/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * How an experiment is getting on: a bar with the time left on a terminal, else one line a finished run.
 */
#ifndef GORGE_CAMPAIGN_PROGRESS_H
#define GORGE_CAMPAIGN_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

struct progress;

/* out: normally stderr. quiet: nothing is ever written. The caller ends it with progress_end(). */
struct progress *progress_begin(FILE *out, bool quiet);
/* A step begins: the index-th (from 0) of count. expected_ns: what it is thought to take, 0 = unknown;
 * left_ns: what all steps from this one on are thought to take, 0 = unknown. */
void progress_step(struct progress *progress, size_t index, size_t count, const char *name,
	uint64_t expected_ns, uint64_t left_ns);
/* A step has ended with this one-line result. */
void progress_result(struct progress *progress, const char *result);
/* Takes the bar away and frees it; NULL is fine. */
void progress_end(struct progress *progress);

#endif
