/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Whether a release takes the settings of a cell at all, found by asking it: an empty package is built with
 * them. A release that does not know a flag, a GOEXPERIMENT or a platform says so there, in its own words,
 * and a project's code cannot be to blame. What an old release ignores without a word is in support.c.
 */
#ifndef GORGE_EXECUTE_FORESEE_REFUSAL_H
#define GORGE_EXECUTE_FORESEE_REFUSAL_H

#include "execute/prepare/preparation.h"
#include "execute/foresee/support.h"

/* Whether a go command that ended so, and said so, could not do its work for the host's sake (no more
 * threads, descriptors, memory or disk; killed; a tool that cannot be started), so that nothing is known of
 * the settings. One that says nothing at all counts as such. exit_status as process_run() gives it. */
bool refusal_is_host_fault(int exit_status, const char *complaint);
/* What a go command that refuses has said, in one line: the first that is not the name of a package, with
 * what a terminal would obey escaped. Takes the text apart. Pure. */
void refusal_complaint(char *output, char *why, size_t why_bytes);

/* *why is "" when it takes them; else one line of what the go command says. Asks once for each release and
 * settings. Raises ASKING where the host is to blame. */
bool refusal_of_settings(struct preparation *preparation, const struct workload_context *context, char *why,
	size_t why_bytes, struct error *err);
/* The same of what the cell lacks by itself, or else of its settings where its workload takes them, or else
 * of real code that the release and the platform leave nothing of. */
bool refusal_of_cell(struct preparation *preparation, const struct support_question *question,
	const struct workload_context *context, char *why, size_t why_bytes, struct error *err);

#endif
